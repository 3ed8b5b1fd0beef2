//! Syntax, mentions → quotations, each with its speaker where the text tells.

use crate::document::{Mention, Quotation, Syntax};
use crate::lexicon::Lexicon;

/// Finds quoted words and who speaks them, in text order.
pub fn attribute_quotations(
    _syntax: &Syntax,
    _mentions: &[Mention],
    _lexicon: &Lexicon,
) -> Vec<Quotation> {
    Vec::new()
}
