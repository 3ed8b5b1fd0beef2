//! Single steps from node to node.

use super::count::members_of_span;
use super::stream::Sink;
use super::{Context, Row};
use crate::graph::view::{Direction, RelationshipRecord, TypeId};
use crate::query::plan::{Expand, Operator, Slot};
use crate::query::runtime_error::Evaluation;
use crate::value::{RelationshipId, Value};

/// One row for each step that fits.
pub(super) fn expand(
    expand: &Expand,
    row: &mut Row,
    context: &Context<'_>,
    next: Sink<'_>,
) -> Evaluation<bool> {
    let Value::Node(from) = row[expand.from] else {
        return Ok(true);
    };
    if expand.relationship_bound {
        return follow(expand, row, context, next);
    }
    let graph = context.environment.graph;
    let types = expand.types.as_deref();
    let wanted = match &row[expand.to] {
        Value::Node(node) if expand.to_bound => Some(*node),
        _ if expand.to_bound => return Ok(true),
        _ => None,
    };
    // The untyped degree is read off every view; the typed one may have to be counted.
    if let Some(wanted) = wanted
        && graph.degree(wanted, reverse(expand.direction), None)
            < graph.degree(from, expand.direction, None)
    {
        return expand_backwards(expand, row, context, next);
    }
    let mut outcome = Ok(true);
    graph.visit_neighbours(from, expand.direction, types, &mut |step| {
        if wanted.is_some_and(|wanted| wanted != step.node)
            || is_used(&expand.different, step.relationship, row)
        {
            return true;
        }
        row[expand.relationship] = Value::Relationship(step.relationship);
        if wanted.is_none() {
            row[expand.to] = Value::Node(step.node);
        }
        outcome = next(row);
        matches!(outcome, Ok(true))
    });
    outcome
}

/// Between two bound nodes: from the one with fewer relationships.
fn expand_backwards(
    expand: &Expand,
    row: &mut Row,
    context: &Context<'_>,
    next: Sink<'_>,
) -> Evaluation<bool> {
    let (Value::Node(from), Value::Node(to)) = (&row[expand.from], &row[expand.to]) else {
        return Ok(true);
    };
    let (from, to) = (*from, *to);
    let mut outcome = Ok(true);
    context.environment.graph.visit_neighbours(
        to,
        reverse(expand.direction),
        expand.types.as_deref(),
        &mut |step| {
            if step.node != from || is_used(&expand.different, step.relationship, row) {
                return true;
            }
            row[expand.relationship] = Value::Relationship(step.relationship);
            outcome = next(row);
            matches!(outcome, Ok(true))
        },
    );
    outcome
}

/// The other way round.
pub(super) fn reverse(direction: Direction) -> Direction {
    match direction {
        Direction::Outgoing => Direction::Incoming,
        Direction::Incoming => Direction::Outgoing,
        Direction::Both => Direction::Both,
    }
}

/// Whether a relationship is already used in this pattern.
pub(super) fn is_used(different: &[Slot], relationship: RelationshipId, row: &Row) -> bool {
    let is_it = |value: &Value| matches!(value, Value::Relationship(used) if *used == relationship);
    different.iter().any(|&slot| match &row[slot] {
        Value::List(used) => used.iter().any(is_it),
        other => is_it(other),
    })
}

/// The relationship is known: only its ends are left to be bound or checked.
fn follow(
    expand: &Expand,
    row: &mut Row,
    context: &Context<'_>,
    next: Sink<'_>,
) -> Evaluation<bool> {
    let (Value::Node(from), Value::Relationship(relationship)) =
        (&row[expand.from], &row[expand.relationship])
    else {
        return Ok(true);
    };
    let (from, relationship) = (*from, *relationship);
    let Some(record) = context.environment.graph.relationship(relationship) else {
        return Ok(true);
    };
    let wrong_type = expand
        .types
        .as_ref()
        .is_some_and(|types| !types.contains(&record.relationship_type));
    if wrong_type || is_used(&expand.different, relationship, row) {
        return Ok(true);
    }
    let forth =
        (record.start == from && expand.direction != Direction::Incoming).then_some(record.end);
    let back =
        (record.end == from && expand.direction != Direction::Outgoing).then_some(record.start);
    let Some(other) = forth.or(back) else {
        return Ok(true);
    };
    if expand.to_bound {
        return if row[expand.to] == Value::Node(other) {
            next(row)
        } else {
            Ok(true)
        };
    }
    row[expand.to] = Value::Node(other);
    next(row)
}

/// One row for each relationship of the graph, with both its ends.
pub(super) fn scan_relationships(
    operator: &Operator,
    row: &mut Row,
    context: &Context<'_>,
    next: Sink<'_>,
) -> Evaluation<bool> {
    let Operator::ScanRelationships {
        start,
        relationship,
        end,
        types,
        different,
        times,
    } = operator
    else {
        return Ok(true);
    };
    let mut outcome = Ok(true);
    let mut visit = |id: RelationshipId, record: RelationshipRecord| {
        if is_used(different, id, row) {
            return true;
        }
        row[*start] = Value::Node(record.start);
        row[*relationship] = Value::Relationship(id);
        row[*end] = Value::Node(record.end);
        outcome = next(row);
        matches!(outcome, Ok(true))
    };
    let graph = context.environment.graph;
    let frozen = graph.frozen().filter(|_| !times.is_empty());
    if let Some(numbers) = frozen.and_then(|own| members_of_span(*relationship, times, own)) {
        let mut visit_type = |wanted: Option<TypeId>| {
            let is_it = |record: &RelationshipRecord| {
                wanted.is_none_or(|wanted| wanted == record.relationship_type)
            };
            numbers.iter().all(|&number| {
                let number = RelationshipId(number);
                let record = graph.relationship(number).filter(is_it);
                record.is_none_or(|record| visit(number, record))
            })
        };
        // In the order of a scan of all.
        let _ = match types {
            None => visit_type(None),
            Some(types) => types.iter().all(|own| visit_type(Some(*own))),
        };
        return outcome;
    }
    match types {
        None => graph.visit_relationships(None, &mut visit),
        Some(types) => {
            for relationship_type in types {
                graph.visit_relationships(Some(*relationship_type), &mut visit);
            }
        }
    }
    outcome
}
