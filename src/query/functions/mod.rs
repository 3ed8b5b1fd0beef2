//! The functions of the language: from values to a value.
//!
//! [`find`] knows them by name, in any case. Aggregations, which see many rows, are in [`aggregation`].

// All functions have one shape, also those that cannot fail.
#![allow(clippy::unnecessary_wraps)]

pub mod aggregation;
mod conversion;
pub mod entity;
mod list;
mod math;
mod said_number;
mod string;

pub use string::Pattern;
mod temporal;

use std::cell::Cell;
use std::fmt;

use super::runtime_error::{Evaluation, RuntimeError};
use crate::graph::property_graph::PropertyGraph;
use crate::graph::view::GraphView;
use crate::value::Value;

/// What a function may look at besides its arguments.
pub struct Environment<'g> {
    /// The graph.
    pub graph: &'g dyn GraphView,
    /// The graph again while it is being changed: knows what was removed.
    pub changing: Option<&'g PropertyGraph>,
    /// The moment at which the query started, the same for the whole query.
    pub now: jiff::Timestamp,
    /// The state of `rand()`.
    pub random: Cell<u64>,
}

type Call = fn(&[Value], &Environment<'_>) -> Evaluation<Value>;

/// A function of the language.
#[derive(Clone, Copy)]
pub struct Function {
    /// Its name, as the language spells it.
    pub name: &'static str,
    /// How many arguments it takes: fewest and most.
    pub arity: (usize, usize),
    call: Call,
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Function {
    /// The function's value.
    pub fn call(self, arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
        (self.call)(arguments, environment)
    }
}

/// The function of that name, in any case.
pub fn find(name: &str) -> Option<Function> {
    tables()
        .into_iter()
        .flatten()
        .find(|(own, ..)| own.eq_ignore_ascii_case(name))
        .map(|&(name, fewest, most, call)| Function {
            name,
            arity: (fewest, most),
            call,
        })
}

/// The names of all functions that are no aggregations, by area.
pub fn names() -> Vec<&'static str> {
    tables()
        .into_iter()
        .flatten()
        .map(|(name, ..)| *name)
        .collect()
}

type Entry = (&'static str, usize, usize, Call);

fn tables() -> [&'static [Entry]; 6] {
    [
        entity::FUNCTIONS,
        conversion::FUNCTIONS,
        list::FUNCTIONS,
        string::FUNCTIONS,
        math::FUNCTIONS,
        temporal::FUNCTIONS,
    ]
}

/// The complaint of a function about the type of an argument.
fn unsuitable(function: &str, value: &Value) -> RuntimeError {
    RuntimeError::wrong_value(format!(
        "`{function}` cannot take a value of type {}",
        value.type_name()
    ))
}
