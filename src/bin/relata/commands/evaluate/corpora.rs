//! A folder → the development splits in it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use lzma_rust2::XzReader;
use relata::document::Syntax;
use relata::reader::treebank::{self, NameLayer};

use crate::failure::Failure;

/// Annotated documents of one origin.
pub struct Corpus {
    pub name: &'static str,
    pub documents: Vec<Syntax>,
}

/// Reads English EWT with UNER's names, and the open part of GUM.
///
/// # Errors
/// A file that is not there or not in its format.
pub fn read(folder: &Path) -> Result<Vec<Corpus>, Failure> {
    let names = |part| {
        text(
            folder,
            "uner-english-ewt",
            &format!("en_ewt-uner-{part}.iob2"),
        )
    };
    let known = NameLayer::read(&names("train")?);
    let layer = NameLayer::read(&names("dev")?);
    let ewt = text(folder, "ud-english-ewt", "en_ewt-ud-dev.conllu")?;
    let gum = gum(folder)?;
    let malformed = |error| Failure::at(folder, &error);
    Ok(vec![
        Corpus {
            name: "EWT",
            documents: treebank::with_names(&ewt, &layer).map_err(malformed)?,
        },
        Corpus {
            name: "GUM",
            documents: treebank::with_entities(&gum, &known.places()).map_err(malformed)?,
        },
    ])
}

/// The development split of the open part of GUM, as it is written.
///
/// # Errors
/// A file that is not there.
pub fn gum(folder: &Path) -> Result<String, Failure> {
    text(folder, "ud-english-gum/open", "en_gum_open-dev.conllu")
}

/// What kind of text a document is: `GUM_news_…` is `news`, `weblog-…` is `weblog`.
pub fn genre(document: &Syntax) -> &str {
    let id = document.article().id.as_str();
    let id = id.strip_prefix("GUM_").unwrap_or(id);
    id.split(['_', '-']).next().unwrap_or(id)
}

/// The file called `name`, plain or `.xz`, in `folder` or below it in `part`.
fn text(folder: &Path, part: &str, name: &str) -> Result<String, Failure> {
    for place in [folder.join(part), folder.to_owned()] {
        let plain = place.join(name);
        let packed = place.join(format!("{name}.xz"));
        if plain.is_file() {
            return fs::read_to_string(&plain).map_err(|error| Failure::at(&plain, &error));
        }
        if packed.is_file() {
            return unpacked(&packed).map_err(|error| Failure::at(&packed, &error));
        }
    }
    let message = format!("there is no `{part}/{name}` or `{part}/{name}.xz` in this folder");
    Err(Failure::at(folder, &message))
}

fn unpacked(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let file = io::BufReader::new(File::open(path)?);
    XzReader::new(file, true).read_to_string(&mut text)?;
    Ok(text)
}
