//! Headlines, whose verbs look like nouns: *Bank **fines** trader over emails*, *Norvik **to close** plant*.
//!
//! A title has no articles and no auxiliaries. Where the parser found no verb with a subject in one, a word
//! that can be a verb, with a noun before it and something behind it, is taken for the verb.

use super::super::recognizer::times;
use super::{has_subject, hung};
use crate::document::{Dependency, DependencyRelation as Dep, SentenceKind, Syntax, Upos, Xpos};
use crate::lexicon::{Lexicon, WordClass};
use crate::span::TokenSpan;

/// Finds the verbs of headlines and hangs the other words on them.
pub(in crate::pipeline) fn read(mut syntax: Syntax, lexicon: &Lexicon) -> Syntax {
    let headlines: Vec<TokenSpan> = syntax
        .sentences()
        .iter()
        .filter(|sentence| sentence.kind == SentenceKind::Headline)
        .map(|sentence| sentence.tokens)
        .collect();
    for tokens in headlines {
        let words = || tokens.indexes();
        let Some(root) = words().find(|&word| syntax.head(word).is_none()) else {
            continue;
        };
        if let Some(verb) = hidden_verb(&syntax, lexicon, tokens, root) {
            syntax = with_verb(syntax, lexicon, tokens, root, verb);
        } else if let Some(verb) = infinitive(&syntax, lexicon, root) {
            let root_of = Dependency {
                head: None,
                relation: Dep::Root,
            };
            syntax = syntax.reattached(&[(verb, root_of), (root, hung(verb, Dep::Subject))]);
        } else {
            let moves: Vec<(u32, Dependency)> = words()
                .filter_map(|word| {
                    let dependency =
                        found(&syntax, word).or_else(|| joined_by_comma(&syntax, word))?;
                    Some((word, dependency))
                })
                .collect();
            syntax = syntax.reattached(&moves);
        }
    }
    syntax
}

/// The verb of a headline in which the parser saw none, or one without a subject.
fn hidden_verb(syntax: &Syntax, lexicon: &Lexicon, tokens: TokenSpan, root: u32) -> Option<u32> {
    let xpos = syntax.tag(root).xpos;
    let is_finite = matches!(xpos, Xpos::Vbz | Xpos::Vbp | Xpos::Vbd);
    let is_verb = syntax.upos(root) == Upos::Verb;
    let has_noun_before = |verb: u32| {
        verb > tokens.start()
            && matches!(syntax.upos(verb - 1), Upos::Noun | Upos::Propn | Upos::Verb)
    };
    if is_verb && has_subject(syntax, root) {
        return None;
    }
    let is_compound_before = |verb: u32| {
        has_noun_before(verb)
            && syntax.head(verb - 1) == Some(verb)
            && syntax.relation(verb - 1) == Dep::Compound
    };
    // *Rovers **sack** coach*, *Court **jails** mayor*, with the subject taken for a part of the verb
    if is_finite && is_compound_before(root) {
        return Some(root);
    }
    // *maker Norvik **lifts** forecast*: tagged as what it is, but called a noun
    // … with its subject before it: ***Did** he* asks.
    let subject = syntax.dependent(root, Dep::Subject);
    if is_finite && !is_verb && subject.is_some_and(|subject| subject < root) {
        return Some(root);
    }
    // *Police **arrest** two men*: a noun has no object.
    let has_object = syntax
        .dependents_by(root, Dep::Object)
        .any(|object| object > root);
    let is_half = || syntax.relation(root - 1) == Dep::Compound;
    // … and no first half of a compound behind it: **Police** *arrest two men*.
    let is_across = || {
        let other = syntax.head(root - 1).filter(|&other| other > root);
        other.is_some_and(|other| syntax.head(other) == Some(root))
    };
    let is_nominal = matches!(xpos, Xpos::Nn | Xpos::Nns);
    if syntax.upos(root) == Upos::Noun && has_noun_before(root) && is_half() {
        let is_acting = has_object || is_across();
        if is_acting && can_act(syntax, lexicon, root) {
            return Some(root);
        }
    }
    let is_s_form = |word: u32| {
        syntax.tag(word).xpos == Xpos::Nns
            && syntax.form(word).ends_with('s')
            && syntax.form(word).starts_with(char::is_lowercase)
            && can_act(syntax, lexicon, word)
    };
    // *Strike **halts** trains*, *Union **votes** to strike*
    if syntax.upos(root) == Upos::Noun && is_s_form(root) && is_compound_before(root) {
        let next = root + 1;
        let goes_on = next < tokens.end()
            && (syntax.form(next) == "to"
                || matches!(
                    syntax.upos(next),
                    Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num
                ));
        return goes_on.then_some(root);
    }
    // *Bank **fines** trader*: a plural is seldom the first half of a compound.
    let before = root.checked_sub(1).filter(|&before| {
        is_nominal
            && is_s_form(before)
            && syntax.relation(before) == Dep::Compound
            && syntax.head(before) == Some(root)
            && is_compound_before(before)
    });
    if before.is_some() {
        return before;
    }
    // *Study **links** air to illness*: a headline commands nobody.
    let next = root + 1;
    let is_command = xpos == Xpos::Vb || syntax.upos(root) == Upos::Noun;
    (is_command
        && root == tokens.start()
        && next < tokens.end()
        && syntax.relation(next) == Dep::Object
        && syntax.head(next) == Some(root)
        && is_s_form(next)
        && syntax.dependents(next).iter().any(|&word| word > next))
    .then_some(next)
}

