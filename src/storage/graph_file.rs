//! A graph file, open.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::connection::{self, WAIT};
use super::digest::Digest;
use super::error::{RowError, StorageError, explain};
use super::graph_rows::StatedFacts;
use super::snapshot::Snapshot;
use super::state::{self, State};
use super::verification::Verification;
use super::{articles, header, ledger_rows, schema, verification};
use crate::document::{Article, DocumentId, Reading};
use crate::graph::frozen::FrozenGraph;
use crate::graph::{KnowledgeGraph, RelationId};
use crate::knowledge_base::KnowledgeBase;
use crate::ledger::Ledger;
use crate::lexicon::Lexicon;

/// Articles that are linked in less time than one of them is read.
const SMALL: usize = 100;
/// One of how many articles must have changed for linking to cost in proportion to them.
const GOOD_PART: usize = 10;

/// Grows when the same contents are laid out in another way, so that earlier snapshots are made anew.
const PROJECTION: u32 = 2;

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
    /// Which file it was when it was opened.
    identity: Option<Identity>,
}

/// What tells a file from another of its name: its device and number, where the system has them.
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let metadata = path.metadata().ok()?;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    path.exists().then_some((0, 0))
}

/// Whether there is a folder for a new file.
///
/// # Errors
/// `NoFolder`.
pub fn check_folder(path: &Path) -> Result<(), StorageError> {
    match path.parent() {
        Some(folder) if folder != Path::new("") && !folder.is_dir() => {
            Err(StorageError::NoFolder {
                path: folder.to_owned(),
            })
        }
        _ => Ok(()),
    }
}

impl GraphFile {
    /// Makes an empty graph file.
    ///
    /// # Errors
    /// `Exists` when there is a file of that name, `NoFolder` when there is no place for one.
    pub fn create(path: impl Into<PathBuf>) -> Result<Self, StorageError> {
        let path = path.into();
        if path.exists() {
            return Err(StorageError::Exists { path });
        }
        check_folder(&path)?;
        match connection::create(&path) {
            Ok(connection) => Ok(Self::with(connection, path)),
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

    /// Whether the file of this name is another one by now, or gone: what is open is what was there.
    pub fn is_replaced(&self) -> bool {
        identity(&self.path) != self.identity
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
            let names = articles::documents(connection)?;
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
        self.write(|connection| articles::put_all(connection, readings))
    }

    /// Removes an article, as if it had never been read; false when there is no such article. The
    /// rows of the graph are stale until [`Self::link`].
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn remove(&mut self, id: &DocumentId) -> Result<bool, StorageError> {
        self.write(|connection| articles::remove(connection, id))
    }

    /// The articles and their graph: read from its rows where these are fresh, else linked anew.
    /// Everything is compared with the hashes in the file.
    ///
    /// # Errors
    /// When the file cannot be read, or something in it is not as it was written.
    pub fn load(&self, lexicon: &Lexicon) -> Result<KnowledgeBase, StorageError> {
        self.read(|connection| Ok(articles::load(connection, lexicon)?.0))
    }

    /// The articles without what was read in them, sorted by id, and their graph, if its rows are fresh: all that
    /// questions need. The graph is compared with its hash.
    ///
    /// # Errors
    /// When the file cannot be read, or something in it is not as it was written.
    pub fn linked(&self) -> Result<Option<(Vec<Article>, KnowledgeGraph)>, StorageError> {
        self.read(articles::linked)
    }

    /// Some facts and the articles they rest on; none while the rows of the graph are stale. Nothing else is read, and each article is compared with its hash.
    ///
    /// # Errors
    /// When the file cannot be read, has no such fact, or an article is not as it was written.
    pub fn facts(&self, ids: &BTreeSet<RelationId>) -> Result<Option<StatedFacts>, StorageError> {
        self.read(|connection| articles::facts(connection, ids))
    }

    /// The articles, by id, as they were read; each is compared with its hash.
    ///
    /// # Errors
    /// When the file cannot be read, or something in it is not as it was written.
    pub fn readings(&self) -> Result<Vec<Reading>, StorageError> {
        self.read(|connection| Ok(articles::readings(connection)?.0))
    }

    /// The corrections.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ledger(&self) -> Result<Ledger, StorageError> {
        self.read(ledger_rows::read)
    }

    /// Changes the corrections, in one transaction. The rows of the graph are stale until
    /// [`Self::link`].
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn change_ledger<T>(
        &mut self,
        change: impl FnOnce(&mut Ledger) -> T,
    ) -> Result<T, StorageError> {
        self.write(|connection| {
            let mut ledger = ledger_rows::read(connection)?;
            let result = change(&mut ledger);
            ledger_rows::replace(connection, &ledger)?;
            Ok(result)
        })
    }

    /// Whether [`Self::link`] costs no more than in proportion to `changed` articles: the file is small, or they are a
    /// good part of it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_cheap_to_link(&self, changed: usize) -> Result<bool, StorageError> {
        let articles = self.read(articles::count)?;
        Ok(articles <= SMALL || articles <= GOOD_PART * changed)
    }

