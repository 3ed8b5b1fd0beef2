//! `relata verify`: whether a graph file is as it was written.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use relata::graph::view::GraphView;
use relata::lexicon::Lexicon;
use relata::storage::{GraphFile, Snapshot};

use super::build::counted;
use crate::failure::{CommandResult, Failure, Outcome};
use crate::render::sanitize::sanitized;

/// Read everything in a graph file again and say whether it is as it was written
///
/// Of articles every place in their texts, of imported graphs every table; of both all ids, counts and indexes.
#[derive(Debug, Args)]
pub struct Verify {
    /// The graph file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Reads and compares.
pub fn run(arguments: &Verify) -> CommandResult {
    if Snapshot::is_snapshot(&arguments.file) {
        return imported(&arguments.file);
    }
    let file = GraphFile::open_read_only(&arguments.file)?;
    let verification = file.verify(&Lexicon::english())?;
    let mut out = io::stdout().lock();
    for problem in &verification.problems {
        writeln!(out, "{}", sanitized(problem))?;
    }
    let path = arguments.file.display();
    if !verification.problems.is_empty() {
        let problems = counted(verification.problems.len(), "problem");
        return Err(Failure::failed(format!(
            "`{path}` is damaged: {problems}\nhelp: `relata repair {path} -o NEW` saves what can be saved"
        )));
    }
    let beside = file.snapshot_problems()?;
    if let Some(first) = beside.first() {
        let snapshot = file.snapshot_path();
        let snapshot = snapshot.display();
        return Err(Failure::failed(format!(
            "`{path}` is whole, but `{snapshot}` beside it is damaged: {first}\nhelp: delete `{snapshot}`: it is \
             only there for speed, and is made anew by the next question"
        )));
    }
    let articles = counted(verification.articles, "article");
    let spans = verification.spans;
    let graph = if verification.is_graph_stale {
        "the graph is older than the articles and is linked anew when asked".to_owned()
    } else {
        format!(
            "{} rest on them",
            counted(verification.relations, "relation")
        )
    };
    let digest = file.digest()?;
    writeln!(
        out,
        "`{path}` is whole: {articles}, {spans} places in their texts; {graph}"
    )?;
    writeln!(out, "digest {digest}")?;
    Ok(Outcome::Done)
}

/// A graph that was imported from tables.
fn imported(path: &Path) -> CommandResult {
    let snapshot = Snapshot::open(path)?;
    let problems = snapshot.problems();
    let mut out = io::stdout().lock();
    for problem in &problems {
        writeln!(out, "{}", sanitized(problem))?;
    }
    let path = path.display();
    if !problems.is_empty() {
        let problems = counted(problems.len(), "problem");
        return Err(Failure::failed(format!(
            "`{path}` is damaged: {problems}\nhelp: import it again from its tables with `relata import`"
        )));
    }
    let graph = snapshot.graph();
    let nodes = counted(graph.node_count(), "node");
    let relationships = counted(graph.relationship_count(), "relationship");
    let keys = graph.keys().len();
    writeln!(
        out,
        "`{path}` is whole: {nodes} and {relationships}, both ways, with their {keys} properties"
    )?;
    Ok(Outcome::Done)
}
