//! The file behind the sections: blocks of 4 KiB, compared with their hashes when they are read.

use std::fmt;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use twox_hash::XxHash3_64;

use super::{BLOCK, HEAD, MAGIC, VERSION};
use crate::graph::frozen::Blocks;
use crate::storage::StorageError;
use crate::storage::error::{RowError, explain};

/// More bytes than this are not kept here: whoever asks keeps them.
const LONG: u64 = 64 * 1024;
/// How many bytes are read in one go; they stay in the cache of the processor.
const PIECE: u64 = 128 * 1024;
/// How many blocks are kept at most; a section of which much is read is read whole, and kept by whoever reads it.
const KEPT: u64 = 256;
/// How many hashes of blocks have a hash of their own.
const PAGE: u64 = 512;

/// What differs between versions.
#[derive(Clone, Copy)]
struct Format {
    /// Bytes of a block.
    block: u64,
    hash: fn(&[u8]) -> u64,
    /// Whether the hashes of blocks are hashed by pages, so that they need not all be read.
    has_pages: bool,
}

impl Format {
    fn of(version: u32) -> Self {
        if version < 3 {
            Self {
                block: 16 * 1024,
                hash: hash_of_version_2,
                has_pages: false,
            }
        } else {
            Self {
                block: BLOCK,
                hash,
                has_pages: true,
            }
        }
    }
}

pub(super) struct FileBlocks {
    file: File,
    /// Where the sections end.
    end: u64,
    format: Format,
    /// How many blocks there are, the last perhaps shorter than the others.
    count: u64,
    pages: Vec<Page>,
    /// The last block of each remainder by [`KEPT`].
    kept: Mutex<Vec<Option<Kept>>>,
    is_damaged: AtomicBool,
}

/// The number of a block, and what is in it.
type Kept = (u64, Arc<Vec<u8>>);

/// The hashes of some blocks, one after the other.
struct Page {
    hash: u64,
    /// Empty where they are not as they were written.
    hashes: OnceLock<Vec<u64>>,
}

impl fmt::Debug for FileBlocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileBlocks({} blocks)", self.count)
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
    XxHash3_64::oneshot(bytes)
}

/// The hashes of pages of hashes, in the place of which they stand in the file.
pub(super) fn hashes_of_pages(hashes: &[u8]) -> impl Iterator<Item = u64> {
    hashes.chunks(PAGE as usize * 8).map(hash)
}

