//! The graph and the articles behind it; the one thing that changes.

use std::collections::BTreeMap;

use crate::document::{DocumentId, Reading};
use crate::graph::{KnowledgeGraph, Provenance};
use crate::ledger::{Finding, Ledger};
use crate::lexicon::Lexicon;
use crate::linker;

/// Readings of articles, corrections, and the graph that follows from both: a function of the set of
/// readings and the ledger, so that adding and removing leaves no trace of the order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KnowledgeBase {
    readings: BTreeMap<DocumentId, Reading>,
    ledger: Ledger,
    graph: KnowledgeGraph,
}

impl KnowledgeBase {
    /// What these readings say together; of two with one id the later counts.
    pub fn from_readings(readings: impl IntoIterator<Item = Reading>, lexicon: &Lexicon) -> Self {
        Self::corrected(readings, Ledger::default(), lexicon)
    }

    /// What these readings say together, as `ledger` corrects it.
    pub fn corrected(
        readings: impl IntoIterator<Item = Reading>,
        ledger: Ledger,
        lexicon: &Lexicon,
    ) -> Self {
        let mut knowledge_base = Self {
            ledger,
            ..Self::default()
        };
        knowledge_base.ingest(readings, lexicon);
        knowledge_base
    }

    /// Readings, corrections and the graph that was linked from them, as a graph file keeps them.
    pub(crate) fn from_parts(
        readings: Vec<Reading>,
        ledger: Ledger,
        graph: KnowledgeGraph,
    ) -> Self {
        let by_id = readings
            .into_iter()
            .map(|reading| (reading.article.id.clone(), reading));
        Self {
            readings: by_id.collect(),
            ledger,
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

    /// Corrects by another ledger from now on, and links anew.
    pub fn set_ledger(&mut self, ledger: Ledger, lexicon: &Lexicon) {
        self.ledger = ledger;
        self.link(lexicon);
    }

    /// The corrections.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The decisions of the ledger that do not hold, and why. Links anew where there are decisions.
    pub fn findings(&self, lexicon: &Lexicon) -> Vec<Finding> {
        if self.ledger.in_force().is_empty() {
            return Vec::new();
        }
        let readings: Vec<&Reading> = self.readings.values().collect();
        linker::link_corrected(&readings, lexicon, &self.ledger).1
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
        self.graph = linker::link_corrected(&readings, lexicon, &self.ledger).0;
    }
}
