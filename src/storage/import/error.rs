//! What can be wrong with a table.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why tables cannot be imported: which table, which line, what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// The table.
    pub path: PathBuf,
    /// The line, the header is line 1.
    pub line: Option<u64>,
    /// What is wrong.
    pub problem: ImportProblem,
}

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportProblem {
    /// `name,kind` as the header of nodes
    #[error("there is no column `{}`", .0.join("` or `"))]
    NoColumn(Vec<&'static str>),
    /// `id,name,name`
    #[error("two columns are called `{0}`")]
    SameColumn(String),
    /// `id,,name`
    #[error("column {0} has no name")]
    NoName(usize),
    /// A line of nodes that begins with a comma.
    #[error("the node has no id")]
    NoId,
    /// Two lines of nodes with the same id.
    #[error("another node has the id `{0}` already")]
    SameId(String),
    /// A relationship to a node that is not in the other table.
    #[error("no node has the id `{0}`")]
    UnknownId(String),
    /// A relationship without a type.
    #[error("the relationship has no type")]
    NoType,
    /// `born:date` over `long ago`
    #[error("`{value}` is no {kind}")]
    WrongType {
        /// What stands there.
        value: String,
        /// What should.
        kind: &'static str,
    },
    /// A table in another encoding.
    #[error("the text is not in UTF-8")]
    NotUtf8,
    /// A line with a comma too many.
    #[error("there are {found} fields, and {expected} in the lines before")]
    Fields {
        /// In this line.
        found: u64,
        /// Before.
        expected: u64,
    },
    /// More than numbers of 32 bits can count.
    #[error("there are more nodes, relationships or texts than a graph can hold")]
    TooLarge,
    /// What the system says.
    #[error("{0}")]
    Io(String),
}

impl ImportError {
    pub(super) fn at(path: &Path, line: Option<u64>, problem: ImportProblem) -> Self {
        Self {
            path: path.to_owned(),
            line,
            problem,
        }
    }

    pub(super) fn io(path: &Path, error: &std::io::Error) -> Self {
        Self::at(path, None, ImportProblem::Io(error.to_string()))
    }

    pub(super) fn csv(path: &Path, error: csv::Error) -> Self {
        let line = error.position().map(csv::Position::line);
        let problem = match error.into_kind() {
            csv::ErrorKind::UnequalLengths {
                expected_len, len, ..
            } => ImportProblem::Fields {
                found: len,
                expected: expected_len,
            },
            csv::ErrorKind::Utf8 { .. } => ImportProblem::NotUtf8,
            csv::ErrorKind::Io(error) => ImportProblem::Io(error.to_string()),
            other => ImportProblem::Io(format!("{other:?}")),
        };
        Self::at(path, line, problem)
    }

    /// What to do about it, where something sure can be said.
    pub fn help(&self) -> Option<&'static str> {
        Some(match self.problem {
            ImportProblem::NoColumn(_) => "the first line of a table names its columns",
            ImportProblem::NotUtf8 => "convert the table to UTF-8 first",
            ImportProblem::UnknownId(_) => {
                "the ends of a relationship are ids of the table of nodes"
            }
            ImportProblem::WrongType { .. } => {
                "the header says the type; without `:type` it follows from the values"
            }
            ImportProblem::Fields { .. } => "put fields with commas in double quotes",
            _ => return None,
        })
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl std::error::Error for ImportError {}
