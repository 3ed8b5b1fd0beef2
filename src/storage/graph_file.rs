//! A graph file, open.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::connection::{self, WAIT};
use super::digest::{self, Digest};
use super::error::{RowError, StorageError, explain};
use super::state::{self, State};
use super::{consistency, graph_rows, header, reading_rows, schema};
use crate::document::{DocumentId, Reading};
use crate::graph::KnowledgeGraph;
use crate::knowledge_base::KnowledgeBase;
use crate::lexicon::Lexicon;

/// What [`GraphFile::put`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Change {
    /// Articles that were not there.
    pub added: usize,
    /// Articles whose text or reading was another.
    pub replaced: usize,
    /// Articles that were there already, read in the same way.
    pub unchanged: usize,
}

/// An open graph file. Closed when dropped; then all is in the one file.
#[derive(Debug)]
pub struct GraphFile {
    connection: Connection,
    path: PathBuf,
}

impl GraphFile {
    /// Makes an empty graph file.
    ///
    /// # Errors
    /// `Exists` when there is a file of that name.
    pub fn create(path: impl Into<PathBuf>) -> Result<Self, StorageError> {
        let path = path.into();
        if path.exists() {
            return Err(StorageError::Exists { path });
        }
        match connection::create(&path) {
            Ok(connection) => Ok(Self { connection, path }),
            Err(error) => Err(explain(error, &path, WAIT)),
        }
    }

