//! Places in a text, with the unit in the type.
//!
//! Goes in: offsets. Comes out: half-open ranges that say whether they count bytes or tokens.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 byte offsets into one text, both ends on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ByteSpan {
    start: u32,
    end: u32,
}

/// A half-open range of token indexes into one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TokenSpan {
    start: u32,
    end: u32,
}

macro_rules! span {
    ($name:ident) => {
        impl $name {
            /// The range from `start` to `end`, `end` not included.
            ///
            /// # Panics
            /// When `start` lies behind `end`.
            pub const fn new(start: u32, end: u32) -> Self {
                assert!(start <= end, "a span ends before it starts");
                Self { start, end }
            }

            /// The first place inside.
            pub const fn start(self) -> u32 {
                self.start
            }

            /// The first place behind.
            pub const fn end(self) -> u32 {
                self.end
            }

            /// How many places lie inside.
            pub const fn len(self) -> u32 {
                self.end - self.start
            }

            /// Whether no place lies inside.
            pub const fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// Whether `other` lies inside, ends included.
            pub const fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two have a place in common.
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The smallest range that holds both.
            #[must_use]
            pub fn cover(self, other: Self) -> Self {
                Self::new(self.start.min(other.start), self.end.max(other.end))
            }

            /// The same range for slicing.
            pub const fn to_range(self) -> Range<usize> {
                self.start as usize..self.end as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}..{}", self.start, self.end)
            }
        }
    };
}

span!(ByteSpan);
span!(TokenSpan);

impl ByteSpan {
    /// The text that lies inside.
    ///
    /// # Panics
    /// When the range was made for another text and does not fit this one.
    pub fn of(self, text: &str) -> &str {
        &text[self.to_range()]
    }
}

impl TokenSpan {
    /// The token indexes inside, in text order.
    pub fn indexes(self) -> Range<u32> {
        self.start..self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_only_touch_do_not_overlap() {
        assert!(!ByteSpan::new(0, 3).overlaps(ByteSpan::new(3, 5)));
        assert!(ByteSpan::new(0, 4).overlaps(ByteSpan::new(3, 5)));
    }

    #[test]
    fn a_span_slices_its_text() {
        assert_eq!(ByteSpan::new(6, 10).of("Hello Kyiv."), "Kyiv");
    }
}
