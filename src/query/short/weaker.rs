//! A question without rows → the same with less asked, so that nobody is left with silence.

mod facts;

use super::settle::settle;
use super::translator;
use super::{Asked, Fact, Name, Question, Tail, Term, VerbGroup, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::query::ast::Statement;
use crate::value::Value;
use facts::weaker_facts;

/// How many values a note lists.
const LISTED: usize = 5;

/// What a hole is called that stands where something was named.
const ANOTHER: &str = "another";

/// A question that asks for less than one that has no rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Weaker {
    /// It, in the full form.
    pub statement: Statement,
    found: Found,
}

/// How to say that it has rows.
#[derive(Debug, Clone, PartialEq)]
enum Found {
    /// What was left out; the rows are counted.
    Without(String),
    /// The same for a time, a source, a place.
    Circumstance(String),
    /// What was put in; the rows are counted.
    With(&'static str),
    /// All about what has this name; the rows are counted.
    Topic(String),
    /// What stands before the values in the column `another`.
    Values(String),
    /// The same for relations, but for those that were asked.
    Relations(String, Vec<String>),
}

impl Weaker {
    /// Whether nothing else need be looked for if it has rows: only a time, a source or a place was in
    /// the way.
    pub fn is_enough(&self) -> bool {
        matches!(&self.found, Found::Circumstance(_) | Found::Topic(_))
    }

