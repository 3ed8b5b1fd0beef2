//! `relata contradictions`: what one says and another denies, both sentences side by side.

use std::io::{self, Write};

use clap::Args;
use relata::graph::stories::Stories;
use relata::graph::{Relation, RelationId};
use relata::knowledge_base::KnowledgeBase;
use relata::lexicon::Lexicon;

use super::explain::{statement, support};
use crate::failure::{CommandResult, Outcome};
use crate::render::evidence;
use crate::source::{Source, SourceOptions};

/// List what one says and another denies
///
/// Two statements are listed when they say the same of the same at no different time, and one
/// denies what the other says; what is only possible or asked for is not.
///
/// Examples:
///   relata contradictions news/
///   relata contradictions news.relata
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Contradictions {
    /// A graph file, or article files, folders, patterns, `-`
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    #[command(flatten)]
    source: SourceOptions,
}

/// Reads, compares, prints.
pub fn run(arguments: &Contradictions) -> CommandResult {
    let source = Source::load(&arguments.sources, &arguments.source)?;
    write(&source.knowledge_base, &mut io::stdout().lock())?;
    Ok(source.outcome())
}

/// Writes each pair with all its sentences.
pub fn write(knowledge_base: &KnowledgeBase, out: &mut dyn Write) -> Result<Outcome, io::Error> {
    let stories = knowledge_base.stories();
    for pair in knowledge_base.contradictions(&Lexicon::english()) {
        write_side(knowledge_base, "said", pair.said, &stories, out)?;
        write_side(knowledge_base, "denied", pair.denied, &stories, out)?;
        writeln!(out)?;
    }
    Ok(Outcome::Done)
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
    evidence::write(knowledge_base, &[id], out)
}
