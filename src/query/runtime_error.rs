//! Why a query stopped after it was understood.
//!
//! Kinds and details are the words of the openCypher conformance suite; the message is for a person.

/// Why a query stopped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct RuntimeError {
    /// What sort of error.
    pub kind: RuntimeErrorKind,
    /// The finer code, in the words of the suite; may be empty.
    pub detail: &'static str,
    /// What is wrong, for a person.
    pub message: String,
}

/// The kinds of errors that running a query can end in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuntimeErrorKind {
    /// `RETURN 1 LIMIT $negative`
    Syntax,
    /// `MERGE` that would read what it wrote.
    Semantic,
    /// `RETURN 1 + true`
    Type,
    /// `RETURN percentileCont(1, 2)`
    Argument,
    /// `RETURN 1 / 0`
    Arithmetic,
    /// `DELETE n RETURN n.name`
    EntityNotFound,
    /// `RETURN $missing`
    ParameterMissing,
    /// `DELETE n` where `n` has relationships.
    ConstraintVerificationFailed,
    /// `CALL no.such()`
    Procedure,
    /// The query is of the language, and this engine cannot run it.
    NotSupported,
    /// The query took longer, or made more rows, than it was allowed to.
    LimitExceeded,
    /// Somebody stopped the query.
    Cancelled,
    /// The file of the graph is not as it was written.
    Damaged,
}

impl RuntimeErrorKind {
    /// The kind, in the words of the suite.
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "SyntaxError",
            Self::Semantic => "SemanticError",
            Self::Type => "TypeError",
            Self::Argument => "ArgumentError",
            Self::Arithmetic => "ArithmeticError",
            Self::EntityNotFound => "EntityNotFound",
            Self::ParameterMissing => "ParameterMissing",
            Self::ConstraintVerificationFailed => "ConstraintVerificationFailed",
            Self::Procedure => "ProcedureError",
            Self::NotSupported => "NotSupported",
            Self::LimitExceeded => "LimitExceeded",
            Self::Cancelled => "Cancelled",
            Self::Damaged => "Damaged",
        }
    }
}

impl RuntimeError {
    /// An error of a kind.
    pub fn new(kind: RuntimeErrorKind, detail: &'static str, message: impl Into<String>) -> Self {
        Self {
            kind,
            detail,
            message: message.into(),
        }
    }

    /// A value of the wrong type.
    pub fn wrong_type(message: impl Into<String>) -> Self {
        Self::new(RuntimeErrorKind::Type, "InvalidArgumentType", message)
    }

    /// A value of the right type that will not do.
    pub fn wrong_value(message: impl Into<String>) -> Self {
        Self::new(RuntimeErrorKind::Type, "InvalidArgumentValue", message)
    }

    /// A wrong argument of a function.
    pub fn argument(detail: &'static str, message: impl Into<String>) -> Self {
        Self::new(RuntimeErrorKind::Argument, detail, message)
    }

    /// Something of the language that this engine cannot do.
    pub fn not_supported(message: impl Into<String>) -> Self {
        Self::new(RuntimeErrorKind::NotSupported, "", message)
    }
}

impl From<crate::value::temporal::TemporalError> for RuntimeError {
    fn from(error: crate::value::temporal::TemporalError) -> Self {
        Self::argument("InvalidArgumentValue", error.0)
    }
}

/// What evaluation gives.
pub type Evaluation<T> = Result<T, RuntimeError>;
