//! Operators → steps over tables, where each of them and each condition has such a form.

use super::apart::tell_apart;
use crate::graph::frozen::{FrozenGraph, PropertyColumn};
use crate::graph::view::{Direction, GraphView, LabelId, TypeId};
use crate::query::ast::{BinaryOperator, ComparisonOperator};
use crate::query::plan::expression::LabelTest;
use crate::query::plan::{
    Bind, Compiled, CountExpand, CountStep, CountTest, Expand, NodeStart, Operator, PropertyOf,
    Slot,
};
use crate::value::Value;

/// Steps, and which slots they bind.
#[derive(Default)]
pub(super) struct Lowered {
    pub(super) steps: Vec<CountStep>,
    pub(super) nodes: Vec<Slot>,
    pub(super) relationships: Vec<Slot>,
    /// Pairs of nodes that cannot be one: the ends of a relationship in a graph without loops.
    pub(super) unequal: Vec<(Slot, Slot)>,
    /// Start and end of each relationship whose direction is known.
    pub(super) ends: Vec<(Slot, (Slot, Slot))>,
    /// Of which types each relationship is.
    pub(super) types: Vec<(Slot, Option<Vec<TypeId>>)>,
}

impl Lowered {
    pub(super) fn is_node(&self, slot: Slot) -> bool {
        self.nodes.contains(&slot)
    }

    pub(super) fn binds(&self, slot: Slot) -> bool {
        self.is_node(slot) || self.relationships.contains(&slot)
    }

    pub(super) fn slots(&self) -> impl Iterator<Item = Slot> {
        self.nodes.iter().chain(&self.relationships).copied()
    }
}

/// The steps of a pattern; `None` if something in it has no such form.
pub(super) fn lower(operators: &[Operator], graph: &FrozenGraph) -> Option<Lowered> {
    let mut lowered = Lowered::default();
    let mut different: Vec<(Slot, Slot)> = Vec::new();
    for operator in operators {
        match operator {
            Operator::Start(slot, start) => {
                match start {
                    NodeStart::Index(_, Compiled::Constant(Value::String(_)))
                    | NodeStart::All
                    | NodeStart::Label(_) => {}
                    NodeStart::Index(..) | NodeStart::IndexOf(..) | NodeStart::Prefix(..) => {
                        return None;
                    }
                }
                lowered.nodes.push(*slot);
                lowered.push(Bind::Nodes(*slot, start.clone()));
            }
            Operator::Expand(expand) => lower_expand(expand, graph, &mut lowered, &mut different)?,
            Operator::ExpandVariable(expand) if expand.distinct_ends => {
                lowered.nodes.push(expand.step.to);
                lowered.push(Bind::Reach {
                    step: step_of(&expand.step),
                    with_start: expand.minimum == 0,
                    maximum: expand.maximum,
                });
            }
            Operator::Filter(condition) => lower_condition(condition, graph, &mut lowered)?,
            _ => return None,
        }
    }
    if lowered.steps.is_empty() {
        return None;
    }
    tell_apart(&mut lowered, different);
    scan_first(&mut lowered, graph);
    mark_read_relationships(&mut lowered);
    Some(lowered)
}

impl Lowered {
    fn push(&mut self, bind: Bind) {
        self.steps.push(CountStep {
            bind,
            tests: Vec::new(),
        });
    }

    /// The step between two bound nodes, from the one that was bound first, and stays the same for longer.
    fn starting_earlier(&self, step: CountExpand) -> CountExpand {
        let bound_at = |slot: Slot| self.steps.iter().position(|own| binds(&own.bind, slot));
        if bound_at(step.from) <= bound_at(step.to) {
            return step;
        }
        CountExpand {
            from: step.to,
            to: step.from,
            direction: match step.direction {
                Direction::Outgoing => Direction::Incoming,
                Direction::Incoming => Direction::Outgoing,
                Direction::Both => Direction::Both,
            },
            ..step
        }
    }

    /// Adds a test where the last of its registers is bound.
    pub(super) fn test(&mut self, test: CountTest) {
        let mut at = 0;
        test.visit_slots(&mut |slot| {
            let step = self.steps.iter().position(|step| binds(&step.bind, slot));
            at = at.max(step.unwrap_or_default());
        });
        self.steps[at].tests.push(test);
    }
}

fn binds(bind: &Bind, slot: Slot) -> bool {
    match bind {
        Bind::Nodes(node, _) => *node == slot,
        Bind::Relationships {
            start,
            relationship,
            end,
            ..
        } => [*start, *relationship, *end].contains(&slot),
        Bind::Step(step) | Bind::Reach { step, .. } => step.to == slot || step.relationship == slot,
        Bind::Into(step) => step.relationship == slot,
    }
}

fn step_of(expand: &Expand) -> CountExpand {
    CountExpand {
        from: expand.from,
        relationship: expand.relationship,
        to: expand.to,
        direction: expand.direction,
        types: expand.types.clone(),
        needs_relationship: false,
        taken: Vec::new(),
    }
}

