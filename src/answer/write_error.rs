//! Why a question may not change the graph, and what to do instead.

use crate::diagnostic::Diagnostic;

/// Why a change of the graph is no decision that could be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// `MATCH ()-[r:call]->() SET r.sentence = 'Ada called Bo.'`
    #[error("evidence cannot be made up: `{key}` is what articles say")]
    Evidence {
        /// The property.
        key: String,
    },
    /// `MATCH (n {name: 'Ada'}) SET n.mentions = 9`
    #[error("`{key}` follows from the articles, and cannot be set")]
    Derived {
        /// The property or the kind of relationship.
        key: String,
    },
    /// `MATCH (n:Phrase) SET n.name = 'x'`
    #[error("the words of an article cannot be changed, removed or related")]
    Words,
    /// `MATCH (n {name: 'Ada'}) REMOVE n:Person`
    #[error("an entity is of one type, and `{label}` was taken away without another")]
    Type {
        /// The type it had.
        label: String,
    },
    /// `MATCH (n {name: 'Ada'}) SET n.name = null`
    #[error("the name of an entity is text, and not empty")]
    Name,
    /// `MATCH (n {name: 'Ada'}) SET n.aliases = []`
    #[error("`{alias}` is a name that articles use, or an earlier decision gave")]
    Alias {
        /// The name that was to go.
        alias: String,
    },
    /// `CREATE (n:Person {name: 'Eve', at: time()})`
    #[error(
        "`{key}` cannot be kept: a ledger has text, numbers, truth values, dates and lists of them"
    )]
    Value {
        /// The property.
        key: String,
    },
}

impl WriteError {
    /// What to do instead.
    fn help(&self) -> &'static str {
        match self {
            Self::Evidence { .. } => {
                "note what you know under another name; `relata relation reject` takes a wrong fact out"
            }
            Self::Derived { .. } => "note what you know under another name",
            Self::Words => "only entities, and what you made yourself, can be changed",
            Self::Type { .. } => {
                "set the new type in the same query: `REMOVE n:Person SET n:Organization`"
            }
            Self::Name => "give it a name, or merge it into another entity: `relata entity merge`",
            Self::Alias { .. } => {
                "split what is another entity off: `relata entity split`, or undo the decision"
            }
            Self::Value { .. } => "write it as text: `toString(…)`",
        }
    }

    /// The message with its remedy.
    pub fn to_diagnostic(&self) -> Diagnostic {
        let code = match self {
            Self::Evidence { .. } => "MadeUpEvidence",
            Self::Derived { .. } => "DerivedProperty",
            Self::Words => "WordsOfAnArticle",
            Self::Type { .. } => "EntityWithoutType",
            Self::Name => "EntityWithoutName",
            Self::Alias { .. } => "KnownAlias",
            Self::Value { .. } => "UnkeptValue",
        };
        Diagnostic::error(code, self.to_string()).with_help(self.help())
    }
}
