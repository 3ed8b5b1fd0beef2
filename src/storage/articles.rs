//! Readings into and out of the rows of a file, and the digest of all of them kept in step.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::digest::{self, Digest};
use super::error::RowError;
use super::graph_rows::StatedFacts;
use super::state::{self, GraphState, State};
use super::{Change, consistency, graph_rows, ledger_rows, reading_rows};
use crate::document::{Article, DocumentId, Reading};
use crate::graph::{KnowledgeGraph, Provenance, RelationId};
use crate::knowledge_base::KnowledgeBase;
use crate::ledger::Ledger;
use crate::lexicon::Lexicon;

/// Puts articles in place of those with their ids.
pub(super) fn put_all(connection: &Connection, readings: &[Reading]) -> Result<Change, RowError> {
    let before = state::read(connection)?.contents;
    let mut contents = before;
    let mut change = Change::default();
    for reading in readings {
        *put(connection, reading, &mut contents)?.count(&mut change) += 1;
    }
    if contents != before {
        state::write_contents(connection, contents)?;
    }
    Ok(change)
}

/// Removes an article; false when it is not there.
pub(super) fn remove(connection: &Connection, id: &DocumentId) -> Result<bool, RowError> {
    let Some((row, hash)) = stored(connection, id)? else {
        return Ok(false);
    };
    let mut contents = state::read(connection)?.contents;
    contents.remove(parsed(&hash)?);
    reading_rows::delete(connection, row)?;
    connection.execute("DELETE FROM documents WHERE id = ?1", [row])?;
    state::write_contents(connection, contents)?;
    Ok(true)
}

/// What became of one article.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Added,
    Replaced,
    Unchanged,
}

impl Fate {
    fn count(self, change: &mut Change) -> &mut usize {
        match self {
            Self::Added => &mut change.added,
            Self::Replaced => &mut change.replaced,
            Self::Unchanged => &mut change.unchanged,
        }
    }
}

fn put(
    connection: &Connection,
    reading: &Reading,
    contents: &mut Digest,
) -> Result<Fate, RowError> {
    let article = &reading.article;
    consistency::check(reading).map_err(|what| RowError::Inconsistent {
        document: article.id.to_string(),
        what,
    })?;
    let hash = digest::of_reading(reading);
    let (row, fate) = match stored(connection, &article.id)? {
        Some((_, old)) if old == hash.to_hex().as_str() => return Ok(Fate::Unchanged),
        Some((row, old)) => {
            contents.remove(parsed(&old)?);
            reading_rows::delete(connection, row)?;
            (Some(row), Fate::Replaced)
        }
        None => (None, Fate::Added),
    };
    contents.add(hash);
    connection
        .prepare_cached("INSERT OR REPLACE INTO documents VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)")?
        .execute(params![
            row,
            article.id.as_str(),
            article.title,
            article.date.map(|day| day.to_string()),
            article.source,
            article.text,
            article.body.start(),
            article.body.end(),
            digest::of_article(article).to_hex().as_str(),
            hash.to_hex().as_str(),
        ])?;
    let row = row.unwrap_or_else(|| connection.last_insert_rowid());
    reading_rows::insert(connection, row, reading)?;
    Ok(fate)
}

/// The row of an article and the hash of its reading.
fn stored(connection: &Connection, id: &DocumentId) -> Result<Option<(i64, String)>, RowError> {
    let sql = "SELECT id, reading_hash FROM documents WHERE name = ?1";
    let found = connection
        .prepare_cached(sql)?
        .query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found)
}

fn parsed(hash: &str) -> Result<blake3::Hash, RowError> {
    blake3::Hash::from_hex(hash)
        .map_err(|_| RowError::damaged("the hash of an article is malformed"))
}

/// How many articles there are.
pub(super) fn count(connection: &Connection) -> Result<usize, RowError> {
    let sql = "SELECT count(*) FROM documents";
    let count: u32 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(count as usize)
}

