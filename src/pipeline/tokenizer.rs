//! Text → tokens.

use crate::document::{Token, TokenKind};
use crate::lexicon::Lexicon;
use crate::span::ByteSpan;

/// Cuts the part `body` of `text` into tokens, in text order, with offsets into `text`.
pub fn tokenize(text: &str, body: ByteSpan, _lexicon: &Lexicon) -> Vec<Token> {
    let base = body.start() as usize;
    let words = body.of(text).split_whitespace();
    let spans = words.map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        debug_assert!(start >= base);
        ByteSpan::new(start as u32, (start + word.len()) as u32)
    });
    spans
        .map(|span| Token {
            span,
            kind: TokenKind::Word,
        })
        .collect()
}
