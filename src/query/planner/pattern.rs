//! Patterns: which node is looked for first, and in which order the relationships are walked.
//!
//! Without the optimizer the order is that of the text. With it, the start is the node with the fewest candidates
//! (an index, then the rarest label), and the next step is always one between bound nodes, or else the one over the
//! rarest type. Conditions are asked as soon as what they need is bound.

use super::Planner;
use crate::graph::view::{Direction, LabelId, TypeId};
use crate::query::ast::{
    self, Expression, ExpressionKind, LabelExpression, Match, NodePattern, PathPattern,
    PathSelector,
};
use crate::query::ast::{BinaryOperator, ComparisonOperator, RelationshipPattern};
use crate::query::plan::{
    Compiled, Expand, ExpandVariable, NodeStart, Operator, PathElement, ShortestPath,
    ShortestSelector, Slot,
};
use crate::query::runtime_error::{Evaluation, RuntimeError};

use super::expression::single_stage;

pub(super) struct Edge {
    left: Slot,
    right: Slot,
    pub(super) slot: Slot,
    is_bound: bool,
    direction: Direction,
    types: Option<Vec<TypeId>>,
    bounds: Option<(u64, u64)>,
    pub(super) filter: Option<(Slot, Compiled)>,
    pub(super) shortest: Option<(ShortestSelector, Option<Slot>)>,
}

/// Where the parts of a pattern are.
pub(super) struct Shape {
    pub(super) nodes: Vec<Slot>,
    pub(super) first_edge: usize,
}

/// What is left to do of a pattern.
pub(super) struct Work {
    pub(super) edges: Vec<Edge>,
    /// Nodes, in the order of the text, that no step has bound yet.
    nodes: Vec<Slot>,
    pub(super) labels: Vec<(Slot, LabelId)>,
    pub(super) conditions: Vec<Compiled>,
    paths: Vec<(Slot, Vec<PathElement>)>,
    /// What the pattern binds and has not bound yet.
    pending: Vec<Slot>,
    done: Vec<(Slot, Option<Vec<TypeId>>)>,
    /// A graph without such a label has no such node.
    pub(super) impossible: bool,
}

impl Work {
    fn is_ready(&self, slots: &[Slot]) -> bool {
        slots.iter().all(|slot| !self.pending.contains(slot))
    }

    fn bind(&mut self, slot: Slot) {
        self.pending.retain(|pending| *pending != slot);
        self.nodes.retain(|node| *node != slot);
    }

    fn flush(&mut self, operators: &mut Vec<Operator>) {
        let paths = std::mem::take(&mut self.paths);
        for (slot, elements) in paths {
            let needs: Vec<Slot> = elements
                .iter()
                .map(|element| match element {
                    PathElement::Node(slot) | PathElement::Relationship(slot) => *slot,
                })
                .collect();
            if self.is_ready(&needs) {
                operators.push(Operator::BuildPath(slot, elements));
                self.bind(slot);
            } else {
                self.paths.push((slot, elements));
            }
        }
        let conditions = std::mem::take(&mut self.conditions);
        for condition in conditions {
            if self.is_ready(&condition.slots()) {
                operators.push(Operator::Filter(condition));
            } else {
                self.conditions.push(condition);
            }
        }
    }
}

