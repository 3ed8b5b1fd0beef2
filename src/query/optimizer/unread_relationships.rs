//! The list of relationships of a step of any length is built only if something reads it.

use crate::query::plan::{Branch, Operator};

pub(super) fn apply(branch: &mut Branch) {
    for stage_at in 0..branch.pipeline.stages.len() {
        for operator_at in 0..branch.pipeline.stages[stage_at].operators.len() {
            let Operator::ExpandVariable(expand) =
                &branch.pipeline.stages[stage_at].operators[operator_at]
            else {
                continue;
            };
            let is_read = super::is_read(branch, expand.step.relationship, (stage_at, operator_at));
            if let Operator::ExpandVariable(expand) =
                &mut branch.pipeline.stages[stage_at].operators[operator_at]
            {
                expand.step.needs_relationship = is_read;
            }
        }
    }
}
