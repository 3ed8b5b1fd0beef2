//! Queries that make no sense, with what is wrong and where; and their neighbours that do.

use super::*;
use crate::query::parse;

#[track_caller]
fn accepted(text: &str) {
    let statement = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    if let Err(error) = check(&statement, &AnyParameters) {
        panic!("{text}: {error} at `{}`", error.span().of(text));
    }
}

#[track_caller]
fn refused(text: &str, detail: &str, place: &str) {
    let statement = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let error = check(&statement, &AnyParameters).expect_err(text);
    assert_eq!(
        (error.detail(), error.span().of(text)),
        (detail, place),
        "{text}: {error}"
    );
}

#[test]
fn a_variable_must_be_there() {
    refused(
        "MATCH (person) RETURN persn.name",
        "UndefinedVariable",
        "persn",
    );
    refused("MATCH (n) WITH n.x AS y RETURN n", "UndefinedVariable", "n");
    refused(
        "MATCH (n) WHERE (n)-->(m) RETURN n",
        "UndefinedVariable",
        "m",
    );
    refused("CREATE (b {name: missing})", "UndefinedVariable", "missing");
    refused(
        "MERGE (n) ON CREATE SET x.num = 1",
        "UndefinedVariable",
        "x",
    );
    accepted(
        "MATCH (a {x: b.x}), (b) WHERE EXISTS { (a)-->(c) WHERE c.x = b.x } RETURN [(a)-->(d) | d.x]",
    );
    let statement = parse("MATCH (person) RETURN persn.name").unwrap();
    let help = check(&statement, &AnyParameters).unwrap_err().help();
    assert_eq!(help.as_deref(), Some("did you mean `person`?"));
}

#[test]
fn a_variable_is_one_thing() {
    refused("MATCH ()-[r]-(r) RETURN r", "VariableTypeConflict", "r");
    refused(
        "MATCH (a) MATCH ()-[a]->() RETURN a",
        "VariableTypeConflict",
        "a",
    );
    refused(
        "WITH [1] AS n MATCH (n) RETURN n",
        "VariableTypeConflict",
        "n",
    );
    refused(
        "MATCH r = ()-[]-(), ()-[r]-() RETURN r",
        "VariableTypeConflict",
        "r",
    );
    refused("MATCH p = (p)-[]-() RETURN p", "VariableAlreadyBound", "p");
    refused(
        "MATCH (a)-[r]->()-[r]->(a) RETURN r",
        "RelationshipUniquenessViolation",
        "r",
    );
    refused("MATCH (a) CREATE (a)", "VariableAlreadyBound", "a");
    refused(
        "CREATE (n:Foo)-[:T]->(), (n:Bar)-[:T]->()",
        "VariableAlreadyBound",
        "n",
    );
    refused(
        "MATCH ()-[r]->() CREATE ()-[r:T]->()",
        "VariableAlreadyBound",
        "r",
    );
    refused(
        "MATCH (a) UNWIND [1] AS a RETURN a",
        "VariableAlreadyBound",
        "a",
    );
    accepted("MATCH ()-[r]->() MATCH (a)-[r]->(b) RETURN a");
    accepted("MATCH (a)-[r*]->(b) MATCH (a)-[r*]->(c) RETURN c");
    accepted("MATCH (a), (b) CREATE (a)-[:T]->(b)");
}

#[test]
fn rows_are_summed_up_only_where_they_can_be() {
    refused(
        "MATCH (a) WHERE count(a) > 10 RETURN a",
        "InvalidAggregation",
        "count(a)",
    );
    refused(
        "MATCH (n) RETURN [x IN [1] | count(*)]",
        "InvalidAggregation",
        "count(*)",
    );
    refused(
        "MATCH (n) RETURN n.a ORDER BY max(n.b)",
        "InvalidAggregation",
        "max(n.b)",
    );
    refused("RETURN count(count(*))", "NestedAggregation", "count(*)");
    refused("RETURN count(rand())", "NonConstantExpression", "rand()");
    refused(
        "MATCH (a)--(b) RETURN a.x + count(b.x)",
        "AmbiguousAggregationExpression",
        "a",
    );
    refused(
        "MATCH (a)--(b) RETURN a.x + b.x, a.x + b.x + count(*)",
        "AmbiguousAggregationExpression",
        "a",
    );
    refused(
        "MATCH (a)--(b) RETURN a.x + b.x, count(*) AS c ORDER BY a.x + b.x + count(*)",
        "AmbiguousAggregationExpression",
        "a.x + b.x",
    );
    refused(
        "MATCH (a)--(b) RETURN count(b.x) AS c ORDER BY a.x + count(b.x)",
        "UndefinedVariable",
        "a",
    );
    refused(
        "MATCH (a) RETURN DISTINCT a.name ORDER BY a.age",
        "UndefinedVariable",
        "a",
    );
    accepted("MATCH (a)--(b) RETURN a.x, a.x + count(b.x)");
    accepted("MATCH (a)--(b) RETURN a, a.x + count(b.x), {k: count(*)}, 1 + count(*)");
    accepted("MATCH (a)--(b) RETURN a.x AS age, count(b) AS c ORDER BY age, age + count(b), a.x");
    accepted("MATCH (a) RETURN DISTINCT a ORDER BY a.name");
    accepted("MATCH (a) WITH a.x AS name WHERE a.y = 'B' RETURN name");
}

