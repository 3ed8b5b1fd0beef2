//! Properties of query text: any tree prints and parses back, and no text makes the parser panic.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use relata::query::ast::*;
use relata::query::{AnyParameters, Form, check, parse};

const NOWHERE: Place = Place::NOWHERE;

/// Plain names, words of the language, and names that need back-ticks.
fn any_name() -> impl Strategy<Value = Identifier> {
    prop_oneof![
        "[a-z_][a-z0-9_]{0,5}",
        prop::sample::select(vec![
            "match", "Where", "order", "count", "all", "exists", "in", "case", "end", "é", "a b",
            "a`b", "1x"
        ])
        .prop_map(str::to_owned),
    ]
    .prop_map(Identifier::unplaced)
}

fn any_literal() -> impl Strategy<Value = Literal> {
    prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::Boolean),
        any::<i64>().prop_map(Literal::Integer),
        (-1e9..1e9_f64).prop_map(Literal::Float),
        "\\PC{0,6}".prop_map(Literal::String),
        "[\\\\'\"\n\t`]{0,4}".prop_map(Literal::String),
    ]
}

fn any_labels() -> impl Strategy<Value = LabelExpression> {
    let leaf = prop_oneof![
        any_name().prop_map(LabelExpression::Name),
        Just(LabelExpression::Any(NOWHERE)),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            inner
                .clone()
                .prop_map(|labels| LabelExpression::Not(Box::new(labels))),
            vec(inner.clone(), 2..4).prop_map(LabelExpression::And),
            vec(inner, 2..4).prop_map(LabelExpression::Or),
        ]
    })
}

fn any_map(
    value: impl Strategy<Value = Expression> + Clone + 'static,
) -> impl Strategy<Value = Expression> {
    vec((any_name(), value), 0..3).prop_map(|entries| {
        let entries = entries
            .into_iter()
            .map(|(key, value)| MapEntry { key, value })
            .collect();
        Expression::unplaced(ExpressionKind::Map(entries))
    })
}

fn any_node(
    value: impl Strategy<Value = Expression> + Clone + 'static,
) -> impl Strategy<Value = NodePattern> {
    (
        of(any_name()),
        of(any_labels()),
        of(any_map(value.clone())),
        of(value),
    )
        .prop_map(|(variable, labels, properties, filter)| NodePattern {
            variable,
            labels,
            properties,
            filter,
            place: NOWHERE,
        })
}

fn any_step(
    value: impl Strategy<Value = Expression> + Clone + 'static,
) -> impl Strategy<Value = PathStep> {
    let direction = prop_oneof![
        Just(Direction::Outgoing),
        Just(Direction::Incoming),
        Just(Direction::Either)
    ];
    let length = (of(0..9_u64), of(0..9_u64)).prop_map(|(minimum, maximum)| Length {
        minimum,
        maximum,
        place: NOWHERE,
    });
    let detail = (
        of(any_name()),
        of(any_labels()),
        of(length),
        of(any_map(value.clone())),
        direction,
    );
    (detail, any_node(value)).prop_map(
        |((variable, types, length, properties, direction), node)| PathStep {
            relationship: RelationshipPattern {
                variable,
                types,
                length,
                properties,
                filter: None,
                direction,
                place: NOWHERE,
            },
            node,
        },
    )
}

fn any_path(
    value: impl Strategy<Value = Expression> + Clone + 'static,
    least: usize,
) -> impl Strategy<Value = PathPattern> {
    (any_node(value.clone()), vec(any_step(value), least..3)).prop_map(|(start, steps)| {
        PathPattern {
            variable: None,
            selector: PathSelector::All,
            start,
            steps,
            place: NOWHERE,
        }
    })
}

