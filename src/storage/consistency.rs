//! What must hold of a reading, so that nothing that uses it meets an index or a place that is not
//! there. Checked before a reading is written and after it is read.

use crate::document::{Argument, Reading, RelationMention, Source};
use crate::span::ByteSpan;

/// Checks every place and every index of `reading`.
///
/// # Errors
/// The first thing found wrong, in words.
pub(super) fn check(reading: &Reading) -> Result<(), String> {
    let text = &reading.article.text;
    if u32::try_from(text.len()).is_err() {
        return Err("the text is longer than 4 GiB".to_owned());
    }
    let limits = Limits {
        text,
        sentences: reading.sentences.len(),
        mentions: reading.mentions.len(),
        clusters: reading.clusters.len(),
        relations: reading.relations.len(),
    };
    limits.bytes("the body", 0, reading.article.body)?;
    for (index, sentence) in reading.sentences.iter().enumerate() {
        limits.bytes("sentence", index, sentence.span)?;
    }
    for (index, mention) in reading.mentions.iter().enumerate() {
        limits.bytes("mention", index, mention.span)?;
        limits.bytes("mention", index, mention.core)?;
        check_index("mention", index, mention.sentence.0, limits.sentences)?;
    }
    check_clusters(reading, &limits)?;
    for (index, relation) in reading.relations.iter().enumerate() {
        limits.relation(index, relation)?;
    }
    Ok(())
}

fn check_clusters(reading: &Reading, limits: &Limits<'_>) -> Result<(), String> {
    let mut seen = vec![false; limits.mentions];
    for (index, cluster) in reading.clusters.iter().enumerate() {
        if cluster.mentions.is_empty() {
            return Err(format!("cluster {index} is empty"));
        }
        for mention in &cluster.mentions {
            check_index("cluster", index, mention.0, limits.mentions)?;
            if std::mem::replace(&mut seen[mention.0 as usize], true) {
                return Err(format!("mention {} is in two clusters", mention.0));
            }
        }
        for member in &cluster.members {
            check_index("cluster", index, member.0, limits.clusters)?;
        }
        for link in &cluster.links {
            check_index("cluster", index, link.mention.0, limits.mentions)?;
            check_index("cluster", index, link.antecedent.0, limits.mentions)?;
        }
    }
    match seen.iter().position(|is_seen| !is_seen) {
        Some(mention) => Err(format!("mention {mention} is in no cluster")),
        None => Ok(()),
    }
}

struct Limits<'text> {
    text: &'text str,
    sentences: usize,
    mentions: usize,
    clusters: usize,
    relations: usize,
}

impl Limits<'_> {
    fn bytes(&self, what: &str, index: usize, span: ByteSpan) -> Result<(), String> {
        match self.text.get(span.to_range()) {
            Some(_) => Ok(()),
            None => Err(format!(
                "{what} {index} stands at {span}, where the text has no such place"
            )),
        }
    }

    fn relation(&self, index: usize, relation: &RelationMention) -> Result<(), String> {
        let what = "relation mention";
        self.bytes(what, index, relation.predicate.span)?;
        self.bytes(what, index, relation.evidence)?;
        check_index(what, index, relation.sentence.0, self.sentences)?;
        if let Some(time) = &relation.time {
            self.bytes(what, index, time.span)?;
        }
        if let Some(outer) = relation.content_of {
            check_index(what, index, outer.0, self.relations)?;
        }
        if !relation.confidence.is_finite() {
            return Err(format!("{what} {index} has no confidence"));
        }
        let slots = [&relation.subject, &relation.object, &relation.place];
        let further = relation.arguments.iter().map(|argument| &argument.value);
        for argument in slots.into_iter().flatten().chain(further) {
            match argument {
                Argument::Mention(mention) => check_index(what, index, mention.0, self.mentions)?,
                Argument::Clause(clause) => check_index(what, index, clause.0, self.relations)?,
                Argument::Literal(literal) => self.bytes(what, index, literal.span)?,
            }
        }
        for source in &relation.attribution {
            match source {
                Source::Mention(mention) => check_index(what, index, mention.0, self.mentions)?,
                Source::Cluster(cluster) => check_index(what, index, cluster.0, self.clusters)?,
            }
        }
        Ok(())
    }
}

fn check_index(what: &str, index: usize, found: u32, count: usize) -> Result<(), String> {
    if (found as usize) < count {
        return Ok(());
    }
    Err(format!("{what} {index} names number {found} of {count}"))
}