    /// What its rows say about the question that has none; nothing if it has none either.
    pub fn note(&self, columns: &[std::sync::Arc<str>], rows: &[Vec<Value>]) -> Option<Diagnostic> {
        if rows.is_empty() {
            return None;
        }
        let message = match &self.found {
            Found::Without(what) | Found::Circumstance(what) => {
                format!("without {what} {}", counted(rows.len()))
            }
            Found::With(what) => format!("with {what} {}", counted(rows.len())),
            Found::Topic(name) => {
                format!(
                    "of `{name}` alone, asked as `{name}`, {}",
                    counted(rows.len())
                )
            }
            Found::Values(_) | Found::Relations(..) => {
                let (words, asked) = match &self.found {
                    Found::Relations(words, asked) => (words, &**asked),
                    Found::Values(words) => (words, &[][..]),
                    _ => return None,
                };
                let place = columns.iter().position(|column| **column == *ANOTHER)?;
                let mut values: Vec<String> = Vec::new();
                for row in rows {
                    let value = match &row[place] {
                        Value::String(text) if asked.iter().any(|asked| **asked == **text) => {
                            continue;
                        }
                        Value::String(text) => format!("`{text}`"),
                        other => format!("`{other}`"),
                    };
                    if !values.contains(&value) {
                        values.push(value);
                    }
                }
                if values.is_empty() {
                    return None;
                }
                let more = match values.len().saturating_sub(LISTED) {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                values.truncate(LISTED);
                format!("{words}: {}{more}", values.join(", "))
            }
        };
        Some(Diagnostic::note("NoAnswer", message))
    }
}

fn counted(rows: usize) -> String {
    match rows {
        1 => "there is 1 row".into(),
        rows => format!("there are {rows} rows"),
    }
}

/// What a question without rows could be weakened to, what changes least first. Texts that are no
/// questions have nothing weaker.
pub fn weaker(text: &str, vocabulary: &dyn Vocabulary) -> Vec<Weaker> {
    let Ok(question) = super::question(text, vocabulary) else {
        return Vec::new();
    };
    let mut weaker = Vec::new();
    let mut add = |question: &Question, found: Found| {
        if let Ok(translation) = translator::translate(question, vocabulary) {
            let statement = translation.statement;
            if !weaker
                .iter()
                .any(|known: &Weaker| known.statement == statement)
            {
                weaker.push(Weaker { statement, found });
            }
        }
    };
    match question {
        Question::Path {
            from,
            to,
            tails,
            span,
        } => {
            let tails = without(&tails, |tail| matches!(tail, Tail::Within(_)));
            if let Some((tails, what)) = tails {
                let path = Question::Path {
                    from,
                    to,
                    tails,
                    span,
                };
                add(&path, Found::Without(what));
            }
        }
        Question::Topic { name, tails } => {
            if let Some((tails, what)) = without(&tails, is_time_or_source) {
                add(&Question::Topic { name, tails }, Found::Circumstance(what));
            }
        }
        Question::List { .. } => {}
        Question::Facts { facts, tails } => {
            let facts = settled(&facts, vocabulary);
            let tails: Vec<Tail> = tails.into_iter().filter(is_no_count).collect();
            for drops in [is_time, is_source, is_time_or_source] {
                if let Some((tails, what)) = without(&tails, drops) {
                    let facts = facts.clone();
                    add(&Question::Facts { facts, tails }, Found::Circumstance(what));
                }
            }
            if let [fact] = &*facts
                && let (VerbGroup::Is, Some(Term::Name(name))) = (&fact.verbs, &fact.subject)
            {
                let (name, tails) = (name.clone(), Vec::new());
                let found = Found::Topic(name.text.clone());
                add(&Question::Topic { name, tails }, found);
            }
            if let [fact] = &*facts
                && let Some(name) = place_of_all(fact)
            {
                let (name, tails) = (name.clone(), Vec::new());
                let found = Found::Topic(name.text.clone());
                add(&Question::Topic { name, tails }, found);
            }
            for (fact, found) in weaker_facts(text, &facts, vocabulary) {
                let (facts, tails) = (vec![fact], Vec::new());
                add(&Question::Facts { facts, tails }, found);
            }
        }
    }
    weaker
}

/// `Izmir` in `what happened in Izmir`.
fn place_of_all(fact: &Fact) -> Option<&Name> {
    let is_all = matches!(
        (&fact.verbs, &fact.subject),
        (VerbGroup::Any(_), Some(Term::Hole(_)))
    );
    let mut names = fact
        .arguments
        .iter()
        .filter_map(|argument| match &argument.term {
            Term::Name(name) if is_all && !argument.words.is_empty() => Some(name),
            _ => None,
        });
    names.next()
}

/// The facts with a subject each, as statements rather than questions.
fn settled(facts: &[Fact], vocabulary: &dyn Vocabulary) -> Vec<Fact> {
    let mut settled: Vec<Fact> = Vec::with_capacity(facts.len());
    for (place, fact) in facts.iter().enumerate() {
        let mut fact = settle(fact.clone(), place == 0, vocabulary);
        fact.asked = Asked::Plain;
        if fact.subject.is_none() {
            fact.subject = settled.last().and_then(|before| before.subject.clone());
        }
        settled.push(fact);
    }
    settled
}

fn is_no_count(tail: &Tail) -> bool {
    !matches!(tail, Tail::Count(_) | Tail::HowMany(_) | Tail::Limit(_))
}

fn is_time(tail: &Tail) -> bool {
    matches!(
        tail,
        Tail::Time(_) | Tail::When(_) | Tail::Weekday(_) | Tail::Month(_)
    )
}

fn is_source(tail: &Tail) -> bool {
    matches!(tail, Tail::AccordingTo(_))
}

fn is_time_or_source(tail: &Tail) -> bool {
    is_time(tail) || is_source(tail)
}

/// The tails that are not `dropped`, and words for those that are, if there are any.
fn without(tails: &[Tail], dropped: impl Fn(&Tail) -> bool) -> Option<(Vec<Tail>, String)> {
    let (gone, kept): (Vec<Tail>, Vec<Tail>) = tails.iter().cloned().partition(dropped);
    let mut words: Vec<&str> = gone.iter().map(words_of).collect();
    words.dedup();
    (!gone.is_empty()).then(|| (kept, words.join(" and ")))
}

fn words_of(tail: &Tail) -> &'static str {
    match tail {
        Tail::AccordingTo(_) => "`according to`",
        Tail::Within(_) => "`within`",
        _ => "the time",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::short::{KnownEntity, WordList};

    fn vocabulary() -> WordList {
        let entity = |name: &str| KnownEntity {
            name: name.into(),
            aliases: Vec::new(),
            descriptions: Vec::new(),
            members: Vec::new(),
            kind: "Person".into(),
            mentions: 1,
        };
        let entities = vec![entity("Ada Maren"), entity("Bo Lind")];
        let relations = vec![("call".to_owned(), 1), ("call_about".to_owned(), 1)];
        WordList::new(entities, relations, Vec::new(), |form| {
            form.trim_end_matches("ed").to_owned()
        })
    }

    #[track_caller]
    fn check(question: &str, expected: &[&str]) {
        let weaker = weaker(question, &vocabulary());
        let queries: Vec<String> = weaker
            .iter()
            .map(|weaker| format!("{:?}", weaker.found))
            .collect();
        assert_eq!(queries, expected, "{question}");
    }

    #[test]
    fn each_name_gives_way_to_others_and_the_verb_to_any() {
        check(
            "Maren called Lind since 2027",
            &[
                "Circumstance(\"the time\")",
                "With(\"`not`, as what is denied,\")",
                "Values(\"there is, in place of `Lind`\")",
                "Values(\"there is, in place of `Maren`\")",
                "Relations(\"there is, in place of `called`\", [\"call\"])",
                "Values(\"there is, of `Maren`\")",
            ],
        );
        check(
            "? not call ?whom about ?what",
            &["Without(\"`not`\")", "Without(\"`about`\")"],
        );
    }

    #[test]
    fn a_path_is_let_go_further() {
        check(
            "path from Maren to Lind within 1",
            &["Without(\"`within`\")"],
        );
        check("path from Maren to Lind", &[]);
    }

    #[test]
    fn values_are_listed_once_and_not_without_end() {
        let weaker = weaker("Maren called Lind", &vocabulary());
        let columns = vec!["another".into()];
        let rows: Vec<Vec<Value>> = ["a", "a", "b", "c", "d", "e", "f"]
            .iter()
            .map(|text| vec![(*text).into()])
            .collect();
        let note = weaker[1].note(&columns, &rows).expect("there are rows");
        assert_eq!(
            note.message,
            "there is, in place of `Lind`: `a`, `b`, `c`, `d`, `e` and 1 more"
        );
        assert_eq!(weaker[1].note(&columns, &[]), None);
    }
}
