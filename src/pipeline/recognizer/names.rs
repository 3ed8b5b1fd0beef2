//! The model's names as mentions: their limits set right, those it missed added, each with the
//! titles that stand before it.

use super::types::{self, Named};
use super::{Draft, Found, phrase};
use crate::document::{
    DependencyRelation as Dep, EntityType, MentionKind, SentenceKind, Syntax, Upos, Xpos,
};
use crate::lexicon::Lexicon;
use crate::span::TokenSpan;

pub(super) fn add(found: &mut Found, lexicon: &Lexicon) {
    let syntax = found.syntax;
    let finder = Finder { syntax, lexicon };
    let mut names = finder.repaired(found);
    finder.add_titled_works(&mut names);
    finder.add_missed(found, &mut names);
    names.sort_by_key(|name| (name.tokens.start(), u32::MAX - name.tokens.end()));
    types::refine(syntax, lexicon, &mut names);
    finder.add_governments(&mut names);
    for name in &names {
        found.reserve(name.tokens);
        let draft = finder.draft(name.tokens);
        // The role is part of this mention: *aide* in *Kremlin aide Yuri Ushakov*.
        for token in draft.whole.start()..name.tokens.start() {
            let is_title = syntax.relation(token) == Dep::DescriptiveModifier
                || token == draft.head
                || lexicon.is_title(&syntax.form(token).to_lowercase());
            if is_title && token + 1 == name.tokens.start() {
                found.reserve(TokenSpan::new(token, token + 1));
            }
        }
        found.push(draft, MentionKind::Name, name.entity_type);
    }
}

struct Finder<'a> {
    syntax: &'a Syntax,
    lexicon: &'a Lexicon,
}

