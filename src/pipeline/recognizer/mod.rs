//! Syntax → mentions: names, descriptions, pronouns, adjectives of countries, times.
//!
//! | module | gives |
//! | --- | --- |
//! | [`names`] | the model's names with their limits and types set right |
//! | [`pronouns`] | *he*, *their*, *we* |
//! | [`demonyms`] | *Russian* before a noun |
//! | [`nominals`] | *the Kremlin aide*, *the call* |
//! | [`times`] | *on Thursday* |
//!
//! A word heads one mention at most; what stands first in the table wins.

mod demonyms;
mod names;
mod nominals;
mod phrase;
mod pronouns;
pub mod times;
mod types;

use crate::document::{EntityType, Mention, MentionKind, Syntax};
use crate::lexicon::Lexicon;
use crate::span::TokenSpan;

/// Finds what is mentioned, in text order (by start, longer first).
pub fn recognize(syntax: &Syntax, lexicon: &Lexicon) -> Vec<Mention> {
    let times = times::find(syntax);
    let mut found = Found::new(syntax);
    for phrase in &times {
        found.reserve(phrase.tokens);
    }
    names::add(&mut found, lexicon);
    pronouns::add(&mut found);
    demonyms::add(&mut found, lexicon);
    nominals::add(&mut found, lexicon);
    for phrase in &times {
        let draft = Draft {
            whole: phrase.tokens,
            core: phrase.tokens,
            head: phrase.head,
        };
        found.push(draft, MentionKind::Time, EntityType::Date);
    }
    found.in_text_order()
}

/// The places of a mention in tokens.
#[derive(Debug, Clone, Copy)]
struct Draft {
    whole: TokenSpan,
    core: TokenSpan,
    head: u32,
}

/// What was found so far, and which words are taken.
struct Found<'a> {
    syntax: &'a Syntax,
    mentions: Vec<Mention>,
    /// Words that are in a name, in a time, or head a mention.
    is_taken: Vec<bool>,
}

impl<'a> Found<'a> {
    fn new(syntax: &'a Syntax) -> Self {
        Self {
            syntax,
            mentions: Vec::new(),
            is_taken: vec![false; syntax.tokens().len()],
        }
    }

    fn is_taken(&self, token: u32) -> bool {
        self.is_taken[token as usize]
    }

    fn reserve(&mut self, tokens: TokenSpan) {
        for token in tokens.indexes() {
            self.is_taken[token as usize] = true;
        }
    }

    fn push(&mut self, draft: Draft, kind: MentionKind, entity_type: EntityType) {
        let Draft { whole, core, head } = draft;
        self.is_taken[head as usize] = true;
        self.mentions.push(Mention {
            span: self.syntax.bytes_of(whole),
            tokens: whole,
            core: self.syntax.bytes_of(core),
            head,
            sentence: self.syntax.sentence_of(head),
            kind,
            entity_type,
        });
    }

    fn in_text_order(mut self) -> Vec<Mention> {
        let place = |mention: &Mention| {
            let span = mention.span;
            (
                span.start(),
                u32::MAX - span.end(),
                mention.core,
                mention.head,
            )
        };
        self.mentions.sort_by_key(place);
        self.mentions
    }
}

#[cfg(test)]
mod tests;
