//! A file → what is wrong with it: every page, row, place and hash looked at.

use rusqlite::Connection;

use super::error::{RowError, one_line};
use super::{articles, digest, graph_rows, ledger_rows, reading_rows, state};
use crate::document::Reading;
use crate::knowledge_base::KnowledgeBase;
use crate::lexicon::Lexicon;

/// What was looked at, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verification {
    /// Articles whose text and reading are as they were written.
    pub articles: usize,
    /// Places in texts that were read again and found.
    pub spans: usize,
    /// Relations of the graph.
    pub relations: usize,
    /// Whether the rows of the graph are older than the articles; they are made anew when needed.
    pub is_graph_stale: bool,
    /// What is wrong, a line each; empty when all is well.
    pub problems: Vec<String>,
}

/// Looks at everything.
///
/// # Errors
/// When nothing can be read.
pub(super) fn verify(connection: &Connection, lexicon: &Lexicon) -> Result<Verification, RowError> {
    let mut verification = Verification::default();
    verification.note_rows(connection, "PRAGMA integrity_check", |line| {
        (line != "ok").then_some(line)
    });
    verification.note_rows(connection, WRONG_WORDS, Some);
    let mut readings = Vec::new();
    for (id, row) in articles::documents(connection)? {
        match reading_rows::checked(connection, row, &id) {
            Ok((reading, _)) => {
                verification.articles += 1;
                verification.spans += spans(&reading);
                readings.push(reading);
            }
            Err(error) => verification.note(&error),
        }
    }
    let is_whole = verification.problems.is_empty();
    if let Err(error) = verification.graph(connection, readings, lexicon, is_whole) {
        verification.note(&error);
    }
    Ok(verification)
}

/// Rows whose words are not those of the text. Offsets count bytes, and SQLite cuts bytes from a BLOB.
const WRONG_WORDS: &str = "\
    SELECT 'mention ' || mentions.id || ' of article `' || name || '` is not in the text where it should be' \
    FROM mentions LEFT JOIN documents ON documents.id = document \
    WHERE documents.text IS NULL OR CAST(mentions.text AS BLOB) IS NOT \
        substr(CAST(documents.text AS BLOB), start + 1, end - start) \
    UNION ALL \
    SELECT 'a sentence of relation ' || relation || ' is not in the text of article `' || name || '`' \
    FROM evidence JOIN state JOIN documents ON documents.id = document \
    WHERE graph_contents = contents AND CAST(sentence AS BLOB) IS NOT \
        substr(CAST(documents.text AS BLOB), sentence_start + 1, sentence_end - sentence_start)";

fn spans(reading: &Reading) -> usize {
    let times = reading
        .relations
        .iter()
        .filter(|relation| relation.time.is_some());
    reading.sentences.len()
        + 2 * reading.mentions.len()
        + 2 * reading.relations.len()
        + times.count()
}

impl Verification {
    /// Compares the rows of the graph with what the readings say now.
    fn graph(
        &mut self,
        connection: &Connection,
        readings: Vec<Reading>,
        lexicon: &Lexicon,
        is_whole: bool,
    ) -> Result<(), RowError> {
        let state = state::read(connection)?;
        let mut contents = digest::Digest::default();
        let ledger = ledger_rows::read(connection)?;
        ledger_rows::add_to(&mut contents, &ledger);
        for reading in &readings {
            contents.add(digest::of_reading(reading));
        }
        if is_whole && contents != state.contents {
            self.problems
                .push("an article or a correction is gone, or too many".to_owned());
        }
        self.is_graph_stale = !state.is_graph_fresh();
        if self.is_graph_stale {
            return Ok(());
        }
        let graph = graph_rows::read(connection)?;
        self.relations = graph.relations().len();
        let linked = KnowledgeBase::corrected(readings, ledger, lexicon);
        if is_whole && *linked.graph() != graph {
            let problem = "the rows of the graph are not what the articles say";
            self.problems.push(problem.to_owned());
        }
        Ok(())
    }

    /// Notes the first column of each row that `problem` keeps.
    fn note_rows(
        &mut self,
        connection: &Connection,
        sql: &str,
        problem: impl Fn(String) -> Option<String>,
    ) {
        let mut collect = || -> Result<(), RowError> {
            let mut statement = connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let line: Option<String> = row.get(0)?;
                let line = line.unwrap_or_else(|| "a row belongs to no article".to_owned());
                self.problems
                    .extend(problem(line).map(|line| one_line(&line)));
            }
            Ok(())
        };
        if let Err(error) = collect() {
            self.note(&error);
        }
    }

    fn note(&mut self, error: &RowError) {
        self.problems.push(error.in_words());
    }
}
