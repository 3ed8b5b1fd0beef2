//! Notes as text: what people add beside what articles say.

use std::fmt;

use serde_json::Value as Json;

use super::display::Name;
use super::line::Line;
use super::{LedgerError, entity, relation};
use crate::ledger::decision::{Action, DecisionId};
use crate::ledger::note::{Properties, Property, Target};

/// `add Person, Spy {"name":"Eve"}`
pub(super) fn add(line: &mut Line<'_>) -> Result<Action, LedgerError> {
    let mut labels = Vec::new();
    while !line.is_at('{') {
        labels.push(line.name("a label, or properties in braces")?);
        if !line.sign(',') {
            break;
        }
    }
    let properties = properties(line)?;
    Ok(Action::Add { labels, properties })
}

/// `relate "Ada" knows to decision 11 {}`
pub(super) fn relate(line: &mut Line<'_>) -> Result<Action, LedgerError> {
    let from = target(line)?;
    let relation = line.name("a relation")?;
    line.expect("to", "`to`")?;
    let to = target(line)?;
    let properties = properties(line)?;
    Ok(Action::Relate {
        from,
        relation,
        to,
        properties,
    })
}

/// `set "Ada" born to 1815`
pub(super) fn set(line: &mut Line<'_>) -> Result<Action, LedgerError> {
    let target = target(line)?;
    let key = line.name("a key")?;
    line.expect("to", "`to`")?;
    let value = property(line)?;
    Ok(Action::Set { target, key, value })
}

/// `label "Ada" Poet`
pub(super) fn label(line: &mut Line<'_>, is_there: bool) -> Result<Action, LedgerError> {
    let target = target(line)?;
    let label = line.name("a label")?;
    Ok(Action::Label {
        target,
        label,
        is_there,
    })
}

fn target(line: &mut Line<'_>) -> Result<Target, LedgerError> {
    if line.keyword("decision") {
        let id = line.number();
        let id = id.ok_or_else(|| line.unexpected("the number of a decision"))?;
        return Ok(Target::Decision(DecisionId(id)));
    }
    if line.keyword("fact") {
        return relation(line).map(Target::Fact);
    }
    if line.is_at('"') {
        return entity(line).map(Target::Entity);
    }
    Err(line.unexpected("a name in quotes, `fact` or `decision`"))
}

const VALUE: &str = "a value in JSON";

fn property(line: &mut Line<'_>) -> Result<Property, LedgerError> {
    let place = *line;
    let json = line.json(VALUE)?;
    Property::from_json(json).ok_or_else(|| place.unexpected(VALUE))
}

fn properties(line: &mut Line<'_>) -> Result<Properties, LedgerError> {
    let expected = "properties in braces";
    let place = *line;
    let Json::Object(entries) = line.json(expected)? else {
        return Err(place.unexpected(expected));
    };
    let read = |(key, json): (String, Json)| {
        let value = Property::from_json(json).ok_or_else(|| place.unexpected(VALUE))?;
        Ok((key.into(), value))
    };
    entries.into_iter().map(read).collect()
}

/// Writes what follows the first word of a note.
pub(super) fn write(note: &Action, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match note {
        Action::Add { labels, properties } => {
            for (index, label) in labels.iter().enumerate() {
                let comma = if index == 0 { "" } else { ", " };
                write!(f, "{comma}{}", Name(label))?;
            }
            f.write_str(if labels.is_empty() { "" } else { " " })?;
            write_properties(properties, f)
        }
        Action::Relate {
            from,
            relation,
            to,
            properties,
        } => {
            write!(f, "{from} {} to {to} ", Name(relation))?;
            write_properties(properties, f)
        }
        Action::Set { target, key, value } => {
            write!(f, "{target} {} to {}", Name(key), value.json())
        }
        Action::Label { target, label, .. } => write!(f, "{target} {}", Name(label)),
        _ => Ok(()),
    }
}

fn write_properties(properties: &Properties, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let text = serde_json::to_string(properties).expect("keys are text");
    f.write_str(&text)
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entity(entity) => entity.fmt(f),
            Self::Decision(id) => write!(f, "decision {id}"),
            Self::Fact(relation) => write!(f, "fact {relation}"),
        }
    }
}
