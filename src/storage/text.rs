//! Values ↔ columns: enumerations by their names, spans by their ends, times by their parts.

use rusqlite::Row;
use rusqlite::types::FromSql;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

use super::error::RowError;
use crate::date::{Day, TimeValue};
use crate::span::{ByteSpan, TokenSpan};

/// The name of an enumeration's value, as serde writes it.
pub(super) fn name_of<T: Serialize>(value: T) -> String {
    let quoted = serde_json::to_string(&value).expect("a value without fields is a string");
    quoted.trim_matches('"').to_owned()
}

/// The enumeration's value of this name.
pub(super) fn named<'a, T: Deserialize<'a>>(name: &'a str) -> Result<T, RowError> {
    let deserializer: StrDeserializer<'a, Error> = name.into_deserializer();
    T::deserialize(deserializer)
        .map_err(|_| RowError::damaged(format!("nothing is called `{}`", name.escape_debug())))
}

/// The columns of a row, taken one after the other in the order of the `SELECT`.
pub(super) struct Columns<'row> {
    row: &'row Row<'row>,
    next: usize,
}

impl<'row> Columns<'row> {
    pub(super) fn new(row: &'row Row<'row>) -> Self {
        Self { row, next: 0 }
    }

    pub(super) fn take<T: FromSql>(&mut self) -> Result<T, RowError> {
        let value = self.row.get(self.next)?;
        self.next += 1;
        Ok(value)
    }

    /// An enumeration by its name.
    pub(super) fn named<T: for<'a> Deserialize<'a>>(&mut self) -> Result<T, RowError> {
        named(self.word()?)
    }

    /// A text, as long as the row is looked at.
    pub(super) fn word(&mut self) -> Result<&'row str, RowError> {
        let word = self.optional_word()?;
        word.ok_or_else(|| RowError::damaged("a name is no text"))
    }

    /// A text, as long as the row is looked at, or nothing.
    pub(super) fn optional_word(&mut self) -> Result<Option<&'row str>, RowError> {
        let value = self.row.get_ref(self.next)?;
        self.next += 1;
        value
            .as_str_or_null()
            .map_err(|_| RowError::damaged("a name is no text"))
    }

    pub(super) fn text(&mut self) -> Result<Box<str>, RowError> {
        Ok(self.word()?.into())
    }

    /// Two columns: start and end.
    pub(super) fn bytes(&mut self) -> Result<ByteSpan, RowError> {
        let (start, end) = self.ends()?;
        Ok(ByteSpan::new(start, end))
    }

    /// Two columns: start and end, or both empty.
    pub(super) fn optional_bytes(&mut self) -> Result<Option<ByteSpan>, RowError> {
        let start: Option<u32> = self.take()?;
        let end: Option<u32> = self.take()?;
        match (start, end) {
            (None, None) => Ok(None),
            (Some(start), Some(end)) if start <= end => Ok(Some(ByteSpan::new(start, end))),
            _ => Err(RowError::damaged(
                "a span has only one end, or ends before it starts",
            )),
        }
    }

    /// Two columns: start and end.
    pub(super) fn tokens(&mut self) -> Result<TokenSpan, RowError> {
        let (start, end) = self.ends()?;
        Ok(TokenSpan::new(start, end))
    }

    /// Five columns: kind, value, basis, first and last day; none when there is no kind.
    pub(super) fn time(&mut self) -> Result<Option<TimeValue>, RowError> {
        let kind = self.optional_word()?;
        let value = self.optional_word()?;
        let basis = self.optional_word()?;
        let first = self.optional_word()?;
        let last = self.optional_word()?;
        let (Some(kind), Some(basis)) = (kind, basis) else {
            return Ok(None);
        };
        let days = match (first, last) {
            (Some(first), Some(last)) => Some((day(first)?, day(last)?)),
            _ => None,
        };
        Ok(Some(TimeValue {
            kind: named(kind)?,
            value: value.map(str::to_owned),
            basis: named(basis)?,
            days,
        }))
    }

    fn ends(&mut self) -> Result<(u32, u32), RowError> {
        let start: u32 = self.take()?;
        let end: u32 = self.take()?;
        if start > end {
            return Err(RowError::damaged(format!(
                "a span {start}..{end} ends before it starts"
            )));
        }
        Ok((start, end))
    }
}

/// A day as it is written in a file.
pub(super) fn day(text: &str) -> Result<Day, RowError> {
    text.parse()
        .map_err(|_| RowError::damaged(format!("`{}` is no day", text.escape_debug())))
}

/// A time as five columns: kind, value, basis, first and last day.
pub(super) fn time_columns(time: Option<&TimeValue>) -> [Option<String>; 5] {
    let Some(time) = time else {
        return Default::default();
    };
    [
        Some(name_of(time.kind)),
        time.value.clone(),
        Some(name_of(time.basis)),
        time.days.map(|(first, _)| first.to_string()),
        time.days.map(|(_, last)| last.to_string()),
    ]
}
