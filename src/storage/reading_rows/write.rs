//! A reading → the rows of one article.

use rusqlite::{Connection, params};

use crate::document::{Argument, Cluster, Literal, Reading, RelationMention, Sentence, Source};
use crate::storage::error::RowError;
use crate::storage::text::{name_of, time_columns};

/// Writes all rows of an article but the one in `documents`.
pub(in crate::storage) fn insert(
    connection: &Connection,
    document: i64,
    reading: &Reading,
) -> Result<(), RowError> {
    insert_sentences(connection, document, &reading.sentences)?;
    insert_mentions(connection, document, reading)?;
    for (id, cluster) in reading.clusters.iter().enumerate() {
        insert_cluster(connection, document, id, cluster)?;
    }
    for (id, relation) in reading.relations.iter().enumerate() {
        insert_relation(connection, document, id, relation)?;
    }
    Ok(())
}

fn insert_sentences(
    connection: &Connection,
    document: i64,
    sentences: &[Sentence],
) -> Result<(), RowError> {
    let mut statement =
        connection.prepare_cached("INSERT INTO sentences VALUES (?1,?2,?3,?4,?5,?6,?7,?8)")?;
    for (id, sentence) in sentences.iter().enumerate() {
        statement.execute(params![
            document,
            id as u32,
            sentence.tokens.start(),
            sentence.tokens.end(),
            sentence.span.start(),
            sentence.span.end(),
            name_of(sentence.kind),
            sentence.paragraph,
        ])?;
    }
    Ok(())
}

fn insert_mentions(
    connection: &Connection,
    document: i64,
    reading: &Reading,
) -> Result<(), RowError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO mentions VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)",
    )?;
    for (id, mention) in reading.mentions.iter().enumerate() {
        statement.execute(params![
            document,
            id as u32,
            mention.span.of(&reading.article.text),
            name_of(mention.entity_type),
            name_of(mention.kind),
            mention.sentence.0,
            mention.span.start(),
            mention.span.end(),
            mention.core.start(),
            mention.core.end(),
            mention.tokens.start(),
            mention.tokens.end(),
            mention.head,
        ])?;
    }
    Ok(())
}

fn insert_cluster(
    connection: &Connection,
    document: i64,
    id: usize,
    cluster: &Cluster,
) -> Result<(), RowError> {
    let id = id as u32;
    connection
        .prepare_cached("INSERT INTO clusters VALUES (?1,?2,?3,?4,?5)")?
        .execute(params![
            document,
            id,
            &*cluster.name,
            cluster.is_named,
            name_of(cluster.entity_type),
        ])?;
    let mut statement =
        connection.prepare_cached("INSERT INTO cluster_mentions VALUES (?1,?2,?3,?4)")?;
    for (position, mention) in cluster.mentions.iter().enumerate() {
        statement.execute(params![document, id, position as u32, mention.0])?;
    }
    let mut statement =
        connection.prepare_cached("INSERT INTO cluster_members VALUES (?1,?2,?3,?4)")?;
    for (position, member) in cluster.members.iter().enumerate() {
        statement.execute(params![document, id, position as u32, member.0])?;
    }
    let mut statement =
        connection.prepare_cached("INSERT INTO links VALUES (?1,?2,?3,?4,?5,?6)")?;
    for (position, link) in cluster.links.iter().enumerate() {
        let (mention, antecedent) = (link.mention.0, link.antecedent.0);
        let reason = &*link.reason;
        statement.execute(params![
            document,
            id,
            position as u32,
            mention,
            antecedent,
            reason
        ])?;
    }
    Ok(())
}

fn insert_relation(
    connection: &Connection,
    document: i64,
    id: usize,
    relation: &RelationMention,
) -> Result<(), RowError> {
    let id = id as u32;
    let time = relation.time.as_ref();
    let [kind, value, basis, first, last] = time_columns(time.map(|time| &time.value));
    connection
        .prepare_cached(
            "INSERT INTO relation_mentions VALUES \
             (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23)",
        )?
        .execute(params![
            document,
            id,
            &*relation.predicate.lemma,
            &*relation.predicate.phrase,
            relation.predicate.span.start(),
            relation.predicate.span.end(),
            relation.negated,
            name_of(relation.modality),
            time.map(|time| time.span.start()),
            time.map(|time| time.span.end()),
            kind,
            value,
            basis,
            first,
            last,
            relation.content_of.map(|outer| outer.0),
            relation.evidence.start(),
            relation.evidence.end(),
            relation.sentence.0,
            &*relation.rule,
            f64::from(relation.confidence),
            relation.symmetric,
            relation.nominal,
        ])?;
    let single = [
        ("subject", &relation.subject),
        ("object", &relation.object),
        ("place", &relation.place),
    ];
    for (slot, argument) in single {
        if let Some(argument) = argument {
            let row = ArgumentRow::of(argument);
            row.insert(connection, document, id, (slot, 0, None))?;
        }
    }
    for (position, argument) in relation.arguments.iter().enumerate() {
        let row = ArgumentRow::of(&argument.value);
        let place = ("argument", position as u32, Some(&*argument.role));
        row.insert(connection, document, id, place)?;
    }
    for (position, source) in relation.attribution.iter().enumerate() {
        let (kind, target) = match source {
            Source::Mention(mention) => ("mention", mention.0),
            Source::Cluster(cluster) => ("cluster", cluster.0),
        };
        let row = ArgumentRow {
            kind,
            target: Some(target),
            literal: None,
        };
        row.insert(connection, document, id, ("source", position as u32, None))?;
    }
    Ok(())
}

struct ArgumentRow<'a> {
    kind: &'static str,
    target: Option<u32>,
    literal: Option<&'a Literal>,
}

impl<'a> ArgumentRow<'a> {
    fn of(argument: &'a Argument) -> Self {
        let (kind, target, literal) = match argument {
            Argument::Mention(mention) => ("mention", Some(mention.0), None),
            Argument::Clause(clause) => ("clause", Some(clause.0), None),
            Argument::Literal(literal) => ("literal", None, Some(literal)),
        };
        Self {
            kind,
            target,
            literal,
        }
    }

    /// `place`: the slot, the position in it, the role.
    fn insert(
        &self,
        connection: &Connection,
        document: i64,
        relation: u32,
        place: (&str, u32, Option<&str>),
    ) -> Result<(), RowError> {
        let (slot, position, role) = place;
        connection
            .prepare_cached(
                "INSERT INTO relation_mention_arguments VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)",
            )?
            .execute(params![
                document,
                relation,
                slot,
                position,
                role,
                self.kind,
                self.target,
                self.literal.map(|literal| &*literal.text),
                self.literal.map(|literal| &*literal.head),
                self.literal.map(|literal| literal.span.start()),
                self.literal.map(|literal| literal.span.end()),
            ])?;
        Ok(())
    }
}
