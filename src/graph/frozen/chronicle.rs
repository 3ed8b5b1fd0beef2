//! Relationships in the order of a time that they have: those of a span of time lie together, with their small
//! numbers beside them, so that `since` and `between` look at nothing else.
//!
//! The order itself is the index of the column with the times ([`TextColumn::members`](super::TextColumn::members));
//! here lie copies of other columns in that order.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Property;
use super::codes::{CodePiece, Codes, CodesLayout};
use super::column::PropertyColumn;
use super::section::{Blocks, Sink};

/// Columns of the relationships once more, in the order of their times.
#[derive(Debug)]
pub struct Chronicle {
    /// The property with the times.
    key: u32,
    /// Columns with few different numbers: their keys, and the ranks of their values plus one.
    columns: Vec<(u32, Codes)>,
}

/// Where the parts of a chronicle lie in a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ChronicleLayout {
    pub(super) key: u32,
    columns: Vec<(u32, CodesLayout)>,
}

impl Chronicle {
    /// One for each column whose texts are times.
    pub(super) fn of(properties: &[Property]) -> Vec<Self> {
        let times = properties.iter().filter_map(|property| {
            let elements = property.column.times()?.members_of_all();
            let columns = properties.iter().filter_map(|other| {
                let PropertyColumn::FewFloats(floats) = &other.column else {
                    return None;
                };
                Some((other.key, floats.reordered(&elements)?))
            });
            Some(Self {
                key: property.key,
                columns: columns.collect(),
            })
        });
        times.collect()
    }

    /// The key of the property that it is in the order of.
    pub(super) fn key(&self) -> u32 {
        self.key
    }

    /// Whether it has a copy of a property.
    pub(super) fn has(&self, key: u32) -> bool {
        self.columns.iter().any(|(own, _)| *own == key)
    }

    /// For some places in the order, the ranks of a property's values plus one; 0 for none.
    pub(super) fn codes(&self, key: u32, places: Range<usize>) -> Option<CodePiece<'_>> {
        let (_, codes) = self.columns.iter().find(|(own, _)| *own == key)?;
        Some(codes.slice(places))
    }

    /// What is wrong with it, beside the columns that it was made from.
    pub(super) fn problem(&self, properties: &[Property]) -> Option<String> {
        let find = |key: u32| properties.iter().find(|property| property.key == key);
        let times = find(self.key).and_then(|property| property.column.times());
        let Some(times) = times else {
            return Some("it is in the order of something else".to_owned());
        };
        let elements = times.members_of_all();
        let is_wrong = |(key, codes): &(u32, Codes)| match find(*key).map(|own| &own.column) {
            Some(PropertyColumn::FewFloats(floats)) => {
                let (copy, own) = (codes.table(), floats.codes());
                let mut pairs = elements.iter().enumerate();
                copy.len() != elements.len()
                    || !pairs.all(|(place, &at)| copy.get(place) == own.get(at as usize))
            }
            _ => true,
        };
        let wrong = self.columns.iter().any(is_wrong);
        wrong.then(|| "a copy is not as its column".to_owned())
    }

    pub(super) fn store(&self, sink: &mut dyn Sink) -> io::Result<ChronicleLayout> {
        let columns = self.columns.iter();
        let columns = columns.map(|(key, codes)| Ok((*key, codes.store(sink)?)));
        Ok(ChronicleLayout {
            key: self.key,
            columns: columns.collect::<io::Result<_>>()?,
        })
    }

    /// The chronicle of a file; a copy of a column that is not there, or is of another kind, is left out.
    pub(super) fn stored(
        layout: &ChronicleLayout,
        properties: &[Property],
        blocks: &Arc<dyn Blocks>,
    ) -> Self {
        let columns = layout.columns.iter().filter_map(|(key, codes)| {
            let property = properties.iter().find(|property| property.key == *key)?;
            let PropertyColumn::FewFloats(floats) = &property.column else {
                return None;
            };
            Some((*key, Codes::stored(*codes, blocks, floats.value_count())))
        });
        Self {
            key: layout.key,
            columns: columns.collect(),
        }
    }
}

/// Whether all texts are times as calendars write them, of which the earlier come first: `2025`, `2025-07`,
/// `2025-07-04`, `2025-07-04T12:30`.
pub(super) fn are_times<'t>(mut texts: impl Iterator<Item = &'t str>) -> bool {
    texts.next().is_some_and(is_time) && texts.all(is_time)
}

fn is_time(text: &str) -> bool {
    let (date, clock) = match text.split_at_checked(10) {
        Some((date, clock)) => (date, clock),
        None => (text, ""),
    };
    let pattern = b"0000-00-00";
    let is_like = |(own, wanted): (u8, &u8)| match wanted {
        b'0' => own.is_ascii_digit(),
        mark => own == *mark,
    };
    matches!(date.len(), 4 | 7 | 10)
        && date.bytes().zip(pattern).all(is_like)
        && (clock.is_empty() || clock.starts_with(['T', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_from_other_texts() {
        for time in ["2025", "2025-07", "2025-07-04", "2025-07-04T12:30:00Z"] {
            assert!(are_times([time].into_iter()), "{time}");
        }
        for other in ["", "20250704", "2025-7-4", "2025-07-04x", "4 July", "2025-"] {
            assert!(!are_times([other].into_iter()), "{other}");
        }
        assert!(!are_times([].into_iter()));
        assert!(!are_times(["2025", "soon"].into_iter()));
    }
}
