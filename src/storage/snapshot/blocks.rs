//! The file behind the sections: blocks of 16 KiB, compared with their hashes when they are read.

use std::fmt;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustc_hash::FxHashMap;

use super::{BLOCK, HEAD, MAGIC, VERSION};
use crate::graph::frozen::Blocks;
use crate::storage::StorageError;
use crate::storage::error::{RowError, explain};

/// More bytes than this are not kept here: whoever asks keeps them.
const LONG: u64 = 16 * BLOCK;
/// How many blocks are read in one go.
const PIECE: u64 = 8;

pub(super) struct FileBlocks {
    file: File,
    /// Where the sections end.
    end: u64,
    /// One for each block, the last perhaps shorter than the others.
    hashes: Vec<u64>,
    kept: Mutex<FxHashMap<u64, Arc<[u8]>>>,
    is_damaged: AtomicBool,
}

impl fmt::Debug for FileBlocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileBlocks({} blocks)", self.hashes.len())
    }
}

/// Whether a file begins with these bytes.
pub(super) fn begins_with(path: &Path, magic: &[u8]) -> bool {
    if !path.is_file() {
        return false;
    }
    let mut head = vec![0; magic.len()];
    let read = File::open(path).and_then(|file| read_at(&file, &mut head, 0));
    read.is_ok() && head == magic
}

/// The hash of some bytes, as the file keeps it.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let hash = blake3::hash(bytes);
    let (first, _) = hash
        .as_bytes()
        .split_first_chunk()
        .expect("a hash has 32 bytes");
    u64::from_le_bytes(*first)
}

/// The head of a file.
pub(super) struct Head {
    pub(super) sections_end: u64,
    pub(super) file_end: u64,
    /// The hash of what lies between the two ends.
    pub(super) hash: u64,
}

impl Head {
    pub(super) fn to_bytes(&self) -> [u8; HEAD] {
        let mut bytes = [0; HEAD];
        bytes[..16].copy_from_slice(MAGIC);
        bytes[16..20].copy_from_slice(&VERSION.to_le_bytes());
        bytes[20..24].copy_from_slice(&(BLOCK as u32).to_le_bytes());
        bytes[24..32].copy_from_slice(&self.sections_end.to_le_bytes());
        bytes[32..40].copy_from_slice(&self.file_end.to_le_bytes());
        bytes[40..48].copy_from_slice(&self.hash.to_le_bytes());
        let own = hash(&bytes[..56]);
        bytes[56..].copy_from_slice(&own.to_le_bytes());
        bytes
    }
}

impl FileBlocks {
    /// Opens a file; gives the bytes of its table too.
    pub(super) fn open(path: &Path) -> Result<(Self, Vec<u8>), StorageError> {
        let io = |error: io::Error| explain(RowError::Io(error), path, Duration::ZERO);
        let file = File::open(path).map_err(io)?;
        let length = file.metadata().map_err(io)?.len();
        let mut head = [0; HEAD];
        if length < HEAD as u64 {
            return Err(cut_short(path, HEAD as u64, length));
        }
        read_at(&file, &mut head, 0).map_err(io)?;
        let head = read_head(path, &head)?;
        if length < head.file_end {
            return Err(cut_short(path, head.file_end, length));
        }
        let mut table = vec![0; (head.file_end - head.sections_end) as usize];
        read_at(&file, &mut table, head.sections_end).map_err(io)?;
        let count = head.sections_end.div_ceil(BLOCK) as usize;
        if hash(&table) != head.hash || table.len() < count * 8 {
            return Err(damaged(
                path,
                "the table at its end is not as it was written",
            ));
        }
        let contents = table.split_off(count * 8);
        let (hashes, _) = table.as_chunks::<8>();
        let blocks = Self {
            file,
            end: head.sections_end,
            hashes: hashes
                .iter()
                .map(|hash| u64::from_le_bytes(*hash))
                .collect(),
            kept: Mutex::default(),
            is_damaged: AtomicBool::new(false),
        };
        Ok((blocks, contents))
    }

