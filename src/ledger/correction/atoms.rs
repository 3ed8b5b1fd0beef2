//! Linked entities, cut where decisions cut them.

use std::collections::BTreeMap;

use crate::graph::Entity;
use crate::ledger::decision::DecisionId;
use crate::ledger::places::Place;

/// The pieces of all entities. What no decision cuts is one atom.
pub(super) struct Atoms {
    /// For each atom its entity, and the decisions that cut it off; none for the rest.
    pieces: Vec<(usize, Vec<DecisionId>)>,
    /// The atom of each mention that was cut off, or is the rest of an entity that was cut.
    cut: BTreeMap<Place, usize>,
    /// The first atom of each entity; its others follow it.
    first: Vec<usize>,
}

impl Atoms {
    pub(super) fn cut(entities: &[Entity], cuts: &BTreeMap<Place, Vec<DecisionId>>) -> Self {
        let mut made = Self {
            pieces: Vec::with_capacity(entities.len()),
            cut: BTreeMap::new(),
            first: Vec::with_capacity(entities.len()),
        };
        for (index, entity) in entities.iter().enumerate() {
            made.first.push(made.pieces.len());
            let mut of_cut: BTreeMap<Vec<DecisionId>, usize> = BTreeMap::new();
            let is_cut = cuts.range((index, 0)..(index + 1, 0)).next().is_some();
            if !is_cut {
                made.pieces.push((index, Vec::new()));
                continue;
            }
            for mention in 0..entity.mentions.len() {
                let by = cuts.get(&(index, mention)).cloned().unwrap_or_default();
                let atom = *of_cut.entry(by.clone()).or_insert_with(|| {
                    made.pieces.push((index, by));
                    made.pieces.len() - 1
                });
                made.cut.insert((index, mention), atom);
            }
        }
        made
    }

    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The atom of a mention.
    pub(super) fn of(&self, place: Place) -> usize {
        let cut = self.cut.get(&place).copied();
        cut.unwrap_or(self.first[place.0])
    }

    /// The linked entity that an atom is a piece of.
    pub(super) fn entity(&self, atom: usize) -> usize {
        self.pieces[atom].0
    }

    /// The decisions that cut an atom off.
    pub(super) fn cut_by(&self, atom: usize) -> &[DecisionId] {
        &self.pieces[atom].1
    }

    /// The atoms of a linked entity.
    pub(super) fn of_entity(&self, entity: usize) -> std::ops::Range<usize> {
        let end = self.first.get(entity + 1).copied();
        self.first[entity]..end.unwrap_or(self.pieces.len())
    }

    /// Whether the entity was not cut.
    pub(super) fn is_whole(&self, entity: usize) -> bool {
        self.of_entity(entity).len() == 1
    }
}
