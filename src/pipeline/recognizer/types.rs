//! Names → names with the type that the lexicon, their words, their neighbours and the rest of the
//! article agree on.

use std::collections::BTreeMap;

use super::nominals::place;
use super::phrase;
use crate::document::{DependencyRelation as Dep, EntityType, SentenceKind, Syntax, Upos};
use crate::lexicon::{Lexicon, MetonymKind, OrganizationKind, TitleKind};
use crate::span::TokenSpan;

/// A name on its way to a mention.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) tokens: TokenSpan,
    pub(super) entity_type: EntityType,
}

/// Sets the type of each name; of names that read the same, the best founded type goes to all.
pub(super) fn refine(syntax: &Syntax, lexicon: &Lexicon, names: &mut [Named]) {
    let judge = Judge { syntax, lexicon };
    let mut votes: BTreeMap<String, Vec<(EntityType, u32)>> = BTreeMap::new();
    for name in names.iter() {
        let verdict = judge.verdict(name);
        votes
            .entry(judge.key(name.tokens))
            .or_default()
            .push(verdict);
    }
    let mut decided: BTreeMap<String, (EntityType, u32)> = votes
        .into_iter()
        .map(|(key, votes)| (key, heaviest(&votes)))
        .collect();
    let whole: Vec<(String, (EntityType, u32))> = decided
        .iter()
        .filter(|(key, _)| key.contains(' '))
        .map(|(key, verdict)| (key.clone(), *verdict))
        .collect();
    for (part, verdict) in &mut decided {
        if part.contains(' ') || verdict.1 >= TOLD {
            continue;
        }
        let is_place = matches!(verdict.0, EntityType::Gpe | EntityType::Loc);
        let of_whole = type_of_whole(part, &whole, |name| {
            !(is_place && is_public_body(name, lexicon))
        });
        if let Some(entity_type) = of_whole {
            *verdict = (entity_type, KNOWN);
        }
    }
    for name in names.iter_mut() {
        if let Some((entity_type, _)) = decided.get(&judge.key(name.tokens)) {
            name.entity_type = *entity_type;
        }
    }
}

/// The weight of what a list knows.
const KNOWN: u32 = 100;
/// The weight of what the words around it say.
const TOLD: u32 = 20;
/// The weight of a model's guess.
const GUESSED: u32 = 4;

/// The sum of the weights decides; of equals the first type. With it comes the strongest single ground: a
/// guess made ten times is a guess.
fn heaviest(votes: &[(EntityType, u32)]) -> (EntityType, u32) {
    let mut sums: BTreeMap<EntityType, u32> = BTreeMap::new();
    for (entity_type, weight) in votes {
        *sums.entry(*entity_type).or_default() += weight;
    }
    let best = sums
        .iter()
        .max_by_key(|(entity_type, weight)| (**weight, std::cmp::Reverse(**entity_type)));
    best.map_or((EntityType::Other, 0), |(&entity_type, _)| {
        let grounds = votes.iter().filter(|(other, _)| *other == entity_type);
        let strongest = grounds.map(|(_, weight)| *weight).max();
        (entity_type, strongest.unwrap_or(0))
    })
}

/// *Karden* is a person where *Ilse Karden* is one, *Halvorsen* a firm where *Halvorsen Foods* is.
fn type_of_whole(
    part: &str,
    whole: &[(String, (EntityType, u32))],
    counts: impl Fn(&str) -> bool,
) -> Option<EntityType> {
    let wholes = whole.iter().filter(|(name, _)| counts(name));
    let mut types = wholes.filter_map(|(name, (entity_type, _))| {
        let first = name.split(' ').next();
        let last = name.rsplit(' ').next();
        let is_part = match entity_type {
            EntityType::Person | EntityType::Org => first == Some(part) || last == Some(part),
            _ => false,
        };
        is_part.then_some(*entity_type)
    });
    let first = types.next()?;
    types.all(|other| other == first).then_some(first)
}

/// *Hamra Port **Authority***, *Tessen **Police***: named for where it is.
fn is_public_body(name: &str, lexicon: &Lexicon) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
    matches!(
        lexicon.organization_head(&last),
        Some(
            OrganizationKind::Government
                | OrganizationKind::Political
                | OrganizationKind::Institution
        )
    )
}