    /// Whether the rows of the graph are those that the articles give now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_linked(&self) -> Result<bool, StorageError> {
        Ok(self.state()?.is_graph_fresh())
    }

    /// How many articles are in it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn document_count(&self) -> Result<usize, StorageError> {
        self.read(articles::count)
    }

    /// Links the articles, and writes the rows of the graph where they are stale. The cost is in
    /// proportion to the file.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn link(&mut self, lexicon: &Lexicon) -> Result<KnowledgeBase, StorageError> {
        loop {
            let (knowledge_base, state) =
                self.read(|connection| articles::load(connection, lexicon))?;
            if state.is_graph_fresh() {
                return Ok(knowledge_base);
            }
            // Another writer may have added an article while this one was linking.
            let is_written = self.write(|connection| {
                let is_current = state::read(connection)?.contents == state.contents;
                if is_current {
                    articles::write_graph(connection, &knowledge_base, state.contents)?;
                }
                Ok(is_current)
            })?;
            if is_written {
                return Ok(knowledge_base);
            }
        }
    }

    /// The graph as questions see it, from the snapshot beside the file; `None` if there is none or it is not of
    /// these contents, made by this version. Nothing else in the file is read.
    ///
    /// # Errors
    /// When the file cannot be read; a damaged snapshot counts as none.
    pub fn snapshot(&self) -> Result<Option<FrozenGraph>, StorageError> {
        let origin = self.origin()?;
        let snapshot = Snapshot::open(&self.snapshot_path()).ok();
        let fresh = snapshot.filter(|snapshot| snapshot.origin() == origin);
        Ok(fresh.map(Snapshot::into_graph))
    }

    /// Puts a snapshot beside the file: `graph` is what questions see of these contents. It is for speed only and can
    /// be deleted.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_snapshot(&self, graph: &FrozenGraph) -> Result<(), StorageError> {
        Snapshot::write(&self.snapshot_path(), graph, &self.origin()?)
    }

    /// What a snapshot of these contents is made from.
    fn origin(&self) -> Result<String, StorageError> {
        let contents = self.state()?.contents;
        let version = env!("CARGO_PKG_VERSION");
        Ok(format!("{contents} {version} {PROJECTION}"))
    }

    /// Where the snapshot is: as SQLite lays `-wal` beside a file.
    pub fn snapshot_path(&self) -> PathBuf {
        let mut path = self.path.as_os_str().to_owned();
        path.push("-graph");
        path.into()
    }

    /// Reads every page, every row, every place in a text, and compares all of it with what was
    /// written; links the articles anew and compares the graph. The cost is in proportion to the
    /// file.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn verify(&self, lexicon: &Lexicon) -> Result<Verification, StorageError> {
        self.read(|connection| verification::verify(connection, lexicon))
    }

    /// What is wrong with the snapshot beside the file, a line each: every byte is compared with its hash, every table
    /// with the others. Nothing is wrong with one that is stale or not there.
    ///
    /// # Errors
    /// When the file itself cannot be read.
    pub fn snapshot_problems(&self) -> Result<Vec<String>, StorageError> {
        let path = self.snapshot_path();
        if !path.exists() {
            return Ok(Vec::new());
        }
        let origin = self.origin()?;
        Ok(match Snapshot::open(&path) {
            Err(error) => vec![error.to_string()],
            Ok(snapshot) if snapshot.origin() != origin => Vec::new(),
            Ok(snapshot) => snapshot.problems(),
        })
    }

    /// Removes the snapshot beside the file, if there is one: nothing is lost.
    ///
    /// # Errors
    /// When it is there and cannot be removed.
    pub fn discard_snapshot(&self) -> std::io::Result<()> {
        match std::fs::remove_file(self.snapshot_path()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn opened(
        path: PathBuf,
        connect: impl Fn(&Path) -> Result<Connection, RowError>,
    ) -> Result<Self, StorageError> {
        header::check(&path)?;
        match connect(&path) {
            Ok(connection) => Ok(Self::with(connection, path)),
            Err(error) => Err(explain(error, &path, WAIT)),
        }
    }

    fn with(connection: Connection, path: PathBuf) -> Self {
        let identity = identity(&path);
        Self {
            connection,
            path,
            identity,
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
