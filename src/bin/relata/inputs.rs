//! Paths and patterns → readings of the articles in them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use globset::GlobBuilder;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use relata::date::Day;
use relata::document::{Article, DocumentId, Reading, Sentence};
use relata::pipeline::splitter::{self, LONGEST_SENTENCE};
use relata::reader::decode::{TextEncoding, decode};
use relata::reader::{markdown, plain};
use relata::{ModelKind, Newsreader};

use crate::failure::Failure;
use crate::render;

/// How articles are read.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading articles")]
pub struct ReadingOptions {
    /// When articles without a date of their own were published, as 2025-07-03
    #[arg(long, value_name = "DATE")]
    pub date: Option<Day>,
    /// The encoding of articles that are not in Unicode, as windows-1252
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<TextEncoding>,
    /// Which of the embedded models reads: accurate, or fast
    #[arg(long, value_name = "MODEL", default_value = "accurate", value_parser = ModelKind::from_str)]
    pub model: ModelKind,
}

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub struct Harvest {
    /// In the order of the inputs.
    pub readings: Vec<Reading>,
    /// How many inputs were reported and skipped.
    pub skipped: usize,
}

fn encoding(name: &str) -> Result<TextEncoding, String> {
    TextEncoding::named(name).ok_or_else(|| format!("no encoding is called `{name}`"))
}

/// Endings of the files that are taken from a folder.
const ENDINGS: [&str; 3] = ["txt", "text", "md"];

/// Reads the articles of files, folders, patterns and `-`. What cannot be read is reported and
/// skipped.
///
/// # Errors
/// An input that is not there, a folder without articles, or nothing that could be read.
pub fn read(
    inputs: &[String],
    options: &ReadingOptions,
    newsreader: &Newsreader,
    is_quiet: bool,
) -> Result<Harvest, Failure> {
    let files = named(collect(inputs, is_quiet)?);
    let progress = progress(files.len(), is_quiet);
    let read_one = |(id, path): &(DocumentId, PathBuf)| {
        let article = article(path, id.clone(), options);
        let reading = article.map(|article| newsreader.read_article(article));
        progress.inc(1);
        reading
    };
    let results: Vec<Result<Reading, Failure>> = files.par_iter().map(read_one).collect();
    progress.finish_and_clear();
    let mut harvest = Harvest::default();
    for result in results {
        match result {
            Ok(reading) => {
                say_cuts(&reading.article.id, &reading.sentences);
                harvest.readings.push(reading);
            }
            Err(failure) if files.len() == 1 => return Err(failure),
            Err(failure) => {
                if let Failure::Failed(message) = &failure {
                    render::diagnostic::print("warning", &format!("skipped {message}"));
                }
                harvest.skipped += 1;
            }
        }
    }
    if harvest.readings.is_empty() {
        return Err(Failure::failed("none of the inputs could be read"));
    }
    Ok(harvest)
}

/// Warns of sentences that were too long to be read as one.
pub fn say_cuts(article: &DocumentId, sentences: &[Sentence]) {
    let mut cuts = splitter::cut_sentences(sentences);
    if let Some(first) = cuts.next() {
        let (count, byte) = (1 + cuts.count(), first.span.end());
        let message = format!(
            "{article}: cut after {LONGEST_SENTENCE} words without a sentence's end, {count} times, first at byte {byte}"
        );
        render::diagnostic::print("warning", &message);
    }
}

/// The articles of files, folders, patterns and `-`, unread by any model.
///
/// # Errors
/// An input that is not there, a folder without articles, or one that cannot be read.
pub fn articles(inputs: &[String], options: &ReadingOptions) -> Result<Vec<Article>, Failure> {
    let files = named(collect(inputs, true)?).into_iter();
    files
        .map(|(id, path)| article(&path, id, options))
        .collect()
}

