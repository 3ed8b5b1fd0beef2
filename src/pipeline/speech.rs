//! Syntax, mentions → quotations, each with its speaker where the text tells.
//!
//! Marks are paired within a paragraph; a quotation that is not closed there goes on to the
//! paragraph's end, and to the next one where that opens with a mark again. The speaker is the
//! subject of the verb of speech beside the quotation; the next sentence's quotation in the same
//! paragraph goes on with the same speaker, and whole sentences in marks with nobody beside them are
//! those of whoever spoke last. Single marks count where they stand alone as tokens.

mod last_voice;

use crate::document::{
    DependencyRelation as Dep, Mention, MentionId, MentionKind, Quotation, SentenceId, Syntax,
    Upos, Xpos,
};
use crate::lexicon::Lexicon;
use crate::span::TokenSpan;

/// How many words may lie between a mark and the verb of speech: *“…,” the aide to the minister said*.
const REACH: u32 = 12;

/// Finds quoted words and who speaks them, in text order.
pub fn attribute_quotations(
    syntax: &Syntax,
    mentions: &[Mention],
    lexicon: &Lexicon,
) -> Vec<Quotation> {
    let spans = quoted_spans(syntax);
    let finder = Finder {
        syntax,
        mentions,
        lexicon,
        spans: &spans,
    };
    let mut quotations: Vec<Quotation> = Vec::new();
    for &tokens in &spans {
        let mut quotation = Quotation {
            span: syntax.bytes_of(tokens),
            tokens,
            speaker: None,
            listener: None,
            verb: None,
        };
        if finder.is_speech(tokens) {
            finder.find_speaker(&mut quotation);
            if quotation.speaker.is_none()
                && let Some(before) = quotations.last()
                && finder.goes_on(before, tokens)
            {
                quotation.speaker = before.speaker;
                quotation.listener = before.listener;
                quotation.verb = before.verb;
            }
            if quotation.speaker.is_none() {
                quotation.speaker = finder.last_voice(tokens);
            }
        }
        quotations.push(quotation);
    }
    quotations
}

/// The words between marks, less the marks, in text order.
fn quoted_spans(syntax: &Syntax) -> Vec<TokenSpan> {
    let mut spans = Vec::new();
    let mut open: Option<(u32, char)> = None;
    let mut paragraph = None;
    let mut push = |start: u32, end: u32| {
        if start < end {
            spans.push(TokenSpan::new(start, end));
        }
    };
    for sentence in syntax.sentences() {
        let is_new_paragraph = paragraph.replace(sentence.paragraph) != Some(sentence.paragraph);
        for token in sentence.tokens.indexes() {
            let Some(mark) = mark_of(syntax, token) else {
                continue;
            };
            let is_at_start = is_new_paragraph && token == sentence.tokens.start();
            match open {
                // Each paragraph of a long quotation opens again.
                Some((start, kind)) if is_at_start && kind == mark => {
                    push(start, token);
                    open = Some((token + 1, mark));
                }
                Some((start, kind)) if closes(syntax, token, kind, mark) => {
                    push(start, token);
                    open = None;
                }
                None if opens(syntax, token, mark) => open = Some((token + 1, mark)),
                _ => {}
            }
        }
        let is_last_of_paragraph = syntax
            .sentences()
            .iter()
            .find(|next| next.tokens.start() == sentence.tokens.end())
            .is_none_or(|next| next.paragraph != sentence.paragraph);
        if let (Some((start, mark)), true) = (open, is_last_of_paragraph) {
            let next = sentence.tokens.end();
            let goes_on = (next as usize) < syntax.tokens().len()
                && mark_of(syntax, next).is_some_and(|other| other == mark);
            if !goes_on {
                push(start, sentence.tokens.end());
                open = None;
            }
        }
    }
    spans
}

/// The kind of quotation mark, by its opening form; none for other tokens.
fn mark_of(syntax: &Syntax, token: u32) -> Option<char> {
    match syntax.form(token) {
        "“" | "”" | "\"" | "``" | "''" | "„" | "«" | "»" => Some('"'),
        "‘" | "’" | "'" | "`" => Some('\''),
        _ => None,
    }
}

