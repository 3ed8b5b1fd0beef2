//! Rows → the linked graph; all indexes in it are checked.

use std::collections::BTreeMap;

use rusqlite::{Connection, Params};

use super::document_rows;
use crate::document::DocumentId;
use crate::graph::{
    Entity, EntityId, EntityMention, KnowledgeGraph, MergeReason, Provenance, Relation, RelationId,
    RelationTime, Slot, Statement,
};
use crate::storage::error::RowError;
use crate::storage::reading_rows::at;
use crate::storage::text::Columns;

/// The linked graph; all indexes in it are checked.
pub(in crate::storage) fn read(connection: &Connection) -> Result<KnowledgeGraph, RowError> {
    let names = document_names(connection)?;
    let entities = read_entities(connection, &names)?;
    let relations = read_relations(connection, &names)?;
    check(&entities, &relations)?;
    Ok(KnowledgeGraph::new(entities, relations))
}

pub(super) type DocumentNames = BTreeMap<i64, DocumentId>;

pub(super) fn document_names(connection: &Connection) -> Result<DocumentNames, RowError> {
    let rows = document_rows(connection)?.into_iter();
    Ok(rows.map(|(name, row)| (row, name)).collect())
}

fn name_in(names: &DocumentNames, row: i64) -> Result<DocumentId, RowError> {
    names
        .get(&row)
        .cloned()
        .ok_or_else(|| RowError::Damaged(format!("document {row} is gone")))
}

pub(super) fn each(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    mut take: impl FnMut(&mut Columns<'_>) -> Result<(), RowError>,
) -> Result<(), RowError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    while let Some(row) = rows.next()? {
        take(&mut Columns::new(row))?;
    }
    Ok(())
}

fn read_entities(connection: &Connection, names: &DocumentNames) -> Result<Vec<Entity>, RowError> {
    let mut entities: Vec<Entity> = Vec::new();
    let sql = "SELECT id, name, type, is_named, stands_for FROM entities ORDER BY id";
    each(connection, sql, [], |columns| {
        let id: u32 = columns.take()?;
        if id as usize != entities.len() {
            return Err(RowError::Damaged(format!(
                "entity {} is gone",
                entities.len()
            )));
        }
        let name = columns.text()?;
        let entity_type = columns.named()?;
        let is_named = columns.take()?;
        let stands_for: Option<u32> = columns.take()?;
        entities.push(Entity {
            id: EntityId(id),
            name,
            is_named,
            entity_type,
            aliases: Vec::new(),
            mentions: Vec::new(),
            members: Vec::new(),
            stands_for: stands_for.map(EntityId),
            reasons: Vec::new(),
        });
        Ok(())
    })?;
    let sql = "SELECT entity, alias FROM entity_aliases ORDER BY entity, position";
    each(connection, sql, [], |columns| {
        let entity = at(&mut entities, columns.take()?, "entity")?;
        entity.aliases.push(columns.text()?);
        Ok(())
    })?;
    let sql = "SELECT entity, member FROM entity_members ORDER BY entity, position";
    each(connection, sql, [], |columns| {
        let entity = at(&mut entities, columns.take()?, "entity")?;
        entity.members.push(EntityId(columns.take()?));
        Ok(())
    })?;
    let sql = "SELECT entity, document, start, end, core_start, core_end, kind \
               FROM entity_mentions ORDER BY entity, position";
    each(connection, sql, [], |columns| {
        let entity = at(&mut entities, columns.take()?, "entity")?;
        entity.mentions.push(EntityMention {
            document: name_in(names, columns.take()?)?,
            span: columns.bytes()?,
            core: columns.bytes()?,
            kind: columns.named()?,
        });
        Ok(())
    })?;
    let sql = "SELECT entity, document, start, end, antecedent_start, antecedent_end, reason \
               FROM merge_reasons ORDER BY entity, position";
    each(connection, sql, [], |columns| {
        let entity = at(&mut entities, columns.take()?, "entity")?;
        entity.reasons.push(MergeReason {
            document: name_in(names, columns.take()?)?,
            mention: columns.bytes()?,
            antecedent: columns.optional_bytes()?,
            reason: columns.text()?,
        });
        Ok(())
    })?;
    Ok(entities)
}

/// The columns that a [`Statement`] is made of, without its slots.
pub(super) const STATEMENT: &str = "predicate, negated, modality, time_text, time_start, time_end, time_kind, time_value, \
                         time_basis, time_first_day, time_last_day, content_of, symmetric, nominal";
/// The columns that a slot is made of.
pub(super) const ARGUMENT: &str = "slot, role, kind, target, text, head, start, end";
/// The columns that a [`Provenance`] is made of.
pub(super) const EVIDENCE: &str = "document, sentence_start, sentence_end, start, end, predicate_start, predicate_end, phrase, \
                        rule, confidence";

#[derive(Default)]
pub(super) struct RelationParts {
    pub(super) statement: Option<Statement>,
    pub(super) evidence: Vec<Provenance>,
}

