//! The graph file as a whole: what comes out is what went in, in whatever order.

mod damage;
mod order;
mod rich_reading;
#[path = "../../tests/ledger/sample.rs"]
mod sample;

use rich_reading::rich_reading;
use sample::{lexicon, reading};
use tempfile::TempDir;

use super::{Change, GraphFile, StorageError};
use crate::document::DocumentId;
use crate::knowledge_base::KnowledgeBase;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn what_is_loaded_is_what_was_put() {
    let folder = folder();
    let path = folder.path().join("news.relata");
    let readings = [
        rich_reading("a"),
        reading("b", &["Ada met Bo", "Bo met Cy"]),
    ];
    let expected = KnowledgeBase::from_readings(readings.clone(), lexicon());
    let mut file = GraphFile::create(&path).unwrap();
    let change = file.put(&readings).unwrap();
    assert_eq!(
        change,
        Change {
            added: 2,
            ..Change::default()
        }
    );
    assert_eq!(file.load(lexicon()).unwrap(), expected, "linked anew");
    assert_eq!(file.link(lexicon()).unwrap(), expected);
    drop(file);
    let file = GraphFile::open_read_only(&path).unwrap();
    assert_eq!(
        file.load(lexicon()).unwrap(),
        expected,
        "from the rows of the graph"
    );
}

