//! One line of a ledger, read word by word.

use serde_json::Value as Json;

use super::LedgerError;
use crate::date::Day;
use crate::span::ByteSpan;

/// What may stand in a word without quotes.
pub(super) fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')
}

/// A place in a line. Blanks before each part are skipped.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    whole: &'t str,
    rest: &'t str,
    number: usize,
}

impl<'t> Line<'t> {
    pub(super) fn new(text: &'t str, number: usize) -> Self {
        let rest = text.trim();
        Self {
            whole: text,
            rest,
            number,
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn end(&self) -> Result<(), LedgerError> {
        if self.is_at_end() {
            Ok(())
        } else {
            Err(self.unexpected("`because` or the end of the line"))
        }
    }

    /// The error that something else was expected here.
    pub(super) fn unexpected(&self, expected: &'static str) -> LedgerError {
        let offset = self.rest.as_ptr() as usize - self.whole.as_ptr() as usize;
        LedgerError::Unexpected {
            line: self.number,
            column: self.whole[..offset].chars().count() + 1,
            expected,
            found: self.peek().chars().take(40).collect(),
        }
    }

    /// The word here, or the sign.
    fn peek(&self) -> &'t str {
        let length = self
            .rest
            .find(|c| !is_in_word(c))
            .unwrap_or(self.rest.len());
        match (length, self.rest.chars().next()) {
            (0, Some(sign)) => &self.rest[..sign.len_utf8()],
            _ => &self.rest[..length],
        }
    }

    fn skip(&mut self, length: usize) {
        self.rest = self.rest[length..].trim_start();
    }

    /// A bare word.
    pub(super) fn word(&mut self, expected: &'static str) -> Result<&'t str, LedgerError> {
        let word = self.peek();
        if !word.starts_with(is_in_word) {
            return Err(self.unexpected(expected));
        }
        self.skip(word.len());
        Ok(word)
    }

    /// Takes the word if it is this one.
    pub(super) fn keyword(&mut self, word: &str) -> bool {
        let is_here = self.peek() == word;
        if is_here {
            self.skip(word.len());
        }
        is_here
    }

    pub(super) fn expect(&mut self, word: &str, expected: &'static str) -> Result<(), LedgerError> {
        if self.keyword(word) {
            Ok(())
        } else {
            Err(self.unexpected(expected))
        }
    }

    pub(super) fn is_at(&self, sign: char) -> bool {
        self.rest.starts_with(sign)
    }

    /// Takes the sign if it is this one.
    pub(super) fn sign(&mut self, sign: char) -> bool {
        let is_here = self.rest.starts_with(sign);
        if is_here {
            self.skip(sign.len_utf8());
        }
        is_here
    }

    pub(super) fn expect_sign(
        &mut self,
        sign: char,
        expected: &'static str,
    ) -> Result<(), LedgerError> {
        if self.sign(sign) {
            Ok(())
        } else {
            Err(self.unexpected(expected))
        }
    }

    /// Text in quotes.
    pub(super) fn string(&mut self, expected: &'static str) -> Result<Box<str>, LedgerError> {
        let error = || self.unexpected(expected);
        let inside = self.rest.strip_prefix('"').ok_or_else(error)?;
        let mut is_escaped = false;
        let end = inside.find(|c| match c {
            _ if is_escaped => {
                is_escaped = false;
                false
            }
            '\\' => {
                is_escaped = true;
                false
            }
            c => c == '"',
        });
        let length = end.ok_or_else(error)? + 2;
        let text: String = serde_json::from_str(&self.rest[..length]).map_err(|_| error())?;
        self.skip(length);
        Ok(text.into())
    }

    /// A JSON value.
    pub(super) fn json(&mut self, expected: &'static str) -> Result<Json, LedgerError> {
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter::<Json>();
        let Some(Ok(value)) = values.next() else {
            return Err(self.unexpected(expected));
        };
        self.skip(values.byte_offset());
        Ok(value)
    }

    /// A bare word, or text in quotes.
    pub(super) fn name(&mut self, expected: &'static str) -> Result<Box<str>, LedgerError> {
        if self.rest.starts_with('"') {
            self.string(expected)
        } else {
            Ok(self.word(expected)?.into())
        }
    }

    /// A whole number that is a word of its own.
    pub(super) fn number(&mut self) -> Option<u32> {
        let word = self.peek();
        let number = word.parse().ok()?;
        self.skip(word.len());
        Some(number)
    }

    /// `2026-11-25`
    pub(super) fn day(&mut self) -> Option<Day> {
        let word = self.peek();
        let day = word.parse().ok()?;
        self.skip(word.len());
        Some(day)
    }

    /// `3-11`
    pub(super) fn span(&mut self) -> Result<ByteSpan, LedgerError> {
        let word = self.peek();
        let ends = word.split_once('-').and_then(|(start, end)| {
            let (start, end) = (start.parse().ok()?, end.parse().ok()?);
            (start <= end).then(|| ByteSpan::new(start, end))
        });
        let span = ends.ok_or_else(|| self.unexpected("a place as `3-11`"))?;
        self.skip(word.len());
        Ok(span)
    }
}