fn any_expression() -> impl Strategy<Value = Expression> {
    let leaf = prop_oneof![
        any_literal().prop_map(ExpressionKind::Literal),
        any_name().prop_map(|name| ExpressionKind::Variable(name.name)),
        any_name().prop_map(|name| ExpressionKind::Parameter(name.name)),
        Just(ExpressionKind::CountStar),
    ]
    .prop_map(Expression::unplaced);
    leaf.prop_recursive(4, 40, 4, |inner| {
        let boxed = inner.clone().prop_map(Box::new);
        let filter = || of(boxed.clone());
        let kind = prop_oneof![
            vec(inner.clone(), 0..3)
                .prop_map(ExpressionKind::List)
                .prop_filter("reads as a comprehension", is_plain_list),
            any_map(inner.clone()).prop_map(|map| map.kind),
            (boxed.clone(), any_name())
                .prop_map(|(subject, key)| ExpressionKind::Property { subject, key }),
            (boxed.clone(), boxed.clone())
                .prop_map(|(subject, index)| ExpressionKind::Index { subject, index }),
            (boxed.clone(), filter(), filter())
                .prop_map(|(subject, from, to)| ExpressionKind::Slice { subject, from, to }),
            (boxed.clone(), any_labels())
                .prop_map(|(subject, labels)| ExpressionKind::HasLabels { subject, labels }),
            (boxed.clone(), any::<bool>())
                .prop_map(|(subject, negated)| ExpressionKind::IsNull { subject, negated }),
            (any_unary(), boxed.clone())
                .prop_map(|(operator, operand)| ExpressionKind::Unary { operator, operand }),
            (any_binary(), boxed.clone(), boxed.clone()).prop_map(|(operator, left, right)| {
                ExpressionKind::Binary {
                    operator,
                    left,
                    right,
                }
            }),
            (boxed.clone(), vec((any_comparison(), inner.clone()), 1..3))
                .prop_map(|(first, rest)| ExpressionKind::Comparison { first, rest }),
            (
                filter(),
                vec((inner.clone(), inner.clone()), 1..3),
                filter()
            )
                .prop_map(|(subject, branches, otherwise)| {
                    let branches = branches
                        .into_iter()
                        .map(|(when, then)| CaseBranch { when, then })
                        .collect();
                    ExpressionKind::Case {
                        subject,
                        branches,
                        otherwise,
                    }
                }),
            (
                prop::sample::select(vec!["size", "any", "reduce", "a.b"]),
                any::<bool>(),
                vec(inner.clone(), 1..3)
            )
                .prop_map(|(name, distinct, arguments)| {
                    ExpressionKind::Function(FunctionCall {
                        name: Identifier::unplaced(name),
                        distinct,
                        arguments,
                    })
                }),
            (any_name(), boxed.clone(), filter(), boxed.clone()).prop_map(
                |(variable, list, filter, projection)| {
                    ExpressionKind::ListComprehension {
                        variable,
                        list,
                        filter,
                        projection: Some(projection),
                    }
                }
            ),
            (any_path(inner.clone(), 1), filter(), boxed.clone()).prop_map(
                |(pattern, filter, projection)| {
                    ExpressionKind::PatternComprehension {
                        pattern: Box::new(pattern),
                        filter,
                        projection,
                    }
                }
            ),
            (any_quantifier(), any_name(), boxed.clone(), filter()).prop_map(
                |(quantifier, variable, list, filter)| {
                    ExpressionKind::Quantified {
                        quantifier,
                        variable,
                        list,
                        filter,
                    }
                }
            ),
            (
                any_name(),
                boxed.clone(),
                any_name(),
                boxed.clone(),
                boxed.clone()
            )
                .prop_map(|(accumulator, initial, variable, list, step)| {
                    ExpressionKind::Reduce {
                        accumulator,
                        initial,
                        variable,
                        list,
                        step,
                    }
                }),
            any_path(inner.clone(), 1).prop_map(|path| ExpressionKind::Pattern(Box::new(path))),
            any_path(inner, 0).prop_map(|path| {
                let query = Box::new(query(vec![matching(vec![path], None)]));
                ExpressionKind::Subquery {
                    kind: SubqueryKind::Exists,
                    query,
                }
            }),
        ];
        kind.prop_map(Expression::unplaced)
    })
}

/// A list of one `x IN xs` prints as the comprehension that it would be read as.
fn is_plain_list(kind: &ExpressionKind) -> bool {
    let ExpressionKind::List(items) = kind else {
        return true;
    };
    items.len() != 1 || !items[0].to_string().contains(" IN ")
}

fn any_unary() -> impl Strategy<Value = UnaryOperator> {
    prop_oneof![
        Just(UnaryOperator::Not),
        Just(UnaryOperator::Minus),
        Just(UnaryOperator::Plus)
    ]
}

