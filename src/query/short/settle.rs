//! What was written → the same with small-lettered names where only names can be meant, by the words
//! that a graph has.
//!
//! `who developed velorant` has no verb `developed velorant`, but `developed` is one: the rest is a
//! name. `Bank of Marovia` is one name if the graph has it. A name is a name as written in the graph,
//! or words to look for.

mod turns;

use super::verb::{PREPOSITIONS, begins_verb, has_verb, interpret, is_auxiliary, is_be, span_of};
use super::verb_classes::REASON_ROLES;
use super::{Argument, Asked, Fact, Hole, Name, Term, VerbGroup, VerbWords, Vocabulary, Word};
use crate::span::ByteSpan;
use turns::{is_because, turn_because, turn_did, turn_do, turn_happen, turn_is, turn_title};

/// How many words a name has at most that is found by its small words.
const LONGEST: usize = 8;

/// `text` with `_` for the blanks inside names that have words in small letters (`Bank of Marovia`,
/// `Trump administration`), so that each is one capitalised word; all bytes stay in place.
///
/// A name whose last word is also a verb (`Moscow talks`) is left to be a name and its verb.
pub(super) fn join_names(text: &str, vocabulary: &dyn Vocabulary) -> String {
    let mut joined = text.to_owned();
    let words = plain_words(text);
    let mut at = 0;
    while at < words.len() {
        let most = words.len().min(at + LONGEST);
        let name = (at + 2..=most).rev().find_map(|end| {
            let (start, stop) = (words[at].start() as usize, words[end - 1].end() as usize);
            let name = &text[start..stop];
            is_joinable(name, vocabulary).then_some((start, stop, end))
        });
        at = match name {
            Some((start, stop, end)) => {
                joined.replace_range(start..stop, &text[start..stop].replace(' ', "_"));
                end
            }
            None => at + 1,
        };
    }
    joined
}

fn is_joinable(name: &str, vocabulary: &dyn Vocabulary) -> bool {
    let small = |word: &str| word.starts_with(char::is_lowercase);
    if !name.starts_with(char::is_uppercase)
        || !name.split(' ').any(small)
        || name.contains("  ")
        || !vocabulary.has_name(name)
    {
        return false;
    }
    let (before, last) = name.rsplit_once(' ').unwrap_or(("", name));
    let is_name_and_verb = small(last)
        && vocabulary.relation_count(&vocabulary.verb_lemma(last)) > 0
        && !vocabulary.entities_called(before).is_empty();
    !is_name_and_verb
}

/// The words outside quotes, without marks behind them.
fn plain_words(text: &str) -> Vec<ByteSpan> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut quote = None;
    for piece in text.split(' ') {
        let is_quoted = quote.is_some();
        for letter in piece.chars().filter(|letter| matches!(letter, '"')) {
            quote = if quote.is_some() { None } else { Some(letter) };
        }
        let bare = piece.trim_end_matches(['?', '.', ',']);
        if !is_quoted && !piece.contains(['"', '|']) && !bare.is_empty() {
            words.push(ByteSpan::new(start as u32, (start + bare.len()) as u32));
        }
        start += piece.len() + 1;
    }
    words
}

/// Finds the names among the words of a fact, and puts a fronted hole in its place. A verb of which
/// there is no fact, with or without a name behind it, stays as it is.
pub(super) fn settle(mut fact: Fact, is_first: bool, vocabulary: &dyn Vocabulary) -> Fact {
    if is_first && let Some(anything) = any_in(&mut fact, vocabulary) {
        fact.verbs = anything;
    }
    if fact.subject.is_none() && is_first {
        inverted_subject(&mut fact, vocabulary);
    }
    turn_title(&mut fact, vocabulary);
    turn_because(&mut fact, vocabulary);
    turn_is(&mut fact);
    turn_did(&mut fact, vocabulary);
    turn_do(&mut fact);
    turn_happen(&mut fact, vocabulary);
    if let VerbGroup::Verbs(verbs) = &mut fact.verbs {
        if fact.subject.is_none() && is_first {
            fact.subject = subject_in(&mut verbs[0], !fact.arguments.is_empty(), vocabulary);
        }
        let has_argument = !fact.arguments.is_empty() || !fact.trailing.is_empty();
        let asks_object = matches!(fact.asked, Asked::Fronted(_));
        let is_plain = matches!(fact.asked, Asked::Plain) || is_be(&verbs[0].words[0].text);
        let least = if is_plain { 1 } else { 2 };
        let has_any = has_argument || asks_object;
        if let Some(last) = verbs.last_mut()
            && !object_and_role(last, least, &mut fact.arguments, vocabulary)
            && let Some(object) = object_in(last, least, has_any, !has_argument, vocabulary)
        {
            fact.arguments.insert(0, object);
        }
        // `what did Brightwell buy Orvane for`
        if let ([last], Asked::Fronted(hole)) = (&*fact.trailing, &fact.asked)
            && PREPOSITIONS.contains(&&*last.text)
        {
            let words = vec![last.text.clone()];
            let term = Term::Hole(hole.clone());
            fact.arguments.push(Argument { words, term });
            fact.trailing.clear();
            fact.asked = Asked::Beside;
        }
        if !fact.trailing.is_empty() {
            let words = std::mem::take(&mut fact.trailing);
            let argument = argument_in(&words, &verbs[0], vocabulary);
            fact.arguments.push(argument);
        }
        if let Asked::Fronted(hole) = &fact.asked {
            put_hole(hole.clone(), &mut verbs[0], &mut fact.arguments, vocabulary);
        }
    }
    fact
}

