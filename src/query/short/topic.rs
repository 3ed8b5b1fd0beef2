//! Questions that say nothing of what they name: `tell me about Iran`, `ceasefire`, `list companies`.

use super::settle::{is_known, name_of};
use super::translator::is_kind;
use super::verb::has_verb;
use super::{Asked, Fact, Hole, Question, Tail, Term, VerbGroup, Vocabulary, Word};

/// What stands before a name of which all is asked.
const ABOUT: [&str; 12] = [
    "everything about",
    "anything about",
    "all about",
    "facts about",
    "news about",
    "tell me about",
    "tell me everything about",
    "tell me more about",
    "show me everything about",
    "do we know about",
    "do you know about",
    "is known about",
];

/// What stands before a noun of which all are asked for.
const ALL_OF: [&str; 9] = [
    "list",
    "list all",
    "list the",
    "list all the",
    "show",
    "show all",
    "show me",
    "show me all",
    "all",
];

/// What stands for a thing of any kind.
const ANYTHING: [&str; 4] = ["everything", "things", "entities", "names"];

/// The same question, or what it asks for where no fact is in it.
pub(super) fn turn(question: Question, vocabulary: &dyn Vocabulary) -> Question {
    let Question::Facts { facts, tails } = question else {
        return question;
    };
    if let [fact] = &*facts
        && let Some(turned) = topic(fact, &tails, vocabulary)
    {
        return turned;
    }
    Question::Facts { facts, tails }
}

fn topic(fact: &Fact, tails: &[Tail], vocabulary: &dyn Vocabulary) -> Option<Question> {
    let VerbGroup::Verbs(verbs) = &fact.verbs else {
        return None;
    };
    let [verb] = verbs.as_slice() else {
        return None;
    };
    let (words, tails, span) = (&*verb.words, tails.to_vec(), fact.span);
    if !fact.trailing.is_empty() || !fact.circumstances.is_empty() {
        return None;
    }
    if let Some(hole) = mentioned(fact, words, vocabulary) {
        return Some(Question::List { hole, tails, span });
    }
    let is_what = |hole: &Hole| hole.name.as_deref() == Some("what");
    match &fact.subject {
        None => {}
        // `what is known about Iran`
        Some(Term::Hole(hole)) if is_what(hole) && behind("is known about", words).is_some() => {}
        Some(_) => return None,
    }
    let is_one = fact.other_arguments.is_empty();
    let about = ABOUT.iter().find_map(|lead| behind(lead, words));
    match (about, &*fact.arguments) {
        (Some([]), [argument]) if argument.words.is_empty() => match &argument.term {
            Term::Name(name) => {
                let mut name = name.clone();
                for other in &fact.other_arguments {
                    match other {
                        Term::Name(other) => name.alternatives.push(other.clone()),
                        Term::Hole(_) => return None,
                    }
                }
                return Some(Question::Topic { name, tails });
            }
            Term::Hole(_) => return None,
        },
        _ if !is_one && !matches!(about, Some([])) => return None,
        (Some(rest @ [_, ..]), []) => {
            let name = name_of(rest);
            return is_known(&name.text, vocabulary).then_some(Question::Topic { name, tails });
        }
        (_, []) => {}
        _ => return None,
    }
    if fact.asked != Asked::Plain || fact.subject.is_some() {
        return None;
    }
    // The longest: `list all` before `list`.
    let of = ALL_OF.iter().filter_map(|lead| behind(lead, words));
    let of = of.min_by_key(|rest| rest.len());
    if of.is_some_and(<[Word]>::is_empty) {
        return None;
    }
    let noun = of.unwrap_or(words);
    let name = name_of(noun);
    if of.is_some() || is_kind(&name.text, vocabulary) {
        let hole = hole_of(&name.text, name.span);
        return Some(Question::List { hole, tails, span });
    }
    is_known(&name.text, vocabulary).then_some(Question::Topic { name, tails })
}

/// `which people are mentioned`
fn mentioned(fact: &Fact, words: &[Word], vocabulary: &dyn Vocabulary) -> Option<Hole> {
    let [be, mentioned] = words else { return None };
    let is_be = matches!(&*be.text, "is" | "are" | "was" | "were");
    let is_mentioned = match &*mentioned.text {
        // By the articles, where nobody else is said to.
        "mentioned" | "there" => true,
        "named" => !has_verb(&vocabulary.verb_lemma("named"), vocabulary),
        _ => false,
    };
    if !is_be || !is_mentioned || !fact.arguments.is_empty() {
        return None;
    }
    match (&fact.asked, &fact.subject) {
        (Asked::Fronted(hole), None) | (Asked::Plain, Some(Term::Hole(hole))) => Some(hole.clone()),
        _ => None,
    }
}

/// The words behind `lead`, if they begin with it.
fn behind<'w>(lead: &str, words: &'w [Word]) -> Option<&'w [Word]> {
    let lead: Vec<&str> = lead.split(' ').collect();
    let (begin, rest) = words.split_at_checked(lead.len())?;
    let is_lead = begin.iter().map(|word| &*word.text).eq(lead);
    is_lead.then_some(rest)
}

fn hole_of(noun: &str, span: crate::span::ByteSpan) -> Hole {
    Hole {
        name: Some(noun.replace([' ', '-'], "_")),
        kind: None,
        noun: (!ANYTHING.contains(&noun)).then(|| noun.to_owned()),
        span,
    }
}