fn any_quantifier() -> impl Strategy<Value = Quantifier> {
    prop_oneof![
        Just(Quantifier::All),
        Just(Quantifier::Any),
        Just(Quantifier::None),
        Just(Quantifier::Single)
    ]
}

fn any_comparison() -> impl Strategy<Value = ComparisonOperator> {
    use ComparisonOperator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    prop::sample::select(vec![
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
    ])
}

fn any_binary() -> impl Strategy<Value = BinaryOperator> {
    use BinaryOperator::*;
    prop::sample::select(vec![
        Or, Xor, And, In, StartsWith, EndsWith, Contains, Matches, Add, Subtract, Multiply, Divide,
        Modulo, Power,
    ])
}

fn matching(patterns: Vec<PathPattern>, filter: Option<Expression>) -> Clause {
    Clause::Match(Match {
        optional: false,
        patterns,
        filter,
        place: NOWHERE,
    })
}

fn query(clauses: Vec<Clause>) -> Query {
    Query {
        first: SingleQuery {
            clauses,
            place: NOWHERE,
        },
        unions: Vec::new(),
        place: NOWHERE,
    }
}

fn any_statement() -> impl Strategy<Value = Statement> {
    let items = vec((any_expression(), of(any_name())), 1..3);
    let pattern = any_path(any_expression().boxed(), 0);
    (of(pattern), items, any::<bool>(), of(any_expression())).prop_map(
        |(pattern, items, distinct, filter)| {
            let items = items
                .into_iter()
                .map(|(expression, alias)| ProjectionItem {
                    text: SourceText(expression.to_string()),
                    expression,
                    alias,
                    place: NOWHERE,
                })
                .collect();
            let projection = Projection {
                distinct,
                star: None,
                items,
                order_by: Vec::new(),
                skip: None,
                limit: None,
                place: NOWHERE,
            };
            let mut clauses: Vec<Clause> = pattern
                .into_iter()
                .map(|path| matching(vec![path], filter.clone()))
                .collect();
            clauses.push(Clause::Return(Return {
                projection,
                place: NOWHERE,
            }));
            Statement {
                mode: Mode::Run,
                query: query(clauses),
                place: NOWHERE,
            }
        },
    )
}

#[test]
fn signs_upon_signs_print_and_parse_back() {
    let text = format!("RETURN {}x", "-".repeat(150));
    let statement = parse(&text).expect("signs may follow each other");
    let printed = statement.to_string();
    let again = parse(&printed).unwrap_or_else(|error| panic!("{printed}: {error}"));
    assert_eq!(again.to_string(), printed);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn printed_query_parses_back(statement in any_statement()) {
        let printed = statement.to_string();
        prop_assert_eq!(parse(&printed).map_err(|error| format!("{printed}: {error}")), Ok(statement));
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,60}") {
        read(&text);
    }

    #[test]
    fn no_mixture_of_words_makes_the_parser_panic(words in vec(prop::sample::select(WORDS.to_vec()), 0..24)) {
        read(&words.join(" "));
        read(&words.concat());
    }
}

/// What the mixtures are made of.
const WORDS: [&str; 52] = [
    "MATCH",
    "RETURN",
    "WHERE",
    "WITH",
    "CASE",
    "WHEN",
    "THEN",
    "END",
    "IN",
    "AND",
    "NOT",
    "IS",
    "NULL",
    "AS",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "-",
    "->",
    "<-",
    "*",
    "..",
    "|",
    ":",
    ",",
    ".",
    "=",
    "<",
    "n",
    "x",
    "1",
    "1.5",
    "'a'",
    "\"",
    "'",
    "$p",
    "all(",
    "count(*)",
    "EXISTS {",
    "`a`",
    "//",
    "/*",
    "?who",
    "Putin",
    "called",
    "and",
    "since 2025",
    "é",
    "\\",
];

/// Whatever a text is, it is answered.
fn read(text: &str) {
    let _ = Form::of(text);
    match parse(text) {
        Ok(statement) => {
            let printed = statement.to_string();
            assert_eq!(
                parse(&printed).as_ref(),
                Ok(&statement),
                "{text} as {printed}"
            );
            if let Err(error) = check(&statement, &AnyParameters) {
                let _ = (error.span().of(text), error.to_string(), error.help());
            }
        }
        Err(error) => {
            let _ = (error.span().of(text), error.to_string(), error.help());
        }
    }
}
