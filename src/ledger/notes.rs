//! Decisions that add to the graph of questions, and their way into it.
//!
//! What articles say stays apart: nodes and relationships that people made carry the number of
//! their `decision` where those of the articles carry their evidence.

use std::collections::BTreeMap;

use super::Ledger;
use super::about::Facts;
use super::anchor::EntityAnchor;
use super::decision::{Action, Decision, DecisionId};
use super::finding::{Finding, Outcome};
use super::note::{Properties, Property, Target};
use super::places::Places;
use crate::document::Reading;
use crate::graph::property_graph::PropertyGraph;
use crate::graph::view::GraphView;
use crate::graph::{EntityId, KnowledgeGraph, RelationId};
use crate::value::{NodeId, RelationshipId, Value};

/// What people add to a graph, found in it.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    edits: Vec<(DecisionId, Edit)>,
    /// Notes that rest: what they are about is not there.
    pub findings: Vec<Finding>,
}

#[derive(Debug, Clone)]
enum Edit {
    Add(Vec<Box<str>>, Properties),
    Relate(Spot, Box<str>, Spot, Properties),
    Set(Spot, Box<str>, Property),
    Label(Spot, Box<str>, bool),
    Remove(Spot),
}

/// Where a note goes.
#[derive(Debug, Clone)]
enum Spot {
    Entity(EntityId),
    Fact(RelationId, Option<Box<str>>),
    Decision(DecisionId),
}

impl Notes {
    /// Finds in `graph` what the notes of `ledger` are about.
    pub fn of(ledger: &Ledger, graph: &KnowledgeGraph, readings: &[&Reading]) -> Self {
        if !ledger.has_notes() {
            return Self::default();
        }
        let mut search = Search {
            places: Places::new(graph.entities(), readings),
            facts: Facts { graph, readings },
            notes: Self::default(),
        };
        for decision in ledger.in_force() {
            search.read(decision);
        }
        search.notes
    }

    /// Writes the notes into the projection of the graph they were found in, whose first nodes are
    /// the entities.
    ///
    /// # Panics
    /// Never: values were checked when they were read.
    pub fn apply(&self, graph: &mut PropertyGraph) {
        let mut places = Written {
            facts: self.facts_of(graph),
            ..Written::default()
        };
        for (decision, edit) in &self.edits {
            places.apply(*decision, edit, graph);
        }
    }

    /// The relationships of the facts that notes are about.
    fn facts_of(&self, graph: &PropertyGraph) -> BTreeMap<(i64, Option<Box<str>>), RelationshipId> {
        let is_about_fact = self.edits.iter().any(|(_, edit)| {
            matches!(
                edit,
                Edit::Set(Spot::Fact(..), ..) | Edit::Remove(Spot::Fact(..))
            )
        });
        let mut found = BTreeMap::new();
        let (Some(fact), Some(role)) = (graph.key_id("fact"), graph.key_id("role")) else {
            return found;
        };
        if is_about_fact {
            graph.visit_relationships(None, &mut |id, _| {
                if let Value::Integer(fact) = graph.relationship_property(id, fact) {
                    let role = match graph.relationship_property(id, role) {
                        Value::String(role) => Some((*role).into()),
                        _ => None,
                    };
                    found.entry((fact, role)).or_insert(id);
                }
                true
            });
        }
        found
    }
}

struct Search<'a> {
    places: Places<'a>,
    facts: Facts<'a>,
    notes: Notes,
}

impl Search<'_> {
    fn read(&mut self, decision: &Decision) {
        let edit = match &decision.action {
            Action::Add { labels, properties } => Ok(Edit::Add(labels.clone(), properties.clone())),
            Action::Relate {
                from,
                relation,
                to,
                properties,
            } => self.spot(from).and_then(|from| {
                let to = self.spot(to)?;
                Ok(Edit::Relate(from, relation.clone(), to, properties.clone()))
            }),
            Action::Set { target, key, value } => self
                .spot(target)
                .map(|spot| Edit::Set(spot, key.clone(), value.clone())),
            Action::Label {
                target,
                label,
                is_there,
            } => self
                .spot(target)
                .map(|spot| Edit::Label(spot, label.clone(), *is_there)),
            Action::Reject { relation } if relation.role.is_some() => {
                self.spot(&Target::Fact(relation.clone())).map(Edit::Remove)
            }
            _ => return,
        };
        match edit {
            Ok(edit) => self.notes.edits.push((decision.id, edit)),
            Err(name) => self.notes.findings.push(Finding {
                decision: decision.id,
                outcome: Outcome::Dormant { name },
            }),
        }
    }

    fn entity(&self, anchor: &EntityAnchor) -> Result<EntityId, Box<str>> {
        let found = self.places.entity(anchor);
        let found = found.map(|(index, _)| EntityId(index as u32));
        found.ok_or_else(|| anchor.name.clone())
    }

    fn spot(&self, target: &Target) -> Result<Spot, Box<str>> {
        match target {
            Target::Entity(anchor) => self.entity(anchor).map(Spot::Entity),
            Target::Decision(id) => {
                let mut made = self.notes.edits.iter();
                let is_made = made.any(|(known, edit)| {
                    known == id && matches!(edit, Edit::Add(..) | Edit::Relate(..))
                });
                let missing = || format!("decision {id}").into();
                is_made.then_some(Spot::Decision(*id)).ok_or_else(missing)
            }
            Target::Fact(anchor) => {
                let found = self.facts.find(anchor);
                let missing = || format!("{} in {}", anchor.text, anchor.document).into();
                found
                    .map(|fact| Spot::Fact(fact, anchor.role.clone()))
                    .ok_or_else(missing)
            }
        }
    }
}

