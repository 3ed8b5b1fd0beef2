//! text → **tree** → checked tree → plan → rows.
//!
//! What was written, with its places: nothing here is looked up, typed or simplified. Goes in: what
//! the parser (or the short form's translation) builds. Comes out: a tree that compares without
//! regard to places and prints as text that parses back to an equal tree.

mod clause;
mod expression;
mod label;
mod pattern;
mod place;
mod printer;

pub(crate) use printer::RESERVED;

pub use clause::{
    Call, Clause, Create, Delete, Foreach, Match, Merge, MergeAction, MergeEvent, Mode, Projection,
    ProjectionItem, Query, Remove, RemoveItem, Return, Set, SetItem, SingleQuery, SortItem,
    Statement, Union, Unwind, With, Yield, YieldItem,
};
pub use expression::{
    BinaryOperator, CaseBranch, ComparisonOperator, Expression, ExpressionKind, FunctionCall,
    Literal, MapEntry, MapProjectionItem, Quantifier, SubqueryKind, UnaryOperator,
};
pub use label::LabelExpression;
pub use pattern::{
    Direction, Length, NodePattern, PathPattern, PathSelector, PathStep, RelationshipPattern,
};
pub use place::{Identifier, Place, SourceText};
