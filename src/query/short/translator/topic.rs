//! `Iran`: all that is said of it, whoever does it.

use super::super::{Name, ShortError, Tail, Term, Translation, Vocabulary};
use super::expressions::{and, call, equals, or};
use super::tree::{one_step, parsed_expression};
use super::{Translator, nodes};
use crate::query::ast::{Direction, Expression, ExpressionKind};

/// Rows `who`, `did`, `what` of every fact with `name` at one of its ends.
pub(super) fn topic(
    name: &Name,
    tails: &[Tail],
    vocabulary: &dyn Vocabulary,
) -> Result<Translation, ShortError> {
    let mut translator = Translator::new(vocabulary);
    let mut start = translator.node(&Term::Name(name.clone()))?;
    let variable = start.variable.clone().expect("a name has a variable");
    let topic = Expression::variable(&variable.name);
    let is_it = match start.properties.take() {
        Some(properties) => Some(has_name(&topic, properties)),
        None => translator.filters.drain(..).reduce(and),
    };
    let is_it = is_it.into_iter();
    if name.quoted {
        translator.filters.extend(is_it);
    } else {
        let names_it = names_it(&topic, &name.text);
        translator
            .filters
            .extend(is_it.chain([names_it]).reduce(or));
    }
    let relationship = translator.nodes.fresh("r");
    let edge = || vec![Expression::variable(&relationship)];
    let end = |which| Expression::property(call(which, edge()), "name");
    translator.columns = vec![
        ("who".into(), end("startNode")),
        ("did".into(), call("type", edge())),
        ("what".into(), end("endNode")),
    ];
    let pattern = one_step(
        start,
        &relationship,
        Vec::new(),
        Direction::Either,
        nodes::anybody(),
    );
    translator.patterns.push(pattern);
    translator.denied(&relationship, false);
    translator.relationships.push(relationship);
    translator.finish(tails)
}

/// `topic.name = 'Iran'` for `{name: 'Iran'}`, so that it can stand beside `OR`.
fn has_name(topic: &Expression, properties: Expression) -> Expression {
    let ExpressionKind::Map(entries) = properties.kind else {
        unreachable!("the properties of a name are a map")
    };
    let name = entries.into_iter().next().expect("the map has a name");
    let property = Expression::property(topic.clone(), &*name.key.name);
    equals(property, name.value)
}

/// `tensions in Iran`, but not all that anybody says with the word in it.
fn names_it(topic: &Expression, name: &str) -> Expression {
    let pattern = format!("(?s).*\\b{}\\b.*", regex::escape(name));
    let (name, pattern) = (Expression::string(name), Expression::string(pattern));
    parsed_expression(&format!(
        "NOT {topic}:Statement AND {topic}.name CONTAINS {name} AND {topic}.name =~ {pattern}"
    ))
}