fn lower_expand(
    expand: &Expand,
    graph: &FrozenGraph,
    lowered: &mut Lowered,
    different: &mut Vec<(Slot, Slot)>,
) -> Option<()> {
    // A list of relationships that are used already cannot be in a register.
    let are_single = expand
        .different
        .iter()
        .all(|slot| lowered.relationships.contains(slot));
    if expand.relationship_bound || !are_single || !lowered.is_node(expand.from) {
        return None;
    }
    let step = step_of(expand);
    if expand.to_bound {
        if expand.direction == Direction::Both || !lowered.is_node(expand.to) {
            return None;
        }
        lowered.push(Bind::Into(lowered.starting_earlier(step)));
    } else {
        lowered.nodes.push(expand.to);
        lowered.push(Bind::Step(step));
    }
    lowered.relationships.push(expand.relationship);
    lowered
        .types
        .push((expand.relationship, expand.types.clone()));
    if graph.loop_count() == 0 {
        lowered.unequal.push((expand.from, expand.to));
    }
    let ends = match expand.direction {
        Direction::Outgoing => Some((expand.from, expand.to)),
        Direction::Incoming => Some((expand.to, expand.from)),
        Direction::Both => None,
    };
    lowered
        .ends
        .extend(ends.map(|ends| (expand.relationship, ends)));
    different.extend(
        expand
            .different
            .iter()
            .map(|other| (expand.relationship, *other)),
    );
    Some(())
}

/// Many nodes and then a step over rarer relationships: those are looked at instead.
fn scan_first(lowered: &mut Lowered, graph: &FrozenGraph) {
    let [first, second, ..] = lowered.steps.as_slice() else {
        return;
    };
    let (Bind::Nodes(node, start), Bind::Step(step)) = (&first.bind, &second.bind) else {
        return;
    };
    if step.from != *node || step.direction == Direction::Both {
        return;
    }
    let candidates = match start {
        NodeStart::All => graph.node_count(),
        NodeStart::Label(Some(label)) => graph.label_count(*label),
        NodeStart::Index(key, _) => graph.nodes_of_one_value(*key),
        NodeStart::IndexOf(key, texts) => {
            graph.nodes_of_one_value(*key).saturating_mul(texts.len())
        }
        NodeStart::Label(None) | NodeStart::Prefix(..) => 0,
    };
    let count = |types: &Vec<_>| {
        types
            .iter()
            .map(|own| graph.type_count(*own))
            .sum::<usize>()
    };
    let relationships = step
        .types
        .as_ref()
        .map_or(graph.relationship_count(), count);
    // All nodes with all of their relationships are all relationships, in any number.
    let is_everything = matches!(start, NodeStart::All) && step.types.is_none();
    let has_tests = !first.tests.is_empty() || !second.tests.is_empty();
    if relationships >= candidates && !(is_everything && has_tests) {
        return;
    }
    let (start_slot, end) = match step.direction {
        Direction::Incoming => (step.to, step.from),
        _ => (step.from, step.to),
    };
    let bind = Bind::Relationships {
        start: start_slot,
        relationship: step.relationship,
        end,
        types: step.types.clone(),
    };
    let kept = match start {
        NodeStart::Label(Some(label)) => Some(CountTest::Label(*node, *label)),
        NodeStart::Index(key, Compiled::Constant(Value::String(text))) => Some(CountTest::Text(
            PropertyOf {
                slot: *node,
                is_relationship: false,
                key: *key,
            },
            ComparisonOperator::Equal,
            text.clone(),
        )),
        _ => None,
    };
    let mut tests: Vec<CountTest> = kept.into_iter().collect();
    tests.extend(first.tests.iter().chain(&second.tests).cloned());
    lowered.steps.splice(0..2, [CountStep { bind, tests }]);
}

fn mark_read_relationships(lowered: &mut Lowered) {
    let tests: Vec<CountTest> = lowered
        .steps
        .iter()
        .flat_map(|step| step.tests.iter().cloned())
        .collect();
    for step in &mut lowered.steps {
        if let Bind::Step(step) | Bind::Into(step) = &mut step.bind {
            step.needs_relationship = tests
                .iter()
                .any(|test| test.reads_relationship(step.relationship));
        }
    }
}

fn lower_condition(condition: &Compiled, graph: &FrozenGraph, lowered: &mut Lowered) -> Option<()> {
    match condition {
        Compiled::And(parts) => {
            for part in parts {
                lower_condition(part, graph, lowered)?;
            }
        }
        Compiled::HasLabels(subject, LabelTest::Name(Some(label), _)) => {
            let Compiled::Slot(slot) = **subject else {
                return None;
            };
            if !lowered.is_node(slot) {
                return None;
            }
            lowered.test(CountTest::Label(slot, LabelId(label.0)));
        }
        Compiled::Compare(operator, left, right) => {
            let test = comparison(*operator, left, right, graph, lowered)
                .or_else(|| comparison(mirrored(*operator), right, left, graph, lowered))?;
            lowered.test(test);
        }
        Compiled::Binary(operator, left, right) => {
            lowered.test(text_test(*operator, left, right, graph, lowered)?);
        }
        _ => return None,
    }
    Some(())
}

