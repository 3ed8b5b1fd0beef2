//! A pattern whose rows are only counted, in terms of the tables of a frozen graph.

use std::sync::Arc;

use super::{NodeStart, Slot};
use crate::graph::view::{Direction, KeyId, LabelId, TypeId};
use crate::query::ast::ComparisonOperator;

/// Counts the rows of a pattern without making them: one row for each group, with their number.
///
/// Nodes and relationships are numbers in registers, one for each slot that the pattern binds.
#[derive(Debug, Clone)]
pub struct CountPattern {
    /// What binds the registers, outermost first.
    pub steps: Vec<CountStep>,
    /// What is counted.
    pub what: Counted,
    /// Where the number goes.
    pub weight: Slot,
    /// Only groups that may be among so many largest are wanted.
    pub top: Option<usize>,
}

/// What binds registers, and what must then hold.
#[derive(Debug, Clone)]
pub struct CountStep {
    /// How.
    pub bind: Bind,
    /// What must hold of these registers and earlier ones.
    pub tests: Vec<CountTest>,
}

/// How registers are bound.
#[derive(Debug, Clone)]
pub enum Bind {
    /// Each node of some.
    Nodes(Slot, NodeStart),
    /// Each relationship, with its ends.
    Relationships {
        /// Its start.
        start: Slot,
        /// Itself.
        relationship: Slot,
        /// Its end.
        end: Slot,
        /// Of which types; any if `None`.
        types: Option<Vec<TypeId>>,
    },
    /// Each relationship at a node, with its other end.
    Step(CountExpand),
    /// Each relationship between two nodes.
    Into(CountExpand),
    /// Each node within some steps of a node, once.
    Reach {
        /// The step.
        step: CountExpand,
        /// Whether the node itself is reached too.
        with_start: bool,
        /// Most steps.
        maximum: u64,
    },
}

/// A step over a relationship.
#[derive(Debug, Clone)]
pub struct CountExpand {
    /// The bound node.
    pub from: Slot,
    /// The relationship.
    pub relationship: Slot,
    /// The other node.
    pub to: Slot,
    /// Which way.
    pub direction: Direction,
    /// Of which types; any if `None`.
    pub types: Option<Vec<TypeId>>,
    /// Whether a test reads the relationship.
    pub needs_relationship: bool,
    /// Starts and ends of earlier relationships that this one must not be; one that has the same ends is among those
    /// that are stepped over.
    pub taken: Vec<(Slot, Slot)>,
}

/// What is counted.
#[derive(Debug, Clone)]
pub enum Counted {
    /// Rows.
    Rows,
    /// Different nodes.
    Nodes(Slot),
    /// Rows by a text of a node; `null` where it has none.
    ByText {
        /// The node.
        node: Slot,
        /// The property.
        key: KeyId,
        /// Where the text goes.
        to: Slot,
    },
}

/// A property of a node or relationship in a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PropertyOf {
    /// The register.
    pub slot: Slot,
    /// Whether it holds a relationship.
    pub is_relationship: bool,
    /// Which property.
    pub key: KeyId,
}

/// What must hold.
#[derive(Debug, Clone)]
pub enum CountTest {
    /// `n:Label`
    Label(Slot, LabelId),
    /// `n.key < 'text'`
    Text(PropertyOf, ComparisonOperator, Arc<str>),
    /// `n.key STARTS WITH 'text'`
    Prefix(PropertyOf, Arc<str>),
    /// `n.key CONTAINS 'text'`; with `true`, of `toLower(n.key)`
    Contains(PropertyOf, Arc<str>, bool),
    /// `n.key < 1`, of whole numbers
    Integer(PropertyOf, ComparisonOperator, i64),
    /// `n.key < 1.5`, of floats
    Float(PropertyOf, ComparisonOperator, f64),
    /// `a = b`, `a <> b`; of a property that is different for each node too
    SameNode(Slot, Slot, bool),
    /// Two relationships that must be two.
    Different(Slot, Slot),
}

impl CountTest {
    /// Calls `visit` with each register that is read.
    pub fn visit_slots(&self, visit: &mut dyn FnMut(Slot)) {
        match self {
            Self::Label(slot, _) => visit(*slot),
            Self::Text(property, ..)
            | Self::Prefix(property, _)
            | Self::Contains(property, ..)
            | Self::Integer(property, ..)
            | Self::Float(property, ..) => visit(property.slot),
            Self::SameNode(left, right, _) | Self::Different(left, right) => {
                visit(*left);
                visit(*right);
            }
        }
    }

    /// Whether a relationship in this register is read.
    pub fn reads_relationship(&self, slot: Slot) -> bool {
        let mut reads = false;
        self.visit_slots(&mut |own| reads |= own == slot);
        reads
    }
}
