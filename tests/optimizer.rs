//! The optimizer changes how fast an answer comes, never the answer.

use relata::graph::property_graph::PropertyGraph;
use relata::query::{Options, Procedures, ResultSet, execute, prepare};
use relata::value::MapValue;

const GRAPH: &str = "
    CREATE (ada:Person {name: 'Ada', age: 36}), (bob:Person {name: 'Bob', age: 41}),
           (cleo:Person:Writer {name: 'Cleo'}), (acme:Company {name: 'Acme', age: 7}), (lone:Place {name: 'Lone'}),
           (ada)-[:call {day: 1}]->(bob), (bob)-[:call {day: 2}]->(ada), (bob)-[:meet {day: 3}]->(cleo),
           (ada)-[:work_for {day: 4}]->(acme), (cleo)-[:work_for {day: 5}]->(acme), (cleo)-[:call {day: 6}]->(ada),
           (ada)-[:call {day: 7}]->(bob), (acme)-[:sue {day: 8}]->(acme)";

const QUERIES: &[&str] = &[
    "MATCH (n) RETURN n.name",
    "MATCH (n:Person) WHERE n.age > 40 RETURN n.name",
    "MATCH (a:Person)-[r]->(b) WHERE b.name = 'Acme' RETURN a.name, type(r), r.day",
    "MATCH (a)-[:call]->(b)-[:meet]->(c) RETURN a.name, b.name, c.name",
    "MATCH (a)-[r]-(b) RETURN a.name, type(r), b.name",
    "MATCH (a {name: 'Ada'})-[*1..3]->(b) RETURN b.name",
    "MATCH (a {name: 'Ada'})-[*1..3]->(b) RETURN count(DISTINCT b.name)",
    "MATCH (a {name: 'Ada'})-[*1..3]->(b) RETURN DISTINCT b.name",
    "MATCH (a {name: 'Ada'})-[*0..2]-(b) RETURN count(DISTINCT b)",
    "MATCH (a)-[*2..3]->(b {name: 'Acme'}) RETURN count(DISTINCT a)",
    "MATCH p = (a:Person)-[:call*1..2]->(b) RETURN length(p), nodes(p)[0].name, b.name",
    "MATCH (a), (b) WHERE a.name = 'Ada' AND b.name = 'Acme' MATCH p = shortestPath((a)-[*]-(b)) RETURN length(p)",
    "MATCH (a {name: 'Bob'}), (b {name: 'Acme'}), p = allShortestPaths((a)-[*]->(b)) RETURN length(p)",
    "MATCH (a)-[r:call]->(b), (b)-[s:call]->(a) RETURN count(*)",
    "MATCH (a)-->(b)-->(c), (a)-->(c) RETURN count(*)",
    "MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n ORDER BY n DESC, type LIMIT 2",
    "MATCH (n)-[r]-(m) RETURN n.name AS name, count(*) AS d ORDER BY d DESC, name LIMIT 3",
    "MATCH (n)-[r]->(m) RETURN n.name AS name, count(*) AS d ORDER BY d DESC, name",
    "MATCH (n:Person)-[r:call]-(m) RETURN n.name AS name, count(r) AS d ORDER BY d DESC, name",
    "MATCH (a:Person)-[:call]->(b)-[:work_for]->(c) WHERE a.name <> c.name RETURN count(*)",
    "MATCH (n:Person) OPTIONAL MATCH (n)-[:work_for]->(c) RETURN n.name, c.name",
    "MATCH (n) WHERE NOT (n)-->() RETURN n.name",
    "MATCH (n) WITH n ORDER BY n.name SKIP 1 LIMIT 2 RETURN n.name",
    "MATCH (n) WHERE n.name STARTS WITH 'A' RETURN n.name ORDER BY n.name LIMIT 1",
    "MATCH (n) WHERE toLower(n.name) CONTAINS 'o' RETURN count(*)",
    "MATCH ()-[r]->() WHERE r.day > 2 AND r.day < 7 RETURN count(*)",
    "MATCH (n:Nothing) RETURN count(*)",
    "MATCH ()-[r:nothing]->() RETURN count(r)",
    "UNWIND ['Ada', 'Cleo'] AS name MATCH (n {name: name}) RETURN n.age",
];

fn ask(graph: &PropertyGraph, query: &str, optimize: bool) -> ResultSet {
    let options = Options {
        optimize,
        ..Options::default()
    };
    let (parameters, procedures) = (MapValue::new(), Procedures::default());
    let prepared =
        prepare(query, &parameters, &procedures).unwrap_or_else(|error| panic!("{query}: {error}"));
    let result = prepared.read(graph, &parameters, &procedures, &options);
    result.unwrap_or_else(|error| panic!("{query}: {error}"))
}

#[test]
fn rows_are_the_same_with_and_without_the_optimizer() {
    let mut graph = PropertyGraph::new();
    let options = Options::default();
    execute(
        &mut graph,
        GRAPH,
        &MapValue::new(),
        &Procedures::default(),
        &options,
    )
    .expect("the graph can be made");
    for query in QUERIES {
        let mut rows: Vec<Vec<String>> = [true, false]
            .map(|optimize| {
                let result = ask(&graph, query, optimize);
                let mut rows: Vec<String> =
                    result.rows.iter().map(|row| format!("{row:?}")).collect();
                if !query.contains("ORDER BY") {
                    rows.sort();
                }
                rows
            })
            .into();
        let plain = rows.pop();
        assert_eq!(rows.pop(), plain, "{query}");
    }
}
