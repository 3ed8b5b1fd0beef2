//! What kind of value an expression gives, as far as the text shows it.

use std::fmt;

/// What kind of value it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Only the data can say.
    Any,
    Null,
    Boolean,
    Integer,
    Float,
    String,
    /// A list, with what its elements are.
    List(Box<Kind>),
    Map,
    Node,
    Relationship,
    Path,
    /// A date, a time or a duration.
    Temporal,
}

impl Kind {
    pub(super) fn list_of_any() -> Self {
        Self::List(Box::new(Self::Any))
    }

    /// Whether the value can be missing from every rule: unknown or null.
    pub(super) fn is_open(&self) -> bool {
        matches!(self, Self::Any | Self::Null)
    }

    pub(super) fn is_list(&self) -> bool {
        self.is_open() || matches!(self, Self::List(_))
    }

    pub(super) fn is_boolean(&self) -> bool {
        self.is_open() || *self == Self::Boolean
    }

    /// Whether `-`, `*`, `/`, `%` and `^` can be done with it.
    pub(super) fn is_calculable(&self) -> bool {
        self.is_open() || matches!(self, Self::Integer | Self::Float | Self::Temporal)
    }

    /// Whether a variable of this kind can be found again as `wanted` in a pattern.
    pub(super) fn can_be(&self, wanted: &Self) -> bool {
        match (self, wanted) {
            (Self::Any | Self::Null, _) | (_, Self::Any) => true,
            (Self::List(own), Self::List(other)) => own.can_be(other),
            (own, other) => own == other,
        }
    }

    /// The kind of the elements of a list of this kind.
    pub(super) fn element(&self) -> Self {
        match self {
            Self::List(element) => (**element).clone(),
            _ => Self::Any,
        }
    }

    /// The kind that both have.
    pub(super) fn common(self, other: Self) -> Self {
        match (self, other) {
            (Self::Null, kind) | (kind, Self::Null) => kind,
            (Self::List(left), Self::List(right)) => Self::List(Box::new(left.common(*right))),
            (left, right) if left == right => left,
            _ => Self::Any,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Any => "a value",
            Self::Null => "null",
            Self::Boolean => "true or false",
            Self::Integer => "an integer",
            Self::Float => "a number",
            Self::String => "a string",
            Self::List(element) if **element == Self::Relationship => "a list of relationships",
            Self::List(_) => "a list",
            Self::Map => "a map",
            Self::Node => "a node",
            Self::Relationship => "a relationship",
            Self::Path => "a path",
            Self::Temporal => "a date or time",
        })
    }
}
