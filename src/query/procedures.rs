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
#[derive(Debug, Clone, Default)]
pub struct Procedures {
    registered: Vec<Procedure>,
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
        _: &dyn GraphView,
    ) -> Evaluation<Vec<Vec<Value>>> {
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
