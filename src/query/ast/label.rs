//! Label and type expressions: `A|B`, `A&!B`, `%`.

use super::{Identifier, Place};

/// Which labels a node has, or which type a relationship.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelExpression {
    /// `Person`
    Name(Identifier),
    /// `%`: any label at all
    Any(Place),
    /// `!Person`
    Not(Box<LabelExpression>),
    /// `A&B`, `A:B`: at least two
    And(Vec<LabelExpression>),
    /// `A|B`, `A|:B`: at least two
    Or(Vec<LabelExpression>),
}

impl LabelExpression {
    /// The names when all of them are demanded (`A`, `A:B`, `A&B`), in order.
    pub fn conjunction(&self) -> Option<Vec<&Identifier>> {
        match self {
            Self::Name(name) => Some(vec![name]),
            Self::And(parts) => parts.iter().map(Self::name).collect(),
            _ => None,
        }
    }

    /// The names when any of them will do (`A`, `A|B`), in order.
    pub fn alternatives(&self) -> Option<Vec<&Identifier>> {
        match self {
            Self::Name(name) => Some(vec![name]),
            Self::Or(parts) => parts.iter().map(Self::name).collect(),
            _ => None,
        }
    }

    /// All names that occur, in the order written.
    pub fn names(&self) -> Vec<&Identifier> {
        match self {
            Self::Name(name) => vec![name],
            Self::Any(_) => Vec::new(),
            Self::Not(inner) => inner.names(),
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::names).collect(),
        }
    }

    /// Whether `has`, which says if a label is there, and `any`, whether there is one at all, fulfil
    /// the expression.
    pub fn holds(&self, has: &dyn Fn(&str) -> bool, any: bool) -> bool {
        match self {
            Self::Name(name) => has(&name.name),
            Self::Any(_) => any,
            Self::Not(inner) => !inner.holds(has, any),
            Self::And(parts) => parts.iter().all(|part| part.holds(has, any)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(has, any)),
        }
    }

    fn name(&self) -> Option<&Identifier> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }
}
