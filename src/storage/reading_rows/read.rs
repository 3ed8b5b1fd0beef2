//! The rows of one article → its reading; all indexes, places and hashes in it are checked.

use rusqlite::Connection;

use super::at;
use crate::document::{
    Argument, Article, Cluster, ClusterId, DocumentId, Link, Literal, Mention, MentionId,
    Predicate, Reading, RelationMention, RelationMentionId, RoleArgument, Sentence, SentenceId,
    Source, TimeExpression,
};
use crate::span::ByteSpan;
use crate::storage::error::RowError;
use crate::storage::text::{Columns, day};
use crate::storage::{consistency, digest};

/// The article in row `document`.
pub(in crate::storage) fn article(
    connection: &Connection,
    document: i64,
) -> Result<Article, RowError> {
    let mut statement = connection.prepare_cached(
        "SELECT name, title, date, source, text, body_start, body_end FROM documents WHERE id = ?1",
    )?;
    let mut rows = statement.query([document])?;
    let Some(row) = rows.next()? else {
        return Err(RowError::damaged(format!("document {document} is gone")));
    };
    let mut columns = Columns::new(row);
    let id = DocumentId::new(columns.text()?);
    let title = columns.take()?;
    let date: Option<String> = columns.take()?;
    let date = date.as_deref().map(day).transpose()?;
    Ok(Article {
        id,
        title,
        date,
        source: columns.take()?,
        text: columns.take()?,
        body: columns.bytes()?,
    })
}

/// The reading in row `document`; all indexes and places in it are checked.
pub(in crate::storage) fn reading(
    connection: &Connection,
    document: i64,
) -> Result<Reading, RowError> {
    let article = article(connection, document)?;
    let in_article = |error: RowError| match error {
        RowError::Damaged(what) => {
            RowError::Damaged(format!("in article `{}`: {what}", article.id))
        }
        other => other,
    };
    let sentences = sentences(connection, document).map_err(in_article)?;
    let mentions = mentions(connection, document).map_err(in_article)?;
    let clusters = clusters(connection, document).map_err(in_article)?;
    let relations = relations(connection, document).map_err(in_article)?;
    let reading = Reading {
        article,
        sentences,
        mentions,
        clusters,
        relations,
    };
    consistency::check(&reading).map_err(|what| {
        RowError::Damaged(format!("in article `{}`: {what}", reading.article.id))
    })?;
    Ok(reading)
}

/// The reading of article `id` in row `document`, which is as it was written, and its hash.
pub(in crate::storage) fn checked(
    connection: &Connection,
    document: i64,
    id: &DocumentId,
) -> Result<(Reading, blake3::Hash), RowError> {
    let reading = reading(connection, document)?;
    let hash = digest::of_reading(&reading);
    let written: String = connection
        .prepare_cached("SELECT reading_hash FROM documents WHERE id = ?1")?
        .query_row([document], |row| row.get(0))?;
    if written != hash.to_hex().as_str() || reading.article.id != *id {
        return Err(RowError::Damaged(format!(
            "article `{id}` is not as it was written"
        )));
    }
    Ok((reading, hash))
}

/// The rows of a query that belong to `document`, each made a value of.
fn collect<T>(
    connection: &Connection,
    sql: &str,
    document: i64,
    mut make: impl FnMut(&mut Columns<'_>) -> Result<T, RowError>,
) -> Result<Vec<T>, RowError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([document])?;
    let mut made = Vec::new();
    while let Some(row) = rows.next()? {
        made.push(make(&mut Columns::new(row))?);
    }
    Ok(made)
}

/// Ids count from 0 without holes.
fn expect_id(columns: &mut Columns<'_>, next: &mut u32, what: &str) -> Result<(), RowError> {
    let id: u32 = columns.take()?;
    if id != *next {
        return Err(RowError::Damaged(format!("{what} {next} is gone")));
    }
    *next += 1;
    Ok(())
}

fn sentences(connection: &Connection, document: i64) -> Result<Vec<Sentence>, RowError> {
    let sql = "SELECT id, token_start, token_end, start, end, kind, paragraph FROM sentences \
               WHERE document = ?1 ORDER BY id";
    let mut next = 0;
    collect(connection, sql, document, |columns| {
        expect_id(columns, &mut next, "sentence")?;
        Ok(Sentence {
            tokens: columns.tokens()?,
            span: columns.bytes()?,
            kind: columns.named()?,
            paragraph: columns.take()?,
        })
    })
}

fn mentions(connection: &Connection, document: i64) -> Result<Vec<Mention>, RowError> {
    let sql = "SELECT id, type, kind, sentence, start, end, core_start, core_end, token_start, \
               token_end, head FROM mentions WHERE document = ?1 ORDER BY id";
    let mut next = 0;
    collect(connection, sql, document, |columns| {
        expect_id(columns, &mut next, "mention")?;
        let entity_type = columns.named()?;
        let kind = columns.named()?;
        let sentence = SentenceId(columns.take()?);
        let span = columns.bytes()?;
        let core = columns.bytes()?;
        let tokens = columns.tokens()?;
        let head = columns.take()?;
        Ok(Mention {
            span,
            tokens,
            core,
            head,
            sentence,
            kind,
            entity_type,
        })
    })
}

