//! The types of relationships: names and how many there are of each, in a file read when a question names one.

use std::io;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::Names;
use super::section::{Blocks, Place, Section, Sink, store};

/// Types of relationships.
#[derive(Debug)]
pub(super) struct Types {
    table: OnceLock<Table>,
    stored: Option<Stored>,
    count: usize,
}

/// All types.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) names: Names,
    pub(super) counts: Vec<u64>,
}

struct Stored {
    blocks: Arc<dyn Blocks>,
    ends: Section<u32>,
    bytes: Section<u8>,
    counts: Section<i64>,
}

impl std::fmt::Debug for Stored {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stored({} types)", self.ends.len())
    }
}

/// Where the parts of the table lie in a file.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct TypesLayout {
    /// Where the name of each type ends in `bytes`.
    ends: Place,
    bytes: Place,
    counts: Place,
}

impl TypesLayout {
    /// Whether there is a number of relationships for each name.
    pub(super) fn is_sound(&self) -> bool {
        self.ends.length == self.counts.length && self.ends.length < u64::from(u32::MAX)
    }
}

impl Types {
    /// The names are different ones, as many as `counts`.
    pub(super) fn new(names: Vec<Box<str>>, counts: Vec<u64>) -> Self {
        let count = counts.len();
        let names = Names::new(names);
        Self {
            table: Table { names, counts }.into(),
            stored: None,
            count,
        }
    }

    pub(super) fn stored(layout: TypesLayout, blocks: &Arc<dyn Blocks>) -> Self {
        let stored = Stored {
            blocks: blocks.clone(),
            ends: Section::stored(blocks, layout.ends, None),
            bytes: Section::stored(blocks, layout.bytes, None),
            counts: Section::stored(blocks, layout.counts, None),
        };
        Self {
            table: OnceLock::new(),
            stored: Some(stored),
            count: layout.ends.length as usize,
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Names and numbers of relationships, each as long as [`Self::len`].
    pub(super) fn table(&self) -> &Table {
        self.table.get_or_init(|| {
            let table = self.stored.as_ref().and_then(Stored::read);
            let is_whole = |table: &Table| table.names.0.len() == self.count;
            table.filter(is_whole).unwrap_or_else(|| {
                if let Some(stored) = &self.stored {
                    stored.blocks.reject();
                }
                let names = (0..self.count).map(|number| number.to_string().into());
                Table {
                    names: Names::new(names.collect()),
                    counts: vec![0; self.count],
                }
            })
        })
    }

    pub(super) fn store(&self, sink: &mut dyn Sink) -> io::Result<TypesLayout> {
        let table = self.table();
        let (mut ends, mut bytes) = (Vec::new(), Vec::new());
        for name in &table.names.0 {
            bytes.extend_from_slice(name.as_bytes());
            ends.push(bytes.len() as u32);
        }
        let counts: Vec<i64> = table.counts.iter().map(|&count| count as i64).collect();
        Ok(TypesLayout {
            ends: store(&ends, sink)?,
            bytes: store(&bytes, sink)?,
            counts: store(&counts, sink)?,
        })
    }
}

impl Stored {
    /// `None` where the table makes no sense.
    fn read(&self) -> Option<Table> {
        let bytes = self.bytes.whole();
        let mut start = 0;
        let names = self.ends.whole().iter().map(|&end| {
            let name = bytes.get(start..end as usize)?;
            start = end as usize;
            std::str::from_utf8(name).ok().map(Box::from)
        });
        let counts = self.counts.whole().iter();
        let counts = counts.map(|&count| u64::try_from(count).ok());
        Some(Table {
            names: Names::new(names.collect::<Option<_>>()?),
            counts: counts.collect::<Option<_>>()?,
        })
    }
}
