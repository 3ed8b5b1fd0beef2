//! One property of all nodes or of all relationships, stored by its type.

use std::io;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::codes::{CodeTable, Codes, CodesLayout};
use super::encoding;
use super::section::{Blocks, Element, Place, Section, Sink, store};
use super::text::{TextColumn, TextLayout};
use crate::value::Value;

/// A property.
#[derive(Debug)]
pub enum PropertyColumn {
    /// Whole numbers of 32 bits.
    Small(Numbers<i32>),
    /// Whole numbers.
    Integers(Numbers<i64>),
    /// Floats.
    Floats(Numbers<f64>),
    /// Few different floats.
    FewFloats(FewFloats),
    /// Dates, as days since 1970-01-01.
    Days(Numbers<i32>),
    /// 0 for false, 1 for true.
    Booleans(Numbers<u8>),
    /// Texts.
    Texts(Box<TextColumn>),
    /// Anything else, and mixtures.
    Others(Others),
}

/// Numbers, and which of them are there.
#[derive(Debug)]
pub struct Numbers<T> {
    values: Section<T>,
    /// 1 where there is a value; all are there if `None`.
    present: Option<Section<u8>>,
    is_unique: bool,
}

/// Floats of which there are few different ones: each once, ascending, and its rank for each element.
#[derive(Debug)]
pub struct FewFloats {
    values: Section<f64>,
    codes: Codes,
}

/// Values of any type, encoded.
#[derive(Debug)]
pub struct Others {
    offsets: Section<u32>,
    bytes: Section<u8>,
}

/// Where the parts of a column lie in a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum ColumnLayout {
    Small(NumbersLayout),
    Integers(NumbersLayout),
    Floats(NumbersLayout),
    FewFloats { values: Place, codes: CodesLayout },
    Days(NumbersLayout),
    Booleans(NumbersLayout),
    Texts(TextLayout),
    Others { offsets: Place, bytes: Place },
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct NumbersLayout {
    values: Place,
    present: Option<Place>,
    is_unique: bool,
}

impl<T: Element> Numbers<T> {
    pub(super) fn new(values: Vec<T>, present: Option<Vec<u8>>, is_unique: bool) -> Self {
        Self {
            values: values.into(),
            present: present.map(Section::from),
            is_unique,
        }
    }

    /// The value of an element.
    #[inline]
    pub fn get(&self, element: u32) -> Option<T> {
        let at = element as usize;
        match &self.present {
            Some(present) if present.get(at) == 0 => None,
            _ => Some(self.values.get(at)),
        }
    }

    /// All values; those of elements without one are meaningless.
    pub fn values(&self) -> &[T] {
        self.values.whole()
    }

    /// 1 for each element that has a value; `None` if all have.
    pub fn present(&self) -> Option<&[u8]> {
        self.present.as_ref().map(Section::whole)
    }

    fn store(&self, sink: &mut dyn Sink) -> io::Result<NumbersLayout> {
        Ok(NumbersLayout {
            values: store(self.values.whole(), sink)?,
            present: match &self.present {
                Some(present) => Some(store(present.whole(), sink)?),
                None => None,
            },
            is_unique: self.is_unique,
        })
    }

    fn stored(layout: &NumbersLayout, blocks: &Arc<dyn Blocks>) -> Self {
        Self {
            values: Section::stored(blocks, layout.values, None),
            present: layout
                .present
                .map(|place| Section::stored(blocks, place, Some(2))),
            is_unique: layout.is_unique,
        }
    }
}

