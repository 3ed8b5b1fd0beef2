//! Mentions → clusters: which of them mean the same thing.

use crate::document::{Cluster, Mention, MentionId, Quotation, Syntax};
use crate::lexicon::Lexicon;

/// Groups `mentions` into clusters, ordered by first mention; each mention is in exactly one.
pub fn resolve(
    syntax: &Syntax,
    mentions: &[Mention],
    _quotations: &[Quotation],
    _lexicon: &Lexicon,
) -> Vec<Cluster> {
    let alone = |(index, mention): (usize, &Mention)| Cluster {
        mentions: vec![MentionId(index as u32)],
        name: mention.core.of(syntax.text()).into(),
        is_named: mention.kind == crate::document::MentionKind::Name,
        entity_type: mention.entity_type,
        members: Vec::new(),
        links: Vec::new(),
    };
    mentions.iter().enumerate().map(alone).collect()
}
