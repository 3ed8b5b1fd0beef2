//! The sentences that facts rest on.

use std::io::{self, Write};

use relata::graph::{Relation, RelationId};
use relata::knowledge_base::KnowledgeBase;

use super::sanitize::sanitized;

/// Writes the sentences of `facts`, each once, with document and line, under a row's number.
///
/// # Errors
/// What the writer fails with.
pub fn write(
    knowledge_base: &KnowledgeBase,
    facts: &[RelationId],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut written = Vec::new();
    for &fact in facts {
        let relation = knowledge_base.graph().relation(fact);
        for evidence in relation.evidence() {
            let place = (&evidence.document, evidence.sentence);
            if written.contains(&place) {
                continue;
            }
            written.push(place);
            let line = line_of(knowledge_base, evidence);
            let sentence = knowledge_base.sentence(evidence).unwrap_or_default();
            writeln!(
                out,
                "    {}:{line}: {}",
                evidence.document,
                sanitized(sentence)
            )?;
        }
        let standing = standing(knowledge_base, relation);
        if !standing.is_empty() {
            writeln!(out, "      ({})", standing.join(", "))?;
        }
    }
    Ok(())
}

/// What is to be known of a fact besides its words: said by whom, how real, denied, when.
pub fn standing(knowledge_base: &KnowledgeBase, relation: &Relation) -> Vec<String> {
    let mut standing = Vec::new();
    if relation.negated {
        standing.push("denied".to_owned());
    }
    if relation.modality != relata::document::Modality::Asserted {
        standing.push(relation.modality.to_string());
    }
    if let Some(&source) = relation.attribution.last() {
        let name = &knowledge_base.graph().entity(source).name;
        standing.push(format!("according to {}", sanitized(name)));
    }
    if let Some(time) = &relation.time {
        let value = time
            .value
            .value
            .as_deref()
            .map(|value| format!(" = {value}"));
        standing.push(format!(
            "{}{}",
            sanitized(&time.text),
            value.unwrap_or_default()
        ));
    }
    standing
}

/// The line that the sentence begins in, from 1.
pub fn line_of(knowledge_base: &KnowledgeBase, evidence: &relata::graph::Provenance) -> usize {
    let reading = knowledge_base.reading(&evidence.document);
    let before = reading.and_then(|reading| {
        reading
            .article
            .text
            .get(..evidence.sentence.start() as usize)
    });
    before.map_or(0, |text| text.matches('\n').count()) + 1
}
