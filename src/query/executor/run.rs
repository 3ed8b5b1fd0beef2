//! A plan run on a graph, stage after stage.

use std::cell::{Cell, RefCell};

use rustc_hash::{FxHashMap, FxHashSet};

use super::aggregate::Groups;
use super::limits::Limits;
use super::memory::{Memory, of_row};
use super::sort::Sorter;
use super::stream::{Sink, row_count, states, stream};
use super::{Context, Row};
use crate::graph::property_graph::PropertyGraph;
use crate::graph::view::GraphView;
use crate::query::functions::Environment;
use crate::query::plan::{Operator, Pipeline, Plan, Stage, StageEnd};
use crate::query::procedures::Procedures;
use crate::query::result::Statistics;
use crate::query::runtime_error::{Evaluation, RuntimeError};
use crate::value::Value;
use crate::value::grouping::GroupKey;

/// A graph to read, or to read and change.
pub enum GraphAccess<'g> {
    /// To read.
    Read(&'g dyn GraphView),
    /// To read and change.
    Write(&'g mut PropertyGraph),
}

impl GraphAccess<'_> {
    fn view(&self) -> &dyn GraphView {
        match self {
            Self::Read(graph) => *graph,
            Self::Write(graph) => *graph,
        }
    }

    /// Whether something of the graph was read that is not as it was written.
    pub fn is_damaged(&self) -> bool {
        self.view().is_damaged()
    }

    fn changing(&self) -> Option<&PropertyGraph> {
        match self {
            Self::Read(_) => None,
            Self::Write(graph) => Some(graph),
        }
    }
}

/// How many rows came out of each operator.
#[derive(Debug, Default)]
pub struct Profile {
    /// By the operator's address, which does not change while the plan lives.
    rows: RefCell<FxHashMap<usize, u64>>,
}

impl Profile {
    pub(super) fn count(&self, operator: &Operator) {
        *self.rows.borrow_mut().entry(address(operator)).or_default() += 1;
    }

    /// The rows that came out of an operator of the plan that was run.
    pub fn rows(&self, operator: &Operator) -> u64 {
        self.rows
            .borrow()
            .get(&address(operator))
            .copied()
            .unwrap_or_default()
    }
}

fn address(operator: &Operator) -> usize {
    std::ptr::from_ref(operator).addr()
}

/// What is needed besides the plan and the graph.
pub struct Setting<'g> {
    /// Registered procedures.
    pub procedures: &'g Procedures,
    /// What the query may take.
    pub limits: &'g Limits,
    /// The moment at which the query started.
    pub now: jiff::Timestamp,
    /// Counts rows of each operator if there.
    pub profile: Option<&'g Profile>,
    /// What the query keeps.
    pub memory: Memory,
}

pub(super) fn context<'g>(access: &'g GraphAccess<'_>, setting: &'g Setting<'_>) -> Context<'g> {
    Context {
        environment: Environment {
            graph: access.view(),
            changing: access.changing(),
            now: setting.now,
            random: Cell::new(setting.now.as_nanosecond() as u64),
        },
        procedures: setting.procedures,
        limits: setting.limits,
        memory: &setting.memory,
        ticks: Cell::new(1 << 10),
        profile: setting.profile,
    }
}

/// Runs a plan: the rows of its columns, and what was changed.
pub fn run(
    plan: &Plan,
    access: &mut GraphAccess<'_>,
    setting: &Setting<'_>,
) -> Evaluation<(Vec<Vec<Value>>, Statistics)> {
    let mut rows: Vec<Vec<Value>> = Vec::new();
    let mut statistics = Statistics::default();
    let mut seen: FxHashSet<Vec<GroupKey>> = FxHashSet::default();
    for branch in &plan.branches {
        let mut take = |row: &mut Row| -> Evaluation<bool> {
            let output: Vec<Value> = branch
                .output
                .iter()
                .map(|slot| row[*slot].clone())
                .collect();
            if plan.union_distinct && !seen.insert(output.iter().cloned().map(GroupKey).collect()) {
                return Ok(true);
            }
            setting.memory.hold(of_row(&output))?;
            rows.push(output);
            setting.limits.check_rows(rows.len())?;
            Ok(true)
        };
        run_pipeline(
            &branch.pipeline,
            access,
            setting,
            &mut statistics,
            &mut take,
        )?;
    }
    Ok((rows, statistics))
}

