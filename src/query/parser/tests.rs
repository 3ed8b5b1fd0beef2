//! What the parser makes of texts, shown by printing the tree.

use super::*;

/// The tree of `text`, printed.
#[track_caller]
fn check(text: &str, expected: &str) {
    let tree = parse(text).unwrap_or_else(|error| panic!("{text}: {error} at {}", error.span()));
    let printed = tree.to_string();
    assert_eq!(printed, expected);
    let again =
        parse(&printed).unwrap_or_else(|error| panic!("{printed}: {error} {:?}", error.help()));
    assert_eq!(again, tree, "{printed}");
}

#[track_caller]
fn same(text: &str) {
    check(text, text);
}

#[track_caller]
fn refused(text: &str, code: &str, place: &str) {
    let error = parse(text).expect_err(text);
    assert_eq!(
        (error.detail(), error.span().of(text)),
        (code, place),
        "{error}"
    );
}

#[test]
fn every_clause_prints_as_it_was_written() {
    same("MATCH (a:Person {name: 'Ada'})-[r:KNOWS|LIKES*1..3]->(b) WHERE a.x = 1 RETURN a, b AS c");
    same("OPTIONAL MATCH p = (a)<-[:T]-(b), (c)--(d) RETURN *");
    same(
        "UNWIND [1, 2] AS x WITH DISTINCT x, count(*) AS n ORDER BY n DESC, x SKIP 1 LIMIT 2 WHERE n > 1 RETURN x",
    );
    same("RETURN 1 AS x UNION ALL RETURN 2 AS x");
    same("FOREACH (x IN [1, 2] | CREATE (:A {n: x}) FOREACH (y IN x | SET y.n = 1 DELETE y))");
    same("FOREACH (x IN (a:B) | SET x.n = 1)");
    same("CREATE (a:A:B {x: 1})-[:T {y: $p}]->(b) SET a.x = 1, a += {y: 2}, a = b, a:C:D REMOVE a.x, a:C DETACH DELETE a, b".replace("A:B", "A&B").as_str());
    same("MERGE (a) ON CREATE SET a.x = 1 ON MATCH SET a.y = 2");
    same("CALL db.labels() YIELD label AS l, other WHERE l <> 'x' RETURN l");
    same("CALL db.labels");
    same("CALL `a.`");
    same("RETURN `a..b`(1)");
    same("EXPLAIN MATCH (n) RETURN n");
    check("match (n) return n offset 3;", "MATCH (n) RETURN n SKIP 3");
}

#[test]
fn gql_spellings_are_understood() {
    same("MATCH (a:!A&(B|C)) RETURN a");
    same("MATCH (a:%) RETURN a");
    same("MATCH (a WHERE a.x = 1)-[r:T WHERE r.y = 2]->(b:B WHERE b.z = 3) RETURN a");
    check(
        "MATCH (a)-[:T]->{1,3}(b) RETURN a",
        "MATCH (a)-[:T*1..3]->(b) RETURN a",
    );
    check(
        "MATCH (a)-->+(b) RETURN a",
        "MATCH (a)-[*1..]->(b) RETURN a",
    );
    check(
        "MATCH (a)-->*(b)-[:T]-{,2}(c) RETURN a",
        "MATCH (a)-[*0..]->(b)-[:T*0..2]-(c) RETURN a",
    );
    same("MATCH p = ANY SHORTEST (a)-[*]-(b) RETURN p");
    same("MATCH p = SHORTEST 3 (a)-[*]-(b), SHORTEST 2 GROUPS (a)-[*]-(b) RETURN p");
    same("MATCH p = shortestPath((a)-[*..3]-(b)) RETURN p");
    same(
        "MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WHERE m.x = 1 } RETURN COUNT { MATCH (n)-->() }",
    );
    check(
        "RETURN exists { (n)-->(m), (m) where true }",
        "RETURN EXISTS { MATCH (n)-->(m), (m) WHERE true }",
    );
    check(
        "MATCH (a:A|:B), ()-[:A|:B]->() RETURN 1",
        "MATCH (a:A|B), ()-[:A|B]->() RETURN 1",
    );
}

