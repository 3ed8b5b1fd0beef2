//! Small tables and what becomes of them.

use std::fs;

use expect_test::{Expect, expect};

use super::import;
use crate::graph::frozen::FrozenGraph;
use crate::graph::view::{GraphView, KeyId};
use crate::value::Value;

fn read(nodes: &str, edges: &str) -> Result<FrozenGraph, String> {
    let folder = tempfile::tempdir().unwrap();
    let (node_table, edge_table) = (
        folder.path().join("nodes.csv"),
        folder.path().join("edges.csv"),
    );
    fs::write(&node_table, nodes).unwrap();
    fs::write(&edge_table, edges).unwrap();
    import(&node_table, &edge_table, &|_, _| {}).map_err(|error| {
        let message = error.to_string();
        message.replace(&format!("{}/", folder.path().display()), "")
    })
}

/// Every node and relationship, one a line.
fn shown(graph: &FrozenGraph) -> String {
    let properties = |own: Vec<(KeyId, Value)>| {
        let own = own.iter();
        let own: Vec<String> = own
            .map(|(key, value)| format!("{}: {value}", graph.key_name(*key)))
            .collect();
        own.join(", ")
    };
    let mut lines = Vec::new();
    graph.visit_nodes(None, &mut |node| {
        let labels = graph.node_labels(node).into_iter();
        let labels: Vec<&str> = labels.map(|label| graph.label_name(label)).collect();
        let own = properties(graph.node_properties(node));
        lines.push(format!("({}:{} {{{own}}})", node.0, labels.join(":")));
        true
    });
    graph.visit_relationships(None, &mut |relationship, record| {
        let own = properties(graph.relationship_properties(relationship));
        let kind = graph.type_name(record.relationship_type);
        lines.push(format!(
            "({})-[:{kind} {{{own}}}]->({})",
            record.start.0, record.end.0
        ));
        true
    });
    lines.join("\n")
}

#[allow(clippy::needless_pass_by_value)] // So that `expect!` stands in the call.
fn check(nodes: &str, edges: &str, expected: Expect) {
    let graph = read(nodes, edges);
    expected.assert_eq(&graph.map_or_else(|error| error, |graph| shown(&graph)));
}

#[test]
fn columns_take_the_narrowest_type_that_fits_all_their_fields() {
    check(
        "id,name,kind,age,size,code\na,Ada,Person,36,1,007\nb,Bob,,,2.5,8\n",
        "src,dst,rel,day,sure\nb,a,call,2025-07-03,true\na,b,meet,,false\n",
        expect![[r"
            (0:Entity:Person {age: 36, code: '007', id: 'a', kind: 'Person', name: 'Ada', size: 1.0})
            (1:Entity {code: '8', id: 'b', name: 'Bob', size: 2.5})
            (0)-[:meet {sure: false}]->(1)
            (1)-[:call {day: '2025-07-03', sure: true}]->(0)"]],
    );
}

#[test]
fn header_can_say_the_type_and_the_role() {
    check(
        ":ID,:LABEL,born:date,code:text\n1,Person;Writer,1815-12-10,12\n",
        ":START_ID,:END_ID,:TYPE\n1,1,know\n",
        expect![[r"
            (0:Entity:Person:Writer {born: 1815-12-10, code: '12'})
            (0)-[:know {}]->(0)"]],
    );
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let edges = "src,dst,rel\n1,2,call\n";
    let nodes = "id,name\n1,Ada\n2,Bob\n";
    check(
        "name\nAda\n",
        edges,
        expect!["nodes.csv, line 1: there is no column `id` or `:ID`"],
    );
    check(
        "id,name\n1,Ada\n1,Bob\n",
        edges,
        expect!["nodes.csv, line 3: another node has the id `1` already"],
    );
    check(
        "id,name\n1,Ada\n,Bob\n",
        edges,
        expect!["nodes.csv, line 3: the node has no id"],
    );
    check(
        "id,name\n1,Ada,x\n",
        edges,
        expect!["nodes.csv, line 2: there are 3 fields, and 2 in the lines before"],
    );
    check(
        "id,age:integer\n1,old\n",
        edges,
        expect!["nodes.csv, line 2: `old` is no integer"],
    );
    check(
        nodes,
        "src,dst,rel\n1,2,call\n1,3,call\n",
        expect!["edges.csv, line 3: no node has the id `3`"],
    );
    check(
        nodes,
        "src,dst,rel\n1,2,\n",
        expect!["edges.csv, line 2: the relationship has no type"],
    );
    check(
        nodes,
        "src,dst,rel,a,a\n",
        expect!["edges.csv, line 1: two columns are called `a`"],
    );
}

#[test]
fn ids_may_be_any_text() {
    check(
        "id\n00\n0\n99999999999\nÉ\n",
        "from,to,type\n00,É,a\n0,99999999999,b\n",
        expect![[r"
            (0:Entity {id: '00'})
            (1:Entity {id: '0'})
            (2:Entity {id: '99999999999'})
            (3:Entity {id: 'É'})
            (0)-[:a {}]->(3)
            (1)-[:b {}]->(2)"]],
    );
}
