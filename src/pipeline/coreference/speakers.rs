//! *I*, *we*, *you*: who speaks, for whom, and to whom; in a quotation and outside of one.

use super::partition::Partition;
use super::roles::titles;
use super::scene::Scene;
use crate::document::{EntityType, MentionKind};
use crate::lexicon::TitleKind;

pub(super) fn join(scene: &Scene, partition: &mut Partition) {
    let mut last: Vec<(Person, Option<u32>, u32)> = Vec::new();
    for pronoun in scene.of_kind(MentionKind::Pronoun) {
        let Some(person) = Person::of(&scene.text(pronoun).to_lowercase()) else {
            continue;
        };
        let quotation = scene.quotation(pronoun);
        if let Some((antecedent, reason)) = quotation.and_then(|quotation| {
            let speaker = quotation.speaker.map(|speaker| speaker.0);
            match person {
                Person::Speaker => Some((speaker?, "speaker of the quotation")),
                Person::Speakers => Some((
                    spoken_for(scene, partition, speaker?)?,
                    "body that the speaker speaks for",
                )),
                Person::Listener => Some((quotation.listener?.0, "who is spoken to")),
            }
        }) {
            partition.join(pronoun, antecedent, reason);
            continue;
        }
        // Words of one quotation are of one voice, and so are those of the article itself.
        let voice = quotation.map(|quotation| quotation.tokens.start());
        let same =
            |(known, place, _): &&(Person, Option<u32>, u32)| *known == person && *place == voice;
        if let Some((.., earlier)) = last.iter().rev().find(same) {
            partition.join(pronoun, *earlier, "same voice");
        }
        last.push((person, voice, pronoun));
    }
}

/// Whom a pronoun of the first or second person means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Person {
    Speaker,
    Speakers,
    Listener,
}

impl Person {
    fn of(form: &str) -> Option<Self> {
        match form {
            "i" | "me" | "my" | "mine" | "myself" => Some(Self::Speaker),
            "we" | "us" | "our" | "ours" | "ourselves" => Some(Self::Speakers),
            "you" | "your" | "yours" | "yourself" | "yourselves" => Some(Self::Listener),
            _ => None,
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
