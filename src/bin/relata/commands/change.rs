//! Questions that change the graph: their changes become decisions of the ledger.

use std::path::Path;

use relata::answer::{self, Written};
use relata::knowledge_base::KnowledgeBase;
use relata::ledger::DecisionId;
use relata::lexicon::Lexicon;
use relata::query::Options;
use relata::value::MapValue;

use super::build::counted;
use super::decision::{report_new, today};
use crate::failure::Failure;
use crate::render;

/// What a question did, and the knowledge base after it.
pub struct Changed {
    /// Rows and decisions.
    pub written: Written,
    /// With the decisions in its ledger.
    pub knowledge_base: KnowledgeBase,
}

/// Runs a question that changes the graph. The changes last in the ledger of `file`; without one
/// they hold in what is given back, and nowhere else.
///
/// # Errors
/// What the question does wrong, a change of what articles say, a file that cannot be written; then
/// nothing is changed.
pub fn take(
    knowledge_base: KnowledgeBase,
    file: Option<&Path>,
    question: &str,
    parameters: &MapValue,
    options: &Options,
    is_quiet: bool,
) -> Result<Changed, Failure> {
    let written = answer::write(&knowledge_base, question, parameters, options, today());
    let written = written.map_err(|error| {
        Failure::in_text(&error.to_diagnostic(), question, error.is_in_the_question())
    })?;
    if written.decisions.is_empty() {
        if !is_quiet {
            anstream::eprintln!("nothing changed");
        }
        return Ok(Changed {
            written,
            knowledge_base,
        });
    }
    let lexicon = Lexicon::english();
    let before = knowledge_base.findings(&lexicon);
    let kept = answer::keep(knowledge_base, file, &written.decisions, &lexicon)?;
    let knowledge_base = kept.knowledge_base;
    if !is_quiet {
        say(&kept.ids, file);
        report_new(&before, &knowledge_base.findings(&lexicon));
    }
    Ok(Changed {
        written,
        knowledge_base,
    })
}

fn say(ids: &[DecisionId], file: Option<&Path>) {
    let decisions = counted(ids.len(), "decision");
    let numbers = match ids {
        [only] => only.to_string(),
        [first, .., last] => format!("{first} to {last}"),
        [] => String::new(),
    };
    match file {
        Some(path) => {
            let path = path.display();
            anstream::eprintln!("{decisions} ({numbers}) in the ledger of `{path}`");
        }
        None => render::diagnostic::print(
            "warning",
            "nothing of this lasts: articles were read, and there is no graph file to keep it\n\
             help: `relata build ARTICLES… -o FILE` makes one; ask that",
        ),
    }
}
