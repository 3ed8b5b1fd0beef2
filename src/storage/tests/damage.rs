//! Files that are cut or changed: a clear error or the whole contents, never a panic.

use std::fs;
use std::path::Path;

use super::rich_reading::rich_reading;
use super::sample::{lexicon, reading};
use crate::knowledge_base::KnowledgeBase;
use crate::storage::{GraphFile, StorageError, salvage};

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

#[test]
fn a_whole_file_verifies_and_every_change_is_found() {
    let folder = super::folder();
    let mut bytes = bytes(folder.path());
    let whole = folder.path().join("whole.relata");
    let verification = GraphFile::open_read_only(&whole)
        .unwrap()
        .verify(lexicon())
        .unwrap();
    assert_eq!(verification.problems, Vec::<String>::new());
    assert_eq!((verification.articles, verification.relations), (2, 3));
    let path = folder.path().join("changed.relata");
    let place = bytes
        .windows(4)
        .position(|window| window == b"Ada ")
        .unwrap();
    bytes[place] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let verification = GraphFile::open_read_only(&path)
        .unwrap()
        .verify(lexicon())
        .unwrap();
    assert!(!verification.problems.is_empty());
}

#[test]
fn whatever_page_is_lost_but_one_articles_are_saved() {
    let folder = super::folder();
    let readings: Vec<_> = (0..12)
        .map(|number| reading(&format!("article-{number:02}"), &["Ada met Bo"; 12]))
        .collect();
    let path = folder.path().join("whole.relata");
    let mut file = GraphFile::create(&path).unwrap();
    file.put(&readings).unwrap();
    drop(file);
    let bytes = fs::read(&path).unwrap();
    let (damaged, copy) = (folder.path().join("damaged"), folder.path().join("copy"));
    let mut hopeless = Vec::new();
    for (page, start) in (0..bytes.len()).step_by(4096).enumerate() {
        let mut changed = bytes.clone();
        changed[start..start + 4096].fill(0);
        fs::write(&damaged, &changed).unwrap();
        let salvage = salvage(&damaged, &copy).unwrap();
        assert!(
            salvage
                .readings
                .iter()
                .all(|saved| readings.contains(saved)),
            "page {page}"
        );
        let saved = salvage.readings.len() + salvage.articles.len();
        assert!(
            !salvage.is_complete || saved == readings.len(),
            "page {page}: complete, with {saved} articles"
        );
        if saved == 0 {
            hopeless.push(page);
        }
        assert!(!copy.exists());
    }
    // The page where the table of texts begins: SQLite reaches the others from there only.
    assert!(
        hopeless.len() <= 1,
        "nothing is saved without one of the pages {hopeless:?}"
    );
}

#[test]
fn a_cut_file_gives_back_the_articles_before_the_cut() {
    let folder = super::folder();
    let bytes = bytes(folder.path());
    let (damaged, copy) = (folder.path().join("damaged"), folder.path().join("copy"));
    for length in (0..bytes.len()).step_by(2048) {
        fs::write(&damaged, &bytes[..length]).unwrap();
        let _ = salvage(&damaged, &copy);
        assert!(!copy.exists());
    }
}
