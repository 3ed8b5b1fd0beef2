//! Second clauses whose verb is left out: *Norvik bought Voltera **and Altmann Celion***.

use super::{has_subject, hung, is_verb};
use crate::document::{Dependency, DependencyRelation as Dep, Syntax, Upos};

/// *Lind scored two goals **and Orr one***, *Orr became chairman **and Lind president***: where a coordination
/// has a name and right behind it, without a comma, what the verb is about, the name is a second subject
/// and the verb is that of the first clause.
pub(super) fn without_verb(syntax: &Syntax, word: u32) -> Option<Dependency> {
    if let Some((verb, _)) = gap(syntax, word) {
        return Some(hung(verb, Dep::Conjunct));
    }
    if let Some(object) = object_behind(syntax, word) {
        return Some(hung(object, Dep::Subject));
    }
    // What else hangs on the name belongs to what is told of it: *and Altmann Celion **in July***.
    let object = object_behind(syntax, syntax.head(word)?)?;
    let is_other = word > object || syntax.relation(word) == Dep::Coordinator;
    is_other.then(|| hung(object, syntax.relation(word)))
}

/// The verb and the subject of a clause of which only its last phrase is left.
fn gap(syntax: &Syntax, object: u32) -> Option<(u32, u32)> {
    let is_other = syntax.form(object) == "other" && syntax.upos(object) == Upos::Adj;
    let is_noun = matches!(syntax.upos(object), Upos::Num | Upos::Noun | Upos::Propn);
    if !is_noun && !is_other {
        return None;
    }
    let start = syntax.subtree_span(object).start();
    let name = top_of_name(syntax, start.checked_sub(1)?, object);
    let coordinator = syntax.subtree_span(name).start();
    let before = coordinator.checked_sub(1);
    let is_led = [Some(coordinator), before]
        .into_iter()
        .flatten()
        .any(|word| syntax.upos(word) == Upos::Cconj);
    let is_name = syntax.upos(name) == Upos::Propn && syntax.relation(name) == Dep::Conjunct;
    let first = syntax.head(name).filter(|_| is_name && is_led)?;
    let above = syntax.head(object)?;
    let is_alone = !has_subject(syntax, object)
        && syntax.dependent(object, Dep::Coordinator).is_none()
        && syntax.dependent(object, Dep::Case).is_none();
    let relation = syntax.relation(object);
    // *and Orr **a farm***: with a determiner of its own it is no part of the name.
    let is_counted = matches!(
        relation,
        Dep::NominalModifier | Dep::UnmarkedNominalModifier | Dep::Apposition
    ) && syntax.dependent(object, Dep::Determiner).is_some();
    if is_verb(syntax, first) {
        // *and Orr **one***, with both hung on the verb, one below the other or side by side
        let is_bare =
            matches!(relation, Dep::Flat | Dep::Apposition) && ends_phrase(syntax, object);
        let is_tail = above == name && (is_bare || is_counted)
            || above == first && (relation == Dep::Conjunct || is_second_object(syntax, object));
        return (is_tail && is_alone && is_whole(syntax, first)).then_some((first, name));
    }
    // *chairman and Lind **president***, with both hung on the first complement, or on a part of it
    let is_part = syntax.relation(first) == Dep::NominalModifier && above == name;
    let first = if is_part { syntax.head(first)? } else { first };
    let verb = syntax.head(first)?;
    let is_complement = matches!(syntax.relation(first), Dep::Object | Dep::OpenComplement)
        && verb < first
        && syntax.upos(first) != Upos::Propn;
    let are_nouns = [first, object]
        .iter()
        .all(|&word| syntax.upos(word) == Upos::Noun);
    // *pledged one of them and Norway **the other***, with one below the other
    let is_below = above == name && is_counted;
    let is_beside =
        is_complement && (is_below || above == first && relation == Dep::Conjunct && are_nouns);
    (is_beside && is_alone && has_subject(syntax, verb)).then_some((verb, name))
}

/// *bought a stake and Orr **a farm***, with both for objects of the verb: nobody buys twice.
fn is_second_object(syntax: &Syntax, object: u32) -> bool {
    let Some(verb) = syntax.head(object) else {
        return false;
    };
    let mut objects = syntax.dependents_by(verb, Dep::Object);
    syntax.relation(object) == Dep::Object && objects.any(|first| first < object)
}

/// The head of the name that ends at a word, not above `limit`.
fn top_of_name(syntax: &Syntax, mut word: u32, limit: u32) -> u32 {
    while let (Dep::Flat | Dep::Compound, Some(head)) = (syntax.relation(word), syntax.head(word))
        && head != limit
    {
        word = head;
    }
    word
}

/// What is told of a name without a verb.
fn object_behind(syntax: &Syntax, name: u32) -> Option<u32> {
    let above = syntax
        .head(name)
        .filter(|_| syntax.relation(name) == Dep::Conjunct)?;
    let mut others = syntax
        .dependents(name)
        .iter()
        .chain(syntax.dependents(above))
        .copied();
    others.find(|&object| {
        object > name && gap(syntax, object).is_some_and(|(_, subject)| subject == name)
    })
}

/// Whether the verb has what a second clause could go without.
fn is_whole(syntax: &Syntax, verb: u32) -> bool {
    has_subject(syntax, verb) && syntax.dependent(verb, Dep::Object).is_some()
}

/// Whether no further part of a name follows.
fn ends_phrase(syntax: &Syntax, word: u32) -> bool {
    let end = syntax.sentence(syntax.sentence_of(word)).tokens.end();
    word + 1 >= end || syntax.upos(word + 1) != Upos::Propn
}
