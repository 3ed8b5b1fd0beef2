//! Facts that ask for less than a fact: without a role, of another thing, with another verb.

use super::super::verb::{interpret, main_words, text_of};
use super::super::{
    Argument, Circumstance, Fact, Hole, Name, Term, VerbGroup, VerbWords, Vocabulary, Word,
};
use super::{ANOTHER, Found};

/// Each fact alone with one thing of it changed.
pub(super) fn weaker_facts(
    text: &str,
    facts: &[Fact],
    vocabulary: &dyn Vocabulary,
) -> Vec<(Fact, Found)> {
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
