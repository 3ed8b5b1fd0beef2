//! Where a phrase hangs when the parser reached too far.

use super::clause::is_predicate;
use crate::document::{DependencyRelation as Dep, Syntax};

/// The head of a word, corrected where the path from it to its head leaps over the verb that
/// governs that head: in *Moscow remained open, the Kremlin said **after a call*** the last phrase
/// belongs to *said*, not to *remained*.
pub(super) fn head_of(syntax: &Syntax, word: u32) -> Option<u32> {
    let head = syntax.head(word)?;
    let is_movable = matches!(
        syntax.relation(word),
        Dep::Oblique | Dep::UnmarkedOblique | Dep::AdverbialClause
    );
    if !is_movable || head > word {
        return Some(head);
    }
    let mut above = syntax.head(head);
    while let Some(verb) = above {
        if head < verb && verb < word && is_predicate(syntax, verb) {
            return Some(verb);
        }
        above = syntax.head(verb);
    }
    Some(head)
}

/// The words that depend on a predicate, corrected; in text order.
pub(super) fn dependents_of(syntax: &Syntax, head: u32) -> Vec<u32> {
    let sentence = syntax.sentence(syntax.sentence_of(head)).tokens;
    let mut words: Vec<u32> = syntax.dependents(head).to_vec();
    words.retain(|&word| head_of(syntax, word) == Some(head));
    let from_afar = (head + 1..sentence.end())
        .filter(|&word| syntax.head(word) != Some(head) && head_of(syntax, word) == Some(head));
    words.extend(from_afar);
    words.sort_unstable();
    words
}
