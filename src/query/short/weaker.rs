//! A question without rows → the same with less asked, so that nobody is left with silence.

use super::settle::settle;
use super::translator;
use super::verb::{interpret, main_words, text_of};
use super::{
    Argument, Asked, Circumstance, Fact, Hole, Name, Question, Tail, Term, VerbGroup, VerbWords,
    Vocabulary, Word,
};
use crate::diagnostic::Diagnostic;
use crate::query::ast::Statement;
use crate::value::Value;

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

/// Each fact alone with one thing of it changed.
fn weaker_facts(text: &str, facts: &[Fact], vocabulary: &dyn Vocabulary) -> Vec<(Fact, Found)> {
    let mut weaker = Vec::new();
    let is_one_of_several = facts.len() > 1;
    weaker.extend(facts.iter().filter_map(without_circumstances));
    for fact in facts {
        if is_one_of_several {
            let others = format!("what joins `{}` to the rest", fact.span.of(text).trim());
            weaker.push((fact.clone(), Found::Without(others)));
        }
        weaker.extend(of_any_kind(fact));
        weaker.extend(otherwise_denied(fact));
        weaker.extend(without_role(fact, vocabulary));
        weaker.extend(with_another_argument(fact));
        weaker.extend(with_another_subject(fact));
        weaker.extend(with_another_verb(fact, vocabulary));
        weaker.extend(anything_of_subject(fact));
    }
    weaker
}

/// `Putin met Trump` for `where did Putin meet Trump`.
fn without_circumstances(fact: &Fact) -> Option<(Fact, Found)> {
    let what = match fact.circumstances.first()?.0 {
        Circumstance::Place => "the place",
        Circumstance::Reason => "the reason",
    };
    let mut other = fact.clone();
    other.circumstances.clear();
    Some((other, Found::Circumstance(what.into())))
}

/// `?clubs` for `which clubs`.
fn of_any_kind(fact: &Fact) -> Option<(Fact, Found)> {
    let mut other = fact.clone();
    let arguments = other
        .arguments
        .iter_mut()
        .map(|argument| &mut argument.term);
    let hole = other
        .subject
        .iter_mut()
        .chain(arguments)
        .find_map(|term| match term {
            Term::Hole(hole) if hole.noun.is_some() => Some(hole),
            _ => None,
        })?;
    hole.name = Some(ANOTHER.into());
    let noun = hole.noun.take().unwrap_or_default();
    Some((
        other,
        Found::Values(format!("there is, in place of `{noun}`")),
    ))
}

/// `Putin not discuss ?what` for `Putin discussed ?what`, and the other way round.
fn otherwise_denied(fact: &Fact) -> Option<(Fact, Found)> {
    let VerbGroup::Verbs(verbs) = &fact.verbs else {
        return None;
    };
    let is_not = |word: &Word| {
        let word = word.text.replace('’', "'");
        matches!(word.as_str(), "not" | "never") || word.ends_with("n't")
    };
    let is_denied = verbs[0].words.iter().any(is_not);
    let turned = |verb: &VerbWords| {
        let mut words: Vec<Word> = verb
            .words
            .iter()
            .filter(|word| !is_not(word))
            .cloned()
            .collect();
        if !is_denied {
            let (text, span) = ("not".to_owned(), verb.span);
            words.insert(0, Word { text, span });
        }
        let span = verb.span;
        VerbWords { words, span }
    };
    let mut other = fact.clone();
    let turned: Vec<VerbWords> = verbs.iter().map(turned).collect();
    if turned.iter().any(|verb| verb.words.is_empty()) {
        return None;
    }
    other.verbs = VerbGroup::Verbs(turned);
    let found = if is_denied {
        Found::Without("`not`".into())
    } else {
        Found::With("`not`, as what is denied,")
    };
    Some((other, found))
}

