//! Any number of steps: every trail (no relationship twice) within the bounds, depth first.

use super::expand::is_used;
use super::stream::Sink;
use super::{Context, Row};
use crate::graph::view::Neighbour;
use crate::query::plan::ExpandVariable;
use crate::query::runtime_error::Evaluation;
use crate::value::{NodeId, RelationshipId, Value};

/// One row for each trail; with `distinct_ends`, one for each node that a trail reaches.
pub(super) fn expand(
    expand: &ExpandVariable,
    row: &mut Row,
    context: &Context<'_>,
    next: Sink<'_>,
) -> Evaluation<bool> {
    let Value::Node(from) = row[expand.step.from] else {
        return Ok(true);
    };
    if expand.step.relationship_bound {
        return follow(expand, from, row, context, next);
    }
    if expand.distinct_ends {
        return reach(expand, from, row, context, next);
    }
    let mut trail: Vec<RelationshipId> = Vec::new();
    let mut levels: Vec<std::vec::IntoIter<Neighbour>> = Vec::new();
    if expand.minimum == 0 && !emit(expand, from, &trail, row, next)? {
        return Ok(false);
    }
    if expand.maximum > 0 {
        levels.push(steps(expand, from, row, context)?);
    }
    while let Some(level) = levels.last_mut() {
        context.tick()?;
        let Some(step) = level.next() else {
            levels.pop();
            trail.pop();
            continue;
        };
        if trail.contains(&step.relationship) {
            continue;
        }
        trail.push(step.relationship);
        let length = trail.len() as u64;
        if length >= expand.minimum && !emit(expand, step.node, &trail, row, next)? {
            return Ok(false);
        }
        if length < expand.maximum {
            levels.push(steps(expand, step.node, row, context)?);
        } else {
            trail.pop();
        }
    }
    Ok(true)
}

/// The steps from a node that fulfil the step's own conditions.
pub(super) fn steps(
    expand: &ExpandVariable,
    node: NodeId,
    row: &mut Row,
    context: &Context<'_>,
) -> Evaluation<std::vec::IntoIter<Neighbour>> {
    let mut found = Vec::new();
    let step = &expand.step;
    context.environment.graph.visit_neighbours(
        node,
        step.direction,
        step.types.as_deref(),
        &mut |neighbour| {
            if !is_used(&step.different, neighbour.relationship, row) {
                found.push(neighbour);
            }
            true
        },
    );
    if let Some((slot, filter)) = &expand.filter {
        let mut kept = Vec::new();
        for neighbour in found {
            row[*slot] = Value::Relationship(neighbour.relationship);
            if filter.holds(row, context)? {
                kept.push(neighbour);
            }
        }
        return Ok(kept.into_iter());
    }
    Ok(found.into_iter())
}

fn emit(
    expand: &ExpandVariable,
    node: NodeId,
    trail: &[RelationshipId],
    row: &mut Row,
    next: Sink<'_>,
) -> Evaluation<bool> {
    let step = &expand.step;
    if step.to_bound {
        if row[step.to] != Value::Node(node) {
            return Ok(true);
        }
    } else {
        row[step.to] = Value::Node(node);
    }
    if step.needs_relationship {
        let relationships = trail.iter().copied().map(Value::Relationship);
        row[step.relationship] = if expand.reversed {
            Value::list(relationships.rev().collect())
        } else {
            Value::list(relationships.collect())
        };
    }
    next(row)
}

/// Breadth first, each node once: only which nodes are reached is wanted, not how.
fn reach(
    expand: &ExpandVariable,
    from: NodeId,
    row: &mut Row,
    context: &Context<'_>,
    next: Sink<'_>,
) -> Evaluation<bool> {
    let graph = context.environment.graph;
    let step = &expand.step;
    let mut seen = vec![false; graph.node_bound()];
    if expand.minimum == 0 {
        seen[from.0 as usize] = true;
        if !emit(expand, from, &[], row, next)? {
            return Ok(false);
        }
    }
    let (mut frontier, mut following) = (vec![from], Vec::new());
    let mut length = 0;
    while !frontier.is_empty() && length < expand.maximum {
        length += 1;
        for &node in &frontier {
            context.tick()?;
            graph.visit_neighbours(
                node,
                step.direction,
                step.types.as_deref(),
                &mut |neighbour| {
                    let seen = &mut seen[neighbour.node.0 as usize];
                    if !std::mem::replace(seen, true) {
                        following.push(neighbour.node);
                    }
                    true
                },
            );
        }
        for &node in &following {
            if !emit(expand, node, &[], row, next)? {
                return Ok(false);
            }
        }
        std::mem::swap(&mut frontier, &mut following);
        following.clear();
    }
    Ok(true)
}

/// The list of relationships is known: it must be a walk from the node.
fn follow(
    expand: &ExpandVariable,
    from: NodeId,
    row: &mut Row,
    context: &Context<'_>,
    next: Sink<'_>,
) -> Evaluation<bool> {
    let Value::List(list) = row[expand.step.relationship].clone() else {
        return Ok(true);
    };
    let length = list.len() as u64;
    if length < expand.minimum || length > expand.maximum {
        return Ok(true);
    }
    let mut node = from;
    let mut walk: Vec<&Value> = list.iter().collect();
    if expand.reversed {
        walk.reverse();
    }
    for value in walk {
        let Value::Relationship(wanted) = value else {
            return Ok(true);
        };
        let Some(step) =
            steps(expand, node, row, context)?.find(|step| step.relationship == *wanted)
        else {
            return Ok(true);
        };
        node = step.node;
    }
    if expand.step.to_bound && row[expand.step.to] != Value::Node(node) {
        return Ok(true);
    }
    row[expand.step.to] = Value::Node(node);
    next(row)
}
