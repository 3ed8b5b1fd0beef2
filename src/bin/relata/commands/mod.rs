//! One file for each command: what it takes, and what it does.

pub mod add;
pub mod ask;
pub mod build;
pub mod change;
pub mod completions;
pub mod contradictions;
pub mod decision;
pub mod entity;
pub mod evaluate;
pub mod explain;
pub mod export;
pub mod extract;
pub mod import;
pub mod ledger;
pub mod man;
pub mod naming;
pub mod parse;
pub mod relation;
pub mod relations;
pub mod remove;
pub mod repair;
pub mod repl;
pub mod serve;
pub mod stats;
pub mod undo;
pub mod verify;
