//! A head → the limits of its noun phrase.

use crate::document::{DependencyRelation as Dep, Syntax, Upos};
use crate::span::TokenSpan;

/// Where the noun phrase of `head` begins: determiner, titles, adjectives and compounds before it.
///
/// Words that belong to the clause rather than the phrase (*as **a teacher***, *is **a teacher***)
/// stay outside.
pub(super) fn start_of(syntax: &Syntax, head: u32) -> u32 {
    let mut start = head;
    let mut reached = head;
    for &word in syntax.dependents(head).iter().rev() {
        if word >= head {
            continue;
        }
        let below = syntax.subtree_span(word);
        if below.end() < reached && !only_marks(syntax, below.end(), reached) {
            break;
        }
        match syntax.relation(word) {
            Dep::Punctuation if !matches!(syntax.form(word), "(" | "—" | "–" | ":" | ";") => {
                reached = word;
            }
            relation if is_inside(relation) => {
                start = below.start();
                reached = start;
            }
            _ => break,
        }
    }
    let is_link = |token: u32| {
        matches!(
            syntax.upos(token),
            Upos::Cconj | Upos::Adp | Upos::Sconj | Upos::Punct
        )
    };
    // ***at least** nine people*
    let is_measure = |token: u32| {
        matches!(
            (syntax.form(token), syntax.form(token + 1)),
            ("at" | "At", "least" | "most") | ("up" | "Up", "to")
        )
    };
    while start < head && is_link(start) && !is_measure(start) {
        start += 1;
    }
    start
}

/// The noun phrase of `head` with what is said to belong to it by a preposition behind it:
/// *the transfer **of shells***. Appositions and relative clauses are left out.
pub(super) fn whole(syntax: &Syntax, head: u32, takes: &dyn Fn(&str) -> bool) -> TokenSpan {
    let mut end = head + 1;
    for &word in syntax.dependents(head) {
        if word < head {
            continue;
        }
        let below = syntax.subtree_span(word);
        if below.start() != end {
            break;
        }
        match syntax.relation(word) {
            Dep::Flat | Dep::Fixed => end = below.end(),
            Dep::NominalModifier if takes(&preposition(syntax, word)) => {
                end = end_of(syntax, word);
                if end < below.end() {
                    break;
                }
            }
            _ => break,
        }
    }
    TokenSpan::new(start_of(syntax, head), end)
}

/// The preposition before a phrase, lower case; empty when there is none.
pub(super) fn preposition(syntax: &Syntax, head: u32) -> String {
    let word = syntax.dependent(head, Dep::Case);
    word.map_or_else(String::new, |word| syntax.form(word).to_lowercase())
}

/// The end of a phrase less clauses, appositions and what stands behind a comma.
fn end_of(syntax: &Syntax, head: u32) -> u32 {
    let mut end = head + 1;
    for &word in syntax.dependents(head) {
        if word < head {
            continue;
        }
        let below = syntax.subtree_span(word);
        let is_joined = matches!(
            syntax.relation(word),
            Dep::Flat | Dep::Fixed | Dep::NominalModifier | Dep::Conjunct | Dep::Compound
        );
        if below.start() != end || !is_joined {
            break;
        }
        end = end_of(syntax, word).max(end);
    }
    end
}

fn is_inside(relation: Dep) -> bool {
    matches!(
        relation,
        Dep::Determiner
            | Dep::Predeterminer
            | Dep::AdjectivalModifier
            | Dep::Compound
            | Dep::NumericModifier
            | Dep::PossessiveModifier
            | Dep::DescriptiveModifier
            | Dep::UnmarkedNominalModifier
            | Dep::Flat
            | Dep::Preconjunction
            | Dep::NominalModifier
    )
}

fn only_marks(syntax: &Syntax, start: u32, end: u32) -> bool {
    (start..end).all(|token| syntax.upos(token) == Upos::Punct)
}