fn hash_of_version_2(bytes: &[u8]) -> u64 {
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
    /// The hash of what lies between the two ends, less the hashes of blocks where these are hashed by pages.
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
        let (head, format) = read_head(path, &head)?;
        if length < head.file_end {
            return Err(cut_short(path, head.file_end, length));
        }
        let wrong = || damaged(path, "the table at its end is not as it was written");
        let count = head.sections_end.div_ceil(format.block);
        // What is read now: a hash for each page of hashes, or all hashes.
        let (skipped, listed) = if format.has_pages {
            (count * 8, count.div_ceil(PAGE))
        } else {
            (0, count)
        };
        let length = (head.file_end - head.sections_end).checked_sub(skipped);
        let mut table = vec![0; length.ok_or_else(wrong)? as usize];
        read_at(&file, &mut table, head.sections_end + skipped).map_err(io)?;
        if (format.hash)(&table) != head.hash || (table.len() as u64) < listed * 8 {
            return Err(wrong());
        }
        let contents = table.split_off(listed as usize * 8);
        let hashes = numbers(&table);
        let pages = if format.has_pages {
            let page = |hash| Page {
                hash,
                hashes: OnceLock::new(),
            };
            hashes.into_iter().map(page).collect()
        } else {
            vec![Page {
                hash: head.hash,
                hashes: hashes.into(),
            }]
        };
        let blocks = Self {
            file,
            end: head.sections_end,
            format,
            count,
            pages,
            kept: Mutex::default(),
            is_damaged: AtomicBool::new(false),
        };
        Ok((blocks, contents))
    }

    /// The hash that a block was written with.
    fn hash_of(&self, block: u64) -> Option<u64> {
        let (page, place) = if self.format.has_pages {
            (block / PAGE, block % PAGE)
        } else {
            (0, block)
        };
        let own = self.pages.get(page as usize)?;
        let hashes = own.hashes.get_or_init(|| {
            let count = PAGE.min(self.count - page * PAGE);
            let mut bytes = vec![0; count as usize * 8];
            let is_read = read_at(&self.file, &mut bytes, self.end + page * PAGE * 8).is_ok();
            if is_read && (self.format.hash)(&bytes) == own.hash {
                numbers(&bytes)
            } else {
                Vec::new()
            }
        });
        hashes.get(place as usize).copied()
    }

    /// The first and last byte of every block that is not as it was written; all are read.
    pub(super) fn damage(&self) -> Vec<(u64, u64)> {
        let mut bytes = Vec::new();
        let size = self.format.block;
        let blocks = (0..self.count).filter_map(|block| {
            let is_right = self.read_blocks(block..block + 1, &mut bytes);
            let end = ((block + 1) * size).min(self.end);
            (!is_right).then_some((block * size, end.saturating_sub(1)))
        });
        blocks.collect()
    }

    /// Reads some whole blocks into `bytes`, in place of what was there; says whether they are as they
    /// were written.
    fn read_blocks(&self, blocks: Range<u64>, bytes: &mut Vec<u8>) -> bool {
        let size = self.format.block;
        let start = blocks.start * size;
        let end = (blocks.end * size).min(self.end);
        bytes.resize(end.saturating_sub(start) as usize, 0);
        // The head is written last, so that its place counts as zeros.
        let is_read = read_at(&self.file, bytes, start).is_ok();
        if start == 0 {
            let head = bytes.len().min(HEAD);
            bytes[..head].fill(0);
        }
        let found = bytes.chunks(size as usize).map(self.format.hash).map(Some);
        let is_right = found.eq(blocks.map(|block| self.hash_of(block)));
        if !is_read || !is_right {
            self.reject();
            bytes.fill(0);
        }
        is_read && is_right
    }

    /// A block, from memory if it was among the last.
    fn kept(&self, block: u64) -> Arc<Vec<u8>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.is_empty() {
            kept.resize_with(KEPT as usize, || None);
        }
        let place = &mut kept[(block % KEPT) as usize];
        if let Some((_, bytes)) = place.as_ref().filter(|(own, _)| *own == block) {
            return bytes.clone();
        }
        // The memory of the block that goes is that of the one that comes, so that no new page of it is touched.
        let old = place.take().and_then(|(_, bytes)| Arc::into_inner(bytes));
        let mut bytes = old.unwrap_or_default();
        self.read_blocks(block..block + 1, &mut bytes);
        let bytes = Arc::new(bytes);
        *place = Some((block, bytes.clone()));
        bytes
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
        let size = self.format.block;
        let mut blocks = range.start / size..range.end.div_ceil(size);
        if range.end - range.start > LONG {
            // One piece of memory for all of it.
            let mut bytes = Vec::new();
            while !blocks.is_empty() {
                let end = blocks.end.min(blocks.start + PIECE / size);
                self.read_blocks(blocks.start..end, &mut bytes);
                show(&bytes[part(blocks.start * size, &bytes)]);
                blocks.start = end;
            }
            return;
        }
        for block in blocks {
            let bytes = self.kept(block);
            show(&bytes[part(block * size, &bytes)]);
        }
    }

    fn reject(&self) {
        self.is_damaged.store(true, Ordering::Relaxed);
    }

    fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Relaxed)
    }
}

fn read_head(path: &Path, bytes: &[u8; HEAD]) -> Result<(Head, Format), StorageError> {
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
    let format = Format::of(version);
    let is_right = (format.hash)(&bytes[..56]) == long(56) && head.sections_end <= head.file_end;
    if !is_right || u64::from(long(16).wrapping_shr(32) as u32) != format.block {
        return Err(damaged(path, "its head is not as it was written"));
    }
    Ok((head, format))
}

fn numbers(bytes: &[u8]) -> Vec<u64> {
    let (chunks, _) = bytes.as_chunks::<8>();
    chunks
        .iter()
        .map(|chunk| u64::from_le_bytes(*chunk))
        .collect()
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
