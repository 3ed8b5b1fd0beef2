//! The trained models: words in, tags, lemmas, dependencies and names out.
//!
//! Two models stand behind one interface, [`ReaderModel`]: `accurate`, an encoder, and `fast`, a
//! linear one. Both are embedded; nothing is fetched.

mod accurate;
pub mod archive;
pub mod boundary;
mod fast;
mod hash;
pub mod lemma;
mod name_bounds;
#[cfg(feature = "train")]
pub mod train;

pub use accurate::Accurate;
use accurate::NameKind;
pub use fast::Fast;

use crate::document::{Dependency, Name, Sentence, Tag, Token};

/// What a model makes of the words of one document.
///
/// `tags`, `lemmas` and `dependencies` are as long as the document's tokens; every sentence has
/// exactly one root; heads are indexes into the document's tokens.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// What each word is.
    pub tags: Vec<Tag>,
    /// The dictionary form of each word.
    pub lemmas: Vec<Box<str>>,
    /// What each word depends on.
    pub dependencies: Vec<Dependency>,
    /// Names in text order, none overlapping, none across a sentence's end.
    pub names: Vec<Name>,
}

/// A trained reader of words. Same input, same output, whatever the thread.
pub trait ReaderModel: Send + Sync {
    /// What `--model` calls it.
    fn name(&self) -> &'static str;

    /// Analyses the `sentences` of `text`, which cover `tokens` without a gap.
    fn analyse(&self, text: &str, tokens: &[Token], sentences: &[Sentence]) -> Analysis;
}

/// Why a model cannot be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// `--model tiny`
    #[error("no model is called `{name}`: there are {known}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: &'static str,
    },
    /// A model file that was cut or changed.
    #[error("the model `{name}` is damaged at byte {offset}: {what}")]
    Damaged {
        /// Which model.
        name: &'static str,
        /// Where the file stops making sense.
        offset: usize,
        /// What was expected there.
        what: &'static str,
    },
}

/// Which of the embedded models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ModelKind {
    /// The best that is embedded.
    #[default]
    Accurate,
    /// For corpora.
    Fast,
}

impl std::str::FromStr for ModelKind {
    type Err = ModelError;

    fn from_str(name: &str) -> Result<Self, ModelError> {
        match name {
            "accurate" => Ok(Self::Accurate),
            "fast" => Ok(Self::Fast),
            _ => Err(ModelError::Unknown {
                name: name.to_owned(),
                known: "`accurate`, `fast`",
            }),
        }
    }
}

/// Loads an embedded model.
///
/// # Errors
/// When the embedded file is damaged.
pub fn load(kind: ModelKind) -> Result<Box<dyn ReaderModel>, ModelError> {
    match kind {
        ModelKind::Accurate => Ok(Box::new(Accurate::embedded()?)),
        ModelKind::Fast => Ok(Box::new(Fast::embedded()?)),
    }
}
