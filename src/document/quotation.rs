//! Quoted words and who speaks them.

use serde::{Deserialize, Serialize};

use super::mention::MentionId;
use crate::span::{ByteSpan, TokenSpan};

/// The index of a quotation in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QuotationId(pub u32);

/// Words between quotation marks; a split quotation is two that share a speaker.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quotation {
    /// The words, less the marks.
    pub span: ByteSpan,
    /// The same in tokens; never empty.
    pub tokens: TokenSpan,
    /// Who speaks, when the text says so; titles and words held at a distance have none.
    pub speaker: Option<MentionId>,
    /// Who is spoken to, when the text says so.
    pub listener: Option<MentionId>,
    /// The token of the verb of speech, when there is one.
    pub verb: Option<u32>,
}
