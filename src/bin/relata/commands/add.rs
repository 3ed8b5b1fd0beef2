//! `relata add`: more articles into a graph file.

use std::path::PathBuf;

use clap::Args;
use relata::Newsreader;
use relata::storage::GraphFile;

use super::build::{self, counted};
use super::decision;
use crate::failure::{CommandResult, Failure};
use crate::inputs;
use crate::source::SourceOptions;

/// Add articles to a graph file; one with the name of an older one replaces it
///
/// Examples:
///   relata add news.relata today/
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Add {
    /// The graph file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Article files, folders, patterns, `-`
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    #[command(flatten)]
    source: SourceOptions,
}

/// Reads, writes, links.
pub fn run(arguments: &Add) -> CommandResult {
    // Before the work of reading, so that a wrong name costs nothing.
    let mut file = GraphFile::open(&arguments.file)?;
    let options = &arguments.source;
    let newsreader = Newsreader::new(options.reading.model).map_err(Failure::failed)?;
    let harvest = inputs::read(
        &arguments.inputs,
        &options.reading,
        &newsreader,
        options.quiet,
    )?;
    let (change, knowledge_base) = build::put(&mut file, &harvest, &newsreader)?;
    if !options.quiet {
        build::report("added", change.added, &knowledge_base, &arguments.file);
        if change.replaced > 0 {
            anstream::eprintln!("replaced {}", counted(change.replaced, "article"));
        }
        if change.unchanged > 0 {
            anstream::eprintln!("{} unchanged", counted(change.unchanged, "article"));
        }
        decision::report(&knowledge_base, newsreader.lexicon());
    }
    Ok(build::outcome(&harvest))
}
