//! `relata build`: articles → a graph file.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use relata::Newsreader;
use relata::knowledge_base::KnowledgeBase;
use relata::ledger::Ledger;
use relata::lexicon::Lexicon;
use relata::storage::{Change, GraphFile, StorageError, check_folder};

use super::decision;
use crate::failure::{CommandResult, Failure, Outcome};
use crate::inputs::{self, Harvest};
use crate::source::SourceOptions;

/// Read articles and keep what they say in a graph file
///
/// Examples:
///   relata build news/ -o news.relata
///   relata build 'news/2025-*.txt' -o july.relata --date 2025-07-31
///   cat article.txt | relata build - -o one.relata
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Build {
    /// Article files, folders, patterns, `-`
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// The graph file to make
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Put the new file in place of one that is there, whose corrections it keeps
    #[arg(long)]
    force: bool,
    /// Take the corrections of a text, as `relata ledger` prints them, into the new file
    #[arg(long, value_name = "TEXT")]
    ledger: Option<PathBuf>,
    #[command(flatten)]
    source: SourceOptions,
}

/// Reads, links, writes.
pub fn run(arguments: &Build) -> CommandResult {
    let output = &arguments.output;
    if output.exists() && !arguments.force {
        let path = output.display();
        return Err(Failure::failed(format!(
            "there is a file `{path}` already\nhelp: add to it with `relata add {path} ARTICLES…`, put another in its \
             place with `--force`, or choose another name"
        )));
    }
    check_folder(output)?;
    let ledger = ledger(arguments)?;
    let options = &arguments.source;
    let newsreader = Newsreader::new(options.reading.model).map_err(Failure::failed)?;
    let harvest = inputs::read(
        &arguments.inputs,
        &options.reading,
        &newsreader,
        options.quiet,
    )?;
    // Under another name until it is whole, so that a file of that name is always a good one.
    let unfinished = unfinished(output);
    let written = write(&unfinished, &harvest, ledger, &newsreader);
    let knowledge_base = written.and_then(|knowledge_base| {
        put_in_place(&unfinished, output)?;
        Ok(knowledge_base)
    });
    if knowledge_base.is_err() {
        discard(&unfinished);
    }
    let knowledge_base = knowledge_base?;
    if !options.quiet {
        report("read", harvest.readings.len(), &knowledge_base, output);
        decision::report(&knowledge_base, newsreader.lexicon());
    }
    Ok(outcome(&harvest))
}

/// The corrections of the file that is replaced, and those of the text that was given.
fn ledger(arguments: &Build) -> Result<Ledger, Failure> {
    let mut ledger = if GraphFile::is_database(&arguments.output) {
        GraphFile::open_read_only(&arguments.output)?.ledger()?
    } else {
        Ledger::default()
    };
    if let Some(text) = &arguments.ledger {
        ledger.append(&super::ledger::read(text)?);
    }
    Ok(ledger)
}

/// How many articles go into one transaction: few enough that a crash loses little work.
const BATCH: usize = 64;

/// Puts all readings into `file`.
pub(super) fn put(file: &mut GraphFile, harvest: &Harvest) -> Result<Change, StorageError> {
    let mut total = Change::default();
    for batch in harvest.readings.chunks(BATCH) {
        let change = file.put(batch)?;
        total.added += change.added;
        total.replaced += change.replaced;
        total.unchanged += change.unchanged;
    }
    Ok(total)
}

/// When the graph of a file that changed is linked.
#[derive(Debug, Clone, Copy, Args)]
pub struct LinkOptions {
    /// Link the graph at once, however large the file is, so that its rows are right for SQL too
    ///
    /// Else that is done at once in a file of up to 100 articles, or where one in ten changed, and is left to the
    /// next question otherwise: a change then costs what its articles cost.
    #[arg(long)]
    link: bool,
}

impl LinkOptions {
    /// Links where that is asked for or costs little, and says what is in the file now. `done` is what was done to
    /// how many articles.
    pub(super) fn link(
        self,
        file: &mut GraphFile,
        done: (&str, usize),
        changed: usize,
        lexicon: &Lexicon,
        is_quiet: bool,
    ) -> Result<(), StorageError> {
        let (what, articles) = done;
        if self.link || file.is_cheap_to_link(changed)? {
            let knowledge_base = file.link(lexicon)?;
            if !is_quiet {
                report(what, articles, &knowledge_base, file.path());
                decision::report(&knowledge_base, lexicon);
            }
        } else if !is_quiet {
            let inside = counted(file.document_count()?, "article");
            let articles = counted(articles, "article");
            let later = if file.is_linked()? {
                ""
            } else {
                ", linked anew at the next question"
            };
            let path = file.path().display();
            anstream::eprintln!("{what} {articles}; `{path}` holds {inside}{later}");
        }
        Ok(())
    }
}

/// Says on standard error what was done and what is in the file now.
pub(super) fn report(what: &str, articles: usize, knowledge_base: &KnowledgeBase, path: &Path) {
    let graph = knowledge_base.graph();
    let articles = counted(articles, "article");
    let inside = counted(knowledge_base.readings().len(), "article");
    let entities = graph.entities().len();
    let relations = graph.relations().len();
    let path = path.display();
    anstream::eprintln!(
        "{what} {articles}; `{path}` holds {inside}, {entities} entities, {relations} relations"
    );
}

/// `1 article`, `2 articles`
pub(super) fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// Whether everything was read.
pub(super) fn outcome(harvest: &Harvest) -> Outcome {
    if harvest.skipped > 0 {
        Outcome::SkippedInputs
    } else {
        Outcome::Done
    }
}

fn write(
    path: &Path,
    harvest: &Harvest,
    ledger: Ledger,
    newsreader: &Newsreader,
) -> Result<KnowledgeBase, Failure> {
    let mut file = GraphFile::create(path)?;
    file.change_ledger(|there| *there = ledger)?;
    put(&mut file, harvest)?;
    Ok(file.link(newsreader.lexicon())?)
}

/// A name beside `output` that nobody else uses.
fn unfinished(output: &Path) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(format!(".unfinished-{}", std::process::id()));
    output.with_file_name(name)
}

fn put_in_place(unfinished: &Path, output: &Path) -> Result<(), Failure> {
    // The log of a file that is replaced must not be taken for the log of the new one.
    for beside in ["-wal", "-shm"] {
        remove_if_there(&with_ending(output, beside))?;
    }
    fs::rename(unfinished, output).map_err(|error| Failure::at(output, &error))?;
    sync_folder(output);
    Ok(())
}

/// Puts the new name itself on the disk, where the system can; the contents are there already.
fn sync_folder(file: &Path) {
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

fn discard(unfinished: &Path) {
    for beside in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(with_ending(unfinished, beside));
    }
}

fn remove_if_there(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::at(path, &error))
        }
        _ => Ok(()),
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
