//! The model file: named tables behind a checksum.
//!
//! In: the bytes of a file written by `training/export.py`. Out: borrowed tables by name.
//!
//! Layout, little-endian: the magic `RELATAMD`, version `u32`, number of tables `u32`, BLAKE3 of all that follows
//! (32 bytes), then for each table: length of the name `u16`, the name, kind `u8` (0 = f32, 1 = i8, 2 = text), rows
//! `u32`, columns `u32`, place in the body `u64`, length in bytes `u64`; then the body.

use crate::model::ModelError;

/// What every model file begins with.
const MAGIC: &[u8; 8] = b"RELATAMD";
/// The one layout this code reads.
const VERSION: u32 = 1;
const HEADER: usize = 48;

/// Says that the file stops making sense at `offset`, where `what` was expected.
pub(super) fn damaged(offset: usize, what: &'static str) -> ModelError {
    ModelError::Damaged {
        name: "accurate",
        offset,
        what,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Float,
    Byte,
    Text,
}

#[derive(Debug, Clone)]
struct Table<'a> {
    name: &'a str,
    kind: Kind,
    rows: usize,
    columns: usize,
    bytes: &'a [u8],
}

/// The tables of one model file.
#[derive(Debug, Clone)]
pub struct Weights<'a> {
    tables: Vec<Table<'a>>,
}

impl<'a> Weights<'a> {
    /// Reads the table of contents and verifies the checksum.
    ///
    /// # Errors
    ///
    /// [`ModelError::Damaged`] for any file that is not whole and of this layout.
    pub fn read(bytes: &'a [u8]) -> Result<Self, ModelError> {
        if bytes.len() < HEADER || &bytes[..8] != MAGIC {
            return Err(damaged(0, "a model file"));
        }
        let version = u32_at(bytes, 8).unwrap_or(0);
        if version != VERSION {
            return Err(damaged(8, "layout 1"));
        }
        if blake3::hash(&bytes[HEADER..]).as_bytes() != &bytes[16..HEADER] {
            return Err(damaged(HEADER, "what the checksum was made of"));
        }
        let count = u32_at(bytes, 12).unwrap_or(0);
        let mut at = HEADER;
        let mut entries = Vec::new();
        for _ in 0..count {
            entries.push(read_entry(bytes, &mut at).ok_or(damaged(at, "a table of contents"))?);
        }
        let body = &bytes[at..];
        let tables = entries
            .into_iter()
            .map(|entry| entry.locate(body))
            .collect::<Result<_, _>>()?;
        Ok(Self { tables })
    }

    /// The numbers of a 32-bit table of `rows` × `columns`, row after row.
    ///
    /// # Errors
    ///
    /// [`ModelError::Damaged`] where there is no such table.
    pub fn floats(&self, name: &str, rows: usize, columns: usize) -> Result<Vec<f32>, ModelError> {
        let table = self.table(name, Kind::Float)?;
        if table.rows != rows || table.columns != columns {
            return Err(missing());
        }
        Ok(table
            .bytes
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect())
    }

    /// The signed bytes (as written, unsigned) of an 8-bit table with `columns` columns, row after row.
    ///
    /// # Errors
    ///
    /// [`ModelError::Damaged`] where there is no such table.
    pub fn bytes(&self, name: &str, columns: usize) -> Result<&'a [u8], ModelError> {
        let table = self.table(name, Kind::Byte)?;
        if table.columns == columns {
            Ok(table.bytes)
        } else {
            Err(missing())
        }
    }

    /// The lines of a text table.
    ///
    /// # Errors
    ///
    /// [`ModelError::Damaged`] where there is no such table, or it is not UTF-8.
    pub fn lines(&self, name: &str) -> Result<Vec<&'a str>, ModelError> {
        let table = self.table(name, Kind::Text)?;
        let text = std::str::from_utf8(table.bytes).map_err(|_| missing())?;
        Ok(text.split_terminator('\n').collect())
    }

    fn table(&self, name: &str, kind: Kind) -> Result<&Table<'a>, ModelError> {
        self.tables
            .iter()
            .find(|table| table.name == name && table.kind == kind)
            .ok_or_else(missing)
    }
}

