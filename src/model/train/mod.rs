//! The trainers of the linear models: annotated texts in, model files out.
//!
//! Part of the crate only with the feature `train`; the program `relata-train` runs them.

mod boundary;
mod fast;

use crate::document::Syntax;
use crate::model::archive::ArchiveWriter;

/// The file of the model of sentence ends, learned from `texts` with their paragraphs.
pub fn train_boundary(texts: &[Syntax]) -> Vec<u8> {
    let weights = boundary::train(texts, 12);
    let mut writer = ArchiveWriter::default();
    let bytes: Vec<u8> = weights
        .iter()
        .flat_map(|weight| weight.to_le_bytes())
        .collect();
    writer.add("ends", &bytes);
    writer.finish()
}

/// The file of the fast model, learned from the annotated texts `gold`, and from `taught`, which the accurate model
/// annotated, all with their names; `clusters` has a line for each word, the commonest first: word, fine cluster,
/// coarse cluster, parted by tabs.
pub fn train_fast(gold: &[Syntax], taught: &[Syntax], clusters: &str) -> Vec<u8> {
    fast::train(gold, taught, clusters)
}
