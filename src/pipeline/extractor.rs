//! Syntax, mentions, clusters → relation mentions: what is said.

use crate::document::{Cluster, Mention, Quotation, RelationMention, Syntax};
use crate::lexicon::Lexicon;

/// Finds what is said, in text order.
pub fn extract(
    _syntax: &Syntax,
    _mentions: &[Mention],
    _quotations: &[Quotation],
    _clusters: &[Cluster],
    _lexicon: &Lexicon,
) -> Vec<RelationMention> {
    Vec::new()
}
