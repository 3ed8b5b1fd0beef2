//! What every strategy asks about a mention: its words, number, gender, role in the clause.

use crate::document::{
    DependencyRelation as Dep, EntityType, Mention, MentionKind, Quotation, SentenceKind, Syntax,
    Upos,
};
use crate::lexicon::{Country, Gender, Lexicon, TitleKind};

use super::partition::Partition;

/// The layers below coreference.
pub(super) struct Scene<'a> {
    pub(super) syntax: &'a Syntax,
    pub(super) mentions: &'a [Mention],
    pub(super) quotations: &'a [Quotation],
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        syntax: &'a Syntax,
        mentions: &'a [Mention],
        quotations: &'a [Quotation],
        lexicon: &'a Lexicon,
    ) -> Self {
        Self {
            syntax,
            mentions,
            quotations,
            lexicon,
        }
    }

    pub(super) fn all(&self) -> std::ops::Range<u32> {
        0..self.mentions.len() as u32
    }

    /// The mentions of a sentence, in text order.
    pub(super) fn of_sentence(&self, sentence: u32) -> impl Iterator<Item = u32> + '_ {
        let start = |limit: u32| {
            self.mentions
                .partition_point(|mention| mention.sentence.0 < limit) as u32
        };
        start(sentence)..start(sentence + 1)
    }

    pub(super) fn of_kind(&self, kind: MentionKind) -> impl Iterator<Item = u32> + '_ {
        self.all()
            .filter(move |&mention| self.get(mention).kind == kind)
    }

    pub(super) fn get(&self, mention: u32) -> &'a Mention {
        &self.mentions[mention as usize]
    }

    pub(super) fn text(&self, mention: u32) -> &'a str {
        self.get(mention).span.of(self.syntax.text())
    }

    /// The bare name or head with its compounds; in capitals as a name is written.
    pub(super) fn core(&self, mention: u32) -> String {
        let text = self.get(mention).core.of(self.syntax.text());
        let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
        let written = title_case(text);
        // *OSLO (Reuters) –*, but *NATO*, nor *SIPTU* between words in small letters.
        let shouts = !text.contains(char::is_lowercase)
            && (letters > 4
                && !(self.is_in_small_letters(mention)
                    && self.lexicon.place(&written).is_none()
                    && !text.contains(' '))
                || letters > 3 && self.lexicon.place(&written).is_some());
        let name = if shouts {
            written
        } else {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        match self.part_of_place(mention) {
            Some(part) => format!("{part} {name}"),
            None => name,
        }
    }

    /// Whether the word before a name is written small: nobody shouts there.
    fn is_in_small_letters(&self, mention: u32) -> bool {
        let place = self.get(mention);
        let start = self.syntax.sentence(place.sentence).tokens.start();
        let before = place.head.checked_sub(1).filter(|&before| before >= start);
        before.is_some_and(|before| {
            let form = self.syntax.form(before);
            form.chars().all(char::is_lowercase) && !form.is_empty()
        })
    }

    /// *eastern* in *eastern Moravia*, *ancient* in *ancient Athens*: what is meant is less than the
    /// place of that name, in space or in time.
    fn part_of_place(&self, mention: u32) -> Option<String> {
        let place = self.get(mention);
        let is_place = matches!(
            place.entity_type,
            EntityType::Gpe | EntityType::Loc | EntityType::Event
        );
        let core = place.core.start();
        let before = place.tokens.indexes().take_while(|&token| {
            token < place.head && self.syntax.tokens()[token as usize].span.start() < core
        });
        let word = self.syntax.form(before.last()?);
        let is_part = matches!(
            word,
            "mainland"
                | "occupied"
                | "rural"
                | "ancient"
                | "classical"
                | "Classical"
                | "medieval"
                | "early"
                | "modern"
                | "independent"
                | "colonial"
        );
        (is_place && is_part && place.kind == MentionKind::Name).then(|| word.to_owned())
    }

    /// Lower-case lemma of the head.
    pub(super) fn lemma(&self, mention: u32) -> String {
        self.syntax.lemma(self.get(mention).head).to_lowercase()
    }

    pub(super) fn entity_type(&self, mention: u32) -> EntityType {
        self.get(mention).entity_type
    }

    pub(super) fn sentence(&self, mention: u32) -> u32 {
        self.get(mention).sentence.0
    }

    pub(super) fn is_in_headline(&self, mention: u32) -> bool {
        let kind = self.syntax.sentence(self.get(mention).sentence).kind;
        matches!(kind, SentenceKind::Headline | SentenceKind::Caption)
    }

    pub(super) fn is_plural(&self, mention: u32) -> bool {
        let head = self.get(mention).head;
        self.syntax.tag(head).feature("Number") == Some("Plur")
            || self.syntax.upos(head) == Upos::Num
    }

    /// The words of a mention before its head, lower case, less determiners.
    pub(super) fn modifiers(&self, mention: u32) -> Vec<String> {
        let mention = self.get(mention);
        let words = mention.tokens.start()..mention.head.max(mention.tokens.start());
        words
            .filter(|&token| {
                matches!(
                    self.syntax.upos(token),
                    Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num
                )
            })
            .map(|token| self.syntax.lemma(token).to_lowercase())
            .collect()
    }

    /// Whether a determiner or a possessor says that it is known: *the*, *this*, *its*.
    pub(super) fn is_definite(&self, mention: u32) -> bool {
        let head = self.get(mention).head;
        self.syntax.dependents(head).iter().any(|&word| {
            word < head
                && match self.syntax.relation(word) {
                    Dep::PossessiveModifier => true,
                    Dep::Determiner => matches!(
                        self.syntax.form(word).to_lowercase().as_str(),
                        "the" | "this" | "that" | "these" | "those" | "both"
                    ),
                    _ => false,
                }
        })
    }

    pub(super) fn is_indefinite(&self, mention: u32) -> bool {
        let head = self.get(mention).head;
        let determiner = self.syntax.dependent(head, Dep::Determiner);
        determiner.is_some_and(|word| {
            matches!(
                self.syntax.form(word).to_lowercase().as_str(),
                "a" | "an" | "any" | "some" | "another" | "no" | "every" | "each"
            )
        })
    }

    /// The country whose name, adjective, seat or capital a mention is.
    pub(super) fn country(&self, mention: u32) -> Option<Country> {
        let core = self.core(mention);
        match self.get(mention).kind {
            MentionKind::Name => self.lexicon.country_name(&core),
            MentionKind::Demonym => self.lexicon.demonym(&core),
            _ => None,
        }
    }

    /// Mentions that lie inside another, its own core aside: *Kremlin* in *the Kremlin aide*.
    pub(super) fn inside(&self, outer: u32) -> Vec<u32> {
        let span = self.get(outer).span;
        let is_inside = |&mention: &u32| {
            mention != outer
                && span.contains(self.get(mention).span)
                && span != self.get(mention).span
        };
        let sentence = self.sentence(outer);
        self.of_sentence(sentence).filter(is_inside).collect()
    }

    /// The mention that is the possessor of another: *its* in *its allies*.
    pub(super) fn possessor(&self, mention: u32) -> Option<u32> {
        let head = self.get(mention).head;
        let word = self.syntax.dependent(head, Dep::PossessiveModifier)?;
        self.headed_by(word)
    }

    /// The mention that a word heads.
    pub(super) fn headed_by(&self, word: u32) -> Option<u32> {
        let sentence = self.syntax.sentence_of(word).0;
        let of_word = |&mention: &u32| self.get(mention).head == word;
        self.of_sentence(sentence).find(of_word).or_else(|| {
            let span = self.syntax.tokens()[word as usize].span;
            let is_name = |&mention: &u32| self.get(mention).kind == MentionKind::Name;
            let mut names = self.of_sentence(sentence).filter(is_name);
            names.find(|&mention| self.get(mention).core.contains(span))
        })
    }

    /// The subject of a verb, its own or that of the verb it hangs on: *Orr left, **citing** a call*.
    pub(super) fn agent_of(&self, verb: u32) -> Option<u32> {
        let syntax = self.syntax;
        let mut verb = verb;
        for _ in 0..4 {
            let own = syntax
                .dependent(verb, Dep::Subject)
                .or_else(|| syntax.dependent(verb, Dep::PassiveSubject));
            if own.is_some() {
                return own;
            }
            let shares = matches!(
                syntax.relation(verb),
                Dep::Conjunct | Dep::OpenComplement | Dep::AdverbialClause
            );
            verb = syntax.head(verb).filter(|_| shares)?;
        }
        None
    }

    /// A word and what is coordinated with it.
    pub(super) fn with_conjuncts(&self, word: u32) -> Vec<u32> {
        let others = self.syntax.dependents(word).iter().copied();
        let others = others.filter(|&other| self.syntax.relation(other) == Dep::Conjunct);
        std::iter::once(word).chain(others).collect()
    }

    /// The quotation that a mention stands in.
    pub(super) fn quotation(&self, mention: u32) -> Option<&'a Quotation> {
        let head = self.get(mention).head;
        let mut quotations = self.quotations.iter();
        quotations.find(|quotation| quotation.tokens.indexes().contains(&head))
    }

    /// Subject 3, object 2, other 1; what modifies a noun 0.
    pub(super) fn prominence(&self, mention: u32) -> u32 {
        match self.syntax.relation(self.get(mention).head) {
            Dep::Subject | Dep::PassiveSubject | Dep::OuterSubject => 3,
            Dep::Object | Dep::IndirectObject | Dep::Root => 2,
            Dep::Oblique | Dep::AgentOblique | Dep::Conjunct => 1,
            _ => 0,
        }
    }

    /// *KYIV, July 3 –*: where the article was written; nothing takes it up.
    pub(super) fn is_dateline(&self, mention: u32) -> bool {
        let place = self.get(mention);
        let sentence = self.syntax.sentence(place.sentence);
        let text = place.core.of(self.syntax.text());
        sentence.kind == SentenceKind::Dateline
            || place.tokens.start() == sentence.tokens.start()
                && text.chars().count() > 3
                && !text.contains(char::is_lowercase)
            || self.is_agency_of_dateline(mention)
    }

    /// *MARSEILLE (**AFP**) – …*: in brackets among the first words, before a dash.
    fn is_agency_of_dateline(&self, mention: u32) -> bool {
        let tokens = self.get(mention).tokens;
        let sentence = self.syntax.sentence(self.get(mention).sentence).tokens;
        let form = |token: u32| {
            let is_inside = sentence.indexes().contains(&token);
            is_inside.then(|| self.syntax.form(token))
        };
        let before = tokens.start().checked_sub(1).and_then(form);
        let is_bracketed = before == Some("(") && form(tokens.end()) == Some(")");
        let dash = form(tokens.end() + 1);
        is_bracketed
            && matches!(dash, Some("–" | "—" | "-" | "--"))
            && tokens.start() - sentence.start() <= 8
    }

    /// Whether all of a set's mentions are pronouns.
    pub(super) fn is_only_pronouns(&self, partition: &Partition, mention: u32) -> bool {
        let mut set = partition.mentions(mention).iter();
        set.all(|&each| self.get(each).kind == MentionKind::Pronoun)
    }

    /// The type of the set that a mention is in: of its first name, else of its first description.
    pub(super) fn type_of_set(&self, partition: &Partition, mention: u32) -> EntityType {
        let set = partition.mentions(mention);
        let first = |kind: MentionKind| {
            let mut typed = set.iter().filter(|&&each| {
                self.get(each).kind == kind && self.entity_type(each) != EntityType::Other
            });
            typed.next().map(|&each| self.entity_type(each))
        };
        first(MentionKind::Name)
            .or_else(|| first(MentionKind::Nominal))
            .or_else(|| first(MentionKind::Demonym))
            .or_else(|| first(MentionKind::Pronoun))
            .unwrap_or_else(|| self.entity_type(set[0]))
    }

    /// The gender that first names, titles, kinship and pronouns of a set tell.
    pub(super) fn gender_of_set(&self, partition: &Partition, mention: u32) -> Gender {
        let mut told = partition.mentions(mention).iter();
        let genders = |&each: &u32| self.gender(each);
        told.by_ref()
            .map(genders)
            .find(|gender| *gender != Gender::Unknown)
            .unwrap_or(Gender::Unknown)
    }

    /// The gender that a name tells by title or first name.
    pub(super) fn gender_of_name(&self, mention: u32) -> Gender {
        match self.get(mention).kind {
            MentionKind::Name => self.gender(mention),
            _ => Gender::Unknown,
        }
    }

    fn gender(&self, mention: u32) -> Gender {
        let place = self.get(mention);
        match place.kind {
            MentionKind::Pronoun => match self.text(mention).to_lowercase().as_str() {
                "he" | "him" | "his" | "himself" => Gender::Male,
                "she" | "her" | "hers" | "herself" => Gender::Female,
                _ => Gender::Unknown,
            },
            MentionKind::Name if place.entity_type == EntityType::Person => {
                let core = self.core(mention);
                let by_name = core
                    .split_once(' ')
                    .and_then(|(first, _)| self.lexicon.first_name(first));
                let mut titles = place.tokens.start()..place.head;
                let by_title = self
                    .gender_of_title(mention)
                    .or_else(|| titles.find_map(|token| self.gender_of_word(token)));
                by_title.or(by_name).unwrap_or(Gender::Unknown)
            }
            MentionKind::Nominal => self.gender_of_word(place.head).unwrap_or(Gender::Unknown),
            _ => Gender::Unknown,
        }
    }

    /// The gender that a form of address before a name tells: *Mrs Orr*.
    pub(super) fn gender_of_title(&self, mention: u32) -> Option<Gender> {
        let place = self.get(mention);
        if place.kind != MentionKind::Name {
            return None;
        }
        let tokens = place.tokens.start()..place.head;
        let words = tokens.map(|token| self.syntax.form(token).to_lowercase());
        let mut genders = words
            .filter_map(|word| self.lexicon.title(&word))
            .filter(|title| title.kind == TitleKind::Honorific)
            .map(|title| title.gender);
        genders.find(|gender| *gender != Gender::Unknown)
    }

    fn gender_of_word(&self, token: u32) -> Option<Gender> {
        let lemma = self.syntax.lemma(token).to_lowercase();
        let by_list = match &*lemma {
            "man" | "boy" => Some(Gender::Male),
            "woman" | "girl" => Some(Gender::Female),
            _ => None,
        };
        by_list
            .or_else(|| self.lexicon.kinship(&lemma).map(|kinship| kinship.gender))
            .or_else(|| self.lexicon.title(&lemma).map(|title| title.gender))
            .filter(|gender| *gender != Gender::Unknown)
    }
}

/// `KYIV` → `Kyiv`
fn title_case(text: &str) -> String {
    let mut is_first = true;
    text.chars()
        .map(|letter| {
            let small = letter.to_lowercase().next().unwrap_or(letter);
            let written = if is_first { letter } else { small };
            is_first = !letter.is_alphanumeric();
            written
        })
        .collect()
}
