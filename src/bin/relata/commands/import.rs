//! `relata import`: tables of nodes and relationships → a graph file.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use relata::graph::view::GraphView;
use relata::storage::{ImportError, Snapshot, StorageError, import};

use super::build::counted;
use crate::failure::{CommandResult, Failure, Outcome};

/// Import any property graph from two CSV tables, to ask it questions
///
/// Examples:
///   relata import --nodes nodes.csv --edges edges.csv -o graph.relata
///   relata ask graph.relata 'MATCH (a)-[:meet]->(b) RETURN a.name, b.name'
///
/// Nodes: a column `id`; `label`, `labels` or `kind` names labels (several with `;`). Relationships: `src`, `dst` and
/// `rel` (or `source`, `target`, `type`; or the names of other tools, `:START_ID`, `:END_ID`, `:TYPE`). Other columns
/// are properties, their type follows from their values or from the header, as in `born:date`.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Import {
    /// The table of nodes
    #[arg(long, value_name = "CSV")]
    nodes: PathBuf,
    /// The table of relationships
    #[arg(long, value_name = "CSV")]
    edges: PathBuf,
    /// The graph file to make
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Put the new file in place of one that is there
    #[arg(long)]
    force: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// Reads, sorts, writes.
pub fn run(arguments: &Import) -> CommandResult {
    let output = &arguments.output;
    if output.exists() && !arguments.force {
        let path = output.clone();
        return Err(StorageError::Exists { path }.into());
    }
    let bar = progress(arguments.quiet);
    let shown = |table: &Path, read: u64| {
        bar.set_message(table.display().to_string());
        bar.set_length(std::fs::metadata(table).map_or(0, |table| table.len()));
        bar.set_position(read);
    };
    let graph = import(&arguments.nodes, &arguments.edges, &shown);
    bar.finish_and_clear();
    let graph = graph?;
    Snapshot::write(output, &graph, "")?;
    if !arguments.quiet {
        anstream::eprintln!(
            "imported {} and {} into `{}`",
            counted(graph.node_count(), "node"),
            counted(graph.relationship_count(), "relationship"),
            output.display()
        );
    }
    Ok(Outcome::Done)
}

fn progress(is_quiet: bool) -> ProgressBar {
    if is_quiet || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let template = "{msg} {bar:30} {bytes} of {total_bytes}";
    let style = ProgressStyle::with_template(template).expect("the template is fixed and right");
    ProgressBar::new(0).with_style(style)
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        let help = error.help().map(|help| format!("\nhelp: {help}"));
        Self::Failed(format!("{error}{}", help.unwrap_or_default()))
    }
}
