//! *The US president*, *the aide*, *the company*: a description taken up by what bears the role.

use super::partition::Partition;
use super::scene::Scene;
use crate::document::{DependencyRelation as Dep, EntityType, MentionKind};
use crate::lexicon::OrganizationKind;

pub(super) fn join(scene: &Scene, partition: &mut Partition) {
    for mention in scene.of_kind(MentionKind::Nominal) {
        if !partition.is_alone(mention) || scene.is_plural(mention) || !scene.is_definite(mention) {
            continue;
        }
        let found = match scene.entity_type(mention) {
            EntityType::Person => person(scene, partition, mention),
            EntityType::Org | EntityType::Norp => body(scene, partition, mention),
            EntityType::Gpe => place(scene, partition, mention),
            _ => None,
        };
        if let Some((antecedent, reason)) = found {
            partition.join(mention, antecedent, reason);
        }
    }
}

/// The last of those before `mention` whose titles or appositions name the role; a country that
/// stands with the role on both sides must be the same.
fn person(scene: &Scene, partition: &Partition, mention: u32) -> Option<(u32, &'static str)> {
    let role = scene.lemma(mention);
    let own_office = office(scene, mention, &role);
    let country =
        country_inside(scene, mention).or_else(|| speakers_country(scene, partition, mention));
    let mut named: Vec<u32> = scene
        .of_kind(MentionKind::Name)
        .filter(|&name| scene.entity_type(name) == EntityType::Person)
        .filter(|&name| {
            bears(
                scene,
                partition,
                name,
                &role,
                own_office.as_deref(),
                country.as_deref(),
            )
        })
        .collect();
    named.sort_by_key(|&name| (name < mention, name));
    let before = named.iter().rev().copied().find(|&name| name < mention);
    let all_one = named
        .windows(2)
        .all(|pair| partition.set_of(pair[0]) == partition.set_of(pair[1]));
    before
        .or_else(|| named.first().copied().filter(|_| all_one))
        .map(|name| (name, "role"))
        .or_else(|| {
            country?;
            let untitled = untitled_before(scene, partition, mention)?;
            Some((untitled, "role of whoever was named last without one"))
        })
}

/// *The U.S. president* after *Orr*, when the article gives Orr no title: the most prominent such
/// person of this sentence or the two before.
fn untitled_before(scene: &Scene, partition: &Partition, mention: u32) -> Option<u32> {
    let is_untitled = |name: u32| {
        partition.mentions(name).iter().all(|&each| {
            let kind = scene.get(each).kind;
            kind == MentionKind::Name && titles(scene, each).is_empty()
                || kind == MentionKind::Pronoun
        })
    };
    scene
        .of_kind(MentionKind::Name)
        .filter(|&name| name < mention && scene.entity_type(name) == EntityType::Person)
        .filter(|&name| scene.sentence(mention) - scene.sentence(name) <= 2)
        .filter(|&name| !scene.is_in_headline(name) && is_untitled(name))
        .max_by_key(|&name| (scene.prominence(name), name))
}

/// Whether the titles of a person's mentions, or what stands in apposition, name the role.
fn bears(
    scene: &Scene,
    partition: &Partition,
    name: u32,
    role: &str,
    own_office: Option<&str>,
    country: Option<&str>,
) -> bool {
    let set = partition.mentions(name);
    let mut is_born = false;
    let mut countries: Vec<String> = Vec::new();
    for &each in set {
        let is_title = scene.get(each).kind == MentionKind::Name
            && titles(scene, each).iter().any(|title| title == role);
        let is_apposition =
            scene.get(each).kind == MentionKind::Nominal && scene.lemma(each) == role;
        let are_one_office = office(scene, each, role)
            .zip(own_office)
            .is_none_or(|(office, own)| *office == *own);
        if (is_title || is_apposition) && are_one_office {
            is_born = true;
            countries.extend(country_inside(scene, each));
        }
    }
    let is_elsewhere = country.is_some_and(|country| {
        !countries.is_empty() && !countries.iter().any(|known| known == country)
    });
    is_born && !is_elsewhere
}

/// *prime* of *the **prime** minister*, *finance* of *its **finance** minister*: of ministers there are several,
/// each for something else.
fn office(scene: &Scene, mention: u32, role: &str) -> Option<String> {
    if !matches!(role, "minister" | "secretary" | "commissioner" | "officer") {
        return None;
    }
    let syntax = scene.syntax;
    let words = scene.get(mention).tokens;
    let noun = words
        .indexes()
        .find(|&token| syntax.lemma(token).eq_ignore_ascii_case(role))?;
    let before = noun
        .checked_sub(1)
        .filter(|&before| before >= words.start())?;
    let word = syntax.lemma(before).to_lowercase();
    let is_office = matches!(
        syntax.relation(before),
        Dep::Compound | Dep::AdjectivalModifier | Dep::Flat
    ) && !matches!(&*word, "new" | "former" | "then" | "old" | "current")
        && scene.lexicon.demonym(syntax.form(before)).is_none()
        && scene.lexicon.country_name(syntax.form(before)).is_none();
    is_office.then_some(word)
}

