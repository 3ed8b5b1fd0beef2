//! `relata undo`: a decision is taken back.

use clap::Args;
use relata::knowledge_base::KnowledgeBase;
use relata::ledger::{Action, DecisionId};

use super::decision::{self, Correction, DecisionOptions};
use crate::failure::{CommandResult, Failure};

/// Take back decisions of the ledger: the last one, or those with these numbers
///
/// An undoing is a decision too: undo it, and what it undid holds again.
#[derive(Debug, Args)]
pub struct Undo {
    #[command(flatten)]
    correction: Correction,
    /// The numbers of decisions, as `relata ledger` shows them
    #[arg(value_name = "NUMBER")]
    numbers: Vec<u32>,
    #[command(flatten)]
    options: DecisionOptions,
}

/// Undoes and reports.
pub fn run(arguments: &Undo) -> CommandResult {
    decision::take(&arguments.correction.file, &arguments.options, |known| {
        if arguments.numbers.is_empty() {
            return Ok(vec![last(known)?]);
        }
        let numbers = arguments.numbers.iter();
        numbers
            .map(|&number| undoing(known, DecisionId(number)))
            .collect()
    })
}

fn last(known: &KnowledgeBase) -> Result<Action, Failure> {
    let in_force = known.ledger().in_force();
    let last = in_force.last().map(|decision| Action::Undo {
        decision: decision.id,
    });
    last.ok_or_else(|| Failure::Failed("there is no decision to undo".to_owned()))
}

fn undoing(known: &KnowledgeBase, id: DecisionId) -> Result<Action, Failure> {
    let ledger = known.ledger();
    if ledger.decision(id).is_none() {
        return Err(Failure::Failed(format!(
            "there is no decision {id}\nhelp: `relata ledger` lists them"
        )));
    }
    if ledger.undone().contains(&id) {
        return Err(Failure::Failed(format!(
            "decision {id} is undone already\nhelp: undo the undoing to bring it back"
        )));
    }
    Ok(Action::Undo { decision: id })
}
