//! One file for each command: what it takes, and what it does.

pub mod ask;
pub mod export;
pub mod serve;
