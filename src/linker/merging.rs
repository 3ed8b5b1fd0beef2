//! Relations as each article states them → one relation for each fact, with all that it rests on.
//!
//! Two statements are one when subject, predicate, object, arguments, polarity, modality, sources and
//! time are; what is said in a clause counts by its own words, not by its number.

use rustc_hash::FxHashMap;

use crate::graph::{Relation, RelationId, Slot};

/// How deep statements within statements are compared.
const DEPTH: u32 = 6;

/// Joins what is stated several times; relations keep the order of their first statement.
pub(super) fn merge(mut relations: Vec<Relation>) -> Vec<Relation> {
    let now = Keys::new(&relations).numbers();
    let mut merged: Vec<Relation> = Vec::new();
    for (relation, &id) in relations.drain(..).zip(&now) {
        match merged.get_mut(id.0 as usize) {
            Some(first) => first.add_evidence_of(relation),
            None => merged.push(renumbered(relation, id, &now)),
        }
    }
    merged
}

/// The first statement of a relation, as the relation.
fn renumbered(mut relation: Relation, id: RelationId, now: &[RelationId]) -> Relation {
    relation.id = id;
    let single = [
        &mut relation.subject,
        &mut relation.object,
        &mut relation.place,
    ];
    let further = relation.arguments.iter_mut().map(|(_, slot)| slot);
    for slot in single.into_iter().flatten().chain(further) {
        if let Slot::Relation(said) = slot {
            *said = now[said.0 as usize];
        }
    }
    let parent = relation.content_of.map(|old| now[old.0 as usize]);
    relation.content_of = parent.filter(|parent| *parent != id);
    relation
}

/// What relations state, as rows of numbers to compare.
struct Keys<'r> {
    relations: &'r [Relation],
    words: FxHashMap<String, u32>,
    /// The number of each row.
    rows: FxHashMap<Box<[u32]>, u32>,
    /// The numbers of statements within statements, by relation and depth.
    inner: FxHashMap<(u32, u32), u32>,
}

impl<'r> Keys<'r> {
    fn new(relations: &'r [Relation]) -> Self {
        Self {
            relations,
            words: FxHashMap::default(),
            rows: FxHashMap::default(),
            inner: FxHashMap::default(),
        }
    }

    /// For each relation the number of the fact it states, by first statement.
    fn numbers(mut self) -> Vec<RelationId> {
        let mut facts: FxHashMap<u32, u32> = FxHashMap::default();
        let relations = self.relations.iter();
        relations
            .map(|relation| {
                let row = self.number(relation, DEPTH);
                let fresh = facts.len() as u32;
                RelationId(*facts.entry(row).or_insert(fresh))
            })
            .collect()
    }

    /// What a relation states, `depth` statements within statements deep.
    fn number(&mut self, relation: &Relation, depth: u32) -> u32 {
        let mut ends = [
            self.slot(relation.subject.as_ref(), depth),
            self.slot(relation.object.as_ref(), depth),
        ];
        if relation.symmetric {
            ends.sort_unstable();
        }
        let arguments = relation.arguments.iter();
        let mut arguments: Vec<(u32, [u32; 2])> = arguments
            .map(|(role, value)| (self.word(role), self.slot(Some(value), depth)))
            .collect();
        arguments.sort_unstable();
        // Where the calendar says when, the words do not matter.
        let time = relation.time.as_ref().map(|time| match &time.value.value {
            Some(value) => self.word(value),
            None => self.word(&time.text.to_lowercase()),
        });
        let place = self.slot(relation.place.as_ref(), depth);
        let flags = u32::from(relation.negated) << 1 | u32::from(relation.nominal);
        let mut row = vec![
            self.word(&relation.predicate),
            relation.modality as u32,
            flags,
            time.map_or(0, |time| time + 1),
            relation.attribution.len() as u32,
        ];
        row.extend(ends.into_iter().flatten().chain(place));
        row.extend(relation.attribution.iter().map(|source| source.0));
        row.extend(
            arguments
                .iter()
                .flat_map(|&(role, [sort, of])| [role, sort, of]),
        );
        let fresh = self.rows.len() as u32;
        *self.rows.entry(row.into()).or_insert(fresh)
    }

    /// The sort of a slot, and its number among those.
    fn slot(&mut self, slot: Option<&Slot>, depth: u32) -> [u32; 2] {
        match slot {
            None => [0, 0],
            Some(Slot::Entity(entity)) => [1, entity.0],
            Some(Slot::Literal { text, .. }) => [2, self.word(&text.to_lowercase())],
            // Deeper than anybody speaks: what is left differs.
            Some(Slot::Relation(id)) if depth == 0 => [3, id.0],
            Some(Slot::Relation(id)) => [4, self.inner(*id, depth - 1)],
        }
    }

    fn inner(&mut self, id: RelationId, depth: u32) -> u32 {
        if let Some(&number) = self.inner.get(&(id.0, depth)) {
            return number;
        }
        let relations = self.relations;
        let number = self.number(&relations[id.0 as usize], depth);
        self.inner.insert((id.0, depth), number);
        number
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.words.get(word) {
            return number;
        }
        let number = self.words.len() as u32;
        self.words.insert(word.to_owned(), number);
        number
    }
}
