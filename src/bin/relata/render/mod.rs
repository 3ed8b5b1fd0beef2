//! How things look: rows, messages, evidence, text from articles.

pub mod diagnostic;
pub mod evidence;
pub mod rows;
pub mod sanitize;
pub mod tree;
