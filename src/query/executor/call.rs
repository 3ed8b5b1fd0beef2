//! Procedures called from a query.

use super::evaluate::evaluate_all;
use super::stream::Sink;
use super::{Context, Row};
use crate::query::plan::Operator;
use crate::query::runtime_error::Evaluation;

/// One row for each row of the procedure.
pub(super) fn call(
    operator: &Operator,
    row: &mut Row,
    context: &Context<'_>,
    next: Sink<'_>,
) -> Evaluation<bool> {
    let Operator::Call {
        procedure,
        arguments,
        outputs,
        is_void,
    } = operator
    else {
        return Ok(true);
    };
    let arguments = evaluate_all(arguments, row, context)?;
    let rows = context
        .procedures
        .call(procedure, &arguments, context.environment.graph)?;
    if *is_void {
        return next(row);
    }
    for result in rows {
        for (column, slot) in outputs {
            row[*slot] = result[*column].clone();
        }
        if !next(row)? {
            return Ok(false);
        }
    }
    Ok(true)
}
