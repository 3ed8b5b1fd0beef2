//! The graph and the articles behind it; the one thing that changes.

use std::collections::BTreeMap;

use crate::document::{DocumentId, Reading};
use crate::graph::contradictions::{Contradiction, contradictions};
use crate::graph::stories::{Stories, Telling};
use crate::graph::{EntityId, KnowledgeGraph, Provenance, RelationId};
use crate::ledger::{
    Decision, EntityAnchor, Finding, Ledger, Notes, RelationAnchor, decisions_about,
};
use crate::lexicon::{Lexicon, RelationMap};
use crate::linker;

/// Mentions that a decision is tied to: enough that one article can go, few enough to read.
const MENTIONS_OF_AN_ANCHOR: usize = 3;

/// Readings of articles, corrections, and the graph that follows from both: a function of the set of
/// readings and the ledger, so that adding and removing leaves no trace of the order.
#[derive(Debug, Clone, Default)]
pub struct KnowledgeBase {
    readings: BTreeMap<DocumentId, Reading>,
    ledger: Ledger,
    graph: KnowledgeGraph,
    /// What of the ledger does not hold; unknown while the graph was not linked here.
    findings: Option<Vec<Finding>>,
}

impl PartialEq for KnowledgeBase {
    /// The findings follow from the rest.
    fn eq(&self, other: &Self) -> bool {
        (&self.readings, &self.ledger, &self.graph)
            == (&other.readings, &other.ledger, &other.graph)
    }
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
            findings: None,
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

    /// The decisions of the ledger that do not hold, and why. Links anew where there are decisions
    /// and the graph was read from a file.
    pub fn findings(&self, lexicon: &Lexicon) -> Vec<Finding> {
        if let Some(findings) = &self.findings {
            return findings.clone();
        }
        if self.ledger.in_force().is_empty() {
            return Vec::new();
        }
        let readings: Vec<&Reading> = self.readings.values().collect();
        let mut findings = linker::link_corrected(&readings, lexicon, &self.ledger).1;
        findings.extend(self.notes().findings);
        findings
    }

    /// What people added beside what articles say.
    pub fn notes(&self) -> Notes {
        let readings: Vec<&Reading> = self.readings.values().collect();
        Notes::of(&self.ledger, &self.graph, &readings)
    }

    /// Which relations are counted as one.
    pub fn relation_map(&self, lexicon: &Lexicon) -> RelationMap {
        self.ledger.relation_map(lexicon)
    }

    /// The decisions in force that are about an entity, in their order.
    pub fn decisions_about(&self, entity: EntityId) -> Vec<&Decision> {
        let readings: Vec<&Reading> = self.readings.values().collect();
        decisions_about(&self.ledger, self.graph.entities(), &readings, entity)
    }

    /// How a decision names an entity: by up to three of its mentions, in different articles as
    /// far as there are.
    pub fn entity_anchor(&self, entity: EntityId) -> EntityAnchor {
        let entity = self.graph.entity(entity);
        EntityAnchor::of(entity, MENTIONS_OF_AN_ANCHOR, |id| self.reading(id))
    }

    /// How decisions name what a relation rests on, one for each place.
    pub fn relation_anchors(&self, relation: RelationId) -> Vec<RelationAnchor> {
        let relation = self.graph.relation(relation);
        RelationAnchor::all_of(relation, &self.graph, |id| self.reading(id))
    }

    /// What the articles say.
    pub fn graph(&self) -> &KnowledgeGraph {
        &self.graph
    }

    /// Whether there is no article in it.
    pub fn is_empty(&self) -> bool {
        self.readings.is_empty()
    }

    /// The readings, by document id.
    pub fn readings(&self) -> impl ExactSizeIterator<Item = &Reading> {
        self.readings.values()
    }

    /// The reading of one article.
    pub fn reading(&self, id: &DocumentId) -> Option<&Reading> {
        self.readings.get(id)
    }

    /// Which articles are copies of one text; computed anew from the texts.
    pub fn stories(&self) -> Stories {
        Stories::of(self.readings.values().map(|reading| {
            let article = &reading.article;
            Telling {
                document: &article.id,
                source: article.source.as_deref(),
                text: article.body.of(&article.text),
            }
        }))
    }

    /// What the articles contradict one another in.
    pub fn contradictions(&self, lexicon: &Lexicon) -> Vec<Contradiction> {
        contradictions(&self.graph, lexicon)
    }

    /// The sentence that a piece of evidence stands in, as it was written.
    pub fn sentence(&self, provenance: &Provenance) -> Option<&str> {
        let reading = self.readings.get(&provenance.document)?;
        reading.article.text.get(provenance.sentence.to_range())
    }

    fn link(&mut self, lexicon: &Lexicon) {
        let readings: Vec<&Reading> = self.readings.values().collect();
        let (graph, mut findings) = linker::link_corrected(&readings, lexicon, &self.ledger);
        self.graph = graph;
        findings.extend(self.notes().findings);
        findings.sort();
        self.findings = Some(findings);
    }
}
