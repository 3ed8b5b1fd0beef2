//! Tokens → sentences.

use crate::document::{Sentence, SentenceKind, Token};
use crate::lexicon::Lexicon;
use crate::span::TokenSpan;

/// Groups `tokens` into sentences, in text order.
///
/// Every token is in exactly one sentence; no tokens give no sentences.
pub fn split_sentences(_text: &str, tokens: &[Token], _lexicon: &Lexicon) -> Vec<Sentence> {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return Vec::new();
    };
    let span = first.span.cover(last.span);
    let tokens = TokenSpan::new(0, tokens.len() as u32);
    vec![Sentence {
        tokens,
        span,
        kind: SentenceKind::Body,
        paragraph: 0,
    }]
}
