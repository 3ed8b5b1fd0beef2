//! Names beside nouns and in lists, hung where they belong.

use super::hung;
use crate::document::{Dependency, DependencyRelation as Dep, Syntax, Upos, Xpos};

/// *said its secretary, **Ada Lind***: a name that hangs on nothing explains the noun before it.
pub(super) fn lone_name(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let sentence = syntax.sentence(syntax.sentence_of(word)).tokens;
    let is_lone = syntax.head(word).is_none() && syntax.upos(word) == Upos::Propn;
    let start = syntax.subtree_span(word).start();
    let noun = start
        .checked_sub(2)
        .filter(|&noun| noun >= sentence.start())?;
    let is_behind = syntax.form(start - 1) == ","
        && syntax.upos(noun) == Upos::Noun
        && syntax.root(syntax.sentence_of(word)) != Some(word);
    (is_lone && is_behind).then(|| hung(noun, Dep::Apposition))
}

/// *told public broadcaster **Norvision***, *furious with referee **Ada Lind***: a bare noun right
/// before a name in the same place is its title; with a determiner the name says who that is.
pub(super) fn behind_its_noun(syntax: &Syntax, word: u32) -> Option<Dependency> {
    if let Some(noun) = noun_before(syntax, word) {
        let verb = syntax.head(noun)?;
        return Some(if is_title(syntax, noun) {
            hung(verb, syntax.relation(noun))
        } else {
            hung(noun, Dep::Apposition)
        });
    }
    let named = |noun: u32| {
        let siblings = syntax.dependents(syntax.head(noun)?).iter().copied();
        let mut names = siblings.filter(|&name| noun_before(syntax, name) == Some(noun));
        names.next().filter(|_| is_title(syntax, noun))
    };
    if let Some(name) = named(word) {
        return Some(hung(name, Dep::DescriptiveModifier));
    }
    let name = named(syntax.head(word)?)?;
    (syntax.relation(word) == Dep::Case).then(|| hung(name, Dep::Case))
}

/// Whether a noun before a name has no determiner of its own.
fn is_title(syntax: &Syntax, noun: u32) -> bool {
    syntax.dependent(noun, Dep::Determiner).is_none()
        && syntax.dependent(noun, Dep::PossessiveModifier).is_none()
}

/// The noun right before a name that hangs in the same place.
fn noun_before(syntax: &Syntax, word: u32) -> Option<u32> {
    let verb = syntax.head(word)?;
    if syntax.upos(word) != Upos::Propn {
        return None;
    }
    let start = name_start(syntax, word);
    let noun = start.checked_sub(1)?;
    // *aides* before a name may be taken for a part of it, but never ends in a plural then.
    let is_noun = syntax.upos(noun) == Upos::Noun
        || syntax.upos(noun) == Upos::Propn && syntax.tag(noun).xpos == Xpos::Nns;
    let is_name = syntax.form(start).starts_with(char::is_uppercase);
    if !is_noun || !is_name || syntax.head(noun) != Some(verb) {
        return None;
    }
    let (first, second) = (syntax.relation(noun), syntax.relation(word));
    let is_subject = |relation| matches!(relation, Dep::Subject | Dep::PassiveSubject);
    let is_same = first == second || is_subject(first) && is_subject(second);
    let is_late = is_subject(second)
        && verb < word
        && matches!(first, Dep::Object | Dep::IndirectObject | Dep::Oblique);
    let is_placed = matches!(
        first,
        Dep::Subject
            | Dep::PassiveSubject
            | Dep::Object
            | Dep::IndirectObject
            | Dep::Oblique
            | Dep::AgentOblique
            | Dep::Conjunct
            | Dep::NominalModifier
    );
    let is_bare = syntax.dependent(word, Dep::Case).is_none();
    (is_placed && is_bare && (is_same || is_late)).then_some(noun)
}

/// *group Halden **and its rival** agreed*: what is joined to a name right behind its noun, is joined
/// to the noun.
pub(super) fn joined_to_named(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let name = syntax.head(word)?;
    let noun = syntax.head(name)?;
    let is_beside = syntax.relation(name) == Dep::Apposition
        && name_start(syntax, name) == noun + 1
        && matches!(syntax.upos(noun), Upos::Noun | Upos::Propn);
    let is_joined = syntax.relation(word) == Dep::Conjunct && name < word;
    (is_beside && is_joined).then(|| hung(noun, Dep::Conjunct))
}