    /// Opens a graph file to read and change it; one of an earlier version is brought to this.
    ///
    /// # Errors
    /// When it is missing, no graph file, damaged, of a later version, or cannot be written.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, StorageError> {
        let mut file = Self::opened(path.into(), connection::open)?;
        let found = file.version()?;
        if found < schema::VERSION {
            file.write(|transaction| {
                schema::migrate(transaction, found)?;
                Ok(())
            })?;
        }
        file.checked()
    }

    /// Opens a graph file to read it.
    ///
    /// # Errors
    /// When it is missing, no graph file, damaged, or of another version.
    pub fn open_read_only(path: impl Into<PathBuf>) -> Result<Self, StorageError> {
        let file = Self::opened(path.into(), connection::open_read_only)?;
        let found = file.version()?;
        if found < schema::VERSION {
            return Err(StorageError::Older {
                path: file.path,
                found,
                supported: schema::VERSION,
            });
        }
        file.checked()
    }

    /// Whether the file says of itself that it is a database, so that it is to be opened as a
    /// graph file and not read as an article.
    pub fn is_database(path: &Path) -> bool {
        header::is_database(path)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number for the articles, their readings and the corrections: equal for equal contents, in
    /// whatever order they came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn digest(&self) -> Result<Digest, StorageError> {
        Ok(self.state()?.contents)
    }

    /// How often the articles have changed since the file was made.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn change(&self) -> Result<u64, StorageError> {
        Ok(self.state()?.change.unsigned_abs())
    }

    /// The ids of the articles, sorted.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn documents(&self) -> Result<Vec<DocumentId>, StorageError> {
        self.read(|connection| {
            let names = documents(connection)?;
            Ok(names.into_iter().map(|(id, _)| id).collect())
        })
    }

    /// Adds articles, each in place of an older one with the same id, in one transaction: when it
    /// returns all of them are on the disk, and when it fails none is. The cost is in proportion
    /// to these articles. The rows of the graph are stale until [`Self::link`].
    ///
    /// # Errors
    /// When a reading does not fit together, or the file cannot be written.
    pub fn put(&mut self, readings: &[Reading]) -> Result<Change, StorageError> {
        self.write(|connection| {
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
        })
    }

    /// Removes an article, as if it had never been read; false when there is no such article. The
    /// rows of the graph are stale until [`Self::link`].
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn remove(&mut self, id: &DocumentId) -> Result<bool, StorageError> {
        self.write(|connection| {
            let Some((row, hash)) = stored(connection, id)? else {
                return Ok(false);
            };
            let mut contents = state::read(connection)?.contents;
            contents.remove(parsed(&hash)?);
            reading_rows::delete(connection, row)?;
            connection.execute("DELETE FROM documents WHERE id = ?1", [row])?;
            state::write_contents(connection, contents)?;
            Ok(true)
        })
    }

    /// The articles and their graph: read from its rows where these are fresh, else linked anew.
    /// Everything is compared with the hashes in the file.
    ///
    /// # Errors
    /// When the file cannot be read, or something in it is not as it was written.
    pub fn load(&self, lexicon: &Lexicon) -> Result<KnowledgeBase, StorageError> {
        self.read(|connection| Ok(load(connection, lexicon)?.0))
    }

    /// The articles, by id, as they were read; each is compared with its hash.
    ///
    /// # Errors
    /// When the file cannot be read, or something in it is not as it was written.
    pub fn readings(&self) -> Result<Vec<Reading>, StorageError> {
        self.read(|connection| Ok(readings(connection)?.0))
    }

    /// Links the articles, and writes the rows of the graph where they are stale. The cost is in
    /// proportion to the file.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn link(&mut self, lexicon: &Lexicon) -> Result<KnowledgeBase, StorageError> {
        loop {
            let (knowledge_base, state) = self.read(|connection| load(connection, lexicon))?;
            if state.is_graph_fresh() {
                return Ok(knowledge_base);
            }
            let graph = knowledge_base.graph();
            // Another writer may have added an article while this one was linking.
            let is_written = self.write(|connection| {
                let is_current = state::read(connection)?.contents == state.contents;
                if is_current {
                    write_graph(connection, graph, state.contents)?;
                }
                Ok(is_current)
            })?;
            if is_written {
                return Ok(knowledge_base);
            }
        }
    }

    fn opened(
        path: PathBuf,
        connect: impl Fn(&Path) -> Result<Connection, RowError>,
    ) -> Result<Self, StorageError> {
        header::check(&path)?;
        match connect(&path) {
            Ok(connection) => Ok(Self { connection, path }),
            Err(error) => Err(explain(error, &path, WAIT)),
        }
    }

    fn checked(self) -> Result<Self, StorageError> {
        self.read(schema::check)?;
        Ok(self)
    }

    /// The version of the format, when this program knows it.
    fn version(&self) -> Result<u32, StorageError> {
        let sql = "SELECT user_version FROM pragma_user_version";
        let found: u32 =
            self.read(|connection| Ok(connection.query_row(sql, [], |row| row.get(0))?))?;
        if found > schema::VERSION {
            return Err(StorageError::Newer {
                path: self.path.clone(),
                found,
                supported: schema::VERSION,
            });
        }
        if found == 0 {
            return Err(StorageError::Damaged {
                path: self.path.clone(),
                what: "it has no version".to_owned(),
            });
        }
        Ok(found)
    }

    fn state(&self) -> Result<State, StorageError> {
        self.read(state::read)
    }

    /// Runs `work` on one state of the file.
    fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, RowError>,
    ) -> Result<T, StorageError> {
        let run = || {
            let transaction = self.connection.unchecked_transaction()?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        run().map_err(|error| explain(error, &self.path, WAIT))
    }

    /// Runs `work` as the only writer; what it did is there in whole, or not at all.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, RowError>,
    ) -> Result<T, StorageError> {
        let connection = &mut self.connection;
        let run = || {
            let behavior = TransactionBehavior::Immediate;
            let transaction = connection.transaction_with_behavior(behavior)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        run().map_err(|error| explain(error, &self.path, WAIT))
    }
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
        .prepare_cached("INSERT OR REPLACE INTO documents VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)")?
        .execute(params![
            row,
            article.id.as_str(),
            article.title,
            article.date.map(|day| day.to_string()),
            article.source,
            article.text,
            article.body.start(),
            article.body.end(),
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

/// The articles and their rows, by id.
fn documents(connection: &Connection) -> Result<Vec<(DocumentId, i64)>, RowError> {
    let mut statement =
        connection.prepare_cached("SELECT name, id FROM documents ORDER BY name")?;
    let rows = statement.query_map([], |row| {
        let name: String = row.get(0)?;
        Ok((DocumentId::new(name), row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All readings, by document id, and what the file says of itself.
fn readings(connection: &Connection) -> Result<(Vec<Reading>, State), RowError> {
    let state = state::read(connection)?;
    let mut contents = Digest::default();
    let mut readings = Vec::new();
    for (id, row) in documents(connection)? {
        let (reading, hash) = reading_rows::checked(connection, row, &id)?;
        contents.add(hash);
        readings.push(reading);
    }
    if contents != state.contents {
        return Err(RowError::damaged("an article is gone, or too many"));
    }
    Ok((readings, state))
}

fn load(connection: &Connection, lexicon: &Lexicon) -> Result<(KnowledgeBase, State), RowError> {
    let (readings, state) = readings(connection)?;
    let Some(graph_state) = state.graph.as_ref().filter(|_| state.is_graph_fresh()) else {
        return Ok((KnowledgeBase::from_readings(readings, lexicon), state));
    };
    let graph = graph_rows::read(connection)?;
    if digest::of_graph(&graph).to_hex().as_str() != graph_state.hash {
        return Err(RowError::damaged(
            "the rows of the graph are not as they were written",
        ));
    }
    Ok((KnowledgeBase::from_parts(readings, graph), state))
}

fn write_graph(
    connection: &Connection,
    graph: &KnowledgeGraph,
    contents: Digest,
) -> Result<(), RowError> {
    graph_rows::delete(connection)?;
    graph_rows::insert(connection, graph)?;
    state::write_graph(connection, contents, digest::of_graph(graph))
}
