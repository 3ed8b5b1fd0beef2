//! The thirteen query forms of `../shared/perf` on a small graph give the rows that SQLite gives, and those that
//! DuckDB gives.
//!
//! DuckDB is asked through its Python package, since its crate takes longer to build than all of this project.
//! `.ci/run` puts the package into `target/oracle`; any other Python that has it can be named by `ORACLE_PYTHON`. Where
//! there is none, that half says that it was skipped.

#[path = "oracle/forms.rs"]
mod forms;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use relata::graph::view::GraphView;
use relata::query::{Options, Procedures, prepare};
use relata::storage::{Snapshot, import};
use relata::value::{MapValue, Value};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::json;

use forms::{QUERIES, SCHEMA, tables};

fn database(nodes: &str, edges: &str) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    connection
        .execute_batch("CREATE INDEX edge_src ON edge(src); CREATE INDEX node_id ON node(id);")
        .unwrap();
    for (table, rows, width) in [("node", nodes, 4), ("edge", edges, 6)] {
        let places = vec!["?"; width].join(",");
        let insert = format!("INSERT INTO {table} VALUES ({places})");
        let mut insert = connection.prepare(&insert).unwrap();
        for row in rows.lines().skip(1) {
            insert
                .execute(rusqlite::params_from_iter(row.split(',')))
                .unwrap();
        }
    }
    connection
}

/// Rows as text, in any order where the query asks for none.
fn sorted(mut rows: Vec<String>, query: &str) -> Vec<String> {
    if !query.contains("ORDER BY") {
        rows.sort();
    }
    rows
}

fn ask(graph: &dyn GraphView, query: &str) -> Vec<String> {
    let (parameters, procedures) = (MapValue::new(), Procedures::default());
    let prepared = prepare(query, &parameters, &procedures).unwrap();
    let result = prepared
        .read(graph, &parameters, &procedures, &Options::default())
        .unwrap_or_else(|error| panic!("{query}: {error}"));
    let rows = result.rows.iter();
    sorted(rows.map(|row| in_words(row)).collect(), query)
}

fn in_words(row: &[Value]) -> String {
    let shown = |value: &Value| match value {
        Value::String(text) => text.to_string(),
        other => other.to_string(),
    };
    row.iter().map(shown).collect::<Vec<_>>().join("|")
}

fn ask_sqlite(connection: &Connection, query: &str) -> Vec<String> {
    let mut statement = connection.prepare(query).unwrap();
    let width = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let values = (0..width).map(|at| match row.get_ref(at).unwrap() {
            ValueRef::Null => String::from("null"),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => Value::Float(number).to_string(),
            ValueRef::Text(text) | ValueRef::Blob(text) => {
                String::from_utf8_lossy(text).into_owned()
            }
        });
        found.push(values.collect::<Vec<_>>().join("|"));
    }
    sorted(found, query)
}

/// A graph file of the tables.
fn imported(folder: &Path, nodes: &str, edges: &str) -> Snapshot {
    let [node_table, edge_table, file] =
        ["nodes.csv", "edges.csv", "graph.relata"].map(|name| folder.join(name));
    fs::write(&node_table, nodes).unwrap();
    fs::write(&edge_table, edges).unwrap();
    let graph = import(&node_table, &edge_table, &|_, _| {}).unwrap();
    Snapshot::write(&file, &graph, "").unwrap();
    Snapshot::open(&file).unwrap()
}