impl Finder<'_> {
    /// The model's names without titles, joined and lengthened where words of the name were missed.
    fn repaired(&self, found: &Found) -> Vec<Named> {
        let mut names: Vec<Named> = Vec::new();
        let parts = self.syntax.names().iter().flat_map(|name| {
            let parts = self.parted(name.tokens).into_iter();
            parts.map(|tokens| Named {
                tokens,
                entity_type: name.entity_type,
            })
        });
        for name in parts {
            let Some(tokens) = self
                .before_office(name.tokens)
                .and_then(|tokens| self.without_title(tokens))
            else {
                continue;
            };
            if tokens.indexes().any(|token| found.is_taken(token)) || !self.has_capital(tokens) {
                continue;
            }
            let tokens = TokenSpan::new(tokens.start(), self.lengthened(tokens));
            let entity_type = name.entity_type;
            match names.last_mut() {
                // *Manchester* and *Crown Court*, *Greater Manchester Police* over *Manchester*
                Some(last) if last.tokens.end() > tokens.start() => {
                    last.tokens = last.tokens.cover(tokens);
                }
                Some(last) if self.is_one_name(last.tokens, tokens) => {
                    last.tokens = last.tokens.cover(tokens);
                    last.entity_type = entity_type;
                }
                _ => names.push(Named {
                    tokens,
                    entity_type,
                }),
            }
        }
        names
    }

    /// *Norvik bought Voltera and **Altmann Celion***: a subject and what is told of it are two names.
    fn parted(&self, tokens: TokenSpan) -> Vec<TokenSpan> {
        let told = tokens.indexes().find_map(|subject| {
            let told = self.syntax.head(subject)?;
            let is_subject = self.syntax.relation(subject) == Dep::Subject;
            (is_subject && subject < told && tokens.indexes().contains(&told)).then_some(told)
        });
        match told {
            Some(told) => vec![
                TokenSpan::new(tokens.start(), told),
                TokenSpan::new(told, tokens.end()),
            ],
            None => vec![tokens],
        }
    }

    /// *Prime Minister* does not belong to *Ilse Karden*; a name of titles alone is none.
    fn without_title(&self, tokens: TokenSpan) -> Option<TokenSpan> {
        let mut start = tokens.start();
        while start < tokens.end() {
            let two = (start + 2 <= tokens.end()).then(|| {
                let span = TokenSpan::new(start, start + 2);
                self.syntax.text_of(span).to_lowercase()
            });
            let one = self.syntax.form(start).to_lowercase();
            // *Secretary-General Paulo Reis*
            let hyphened =
                (start + 4 <= tokens.end() && self.syntax.form(start + 1) == "-").then(|| {
                    let span = TokenSpan::new(start, start + 3);
                    self.syntax.text_of(span).to_lowercase()
                });
            if hyphened.is_some_and(|title| self.lexicon.is_title(&title)) {
                start += 3;
            } else if two.is_some_and(|two| self.lexicon.is_title(&two)) {
                start += 2;
            } else if one == "the" || self.lexicon.is_title(&one) && self.is_title_here(start) {
                start += 1;
            } else {
                break;
            }
        }
        (start < tokens.end()).then(|| TokenSpan::new(start, tokens.end()))
    }

    /// *U.S.* in *U.S. Secretary of State*; *Secretary of State* alone is an office, not a name.
    fn before_office(&self, tokens: TokenSpan) -> Option<TokenSpan> {
        let syntax = self.syntax;
        let office = tokens
            .indexes()
            .find(|&token| types::is_office_of(syntax, self.lexicon, token, tokens.end()));
        let Some(office) = office else {
            return Some(tokens);
        };
        let before = (tokens.start() < office).then(|| TokenSpan::new(tokens.start(), office))?;
        let text = syntax.text_of(before);
        let is_name = self.lexicon.country(text).is_some()
            || self.lexicon.place(text).is_some()
            || self.lexicon.organization(text).is_some();
        Some(if is_name { before } else { tokens })
    }

    /// *General Electric*, *King County*: a title only where a person's name follows.
    fn is_title_here(&self, token: u32) -> bool {
        let next = token + 1;
        let last = self.syntax.tokens().len() as u32;
        next < last && {
            let form = self.syntax.form(next);
            let is_person = self.syntax.names().iter().any(|name| {
                name.tokens.indexes().contains(&next) && name.entity_type == EntityType::Person
            });
            form.starts_with(char::is_uppercase)
                && (is_person || self.lexicon.first_name(form).is_some())
        }
    }

    fn has_capital(&self, tokens: TokenSpan) -> bool {
        tokens
            .indexes()
            .any(|token| self.syntax.form(token).contains(char::is_uppercase))
    }

    /// Where the name ends when the proper nouns right behind it that depend on it are taken in.
    fn lengthened(&self, tokens: TokenSpan) -> u32 {
        let mut end = tokens.end();
        let last = self.syntax.tokens().len() as u32;
        loop {
            if end < last && self.continues(tokens.start(), end) {
                end += 1;
            } else if end + 1 < last
                && (self.is_joined_by(tokens.start(), end) || self.is_hyphenated(end))
            {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// *Tarn **& Reeve***, *Anneke **de Wit***
    fn is_joined_by(&self, start: u32, joint: u32) -> bool {
        let syntax = self.syntax;
        let is_joint = matches!(
            syntax.form(joint),
            "&" | "de" | "van" | "von" | "der" | "di" | "da" | "bin" | "al" | "ter"
        );
        let next = syntax.form(joint + 1);
        is_joint
            && next.starts_with(char::is_uppercase)
            && syntax.sentence_of(start) == syntax.sentence_of(joint + 1)
            && syntax.sentence(syntax.sentence_of(start)).kind != SentenceKind::Headline
    }

    /// *Park Ji**-won***: a syllable that a hyphen ties to the name.
    fn is_hyphenated(&self, hyphen: u32) -> bool {
        let syntax = self.syntax;
        let span = |token: u32| syntax.tokens()[token as usize].span;
        syntax.form(hyphen) == "-"
            && syntax.relation(hyphen + 1) == Dep::Flat
            && span(hyphen - 1).end() == span(hyphen).start()
            && span(hyphen).end() == span(hyphen + 1).start()
            && syntax.sentence_of(hyphen - 1) == syntax.sentence_of(hyphen + 1)
    }

    fn continues(&self, start: u32, token: u32) -> bool {
        let syntax = self.syntax;
        let form = syntax.form(token);
        if syntax.upos(token) != Upos::Propn
            || !form.starts_with(char::is_uppercase)
            || syntax.sentence_of(token) != syntax.sentence_of(start)
            || self.lexicon.is_title(&form.to_lowercase())
            || syntax.sentence(syntax.sentence_of(token)).kind == SentenceKind::Headline
            || self.starts_other_name(token)
        {
            return false;
        }
        let inside = |word: u32| (start..token).contains(&word);
        let below = syntax.head(token).is_some_and(inside)
            && matches!(syntax.relation(token), Dep::Flat | Dep::Compound);
        let above = (start..token)
            .any(|word| syntax.head(word) == Some(token) && syntax.relation(word) == Dep::Compound);
        below || above
    }

    fn starts_other_name(&self, token: u32) -> bool {
        let mut names = self.syntax.names().iter();
        names.any(|name| name.tokens.start() == token)
    }

    /// *Manchester* + *Crown Court*
    fn is_one_name(&self, first: TokenSpan, second: TokenSpan) -> bool {
        let last = self.syntax.form(second.end() - 1).to_lowercase();
        first.end() == second.start()
            && self.lexicon.organization_head(&last).is_some()
            && first
                .indexes()
                .any(|token| self.syntax.relation(token) == Dep::Compound)
            && self.syntax.sentence_of(first.start()) == self.syntax.sentence_of(second.start())
    }

    /// *the **Strong Ideas for a New Time** forum*: capitals in running text before a noun that
    /// says what is called so.
    fn add_titled_works(&self, names: &mut Vec<Named>) {
        for sentence in self.syntax.sentences() {
            if sentence.kind != SentenceKind::Body {
                continue;
            }
            let mut start = sentence.tokens.start() + 1;
            while start < sentence.tokens.end() {
                let end = self.end_of_title(start, sentence.tokens.end());
                if end < start + 3 || !self.has_function_word(start, end) {
                    start = end.max(start + 1);
                    continue;
                }
                let is_named = end < sentence.tokens.end() && self.says_kind(end);
                let after_article = self.syntax.form(start - 1).eq_ignore_ascii_case("the");
                if is_named && after_article {
                    let tokens = TokenSpan::new(start, end);
                    names.retain(|name| !name.tokens.overlaps(tokens));
                    names.push(Named {
                        tokens,
                        entity_type: self.kind_said(end),
                    });
                }
                start = end;
            }
        }
    }

    /// The end of words with capitals from `start`, small words between them.
    fn end_of_title(&self, start: u32, limit: u32) -> u32 {
        let is_capital = |token: u32| self.syntax.form(token).starts_with(char::is_uppercase);
        let mut end = start;
        let mut at = start;
        while at < limit {
            let small = matches!(
                self.syntax.form(at),
                "for" | "of" | "a" | "an" | "the" | "and"
            );
            if is_capital(at) {
                end = at + 1;
            } else if !small || end == start {
                break;
            }
            at += 1;
        }
        end
    }

    fn has_function_word(&self, start: u32, end: u32) -> bool {
        (start..end).any(|token| !self.syntax.form(token).starts_with(char::is_uppercase))
    }

    fn says_kind(&self, token: u32) -> bool {
        let lemma = self.syntax.lemma(token).to_lowercase();
        self.syntax.upos(token) == Upos::Noun
            && (self.lexicon.event_kind(&lemma).is_some()
                || self.lexicon.is_work_noun(&lemma)
                || self.lexicon.organization_head(&lemma).is_some())
    }

    /// The type that the noun behind a title says: *forum*, *report*, *foundation*.
    fn kind_said(&self, token: u32) -> EntityType {
        let lemma = self.syntax.lemma(token).to_lowercase();
        if self.lexicon.event_kind(&lemma).is_some() {
            EntityType::Event
        } else if self.lexicon.organization_head(&lemma).is_some() {
            EntityType::Org
        } else {
            EntityType::WorkOfArt
        }
    }

    /// Proper nouns that the model passed over.
    fn add_missed(&self, found: &Found, names: &mut Vec<Named>) {
        let syntax = self.syntax;
        let count = syntax.tokens().len() as u32;
        let mut is_named = vec![false; count as usize];
        for name in names.iter() {
            name.tokens
                .indexes()
                .for_each(|token| is_named[token as usize] = true);
        }
        let is_free = |token: u32| {
            let form = syntax.form(token);
            !is_named[token as usize]
                && !found.is_taken(token)
                && (matches!(syntax.tag(token).xpos, Xpos::Nnp | Xpos::Nnps)
                    || self.is_known_acronym(token))
                && form.starts_with(char::is_uppercase)
                && !self.lexicon.is_title(&form.to_lowercase())
                && !self.is_in_title(token)
        };
        let mut start = 0;
        while start < count {
            if !is_free(start) {
                start += 1;
                continue;
            }
            let sentence = syntax.sentence_of(start);
            let mut end = start + 1;
            while end < count && is_free(end) && syntax.sentence_of(end) == sentence {
                end += 1;
            }
            let tokens = TokenSpan::new(start, end);
            if self.is_worth_naming(tokens, names) {
                names.push(Named {
                    tokens,
                    entity_type: EntityType::Other,
                });
            }
            start = end;
        }
    }

    /// *the **WHO***, which the tagger may take for a pronoun; between words in capitals it is one.
    fn is_known_acronym(&self, token: u32) -> bool {
        let form = self.syntax.form(token);
        let sentence = self.syntax.sentence(self.syntax.sentence_of(token));
        form.len() > 2
            && !form.contains(|letter: char| !letter.is_uppercase())
            && self.lexicon.organization(form).is_some()
            && self
                .syntax
                .text_of(sentence.tokens)
                .contains(char::is_lowercase)
    }

    /// ***Prime** Minister*, ***Defence** Secretary*: words of a title are no name.
    fn is_in_title(&self, token: u32) -> bool {
        let syntax = self.syntax;
        let next = token + 1;
        if next as usize >= syntax.tokens().len() || syntax.relation(token) != Dep::Compound {
            return false;
        }
        let title = syntax.form(next);
        title.starts_with(char::is_uppercase) && self.lexicon.is_title(&title.to_lowercase())
    }

    /// In running text a proper noun is a name; between the capitals of a headline only what is
    /// known from elsewhere.
    fn is_worth_naming(&self, tokens: TokenSpan, names: &[Named]) -> bool {
        let text = self.syntax.text_of(tokens);
        let is_known = self.lexicon.place(text).is_some()
            || self.lexicon.organization(text).is_some()
            || self.lexicon.metonym(text).is_some()
            || names.iter().any(|name| {
                let other = self.syntax.text_of(name.tokens);
                other == text || other.rsplit(' ').next() == Some(text)
            });
        let sentence = self
            .syntax
            .sentence(self.syntax.sentence_of(tokens.start()));
        let is_demonym = self.lexicon.demonym(text).is_some() || self.lexicon.is_people(text);
        let is_running = sentence.kind == SentenceKind::Body && text.chars().count() > 2;
        is_known || is_running && !is_demonym && tokens.start() > sentence.tokens.start()
    }

    /// *the **Trump administration***: a government is called after who leads it.
    fn add_governments(&self, names: &mut Vec<Named>) {
        let syntax = self.syntax;
        let mut governments = Vec::new();
        for name in names.iter() {
            let end = name.tokens.end();
            if end as usize >= syntax.tokens().len() {
                continue;
            }
            let noun = syntax.lemma(end).to_lowercase();
            let is_government = matches!(
                &*noun,
                "administration" | "government" | "cabinet" | "regime" | "foundation" | "campaign"
            );
            let is_joined = name.tokens.indexes().any(|token| {
                syntax.head(token) == Some(end) && syntax.relation(token) == Dep::Compound
            });
            if is_government && is_joined && name.entity_type == EntityType::Person {
                governments.push(Named {
                    tokens: TokenSpan::new(name.tokens.start(), end + 1),
                    entity_type: EntityType::Org,
                });
            }
        }
        names.extend(governments);
    }

    /// The mention of a name: with the noun phrase to its left, and the word that heads it.
    fn draft(&self, tokens: TokenSpan) -> Draft {
        let syntax = self.syntax;
        let inside = |word: u32| tokens.indexes().contains(&word);
        let head = tokens
            .indexes()
            .find(|&token| syntax.head(token).is_none_or(|head| !inside(head)))
            .unwrap_or(tokens.start());
        let top = self.role_before(head, tokens).unwrap_or(head);
        let start = phrase::start_of(syntax, top).min(tokens.start());
        // A determiner before an adjective of the name alone: *the broader Middle East*.
        let whole = TokenSpan::new(self.not_across_names(start, tokens.start()), tokens.end());
        Draft {
            whole,
            core: tokens,
            head: top,
        }
    }

    /// *aide* in *aide Yuri Ushakov*, where the parser takes the role for the head.
    fn role_before(&self, head: u32, tokens: TokenSpan) -> Option<u32> {
        let syntax = self.syntax;
        let above = syntax.head(head)?;
        let is_joined = matches!(
            syntax.relation(head),
            Dep::Flat | Dep::Apposition | Dep::DescriptiveModifier
        );
        let is_noun = matches!(syntax.upos(above), Upos::Noun | Upos::Propn);
        (is_joined && is_noun && above + 1 == tokens.start() && !self.is_in_name(above))
            .then_some(above)
    }

    fn is_in_name(&self, token: u32) -> bool {
        let mut names = self.syntax.names().iter();
        names.any(|name| name.tokens.indexes().contains(&token))
    }

    /// A phrase to the left never reaches over a verb: *told US President Donald Trump*.
    fn not_across_names(&self, start: u32, name: u32) -> u32 {
        let syntax = self.syntax;
        let is_verb = |token: &u32| {
            matches!(syntax.upos(*token), Upos::Verb | Upos::Aux)
                && syntax.tag(*token).xpos != Xpos::Vbg
                && syntax.tag(*token).xpos != Xpos::Vbn
        };
        (start..name)
            .rev()
            .find(is_verb)
            .map_or(start, |verb| verb + 1)
    }
}
