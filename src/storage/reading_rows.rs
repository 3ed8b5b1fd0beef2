//! A reading ↔ the rows of one article.

use rusqlite::{Connection, params};

use super::error::RowError;
use super::text::{Columns, name_of, time_columns};
use crate::document::{
    Argument, Article, Cluster, ClusterId, DocumentId, Link, Literal, Mention, MentionId,
    Predicate, Reading, RelationMention, RelationMentionId, RoleArgument, Sentence, SentenceId,
    Source, TimeExpression,
};
use crate::span::ByteSpan;

/// The tables whose rows belong to an article, besides `documents`.
pub(super) const TABLES: [&str; 8] = [
    "sentences",
    "mentions",
    "clusters",
    "cluster_mentions",
    "cluster_members",
    "links",
    "relation_mentions",
    "relation_mention_arguments",
];

/// Removes all rows of an article but the one in `documents`.
pub(super) fn delete(connection: &Connection, document: i64) -> Result<(), RowError> {
    for table in TABLES {
        let sql = format!("DELETE FROM {table} WHERE document = ?1");
        connection.prepare_cached(&sql)?.execute([document])?;
    }
    Ok(())
}

/// Writes all rows of an article but the one in `documents`.
pub(super) fn insert(
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

/// The article in row `document`.
pub(super) fn article(connection: &Connection, document: i64) -> Result<Article, RowError> {
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
    let date = date.as_deref().map(super::text::day).transpose()?;
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
pub(super) fn reading(connection: &Connection, document: i64) -> Result<Reading, RowError> {
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
    super::consistency::check(&reading).map_err(|what| {
        RowError::Damaged(format!("in article `{}`: {what}", reading.article.id))
    })?;
    Ok(reading)
}

/// The reading of article `id` in row `document`, which is as it was written, and its hash.
pub(super) fn checked(
    connection: &Connection,
    document: i64,
    id: &DocumentId,
) -> Result<(Reading, blake3::Hash), RowError> {
    let reading = reading(connection, document)?;
    let hash = super::digest::of_reading(&reading);
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
    let slot = columns.text()?;
    let role: Option<String> = columns.take()?;
    let kind = columns.text()?;
    let target: Option<u32> = columns.take()?;
    let target = || target.ok_or_else(|| RowError::damaged("an argument points nowhere"));
    if &*slot == "source" {
        let source = match &*kind {
            "mention" => Source::Mention(MentionId(target()?)),
            "cluster" => Source::Cluster(ClusterId(target()?)),
            _ => return Err(RowError::damaged("a source is neither mention nor cluster")),
        };
        relation.attribution.push(source);
        return Ok(());
    }
    let value = match &*kind {
        "mention" => Argument::Mention(MentionId(target()?)),
        "clause" => Argument::Clause(RelationMentionId(target()?)),
        "literal" => Argument::Literal(Literal {
            text: columns.text()?,
            head: columns.text()?,
            span: columns.bytes()?,
        }),
        _ => return Err(RowError::damaged("an argument is of no known kind")),
    };
    match (&*slot, role) {
        ("subject", None) => relation.subject = Some(value),
        ("object", None) => relation.object = Some(value),
        ("place", None) => relation.place = Some(value),
        ("argument", Some(role)) => {
            relation.arguments.push(RoleArgument {
                role: role.into_boxed_str(),
                value,
            });
        }
        _ => return Err(RowError::damaged("an argument is in no known slot")),
    }
    Ok(())
}

/// The element with this index, which a row names.
pub(super) fn at<'v, T>(
    values: &'v mut [T],
    index: u32,
    what: &str,
) -> Result<&'v mut T, RowError> {
    let count = values.len();
    values
        .get_mut(index as usize)
        .ok_or_else(|| RowError::Damaged(format!("{what} {index} of {count} is named")))
}
