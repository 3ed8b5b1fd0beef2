//! Questions: text → **tree** → checked tree → plan → rows.
//!
//! Goes in: what a person typed, in the short or the full form. Comes out: rows, or an error that
//! points at the text. Each module knows nothing of the ones after it.

pub mod ast;
mod parser;

pub use parser::{MAXIMUM_NESTING, MAXIMUM_OPERATORS, ParseError, parse};