fn run_pipeline(
    pipeline: &Pipeline,
    access: &mut GraphAccess<'_>,
    setting: &Setting<'_>,
    statistics: &mut Statistics,
    sink: Sink<'_>,
) -> Evaluation<()> {
    let mut rows = vec![vec![Value::Null; pipeline.width]];
    let (memory, mut held) = (&setting.memory, 0);
    for stage in &pipeline.stages {
        let before = memory.held();
        match &stage.end {
            Some(StageEnd::Write(write)) => {
                let mut kept = Vec::new();
                let reading = context(access, setting);
                run_stage(stage, rows, &reading, &mut |row| {
                    memory.hold(of_row(row))?;
                    kept.push(row.clone());
                    Ok(true)
                })?;
                rows = super::write::write(write, kept, access, setting, statistics)?;
            }
            _ => {
                rows = run_reading_stage(
                    stage,
                    rows,
                    pipeline.width,
                    &context(access, setting),
                    &mut *sink,
                )?;
            }
        }
        // The rows of the stage before are gone; what the sink kept of the last one stays.
        if stage.end.is_some() {
            memory.release(std::mem::replace(&mut held, memory.held() - before));
        }
    }
    memory.release(held);
    Ok(())
}

/// Gives the rows for the next stage; the last stage gives none, since its rows go into the sink.
fn run_reading_stage(
    stage: &Stage,
    rows: Vec<Row>,
    width: usize,
    context: &Context<'_>,
    sink: Sink<'_>,
) -> Evaluation<Vec<Row>> {
    match &stage.end {
        Some(StageEnd::Aggregate { keys, aggregates }) => {
            let mut groups = Groups::new(keys, aggregates);
            run_stage(stage, rows, context, &mut |row| {
                groups.add(row, context).map(|()| true)
            })?;
            groups.finish(width)
        }
        Some(StageEnd::Sort { keys, top }) => {
            let mut blank = vec![Value::Null; width];
            let top = top
                .as_ref()
                .map(|top| row_count(top, "LIMIT", &mut blank, context))
                .transpose()?;
            let mut sorter = Sorter::new(keys, top.and_then(|top| usize::try_from(top).ok()));
            run_stage(stage, rows, context, &mut |row| {
                sorter.add(row, context).map(|()| true)
            })?;
            Ok(sorter.finish())
        }
        Some(StageEnd::Write(_)) => Err(RuntimeError::not_supported(
            "a subquery cannot change the graph",
        )),
        None => {
            run_stage(stage, rows, context, sink)?;
            Ok(Vec::new())
        }
    }
}

fn run_stage(
    stage: &Stage,
    rows: Vec<Row>,
    context: &Context<'_>,
    sink: Sink<'_>,
) -> Evaluation<bool> {
    let states = states(&stage.operators);
    for mut row in rows {
        if !stream(&stage.operators, &states, &mut row, context, sink)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Runs a pipeline inside an expression, on the row of the expression.
pub(super) fn run_nested(
    pipeline: &Pipeline,
    row: &mut Row,
    context: &Context<'_>,
    sink: Sink<'_>,
) -> Evaluation<()> {
    let before = context.memory.held();
    let done = run_inside(pipeline, row, context, sink);
    // What it kept is gone when it has ended.
    context.memory.release(context.memory.held() - before);
    done
}

fn run_inside(
    pipeline: &Pipeline,
    row: &mut Row,
    context: &Context<'_>,
    sink: Sink<'_>,
) -> Evaluation<()> {
    if let [stage] = pipeline.stages.as_slice() {
        stream(
            &stage.operators,
            &states(&stage.operators),
            row,
            context,
            sink,
        )?;
        return Ok(());
    }
    let outer = row.clone();
    let mut rows = vec![outer.clone()];
    for stage in &pipeline.stages {
        let next = run_reading_stage(stage, rows, outer.len(), context, sink)?;
        // Grouping gives rows of its own: what the outer query bound is put back.
        rows = next.into_iter().map(|next| fill(next, &outer)).collect();
    }
    Ok(())
}

fn fill(row: Row, outer: &Row) -> Row {
    row.into_iter()
        .zip(outer)
        .map(|(own, outer)| if own.is_null() { outer.clone() } else { own })
        .collect()
}
