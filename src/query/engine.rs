//! A question asked of a graph: from text to rows in one call.

use std::fmt;

use crate::graph::property_graph::PropertyGraph;
use crate::graph::view::GraphView;
use crate::value::MapValue;

use super::ast::{Mode, Statement};
use super::checker::{self, ProcedureShape};
use super::error::CompileError;
use super::executor::{GraphAccess, Limits, Memory, Profile, Setting, run};
use super::optimizer::optimize;
use super::planner::{Vocabulary, plan, query_is_writing};
use super::procedures::Procedures;
use super::result::ResultSet;
use super::runtime_error::{RuntimeError, RuntimeErrorKind};

/// What a query is run with.
#[derive(Debug, Clone)]
pub struct Options {
    /// What it may take.
    pub limits: Limits,
    /// The moment at which it starts: what `date()` answers.
    pub now: jiff::Timestamp,
    /// Whether plans are improved; only speed differs.
    pub optimize: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            now: jiff::Timestamp::UNIX_EPOCH,
            optimize: true,
        }
    }
}

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// It was refused before any data was read.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// It stopped later.
    #[error(transparent)]
    Runtime(#[from] RuntimeError),
}

struct Known<'k> {
    parameters: &'k MapValue,
    procedures: &'k Procedures,
}

impl checker::Environment for Known<'_> {
    fn has_parameter(&self, name: &str) -> bool {
        self.parameters.contains_key(name)
    }

    fn procedure(&self, name: &str) -> Option<ProcedureShape> {
        self.procedures.shape(name)
    }
}

/// A statement that was read and makes sense.
#[derive(Debug, Clone)]
pub struct Prepared {
    statement: Statement,
}

impl fmt::Display for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.statement.fmt(f)
    }
}

/// Reads and checks a query in the full form.
///
/// # Errors
/// If the text is not of the language or makes no sense.
pub fn prepare(
    text: &str,
    parameters: &MapValue,
    procedures: &Procedures,
) -> Result<Prepared, QueryError> {
    let statement = super::parse(text).map_err(CompileError::from)?;
    prepare_statement(statement, parameters, procedures)
}

/// Checks a query that is a tree already.
///
/// # Errors
/// If it makes no sense.
pub fn prepare_statement(
    statement: Statement,
    parameters: &MapValue,
    procedures: &Procedures,
) -> Result<Prepared, QueryError> {
    checker::check(
        &statement,
        &Known {
            parameters,
            procedures,
        },
    )
    .map_err(CompileError::from)?;
    Ok(Prepared { statement })
}

impl Prepared {
    /// Whether the query changes the graph.
    pub fn is_writing(&self) -> bool {
        query_is_writing(&self.statement.query)
    }

    /// Runs a query that only reads.
    ///
    /// # Errors
    /// If it would change the graph, or stops on a value or a limit.
    pub fn read(
        &self,
        graph: &dyn GraphView,
        parameters: &MapValue,
        procedures: &Procedures,
        options: &Options,
    ) -> Result<ResultSet, QueryError> {
        if self.is_writing() {
            return Err(RuntimeError::not_supported(
                "this graph can be read only, and the query changes it",
            )
            .into());
        }
        let mut plan = plan(
            &self.statement.query,
            Vocabulary::Read(graph),
            parameters,
            procedures,
            options.optimize,
        )?;
        if options.optimize {
            optimize(&mut plan, graph);
        }
        self.finish(&plan, GraphAccess::Read(graph), procedures, options)
    }

    /// Runs a query that may change the graph; after an error the graph is as it was.
    ///
    /// # Errors
    /// If it stops on a value or a limit.
    pub fn write(
        &self,
        graph: &mut PropertyGraph,
        parameters: &MapValue,
        procedures: &Procedures,
        options: &Options,
    ) -> Result<ResultSet, QueryError> {
        self.write_inspected(graph, parameters, procedures, options, &mut |_| ())
    }

    /// As [`Self::write`]; `inspect` sees the graph when the query has succeeded and its changes are
    /// still known one by one: [`PropertyGraph::touched`].
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn write_inspected(
        &self,
        graph: &mut PropertyGraph,
        parameters: &MapValue,
        procedures: &Procedures,
        options: &Options,
        inspect: &mut dyn FnMut(&PropertyGraph),
    ) -> Result<ResultSet, QueryError> {
        if !self.is_writing() {
            return self.read(graph, parameters, procedures, options);
        }
        let vocabulary = Vocabulary::Write(graph);
        let plan = plan(
            &self.statement.query,
            vocabulary,
            parameters,
            procedures,
            options.optimize,
        )?;
        graph.begin();
        let result = self.finish(&plan, GraphAccess::Write(graph), procedures, options);
        if result.is_ok() {
            inspect(graph);
            graph.commit();
        } else {
            graph.rollback();
        }
        result
    }

    fn finish(
        &self,
        plan: &super::plan::Plan,
        mut access: GraphAccess<'_>,
        procedures: &Procedures,
        options: &Options,
    ) -> Result<ResultSet, QueryError> {
        if self.statement.mode == Mode::Explain {
            return Ok(ResultSet {
                plan: Some(plan.describe(&|_| String::new())),
                ..ResultSet::default()
            });
        }
        let profile = (self.statement.mode == Mode::Profile).then(Profile::default);
        let setting = Setting {
            procedures,
            limits: &options.limits,
            now: options.now,
            profile: profile.as_ref(),
            memory: Memory::new(options.limits.memory),
        };
        let result = run(plan, &mut access, &setting);
        if access.is_damaged() {
            let message = "the graph file is damaged: a part of it is not as it was written; import it again, or delete the file \
                           that ends in `-graph`, which is made anew";
            return Err(RuntimeError::new(RuntimeErrorKind::Damaged, "", message).into());
        }
        let (rows, statistics) = result?;
        Ok(ResultSet {
            columns: plan.columns.clone(),
            rows,
            statistics,
            plan: profile.map(|profile| {
                plan.describe(&|operator| format!("  rows={}", profile.rows(operator)))
            }),
        })
    }
}

/// Reads, checks and runs a query in the full form.
///
/// # Errors
/// As [`prepare`] and [`Prepared::write`].
pub fn execute(
    graph: &mut PropertyGraph,
    text: &str,
    parameters: &MapValue,
    procedures: &Procedures,
    options: &Options,
) -> Result<ResultSet, QueryError> {
    prepare(text, parameters, procedures)?.write(graph, parameters, procedures, options)
}

impl QueryError {
    /// The kind, the detail and the phase, in the words of the conformance suite.
    pub fn code(&self) -> (String, &'static str, &'static str) {
        match self {
            Self::Compile(error) => (error.kind().to_string(), error.detail(), "compile"),
            Self::Runtime(error) => {
                let early = matches!(
                    error.kind,
                    RuntimeErrorKind::ParameterMissing | RuntimeErrorKind::Procedure
                );
                (
                    error.kind.name().to_owned(),
                    error.detail,
                    if early { "compile" } else { "runtime" },
                )
            }
        }
    }
}
