//! SOURCE → knowledge base: a graph file, or articles that are read at once.

use std::path::{Path, PathBuf};

use clap::Args;
use relata::Newsreader;
use relata::answer::Answerer;
use relata::knowledge_base::KnowledgeBase;
use relata::ledger::Ledger;
use relata::lexicon::Lexicon;
use relata::storage::{Digest, GraphFile, Snapshot};

use crate::failure::{Failure, Outcome};
use crate::inputs::{self, Harvest, ReadingOptions};
use crate::render;

/// What is asked, drawn or explained.
#[derive(Debug, Clone, Args)]
pub struct SourceOptions {
    #[command(flatten)]
    pub reading: ReadingOptions,
    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

/// A knowledge base, and whether all of the source is in it.
#[derive(Debug, Default)]
pub struct Source {
    /// What was read.
    pub knowledge_base: KnowledgeBase,
    /// How many articles were reported and skipped.
    pub skipped: usize,
    /// The graph file that all of it is in.
    pub file: Option<PathBuf>,
}

impl Source {
    /// Loads the sources.
    ///
    /// # Errors
    /// A source that is not there, or holds nothing that can be read.
    pub fn load(sources: &[String], options: &SourceOptions) -> Result<Self, Failure> {
        let is_imported = |source: &&String| Snapshot::is_snapshot(Path::new(source));
        if let Some(imported) = sources.iter().find(is_imported) {
            return Err(Failure::failed(format!(
                "`{imported}` is an imported graph: there are no articles in it\nhelp: ask it, alone, with \
                 `relata ask`, `relata repl` or `relata serve`"
            )));
        }
        let (files, articles): (Vec<String>, Vec<String>) = sources
            .iter()
            .cloned()
            .partition(|source| is_graph_file(source));
        if let ([file], []) = (files.as_slice(), articles.as_slice()) {
            let opened = GraphFile::open_read_only(file)?;
            let knowledge_base = opened.load(&Lexicon::english())?;
            return Ok(Self {
                knowledge_base,
                skipped: 0,
                file: Some(file.into()),
            });
        }
        let newsreader = Newsreader::new(options.reading.model).map_err(Failure::failed)?;
        let mut harvest = match articles.as_slice() {
            [] => Harvest::default(),
            articles => inputs::read(articles, &options.reading, &newsreader, options.quiet)?,
        };
        let mut ledger = Ledger::default();
        for file in &files {
            let file = GraphFile::open_read_only(file)?;
            harvest.readings.extend(file.readings()?);
            ledger.append(&file.ledger()?);
        }
        let lexicon = newsreader.lexicon();
        let knowledge_base = KnowledgeBase::corrected(harvest.readings, ledger, lexicon);
        Ok(Self {
            knowledge_base,
            skipped: harvest.skipped,
            file: None,
        })
    }

    /// How a command ends that did its work with this source.
    pub fn outcome(&self) -> Outcome {
        if self.skipped > 0 {
            Outcome::SkippedInputs
        } else {
            Outcome::Done
        }
    }
}

/// What answers questions about an imported graph, if the one source is such a file.
///
/// # Errors
/// When it cannot be opened.
pub fn imported(sources: &[String]) -> Result<Option<Answerer>, Failure> {
    match sources {
        [file] if Snapshot::is_snapshot(Path::new(file)) => {
            let graph = Snapshot::open(Path::new(file))?.into_graph();
            Ok(Some(Answerer::of_graph(Box::new(graph))))
        }
        _ => Ok(None),
    }
}

/// What answers questions that need no article again, if the one source is a graph file of any kind.
///
/// # Errors
/// When it cannot be opened.
pub fn graph_alone(sources: &[String]) -> Result<Option<Answerer>, Failure> {
    match graph_file(sources) {
        Some(path) => {
            let file = GraphFile::open_read_only(path)?;
            Ok(Some(Answerer::of_file(&file)?))
        }
        None => imported(sources),
    }
}

/// What a graph file of articles contains, if it is the one source.
///
/// # Errors
/// When it cannot be read.
pub fn contents(sources: &[String]) -> Result<Option<Digest>, Failure> {
    let path = graph_file(sources);
    let file = path.map(GraphFile::open_read_only).transpose()?;
    Ok(file.map(|file| file.digest()).transpose()?)
}

/// The graph file of articles, if it is the one source.
pub fn graph_file(sources: &[String]) -> Option<&Path> {
    let [file] = sources else { return None };
    let path = Path::new(file);
    (is_graph_file(file) && !Snapshot::is_snapshot(path)).then_some(path)
}

/// What answers in place of a snapshot in which damage was found, if the one source is a graph file of articles: the
/// snapshot is removed and made anew from the file itself, which is said.
///
/// # Errors
/// When the file cannot be read, or the snapshot cannot be removed.
pub fn made_anew(sources: &[String]) -> Result<Option<Answerer>, Failure> {
    let [file] = sources else { return Ok(None) };
    if Snapshot::is_snapshot(Path::new(file)) {
        return Ok(None);
    }
    let file = GraphFile::open_read_only(file)?;
    let snapshot = file.snapshot_path();
    file.discard_snapshot()
        .map_err(|error| Failure::at(&snapshot, &error))?;
    let message = format!(
        "`{}` was damaged, and is made anew from the articles",
        snapshot.display()
    );
    render::diagnostic::print("warning", &message);
    Ok(Some(Answerer::of_file(&file)?))
}

/// Whether a source is to be opened as a graph file: by its name, or by its first bytes.
fn is_graph_file(source: &str) -> bool {
    let path = Path::new(source);
    let is_named_so = path.extension().is_some_and(|ending| ending == "relata");
    (is_named_so && !path.is_dir()) || GraphFile::is_database(path)
}

/// Whether words behind a source are no sources themselves, but the beginning of a question without quotes.
fn is_unquoted(first: &str, rest: &[String]) -> bool {
    let is_there = |word: &str| word == "-" || Path::new(word).exists();
    let is_source = |word: &str| is_there(word) || word.contains(['*', '?', '[', '{', '.', '/']);
    is_there(first) && rest.first().is_some_and(|word| !is_source(word))
}

/// The last of several words, and the sources before it.
///
/// # Errors
/// When there is only one word.
pub fn last_of<'a>(words: &'a [String], what: &str) -> Result<(&'a str, &'a [String]), Failure> {
    match words {
        [first, rest @ .., _] if is_unquoted(first, rest) => {
            let question = words[1..].join(" ");
            Err(Failure::AskedWrongly(format!(
                "there is no file `{}`\nhelp: {what} of several words goes in quotes: `{first} '{question}'`",
                rest[0]
            )))
        }
        [sources @ .., last] if !sources.is_empty() => Ok((last, sources)),
        _ => Err(Failure::AskedWrongly(format!(
            "a source and {what} are needed, and there is only `{}`\nhelp: first a graph file, an \
             article or a folder, then {what} in quotes",
            words.join(" ")
        ))),
    }
}
