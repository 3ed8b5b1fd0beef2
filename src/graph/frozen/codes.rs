//! One small number for each element, in 8 or 16 bits where they are enough: the rank of a value plus one, 0 for none.

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::section::{Blocks, Place, Section, Sink, store};

/// Ranks of values.
#[derive(Debug)]
pub(super) enum Codes {
    Byte(Section<u8>),
    Short(Section<u16>),
    Long(Section<u32>),
}

/// All codes of a column.
#[derive(Debug, Clone, Copy)]
pub enum CodeTable<'g> {
    /// In 8 bits.
    Byte(&'g [u8]),
    /// In 16 bits.
    Short(&'g [u16]),
    /// In 32 bits.
    Long(&'g [u32]),
}

/// Some codes of a column, one after the other.
#[derive(Debug)]
pub enum CodePiece<'g> {
    /// In 8 bits.
    Byte(Cow<'g, [u8]>),
    /// In 16 bits.
    Short(Cow<'g, [u16]>),
    /// In 32 bits.
    Long(Cow<'g, [u32]>),
}

impl CodePiece<'_> {
    /// The same as a table that counts from the first of them.
    pub fn table(&self) -> CodeTable<'_> {
        match self {
            Self::Byte(codes) => CodeTable::Byte(codes),
            Self::Short(codes) => CodeTable::Short(codes),
            Self::Long(codes) => CodeTable::Long(codes),
        }
    }
}

/// Where codes lie in a file.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) enum CodesLayout {
    Byte(Place),
    Short(Place),
    Long(Place),
}

impl CodeTable<'_> {
    /// The code of an element.
    #[inline]
    pub fn get(self, element: usize) -> u32 {
        match self {
            Self::Byte(codes) => u32::from(codes[element]),
            Self::Short(codes) => u32::from(codes[element]),
            Self::Long(codes) => codes[element],
        }
    }

    /// How many there are.
    pub fn len(self) -> usize {
        match self {
            Self::Byte(codes) => codes.len(),
            Self::Short(codes) => codes.len(),
            Self::Long(codes) => codes.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether this is the very same table.
    pub fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Byte(one), Self::Byte(other)) => std::ptr::eq(one, other),
            (Self::Short(one), Self::Short(other)) => std::ptr::eq(one, other),
            (Self::Long(one), Self::Long(other)) => std::ptr::eq(one, other),
            _ => false,
        }
    }
}

impl Codes {
    /// The codes of `values` different values.
    pub(super) fn new(codes: impl Iterator<Item = u32>, values: usize) -> Self {
        if values < usize::from(u8::MAX) {
            Self::Byte(codes.map(|code| code as u8).collect::<Vec<_>>().into())
        } else if values < usize::from(u16::MAX) {
            Self::Short(codes.map(|code| code as u16).collect::<Vec<_>>().into())
        } else {
            Self::Long(codes.collect::<Vec<_>>().into())
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Byte(codes) => codes.len(),
            Self::Short(codes) => codes.len(),
            Self::Long(codes) => codes.len(),
        }
    }

    #[inline]
    pub(super) fn get(&self, element: u32) -> u32 {
        match self {
            Self::Byte(codes) => u32::from(codes.get(element as usize)),
            Self::Short(codes) => u32::from(codes.get(element as usize)),
            Self::Long(codes) => codes.get(element as usize),
        }
    }

    pub(super) fn table(&self) -> CodeTable<'_> {
        match self {
            Self::Byte(codes) => CodeTable::Byte(codes.whole()),
            Self::Short(codes) => CodeTable::Short(codes.whole()),
            Self::Long(codes) => CodeTable::Long(codes.whole()),
        }
    }

    /// The codes of some elements, without reading those of the others where these are few.
    pub(super) fn slice(&self, range: Range<usize>) -> CodePiece<'_> {
        match self {
            Self::Byte(codes) => CodePiece::Byte(codes.slice(range)),
            Self::Short(codes) => CodePiece::Short(codes.slice(range)),
            Self::Long(codes) => CodePiece::Long(codes.slice(range)),
        }
    }

    pub(super) fn store(&self, sink: &mut dyn Sink) -> io::Result<CodesLayout> {
        Ok(match self {
            Self::Byte(codes) => CodesLayout::Byte(store(codes.whole(), sink)?),
            Self::Short(codes) => CodesLayout::Short(store(codes.whole(), sink)?),
            Self::Long(codes) => CodesLayout::Long(store(codes.whole(), sink)?),
        })
    }

    /// The codes of a file, of `values` different values.
    pub(super) fn stored(layout: CodesLayout, blocks: &Arc<dyn Blocks>, values: usize) -> Self {
        let limit = (values as u32).checked_add(1);
        match layout {
            CodesLayout::Byte(place) => {
                let limit = limit.and_then(|limit| u8::try_from(limit).ok());
                Self::Byte(Section::stored(blocks, place, limit))
            }
            CodesLayout::Short(place) => {
                let limit = limit.and_then(|limit| u16::try_from(limit).ok());
                Self::Short(Section::stored(blocks, place, limit))
            }
            CodesLayout::Long(place) => Self::Long(Section::stored(blocks, place, limit)),
        }
    }
}
