//! `?x:Person`, `list companies`: what there is, by how often it is mentioned.

use super::super::{Hole, ShortError, Tail, Term, Translation, Vocabulary};
use super::Translator;
use super::expressions::{and, sort};
use super::nodes::is_kind;
use super::tree::{item, parsed_expression, projection, returned, statement, with};
use crate::query::ast::{
    Clause, Expression, ExpressionKind, Match, PathPattern, PathSelector, Place,
};
use crate::span::ByteSpan;

/// What a column is called that has no name in the question.
const NAME: &str = "name";

/// Whether a noun is a word for a kind, or part of what something is called.
fn is_somewhere(noun: &str, vocabulary: &dyn Vocabulary) -> bool {
    let lemma = vocabulary.noun_lemma(noun);
    let has = |text: &str| {
        let text = text.to_lowercase();
        text.contains(noun) || text.contains(&lemma)
    };
    let entities = vocabulary.entities();
    is_kind(noun, vocabulary)
        || entities.iter().any(|entity| {
            let mut descriptions = entity.descriptions.iter();
            has(&entity.name) || descriptions.any(|description| has(description))
        })
}

/// Rows of a name and how often it is mentioned, most often first; or how many there are.
pub(super) fn list(
    hole: &Hole,
    tails: &[Tail],
    span: ByteSpan,
    vocabulary: &dyn Vocabulary,
) -> Result<Translation, ShortError> {
    let (mut limit, mut is_count) = (None, false);
    for tail in tails {
        match tail {
            Tail::Limit(rows) => limit = Some(*rows),
            Tail::HowMany(_) => is_count = true,
            Tail::Count(counted) if counted.by.is_none() => is_count = true,
            other => {
                let tail = other.in_words();
                return Err(ShortError::TailWithoutFact { tail, span });
            }
        }
    }
    if let Some(noun) = &hole.noun
        && !is_somewhere(noun, vocabulary)
    {
        return Err(ShortError::UnknownKind {
            kind: noun.clone(),
            known: vocabulary
                .labels()
                .iter()
                .map(|(label, _)| label.clone())
                .collect(),
            span: hole.span,
        });
    }
    let mut translator = Translator::new(vocabulary);
    let named = Hole {
        name: Some(hole.name.clone().unwrap_or_else(|| NAME.into())),
        ..hole.clone()
    };
    let node = translator.node(&Term::Hole(named.clone()))?;
    let name = named.name.unwrap_or_default();
    let variable = Expression::variable(&name);
    let is_entity = |(label, _): &(String, u64)| label == "Entity";
    if hole.kind.is_none() && vocabulary.labels().iter().any(is_entity) {
        // Not the words that facts end in.
        translator
            .filters
            .push(parsed_expression(&format!("{variable}:Entity")));
    }
    let pattern = PathPattern {
        variable: None,
        selector: PathSelector::All,
        start: node,
        steps: Vec::new(),
        place: Place::NOWHERE,
    };
    let matching = Clause::Match(Match {
        optional: false,
        patterns: vec![pattern],
        filter: translator.filters.drain(..).reduce(and),
        place: Place::NOWHERE,
    });
    let named = item(&name, Expression::property(variable.clone(), "name"));
    let counted = || {
        let total = item("count", Expression::unplaced(ExpressionKind::CountStar));
        let names = with(projection(vec![named.clone()], true, None));
        statement(vec![
            matching.clone(),
            names,
            returned(projection(vec![total], false, limit)),
        ])
    };
    let listed = |further: &[(&str, &str)]| {
        let mentions = item(
            "mentions",
            Expression::property(variable.clone(), "mentions"),
        );
        let mut items = vec![named.clone(), mentions];
        items.extend(
            further
                .iter()
                .map(|(name, value)| item(name, parsed_expression(value))),
        );
        let mut rows = projection(items, true, limit);
        rows.order_by = vec![sort("mentions", true), sort(&name, false)];
        statement(vec![matching.clone(), returned(rows)])
    };
    Ok(Translation {
        statement: if is_count { counted() } else { listed(&[]) },
        with_facts: listed(&[("facts", "[]"), ("modalities", "[]")]),
        is_count,
        notes: translator.notes,
        asks_whether: false,
    })
}
