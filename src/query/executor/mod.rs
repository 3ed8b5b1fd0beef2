//! text → tree → checked tree → plan → **rows**.
//!
//! Rows stream through the operators of a stage one at a time: each operator writes its slots into one shared row
//! and calls the next. Only what ends a stage (grouping, sorting, writing) keeps rows. That is hidden from callers,
//! who see [`run()`].

mod access;
mod aggregate;
mod arithmetic;
mod call;
mod count;
mod evaluate;
mod expand;
mod limits;
mod memory;
mod run;
mod shortest_path;
mod sort;
mod stream;
mod variable_length;
mod write;

pub use limits::{CancelFlag, Limits};
pub use memory::Memory;
pub use run::{GraphAccess, Profile, Setting, run};

use std::cell::Cell;

use super::functions::Environment;
use super::procedures::Procedures;
use super::runtime_error::Evaluation;
use crate::value::Value;

/// A row: one value for each slot of the plan.
type Row = Vec<Value>;

/// What evaluation looks at besides the row.
struct Context<'g> {
    environment: Environment<'g>,
    procedures: &'g Procedures,
    limits: &'g Limits,
    memory: &'g Memory,
    /// Counts down to the next look at the clock.
    ticks: Cell<u32>,
    profile: Option<&'g Profile>,
}

impl Context<'_> {
    /// Called wherever work is done, so that a query can be stopped.
    #[inline]
    fn tick(&self) -> Evaluation<()> {
        let left = self.ticks.get();
        if left > 0 {
            self.ticks.set(left - 1);
            return Ok(());
        }
        self.ticks.set(1 << 12);
        self.limits.check()
    }
}
