//! Atoms that are one → an entity with its name, its type and its mentions.

use std::collections::BTreeMap;

use super::atoms::Atoms;
use super::constraints::{Granted, Groups};
use crate::document::{EntityType, MentionKind};
use crate::graph::{Entity, EntityId, MergeReason};
use crate::ledger::decision::{Action, Decision, DecisionId};
use crate::ledger::places::Places;

/// What an entity is called, and what it is.
#[derive(Clone)]
struct Title {
    name: Box<str>,
    is_named: bool,
    entity_type: EntityType,
}

pub(super) fn entities(
    linked: &[Entity],
    places: &Places<'_>,
    atoms: &Atoms,
    granted: &Granted,
    decisions: &[&Decision],
    targets: &BTreeMap<DecisionId, usize>,
) -> Vec<Entity> {
    let pieces = Pieces {
        linked,
        places,
        atoms,
        decisions,
    };
    let mut titles: Vec<Title> = (0..atoms.len()).map(|atom| pieces.title(atom)).collect();
    let mut groups = Groups::new(atoms.len());
    let join = |groups: &mut Groups, titles: &mut Vec<Title>, kept: usize, merged: usize| {
        let title = titles[groups.root(kept)].clone();
        groups.join(kept, merged);
        titles[groups.root(kept)] = title;
    };
    for &(first, second) in &granted.reunions {
        let whole = pieces.whole_title(first);
        join(&mut groups, &mut titles, first, second);
        titles[groups.root(first)] = whole;
    }
    for &(_, kept, merged) in &granted.merges {
        join(&mut groups, &mut titles, kept, merged);
    }
    let numbers = numbers(&groups, atoms.len());
    let mut entities: Vec<Entity> = Vec::new();
    for atom in 0..atoms.len() {
        if groups.root(atom) == atom {
            let id = EntityId(entities.len() as u32);
            entities.push(titled(id, &titles[atom]));
        }
        let entity = &mut entities[numbers[atom]];
        pieces.add(atom, entity);
        let number = |linked: EntityId| numbers[atoms.of((linked.0 as usize, 0))];
        pieces.add_ties(atom, entity, number);
    }
    for &(decision, _, merged) in &granted.merges {
        let reason = pieces.reason(decision, merged);
        entities[numbers[merged]].reasons.extend(reason);
    }
    for decision in decisions {
        if let Some(&atom) = targets.get(&decision.id) {
            retitle(&mut entities[numbers[atom]], &decision.action);
        }
    }
    entities.iter_mut().for_each(tidy);
    entities
}

/// The number of the entity that each atom becomes part of.
fn numbers(groups: &Groups, atoms: usize) -> Vec<usize> {
    let mut numbers: Vec<usize> = Vec::with_capacity(atoms);
    let mut next = 0;
    for atom in 0..atoms {
        let root = groups.root(atom);
        if root == atom {
            numbers.push(next);
            next += 1;
        } else {
            numbers.push(numbers[root]);
        }
    }
    numbers
}

fn titled(id: EntityId, title: &Title) -> Entity {
    Entity {
        id,
        name: title.name.clone(),
        is_named: title.is_named,
        entity_type: title.entity_type,
        aliases: Vec::new(),
        mentions: Vec::new(),
        members: Vec::new(),
        stands_for: None,
        reasons: Vec::new(),
    }
}

fn retitle(entity: &mut Entity, action: &Action) {
    match action {
        Action::Rename { name, .. } => {
            let old = std::mem::replace(&mut entity.name, name.clone());
            if entity.is_named {
                entity.aliases.push(old);
            }
            entity.is_named = true;
        }
        Action::Retype { entity_type, .. } => entity.entity_type = *entity_type,
        Action::Alias { alias, .. } => entity.aliases.push(alias.clone()),
        _ => {}
    }
}

fn tidy(entity: &mut Entity) {
    let name = entity.name.clone();
    entity.aliases.retain(|alias| *alias != name);
    entity.aliases.sort();
    entity.aliases.dedup();
    entity.mentions.sort();
    entity.mentions.dedup();
    entity.members.sort_unstable();
    entity.members.dedup();
    let id = entity.id;
    entity.members.retain(|member| *member != id);
    entity.stands_for = entity.stands_for.filter(|stands_for| *stands_for != id);
}

struct Pieces<'a> {
    linked: &'a [Entity],
    places: &'a Places<'a>,
    atoms: &'a Atoms,
    decisions: &'a [&'a Decision],
}

