//! Why the program stops, and with which exit code.

use std::fmt;
use std::path::Path;
use std::process::ExitCode;

/// A message for standard error, and the exit code.
#[derive(Debug)]
pub struct Failure {
    message: String,
    is_usage: bool,
}

impl Failure {
    /// It was asked rightly, and did not work.
    pub fn failed(error: impl fmt::Display) -> Self {
        Self {
            message: error.to_string(),
            is_usage: false,
        }
    }

    /// It was asked wrongly.
    pub fn asked_wrongly(message: impl fmt::Display) -> Self {
        Self {
            message: message.to_string(),
            is_usage: true,
        }
    }

    /// It did not work with this file.
    pub fn at(path: &Path, error: &dyn fmt::Display) -> Self {
        Self::failed(format!("{}: {error}", path.display()))
    }

    /// 1 for what failed, 2 for what was asked wrongly.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(if self.is_usage { 2 } else { 1 })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::failed(error)
    }
}