/// Whether a word, by the dictionary, can be done to something or to what an infinitive says.
fn can_act(syntax: &Syntax, lexicon: &Lexicon, word: u32) -> bool {
    let form = syntax.form(word).to_lowercase();
    let lemma = lexicon.lemma(&form, WordClass::Verb);
    let frames = lexicon.verb_frames(&lemma);
    frames.is_some_and(|frames| frames.transitive() || frames.infinitive())
}

/// The tree of a headline with `verb` for its root: a subject before it, and behind it what it is about.
fn with_verb(syntax: Syntax, lexicon: &Lexicon, tokens: TokenSpan, root: u32, verb: u32) -> Syntax {
    let subject = syntax
        .dependent(verb, Dep::Subject)
        .filter(|&subject| subject < verb && syntax.upos(verb - 1) != Upos::Propn)
        .unwrap_or(verb - 1);
    let mut moves = vec![(
        verb,
        Dependency {
            head: None,
            relation: Dep::Root,
        },
    )];
    for word in tokens.indexes().filter(|&word| word != verb) {
        let head = syntax.head(word);
        let hangs_high = head.is_none_or(|head| head == verb || head == root);
        if word == subject {
            moves.push((word, hung(verb, Dep::Subject)));
        } else if word < verb {
            if hangs_high || head == Some(subject) && word > subject {
                // *Truck **maker** Norvik*
                let is_title = syntax.relation(word) == Dep::Subject;
                let relation = if is_title {
                    Dep::DescriptiveModifier
                } else {
                    Dep::Compound
                };
                moves.push((word, hung(subject, relation)));
            }
        } else if hangs_high || head.is_some_and(|head| head < verb) {
            moves.push((word, hung(verb, behind_verb(&syntax, word))));
        }
    }
    let form = syntax.form(verb).to_lowercase();
    let lemma = lexicon.lemma(&form, WordClass::Verb);
    let xpos = match syntax.tag(verb).xpos {
        known @ (Xpos::Vbz | Xpos::Vbp | Xpos::Vbd) => known,
        _ if form.ends_with('s') => Xpos::Vbz,
        _ => Xpos::Vbp,
    };
    let mut tags = vec![(verb, Upos::Verb, xpos, lemma)];
    let others = [subject, root].into_iter().filter(|&word| word != verb);
    for word in others.filter(|&word| syntax.upos(word) == Upos::Verb) {
        let lemma = syntax.lemma(word).to_owned();
        tags.push((word, Upos::Noun, Xpos::Nn, lemma));
    }
    syntax.reattached(&moves).retagged(tags)
}

/// What a word behind the verb is to it.
fn behind_verb(syntax: &Syntax, word: u32) -> Dep {
    let relation = syntax.relation(word);
    let has_case = syntax.dependent(word, Dep::Case).is_some();
    let has_to = syntax
        .dependent(word, Dep::Marker)
        .is_some_and(|marker| syntax.form(marker) == "to");
    match relation {
        Dep::AdnominalClause if has_to => Dep::OpenComplement,
        Dep::UnmarkedNominalModifier if times::heads_date(syntax, word) => Dep::UnmarkedOblique,
        Dep::UnmarkedNominalModifier => Dep::Object,
        Dep::Root | Dep::NominalModifier | Dep::Compound | Dep::Oblique | Dep::Apposition => {
            if has_case {
                Dep::Oblique
            } else {
                Dep::Object
            }
        }
        other => other,
    }
}