impl Pieces<'_> {
    /// The mentions of an atom, by their number in the linked entity.
    fn mentions(&self, atom: usize) -> impl Iterator<Item = usize> + '_ {
        let entity = self.atoms.entity(atom);
        let all = 0..self.linked[entity].mentions.len();
        all.filter(move |&mention| self.atoms.of((entity, mention)) == atom)
    }

    /// The title of the linked entity that an atom is a piece of.
    fn whole_title(&self, atom: usize) -> Title {
        let entity = &self.linked[self.atoms.entity(atom)];
        Title {
            name: entity.name.clone(),
            is_named: entity.is_named,
            entity_type: entity.entity_type,
        }
    }

    /// The title of an atom: what its decision gives, or its longest name, or that of the whole.
    fn title(&self, atom: usize) -> Title {
        let mut title = self.whole_title(atom);
        let is_whole = self.atoms.is_whole(self.atoms.entity(atom));
        if is_whole {
            return title;
        }
        if let Some(name) = self.given_name(atom) {
            title.name = name;
            title.is_named = true;
        } else if let Some(name) = self.longest_name(atom) {
            title.name = name.into();
        }
        title
    }

    fn given_name(&self, atom: usize) -> Option<Box<str>> {
        let cut_by = self.atoms.cut_by(atom);
        let mut latest_first = self.decisions.iter().rev();
        latest_first.find_map(|decision| match &decision.action {
            Action::Split { name, .. } if cut_by.contains(&decision.id) => name.clone(),
            _ => None,
        })
    }

    fn longest_name(&self, atom: usize) -> Option<&str> {
        let entity = self.atoms.entity(atom);
        let mentions = self.mentions(atom);
        let names = mentions
            .filter(|&mention| self.linked[entity].mentions[mention].kind == MentionKind::Name)
            .map(|mention| self.places.words((entity, mention)));
        names.max_by_key(|name| (name.len(), std::cmp::Reverse(*name)))
    }

    /// Adds the mentions of an atom, its names, and why they are one.
    fn add(&self, atom: usize, entity: &mut Entity) {
        let index = self.atoms.entity(atom);
        let linked = &self.linked[index];
        if self.atoms.is_whole(index) {
            entity.mentions.extend(linked.mentions.iter().cloned());
            entity.aliases.extend(linked.aliases.iter().cloned());
            entity.aliases.push(linked.name.clone());
            entity.reasons.extend(linked.reasons.iter().cloned());
            return;
        }
        let mut places = std::collections::BTreeSet::new();
        for mention in self.mentions(atom) {
            entity
                .aliases
                .push(self.places.words((index, mention)).into());
            let mention = &linked.mentions[mention];
            places.insert((&mention.document, mention.span));
            entity.mentions.push(mention.clone());
        }
        let is_inside = |reason: &&MergeReason| {
            let is_here = |span| places.contains(&(&reason.document, span));
            is_here(reason.mention) && reason.antecedent.is_none_or(is_here)
        };
        let reasons = linked.reasons.iter().filter(is_inside);
        entity.reasons.extend(reasons.cloned());
    }

    /// Adds members and what it stands for, which go with the first piece of an entity.
    fn add_ties(&self, atom: usize, entity: &mut Entity, number: impl Fn(EntityId) -> usize) {
        let index = self.atoms.entity(atom);
        if self.atoms.of_entity(index).start != atom {
            return;
        }
        let id = |linked: EntityId| EntityId(number(linked) as u32);
        let linked = &self.linked[index];
        entity
            .members
            .extend(linked.members.iter().map(|&member| id(member)));
        entity.stands_for = entity.stands_for.or(linked.stands_for.map(id));
    }

    /// Why an atom was joined, for `explain`.
    fn reason(&self, decision: DecisionId, merged: usize) -> Option<MergeReason> {
        let first = self.mentions(merged).next()?;
        let mention = &self.linked[self.atoms.entity(merged)].mentions[first];
        let words = self.decisions.iter().find(|known| known.id == decision);
        let words = words.and_then(|decision| decision.reason.as_deref());
        let because = words.map(|words| format!(": {words}"));
        Some(MergeReason {
            document: mention.document.clone(),
            mention: mention.span,
            antecedent: None,
            reason: format!("decision {decision}{}", because.unwrap_or_default()).into(),
        })
    }
}