/// Where what was written so far lies.
#[derive(Default)]
struct Written {
    facts: BTreeMap<(i64, Option<Box<str>>), RelationshipId>,
    nodes: BTreeMap<DecisionId, NodeId>,
    relationships: BTreeMap<DecisionId, RelationshipId>,
}

impl Written {
    fn node(&self, spot: &Spot) -> Option<NodeId> {
        match spot {
            Spot::Entity(entity) => Some(NodeId(entity.0)),
            Spot::Decision(decision) => self.nodes.get(decision).copied(),
            Spot::Fact(..) => None,
        }
    }

    fn relationship(&self, spot: &Spot) -> Option<RelationshipId> {
        match spot {
            Spot::Entity(_) => None,
            Spot::Decision(decision) => self.relationships.get(decision).copied(),
            Spot::Fact(fact, role) => {
                let key = (i64::from(fact.0), role.clone());
                self.facts.get(&key).copied()
            }
        }
    }

    fn apply(&mut self, decision: DecisionId, edit: &Edit, graph: &mut PropertyGraph) {
        match edit {
            Edit::Add(labels, properties) => {
                let node = graph.add_node();
                for label in std::iter::once("Entity").chain(labels.iter().map(|label| &**label)) {
                    let label = graph.intern_label(label);
                    graph.add_label(node, label);
                }
                self.nodes.insert(decision, node);
                let target = Spot::Decision(decision);
                self.set_all(decision, &target, properties, graph);
            }
            Edit::Relate(from, relation, to, properties) => {
                let (Some(from), Some(to)) = (self.node(from), self.node(to)) else {
                    return;
                };
                if !graph.contains_node(from) || !graph.contains_node(to) {
                    return;
                }
                let kind = graph.intern_type(relation);
                let relationship = graph.add_relationship(from, kind, to);
                self.relationships.insert(decision, relationship);
                let target = Spot::Decision(decision);
                // As facts have it, so that questions of the short form find it.
                self.set(&target, "negated", false.into(), graph);
                self.set(&target, "modality", "asserted".into(), graph);
                self.set_all(decision, &target, properties, graph);
            }
            Edit::Set(spot, key, value) => {
                let value = value.value().expect("values were checked when read");
                self.set(spot, key, value, graph);
            }
            Edit::Label(spot, label, is_there) => {
                let Some(node) = self.node(spot) else {
                    return;
                };
                let label = graph.intern_label(label);
                if *is_there {
                    graph.add_label(node, label);
                } else {
                    graph.remove_label(node, label);
                }
            }
            Edit::Remove(spot) => {
                if let Some(relationship) = self.relationship(spot) {
                    graph.remove_relationship(relationship);
                }
            }
        }
    }

    fn set_all(
        &self,
        decision: DecisionId,
        spot: &Spot,
        properties: &Properties,
        graph: &mut PropertyGraph,
    ) {
        self.set(spot, "decision", i64::from(decision.0).into(), graph);
        for (key, value) in properties {
            let value = value.value().expect("values were checked when read");
            self.set(spot, key, value, graph);
        }
    }

    fn set(&self, spot: &Spot, key: &str, value: Value, graph: &mut PropertyGraph) {
        let key = graph.intern_key(key);
        if let Some(node) = self.node(spot) {
            graph.set_node_property(node, key, value);
        } else if let Some(relationship) = self.relationship(spot) {
            graph.set_relationship_property(relationship, key, value);
        }
    }
}
