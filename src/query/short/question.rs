//! What was asked in the short form, as it was written.

use super::date::Day;
use crate::span::ByteSpan;

/// A whole question.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) enum Question {
    /// `path from Putin to Iran within 3`
    Path {
        from: Term,
        to: Term,
        tails: Vec<Tail>,
        span: ByteSpan,
    },
    /// `Iran`, `tell me about Iran`: all that is said of it.
    Topic { name: Name, tails: Vec<Tail> },
    /// `?x:Person`, `list companies`: all that there are.
    List {
        hole: Hole,
        tails: Vec<Tail>,
        span: ByteSpan,
    },
    /// `?who called ?whom and ?whom met Putin since 2025`
    Facts { facts: Vec<Fact>, tails: Vec<Tail> },
}

/// `Putin told Trump ?what`
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) struct Fact {
    /// None where the subject of the fact before goes on.
    pub subject: Option<Term>,
    /// `and Trump`: others of whom the same is said.
    pub other_subjects: Vec<Term>,
    pub asked: Asked,
    /// Whether `not` stands before a hole for the verb; elsewhere it is a word of the verb.
    pub denied: bool,
    pub verbs: VerbGroup,
    pub arguments: Vec<Argument>,
    /// `and Trump`: others in the place of the last argument.
    pub other_arguments: Vec<Term>,
    /// Whether subject and object can change places: `Putin and Trump talked`.
    pub is_mutual: bool,
    /// Words behind the last argument: `about talks`.
    pub trailing: Vec<Word>,
    /// Where and why, if that is asked.
    pub circumstances: Vec<(Circumstance, Hole)>,
    pub span: ByteSpan,
}

impl Fact {
    /// A plain one.
    pub(in crate::query) fn new(
        subject: Option<Term>,
        verbs: VerbGroup,
        arguments: Vec<Argument>,
        span: ByteSpan,
    ) -> Self {
        Self {
            subject,
            other_subjects: Vec::new(),
            asked: Asked::Plain,
            denied: false,
            verbs,
            arguments,
            other_arguments: Vec::new(),
            is_mutual: false,
            trailing: Vec::new(),
            circumstances: Vec::new(),
            span,
        }
    }
}

/// How a fact is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) enum Asked {
    /// `Putin called ?who`: the rows that fill the holes.
    Plain,
    /// `did Putin call Trump`: whether it is so.
    Whether,
    /// `when did Putin call Trump`: what is beside it, as its time or its place.
    Beside,
    /// `what did Putin refuse`: what stands in the place that is left.
    Fronted(Hole),
}

/// What a fact may have besides its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) enum Circumstance {
    /// `where did Putin meet Trump`
    Place,
    /// `why did Trump pause the transfer`
    Reason,
}

/// A word in small letters.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) struct Word {
    pub text: String,
    pub span: ByteSpan,
}

/// What is said of the subject.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) enum VerbGroup {
    /// `?did`: anything
    Any(Hole),
    /// `who is Ilse Karden`: what somebody is
    Is,
    /// `refused|rejected`
    Verbs(Vec<VerbWords>),
}

/// `gave up on`
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) struct VerbWords {
    pub words: Vec<Word>,
    pub span: ByteSpan,
}

/// `about Iran`
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) struct Argument {
    /// The preposition; empty for what stands bare.
    pub words: Vec<String>,
    pub term: Term,
}

/// What stands in a place of a fact.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) enum Term {
    Hole(Hole),
    Name(Name),
}

/// `?x:Person`
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) struct Hole {
    /// None for a bare `?`, whose column is not shown.
    pub name: Option<String>,
    pub kind: Option<String>,
    /// `companies`: a word for what it can be, in small letters.
    pub noun: Option<String>,
    pub span: ByteSpan,
}

/// `Vladimir Putin`, `"phone call"`, `Moscow|Russia`
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) struct Name {
    pub text: String,
    /// Whether it stands for words rather than for a name: quoted, or in small letters.
    pub quoted: bool,
    /// Whether it is a clause, whose words may stand apart: `that Russia will not give up`.
    pub clause: bool,
    /// The others of which any will do.
    pub alternatives: Vec<Name>,
    pub span: ByteSpan,
}

impl Name {
    /// It and its alternatives.
    pub(in crate::query) fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.alternatives)
    }
}

/// What follows the facts.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) enum Tail {
    AccordingTo(Term),
    Time(DateRange),
    /// `on Thursday`
    Weekday(String),
    /// `in July`: its number, from 1.
    Month(u8),
    When(Hole),
    Limit(u64),
    Within(u64),
    Count(Counted),
    /// `how many people`: the name of the hole that is counted.
    HowMany(String),
}

impl Tail {
    /// What it is, for messages.
    pub(in crate::query) fn in_words(&self) -> &'static str {
        match self {
            Self::AccordingTo(_) => "`according to`",
            Self::Time(_) | Self::Weekday(_) | Self::Month(_) => "a time",
            Self::When(_) => "`when`",
            Self::Limit(_) => "`limit`",
            Self::Within(_) => "`within`",
            Self::Count(_) | Self::HowMany(_) => "a count",
        }
    }
}

/// `count`, `count by ?who`
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) struct Counted {
    pub by: Option<Hole>,
    pub span: ByteSpan,
}

/// `since 2025-07-01`, `between 2025-07-01 and 2025-07-05`
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) struct DateRange {
    pub relation: TimeRelation,
    pub first: Day,
    /// Only behind `between`.
    pub last: Option<Day>,
}

/// How a time lies to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) enum TimeRelation {
    Since,
    Before,
    After,
    Until,
    /// `on`, `in`
    Within,
    Between,
}
