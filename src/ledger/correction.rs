//! Linked entities + ledger → corrected entities.
//!
//! Every decision is understood on the entities as they were linked, not on what earlier decisions
//! made of them. Splits and distinctions cut the entities into atoms; then the latest decision is
//! granted first, and an earlier one only where it contradicts none that is granted. So the later
//! of two that contradict each other wins, however they are entangled, and the order of articles
//! plays no part.

mod atoms;
mod attributes;
mod constraints;

use std::collections::BTreeMap;

use atoms::Atoms;
use constraints::{Constraint, Granted};

use super::Ledger;
use super::decision::{Action, Decision, DecisionId, Part};
use super::finding::{Finding, Outcome};
use super::places::{Place, Places};
use crate::document::Reading;
use crate::graph::Entity;

/// Entities as a ledger wants them.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    /// In the order of the linked entities, what was split off behind the rest.
    pub entities: Vec<Entity>,
    /// What does not hold, by decision.
    pub findings: Vec<Finding>,
}

/// Corrects the entities that were linked from `readings`. Time follows the number of mentions,
/// and the square of the number of decisions.
pub fn correct(entities: Vec<Entity>, readings: &[&Reading], ledger: &Ledger) -> Corrected {
    let decisions = ledger.in_force();
    if !decisions.iter().any(|decision| is_about_entities(decision)) {
        return Corrected {
            entities,
            findings: Vec::new(),
        };
    }
    let places = Places::new(&entities, readings);
    let mut understanding = Understanding::new(&places, entities.len());
    for decision in &decisions {
        understanding.read(decision);
    }
    let Understanding {
        wishes,
        mut findings,
        cuts,
        ..
    } = understanding;
    let atoms = Atoms::cut(&entities, &cuts);
    let wishes: Vec<(DecisionId, Constraint)> = wishes
        .into_iter()
        .map(|(decision, wish)| (decision, wish.on(&atoms)))
        .collect();
    let granted = Granted::of(&wishes, &atoms);
    findings.extend(granted.findings.iter().cloned());
    let targets = renaming_targets(&decisions, &places, &atoms, &mut findings);
    let entities = attributes::entities(&entities, &places, &atoms, &granted, &decisions, &targets);
    findings.sort();
    findings.dedup();
    Corrected { entities, findings }
}

fn is_about_entities(decision: &Decision) -> bool {
    !matches!(
        decision.action,
        Action::Reject { .. } | Action::Map { .. } | Action::Discard { .. } | Action::Undo { .. }
    ) && !decision.action.is_note()
}

/// What a decision wants, in places.
enum Wish {
    Together(Place, Place),
    /// The mentions apart from the anchor, and from the rest of their own entities.
    Apart(Vec<Place>, Place),
    /// Two entities apart.
    Distinct(Place, Place),
}

impl Wish {
    fn on(self, atoms: &Atoms) -> Constraint {
        match self {
            Self::Together(kept, merged) => Constraint::Together(atoms.of(kept), atoms.of(merged)),
            Self::Distinct(left, right) => {
                Constraint::Apart(vec![(atoms.of(left), atoms.of(right))])
            }
            Self::Apart(part, anchor) => {
                let inside: std::collections::BTreeSet<usize> =
                    part.iter().map(|&place| atoms.of(place)).collect();
                let mut pairs = Vec::new();
                for &atom in &inside {
                    let entity = atoms.entity(atom);
                    let rest = atoms
                        .of_entity(entity)
                        .filter(|other| !inside.contains(other));
                    pairs.extend(rest.map(|other| (atom, other)));
                    let anchor = atoms.of(anchor);
                    if !inside.contains(&anchor) {
                        pairs.push((atom, anchor));
                    }
                }
                pairs.sort_unstable();
                pairs.dedup();
                Constraint::Apart(pairs)
            }
        }
    }
}

struct Understanding<'p, 'a> {
    places: &'p Places<'a>,
    wishes: Vec<(DecisionId, Wish)>,
    findings: Vec<Finding>,
    /// For each mention that leaves its entity, the decisions that take it out.
    cuts: BTreeMap<Place, Vec<DecisionId>>,
    /// Linked entities that merges so far may have made one.
    related: Vec<usize>,
}

impl<'p, 'a> Understanding<'p, 'a> {
    fn new(places: &'p Places<'a>, entities: usize) -> Self {
        Self {
            places,
            wishes: Vec::new(),
            findings: Vec::new(),
            cuts: BTreeMap::new(),
            related: (0..entities).collect(),
        }
    }

    fn read(&mut self, decision: &Decision) {
        let read = match &decision.action {
            Action::Merge { kept, merged } => self.merge(kept, merged),
            Action::Distinct { left, right } => self.distinct(decision.id, left, right),
            Action::Split { entity, parts, .. } => self.split(decision.id, entity, parts),
            _ => return,
        };
        match read {
            Ok(wish) => self.wishes.push((decision.id, wish)),
            Err(name) => self.findings.push(dormant(decision, name)),
        }
    }