/// What conditions ask of a time of a relationship, where relationships lie in the order of it.
pub(in crate::query::optimizer) fn conditions_on_times(
    relationship: Slot,
    conditions: &[&Compiled],
    graph: &FrozenGraph,
) -> Vec<CountTest> {
    let mut lowered = Lowered {
        relationships: vec![relationship],
        ..Lowered::default()
    };
    lowered.push(Bind::Relationships {
        start: relationship,
        relationship,
        end: relationship,
        types: None,
    });
    for condition in conditions {
        // Of what has no such form, the parts that do must hold all the same.
        let _ = lower_condition(condition, graph, &mut lowered);
    }
    let tests = lowered.steps.swap_remove(0).tests.into_iter();
    let is_of_time = |test: &CountTest| match test {
        CountTest::Text(property, ..) | CountTest::Prefix(property, _) => {
            graph.times(property.key).is_some()
        }
        _ => false,
    };
    tests.filter(is_of_time).collect()
}

/// The operator with its sides exchanged.
fn mirrored(operator: ComparisonOperator) -> ComparisonOperator {
    match operator {
        ComparisonOperator::Less => ComparisonOperator::Greater,
        ComparisonOperator::LessOrEqual => ComparisonOperator::GreaterOrEqual,
        ComparisonOperator::Greater => ComparisonOperator::Less,
        ComparisonOperator::GreaterOrEqual => ComparisonOperator::LessOrEqual,
        same => same,
    }
}

fn comparison(
    operator: ComparisonOperator,
    left: &Compiled,
    right: &Compiled,
    graph: &FrozenGraph,
    lowered: &Lowered,
) -> Option<CountTest> {
    let equality = match operator {
        ComparisonOperator::Equal => Some(true),
        ComparisonOperator::NotEqual => Some(false),
        _ => None,
    };
    if let (Compiled::Slot(left), Compiled::Slot(right), Some(equal)) = (left, right, equality) {
        let are_nodes = lowered.is_node(*left) && lowered.is_node(*right);
        return are_nodes.then_some(CountTest::SameNode(*left, *right, equal));
    }
    let property = property_of(left, lowered)?;
    let column = column(property, graph)?;
    match (column, right) {
        (column, Compiled::Property { .. }) => {
            let other = property_of(right, lowered)?;
            let is_unique = !property.is_relationship
                && other.key == property.key
                && !other.is_relationship
                && column.is_unique(graph.node_count());
            let equal = equality.filter(|_| is_unique)?;
            Some(CountTest::SameNode(property.slot, other.slot, equal))
        }
        (PropertyColumn::Texts(_), Compiled::Constant(Value::String(text))) => {
            Some(CountTest::Text(property, operator, text.clone()))
        }
        (
            PropertyColumn::Small(_) | PropertyColumn::Integers(_),
            Compiled::Constant(Value::Integer(number)),
        ) => Some(CountTest::Integer(property, operator, *number)),
        (
            PropertyColumn::Floats(_) | PropertyColumn::FewFloats(_),
            Compiled::Constant(Value::Float(number)),
        ) => Some(CountTest::Float(property, operator, *number)),
        // Small whole numbers have a float of their own.
        (
            PropertyColumn::Floats(_) | PropertyColumn::FewFloats(_),
            Compiled::Constant(Value::Integer(number)),
        ) if number.unsigned_abs() < 1 << 53 => {
            Some(CountTest::Float(property, operator, *number as f64))
        }
        _ => None,
    }
}

fn text_test(
    operator: BinaryOperator,
    left: &Compiled,
    right: &Compiled,
    graph: &FrozenGraph,
    lowered: &Lowered,
) -> Option<CountTest> {
    let Compiled::Constant(Value::String(text)) = right else {
        return None;
    };
    let (subject, is_folded) = match left {
        Compiled::Call(function, arguments) if matches!(function.name, "toLower" | "lower") => {
            (arguments.first()?, true)
        }
        subject => (subject, false),
    };
    let property = property_of(subject, lowered)?;
    if !matches!(column(property, graph)?, PropertyColumn::Texts(_)) {
        return None;
    }
    match operator {
        BinaryOperator::StartsWith if !is_folded => Some(CountTest::Prefix(property, text.clone())),
        BinaryOperator::Contains => Some(CountTest::Contains(property, text.clone(), is_folded)),
        _ => None,
    }
}

fn property_of(expression: &Compiled, lowered: &Lowered) -> Option<PropertyOf> {
    let Compiled::Property {
        subject,
        id: Some(key),
        ..
    } = expression
    else {
        return None;
    };
    let Compiled::Slot(slot) = **subject else {
        return None;
    };
    lowered.binds(slot).then(|| PropertyOf {
        slot,
        is_relationship: !lowered.is_node(slot),
        key: *key,
    })
}

fn column(property: PropertyOf, graph: &FrozenGraph) -> Option<&PropertyColumn> {
    if property.is_relationship {
        graph.relationship_column(property.key)
    } else {
        graph.node_column(property.key)
    }
}
