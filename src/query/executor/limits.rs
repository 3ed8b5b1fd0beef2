//! How much a query may take: time, rows and memory, and a flag with which somebody else stops it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crate::query::runtime_error::{Evaluation, RuntimeError, RuntimeErrorKind};

/// Set from another thread (or a signal handler) to stop a query at its next step.
pub type CancelFlag = Arc<AtomicBool>;

/// What a query may take; nothing is limited by default.
#[derive(Debug, Clone, Default)]
pub struct Limits {
    /// When to give up.
    pub deadline: Option<Instant>,
    /// The most rows that may come out.
    pub rows: Option<usize>,
    /// The most bytes that rows and values may take which the query keeps; the graph does not count.
    pub memory: Option<usize>,
    /// Stops the query when set.
    pub cancel: Option<CancelFlag>,
}

impl Limits {
    pub(super) fn check(&self) -> Evaluation<()> {
        if self
            .cancel
            .as_ref()
            .is_some_and(|flag| flag.load(Ordering::Relaxed))
        {
            return Err(RuntimeError::new(
                RuntimeErrorKind::Cancelled,
                "",
                "the query was stopped",
            ));
        }
        if self
            .deadline
            .is_some_and(|deadline| Instant::now() >= deadline)
        {
            let message = "the query took longer than its time limit; narrow it with labels, or raise the limit";
            return Err(RuntimeError::new(
                RuntimeErrorKind::LimitExceeded,
                "TimeLimit",
                message,
            ));
        }
        Ok(())
    }

    pub(super) fn check_rows(&self, rows: usize) -> Evaluation<()> {
        match self.rows {
            Some(limit) if rows > limit => {
                let message = format!(
                    "the query gives more than {limit} rows; add `LIMIT`, or raise the limit"
                );
                Err(RuntimeError::new(
                    RuntimeErrorKind::LimitExceeded,
                    "RowLimit",
                    message,
                ))
            }
            _ => Ok(()),
        }
    }
}
