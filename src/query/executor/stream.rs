//! A row through the operators of a stage.

use std::cell::{Cell, RefCell};

use rustc_hash::FxHashSet;

use super::memory::of_value;
use super::{Context, Row};
use crate::graph::frozen::PropertyColumn;
use crate::query::plan::{Compiled, NodeStart, Operator, PathElement, Slot};
use crate::query::runtime_error::{Evaluation, RuntimeError, RuntimeErrorKind};
use crate::value::grouping::GroupKey;
use crate::value::{NodeId, Path, Value};

/// What takes a row at the end; false when no more are wanted.
pub(super) type Sink<'s> = &'s mut dyn FnMut(&mut Row) -> Evaluation<bool>;

/// What an operator remembers between rows.
#[derive(Default)]
pub(super) struct State {
    count: Cell<u64>,
    bound: Cell<Option<u64>>,
    seen: RefCell<FxHashSet<Vec<GroupKey>>>,
}

/// One state for each operator, or none at all if no operator remembers anything.
pub(super) fn states(operators: &[Operator]) -> Vec<State> {
    let remembers = |operator: &Operator| {
        matches!(
            operator,
            Operator::Distinct(_) | Operator::Skip(_) | Operator::Limit(_)
        )
    };
    if operators.iter().any(remembers) {
        operators.iter().map(|_| State::default()).collect()
    } else {
        Vec::new()
    }
}

