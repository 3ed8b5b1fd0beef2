//! The linked graph → its rows.

use rusqlite::Connection;

use super::table::{Cell, Row, Table};
use super::{DocumentRows, document_rows};
use crate::document::DocumentId;
use crate::graph::{Entity, KnowledgeGraph, Relation, Slot};
use crate::knowledge_base::KnowledgeBase;
use crate::span::ByteSpan;
use crate::storage::error::RowError;
use crate::storage::text::{name_of, time_columns};

/// How many entities or relations are compared at once.
const PART: usize = 1024;

const ENTITIES: Table = table("entities", &["id"], 6);
const ALIASES: Table = table("entity_aliases", &["entity", "position"], 3);
const MEMBERS: Table = table("entity_members", &["entity", "position"], 3);
const MENTIONS: Table = table("entity_mentions", &["entity", "position"], 8);
const REASONS: Table = table("merge_reasons", &["entity", "position"], 8);
const RELATIONS: Table = table("relations", &["id"], 15);
const ARGUMENTS: Table = table("relation_arguments", &["relation", "slot", "position"], 10);
const EVIDENCE: Table = table("evidence", &["relation", "position"], 13);

const fn table(name: &'static str, key: &'static [&'static str], width: usize) -> Table {
    Table { name, key, width }
}

/// Makes the rows those of the graph of `knowledge_base`, whose articles must be in the file. What is there already
/// is left alone: a graph whose articles are called by their dates, as most are, changes at its end.
pub(in crate::storage) fn write<'g>(
    connection: &Connection,
    knowledge_base: &'g KnowledgeBase,
) -> Result<(), RowError> {
    let graph: &'g KnowledgeGraph = knowledge_base.graph();
    let rows = Rows {
        knowledge_base,
        documents: document_rows(connection)?,
    };
    for (part, entities) in graph.entities().chunks(PART).enumerate() {
        let first = (part * PART) as u32;
        let update = |table: Table, of: &dyn Fn(&'g Entity) -> Result<Vec<Row<'g>>, RowError>| {
            let wanted = entities.iter().map(of);
            table.update(connection, first, &wanted.collect::<Result<Vec<_>, _>>()?)
        };
        update(ENTITIES, &|entity| Ok(vec![entity_row(entity)]))?;
        update(ALIASES, &|entity| Ok(alias_rows(entity)))?;
        update(MEMBERS, &|entity| Ok(member_rows(entity)))?;
        update(MENTIONS, &|entity| rows.mentions(entity))?;
        update(REASONS, &|entity| rows.reasons(entity))?;
    }
    for (part, relations) in graph.relations().chunks(PART).enumerate() {
        let first = (part * PART) as u32;
        let update = |table: Table, of: &dyn Fn(&'g Relation) -> Result<Vec<Row<'g>>, RowError>| {
            let wanted = relations.iter().map(of);
            table.update(connection, first, &wanted.collect::<Result<Vec<_>, _>>()?)
        };
        update(RELATIONS, &|relation| Ok(vec![relation_row(relation)]))?;
        update(ARGUMENTS, &|relation| Ok(argument_rows(relation)))?;
        update(EVIDENCE, &|relation| rows.evidence(relation))?;
    }
    for table in [ENTITIES, ALIASES, MEMBERS, MENTIONS, REASONS] {
        table.cut(connection, graph.entities().len() as u32)?;
    }
    for table in [RELATIONS, ARGUMENTS, EVIDENCE] {
        table.cut(connection, graph.relations().len() as u32)?;
    }
    Ok(())
}

fn entity_row(entity: &Entity) -> Row<'_> {
    vec![
        entity.id.0.into(),
        (*entity.name).into(),
        name_of(entity.entity_type).into(),
        entity.is_named.into(),
        entity.stands_for.map(|other| other.0).into(),
        (entity.mentions.len() as u32).into(),
    ]
}

fn alias_rows(entity: &Entity) -> Vec<Row<'_>> {
    let aliases = (0u32..).zip(&entity.aliases);
    aliases
        .map(|(position, alias)| vec![entity.id.0.into(), position.into(), (**alias).into()])
        .collect()
}

fn member_rows(entity: &Entity) -> Vec<Row<'_>> {
    let members = (0u32..).zip(&entity.members);
    members
        .map(|(position, member)| vec![entity.id.0.into(), position.into(), member.0.into()])
        .collect()
}

