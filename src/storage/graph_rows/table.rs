//! Rows as they should be → the rows of a table, of which only those that differ are written.
//!
//! Rows belong to an owner, an entity or a relation, by its number in their first column.

use std::borrow::Cow;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params, params_from_iter};

use crate::storage::error::RowError;

/// A table of the graph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    pub(super) name: &'static str,
    /// The columns that tell its rows apart, that of the owner first.
    pub(super) key: &'static [&'static str],
    /// How many columns there are.
    pub(super) width: usize,
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'r> {
    Null,
    Integer(i64),
    Real(f64),
    Text(Cow<'r, str>),
}

/// A row, as long as its table is wide.
pub(super) type Row<'r> = Vec<Cell<'r>>;

impl Cell<'_> {
    fn is(&self, stored: ValueRef<'_>) -> bool {
        match (self, stored) {
            (Self::Null, ValueRef::Null) => true,
            (Self::Integer(own), ValueRef::Integer(stored)) => *own == stored,
            (Self::Real(own), ValueRef::Real(stored)) => own.to_bits() == stored.to_bits(),
            (Self::Text(own), ValueRef::Text(stored)) => own.as_bytes() == stored,
            _ => false,
        }
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Real(number) => ToSqlOutput::Owned(Value::Real(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl From<bool> for Cell<'_> {
    fn from(is: bool) -> Self {
        Self::Integer(is.into())
    }
}

impl<'r> From<&'r str> for Cell<'r> {
    fn from(text: &'r str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell<'_> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl Table {
    /// Makes the rows of the owners from `first` on those of `wanted`, one list for each, in the order of the key.
    pub(super) fn update(
        &self,
        connection: &Connection,
        first: u32,
        wanted: &[Vec<Row<'_>>],
    ) -> Result<(), RowError> {
        let found = self.compare(connection, first, wanted)?;
        let owner = self.key[0];
        let marks = vec!["?"; self.width].join(",");
        let insert = format!("INSERT INTO {} VALUES ({marks})", self.name);
        let mut insert = connection.prepare_cached(&insert)?;
        let delete = format!("DELETE FROM {} WHERE {owner} = ?1", self.name);
        let mut delete = connection.prepare_cached(&delete)?;
        for (number, (rows, found)) in (first..).zip(wanted.iter().zip(&found)) {
            if found.differs || found.count != rows.len() {
                if found.differs || found.count > 0 {
                    delete.execute([number])?;
                }
                for row in rows {
                    insert.execute(params_from_iter(row))?;
                }
            }
        }
        Ok(())
    }

    /// Leaves the rows of the owners before `count` only.
    pub(super) fn cut(&self, connection: &Connection, count: u32) -> Result<(), RowError> {
        let (name, owner) = (self.name, self.key[0]);
        let beyond = format!("DELETE FROM {name} WHERE {owner} >= ?1");
        connection.execute(&beyond, [count])?;
        // Of another hand: no number is below the first.
        connection.execute(&format!("DELETE FROM {name} WHERE {owner} < 0"), [])?;
        Ok(())
    }

    fn compare(
        &self,
        connection: &Connection,
        first: u32,
        wanted: &[Vec<Row<'_>>],
    ) -> Result<Vec<Found>, RowError> {
        let mut found = vec![Found::default(); wanted.len()];
        let (name, owner, key) = (self.name, self.key[0], self.key.join(", "));
        let sql =
            format!("SELECT * FROM {name} WHERE {owner} >= ?1 AND {owner} < ?2 ORDER BY {key}");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![first, first + wanted.len() as u32])?;
        while let Some(row) = rows.next()? {
            let number: u32 = row.get(0)?;
            let at = (number - first) as usize;
            let found = &mut found[at];
            let same = match wanted[at].get(found.count) {
                Some(wanted) => {
                    let mut cells = wanted.iter().enumerate();
                    cells.all(|(column, cell)| row.get_ref(column).is_ok_and(|own| cell.is(own)))
                }
                None => false,
            };
            found.differs |= !same;
            found.count += 1;
        }
        Ok(found)
    }
}

/// What is there of an owner.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    count: usize,
    /// Whether a row is not as it should be.
    differs: bool,
}
