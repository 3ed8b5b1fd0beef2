//! Ledgers as text, one decision a line, to read, to edit and to keep under version control.
//!
//! ```text
//! # A line like this, and an empty one, says nothing.
//! 1 2026-11-25 merge "V. Putin" (Person at b 3-11 "V. Putin") into "Vladimir Putin" (Person at a 0-14 "Vladimir Putin") because "one man"
//! 2 2026-11-25 split "John Smith" (Person at a 0-10 "John Smith") taking article b, mention c 7-17 "John Smith" as "John Smith (banker)"
//! 3 2026-11-25 distinct "Ada" (Person at a 0-3 "Ada") from "Ada" (Person at b 0-3 "Ada")
//! 4 2026-11-25 rename "Putin" (Person at a 0-5 "Putin") to "Vladimir Putin"
//! 5 2026-11-25 retype "Mercury" (GPE at a 9-16 "Mercury") to Organization
//! 6 2026-11-25 alias "Vladimir Putin" (Person at a 0-14 "Vladimir Putin") also "VVP"
//! 7 2026-11-25 reject a 16-22 "called" call subject 0-14 object 23-35
//! 8 2026-11-25 map phone to call
//! 9 2026-11-25 map lose_to to defeat inverse
//! 10 2026-11-25 undo 7
//! 11 2026-11-25 add Person {"name":"Eve"}
//! 12 2026-11-25 relate "Ada" knows to decision 11 {}
//! 13 2026-11-25 set "Ada" born to 1815
//! 14 2026-11-25 set fact a 16-22 "called" call subject 0-14 object 23-35 checked to true
//! 15 2026-11-25 label "Ada" Poet
//! 16 2026-11-25 discard "Thursday"
//! ```
//!
//! Places are bytes. A hand may leave out the number and the day, and of an entity everything but
//! the name in quotes.

mod display;
mod line;
mod notes;

use line::Line;

use super::Ledger;
use super::anchor::{EntityAnchor, MentionAnchor, RelationAnchor};
use super::decision::{Action, Decision, DecisionId, Part};
use super::types::entity_type_called;
use crate::span::ByteSpan;

/// Why a text is no ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// `1 2026-11-25 marry "Ada" into "Bo"`
    #[error("line {line}, column {column}: {expected} is expected, and there is `{found}`")]
    Unexpected {
        /// The line, from 1.
        line: usize,
        /// The character in it, from 1.
        column: usize,
        /// What may stand there.
        expected: &'static str,
        /// What stands there; empty at the end of the line.
        found: String,
    },
    /// Two lines that begin with `1`.
    #[error("line {line}: there is a decision {id} already")]
    Repeated {
        /// The line, from 1.
        line: usize,
        /// The number.
        id: DecisionId,
    },
}

/// Reads a ledger. A line without a number gets the next one.
///
/// # Errors
/// The first line that is neither a decision nor a comment, and a number that is there twice.
pub fn parse(text: &str) -> Result<Ledger, LedgerError> {
    let mut decisions: Vec<Decision> = Vec::new();
    for (index, text) in text.lines().enumerate() {
        let mut line = Line::new(text, index + 1);
        if line.is_at_end() || text.trim_start().starts_with('#') {
            continue;
        }
        let last = decisions.iter().map(|decision| decision.id.0).max();
        let next = DecisionId(last.unwrap_or(0).saturating_add(1));
        let decision = decision(&mut line, next)?;
        let id = decision.id;
        if decisions.iter().any(|earlier| earlier.id == id) {
            return Err(LedgerError::Repeated {
                line: index + 1,
                id,
            });
        }
        decisions.push(decision);
    }
    Ok(Ledger::new(decisions))
}

fn decision(line: &mut Line<'_>, next: DecisionId) -> Result<Decision, LedgerError> {
    let date = line.day();
    let id = match date {
        Some(_) => None,
        None => line.number(),
    };
    let date = date.or_else(|| line.day());
    let action = action(line)?;
    let reason = if line.keyword("because") {
        Some(line.string("the reason in quotes")?)
    } else {
        None
    };
    line.end()?;
    Ok(Decision {
        id: id.map_or(next, DecisionId),
        date,
        action,
        reason,
    })
}

const ACTIONS: &str =
    "`merge`, `split`, `distinct`, `rename`, `retype`, `alias`, `reject`, `map`, `undo` or a note";

