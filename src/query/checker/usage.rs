//! What an expression is for.

#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    /// The place in words if rows cannot be summed up there.
    pub(super) no_aggregation: Option<&'static str>,
    /// Whether it is a condition, in which a pattern may stand.
    pub(super) is_condition: bool,
    /// Whether it stands inside an aggregation.
    pub(super) in_aggregation: bool,
}

impl Use {
    /// A value where rows cannot be summed up.
    pub(super) fn value(place: &'static str) -> Self {
        Self {
            no_aggregation: Some(place),
            is_condition: false,
            in_aggregation: false,
        }
    }

    /// A condition where rows cannot be summed up.
    pub(super) fn condition(place: &'static str) -> Self {
        Self {
            is_condition: true,
            ..Self::value(place)
        }
    }

    /// A value where rows can be summed up.
    pub(super) fn column() -> Self {
        Self {
            no_aggregation: None,
            is_condition: false,
            in_aggregation: false,
        }
    }

    pub(super) fn as_value(self) -> Self {
        Self {
            is_condition: false,
            ..self
        }
    }

    pub(super) fn as_condition(self) -> Self {
        Self {
            is_condition: true,
            ..self
        }
    }

    pub(super) fn inside(self, place: &'static str) -> Self {
        Self {
            no_aggregation: Some(place),
            ..self
        }
    }
}
