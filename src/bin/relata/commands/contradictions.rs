//! `relata contradictions`: what one says and another denies, both sentences side by side.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use relata::answer::Grounds;
use relata::graph::stories::Stories;
use relata::graph::{Relation, RelationId};
use relata::knowledge_base::KnowledgeBase;
use relata::lexicon::Lexicon;
use serde_json::{Value, json};

use super::explain::{statement, support};
use crate::failure::CommandResult;
use crate::render::{self, evidence};
use crate::source::{Source, SourceOptions};

/// List what one says and another denies
///
/// Two statements are listed when they say the same of the same at no different time, and one
/// denies what the other says; what is only possible or asked for is not.
///
/// Examples:
///   relata contradictions news/
///   relata contradictions news.relata
///   relata contradictions news.relata --format json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Contradictions {
    /// A graph file, or article files, folders, patterns, `-`
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    /// How to write them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    source: SourceOptions,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Both statements with their sentences, to be read
    Text,
    /// A list of pairs, each side with its statement, numbers of mentions, articles and sources, and sentences
    Json,
}

/// Reads, compares, prints.
pub fn run(arguments: &Contradictions) -> CommandResult {
    let source = Source::load(&arguments.sources, &arguments.source)?;
    let mut out = io::stdout().lock();
    match arguments.format {
        Format::Text => {
            let count = write_text(&source.knowledge_base, &mut out)?;
            if count == 0 && !arguments.source.quiet {
                render::diagnostic::print("note", "nobody denies what another says");
            }
        }
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &pairs(&source.knowledge_base))
                .map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(source.outcome())
}

/// The pairs as JSON.
fn pairs(knowledge_base: &KnowledgeBase) -> Value {
    let stories = knowledge_base.stories();
    let pairs = knowledge_base.contradictions(&Lexicon::english());
    let side = |id| {
        let relation: &Relation = knowledge_base.graph().relation(id);
        let grounds = Grounds::of(knowledge_base, [id]);
        let evidence = relation.evidence().iter().map(|evidence| {
            json!({
                "document": evidence.document.as_str(),
                "line": grounds.line(evidence),
                "sentence": grounds.sentence(evidence),
            })
        });
        json!({
            "statement": statement(knowledge_base, relation),
            "mentions": relation.evidence().len(),
            "documents": relation.documents().len(),
            "sources": stories.independent(relation.documents()),
            "evidence": evidence.collect::<Vec<_>>(),
        })
    };
    let pairs = pairs.into_iter();
    pairs
        .map(|pair| json!({ "said": side(pair.said), "denied": side(pair.denied) }))
        .collect()
}

/// Writes each pair with all its sentences; gives how many there are.
fn write_text(knowledge_base: &KnowledgeBase, out: &mut dyn Write) -> io::Result<usize> {
    let stories = knowledge_base.stories();
    let pairs = knowledge_base.contradictions(&Lexicon::english());
    for pair in &pairs {
        write_side(knowledge_base, "said", pair.said, &stories, out)?;
        write_side(knowledge_base, "denied", pair.denied, &stories, out)?;
        writeln!(out)?;
    }
    Ok(pairs.len())
}

fn write_side(
    knowledge_base: &KnowledgeBase,
    side: &str,
    id: RelationId,
    stories: &Stories,
    out: &mut dyn Write,
) -> io::Result<()> {
    let relation: &Relation = knowledge_base.graph().relation(id);
    let support = support(relation, stories);
    let statement = statement(knowledge_base, relation);
    writeln!(out, "{side}: {statement}{support}")?;
    evidence::write(&Grounds::of(knowledge_base, [id]), &[id], out)
}