/// The files that the inputs mean, sorted, each once; `-` is standard input. What a folder has besides is told of,
/// unless `is_quiet`.
fn collect(inputs: &[String], is_quiet: bool) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for input in inputs {
        let path = Path::new(input);
        if path.is_dir() {
            files.extend(files_below(path, is_quiet)?);
        // A pipe, as in `relata extract <(pdftotext story.pdf -)`, is read as a file is.
        } else if input == "-" || path.exists() {
            files.push(path.to_owned());
        } else if input.contains(['*', '?', '[', '{']) {
            files.extend(files_matching(input)?);
        } else {
            let help = "give article files, folders, patterns as `news/*.txt`, or `-`";
            return Err(Failure::Failed(format!(
                "there is no `{input}`\nhelp: {help}"
            )));
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}

fn files_below(folder: &Path, is_quiet: bool) -> Result<Vec<PathBuf>, Failure> {
    let is_article = |path: &Path| ENDINGS.contains(&&*ending(path));
    let (files, others): (Vec<PathBuf>, Vec<PathBuf>) = walk(folder, &|_| true)?
        .into_iter()
        .partition(|path| is_article(path));
    let articles = || ENDINGS.map(|ending| format!("`.{ending}`")).join(", ");
    if files.is_empty() {
        let message = format!(
            "there are no articles in this folder (files ending in {})",
            articles()
        );
        return Err(Failure::at(folder, &message));
    }
    // A graph file and what lies beside it may well be kept with its articles.
    let others: Vec<&PathBuf> = others
        .iter()
        .filter(|path| !ending(path).starts_with("relata"))
        .collect();
    if let (false, Some(first)) = (is_quiet, others.first()) {
        let left_out = match others.len() {
            1 => String::new(),
            count => format!(" and {} more", count - 1),
        };
        let message = format!(
            "left out `{}`{left_out}: of a folder, files ending in {} are read",
            first.display(),
            articles()
        );
        render::diagnostic::print("note", &message);
    }
    Ok(files)
}

/// What comes after the last dot of a name, in small letters.
fn ending(path: &Path) -> String {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.unwrap_or_default().to_ascii_lowercase()
}

fn files_matching(pattern: &str) -> Result<Vec<PathBuf>, Failure> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    let matcher = glob
        .map_err(|error| Failure::AskedWrongly(error.to_string()))?
        .compile_matcher();
    let fixed: PathBuf = Path::new(pattern)
        .components()
        .take_while(|part| {
            !part
                .as_os_str()
                .to_string_lossy()
                .contains(['*', '?', '[', '{'])
        })
        .collect();
    let folder = if fixed.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &fixed
    };
    let is_match = |path: &Path| matcher.is_match(path.strip_prefix("./").unwrap_or(path));
    let files = walk(folder, &is_match)?;
    if files.is_empty() {
        return Err(Failure::failed(format!("no file matches `{pattern}`")));
    }
    Ok(files)
}

fn walk(folder: &Path, is_wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let walk = ignore::WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .build();
    for entry in walk {
        let entry = entry.map_err(Failure::failed)?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) && is_wanted(entry.path()) {
            files.push(entry.into_path());
        }
    }
    files.sort();
    Ok(files)
}

/// Gives each file an id: its name less the ending where no other has it, else its path.
fn named(files: Vec<PathBuf>) -> Vec<(DocumentId, PathBuf)> {
    let stem = |path: &Path| match path.file_stem() {
        Some(stem) if path != Path::new("-") => stem.to_string_lossy().into_owned(),
        _ => "stdin".to_owned(),
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in &files {
        *counts.entry(stem(file)).or_default() += 1;
    }
    let id = |file: &Path| match counts[&stem(file)] {
        1 => stem(file),
        _ => file.with_extension("").to_string_lossy().replace('\\', "/"),
    };
    files
        .into_iter()
        .map(|file| (DocumentId::new(id(&file)), file))
        .collect()
}

fn article(path: &Path, id: DocumentId, options: &ReadingOptions) -> Result<Article, Failure> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    let bytes = bytes.map_err(|error| Failure::at(path, &error))?;
    let text = decode(&bytes, options.encoding).map_err(|error| Failure::at(path, &error))?;
    if let Some(format) = markup(&text) {
        let help = "turn it into plain text first: its marks would be read as words";
        let message = format!("it is {format}, not prose\nhelp: {help}");
        return Err(Failure::at(path, &message));
    }
    let text = match &*ending(path) {
        "md" => markdown::plain(&text),
        _ => text,
    };
    plain::read(text, id, options.date).map_err(|error| Failure::at(path, &error))
}

/// How HTML begins.
const HTML: [&str; 4] = ["<!doctype html", "<html", "<head", "<body"];

/// The format of a text that is no prose, by how it begins.
fn markup(text: &str) -> Option<&'static str> {
    let mut begun = text.trim_start_matches('\u{feff}').trim_start();
    while let Some((_, rest)) = begun
        .strip_prefix("<!--")
        .and_then(|rest| rest.split_once("-->"))
    {
        begun = rest.trim_start();
    }
    let begins = |mark: &str| {
        begun
            .get(..mark.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(mark))
    };
    let of_list = begun.strip_prefix('[').map_or(begun, str::trim_start);
    let of_object = of_list.strip_prefix('{').map(str::trim_start);
    match of_object {
        _ if HTML.into_iter().any(begins) => Some("HTML"),
        _ if begins("<?xml") => Some("XML"),
        Some(rest) if rest.starts_with('"') => Some("JSON"),
        _ => None,
    }
}

fn progress(files: usize, is_quiet: bool) -> ProgressBar {
    if is_quiet || files < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let template = "reading {bar:30} {pos}/{len} articles, {eta} left";
    let style = ProgressStyle::with_template(template).expect("the template is fixed and right");
    ProgressBar::new(files as u64).with_style(style)
}
