//! The thirteen query forms of `../shared/perf` on a small graph give the rows that SQLite gives.
//!
//! DuckDB is the other oracle of the measuring harness; its bundled build takes longer than all of this project's, so
//! that it stays there.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use relata::graph::view::GraphView;
use relata::query::{Options, Procedures, prepare};
use relata::storage::{Snapshot, import};
use relata::value::{MapValue, Value};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

const NODES: u64 = 400;
const EDGES: u64 = 4000;
const KINDS: [&str; 3] = ["Person", "Organization", "Place"];
const RELATIONS: [&str; 6] = ["meet", "criticize", "visit", "call", "sue", "praise"];
const SYLLABLES: [&str; 8] = ["Mar", "ber", "kov", "Łu", "tin", "berg", "san", "do"];

/// Numbers that look random and are the same every time: splitmix64.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % below
    }

    /// Small numbers more often: hubs.
    fn skewed(&mut self, below: u64) -> u64 {
        let first = self.next(below) + 1;
        self.next(first)
    }
}

fn tables() -> (String, String) {
    let mut numbers = Numbers(7);
    let mut nodes = String::from("id,name,kind,mentions\n");
    for id in 0..NODES {
        let part = |numbers: &mut Numbers| SYLLABLES[numbers.next(8) as usize];
        let name = format!("{}{} {id}", part(&mut numbers), part(&mut numbers));
        let kind = KINDS[numbers.next(3) as usize];
        let mentions = numbers.next(50);
        writeln!(nodes, "{id},{name},{kind},{mentions}").unwrap();
    }
    let mut edges = String::from("src,dst,rel,negated,confidence,date\n");
    for _ in 0..EDGES {
        let start = numbers.skewed(NODES);
        let end = (start + 1 + numbers.skewed(NODES - 1)) % NODES;
        let relation = RELATIONS[numbers.skewed(6) as usize];
        let confidence = 300 + numbers.next(700);
        let (month, day) = (1 + numbers.next(12), 1 + numbers.next(28));
        writeln!(
            edges,
            "{start},{end},{relation},{},0.{confidence},2023-{month:02}-{day:02}",
            numbers.next(20) == 0
        )
        .unwrap();
    }
    (nodes, edges)
}

