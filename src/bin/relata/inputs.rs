//! Paths → what the articles in them say.

use std::fs;
use std::path::{Path, PathBuf};

use anstream::eprintln;
use clap::Args;
use relata::date::Day;
use relata::document::{Article, DocumentId};
use relata::knowledge_base::KnowledgeBase;
use relata::lexicon::Lexicon;
use relata::model::{self, ModelKind};
use relata::pipeline;
use relata::reader::plain;

use crate::failure::Failure;

/// What to read, and how.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Article files, or folders of `.txt` files
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// When articles without a date of their own were published, as 2025-07-03
    #[arg(long, value_name = "DATE")]
    date: Option<Day>,
}

impl Inputs {
    /// Reads all articles; one that cannot be read ends it, with its path and the reason.
    pub fn read(&self, lexicon: &Lexicon) -> Result<KnowledgeBase, Failure> {
        let mut paths = Vec::new();
        for source in &self.sources {
            collect(source, &mut paths)?;
        }
        paths.sort();
        paths.dedup();
        let model = model::load(ModelKind::Accurate).map_err(Failure::failed)?;
        let mut readings = Vec::new();
        for path in &paths {
            let article = self.article(path, readings.len())?;
            readings.push(pipeline::annotate(article, lexicon, model.as_ref()).into_reading());
        }
        eprintln!("read {} articles", readings.len());
        Ok(KnowledgeBase::from_readings(readings, lexicon))
    }

    fn article(&self, path: &Path, number: usize) -> Result<Article, Failure> {
        let bytes = fs::read(path).map_err(|error| Failure::at(path, &error))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let place = error.utf8_error().valid_up_to();
            Failure::at(
                path,
                &format!("byte {place} is not UTF-8: convert the file first"),
            )
        })?;
        let name = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        let id = DocumentId::new(name.unwrap_or_else(|| format!("article-{number}")));
        plain::read(text, id, self.date).map_err(|error| Failure::at(path, &error))
    }
}

/// The files of a path: itself, or the `.txt` files below a folder.
fn collect(path: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Failure> {
    if !path.is_dir() {
        paths.push(path.to_owned());
        return Ok(());
    }
    let before = paths.len();
    for entry in ignore::Walk::new(path) {
        let entry = entry.map_err(Failure::failed)?;
        if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "txt")
        {
            paths.push(entry.into_path());
        }
    }
    if paths.len() == before {
        return Err(Failure::at(
            path,
            &"there are no `.txt` files in this folder",
        ));
    }
    Ok(())
}
