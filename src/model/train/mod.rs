//! The trainers of the linear models: annotated texts in, model files out.
//!
//! Part of the crate only with the feature `train`; the program `relata-train` runs them.

mod boundary;
mod fast;

pub use fast::Lessons;

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

/// The file of the fast model, learned from texts with their names.
pub fn train_fast(lessons: &Lessons<'_>) -> Vec<u8> {
    fast::train(lessons)
}
