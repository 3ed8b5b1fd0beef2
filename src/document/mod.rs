//! The annotated text: an article, and every layer of what was found in it.
//!
//! Goes in: the results of the pipeline's stages. Comes out: a [`Document`], which owns them all,
//! and a [`Reading`], the part of it that a graph is built from and a graph file keeps.

mod clause;
mod interlinear;
mod label;
mod mention;
mod quotation;
mod relation;
mod syntax;
mod token;

pub use clause::{Clause, ClauseId, ClauseKind, ClauseType, Constituent, Filler, Mood};
pub use label::{Dependency, DependencyRelation, LabelError, Tag, Upos, Xpos};
pub use mention::{Cluster, ClusterId, EntityType, Link, Mention, MentionId, MentionKind};
pub use quotation::{Quotation, QuotationId};
pub use relation::{
    Argument, Literal, Modality, Predicate, RelationMention, RelationMentionId, RoleArgument,
    Source, TimeExpression,
};
pub use syntax::Syntax;
pub use token::{Sentence, SentenceId, SentenceKind, Token, TokenKind};

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::date::Day;
use crate::span::{ByteSpan, TokenSpan};

/// What an article is called among others: its file's name less the ending, or any unique text.
///
/// Every mention and every piece of evidence of a graph has one; copies share the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentId(Arc<str>);

impl DocumentId {
    /// The id with this text.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// The text of the id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One news text as it was read. All offsets count bytes of `text`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Unique among the articles of a graph.
    pub id: DocumentId,
    /// The headline, when the format names one.
    pub title: Option<String>,
    /// When it was published; times in the text are reckoned from it.
    pub date: Option<Day>,
    /// Who published it.
    pub source: Option<String>,
    /// The whole text, as it was given (decoded, nothing else).
    pub text: String,
    /// The part of `text` that is prose to read; what lies before are header lines.
    pub body: ByteSpan,
}

/// A named stretch of words, before anything is known of its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Name {
    /// Its tokens; never empty.
    pub tokens: TokenSpan,
    /// What kind of thing it names.
    pub entity_type: EntityType,
}

/// An article and every layer of its annotation; all layers are there.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The article and its grammar.
    pub syntax: Syntax,
    /// What is mentioned, in text order (by start, longer first).
    pub mentions: Vec<Mention>,
    /// Quotations, in text order.
    pub quotations: Vec<Quotation>,
    /// Which mentions mean the same; every mention is in exactly one.
    pub clusters: Vec<Cluster>,
    /// What is said, in text order.
    pub relations: Vec<RelationMention>,
}

impl Document {
    /// The text of the article.
    pub fn text(&self) -> &str {
        self.syntax.text()
    }

    /// What a graph is built from: everything but the parse.
    pub fn into_reading(self) -> Reading {
        let Self {
            syntax,
            mentions,
            clusters,
            relations,
            ..
        } = self;
        let (article, sentences) = syntax.into_article_and_sentences();
        Reading {
            article,
            sentences,
            mentions,
            clusters,
            relations,
        }
    }
}

/// What was read from one article: the part of a [`Document`] that outlives the parse.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The text and what is known of it.
    pub article: Article,
    /// Sentences in text order.
    pub sentences: Vec<Sentence>,
    /// What is mentioned, in text order.
    pub mentions: Vec<Mention>,
    /// Which mentions mean the same; every mention is in exactly one.
    pub clusters: Vec<Cluster>,
    /// What is said, in text order.
    pub relations: Vec<RelationMention>,
}

impl Reading {
    /// For each mention, the cluster it is in.
    pub fn cluster_of_mentions(&self) -> Vec<ClusterId> {
        let mut clusters = vec![ClusterId(0); self.mentions.len()];
        for (index, cluster) in self.clusters.iter().enumerate() {
            for mention in &cluster.mentions {
                clusters[mention.0 as usize] = ClusterId(index as u32);
            }
        }
        clusters
    }
}
