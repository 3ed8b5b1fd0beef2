//! `relata add`: more articles into a graph file.

use std::path::PathBuf;

use clap::Args;
use relata::Newsreader;
use relata::storage::GraphFile;

use super::build::{self, LinkOptions, counted};
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
    link: LinkOptions,
    #[command(flatten)]
    source: SourceOptions,
}

/// Reads and writes; links where that costs little.
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
    let change = build::put(&mut file, &harvest)?;
    let changed = change.added + change.replaced;
    let (lexicon, is_quiet) = (newsreader.lexicon(), options.quiet);
    let done = ("added", change.added);
    arguments
        .link
        .link(&mut file, done, changed, lexicon, is_quiet)?;
    if !is_quiet && change.replaced > 0 {
        anstream::eprintln!("replaced {}", counted(change.replaced, "article"));
    }
    if !is_quiet && change.unchanged > 0 {
        anstream::eprintln!("{} unchanged", counted(change.unchanged, "article"));
    }
    Ok(build::outcome(&harvest))
}
