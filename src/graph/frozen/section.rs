//! A long list of numbers, in memory or still in a file: read whole when most of it is wanted, in pieces when not.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

/// Bytes in a file that are checked as they are read.
pub trait Blocks: Send + Sync {
    /// Shows the bytes in a range in pieces, in order; what is damaged or missing is zeros, and remembered by the
    /// implementor.
    fn read(&self, range: Range<u64>, show: &mut dyn FnMut(&[u8]));
    /// A value that a section cannot have was found: the file is damaged.
    fn reject(&self);
    /// Whether anything was found so far that is not as it was written.
    fn is_damaged(&self) -> bool;
}

/// Where a section of a file lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The offset of the first byte.
    pub at: u64,
    /// How many elements.
    pub length: u64,
}

/// A number of fixed width, little-endian in files.
pub trait Element: Copy + Default + PartialOrd + Send + Sync + 'static {
    /// Bytes an element.
    const WIDTH: usize;
    /// Appends the whole elements of `bytes`; gives what is left, less than an element.
    fn decode<'b>(bytes: &'b [u8], values: &mut Vec<Self>) -> &'b [u8];
    /// Appends the bytes of `values`.
    fn encode(values: &[Self], bytes: &mut Vec<u8>);
}

macro_rules! element {
    ($($number:ty),*) => {$(
        impl Element for $number {
            const WIDTH: usize = size_of::<$number>();

            fn decode<'b>(bytes: &'b [u8], values: &mut Vec<Self>) -> &'b [u8] {
                let (chunks, rest) = bytes.as_chunks::<{ size_of::<$number>() }>();
                values.extend(chunks.iter().map(|chunk| Self::from_le_bytes(*chunk)));
                rest
            }

            fn encode(values: &[Self], bytes: &mut Vec<u8>) {
                bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
            }
        }
    )*};
}

element!(u8, u16, u32, i32, i64, f64);

/// So many bytes count as read where fewer are wanted, since a block is read for them.
const AT_LEAST: usize = 256;

/// A list of numbers.
pub struct Section<T> {
    whole: OnceLock<Vec<T>>,
    stored: Option<Stored<T>>,
    length: usize,
}

struct Stored<T> {
    blocks: Arc<dyn Blocks>,
    at: u64,
    /// All elements are less, if there is a limit.
    limit: Option<T>,
    /// How many elements were read in pieces so far.
    touched: AtomicUsize,
}

impl<T: Element> Section<T> {
    /// The section at a place of a file. An element that is not less than `limit` is taken for damage and read as 0.
    pub(super) fn stored(blocks: &Arc<dyn Blocks>, place: Place, limit: Option<T>) -> Self {
        Self {
            whole: OnceLock::new(),
            length: place.length as usize,
            stored: Some(Stored {
                blocks: blocks.clone(),
                at: place.at,
                limit,
                touched: AtomicUsize::new(0),
            }),
        }
    }

    /// How many elements there are.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// All elements; reads them if need be.
    #[inline]
    pub(super) fn whole(&self) -> &[T] {
        self.whole.get_or_init(|| self.read(0..self.length))
    }

    /// The elements in a range, cut to what there is.
    #[inline]
    pub(super) fn slice(&self, range: Range<usize>) -> Cow<'_, [T]> {
        let end = range.end.min(self.length);
        let range = range.start.min(end)..end;
        match self.whole.get() {
            Some(whole) => Cow::Borrowed(&whole[range]),
            None => self.piece(range),
        }
    }

    /// One element; 0 beyond the end.
    #[inline]
    pub(super) fn get(&self, at: usize) -> T {
        match self.whole.get() {
            Some(whole) => whole.get(at).copied().unwrap_or_default(),
            None => self
                .slice(at..at.saturating_add(1))
                .first()
                .copied()
                .unwrap_or_default(),
        }
    }

    /// Whoever has read an eighth piece by piece will want the rest.
    #[cold]
    fn piece(&self, range: Range<usize>) -> Cow<'_, [T]> {
        if let Some(stored) = &self.stored {
            let touched = stored
                .touched
                .fetch_add(range.len().max(AT_LEAST / T::WIDTH), Ordering::Relaxed);
            if touched + range.len() < self.length / 8 {
                return Cow::Owned(self.read(range));
            }
        }
        Cow::Borrowed(&self.whole()[range])
    }

    fn read(&self, range: Range<usize>) -> Vec<T> {
        let Some(stored) = &self.stored else {
            return Vec::new();
        };
        let at = |index: usize| stored.at + (index * T::WIDTH) as u64;
        let mut values = Vec::with_capacity(range.len());
        // An element that one piece ends in and the next one goes on with.
        let mut cut: Vec<u8> = Vec::new();
        let mut is_sound = true;
        let mut show = |mut piece: &[u8]| {
            let before = values.len();
            if !cut.is_empty() {
                let (missing, rest) = piece.split_at(piece.len().min(T::WIDTH - cut.len()));
                cut.extend_from_slice(missing);
                piece = rest;
                if T::decode(&cut, &mut values).is_empty() {
                    cut.clear();
                }
            }
            let rest = T::decode(piece, &mut values);
            cut.extend_from_slice(rest);
            let new = &values[before..];
            is_sound &= stored.limit.is_none_or(|limit| are_less(new, limit));
        };
        stored
            .blocks
            .read(at(range.start)..at(range.end), &mut show);
        values.resize(range.len(), T::default());
        if !is_sound {
            stored.blocks.reject();
            values.fill(T::default());
        }
        values
    }
}

/// Whether all values are less than `limit`; without branches, so that many are tested at once.
#[allow(clippy::needless_bitwise_bool)] // `&&` is a branch for each value, and takes five times the instructions.
fn are_less<T: Element>(values: &[T], limit: T) -> bool {
    values
        .iter()
        .fold(true, |all, value| all & (*value < limit))
}

impl<T> From<Vec<T>> for Section<T> {
    fn from(values: Vec<T>) -> Self {
        Self {
            length: values.len(),
            whole: OnceLock::from(values),
            stored: None,
        }
    }
}

impl<T> std::fmt::Debug for Section<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Section({})", self.length)
    }
}

/// Takes sections and says where it put them.
pub trait Sink {
    /// Appends bytes; gives the offset of the first.
    ///
    /// # Errors
    /// If they cannot be written.
    fn put(&mut self, bytes: &[u8]) -> std::io::Result<u64>;
}

/// Writes a section in chunks, so that no second copy of it is made.
pub(super) fn store<T: Element>(values: &[T], sink: &mut dyn Sink) -> std::io::Result<Place> {
    let mut buffer = Vec::new();
    let mut at = None;
    for chunk in values.chunks(1 << 16) {
        buffer.clear();
        T::encode(chunk, &mut buffer);
        let offset = sink.put(&buffer)?;
        at.get_or_insert(offset);
    }
    Ok(Place {
        at: at.unwrap_or_default(),
        length: values.len() as u64,
    })
}