fn read_relations(
    connection: &Connection,
    names: &DocumentNames,
) -> Result<Vec<Relation>, RowError> {
    let mut parts: Vec<RelationParts> = Vec::new();
    let sql = format!("SELECT id, {STATEMENT} FROM relations ORDER BY id");
    let sql = sql.as_str();
    each(connection, sql, [], |columns| {
        let id: u32 = columns.take()?;
        if id as usize != parts.len() {
            return Err(RowError::Damaged(format!(
                "relation {} is gone",
                parts.len()
            )));
        }
        let statement = Some(statement(columns)?);
        parts.push(RelationParts {
            statement,
            evidence: Vec::new(),
        });
        Ok(())
    })?;
    let sql = format!(
        "SELECT relation, {ARGUMENT} FROM relation_arguments ORDER BY relation, slot, position"
    );
    let sql = sql.as_str();
    each(connection, sql, [], |columns| {
        let relation = at(&mut parts, columns.take()?, "relation")?;
        let statement = relation
            .statement
            .as_mut()
            .expect("every part begins with a statement");
        add_slot(columns, statement)
    })?;
    let sql = format!("SELECT relation, {EVIDENCE} FROM evidence ORDER BY relation, position");
    each(connection, &sql, [], |columns| {
        let relation = at(&mut parts, columns.take()?, "relation")?;
        relation.evidence.push(provenance(columns, names)?);
        Ok(())
    })?;
    let relations = parts.into_iter().enumerate();
    relations
        .map(|(id, parts)| assemble(RelationId(id as u32), parts))
        .collect()
}

pub(super) fn provenance(
    columns: &mut Columns<'_>,
    names: &DocumentNames,
) -> Result<Provenance, RowError> {
    Ok(Provenance {
        document: name_in(names, columns.take()?)?,
        sentence: columns.bytes()?,
        span: columns.bytes()?,
        predicate: columns.bytes()?,
        phrase: columns.text()?,
        rule: columns.text()?,
        confidence: columns.take::<f64>()? as f32,
    })
}

pub(super) fn assemble(id: RelationId, parts: RelationParts) -> Result<Relation, RowError> {
    let mut evidence = parts.evidence.into_iter();
    let (Some(statement), Some(first)) = (parts.statement, evidence.next()) else {
        return Err(RowError::Damaged(format!(
            "relation {} rests on nothing",
            id.0
        )));
    };
    let mut relation = Relation::new(id, statement, first);
    evidence.for_each(|another| relation.add_evidence(another));
    Ok(relation)
}

pub(super) fn statement(columns: &mut Columns<'_>) -> Result<Statement, RowError> {
    let predicate = columns.text()?;
    let negated = columns.take()?;
    let modality = columns.named()?;
    let text = columns.optional_word()?;
    let span = columns.optional_bytes()?;
    let value = columns.time()?;
    let time = match (text, span, value) {
        (Some(text), Some(span), Some(value)) => Some(RelationTime {
            text: text.into(),
            span,
            value,
        }),
        (None, None, None) => None,
        _ => return Err(RowError::damaged("a time lacks words, place or meaning")),
    };
    let content_of: Option<u32> = columns.take()?;
    Ok(Statement {
        subject: None,
        predicate,
        object: None,
        arguments: Vec::new(),
        negated,
        modality,
        attribution: Vec::new(),
        time,
        place: None,
        content_of: content_of.map(RelationId),
        symmetric: columns.take()?,
        nominal: columns.take()?,
    })
}

pub(super) fn add_slot(
    columns: &mut Columns<'_>,
    statement: &mut Statement,
) -> Result<(), RowError> {
    let name = columns.word()?;
    let role = columns.optional_word()?;
    let kind = columns.word()?;
    let target: Option<u32> = columns.take()?;
    let target = || target.ok_or_else(|| RowError::damaged("an argument points nowhere"));
    let slot = match kind {
        "entity" => Slot::Entity(EntityId(target()?)),
        "relation" => Slot::Relation(RelationId(target()?)),
        "literal" => Slot::Literal {
            text: columns.text()?,
            head: columns.text()?,
            span: columns.bytes()?,
        },
        _ => return Err(RowError::damaged("an argument is of no known kind")),
    };
    match (name, role, slot) {
        ("subject", None, slot) => statement.subject = Some(slot),
        ("object", None, slot) => statement.object = Some(slot),
        ("place", None, slot) => statement.place = Some(slot),
        ("argument", Some(role), slot) => statement.arguments.push((role.into(), slot)),
        ("source", None, Slot::Entity(entity)) => statement.attribution.push(entity),
        _ => return Err(RowError::damaged("an argument is in no known slot")),
    }
    Ok(())
}

fn check(entities: &[Entity], relations: &[Relation]) -> Result<(), RowError> {
    let is_entity = |id: EntityId| (id.0 as usize) < entities.len();
    let is_relation = |id: RelationId| (id.0 as usize) < relations.len();
    for entity in entities {
        if entity.mentions.is_empty() {
            return Err(RowError::Damaged(format!(
                "entity {} is never mentioned",
                entity.id.0
            )));
        }
        let mut others = entity.members.iter().copied().chain(entity.stands_for);
        if !others.all(is_entity) {
            return Err(RowError::Damaged(format!(
                "entity {} names one that is gone",
                entity.id.0
            )));
        }
    }
    for relation in relations {
        let single = [&relation.subject, &relation.object, &relation.place];
        let further = relation.arguments.iter().map(|(_, slot)| slot);
        let are_slots_there = single
            .into_iter()
            .flatten()
            .chain(further)
            .all(|slot| match slot {
                Slot::Entity(entity) => is_entity(*entity),
                Slot::Relation(relation) => is_relation(*relation),
                Slot::Literal { .. } => true,
            });
        let is_whole = are_slots_there
            && relation.attribution.iter().copied().all(is_entity)
            && relation.content_of.is_none_or(is_relation);
        if !is_whole {
            let id = relation.id.0;
            return Err(RowError::Damaged(format!(
                "relation {id} names something that is gone"
            )));
        }
    }
    Ok(())
}
