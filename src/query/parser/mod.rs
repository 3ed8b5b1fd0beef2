//! **text → tree** → checked tree → plan → rows. The only place that names the grammar crate.
//!
//! Goes in: the text of a query. Comes out: its tree, or the first mistake with its place. One
//! function builds one rule; what the grammar guarantees is not checked again.

mod bracketed;
mod clause;
mod error;
mod expected;
mod expression;
mod literal;
mod operator;
mod pattern;
mod scan;
mod short;
#[cfg(test)]
mod tests;

use pest::Parser;
use pest::iterators::{Pair, Pairs};

use super::ast::{Identifier, Mode, Place, Statement};
use crate::span::ByteSpan;

pub use error::{MAXIMUM_NESTING, MAXIMUM_OPERATORS, ParseError};

/// The generated parser, alone in a module because the generator writes no comments.
#[allow(missing_docs)]
mod generated {
    #[derive(pest_derive::Parser)]
    #[grammar = "grammar/query.pest"]
    pub struct Grammar;
}

use generated::{Grammar, Rule};
pub(in crate::query) use short::parse_short;

/// Reads one statement of the full form.
///
/// # Errors
/// The first place that is not of the language. A text nested deeper than [`MAXIMUM_NESTING`] is
/// refused before it is parsed.
///
/// # Panics
/// Never: what the builder demands of a pair, the grammar guarantees.
pub fn parse(text: &str) -> Result<Statement, ParseError> {
    let (blanked, depth) = scan::without_comments(text)?;
    let room = depth * STACK_OF_A_LEVEL;
    let read = || {
        let mut pairs = Grammar::parse(Rule::full, &blanked)
            .map_err(|error| expected::to_parse_error(text, &error))?;
        let full = pairs.next().expect("the start rule is one pair");
        Builder::new(text).statement(full)
    };
    // How much stack is left is known only to the system, which takes longer to say it than such a text to read.
    if depth <= SHALLOW {
        return read();
    }
    stacker::maybe_grow(room, 2 * room, read)
}

/// Levels of nesting that any thread has room for.
const SHALLOW: usize = 4;

/// The bytes of stack that one level of nesting takes at most, measured without optimization.
const STACK_OF_A_LEVEL: usize = 64 * 1024;

/// Turns pairs into tree nodes; knows how many operators lie over the current place.
struct Builder<'a> {
    text: &'a str,
    level: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, level: 0 }
    }

    fn statement(&mut self, full: Pair<'a, Rule>) -> Result<Statement, ParseError> {
        let place = place(&full);
        let mut mode = Mode::Run;
        for part in full.into_inner() {
            match part.as_rule() {
                Rule::kw_explain => mode = Mode::Explain,
                Rule::kw_profile => mode = Mode::Profile,
                Rule::query => {
                    let query = self.query(&part)?;
                    return Ok(Statement { mode, query, place });
                }
                _ => {}
            }
        }
        unreachable!("a statement holds a query")
    }
}

/// The byte range of a pair without the blanks and comments that a repetition tried behind it: every
/// mark and keyword is a pair, so the last leaf ends where the text does.
fn span(pair: &Pair<'_, Rule>) -> ByteSpan {
    let start = pair.as_span().start();
    let mut last = pair.clone();
    while let Some(inner) = last.clone().into_inner().next_back() {
        if inner.as_rule() == Rule::EOI {
            break;
        }
        last = inner;
    }
    ByteSpan::new(start as u32, last.as_span().end() as u32)
}

fn place(pair: &Pair<'_, Rule>) -> Place {
    Place(span(pair))
}

/// The parts of `pair` that are of `rule`, in order.
fn parts<'a>(pair: &Pair<'a, Rule>, rule: Rule) -> impl Iterator<Item = Pair<'a, Rule>> {
    pair.clone()
        .into_inner()
        .filter(move |part| part.as_rule() == rule)
}

/// The first part of `pair` that is of `rule`.
fn part<'a>(pair: &Pair<'a, Rule>, rule: Rule) -> Option<Pair<'a, Rule>> {
    parts(pair, rule).next()
}

fn has(pair: &Pair<'_, Rule>, rule: Rule) -> bool {
    part(pair, rule).is_some()
}

/// A `variable`, `any_name`, `plain_name` or `back_ticked`.
fn identifier(pair: &Pair<'_, Rule>) -> Identifier {
    let place = place(pair);
    let written = place.span();
    let text = &pair.as_str()[..written.len() as usize];
    Identifier {
        name: unquoted(text),
        place,
    }
}

fn unquoted(text: &str) -> String {
    match text
        .strip_prefix('`')
        .and_then(|rest| rest.strip_suffix('`'))
    {
        Some(inside) => inside.replace("``", "`"),
        None => text.to_owned(),
    }
}

/// A `dotted_name`: its parts with points between them.
fn dotted(pair: &Pair<'_, Rule>) -> Identifier {
    let names: Vec<String> = parts(pair, Rule::any_name)
        .map(|name| unquoted(name.as_str()))
        .collect();
    Identifier {
        name: names.join("."),
        place: place(pair),
    }
}

/// The first pair; the grammar guarantees that there is one.
fn first(mut pairs: Pairs<'_, Rule>) -> Pair<'_, Rule> {
    pairs.next().expect("the rule has a part")
}