    /// The first and last byte of every block that is not as it was written; all are read.
    pub(super) fn damage(&self) -> Vec<(u64, u64)> {
        let mut bytes = Vec::new();
        let own = self.hashes.iter().zip(0..);
        own.filter_map(|(_, block)| {
            let is_right = self.read_blocks(block..block + 1, &mut bytes);
            let end = ((block + 1) * BLOCK).min(self.end);
            (!is_right).then_some((block * BLOCK, end.saturating_sub(1)))
        })
        .collect()
    }

    /// Reads some whole blocks into `bytes`, in place of what was there; says whether they are as they
    /// were written.
    fn read_blocks(&self, blocks: Range<u64>, bytes: &mut Vec<u8>) -> bool {
        let start = blocks.start * BLOCK;
        let end = (blocks.end * BLOCK).min(self.end);
        bytes.resize(end.saturating_sub(start) as usize, 0);
        // The head is written last, so that its place counts as zeros.
        let is_read = read_at(&self.file, bytes, start).is_ok();
        if start == 0 {
            let head = bytes.len().min(HEAD);
            bytes[..head].fill(0);
        }
        let own = self.hashes.get(blocks.start as usize..blocks.end as usize);
        let is_right = own.is_some_and(|own| {
            let chunks = bytes.chunks(BLOCK as usize);
            chunks.map(hash).eq(own.iter().copied())
        });
        if !is_read || !is_right {
            self.reject();
            bytes.fill(0);
        }
        is_read && is_right
    }

    fn kept(&self, block: u64) -> Arc<[u8]> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = kept.entry(block);
        let read = || {
            let mut bytes = Vec::new();
            self.read_blocks(block..block + 1, &mut bytes);
            bytes.into()
        };
        bytes.or_insert_with(read).clone()
    }
}

impl Blocks for FileBlocks {
    fn read(&self, range: Range<u64>, show: &mut dyn FnMut(&[u8])) {
        if range.end > self.end || range.start > range.end {
            self.reject();
            return;
        }
        let part = |first: u64, bytes: &[u8]| {
            let start = range.start.max(first) - first;
            let end = (range.end - first).min(bytes.len() as u64);
            start as usize..end as usize
        };
        let mut blocks = range.start / BLOCK..range.end.div_ceil(BLOCK);
        if range.end - range.start > LONG {
            // One piece of memory for all of it, small enough to stay in the cache of the processor.
            let mut bytes = Vec::new();
            while !blocks.is_empty() {
                let end = blocks.end.min(blocks.start + PIECE);
                self.read_blocks(blocks.start..end, &mut bytes);
                show(&bytes[part(blocks.start * BLOCK, &bytes)]);
                blocks.start = end;
            }
            return;
        }
        for block in blocks {
            let bytes = self.kept(block);
            show(&bytes[part(block * BLOCK, &bytes)]);
        }
    }

    fn reject(&self) {
        self.is_damaged.store(true, Ordering::Relaxed);
    }

    fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Relaxed)
    }
}

fn read_head(path: &Path, bytes: &[u8; HEAD]) -> Result<Head, StorageError> {
    if &bytes[..16] != MAGIC {
        let what = "it does not begin as one does";
        let path = path.to_owned();
        return Err(StorageError::NotGraphFile { path, what });
    }
    let long = |at: usize| {
        let (bytes, _) = bytes[at..]
            .split_first_chunk()
            .expect("the head has 64 bytes");
        u64::from_le_bytes(*bytes)
    };
    let version = long(16) as u32;
    if version > VERSION {
        return Err(StorageError::Newer {
            path: path.to_owned(),
            found: version,
            supported: VERSION,
        });
    }
    let head = Head {
        sections_end: long(24),
        file_end: long(32),
        hash: long(40),
    };
    let is_right = hash(&bytes[..56]) == long(56) && head.sections_end <= head.file_end;
    if !is_right || u64::from(long(16).wrapping_shr(32) as u32) != BLOCK {
        return Err(damaged(path, "its head is not as it was written"));
    }
    Ok(head)
}

fn cut_short(path: &Path, expected: u64, found: u64) -> StorageError {
    StorageError::CutShort {
        path: path.to_owned(),
        expected,
        found,
    }
}

fn damaged(path: &Path, what: &str) -> StorageError {
    StorageError::Damaged {
        path: path.to_owned(),
        what: what.to_owned(),
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[count..];
        at += count as u64;
    }
    Ok(())
}