/// `who died` for `who died in Paris`, where nobody is said to have died anywhere.
fn without_role(fact: &Fact, vocabulary: &dyn Vocabulary) -> Option<(Fact, Found)> {
    let VerbGroup::Verbs(verbs) = &fact.verbs else {
        return None;
    };
    let [verb] = verbs.as_slice() else {
        return None;
    };
    let role = interpret(verb, true, vocabulary).ok()?.role?;
    let mut other = fact.clone();
    let mut verb = verb.clone();
    verb.words.pop();
    if verb.words.is_empty() || other.arguments.is_empty() {
        return None;
    }
    other.arguments.remove(0);
    other.verbs = VerbGroup::Verbs(vec![verb]);
    Some((other, Found::Without(format!("`{role}`"))))
}

/// `Putin called ?another` for `Putin called Zelenskyy`; `Putin called ?` without `about Iran`.
fn with_another_argument(fact: &Fact) -> Vec<(Fact, Found)> {
    let mut weaker = Vec::new();
    for (place, argument) in fact.arguments.iter().enumerate() {
        let Term::Name(name) = &argument.term else {
            if place > 0 {
                let mut other = fact.clone();
                let Argument { words, .. } = other.arguments.remove(place);
                let what = if words.is_empty() {
                    "the further object".into()
                } else {
                    format!("`{}`", words.join(" "))
                };
                weaker.push((other, Found::Without(what)));
            }
            continue;
        };
        let mut other = fact.clone();
        other.arguments[place].term = another(name);
        weaker.push((other, in_the_place_of(name)));
    }
    weaker
}

fn with_another_subject(fact: &Fact) -> Option<(Fact, Found)> {
    let (Some(Term::Name(name)), VerbGroup::Verbs(_)) = (&fact.subject, &fact.verbs) else {
        return None;
    };
    let mut other = fact.clone();
    other.subject = Some(another(name));
    Some((other, in_the_place_of(name)))
}

/// `Putin ?another Zelenskyy` for `Putin called Zelenskyy`.
fn with_another_verb(fact: &Fact, vocabulary: &dyn Vocabulary) -> Option<(Fact, Found)> {
    let VerbGroup::Verbs(verbs) = &fact.verbs else {
        return None;
    };
    let Some(Term::Name(_)) = &fact.subject else {
        return None;
    };
    let words: Vec<String> = verbs
        .iter()
        .map(|verb| text_of(main_words(&verb.words)))
        .collect();
    let has_argument = !fact.arguments.is_empty();
    let asked = verbs
        .iter()
        .filter_map(|verb| interpret(verb, has_argument, vocabulary).ok());
    let asked = asked.flat_map(|verb| verb.also.into_iter().chain([verb.relation]));
    let words = format!("there is, in place of `{}`", words.join("|"));
    let found = Found::Relations(words, asked.collect());
    let mut other = fact.clone();
    other.verbs = VerbGroup::Any(hole(verbs[0].span));
    other.arguments.truncate(1);
    for argument in &mut other.arguments {
        argument.words.clear();
    }
    Some((other, found))
}

/// `Putin ?another` for `Putin called Zelenskyy`.
fn anything_of_subject(fact: &Fact) -> Option<(Fact, Found)> {
    let Some(Term::Name(name)) = &fact.subject else {
        return None;
    };
    let has_name = |argument: &Argument| matches!(argument.term, Term::Name(_));
    if !fact.arguments.iter().any(has_name) {
        return None;
    }
    let mut other = fact.clone();
    other.verbs = VerbGroup::Any(hole(fact.span));
    other.arguments.clear();
    let found = Found::Values(format!("there is, of `{}`", name.text));
    Some((other, found))
}

fn another(name: &Name) -> Term {
    Term::Hole(hole(name.span))
}

fn hole(span: crate::span::ByteSpan) -> Hole {
    Hole {
        name: Some(ANOTHER.into()),
        kind: None,
        noun: None,
        span,
    }
}

fn in_the_place_of(name: &Name) -> Found {
    Found::Values(format!("there is, in place of `{}`", name.text))
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
