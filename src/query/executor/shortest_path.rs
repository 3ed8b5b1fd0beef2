//! Shortest paths between two bound nodes.
//!
//! One path is looked for from both ends at once, the smaller frontier first; all others are enumerated by length,
//! guided by the distance to the far end. A path from a node to itself is found only at length zero.

use rustc_hash::FxHashMap;

use super::expand::reverse;
use super::stream::Sink;
use super::variable_length::steps;
use super::{Context, Row};
use crate::query::plan::{ExpandVariable, ShortestPath, ShortestSelector};
use crate::query::runtime_error::Evaluation;
use crate::value::{NodeId, Path, RelationshipId, Value};

/// One row for each path.
pub(super) fn find(
    shortest: &ShortestPath,
    row: &mut Row,
    context: &Context<'_>,
    next: Sink<'_>,
) -> Evaluation<bool> {
    let (Value::Node(from), Value::Node(to)) = (&row[shortest.step.from], &row[shortest.step.to])
    else {
        return Ok(true);
    };
    let (from, to) = (*from, *to);
    let search = Search {
        forth: variable(shortest, false),
        back: variable(shortest, true),
        from,
        to,
    };
    let paths = if shortest.selector == ShortestSelector::Any && shortest.minimum <= 1 {
        search.any(row, context)?.into_iter().collect()
    } else {
        search.enumerate(shortest.selector, row, context)?
    };
    for path in paths {
        row[shortest.step.relationship] = Value::list(
            path.relationships()
                .iter()
                .copied()
                .map(Value::Relationship)
                .collect(),
        );
        if let Some(slot) = shortest.path {
            row[slot] = Value::Path(path.into());
        }
        if !next(row)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn variable(shortest: &ShortestPath, backwards: bool) -> ExpandVariable {
    let mut step = shortest.step.clone();
    if backwards {
        step.direction = reverse(step.direction);
    }
    ExpandVariable {
        step,
        minimum: shortest.minimum,
        maximum: shortest.maximum,
        filter: shortest.filter.clone(),
        reversed: false,
        distinct_ends: false,
    }
}

struct Search {
    forth: ExpandVariable,
    back: ExpandVariable,
    from: NodeId,
    to: NodeId,
}

/// How each node was reached: from which node, over which relationship.
type Parents = FxHashMap<NodeId, (NodeId, RelationshipId)>;

impl Search {
    fn any(&self, row: &mut Row, context: &Context<'_>) -> Evaluation<Option<Path>> {
        if self.from == self.to {
            return Ok((self.forth.minimum == 0).then(|| Path::new(self.from)));
        }
        let (mut before, mut after) = (Parents::default(), Parents::default());
        let (mut left, mut right) = (vec![self.from], vec![self.to]);
        let mut length = 0;
        while !left.is_empty() && !right.is_empty() && length < self.forth.maximum {
            length += 1;
            let forwards = left.len() <= right.len();
            let (expand, frontier, own, other, root, goal) = if forwards {
                (
                    &self.forth,
                    &mut left,
                    &mut before,
                    &after,
                    self.from,
                    self.to,
                )
            } else {
                (
                    &self.back, &mut right, &mut after, &before, self.to, self.from,
                )
            };
            let mut following = Vec::new();
            for node in std::mem::take(frontier) {
                context.tick()?;
                for step in steps(expand, node, row, context)? {
                    if step.node == root || own.contains_key(&step.node) {
                        continue;
                    }
                    own.insert(step.node, (node, step.relationship));
                    if step.node == goal || other.contains_key(&step.node) {
                        return Ok(Some(self.join(step.node, &before, &after)));
                    }
                    following.push(step.node);
                }
            }
            *frontier = following;
        }
        Ok(None)
    }

    /// The path through `meeting`.
    fn join(&self, meeting: NodeId, before: &Parents, after: &Parents) -> Path {
        let mut steps = Vec::new();
        let mut node = meeting;
        while node != self.from {
            let (parent, relationship) = before[&node];
            steps.push((relationship, node));
            node = parent;
        }
        let mut path = Path::new(self.from);
        for (relationship, node) in steps.into_iter().rev() {
            path.push(relationship, node);
        }
        let mut node = meeting;
        while node != self.to {
            let (following, relationship) = after[&node];
            path.push(relationship, following);
            node = following;
        }
        path
    }

    fn enumerate(
        &self,
        selector: ShortestSelector,
        row: &mut Row,
        context: &Context<'_>,
    ) -> Evaluation<Vec<Path>> {
        let distances = self.distances(row, context)?;
        let Some(&nearest) = distances.get(&self.from) else {
            return Ok(Vec::new());
        };
        let longest = self
            .forth
            .maximum
            .min(context.environment.graph.relationship_count() as u64);
        let (mut paths, mut groups) = (Vec::new(), 0);
        for length in nearest.max(self.forth.minimum)..=longest {
            let found_before = paths.len();
            self.of_length(length, &distances, &mut paths, row, context)?;
            groups += u64::from(paths.len() > found_before);
            let enough = match selector {
                ShortestSelector::Any | ShortestSelector::All => groups == 1,
                ShortestSelector::Count(count) => paths.len() as u64 >= count,
                ShortestSelector::Groups(count) => groups >= count,
            };
            if enough {
                break;
            }
        }
        match selector {
            ShortestSelector::Any => paths.truncate(1),
            ShortestSelector::Count(count) => paths.truncate(count as usize),
            ShortestSelector::All | ShortestSelector::Groups(_) => {}
        }
        Ok(paths)
    }

    /// How far each node is from the end, as far as paths may be long.
    fn distances(
        &self,
        row: &mut Row,
        context: &Context<'_>,
    ) -> Evaluation<FxHashMap<NodeId, u64>> {
        let mut distances = FxHashMap::from_iter([(self.to, 0)]);
        let mut frontier = vec![self.to];
        let mut length = 0;
        while !frontier.is_empty() && length < self.back.maximum {
            length += 1;
            let mut following = Vec::new();
            for node in frontier {
                context.tick()?;
                for step in steps(&self.back, node, row, context)? {
                    distances.entry(step.node).or_insert_with(|| {
                        following.push(step.node);
                        length
                    });
                }
            }
            frontier = following;
        }
        Ok(distances)
    }

    /// All trails of exactly this length.
    fn of_length(
        &self,
        length: u64,
        distances: &FxHashMap<NodeId, u64>,
        paths: &mut Vec<Path>,
        row: &mut Row,
        context: &Context<'_>,
    ) -> Evaluation<()> {
        let mut open = vec![Path::new(self.from)];
        while let Some(path) = open.pop() {
            context.tick()?;
            let left = length - path.length() as u64;
            if left == 0 {
                if path.end() == self.to {
                    paths.push(path);
                }
                continue;
            }
            for step in steps(&self.forth, path.end(), row, context)? {
                let reaches = distances
                    .get(&step.node)
                    .is_some_and(|&distance| distance < left);
                if reaches && !path.relationships().contains(&step.relationship) {
                    let mut longer = path.clone();
                    longer.push(step.relationship, step.node);
                    open.push(longer);
                }
            }
        }
        Ok(())
    }
}