impl FewFloats {
    /// Takes values and which are there, if there are few different ones and all of them are numbers; in the order of
    /// `order` if there is one.
    pub(super) fn new(values: &[f64], present: &[u8], order: Option<&[u32]>) -> Option<Self> {
        let is_there = |at: usize| present.get(at).is_none_or(|present| *present == 1);
        // Numbers in order of appearance, from 1 on; 0 for none.
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut own: Vec<u32> = Vec::with_capacity(values.len());
        for (at, value) in values.iter().enumerate() {
            if !is_there(at) {
                own.push(0);
                continue;
            }
            let next = numbers.len() as u32 + 1;
            own.push(*numbers.entry(value.to_bits()).or_insert(next));
            let is_much = numbers.len() >= usize::from(u16::MAX) || numbers.len() > 1024 + at / 4;
            if value.is_nan() || is_much {
                return None;
            }
        }
        let mut different: Vec<f64> = numbers.keys().map(|bits| f64::from_bits(*bits)).collect();
        different.sort_by(f64::total_cmp);
        let mut ranks = vec![0u32; different.len() + 1];
        for (rank, value) in different.iter().enumerate() {
            ranks[numbers[&value.to_bits()] as usize] = rank as u32 + 1;
        }
        let code = |at: usize| ranks[own[at] as usize];
        let codes = match order {
            None => Codes::new((0..own.len()).map(code), different.len()),
            Some(order) => Codes::new(order.iter().map(|&at| code(at as usize)), different.len()),
        };
        Some(Self {
            codes,
            values: different.into(),
        })
    }

    /// The value of an element.
    pub fn get(&self, element: u32) -> Option<f64> {
        let rank = self.codes.get(element).checked_sub(1)?;
        Some(self.values.get(rank as usize))
    }

    /// The different values, ascending.
    pub fn values(&self) -> &[f64] {
        self.values.whole()
    }

    /// For each element the rank of its value plus one; 0 where it has none.
    pub fn codes(&self) -> CodeTable<'_> {
        self.codes.table()
    }

    /// How many different values there are.
    pub(super) fn value_count(&self) -> usize {
        self.values.len()
    }

    /// The codes of these elements, in their order, if a code takes no more than 16 bits.
    pub(super) fn reordered(&self, elements: &[u32]) -> Option<Codes> {
        let codes = self.codes.table();
        let own = elements.iter().map(|&element| codes.get(element as usize));
        let is_small = !matches!(codes, CodeTable::Long(_));
        is_small.then(|| Codes::new(own, self.values.len()))
    }
}

impl Others {
    fn get(&self, element: u32) -> Value {
        let at = element as usize;
        match self.offsets.slice(at..at + 2)[..] {
            [start, end] if start < end => {
                encoding::decode(&self.bytes.slice(start as usize..end as usize))
            }
            _ => Value::Null,
        }
    }

    pub(super) fn new(values: impl Iterator<Item = Value>) -> Self {
        let (mut offsets, mut bytes) = (vec![0], Vec::new());
        for value in values {
            if !value.is_null() {
                encoding::encode(&value, &mut bytes);
            }
            offsets.push(bytes.len() as u32);
        }
        Self {
            offsets: offsets.into(),
            bytes: bytes.into(),
        }
    }
}

impl PropertyColumn {
    /// The value of an element; `null` where it has none.
    pub fn get(&self, element: u32) -> Value {
        match self {
            Self::Small(numbers) => numbers.get(element).map(i64::from).into(),
            Self::Integers(numbers) => numbers.get(element).into(),
            Self::Floats(numbers) => numbers.get(element).into(),
            Self::FewFloats(floats) => floats.get(element).into(),
            Self::Days(numbers) => numbers
                .get(element)
                .and_then(date_of)
                .map_or(Value::Null, Value::Date),
            Self::Booleans(numbers) => numbers.get(element).map(|value| value != 0).into(),
            Self::Texts(texts) => texts.of(element).as_deref().into(),
            Self::Others(others) => others.get(element),
        }
    }

    /// The column, if it is of times and knows which elements have each of them.
    pub(super) fn times(&self) -> Option<&TextColumn> {
        match self {
            Self::Texts(texts) if texts.has_members() => Some(texts),
            _ => None,
        }
    }