fn relation_row(relation: &Relation) -> Row<'_> {
    let time = relation.time.as_ref();
    let [kind, value, basis, first, last] = time_columns(time.map(|time| &time.value));
    vec![
        relation.id.0.into(),
        (*relation.predicate).into(),
        relation.negated.into(),
        name_of(relation.modality).into(),
        time.map(|time| &*time.text).into(),
        time.map(|time| time.span.start()).into(),
        time.map(|time| time.span.end()).into(),
        kind.into(),
        value.into(),
        basis.into(),
        first.into(),
        last.into(),
        relation.content_of.map(|outer| outer.0).into(),
        relation.symmetric.into(),
        relation.nominal.into(),
    ]
}

/// In the order of the key: slots by name, each by position.
fn argument_rows(relation: &Relation) -> Vec<Row<'_>> {
    let arguments = (0u32..).zip(&relation.arguments);
    let mut rows: Vec<Row<'_>> = arguments
        .map(|(position, (role, slot))| {
            let place = ("argument", position, Some(&**role));
            slot_row(relation, place, slot)
        })
        .collect();
    let single = [("object", &relation.object), ("place", &relation.place)];
    for (name, slot) in single {
        rows.extend(
            slot.as_ref()
                .map(|slot| slot_row(relation, (name, 0, None), slot)),
        );
    }
    for (position, source) in (0u32..).zip(&relation.attribution) {
        let place = ("source", position, None);
        rows.push(slot_row(relation, place, &Slot::Entity(*source)));
    }
    let subject = relation.subject.as_ref();
    rows.extend(subject.map(|slot| slot_row(relation, ("subject", 0, None), slot)));
    rows
}

/// `place`: the name of the slot, the position in it, the role.
fn slot_row<'r>(
    relation: &Relation,
    place: (&'static str, u32, Option<&'r str>),
    slot: &Slot,
) -> Row<'r> {
    let (kind, target, literal) = match slot {
        Slot::Entity(entity) => ("entity", Some(entity.0), None),
        Slot::Relation(relation) => ("relation", Some(relation.0), None),
        Slot::Literal { text, head, span } => ("literal", None, Some((text, head, *span))),
    };
    vec![
        relation.id.0.into(),
        place.0.into(),
        place.1.into(),
        place.2.into(),
        kind.into(),
        target.into(),
        literal.map(|(text, _, _)| text.to_string()).into(),
        literal.map(|(_, head, _)| head.to_string()).into(),
        literal.map(|(_, _, span)| span.start()).into(),
        literal.map(|(_, _, span)| span.end()).into(),
    ]
}

/// Rows that name articles.
struct Rows<'k> {
    knowledge_base: &'k KnowledgeBase,
    documents: DocumentRows,
}

impl<'k> Rows<'k> {
    fn document(&self, document: &DocumentId) -> Result<Cell<'k>, RowError> {
        let row = self.documents.get(document);
        row.map(|row| (*row).into())
            .ok_or_else(|| RowError::Inconsistent {
                document: document.to_string(),
                what: "the graph rests on it, but it is not in the file".to_owned(),
            })
    }

    fn mentions(&self, entity: &'k Entity) -> Result<Vec<Row<'k>>, RowError> {
        let mut rows = Vec::new();
        for (position, mention) in (0u32..).zip(&entity.mentions) {
            rows.push(vec![
                entity.id.0.into(),
                position.into(),
                self.document(&mention.document)?,
                mention.span.start().into(),
                mention.span.end().into(),
                mention.core.start().into(),
                mention.core.end().into(),
                name_of(mention.kind).into(),
            ]);
        }
        Ok(rows)
    }

    fn reasons(&self, entity: &'k Entity) -> Result<Vec<Row<'k>>, RowError> {
        let mut rows = Vec::new();
        for (position, reason) in (0u32..).zip(&entity.reasons) {
            rows.push(vec![
                entity.id.0.into(),
                position.into(),
                self.document(&reason.document)?,
                reason.mention.start().into(),
                reason.mention.end().into(),
                reason.antecedent.map(ByteSpan::start).into(),
                reason.antecedent.map(ByteSpan::end).into(),
                (*reason.reason).into(),
            ]);
        }
        Ok(rows)
    }

    fn evidence(&self, relation: &'k Relation) -> Result<Vec<Row<'k>>, RowError> {
        let mut rows = Vec::new();
        for (position, provenance) in (0u32..).zip(relation.evidence()) {
            let sentence = self.knowledge_base.sentence(provenance);
            rows.push(vec![
                relation.id.0.into(),
                position.into(),
                self.document(&provenance.document)?,
                sentence.unwrap_or_default().into(),
                provenance.sentence.start().into(),
                provenance.sentence.end().into(),
                provenance.span.start().into(),
                provenance.span.end().into(),
                provenance.predicate.start().into(),
                provenance.predicate.end().into(),
                (*provenance.phrase).into(),
                (*provenance.rule).into(),
                f64::from(provenance.confidence).into(),
            ]);
        }
        Ok(rows)
    }
}
