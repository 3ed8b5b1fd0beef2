//! The one row of `state`: what the file contains, and what its graph was made from.

use rusqlite::{Connection, OptionalExtension, params};

use super::digest::Digest;
use super::error::RowError;

/// What the file says of itself.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// Grows with every transaction that changes the articles.
    pub(super) change: i64,
    /// All articles, readings and corrections.
    pub(super) contents: Digest,
    /// What the rows of the graph were made from, if they are there.
    pub(super) graph: Option<GraphState>,
}

/// What the rows of the graph were made from.
#[derive(Debug, Clone)]
pub(super) struct GraphState {
    /// The contents at that time.
    pub(super) contents: Digest,
    /// The version of the program that linked them.
    pub(super) version: String,
    /// The hash of the graph that was written.
    pub(super) hash: String,
}

impl State {
    /// Whether the rows of the graph are those that this program would make now.
    pub(super) fn is_graph_fresh(&self) -> bool {
        self.graph.as_ref().is_some_and(|graph| {
            graph.contents == self.contents && graph.version == env!("CARGO_PKG_VERSION")
        })
    }
}

/// Writes the row of an empty file.
pub(super) fn begin(connection: &Connection) -> Result<(), RowError> {
    let contents = Digest::default().to_string();
    let sql = "INSERT INTO state VALUES (1, 0, ?1, NULL, NULL, NULL)";
    connection.execute(sql, [contents])?;
    Ok(())
}

/// Reads the row.
pub(super) fn read(connection: &Connection) -> Result<State, RowError> {
    let sql = "SELECT change, contents, graph_contents, graph_version, graph_hash FROM state";
    let row = connection
        .query_row(sql, [], |row| {
            let graph: (Option<String>, Option<String>, Option<String>) =
                (row.get(2)?, row.get(3)?, row.get(4)?);
            Ok((row.get(0)?, row.get::<_, String>(1)?, graph))
        })
        .optional()?;
    let Some((change, contents, graph)) = row else {
        return Err(RowError::damaged("the row of `state` is gone"));
    };
    let graph = match graph {
        (Some(contents), Some(version), Some(hash)) => Some(GraphState {
            contents: digest(&contents)?,
            version,
            hash,
        }),
        _ => None,
    };
    Ok(State {
        change,
        contents: digest(&contents)?,
        graph,
    })
}

/// Writes the contents, a change later.
pub(super) fn write_contents(connection: &Connection, contents: Digest) -> Result<(), RowError> {
    let sql = "UPDATE state SET change = change + 1, contents = ?1";
    connection.execute(sql, [contents.to_string()])?;
    Ok(())
}

/// Writes what the rows of the graph were made from.
pub(super) fn write_graph(
    connection: &Connection,
    contents: Digest,
    hash: blake3::Hash,
) -> Result<(), RowError> {
    connection.execute(
        "UPDATE state SET graph_contents = ?1, graph_version = ?2, graph_hash = ?3",
        params![
            contents.to_string(),
            env!("CARGO_PKG_VERSION"),
            hash.to_hex().as_str()
        ],
    )?;
    Ok(())
}

fn digest(text: &str) -> Result<Digest, RowError> {
    text.parse()
        .map_err(|()| RowError::damaged("the digest in `state` is malformed"))
}
