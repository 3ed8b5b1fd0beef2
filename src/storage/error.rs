//! What can go wrong with a graph file, and what to do about it.

use std::path::PathBuf;
use std::time::Duration;

/// What is said of a file that does not begin as a database does.
pub(super) const NO_DATABASE: &str = "it is no SQLite database";

/// Why a graph file cannot be opened, read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// `relata ask nowhere.relata …`
    #[error("there is no graph file `{}`", path.display())]
    Missing {
        /// What was asked for.
        path: PathBuf,
    },
    /// Creating a file where there is one.
    #[error("there is a file `{}` already", path.display())]
    Exists {
        /// What was to be created.
        path: PathBuf,
    },
    /// `relata build news/ -o nowhere/news.relata`
    #[error("there is no folder `{}`", path.display())]
    NoFolder {
        /// Where a file was to be created.
        path: PathBuf,
    },
    /// A folder, an empty file, a picture, a database of another program.
    #[error("`{}` is no graph file: {what}", path.display())]
    NotGraphFile {
        /// What was given.
        path: PathBuf,
        /// What it is instead.
        what: &'static str,
    },
    /// A download that broke off, a copy to a full disk.
    #[error(
        "`{}` is cut short: {found} bytes of {expected} are there",
        path.display()
    )]
    CutShort {
        /// The file.
        path: PathBuf,
        /// The size that its head states.
        expected: u64,
        /// The size it has.
        found: u64,
    },
    /// Bytes that nobody wrote: a bad disk, an editor, a broken transfer.
    #[error("`{}` is damaged: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The first thing found wrong.
        what: String,
    },
    /// A file of a later version of this program.
    #[error(
        "`{}` has version {found} of the file format, and this program reads up to {supported}",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The latest version that this program reads.
        supported: u32,
    },
    /// A file of an earlier version, where writing is not allowed.
    #[error(
        "`{}` has version {found} of the file format and must first be brought to {supported}",
        path.display()
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The version of this program.
        supported: u32,
    },
    /// A second writer.
    #[error(
        "`{}` is being written by another program, which did not finish in {} s",
        path.display(),
        waited.as_secs()
    )]
    Locked {
        /// The file.
        path: PathBuf,
        /// How long this program waited.
        waited: Duration,
    },
    /// No space left on the device.
    #[error("the disk is full, and `{}` could not grow", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// Writing where only reading is allowed.
    #[error("`{}` can be read but not written", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Anything else that the operating system says.
    #[error("`{}` cannot be opened: {reason}", path.display())]
    Inaccessible {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A reading whose parts do not fit together; nothing was written.
    #[error("the reading of `{document}` is inconsistent: {what}")]
    Inconsistent {
        /// The article.
        document: String,
        /// The first thing found wrong.
        what: String,
    },
}

impl StorageError {
    /// What to do about it, as a sentence of its own; none where nothing sure can be said.
    pub fn help(&self) -> Option<String> {
        let text = match self {
            Self::Missing { .. } => "build one with `relata build ARTICLES… -o FILE`".to_owned(),
            Self::Exists { .. } => "choose another name".to_owned(),
            Self::NoFolder { .. } => "make it first, or choose another place".to_owned(),
            Self::NotGraphFile { path, what }
                if *what == NO_DATABASE && path.extension().is_some_and(|it| it == "relata") =>
            {
                format!(
                    "if it was one, `relata repair {} -o NEW` saves what can be saved; articles are read with \
                     `relata build ARTICLES… -o FILE`",
                    path.display()
                )
            }
            Self::NotGraphFile { .. } => {
                "articles are read with `relata build ARTICLES… -o FILE`".to_owned()
            }
            Self::CutShort { path, .. } | Self::Damaged { path, .. } => format!(
                "`relata repair {} -o NEW` saves what can be saved and says what is lost",
                path.display()
            ),
            Self::Newer { found, .. } => {
                format!("use a version of relata that reads file format {found}")
            }
            Self::Older { .. } => {
                "make the file writable and open it once, or copy it first".to_owned()
            }
            Self::Locked { .. } => "try again when the other program has finished".to_owned(),
            Self::DiskFull { .. } => {
                "make room and repeat: all that was reported as done is safe".to_owned()
            }
            Self::ReadOnly { .. } => "check who may write the file and its folder".to_owned(),
            Self::Inaccessible { .. } | Self::Inconsistent { .. } => return None,
        };
        Some(text)
    }
}

/// What goes wrong with a row, before it is known which file the row is in.
#[derive(Debug)]
pub(super) enum RowError {
    Sql(rusqlite::Error),
    Io(std::io::Error),
    Damaged(String),
    Inconsistent { document: String, what: String },
}

impl RowError {
    /// What is wrong, in words.
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::Sql(error) => one_line(&error.to_string()),
            Self::Io(error) => error.to_string(),
            Self::Damaged(what) => what.clone(),
            Self::Inconsistent { document, what } => format!("in article `{document}`: {what}"),
        }
    }

    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }
}

impl From<rusqlite::Error> for RowError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<std::io::Error> for RowError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

/// Says in this module's terms what SQLite or the system said about the file at `path`.
pub(super) fn explain(error: RowError, path: &std::path::Path, waited: Duration) -> StorageError {
    let path = path.to_owned();
    match error {
        RowError::Damaged(what) => StorageError::Damaged { path, what },
        RowError::Inconsistent { document, what } => StorageError::Inconsistent { document, what },
        RowError::Io(error) => explain_system(&error, path),
        RowError::Sql(rusqlite::Error::SqliteFailure(failure, message)) => {
            explain_sqlite(failure, message, path, waited)
        }
        RowError::Sql(other) => StorageError::Damaged {
            path,
            what: one_line(&other.to_string()),
        },
    }
}

/// The beginning of a message that may quote whatever stands in a damaged file.
pub(super) fn one_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let plain = line.chars().filter(|character| !character.is_control());
    plain.take(120).collect()
}

fn explain_system(error: &std::io::Error, path: PathBuf) -> StorageError {
    match error.kind() {
        std::io::ErrorKind::NotFound => StorageError::Missing { path },
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            StorageError::DiskFull { path }
        }
        _ => StorageError::Inaccessible {
            path,
            reason: error.to_string(),
        },
    }
}

fn explain_sqlite(
    failure: rusqlite::ffi::Error,
    message: Option<String>,
    path: PathBuf,
    waited: Duration,
) -> StorageError {
    use rusqlite::ErrorCode;
    let reason = one_line(&message.unwrap_or_else(|| failure.to_string()));
    match failure.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            StorageError::Locked { path, waited }
        }
        ErrorCode::DiskFull => StorageError::DiskFull { path },
        ErrorCode::ReadOnly => StorageError::ReadOnly { path },
        ErrorCode::NotADatabase => StorageError::NotGraphFile {
            path,
            what: NO_DATABASE,
        },
        // The index of the log could not grow.
        _ if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => {
            StorageError::DiskFull { path }
        }
        _ if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHORT_READ => {
            StorageError::Damaged { path, what: reason }
        }
        ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure => {
            StorageError::Inaccessible { path, reason }
        }
        _ => StorageError::Damaged { path, what: reason },
    }
}
