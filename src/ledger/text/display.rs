//! A ledger → text that reads back.

use std::fmt;

use super::{line, notes};
use crate::ledger::Ledger;
use crate::ledger::anchor::{EntityAnchor, MentionAnchor, RelationAnchor};
use crate::ledger::decision::{Action, Decision, Part};
use crate::ledger::types::name_of_type;
use crate::span::ByteSpan;

impl fmt::Display for Ledger {
    /// Every decision on a line of its own; reads back as the same ledger.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut decisions = self.decisions.iter();
        decisions.try_for_each(|decision| writeln!(f, "{decision}"))
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.id)?;
        if let Some(date) = self.date {
            write!(f, "{date} ")?;
        }
        self.action.fmt(f)?;
        match &self.reason {
            Some(reason) => write!(f, " because {}", Quoted(reason)),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.word())?;
        match self {
            Self::Merge { kept, merged } => write!(f, "{merged} into {kept}"),
            Self::Split {
                entity,
                parts,
                name,
            } => {
                write!(f, "{entity} taking ")?;
                for (index, part) in parts.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(f, "{comma}{part}")?;
                }
                match name {
                    Some(name) => write!(f, " as {}", Quoted(name)),
                    None => Ok(()),
                }
            }
            Self::Distinct { left, right } => write!(f, "{left} from {right}"),
            Self::Rename { entity, name } => write!(f, "{entity} to {}", Quoted(name)),
            Self::Retype {
                entity,
                entity_type,
            } => write!(f, "{entity} to {}", name_of_type(*entity_type)),
            Self::Alias { entity, alias } => write!(f, "{entity} also {}", Quoted(alias)),
            Self::Reject { relation } => relation.fmt(f),
            Self::Map {
                predicate,
                canonical,
                inverse,
            } => {
                write!(f, "{} to {}", Name(predicate), Name(canonical))?;
                f.write_str(if *inverse { " inverse" } else { "" })
            }
            Self::Undo { decision } => decision.fmt(f),
            Self::Discard { entity } => entity.fmt(f),
            note => notes::write(note, f),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Article(document) => write!(f, "article {}", Name(document.as_str())),
            Self::Mention(mention) => write!(f, "mention {mention}"),
        }
    }
}

impl fmt::Display for EntityAnchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Quoted(&self.name).fmt(f)?;
        if self.entity_type.is_none() && self.mentions.is_empty() {
            return Ok(());
        }
        f.write_str(" (")?;
        if let Some(entity_type) = self.entity_type {
            f.write_str(name_of_type(entity_type))?;
        }
        for (index, mention) in self.mentions.iter().enumerate() {
            match (index, self.entity_type) {
                (0, None) => f.write_str("at ")?,
                (0, Some(_)) => f.write_str(" at ")?,
                _ => f.write_str(", ")?,
            }
            mention.fmt(f)?;
        }
        f.write_str(")")
    }
}

impl fmt::Display for MentionAnchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let document = Name(self.document.as_str());
        write!(f, "{document} {} {}", Place(self.span), Quoted(&self.text))
    }
}

impl fmt::Display for RelationAnchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let document = Name(self.document.as_str());
        let (place, text) = (Place(self.span), Quoted(&self.text));
        write!(f, "{document} {place} {text} {}", Name(&self.predicate))?;
        if let Some(subject) = self.subject {
            write!(f, " subject {}", Place(subject))?;
        }
        if let Some(object) = self.object {
            write!(f, " object {}", Place(object))?;
        }
        if let Some(role) = &self.role {
            write!(f, " role {}", Name(role))?;
        }
        Ok(())
    }
}

/// Text in quotes, escaped as in JSON, so that it stays on its line.
struct Quoted<'t>(&'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = serde_json::to_string(self.0).expect("any text is a JSON string");
        f.write_str(&quoted)
    }
}

/// A word where it is one, else text in quotes.
pub(super) struct Name<'t>(pub(super) &'t str);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.is_empty() && self.0.chars().all(line::is_in_word) {
            f.write_str(self.0)
        } else {
            Quoted(self.0).fmt(f)
        }
    }
}

/// A place as `3-11`.
struct Place(ByteSpan);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0.start(), self.0.end())
    }
}
