//! text → tree → checked tree → **plan** → rows.
//!
//! Goes in: a checked tree, the graph whose names it uses, and the parameters. Comes out: a [`Plan`]. Variables become
//! slots, parameters constants, patterns an order of steps.

mod aggregate;
mod condition;
mod expression;
mod known;
mod order;
mod pattern;
mod projection;
mod write;

use std::sync::Arc;

use crate::graph::property_graph::PropertyGraph;
use crate::graph::view::{GraphView, KeyId, LabelId, TypeId};
use crate::query::ast::{Call, Clause, Query, SingleQuery};
use crate::query::plan::{Branch, Compiled, Operator, Pipeline, Plan, Slot, Stage, StageEnd};
use crate::query::procedures::Procedures;
use crate::query::runtime_error::{Evaluation, RuntimeError, RuntimeErrorKind};
use crate::value::{MapValue, Value};

/// The graph's names while planning; a plan that writes makes those that are missing.
pub enum Vocabulary<'g> {
    /// Names are looked up.
    Read(&'g dyn GraphView),
    /// Names are looked up or made.
    Write(&'g mut PropertyGraph),
}

impl Vocabulary<'_> {
    fn graph(&self) -> &dyn GraphView {
        match self {
            Self::Read(graph) => *graph,
            Self::Write(graph) => *graph,
        }
    }

    fn label(&mut self, name: &str) -> Option<LabelId> {
        match self {
            Self::Read(graph) => graph.label_id(name),
            Self::Write(graph) => Some(graph.intern_label(name)),
        }
    }

    fn relationship_type(&mut self, name: &str) -> Option<TypeId> {
        match self {
            Self::Read(graph) => graph.type_id(name),
            Self::Write(graph) => Some(graph.intern_type(name)),
        }
    }

    fn key(&mut self, name: &str) -> Option<KeyId> {
        match self {
            Self::Read(graph) => graph.key_id(name),
            Self::Write(graph) => Some(graph.intern_key(name)),
        }
    }
}

/// Plans a query.
pub fn plan(
    query: &Query,
    vocabulary: Vocabulary<'_>,
    parameters: &MapValue,
    procedures: &Procedures,
    optimize: bool,
) -> Evaluation<Plan> {
    let mut planner = Planner {
        vocabulary,
        parameters,
        procedures,
        optimize,
        scope: Vec::new(),
        width: 0,
    };
    let mut branches = Vec::new();
    let mut columns = Vec::new();
    let singles =
        std::iter::once(&query.first).chain(query.unions.iter().map(|union| &union.query));
    for single in singles {
        planner.scope.clear();
        planner.width = 0;
        let (names, branch) = planner.branch(single)?;
        if columns.is_empty() {
            columns = names;
        }
        branches.push(branch);
    }
    let is_writing = query_is_writing(query);
    Ok(Plan {
        branches,
        union_distinct: query.unions.iter().any(|union| !union.all),
        columns,
        is_writing,
    })
}

/// Whether a clause of the query changes the graph.
pub fn query_is_writing(query: &Query) -> bool {
    std::iter::once(&query.first)
        .chain(query.unions.iter().map(|union| &union.query))
        .flat_map(|single| &single.clauses)
        .any(Clause::is_writing)
}

/// The columns of a result, with where they are.
type Columns = Vec<(Arc<str>, Slot)>;

struct Planner<'p> {
    vocabulary: Vocabulary<'p>,
    parameters: &'p MapValue,
    procedures: &'p Procedures,
    optimize: bool,
    /// The variables in scope, latest last.
    scope: Vec<(String, Slot)>,
    width: usize,
}

/// The stages while clauses are added.
#[derive(Default)]
struct Stages {
    done: Vec<Stage>,
    open: Vec<Operator>,
}

impl Stages {
    fn push(&mut self, operator: Operator) {
        self.open.push(operator);
    }

    fn end(&mut self, end: StageEnd) {
        self.done.push(Stage {
            operators: std::mem::take(&mut self.open),
            end: Some(end),
        });
    }

    fn finish(mut self, width: usize) -> Pipeline {
        self.done.push(Stage {
            operators: self.open,
            end: None,
        });
        Pipeline {
            stages: self.done,
            width,
        }
    }
}

