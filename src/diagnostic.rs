//! What is wrong with a text that a person wrote, as plain data: no terminal, no colour.
//!
//! Goes in: a message and the places it speaks of. Comes out: something that a program can draw.

use crate::span::ByteSpan;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Nothing was done.
    Error,
    /// It was done, and something about it should be known.
    Warning,
    /// It was done, and this is what was understood.
    Note,
}

/// A place in the text and, if there is more to say of it than its line, what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: ByteSpan,
    /// What to write below the carets; may be empty.
    pub text: String,
}

/// One message about one text.
///
/// Messages start in lower case, have no full stop, quote literals in back-ticks, and say what is
/// wrong before what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name of the kind of message, for programs.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// Where, most important first; may be empty.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code: code.into(),
            message: message.into(),
            labels: Vec::new(),
            help: None,
        }
    }

    /// A note without a place yet.
    pub fn note(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Note,
            ..Self::error(code, message)
        }
    }

    /// The same, pointing at `span`.
    #[must_use]
    pub fn at(mut self, span: ByteSpan, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// The same, with advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
