//! `relata verify`: whether a graph file is as it was written.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use relata::lexicon::Lexicon;
use relata::storage::GraphFile;

use super::build::counted;
use crate::failure::{CommandResult, Failure, Outcome};
use crate::render::sanitize::sanitized;

/// Read everything in a graph file again and say whether it is as it was written
#[derive(Debug, Args)]
pub struct Verify {
    /// The graph file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Reads and compares.
pub fn run(arguments: &Verify) -> CommandResult {
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
