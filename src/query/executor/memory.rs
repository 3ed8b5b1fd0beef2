//! How much a query keeps: what sorting, grouping and the answer hold at once, counted as it grows.

use std::cell::Cell;
use std::sync::Arc;

use crate::query::runtime_error::{Evaluation, RuntimeError, RuntimeErrorKind};
use crate::value::Value;

/// Bytes that are held, and how many may be. Counted are rows and values that are kept, about as large as they are;
/// not the graph, nor what an operator needs for a moment.
#[derive(Debug)]
pub struct Memory {
    limit: Option<usize>,
    held: Cell<usize>,
}

impl Memory {
    /// Nothing is held yet; `limit` is in bytes.
    pub fn new(limit: Option<usize>) -> Self {
        let held = Cell::new(0);
        Self { limit, held }
    }

    pub(super) fn held(&self) -> usize {
        self.held.get()
    }

    /// Counts what is kept from now on.
    pub(super) fn hold(&self, bytes: usize) -> Evaluation<()> {
        let held = self.held.get().saturating_add(bytes);
        self.held.set(held);
        self.check(held)
    }

    /// Fails if one value alone would be too much.
    pub(super) fn check(&self, bytes: usize) -> Evaluation<()> {
        match self.limit {
            Some(limit) if bytes > limit => {
                let message = format!(
                    "the query keeps more than {} MiB; narrow it, or raise the limit",
                    limit >> 20
                );
                let kind = RuntimeErrorKind::LimitExceeded;
                Err(RuntimeError::new(kind, "MemoryLimit", message))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn release(&self, bytes: usize) {
        self.held.set(self.held.get().saturating_sub(bytes));
    }
}

/// About how many bytes a row takes.
pub(super) fn of_row(row: &[Value]) -> usize {
    row.iter().map(of_value).sum()
}

/// About how many bytes a value takes. What a list holds is shared by all that have the list, and counts for the first
/// one that keeps it: then the row and what is kept are the only two.
pub(super) fn of_value(value: &Value) -> usize {
    let further = match value {
        Value::String(text) => text.len() + 16,
        Value::List(values) if Arc::strong_count(values) <= 2 => values.iter().map(of_value).sum(),
        Value::Map(entries) if Arc::strong_count(entries) <= 2 => {
            let sizes = entries
                .iter()
                .map(|(key, value)| key.len() + of_value(value));
            sizes.sum()
        }
        _ => 0,
    };
    size_of::<Value>() + further
}

#[cfg(test)]
mod tests {
    use crate::graph::property_graph::PropertyGraph;
    use crate::query::{Limits, Options, Procedures, QueryError, execute};
    use crate::value::MapValue;

    /// The code of the error that `query` ends in when it may keep a mebibyte.
    fn ended_in(query: &str) -> Option<&'static str> {
        let memory = Some(1 << 20);
        let options = Options {
            limits: Limits {
                memory,
                ..Limits::default()
            },
            ..Options::default()
        };
        let (parameters, procedures) = (MapValue::default(), Procedures::default());
        let mut graph = PropertyGraph::new();
        let result = execute(&mut graph, query, &parameters, &procedures, &options);
        result.err().map(|error: QueryError| error.code().1)
    }

    #[test]
    fn what_is_kept_is_limited() {
        for query in [
            "UNWIND range(1, 100000) AS x RETURN x",
            "UNWIND range(1, 100000) AS x RETURN collect(x)",
            "UNWIND range(1, 100000) AS x WITH x ORDER BY -x RETURN count(*)",
            "UNWIND range(1, 100000) AS x WITH DISTINCT x RETURN count(*)",
            "UNWIND range(1, 100000) AS x RETURN count(DISTINCT x)",
            "UNWIND range(1, 100000) AS x WITH x, count(*) AS n RETURN sum(n)",
            "UNWIND range(1, 100) AS x RETURN [y IN range(1, 10000) | y]",
            "UNWIND range(1, 100) AS x WITH {a: [y IN range(1, 10000) | y]} AS m RETURN collect(m)",
            "RETURN reduce(s = 'abcd', x IN range(1, 40) | s + s)",
        ] {
            assert_eq!(ended_in(query), Some("MemoryLimit"), "{query}");
        }
    }

    #[test]
    fn what_passes_by_is_not() {
        for query in [
            "UNWIND range(1, 1000000) AS x RETURN count(*), sum(x)",
            "UNWIND range(1, 100000) AS x RETURN count(DISTINCT x % 3), collect(DISTINCT x % 5)",
            "WITH range(1, 1000) AS all UNWIND all AS x RETURN x, all ORDER BY -x",
            "UNWIND range(1, 100000) AS x RETURN x ORDER BY -x LIMIT 3",
            "UNWIND range(1, 100000) AS x WITH x LIMIT 9 RETURN x",
            "UNWIND range(1, 99) AS x CREATE ({x: x}) WITH count(*) AS n UNWIND range(1, 900) AS y
             RETURN sum(COUNT { MATCH (m) WITH m ORDER BY m.x RETURN m })",
        ] {
            assert_eq!(ended_in(query), None, "{query}");
        }
    }
}
