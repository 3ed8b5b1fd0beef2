//! What the program knows about English words and about the world's names, and nothing that it
//! learned from text.
//!
//! In: the lists under `data/lexicon/` (generated tables, and hand-written lists in `hand/`), which
//! are part of the binary. Out: typed answers. The lexicon never changes after it is made.
//!
//! Keys are compared in lower case with straight apostrophes, except where letter case tells a
//! name from a word (`US` and `us`).

mod classes;
mod event_words;
mod geography;
mod lemma;
mod load;
mod people;
mod relation_map;
mod table;

use rustc_hash::{FxHashMap, FxHashSet};

use classes::Listed;
pub use classes::{
    EventKind, Gender, Hedge, Implication, MetonymKind, ModalityCue, Negation, OrganizationKind,
    PlaceKind, ReportingClass, TimeWordKind, TitleKind, VerbFrames,
};
pub use geography::{Country, Metonym};
pub use lemma::WordClass;
pub use load::{LexiconError, Row, rows};
pub use people::{Kinship, Title};
pub use relation_map::{Counted, RelationMap};
use table::SortedTable;

const VERB_FRAMES: SortedTable =
    SortedTable::new(include_str!("../../data/lexicon/verb_frames.tsv"));
const NOUNS: SortedTable = SortedTable::new(include_str!("../../data/lexicon/nouns.tsv"));
const COMPANY_SUFFIXES: SortedTable =
    SortedTable::new(include_str!("../../data/lexicon/company_suffixes.tsv"));

/// Text of a hand-written list with its file name, for the messages.
macro_rules! hand {
    ($file:literal) => {
        (
            $file,
            include_str!(concat!("../../data/lexicon/hand/", $file)),
        )
    };
}
use hand;

/// A hand-written list: its file name and its text.
type List = (&'static str, &'static str);
type Words<T> = FxHashMap<&'static str, T>;

/// The word lists and patterns of one language. Immutable; pass it by reference.
#[derive(Debug)]
pub struct Lexicon {
    reporting: Words<ReportingClass>,
    implicatives: Words<Implication>,
    hedges: Words<Hedge>,
    negations: Words<Negation>,
    modality: Words<ModalityCue>,
    reciprocal: FxHashSet<&'static str>,
    reciprocal_nouns: FxHashSet<&'static str>,
    light_verbs: FxHashSet<&'static str>,
    speech_nouns: FxHashSet<&'static str>,
    events: Words<(Option<&'static str>, EventKind)>,
    organization_heads: Words<OrganizationKind>,
    place_heads: Words<PlaceKind>,
    time_words: Words<(TimeWordKind, Option<u8>)>,
    collectives: Words<&'static str>,
    artifacts: FxHashSet<&'static str>,
    works: FxHashSet<&'static str>,
    people: people::People,
    geography: geography::Geography,
    relation_map: RelationMap,
}

impl Lexicon {
    /// The lists that are part of the binary. Takes under a millisecond: make it once, pass it on.
    ///
    /// # Panics
    ///
    /// Never in a tested build: the lists are part of it, and a test reads them.
    pub fn english() -> Self {
        Self::load().expect("the lists in the binary are read by a test")
    }

    /// Reads the lists that are part of the binary.
    ///
    /// # Errors
    ///
    /// The first row that is malformed, with its list and line.
    pub fn load() -> Result<Self, LexiconError> {
        Ok(Self {
            reporting: classified(hand!("reporting_verbs.tsv"))?,
            implicatives: classified(hand!("implicatives.tsv"))?,
            hedges: classified(hand!("hedges.tsv"))?,
            negations: classified(hand!("negation.tsv"))?,
            modality: classified(hand!("modality.tsv"))?,
            reciprocal: set(hand!("reciprocal_verbs.tsv"))?,
            reciprocal_nouns: set(hand!("reciprocal_nouns.tsv"))?,
            light_verbs: set(hand!("light_verbs.tsv"))?,
            speech_nouns: set(hand!("speech_nouns.tsv"))?,
            events: events(hand!("event_nouns.tsv"))?,
            organization_heads: classified(hand!("organization_heads.tsv"))?,
            place_heads: classified(hand!("place_heads.tsv"))?,
            time_words: time_words(hand!("time_words.tsv"))?,
            collectives: texts(hand!("collective_nouns.tsv"))?,
            artifacts: set(hand!("artifact_nouns.tsv"))?,
            works: set(hand!("work_nouns.tsv"))?,
            people: people::People::load()?,
            geography: geography::Geography::load()?,
            relation_map: RelationMap::load(hand!("relation_map.tsv"))?,
        })
    }

