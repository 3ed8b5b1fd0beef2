//! `relata ledger`: the decisions of a graph file as text, out and in.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use relata::ledger::{self, Ledger};
use relata::lexicon::Lexicon;
use relata::storage::GraphFile;

use super::build::counted;
use super::decision::{self, today};
use crate::failure::{CommandResult, Failure, Outcome};
use crate::render::sanitize::sanitized;

/// Print the corrections of a graph file as text, or take them from a text
///
/// Examples:
///   relata ledger news.relata > corrections.txt
///   relata ledger other.relata --add corrections.txt
///   relata ledger news.relata --replace corrections.txt
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct LedgerCommand {
    /// The graph file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Add the decisions of a text (`-` is standard input) that are not there yet
    #[arg(long, value_name = "TEXT", conflicts_with = "replace")]
    add: Option<PathBuf>,
    /// Put the decisions of a text in place of those that are there
    #[arg(long, value_name = "TEXT")]
    replace: Option<PathBuf>,
    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// Prints, or reads and applies.
pub fn run(arguments: &LedgerCommand) -> CommandResult {
    let lexicon = Lexicon::english();
    let (text, is_added) = match (&arguments.add, &arguments.replace) {
        (Some(text), _) => (text, true),
        (None, Some(text)) => (text, false),
        (None, None) => return print(&arguments.file, &lexicon),
    };
    let theirs = read(text)?;
    let mut file = GraphFile::open(&arguments.file)?;
    let count = file.change_ledger(|ledger| {
        if is_added {
            return ledger.append(&theirs).len();
        }
        *ledger = theirs;
        ledger.decisions().len()
    })?;
    let knowledge_base = file.link(&lexicon)?;
    if !arguments.quiet {
        let verb = if is_added { "added" } else { "put in place" };
        anstream::eprintln!("{verb} {}", counted(count, "decision"));
        decision::report(&knowledge_base, &lexicon);
    }
    Ok(Outcome::Done)
}

/// Reads a ledger from a file or from standard input; decisions without a day are made today.
///
/// # Errors
/// What cannot be read, with its line.
pub fn read(path: &Path) -> Result<Ledger, Failure> {
    let mut text = String::new();
    if path == Path::new("-") {
        io::stdin().read_to_string(&mut text)?;
    } else {
        text = fs::read_to_string(path).map_err(|error| Failure::at(path, &error))?;
    }
    let ledger = ledger::parse(&text).map_err(|error| Failure::at(path, &error))?;
    let decisions = ledger.decisions().iter().cloned();
    Ok(Ledger::new(decisions.map(|mut decision| {
        decision.date = decision.date.or_else(today);
        decision
    })))
}

/// Prints the decisions, and as comments what does not hold: the text can be read again.
fn print(path: &Path, lexicon: &Lexicon) -> CommandResult {
    let knowledge_base = GraphFile::open_read_only(path)?.load(lexicon)?;
    let (ledger, findings) = (knowledge_base.ledger(), knowledge_base.findings(lexicon));
    let undone = ledger.undone();
    let mut out = io::stdout().lock();
    for decision in ledger.decisions() {
        writeln!(out, "{}", sanitized(&decision.to_string()))?;
        if undone.contains(&decision.id) {
            writeln!(out, "# decision {} is undone", decision.id)?;
        }
        for finding in findings
            .iter()
            .filter(|finding| finding.decision == decision.id)
        {
            writeln!(out, "# {}", sanitized(&finding.to_string()))?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
