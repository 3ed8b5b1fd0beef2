//! Mentions, and clusters of mentions that mean the same thing.

use serde::{Deserialize, Serialize};

use super::token::SentenceId;
use crate::span::{ByteSpan, TokenSpan};

/// The index of a mention in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MentionId(pub u32);

/// The index of a cluster in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClusterId(pub u32);

/// What kind of thing a mention names: the types of OntoNotes, and a few for what has no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EntityType {
    /// A person, real or invented.
    Person,
    /// Nationalities, religious or political groups; groups of people.
    Norp,
    /// Buildings, airports, roads, bridges.
    Fac,
    /// Companies, agencies, institutions.
    Org,
    /// Countries, cities, states.
    Gpe,
    /// Places that govern nothing: mountains, seas, regions.
    Loc,
    /// Objects, vehicles, weapons, goods.
    Product,
    /// Named storms, battles, wars, games; talks, calls, decisions, deals.
    Event,
    /// Titles of books, songs, films, reports.
    WorkOfArt,
    /// Named documents made into laws.
    Law,
    /// A named language.
    Language,
    /// A date or a period.
    Date,
    /// A time shorter than a day.
    Time,
    /// A percentage.
    Percent,
    /// A sum of money, with its unit.
    Money,
    /// A measure of weight, distance and the like.
    Quantity,
    /// *first*, *sixth*
    Ordinal,
    /// A number that no other type takes.
    Cardinal,
    /// A thing that none of these describes.
    Other,
}

impl EntityType {
    /// The name of the type in the exchange format `kg/1`.
    pub const fn exchange_name(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Norp => "NationalityOrGroup",
            Self::Org => "Organization",
            Self::Fac | Self::Gpe | Self::Loc => "Place",
            Self::Product => "Artifact/Weapon",
            Self::Event => "Event",
            Self::WorkOfArt | Self::Law => "Work",
            Self::Date | Self::Time => "Date/Time",
            Self::Language
            | Self::Percent
            | Self::Money
            | Self::Quantity
            | Self::Ordinal
            | Self::Cardinal
            | Self::Other => "Other",
        }
    }

    /// The name of the type as a label in queries: `Person`, `Artifact`, `Group`, `Time`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Norp => "Group",
            Self::Product => "Artifact",
            Self::Date | Self::Time => "Time",
            other => other.exchange_name(),
        }
    }
}

/// What a mention is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// *Vladimir Putin*
    Name,
    /// *the Kremlin aide*
    Nominal,
    /// *he*
    Pronoun,
    /// *Russian* before a noun
    Demonym,
    /// *on Thursday*
    Time,
    /// *18% of its shares*
    Amount,
}

/// A place in a text that names something.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mention {
    /// The whole noun phrase as far as it belongs to the mention: *Russian President Vladimir Putin*.
    pub span: ByteSpan,
    /// The same in tokens.
    pub tokens: TokenSpan,
    /// The bare name or the head with its compounds: *Vladimir Putin*.
    pub core: ByteSpan,
    /// The index of the head in the document's tokens.
    pub head: u32,
    /// The sentence it stands in.
    pub sentence: SentenceId,
    /// What it is made of.
    pub kind: MentionKind,
    /// What kind of thing it names.
    pub entity_type: EntityType,
}

/// Why a mention belongs to its cluster.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// The mention that was joined.
    pub mention: MentionId,
    /// The mention it was joined to.
    pub antecedent: MentionId,
    /// The rule that joined them: `same name`, `title and surname`, `pronoun`.
    pub reason: Box<str>,
}

/// Mentions of one document that mean the same thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// In text order; never empty.
    pub mentions: Vec<MentionId>,
    /// The best name in this document, without title and determiner.
    pub name: Box<str>,
    /// Whether the name is a proper name.
    pub is_named: bool,
    /// What kind of thing it is.
    pub entity_type: EntityType,
    /// Who belongs to it, for *the two leaders*; empty for one thing.
    pub members: Vec<ClusterId>,
    /// Why its mentions are one, a link for each mention but the first.
    pub links: Vec<Link>,
}
