//! Tables of nodes and relationships in CSV → a frozen graph.
//!
//! The table of nodes has a column of ids, `id` (or `:ID`), which any text may be. `label`, `labels`, `kind` or
//! `:LABEL` names labels, several with `;` between; every node has the label `Entity` besides. The table of
//! relationships has the ids of their ends, `src` or `source`, `start`, `from`, `:START_ID`, and `dst` or `target`,
//! `end`, `to`, `:END_ID`, and their type, `rel` or `type`, `relation`, `:TYPE`. All other columns, `id` and `kind`
//! too, are properties: whole numbers, floats, true and false where all of a column are, else text; nothing where a
//! field is empty. `key:type` sets the type, which is `text`, `integer`, `float`, `boolean` or `date`.

mod error;
mod field;
mod header;
mod ids;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::path::Path;

use csv::ByteRecord;

use crate::graph::frozen::{ColumnBuilder, FrozenGraph, GraphBuilder};
pub use error::{ImportError, ImportProblem};
use field::{Kind, Widened, push};
use header::{Columns, Role};
use ids::Ids;

/// The label that every node has.
const LABEL: &str = "Entity";

/// Reads two tables. `progress` is told how many bytes of the current one were read.
///
/// # Errors
/// When a table cannot be read or says what cannot be, with the line.
pub fn import(
    nodes: &Path,
    edges: &Path,
    progress: &dyn Fn(&Path, u64),
) -> Result<FrozenGraph, ImportError> {
    let mut builder = GraphBuilder::default();
    let ids = read_nodes(nodes, &mut builder, &|read| progress(nodes, read))?;
    read_edges(edges, &ids, &mut builder, &|read| progress(edges, read))?;
    drop(ids);
    let finished = builder.finish();
    finished.map_err(|_| ImportError::at(edges, None, ImportProblem::TooLarge))
}

/// What a table is read into.
trait Rows {
    /// Begins, again perhaps.
    fn clear(&mut self);
    /// Takes the fields that are no properties.
    fn take(&mut self, record: &ByteRecord, columns: &Columns) -> Result<(), ImportProblem>;
}

fn read_nodes(
    path: &Path,
    builder: &mut GraphBuilder,
    progress: &dyn Fn(u64),
) -> Result<Ids, ImportError> {
    let mut rows = NodeRows {
        ids: Ids::default(),
        sets: Vec::new(),
        last: (Vec::new(), 0),
        builder,
    };
    let properties = read(path, &header::NODES, &mut rows, progress)?;
    let NodeRows {
        ids, sets, builder, ..
    } = rows;
    for set in sets {
        builder.add_node(set);
    }
    for (key, column) in properties {
        builder.set_node_column(&key, column);
    }
    Ok(ids)
}

struct NodeRows<'b> {
    ids: Ids,
    sets: Vec<u32>,
    /// The labels of the last row, and their set: most rows have the same few.
    last: (Vec<u8>, u32),
    builder: &'b mut GraphBuilder,
}

impl Rows for NodeRows<'_> {
    fn clear(&mut self) {
        self.ids = Ids::default();
        self.sets.clear();
    }

    fn take(&mut self, record: &ByteRecord, columns: &Columns) -> Result<(), ImportProblem> {
        let id = columns.field(record, Role::Id);
        if id.is_empty() {
            return Err(ImportProblem::NoId);
        }
        if !self.ids.insert(id, self.sets.len() as u32) {
            return Err(ImportProblem::SameId(field::shown(id)));
        }
        let labels = columns.field(record, Role::Label);
        if self.sets.is_empty() || labels != self.last.0 {
            self.last = (labels.to_vec(), self.label_set(labels)?);
        }
        self.sets.push(self.last.1);
        Ok(())
    }
}

impl NodeRows<'_> {
    fn label_set(&mut self, labels: &[u8]) -> Result<u32, ImportProblem> {
        let labels = field::text(labels)?;
        let mut set = vec![self.builder.label(LABEL)];
        for label in labels.split(';').map(str::trim) {
            if !label.is_empty() {
                set.push(self.builder.label(label));
            }
        }
        Ok(self.builder.label_set(set))
    }
}

fn read_edges(
    path: &Path,
    ids: &Ids,
    builder: &mut GraphBuilder,
    progress: &dyn Fn(u64),
) -> Result<(), ImportError> {
    let mut rows = EdgeRows {
        ids,
        edges: Vec::new(),
        builder,
    };
    let properties = read(path, &header::EDGES, &mut rows, progress)?;
    let EdgeRows { edges, builder, .. } = rows;
    for [start, kind, end] in edges {
        builder.add_relationship(start, kind, end);
    }
    for (key, column) in properties {
        builder.set_relationship_column(&key, column);
    }
    Ok(())
}