/// The words before the name in its phrase, lower case.
pub(super) fn titles(scene: &Scene, name: u32) -> Vec<String> {
    let mention = scene.get(name);
    let words = mention.tokens.indexes();
    words
        .take_while(|&token| {
            scene.syntax.tokens()[token as usize].span.start() < mention.core.start()
        })
        .map(|token| scene.syntax.lemma(token).to_lowercase())
        .collect()
}

/// The country that is named inside a mention: *Russian*, *U.S.*, or *Kremlin* for Russia.
pub(super) fn country_inside(scene: &Scene, mention: u32) -> Option<String> {
    let inside = scene.inside(mention);
    inside.into_iter().find_map(|each| {
        let country = scene.country(each).or_else(|| {
            let metonym = scene.lexicon.metonym(&scene.core(each))?;
            Some(metonym.country)
        });
        country.map(|country| country.name.to_owned())
    })
}

/// *“**Our** president …,” the Kremlin aide said*: the country of whoever speaks.
fn speakers_country(scene: &Scene, partition: &Partition, mention: u32) -> Option<String> {
    let possessor = scene.possessor(mention)?;
    if !matches!(scene.text(possessor), "our" | "Our" | "my" | "My") {
        return None;
    }
    let speaker = scene.quotation(mention)?.speaker?;
    let mut set = partition.mentions(speaker.0).iter();
    set.find_map(|&each| country_inside(scene, each))
}

/// *The bank* is the one whose name says so; *the company* the body last spoken of.
fn body(scene: &Scene, partition: &Partition, mention: u32) -> Option<(u32, &'static str)> {
    let noun = scene.lemma(mention);
    let has_possessor = scene.possessor(mention).is_some();
    let names: Vec<u32> = scene
        .of_kind(MentionKind::Name)
        .filter(|&name| name < mention && scene.entity_type(name) == EntityType::Org)
        .filter(|&name| !scene.is_in_headline(name) && !scene.is_dateline(name))
        .filter(|&name| can_be(scene, partition, name, &noun))
        .collect();
    let says_so = |name: &&u32| {
        let core = scene.core(**name).to_lowercase();
        core.split([' ', '-']).any(|word| word == noun)
            || titles(scene, **name).contains(&noun)
            || partition.mentions(**name).iter().any(|&each| {
                each < mention
                    && scene.get(each).kind == MentionKind::Nominal
                    && scene.lemma(each) == noun
            })
    };
    let modifiers = scene.modifiers(mention);
    if !modifiers.is_empty() || has_possessor {
        return None;
    }
    if let Some(&name) = names.iter().rev().find(says_so) {
        return Some((name, "its name or role says so"));
    }
    let is_generic = matches!(
        &*noun,
        "company"
            | "firm"
            | "group"
            | "club"
            | "organisation"
            | "organization"
            | "agency"
            | "bloc"
            | "lender"
            | "carmaker"
            | "operator"
            | "retailer"
            | "manufacturer"
            | "publisher"
    );
    let is_near = |name: &u32| scene.sentence(mention) - scene.sentence(*name) <= 4;
    let salience = |&name: &u32| {
        let age = scene.sentence(mention) - scene.sentence(name);
        (
            partition.mentions(name).len().min(4),
            std::cmp::Reverse(age),
            name,
        )
    };
    let near = names.iter().copied().filter(is_near).max_by_key(salience);
    near.filter(|_| is_generic)
        .map(|name| (name, "body last spoken of"))
}

/// A union or a ministry is no company.
fn can_be(scene: &Scene, partition: &Partition, name: u32, noun: &str) -> bool {
    let is_business = matches!(
        noun,
        "company"
            | "firm"
            | "lender"
            | "carmaker"
            | "operator"
            | "retailer"
            | "manufacturer"
            | "publisher"
            | "club"
    );
    let is_public = |&each: &u32| {
        let core = scene.core(each).to_lowercase();
        let mut words = core.split(' ');
        let head = core
            .split(" of ")
            .next()
            .and_then(|head| head.rsplit(' ').next());
        let kind = head.and_then(|head| scene.lexicon.organization_head(head));
        words.any(|word| word == "union" || word == "league")
            || matches!(
                kind,
                Some(OrganizationKind::Government | OrganizationKind::Political)
            )
            || scene.lexicon.metonym(&scene.core(each)).is_some()
    };
    !is_business || !partition.mentions(name).iter().any(is_public)
}

/// *The city*, *the country* last named.
fn place(scene: &Scene, partition: &Partition, mention: u32) -> Option<(u32, &'static str)> {
    let noun = scene.lemma(mention);
    let is_country = |name: u32| scene.lexicon.country_name(&scene.core(name)).is_some();
    if !scene.modifiers(mention).is_empty() || scene.possessor(mention).is_some() {
        return None;
    }
    let wants_country = match &*noun {
        "country" | "nation" => true,
        "city" | "town" | "village" | "capital" => false,
        _ => return None,
    };
    let place = scene
        .of_kind(MentionKind::Name)
        .filter(|&name| name < mention && scene.entity_type(name) == EntityType::Gpe)
        .filter(|&name| is_country(name) == wants_country)
        .filter(|&name| scene.sentence(mention) - scene.sentence(name) <= 4)
        .max_by_key(|&name| (partition.mentions(name).len().min(3), name));
    place.map(|name| (name, "place last named"))
}
