//! Errors as JSON.

use serde_json::{Value as Json, json};

use crate::answer::AskError;
use crate::diagnostic::Diagnostic;
use crate::query::QueryError;
use crate::storage::StorageError;

/// An operation that there is not.
pub(super) fn unsupported(message: &str) -> Json {
    json!({"kind": "Unsupported", "detail": "", "phase": "compile", "message": message})
}

/// What is wrong with a question in either form.
pub(super) fn of_question(error: &AskError, text: &str) -> Json {
    match error {
        AskError::Full(error) => of_query(error, text),
        AskError::Short(_) => of_diagnostic(&error.to_diagnostic(), "SyntaxError", "compile", text),
        AskError::Write(_) => of_diagnostic(&error.to_diagnostic(), "WriteError", "runtime", text),
    }
}

/// What is wrong with a query in the full form.
pub(super) fn of_query(error: &QueryError, text: &str) -> Json {
    let (kind, detail, phase) = error.code();
    let mut described =
        json!({"kind": kind, "detail": detail, "phase": phase, "message": error.to_string()});
    if let QueryError::Compile(error) = error {
        place(&mut described, error.span().start() as usize, text);
        help(&mut described, error.to_diagnostic().help.as_deref());
    }
    described
}

/// What is wrong with the file.
pub(super) fn of_storage(error: &StorageError) -> Json {
    let mut described = json!({"kind": "StorageError", "detail": "", "phase": "runtime", "message": error.to_string()});
    help(&mut described, error.help().as_deref());
    described
}

/// A note, with the same fields as an error.
pub(super) fn of_note(note: &Diagnostic, text: &str) -> Json {
    let mut described = json!({"code": note.code, "message": note.message});
    if let Some(label) = note.labels.first() {
        place(&mut described, label.span.start() as usize, text);
    }
    help(&mut described, note.help.as_deref());
    described
}

fn of_diagnostic(diagnostic: &Diagnostic, kind: &str, phase: &str, text: &str) -> Json {
    let mut described = json!({
        "kind": kind,
        "detail": diagnostic.code,
        "phase": phase,
        "message": diagnostic.message,
    });
    if let Some(label) = diagnostic.labels.first() {
        place(&mut described, label.span.start() as usize, text);
    }
    help(&mut described, diagnostic.help.as_deref());
    described
}

fn place(described: &mut Json, offset: usize, text: &str) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    described["offset"] = offset.into();
    described["line"] = (before.matches('\n').count() + 1).into();
    described["column"] = (before[line_start..].chars().count() + 1).into();
}

fn help(described: &mut Json, help: Option<&str>) {
    if let Some(help) = help {
        described["help"] = help.into();
    }
}
