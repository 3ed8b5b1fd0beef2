//! Where a part of the tree was written, in a form that equality does not see.

use std::fmt;
use std::hash::{Hash, Hasher};

use crate::span::ByteSpan;

/// Where in the query text a node was written. All places are equal, so that two trees are equal
/// when they say the same, wherever they say it.
#[derive(Clone, Copy)]
pub struct Place(pub ByteSpan);

impl Place {
    /// The place of what nobody wrote: a node that a translation added.
    pub const NOWHERE: Self = Self(ByteSpan::new(0, 0));

    /// The byte range itself.
    pub const fn span(self) -> ByteSpan {
        self.0
    }

    /// The smallest place that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self(self.0.cover(other.0))
    }
}

impl From<ByteSpan> for Place {
    fn from(span: ByteSpan) -> Self {
        Self(span)
    }
}

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Place {}

impl Hash for Place {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// How an expression was written, blanks at both ends removed: the name of its column when it has
/// no alias. All are equal, as places are.
#[derive(Debug, Clone)]
pub struct SourceText(pub String);

impl PartialEq for SourceText {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for SourceText {}

/// A name as it counts (back-ticks removed), and where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identifier {
    /// The name, case kept.
    pub name: String,
    /// Where.
    pub place: Place,
}

impl Identifier {
    /// A name that nobody wrote.
    pub fn unplaced(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            place: Place::NOWHERE,
        }
    }
}
