//! Questions at a prompt: a session that takes lines, and the two ways in which lines come.

mod completer;
pub mod editor;
mod meta;
pub mod script;
mod session;

pub use session::{Session, Settings};