/// *Norvik **to close** plant*: behind who can act, an infinitive tells what is to come.
fn infinitive(syntax: &Syntax, lexicon: &Lexicon, root: u32) -> Option<u32> {
    let verb = [Dep::AdnominalClause, Dep::OpenComplement]
        .into_iter()
        .find_map(|relation| syntax.dependent(root, relation))?;
    let marker = syntax.dependent(verb, Dep::Marker)?;
    let lemma = syntax.lemma(root).to_lowercase();
    let acts = syntax.upos(root) == Upos::Propn
        || lexicon.is_person_noun(&lemma)
        || lexicon.is_group_noun(&lemma);
    let is_next = syntax.form(marker) == "to"
        && root < marker
        && syntax.dependents(root).iter().all(|&word| {
            let is_other = matches!(
                syntax.relation(word),
                Dep::Determiner | Dep::NominalModifier
            );
            word < marker && !is_other || word == verb
        });
    (acts && is_next && syntax.upos(root) != Upos::Verb && syntax.tag(verb).xpos == Xpos::Vb)
        .then_some(verb)
}

/// ***Norway, Kenya** agree*: between two names before a verb in the plural a comma is an *and*.
fn joined_by_comma(syntax: &Syntax, word: u32) -> Option<Dependency> {
    if is_explained_pair(syntax, word) {
        return Some(hung(syntax.head(word)?, Dep::Conjunct));
    }
    let (first, second) = called_pair(syntax, word).or_else(|| {
        let verb = syntax.head(word)?;
        let mut before = syntax.dependents(verb).iter().copied();
        before.find_map(|first| called_pair(syntax, first).filter(|&(_, second)| second == word))
    })?;
    if word == second {
        return Some(hung(first, Dep::Conjunct));
    }
    Some(hung(syntax.head(first)?, Dep::Subject))
}

/// Whether a name behind a comma was taken to explain the one before it, and the verb is in the plural.
fn is_explained_pair(syntax: &Syntax, second: u32) -> bool {
    let Some(first) = syntax.head(second) else {
        return false;
    };
    let verb = syntax.head(first);
    let is_plural = verb.is_some_and(|verb| {
        syntax.relation(first) == Dep::Subject
            && second + 1 == verb
            && syntax.tag(verb).xpos == Xpos::Vbp
    });
    syntax.relation(second) == Dep::Apposition
        && is_plural
        && are_parted_names(syntax, first, second)
}

/// A name called to, and the name behind a comma that is the subject of the same verb.
fn called_pair(syntax: &Syntax, first: u32) -> Option<(u32, u32)> {
    let verb = syntax.head(first)?;
    let is_called = matches!(syntax.relation(first), Dep::Vocative | Dep::Dislocated);
    let second = syntax.dependent(verb, Dep::Subject)?;
    (is_called && second < verb && are_parted_names(syntax, first, second))
        .then_some((first, second))
}

fn are_parted_names(syntax: &Syntax, first: u32, second: u32) -> bool {
    let are_names = [first, second]
        .iter()
        .all(|&name| syntax.upos(name) == Upos::Propn);
    let is_parted = (first + 1..second).any(|mark| syntax.form(mark) == ",");
    are_names && is_parted
}

/// ***Orr** found guilty*: who is found so, without an auxiliary.
fn found(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_found = syntax.relation(word) == Dep::Subject
        && syntax.lemma(verb) == "find"
        && matches!(syntax.tag(verb).xpos, Xpos::Vbd | Xpos::Vbn)
        && syntax.dependent(verb, Dep::Object).is_none()
        && syntax.dependent(verb, Dep::ClausalComplement).is_none()
        && syntax
            .dependent(verb, Dep::OpenComplement)
            .is_some_and(|word| syntax.upos(word) == Upos::Adj);
    is_found.then(|| hung(verb, Dep::PassiveSubject))
}