struct EdgeRows<'b> {
    ids: &'b Ids,
    edges: Vec<[u32; 3]>,
    builder: &'b mut GraphBuilder,
}

impl Rows for EdgeRows<'_> {
    fn clear(&mut self) {
        self.edges.clear();
    }

    fn take(&mut self, record: &ByteRecord, columns: &Columns) -> Result<(), ImportProblem> {
        let end = |role: Role| {
            let id = columns.field(record, role);
            let number = self.ids.number(id);
            number.ok_or_else(|| ImportProblem::UnknownId(field::shown(id)))
        };
        let (start, end) = (end(Role::Start)?, end(Role::End)?);
        let kind = field::text(columns.field(record, Role::Type))?;
        if kind.is_empty() {
            return Err(ImportProblem::NoType);
        }
        let kind = self.builder.relationship_type(kind);
        self.edges.push([start, kind, end]);
        Ok(())
    }
}

/// Reads a table, again from the start when a column turns out to be of a wider type than it seemed.
fn read(
    path: &Path,
    wanted: &[header::Named],
    rows: &mut dyn Rows,
    progress: &dyn Fn(u64),
) -> Result<Vec<(String, ColumnBuilder)>, ImportError> {
    let mut kinds: Option<Vec<Kind>> = None;
    loop {
        let file = File::open(path).map_err(|error| ImportError::io(path, &error))?;
        let mut reader = csv::ReaderBuilder::new()
            .buffer_capacity(1 << 20)
            .from_reader(file);
        let header = reader
            .byte_headers()
            .map_err(|error| ImportError::csv(path, error))?;
        let columns = Columns::of(header, wanted)
            .map_err(|problem| ImportError::at(path, Some(1), problem))?;
        let mut kinds_now = kinds.take().unwrap_or_else(|| columns.kinds());
        rows.clear();
        match read_rows(&mut reader, &columns, &mut kinds_now, rows, progress) {
            Ok(builders) => {
                let named = columns.properties.into_iter().zip(builders);
                return Ok(named
                    .map(|(property, builder)| (property.key, builder))
                    .collect());
            }
            Err(Stop::Widened) => kinds = Some(kinds_now),
            Err(Stop::Problem(line, problem)) => {
                return Err(ImportError::at(path, Some(line), problem));
            }
            Err(Stop::Csv(error)) => return Err(ImportError::csv(path, error)),
        }
    }
}

/// Why rows were not read to the end.
enum Stop {
    /// A column is of a wider type than it seemed.
    Widened,
    Problem(u64, ImportProblem),
    Csv(csv::Error),
}

fn read_rows(
    reader: &mut csv::Reader<File>,
    columns: &Columns,
    kinds: &mut [Kind],
    rows: &mut dyn Rows,
    progress: &dyn Fn(u64),
) -> Result<Vec<ColumnBuilder>, Stop> {
    let mut builders: Vec<ColumnBuilder> = Vec::new();
    builders.resize_with(kinds.len(), ColumnBuilder::default);
    let mut record = ByteRecord::new();
    let mut count = 0u64;
    while reader.read_byte_record(&mut record).map_err(Stop::Csv)? {
        let line = |problem| {
            let line = record.position().map_or(0, csv::Position::line);
            Stop::Problem(line, problem)
        };
        rows.take(&record, columns).map_err(line)?;
        for (at, property) in columns.properties.iter().enumerate() {
            let bytes = record.get(property.at).unwrap_or_default();
            match push(bytes, kinds[at], property.is_given, &mut builders[at]) {
                Ok(()) => {}
                // The first value of a column says what it is.
                Err(Widened::To(kind)) if kinds[at] == Kind::Unknown => {
                    kinds[at] = kind;
                    let again = push(bytes, kind, false, &mut builders[at]);
                    debug_assert!(again.is_ok(), "a value is of its own type");
                }
                Err(Widened::To(kind)) => {
                    kinds[at] = kinds[at].wider(kind);
                    return Err(Stop::Widened);
                }
                Err(Widened::Not(problem)) => return Err(line(problem)),
            }
        }
        count += 1;
        if count.is_multiple_of(1 << 14) {
            progress(reader.position().byte());
        }
    }
    Ok(builders)
}