/// *approval from courts in Norway, **Sweden** and Denmark*: a name between a comma and an *and*
/// goes on with the name before the comma, whatever it was taken to explain.
pub(super) fn listed(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let explained = syntax.head(word)?;
    let is_explaining = syntax.relation(word) == Dep::Apposition
        && syntax.upos(word) == Upos::Propn
        && syntax.dependent(word, Dep::Conjunct).is_some();
    let span = syntax.subtree_span(word);
    let start = (span.start()..=word).find(|&token| syntax.upos(token) != Upos::Punct)?;
    let comma = start.checked_sub(1)?;
    let last = comma
        .checked_sub(1)
        .filter(|_| is_explaining && syntax.form(comma) == ",")?;
    let is_other = last > explained
        && syntax.upos(last) == Upos::Propn
        && !syntax.subtree(word).contains(&last);
    let first = top_of_name(syntax, last);
    let is_placed = matches!(
        syntax.relation(first),
        Dep::NominalModifier | Dep::Oblique | Dep::Object | Dep::Conjunct
    );
    (is_other && is_placed && first != explained && syntax.upos(explained) != Upos::Propn)
        .then(|| hung(first, Dep::Conjunct))
}

/// The first of the words that a name is made of.
fn name_start(syntax: &Syntax, word: u32) -> u32 {
    let mut start = word;
    for &below in syntax.dependents(word).iter().rev() {
        // *the retired judge **Sir** Peter Colworth*
        let is_part = matches!(
            syntax.relation(below),
            Dep::Compound | Dep::Flat | Dep::DescriptiveModifier
        );
        if below + 1 == start && is_part {
            start = syntax.subtree_span(below).start();
        }
    }
    start
}

/// *rides for Team **Nord***, with both words hung on the verb: they are one name.
pub(super) fn broken(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let first = word.checked_sub(1)?;
    let relation = syntax.relation(word);
    let are_names = [first, word]
        .iter()
        .all(|&word| syntax.upos(word) == Upos::Propn && syntax.relation(word) == relation);
    let is_placed = match relation {
        Dep::Oblique => {
            syntax.dependent(first, Dep::Case).is_some()
                && syntax.dependent(word, Dep::Case).is_none()
        }
        // *joins Ashford **Rovers***
        Dep::Object => syntax.dependents(word).is_empty(),
        _ => false,
    };
    let is_one = are_names
        && is_placed
        && syntax.head(first) == syntax.head(word)
        && syntax.sentence_of(first) == syntax.sentence_of(word);
    is_one.then(|| hung(first, Dep::Flat))
}

/// *Park Ji-**won** said*, with the last syllable taken for an auxiliary: behind a hyphen that touches both,
/// a name goes on.
pub(super) fn after_hyphen(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let before = word.checked_sub(2)?;
    let span = |token: u32| syntax.tokens()[token as usize].span;
    let is_tight = syntax.form(word - 1) == "-"
        && span(before).end() == span(word - 1).start()
        && span(word - 1).end() == span(word).start()
        && syntax.sentence_of(before) == syntax.sentence_of(word);
    let is_syllable = syntax.form(word).chars().all(char::is_lowercase)
        && syntax.dependents(word).is_empty()
        && syntax.head(word).is_some()
        && !matches!(syntax.relation(word), Dep::Flat | Dep::Compound);
    let is_given = syntax.upos(before) == Upos::Propn && syntax.relation(before) == Dep::Flat;
    (is_tight && is_syllable && is_given).then(|| hung(top_of_name(syntax, before), Dep::Flat))
}

/// The head of the name that a word is part of.
fn top_of_name(syntax: &Syntax, mut word: u32) -> u32 {
    while let (Dep::Flat | Dep::Compound, Some(head)) = (syntax.relation(word), syntax.head(word)) {
        word = head;
    }
    word
}

/// *elected **Ada Lind** chair*, with the name hung on the office: she is elected, chair is what she becomes.
pub(super) fn elected(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let is_pair = |name: u32, office: u32| {
        let verb = syntax.head(office)?;
        let is_office = matches!(syntax.relation(office), Dep::Object | Dep::OpenComplement)
            && syntax.upos(office) == Upos::Noun
            && matches!(
                syntax.lemma(verb),
                "elect" | "name" | "appoint" | "make" | "declare" | "crown" | "dub" | "call"
            );
        let is_named = syntax.upos(name) == Upos::Propn
            && verb < name
            && syntax.subtree_span(name).end() == office
            && syntax.dependent(office, Dep::Determiner).is_none()
            && matches!(
                syntax.relation(name),
                Dep::Compound | Dep::DescriptiveModifier | Dep::UnmarkedNominalModifier
            );
        (is_office && is_named).then_some(verb)
    };
    if let Some(office) = syntax.head(word)
        && let Some(verb) = is_pair(word, office)
    {
        return Some(hung(verb, Dep::Object));
    }
    let names = syntax.dependents(word).iter();
    let verb = names.copied().find_map(|name| is_pair(name, word))?;
    Some(hung(verb, Dep::OpenComplement))
}
