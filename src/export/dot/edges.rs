//! Statements → edges: those between the same two entities that are meant in the same way are one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::document::Modality;
use crate::graph::{EntityId, KnowledgeGraph, Relation, Slot};

/// How a statement is meant, in the order in which edges between two entities are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    Asserted,
    Attributed,
    Unreal,
    Denied,
}

impl Status {
    fn of(relation: &Relation) -> Self {
        if relation.negated {
            Self::Denied
        } else if relation.modality == Modality::Hedged || !relation.modality.is_factual() {
            Self::Unreal
        } else if relation.attribution.is_empty() {
            Self::Asserted
        } else {
            Self::Attributed
        }
    }

    pub(super) const fn attributes(self) -> &'static str {
        match self {
            Self::Asserted => "style=solid, color=\"#44546a\"",
            Self::Attributed => "style=dashed, color=\"#44546a\"",
            Self::Unreal => "style=dotted, color=\"#44546a\"",
            Self::Denied => "style=solid, color=\"#c0392b\", fontcolor=\"#c0392b\", arrowhead=tee",
        }
    }
}

/// Which edge a statement belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    pub(super) from: EntityId,
    pub(super) to: EntityId,
    pub(super) status: Status,
    pub(super) is_symmetric: bool,
}

/// The relations behind each edge, by what the edge calls them, in order.
#[derive(Debug, Default)]
pub(super) struct Edges<'a>(BTreeMap<Edge, BTreeMap<String, Vec<&'a Relation>>>);

impl<'a> Edges<'a> {
    pub(super) fn of(graph: &'a KnowledgeGraph) -> Self {
        let mut edges = Self::default();
        for relation in graph.relations() {
            for (edge, label) in edges_of(relation) {
                edges.add(edge, label, [relation]);
            }
        }
        edges.join_both_ways();
        edges
    }

    fn add(
        &mut self,
        edge: Edge,
        label: String,
        relations: impl IntoIterator<Item = &'a Relation>,
    ) {
        let labels = self.0.entry(edge).or_default();
        labels.entry(label).or_default().extend(relations);
    }

    /// *Discussed it with* each other, and the like: said both ways, it is one edge without a head.
    fn join_both_ways(&mut self) {
        let mutual: Vec<(Edge, String)> = self
            .iter()
            .flat_map(|(edge, labels)| labels.keys().map(|label| (*edge, label.clone())))
            .filter(|(edge, label)| {
                let back = Edge {
                    from: edge.to,
                    to: edge.from,
                    ..*edge
                };
                let is_back = self.0.get(&back).is_some_and(|it| it.contains_key(label));
                edge.from < edge.to && label.ends_with(" with") && is_back
            })
            .collect();
        for (edge, label) in mutual {
            let both = Edge {
                is_symmetric: true,
                ..edge
            };
            let back = Edge {
                from: edge.to,
                to: edge.from,
                ..edge
            };
            let forth = self.take(edge, &label);
            let mut relations = forth;
            relations.extend(self.take(back, &label));
            relations.sort_by_key(|relation| relation.id);
            relations.dedup_by_key(|relation| relation.id);
            self.add(both, label, relations);
        }
    }

    fn take(&mut self, edge: Edge, label: &str) -> Vec<&'a Relation> {
        let Some(labels) = self.0.get_mut(&edge) else {
            return Vec::new();
        };
        let taken = labels.remove(label).unwrap_or_default();
        if labels.is_empty() {
            self.0.remove(&edge);
        }
        taken
    }

    pub(super) fn iter(
        &self,
    ) -> impl Iterator<Item = (&Edge, &BTreeMap<String, Vec<&'a Relation>>)> {
        self.0.iter()
    }

    /// Drops the edges that lead out of `nodes`.
    pub(super) fn keep_between(&mut self, nodes: &BTreeSet<EntityId>) {
        self.0
            .retain(|edge, _| nodes.contains(&edge.from) && nodes.contains(&edge.to));
    }

    /// How many statements are drawn.
    pub(super) fn statements(&self) -> usize {
        self.0
            .values()
            .flat_map(BTreeMap::values)
            .map(Vec::len)
            .sum()
    }

    /// How many edges end at an entity.
    pub(super) fn degree(&self, id: EntityId) -> usize {
        let ends = |edge: &&Edge| edge.from == id || edge.to == id;
        self.0.keys().filter(ends).count()
    }

    /// All entities with an edge.
    pub(super) fn entities(&self) -> BTreeSet<EntityId> {
        let edges = self.0.keys();
        edges.flat_map(|edge| [edge.from, edge.to]).collect()
    }

    /// What lies within `depth` steps of `center`, along edges in either direction.
    pub(super) fn neighbourhood(&self, center: EntityId, depth: usize) -> BTreeSet<EntityId> {
        let mut reached = BTreeSet::from([center]);
        for _ in 0..depth {
            let before = reached.clone();
            for edge in self.0.keys() {
                if before.contains(&edge.from) {
                    reached.insert(edge.to);
                }
                if before.contains(&edge.to) {
                    reached.insert(edge.from);
                }
            }
        }
        reached
    }

    /// The `count` candidates with most statements, those with names and many mentions first among
    /// equals; `center` before all.
    pub(super) fn best_connected(
        &self,
        graph: &KnowledgeGraph,
        candidates: &BTreeSet<EntityId>,
        center: Option<EntityId>,
        count: usize,
    ) -> BTreeSet<EntityId> {
        let mut statements: BTreeMap<EntityId, usize> = BTreeMap::new();
        for (edge, labels) in &self.0 {
            let relations: usize = labels.values().map(Vec::len).sum();
            for id in [edge.from, edge.to] {
                *statements.entry(id).or_default() += relations;
            }
        }
        let mut ranked: Vec<EntityId> = candidates.iter().copied().collect();
        ranked.sort_by_cached_key(|&id| {
            let entity = graph.entity(id);
            let score = statements.get(&id).copied().unwrap_or_default() + entity.mentions.len();
            let score = if entity.is_named { 2 * score } else { score };
            (center != Some(id), Reverse(score), id)
        });
        ranked.truncate(count);
        ranked.into_iter().collect()
    }
}

/// One edge from the subject to the object, and one to each thing under a role, with their labels.
fn edges_of(relation: &Relation) -> Vec<(Edge, String)> {
    let Some(Slot::Entity(from)) = relation.subject else {
        return Vec::new();
    };
    let status = Status::of(relation);
    let mut edges = Vec::new();
    if let Some(Slot::Entity(to)) = relation.object {
        let is_symmetric = relation.symmetric;
        let (from, to) = if is_symmetric && to < from {
            (to, from)
        } else {
            (from, to)
        };
        let edge = Edge {
            from,
            to,
            status,
            is_symmetric,
        };
        edges.push((edge, relation.predicate.to_string()));
    }
    for (role, slot) in &relation.arguments {
        let Slot::Entity(to) = *slot else { continue };
        let label = match role.as_ref() {
            "object2" | "content" | "that" => relation.predicate.to_string(),
            role => format!("{} {role}", relation.predicate),
        };
        let edge = Edge {
            from,
            to,
            status,
            is_symmetric: false,
        };
        edges.push((edge, label));
    }
    edges.retain(|(edge, _)| edge.from != edge.to);
    edges
}
