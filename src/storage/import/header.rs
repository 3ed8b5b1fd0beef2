//! The first line of a table → what its columns are.

use csv::ByteRecord;

use super::error::ImportProblem;
use super::field::{self, Kind};

/// What a column is besides a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Id,
    Label,
    Start,
    End,
    Type,
}

/// A role, and the names that columns of it may have.
pub(super) type Named = (Role, &'static [&'static str]);

/// The roles in a table of nodes.
pub(super) const NODES: [Named; 2] = [
    (Role::Id, &["id", ":ID"]),
    (Role::Label, &["label", "labels", "kind", ":LABEL"]),
];

/// The roles in a table of relationships.
pub(super) const EDGES: [Named; 3] = [
    (
        Role::Start,
        &["src", "source", "start", "from", ":START_ID"],
    ),
    (Role::End, &["dst", "target", "end", "to", ":END_ID"]),
    (
        Role::Type,
        &["rel", "type", "relation", "relationship", ":TYPE"],
    ),
];

/// Columns that have a role and are properties too.
const PROPERTIES_TOO: [&str; 2] = ["id", "kind"];

/// The columns of a table.
pub(super) struct Columns {
    roles: Vec<(Role, usize)>,
    pub(super) properties: Vec<PropertyColumn>,
}

/// A column that is a property.
pub(super) struct PropertyColumn {
    pub(super) key: String,
    /// Its position.
    pub(super) at: usize,
    kind: Kind,
    /// Whether the header says the type.
    pub(super) is_given: bool,
}

impl Columns {
    pub(super) fn of(header: &ByteRecord, wanted: &[Named]) -> Result<Self, ImportProblem> {
        let mut columns = Self {
            roles: Vec::new(),
            properties: Vec::new(),
        };
        for (at, name) in header.iter().enumerate() {
            let name = field::text(name)?.trim().trim_start_matches('\u{feff}');
            let of_role = |(_, names): &&Named| names.contains(&name);
            let role = wanted.iter().find(of_role).map(|(role, _)| *role);
            let role = role.filter(|role| columns.at(*role).is_none());
            columns.roles.extend(role.map(|role| (role, at)));
            if role.is_none() || PROPERTIES_TOO.contains(&name) {
                columns.add_property(name, at)?;
            }
        }
        for (role, names) in wanted {
            if columns.at(*role).is_none() && *role != Role::Label {
                return Err(ImportProblem::NoColumn(names.to_vec()));
            }
        }
        Ok(columns)
    }

    fn add_property(&mut self, name: &str, at: usize) -> Result<(), ImportProblem> {
        let given = name.rsplit_once(':');
        let given = given.and_then(|(key, kind)| Some((key, Kind::named(kind)?)));
        let (key, kind) = given.unwrap_or((name, Kind::Unknown));
        if key.is_empty() {
            return Err(ImportProblem::NoName(at + 1));
        }
        if self.properties.iter().any(|property| property.key == key) {
            return Err(ImportProblem::SameColumn(key.to_owned()));
        }
        self.properties.push(PropertyColumn {
            key: key.to_owned(),
            at,
            kind,
            is_given: given.is_some(),
        });
        Ok(())
    }

    fn at(&self, role: Role) -> Option<usize> {
        let mut roles = self.roles.iter();
        roles.find(|(own, _)| *own == role).map(|(_, at)| *at)
    }

    /// The field of a role; empty where there is none.
    pub(super) fn field<'r>(&self, record: &'r ByteRecord, role: Role) -> &'r [u8] {
        let at = self.at(role);
        at.and_then(|at| record.get(at)).unwrap_or_default()
    }

    /// The types of the properties as far as the header says them.
    pub(super) fn kinds(&self) -> Vec<Kind> {
        self.properties
            .iter()
            .map(|property| property.kind)
            .collect()
    }
}
