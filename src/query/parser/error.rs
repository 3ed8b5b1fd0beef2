//! Why a text is not of the language.

use crate::span::ByteSpan;

/// How deep brackets, `CASE` and signs may nest.
pub const MAXIMUM_NESTING: usize = 120;

/// How many operators may lie over each other in one expression.
pub const MAXIMUM_OPERATORS: usize = 600;

/// Why a text is not of the language. Every variant knows where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// `MATCH (n RETURN n`
    #[error("`{found}` is not expected here")]
    Unexpected {
        /// The word or mark that stands there.
        found: String,
        /// What could stand there, in words, most likely first.
        expected: Vec<&'static str>,
        /// Where it stands.
        span: ByteSpan,
    },
    /// `MATCH (n`
    #[error("the query ends too early")]
    UnexpectedEnd {
        /// What could follow, in words, most likely first.
        expected: Vec<&'static str>,
        /// Its end.
        span: ByteSpan,
    },
    /// an empty text
    #[error("there is no query here")]
    Empty {
        /// The whole text.
        span: ByteSpan,
    },
    /// `RETURN [[[[…` and so on
    #[error("the query nests deeper than {limit} levels")]
    TooDeep {
        /// The most levels allowed.
        limit: usize,
        /// The first place that is too deep.
        span: ByteSpan,
    },
    /// `RETURN 1 = 1 OR 1 = 1 OR …` and so on
    #[error("the expression has more than {limit} operators over each other")]
    TooLong {
        /// The most operators allowed.
        limit: usize,
        /// The expression.
        span: ByteSpan,
    },
    /// `WHERE a == b`, `WHERE a != b`
    #[error("`{written}` is not an operator here")]
    ForeignOperator {
        /// As written.
        written: String,
        /// What this language has instead.
        instead: &'static str,
        /// Where.
        span: ByteSpan,
    },
    /// `MATCH (n Person)`
    #[error("the label `{name}` needs a colon before it")]
    MissingColon {
        /// The label.
        name: String,
        /// Where.
        span: ByteSpan,
    },
    /// `RETURN 'abc`
    #[error("the text that begins with {quote} does not end")]
    UnclosedQuote {
        /// The mark that opens it.
        quote: char,
        /// From the mark to the end.
        span: ByteSpan,
    },
    /// `RETURN 1 /* and so on`
    #[error("the comment does not end")]
    UnclosedComment {
        /// From its beginning to the end.
        span: ByteSpan,
    },
    /// `MATCH (n) RETURN n)`, `RETURN [1, 2`
    #[error("`{bracket}` has no partner")]
    UnbalancedBracket {
        /// The bracket.
        bracket: char,
        /// Where it stands.
        span: ByteSpan,
    },
    /// `RETURN 12ab`
    #[error("`{written}` is not a number")]
    InvalidNumber {
        /// As written.
        written: String,
        /// Where.
        span: ByteSpan,
    },
    /// `RETURN 9223372036854775808`
    #[error("the integer `{written}` does not fit into 64 bits")]
    IntegerOverflow {
        /// As written.
        written: String,
        /// Where.
        span: ByteSpan,
    },
    /// `RETURN 1e400`
    #[error("the number `{written}` is too large")]
    FloatOverflow {
        /// As written.
        written: String,
        /// Where.
        span: ByteSpan,
    },
    /// `RETURN '\q'`
    #[error("`{written}` is not an escape")]
    InvalidEscape {
        /// As written.
        written: String,
        /// Where.
        span: ByteSpan,
    },
    /// `RETURN '\uH'`
    #[error("`{written}` does not name a character")]
    InvalidUnicodeEscape {
        /// As written.
        written: String,
        /// Where.
        span: ByteSpan,
    },
    /// `RETURN 42 — 41`
    #[error("the character `{character}` means nothing here")]
    InvalidCharacter {
        /// The character.
        character: char,
        /// What it was probably meant to be.
        instead: Option<&'static str>,
        /// Where.
        span: ByteSpan,
    },
    /// `MATCH (a)-[:T*-2]->(b)`, `MATCH (a)-[:T..3]->(b)`
    #[error("this is not a length of a path")]
    InvalidLength {
        /// Where.
        span: ByteSpan,
    },
    /// `SHORTEST 0 (a)-[*]-(b)`
    #[error("this does not say which paths are wanted")]
    InvalidSelector {
        /// Where.
        span: ByteSpan,
    },
    /// `RETURN [1, 2 | 3]`
    #[error("only `variable IN list` or a pattern can stand before `|` or `WHERE` in a list")]
    InvalidComprehension {
        /// What stands there.
        span: ByteSpan,
    },
    /// `[(a)-->(b) WHERE true]`
    #[error("a pattern in a list needs `|` and what to take from each match")]
    MissingProjection {
        /// The list.
        span: ByteSpan,
    },
    /// `[x IN list WHERE x:A|B AND true]`
    #[error("`|` could belong to the labels or to the list")]
    AmbiguousBar {
        /// The labels.
        span: ByteSpan,
    },
    /// `SET a.b.c + 1 = 2`, `SET 1 = 2`
    #[error("this cannot be set")]
    InvalidTarget {
        /// Where.
        span: ByteSpan,
    },
    /// `REMOVE a`
    #[error("this cannot be removed")]
    InvalidRemoval {
        /// Where.
        span: ByteSpan,
    },
    /// `MATCH (n) WHERE RETURN n`
    #[error("`{word}` is a word of the language and cannot be a variable")]
    ReservedWord {
        /// As written.
        word: String,
        /// Where.
        span: ByteSpan,
    },
    /// `INSERT (:A)`, `CALL { MATCH (n) RETURN n }`
    #[error("`{clause}` is not of openCypher 9")]
    ForeignClause {
        /// The clause of a later or another language.
        clause: &'static str,
        /// What says the same.
        instead: &'static str,
        /// Where.
        span: ByteSpan,
    },
    /// `n.name = 'Ada'`
    #[error("a clause should begin here, and `{found}` begins none")]
    NoClause {
        /// What stands there.
        found: String,
        /// The clause that was perhaps meant.
        nearest: Option<&'static str>,
        /// Whether the query has no `RETURN` at all: the word is most likely what to return.
        forgotten: bool,
        /// Where.
        span: ByteSpan,
    },
}