impl Planner<'_> {
    /// `MATCH`, `OPTIONAL MATCH`
    pub(super) fn match_clause(
        &mut self,
        clause: &Match,
        stages: &mut super::Stages,
    ) -> Evaluation<()> {
        if !clause.optional {
            return self.patterns(&clause.patterns, clause.filter.as_ref(), &mut stages.open);
        }
        let before = self.scope.len();
        let mut operators = Vec::new();
        self.patterns(&clause.patterns, clause.filter.as_ref(), &mut operators)?;
        let binds = self.scope[before..].iter().map(|(_, slot)| *slot).collect();
        let inner = single_stage(operators, self.width);
        stages.push(Operator::Optional { inner, binds });
        Ok(())
    }

    /// Adds what finds `patterns`; their variables come into scope.
    pub(super) fn patterns(
        &mut self,
        patterns: &[PathPattern],
        filter: Option<&Expression>,
        operators: &mut Vec<Operator>,
    ) -> Evaluation<()> {
        let mut work = Work {
            edges: Vec::new(),
            nodes: Vec::new(),
            labels: Vec::new(),
            conditions: Vec::new(),
            paths: Vec::new(),
            pending: Vec::new(),
            done: Vec::new(),
            impossible: false,
        };
        let mut shapes = Vec::new();
        for pattern in patterns {
            shapes.push(self.declare(pattern, &mut work, operators)?);
        }
        for (pattern, shape) in patterns.iter().zip(&shapes) {
            self.conditions(pattern, shape, &mut work)?;
        }
        let mut conjuncts = Vec::new();
        filter
            .into_iter()
            .for_each(|filter| split(filter, &mut conjuncts));
        for conjunct in conjuncts {
            let condition = self.expression(conjunct)?;
            work.conditions.push(condition);
        }
        work.flush(operators);
        while !work.edges.is_empty() || !work.nodes.is_empty() {
            self.next_step(&mut work, operators);
            work.flush(operators);
        }
        // What is still open reads its own variables only.
        operators.extend(work.conditions.into_iter().map(Operator::Filter));
        Ok(())
    }

    fn node_slot(
        &mut self,
        node: &NodePattern,
        work: &mut Work,
        operators: &mut Vec<Operator>,
    ) -> Slot {
        let known = node
            .variable
            .as_ref()
            .and_then(|variable| self.lookup(&variable.name));
        if let Some(slot) = known {
            if !work.pending.contains(&slot) {
                operators.push(Operator::BoundNode(slot));
            }
            return slot;
        }
        let slot = match &node.variable {
            Some(variable) => self.bind(&variable.name),
            None => self.slot(),
        };
        work.pending.push(slot);
        work.nodes.push(slot);
        slot
    }

    fn declare(
        &mut self,
        pattern: &PathPattern,
        work: &mut Work,
        operators: &mut Vec<Operator>,
    ) -> Evaluation<Shape> {
        let mut left = self.node_slot(&pattern.start, work, operators);
        let mut elements = vec![PathElement::Node(left)];
        let selector = selector(pattern.selector);
        if selector.is_some() && pattern.steps.len() != 1 {
            return Err(RuntimeError::not_supported(
                "a shortest path is found over a pattern of one step",
            ));
        }
        let mut nodes = vec![left];
        let first_edge = work.edges.len();
        for step in &pattern.steps {
            let edge = self.edge(&step.relationship, left, work);
            elements.push(PathElement::Relationship(edge.slot));
            work.edges.push(edge);
            left = self.node_slot(&step.node, work, operators);
            work.edges.last_mut().expect("just pushed").right = left;
            elements.push(PathElement::Node(left));
            nodes.push(left);
        }
        let path = pattern
            .variable
            .as_ref()
            .map(|variable| self.bind(&variable.name));
        work.pending.extend(path);
        match selector {
            Some(selector) => {
                let edge = &mut work.edges[first_edge];
                edge.shortest = Some((selector, path));
                edge.bounds = edge.bounds.or(Some((1, 1)));
            }
            None => work.paths.extend(path.map(|path| (path, elements))),
        }
        Ok(Shape { nodes, first_edge })
    }

    fn edge(&mut self, pattern: &RelationshipPattern, left: Slot, work: &mut Work) -> Edge {
        let known = pattern
            .variable
            .as_ref()
            .and_then(|variable| self.lookup(&variable.name));
        let slot = match (&pattern.variable, known) {
            (_, Some(slot)) => slot,
            (Some(variable), None) => self.bind(&variable.name),
            (None, None) => self.slot(),
        };
        if known.is_none() {
            work.pending.push(slot);
        }
        let types = pattern
            .types
            .as_ref()
            .and_then(LabelExpression::alternatives)
            .map(|names| {
                let mut types: Vec<TypeId> = names
                    .into_iter()
                    .filter_map(|name| self.vocabulary.relationship_type(&name.name))
                    .collect();
                types.sort_unstable();
                types.dedup();
                types
            });
        Edge {
            left,
            right: left,
            slot,
            is_bound: known.is_some(),
            direction: direction(pattern.direction),
            types,
            bounds: pattern
                .length
                .map(|length| (length.least(), length.maximum.unwrap_or(u64::MAX))),
            filter: None,
            shortest: None,
        }
    }

    fn next_step(&mut self, work: &mut Work, operators: &mut Vec<Operator>) {
        if let Some(at) = self.next_edge(work) {
            let edge = work.edges.remove(at);
            Self::walk(edge, work, operators);
            return;
        }
        let node = if self.optimize {
            let costs = work
                .nodes
                .iter()
                .map(|&node| (self.start(node, work).1, node));
            costs.min_by_key(|(cost, _)| *cost).map(|(_, node)| node)
        } else {
            work.edges.first().map(|edge| {
                if work.pending.contains(&edge.left) {
                    edge.left
                } else {
                    edge.right
                }
            })
        };
        let Some(node) = node.or(work.nodes.first().copied()) else {
            return;
        };
        let (start, _) = self.start(node, work);
        operators.push(Operator::Start(node, start));
        work.bind(node);
    }

    fn next_edge(&self, work: &Work) -> Option<usize> {
        let is_bound = |slot: Slot| !work.pending.contains(&slot);
        let graph = self.vocabulary.graph();
        let candidates = work
            .edges
            .iter()
            .enumerate()
            .filter(|(_, edge)| match edge.shortest {
                Some(_) => is_bound(edge.left) && is_bound(edge.right),
                None => is_bound(edge.left) || is_bound(edge.right),
            });
        if !self.optimize {
            return candidates.map(|(at, _)| at).next();
        }
        let cost = |edge: &Edge| {
            let steps = edge
                .types
                .as_ref()
                .map_or(graph.relationship_count(), |types| {
                    types
                        .iter()
                        .map(|&relationship_type| graph.type_count(relationship_type))
                        .sum()
                });
            let both = is_bound(edge.left) && is_bound(edge.right) || edge.is_bound;
            (!both, edge.bounds.is_some(), steps)
        };
        candidates
            .min_by_key(|(_, edge)| cost(edge))
            .map(|(at, _)| at)
    }

    /// Where a node is best taken from, and how many candidates that gives.
    fn start(&self, node: Slot, work: &Work) -> (NodeStart, usize) {
        let graph = self.vocabulary.graph();
        if self.optimize
            && let Some(start) = work
                .conditions
                .iter()
                .find_map(|condition| self.index(node, condition, work))
        {
            return (start, 1);
        }
        if work.impossible {
            return (NodeStart::Label(None), 0);
        }
        let labels = work
            .labels
            .iter()
            .filter(|(slot, _)| *slot == node)
            .map(|(_, label)| *label);
        match labels.min_by_key(|label| graph.label_count(*label)) {
            Some(label) => (
                NodeStart::Label(Some(label)),
                graph.label_count(label).max(1),
            ),
            None => (NodeStart::All, graph.node_count().max(1)),
        }
    }

    /// `node.key = value` where the graph has an index of the key and the value is known by then.
    fn index(&self, node: Slot, condition: &Compiled, work: &Work) -> Option<NodeStart> {
        let Compiled::Compare(ComparisonOperator::Equal, left, right) = condition else {
            return None;
        };
        [(left, right), (right, left)]
            .into_iter()
            .find_map(|(property, value)| {
                let Compiled::Property {
                    subject,
                    id: Some(key),
                    ..
                } = &**property
                else {
                    return None;
                };
                let is_it = matches!(**subject, Compiled::Slot(slot) if slot == node);
                let usable = is_it
                    && self.vocabulary.graph().has_index(*key)
                    && work.is_ready(&value.slots());
                usable.then(|| NodeStart::Index(*key, (**value).clone()))
            })
    }

    fn walk(edge: Edge, work: &mut Work, operators: &mut Vec<Operator>) {
        let forwards = !work.pending.contains(&edge.left);
        let (from, to) = if forwards {
            (edge.left, edge.right)
        } else {
            (edge.right, edge.left)
        };
        let overlaps = |types: &Option<Vec<TypeId>>| match (types, &edge.types) {
            (Some(left), Some(right)) => left.iter().any(|one| right.contains(one)),
            _ => true,
        };
        let different = work
            .done
            .iter()
            .filter(|(_, types)| overlaps(types))
            .map(|(slot, _)| *slot)
            .collect();
        let step = Expand {
            from,
            relationship: edge.slot,
            relationship_bound: edge.is_bound,
            to,
            to_bound: !work.pending.contains(&to),
            direction: if forwards {
                edge.direction
            } else {
                flip(edge.direction)
            },
            types: edge.types.clone(),
            different,
            needs_relationship: true,
        };
        work.bind(edge.slot);
        work.bind(to);
        match (edge.shortest, edge.bounds) {
            (Some((selector, path)), bounds) => {
                let (minimum, maximum) = bounds.unwrap_or((1, 1));
                operators.push(Operator::ShortestPath(Box::new(ShortestPath {
                    step,
                    minimum,
                    maximum,
                    filter: edge.filter,
                    selector,
                    path,
                })));
                path.into_iter().for_each(|path| work.bind(path));
            }
            (None, Some((minimum, maximum))) => {
                work.done.push((edge.slot, edge.types));
                operators.push(Operator::ExpandVariable(Box::new(ExpandVariable {
                    step,
                    minimum,
                    maximum,
                    filter: edge.filter,
                    reversed: !forwards,
                    distinct_ends: false,
                })));
            }
            (None, None) => {
                work.done.push((edge.slot, edge.types));
                operators.push(Operator::Expand(step));
            }
        }
    }
}