struct Judge<'a> {
    syntax: &'a Syntax,
    lexicon: &'a Lexicon,
}

impl Judge<'_> {
    /// How a name reads, whatever the capitals: *KYIV* is *Kyiv*.
    fn key(&self, tokens: TokenSpan) -> String {
        let text = self.syntax.text_of(tokens);
        let shouts = text.chars().count() > 4 && !text.contains(char::is_lowercase);
        if shouts {
            title_case(text)
        } else {
            text.to_owned()
        }
    }

    fn verdict(&self, name: &Named) -> (EntityType, u32) {
        let key = self.key(name.tokens);
        self.listed(&key)
            .map(|entity_type| (entity_type, KNOWN))
            .or_else(|| self.by_title(name.tokens))
            .or_else(|| self.by_descriptor(name.tokens))
            .or_else(|| self.by_own_words(&key, name.entity_type))
            .or_else(|| self.by_apposition(name.tokens))
            .or_else(|| self.by_place(&key, name))
            .unwrap_or((self.guess(name), GUESSED))
    }

    fn guess(&self, name: &Named) -> EntityType {
        let text = self.syntax.text_of(name.tokens);
        let first = text.split(' ').next().unwrap_or(text);
        let is_full_name = text.contains(' ') && self.lexicon.first_name(first).is_some();
        match name.entity_type {
            EntityType::Other if is_full_name => EntityType::Person,
            other => other,
        }
    }

    fn listed(&self, text: &str) -> Option<EntityType> {
        if self.lexicon.organization(text).is_some() {
            return Some(EntityType::Org);
        }
        if self.lexicon.country_name(text).is_some() {
            return Some(EntityType::Gpe);
        }
        match self.lexicon.metonym(text)?.kind {
            MetonymKind::Seat => Some(EntityType::Org),
            MetonymKind::Capital => Some(EntityType::Gpe),
        }
    }

    /// *President **Trump***, *Secretary of State **Ada Lind***
    fn by_title(&self, tokens: TokenSpan) -> Option<(EntityType, u32)> {
        if self.is_behind_office(tokens.start()) {
            return Some((EntityType::Person, KNOWN));
        }
        let before = self.word_before(tokens)?;
        let title = self.lexicon.title(&before)?;
        let is_person = title.kind != TitleKind::Role || self.looks_like_person(tokens);
        is_person.then_some((EntityType::Person, KNOWN))
    }

    /// *Its chief executive, **Ilse Karden**,*; ***Ilse Karden**, its chief executive,*: who has an office is
    /// a person, whatever the name looks like.
    fn by_apposition(&self, tokens: TokenSpan) -> Option<(EntityType, u32)> {
        let head = self.head_of(tokens);
        let host = self.syntax.head(head);
        let host = host.filter(|_| self.syntax.relation(head) == Dep::Apposition);
        let beside = host.or_else(|| self.syntax.dependent(head, Dep::Apposition))?;
        let is_person = self.syntax.upos(beside) == Upos::Noun
            && self.syntax.tag(beside).feature("Number") != Some("Plur")
            && self.is_office_noun(beside);
        is_person.then_some((EntityType::Person, KNOWN))
    }

    /// *chief **executive***, *the deputy **governor***; an owner or a partner may be a firm.
    fn is_office_noun(&self, noun: u32) -> bool {
        let lemma = self.syntax.lemma(noun).to_lowercase();
        let is_of_bodies = matches!(
            &*lemma,
            "owner"
                | "partner"
                | "maker"
                | "producer"
                | "supplier"
                | "operator"
                | "leader"
                | "winner"
                | "champion"
                | "sponsor"
                | "member"
                | "adviser"
                | "advisor"
                | "agent"
                | "lender"
                | "parent"
                | "sister"
                | "rival"
                | "host"
                | "guardian"
                | "publisher"
        );
        if is_of_bodies {
            return false;
        }
        let before = noun.checked_sub(1).map(|before| self.syntax.form(before));
        let phrase = before.map(|before| format!("{} {lemma}", before.to_lowercase()));
        self.lexicon.title(&lemma).is_some()
            || self.lexicon.kinship(&lemma).is_some()
            || phrase.is_some_and(|phrase| self.lexicon.title(&phrase).is_some())
    }

    fn is_behind_office(&self, name: u32) -> bool {
        let start = self
            .syntax
            .sentence(self.syntax.sentence_of(name))
            .tokens
            .start();
        let mut words = (start.max(name.saturating_sub(6))..name).rev();
        words.any(|word| is_office_of(self.syntax, self.lexicon, word, name))
    }

    fn looks_like_person(&self, tokens: TokenSpan) -> bool {
        let first = self.syntax.form(tokens.start());
        tokens.len() > 1 && self.lexicon.first_name(first).is_some()
    }

    fn word_before(&self, tokens: TokenSpan) -> Option<String> {
        let before = tokens.start().checked_sub(1)?;
        let is_same = self.syntax.sentence_of(before) == self.syntax.sentence_of(tokens.start());
        let is_noun = matches!(self.syntax.upos(before), Upos::Noun | Upos::Propn);
        (is_same && is_noun).then(|| self.syntax.form(before).to_lowercase())
    }

    /// *the brewer **Old Quay***, *the city of **Salford***, *the **Chaska** mine*
    fn by_descriptor(&self, tokens: TokenSpan) -> Option<(EntityType, u32)> {
        let before = self.word_before(tokens);
        if let Some(entity_type) = before.and_then(|noun| self.kind_of(&noun)) {
            return Some((entity_type, TOLD));
        }
        let head = self.head_of(tokens);
        let above = self.syntax.head(head)?;
        let noun = self.syntax.lemma(above).to_lowercase();
        let is_of = phrase::preposition(self.syntax, head) == "of";
        if is_of && self.syntax.relation(head) == Dep::NominalModifier {
            let is_town = matches!(
                &*noun,
                "city" | "town" | "village" | "province" | "region" | "mayor" | "state" | "port"
            );
            return is_town.then_some((EntityType::Gpe, TOLD));
        }
        let is_title = above == tokens.end()
            && tokens.len() > 2
            && self.syntax.relation(head) == Dep::Compound;
        (is_title)
            .then(|| self.kind_of(&noun))
            .flatten()
            .map(|entity_type| (entity_type, TOLD))
    }

    /// *TESSEN (Central Wire) –*
    fn opens_dateline(&self, tokens: TokenSpan) -> bool {
        let shouts = !self.syntax.text_of(tokens).contains(char::is_lowercase);
        let next = tokens.end();
        shouts
            && (next as usize) < self.syntax.tokens().len()
            && matches!(self.syntax.form(next), "(" | "," | "–" | "—" | "-" | ":")
    }

    fn kind_of(&self, noun: &str) -> Option<EntityType> {
        if matches!(
            noun,
            "newspaper"
                | "daily"
                | "weekly"
                | "magazine"
                | "brewer"
                | "company"
                | "firm"
                | "retailer"
                | "carmaker"
                | "automaker"
                | "lender"
                | "broadcaster"
                | "airline"
                | "charity"
        ) {
            return Some(EntityType::Org);
        }
        if self.lexicon.event_kind(noun).is_some() || noun == "forum" {
            return Some(EntityType::Event);
        }
        if self.lexicon.organization_head(noun).is_some() {
            return Some(EntityType::Org);
        }
        if matches!(
            noun,
            "ferry" | "ship" | "tanker" | "frigate" | "missile" | "tank" | "drug"
        ) {
            return Some(EntityType::Product);
        }
        self.lexicon.place_head(noun).map(place)
    }

    fn head_of(&self, tokens: TokenSpan) -> u32 {
        let inside = |word: u32| tokens.indexes().contains(&word);
        let mut words = tokens.indexes();
        words
            .find(|&token| self.syntax.head(token).is_none_or(|head| !inside(head)))
            .unwrap_or(tokens.start())
    }

    /// *Kestrel **Bank***, *Orr **Ltd***, *Black **Sea***, *World **Cup***
    fn by_own_words(&self, text: &str, model: EntityType) -> Option<(EntityType, u32)> {
        let last = text.rsplit(' ').next()?;
        let first = text.split(' ').next()?;
        if !text.contains(' ') {
            return None;
        }
        if self.lexicon.is_company_suffix(last) {
            return Some((EntityType::Org, KNOWN));
        }
        let is_name_of_person =
            model == EntityType::Person && self.lexicon.first_name(first).is_some();
        if is_name_of_person {
            return Some((EntityType::Person, TOLD));
        }
        let last = last.to_lowercase();
        let head = text.split_once(" of ").map_or(last.clone(), |(before, _)| {
            before.rsplit(' ').next().unwrap_or(before).to_lowercase()
        });
        let is_business = matches!(
            &*head,
            "rail"
                | "foods"
                | "motors"
                | "energy"
                | "airlines"
                | "airways"
                | "media"
                | "capital"
                | "partners"
                | "holdings"
                | "systems"
                | "technologies"
                | "pharmaceuticals"
                | "lines"
                | "industries"
                | "oil"
                | "steel"
                | "telecom"
                | "logistics"
                | "entertainment"
        );
        if self.lexicon.organization_head(&head).is_some() || is_business || text.contains(" & ") {
            return Some((EntityType::Org, TOLD));
        }
        if let Some(kind) = self.lexicon.place(text).or(self.lexicon.place_head(&last)) {
            return Some((place(kind), TOLD));
        }
        let is_event = self.lexicon.event_kind(&last).is_some()
            || matches!(
                &*last,
                "cup" | "games" | "olympics" | "festival" | "forum" | "war"
            );
        is_event.then_some((EntityType::Event, TOLD))
    }

    /// *shares in **Halvorsen***: one holds a part of a firm, not of a town.
    fn is_held(&self, head: u32) -> bool {
        let above = self.syntax.head(head).map(|noun| self.syntax.lemma(noun));
        matches!(
            above,
            Some(
                "share"
                    | "stake"
                    | "stock"
                    | "holding"
                    | "investment"
                    | "investor"
                    | "interest"
                    | "shareholder"
                    | "majority"
                    | "confidence"
                    | "trust"
            )
        )
    }

    /// A town is where things are *in*, or what a dateline begins with.
    fn by_place(&self, text: &str, name: &Named) -> Option<(EntityType, u32)> {
        let head = self.head_of(name.tokens);
        let is_locative = phrase::preposition(self.syntax, head) == "in"
            && match self.syntax.relation(head) {
                Dep::Oblique => true,
                Dep::NominalModifier => !self.is_held(head),
                _ => false,
            };
        let sentence = self.syntax.sentence(self.syntax.sentence_of(head));
        let is_dateline = name.tokens.start() == sentence.tokens.start()
            && (sentence.kind == SentenceKind::Dateline || self.opens_dateline(name.tokens));
        let known = self.lexicon.place(text).map(place);
        let is_person = name.entity_type == EntityType::Person;
        match known {
            Some(kind) if !is_person => Some((kind, TOLD)),
            Some(kind) if is_locative || is_dateline => Some((kind, TOLD)),
            _ if is_dateline || is_locative && name.entity_type != EntityType::Org => {
                Some((EntityType::Gpe, TOLD))
            }
            _ => None,
        }
    }
}

/// *Secretary **of State***: an office, in capitals, and what it is of up to the end of the words.
pub(super) fn is_office_of(syntax: &Syntax, lexicon: &Lexicon, word: u32, end: u32) -> bool {
    let is_capital = |token: u32| syntax.form(token).starts_with(char::is_uppercase);
    let title = lexicon.title(&syntax.form(word).to_lowercase());
    let is_office = title.is_some_and(|title| title.kind == TitleKind::Office) && is_capital(word);
    let is_link = |token: u32| matches!(syntax.form(token), "of" | "for" | "and" | "the" | "&");
    is_office
        && word + 2 < end
        && syntax.form(word + 1) == "of"
        && is_capital(end - 1)
        && (word + 2..end).all(|token| is_capital(token) || is_link(token))
}

/// `KYIV` → `Kyiv`
fn title_case(text: &str) -> String {
    let mut is_first = true;
    text.chars()
        .map(|letter| {
            let written = if is_first {
                letter
            } else {
                letter.to_lowercase().next().unwrap_or(letter)
            };
            is_first = !letter.is_alphanumeric();
            written
        })
        .collect()
}