/// `velorant ?did ?what`: the words before the first hole are a name, and the hole is the verb.
fn any_in(fact: &mut Fact, vocabulary: &dyn Vocabulary) -> Option<VerbGroup> {
    let VerbGroup::Verbs(verbs) = &fact.verbs else {
        return None;
    };
    let ([verb], None, [first, _, ..]) = (verbs.as_slice(), &fact.subject, &*fact.arguments) else {
        return None;
    };
    let Term::Hole(hole) = &first.term else {
        return None;
    };
    if !first.words.is_empty()
        || !is_known(&joined(&verb.words), vocabulary)
        || interpret(verb, true, vocabulary).is_ok()
    {
        return None;
    }
    let hole = hole.clone();
    fact.subject = Some(Term::Name(name_of(&verb.words)));
    fact.arguments.remove(0);
    Some(VerbGroup::Any(hole))
}

/// `did the union reject`, `what did the drug cost`: the words between the auxiliary and the verb.
/// Without any it is no question of that order: `who will meet ?whom`.
fn inverted_subject(fact: &mut Fact, vocabulary: &dyn Vocabulary) {
    let VerbGroup::Verbs(verbs) = &mut fact.verbs else {
        return;
    };
    let words = &verbs[0].words;
    let begins = words.first().is_some_and(|word| is_auxiliary(&word.text));
    let is_verb = |rest: &[Word]| match rest {
        [] => fact.asked == Asked::Beside && is_be(&words[0].text),
        rest => begins_verb(rest, vocabulary),
    };
    let cut = (2..=words.len()).filter(|_| begins).find(|&cut| {
        let name = name_of(&words[1..cut]);
        is_known(&name.text, vocabulary) && is_verb(&words[cut..])
    });
    if let Some(cut) = cut {
        let mut words = words.clone();
        let name = name_of(&words[1..cut]);
        words.drain(1..cut);
        let span = verbs[0].span;
        verbs[0] = VerbWords { words, span };
        fact.subject = Some(Term::Name(name));
    } else if let Asked::Fronted(hole) = &fact.asked {
        fact.subject = Some(Term::Hole(hole.clone()));
        fact.asked = Asked::Plain;
    }
}

fn hole_called(name: &str, span: ByteSpan) -> Hole {
    Hole {
        name: Some(name.to_owned()),
        kind: None,
        noun: None,
        span,
    }
}

/// `reporters asked ?whom`: the words before the verb.
fn subject_in(
    verb: &mut VerbWords,
    has_argument: bool,
    vocabulary: &dyn Vocabulary,
) -> Option<Term> {
    let cut = (1..verb.words.len()).rev().find(|&cut| {
        let is_name = is_known(&joined(&verb.words[..cut]), vocabulary);
        is_name && interpret(&part_of(verb, cut..), has_argument, vocabulary).is_ok()
    })?;
    let name = name_of(&verb.words[..cut]);
    *verb = part_of(verb, cut..);
    Some(Term::Name(name))
}

/// `who offered help`, `Ushakov told reporters ?what`: the words behind the verb. Where an argument
/// follows only a name that the graph has is taken for one. At least `least` words are the verb's:
/// in `does play for` a name `play for` is not what is done.
fn object_in(
    verb: &mut VerbWords,
    least: usize,
    has_argument: bool,
    is_last: bool,
    vocabulary: &dyn Vocabulary,
) -> Option<Argument> {
    if interpret(verb, has_argument, vocabulary).is_ok() {
        return None;
    }
    let cut = (least..verb.words.len()).rev().find(|&cut| {
        let rest = &verb.words[cut..];
        let starts_name = !PREPOSITIONS.contains(&rest[0].text.as_str());
        let is_name = is_last || is_known(&joined(rest), vocabulary);
        starts_name && is_name && interpret(&part_of(verb, ..cut), true, vocabulary).is_ok()
    })?;
    let name = name_of(&verb.words[cut..]);
    *verb = part_of(verb, ..cut);
    Some(Argument {
        words: Vec::new(),
        term: Term::Name(name),
    })
}

