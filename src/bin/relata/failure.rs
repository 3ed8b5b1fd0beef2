//! Why the program stops, and with which exit code.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use relata::diagnostic::Diagnostic;
use relata::storage::StorageError;

use crate::render;

/// How a command ended that did what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All of it.
    Done,
    /// All but some inputs, which were reported.
    SkippedInputs,
    /// There is no answer, and `--exit-status` asked to be told.
    NoRows,
    /// A statement of a script failed and was reported.
    ScriptFailed,
}

impl Outcome {
    /// 0 done, 1 a script's statement failed, 3 some inputs were skipped, 4 no rows.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::ScriptFailed => 1,
            Self::SkippedInputs => 3,
            Self::NoRows => 4,
        })
    }
}

/// A message for standard error, and the exit code.
#[derive(Debug)]
pub enum Failure {
    /// It was asked rightly, and did not work.
    Failed(String),
    /// It was asked wrongly.
    AskedWrongly(String),
    /// Whoever read the output has stopped reading.
    ClosedPipe,
}

impl Failure {
    /// It did not work, for this reason.
    pub fn failed(error: impl fmt::Display) -> Self {
        Self::Failed(error.to_string())
    }

    /// It did not work with this file.
    pub fn at(path: &Path, error: &dyn fmt::Display) -> Self {
        Self::Failed(format!("{}: {error}", path.display()))
    }

    /// What is wrong with `text`, which the user wrote.
    pub fn in_text(diagnostic: &Diagnostic, text: &str, is_in_the_text: bool) -> Self {
        let message = render::diagnostic::drawn(diagnostic, text);
        if is_in_the_text {
            Self::AskedWrongly(message)
        } else {
            Self::Failed(message)
        }
    }

    /// 1 for what failed, 2 for what was asked wrongly.
    pub fn code(&self) -> ExitCode {
        match self {
            Self::Failed(_) => ExitCode::from(1),
            Self::AskedWrongly(_) => ExitCode::from(2),
            Self::ClosedPipe => ExitCode::SUCCESS,
        }
    }

    /// Writes the message to standard error.
    pub fn print(&self) {
        if let Self::Failed(message) | Self::AskedWrongly(message) = self {
            render::diagnostic::print("error", message);
        }
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        let help = error.help().map(|help| format!("\nhelp: {help}"));
        Self::Failed(format!("{error}{}", help.unwrap_or_default()))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::failed(error),
        }
    }
}

/// What every command gives back.
pub type CommandResult = Result<Outcome, Failure>;
