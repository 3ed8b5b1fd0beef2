//! The operators that rows stream through.

use std::sync::Arc;

use super::{Compiled, CountTest, Pipeline, Slot};
use crate::graph::view::{Direction, KeyId, LabelId, TypeId};
use crate::query::functions::aggregation::AggregateKind;

/// One step of a stage.
#[derive(Debug, Clone)]
pub enum Operator {
    /// Binds a node, one row for each.
    Start(Slot, NodeStart),
    /// Goes on only if the slot holds a node.
    BoundNode(Slot),
    /// Steps over one relationship.
    Expand(Expand),
    /// Binds each relationship of one type (or any) with both its ends: start, relationship, end.
    ScanRelationships {
        /// Its start.
        start: Slot,
        /// Itself.
        relationship: Slot,
        /// Its end.
        end: Slot,
        /// Of which types; any if `None`.
        types: Option<Vec<TypeId>>,
        /// Relationships already used in this pattern.
        different: Vec<Slot>,
        /// What is asked of a time of theirs, beside filters that ask the same: those that lie in the order of it are
        /// looked at alone.
        times: Vec<CountTest>,
    },
    /// How many steps there are from a node, as the weight of one row; none, no row.
    Degree {
        /// A bound node.
        from: Slot,
        /// Which way.
        direction: Direction,
        /// Of which types; any if `None`.
        types: Option<Vec<TypeId>>,
        /// Where the number goes.
        weight: Slot,
    },
    /// One row for each type, with the number of its relationships as weight.
    TypeCounts {
        /// Where the type's name goes.
        name: Slot,
        /// Where the number goes.
        weight: Slot,
        /// Which types; all if `None`.
        types: Option<Vec<TypeId>>,
    },
    /// Counts the rows of a pattern, one row for each group.
    CountPattern(Box<super::CountPattern>),
    /// Steps over any number of relationships.
    ExpandVariable(Box<ExpandVariable>),
    /// Finds shortest paths between two bound nodes.
    ShortestPath(Box<ShortestPath>),
    /// Builds a path value.
    BuildPath(Slot, Vec<PathElement>),
    /// Goes on only if true.
    Filter(Compiled),
    /// Sets slots.
    Project(Vec<(Slot, Compiled)>),
    /// One row for each element.
    Unwind(Slot, Compiled),
    /// The rows of the inner pipeline, or one row with nulls.
    Optional {
        /// What may match.
        inner: Pipeline,
        /// What it binds.
        binds: Vec<Slot>,
    },
    /// Keeps the first of equal rows.
    Distinct(Vec<Slot>),
    /// Drops rows.
    Skip(Compiled),
    /// Stops after so many rows.
    Limit(Compiled),
    /// Calls a procedure.
    Call {
        /// Its name.
        procedure: Arc<str>,
        /// With what.
        arguments: Vec<Compiled>,
        /// Which output goes where.
        outputs: Vec<(usize, Slot)>,
        /// Whether a row goes on even if the procedure has no outputs.
        is_void: bool,
    },
}

/// Where a node is taken from.
#[derive(Debug, Clone)]
pub enum NodeStart {
    /// All nodes.
    All,
    /// Nodes with a label; none if the graph has no such label.
    Label(Option<LabelId>),
    /// Nodes whose property equals a value, from the view's index.
    Index(KeyId, Compiled),
    /// Nodes whose property equals one of these texts, which are sorted, each once.
    IndexOf(KeyId, Arc<[Arc<str>]>),
    /// Nodes whose text begins so, in the order of the texts.
    Prefix(KeyId, Arc<str>),
}

/// One step over a relationship.
#[derive(Debug, Clone)]
pub struct Expand {
    /// A bound node.
    pub from: Slot,
    /// Where the relationship goes, or where it is if bound.
    pub relationship: Slot,
    /// Whether the relationship is bound already.
    pub relationship_bound: bool,
    /// Where the other node goes, or where it is if bound.
    pub to: Slot,
    /// Whether the other node is bound already.
    pub to_bound: bool,
    /// Which way.
    pub direction: Direction,
    /// Of which types; any if `None`.
    pub types: Option<Vec<TypeId>>,
    /// Relationships (or lists of them) that must not be this one.
    pub different: Vec<Slot>,
    /// Whether anything reads the relationship afterwards.
    pub needs_relationship: bool,
}

/// Any number of steps.
#[derive(Debug, Clone)]
pub struct ExpandVariable {
    /// The step.
    pub step: Expand,
    /// Fewest relationships.
    pub minimum: u64,
    /// Most relationships.
    pub maximum: u64,
    /// Must hold of each relationship, which is in this slot meanwhile.
    pub filter: Option<(Slot, Compiled)>,
    /// Whether the list is in the order against the walk.
    pub reversed: bool,
    /// Whether each end node is wanted once only, whatever the way.
    pub distinct_ends: bool,
}

/// Which of the shortest paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShortestSelector {
    /// One of the shortest.
    Any,
    /// All of the shortest.
    All,
    /// So many, shortest first.
    Count(u64),
    /// All of the so many smallest lengths.
    Groups(u64),
}