#[test]
fn a_closed_file_is_one_file() {
    let folder = folder();
    let path = folder.path().join("news.relata");
    let mut file = GraphFile::create(&path).unwrap();
    file.put(&[rich_reading("a")]).unwrap();
    drop(file);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_article_replaces_the_one_with_its_id() {
    let folder = folder();
    let mut file = GraphFile::create(folder.path().join("news.relata")).unwrap();
    file.put(&[reading("a", &["Ada met Bo"])]).unwrap();
    let before = file.change().unwrap();
    let change = file.put(&[reading("a", &["Ada met Bo"])]).unwrap();
    assert_eq!(
        change,
        Change {
            unchanged: 1,
            ..Change::default()
        }
    );
    assert_eq!(file.change().unwrap(), before, "nothing was written");
    let change = file.put(&[reading("a", &["Cy met Bo"])]).unwrap();
    assert_eq!(
        change,
        Change {
            replaced: 1,
            ..Change::default()
        }
    );
    assert_eq!(file.documents().unwrap(), [DocumentId::new("a")]);
    let expected = KnowledgeBase::from_readings([reading("a", &["Cy met Bo"])], lexicon());
    assert_eq!(file.load(lexicon()).unwrap(), expected);
}

/// A file of as many small articles, whose log is empty.
fn file_of(count: usize, path: &std::path::Path) -> GraphFile {
    let mut file = GraphFile::create(path).unwrap();
    let readings = (0..count).map(|number| reading(&format!("{number:04}"), &["Ada met Bo"]));
    file.put(&readings.collect::<Vec<_>>()).unwrap();
    file.link(lexicon()).unwrap();
    drop(file);
    GraphFile::open(path).unwrap()
}

#[test]
fn a_change_writes_no_more_in_a_large_file_than_in_a_small_one() {
    let folder = folder();
    let written = |count: usize| {
        let path = folder.path().join(format!("{count}.relata"));
        let mut file = file_of(count, &path);
        let mut log = path.into_os_string();
        log.push("-wal");
        let bytes = |log: &std::ffi::OsStr| std::fs::metadata(log).map_or(0, |log| log.len());
        let mut steps = Vec::new();
        file.put(&[reading("0005x", &["Cy met Dee"])]).unwrap();
        steps.push(bytes(&log));
        file.put(&[reading("0005x", &["Cy met Bo"])]).unwrap();
        steps.push(bytes(&log));
        assert!(file.remove(&DocumentId::new("0005x")).unwrap());
        steps.push(bytes(&log));
        assert!(steps[0] > 0 && steps.is_sorted(), "the log grows");
        steps[2]
    };
    let (small, large) = (written(20), written(600));
    assert!(
        large < 2 * small,
        "{large} bytes, and {small} in a file of a thirtieth"
    );
}

#[test]
fn a_large_file_is_not_linked_for_one_article() {
    let folder = folder();
    let mut file = file_of(120, &folder.path().join("news.relata"));
    file.put(&[reading("one", &["Cy met Dee"])]).unwrap();
    assert!(!file.is_linked().unwrap());
    assert!(!file.is_cheap_to_link(1).unwrap());
    assert!(file.is_cheap_to_link(20).unwrap(), "a sixth of it is new");
    let small = file_of(20, &folder.path().join("small.relata"));
    assert!(small.is_cheap_to_link(1).unwrap());
}

#[test]
fn removing_what_is_not_there_is_said() {
    let folder = folder();
    let mut file = GraphFile::create(folder.path().join("news.relata")).unwrap();
    assert!(!file.remove(&DocumentId::new("a")).unwrap());
}

#[test]
fn a_reading_that_does_not_fit_together_leaves_all_as_it_was() {
    let folder = folder();
    let mut file = GraphFile::create(folder.path().join("news.relata")).unwrap();
    let mut wrong = reading("b", &["Ada met Bo"]);
    wrong.clusters.clear();
    let error = file
        .put(&[reading("a", &["Ada met Bo"]), wrong])
        .unwrap_err();
    assert!(
        matches!(error, StorageError::Inconsistent { .. }),
        "{error}"
    );
    assert!(file.documents().unwrap().is_empty());
}

#[test]
fn two_writers_take_turns_and_readers_see_whole_states() {
    let folder = folder();
    let path = folder.path().join("news.relata");
    let mut first = GraphFile::create(&path).unwrap();
    let mut second = GraphFile::open(&path).unwrap();
    let reader = GraphFile::open_read_only(&path).unwrap();
    first.put(&[reading("a", &["Ada met Bo"])]).unwrap();
    second.put(&[reading("b", &["Bo met Cy"])]).unwrap();
    first.link(lexicon()).unwrap();
    assert_eq!(reader.documents().unwrap().len(), 2);
    assert_eq!(reader.load(lexicon()).unwrap().readings().len(), 2);
}

#[test]
fn other_tools_read_the_facts() {
    let folder = folder();
    let path = folder.path().join("news.relata");
    let mut file = GraphFile::create(&path).unwrap();
    file.put(&[reading("a", &["Ada met Bo"])]).unwrap();
    file.link(lexicon()).unwrap();
    let connection = rusqlite::Connection::open(&path).unwrap();
    let sql = "SELECT subject || '|' || predicate || '|' || object || '|' || sentence FROM facts";
    let fact: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(fact, "Ada|met|Bo|Ada met Bo.");
}

#[test]
fn a_missing_file_is_not_made() {
    let folder = folder();
    let path = folder.path().join("nowhere.relata");
    let error = GraphFile::open(&path).unwrap_err();
    assert!(matches!(error, StorageError::Missing { .. }), "{error}");
    assert!(!path.exists());
}

#[test]
fn a_file_is_not_made_over_another() {
    let folder = folder();
    let path = folder.path().join("news.relata");
    std::fs::write(&path, "my diary").unwrap();
    let error = GraphFile::create(&path).unwrap_err();
    assert!(matches!(error, StorageError::Exists { .. }), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), b"my diary");
}

#[test]
fn a_file_of_a_later_version_says_so() {
    let folder = folder();
    let path = folder.path().join("news.relata");
    drop(GraphFile::create(&path).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let error = GraphFile::open(&path).unwrap_err();
    assert!(
        matches!(error, StorageError::Newer { found: 99, .. }),
        "{error}"
    );
}

#[test]
#[cfg(unix)]
fn a_file_in_a_folder_that_cannot_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let path = folder.path().join("news #1?.relata");
    let mut file = GraphFile::create(&path).unwrap();
    file.put(&[reading("a", &["Ada met Bo"])]).unwrap();
    drop(file);
    let mode = |mode| std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(&path, mode(0o444)).unwrap();
    std::fs::set_permissions(folder.path(), mode(0o555)).unwrap();
    let file = GraphFile::open_read_only(&path).unwrap();
    assert_eq!(file.documents().unwrap().len(), 1);
    drop(file);
    std::fs::set_permissions(folder.path(), mode(0o755)).unwrap();
}
