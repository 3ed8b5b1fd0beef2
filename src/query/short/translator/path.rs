//! `path from Putin to Iran within 3`

use super::super::{ShortError, Tail, Term, Translation, Vocabulary};
use super::Translator;
use super::expressions::{and, boolean, call, not, time_filters};
use super::tree::{item, items, one_step, parsed_expression, projection, returned, statement};
use crate::query::ast::{
    Clause, Direction, Expression, Identifier, Length, Match, PathSelector, Place,
};
use crate::span::ByteSpan;

/// `path from Putin to Iran within 3`
pub(super) fn path(
    from: &Term,
    to: &Term,
    tails: &[Tail],
    span: ByteSpan,
    vocabulary: &dyn Vocabulary,
) -> Result<Translation, ShortError> {
    let mut translator = Translator::new(vocabulary);
    let start = translator.node(from)?;
    let end = translator.node(to)?;
    let edge = translator.nodes.fresh("r");
    let time = Expression::property(Expression::variable(&edge), "time");
    let (mut most, mut limit, mut times) = (None, None, Vec::new());
    for tail in tails {
        match tail {
            Tail::Within(steps) => most = Some(*steps),
            Tail::Limit(rows) => limit = Some(*rows),
            Tail::Time(range) => times.extend(time_filters(time.clone(), range)),
            other => {
                let tail = other.in_words();
                return Err(ShortError::TailWithoutFact { tail, span });
            }
        }
    }
    let denied = call(
        "coalesce",
        vec![
            Expression::property(Expression::variable(&edge), "negated"),
            boolean(false),
        ],
    );
    let mut pattern = one_step(start, &edge, Vec::new(), Direction::Either, end);
    pattern.variable = Some(Identifier::unplaced("path"));
    pattern.selector = PathSelector::AnyShortest;
    let relationship = &mut pattern.steps[0].relationship;
    relationship.length = Some(Length {
        minimum: None,
        maximum: most,
        place: Place::NOWHERE,
    });
    relationship.filter = Some(times.into_iter().fold(not(denied), and));
    let filter = translator.filters.drain(..).reduce(and);
    let matching = Clause::Match(Match {
        optional: false,
        patterns: vec![pattern],
        filter,
        place: Place::NOWHERE,
    });
    let mut columns = std::mem::take(&mut translator.columns);
    columns.push(("path".into(), Expression::variable("path")));
    let mut with_facts = items(&columns);
    for (name, value) in [
        ("facts", "[r IN relationships(path) | r.fact]"),
        ("modalities", "[[r IN relationships(path) | r.modality]]"),
    ] {
        with_facts.push(item(name, parsed_expression(value)));
    }
    let finish = |items| {
        statement(vec![
            matching.clone(),
            returned(projection(items, false, limit)),
        ])
    };
    Ok(Translation {
        statement: finish(items(&columns)),
        with_facts: finish(with_facts),
        is_count: false,
        notes: translator.notes,
        asks_whether: false,
    })
}
