//! Expressions with every name resolved: variables to slots, keys and labels to the graph's numbers, functions to code.

use std::sync::Arc;

use super::{Pipeline, Slot};
use crate::graph::view::{KeyId, LabelId, TypeId};
use crate::query::ast::{BinaryOperator, ComparisonOperator, Quantifier};
use crate::query::functions::{Function, Pattern};
use crate::value::Value;

/// An expression ready to be evaluated.
#[derive(Debug, Clone)]
pub enum Compiled {
    /// A literal or a parameter.
    Constant(Value),
    /// A variable.
    Slot(Slot),
    /// `[…]`
    List(Vec<Compiled>),
    /// `{…}`
    Map(Vec<(Arc<str>, Compiled)>),
    /// `subject.key`; the number is missing when no entity has the key.
    Property {
        /// Of what.
        subject: Box<Compiled>,
        /// The name.
        key: Arc<str>,
        /// The graph's number of the name.
        id: Option<KeyId>,
    },
    /// `subject[index]`
    Index(Box<Compiled>, Box<Compiled>),
    /// `subject[from..to]`
    Slice(Box<Compiled>, Option<Box<Compiled>>, Option<Box<Compiled>>),
    /// `n:Label`
    HasLabels(Box<Compiled>, LabelTest),
    /// `NOT a`
    Not(Box<Compiled>),
    /// `-a`
    Negate(Box<Compiled>),
    /// `+a`
    Plus(Box<Compiled>),
    /// `a AND b AND …`
    And(Vec<Compiled>),
    /// `a OR b OR …`
    Or(Vec<Compiled>),
    /// Any other operator of two sides.
    Binary(BinaryOperator, Box<Compiled>, Box<Compiled>),
    /// `a IN ['x', 'y']`: the texts are sorted, each once.
    OneOf(Box<Compiled>, Arc<[Arc<str>]>),
    /// `a =~ 'x.*'`: the pattern is known and read.
    Matches(Box<Compiled>, Box<Pattern>),
    /// `a < b`
    Compare(ComparisonOperator, Box<Compiled>, Box<Compiled>),
    /// `a IS NULL`; with `true`, `a IS NOT NULL`
    IsNull(Box<Compiled>, bool),
    /// `CASE`
    Case {
        /// What is compared, and the slot that keeps it.
        subject: Option<Box<Compiled>>,
        /// Conditions or values, with results.
        branches: Vec<(Compiled, Compiled)>,
        /// `ELSE`
        otherwise: Box<Compiled>,
    },
    /// A function of its arguments.
    Call(Function, Vec<Compiled>),
    /// `coalesce(…)`: evaluates no more than it needs.
    Coalesce(Vec<Compiled>),
    /// `[x IN list WHERE filter | projection]`
    Comprehension {
        /// Where the element goes.
        slot: Slot,
        /// The list.
        list: Box<Compiled>,
        /// Which elements.
        filter: Option<Box<Compiled>>,
        /// What becomes of them.
        projection: Option<Box<Compiled>>,
    },
    /// `all(x IN list WHERE filter)`
    Quantified {
        /// How many.
        quantifier: Quantifier,
        /// Where the element goes.
        slot: Slot,
        /// The list.
        list: Box<Compiled>,
        /// The condition.
        filter: Box<Compiled>,
    },
    /// `reduce(accumulator = initial, x IN list | step)`
    Reduce {
        /// Where the running value goes.
        accumulator: Slot,
        /// Its first value.
        initial: Box<Compiled>,
        /// Where the element goes.
        slot: Slot,
        /// The list.
        list: Box<Compiled>,
        /// The next running value.
        step: Box<Compiled>,
    },
    /// Whether a pipeline gives a row.
    Exists(Box<Pipeline>),
    /// How many rows a pipeline gives.
    CountRows(Box<Pipeline>),
    /// The values of an expression over the rows of a pipeline.
    Collect(Box<Pipeline>, Box<Compiled>),
    /// The value of an expression in the first row of a pipeline, or `null`.
    First(Box<Pipeline>, Box<Compiled>),
    /// `n {.*, a: 1}`
    MapProjection(Box<Compiled>, Vec<ProjectedEntry>),
}

/// One entry of a map projection.
#[derive(Debug, Clone)]
pub enum ProjectedEntry {
    /// `.*`
    All,
    /// `key: value`
    Entry(Arc<str>, Compiled),
}

