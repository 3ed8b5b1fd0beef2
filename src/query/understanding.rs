//! tree → tree, by the words that a graph has: what somebody most likely meant by a type or a label
//! that is not there.
//!
//! `[:called]` becomes `[:call]` where only the latter is there; anything else that is not there stays
//! as it is, finds nothing, and is told with the nearest name that is there.

mod property;

pub use property::unknown_properties;

use super::ast::{
    Clause, Expression, ExpressionKind, LabelExpression, PathPattern, Query, Statement,
};
use super::nearest::nearest;
use super::short::Vocabulary;
use crate::diagnostic::Diagnostic;

/// The words of a graph. Lists of them are made only when a name is not among them.
pub trait Words {
    /// Whether some relationship is of this type.
    fn has_type(&self, name: &str) -> bool;
    /// Whether the graph has this label.
    fn has_label(&self, name: &str) -> bool;
    /// All words.
    fn vocabulary(&self) -> &dyn Vocabulary;
}

/// Replaces inflected relationship types of `statement` by those of the graph, and notes what was
/// replaced and what is not there at all. Only `MATCH` is looked at: what is created may be new.
pub fn understand(statement: &mut Statement, words: &dyn Words) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    query(&mut statement.query, words, &mut notes);
    notes
}

fn query(query: &mut Query, words: &dyn Words, notes: &mut Vec<Diagnostic>) {
    let rest = query.unions.iter_mut().map(|union| &mut union.query);
    for single in std::iter::once(&mut query.first).chain(rest) {
        for clause in &mut single.clauses {
            if let Clause::Match(clause) = clause {
                clause
                    .patterns
                    .iter_mut()
                    .for_each(|pattern| path(pattern, words, notes));
                if let Some(filter) = &mut clause.filter {
                    condition(filter, words, notes);
                }
            }
        }
    }
}

/// Patterns in conditions, where they usually stand: under `AND`, `OR`, `NOT` and in braces.
fn condition(expression: &mut Expression, words: &dyn Words, notes: &mut Vec<Diagnostic>) {
    match &mut expression.kind {
        ExpressionKind::Unary { operand, .. } => condition(operand, words, notes),
        ExpressionKind::Binary { left, right, .. } => {
            condition(left, words, notes);
            condition(right, words, notes);
        }
        ExpressionKind::Pattern(pattern) => path(pattern, words, notes),
        ExpressionKind::Subquery { query: inner, .. } => query(inner, words, notes),
        _ => {}
    }
}

fn path(pattern: &mut PathPattern, words: &dyn Words, notes: &mut Vec<Diagnostic>) {
    let mut types = |labels: &mut LabelExpression| types(labels, words, notes);
    pattern
        .steps
        .iter_mut()
        .filter_map(|step| step.relationship.types.as_mut())
        .for_each(&mut types);
    let later = pattern.steps.iter().map(|step| &step.node);
    for node in std::iter::once(&pattern.start).chain(later) {
        for name in node.labels.iter().flat_map(LabelExpression::names) {
            if words.has_label(&name.name) {
                continue;
            }
            let known = words
                .vocabulary()
                .labels()
                .iter()
                .map(|(known, _)| known.as_str());
            let note = Diagnostic::note(
                "UnknownLabel",
                format!("no node is labelled `{}`", name.name),
            );
            notes.push(with_nearest(note, nearest(&name.name, known)).at(name.place.span(), ""));
        }
    }
}

fn types(labels: &mut LabelExpression, words: &dyn Words, notes: &mut Vec<Diagnostic>) {
    match labels {
        LabelExpression::Any(_) => {}
        LabelExpression::Not(inner) => types(inner, words, notes),
        LabelExpression::And(parts) | LabelExpression::Or(parts) => {
            for part in parts {
                types(part, words, notes);
            }
        }
        LabelExpression::Name(name) if words.has_type(&name.name) => {}
        LabelExpression::Name(name) => {
            let vocabulary = words.vocabulary();
            let span = name.place.span();
            let lower = name.name.to_lowercase();
            let (head, particles) = lower
                .split_once('_')
                .map_or((&*lower, None), |(head, rest)| (head, Some(rest)));
            let lemma = vocabulary.verb_lemma(head);
            let meant =
                particles.map_or_else(|| lemma.clone(), |particles| format!("{lemma}_{particles}"));
            if vocabulary.relation_count(&meant) > 0 {
                let message = format!("`{}` is understood as `{meant}`", name.name);
                notes.push(Diagnostic::note("UnderstoodAs", message).at(span, ""));
                name.name = meant;
                return;
            }
            if let Some(counted) = vocabulary.counted_as(&meant) {
                let written = &name.name;
                if counted.is_inverse {
                    let message = format!(
                        "`{written}` is counted as `{}`, the other way round",
                        counted.name
                    );
                    notes.push(Diagnostic::note("CountedAs", message).at(span, ""));
                } else {
                    let message = format!("`{written}` is counted as `{}`", counted.name);
                    notes.push(Diagnostic::note("CountedAs", message).at(span, ""));
                    name.name = counted.name.into_string();
                }
                return;
            }
            let known = vocabulary
                .relations()
                .iter()
                .map(|(known, _)| known.as_str());
            let note = Diagnostic::note(
                "UnknownRelation",
                format!("no relation is called `{}`", name.name),
            );
            notes.push(with_nearest(note, nearest(&name.name, known)).at(span, ""));
        }
    }
}

fn with_nearest(note: Diagnostic, nearest: Option<&str>) -> Diagnostic {
    match nearest {
        Some(name) => note.with_help(format!("did you mean `{name}`?")),
        None => note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use crate::query::short::{KnownEntity, WordList};

    impl Words for WordList {
        fn has_type(&self, name: &str) -> bool {
            self.relation_count(name) > 0
        }

        fn has_label(&self, name: &str) -> bool {
            self.labels().iter().any(|(known, _)| known == name)
        }

        fn vocabulary(&self) -> &dyn Vocabulary {
            self
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str, notes: &[&str]) {
        let count = |name: &str| (name.to_owned(), 1);
        let relations = vec![count("call"), count("give_up_on")];
        let lemma = |form: &str| match form {
            "called" => "call".to_owned(),
            "gave" => "give".to_owned(),
            other => other.to_owned(),
        };
        let words = WordList::new(
            Vec::<KnownEntity>::new(),
            relations,
            vec![count("Person")],
            lemma,
        );
        let mut statement = parse(text).unwrap();
        let found = understand(&mut statement, &words);
        let found: Vec<String> = found
            .iter()
            .map(|note| {
                format!("{} {}", note.message, note.help.as_deref().unwrap_or(""))
                    .trim_end()
                    .to_owned()
            })
            .collect();
        assert_eq!(statement.to_string(), expected);
        assert_eq!(found, notes);
    }

    #[test]
    fn an_inflected_type_is_understood() {
        check(
            "MATCH (a:Person)-[:called|gave_up_on]->(b) RETURN a",
            "MATCH (a:Person)-[:call|give_up_on]->(b) RETURN a",
            &[
                "`called` is understood as `call`",
                "`gave_up_on` is understood as `give_up_on`",
            ],
        );
    }

    #[test]
    fn what_is_not_there_is_told_with_the_nearest() {
        check(
            "MATCH (a:Persn)-[:cal]->(b) RETURN a",
            "MATCH (a:Persn)-[:cal]->(b) RETURN a",
            &[
                "no relation is called `cal` did you mean `call`?",
                "no node is labelled `Persn` did you mean `Person`?",
            ],
        );
    }
}
