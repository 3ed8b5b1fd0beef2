//! `relata relation`: corrections of what was read as said.

use std::io::{self, Write};

use clap::{Args, Subcommand};
use relata::answer::Answerer;
use relata::graph::RelationId;
use relata::knowledge_base::KnowledgeBase;
use relata::ledger::Action;

use super::ask::QueryLimits;
use super::decision::{self, Correction, DecisionOptions};
use super::explain;
use crate::failure::{CommandResult, Failure};
use crate::render::evidence;

/// Correct what was read: facts that are none
///
/// Examples:
///   relata relation reject news.relata 'Putin called Trump' --reason 'he was called'
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct RelationCommand {
    #[command(subcommand)]
    action: RelationAction,
}

#[derive(Debug, Subcommand)]
enum RelationAction {
    Reject(Reject),
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

/// Decides and reports.
pub fn run(arguments: &RelationCommand) -> CommandResult {
    match &arguments.action {
        RelationAction::Reject(arguments) => {
            decision::take(&arguments.correction.file, &arguments.options, |known| {
                reject(known, arguments)
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
        evidence::write(known, &[fact], &mut out)?;
    }
    Ok(out.flush()?)
}