    /// The dictionary form of a lower-case `form`: `deliveries` → `delivery`, `told` → `tell`.
    pub fn lemma(&self, form: &str, class: WordClass) -> String {
        lemma::lemma(form, class)
    }

    /// The sentence frames of a verb (lemma; a particle follows after a space: `give up`).
    pub fn verb_frames(&self, verb: &str) -> Option<VerbFrames> {
        VERB_FRAMES.get(verb).map(VerbFrames::from_hexadecimal)
    }

    /// Which relations are counted as one, before anybody said otherwise.
    pub fn relation_map(&self) -> &RelationMap {
        &self.relation_map
    }

    /// How a verb reports (lemma, particle after a space), or `None` where it does not.
    pub fn reporting(&self, verb: &str) -> Option<ReportingClass> {
        self.reporting.get(verb).copied()
    }

    /// Every reporting verb with its class, in alphabetical order.
    pub fn reporting_verbs(&self) -> Vec<(&'static str, ReportingClass)> {
        let mut all: Vec<_> = self
            .reporting
            .iter()
            .map(|(verb, class)| (*verb, *class))
            .collect();
        all.sort_unstable();
        all
    }

    /// What a verb says about its infinitive or gerund.
    pub fn implicative(&self, verb: &str) -> Option<Implication> {
        self.implicatives.get(verb).copied()
    }

    /// Strength of a hedging word or phrase (lower case).
    pub fn hedge(&self, phrase: &str) -> Option<Hedge> {
        self.hedges.get(phrase).copied()
    }

    /// What a negation word (lower case) negates.
    pub fn negation(&self, word: &str) -> Option<Negation> {
        self.negations.get(word).copied()
    }

    /// The modality that an auxiliary, adverb or phrase gives (lemmas: `be able`).
    pub fn modality_cue(&self, phrase: &str) -> Option<ModalityCue> {
        self.modality.get(phrase).copied()
    }

    /// Whether both subjects of this verb do it to one another: `meet`.
    pub fn is_reciprocal_verb(&self, verb: &str) -> bool {
        self.reciprocal.contains(verb)
    }

    /// Whether this noun is between two sides: `summit`.
    pub fn is_reciprocal_noun(&self, noun: &str) -> bool {
        self.reciprocal_nouns.contains(noun)
    }

    /// Whether this verb may only carry its event noun: `hold talks`.
    pub fn is_light_verb(&self, verb: &str) -> bool {
        self.light_verbs.contains(verb)
    }

    /// Whether what follows this noun is said by somebody: `statement`.
    pub fn is_speech_noun(&self, noun: &str) -> bool {
        self.speech_nouns.contains(noun)
    }

    /// The verb that says what an event noun (singular, lower case) says: `suspension` → `suspend`.
    ///
    /// `None` for nouns that are no event and for events without a verb; see [`Self::is_event_noun`].
    pub fn event_verb(&self, noun: &str) -> Option<&'static str> {
        if let Some((verb, _)) = self.events.get(noun) {
            return *verb;
        }
        let value = NOUNS.get(noun)?;
        if !value.starts_with(['e', 'm']) {
            return None;
        }
        value.split_once('=').map(|(_, verb)| verb)
    }

    /// Kind of a news event noun of the curated list.
    pub fn event_kind(&self, noun: &str) -> Option<EventKind> {
        self.events.get(noun).map(|(_, kind)| *kind)
    }

    /// Whether a noun (singular, lower case) first of all means an event.
    pub fn is_event_noun(&self, noun: &str) -> bool {
        self.events.contains_key(noun)
            || first_class(noun) == Some('e') && self.event_verb(noun).is_some()
    }

