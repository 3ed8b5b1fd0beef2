//! relata reads English news and gives back a knowledge graph that you can question.

pub mod answer;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod graph;
pub mod knowledge_base;
pub mod lexicon;
pub mod linker;
pub mod model;
pub mod pipeline;
pub mod query;
pub mod reader;
pub mod span;
pub mod value;
