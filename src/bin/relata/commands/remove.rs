//! `relata remove`: articles out of a graph file, as if they had never been read.

use std::path::PathBuf;

use clap::Args;
use relata::document::DocumentId;
use relata::lexicon::Lexicon;
use relata::storage::GraphFile;

use super::build::LinkOptions;
use crate::failure::{CommandResult, Failure, Outcome};

/// Remove articles from a graph file, as if they had never been read
///
/// Examples:
///   relata remove news.relata call-2025-07-03
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Remove {
    /// The graph file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The names of articles, as the evidence of answers shows them
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<String>,
    #[command(flatten)]
    link: LinkOptions,
    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// Removes all of the articles, or none when one is not there.
pub fn run(arguments: &Remove) -> CommandResult {
    let mut file = GraphFile::open(&arguments.file)?;
    let known = file.documents()?;
    let mut ids: Vec<DocumentId> = Vec::new();
    for name in &arguments.articles {
        let id = DocumentId::new(name.as_str());
        if !known.contains(&id) {
            return Err(unknown(name, &known));
        }
        ids.push(id);
    }
    ids.sort();
    ids.dedup();
    for id in &ids {
        file.remove(id)?;
    }
    let lexicon = Lexicon::english();
    let done = ("removed", ids.len());
    arguments
        .link
        .link(&mut file, done, ids.len(), &lexicon, arguments.quiet)?;
    Ok(Outcome::Done)
}

fn unknown(name: &str, known: &[DocumentId]) -> Failure {
    let begun = known.iter().find(|id| id.as_str().starts_with(name));
    let alike = || {
        let likeness = |id: &DocumentId| strsim::jaro_winkler(name, id.as_str());
        let nearest = known
            .iter()
            .max_by(|left, right| likeness(left).total_cmp(&likeness(right)));
        nearest.filter(|id| likeness(id) > 0.8)
    };
    let help = if let Some(id) = begun.or_else(alike) {
        format!("\nhelp: did you mean `{id}`?")
    } else {
        let first: Vec<String> = known.iter().take(5).map(|id| format!("`{id}`")).collect();
        let more = if known.len() > first.len() {
            ", …"
        } else {
            ""
        };
        format!("\nhelp: there are {}{more}", first.join(", "))
    };
    Failure::failed(format!("there is no article `{name}` in this file{help}"))
}
