//! Which phrases stand side by side: *artillery shells and air defence systems* are two.

use super::clause::is_predicate;
use crate::document::{DependencyRelation as Dep, Syntax, Upos, Xpos};

/// A phrase and the phrases coordinated with it, by their heads, in text order.
///
/// Conjuncts that are clauses of their own are not among them.
pub(super) fn conjuncts(syntax: &Syntax, word: u32) -> Vec<u32> {
    let mut found = vec![word];
    let mut next = 0;
    while let Some(&current) = found.get(next) {
        next += 1;
        for other in syntax.dependents_by(current, Dep::Conjunct) {
            if is_predicate(syntax, other) || !is_alike(syntax, word, other) {
                continue;
            }
            if is_contrasted(syntax, other) {
                continue;
            }
            found.push(other);
        }
    }
    found.sort_unstable();
    if let [first, last] = found[..]
        && is_shared_head(syntax, first, last)
    {
        return vec![last];
    }
    if let Some(named) = one_person(syntax, &found) {
        return vec![named];
    }
    found
}

/// *Hale's **founder** and largest **shareholder**, Ada Lind, owns …*: two nouns under one determiner
/// with one name are one person; the noun that the name stands beside.
fn one_person(syntax: &Syntax, found: &[u32]) -> Option<u32> {
    let [first, last] = *found else {
        return None;
    };
    let is_role =
        |&noun: &u32| syntax.tag(noun).xpos == Xpos::Nn && syntax.upos(noun) == Upos::Noun;
    let is_determined = |noun: u32| {
        let mut words = syntax.dependents(noun).iter();
        words.any(|&word| {
            let relation = syntax.relation(word);
            matches!(relation, Dep::Determiner | Dep::PossessiveModifier)
        })
    };
    let has_name = |&noun: &u32| {
        let mut names = syntax.dependents_by(noun, Dep::Apposition);
        names.any(|name| last < name && syntax.upos(name) == Upos::Propn)
    };
    let is_one = [first, last].iter().all(is_role) && is_determined(first) && !is_determined(last);
    [last, first]
        .into_iter()
        .find(|noun| is_one && has_name(noun))
}

/// *drone and missile **attacks***: a bare noun in the singular is no conjunct of the noun that
/// it modifies together with the one before it.
pub(super) fn is_shared_head(syntax: &Syntax, first: u32, last: u32) -> bool {
    let is_bare = syntax.tag(first).xpos == Xpos::Nn
        && syntax.upos(first) == Upos::Noun
        && !syntax.dependents(first).iter().any(|&word| {
            matches!(
                syntax.relation(word),
                Dep::Determiner | Dep::PossessiveModifier | Dep::NumericModifier
            )
        });
    is_bare
        && syntax.tag(last).xpos == Xpos::Nns
        && first + 3 == last
        && syntax.relation(first + 1) == Dep::Coordinator
        && syntax.relation(first + 2) == Dep::Compound
        && syntax.head(first + 2) == Some(last)
}

/// A noun is not joined to a verb or an adverb, whatever the parser says.
fn is_alike(syntax: &Syntax, word: u32, other: u32) -> bool {
    let is_nominal = |token| {
        matches!(
            syntax.upos(token),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::X | Upos::Det
        )
    };
    is_nominal(word) == is_nominal(other) || syntax.upos(word) == syntax.upos(other)
}

/// *through diplomacy, **not force***: what is set against the first is not another of its kind.
pub(super) fn is_contrasted(syntax: &Syntax, conjunct: u32) -> bool {
    let mut marks = syntax.dependents(conjunct).iter();
    marks.any(|&word| {
        let lemma = syntax.lemma(word);
        let is_negation = matches!(lemma, "not" | "n't") && word < conjunct;
        let is_instead = matches!(
            syntax.relation(word),
            Dep::Coordinator | Dep::Case | Dep::Marker
        ) && matches!(lemma, "rather" | "instead");
        is_negation || is_instead
    })
}