/// The query in both languages.
const QUERIES: [(&str, &str); 13] = [
    (
        "MATCH (n:Entity) WHERE n.name = '{mid}' RETURN n.id, n.name, n.kind, n.mentions",
        "SELECT id, name, kind, mentions FROM node WHERE name = '{mid}'",
    ),
    (
        "MATCH (a:Entity)-[r:meet]->(b:Entity) WHERE a.name = '{hub}' RETURN b.name, r.confidence, r.date",
        "SELECT b.name, confidence, date FROM edge JOIN node a ON a.id = src JOIN node b ON b.id = dst WHERE a.name = '{hub}' AND rel = 'meet'",
    ),
    (
        "MATCH (a:Entity)-[r:sue]->(b:Entity) WHERE a.name = '{leaf}' RETURN b.name, r.confidence, r.date",
        "SELECT b.name, confidence, date FROM edge JOIN node a ON a.id = src JOIN node b ON b.id = dst WHERE a.name = '{leaf}' AND rel = 'sue'",
    ),
    (
        "MATCH (a:Entity)-[r]->(b:Entity)-[s]->(c:Entity) WHERE a.name = '{mid}' RETURN count(DISTINCT c.id)",
        "SELECT count(DISTINCT s.dst) FROM edge r JOIN edge s ON s.src = r.dst JOIN node a ON a.id = r.src WHERE a.name = '{mid}'",
    ),
    (
        "MATCH (a:Entity)-[r:meet]->(b:Entity)-[s:criticize]->(c:Entity) WHERE a.kind = 'Person' AND c.kind = 'Person' AND a.id <> c.id RETURN count(*)",
        "SELECT count(*) FROM edge r JOIN edge s ON s.src = r.dst JOIN node a ON a.id = r.src JOIN node c ON c.id = s.dst WHERE r.rel = 'meet' AND s.rel = 'criticize' AND a.kind = 'Person' AND c.kind = 'Person' AND a.id <> c.id",
    ),
    (
        "MATCH (a:Entity)-[r:meet|criticize|visit]->(b:Entity)-[s:meet|criticize|visit]->(c:Entity), (a)-[t:meet|criticize|visit]->(c) RETURN count(*)",
        "WITH e AS (SELECT src, dst FROM edge WHERE rel IN ('meet', 'criticize', 'visit')) SELECT count(*) FROM e r JOIN e s ON s.src = r.dst JOIN e t ON t.src = r.src AND t.dst = s.dst",
    ),
    (
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN type(r) AS rel, count(*) AS n ORDER BY n DESC, rel LIMIT 20",
        "SELECT rel, count(*) AS n FROM edge GROUP BY rel ORDER BY n DESC, rel LIMIT 20",
    ),
    (
        "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.confidence > 0.9 AND r.date >= '2023-04-01' AND r.date < '2023-07-01' RETURN count(*)",
        "SELECT count(*) FROM edge WHERE confidence > 0.9 AND date >= '2023-04-01' AND date < '2023-07-01'",
    ),
    (
        "MATCH (a:Entity)-[*1..3]->(b:Entity) WHERE a.name = '{leaf}' RETURN count(DISTINCT b.id)",
        "WITH RECURSIVE r(n, d) AS (SELECT dst, 1 FROM edge JOIN node ON id = src WHERE name = '{leaf}' UNION SELECT dst, d + 1 FROM r JOIN edge ON src = n WHERE d < 3) SELECT count(DISTINCT n) FROM r",
    ),
    (
        "MATCH (a:Entity), (b:Entity), p = shortestPath((a)-[*..15]->(b)) WHERE a.name = '{leaf}' AND b.name = '{far}' RETURN length(p)",
        "WITH RECURSIVE r(n, d) AS (SELECT id, 0 FROM node WHERE name = '{leaf}' UNION SELECT dst, d + 1 FROM r JOIN edge ON src = n WHERE d < 15) SELECT min(d) FROM r JOIN node ON id = n WHERE name = '{far}' HAVING min(d) IS NOT NULL",
    ),
    (
        "MATCH (n:Entity) WHERE n.name STARTS WITH 'Mar' RETURN n.name ORDER BY n.name LIMIT 20",
        "SELECT name FROM node WHERE substr(name, 1, 3) = 'Mar' ORDER BY name LIMIT 20",
    ),
    (
        "MATCH (n:Entity) WHERE toLower(n.name) CONTAINS 'berg' RETURN count(*)",
        "SELECT count(*) FROM node WHERE instr(lower(name), 'berg') > 0",
    ),
    (
        "MATCH (n:Entity)-[r]-(m:Entity) RETURN n.name AS name, count(*) AS d ORDER BY d DESC, name LIMIT 10",
        "SELECT name, count(*) AS d FROM (SELECT src AS n FROM edge UNION ALL SELECT dst FROM edge) JOIN node ON id = n GROUP BY n ORDER BY d DESC, name LIMIT 10",
    ),
];

fn database(nodes: &str, edges: &str) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch(
            "CREATE TABLE node(id INT, name TEXT, kind TEXT, mentions INT);
             CREATE TABLE edge(src INT, dst INT, rel TEXT, negated TEXT, confidence REAL, date TEXT);
             CREATE INDEX edge_src ON edge(src); CREATE INDEX node_id ON node(id);",
        )
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
    let shown = |value: &Value| match value {
        Value::String(text) => text.to_string(),
        other => other.to_string(),
    };
    let rows = result.rows.iter();
    let rows = rows.map(|row| row.iter().map(shown).collect::<Vec<_>>().join("|"));
    sorted(rows.collect(), query)
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

#[test]
fn every_query_form_gives_the_rows_that_sqlite_gives() {
    let folder = tempfile::tempdir().unwrap();
    let (nodes, edges) = tables();
    let connection = database(&nodes, &edges);
    let name = |sql: &str| -> String { connection.query_row(sql, [], |row| row.get(0)).unwrap() };
    let places = [
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
    ];
    for (query, sql) in QUERIES {
        let filled = |text: &str| {
            let mut text = text.to_owned();
            for (place, name) in &places {
                text = text.replace(place, name);
            }
            text
        };
        // Opened anew each time: what is read in pieces must be right too.
        let snapshot = imported(folder.path(), &nodes, &edges);
        let expected = ask_sqlite(&connection, &filled(sql));
        assert!(!expected.is_empty(), "{query}");
        assert_eq!(ask(snapshot.graph(), &filled(query)), expected, "{query}");
    }
}