/// A label expression with the graph's numbers.
#[derive(Debug, Clone)]
pub enum LabelTest {
    /// A label or type; the numbers are missing when the graph has no such name.
    Name(Option<LabelId>, Option<TypeId>),
    /// `%`
    Any,
    /// `!A`
    Not(Box<LabelTest>),
    /// `A&B`
    And(Vec<LabelTest>),
    /// `A|B`
    Or(Vec<LabelTest>),
}

impl Compiled {
    /// The key, if the expression is a property of what is in `slot`.
    pub fn property_of(&self, slot: Slot) -> Option<KeyId> {
        match self {
            Self::Property {
                subject,
                id: Some(key),
                ..
            } if matches!(**subject, Self::Slot(own) if own == slot) => Some(*key),
            _ => None,
        }
    }

    /// Calls `visit` with each slot that is read, those of nested pipelines included.
    pub fn visit_slots(&self, visit: &mut dyn FnMut(Slot)) {
        match self {
            Self::Slot(slot) => visit(*slot),
            Self::Exists(pipeline) | Self::CountRows(pipeline) => pipeline.visit_slots(visit),
            Self::Collect(pipeline, value) | Self::First(pipeline, value) => {
                pipeline.visit_slots(visit);
                value.visit_slots(visit);
            }
            _ => self.visit_children(&mut |child| child.visit_slots(visit)),
        }
    }

    /// Calls `visit` with each direct part that is an expression.
    pub fn visit_children<'e>(&'e self, visit: &mut dyn FnMut(&'e Compiled)) {
        match self {
            Self::Constant(_) | Self::Slot(_) | Self::Exists(_) | Self::CountRows(_) => {}
            Self::Collect(_, value) | Self::First(_, value) => visit(value),
            Self::List(parts)
            | Self::And(parts)
            | Self::Or(parts)
            | Self::Coalesce(parts)
            | Self::Call(_, parts) => {
                parts.iter().for_each(visit);
            }
            Self::Map(entries) => entries.iter().for_each(|(_, value)| visit(value)),
            Self::Property { subject: part, .. }
            | Self::HasLabels(part, _)
            | Self::Not(part)
            | Self::Negate(part)
            | Self::Plus(part)
            | Self::IsNull(part, _)
            | Self::OneOf(part, _)
            | Self::Matches(part, _) => visit(part),
            Self::Index(left, right)
            | Self::Binary(_, left, right)
            | Self::Compare(_, left, right) => {
                visit(left);
                visit(right);
            }
            Self::Slice(subject, from, to) => {
                visit(subject);
                [from, to]
                    .into_iter()
                    .flatten()
                    .for_each(|part| visit(part));
            }
            Self::Case {
                subject,
                branches,
                otherwise,
            } => {
                subject.iter().for_each(|part| visit(part));
                for (when, then) in branches {
                    visit(when);
                    visit(then);
                }
                visit(otherwise);
            }
            Self::Comprehension {
                list,
                filter,
                projection,
                ..
            } => {
                visit(list);
                [filter, projection]
                    .into_iter()
                    .flatten()
                    .for_each(|part| visit(part));
            }
            Self::Quantified { list, filter, .. } => {
                visit(list);
                visit(filter);
            }
            Self::Reduce {
                initial,
                list,
                step,
                ..
            } => {
                visit(initial);
                visit(list);
                visit(step);
            }
            Self::MapProjection(subject, entries) => {
                visit(subject);
                for entry in entries {
                    if let ProjectedEntry::Entry(_, value) = entry {
                        visit(value);
                    }
                }
            }
        }
    }

    /// The slots that are read, ascending, each once.
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        self.visit_slots(&mut |slot| slots.push(slot));
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}

impl Pipeline {
    /// Calls `visit` with each slot that the operators read.
    pub fn visit_slots(&self, visit: &mut dyn FnMut(Slot)) {
        for stage in &self.stages {
            for operator in &stage.operators {
                operator.visit_reads(visit);
            }
            match &stage.end {
                Some(super::StageEnd::Aggregate { keys, aggregates }) => {
                    keys.iter().for_each(|(_, key)| key.visit_slots(visit));
                    aggregates
                        .iter()
                        .flat_map(|(_, aggregate)| &aggregate.arguments)
                        .for_each(|argument| argument.visit_slots(visit));
                }
                Some(super::StageEnd::Sort { keys, .. }) => {
                    keys.iter().for_each(|key| key.value.visit_slots(visit));
                }
                Some(super::StageEnd::Write(_)) | None => {}
            }
        }
    }
}
