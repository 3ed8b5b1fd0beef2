//! A graph file after any changes, with questions between, is what building its articles at once gives: what is
//! exported, what is verified, and the snapshot that questions read, byte by byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use proptest::prelude::*;
use relata::Newsreader;
use relata::answer::{Answerer, Grounds};
use relata::document::{DocumentId, Reading};
use relata::export::json;
use relata::graph::RelationId;
use relata::model::ModelKind;
use relata::storage::GraphFile;

/// Two versions of each article, by id.
const ARTICLES: [(&str, [&str; 2]); 6] = [
    (
        "1",
        [
            "WASHINGTON, July 3, 2025 - President Donald Trump spoke with Vladimir Putin by phone. The call lasted an hour.",
            "WASHINGTON, July 3, 2025 - President Donald Trump spoke with Vladimir Putin by phone. The call lasted a while.",
        ],
    ),
    (
        "2",
        [
            "MOSCOW, July 4, 2025 - The Kremlin said Trump and Putin held a call. Moscow rejected a ceasefire with Ukraine.",
            "KYIV, July 4, 2025 - Ukraine thanked Donald J. Trump. The World Trade Organization (WTO) met Volodymyr Zelenskiy.",
        ],
    ),
    (
        "3",
        [
            "GENEVA, July 4, 2025 - The WTO criticised Russia. Reporters asked Ada Lind about the phone call between Trump and Putin.",
            "GENEVA, July 4, 2025 - Ada Lind met Bo Lind. Lind told reporters that Russia would attack Ukraine.",
        ],
    ),
    (
        "4",
        [
            "Lind left Geneva on Friday.",
            "Bo Lind left the WTO on Friday.",
        ],
    ),
    (
        "5",
        [
            "Trump met Melania Trump in Paris. The two leaders talked.",
            "Putin met Donald Trump in Alaska. The two leaders said the war in Ukraine must end.",
        ],
    ),
    (
        "0",
        [
            "Ada Lind founded Northwind. Northwind bought Tarn Bank.",
            "Tarn Bank sued Northwind, Ada Lind said.",
        ],
    ),
];

fn reading(article: usize, version: usize) -> Reading {
    static READINGS: OnceLock<Vec<[Reading; 2]>> = OnceLock::new();
    let all = READINGS.get_or_init(|| {
        let newsreader = Newsreader::new(ModelKind::Fast).expect("the embedded model is whole");
        let read = |(id, versions): &(&str, [&str; 2])| {
            versions.map(|text| newsreader.read(*id, text, None).expect("there are words"))
        };
        ARTICLES.iter().map(read).collect()
    });
    all[article][version].clone()
}

#[derive(Debug, Clone)]
enum Step {
    /// Adds an article, or replaces its other version.
    Put(usize, usize),
    Remove(usize),
    Link,
    Ask,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let article = 0..ARTICLES.len();
    let step = prop_oneof![
        4 => (article.clone(), 0usize..2).prop_map(|(article, version)| Step::Put(article, version)),
        2 => article.prop_map(Step::Remove),
        2 => Just(Step::Link),
        2 => Just(Step::Ask),
    ];
    prop::collection::vec(step, 1..16)
}

fn file_of(path: &Path, steps: &[Step]) -> GraphFile {
    let lexicon = relata::lexicon::Lexicon::english();
    let mut file = GraphFile::create(path).unwrap();
    for step in steps {
        match step {
            Step::Put(article, version) => {
                file.put(&[reading(*article, *version)]).unwrap();
            }
            Step::Remove(article) => {
                file.remove(&DocumentId::new(ARTICLES[*article].0)).unwrap();
            }
            Step::Link => {
                file.link(&lexicon).unwrap();
            }
            Step::Ask => {
                Answerer::of_file(&file).unwrap();
            }
        }
    }
    file
}

/// What is exported, and the snapshot, which is what questions see.
fn contents(mut file: GraphFile) -> (String, Vec<u8>) {
    let lexicon = relata::lexicon::Lexicon::english();
    Answerer::of_file(&file).unwrap();
    let unlinked = fs::read(file.snapshot_path()).unwrap();
    let knowledge_base = file.link(&lexicon).unwrap();
    let facts: Vec<RelationId> = knowledge_base
        .graph()
        .relations()
        .iter()
        .map(|it| it.id)
        .collect();
    let alone = Grounds::in_file(&file, facts.clone()).unwrap().unwrap();
    let whole = Grounds::of(&knowledge_base, facts.clone());
    assert_eq!(alone.evidence(&facts), whole.evidence(&facts));
    let mut exported = Vec::new();
    json::write(&knowledge_base, &mut exported).unwrap();
    // From the rows now, which were written or left alone.
    let verification = file.verify(&lexicon).unwrap();
    assert_eq!(verification.problems, Vec::<String>::new());
    file.discard_snapshot().unwrap();
    Answerer::of_file(&file).unwrap();
    let snapshot = fs::read(file.snapshot_path()).unwrap();
    assert!(
        snapshot == unlinked,
        "rows and readings say different things"
    );
    (String::from_utf8(exported).unwrap(), snapshot)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_changes_with_questions_between_give_what_building_at_once_gives(steps in steps()) {
        let folder = tempfile::tempdir().unwrap();
        let changed = file_of(&folder.path().join("changed.relata"), &steps);
        let mut there = BTreeMap::new();
        for step in &steps {
            match step {
                Step::Put(article, version) => {
                    there.insert(*article, Step::Put(*article, *version));
                }
                Step::Remove(article) => {
                    there.remove(article);
                }
                Step::Link | Step::Ask => {}
            }
        }
        let there: Vec<Step> = there.into_values().collect();
        let at_once = file_of(&folder.path().join("at-once.relata"), &there);
        prop_assert_eq!(contents(changed), contents(at_once));
    }
}
