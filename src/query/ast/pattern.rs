//! Patterns: `p = (a:Person)-[r:CALL]->(b)`.

use super::{Expression, Identifier, LabelExpression, Place};

/// A walk through the graph: a node, and any number of steps from it.
#[derive(Debug, Clone, PartialEq)]
pub struct PathPattern {
    /// `p = …`
    pub variable: Option<Identifier>,
    /// Which of the walks that fit are wanted.
    pub selector: PathSelector,
    /// Where it begins.
    pub start: NodePattern,
    /// How it goes on.
    pub steps: Vec<PathStep>,
    /// Where, the variable included.
    pub place: Place,
}

/// `-[r:CALL]->(b)`
#[derive(Debug, Clone, PartialEq)]
pub struct PathStep {
    /// Over what.
    pub relationship: RelationshipPattern,
    /// To where.
    pub node: NodePattern,
}

/// Which of the paths between each pair of end nodes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathSelector {
    /// All of them; nothing was written.
    All,
    /// `ANY SHORTEST (a)-[*]-(b)`: the same as `SHORTEST 1`
    AnyShortest,
    /// `ALL SHORTEST (a)-[*]-(b)`
    AllShortest,
    /// `SHORTEST 3 (a)-[*]-(b)`: the three shortest, any of those of equal length
    Shortest(u64),
    /// `SHORTEST 2 GROUPS (a)-[*]-(b)`: all paths of the two smallest lengths
    ShortestGroups(u64),
    /// `shortestPath((a)-[*]-(b))`
    ShortestPathFunction,
    /// `allShortestPaths((a)-[*]-(b))`
    AllShortestPathsFunction,
}

/// `(p:Person {name: 'Ada'} WHERE p.age > 3)`
#[derive(Debug, Clone, PartialEq)]
pub struct NodePattern {
    /// `p`
    pub variable: Option<Identifier>,
    /// `:Person`
    pub labels: Option<LabelExpression>,
    /// `{name: 'Ada'}` or `$properties`: a map or a parameter
    pub properties: Option<Expression>,
    /// `WHERE …`
    pub filter: Option<Expression>,
    /// Where, parentheses included.
    pub place: Place,
}

/// `-[r:CALL*1..3 {about: 'Iran'} WHERE r.negated = false]->`
#[derive(Debug, Clone, PartialEq)]
pub struct RelationshipPattern {
    /// `r`: a relationship, or with a length a list of them
    pub variable: Option<Identifier>,
    /// `:CALL|TELL`
    pub types: Option<LabelExpression>,
    /// `*1..3` or `{1,3}`; `None` for exactly one relationship, which is not a list of one
    pub length: Option<Length>,
    /// A map or a parameter; with a length it holds of every relationship on the way.
    pub properties: Option<Expression>,
    /// `WHERE …`; with a length it is asked of every relationship on the way, and the variable is
    /// that one relationship inside it.
    pub filter: Option<Expression>,
    /// Which way it points.
    pub direction: Direction,
    /// Where, the dashes included.
    pub place: Place,
}

/// Which way a relationship points, seen from the node that is written before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `-->`
    Outgoing,
    /// `<--`
    Incoming,
    /// `--` or `<-->`
    Either,
}

/// How many relationships a step takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// `None` where nothing was written, which means one.
    pub minimum: Option<u64>,
    /// `None` for any number.
    pub maximum: Option<u64>,
    /// Where.
    pub place: Place,
}

impl Length {
    /// The fewest relationships allowed.
    pub fn least(self) -> u64 {
        self.minimum.unwrap_or(1)
    }
}

impl PathPattern {
    /// All node patterns, in walking order.
    pub fn nodes(&self) -> impl Iterator<Item = &NodePattern> {
        std::iter::once(&self.start).chain(self.steps.iter().map(|step| &step.node))
    }

    /// All relationship patterns, in walking order.
    pub fn relationships(&self) -> impl Iterator<Item = &RelationshipPattern> {
        self.steps.iter().map(|step| &step.relationship)
    }
}
