//! Single facts of the linked graph, of which nothing else is read.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::read::{
    ARGUMENT, DocumentNames, EVIDENCE, RelationParts, STATEMENT, add_slot, assemble,
    document_names, each, provenance, statement,
};
use crate::document::Article;
use crate::graph::{EntityId, Relation, RelationId};
use crate::storage::error::RowError;

/// A relation of the linked graph, and who states it.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedFact {
    /// The relation. What its slots point at is not loaded.
    pub relation: Relation,
    /// The names of its sources, the outermost first; empty where the articles themselves state it.
    pub said_by: Vec<Box<str>>,
}

/// Some facts, and the articles that they rest on, each in the order of their ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StatedFacts {
    /// The facts.
    pub facts: Vec<StatedFact>,
    /// Their articles.
    pub articles: Vec<Article>,
}

/// The facts with these ids, in their order.
pub(in crate::storage) fn facts(
    connection: &Connection,
    ids: &BTreeSet<RelationId>,
) -> Result<Vec<StatedFact>, RowError> {
    let names = document_names(connection)?;
    let fact = |&id: &RelationId| {
        let relation = relation(connection, &names, id)?;
        let said_by = relation.attribution.iter();
        let said_by = said_by.map(|&source| entity_name(connection, source));
        let said_by = said_by.collect::<Result<_, _>>()?;
        Ok(StatedFact { relation, said_by })
    };
    ids.iter().map(fact).collect()
}

fn relation(
    connection: &Connection,
    names: &DocumentNames,
    id: RelationId,
) -> Result<Relation, RowError> {
    let mut parts = RelationParts::default();
    let sql = format!("SELECT {STATEMENT} FROM relations WHERE id = ?1");
    each(connection, &sql, [id.0], |columns| {
        parts.statement = Some(statement(columns)?);
        Ok(())
    })?;
    if let Some(statement) = &mut parts.statement {
        let sql = format!(
            "SELECT {ARGUMENT} FROM relation_arguments WHERE relation = ?1 ORDER BY slot, position"
        );
        each(connection, &sql, [id.0], |columns| {
            add_slot(columns, statement)
        })?;
    }
    let sql = format!("SELECT {EVIDENCE} FROM evidence WHERE relation = ?1 ORDER BY position");
    each(connection, &sql, [id.0], |columns| {
        parts.evidence.push(provenance(columns, names)?);
        Ok(())
    })?;
    assemble(id, parts)
}

fn entity_name(connection: &Connection, id: EntityId) -> Result<Box<str>, RowError> {
    let mut name = None;
    let sql = "SELECT name FROM entities WHERE id = ?1";
    each(connection, sql, [id.0], |columns| {
        name = Some(columns.text()?);
        Ok(())
    })?;
    name.ok_or_else(|| RowError::Damaged(format!("entity {} is gone", id.0)))
}