fn opens(syntax: &Syntax, token: u32, mark: char) -> bool {
    let form = syntax.form(token);
    let is_closing_form = matches!(form, "”" | "’" | "''" | "»");
    let is_tight =
        next_starts_at(syntax, token) == Some(syntax.tokens()[token as usize].span.end());
    let is_after_blank = token == 0
        || syntax.tokens()[token as usize - 1].span.end()
            < syntax.tokens()[token as usize].span.start()
        || matches!(syntax.form(token - 1), "(" | "—" | "–" | "-");
    let is_possessive = syntax.tag(token).xpos == Xpos::Pos;
    !is_closing_form && !is_possessive && (mark == '"' || is_tight && is_after_blank)
}

fn next_starts_at(syntax: &Syntax, token: u32) -> Option<u32> {
    let next = syntax.tokens().get(token as usize + 1)?;
    Some(next.span.start())
}

fn closes(syntax: &Syntax, token: u32, kind: char, mark: char) -> bool {
    let is_opening_form = matches!(syntax.form(token), "“" | "‘" | "``" | "„" | "«");
    let is_possessive = mark == '\'' && syntax.tag(token).xpos == Xpos::Pos;
    kind == mark && !is_opening_form && !is_possessive
}

struct Finder<'a> {
    syntax: &'a Syntax,
    mentions: &'a [Mention],
    lexicon: &'a Lexicon,
    spans: &'a [TokenSpan],
}

