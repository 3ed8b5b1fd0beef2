//! Tokens and sentences: where words begin and end.

use serde::{Deserialize, Serialize};

use crate::span::{ByteSpan, TokenSpan};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TokenKind {
    /// Letters, perhaps with digits, apostrophes, dots of an abbreviation.
    Word,
    /// A number in digits, with its separators.
    Number,
    /// An address on the net, of a page or of a mailbox.
    Address,
    /// Punctuation or another sign.
    Mark,
}

/// A word of a text in the sense of Universal Dependencies, a number or a mark: `don’t` is two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands; never empty.
    pub span: ByteSpan,
    /// What it is made of.
    pub kind: TokenKind,
}

/// The index of a sentence in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SentenceId(pub u32);

/// What a stretch of text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SentenceKind {
    /// Running text.
    Body,
    /// A title, at the top or between paragraphs.
    Headline,
    /// The words below a picture.
    Caption,
    /// *KYIV, July 3 —*, when it stands apart.
    Dateline,
    /// An item of a list.
    Item,
}

/// A range of tokens that form a sentence, in text order; every token is in exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sentence {
    /// Its tokens; never empty.
    pub tokens: TokenSpan,
    /// From the first byte of the first token to the last of the last.
    pub span: ByteSpan,
    /// What it is for.
    pub kind: SentenceKind,
    /// The paragraph it stands in, counted from 0 in the document.
    pub paragraph: u32,
}