    fn entity(&self, anchor: &super::EntityAnchor) -> Result<Place, Box<str>> {
        let found = self.places.entity(anchor);
        found.ok_or_else(|| anchor.name.clone())
    }

    fn merge(
        &mut self,
        kept: &super::EntityAnchor,
        merged: &super::EntityAnchor,
    ) -> Result<Wish, Box<str>> {
        let (kept, merged) = (self.entity(kept)?, self.entity(merged)?);
        let (into, from) = (self.related[kept.0], self.related[merged.0]);
        for root in &mut self.related {
            if *root == from {
                *root = into;
            }
        }
        Ok(Wish::Together(kept, merged))
    }

    fn split(
        &mut self,
        id: DecisionId,
        entity: &super::EntityAnchor,
        parts: &[Part],
    ) -> Result<Wish, Box<str>> {
        let anchor = self.entity(entity)?;
        let root = self.related[anchor.0];
        let mut taken: Vec<Place> = Vec::new();
        for part in parts {
            match part {
                Part::Article(document) => {
                    let of_entity = |index: usize| self.related[index] == root;
                    taken.extend(self.places.in_article(document, of_entity));
                }
                Part::Mention(mention) => taken.extend(self.places.mention(mention)),
            }
        }
        taken.sort_unstable();
        taken.dedup();
        if taken.is_empty() {
            return Err(entity.name.clone());
        }
        // The anchor is what stays; another mention when it is among what leaves.
        let anchor = entity
            .mentions
            .iter()
            .filter_map(|mention| self.places.mention(mention))
            .find(|place| !taken.contains(place))
            .unwrap_or(anchor);
        for place in &taken {
            self.cuts.entry(*place).or_default().push(id);
        }
        Ok(Wish::Apart(taken, anchor))
    }

    fn distinct(
        &mut self,
        id: DecisionId,
        left: &super::EntityAnchor,
        right: &super::EntityAnchor,
    ) -> Result<Wish, Box<str>> {
        let (left_place, right_place) = (self.entity(left)?, self.entity(right)?);
        if left_place == right_place {
            return Err(right.name.clone());
        }
        if left_place.0 == right_place.0 {
            for place in self.those_of_the_right(left_place.0, left, right) {
                self.cuts.entry(place).or_default().push(id);
            }
        }
        Ok(Wish::Distinct(left_place, right_place))
    }

    /// Of the mentions of an entity that is two, those that are the right one's: an article goes to
    /// the one that is anchored in it, else to the one whose name it uses, else to the left.
    fn those_of_the_right(
        &self,
        entity: usize,
        left: &super::EntityAnchor,
        right: &super::EntityAnchor,
    ) -> Vec<Place> {
        let anchored = |anchor: &super::EntityAnchor| -> Vec<Place> {
            let mentions = anchor.mentions.iter();
            mentions
                .filter_map(|mention| self.places.mention(mention))
                .filter(|place| place.0 == entity)
                .collect()
        };
        let (lefts, rights) = (anchored(left), anchored(right));
        let articles_of = |anchor: &super::EntityAnchor| -> Vec<crate::document::DocumentId> {
            let mentions = anchor.mentions.iter();
            mentions.map(|mention| mention.document.clone()).collect()
        };
        let (left_articles, right_articles) = (articles_of(left), articles_of(right));
        let is_right = |place: Place, document: &crate::document::DocumentId| {
            let says_right = self.places.words(place) == &*right.name && left.name != right.name;
            match (
                left_articles.contains(document),
                right_articles.contains(document),
            ) {
                (false, true) => true,
                (true, false) => false,
                _ => says_right || rights.contains(&place),
            }
        };
        let mut found = Vec::new();
        for (document, mention) in self.places.mentions_of(entity) {
            let place = (entity, mention);
            if !lefts.contains(&place) && is_right(place, document) {
                found.push(place);
            }
        }
        found
    }
}

fn dormant(decision: &Decision, name: Box<str>) -> Finding {
    Finding {
        decision: decision.id,
        outcome: Outcome::Dormant { name },
    }
}

/// The atoms that renamings, new types and further names are about, by decision.
fn renaming_targets(
    decisions: &[&Decision],
    places: &Places<'_>,
    atoms: &Atoms,
    findings: &mut Vec<Finding>,
) -> BTreeMap<DecisionId, usize> {
    let mut targets = BTreeMap::new();
    for decision in decisions {
        let (Action::Rename { entity, .. }
        | Action::Retype { entity, .. }
        | Action::Alias { entity, .. }) = &decision.action
        else {
            continue;
        };
        match places.entity(entity) {
            Some(place) => {
                targets.insert(decision.id, atoms.of(place));
            }
            None => findings.push(dormant(decision, entity.name.clone())),
        }
    }
    targets
}
