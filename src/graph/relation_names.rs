//! What relations are called in questions, and how many facts each name has.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{KnowledgeGraph, Relation};
use crate::lexicon::RelationMap;

/// The name of the relationship that a fact is, before and after it was counted as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationName<'r> {
    /// As it was read: `phone`, `lose_to`.
    pub read: Cow<'r, str>,
    /// As it is counted: `call`, `defeat`.
    pub counted: Cow<'r, str>,
    /// Whether it goes from object to subject.
    pub is_inverse: bool,
}

/// What the relationship from the subject of `relation` to its object, or to its first argument
/// where it has no object, is called.
pub fn name_of<'r>(relation: &'r Relation, map: &RelationMap) -> RelationName<'r> {
    let lemma = &*relation.predicate;
    let role = match (&relation.object, relation.arguments.first()) {
        (None, Some((role, _))) => Some(&**role),
        _ => None,
    };
    let (read, counted) = match role {
        Some(role) => (
            Cow::Owned(format!("{lemma}_{role}")),
            map.find_with_role(lemma, role),
        ),
        None => (Cow::Borrowed(lemma), map.find(lemma)),
    };
    match counted {
        Some(counted) => RelationName {
            read,
            counted: counted.name.into_string().into(),
            is_inverse: counted.is_inverse,
        },
        None => RelationName {
            counted: read.clone(),
            read,
            is_inverse: false,
        },
    }
}

/// A relation with the facts that are counted as it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationCount {
    /// Its name.
    pub name: String,
    /// How many facts.
    pub facts: usize,
    /// The names as they were read, with how many facts have each, the most frequent first.
    pub read: Vec<(String, usize)>,
    /// Whether the map says something of it: that it is a relation of its own, or that others are
    /// counted as it.
    pub is_mapped: bool,
}

/// The relations of `graph`, those with the most facts first, equal ones by name.
pub fn relation_counts(graph: &KnowledgeGraph, map: &RelationMap) -> Vec<RelationCount> {
    let mut by_name: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for relation in graph.relations() {
        let name = name_of(relation, map);
        let read = by_name.entry(name.counted.into_owned()).or_default();
        *read.entry(name.read.into_owned()).or_default() += 1;
    }
    let mut counts: Vec<RelationCount> = by_name
        .into_iter()
        .map(|(name, read)| {
            let mut read: Vec<(String, usize)> = read.into_iter().collect();
            read.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            RelationCount {
                facts: read.iter().map(|(_, count)| count).sum(),
                is_mapped: map.has(&name) || read.iter().any(|(read, _)| map.has(read)),
                name,
                read,
            }
        })
        .collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.facts));
    counts
}