impl Finder<'_> {
    /// Whether quoted words are somebody's speech rather than a title or words held at a distance.
    fn is_speech(&self, tokens: TokenSpan) -> bool {
        let last = self.syntax.form(tokens.end() - 1);
        let ends_as_speech = matches!(last, "," | "." | "!" | "?" | "…");
        let has_verb = tokens.indexes().any(|token| {
            self.syntax.upos(token) == Upos::Verb || self.syntax.upos(token) == Upos::Aux
        });
        ends_as_speech || has_verb && tokens.len() >= 3
    }

    fn find_speaker(&self, quotation: &mut Quotation) {
        if let Some(verb) = self.verb_beside(quotation.tokens) {
            if let Some(subject) = self.subject_of(verb) {
                quotation.verb = Some(verb);
                quotation.speaker = self.mention_of(subject);
                quotation.listener = self.listener_of(verb);
            }
            return;
        }
        quotation.speaker = self.name_behind_colon(quotation.tokens);
    }

    /// The verb of speech nearest to the quotation, in its first or last sentence: behind the
    /// closing mark before in front of the opening one.
    fn verb_beside(&self, tokens: TokenSpan) -> Option<u32> {
        let last = self.syntax.sentence_of(tokens.end() - 1);
        let end = self.syntax.sentence(last).tokens.end();
        let behind = tokens.end()..end.min(tokens.end() + REACH);
        let first = self.syntax.sentence_of(tokens.start());
        let start = self.syntax.sentence(first).tokens.start();
        let before = start.max(tokens.start().saturating_sub(REACH))..tokens.start();
        // *“A,” he said. “B.”*: the verb before B's mark is of its own sentence only.
        let mut behind = behind.take_while(|&token| !self.starts_quotation(token));
        behind
            .find(|&token| self.is_verb_of_speech(token))
            .or_else(|| before.rev().find(|&token| self.is_verb_of_speech(token)))
            .or_else(|| self.governing_verb(tokens))
            .or_else(|| self.verb_behind_mark(tokens))
            .or_else(|| self.verb_of_next_sentence(tokens))
    }

    /// *“This is my dream,” **Orr beamed***: right behind a quotation that ends in a comma, whatever
    /// somebody does is saying it.
    fn verb_behind_mark(&self, tokens: TokenSpan) -> Option<u32> {
        let last = self.syntax.sentence_of(tokens.end() - 1);
        let end = self.syntax.sentence(last).tokens.end();
        let behind = tokens.end() + 1..end.min(tokens.end() + 4);
        let is_open = self.syntax.form(tokens.end() - 1) == ",";
        let verb = behind
            .clone()
            .find(|&token| self.syntax.upos(token) == Upos::Verb)
            .filter(|_| is_open)?;
        let has_subject = self
            .syntax
            .dependent(verb, Dep::Subject)
            .is_some_and(|subject| behind.contains(&subject));
        let has_object = self.syntax.dependent(verb, Dep::Object).is_some();
        (has_subject && !has_object).then_some(verb)
    }

    /// *“Thank you!” **Orr posted** later*: the mark ends the sentence, the speech goes on.
    fn verb_of_next_sentence(&self, tokens: TokenSpan) -> Option<u32> {
        let last = self.syntax.sentence_of(tokens.end() - 1);
        let next = SentenceId(last.0 + 1);
        let follows = (next.0 as usize) < self.syntax.sentences().len()
            && matches!(self.syntax.form(tokens.end() - 1), "!" | "?" | ".")
            && self.syntax.sentence(last).tokens.end() <= tokens.end() + 1
            && self.syntax.sentence(last).paragraph == self.syntax.sentence(next).paragraph;
        if !follows {
            return None;
        }
        let sentence = self.syntax.sentence(next).tokens;
        let verb = (sentence.start()..sentence.end().min(sentence.start() + REACH))
            .take_while(|&token| !self.starts_quotation(token))
            .find(|&token| self.is_verb_of_speech(token))?;
        let is_open = self.syntax.dependents(verb).iter().all(|&word| {
            !matches!(
                self.syntax.relation(word),
                Dep::ClausalComplement | Dep::Object | Dep::OpenComplement
            )
        });
        (is_open && self.syntax.head(verb).is_none()).then_some(verb)
    }

    fn starts_quotation(&self, token: u32) -> bool {
        self.spans.iter().any(|span| span.start() == token)
    }

    /// The verb that governs the quoted words, however far away it stands.
    fn governing_verb(&self, tokens: TokenSpan) -> Option<u32> {
        let mut inside = tokens.indexes();
        let top = inside.find(|&token| {
            self.syntax
                .head(token)
                .is_some_and(|head| !tokens.indexes().contains(&head))
                && self.syntax.relation(token) == Dep::ClausalComplement
        })?;
        self.syntax
            .head(top)
            .filter(|&verb| self.is_verb_of_speech(verb))
    }

    fn is_verb_of_speech(&self, token: u32) -> bool {
        let is_quoted = self
            .spans
            .iter()
            .any(|span| span.indexes().contains(&token));
        !is_quoted
            && self.syntax.upos(token) == Upos::Verb
            && self
                .lexicon
                .reporting(&self.syntax.lemma(token).to_lowercase())
                .is_some()
            && !matches!(
                self.syntax.relation(token),
                Dep::AdjectivalModifier | Dep::Compound
            )
    }

    /// The subject, where need be from the clause above: *was quoted as saying*, *left, saying*.
    fn subject_of(&self, verb: u32) -> Option<u32> {
        let mut current = verb;
        for _ in 0..4 {
            let subject = self
                .syntax
                .dependent(current, Dep::Subject)
                .or_else(|| self.syntax.dependent(current, Dep::PassiveSubject));
            if let Some(subject) = subject {
                return Some(self.antecedent_of(current, subject));
            }
            let climbs = matches!(
                self.syntax.relation(current),
                Dep::AdverbialClause | Dep::OpenComplement | Dep::Conjunct | Dep::AdnominalClause
            );
            if !climbs {
                return None;
            }
            let above = self.syntax.head(current)?;
            if self.syntax.relation(current) == Dep::AdnominalClause {
                return Some(above);
            }
            current = above;
        }
        None
    }

    fn antecedent_of(&self, verb: u32, subject: u32) -> u32 {
        let is_relative = self.syntax.relation(verb) == Dep::RelativeClause
            && matches!(self.syntax.form(subject), "who" | "which" | "that");
        match self.syntax.head(verb) {
            Some(noun) if is_relative => noun,
            _ => subject,
        }
    }

    fn listener_of(&self, verb: u32) -> Option<MentionId> {
        let object = self
            .syntax
            .dependent(verb, Dep::IndirectObject)
            .or_else(|| self.syntax.dependent(verb, Dep::Object))?;
        self.mention_of(object)
    }

    fn mention_of(&self, head: u32) -> Option<MentionId> {
        let by_head = self
            .mentions
            .iter()
            .position(|mention| mention.head == head);
        let within = || {
            let span = self.syntax.tokens()[head as usize].span;
            self.mentions.iter().position(|mention| {
                mention.kind == MentionKind::Name && mention.core.contains(span)
            })
        };
        // *said its secretary, **Ada Lind***
        let named = || {
            let name = self.syntax.dependents_by(head, Dep::Apposition).next()?;
            self.mentions
                .iter()
                .position(|mention| mention.head == name && mention.kind == MentionKind::Name)
                .filter(|_| name <= head + 3)
        };
        let is_name = by_head.is_some_and(|at| self.mentions[at].kind == MentionKind::Name);
        let index = if is_name {
            by_head
        } else {
            named().or(by_head).or_else(within)
        }?;
        Some(MentionId(index as u32))
    }

    /// *'They will be late': **Orr** on the new line*
    fn name_behind_colon(&self, tokens: TokenSpan) -> Option<MentionId> {
        let count = self.syntax.tokens().len() as u32;
        let colon = tokens.end() + 1;
        if colon + 1 >= count || self.syntax.form(colon) != ":" {
            return None;
        }
        let index = self.mentions.iter().position(|mention| {
            mention.kind == MentionKind::Name && mention.tokens.start() == colon + 1
        })?;
        Some(MentionId(index as u32))
    }

    /// *“A,” he said. **“B.”***: the same paragraph, nothing but marks between the two, or the
    /// sentence that tells who speaks.
    fn goes_on(&self, before: &Quotation, tokens: TokenSpan) -> bool {
        let sentence = |token| self.syntax.sentence(self.syntax.sentence_of(token));
        let last = sentence(before.tokens.end() - 1);
        let first = sentence(tokens.start());
        let is_near = first.tokens.start() <= last.tokens.end() + 2;
        let is_same_paragraph = first.paragraph == last.paragraph;
        let is_next_paragraph = tokens.start() == before.tokens.end() + 1;
        before.speaker.is_some() && (is_same_paragraph && is_near || is_next_paragraph)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, EntityType};
    use crate::reader::conllu;

    /// `form/UPOS/head/relation` for each word; every pronoun and proper noun is a mention.
    fn speakers(words: &str) -> String {
        let mut source = String::new();
        for (index, word) in words.split(' ').enumerate() {
            let [form, upos, head, relation] = word.split('/').collect::<Vec<_>>()[..] else {
                panic!("a word has four parts: {word}");
            };
            let number = index + 1;
            let lemma = if form == "said" { "say" } else { form };
            source += &[
                &number.to_string(),
                form,
                lemma,
                upos,
                "NN",
                "_",
                head,
                relation,
                "_",
                "_\n",
            ]
            .join("\t");
        }
        let syntax = conllu::read(&source, DocumentId::new("t")).unwrap();
        let named = |token: &u32| matches!(syntax.upos(*token), Upos::Propn | Upos::Pron);
        let heads: Vec<u32> = (0..syntax.tokens().len() as u32).filter(named).collect();
        let mentions: Vec<Mention> = heads
            .into_iter()
            .map(|head| Mention {
                span: syntax.tokens()[head as usize].span,
                tokens: TokenSpan::new(head, head + 1),
                core: syntax.tokens()[head as usize].span,
                head,
                sentence: syntax.sentence_of(head),
                kind: MentionKind::Name,
                entity_type: EntityType::Person,
            })
            .collect();
        let found = attribute_quotations(&syntax, &mentions, &Lexicon::english());
        let lines = found.iter().map(|quotation| {
            let speaker = quotation
                .speaker
                .map_or("?", |id| mentions[id.0 as usize].span.of(syntax.text()));
            format!("{speaker}: {}", syntax.text_of(quotation.tokens))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_subject_of_the_verb_behind_a_quotation_speaks() {
        let words = "“/PUNCT/3/punct We/PRON/3/nsubj go/VERB/7/ccomp ,/PUNCT/3/punct ”/PUNCT/3/punct Orr/PROPN/7/nsubj said/VERB/0/root ./PUNCT/7/punct";
        assert_eq!(speakers(words), "Orr: We go ,");
    }

    #[test]
    fn both_parts_of_a_split_quotation_have_one_speaker() {
        let words = "“/PUNCT/2/punct Prices/NOUN/9/nsubj ,/PUNCT/2/punct ”/PUNCT/2/punct she/PRON/6/nsubj said/VERB/9/parataxis ,/PUNCT/9/punct “/PUNCT/9/punct fell/VERB/0/root ./PUNCT/9/punct ”/PUNCT/9/punct";
        assert_eq!(speakers(words), "she: Prices ,\nshe: fell .");
    }

    #[test]
    fn words_held_at_a_distance_have_no_speaker() {
        let words = "Orr/PROPN/2/nsubj said/VERB/0/root the/DET/6/det “/PUNCT/5/punct new/ADJ/6/amod ”/PUNCT/5/punct line/NOUN/2/obj";
        assert_eq!(speakers(words), "?: new");
    }
}