impl Planner<'_> {
    fn slot(&mut self) -> Slot {
        self.width += 1;
        self.width - 1
    }

    fn lookup(&self, name: &str) -> Option<Slot> {
        self.scope
            .iter()
            .rev()
            .find(|(own, _)| own == name)
            .map(|(_, slot)| *slot)
    }

    fn bind(&mut self, name: &str) -> Slot {
        let slot = self.slot();
        self.scope.push((name.to_owned(), slot));
        slot
    }

    fn branch(&mut self, single: &SingleQuery) -> Evaluation<(Vec<Arc<str>>, Branch)> {
        let mut stages = Stages::default();
        let mut output = Vec::new();
        for (position, clause) in single.clauses.iter().enumerate() {
            let standalone = single.clauses.len() == 1;
            if let Some(columns) = self.clause(clause, standalone, &mut stages)? {
                output = columns;
            }
            debug_assert!(position < single.clauses.len());
        }
        let has_rows = matches!(
            single.clauses.last(),
            Some(Clause::Return(_) | Clause::Call(_))
        );
        if !has_rows {
            stages.push(Operator::Limit(Compiled::Constant(Value::Integer(0))));
        }
        let (columns, output): (Vec<Arc<str>>, Vec<Slot>) = output.into_iter().unzip();
        if output.is_empty() && has_rows {
            stages.push(Operator::Limit(Compiled::Constant(Value::Integer(0))));
        }
        let pipeline = stages.finish(self.width);
        Ok((columns, Branch { pipeline, output }))
    }

    /// Adds a clause; a clause that gives the rows of the query says its columns.
    fn clause(
        &mut self,
        clause: &Clause,
        standalone: bool,
        stages: &mut Stages,
    ) -> Evaluation<Option<Columns>> {
        match clause {
            Clause::Match(clause) => self.match_clause(clause, stages)?,
            Clause::Unwind(clause) => {
                let list = self.expression(&clause.list)?;
                let slot = self.bind(&clause.variable.name);
                stages.push(Operator::Unwind(slot, list));
            }
            Clause::With(clause) => {
                self.projection(&clause.projection, clause.filter.as_ref(), stages)?;
            }
            Clause::Return(clause) => {
                return self.projection(&clause.projection, None, stages).map(Some);
            }
            Clause::Call(call) => return self.call(call, standalone, stages),
            _ => {
                let write = self.write(clause)?.map(Box::new);
                stages.end(StageEnd::Write(write.expect("what does not read changes")));
            }
        }
        Ok(None)
    }

    fn call(
        &mut self,
        call: &Call,
        standalone: bool,
        stages: &mut Stages,
    ) -> Evaluation<Option<Columns>> {
        let procedure = self.procedures.find(&call.procedure.name).ok_or_else(|| {
            let message = format!("no procedure is called `{}`", call.procedure.name);
            RuntimeError::new(RuntimeErrorKind::Procedure, "ProcedureNotFound", message)
        })?;
        let arguments = match &call.arguments {
            Some(arguments) => arguments
                .iter()
                .map(|argument| self.expression(argument))
                .collect::<Evaluation<Vec<_>>>()?,
            None => procedure
                .inputs
                .iter()
                .map(|input| self.parameter(&input.name))
                .collect::<Evaluation<Vec<_>>>()?,
        };
        let all = call
            .yields
            .as_ref()
            .map_or(standalone, |yields| yields.star);
        let mut outputs = Vec::new();
        let mut columns: Vec<(Arc<str>, Slot)> = Vec::new();
        let wanted: Vec<(&str, &str)> = if all {
            procedure
                .outputs
                .iter()
                .map(|output| (&*output.name, &*output.name))
                .collect()
        } else {
            let items = call.yields.iter().flat_map(|yields| &yields.items);
            items
                .map(|item| (item.field.name.as_str(), item.variable().name.as_str()))
                .collect()
        };
        for (field, variable) in wanted {
            let at = procedure
                .outputs
                .iter()
                .position(|output| &*output.name == field)
                .ok_or_else(|| {
                    let message = format!("`{}` has no output `{field}`", call.procedure.name);
                    RuntimeError::new(RuntimeErrorKind::Procedure, "ProcedureNotFound", message)
                })?;
            let slot = self.bind(variable);
            outputs.push((at, slot));
            columns.push((variable.into(), slot));
        }
        stages.push(Operator::Call {
            procedure: call.procedure.name.as_str().into(),
            arguments,
            outputs,
            is_void: procedure.outputs.is_empty(),
        });
        if let Some(filter) = call
            .yields
            .as_ref()
            .and_then(|yields| yields.filter.as_ref())
        {
            let filter = self.expression(filter)?;
            stages.push(Operator::Filter(filter));
        }
        Ok(standalone.then_some(columns))
    }

    fn parameter(&self, name: &str) -> Evaluation<Compiled> {
        match self.parameters.get(name) {
            Some(value) => Ok(Compiled::Constant(value.clone())),
            None => Err(RuntimeError::new(
                RuntimeErrorKind::ParameterMissing,
                "MissingParameter",
                format!("the parameter `${name}` was not given"),
            )),
        }
    }
}
