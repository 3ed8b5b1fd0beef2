//! The sentences that facts rest on.

use std::io::{self, Write};

use relata::answer::Grounds;
use relata::document::Modality;
use relata::graph::{Relation, RelationId};

use super::sanitize::sanitized;

/// Writes the sentences of `facts`, each once, with document and line, under a row's number.
///
/// # Errors
/// What the writer fails with.
pub fn write(grounds: &Grounds, facts: &[RelationId], out: &mut dyn Write) -> io::Result<()> {
    let mut written = Vec::new();
    for &fact in facts {
        let Some(relation) = grounds.relation(fact) else {
            continue;
        };
        for evidence in relation.evidence() {
            let place = (&evidence.document, evidence.sentence);
            if written.contains(&place) {
                continue;
            }
            written.push(place);
            let (document, line) = (&evidence.document, grounds.line(evidence));
            let sentence = sanitized(grounds.sentence(evidence));
            writeln!(out, "    {document}:{line}: {sentence}")?;
        }
        let standing = standing(relation, grounds.said_by(fact));
        if !standing.is_empty() {
            writeln!(out, "      ({})", standing.join(", "))?;
        }
    }
    Ok(())
}

/// What is to be known of a fact besides its words: said by whom, how real, denied, when.
fn standing(relation: &Relation, said_by: &[Box<str>]) -> Vec<String> {
    let mut standing = Vec::new();
    if relation.negated {
        standing.push("denied".to_owned());
    }
    if relation.modality != Modality::Asserted {
        standing.push(relation.modality.to_string());
    }
    if let Some(name) = said_by.last() {
        standing.push(format!("according to {}", sanitized(name)));
    }
    if let Some(time) = &relation.time {
        let value = time.value.value.as_deref();
        let value = value.map(|value| format!(" = {value}")).unwrap_or_default();
        standing.push(format!("{}{value}", sanitized(&time.text)));
    }
    standing
}