    /// Whether news use two nouns (singular, lower case) for one event: *strike* and *raid*; one noun is.
    pub fn are_words_for_one_event(&self, one: &str, other: &str) -> bool {
        event_words::are_for_one_event(one, other)
    }

    /// Numbers of the rows of nouns for one event that a noun stands in.
    pub fn event_rows(&self, noun: &str) -> impl Iterator<Item = usize> {
        event_words::event_rows(noun)
    }

    /// Whether a word (lower case) numbers an event in a row: *the **sixth** call*.
    pub fn is_ordinal(&self, word: &str) -> bool {
        event_words::is_ordinal(word)
    }

    /// Whether a noun means a war: a country has one of them at a time.
    pub fn is_war(&self, noun: &str) -> bool {
        event_words::is_war(noun)
    }

    /// Whether two nouns (lower case) are used for the same goods: *arms* and *weapons*; one noun is.
    pub fn are_words_for_one_good(&self, one: &str, other: &str) -> bool {
        event_words::are_for_one_good(one, other)
    }

    /// Whether a noun first of all means a person, or is a title or role in the lists.
    pub fn is_person_noun(&self, noun: &str) -> bool {
        first_class(noun) == Some('p')
            || self.people.title(noun).is_some()
            || self.kinship(noun).is_some()
    }

    /// Whether a noun names what a person does or is for somebody: `aide`, `prime minister`.
    pub fn is_role_noun(&self, noun: &str) -> bool {
        matches!(self.title(noun), Some(title) if title.kind != TitleKind::Honorific)
            || first_class(noun) == Some('p')
    }

    /// Whether a noun means several people or a body of them: `audience`, `council`.
    pub fn is_group_noun(&self, noun: &str) -> bool {
        self.collectives.contains_key(noun)
            || self.organization_heads.contains_key(noun)
            || first_class(noun) == Some('g')
    }

    /// Whether a noun stands for several people taken together: `audience`, `police`.
    pub fn is_collective(&self, noun: &str) -> bool {
        self.collectives.get(noun) == Some(&"people")
    }

    /// Whether `the two …` with this noun may take up entities that were just named.
    pub fn is_member_noun(&self, noun: &str) -> bool {
        self.collectives.get(noun) == Some(&"members")
    }

    /// Whether a noun means a made thing that news tell of: `missile`.
    pub fn is_artifact_noun(&self, noun: &str) -> bool {
        self.artifacts.contains(noun) || first_class(noun) == Some('a')
    }

    /// Whether a noun means a text, film, law or other work.
    pub fn is_work_noun(&self, noun: &str) -> bool {
        self.works.contains(noun)
    }

    /// Sort of an organisation whose name or description has this head noun (singular, lower case).
    pub fn organization_head(&self, noun: &str) -> Option<OrganizationKind> {
        self.organization_heads.get(noun).copied()
    }

    /// Sort of a place whose name or description has this head noun (singular, lower case).
    pub fn place_head(&self, noun: &str) -> Option<PlaceKind> {
        self.place_heads.get(noun).copied()
    }

    /// Whether this is the legal form at the end of a company's name: `Inc.`, `GmbH`.
    ///
    /// Only a word with a capital letter counts: `co` and `as` are words.
    pub fn is_company_suffix(&self, word: &str) -> bool {
        let key: String = word
            .chars()
            .filter(|c| !".,".contains(*c))
            .flat_map(char::to_lowercase)
            .collect();
        word.contains(|c: char| c.is_uppercase()) && COMPANY_SUFFIXES.get(&key).is_some()
    }

    /// Kind of a word for time (lower case), with the number of a weekday (Monday 1) or month.
    pub fn time_word(&self, word: &str) -> Option<(TimeWordKind, Option<u8>)> {
        self.time_words.get(word).copied()
    }

    /// The gender that goes with a first name, or `None` where the name is in no list.
    pub fn first_name(&self, name: &str) -> Option<Gender> {
        self.people.first_name(name)
    }

