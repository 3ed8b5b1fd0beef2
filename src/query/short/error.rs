//! Why a short question cannot be answered.

use crate::diagnostic::Diagnostic;
use crate::query::ParseError;
use crate::span::ByteSpan;

/// Why a short question cannot be answered. Every variant knows where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShortError {
    /// `Putin called ?who )`
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// `Puttin called ?who`
    #[error("nobody and nothing is called `{name}` in this graph")]
    UnknownName {
        /// As written.
        name: String,
        /// The nearest names that there are, best first.
        nearest: Vec<String>,
        /// Where.
        span: ByteSpan,
    },
    /// `Putin flabbergasted ?who`
    #[error("there is no fact of `{verb}` in this graph")]
    UnknownVerb {
        /// As written.
        verb: String,
        /// The nearest relations that there are, best first.
        nearest: Vec<String>,
        /// Where.
        span: ByteSpan,
    },
    /// `?x:Prson met ?y`
    #[error("there is no type `{kind}` in this graph")]
    UnknownKind {
        /// As written.
        kind: String,
        /// The types that there are.
        known: Vec<String>,
        /// Where.
        span: ByteSpan,
    },
    /// `called ?who`
    #[error("the fact has no subject")]
    NoSubject {
        /// The fact.
        span: ByteSpan,
    },
    /// `asdf`
    #[error("`{words}` is no name, no relation and no kind of thing in this graph")]
    NotUnderstood {
        /// As written.
        words: String,
        /// The nearest names and relations that there are, best first.
        nearest: Vec<String>,
        /// Where.
        span: ByteSpan,
    },
    /// `how old is Putin`, `path from Putin`
    #[error("a question that begins with `{words}` is not understood so")]
    UnknownQuestion {
        /// What it begins with.
        words: String,
        /// Where.
        span: ByteSpan,
    },
    /// `who called Putin yesterday`
    #[error("`{written}` counts from a day, and a question has none")]
    RelativeTime {
        /// As written.
        written: String,
        /// Where.
        span: ByteSpan,
    },
    /// `Putin called ?a ?b ?c …`
    #[error("the question has more than {limit} parts")]
    TooLong {
        /// The most facts, holes, names, verbs and times allowed.
        limit: usize,
        /// The first one too many.
        span: ByteSpan,
    },
    /// `people according to Reuters`
    #[error("{tail} needs a fact")]
    TailWithoutFact {
        /// In words.
        tail: &'static str,
        /// The question.
        span: ByteSpan,
    },
    /// `?who called ?whom since 2025-02-31`
    #[error("the calendar has no such day")]
    NoSuchDay {
        /// The date.
        span: ByteSpan,
    },
    /// `?who called ?whom count by ?x`
    #[error("`?{name}` is not in the question")]
    UnknownHole {
        /// Its name.
        name: String,
        /// Where.
        span: ByteSpan,
    },
}

impl ShortError {
    /// A stable name of the kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Parse(error) => error.detail(),
            Self::UnknownName { .. } => "UnknownName",
            Self::UnknownVerb { .. } => "UnknownVerb",
            Self::UnknownKind { .. } => "UnknownKind",
            Self::NoSubject { .. } => "NoSubject",
            Self::NotUnderstood { .. } => "NotUnderstood",
            Self::UnknownQuestion { .. } => "UnknownQuestion",
            Self::RelativeTime { .. } => "RelativeTime",
            Self::TooLong { .. } => "TooLong",
            Self::TailWithoutFact { .. } => "TailWithoutFact",
            Self::NoSuchDay { .. } => "NoSuchDay",
            Self::UnknownHole { .. } => "UndefinedVariable",
        }
    }

    /// Where.
    pub fn span(&self) -> ByteSpan {
        match self {
            Self::Parse(error) => error.span(),
            Self::UnknownName { span, .. }
            | Self::UnknownVerb { span, .. }
            | Self::UnknownKind { span, .. }
            | Self::NoSubject { span }
            | Self::NotUnderstood { span, .. }
            | Self::UnknownQuestion { span, .. }
            | Self::RelativeTime { span, .. }
            | Self::TooLong { span, .. }
            | Self::TailWithoutFact { span, .. }
            | Self::NoSuchDay { span }
            | Self::UnknownHole { span, .. } => *span,
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        let listed = |names: &[String]| {
            names
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        Some(match self {
            Self::Parse(error) => return error.help(),
            Self::UnknownName { nearest, .. }
            | Self::UnknownVerb { nearest, .. }
            | Self::NotUnderstood { nearest, .. }
                if !nearest.is_empty() =>
            {
                format!("did you mean {}?", listed(nearest))
            }
            Self::UnknownName { name, .. } => {
                format!(
                    "quote it to look for the words: `\"{}\"`",
                    name.to_lowercase()
                )
            }
            Self::UnknownVerb { .. } => {
                "`?did` in its place asks for anything between the two".into()
            }
            Self::UnknownKind { known, .. } => format!("there are {}", listed(known)),
            Self::NotUnderstood { .. } => {
                "ask `?who said ?what`, or write a name for all that is said of it; names have \
                 capitals or quotes"
                    .into()
            }
            Self::UnknownQuestion { words, .. } if words == "path" => {
                "name both ends: `path from Putin to Iran`".into()
            }
            Self::UnknownQuestion { words, .. } if !words.starts_with("how") => {
                "write `tell me about Iran`, `list people` or `?who said ?what`".into()
            }
            Self::UnknownQuestion { .. } => {
                "`how many`, `how much`, `how long`, `how far`, `how often`, `when`, `where` and \
                 `why` are"
                    .into()
            }
            Self::RelativeTime { .. } => {
                "name the day: `since 2025-07-01`, `on 3 July 2025`, `in July 2025`".into()
            }
            Self::NoSubject { .. } => "write `?who` before the verb".into(),
            Self::TooLong { .. } => "ask it in parts".into(),
            Self::TailWithoutFact { .. } => "ask for what was done: `?who ?did ?what`".into(),
            Self::NoSuchDay { .. } => {
                "write `2025-07-01`, `2025-07`, `2025` or `1 July 2025`".into()
            }
            Self::UnknownHole { .. } => "count by a `?name` of the question".into(),
        })
    }

    /// The error as something that a program can draw.
    pub fn to_diagnostic(&self) -> Diagnostic {
        let diagnostic = Diagnostic::error(self.code(), self.to_string()).at(self.span(), "");
        match self.help() {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        }
    }
}