#[test]
fn operators_group_by_their_order() {
    same("RETURN NOT a = b OR c XOR d AND e");
    same("RETURN 1 < x <= 3");
    same("RETURN (1 < x) <= 3");
    same("RETURN -2 ^ 2");
    same("RETURN (a + b) * c - d / (e - f) % g");
    same("RETURN (a - b) - c".replace("(a - b)", "a - b").as_str());
    same("RETURN a - (b - c)");
    same("RETURN a + b IS NULL AND c IN d + e");
    same("RETURN (a IN b) IN c");
    same("RETURN -(-5) + -a - -3");
    same("RETURN a.b[0].c[1..2][..3][4..][..]");
    same("RETURN -(5).x".replace("-(5)", "(-5)").as_str());
    same("RETURN NOT (NOT a AND b) STARTS WITH c");
    same("RETURN n:A&B AND n:(A|B)");
    check(
        "MATCH (n) WHERE n:A|B RETURN n",
        "MATCH (n) WHERE n:(A|B) RETURN n",
    );
}

#[test]
fn forms_with_brackets_are_told_apart() {
    same(
        "RETURN [], [1], [x, y], [x IN xs], [x IN xs WHERE x > 1], [x IN xs | x + 1], [x IN xs WHERE x | y]",
    );
    same(
        "RETURN [x IN xs, 1], [(x) IN xs, 1]"
            .replace("(x)", "x")
            .as_str(),
    );
    same("RETURN [(a)-->(b) | b.x], [p = (a)-->(b) WHERE b.x | p], [(a)-->(b)]");
    check(
        "RETURN [x IN xs WHERE x:A | x.y]",
        "RETURN [x IN xs WHERE (x:A) | x.y]",
    );
    same("RETURN (a)-->(b), a - b, NOT (a)<--(), a < -1");
    check("RETURN (a)-(b), ((a)), a<-1", "RETURN a - b, a, a < -1");
    same("RETURN all(x IN xs WHERE x > 1), any(x IN xs), reduce(s = 0, x IN xs | s + x)");
    same("RETURN CASE WHEN a THEN b ELSE c END, CASE x WHEN 1 THEN 2 WHEN 3 THEN 4 END");
    same("RETURN n {.name, .*, age: 3, other}, {a: 1, b: {}}, count(*), count(DISTINCT x)");
    same("RETURN duration.between(a, b), $p, $0");
}

#[test]
fn what_only_begins_like_a_pattern_is_a_value_in_parentheses() {
    check("RETURN (c)--(1)", "RETURN c - -(1)");
    check("RETURN (c)--(c())", "RETURN c - -c()");
    check("RETURN (c:X)--(1)", "RETURN (c:X) - -(1)");
    refused("RETURN (c {a: 1})--(1)", "UnexpectedSyntax", "(c {a: 1})");
    same("RETURN (c)--(a)");
}

#[test]
fn labels_before_a_bar_keep_their_parentheses() {
    same("RETURN reduce(a = 0, x IN (n:A) | a), [x IN (n:A&B) | x], [x IN xs WHERE (NOT x:A) | x]");
}

#[test]
fn words_of_the_language_may_be_names() {
    same(
        "MATCH (n:Match {exists: 1})-[call:CALL]->(order) RETURN n.order, call.return, end.case, count, all",
    );
    same("MATCH (`where`) RETURN `where`, `two words`, `a``b`.`c d`");
    same("WITH 1 AS order_id RETURN order_id ORDER BY order_id");
    same("CREATE (é)".replace("é", "`é`").as_str());
}

#[test]
fn numbers_and_strings_are_read_exactly() {
    check(
        "RETURN 0x1F, 0o17, .5, 1e9, 1.5E-3, -9223372036854775808, - 3",
        "RETURN 31, 15, 0.5, 1000000000.0, 0.0015, -9223372036854775808, -3",
    );
    check(
        r#"RETURN "a'b", 'a\'b\n\u00e9\\', '\uD83D\uDE00'"#,
        r"RETURN 'a\'b', 'a\'b\né\\', '😀'",
    );
    same("RETURN xs[1..3], xs[-1..]");
    refused(
        "RETURN 9223372036854775808",
        "IntegerOverflow",
        "9223372036854775808",
    );
    refused(
        "RETURN -9223372036854775809",
        "IntegerOverflow",
        "9223372036854775809",
    );
    refused(
        "RETURN -(9223372036854775808)",
        "IntegerOverflow",
        "9223372036854775808",
    );
    refused(
        "RETURN 9223372h54775808",
        "InvalidNumberLiteral",
        "9223372h54775808",
    );
    refused("RETURN 9223372#54775808", "UnexpectedSyntax", "#");
    refused("RETURN 1e400", "FloatingPointOverflow", "1e400");
    refused(r"RETURN '\uH'", "InvalidUnicodeLiteral", r"\uH");
    refused("RETURN 42 — 41", "InvalidUnicodeCharacter", "—");
}

