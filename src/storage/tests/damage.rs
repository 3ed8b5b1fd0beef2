//! Files that are cut or changed: a clear error or the whole contents, never a panic.

use std::fs;
use std::path::Path;

use super::sample::{lexicon, reading, rich_reading};
use crate::knowledge_base::KnowledgeBase;
use crate::storage::{GraphFile, StorageError};

/// The bytes of a graph file with two articles and its graph.
fn bytes(folder: &Path) -> Vec<u8> {
    let path = folder.join("whole.relata");
    let mut file = GraphFile::create(&path).unwrap();
    file.put(&[rich_reading("a"), reading("b", &["Ada met Bo"])])
        .unwrap();
    file.link(lexicon()).unwrap();
    drop(file);
    fs::read(path).unwrap()
}

fn load(path: &Path) -> Result<KnowledgeBase, StorageError> {
    GraphFile::open_read_only(path)?.load(lexicon())
}

/// Loads `bytes`, which were damaged in the way that `how` tells.
fn check(path: &Path, bytes: &[u8], whole: &KnowledgeBase, how: &str) {
    fs::write(path, bytes).unwrap();
    match load(path) {
        Ok(found) => assert!(found == *whole, "{how}: something else was loaded"),
        Err(error) => {
            assert!(!error.to_string().contains('\n'), "{how}: {error}");
            assert!(error.help().is_some(), "{how}: no remedy: {error}");
        }
    }
}

#[test]
fn a_file_cut_anywhere_says_so() {
    let folder = super::folder();
    let bytes = bytes(folder.path());
    let path = folder.path().join("cut.relata");
    let lengths = (0..200).chain((200..bytes.len()).step_by(509));
    for length in lengths {
        fs::write(&path, &bytes[..length]).unwrap();
        let error = load(&path).unwrap_err();
        let is_said = match error {
            StorageError::NotGraphFile { .. } => length == 0,
            StorageError::CutShort { .. } => length > 0,
            _ => false,
        };
        assert!(is_said, "{length} bytes: {error}");
    }
}

#[test]
fn a_changed_byte_is_noticed_or_changes_nothing() {
    let folder = super::folder();
    let mut bytes = bytes(folder.path());
    let whole = load(&folder.path().join("whole.relata")).unwrap();
    let path = folder.path().join("changed.relata");
    let places = (0..200).chain((200..bytes.len()).step_by(311));
    for place in places {
        for change in [0xff, 0x01] {
            bytes[place] ^= change;
            check(
                &path,
                &bytes,
                &whole,
                &format!("byte {place} ^ {change:#x}"),
            );
            bytes[place] ^= change;
        }
    }
}

#[test]
fn a_lost_page_is_noticed() {
    let folder = super::folder();
    let bytes = bytes(folder.path());
    let whole = load(&folder.path().join("whole.relata")).unwrap();
    let path = folder.path().join("changed.relata");
    for (page, start) in (0..bytes.len()).step_by(4096).enumerate() {
        for fill in [0, 0xff] {
            let mut damaged = bytes.clone();
            damaged[start..start + 4096].fill(fill);
            check(
                &path,
                &damaged,
                &whole,
                &format!("page {page} filled with {fill}"),
            );
        }
    }
}

#[test]
fn what_is_no_graph_file_is_called_so() {
    let folder = super::folder();
    let path = folder.path().join("other");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute_batch("CREATE TABLE notes (text)")
        .unwrap();
    drop(connection);
    for path in [folder.path(), &path] {
        let error = load(path).unwrap_err();
        assert!(
            matches!(error, StorageError::NotGraphFile { .. }),
            "{error}"
        );
    }
    fs::write(&path, "KYIV, July 3 - Ada met Bo.").unwrap();
    let error = load(&path).unwrap_err();
    assert!(
        matches!(error, StorageError::NotGraphFile { .. }),
        "{error}"
    );
}
