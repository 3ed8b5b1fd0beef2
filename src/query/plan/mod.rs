//! text → tree → checked tree → **plan** → rows.
//!
//! A plan is a list of stages; a stage is a list of operators that rows stream through, and what collects them at its
//! end. A row is a list of slots; each variable has a slot of its own, so that an operator only writes its own.

mod count;
mod display;
pub mod expression;
mod operator;
mod write;

use std::sync::Arc;

pub use count::{Bind, CountExpand, CountPattern, CountStep, CountTest, Counted, PropertyOf};
pub use expression::Compiled;
pub use operator::{
    Aggregate, Expand, ExpandVariable, NodeStart, Operator, PathElement, ShortestPath,
    ShortestSelector, SortKey,
};
pub use write::{CreateElement, CreateNode, CreateRelationship, MergePlan, SetOperation, Write};

/// A place in a row.
pub type Slot = usize;

/// A query ready to run on the graph it was planned for.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The parts joined by `UNION`; at least one.
    pub branches: Vec<Branch>,
    /// Whether equal rows of the branches are kept once.
    pub union_distinct: bool,
    /// The names of the columns.
    pub columns: Vec<Arc<str>>,
    /// Whether the plan changes the graph.
    pub is_writing: bool,
}

/// One part of a `UNION`, or the whole query.
#[derive(Debug, Clone)]
pub struct Branch {
    /// What is done, in order.
    pub pipeline: Pipeline,
    /// Where the columns are in the last rows.
    pub output: Vec<Slot>,
}

/// Stages, one after the other.
#[derive(Debug, Clone, Default)]
pub struct Pipeline {
    /// In order; rows of one go into the next.
    pub stages: Vec<Stage>,
    /// How many slots a row has.
    pub width: usize,
}

/// Operators that rows stream through, and what happens at the end.
#[derive(Debug, Clone, Default)]
pub struct Stage {
    /// In order.
    pub operators: Vec<Operator>,
    /// What collects the rows; `None` in the last stage.
    pub end: Option<StageEnd>,
}

/// What needs all rows of a stage before the first can go on.
#[derive(Debug, Clone)]
pub enum StageEnd {
    /// Groups rows and computes aggregates.
    Aggregate {
        /// Where each key goes, and its value.
        keys: Vec<(Slot, Compiled)>,
        /// Where each aggregate goes.
        aggregates: Vec<(Slot, Aggregate)>,
    },
    /// Sorts rows.
    Sort {
        /// Most important first.
        keys: Vec<SortKey>,
        /// How many rows will be wanted at most, if that is known.
        top: Option<Compiled>,
    },
    /// Changes the graph, row by row.
    Write(Box<Write>),
}
