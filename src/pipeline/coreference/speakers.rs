//! *I*, *we* in a quotation: who speaks, and for whom.

use super::partition::Partition;
use super::roles::titles;
use super::scene::Scene;
use crate::document::{EntityType, MentionKind};
use crate::lexicon::TitleKind;

pub(super) fn join(scene: &Scene, partition: &mut Partition) {
    for pronoun in scene.of_kind(MentionKind::Pronoun) {
        let form = scene.text(pronoun).to_lowercase();
        let is_one = matches!(&*form, "i" | "me" | "my" | "mine" | "myself");
        let is_several = matches!(&*form, "we" | "us" | "our" | "ours" | "ourselves");
        if !is_one && !is_several {
            continue;
        }
        let speaker = scene
            .quotation(pronoun)
            .and_then(|quotation| quotation.speaker);
        let Some(speaker) = speaker else {
            continue;
        };
        if is_one {
            partition.join(pronoun, speaker.0, "speaker of the quotation");
        } else if let Some(body) = spoken_for(scene, partition, speaker.0) {
            partition.join(pronoun, body, "body that the speaker speaks for");
        }
    }
}

/// The body or country that a speaker belongs to, by title or apposition; itself, if it is one.
fn spoken_for(scene: &Scene, partition: &Partition, speaker: u32) -> Option<u32> {
    let entity_type = scene.type_of_set(partition, speaker);
    if matches!(entity_type, EntityType::Org | EntityType::Gpe) {
        return Some(speaker);
    }
    let mut set = partition.mentions(speaker).iter();
    let body = set.find_map(|&each| {
        let mut inside = scene.inside(each).into_iter();
        inside.find(|&part| {
            partition.set_of(part) != partition.set_of(speaker)
                && (scene.get(part).kind != MentionKind::Demonym || holds_office(scene, each))
                && matches!(
                    scene.type_of_set(partition, part),
                    EntityType::Org | EntityType::Gpe
                )
        })
    })?;
    Some(government(scene, body).unwrap_or(body))
}

/// A *Dutch minister* speaks for the country, a *Dutch tourist* does not.
fn holds_office(scene: &Scene, mention: u32) -> bool {
    titles(scene, mention).iter().any(|title| {
        scene
            .lexicon
            .title(title)
            .is_some_and(|title| title.kind == TitleKind::Office)
    })
}

/// Who speaks for the Kremlin speaks for Russia, where the article names it.
fn government(scene: &Scene, body: u32) -> Option<u32> {
    let metonym = scene.lexicon.metonym(&scene.core(body))?;
    let is_country = |&name: &u32| {
        scene
            .country(name)
            .is_some_and(|country| country.code == metonym.country.code)
    };
    scene.of_kind(MentionKind::Name).find(is_country)
}
