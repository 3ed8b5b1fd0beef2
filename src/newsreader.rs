//! Texts → knowledge base: the word lists and a model, loaded once, and the way through the stages.

use std::sync::Arc;

use crate::date::Day;
use crate::document::{Article, DocumentId, Reading};
use crate::knowledge_base::KnowledgeBase;
use crate::lexicon::Lexicon;
use crate::model::{self, ModelError, ModelKind, ReaderModel};
use crate::pipeline;
use crate::reader::{ReadError, plain};

/// What reads articles. Can be shared between threads.
pub struct Newsreader {
    lexicon: Lexicon,
    model: Box<dyn ReaderModel>,
}

impl Newsreader {
    /// Loads the word lists and one of the embedded models.
    ///
    /// # Errors
    /// When the embedded model is damaged.
    pub fn new(model: ModelKind) -> Result<Self, ModelError> {
        Ok(Self {
            lexicon: Lexicon::english(),
            model: model::load(model)?,
        })
    }

    /// Reads one text, which may begin with the header lines of [`plain`]. Times in it are reckoned
    /// from `date`, unless its header has one.
    ///
    /// # Errors
    /// A text without words, or with a header that is malformed.
    pub fn read(
        &self,
        id: impl Into<Arc<str>>,
        text: impl Into<String>,
        date: Option<Day>,
    ) -> Result<Reading, ReadError> {
        let article = plain::read(text.into(), DocumentId::new(id), date)?;
        Ok(self.read_article(article))
    }

    /// Reads an article.
    pub fn read_article(&self, article: Article) -> Reading {
        pipeline::annotate(article, &self.lexicon, &*self.model).into_reading()
    }

    /// What some readings say together.
    pub fn knowledge_base(&self, readings: impl IntoIterator<Item = Reading>) -> KnowledgeBase {
        KnowledgeBase::from_readings(readings, &self.lexicon)
    }

    /// The word lists.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The model.
    pub fn model(&self) -> &dyn ReaderModel {
        &*self.model
    }
}
