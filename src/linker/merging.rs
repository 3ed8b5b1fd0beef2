//! Relations as each article states them → one relation for each fact, with all that it rests on.
//!
//! Two statements are one when subject, predicate, object, arguments, polarity, modality, sources and
//! time are; what is said in a clause counts by its own words, not by its number.

use std::collections::BTreeMap;

use crate::graph::{Relation, RelationId, Slot, Statement};

/// How deep statements within statements are compared.
const DEPTH: u32 = 6;

/// Joins what is stated several times; relations keep the order of their first statement.
pub(super) fn merge(relations: &[Relation]) -> Vec<Relation> {
    let mut known: BTreeMap<String, u32> = BTreeMap::new();
    let mut kept: Vec<Vec<usize>> = Vec::new();
    let mut now = Vec::with_capacity(relations.len());
    for (index, relation) in relations.iter().enumerate() {
        let fresh = kept.len() as u32;
        let key = key(relations, relation, DEPTH);
        let id = *known.entry(key).or_insert(fresh);
        if id == fresh {
            kept.push(Vec::new());
        }
        kept[id as usize].push(index);
        now.push(RelationId(id));
    }
    kept.iter()
        .enumerate()
        .map(|(id, statements)| joined(RelationId(id as u32), statements, relations, &now))
        .collect()
}

fn joined(
    id: RelationId,
    statements: &[usize],
    relations: &[Relation],
    now: &[RelationId],
) -> Relation {
    let first = &relations[statements[0]];
    let slot = |slot: &Slot| match slot {
        Slot::Relation(old) => Slot::Relation(now[old.0 as usize]),
        other => other.clone(),
    };
    let arguments = first.arguments.iter();
    let statement = Statement {
        subject: first.subject.as_ref().map(slot),
        predicate: first.predicate.clone(),
        object: first.object.as_ref().map(slot),
        arguments: arguments
            .map(|(role, value)| (role.clone(), slot(value)))
            .collect(),
        negated: first.negated,
        modality: first.modality,
        attribution: first.attribution.clone(),
        time: first.time.clone(),
        place: first.place.as_ref().map(slot),
        content_of: first
            .content_of
            .map(|old| now[old.0 as usize])
            .filter(|parent| *parent != id),
        symmetric: first.symmetric,
        nominal: first.nominal,
    };
    let mut evidence = statements
        .iter()
        .flat_map(|&index| relations[index].evidence().iter().cloned());
    let provenance = evidence.next().expect("a relation has evidence");
    let mut relation = Relation::new(id, statement, provenance);
    evidence.for_each(|another| relation.add_evidence(another));
    relation
}

/// What a relation states, as text to compare; `depth` statements within statements deep.
fn key(relations: &[Relation], relation: &Relation, depth: u32) -> String {
    let mut ends = [
        slot_key(relations, relation.subject.as_ref(), depth),
        slot_key(relations, relation.object.as_ref(), depth),
    ];
    if relation.symmetric {
        ends.sort();
    }
    let mut arguments: Vec<String> = relation
        .arguments
        .iter()
        .map(|(role, value)| format!("{role}={}", slot_key(relations, Some(value), depth)))
        .collect();
    arguments.sort();
    let time = relation
        .time
        .as_ref()
        .map(|time| (time.value.value.clone(), time.text.to_lowercase()));
    // Where the calendar says when, the words do not matter.
    let time = time.map(|(value, text)| value.unwrap_or(text));
    format!(
        "{ends:?} {} {arguments:?} {} {} {:?} {time:?} {} {}",
        relation.predicate,
        relation.negated,
        relation.modality.as_str(),
        relation.attribution,
        slot_key(relations, relation.place.as_ref(), depth),
        relation.nominal,
    )
}

fn slot_key(relations: &[Relation], slot: Option<&Slot>, depth: u32) -> String {
    match slot {
        None => "-".to_owned(),
        Some(Slot::Entity(entity)) => format!("e{}", entity.0),
        Some(Slot::Literal { text, .. }) => format!("`{}`", text.to_lowercase()),
        // Deeper than anybody speaks: what is left differs.
        Some(Slot::Relation(id)) if depth == 0 => format!("r{}", id.0),
        Some(Slot::Relation(id)) => {
            format!("({})", key(relations, &relations[id.0 as usize], depth - 1))
        }
    }
}
