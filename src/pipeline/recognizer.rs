//! Syntax → mentions: names, descriptions, pronouns, times.
//!
//! | recognizer | finds |
//! | --- | --- |
//! | [`names`] | names as the model saw them, their types set right, and known names it missed |
//! | [`demonyms`] | *Russian* before a noun, *the Russians* |
//! | [`pronouns`] | *he*, *its*, *we* |
//! | [`descriptions`] | nouns that mean people, groups, bodies, events, things: *the Kremlin aide* |
//! | [`times`] | *on Thursday* |
//!
//! Where two claim one head, the first in this list has it.

mod demonyms;
mod descriptions;
mod names;
mod phrase;
mod pronouns;
pub mod times;

use crate::document::{EntityType, Mention, MentionKind, Syntax};
use crate::lexicon::Lexicon;
use crate::span::TokenSpan;

/// Finds what is mentioned, in text order (by start, longer first).
pub fn recognize(syntax: &Syntax, lexicon: &Lexicon) -> Vec<Mention> {
    let mut taken = Taken(vec![false; syntax.tokens().len()]);
    let mut mentions = names::find(syntax, lexicon);
    taken.add(syntax, &mentions);
    for more in [demonyms::find, pronouns::find, descriptions::find] {
        let mut found = more(syntax, lexicon);
        found.retain(|mention| !taken.0[mention.head as usize]);
        taken.add(syntax, &found);
        mentions.append(&mut found);
    }
    let mut found = time_mentions(syntax);
    found.retain(|mention| !taken.0[mention.head as usize]);
    mentions.append(&mut found);
    mentions.sort_by_key(|mention| {
        (
            mention.span.start(),
            std::cmp::Reverse(mention.span.end()),
            mention.head,
        )
    });
    mentions
}

/// The tokens that cannot head another mention.
struct Taken(Vec<bool>);

impl Taken {
    /// The words of names, and the heads of everything else.
    fn add(&mut self, syntax: &Syntax, mentions: &[Mention]) {
        for mention in mentions {
            self.0[mention.head as usize] = true;
            if mention.kind == MentionKind::Name {
                let inside = mention
                    .tokens
                    .indexes()
                    .filter(|&token| mention.core.contains(syntax.tokens()[token as usize].span));
                inside.for_each(|token| self.0[token as usize] = true);
            }
        }
    }
}

fn time_mentions(syntax: &Syntax) -> Vec<Mention> {
    let mention = |time: times::TimePhrase| {
        mention(
            syntax,
            time.tokens,
            time.tokens,
            time.head,
            MentionKind::Time,
            EntityType::Date,
        )
    };
    times::find(syntax).into_iter().map(mention).collect()
}

/// A mention of the words `tokens`, of which `core` is the name or the head with its compounds.
fn mention(
    syntax: &Syntax,
    tokens: TokenSpan,
    core: TokenSpan,
    head: u32,
    kind: MentionKind,
    entity_type: EntityType,
) -> Mention {
    Mention {
        span: syntax.bytes_of(tokens),
        tokens,
        core: syntax.bytes_of(core),
        head,
        sentence: syntax.sentence_of(head),
        kind,
        entity_type,
    }
}