impl ParseError {
    /// The finer code, in the words of the conformance suite.
    pub fn detail(&self) -> &'static str {
        match self {
            Self::InvalidNumber { .. } => "InvalidNumberLiteral",
            Self::IntegerOverflow { .. } => "IntegerOverflow",
            Self::FloatOverflow { .. } => "FloatingPointOverflow",
            Self::InvalidUnicodeEscape { .. } => "InvalidUnicodeLiteral",
            Self::InvalidCharacter { .. } => "InvalidUnicodeCharacter",
            Self::InvalidLength { .. } => "InvalidRelationshipPattern",
            _ => "UnexpectedSyntax",
        }
    }

    /// Where.
    pub fn span(&self) -> ByteSpan {
        match self {
            Self::Unexpected { span, .. }
            | Self::UnexpectedEnd { span, .. }
            | Self::Empty { span }
            | Self::TooDeep { span, .. }
            | Self::TooLong { span, .. }
            | Self::ForeignOperator { span, .. }
            | Self::MissingColon { span, .. }
            | Self::UnclosedQuote { span, .. }
            | Self::UnclosedComment { span }
            | Self::UnbalancedBracket { span, .. }
            | Self::InvalidNumber { span, .. }
            | Self::IntegerOverflow { span, .. }
            | Self::FloatOverflow { span, .. }
            | Self::InvalidEscape { span, .. }
            | Self::InvalidUnicodeEscape { span, .. }
            | Self::InvalidCharacter { span, .. }
            | Self::InvalidLength { span }
            | Self::InvalidSelector { span }
            | Self::InvalidComprehension { span }
            | Self::MissingProjection { span }
            | Self::AmbiguousBar { span }
            | Self::InvalidTarget { span }
            | Self::InvalidRemoval { span }
            | Self::ReservedWord { span, .. }
            | Self::ForeignClause { span, .. }
            | Self::NoClause { span, .. } => *span,
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Unexpected { expected, .. } | Self::UnexpectedEnd { expected, .. } => {
                return wanted(expected);
            }
            Self::Empty { .. } => "try `?who said ?what` or `MATCH (n) RETURN n LIMIT 5`".into(),
            Self::TooDeep { .. } => "split the query with `WITH`".into(),
            Self::TooLong { .. } => "use a list: `x IN [1, 2, 3]`".into(),
            Self::ForeignOperator { instead, .. } => format!("write `{instead}`"),
            Self::MissingColon { name, .. } => format!("write `:{name}`"),
            Self::UnclosedQuote { quote, .. } => {
                format!("end it with {quote}, and write \\{quote} for a {quote} inside")
            }
            Self::UnclosedComment { .. } => "end it with `*/`".into(),
            Self::UnbalancedBracket { bracket, .. } => match bracket {
                '(' => "close it with `)`".into(),
                '[' => "close it with `]`".into(),
                '{' => "close it with `}`".into(),
                _ => "remove it, or open it earlier".into(),
            },
            Self::InvalidNumber { .. } => {
                "numbers look like `12`, `1.5`, `1e9`, `0x1F` or `0o17`".into()
            }
            Self::IntegerOverflow { .. } => format!(
                "integers lie between `{}` and `{}`; write `1e20` for a rounded one",
                i64::MIN,
                i64::MAX
            ),
            Self::FloatOverflow { .. } => format!("the largest is `{:e}`", f64::MAX),
            Self::InvalidEscape { .. } => {
                r"write `\\` for a backslash; the others are `\'`, `\n`, `\t`, `\u00E9`".into()
            }
            Self::InvalidUnicodeEscape { .. } => r"write four hexadecimal digits: `\u00E9`".into(),
            Self::InvalidCharacter { instead, .. } => format!("write `{}`", (*instead)?),
            Self::InvalidLength { .. } => "write `*`, `*2`, `*1..3`, `*2..` or `*..3`".into(),
            Self::InvalidSelector { .. } => {
                "write `ANY SHORTEST`, `ALL SHORTEST`, `SHORTEST 3` or `SHORTEST 2 GROUPS`".into()
            }
            Self::InvalidComprehension { .. } => {
                "write `[x IN list WHERE condition | value]`".into()
            }
            Self::MissingProjection { .. } => "write `[(a)-->(b) | b.name]`".into(),
            Self::AmbiguousBar { .. } => "put the labels into parentheses: `x:(A|B)`".into(),
            Self::InvalidTarget { .. } => {
                "write `SET n.name = value`, `SET n += {…}` or `SET n:Label`".into()
            }
            Self::InvalidRemoval { .. } => {
                "write `REMOVE n.name` or `REMOVE n:Label`; `DELETE n` removes the node".into()
            }
            Self::ReservedWord { word, .. } => format!("write `` `{word}` `` if it is a name"),
            Self::ForeignClause { instead, .. } => (*instead).into(),
            Self::NoClause {
                nearest: Some(clause),
                ..
            } => format!("did you mean `{clause}`?"),
            Self::NoClause {
                forgotten: true, ..
            } => "did you forget `RETURN` before it?".into(),
            Self::NoClause { .. } => {
                "begin with `MATCH`, `RETURN`, `UNWIND`, `WITH`, `CREATE`, `MERGE` or `CALL`".into()
            }
        })
    }
}

/// `expected `)` or a comma`
fn wanted(expected: &[&'static str]) -> Option<String> {
    let (last, rest) = expected.split_last()?;
    Some(if rest.is_empty() {
        format!("expected {last}")
    } else {
        format!("expected {} or {last}", rest.join(", "))
    })
}
