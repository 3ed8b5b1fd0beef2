//! Nested to depth 60, every construct is read without reading any part of it over and over: the steps
//! of the parser are counted, since time is not for tests. A step is 25 to 40 ns, so that the bound
//! stands for less than 10 ms.
//!
//! The bound is one setting for the whole process: this file has one test.

use relata::query::{MAXIMUM_NESTING, ParseError, parse};

const STEPS: usize = 200_000;

/// What opens a level, what stands in the middle, what closes a level.
const CONSTRUCTS: [(&str, &str, &str); 32] = [
    ("(", "1", ")"),
    ("[", "1", "]"),
    ("{a: ", "1", "}"),
    ("[x IN xs WHERE ", "true", "]"),
    ("[x IN xs | ", "x", "]"),
    ("[x IN ", "xs", ", 1]"),
    ("[1, ", "xs", "]"),
    ("x[", "1", "]"),
    ("x[", "1", "..2]"),
    ("x[1..", "2", "]"),
    ("f(", "1", ")"),
    ("count(DISTINCT ", "1", ")"),
    ("all(x IN ", "xs", " WHERE true)"),
    ("any(x IN xs WHERE ", "true", ")"),
    ("CASE WHEN ", "1", " THEN 1 END"),
    ("CASE 1 WHEN 2 THEN 3 ELSE ", "1", " END"),
    ("reduce(a = 0, x IN ", "xs", " | a)"),
    ("x {a: ", "1", "}"),
    ("[(a)-->(b) WHERE ", "true", " | 1]"),
    ("[(a {k: ", "1", "})-->() | 1]"),
    ("(a)-[{k: ", "1", "}]->()"),
    ("EXISTS { MATCH (a)-->(b) WHERE ", "true", " }"),
    ("COUNT { (a)-->(b WHERE ", "true", ") }"),
    (
        "EXISTS { MATCH (a) RETURN ",
        "1",
        " UNION MATCH (a) RETURN 1 }",
    ),
    ("x {.a, .*, b: ", "1", ", c}"),
    ("all(x IN xs WHERE (a)-[:T]->({k: ", "1", "}))"),
    ("coalesce(x.a, 1, ", "1", ", x[0])"),
    ("CASE WHEN true THEN ", "1", " END"),
    ("(x:A|B) AND (", "true", ")"),
    ("'a' STARTS WITH (", "'a'", ") IS NOT NULL"),
    ("NOT (", "1", ")"),
    ("-(1 + 2 * (", "1", ") ^ 3)"),
];

#[test]
fn nesting_does_not_multiply_the_work() {
    pest::set_call_limit(std::num::NonZeroUsize::new(STEPS));
    let foreach = |closed| {
        let opened = "FOREACH (x IN [1] | SET a.b = x ".repeat(60);
        format!("{opened}{}", ")".repeat(closed))
    };
    parse(&foreach(60)).unwrap();
    parse(&foreach(59)).expect_err("it is not closed as it was opened");
    for (open, middle, close) in CONSTRUCTS {
        let brackets =
            open.matches(['(', '[', '{']).count() - open.matches([')', ']', '}']).count();
        let levels = 60.min(MAXIMUM_NESTING / brackets.max(1));
        let text = format!(
            "RETURN {}{middle}{}",
            open.repeat(levels),
            close.repeat(levels)
        );
        parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        for (opened, closed) in [(levels, levels - 1), (levels, 0), (levels - 1, levels)] {
            let text = format!(
                "RETURN {}{middle}{}",
                open.repeat(opened),
                close.repeat(closed)
            );
            let refused = parse(&text).expect_err("it is not closed as it was opened");
            assert!(!matches!(refused, ParseError::TooDeep { .. }), "{text}");
        }
        let text = format!("RETURN {}{middle}{}", open.repeat(2000), close.repeat(2000));
        let refused = parse(&text).expect_err("it is nested too deep");
        assert!(matches!(refused, ParseError::TooDeep { .. }), "{refused}");
    }
}
