//! Writing: beside the place first, then into it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::blocks::{Head, hash, hashes_of_pages};
use super::{BLOCK, Contents, HEAD};
use crate::graph::frozen::{FrozenGraph, Sink};
use crate::storage::StorageError;
use crate::storage::error::{RowError, explain};

/// Writes a graph to `path`, in place of what is there.
pub(super) fn write(path: &Path, graph: &FrozenGraph, origin: &str) -> Result<(), StorageError> {
    let unfinished = unfinished(path);
    let written = write_unfinished(&unfinished, graph, origin)
        .and_then(|()| fs::rename(&unfinished, path))
        .map(|()| sync_folder(path));
    written.map_err(|error| {
        let _ = fs::remove_file(&unfinished);
        explain(RowError::Io(error), path, Duration::ZERO)
    })
}

/// A name beside `path` that nobody else uses.
fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".unfinished-{}", std::process::id()));
    path.with_file_name(name)
}

fn write_unfinished(path: &Path, graph: &FrozenGraph, origin: &str) -> io::Result<()> {
    let mut sink = Hashing {
        out: BufWriter::with_capacity(1 << 20, File::create(path)?),
        at: 0,
        block: Vec::new(),
        hashes: Vec::new(),
    };
    sink.put(&[0; HEAD])?;
    let layout = graph.store(&mut sink)?;
    sink.end_block();
    let sections_end = sink.at;
    sink.out.write_all(&sink.hashes)?;
    let mut table = Vec::new();
    hashes_of_pages(&sink.hashes).for_each(|hash| table.extend(hash.to_le_bytes()));
    let origin = origin.to_owned();
    serde_json::to_writer(&mut table, &Contents { origin, layout })?;
    sink.out.write_all(&table)?;
    let head = Head {
        sections_end,
        file_end: sections_end + (sink.hashes.len() + table.len()) as u64,
        hash: hash(&table),
    };
    let mut file = sink.out.into_inner()?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&head.to_bytes())?;
    file.sync_all()
}

/// Puts the new name itself on the disk, where the system can.
fn sync_folder(path: &Path) {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Hashes what goes through it, block by block.
struct Hashing {
    out: BufWriter<File>,
    at: u64,
    /// What of the current block came so far.
    block: Vec<u8>,
    hashes: Vec<u8>,
}

impl Hashing {
    fn end_block(&mut self) {
        if !self.block.is_empty() {
            self.hashes.extend(hash(&self.block).to_le_bytes());
            self.block.clear();
        }
    }
}

impl Sink for Hashing {
    fn put(&mut self, mut bytes: &[u8]) -> io::Result<u64> {
        let at = self.at;
        self.out.write_all(bytes)?;
        self.at += bytes.len() as u64;
        while !bytes.is_empty() {
            let room = BLOCK as usize - self.block.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.block.extend_from_slice(now);
            if self.block.len() == BLOCK as usize {
                self.end_block();
            }
            bytes = later;
        }
        Ok(at)
    }
}
