//! The corrections, as rows: action and arguments as the ledger's types write themselves in JSON.

use rusqlite::{Connection, params};

use super::digest::{self, Digest};
use super::error::RowError;
use super::state;
use crate::ledger::{Action, Decision, DecisionId, Ledger};

/// All decisions.
pub(super) fn read(connection: &Connection) -> Result<Ledger, RowError> {
    let sql = "SELECT id, action, arguments, reason, given_at FROM ledger ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut decisions = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, reason): (u32, Option<String>) = (row.get(0)?, row.get(3)?);
        let (action, arguments): (String, String) = (row.get(1)?, row.get(2)?);
        let date: Option<String> = row.get(4)?;
        decisions.push(Decision {
            id: DecisionId(id),
            date: date
                .map(|date| date.parse())
                .transpose()
                .map_err(|_| malformed(id))?,
            action: parsed(&action, &arguments).ok_or_else(|| malformed(id))?,
            reason: reason.map(Into::into),
        });
    }
    Ok(Ledger::new(decisions))
}

/// Writes `ledger` in place of the one that is there, and brings the digest of the contents up to
/// date.
pub(super) fn replace(connection: &Connection, ledger: &Ledger) -> Result<(), RowError> {
    let old = read(connection)?;
    if old == *ledger {
        return Ok(());
    }
    let mut contents = state::read(connection)?.contents;
    for decision in old.decisions() {
        contents.remove(hash(decision));
    }
    connection.execute("DELETE FROM ledger", [])?;
    let sql = "INSERT INTO ledger VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut statement = connection.prepare_cached(sql)?;
    for decision in ledger.decisions() {
        contents.add(hash(decision));
        statement.execute(params![
            decision.id.0,
            decision.action.word(),
            arguments(&decision.action),
            decision.reason,
            decision.date.map(|date| date.to_string()),
        ])?;
    }
    state::write_contents(connection, contents)
}

/// Adds the decisions to the digest of the contents.
pub(super) fn add_to(contents: &mut Digest, ledger: &Ledger) {
    for decision in ledger.decisions() {
        contents.add(hash(decision));
    }
}

fn hash(decision: &Decision) -> blake3::Hash {
    digest::of_text(&decision.to_string())
}

fn malformed(id: u32) -> RowError {
    RowError::damaged(format!("correction {id} is malformed"))
}

fn arguments(action: &Action) -> String {
    let action = serde_json::to_value(action).expect("an action has only text and numbers");
    action["arguments"].to_string()
}

fn parsed(action: &str, arguments: &str) -> Option<Action> {
    let arguments: serde_json::Value = serde_json::from_str(arguments).ok()?;
    let action = serde_json::json!({ "action": action, "arguments": arguments });
    serde_json::from_value(action).ok()
}
