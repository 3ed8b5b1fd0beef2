//! Whole sentences in marks with nobody beside them: *The mayor said he would go. “I am tired.”*

use super::Finder;
use crate::document::{Mention, MentionId, MentionKind, SentenceId, Upos};
use crate::span::TokenSpan;

/// How many paragraphs back the one who spoke last may stand.
const PARAGRAPHS: u32 = 2;

impl Finder<'_> {
    /// Who spoke last before quoted sentences that no verb of speech stands beside: in the sentence before
    /// whoever or whatever it was, further back a person.
    pub(super) fn last_voice(&self, tokens: TokenSpan) -> Option<MentionId> {
        let syntax = self.syntax;
        let first = syntax.sentence_of(tokens.start());
        let sentence = syntax.sentence(first);
        let opens = tokens.start().checked_sub(1)? == sentence.tokens.start();
        let last = syntax.form(tokens.end() - 1);
        if !opens || !matches!(last, "." | "!" | "?" | "…") {
            return None;
        }
        for at in (0..first.0).rev() {
            let before = syntax.sentence(SentenceId(at));
            if before.paragraph + PARAGRAPHS < sentence.paragraph {
                return None;
            }
            let is_next = at + 1 == first.0 && before.paragraph == sentence.paragraph;
            let voice = self.voice_in(before.tokens);
            if let Some(voice) = voice
                && (is_next || self.is_person(voice))
            {
                return Some(voice);
            }
        }
        None
    }

    /// The subject of the last verb of speech outside marks.
    fn voice_in(&self, tokens: TokenSpan) -> Option<MentionId> {
        let mut verbs = tokens.indexes().rev();
        let verb = verbs.find(|&token| self.is_verb_of_speech(token))?;
        self.mention_of(self.subject_of(verb)?)
    }

    fn is_person(&self, id: MentionId) -> bool {
        use crate::document::EntityType::Person;
        let mention: &Mention = &self.mentions[id.0 as usize];
        let is_human = || {
            matches!(
                &*self.syntax.form(mention.head).to_lowercase(),
                "he" | "she" | "i"
            ) && self.syntax.upos(mention.head) == Upos::Pron
        };
        match mention.kind {
            MentionKind::Pronoun => is_human(),
            _ => mention.entity_type == Person,
        }
    }
}