/// Shortest paths between two bound nodes.
#[derive(Debug, Clone)]
pub struct ShortestPath {
    /// The step, both ends bound.
    pub step: Expand,
    /// Fewest relationships.
    pub minimum: u64,
    /// Most relationships.
    pub maximum: u64,
    /// Must hold of each relationship, which is in this slot meanwhile.
    pub filter: Option<(Slot, Compiled)>,
    /// Which.
    pub selector: ShortestSelector,
    /// Where the path goes.
    pub path: Option<Slot>,
}

/// A part of a path to be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathElement {
    /// A node.
    Node(Slot),
    /// A relationship, or a list of them.
    Relationship(Slot),
}

/// One key of a sort.
#[derive(Debug, Clone)]
pub struct SortKey {
    /// What is compared.
    pub value: Compiled,
    /// Largest first.
    pub descending: bool,
}

/// One aggregate.
#[derive(Debug, Clone)]
pub struct Aggregate {
    /// Which.
    pub kind: AggregateKind,
    /// Whether equal values count once.
    pub distinct: bool,
    /// Of what; empty for `count(*)`.
    pub arguments: Vec<Compiled>,
    /// Where the number of rows is that each row stands for; one if `None`.
    pub weight: Option<Slot>,
}

impl Operator {
    /// Calls `visit` with each slot that is read.
    pub fn visit_reads(&self, visit: &mut dyn FnMut(Slot)) {
        match self {
            Self::Start(_, NodeStart::Index(_, value)) => value.visit_slots(visit),
            Self::Start(..) | Self::TypeCounts { .. } | Self::CountPattern(_) => {}
            Self::Degree { from, .. } => visit(*from),
            Self::BoundNode(slot) => visit(*slot),
            Self::Expand(expand) => expand.visit_reads(visit),
            Self::ScanRelationships { different, .. } => different.iter().copied().for_each(visit),
            Self::ExpandVariable(expand) => {
                expand.step.visit_reads(visit);
                expand
                    .filter
                    .iter()
                    .for_each(|(_, filter)| filter.visit_slots(visit));
            }
            Self::ShortestPath(shortest) => {
                shortest.step.visit_reads(visit);
                shortest
                    .filter
                    .iter()
                    .for_each(|(_, filter)| filter.visit_slots(visit));
            }
            Self::BuildPath(_, elements) => elements.iter().for_each(|element| match element {
                PathElement::Node(slot) | PathElement::Relationship(slot) => visit(*slot),
            }),
            Self::Filter(value)
            | Self::Unwind(_, value)
            | Self::Skip(value)
            | Self::Limit(value) => {
                value.visit_slots(visit);
            }
            Self::Project(items) => items.iter().for_each(|(_, value)| value.visit_slots(visit)),
            Self::Optional { inner, .. } => inner.visit_slots(visit),
            Self::Distinct(slots) => slots.iter().copied().for_each(visit),
            Self::Call { arguments, .. } => arguments
                .iter()
                .for_each(|argument| argument.visit_slots(visit)),
        }
    }

    /// Calls `visit` with each slot that is written.
    pub fn visit_writes(&self, visit: &mut dyn FnMut(Slot)) {
        match self {
            Self::Start(slot, _) | Self::BuildPath(slot, _) | Self::Unwind(slot, _) => visit(*slot),
            Self::Expand(expand) => expand.visit_writes(visit),
            Self::ScanRelationships {
                start,
                relationship,
                end,
                ..
            } => {
                [*start, *relationship, *end].into_iter().for_each(visit);
            }
            Self::ExpandVariable(expand) => expand.step.visit_writes(visit),
            Self::Degree { weight, .. } => visit(*weight),
            Self::CountPattern(pattern) => {
                visit(pattern.weight);
                if let super::Counted::ByText { to, .. } = pattern.what {
                    visit(to);
                }
            }
            Self::TypeCounts { name, weight, .. } => [*name, *weight].into_iter().for_each(visit),
            Self::ShortestPath(shortest) => {
                visit(shortest.step.relationship);
                shortest.path.into_iter().for_each(visit);
            }
            Self::Project(items) => items.iter().for_each(|(slot, _)| visit(*slot)),
            Self::Optional { binds, .. } => binds.iter().copied().for_each(visit),
            Self::Call { outputs, .. } => outputs.iter().for_each(|(_, slot)| visit(*slot)),
            Self::BoundNode(_)
            | Self::Filter(_)
            | Self::Distinct(_)
            | Self::Skip(_)
            | Self::Limit(_) => {}
        }
    }
}

impl Expand {
    fn visit_reads(&self, visit: &mut dyn FnMut(Slot)) {
        visit(self.from);
        self.different.iter().copied().for_each(&mut *visit);
        if self.to_bound {
            visit(self.to);
        }
        if self.relationship_bound {
            visit(self.relationship);
        }
    }

    fn visit_writes(&self, visit: &mut dyn FnMut(Slot)) {
        visit(self.relationship);
        visit(self.to);
    }
}