/// The articles and their rows, by id.
pub(super) fn documents(connection: &Connection) -> Result<Vec<(DocumentId, i64)>, RowError> {
    let mut statement =
        connection.prepare_cached("SELECT name, id FROM documents ORDER BY name")?;
    let rows = statement.query_map([], |row| {
        let name: String = row.get(0)?;
        Ok((DocumentId::new(name), row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All readings, by document id, the corrections, and what the file says of itself.
pub(super) fn readings(connection: &Connection) -> Result<(Vec<Reading>, Ledger, State), RowError> {
    let state = state::read(connection)?;
    let mut contents = Digest::default();
    let ledger = ledger_rows::read(connection)?;
    ledger_rows::add_to(&mut contents, &ledger);
    let mut readings = Vec::new();
    for (id, row) in documents(connection)? {
        let (reading, hash) = reading_rows::checked(connection, row, &id)?;
        contents.add(hash);
        readings.push(reading);
    }
    if contents != state.contents {
        return Err(RowError::damaged(
            "an article or a correction is gone, or too many",
        ));
    }
    Ok((readings, ledger, state))
}

/// The readings and their graph: from its rows when these are fresh, else linked anew.
pub(super) fn load(
    connection: &Connection,
    lexicon: &Lexicon,
) -> Result<(KnowledgeBase, State), RowError> {
    let (readings, ledger, state) = readings(connection)?;
    let Some(graph_state) = state.graph.as_ref().filter(|_| state.is_graph_fresh()) else {
        let knowledge_base = KnowledgeBase::corrected(readings, ledger, lexicon);
        return Ok((knowledge_base, state));
    };
    let graph = graph(connection, graph_state)?;
    Ok((KnowledgeBase::from_parts(readings, ledger, graph), state))
}

/// The articles and their graph, if its rows are fresh.
pub(super) fn linked(
    connection: &Connection,
) -> Result<Option<(Vec<Article>, KnowledgeGraph)>, RowError> {
    let state = state::read(connection)?;
    let Some(graph_state) = state.graph.as_ref().filter(|_| state.is_graph_fresh()) else {
        return Ok(None);
    };
    let articles = documents(connection)?.into_iter();
    let articles = articles.map(|(id, row)| checked_article(connection, row, &id));
    let articles = articles.collect::<Result<Vec<Article>, RowError>>()?;
    Ok(Some((articles, graph(connection, graph_state)?)))
}

/// The article in row `row`, which is as it was written.
fn checked_article(
    connection: &Connection,
    row: i64,
    id: &DocumentId,
) -> Result<Article, RowError> {
    let article = reading_rows::article(connection, row)?;
    let sql = "SELECT article_hash FROM documents WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let written: String = statement.query_row([row], |row| row.get(0))?;
    if written != digest::of_article(&article).to_hex().as_str() {
        return Err(RowError::Damaged(format!(
            "article `{id}` is not as it was written"
        )));
    }
    Ok(article)
}

/// Some facts and the articles that they rest on, by id; none while the rows of the graph are stale.
pub(super) fn facts(
    connection: &Connection,
    ids: &BTreeSet<RelationId>,
) -> Result<Option<StatedFacts>, RowError> {
    if !state::read(connection)?.is_graph_fresh() {
        return Ok(None);
    }
    let facts = graph_rows::facts(connection, ids)?;
    let documents = facts.iter().flat_map(|fact| fact.relation.documents());
    let documents: BTreeSet<&DocumentId> = documents.collect();
    let article = |id: &DocumentId| match stored(connection, id)? {
        Some((row, _)) => checked_article(connection, row, id),
        None => Err(RowError::Damaged(format!("article `{id}` is gone"))),
    };
    let articles = documents.into_iter().map(article);
    let articles = articles.collect::<Result<Vec<_>, _>>()?;
    let is_there = |place: &Provenance| {
        let at = articles.binary_search_by(|article| article.id.cmp(&place.document));
        at.is_ok_and(|at| articles[at].text.get(place.sentence.to_range()).is_some())
    };
    if let Some(lost) = facts
        .iter()
        .find(|fact| !fact.relation.evidence().iter().all(is_there))
    {
        let id = lost.relation.id.0;
        return Err(RowError::Damaged(format!(
            "relation {id} rests on no sentence"
        )));
    }
    Ok(Some(StatedFacts { facts, articles }))
}

/// The rows of the graph, which are as they were written.
fn graph(connection: &Connection, state: &GraphState) -> Result<KnowledgeGraph, RowError> {
    let graph = graph_rows::read(connection)?;
    if digest::of_graph(&graph).to_hex().as_str() != state.hash {
        return Err(RowError::damaged(
            "the rows of the graph are not as they were written",
        ));
    }
    Ok(graph)
}

/// Writes the rows of the graph that was linked from `contents`, as far as they differ.
pub(super) fn write_graph(
    connection: &Connection,
    knowledge_base: &KnowledgeBase,
    contents: Digest,
) -> Result<(), RowError> {
    graph_rows::write(connection, knowledge_base)?;
    let hash = digest::of_graph(knowledge_base.graph());
    state::write_graph(connection, contents, hash)
}
