//! `relata repl`: questions at a prompt, or a script from standard input.

use std::io::{self, IsTerminal};

use clap::Args;

use super::ask::QueryLimits;
use crate::failure::CommandResult;
use crate::render::rows::RowFormat;
use crate::repl::{Session, Settings, editor, script};
use crate::source::{self, Source, SourceOptions};

/// Ask questions at a prompt; a script when standard input is no terminal
///
/// Examples:
///   relata repl news/
///   printf '%s\n' 'Putin called ?who' | relata repl news/
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Repl {
    /// A graph file, or article files, folders, patterns
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// How to write the rows
    #[arg(long, value_enum, default_value = "auto")]
    format: RowFormat,
    /// Show the sentences that each row rests on
    #[arg(long)]
    why: bool,
    /// Stop a script at the first error
    #[arg(long)]
    bail: bool,
    #[command(flatten)]
    limits: QueryLimits,
    #[command(flatten)]
    source: SourceOptions,
}

/// Reads the sources, then lines until they end.
pub fn run(arguments: &Repl) -> CommandResult {
    let imported = source::imported(&arguments.sources)?;
    let source = match arguments.sources.as_slice() {
        [] => Source::default(),
        _ if imported.is_some() => Source::default(),
        sources => Source::load(sources, &arguments.source)?,
    };
    let is_terminal = io::stdin().is_terminal();
    let settings = Settings {
        format: arguments.format,
        is_showing_why: arguments.why,
        is_showing_query: false,
        is_timing: is_terminal && io::stdout().is_terminal(),
        limits: arguments.limits.clone(),
    };
    let mut session = Session::new(source.knowledge_base, settings, arguments.source.clone());
    session.file = source.file;
    if let Some(imported) = imported {
        session.answerer = imported;
    }
    if is_terminal {
        editor::run(session)
    } else {
        script::run(session, io::stdin().lock(), arguments.bail)
    }
}
