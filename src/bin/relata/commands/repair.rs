//! `relata repair`: what can be saved of a damaged graph file, in a new one.

use std::path::{Path, PathBuf};

use clap::Args;
use relata::Newsreader;
use relata::storage::{GraphFile, StorageError, salvage};

use super::build::{self, counted};
use crate::failure::{CommandResult, Failure, Outcome};
use crate::inputs::Harvest;
use crate::render;
use crate::source::SourceOptions;

/// Save what can be saved of a damaged graph file, and say what is lost
#[derive(Debug, Args)]
pub struct Repair {
    /// The damaged graph file, which is left as it is
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The graph file to make
    #[arg(short, long, value_name = "NEW")]
    output: PathBuf,
    #[command(flatten)]
    source: SourceOptions,
}

/// Saves, reads again what must be, writes.
pub fn run(arguments: &Repair) -> CommandResult {
    let (damaged, output) = (&arguments.file, &arguments.output);
    if output.exists() {
        let path = output.clone();
        return Err(StorageError::Exists { path }.into());
    }
    let mut copy = output.as_os_str().to_owned();
    copy.push(format!(".damaged-{}", std::process::id()));
    let salvage = salvage(damaged, Path::new(&copy))?;
    let options = &arguments.source;
    let newsreader = Newsreader::new(options.reading.model).map_err(Failure::failed)?;
    let (saved, again) = (salvage.readings.len(), salvage.articles.len());
    let mut readings = salvage.readings;
    let read_again = salvage.articles.into_iter();
    readings.extend(read_again.map(|article| newsreader.read_article(article)));
    let harvest = Harvest {
        readings,
        skipped: 0,
    };
    let mut file = GraphFile::create(output)?;
    file.change_ledger(|ledger| *ledger = salvage.ledger)?;
    build::put(&mut file, &harvest)?;
    let knowledge_base = file.link(newsreader.lexicon())?;
    if !options.quiet {
        build::report("saved", saved, &knowledge_base, output);
        if again > 0 {
            anstream::eprintln!("read {} again", counted(again, "article"));
        }
    }
    for lost in &salvage.lost {
        render::diagnostic::print("warning", &format!("article {lost} is lost"));
    }
    if salvage.is_complete {
        return Ok(Outcome::Done);
    }
    if salvage.lost.is_empty() && again == 0 {
        let message = "articles of which no trace is left may be missing";
        render::diagnostic::print("warning", message);
    }
    Ok(Outcome::SkippedInputs)
}