#[test]
fn comments_and_blanks_may_stand_anywhere() {
    check(
        "MATCH (a)-/* c */[r]/**/->(b) // end\nRETURN a",
        "MATCH (a)-[r]->(b) RETURN a",
    );
}

#[test]
fn a_column_without_alias_is_named_as_written() {
    let tree = parse("RETURN n.name, count( * ) , a +  b /* c */ ORDER BY 1").unwrap();
    let super::super::ast::Clause::Return(clause) = &tree.query.first.clauses[0] else {
        panic!()
    };
    let columns: Vec<&str> = clause
        .projection
        .items
        .iter()
        .map(super::super::ast::ProjectionItem::column)
        .collect();
    assert_eq!(columns, ["n.name", "count( * )", "a +  b"]);
}

#[test]
fn lengths_that_are_none_are_refused() {
    refused(
        "MATCH (a)-[:T*-2]->(b) RETURN a",
        "InvalidRelationshipPattern",
        "*-2",
    );
    refused(
        "MATCH (a)-[:T..]->(b) RETURN a",
        "InvalidRelationshipPattern",
        "..",
    );
}

/// Each construct nested as deep as allowed, and one level deeper.
#[test]
fn deep_nesting_is_parsed_and_deeper_is_refused() {
    let constructs = [
        ("(", "1", ")"),
        ("[", "1", "]"),
        ("{a: ", "1", "}"),
        ("[x IN xs WHERE ", "true", "]"),
        ("[x IN ", "xs", ", 1]"),
        ("x[", "1", "]"),
        ("x[", "1", "..2]"),
        ("f(", "1", ")"),
        ("all(x IN ", "xs", " WHERE true)"),
        ("CASE WHEN ", "1", " THEN 1 END"),
        ("reduce(a = 0, x IN ", "xs", " | a)"),
        ("x {a: ", "1", "}"),
        ("[(a)-->(b) WHERE ", "true", " | 1]"),
        ("(a)-[{k: ", "1", "}]->()"),
        ("NOT (", "1", ")"),
        ("a + (b - (c)) * (", "1", ")"),
    ];
    for (open, middle, close) in constructs {
        for depth in [40, 60] {
            let levels =
                (MAXIMUM_NESTING - 10).min(depth) / open.matches(['(', '[', '{']).count().max(1);
            let text = format!(
                "RETURN {}{middle}{}",
                open.repeat(levels),
                close.repeat(levels)
            );
            let tree = parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(parse(&tree.to_string()).as_ref(), Ok(&tree));
            let unclosed = format!("RETURN {}{middle}", open.repeat(levels));
            assert!(parse(&unclosed).is_err(), "{unclosed}");
            let closed_wrongly = format!(
                "RETURN {}{middle}{}",
                open.repeat(levels),
                close.repeat(levels - 1)
            );
            assert!(parse(&closed_wrongly).is_err(), "{closed_wrongly}");
        }
        let text = format!("RETURN {}{middle}{}", open.repeat(2000), close.repeat(2000));
        assert!(matches!(parse(&text), Err(ParseError::TooDeep { .. })));
    }
}

#[test]
fn long_chains_are_parsed_and_longer_ones_refused() {
    assert!(parse(&format!("RETURN {}1", "1 + ".repeat(500))).is_ok());
    assert!(parse(&format!("RETURN {}1", "NOT ".repeat(500))).is_ok());
    assert!(matches!(
        parse(&format!("RETURN {}1", "1 + ".repeat(50_000))),
        Err(ParseError::TooLong { .. })
    ));
    assert!(matches!(
        parse(&format!("RETURN {}1", "- ".repeat(50_000))),
        Err(ParseError::TooLong { .. })
    ));
}
