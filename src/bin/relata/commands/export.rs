//! `relata export`: the graph for other programs.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use relata::export::dot::DotOptions;
use relata::export::{dot, json};
use relata::lexicon::Lexicon;

use crate::failure::Failure;
use crate::inputs::Inputs;

/// Write the graph of articles for other programs
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    inputs: Inputs,
    /// What to write
    #[arg(long, value_enum, default_value = "dot")]
    format: Format,
    /// Where to; standard output if absent
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Draw at most so many entities (dot)
    #[arg(long, default_value_t = 60)]
    max_nodes: usize,
    /// Draw no frames around types (dot)
    #[arg(long)]
    no_clusters: bool,
}

/// What can be written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A picture for Graphviz
    Dot,
    /// The exchange format kg/1
    Json,
}

/// Reads and writes.
pub fn run(arguments: &Export) -> Result<(), Failure> {
    let knowledge_base = arguments.inputs.read(&Lexicon::english())?;
    let mut out: Box<dyn Write> = match &arguments.output {
        Some(path) => Box::new(File::create(path).map_err(|error| Failure::at(path, &error))?),
        None => Box::new(io::stdout().lock()),
    };
    let mut out = BufWriter::new(&mut *out);
    match arguments.format {
        Format::Dot => {
            let (max_nodes, clusters) = (arguments.max_nodes, !arguments.no_clusters);
            let options = DotOptions {
                max_nodes,
                clusters,
                ego: None,
            };
            dot::write(&knowledge_base, &options, &mut out)?;
        }
        Format::Json => json::write(&knowledge_base, &mut out)?,
    }
    out.flush()?;
    Ok(())
}
