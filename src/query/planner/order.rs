//! Which node of a pattern is looked for first, and in which order its relationships are walked.
//!
//! Without the optimizer the order is that of the text. With it, the start is the node with the fewest candidates
//! (an index, then the rarest label), and the next step is always one between bound nodes, or else the one over the
//! rarest type.

use super::Planner;
use super::pattern::{Edge, Work};
use crate::graph::view::{Direction, TypeId};
use crate::query::ast::ComparisonOperator;
use crate::query::plan::{
    Compiled, Expand, ExpandVariable, NodeStart, Operator, ShortestPath, Slot,
};

impl Planner<'_> {
    /// Adds one step, or a node to start from.
    pub(super) fn next_step(&mut self, work: &mut Work, operators: &mut Vec<Operator>) {
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
        if work.impossible {
            return (NodeStart::Label(None), 0);
        }
        let conditions = work.conditions.iter().filter(|_| self.optimize);
        let indexed = conditions
            .filter_map(|condition| self.index(node, condition, work))
            .min_by_key(|(_, candidates)| *candidates);
        let labelled = self.labelled(node, work);
        match indexed {
            // A long list of names is worse than a rare label.
            Some((NodeStart::IndexOf(..), candidates)) if candidates > labelled.1 => labelled,
            Some(found) => found,
            None => labelled,
        }
    }

    fn labelled(&self, node: Slot, work: &Work) -> (NodeStart, usize) {
        let graph = self.vocabulary.graph();
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

    /// `node.key = value` or `node.key IN ['x', 'y']` where the graph has an index of the key and the value is known by then.
    fn index(&self, node: Slot, condition: &Compiled, work: &Work) -> Option<(NodeStart, usize)> {
        let graph = self.vocabulary.graph();
        if let Compiled::OneOf(property, texts) = condition {
            let key = property
                .property_of(node)
                .filter(|key| graph.has_index(*key))?;
            let candidates = graph.nodes_of_one_value(key).saturating_mul(texts.len());
            return Some((NodeStart::IndexOf(key, texts.clone()), candidates));
        }
        let Compiled::Compare(ComparisonOperator::Equal, left, right) = condition else {
            return None;
        };
        [(left, right), (right, left)]
            .into_iter()
            .find_map(|(property, value)| {
                let key = property.property_of(node)?;
                let usable = graph.has_index(key) && work.is_ready(&value.slots());
                usable.then(|| {
                    let start = NodeStart::Index(key, (**value).clone());
                    (start, graph.nodes_of_one_value(key))
                })
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

fn flip(direction: Direction) -> Direction {
    match direction {
        Direction::Outgoing => Direction::Incoming,
        Direction::Incoming => Direction::Outgoing,
        Direction::Both => Direction::Both,
    }
}
