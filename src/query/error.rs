//! Why a text is not a question that can be run, before any data is read.
//!
//! Goes in: what the parser or the checker found. Comes out: a kind and a detail in the words of the
//! openCypher conformance suite, a message for a person, a place, and advice.

use std::fmt;

use crate::diagnostic::Diagnostic;
use crate::span::ByteSpan;

pub use super::checker::CheckError;
pub use super::parser::ParseError;

/// The kinds of errors, in the words of the conformance suite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not a query, or not one that makes sense.
    Syntax,
    /// The query contradicts itself while it runs.
    Semantic,
    /// A value has the wrong type.
    Type,
    /// A function got the wrong arguments.
    Argument,
    /// A calculation has no result.
    Arithmetic,
    /// A node or a relationship is no longer there.
    EntityNotFound,
    /// A parameter was used and not given.
    ParameterMissing,
    /// The graph would no longer be one.
    ConstraintVerificationFailed,
    /// A procedure is not there, or failed.
    Procedure,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax => "SyntaxError",
            Self::Semantic => "SemanticError",
            Self::Type => "TypeError",
            Self::Argument => "ArgumentError",
            Self::Arithmetic => "ArithmeticError",
            Self::EntityNotFound => "EntityNotFound",
            Self::ParameterMissing => "ParameterMissing",
            Self::ConstraintVerificationFailed => "ConstraintVerificationFailed",
            Self::Procedure => "ProcedureError",
        })
    }
}

/// Why a query was refused before any data was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CompileError {
    /// The text is not of the language.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// The text is of the language and makes no sense.
    #[error(transparent)]
    Check(#[from] CheckError),
}

impl CompileError {
    /// The kind, in the words of the conformance suite.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Parse(_) => ErrorKind::Syntax,
            Self::Check(error) => error.kind(),
        }
    }

    /// The finer code, in the words of the conformance suite.
    pub fn detail(&self) -> &'static str {
        match self {
            Self::Parse(error) => error.detail(),
            Self::Check(error) => error.detail(),
        }
    }

    /// Where.
    pub fn span(&self) -> ByteSpan {
        match self {
            Self::Parse(error) => error.span(),
            Self::Check(error) => error.span(),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Parse(error) => error.help(),
            Self::Check(error) => error.help(),
        }
    }

    /// The error as something that a program can draw.
    pub fn to_diagnostic(&self) -> Diagnostic {
        let diagnostic = Diagnostic::error(self.detail(), self.to_string()).at(self.span(), "");
        match self.help() {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::query::{AnyParameters, check, parse};

    /// A query that is refused, with what is said about it.
    fn shown(text: &str) -> String {
        let result = parse(text).map_err(CompileError::from);
        let result =
            result.and_then(|tree| check(&tree, &AnyParameters).map_err(CompileError::from));
        let error = result.expect_err(text);
        let span = error.span();
        let before = text[..span.start() as usize].chars().count();
        let carets = span.of(text).chars().count().max(1);
        let mut shown = format!("{text}\n{}{}\n", " ".repeat(before), "^".repeat(carets));
        writeln!(shown, "{} {}: {error}", error.kind(), error.detail()).unwrap();
        if let Some(help) = error.help() {
            writeln!(shown, "help: {help}").unwrap();
        }
        shown
    }

    #[test]
    fn mistakes_are_told_with_place_and_remedy() {
        let queries = include_str!("../../fixtures/queries/invalid/queries.txt");
        let shown: Vec<String> = queries.lines().map(shown).collect();
        expect_test::expect_file!["../../fixtures/queries/invalid/messages.txt"]
            .assert_eq(&shown.join("\n"));
    }
}