    /// How many elements it is of.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Small(numbers) | Self::Days(numbers) => numbers.values.len(),
            Self::Integers(numbers) => numbers.values.len(),
            Self::Floats(numbers) => numbers.values.len(),
            Self::FewFloats(floats) => floats.codes.len(),
            Self::Booleans(numbers) => numbers.values.len(),
            Self::Texts(texts) => texts.codes().len(),
            Self::Others(others) => others.offsets.len().saturating_sub(1),
        }
    }

    /// The values of all elements.
    pub(super) fn values(&self) -> Vec<Value> {
        (0..self.len() as u32)
            .map(|element| self.get(element))
            .collect()
    }

    /// Whether each of `count` elements has a value that no other has.
    pub fn is_unique(&self, count: usize) -> bool {
        match self {
            Self::Small(numbers) => numbers.is_unique,
            Self::Integers(numbers) => numbers.is_unique,
            Self::Texts(texts) => texts.is_unique(count),
            _ => false,
        }
    }

    pub(super) fn store(&self, sink: &mut dyn Sink) -> io::Result<ColumnLayout> {
        Ok(match self {
            Self::Small(numbers) => ColumnLayout::Small(numbers.store(sink)?),
            Self::Integers(numbers) => ColumnLayout::Integers(numbers.store(sink)?),
            Self::Floats(numbers) => ColumnLayout::Floats(numbers.store(sink)?),
            Self::FewFloats(floats) => ColumnLayout::FewFloats {
                values: store(floats.values.whole(), sink)?,
                codes: floats.codes.store(sink)?,
            },
            Self::Days(numbers) => ColumnLayout::Days(numbers.store(sink)?),
            Self::Booleans(numbers) => ColumnLayout::Booleans(numbers.store(sink)?),
            Self::Texts(texts) => ColumnLayout::Texts(texts.store(sink)?),
            Self::Others(others) => ColumnLayout::Others {
                offsets: store(others.offsets.whole(), sink)?,
                bytes: store(others.bytes.whole(), sink)?,
            },
        })
    }

    /// The column of a file with `count` elements.
    pub(super) fn stored(layout: &ColumnLayout, blocks: &Arc<dyn Blocks>, count: usize) -> Self {
        match layout {
            ColumnLayout::Small(numbers) => Self::Small(Numbers::stored(numbers, blocks)),
            ColumnLayout::Integers(numbers) => Self::Integers(Numbers::stored(numbers, blocks)),
            ColumnLayout::Floats(numbers) => Self::Floats(Numbers::stored(numbers, blocks)),
            ColumnLayout::FewFloats { values, codes } => Self::FewFloats(FewFloats {
                codes: Codes::stored(*codes, blocks, values.length as usize),
                values: Section::stored(blocks, *values, None),
            }),
            ColumnLayout::Days(numbers) => Self::Days(Numbers::stored(numbers, blocks)),
            ColumnLayout::Booleans(numbers) => Self::Booleans(Numbers::stored(numbers, blocks)),
            ColumnLayout::Texts(texts) => {
                Self::Texts(Box::new(TextColumn::stored(texts, blocks, count)))
            }
            ColumnLayout::Others { offsets, bytes } => Self::Others(Others {
                offsets: Section::stored(blocks, *offsets, (bytes.length as u32).checked_add(1)),
                bytes: Section::stored(blocks, *bytes, None),
            }),
        }
    }
}

/// The day number of a date.
pub(super) fn day_of(date: Date) -> i32 {
    let epoch = Date::constant(1970, 1, 1);
    let span = date.since((jiff::Unit::Day, epoch));
    span.map(|span| span.get_days()).unwrap_or_default()
}

fn date_of(day: i32) -> Option<Date> {
    let epoch = Date::constant(1970, 1, 1);
    let span = jiff::Span::new().try_days(day).ok()?;
    epoch.checked_add(span).ok()
}
