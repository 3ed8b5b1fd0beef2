//! What became of decisions that do not simply hold.

use std::fmt;

use super::decision::DecisionId;

/// A decision that changes nothing, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Which.
    pub decision: DecisionId,
    /// Why.
    pub outcome: Outcome,
}

/// Why a decision changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// What it names is not in the articles, or not to be told from others; it is kept for the day
    /// it is.
    Dormant {
        /// What was looked for.
        name: Box<str>,
    },
    /// A later decision says the opposite, and the later one holds.
    Overridden {
        /// The later one.
        by: DecisionId,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decision = self.decision;
        match &self.outcome {
            Outcome::Dormant { name } => {
                write!(f, "decision {decision} rests: `{name}` is not found")
            }
            Outcome::Overridden { by } => {
                write!(
                    f,
                    "decision {decision} does not hold: the later decision {by} says otherwise"
                )
            }
        }
    }
}
