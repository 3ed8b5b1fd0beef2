//! A question that changes the graph → its rows, and the decisions that the changes are.
//!
//! What articles say stays as it was read: the changes become decisions of the ledger, and hold
//! after every rebuild, or the whole question is refused.

use std::path::Path;

use crate::date::Day;
use crate::knowledge_base::KnowledgeBase;
use crate::ledger::{DecisionId, Ledger};
use crate::lexicon::Lexicon;
use crate::query::{
    CompileError, Form, Options, Procedures, QueryError, Statistics, parse, prepare_statement,
    understand,
};
use crate::storage::{GraphFile, StorageError};
use crate::value::MapValue;

use super::changes::Translation;
use super::{Answer, Answerer, AskError, projected};

/// What a question did that changes the graph.
pub struct Written {
    /// Its rows.
    pub answer: Answer,
    /// What answers about the changed graph; the rows name its nodes.
    pub answerer: Answerer,
    /// The changes, to be given to [`Ledger::extend`]; their numbers follow those of the ledger
    /// that the knowledge base had.
    pub decisions: Ledger,
    /// How much was changed.
    pub statistics: Statistics,
}

/// Whether `question` is one of the full form that would change the graph.
pub fn is_writing(question: &str, parameters: &MapValue) -> bool {
    if Form::of(question) == Form::Short || !names_a_change(question) {
        return false;
    }
    let Ok(statement) = parse(question) else {
        return false;
    };
    let prepared = prepare_statement(statement, parameters, &Procedures::default());
    prepared.is_ok_and(|prepared| prepared.is_writing())
}

/// Whether a word that begins a change stands anywhere; most questions need not be parsed to know that they are none.
fn names_a_change(question: &str) -> bool {
    let question = question.to_ascii_lowercase();
    let words = ["create", "merge", "set", "remove", "delete"];
    words.iter().any(|word| question.contains(word))
}

/// Runs a question of the full form that may change the graph of `knowledge_base`; the knowledge
/// base itself stays as it is, until its ledger is extended by the decisions.
///
/// # Errors
/// As [`Answerer::ask`], and a change of what articles say: no decision is made then.
pub fn write(
    knowledge_base: &KnowledgeBase,
    question: &str,
    parameters: &MapValue,
    options: &Options,
    today: Option<Day>,
) -> Result<Written, AskError> {
    let map = knowledge_base.relation_map(&Lexicon::english());
    let before = projected(knowledge_base, &[], &map);
    let mut after = before.clone();
    let mut statement = parse(question)
        .map_err(CompileError::from)
        .map_err(QueryError::from)?;
    let answerer = Answerer::of_graph(Box::new(before.clone())).with_map(map.clone());
    let notes = understand(&mut statement, &answerer);
    let query = statement.to_string();
    let procedures = Procedures::default();
    let prepared = prepare_statement(statement, parameters, &procedures)?;
    let mut translated = Ok(Ledger::default());
    let result =
        prepared.write_inspected(&mut after, parameters, &procedures, options, &mut |after| {
            let reason = Some(question.trim().into());
            let translation = Translation::new(knowledge_base, &before, after, today, reason);
            translated = translation.decisions();
        })?;
    let decisions = translated?;
    let statistics = result.statistics;
    let answerer = Answerer::of_graph(Box::new(after)).with_map(map);
    let facts = result
        .rows
        .iter()
        .map(|row| answerer.facts_in(row))
        .collect();
    let answer = Answer {
        facts,
        ..Answer::new(result, query, notes)
    };
    Ok(Written {
        answer,
        answerer,
        decisions,
        statistics,
    })
}

/// Decisions that were kept, and the knowledge base with them.
pub struct Kept {
    /// The numbers that the decisions have.
    pub ids: Vec<DecisionId>,
    /// With the decisions in its ledger.
    pub knowledge_base: KnowledgeBase,
}

/// Keeps decisions that a question made: in the ledger of `file`, or where there is none in what is given back and
/// nowhere else. The cost is that of linking.
///
/// # Errors
/// When the file cannot be read or written; nothing is kept then.
pub fn keep(
    mut knowledge_base: KnowledgeBase,
    file: Option<&Path>,
    decisions: &Ledger,
    lexicon: &Lexicon,
) -> Result<Kept, StorageError> {
    let ids;
    if let Some(path) = file {
        let mut file = GraphFile::open(path)?;
        ids = file.change_ledger(|ledger| ledger.extend(decisions))?;
        knowledge_base = file.link(lexicon)?;
    } else {
        let mut ledger = knowledge_base.ledger().clone();
        ids = ledger.extend(decisions);
        knowledge_base.set_ledger(ledger, lexicon);
    }
    Ok(Kept {
        ids,
        knowledge_base,
    })
}
