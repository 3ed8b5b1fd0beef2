//! Procedures: tables that a query can call.
//!
//! A registered procedure answers from a table: the outputs of each row whose inputs equal the arguments.

use std::sync::Arc;

use crate::graph::view::GraphView;
use crate::value::Value;
use crate::value::comparison::equals;

use super::checker::ProcedureShape;
use super::runtime_error::{Evaluation, RuntimeError};

/// A parameter or an output of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: Arc<str>,
    /// Its type as declared: `STRING?`
    pub declared: Arc<str>,
}

/// A procedure with its table.
#[derive(Debug, Clone, Default)]
pub struct Procedure {
    name: String,
    /// What it takes.
    pub inputs: Vec<Field>,
    /// What it gives.
    pub outputs: Vec<Field>,
    rows: Vec<Vec<Value>>,
}

/// The procedures that a query can call.
#[derive(Debug, Clone)]
pub struct Procedures {
    registered: Vec<Procedure>,
}

impl Default for Procedures {
    /// Those that every graph has: `db.labels`, `db.relationshipTypes`, `db.propertyKeys`.
    fn default() -> Self {
        let mut procedures = Self {
            registered: Vec::new(),
        };
        for signature in [
            "db.labels() :: (label :: STRING)",
            "db.relationshipTypes() :: (relationshipType :: STRING)",
            "db.propertyKeys() :: (propertyKey :: STRING)",
        ] {
            procedures.register(signature, Vec::new());
        }
        procedures
    }
}

/// The rows of a procedure that reads the graph's vocabulary.
fn vocabulary(name: &str, graph: &dyn GraphView) -> Option<Vec<Vec<Value>>> {
    let names: Vec<&str> = match name {
        "db.labels" => graph
            .labels()
            .into_iter()
            .map(|label| graph.label_name(label))
            .collect(),
        "db.relationshipTypes" => graph
            .types()
            .into_iter()
            .map(|one| graph.type_name(one))
            .collect(),
        "db.propertyKeys" => graph
            .keys()
            .into_iter()
            .map(|key| graph.key_name(key))
            .collect(),
        _ => return None,
    };
    Some(names.into_iter().map(|name| vec![name.into()]).collect())
}

impl Procedures {
    /// Registers a procedure from its signature (`my.proc(name :: STRING?) :: (city :: STRING?)`) and its table.
    ///
    /// Gives `false` if the signature cannot be read.
    pub fn register(&mut self, signature: &str, rows: Vec<Vec<Value>>) -> bool {
        let Some((name, inputs, outputs)) = read_signature(signature) else {
            return false;
        };
        self.registered.push(Procedure {
            name,
            inputs,
            outputs,
            rows,
        });
        true
    }

    /// The procedure of that name.
    pub fn find(&self, name: &str) -> Option<&Procedure> {
        self.registered
            .iter()
            .rev()
            .find(|procedure| procedure.name == name)
    }

    /// What the checker sees of a procedure.
    pub fn shape(&self, name: &str) -> Option<ProcedureShape> {
        let procedure = self.find(name)?;
        Some(ProcedureShape {
            inputs: procedure
                .inputs
                .iter()
                .map(|field| (field.name.to_string(), field.declared.to_string()))
                .collect(),
            outputs: procedure
                .outputs
                .iter()
                .map(|field| field.name.to_string())
                .collect(),
        })
    }

    /// The rows for these arguments.
    pub fn call(
        &self,
        name: &str,
        arguments: &[Value],
        graph: &dyn GraphView,
    ) -> Evaluation<Vec<Vec<Value>>> {
        if let Some(rows) = vocabulary(name, graph) {
            return Ok(rows);
        }
        let procedure = self.find(name).ok_or_else(|| {
            RuntimeError::not_supported(format!("no procedure is called `{name}`"))
        })?;
        let fits = |row: &&Vec<Value>| {
            arguments.iter().zip(row.iter()).all(|(argument, own)| {
                (argument.is_null() && own.is_null()) || equals(argument, own) == Some(true)
            })
        };
        let inputs = procedure.inputs.len();
        Ok(procedure
            .rows
            .iter()
            .filter(fits)
            .map(|row| row[inputs..].to_vec())
            .collect())
    }
}

fn read_signature(signature: &str) -> Option<(String, Vec<Field>, Vec<Field>)> {
    let (name, rest) = signature.split_once('(')?;
    let (inputs, rest) = rest.split_once(')')?;
    let outputs = rest.trim().strip_prefix("::")?.trim();
    let outputs = outputs
        .strip_prefix('(')
        .and_then(|outputs| outputs.strip_suffix(')'))
        .unwrap_or("");
    Some((name.trim().to_owned(), fields(inputs)?, fields(outputs)?))
}

fn fields(text: &str) -> Option<Vec<Field>> {
    text.split(',')
        .filter(|part| !part.trim().is_empty())
        .map(|part| {
            let (name, declared) = part.split_once("::")?;
            Some(Field {
                name: name.trim().into(),
                declared: declared.trim().into(),
            })
        })
        .collect()
}