fn clusters(connection: &Connection, document: i64) -> Result<Vec<Cluster>, RowError> {
    let sql = "SELECT id, name, is_named, type FROM clusters WHERE document = ?1 ORDER BY id";
    let mut next = 0;
    let mut clusters = collect(connection, sql, document, |columns| {
        expect_id(columns, &mut next, "cluster")?;
        Ok(Cluster {
            mentions: Vec::new(),
            name: columns.text()?,
            is_named: columns.take()?,
            entity_type: columns.named()?,
            members: Vec::new(),
            links: Vec::new(),
        })
    })?;
    let sql = "SELECT cluster, mention FROM cluster_mentions WHERE document = ?1 \
               ORDER BY cluster, position";
    collect(connection, sql, document, |columns| {
        let cluster = at(&mut clusters, columns.take()?, "cluster")?;
        cluster.mentions.push(MentionId(columns.take()?));
        Ok(())
    })?;
    let sql = "SELECT cluster, member FROM cluster_members WHERE document = ?1 \
               ORDER BY cluster, position";
    collect(connection, sql, document, |columns| {
        let cluster = at(&mut clusters, columns.take()?, "cluster")?;
        cluster.members.push(ClusterId(columns.take()?));
        Ok(())
    })?;
    let sql = "SELECT cluster, mention, antecedent, reason FROM links WHERE document = ?1 \
               ORDER BY cluster, position";
    collect(connection, sql, document, |columns| {
        let cluster = at(&mut clusters, columns.take()?, "cluster")?;
        cluster.links.push(Link {
            mention: MentionId(columns.take()?),
            antecedent: MentionId(columns.take()?),
            reason: columns.text()?,
        });
        Ok(())
    })?;
    Ok(clusters)
}

fn relations(connection: &Connection, document: i64) -> Result<Vec<RelationMention>, RowError> {
    let sql = "SELECT id, predicate, phrase, predicate_start, predicate_end, negated, modality, \
               time_start, time_end, time_kind, time_value, time_basis, time_first_day, \
               time_last_day, content_of, start, end, sentence, rule, confidence, symmetric, \
               nominal FROM relation_mentions WHERE document = ?1 ORDER BY id";
    let mut next = 0;
    let mut relations = collect(connection, sql, document, |columns| {
        expect_id(columns, &mut next, "relation mention")?;
        relation(columns)
    })?;
    let sql = "SELECT relation, slot, role, kind, target, text, head, start, end \
               FROM relation_mention_arguments WHERE document = ?1 \
               ORDER BY relation, slot, position";
    collect(connection, sql, document, |columns| {
        let relation = at(&mut relations, columns.take()?, "relation mention")?;
        add_argument(columns, relation)
    })?;
    Ok(relations)
}

fn relation(columns: &mut Columns<'_>) -> Result<RelationMention, RowError> {
    let predicate = Predicate {
        lemma: columns.text()?,
        phrase: columns.text()?,
        span: columns.bytes()?,
    };
    let negated = columns.take()?;
    let modality = columns.named()?;
    let span = columns.optional_bytes()?;
    let value = columns.time()?;
    let time = match (span, value) {
        (Some(span), Some(value)) => Some(TimeExpression { span, value }),
        (None, None) => None,
        _ => {
            return Err(RowError::damaged(
                "a time has a place or a meaning, but not both",
            ));
        }
    };
    let content_of: Option<u32> = columns.take()?;
    let evidence: ByteSpan = columns.bytes()?;
    let sentence = SentenceId(columns.take()?);
    let rule = columns.text()?;
    let confidence: f64 = columns.take()?;
    Ok(RelationMention {
        subject: None,
        predicate,
        object: None,
        arguments: Vec::new(),
        negated,
        modality,
        attribution: Vec::new(),
        time,
        place: None,
        content_of: content_of.map(RelationMentionId),
        evidence,
        sentence,
        rule,
        confidence: confidence as f32,
        symmetric: columns.take()?,
        nominal: columns.take()?,
    })
}

fn add_argument(columns: &mut Columns<'_>, relation: &mut RelationMention) -> Result<(), RowError> {
    let slot = columns.word()?;
    let role = columns.optional_word()?;
    let kind = columns.word()?;
    let target: Option<u32> = columns.take()?;
    let target = || target.ok_or_else(|| RowError::damaged("an argument points nowhere"));
    if slot == "source" {
        let source = match kind {
            "mention" => Source::Mention(MentionId(target()?)),
            "cluster" => Source::Cluster(ClusterId(target()?)),
            _ => return Err(RowError::damaged("a source is neither mention nor cluster")),
        };
        relation.attribution.push(source);
        return Ok(());
    }
    let value = match kind {
        "mention" => Argument::Mention(MentionId(target()?)),
        "clause" => Argument::Clause(RelationMentionId(target()?)),
        "literal" => Argument::Literal(Literal {
            text: columns.text()?,
            head: columns.text()?,
            span: columns.bytes()?,
        }),
        _ => return Err(RowError::damaged("an argument is of no known kind")),
    };
    match (slot, role) {
        ("subject", None) => relation.subject = Some(value),
        ("object", None) => relation.object = Some(value),
        ("place", None) => relation.place = Some(value),
        ("argument", Some(role)) => {
            relation.arguments.push(RoleArgument {
                role: role.into(),
                value,
            });
        }
        _ => return Err(RowError::damaged("an argument is in no known slot")),
    }
    Ok(())
}
