//! The linked graph → its rows.

use rusqlite::{Connection, params};

use super::{DocumentRows, document_rows};
use crate::document::DocumentId;
use crate::graph::{Entity, KnowledgeGraph, Relation, Slot};
use crate::span::ByteSpan;
use crate::storage::error::RowError;
use crate::storage::text::{name_of, time_columns};

/// Writes `graph`, whose articles must be in the file.
pub(in crate::storage) fn insert(
    connection: &Connection,
    graph: &KnowledgeGraph,
) -> Result<(), RowError> {
    let documents = document_rows(connection)?;
    for entity in graph.entities() {
        insert_entity(connection, entity, &documents)?;
    }
    for relation in graph.relations() {
        insert_relation(connection, relation, &documents)?;
    }
    Ok(())
}

fn row_of(documents: &DocumentRows, document: &DocumentId) -> Result<i64, RowError> {
    documents
        .get(document)
        .copied()
        .ok_or_else(|| RowError::Inconsistent {
            document: document.to_string(),
            what: "the graph rests on it, but it is not in the file".to_owned(),
        })
}

fn insert_entity(
    connection: &Connection,
    entity: &Entity,
    documents: &DocumentRows,
) -> Result<(), RowError> {
    let id = entity.id.0;
    connection
        .prepare_cached("INSERT INTO entities VALUES (?1,?2,?3,?4,?5,?6)")?
        .execute(params![
            id,
            &*entity.name,
            name_of(entity.entity_type),
            entity.is_named,
            entity.stands_for.map(|other| other.0),
            entity.mentions.len() as u32,
        ])?;
    let mut statement =
        connection.prepare_cached("INSERT INTO entity_aliases VALUES (?1,?2,?3)")?;
    for (position, alias) in entity.aliases.iter().enumerate() {
        statement.execute(params![id, position as u32, &**alias])?;
    }
    let mut statement =
        connection.prepare_cached("INSERT INTO entity_members VALUES (?1,?2,?3)")?;
    for (position, member) in entity.members.iter().enumerate() {
        statement.execute(params![id, position as u32, member.0])?;
    }
    let mut statement = connection
        .prepare_cached("INSERT INTO entity_mentions VALUES (?1,?2,?3,?4,?5,?6,?7,?8)")?;
    for (position, mention) in entity.mentions.iter().enumerate() {
        statement.execute(params![
            id,
            position as u32,
            row_of(documents, &mention.document)?,
            mention.span.start(),
            mention.span.end(),
            mention.core.start(),
            mention.core.end(),
            name_of(mention.kind),
        ])?;
    }
    let mut statement =
        connection.prepare_cached("INSERT INTO merge_reasons VALUES (?1,?2,?3,?4,?5,?6,?7,?8)")?;
    for (position, reason) in entity.reasons.iter().enumerate() {
        statement.execute(params![
            id,
            position as u32,
            row_of(documents, &reason.document)?,
            reason.mention.start(),
            reason.mention.end(),
            reason.antecedent.map(ByteSpan::start),
            reason.antecedent.map(ByteSpan::end),
            &*reason.reason,
        ])?;
    }
    Ok(())
}

fn insert_relation(
    connection: &Connection,
    relation: &Relation,
    documents: &DocumentRows,
) -> Result<(), RowError> {
    let id = relation.id.0;
    let time = relation.time.as_ref();
    let [kind, value, basis, first, last] = time_columns(time.map(|time| &time.value));
    connection
        .prepare_cached(
            "INSERT INTO relations VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)",
        )?
        .execute(params![
            id,
            &*relation.predicate,
            relation.negated,
            name_of(relation.modality),
            time.map(|time| &*time.text),
            time.map(|time| time.span.start()),
            time.map(|time| time.span.end()),
            kind,
            value,
            basis,
            first,
            last,
            relation.content_of.map(|outer| outer.0),
            relation.symmetric,
            relation.nominal,
        ])?;
    let single = [
        ("subject", &relation.subject),
        ("object", &relation.object),
        ("place", &relation.place),
    ];
    for (name, slot) in single {
        if let Some(slot) = slot {
            insert_slot(connection, id, (name, 0, None), slot)?;
        }
    }
    for (position, (role, slot)) in relation.arguments.iter().enumerate() {
        insert_slot(
            connection,
            id,
            ("argument", position as u32, Some(role)),
            slot,
        )?;
    }
    for (position, source) in relation.attribution.iter().enumerate() {
        let place = ("source", position as u32, None);
        insert_slot(connection, id, place, &Slot::Entity(*source))?;
    }
    insert_evidence(connection, relation, documents)
}

/// `place`: the name of the slot, the position in it, the role.
fn insert_slot(
    connection: &Connection,
    relation: u32,
    place: (&str, u32, Option<&str>),
    slot: &Slot,
) -> Result<(), RowError> {
    let (kind, target, literal) = match slot {
        Slot::Entity(entity) => ("entity", Some(entity.0), None),
        Slot::Relation(relation) => ("relation", Some(relation.0), None),
        Slot::Literal { text, head, span } => ("literal", None, Some((&**text, &**head, *span))),
    };
    connection
        .prepare_cached("INSERT INTO relation_arguments VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)")?
        .execute(params![
            relation,
            place.0,
            place.1,
            place.2,
            kind,
            target,
            literal.map(|(text, _, _)| text),
            literal.map(|(_, head, _)| head),
            literal.map(|(_, _, span)| span.start()),
            literal.map(|(_, _, span)| span.end()),
        ])?;
    Ok(())
}

fn insert_evidence(
    connection: &Connection,
    relation: &Relation,
    documents: &DocumentRows,
) -> Result<(), RowError> {
    // Offsets count bytes; SQLite cuts bytes from a BLOB and characters from TEXT.
    let mut statement = connection.prepare_cached(
        "INSERT INTO evidence SELECT ?1, ?2, id, \
         CAST(substr(CAST(text AS BLOB), ?4 + 1, ?5 - ?4) AS TEXT), \
         ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 FROM documents WHERE id = ?3",
    )?;
    for (position, provenance) in relation.evidence().iter().enumerate() {
        statement.execute(params![
            relation.id.0,
            position as u32,
            row_of(documents, &provenance.document)?,
            provenance.sentence.start(),
            provenance.sentence.end(),
            provenance.span.start(),
            provenance.span.end(),
            provenance.predicate.start(),
            provenance.predicate.end(),
            &*provenance.phrase,
            &*provenance.rule,
            f64::from(provenance.confidence),
        ])?;
    }
    Ok(())
}
