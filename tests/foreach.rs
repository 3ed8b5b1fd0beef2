//! `FOREACH` changes the graph once for each element of a list, and the rows go on as they were.

use relata::graph::property_graph::PropertyGraph;
use relata::query::{Options, Procedures, QueryError, ResultSet, execute};
use relata::value::MapValue;

fn run(graph: &mut PropertyGraph, query: &str) -> Result<ResultSet, QueryError> {
    let (parameters, procedures) = (MapValue::new(), Procedures::default());
    execute(graph, query, &parameters, &procedures, &Options::default())
}

/// What `question` gives after the changes, row by row.
#[track_caller]
fn check(changes: &[&str], question: &str, expected: &[&str]) {
    let mut graph = PropertyGraph::new();
    for change in changes {
        run(&mut graph, change).unwrap_or_else(|error| panic!("{change}: {error}"));
    }
    let result = run(&mut graph, question).unwrap_or_else(|error| panic!("{question}: {error}"));
    let cells = |row: &Vec<_>| -> Vec<String> { row.iter().map(ToString::to_string).collect() };
    let rows: Vec<String> = result.rows.iter().map(|row| cells(row).join(" ")).collect();
    assert_eq!(rows, expected, "{question}");
}

#[track_caller]
fn refused(query: &str, code: &str) {
    let error = run(&mut PropertyGraph::new(), query).expect_err(query);
    assert_eq!(error.code().1, code, "{query}: {error}");
}

#[test]
fn each_element_is_done_once_in_order() {
    check(
        &["FOREACH (x IN [1, 2, 3] | CREATE (:A {n: x}))"],
        "MATCH (a:A) RETURN a.n ORDER BY a.n",
        &["1", "2", "3"],
    );
    check(
        &[
            "FOREACH (x IN [2, 2, 5] | MERGE (a:A {n: x}) ON CREATE SET a.new = 1 ON MATCH SET a.new = 2)",
        ],
        "MATCH (a:A) RETURN a.n, a.new ORDER BY a.n",
        &["2 2", "5 1"],
    );
}

#[test]
fn the_rows_go_on_as_they_were() {
    check(
        &["CREATE (:A {n: 1}), (:A {n: 2})"],
        "MATCH (a:A) FOREACH (x IN [10, 20] | SET a.n = a.n + x) RETURN a.n ORDER BY a.n",
        &["31", "32"],
    );
    check(
        &[],
        "UNWIND [1, 2] AS i FOREACH (x IN [] | CREATE ()) RETURN i",
        &["1", "2"],
    );
}

#[test]
fn null_is_no_element_and_a_row_may_choose() {
    check(
        &[
            "FOREACH (x IN null | CREATE (:A))",
            "UNWIND [1, 2] AS i FOREACH (_ IN CASE WHEN i > 1 THEN [1] ELSE [] END | CREATE (:A {n: i}))",
        ],
        "MATCH (a:A) RETURN a.n",
        &["2"],
    );
}

#[test]
fn one_stands_in_another_and_walks_paths() {
    check(
        &["FOREACH (x IN [[1, 2], [3]] | FOREACH (y IN x | CREATE (:A {n: y})))"],
        "MATCH (a:A) RETURN sum(a.n), count(*)",
        &["6 3"],
    );
    check(
        &[
            "CREATE (:A)-[:T]->(:B)-[:T]->(:C)",
            "MATCH p = (:A)-[rs*]->(:C) FOREACH (n IN nodes(p) | SET n.seen = true) \
             FOREACH (r IN rs | SET r.w = 1)",
        ],
        "MATCH (n)-[r]->() RETURN n.seen, r.w",
        &["true 1", "true 1"],
    );
    check(
        &[
            "CREATE (:A)-[:T]->(:B)",
            "MATCH (n) WITH collect(n) AS ns FOREACH (n IN ns | DETACH DELETE n)",
        ],
        "MATCH (n) RETURN count(*)",
        &["0"],
    );
}

#[test]
fn what_is_bound_inside_stays_inside() {
    refused(
        "FOREACH (x IN [1] | CREATE (a)) RETURN a",
        "UndefinedVariable",
    );
    refused(
        "FOREACH (x IN [1] | CREATE (a)) RETURN x",
        "UndefinedVariable",
    );
    refused(
        "MATCH (x) FOREACH (x IN [1] | CREATE ())",
        "VariableAlreadyBound",
    );
}

#[test]
fn it_only_changes_and_only_through_lists() {
    refused(
        "FOREACH (x IN [1] | MATCH (n) SET n.a = 1)",
        "InvalidClauseComposition",
    );
    refused("FOREACH (x IN 1 | CREATE ())", "InvalidArgumentType");
    refused("FOREACH (x IN [1] | )", "UnexpectedSyntax");
}

#[test]
fn a_mistake_in_one_element_undoes_all() {
    let mut graph = PropertyGraph::new();
    let query = "FOREACH (x IN [1, 0] | CREATE (:A {n: 1 / x}))";
    run(&mut graph, query).expect_err(query);
    let result = run(&mut graph, "MATCH (n) RETURN count(*)").unwrap();
    assert_eq!(result.rows[0][0].to_string(), "0");
}
