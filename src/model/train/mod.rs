//! The trainers of the linear models: annotated texts in, model files out.
//!
//! Part of the crate only with the feature `train`; the program `relata-train` runs them.

mod boundary;

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
