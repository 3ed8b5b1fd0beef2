//! Queries that change the graph of articles: decisions that hold after every rebuild, or nothing.

use proptest::prelude::*;
use relata::KnowledgeBase;
use relata::answer::{Answerer, AskError, write};
use relata::document::Reading;
use relata::ledger::parse;
use relata::query::Options;
use relata::value::MapValue;

use super::sample::{lexicon, reading};

fn rows(answerer: &Answerer, query: &str) -> Vec<String> {
    let answer = answerer.ask(query, &Options::default()).unwrap();
    let row = |row: &Vec<_>| {
        let cells: Vec<String> = row.iter().map(|value| answerer.text(value)).collect();
        cells.join(" ")
    };
    let mut rows: Vec<String> = answer.rows.iter().map(row).collect();
    rows.sort();
    rows
}

/// All that a query can have changed.
fn contents(answerer: &Answerer) -> Vec<String> {
    let mut contents = rows(
        answerer,
        "MATCH (n) WHERE n.name IS NOT NULL RETURN n.name, n.x, n:Person, n:Spy",
    );
    let facts = "MATCH (a)-[r]->(b) RETURN a.name, type(r), r.x, b.name";
    contents.extend(rows(answerer, facts));
    contents
}

fn written(knowledge_base: &KnowledgeBase, query: &str) -> Result<KnowledgeBase, AskError> {
    let written = write(
        knowledge_base,
        query,
        &MapValue::default(),
        &Options::default(),
        None,
    )?;
    let mut ledger = knowledge_base.ledger().clone();
    ledger.extend(&written.decisions);
    let mut after = knowledge_base.clone();
    after.set_ledger(ledger, lexicon());
    assert_eq!(
        contents(&written.answerer),
        contents(&Answerer::new(&after)),
        "what the query showed is not what its decisions give: {query}"
    );
    Ok(after)
}

/// The same articles in another order, one by one, with the ledger as text.
fn rebuilt(knowledge_base: &KnowledgeBase) -> KnowledgeBase {
    let ledger = parse(&knowledge_base.ledger().to_string()).unwrap();
    let mut rebuilt = KnowledgeBase::corrected([], ledger, lexicon());
    let readings: Vec<Reading> = knowledge_base.readings().cloned().collect();
    for reading in readings.into_iter().rev() {
        rebuilt.ingest([reading], lexicon());
    }
    rebuilt
}

fn articles() -> KnowledgeBase {
    let readings = [
        reading("a", &["Ada met Bo", "Bo met Cy"]),
        reading("b", &["Ada met Dee", "Cy met Dee"]),
    ];
    KnowledgeBase::from_readings(readings, lexicon())
}

#[track_caller]
fn check(queries: &[&str], question: &str, expected: &[&str]) {
    let mut knowledge_base = articles();
    for query in queries {
        knowledge_base = written(&knowledge_base, query).unwrap();
    }
    assert_eq!(rows(&Answerer::new(&knowledge_base), question), expected);
    assert_eq!(
        rows(&Answerer::new(&rebuilt(&knowledge_base)), question),
        expected
    );
}

#[test]
fn a_new_name_a_new_type_and_a_property_hold() {
    check(
        &["MATCH (n {name: 'Ada'}) REMOVE n:Person SET n:Organization, n.name = 'ADA', n.x = 0.5"],
        "MATCH (n:Organization) RETURN n.name, n.aliases, n.x",
        &["ADA Ada 0.5"],
    );
}

#[test]
fn what_is_created_is_found_by_short_questions_too() {
    check(
        &["MATCH (n {name: 'Ada'}) CREATE (:Person {name: 'Eve'})-[:meet {x: 1}]->(n)"],
        "?who meet Ada",
        &["Eve"],
    );
}

#[test]
fn what_is_created_can_be_changed_and_deleted() {
    check(
        &[
            "CREATE (:Spy {name: 'Eve'})-[:know]->(:Spy {name: 'Zoe'})",
            "MATCH (:Spy {name: 'Eve'})-[r]->(z) SET r.x = 3, z.name = 'Zed'",
            "MATCH (n:Spy {name: 'Eve'}) DETACH DELETE n",
        ],
        "MATCH (n:Spy) RETURN n.name",
        &["Zed"],
    );
}

#[test]
fn merging_twice_makes_one() {
    let merge = "MERGE (n:Person {name: 'Eve'}) ON MATCH SET n.x = 2";
    check(
        &[merge, merge],
        "MATCH (n {name: 'Eve'}) RETURN n.x",
        &["2"],
    );
}

