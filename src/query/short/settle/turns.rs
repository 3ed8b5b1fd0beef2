//! Orders of words that mean another fact: `who is the CEO of`, `because of`, `what happened in`.

use super::super::{Argument, Asked, Fact, Hole, Term, VerbGroup, VerbWords, Vocabulary, Word};
use super::{
    REASON_ROLES, has_verb, hole_called, interpret, is_auxiliary, is_be, name_of, span_of,
};

/// `who is Ilse Karden` asks what she is.
pub(super) fn turn_is(fact: &mut Fact) {
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
pub(super) fn turn_title(fact: &mut Fact, vocabulary: &dyn Vocabulary) {
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

pub(super) fn is_because(first: &Word, second: &Word) -> bool {
    let words = (&*first.text, &*second.text);
    matches!(words, ("because", "of") | ("due", "to"))
}

/// `resigned because of ?what`: any preposition of reasons that the graph has the verb with.
pub(super) fn turn_because(fact: &mut Fact, vocabulary: &dyn Vocabulary) {
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
pub(super) fn turn_do(fact: &mut Fact) {
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
pub(super) fn turn_did(fact: &mut Fact, vocabulary: &dyn Vocabulary) {
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
pub(super) fn turn_happen(fact: &mut Fact, vocabulary: &dyn Vocabulary) {
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
