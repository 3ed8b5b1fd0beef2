//! Plans as text, for `EXPLAIN` and `PROFILE`: one operator a line, in the order in which rows pass them.

use std::fmt::Write as _;

use super::{Bind, CountStep, NodeStart, Operator, Plan, Stage, StageEnd};

impl Plan {
    /// The plan, with what `note` says about each operator.
    pub fn describe(&self, note: &dyn Fn(&Operator) -> String) -> String {
        let mut text = String::new();
        for (position, branch) in self.branches.iter().enumerate() {
            if position > 0 {
                text.push_str("Union\n");
            }
            for stage in &branch.pipeline.stages {
                describe_stage(stage, 0, note, &mut text);
            }
        }
        text
    }
}

fn describe_stage(
    stage: &Stage,
    depth: usize,
    note: &dyn Fn(&Operator) -> String,
    text: &mut String,
) {
    for operator in &stage.operators {
        let _ = writeln!(
            text,
            "{}{}{}",
            "  ".repeat(depth),
            name(operator),
            note(operator)
        );
        if let Operator::Optional { inner, .. } = operator {
            inner
                .stages
                .iter()
                .for_each(|stage| describe_stage(stage, depth + 1, note, text));
        }
    }
    let end = match &stage.end {
        Some(StageEnd::Aggregate { keys, aggregates }) => {
            format!(
                "Aggregate keys={} aggregates={}",
                keys.len(),
                aggregates.len()
            )
        }
        Some(StageEnd::Sort { keys, top }) => {
            format!(
                "{} keys={}",
                if top.is_some() { "Top" } else { "Sort" },
                keys.len()
            )
        }
        Some(StageEnd::Write(write)) => write.name().to_string(),
        None => return,
    };
    let _ = writeln!(text, "{}{end}", "  ".repeat(depth));
}

fn name(operator: &Operator) -> String {
    match operator {
        Operator::Start(slot, NodeStart::All) => format!("AllNodes #{slot}"),
        Operator::Start(slot, NodeStart::Label(_)) => format!("NodesByLabel #{slot}"),
        Operator::Start(slot, NodeStart::Index(..) | NodeStart::IndexOf(..)) => {
            format!("NodesByProperty #{slot}")
        }
        Operator::Start(slot, NodeStart::Prefix(..)) => format!("NodesByPrefix #{slot}"),
        Operator::CountPattern(pattern) => {
            let steps: Vec<String> = pattern.steps.iter().map(count_step).collect();
            format!("CountPattern {}", steps.join(", "))
        }
        Operator::BoundNode(slot) => format!("BoundNode #{slot}"),
        Operator::Expand(expand) => {
            let into = if expand.to_bound {
                "ExpandInto"
            } else {
                "Expand"
            };
            format!(
                "{into} #{} -{:?}-> #{}",
                expand.from, expand.direction, expand.to
            )
        }
        Operator::ScanRelationships {
            start, end, times, ..
        } => {
            let of_times = if times.is_empty() {
                ""
            } else {
                ", of a span of time"
            };
            format!("Relationships #{start} -> #{end}{of_times}")
        }
        Operator::ExpandVariable(expand) => {
            let step = &expand.step;
            format!(
                "ExpandVariable #{} -{:?}*-> #{}",
                step.from, step.direction, step.to
            )
        }
        Operator::ShortestPath(shortest) => format!(
            "ShortestPath #{} -> #{}",
            shortest.step.from, shortest.step.to
        ),
        Operator::Degree { from, .. } => format!("Degree #{from}"),
        Operator::TypeCounts { .. } => String::from("TypeCounts"),
        Operator::BuildPath(slot, _) => format!("Path #{slot}"),
        Operator::Filter(_) => String::from("Filter"),
        Operator::Project(items) => format!("Project {}", items.len()),
        Operator::Unwind(slot, _) => format!("Unwind #{slot}"),
        Operator::Optional { .. } => String::from("Optional"),
        Operator::Distinct(_) => String::from("Distinct"),
        Operator::Skip(_) => String::from("Skip"),
        Operator::Limit(_) => String::from("Limit"),
        Operator::Call { procedure, .. } => format!("Call {procedure}"),
    }
}

fn count_step(step: &CountStep) -> String {
    let bind = match &step.bind {
        Bind::Nodes(slot, _) => format!("nodes #{slot}"),
        Bind::Relationships { start, end, .. } => format!("relationships #{start} -> #{end}"),
        Bind::Step(step) => format!("#{} -{:?}-> #{}", step.from, step.direction, step.to),
        Bind::Into(step) => format!("between #{} and #{}", step.from, step.to),
        Bind::Reach { step, .. } => {
            format!("#{} -{:?}*-> #{}", step.from, step.direction, step.to)
        }
    };
    match step.tests.len() {
        0 => bind,
        count => format!("{bind} with {count} tests"),
    }
}
