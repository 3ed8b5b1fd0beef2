//! Graph → text of other programs, one format a file.

mod character_offset;
pub mod dot;
pub mod json;