/// The names that take the places in the queries.
fn places(connection: &Connection) -> [(&'static str, String); 4] {
    let name = |sql: &str| -> String { connection.query_row(sql, [], |row| row.get(0)).unwrap() };
    [
        (
            "{hub}",
            name(
                "SELECT name FROM node JOIN edge ON id = src GROUP BY id ORDER BY count(*) DESC, id LIMIT 1",
            ),
        ),
        (
            "{mid}",
            name(
                "SELECT name FROM node JOIN edge ON id = src GROUP BY id HAVING count(*) = 12 ORDER BY id LIMIT 1",
            ),
        ),
        (
            "{leaf}",
            name(
                "SELECT name FROM node JOIN edge ON id = src WHERE rel = 'sue' GROUP BY id ORDER BY count(*), id DESC LIMIT 1",
            ),
        ),
        (
            "{far}",
            name(
                "SELECT name FROM node JOIN edge ON id = dst GROUP BY id ORDER BY count(*), id DESC LIMIT 1",
            ),
        ),
    ]
}

/// Every query of both languages, with names in its places.
fn filled(places: &[(&str, String)]) -> Vec<(String, String)> {
    let fill = |text: &str| {
        let text = text.to_owned();
        let put = |text: String, (place, name): &(&str, String)| text.replace(place, name);
        places.iter().fold(text, put)
    };
    let queries = QUERIES.iter();
    queries
        .map(|(query, sql)| (fill(query), fill(sql)))
        .collect()
}

#[test]
fn every_query_form_gives_the_rows_that_sqlite_gives() {
    let folder = tempfile::tempdir().unwrap();
    let (nodes, edges) = tables();
    let connection = database(&nodes, &edges);
    for (query, sql) in filled(&places(&connection)) {
        // Opened anew each time: what is read in pieces must be right too.
        let snapshot = imported(folder.path(), &nodes, &edges);
        let expected = ask_sqlite(&connection, &sql);
        assert!(!expected.is_empty(), "{query}");
        assert_eq!(ask(snapshot.graph(), &query), expected, "{query}");
    }
}

/// A Python that has DuckDB: the one that is named, that of `.ci/run`, or that of the system.
fn python() -> Option<PathBuf> {
    let named = std::env::var_os("ORACLE_PYTHON").map(PathBuf::from);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/oracle/bin/python");
    let mut all = named.into_iter().chain([own, "python3".into()]);
    all.find(|python| {
        let mut import = Command::new(python);
        import.args(["-c", "import duckdb"]).stderr(Stdio::null());
        import.status().is_ok_and(|status| status.success())
    })
}

/// The rows of each statement, by DuckDB.
fn ask_duckdb(python: &Path, folder: &Path, statements: &[&str]) -> Vec<Vec<Vec<Value>>> {
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/ask_duckdb.py");
    let mut child = Command::new(python)
        .arg(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let work = json!({ "folder": folder, "schema": SCHEMA, "statements": statements });
    let mut input = child.stdin.take().unwrap();
    input.write_all(work.to_string().as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{program} failed");
    let rows: Vec<Vec<Vec<serde_json::Value>>> = serde_json::from_slice(&output.stdout).unwrap();
    let value = |value: serde_json::Value| match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::String(text) => text.as_str().into(),
        number if number.is_i64() => number.as_i64().unwrap().into(),
        number => number.as_f64().unwrap().into(),
    };
    let row = |row: Vec<serde_json::Value>| row.into_iter().map(value).collect();
    rows.into_iter()
        .map(|rows| rows.into_iter().map(row).collect())
        .collect()
}

#[test]
fn every_query_form_gives_the_rows_that_duckdb_gives() {
    let Some(python) = python() else {
        eprintln!(
            "skipped: no Python has the package duckdb; `.ci/run` installs it into target/oracle"
        );
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (nodes, edges) = tables();
    let snapshot = imported(folder.path(), &nodes, &edges);
    let queries = filled(&places(&database(&nodes, &edges)));
    let statements: Vec<&str> = queries.iter().map(|(_, sql)| &**sql).collect();
    let answers = ask_duckdb(&python, folder.path(), &statements);
    assert_eq!(answers.len(), queries.len());
    for ((query, _), rows) in queries.iter().zip(answers) {
        let expected = sorted(rows.iter().map(|row| in_words(row)).collect(), query);
        assert!(!expected.is_empty(), "{query}");
        assert_eq!(ask(snapshot.graph(), query), expected, "{query}");
    }
}
