//! Readings + ledger → graph: linked, then corrected.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{governments, link, merging, relations};
use crate::document::{ClusterId, DocumentId, Mention, Reading};
use crate::graph::{Entity, EntityId, KnowledgeGraph};
use crate::ledger::{Finding, Ledger, correct, without_discarded, without_rejected};
use crate::lexicon::Lexicon;
use crate::span::ByteSpan;

/// The graph of `readings` as `ledger` wants it, and the decisions that do not hold.
///
/// A function of the set of readings and the ledger: nothing is remembered from one run to the
/// next.
pub fn link_corrected(
    readings: &[&Reading],
    lexicon: &Lexicon,
    ledger: &Ledger,
) -> (KnowledgeGraph, Vec<Finding>) {
    let (readings, mut findings) = without_rejected(readings, ledger);
    let mut readings: Vec<&Reading> = readings.iter().map(Cow::as_ref).collect();
    readings.sort_by(|left, right| left.article.id.cmp(&right.article.id));
    let graph = link(&readings, lexicon);
    if ledger.in_force().is_empty() {
        return (graph, findings);
    }
    let corrected = correct(graph.entities().to_vec(), &readings, ledger);
    findings.extend(corrected.findings);
    findings.sort();
    let mut entities = corrected.entities;
    let mut related = Vec::new();
    let by_place = Places::of(&entities);
    for reading in &readings {
        let of_mentions = by_place.of_mentions(reading);
        relations::add(&mut related, reading, &of_mentions);
    }
    let merged = merging::merge(related);
    // What stands for a government may have another type, name or country now.
    governments::forget(&mut entities);
    governments::add(&mut entities, &merged, lexicon);
    let graph = KnowledgeGraph::new(entities, merged);
    let (graph, resting) = without_discarded(graph, ledger, &readings);
    findings.extend(resting);
    findings.sort();
    (graph, findings)
}

/// The entity of each mention.
struct Places<'e>(HashMap<(&'e DocumentId, ByteSpan, ByteSpan), EntityId>);

impl<'e> Places<'e> {
    fn of(entities: &'e [Entity]) -> Self {
        let mut places = HashMap::new();
        for entity in entities {
            for mention in &entity.mentions {
                places.insert((&mention.document, mention.span, mention.core), entity.id);
            }
        }
        Self(places)
    }

    /// For each mention of a reading its entity.
    fn of_mentions(&self, reading: &Reading) -> Vec<EntityId> {
        let document = &reading.article.id;
        let entity = |mention: &Mention| {
            let place = (document, mention.span, mention.core);
            self.0.get(&place).copied()
        };
        // A mention that the linker shows at no entity goes with the others of its cluster.
        let of_cluster = |cluster: ClusterId| {
            let mentions = &reading.clusters[cluster.0 as usize].mentions;
            let mut found = mentions
                .iter()
                .filter_map(|mention| entity(&reading.mentions[mention.0 as usize]));
            found.next().expect("every cluster is an entity")
        };
        let clusters = reading.cluster_of_mentions().into_iter();
        let mentions = reading.mentions.iter().zip(clusters);
        mentions
            .map(|(mention, cluster)| entity(mention).unwrap_or_else(|| of_cluster(cluster)))
            .collect()
    }
}
