//! *The two leaders*, *both sides*, *the two*: a group and who belongs to it.

mod beside;

use super::partition::Partition;
use super::roles::titles;
use super::scene::Scene;
use crate::document::{EntityType, MentionKind};

pub(super) fn join(scene: &Scene, partition: &mut Partition) {
    let groups: Vec<u32> = scene
        .of_kind(MentionKind::Nominal)
        .filter(|&mention| is_group(scene, mention))
        .collect();
    for (index, &mention) in groups.iter().enumerate() {
        let kind = kind_of(&scene.lemma(mention));
        let known = groups[..index].iter().rev().copied().find(|&earlier| {
            let earlier_kind = kind_of(&scene.lemma(earlier));
            !partition.members(earlier).is_empty()
                && (earlier_kind == kind || kind == Kind::Any)
                && scene.sentence(mention) - scene.sentence(earlier) <= 15
        });
        if !counts_two(scene, mention)
            && let Some(earlier) = known
        {
            partition.join(mention, earlier, "group spoken of before");
            continue;
        }
        let members = members_before(scene, partition, mention, kind);
        if members.len() != 2 {
            if let Some(earlier) = known {
                partition.join(mention, earlier, "group spoken of before");
            }
            continue;
        }
        let same = known.filter(|&earlier| is_same(partition, earlier, &members));
        match same {
            Some(earlier) => partition.join(mention, earlier, "group with the same members"),
            None => partition.set_members(mention, members),
        }
    }
}

/// Among how many things of a kind the two that a group means are looked for.
const MOST_NAMED: usize = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Leaders,
    Persons,
    Countries,
    Bodies,
    Any,
}

fn kind_of(noun: &str) -> Kind {
    match noun {
        "leader" | "president" | "minister" | "premier" => Kind::Leaders,
        "man" | "woman" | "brother" | "sister" | "pair" | "couple" => Kind::Persons,
        "country" | "nation" | "neighbour" | "neighbor" | "government" | "state" => Kind::Countries,
        "party" | "company" | "firm" | "club" | "bank" | "union" => Kind::Bodies,
        _ => Kind::Any,
    }
}

/// *The two …*, *both …*, and a known *leaders*.
fn is_group(scene: &Scene, mention: u32) -> bool {
    let noun = scene.lemma(mention);
    let is_plain = scene
        .modifiers(mention)
        .iter()
        .all(|word| matches!(&**word, "two" | "both"));
    let is_leaders = scene.is_definite(mention) && noun == "leader" && scene.is_plural(mention);
    let has_of = scene.get(mention).tokens.end() > scene.get(mention).head + 1;
    !has_of
        && is_plain
        && (counts_two(scene, mention) || is_leaders)
        && scene.possessor(mention).is_none()
}

fn counts_two(scene: &Scene, mention: u32) -> bool {
    let words = scene.text(mention).to_lowercase();
    let mut words = words.split(' ');
    let first = words.next();
    first == Some("both") || first == Some("the") && words.next() == Some("two")
}

/// The two things of the kind that the sentences before the group set beside each other, the last such pair.
fn members_before(scene: &Scene, partition: &Partition, group: u32, kind: Kind) -> Vec<u32> {
    let kinds: &[Kind] = match kind {
        Kind::Any => &[Kind::Leaders, Kind::Persons, Kind::Bodies, Kind::Countries],
        Kind::Leaders => &[Kind::Leaders],
        Kind::Persons => &[Kind::Leaders, Kind::Persons],
        Kind::Countries => &[Kind::Countries],
        Kind::Bodies => &[Kind::Bodies],
    };
    let pair = |&kind: &Kind| {
        let named = named_before(scene, partition, group, kind);
        let mut pairs = pairs_by_nearness(&named);
        pairs.find(|&(one, other)| beside::are_set_beside(scene, partition, one, other, group))
    };
    let found = kinds.iter().find_map(pair);
    found.map_or_else(Vec::new, |(one, other)| {
        let mut members = vec![one, other];
        members.sort_unstable_by_key(|&member| partition.set_of(member));
        members
    })
}

/// The pairs of what was named, those first whose farther one is nearer.
fn pairs_by_nearness(named: &[u32]) -> impl Iterator<Item = (u32, u32)> + '_ {
    let farther = 1..named.len();
    farther.flat_map(move |farther| (0..farther).map(move |near| (named[near], named[farther])))
}

/// What of a kind was named in the few sentences before a group, the nearest first, each once.
fn named_before(scene: &Scene, partition: &Partition, group: u32, kind: Kind) -> Vec<u32> {
    let mut named: Vec<u32> = Vec::new();
    for name in (0..group).rev() {
        if scene.sentence(group) - scene.sentence(name) > 4 || named.len() == MOST_NAMED {
            break;
        }
        let is_named = matches!(
            scene.get(name).kind,
            MentionKind::Name | MentionKind::Demonym
        );
        let is_known = named
            .iter()
            .any(|&other| partition.set_of(other) == partition.set_of(name));
        if is_named && !is_known && is_of_kind(scene, partition, name, kind) {
            named.push(name);
        }
    }
    named
}

fn is_of_kind(scene: &Scene, partition: &Partition, name: u32, kind: Kind) -> bool {
    let entity_type = scene.type_of_set(partition, name);
    match kind {
        Kind::Leaders => entity_type == EntityType::Person && is_leader(scene, partition, name),
        Kind::Persons => entity_type == EntityType::Person,
        Kind::Countries => scene.country(name).is_some(),
        Kind::Bodies => {
            entity_type == EntityType::Org && scene.lexicon.metonym(&scene.core(name)).is_none()
        }
        Kind::Any => false,
    }
}

fn is_leader(scene: &Scene, partition: &Partition, name: u32) -> bool {
    let leads = |word: &String| {
        matches!(
            &**word,
            "president"
                | "premier"
                | "chancellor"
                | "king"
                | "queen"
                | "leader"
                | "minister"
                | "chief"
                | "head"
                | "emperor"
                | "dictator"
                | "chairman"
                | "chairwoman"
        )
    };
    partition.mentions(name).iter().any(|&each| {
        let is_apposed = scene.get(each).kind == MentionKind::Nominal && leads(&scene.lemma(each));
        is_apposed || titles(scene, each).iter().any(leads)
    })
}

fn is_same(partition: &Partition, group: u32, members: &[u32]) -> bool {
    let sets = |members: &[u32]| {
        let mut sets: Vec<u32> = members.iter().map(|&each| partition.set_of(each)).collect();
        sets.sort_unstable();
        sets
    };
    sets(partition.members(group)) == sets(members)
}