/// Sends `row` through `operators` into `sink`; false when no more rows are wanted.
pub(super) fn stream(
    operators: &[Operator],
    states: &[State],
    row: &mut Row,
    context: &Context<'_>,
    sink: Sink<'_>,
) -> Evaluation<bool> {
    let Some((operator, rest)) = operators.split_first() else {
        return sink(row);
    };
    context.tick()?;
    let rest_states = states.get(1..).unwrap_or_default();
    let mut next = |row: &mut Row| {
        if let Some(profile) = context.profile {
            profile.count(operator);
        }
        stream(rest, rest_states, row, context, &mut *sink)
    };
    match operator {
        Operator::Filter(condition) => {
            if condition.holds(row, context)? {
                return next(row);
            }
            Ok(true)
        }
        Operator::Expand(expand) => super::expand::expand(expand, row, context, &mut next),
        Operator::Project(items) => {
            for (slot, value) in items {
                row[*slot] = value.evaluate(row, context)?;
            }
            next(row)
        }
        Operator::Start(slot, start) => start_nodes(*slot, start, row, context, &mut next),
        Operator::BoundNode(slot) => match row[*slot] {
            Value::Node(_) => next(row),
            _ => Ok(true),
        },
        Operator::ScanRelationships { .. } => {
            super::expand::scan_relationships(operator, row, context, &mut next)
        }
        Operator::Degree {
            from,
            direction,
            types,
            weight,
        } => {
            let Value::Node(node) = row[*from] else {
                return Ok(true);
            };
            let degree = context
                .environment
                .graph
                .degree(node, *direction, types.as_deref());
            if degree == 0 {
                return Ok(true);
            }
            row[*weight] = Value::Integer(degree as i64);
            next(row)
        }
        Operator::TypeCounts {
            name,
            weight,
            types,
        } => {
            let graph = context.environment.graph;
            for relationship_type in types.clone().unwrap_or_else(|| graph.types()) {
                let count = graph.type_count(relationship_type);
                if count == 0 {
                    continue;
                }
                row[*name] = graph.type_name(relationship_type).into();
                row[*weight] = Value::Integer(count as i64);
                if !next(row)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Operator::CountPattern(pattern) => super::count::count(pattern, row, context, &mut next),
        Operator::ExpandVariable(expand) => {
            super::variable_length::expand(expand, row, context, &mut next)
        }
        Operator::ShortestPath(shortest) => {
            super::shortest_path::find(shortest, row, context, &mut next)
        }
        Operator::BuildPath(slot, elements) => {
            row[*slot] = build_path(elements, row, context);
            next(row)
        }
        Operator::Unwind(slot, list) => {
            let list = list.evaluate(row, context)?;
            let values = match &list {
                Value::Null => return Ok(true),
                Value::List(values) => values.as_slice(),
                other => std::slice::from_ref(other),
            };
            for value in values {
                row[*slot] = value.clone();
                if !next(row)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Operator::Optional { inner, binds } => {
            let mut matched = false;
            let operators = &inner.stages[0].operators;
            let goes_on = stream(operators, &[], row, context, &mut |row| {
                matched = true;
                next(row)
            })?;
            if matched {
                return Ok(goes_on);
            }
            for slot in binds {
                row[*slot] = Value::Null;
            }
            next(row)
        }
        Operator::Distinct(slots) => {
            let key = slots
                .iter()
                .map(|slot| GroupKey(row[*slot].clone()))
                .collect();
            let bytes = slots.iter().map(|slot| of_value(&row[*slot])).sum();
            if states[0].seen.borrow_mut().insert(key) {
                context.memory.hold(bytes)?;
                next(row)
            } else {
                Ok(true)
            }
        }
        Operator::Skip(count) => {
            let bound = bound(&states[0], count, "SKIP", row, context)?;
            if states[0].count.get() < bound {
                states[0].count.set(states[0].count.get() + 1);
                return Ok(true);
            }
            next(row)
        }
        Operator::Limit(count) => {
            let bound = bound(&states[0], count, "LIMIT", row, context)?;
            let passed = states[0].count.get() + 1;
            if passed > bound {
                return Ok(false);
            }
            states[0].count.set(passed);
            Ok(next(row)? && passed < bound)
        }
        Operator::Call { .. } => super::call::call(operator, row, context, &mut next),
    }
}

fn bound(
    state: &State,
    count: &Compiled,
    clause: &str,
    row: &mut Row,
    context: &Context<'_>,
) -> Evaluation<u64> {
    if let Some(bound) = state.bound.get() {
        return Ok(bound);
    }
    let bound = row_count(count, clause, row, context)?;
    state.bound.set(Some(bound));
    Ok(bound)
}

/// The number behind `SKIP` or `LIMIT`.
pub(super) fn row_count(
    count: &Compiled,
    clause: &str,
    row: &mut Row,
    context: &Context<'_>,
) -> Evaluation<u64> {
    match count.evaluate(row, context)? {
        Value::Integer(number) => u64::try_from(number).map_err(|_| {
            let message = format!("`{clause}` cannot be negative, and this is {number}");
            RuntimeError::new(RuntimeErrorKind::Syntax, "NegativeIntegerArgument", message)
        }),
        other => {
            let message = format!("`{clause}` takes an integer, not {}", other.type_name());
            Err(RuntimeError::new(
                RuntimeErrorKind::Syntax,
                "InvalidArgumentType",
                message,
            ))
        }
    }
}

fn start_nodes(
    slot: Slot,
    start: &NodeStart,
    row: &mut Row,
    context: &Context<'_>,
    next: Sink<'_>,
) -> Evaluation<bool> {
    let graph = context.environment.graph;
    let mut outcome = Ok(true);
    let mut visit = |node: NodeId| {
        row[slot] = Value::Node(node);
        outcome = next(row);
        matches!(outcome, Ok(true))
    };
    match start {
        NodeStart::All => graph.visit_nodes(None, &mut visit),
        NodeStart::Label(Some(label)) => graph.visit_nodes(Some(*label), &mut visit),
        NodeStart::Label(None) => {}
        NodeStart::Prefix(key, prefix) => {
            let column = graph.frozen().and_then(|frozen| frozen.node_column(*key));
            if let Some(PropertyColumn::Texts(texts)) = column {
                let mut ranks = texts.ranks_with_prefix(prefix);
                let _ = ranks.all(|rank| {
                    let nodes = texts.members(rank);
                    nodes.iter().all(|&node| visit(NodeId(node)))
                });
            }
        }
        NodeStart::IndexOf(key, texts) => {
            // In the order of the nodes, as without the index.
            let mut nodes = Vec::new();
            for text in texts.iter() {
                let text = Value::String(text.clone());
                nodes.extend(graph.nodes_by_property(*key, &text).unwrap_or_default());
            }
            nodes.sort_unstable();
            let _ = nodes.into_iter().all(visit);
        }
        NodeStart::Index(key, value) => {
            let value = value.evaluate(row, context)?;
            let indexed = graph.nodes_by_property(*key, &value);
            let mut visit = |node: NodeId| {
                row[slot] = Value::Node(node);
                outcome = next(row);
                matches!(outcome, Ok(true))
            };
            match indexed {
                Some(nodes) => {
                    let _ = nodes.into_iter().all(visit);
                }
                // Only text is indexed: other values are looked for one by one.
                None => graph.visit_nodes(None, &mut |node| {
                    let own = graph.node_property(node, *key);
                    crate::value::comparison::equals(&own, &value) != Some(true) || visit(node)
                }),
            }
        }
    }
    outcome
}

/// Follows the relationships of a list from node to node.
pub(super) fn build_path(elements: &[PathElement], row: &Row, context: &Context<'_>) -> Value {
    let mut path: Option<Path> = None;
    for element in elements {
        let (PathElement::Node(slot) | PathElement::Relationship(slot)) = *element;
        match (&row[slot], &mut path) {
            (Value::Node(node), None) => path = Some(Path::new(*node)),
            (Value::Node(_), Some(_)) => {}
            (Value::Relationship(relationship), Some(path)) => step(path, *relationship, context),
            (Value::List(relationships), Some(path)) => {
                for relationship in relationships.iter() {
                    if let Value::Relationship(relationship) = relationship {
                        step(path, *relationship, context);
                    }
                }
            }
            _ => return Value::Null,
        }
    }
    path.map_or(Value::Null, |path| Value::Path(path.into()))
}

fn step(path: &mut Path, relationship: crate::value::RelationshipId, context: &Context<'_>) {
    if let Ok(record) = crate::query::functions::entity::record(relationship, &context.environment)
    {
        let other = if record.start == path.end() {
            record.end
        } else {
            record.start
        };
        path.push(relationship, other);
    }
}
