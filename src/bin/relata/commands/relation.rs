//! `relata relation`: corrections of what was read as said.

use std::io::{self, Write};

use clap::{Args, Subcommand};
use relata::answer::{Answerer, Grounds};
use relata::graph::RelationId;
use relata::graph::relation_names::relation_counts;
use relata::knowledge_base::KnowledgeBase;
use relata::ledger::Action;
use relata::lexicon::{Lexicon, WordClass};

use super::ask::QueryLimits;
use super::decision::{self, Correction, DecisionOptions};
use super::explain;
use crate::failure::{CommandResult, Failure};
use crate::render::{self, evidence};

/// Correct what was read: facts that are none, relations that are one
///
/// Examples:
///   relata relation reject news.relata 'Putin called Trump' --reason 'he was called'
///   relata relation map news.relata phone call
///   relata relation map news.relata lose_to defeat --inverse
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct RelationCommand {
    #[command(subcommand)]
    action: RelationAction,
}

#[derive(Debug, Subcommand)]
enum RelationAction {
    Reject(Reject),
    Map(Map),
}

/// Take a fact out of the graph: the one that a question finds
#[derive(Debug, Args)]
struct Reject {
    #[command(flatten)]
    correction: Correction,
    /// A question, in either form, that the fact answers
    #[arg(value_name = "QUESTION")]
    question: String,
    /// Reject everything that answers the question
    #[arg(long, conflicts_with = "number")]
    all: bool,
    /// Of several facts, reject the one with this number
    #[arg(long, value_name = "NUMBER")]
    number: Vec<usize>,
    #[command(flatten)]
    limits: QueryLimits,
    #[command(flatten)]
    options: DecisionOptions,
}

/// Count a relation, and ask for it, under another name
///
/// The words as they were read are kept: `predicate` and `phrase` of a relationship. A relation
/// that is mapped to itself is one of its own.
#[derive(Debug, Args)]
struct Map {
    #[command(flatten)]
    correction: Correction,
    /// The relation, as `relata relations` lists it: `phone`, `turn_down`, `lose_to`
    #[arg(value_name = "RELATION")]
    relation: String,
    /// What it is counted as
    #[arg(value_name = "AS")]
    name: String,
    /// Subject and object change places
    #[arg(long)]
    inverse: bool,
    #[command(flatten)]
    options: DecisionOptions,
}

/// Decides and reports.
pub fn run(arguments: &RelationCommand) -> CommandResult {
    match &arguments.action {
        RelationAction::Reject(arguments) => {
            decision::take(&arguments.correction.file, &arguments.options, |known| {
                reject(known, arguments)
            })
        }
        RelationAction::Map(arguments) => {
            decision::take(&arguments.correction.file, &arguments.options, |known| {
                map(known, arguments).map(|action| vec![action])
            })
        }
    }
}

fn reject(known: &KnowledgeBase, arguments: &Reject) -> Result<Vec<Action>, Failure> {
    let facts = chosen(known, arguments)?;
    let anchors = facts.iter().flat_map(|&fact| known.relation_anchors(fact));
    let actions = anchors.map(|relation| Action::Reject { relation });
    Ok(actions.collect())
}

fn map(known: &KnowledgeBase, arguments: &Map) -> Result<Action, Failure> {
    let lexicon = Lexicon::english();
    let now = known.relation_map(&lexicon);
    let is_read = |name: &str| {
        let counts = relation_counts(known.graph(), &now);
        let mut read = counts.iter().flat_map(|count| &count.read);
        read.any(|(read, _)| read == name)
    };
    let predicate = relation_called(&arguments.relation, &lexicon, is_read)?;
    let canonical = relation_called(&arguments.name, &lexicon, is_read)?;
    if !is_read(&predicate) {
        let message = format!("no article says `{predicate}` so far: it is kept for those to come");
        render::diagnostic::print("note", &message);
    }
    if arguments.inverse && predicate == canonical {
        return Err(Failure::AskedWrongly(format!(
            "`{predicate}` cannot be its own inverse"
        )));
    }
    let mut after = now;
    after.insert(&predicate, &canonical, arguments.inverse);
    if predicate != canonical && after.find(&predicate).is_none() {
        return Err(Failure::Failed(format!(
            "`{canonical}` is counted as `{predicate}` already\nhelp: first say that it is a \
             relation of its own: `relata relation map FILE {canonical} {canonical}`"
        )));
    }
    Ok(Action::Map {
        predicate: predicate.into(),
        canonical: canonical.into(),
        inverse: arguments.inverse,
    })
}

/// A relation as somebody writes it, `phoned` or `Turn down`, as the graph names it.
fn relation_called(
    written: &str,
    lexicon: &Lexicon,
    is_read: impl Fn(&str) -> bool,
) -> Result<String, Failure> {
    let words: Vec<String> = written
        .split(|c: char| c.is_whitespace() || c == '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let Some((first, rest)) = words.split_first() else {
        return Err(Failure::AskedWrongly("a relation has a name".to_owned()));
    };
    let joined = words.join("_");
    if is_read(&joined) {
        return Ok(joined);
    }
    let lemma = lexicon.lemma(first, WordClass::Verb);
    let head = std::slice::from_ref(&lemma);
    Ok([head, rest].concat().join("_"))
}

fn chosen(known: &KnowledgeBase, arguments: &Reject) -> Result<Vec<RelationId>, Failure> {
    let question = &arguments.question;
    let options = arguments.limits.starting_now();
    let answer = Answerer::new(known).ask(question, &options);
    let answer = answer.map_err(|error| {
        Failure::in_text(&error.to_diagnostic(), question, error.is_in_the_question())
    })?;
    let mut facts: Vec<RelationId> = answer.facts.into_iter().flatten().collect();
    facts.sort();
    facts.dedup();
    if !arguments.number.is_empty() {
        let numbers = arguments.number.iter();
        return numbers.map(|&number| numbered(&facts, number)).collect();
    }
    match facts.as_slice() {
        [] => Err(Failure::Failed(format!(
            "no fact answers `{question}`\nhelp: a question in the full form must return the \
             relationship"
        ))),
        [_] => Ok(facts),
        _ if arguments.all => Ok(facts),
        several => {
            list(known, several)?;
            Err(Failure::Failed(format!(
                "{} facts answer `{question}`\nhelp: say which with `--number`, or `--all`",
                several.len()
            )))
        }
    }
}

fn numbered(facts: &[RelationId], number: usize) -> Result<RelationId, Failure> {
    let fact = number.checked_sub(1).and_then(|index| facts.get(index));
    fact.copied().ok_or_else(|| {
        let count = facts.len();
        Failure::AskedWrongly(format!(
            "there is no fact number {number}: the question finds {count}"
        ))
    })
}

fn list(known: &KnowledgeBase, facts: &[RelationId]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for (index, &fact) in facts.iter().enumerate() {
        let relation = known.graph().relation(fact);
        writeln!(
            out,
            "{}. {}",
            index + 1,
            explain::statement(known, relation)
        )?;
        evidence::write(&Grounds::of(known, [fact]), &[fact], &mut out)?;
    }
    Ok(out.flush()?)
}
