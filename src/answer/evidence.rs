//! What a row rests on, as data: the sentences, and how each of them says it.

use serde::Serialize;

use crate::document::{DocumentId, Modality};
use crate::graph::RelationId;
use crate::knowledge_base::KnowledgeBase;

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

/// What `facts` of `knowledge_base` rest on, in the order of the facts and each thing once.
///
/// # Panics
/// If a fact is not of this knowledge base.
pub fn evidence_of<'k>(
    knowledge_base: &'k KnowledgeBase,
    facts: &[RelationId],
) -> Vec<Evidence<'k>> {
    let graph = knowledge_base.graph();
    let mut all = Vec::new();
    for &fact in facts {
        let relation = graph.relation(fact);
        let said_by = relation.attribution.iter();
        let said_by: Vec<&str> = said_by.map(|&id| &*graph.entity(id).name).collect();
        let time = relation.time.as_ref();
        let time = time.map(|time| time.value.value.as_deref().unwrap_or(&time.text));
        for place in relation.evidence() {
            let evidence = Evidence {
                document: &place.document,
                start: place.sentence.start(),
                end: place.sentence.end(),
                sentence: knowledge_base.sentence(place).unwrap_or_default(),
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
