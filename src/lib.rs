//! relata reads English news and gives back a knowledge graph that you can question. It is offline
//! and deterministic, and every fact carries the sentence it rests on.
//!
//! ```
//! use relata::{Answerer, ModelKind, Newsreader, Options};
//!
//! let newsreader = Newsreader::new(ModelKind::Accurate)?;
//! let article = "Vladimir Putin called Donald Trump on Thursday. Trump praised the mayor.";
//! let reading = newsreader.read("call", article, Some("2025-07-03".parse()?))?;
//! let knowledge_base = newsreader.knowledge_base([reading]);
//!
//! let answerer = Answerer::new(&knowledge_base);
//! let answer = answerer.ask("Putin called ?whom", &Options::default())?;
//! assert_eq!(answerer.text(&answer.rows[0][0]), "Donald Trump");
//!
//! let fact = knowledge_base.graph().relation(answer.facts[0][0]);
//! let sentence = knowledge_base.sentence(&fact.evidence()[0]);
//! assert_eq!(sentence, Some("Vladimir Putin called Donald Trump on Thursday."));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Two lines meet in the graph. An article goes through [`reader`] and [`pipeline`], where a
//! [`model`] finds the grammar, and becomes a [`document::Reading`]; [`linker`] makes one
//! [`graph::KnowledgeGraph`] of many readings, which a [`KnowledgeBase`] holds together with their
//! texts. A question goes through [`query`] and becomes rows; [`answer`] puts it to a knowledge
//! base. [`export`] writes graphs for other programs.

// Samples that are shared with the tests outside name it as they do.
#[cfg(test)]
extern crate self as relata;

pub mod answer;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod graph;
pub mod knowledge_base;
pub mod ledger;
pub mod lexicon;
pub mod linker;
pub mod model;
pub mod newsreader;
pub mod pipeline;
pub mod protocol;
pub mod query;
pub mod reader;
pub mod span;
pub mod storage;
pub mod value;

pub use answer::{Answer, Answerer, AskError};
pub use knowledge_base::KnowledgeBase;
pub use model::ModelKind;
pub use newsreader::Newsreader;
pub use query::Options;
