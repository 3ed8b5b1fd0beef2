//! Patterns: what they bind, and what is left to do. Conditions are asked as soon as what they need is bound.

use super::Planner;
use crate::graph::view::{Direction, LabelId, TypeId};
use crate::query::ast::{
    self, Expression, ExpressionKind, LabelExpression, Match, NodePattern, PathPattern,
    PathSelector,
};
use crate::query::ast::{BinaryOperator, RelationshipPattern};
use crate::query::plan::{Compiled, Operator, PathElement, ShortestSelector, Slot};
use crate::query::runtime_error::{Evaluation, RuntimeError};

use super::expression::single_stage;

pub(super) struct Edge {
    pub(super) left: Slot,
    pub(super) right: Slot,
    pub(super) slot: Slot,
    pub(super) is_bound: bool,
    pub(super) direction: Direction,
    pub(super) types: Option<Vec<TypeId>>,
    pub(super) bounds: Option<(u64, u64)>,
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
    pub(super) nodes: Vec<Slot>,
    pub(super) labels: Vec<(Slot, LabelId)>,
    pub(super) conditions: Vec<Compiled>,
    pub(super) paths: Vec<(Slot, Vec<PathElement>)>,
    /// What the pattern binds and has not bound yet.
    pub(super) pending: Vec<Slot>,
    pub(super) done: Vec<(Slot, Option<Vec<TypeId>>)>,
    /// A graph without such a label has no such node.
    pub(super) impossible: bool,
}

impl Work {
    pub(super) fn is_ready(&self, slots: &[Slot]) -> bool {
        slots.iter().all(|slot| !self.pending.contains(slot))
    }

    pub(super) fn bind(&mut self, slot: Slot) {
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
}

fn direction(direction: ast::Direction) -> Direction {
    match direction {
        ast::Direction::Outgoing => Direction::Outgoing,
        ast::Direction::Incoming => Direction::Incoming,
        ast::Direction::Either => Direction::Both,
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