fn direction(direction: ast::Direction) -> Direction {
    match direction {
        ast::Direction::Outgoing => Direction::Outgoing,
        ast::Direction::Incoming => Direction::Incoming,
        ast::Direction::Either => Direction::Both,
    }
}

fn flip(direction: Direction) -> Direction {
    match direction {
        Direction::Outgoing => Direction::Incoming,
        Direction::Incoming => Direction::Outgoing,
        Direction::Both => Direction::Both,
    }
}

fn selector(selector: PathSelector) -> Option<ShortestSelector> {
    match selector {
        PathSelector::All => None,
        PathSelector::AnyShortest | PathSelector::ShortestPathFunction => {
            Some(ShortestSelector::Any)
        }
        PathSelector::AllShortest | PathSelector::AllShortestPathsFunction => {
            Some(ShortestSelector::All)
        }
        PathSelector::Shortest(count) => Some(ShortestSelector::Count(count)),
        PathSelector::ShortestGroups(count) => Some(ShortestSelector::Groups(count)),
    }
}

/// The parts of a condition that must all hold.
fn split<'e>(condition: &'e Expression, parts: &mut Vec<&'e Expression>) {
    match &condition.kind {
        ExpressionKind::Binary {
            operator: BinaryOperator::And,
            left,
            right,
        } => {
            split(left, parts);
            split(right, parts);
        }
        _ => parts.push(condition),
    }
}
