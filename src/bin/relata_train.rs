//! Trains the model of sentence ends from the treebanks: see `data/models/README.md`.
//!
//!     cargo run --release --features train --bin relata-train -- boundary FOLDER

use std::error::Error;
use std::fs;
use std::path::Path;

use relata::document::Syntax;
use relata::model::train;
use relata::reader::conllu;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, folder] = arguments.as_slice() else {
        return Err("usage: relata-train boundary FOLDER".into());
    };
    let folder = Path::new(folder);
    match what.as_str() {
        "boundary" => {
            let texts = read(folder)?;
            fs::write("data/models/boundary.bin", train::train_boundary(&texts))?;
        }
        _ => return Err(format!("`{what}` is no model: there is `boundary`").into()),
    }
    Ok(())
}

/// The treebanks that a shipped model may learn from.
fn read(folder: &Path) -> Result<Vec<Syntax>, Box<dyn Error>> {
    let mut texts = Vec::new();
    for file in ["en_ewt-ud-train.conllu", "en_gum_open-train.conllu"] {
        texts.extend(conllu::read_documents(&fs::read_to_string(
            folder.join(file),
        )?)?);
    }
    Ok(texts)
}
