//! One file for each command: what it takes, and what it does.

pub mod ask;
pub mod completions;
pub mod explain;
pub mod export;
pub mod extract;
pub mod man;
pub mod repl;
pub mod serve;
pub mod stats;