#[test]
fn operands_are_of_the_kind_that_is_needed() {
    refused("RETURN 1 AND true", "InvalidArgumentType", "1");
    refused("RETURN NOT 'a'", "InvalidArgumentType", "'a'");
    refused("RETURN 1 IN 'abc'", "InvalidArgumentType", "'abc'");
    refused("MATCH (n) RETURN length(n)", "InvalidArgumentType", "n");
    refused(
        "MATCH p = (a)-->(b) RETURN size(p)",
        "InvalidArgumentType",
        "p",
    );
    refused(
        "MATCH p = (a)-->(b) WHERE p.name = 'x' RETURN p",
        "InvalidArgumentType",
        "p",
    );
    refused("WITH 123 AS n RETURN n.num", "InvalidArgumentType", "n");
    refused(
        "RETURN any(x IN ['Clara'] WHERE x % 2 = 0)",
        "InvalidArgumentType",
        "x",
    );
    refused("RETURN properties(1)", "InvalidArgumentType", "1");
    refused("MATCH (n) DELETE 1 + 1", "InvalidArgumentType", "1 + 1");
    refused("MATCH ()-[r]->() DELETE r:T", "InvalidDelete", "r:T");
    refused(
        "MATCH (n) RETURN n LIMIT -1",
        "NegativeIntegerArgument",
        "-1",
    );
    refused("MATCH (n) RETURN n SKIP 1.5", "InvalidArgumentType", "1.5");
    refused(
        "MATCH (n) RETURN n SKIP n.count",
        "NonConstantExpression",
        "n",
    );
    refused("RETURN siez([1])", "UnknownFunction", "siez");
    refused("RETURN size()", "InvalidNumberOfArguments", "size");
}

#[test]
fn patterns_hold_what_their_clause_can_use() {
    refused("CREATE ()-->()", "NoSingleRelationshipType", "-->");
    refused(
        "CREATE ()-[:A|B]->()",
        "NoSingleRelationshipType",
        "-[:A|B]->",
    );
    refused(
        "CREATE (a)-[:T]-(b)",
        "RequiresDirectedRelationship",
        "-[:T]-",
    );
    refused("CREATE ()-[:T*2]->()", "CreatingVarLength", "-[:T*2]->");
    refused("MATCH (n $p) RETURN n", "InvalidParameterUse", "$p");
    refused("MERGE (n $p)", "InvalidParameterUse", "$p");
    refused("MATCH (n) RETURN (n)-->()", "UnexpectedSyntax", "(n)-->()");
    refused(
        "MATCH (n) RETURN size((n)-->())",
        "UnexpectedSyntax",
        "(n)-->()",
    );
    refused(
        "MATCH p = shortestPath((a)-->(b)-->(c)) RETURN p",
        "UnexpectedSyntax",
        "p = shortestPath((a)-->(b)-->(c))",
    );
    accepted("CREATE (n $p) MERGE (n)-[:T]-(m)");
    accepted(
        "MATCH (n) WHERE NOT (n)-->() OR exists((n)<--()) RETURN CASE WHEN (n)--() THEN 1 END",
    );
}

#[test]
fn clauses_and_columns_fit_together() {
    refused("MATCH (n)", "InvalidClauseComposition", "MATCH (n)");
    refused(
        "RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a",
        "InvalidClauseComposition",
        "UNION ALL RETURN 3 AS a",
    );
    refused(
        "MATCH (n) WHERE EXISTS { MATCH (n) SET n.x = 1 } RETURN n",
        "InvalidClauseComposition",
        "SET n.x = 1",
    );
    refused(
        "RETURN 1 AS a UNION RETURN 1 AS b",
        "DifferentColumnsInUnion",
        "RETURN 1 AS b",
    );
    refused("RETURN 1 AS a, 2 AS a", "ColumnNameConflict", "a");
    refused("MATCH () RETURN *", "NoVariablesInScope", "*");
    refused(
        "MATCH (n) WITH n, count(*) RETURN n",
        "NoExpressionAlias",
        "count(*)",
    );
    refused("CALL no.such()", "ProcedureNotFound", "no.such");
    accepted(
        "MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WITH n, count(*) AS c WHERE c = 3 RETURN true } RETURN n",
    );
    accepted("CREATE (n) SET n.x = 1");
}