#[test]
fn a_deleted_fact_is_gone_and_a_deleted_entity_with_all_that_is_said_of_it() {
    check(
        &["MATCH (:Person {name: 'Bo'})-[r]->() DELETE r"],
        "MATCH (a)-[r]->(b) RETURN a.name, b.name",
        &["Ada Bo", "Ada Dee", "Cy Dee"],
    );
    check(
        &["MATCH (n {name: 'Dee'}) DETACH DELETE n"],
        "MATCH (a)-[r]->(b) RETURN a.name, b.name",
        &["Ada Bo", "Bo Cy"],
    );
}

#[track_caller]
fn check_refused(query: &str, expected: &str) {
    let knowledge_base = articles();
    let error = written(&knowledge_base, query).map(|_| ()).unwrap_err();
    assert_eq!(error.to_string(), expected);
}

#[test]
fn evidence_cannot_be_made_up() {
    let expected = "evidence cannot be made up: `sentence` is what articles say";
    check_refused(
        "MATCH ()-[r]->() SET r.sentence = 'Ada met nobody.'",
        expected,
    );
    check_refused(
        "MATCH (a {name: 'Ada'}), (b {name: 'Cy'}) CREATE (a)-[:met {sentence: 'x'}]->(b)",
        expected,
    );
    check_refused(
        "MATCH ()-[r]->() SET r.negated = true",
        "evidence cannot be made up: `negated` is what articles say",
    );
    check_refused(
        "MATCH (n {name: 'Ada'}) SET n.mentions = 9",
        "`mentions` follows from the articles, and cannot be set",
    );
}

#[test]
fn a_query_is_kept_whole_or_not_at_all() {
    check_refused(
        "MATCH (n {name: 'Ada'})-[r]->() SET n.x = 1 SET r.document = 'c'",
        "evidence cannot be made up: `document` is what articles say",
    );
    let error = "MATCH (n {name: 'Ada'}) SET n.x = 1 WITH n DELETE n";
    assert!(written(&articles(), error).is_err());
    check_refused(
        "MATCH (n {name: 'Ada'}) SET n.x = 1 REMOVE n:Person",
        "an entity is of one type, and `Person` was taken away without another",
    );
}

#[test]
fn notes_rest_while_their_entity_is_away() {
    let both = articles();
    let noted = written(&both, "MATCH (n {name: 'Dee'}) SET n.x = 1").unwrap();
    let mut without = noted.clone();
    without.retract(&relata::document::DocumentId::new("b"), lexicon());
    let findings = without.findings(lexicon());
    let findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(findings, ["decision 1 rests: `Dee` is not found"]);
    without.ingest(both.readings().cloned().collect::<Vec<_>>(), lexicon());
    assert_eq!(without, noted);
}

fn query() -> impl Strategy<Value = String> {
    let name = || prop::sample::select(vec!["Ada", "Bo", "Cy", "Dee", "Eve 1", "New 1"]);
    let template = prop::sample::select(vec![
        "MATCH (n {name: '$a'}) SET n.x = $k",
        "MATCH (n {name: '$a'}) SET n.x = null",
        "MATCH (n {name: '$a'}) SET n.name = 'New $k'",
        "MATCH (n {name: '$a'}) SET n:Spy",
        "MATCH (n {name: '$a'}) REMOVE n:Spy",
        "CREATE (:Person {name: 'Eve $k', x: $k})",
        "MERGE (n:Person {name: '$a'}) SET n.x = $k",
        "MATCH (a {name: '$a'}), (b {name: '$b'}) CREATE (a)-[:know {x: $k}]->(b)",
        "MATCH (a {name: '$a'}), (b {name: '$b'}) MERGE (a)-[r:met]->(b) SET r.x = $k",
        "MATCH ({name: '$a'})-[r]->() DELETE r",
        "MATCH ({name: '$a'})-[r:met]->({name: '$b'}) SET r.x = $k",
        "MATCH (n {name: '$a'}) DETACH DELETE n",
    ]);
    (template, name(), name(), 0u8..3).prop_map(|(template, a, b, k)| {
        let query = template.replace("$a", a).replace("$b", b);
        query.replace("$k", &k.to_string())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_was_written_holds_after_a_rebuild_in_any_order(
        queries in prop::collection::vec(query(), 1..7),
    ) {
        let mut knowledge_base = articles();
        for query in &queries {
            knowledge_base = written(&knowledge_base, query).unwrap();
        }
        let again = rebuilt(&knowledge_base);
        prop_assert_eq!(&knowledge_base, &again);
        prop_assert_eq!(contents(&Answerer::new(&knowledge_base)), contents(&Answerer::new(&again)));
    }
}
