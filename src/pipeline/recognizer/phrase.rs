//! How far a noun phrase reaches around its head.

use crate::document::{DependencyRelation as Dep, Syntax, Upos};
use crate::span::TokenSpan;

/// The first token of what stands before `start` and belongs to the noun phrase of `head`: titles,
/// adjectives, determiners, a possessor. `start` where there is nothing.
pub(super) fn start_with_modifiers(syntax: &Syntax, head: u32, start: u32) -> u32 {
    let mut first = start;
    for &word in syntax.dependents(head).iter().rev() {
        if word >= first {
            continue;
        }
        let span = syntax.subtree_span(word);
        if !is_modifier(syntax, word) || span.end() != first {
            break;
        }
        first = span.start();
    }
    first
}

fn is_modifier(syntax: &Syntax, word: u32) -> bool {
    match syntax.relation(word) {
        Dep::Determiner
        | Dep::Predeterminer
        | Dep::AdjectivalModifier
        | Dep::NumericModifier
        | Dep::Compound
        | Dep::PossessiveModifier
        | Dep::DescriptiveModifier
        | Dep::Flat
        | Dep::UnmarkedNominalModifier => true,
        // `UN chief António Guterres`: a title the parser hangs on the name as a bare noun.
        Dep::NominalModifier => syntax.dependent(word, Dep::Case).is_none(),
        Dep::Punctuation => matches!(syntax.form(word), "-" | "“" | "\"" | "‘" | "'"),
        _ => false,
    }
}

/// The head with the compounds and adjectives that name its sort, determiners and possessors left
/// out: *face-to-face meeting*.
pub(super) fn start_with_compounds(syntax: &Syntax, head: u32) -> u32 {
    let mut first = head;
    for &word in syntax.dependents(head).iter().rev() {
        if word >= first {
            continue;
        }
        let span = syntax.subtree_span(word);
        let is_sort = matches!(
            syntax.relation(word),
            Dep::Compound | Dep::AdjectivalModifier | Dep::Flat | Dep::NumericModifier
        ) || syntax.relation(word) == Dep::Punctuation && syntax.form(word) == "-";
        if !is_sort || span.end() != first {
            break;
        }
        first = span.start();
    }
    first
}

/// The token behind what follows the head and belongs to the description: prepositional phrases up
/// to the first relative clause, apposition, conjunct or mark.
pub(super) fn end_with_complements(syntax: &Syntax, head: u32) -> u32 {
    let mut end = head + 1;
    for &word in syntax.dependents(head) {
        if word < head {
            continue;
        }
        let span = syntax.subtree_span(word);
        let belongs = match syntax.relation(word) {
            Dep::NominalModifier => is_plain(syntax, span),
            Dep::Flat | Dep::Compound | Dep::Particle => true,
            _ => false,
        };
        if !belongs || span.start() != end {
            break;
        }
        end = span.end();
    }
    end
}

/// Whether a phrase is short and holds no clause of its own.
fn is_plain(syntax: &Syntax, span: TokenSpan) -> bool {
    let is_clause = |token: u32| {
        matches!(
            syntax.relation(token),
            Dep::RelativeClause
                | Dep::AdnominalClause
                | Dep::AdverbialClause
                | Dep::Apposition
                | Dep::Parataxis
                | Dep::Subject
        ) || syntax.upos(token) == Upos::Punct && !matches!(syntax.form(token), "-" | "'" | "’")
    };
    span.len() <= 12 && !span.indexes().any(is_clause)
}