fn action(line: &mut Line<'_>) -> Result<Action, LedgerError> {
    let start = *line;
    match line.word(ACTIONS)? {
        "merge" => {
            let merged = entity(line)?;
            line.expect("into", "`into`")?;
            let kept = entity(line)?;
            Ok(Action::Merge { kept, merged })
        }
        "split" => split(line),
        "distinct" => {
            let left = entity(line)?;
            line.expect("from", "`from`")?;
            let right = entity(line)?;
            Ok(Action::Distinct { left, right })
        }
        "rename" => {
            let entity = entity(line)?;
            line.expect("to", "`to`")?;
            let name = line.string("the new name in quotes")?;
            Ok(Action::Rename { entity, name })
        }
        "retype" => {
            let entity = entity(line)?;
            line.expect("to", "`to`")?;
            let place = *line;
            let name = line.word("a type")?;
            let entity_type = entity_type_called(name);
            let entity_type = entity_type.ok_or_else(|| place.unexpected("a type"))?;
            Ok(Action::Retype {
                entity,
                entity_type,
            })
        }
        "alias" => {
            let entity = entity(line)?;
            line.expect("also", "`also`")?;
            let alias = line.string("the further name in quotes")?;
            Ok(Action::Alias { entity, alias })
        }
        "reject" => Ok(Action::Reject {
            relation: relation(line)?,
        }),
        "add" => notes::add(line),
        "relate" => notes::relate(line),
        "set" => notes::set(line),
        "label" => notes::label(line, true),
        "unlabel" => notes::label(line, false),
        "discard" => Ok(Action::Discard {
            entity: entity(line)?,
        }),
        "map" => {
            let predicate = line.name("a predicate")?;
            line.expect("to", "`to`")?;
            let canonical = line.name("a relation")?;
            let inverse = line.keyword("inverse");
            Ok(Action::Map {
                predicate,
                canonical,
                inverse,
            })
        }
        "undo" => {
            let number = line.number();
            let number = number.ok_or_else(|| line.unexpected("the number of a decision"))?;
            Ok(Action::Undo {
                decision: DecisionId(number),
            })
        }
        _ => Err(start.unexpected(ACTIONS)),
    }
}

fn entity(line: &mut Line<'_>) -> Result<EntityAnchor, LedgerError> {
    let name = line.string("a name in quotes")?;
    let mut anchor = EntityAnchor {
        name,
        entity_type: None,
        mentions: Vec::new(),
    };
    if !line.sign('(') {
        return Ok(anchor);
    }
    if !line.keyword("at") {
        let place = *line;
        let name = line.word("a type, or `at` and a place")?;
        let found = entity_type_called(name);
        anchor.entity_type = Some(found.ok_or_else(|| place.unexpected("a type"))?);
        if !line.keyword("at") {
            line.expect_sign(')', "`at` or `)`")?;
            return Ok(anchor);
        }
    }
    loop {
        anchor.mentions.push(mention(line)?);
        if !line.sign(',') {
            break;
        }
    }
    line.expect_sign(')', "`,` or `)`")?;
    Ok(anchor)
}

fn mention(line: &mut Line<'_>) -> Result<MentionAnchor, LedgerError> {
    Ok(MentionAnchor {
        document: crate::document::DocumentId::new(line.name("the name of an article")?),
        span: line.span()?,
        text: line.string("the words there in quotes")?,
    })
}

fn split(line: &mut Line<'_>) -> Result<Action, LedgerError> {
    let entity = entity(line)?;
    line.expect("taking", "`taking`")?;
    let mut parts = Vec::new();
    loop {
        let expected = "`article` or `mention`";
        if line.keyword("article") {
            let name = line.name("the name of an article")?;
            parts.push(Part::Article(crate::document::DocumentId::new(name)));
        } else {
            line.expect("mention", expected)?;
            parts.push(Part::Mention(mention(line)?));
        }
        if !line.sign(',') {
            break;
        }
    }
    let name = if line.keyword("as") {
        Some(line.string("the new name in quotes")?)
    } else {
        None
    };
    Ok(Action::Split {
        entity,
        parts,
        name,
    })
}

fn relation(line: &mut Line<'_>) -> Result<RelationAnchor, LedgerError> {
    let MentionAnchor {
        document,
        span,
        text,
    } = mention(line)?;
    let predicate = line.name("a predicate")?;
    let mut place = |word: &str| -> Result<Option<ByteSpan>, LedgerError> {
        line.keyword(word).then(|| line.span()).transpose()
    };
    let subject = place("subject")?;
    let object = place("object")?;
    let role = line.keyword("role");
    let role = role.then(|| line.name("the role of an argument"));
    Ok(RelationAnchor {
        document,
        span,
        text,
        predicate,
        subject,
        object,
        role: role.transpose()?,
    })
}

#[cfg(test)]
mod tests;
