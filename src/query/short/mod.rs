//! short text → its own small tree → **tree of the full form**, by the words that a graph has.
//!
//! Goes in: a fact with holes in it, as `Putin told ?whom ?what`, and a vocabulary. Comes out: a
//! statement of the full form that gives the same rows, and notes on what was understood. Names and
//! verbs that the graph does not have are errors with the nearest that it has.

mod date;
mod error;
mod graph_words;
mod known;
mod misread;
mod question;
mod settle;
mod several;
#[cfg(test)]
mod tests;
mod topic;
mod translation;
mod translator;
mod verb;
mod verb_classes;
mod vocabulary;
mod weaker;
mod word_list;

use super::parser::{ParseError, parse};
use crate::span::ByteSpan;

pub use error::ShortError;
pub use known::{SharedGraph, directory};
pub use translation::Translation;
pub use vocabulary::{KnownEntity, Vocabulary};
pub use weaker::{Weaker, weaker};
pub use word_list::WordList;

pub(in crate::query) use date::{Day, month_number};
pub(in crate::query) use question::{
    Argument, Asked, Circumstance, Counted, DateRange, Fact, Hole, Name, Question, Tail, Term,
    TimeRelation, VerbGroup, VerbWords, Word,
};

/// Reads a short question and says it in the full form.
///
/// # Errors
/// A text that is not of the short form, a name that nothing has, a verb of which there is no fact.
pub fn translate(text: &str, vocabulary: &dyn Vocabulary) -> Result<Translation, ShortError> {
    let translation = translator::translate(&question(text, vocabulary)?, vocabulary)?;
    for statement in [&translation.statement, &translation.with_facts] {
        // Many facts can come to more conditions than a query may have.
        if let Err(ParseError::TooLong { limit, .. } | ParseError::TooDeep { limit, .. }) =
            parse(&statement.to_string())
        {
            let span = ByteSpan::new(0, text.len() as u32);
            return Err(ShortError::TooLong { limit, span });
        }
    }
    Ok(translation)
}

/// What was asked, with one subject and one object in each fact.
fn question(text: &str, vocabulary: &dyn Vocabulary) -> Result<Question, ShortError> {
    let question = super::parser::parse_short(&settle::join_names(text, vocabulary))?;
    Ok(match topic::turn(question, vocabulary) {
        Question::Facts { facts, tails } => {
            let facts = several::spread(facts, vocabulary)?;
            Question::Facts { facts, tails }
        }
        other => other,
    })
}
