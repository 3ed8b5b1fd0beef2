//! Articles and the graph of what they say → the graph that questions are put to.

use crate::document::{Article, DocumentId};
use crate::graph::projection::Projection;
use crate::graph::stories::{Stories, Telling};
use crate::graph::{KnowledgeGraph, Relation};
use crate::knowledge_base::KnowledgeBase;
use crate::lexicon::RelationMap;
use crate::span::ByteSpan;

/// Articles, and what they say.
pub(super) struct Said<'a> {
    /// Sorted by id.
    articles: Vec<&'a Article>,
    graph: &'a KnowledgeGraph,
}

impl<'a> Said<'a> {
    /// What a knowledge base has.
    pub(super) fn by(knowledge_base: &'a KnowledgeBase) -> Self {
        let articles = knowledge_base.readings().map(|reading| &reading.article);
        Self::new(articles.collect(), knowledge_base.graph())
    }

    /// `graph` rests on these articles, which are sorted by id.
    pub(super) fn new(articles: Vec<&'a Article>, graph: &'a KnowledgeGraph) -> Self {
        Self { articles, graph }
    }

    /// Gives what a projection needs to the function that makes one.
    pub(super) fn project<T>(
        &self,
        further: &[Relation],
        map: &RelationMap,
        make: impl FnOnce(Projection<'_>) -> T,
    ) -> T {
        let words = |document: &DocumentId, span: ByteSpan| self.words(document, span);
        make(Projection {
            graph: self.graph,
            further,
            stories: &self.stories(),
            words: &words,
            map,
        })
    }

    fn words(&self, document: &DocumentId, span: ByteSpan) -> &'a str {
        let at = self
            .articles
            .binary_search_by(|article| article.id.cmp(document));
        let text = at
            .ok()
            .and_then(|at| self.articles[at].text.get(span.to_range()));
        text.unwrap_or_default()
    }

    fn stories(&self) -> Stories {
        Stories::of(self.articles.iter().map(|article| {
            Telling {
                document: &article.id,
                source: article.source.as_deref(),
                text: article
                    .text
                    .get(article.body.to_range())
                    .unwrap_or_default(),
            }
        }))
    }
}
