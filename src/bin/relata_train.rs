//! Trains the linear models from the treebanks: see `data/models/README.md`.
//!
//!     cargo run --release --features train --bin relata-train -- boundary FOLDER
//!     cargo run --release --features train --bin relata-train -- fast FOLDER
//!     cargo run --release --features train --bin relata-train -- coreference FOLDER

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

use relata::document::Syntax;
use relata::lexicon::Lexicon;
use relata::model::train::{self, Lessons};
use relata::pipeline::coreference;
use relata::reader::conllu;
use relata::reader::treebank::{self, NameLayer};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, folder] = arguments.as_slice() else {
        return Err("usage: relata-train boundary|fast|coreference FOLDER".into());
    };
    let folder = Path::new(folder);
    match what.as_str() {
        "boundary" => {
            let texts = read(folder)?;
            fs::write("data/models/boundary.bin", train::train_boundary(&texts))?;
        }
        "fast" => {
            let clusters = text(folder, "word_clusters.tsv")?;
            let model = train::train_fast(&Lessons {
                gold: &read(folder)?,
                taught: &annotated(&folder.join("taught"))?,
                named: &annotated(&folder.join("named"))?,
                clusters: &clusters,
            });
            fs::write("data/models/fast.bin", model)?;
        }
        "coreference" => {
            let gum = text(folder, "en_gum_open-train.conllu")?;
            let chains = treebank::chains(&gum);
            let documents = treebank::with_entities(&gum, &BTreeSet::new())?;
            let marked = documents.into_iter().map(|syntax| {
                let marked = chains[&syntax.article().id].clone();
                (syntax, marked)
            });
            let table = coreference::train(&marked.collect::<Vec<_>>(), &Lexicon::english());
            fs::write("data/models/coreference.tsv", table)?;
        }
        _ => {
            let known = "`boundary`, `fast` and `coreference`";
            return Err(format!("`{what}` is no model: there are {known}").into());
        }
    }
    Ok(())
}

/// The treebanks that a shipped model may learn from, with names.
fn read(folder: &Path) -> Result<Vec<Syntax>, Box<dyn Error>> {
    let names = NameLayer::read(&text(folder, "en_ewt-uner-train.iob2")?);
    let mut texts = treebank::with_names(&text(folder, "en_ewt-ud-train.conllu")?, &names)?;
    let gum = text(folder, "en_gum_open-train.conllu")?;
    texts.extend(treebank::with_entities(&gum, &names.places())?);
    Ok(texts)
}

/// What the accurate model annotated: `*.conllu` in `folder`, if there are any.
fn annotated(folder: &Path) -> Result<Vec<Syntax>, Box<dyn Error>> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(Vec::new());
    };
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "conllu"));
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        texts.extend(conllu::read_documents(&fs::read_to_string(path)?)?);
    }
    Ok(texts)
}

fn text(folder: &Path, name: &str) -> Result<String, Box<dyn Error>> {
    let path = folder.join(name);
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()).into())
}
