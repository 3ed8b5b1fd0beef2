//! Which columns sum up rows, and whether what stands beside a sum has one value in each group.

use super::{CheckError, functions};
use crate::query::ast::{Expression, ExpressionKind, MapProjectionItem};
use crate::span::ByteSpan;

/// Whether a value is worked out from several rows. What stands in braces has rows of its own.
pub(crate) fn has_aggregation(expression: &Expression) -> bool {
    is_aggregation(expression) || children(expression).into_iter().any(has_aggregation)
}

/// Whether the outermost part of the expression sums up rows.
pub(crate) fn is_aggregation(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::CountStar => true,
        ExpressionKind::Function(call) => functions::aggregation_named(&call.name.name).is_some(),
        _ => false,
    }
}

/// Checks a column with an aggregation: outside of it, only constants and the columns by which the
/// rows are grouped have one value. A grouping column counts when it is a variable or a property.
pub(super) fn check_mixed(
    expression: &Expression,
    grouping: &[&Expression],
) -> Result<(), CheckError> {
    mixed(expression, grouping, &mut Vec::new())
}

fn mixed<'a>(
    expression: &'a Expression,
    grouping: &[&Expression],
    local: &mut Vec<&'a str>,
) -> Result<(), CheckError> {
    if is_aggregation(expression) || (is_simple(expression) && grouping.contains(&expression)) {
        return Ok(());
    }
    match &expression.kind {
        ExpressionKind::Variable(name) if local.contains(&name.as_str()) => Ok(()),
        ExpressionKind::Variable(_)
        | ExpressionKind::Pattern(_)
        | ExpressionKind::PatternComprehension { .. }
        | ExpressionKind::Subquery { .. } => ambiguous(expression.place.span()),
        _ => {
            let before = local.len();
            local.extend(local_variables(expression));
            let result = children(expression)
                .into_iter()
                .try_for_each(|child| mixed(child, grouping, local));
            local.truncate(before);
            result
        }
    }
}

fn ambiguous(span: ByteSpan) -> Result<(), CheckError> {
    Err(CheckError::AmbiguousAggregation { span })
}

/// `n`, `n.name`, `n.address.city`
pub(super) fn is_simple(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Variable(_) => true,
        ExpressionKind::Property { subject, .. } => is_simple(subject),
        _ => false,
    }
}

/// The variables that the expression itself brings.
fn local_variables(expression: &Expression) -> Vec<&str> {
    match &expression.kind {
        ExpressionKind::ListComprehension { variable, .. }
        | ExpressionKind::Quantified { variable, .. } => {
            vec![&variable.name]
        }
        ExpressionKind::Reduce {
            accumulator,
            variable,
            ..
        } => vec![&accumulator.name, &variable.name],
        _ => Vec::new(),
    }
}

/// The expressions directly inside, in the order written; patterns and queries are not opened.
pub(crate) fn children(expression: &Expression) -> Vec<&Expression> {
    match &expression.kind {
        ExpressionKind::Literal(_)
        | ExpressionKind::Parameter(_)
        | ExpressionKind::Variable(_)
        | ExpressionKind::CountStar
        | ExpressionKind::Pattern(_)
        | ExpressionKind::Subquery { .. } => Vec::new(),
        ExpressionKind::List(items) => items.iter().collect(),
        ExpressionKind::Map(entries) => entries.iter().map(|entry| &entry.value).collect(),
        ExpressionKind::Property { subject, .. }
        | ExpressionKind::HasLabels { subject, .. }
        | ExpressionKind::IsNull { subject, .. } => vec![subject],
        ExpressionKind::Index { subject, index } => vec![subject, index],
        ExpressionKind::Slice { subject, from, to } => std::iter::once(&**subject)
            .chain(from.as_deref())
            .chain(to.as_deref())
            .collect(),
        ExpressionKind::Unary { operand, .. } => vec![operand],
        ExpressionKind::Binary { left, right, .. } => vec![left, right],
        ExpressionKind::Comparison { first, rest } => std::iter::once(&**first)
            .chain(rest.iter().map(|(_, side)| side))
            .collect(),
        ExpressionKind::Case {
            subject,
            branches,
            otherwise,
        } => subject
            .as_deref()
            .into_iter()
            .chain(
                branches
                    .iter()
                    .flat_map(|branch| [&branch.when, &branch.then]),
            )
            .chain(otherwise.as_deref())
            .collect(),
        ExpressionKind::Function(call) => call.arguments.iter().collect(),
        ExpressionKind::ListComprehension {
            list,
            filter,
            projection,
            ..
        } => std::iter::once(&**list)
            .chain(filter.as_deref())
            .chain(projection.as_deref())
            .collect(),
        ExpressionKind::PatternComprehension {
            filter, projection, ..
        } => filter
            .as_deref()
            .into_iter()
            .chain([&**projection])
            .collect(),
        ExpressionKind::Quantified { list, filter, .. } => {
            std::iter::once(&**list).chain(filter.as_deref()).collect()
        }
        ExpressionKind::Reduce {
            initial,
            list,
            step,
            ..
        } => vec![initial, list, step],
        ExpressionKind::MapProjection { items, .. } => items
            .iter()
            .filter_map(|item| match item {
                MapProjectionItem::Entry(entry) => Some(&entry.value),
                _ => None,
            })
            .collect(),
    }
}
