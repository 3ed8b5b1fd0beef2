//! What a sentence says: a predicate with its arguments, and everything that makes it true or not.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::mention::{ClusterId, MentionId};
use super::token::SentenceId;
use crate::date::TimeValue;
use crate::span::ByteSpan;

/// The index of a relation mention in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RelationMentionId(pub u32);

/// How real what is said is: the nine values of the exchange format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// The article says in its own voice that it is or was so.
    Asserted,
    /// A named source says so.
    Reported,
    /// *reportedly*, *is believed to*
    Hedged,
    /// The actor or its speaker commits to it.
    Promised,
    /// Intended, expected, scheduled or attempted.
    Planned,
    /// Urged, demanded, asked, proposed by someone.
    Requested,
    /// *must*, *should*, *need*
    Obligatory,
    /// *may*, *could*, *able to*
    Possible,
    /// Depends on a condition.
    Conditional,
}

impl Modality {
    /// Every value, from the most to the least real.
    pub const ALL: &'static [Self] = &[
        Self::Asserted,
        Self::Reported,
        Self::Hedged,
        Self::Promised,
        Self::Planned,
        Self::Requested,
        Self::Obligatory,
        Self::Possible,
        Self::Conditional,
    ];

    /// The value as the exchange format writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Reported => "reported",
            Self::Hedged => "hedged",
            Self::Promised => "promised",
            Self::Planned => "planned",
            Self::Requested => "requested",
            Self::Obligatory => "obligatory",
            Self::Possible => "possible",
            Self::Conditional => "conditional",
        }
    }

    /// Whether it is said to be or have been so.
    pub const fn is_factual(self) -> bool {
        matches!(self, Self::Asserted | Self::Reported | Self::Hedged)
    }
}

impl fmt::Display for Modality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Modality {
    type Err = super::LabelError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.iter().find(|modality| modality.as_str() == text);
        found.copied().ok_or_else(|| super::LabelError {
            kind: "modality",
            text: text.to_owned(),
        })
    }
}

/// What a relation says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Predicate {
    /// Lower-case lemma with its particle joined by `_`: `give_up`, `be_president_of`.
    pub lemma: Box<str>,
    /// The words as they stand: *would not give up*.
    pub phrase: Box<str>,
    /// Where the main word stands.
    pub span: ByteSpan,
}

/// Words that fill a slot without naming a thing of their own: *the need for diplomacy*.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Literal {
    /// Cut to the core: *need for diplomacy*; normalised for the graph, never rewritten.
    pub text: Box<str>,
    /// The full phrase in the text.
    pub span: ByteSpan,
    /// The head word.
    pub head: Box<str>,
}

/// What stands in a slot of a relation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Argument {
    /// Something that is mentioned elsewhere too, or could be.
    Mention(MentionId),
    /// A clause: what was said, asked, tried.
    Clause(RelationMentionId),
    /// Words.
    Literal(Literal),
}

/// A further argument with its role: the preposition or conjunction of the text, `object2` for a
/// second object or complement, `content` for a clause without a word of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RoleArgument {
    /// `to`, `with`, `after`, `that`, `object2`
    pub role: Box<str>,
    /// What stands there.
    pub value: Argument,
}

/// When it happened, as the text says it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeExpression {
    /// The words.
    pub span: ByteSpan,
    /// What they mean.
    pub value: TimeValue,
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Somebody who is mentioned.
    Mention(MentionId),
    /// Somebody who has a cluster but no mention here, as the speaker of a longer quotation.
    Cluster(ClusterId),
}

/// One statement of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RelationMention {
    /// Who does it; none when the text does not say (*was founded*).
    pub subject: Option<Argument>,
    /// What is said of the subject.
    pub predicate: Predicate,
    /// The direct object or the content clause; none when there is none.
    pub object: Option<Argument>,
    /// Further arguments in text order.
    pub arguments: Vec<RoleArgument>,
    /// Whether it is denied.
    pub negated: bool,
    /// How real it is.
    pub modality: Modality,
    /// Who says so, outermost first; empty for the article's own voice.
    pub attribution: Vec<Source>,
    /// When it happened.
    pub time: Option<TimeExpression>,
    /// Where it happened.
    pub place: Option<Argument>,
    /// The relation whose content this is.
    pub content_of: Option<RelationMentionId>,
    /// The words that support it: its clause, at least.
    pub evidence: ByteSpan,
    /// The sentence that supports it.
    pub sentence: SentenceId,
    /// The rule that found it, as `relata explain` names it.
    pub rule: Box<str>,
    /// How sure it is, 0 to 1; only the order means something.
    pub confidence: f32,
    /// Whether it means the same with subject and object exchanged: *meet*.
    pub symmetric: bool,
    /// Whether it was said by a noun: *a call between A and B*.
    pub nominal: bool,
}
