//! relata reads English news and gives back a knowledge graph that you can question.

pub mod diagnostic;
pub mod query;
pub mod span;
