//! What was written → the same with small-lettered names where only names can be meant, by the words
//! that a graph has.
//!
//! `who developed velorant` has no verb `developed velorant`, but `developed` is one: the rest is a
//! name. `Bank of Marovia` is one name if the graph has it. A name is a name as written in the graph,
//! or words to look for.

use super::verb::{PREPOSITIONS, begins_verb, has_verb, interpret, is_auxiliary, is_be, span_of};
use super::verb_classes::REASON_ROLES;
use super::{Argument, Asked, Fact, Hole, Name, Term, VerbGroup, VerbWords, Vocabulary, Word};
use crate::span::ByteSpan;

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

/// `who is Ilse Karden` asks what she is.
fn turn_is(fact: &mut Fact) {
    let VerbGroup::Verbs(verbs) = &fact.verbs else {
        return;
    };
    let is_be = |verb: &VerbWords| matches!(&*verb.words, [word] if matches!(&*word.text, "is" | "was" | "are" | "were"));
    let is_asking = |hole: &Hole| matches!(hole.name.as_deref(), Some("who" | "what"));
    if let (Some(Term::Hole(hole)), [argument]) = (&mut fact.subject, &mut *fact.arguments)
        && is_asking(hole)
        && matches!(&argument.term, Term::Name(name) if !name.quoted)
        && argument.words.is_empty()
        && verbs.iter().all(is_be)
    {
        let hole = Term::Hole(hole.clone());
        fact.subject = Some(std::mem::replace(&mut argument.term, hole));
        fact.verbs = VerbGroup::Is;
    }
}

/// `who is the CEO of Nordvik`, `is Solberg CEO of Nordvik`: a title in capitals is what somebody is,
/// if the graph has it so.
fn turn_title(fact: &mut Fact, vocabulary: &dyn Vocabulary) {
    let VerbGroup::Verbs(verbs) = &mut fact.verbs else {
        return;
    };
    let [verb] = &mut **verbs else { return };
    // The grammar takes the title for who is so, and `of` for what it is.
    let before = match (&fact.asked, &fact.subject) {
        (Asked::Fronted(hole), Some(Term::Name(name))) => Some((hole.clone(), name.clone())),
        _ => None,
    };
    let (name, of) = match (&before, &*fact.arguments) {
        (Some((_, name)), _) => (name, Vec::new()),
        (None, [title, rest @ ..]) if title.words.is_empty() => match &title.term {
            Term::Name(name) => (
                name,
                rest.first().map_or_else(Vec::new, |of| of.words.clone()),
            ),
            Term::Hole(_) => return,
        },
        (None, _) => return,
    };
    let (be, behind) = match &*verb.words {
        [be, behind @ ..] if is_be(&be.text) => (be.clone(), behind.to_vec()),
        _ => return,
    };
    if before.is_none() && !behind.is_empty() {
        return;
    }
    let word = |text: &str| Word {
        text: text.to_lowercase(),
        span: name.span,
    };
    let title = name.text.split_whitespace().map(word);
    let words: Vec<Word> = std::iter::once(be).chain(title).chain(behind).collect();
    let words: Vec<Word> = words
        .into_iter()
        .chain(of.iter().map(|text| word(text)))
        .collect();
    let span = span_of(&words).unwrap_or(verb.span);
    let state = VerbWords { words, span };
    let is_plain = !name.quoted && name.alternatives.is_empty();
    let has_argument = before.is_some() || fact.arguments.len() > 1;
    if !is_plain || interpret(&state, has_argument, vocabulary).is_err() {
        return;
    }
    if !has_argument && !vocabulary.entities_called(&name.text).is_empty() {
        return;
    }
    *verb = state;
    if let Some((hole, _)) = before {
        fact.subject = Some(Term::Hole(hole));
        fact.asked = Asked::Plain;
    } else {
        fact.arguments.remove(0);
        if let Some(first) = fact.arguments.first_mut() {
            first.words.clear();
        }
    }
}

fn is_because(first: &Word, second: &Word) -> bool {
    let words = (&*first.text, &*second.text);
    matches!(words, ("because", "of") | ("due", "to"))
}