    /// The full first name of a short one, lower case: `bill` → `william`.
    pub fn nickname(&self, name: &str) -> Option<&'static str> {
        self.people.nickname(name)
    }

    /// What a title or role noun is (lower case; several words with one space between).
    pub fn title(&self, phrase: &str) -> Option<Title> {
        self.people.title(phrase)
    }

    /// Whether a phrase is a title that stands before a name.
    pub fn is_title(&self, phrase: &str) -> bool {
        self.people.title(phrase).is_some()
    }

    /// Gender and inverse of a kinship noun.
    pub fn kinship(&self, noun: &str) -> Option<Kinship> {
        self.people.kinship(noun)
    }

    /// The country that a name, adjective, name of an inhabitant or acronym means.
    ///
    /// Letter case counts: `US` is one, `us` is none.
    pub fn country(&self, name: &str) -> Option<Country> {
        self.geography
            .by_name(name)
            .or_else(|| self.geography.by_demonym(name))
    }

    /// The country that is called so: `U.K.`, `Ivory Coast`; no adjective counts.
    pub fn country_name(&self, name: &str) -> Option<Country> {
        self.geography.by_name(name)
    }

    /// The country that an adjective or the name of an inhabitant belongs to: `Dutch`, `Poles`.
    pub fn demonym(&self, word: &str) -> Option<Country> {
        self.geography.by_demonym(word)
    }

    /// The country with this code (`RU`; `EU` for the European Union).
    pub fn country_code(&self, code: &str) -> Option<Country> {
        self.geography.by_code(code)
    }

    /// The country whose capital is called so.
    pub fn capital_of(&self, city: &str) -> Option<Country> {
        self.geography.capital_of(city)
    }

    /// What government a seat, body or capital may stand for.
    pub fn metonym(&self, name: &str) -> Option<Metonym> {
        self.geography.metonym(name)
    }

    /// Sort of a well-known place: country, city of 50,000 people or more, region, river, mountain.
    pub fn place(&self, name: &str) -> Option<PlaceKind> {
        self.geography.place(name)
    }

    /// People in a city, in thousands, and its country; of the largest city called so.
    pub fn city(&self, name: &str) -> Option<(Country, u32)> {
        self.geography.city(name)
    }

    /// The place that an adjective belongs to where that is no country: `Alaskan` → `Alaska`.
    pub fn place_adjective(&self, adjective: &str) -> Option<&'static str> {
        self.geography.place_adjective(adjective)
    }

    /// Whether this names a people, a faith or the members of a party: `Kurds`, `Republican`.
    pub fn is_people(&self, name: &str) -> bool {
        self.geography.is_people(name)
    }

    /// The canonical name of a well-known organisation: `UN` → `United Nations`. Letter case counts.
    pub fn organization(&self, name: &str) -> Option<&'static str> {
        self.geography.organization(name)
    }
}

/// Class of the first sense of a noun in WordNet, see the generator.
fn first_class(noun: &str) -> Option<char> {
    NOUNS.get(noun).and_then(|value| value.chars().next())
}

fn classified<T: Listed>((list, text): List) -> Result<Words<T>, LexiconError> {
    rows(list, text, 2)?
        .into_iter()
        .map(|row| Ok((row.key, T::read(list, row.line, row.fields[0])?)))
        .collect()
}

fn texts((list, text): List) -> Result<Words<&'static str>, LexiconError> {
    Ok(rows(list, text, 2)?
        .into_iter()
        .map(|row| (row.key, row.fields[0]))
        .collect())
}

fn set((list, text): List) -> Result<FxHashSet<&'static str>, LexiconError> {
    Ok(rows(list, text, 1)?
        .into_iter()
        .map(|row| row.key)
        .collect())
}

fn events((list, text): List) -> Result<Words<(Option<&'static str>, EventKind)>, LexiconError> {
    rows(list, text, 3)?
        .into_iter()
        .map(|row| {
            let verb = Some(row.fields[0]).filter(|verb| *verb != "-");
            Ok((
                row.key,
                (verb, EventKind::read(list, row.line, row.fields[1])?),
            ))
        })
        .collect()
}

fn time_words((list, text): List) -> Result<Words<(TimeWordKind, Option<u8>)>, LexiconError> {
    rows(list, text, 3)?
        .into_iter()
        .map(|row| {
            let kind = TimeWordKind::read(list, row.line, row.fields[0])?;
            Ok((row.key, (kind, row.fields[1].parse().ok())))
        })
        .collect()
}

#[cfg(test)]
mod tests;
