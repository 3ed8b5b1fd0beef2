//! What a row rests on, as data: the sentences, and how each of them says it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::document::{Article, DocumentId, Modality};
use crate::graph::{Provenance, Relation, RelationId};
use crate::knowledge_base::KnowledgeBase;
use crate::storage::{GraphFile, StatedFact, StorageError};

/// One sentence that a fact rests on, and what is to be known of the fact besides its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence<'k> {
    /// The article.
    pub document: &'k DocumentId,
    /// Where the sentence begins in the article, in bytes.
    pub start: u32,
    /// Where it ends, in bytes.
    pub end: u32,
    /// Its words.
    pub sentence: &'k str,
    /// Whether the fact is denied.
    pub negated: bool,
    /// Whether it is said to be so, planned, possible and the like.
    pub modality: Modality,
    /// Who says so, the outermost first; empty where the article does.
    pub said_by: Vec<&'k str>,
    /// When, as a TIMEX value where it is known, else in the words of the article.
    pub time: Option<&'k str>,
}

/// What some facts rest on: of a whole knowledge base, or of a graph file of which nothing else is read.
#[derive(Debug, Clone, Default)]
pub struct Grounds {
    facts: BTreeMap<RelationId, StatedFact>,
    articles: BTreeMap<DocumentId, Article>,
}

impl Grounds {
    /// What facts of a knowledge base rest on; those that are not of it are left out.
    pub fn of(knowledge_base: &KnowledgeBase, facts: impl IntoIterator<Item = RelationId>) -> Self {
        let graph = knowledge_base.graph();
        let mut grounds = Self::default();
        for fact in facts {
            let Some(relation) = graph.relations().get(fact.0 as usize).cloned() else {
                continue;
            };
            for document in relation.documents() {
                let reading = knowledge_base.reading(document);
                if let Some(reading) = reading.filter(|_| !grounds.articles.contains_key(document))
                {
                    grounds
                        .articles
                        .insert(document.clone(), reading.article.clone());
                }
            }
            let said_by = relation.attribution.iter();
            let said_by = said_by.map(|&id| graph.entity(id).name.clone()).collect();
            grounds.facts.insert(fact, StatedFact { relation, said_by });
        }
        grounds
    }

    /// What facts of a graph file rest on; none while its rows are stale.
    ///
    /// # Errors
    /// When the file cannot be read, has no such fact, or a sentence in it is not that of its article.
    pub fn in_file(
        file: &GraphFile,
        facts: impl IntoIterator<Item = RelationId>,
    ) -> Result<Option<Self>, StorageError> {
        let facts: BTreeSet<RelationId> = facts.into_iter().collect();
        let Some(found) = file.facts(&facts)? else {
            return Ok(None);
        };
        let facts = found.facts.into_iter();
        let articles = found.articles.into_iter();
        Ok(Some(Self {
            facts: facts.map(|fact| (fact.relation.id, fact)).collect(),
            articles: articles
                .map(|article| (article.id.clone(), article))
                .collect(),
        }))
    }

    /// A fact; none if it is not among those that were asked for.
    pub fn relation(&self, fact: RelationId) -> Option<&Relation> {
        Some(&self.facts.get(&fact)?.relation)
    }

    /// The names of who says a fact, the outermost first; empty where the article does.
    pub fn said_by(&self, fact: RelationId) -> &[Box<str>] {
        let fact = self.facts.get(&fact);
        fact.map_or(&[], |fact| &fact.said_by)
    }

    /// The words of a sentence that a fact rests on.
    pub fn sentence(&self, place: &Provenance) -> &str {
        let article = self.articles.get(&place.document);
        let words = article.and_then(|article| article.text.get(place.sentence.to_range()));
        words.unwrap_or_default()
    }

    /// The line of its article that a sentence begins in, from 1.
    pub fn line(&self, place: &Provenance) -> usize {
        let article = self.articles.get(&place.document);
        let before =
            article.and_then(|article| article.text.get(..place.sentence.start() as usize));
        before.map_or(0, |text| text.matches('\n').count()) + 1
    }

    /// The sentences of some facts, in the order of the facts and each thing once.
    pub fn evidence(&self, facts: &[RelationId]) -> Vec<Evidence<'_>> {
        let mut all = Vec::new();
        for &fact in facts {
            let Some(relation) = self.relation(fact) else {
                continue;
            };
            let said_by = self.said_by(fact).iter();
            let said_by: Vec<&str> = said_by.map(|name| &**name).collect();
            let time = relation.time.as_ref();
            let time = time.map(|time| time.value.value.as_deref().unwrap_or(&time.text));
            for place in relation.evidence() {
                let evidence = Evidence {
                    document: &place.document,
                    start: place.sentence.start(),
                    end: place.sentence.end(),
                    sentence: self.sentence(place),
                    negated: relation.negated,
                    modality: relation.modality,
                    said_by: said_by.clone(),
                    time,
                };
                if !all.contains(&evidence) {
                    all.push(evidence);
                }
            }
        }
        all
    }
}
