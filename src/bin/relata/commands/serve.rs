//! `relata serve --stdio`: the query engine over JSON lines, for embedding from other languages.

use std::io::{BufReader, BufWriter, stdin, stdout};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use clap::Args;
use relata::graph::property_graph::PropertyGraph;
use relata::query::protocol::{Served, serve};
use relata::query::{Limits, Options};
use relata::storage::Snapshot;

use crate::failure::{CommandResult, Outcome};

/// Answer queries over standard input and output, one JSON object a line
#[derive(Debug, Args)]
pub struct Serve {
    /// Speak over standard input and output (the only way there is)
    #[arg(long, required = true)]
    stdio: bool,
    /// An imported graph file, to be read; without it, an empty graph that can be changed
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Stop a query after this many seconds
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<u64>,
    /// Stop a query that gives more rows than this
    #[arg(long, value_name = "COUNT")]
    max_rows: Option<usize>,
}

/// Answers until the input ends.
///
/// # Errors
/// If standard input or output fails.
pub fn run(arguments: &Serve) -> CommandResult {
    debug_assert!(arguments.stdio);
    let options = || Options {
        limits: Limits {
            deadline: arguments
                .timeout
                .map(|seconds| Instant::now() + Duration::from_secs(seconds)),
            rows: arguments.max_rows,
            cancel: None,
        },
        now: SystemTime::now().try_into().unwrap_or_default(),
        optimize: true,
    };
    let graph = match &arguments.file {
        None => Served::Changing(Box::new(PropertyGraph::new())),
        Some(path) => Served::Reading(Box::new(Snapshot::open(path)?.into_graph())),
    };
    let (input, output) = (
        BufReader::new(stdin().lock()),
        BufWriter::new(stdout().lock()),
    );
    serve(graph, input, output, &options)?;
    Ok(Outcome::Done)
}
