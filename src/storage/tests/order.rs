//! The file is a function of the set of its articles.

use proptest::prelude::*;
use rusqlite::Connection;

use super::sample::{lexicon, reading};
use crate::document::Reading;
use crate::knowledge_base::KnowledgeBase;
use crate::storage::{Digest, GraphFile};

/// What a file has to say: its digest, all that is loaded from it, and its facts as rows.
fn contents(file: &mut GraphFile) -> (Digest, KnowledgeBase, Vec<String>) {
    let knowledge_base = file.link(lexicon()).unwrap();
    let connection = Connection::open(file.path()).unwrap();
    let mut statement = connection
        .prepare("SELECT fact || ' ' || subject || ' ' || object || ' ' || document FROM facts")
        .unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    let mut facts: Vec<String> = rows.map(Result::unwrap).collect();
    facts.sort();
    (file.digest().unwrap(), knowledge_base, facts)
}

fn file_of(folder: &tempfile::TempDir, name: &str, readings: &[Reading]) -> GraphFile {
    let mut file = GraphFile::create(folder.path().join(name)).unwrap();
    file.put(readings).unwrap();
    file
}

/// Articles about few people, so that they share entities; each id once.
fn articles() -> impl Strategy<Value = Vec<Reading>> {
    let person = prop::sample::select(vec!["Ada", "Bo", "Cy", "Dee"]);
    let sentence = (person.clone(), person).prop_map(|(left, right)| format!("{left} met {right}"));
    let sentences = prop::collection::vec(sentence, 1..4);
    prop::collection::btree_map("[a-f]", sentences, 1..5).prop_map(|articles| {
        let read = |(id, sentences): (String, Vec<String>)| {
            let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
            reading(&id, &sentences)
        };
        articles.into_iter().map(read).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn adding_later_is_building_at_once(articles in articles(), cut in 0usize..5) {
        let folder = super::folder();
        let cut = cut.min(articles.len());
        let mut at_once = file_of(&folder, "at-once", &articles);
        let mut later = file_of(&folder, "later", &articles[..cut]);
        later.link(lexicon()).unwrap();
        later.put(&articles[cut..]).unwrap();
        prop_assert_eq!(contents(&mut at_once), contents(&mut later));
    }

    #[test]
    fn what_was_added_and_removed_was_never_there(articles in articles(), extra in 0usize..5) {
        let folder = super::folder();
        let extra = extra.min(articles.len() - 1);
        let mut without = articles.clone();
        let removed = without.remove(extra);
        let mut never = file_of(&folder, "never", &without);
        let mut removal = file_of(&folder, "removal", &articles);
        removal.link(lexicon()).unwrap();
        prop_assert!(removal.remove(&removed.article.id).unwrap());
        prop_assert_eq!(contents(&mut never), contents(&mut removal));
    }

    #[test]
    fn order_leaves_no_trace(articles in articles(), seed in any::<u64>()) {
        let folder = super::folder();
        let mut shuffled = articles.clone();
        let length = shuffled.len();
        shuffled.rotate_left(seed as usize % length);
        shuffled[..length / 2].reverse();
        let mut in_order = file_of(&folder, "in-order", &articles);
        let mut one_by_one = GraphFile::create(folder.path().join("one-by-one")).unwrap();
        for article in shuffled {
            one_by_one.put(&[article]).unwrap();
        }
        prop_assert_eq!(contents(&mut in_order), contents(&mut one_by_one));
    }
}
