//! The graph and the articles behind it; the one thing that changes.

use std::collections::BTreeMap;

use crate::document::{DocumentId, Reading};
use crate::graph::{KnowledgeGraph, Provenance};
use crate::lexicon::Lexicon;
use crate::linker;

/// Readings of articles, and the graph that follows from them: a function of their set, so that
/// adding and removing leaves no trace of the order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KnowledgeBase {
    readings: BTreeMap<DocumentId, Reading>,
    graph: KnowledgeGraph,
}

impl KnowledgeBase {
    /// What these readings say together; of two with one id the later counts.
    pub fn from_readings(readings: impl IntoIterator<Item = Reading>, lexicon: &Lexicon) -> Self {
        let mut knowledge_base = Self::default();
        knowledge_base.ingest(readings, lexicon);
        knowledge_base
    }

    /// Readings and the graph that was linked from them, as a graph file keeps both.
    pub(crate) fn from_parts(readings: Vec<Reading>, graph: KnowledgeGraph) -> Self {
        let by_id = readings
            .into_iter()
            .map(|reading| (reading.article.id.clone(), reading));
        Self {
            readings: by_id.collect(),
            graph,
        }
    }

    /// Adds readings, each in place of an older one with the same id, and links anew.
    pub fn ingest(&mut self, readings: impl IntoIterator<Item = Reading>, lexicon: &Lexicon) {
        for reading in readings {
            self.readings.insert(reading.article.id.clone(), reading);
        }
        self.link(lexicon);
    }

    /// Removes an article, as if it had never been read; false when there is no such article.
    pub fn retract(&mut self, id: &DocumentId, lexicon: &Lexicon) -> bool {
        let is_removed = self.readings.remove(id).is_some();
        if is_removed {
            self.link(lexicon);
        }
        is_removed
    }

    /// What the articles say.
    pub fn graph(&self) -> &KnowledgeGraph {
        &self.graph
    }

    /// The readings, by document id.
    pub fn readings(&self) -> impl ExactSizeIterator<Item = &Reading> {
        self.readings.values()
    }

    /// The reading of one article.
    pub fn reading(&self, id: &DocumentId) -> Option<&Reading> {
        self.readings.get(id)
    }

    /// The sentence that a piece of evidence stands in, as it was written.
    pub fn sentence(&self, provenance: &Provenance) -> Option<&str> {
        let reading = self.readings.get(&provenance.document)?;
        reading.article.text.get(provenance.sentence.to_range())
    }

    fn link(&mut self, lexicon: &Lexicon) {
        let readings: Vec<&Reading> = self.readings.values().collect();
        self.graph = linker::link(&readings, lexicon);
    }
}