/// `resigned because of ?what`: any preposition of reasons that the graph has the verb with.
fn turn_because(fact: &mut Fact, vocabulary: &dyn Vocabulary) {
    let VerbGroup::Verbs(verbs) = &mut fact.verbs else {
        return;
    };
    let [verb] = &**verbs else { return };
    let is_because = |pair: &[Word]| is_because(&pair[0], &pair[1]);
    let Some(at) = verb
        .words
        .windows(2)
        .position(is_because)
        .filter(|at| *at > 0)
    else {
        return;
    };
    let (before, behind) = (&verb.words[..at], &verb.words[at + 2..]);
    let with = |role: &&str| {
        let span = verb.words[at].span;
        let roles = role.split('_').map(|role| Word {
            text: role.to_owned(),
            span,
        });
        let words: Vec<Word> = before.iter().cloned().chain(roles).collect();
        let span = span_of(&words).unwrap_or(verb.span);
        VerbWords { words, span }
    };
    let is_known = |verb: &VerbWords| {
        interpret(verb, true, vocabulary)
            .is_ok_and(|verb| verb.understood.is_none() && verb.role.is_none())
    };
    let known: Vec<VerbWords> = REASON_ROLES.iter().map(with).filter(is_known).collect();
    if known.is_empty() || (behind.is_empty() == fact.arguments.is_empty()) {
        return;
    }
    if !behind.is_empty() {
        let (words, term) = (Vec::new(), Term::Name(name_of(behind)));
        fact.arguments.insert(0, Argument { words, term });
    }
    *verbs = known;
}

/// `what did Putin do` asks for anything.
fn turn_do(fact: &mut Fact) {
    let (Asked::Fronted(hole), VerbGroup::Verbs(verbs)) = (&fact.asked, &fact.verbs) else {
        return;
    };
    let [verb] = verbs.as_slice() else { return };
    let (Some((last, before)), true) = (verb.words.split_last(), fact.arguments.is_empty()) else {
        return;
    };
    let is_doing = matches!(&*last.text, "do" | "done");
    if is_doing && !before.is_empty() && before.iter().all(|word| is_auxiliary(&word.text)) {
        let term = Term::Hole(hole.clone());
        let words = Vec::new();
        fact.arguments.push(Argument { words, term });
        fact.asked = Asked::Plain;
        fact.verbs = VerbGroup::Any(hole_called("did", last.span));
    }
}

/// `who did what` asks for anything.
fn turn_did(fact: &mut Fact, vocabulary: &dyn Vocabulary) {
    let (VerbGroup::Verbs(verbs), Asked::Plain, Some(_)) =
        (&fact.verbs, &fact.asked, &fact.subject)
    else {
        return;
    };
    let ([verb], [first], []) = (verbs.as_slice(), &*fact.arguments, &*fact.trailing) else {
        return;
    };
    let is_did = matches!(&*verb.words, [word] if matches!(&*word.text, "did" | "does" | "do"));
    let is_what = first.words.is_empty() && matches!(first.term, Term::Hole(_));
    if is_did && is_what && !has_verb("do", vocabulary) {
        fact.verbs = VerbGroup::Any(hole_called("did", verb.span));
    }
}

/// `what happened in Ukraine` asks for anything, by anybody; `what happened to Putin` for what was done.
fn turn_happen(fact: &mut Fact, vocabulary: &dyn Vocabulary) {
    let VerbGroup::Verbs(verbs) = &fact.verbs else {
        return;
    };
    let (Some(Term::Hole(what)), [verb]) = (&fact.subject, verbs.as_slice()) else {
        return;
    };
    let is_happening = verb.words[0].text == "happened" && !has_verb("happen", vocabulary);
    if !is_happening || verb.words.len() > 2 || what.name.as_deref() != Some("what") {
        return;
    }
    let span = verb.words[0].span;
    let role = verb.words.get(1).map(|word| word.text.clone());
    let is_done_to = role.as_deref() == Some("to");
    if let (Some(first), false) = (fact.arguments.first_mut(), is_done_to) {
        first.words.extend(role);
    }
    if !is_done_to {
        let words = Vec::new();
        let term = Term::Hole(what.clone());
        fact.arguments.insert(0, Argument { words, term });
    }
    fact.subject = Some(Term::Hole(hole_called("who", span)));
    fact.verbs = VerbGroup::Any(hole_called("did", span));
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