/// `held talks with ?whom`, `did accept help from Israel`: the words between the verb and the
/// preposition before its argument are the object. Where no fact of the verb has an argument with
/// that preposition, the three are one name: `denied talks with Madrid`.
fn object_and_role(
    verb: &mut VerbWords,
    least: usize,
    arguments: &mut Vec<Argument>,
    vocabulary: &dyn Vocabulary,
) -> bool {
    let (Some((last, before)), Some(first)) = (verb.words.split_last(), arguments.first_mut())
    else {
        return false;
    };
    let role = last.text.clone();
    let is_role = PREPOSITIONS.contains(&&*role) && role != "by" && first.words.is_empty();
    if !is_role || interpret(verb, true, vocabulary).is_ok() {
        return false;
    }
    let found = (least..before.len()).rev().find_map(|cut| {
        let (words, noun) = before.split_at(cut);
        let is_verb = !words.iter().all(|word| is_auxiliary(&word.text));
        let is_noun = !PREPOSITIONS.contains(&&*noun[0].text);
        let read = || interpret(&part_of(verb, ..cut), true, vocabulary).ok();
        let verb = if is_verb && is_noun { read() } else { None };
        verb.map(|verb| (cut, name_of(noun), verb.stems))
    });
    let Some((cut, mut noun, stems)) = found else {
        return false;
    };
    let has_role = |stem: &String| vocabulary.relation_count(&format!("{stem}_{role}")) > 0;
    let words = Vec::new();
    match &first.term {
        Term::Name(name) if !stems.iter().any(has_role) && name.alternatives.is_empty() => {
            noun.text = format!("{} {role} {}", noun.text, name.text);
            let (start, end) = (noun.span.start(), name.span.end());
            noun.span = ByteSpan::new(start.min(name.span.start()), end.max(noun.span.end()));
            first.term = Term::Name(noun);
        }
        _ => {
            first.words.push(role);
            let term = Term::Name(noun);
            arguments.insert(0, Argument { words, term });
        }
    }
    *verb = part_of(verb, ..cut);
    true
}

pub(super) fn is_known(words: &str, vocabulary: &dyn Vocabulary) -> bool {
    !vocabulary.entities_called(words).is_empty()
        || !vocabulary.entities_described(words).is_empty()
}

/// `about talks` behind the last argument of `told`.
fn argument_in(words: &[Word], verb: &VerbWords, vocabulary: &dyn Vocabulary) -> Argument {
    let stems = interpret(verb, true, vocabulary).map_or_else(|_| Vec::new(), |verb| verb.stems);
    let is_role = |kept: usize| {
        let role: Vec<&str> = words[..kept].iter().map(|word| &*word.text).collect();
        let role = role.join("_");
        let known = |stem: &String| vocabulary.relation_count(&format!("{stem}_{role}")) > 0;
        stems.iter().any(known) || (kept == 1 && PREPOSITIONS.contains(&&*words[0].text))
    };
    let kept = (1..words.len())
        .rev()
        .find(|&kept| is_role(kept))
        .unwrap_or(0);
    let kept = match words {
        [first, second, _, ..] if is_because(first, second) => kept.max(2),
        _ => kept,
    };
    let role = words[..kept].iter().map(|word| word.text.clone());
    Argument {
        words: role.collect(),
        term: Term::Name(name_of(&words[kept..])),
    }
}

/// `what did Putin tell Trump`: the place that is left is behind a bare argument, else before all. A
/// preposition that ends the verb leads the argument behind it (`whom did Adeyemi accuse of "fraud"`).
fn put_hole(
    hole: Hole,
    verb: &mut VerbWords,
    arguments: &mut Vec<Argument>,
    vocabulary: &dyn Vocabulary,
) {
    let argument = Argument {
        words: Vec::new(),
        term: Term::Hole(hole),
    };
    let kept = verb.words.len() - 1;
    match arguments.first_mut() {
        Some(first) if first.words.is_empty() && kept > 1 => {
            let last = &verb.words[kept].text;
            let shorter = part_of(verb, ..kept);
            let leads = PREPOSITIONS.contains(&&**last)
                && interpret(&shorter, true, vocabulary)
                    .is_ok_and(|verb| verb.understood.is_none());
            if leads {
                first.words.push(last.clone());
                *verb = shorter;
                arguments.insert(0, argument);
            } else {
                arguments.push(argument);
            }
        }
        Some(first) if first.words.is_empty() => arguments.push(argument),
        _ => arguments.insert(0, argument),
    }
}

fn part_of(
    verb: &VerbWords,
    range: impl std::slice::SliceIndex<[Word], Output = [Word]>,
) -> VerbWords {
    let words = verb.words[range].to_vec();
    let span = span_of(&words).unwrap_or(verb.span);
    VerbWords { words, span }
}

fn joined(words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().map(|word| &*word.text).collect();
    words.join(" ")
}

/// Words as a name, without an article before them.
pub(super) fn name_of(words: &[Word]) -> Name {
    let has_article = words.len() > 1 && matches!(&*words[0].text, "the" | "a" | "an");
    let (all, words) = (words, if has_article { &words[1..] } else { words });
    Name {
        text: joined(words),
        quoted: true,
        clause: false,
        alternatives: Vec::new(),
        span: span_of(words).unwrap_or(all[0].span),
    }
}