/// A file of another network.
pub(super) fn missing() -> ModelError {
    damaged(HEADER, "all tables, each of its expected shape")
}

struct Entry<'a> {
    name: &'a str,
    kind: Kind,
    rows: usize,
    columns: usize,
    place: usize,
    length: usize,
}

impl<'a> Entry<'a> {
    fn locate(self, body: &'a [u8]) -> Result<Table<'a>, ModelError> {
        let outside = || damaged(self.place, "a table that fits into the file");
        let end = self.place.checked_add(self.length).ok_or_else(outside)?;
        let bytes = body.get(self.place..end).ok_or_else(outside)?;
        let cells = self.rows.checked_mul(self.columns).ok_or_else(outside)?;
        let fits = match self.kind {
            Kind::Float => cells.checked_mul(4) == Some(bytes.len()),
            Kind::Byte => cells == bytes.len(),
            Kind::Text => true,
        };
        if !fits {
            return Err(outside());
        }
        Ok(Table {
            name: self.name,
            kind: self.kind,
            rows: self.rows,
            columns: self.columns,
            bytes,
        })
    }
}

fn read_entry<'a>(bytes: &'a [u8], at: &mut usize) -> Option<Entry<'a>> {
    let length = usize::from(u16::from_le_bytes(
        bytes.get(*at..*at + 2)?.try_into().ok()?,
    ));
    let name = std::str::from_utf8(bytes.get(*at + 2..*at + 2 + length)?).ok()?;
    *at += 2 + length;
    let kind = match bytes.get(*at)? {
        0 => Kind::Float,
        1 => Kind::Byte,
        2 => Kind::Text,
        _ => return None,
    };
    let rows = u32_at(bytes, *at + 1)? as usize;
    let columns = u32_at(bytes, *at + 5)? as usize;
    let place = usize::try_from(u64_at(bytes, *at + 9)?).ok()?;
    let size = usize::try_from(u64_at(bytes, *at + 17)?).ok()?;
    *at += 25;
    Some(Entry {
        name,
        kind,
        rows,
        columns,
        place,
        length: size,
    })
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(
        bytes.get(at..at.checked_add(4)?)?.try_into().ok()?,
    ))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(
        bytes.get(at..at.checked_add(8)?)?.try_into().ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with one text table `words`.
    fn file(place: u64) -> Vec<u8> {
        let mut rest = Vec::new();
        rest.extend(5u16.to_le_bytes());
        rest.extend(b"words");
        rest.push(2);
        rest.extend(1u32.to_le_bytes());
        rest.extend(3u32.to_le_bytes());
        rest.extend(place.to_le_bytes());
        rest.extend(4u64.to_le_bytes());
        rest.extend(b"a\nb\n");
        let mut bytes = MAGIC.to_vec();
        bytes.extend(1u32.to_le_bytes());
        bytes.extend(1u32.to_le_bytes());
        bytes.extend(blake3::hash(&rest).as_bytes());
        bytes.extend(rest);
        bytes
    }

    fn check(bytes: &[u8], expected: &str) {
        let Err(ModelError::Damaged { what, .. }) = Weights::read(bytes) else {
            panic!("it reads")
        };
        assert_eq!(what, expected);
    }

    #[test]
    fn a_whole_file_gives_its_tables() {
        let bytes = file(0);
        let weights = Weights::read(&bytes).expect("the file is whole");
        assert_eq!(weights.lines("words"), Ok(vec!["a", "b"]));
        assert_eq!(weights.lines("labels"), Err(missing()));
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let mut bytes = file(0);
        *bytes.last_mut().expect("not empty") ^= 1;
        check(&bytes, "what the checksum was made of");
    }

    #[test]
    fn a_table_outside_the_file_is_noticed() {
        check(&file(u64::MAX), "a table that fits into the file");
    }

    #[test]
    fn cutting_anywhere_never_panics() {
        let bytes = file(0);
        for end in 0..bytes.len() {
            assert!(Weights::read(&bytes[..end]).is_err());
        }
    }
}
