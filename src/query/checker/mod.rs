//! text → tree → **checked tree** → plan → rows.
//!
//! Goes in: a tree, and which parameters and procedures there are. Comes out: nothing, or the first
//! thing that makes no sense, with its place. No data is read.

mod aggregation;
mod call;
mod clause;
mod error;
mod expression;
pub(crate) mod functions;
mod kind;
mod operator;
mod pattern;
mod projection;
mod scope;
#[cfg(test)]
mod tests;
mod usage;

use kind::Kind;
use scope::Scope;

use super::ast::{Clause, Identifier, Query, SingleQuery, Statement};
use super::nearest::nearest;
use crate::span::ByteSpan;

pub(in crate::query) use aggregation::children;
pub use error::CheckError;

/// What a query can use that is not in its text.
pub trait Environment {
    /// Whether `$name` has a value.
    fn has_parameter(&self, name: &str) -> bool;

    /// The procedure of that name, dots included.
    fn procedure(&self, name: &str) -> Option<ProcedureShape>;
}

/// What can be seen of a procedure from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProcedureShape {
    /// Its inputs in order: a name, and a type as written in a signature (`INTEGER?`).
    pub inputs: Vec<(String, String)>,
    /// Its outputs in order, by name.
    pub outputs: Vec<String>,
}

/// Every parameter has a value, and there are no procedures.
#[derive(Debug, Clone, Copy, Default)]
pub struct AnyParameters;

impl Environment for AnyParameters {
    fn has_parameter(&self, _: &str) -> bool {
        true
    }

    fn procedure(&self, _: &str) -> Option<ProcedureShape> {
        None
    }
}

/// Says whether `statement` makes sense.
///
/// # Errors
/// The first thing that does not, in the order of the text as far as scopes allow.
pub fn check(statement: &Statement, environment: &dyn Environment) -> Result<(), CheckError> {
    let checker = Checker { environment };
    checker
        .query(&statement.query, &Scope::default(), Level::Outer)
        .map(drop)
}

/// Whether a query stands alone or in braces inside another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Outer,
    Subquery,
}

struct Checker<'a> {
    environment: &'a dyn Environment,
}

impl Checker<'_> {
    /// The names of the columns.
    fn query(&self, query: &Query, outer: &Scope, level: Level) -> Result<Vec<String>, CheckError> {
        let columns = self.single_query(&query.first, outer, level, query.unions.is_empty())?;
        let mixed = query
            .unions
            .windows(2)
            .find(|pair| pair[0].all != pair[1].all);
        if let Some(pair) = mixed {
            return Err(CheckError::InvalidClauseComposition {
                problem: "`UNION` and `UNION ALL` cannot be mixed",
                remedy: "write `ALL` behind every `UNION`, or behind none",
                span: pair[1].place.span(),
            });
        }
        for union in &query.unions {
            let others = self.single_query(&union.query, outer, level, false)?;
            if others != columns {
                let span = union.query.place.span();
                return Err(CheckError::DifferentColumnsInUnion { span });
            }
        }
        Ok(columns)
    }

    fn single_query(
        &self,
        query: &SingleQuery,
        outer: &Scope,
        level: Level,
        alone: bool,
    ) -> Result<Vec<String>, CheckError> {
        check_order(query, level, alone)?;
        let mut scope = outer.clone();
        let mut columns = Vec::new();
        let standalone = query.clauses.len() == 1 && level == Level::Outer;
        for clause in &query.clauses {
            columns = self.clause(clause, &mut scope, standalone)?;
        }
        Ok(columns)
    }
}

/// Says whether the clauses stand in an order that gives rows.
fn check_order(query: &SingleQuery, level: Level, alone: bool) -> Result<(), CheckError> {
    let misplaced = |problem, remedy, clause: &Clause| {
        Err(CheckError::InvalidClauseComposition {
            problem,
            remedy,
            span: clause.place().span(),
        })
    };
    let Some((last, before)) = query.clauses.split_last() else {
        return Ok(());
    };
    if let Some(clause) = before
        .iter()
        .find(|clause| matches!(clause, Clause::Return(_)))
    {
        return misplaced(
            "`RETURN` must be the last clause",
            "write `WITH` to go on",
            clause,
        );
    }
    if level == Level::Subquery {
        return match query.clauses.iter().find(|clause| clause.is_writing()) {
            Some(clause) => misplaced("the graph cannot be changed in here", "ask only", clause),
            None => Ok(()),
        };
    }
    match last {
        Clause::Return(_) => Ok(()),
        _ if !alone => misplaced(
            "each side of `UNION` must end with `RETURN`",
            "add `RETURN …`",
            last,
        ),
        Clause::Match(_) | Clause::Unwind(_) | Clause::With(_) => misplaced(
            "the query has no result",
            "say what you want of it: add `RETURN …` at the end",
            last,
        ),
        _ => Ok(()),
    }
}

/// A variable that is not there, with the nearest one that is.
fn undefined(name: &str, scope: &Scope, span: ByteSpan) -> CheckError {
    let nearest = nearest(name, scope.names()).map(str::to_owned);
    CheckError::UndefinedVariable {
        name: name.to_owned(),
        nearest,
        span,
    }
}

/// Binds a variable that must not be there yet.
fn bind_new(variable: &Identifier, kind: Kind, scope: &mut Scope) -> Result<(), CheckError> {
    if scope.has(&variable.name) {
        let span = variable.place.span();
        return Err(CheckError::VariableAlreadyBound {
            name: variable.name.clone(),
            span,
        });
    }
    scope.bind(&variable.name, kind);
    Ok(())
}

fn wrong_kind(found: &Kind, wanted: impl Into<String>, span: ByteSpan) -> CheckError {
    CheckError::InvalidArgumentType {
        found: found.to_string(),
        wanted: wanted.into(),
        span,
    }
}
