//! Syntax → mentions: names, descriptions, pronouns, times, amounts.

pub mod times;

use crate::document::{Mention, Syntax};
use crate::lexicon::Lexicon;

/// Finds what is mentioned, in text order (by start, longer first).
pub fn recognize(_syntax: &Syntax, _lexicon: &Lexicon) -> Vec<Mention> {
    Vec::new()
}
