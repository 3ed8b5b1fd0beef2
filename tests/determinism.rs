//! What is exported is a function of the set of articles: nothing of the order, nor of what was read and taken out
//! again, nor of a hash map's mood is left in it.

use std::fs;
use std::path::Path;

use relata::document::{DocumentId, Reading};
use relata::export::{dot, json};
use relata::knowledge_base::KnowledgeBase;
use relata::lexicon::Lexicon;
use relata::model::{self, ModelKind};
use relata::pipeline;
use relata::reader::plain;

#[test]
fn the_same_articles_give_the_same_graph_in_any_order() {
    let lexicon = Lexicon::english();
    let readings = readings(&["call_agency", "call_daily", "coalition"], &lexicon);
    let [first, second, third] = readings.as_slice() else {
        panic!("there are three");
    };
    let expected = export(&KnowledgeBase::from_readings(readings.clone(), &lexicon));
    assert!(expected == export(&KnowledgeBase::from_readings(readings.clone(), &lexicon)));
    let backwards = readings.iter().rev().cloned();
    assert!(expected == export(&KnowledgeBase::from_readings(backwards, &lexicon)));
    let mut one_by_one = KnowledgeBase::default();
    for reading in [second, third, first] {
        one_by_one.ingest([reading.clone()], &lexicon);
    }
    assert!(expected == export(&one_by_one));
}

#[test]
fn an_article_taken_out_leaves_no_trace() {
    let lexicon = Lexicon::english();
    let readings = readings(&["call_agency", "call_daily", "bank"], &lexicon);
    let without = KnowledgeBase::from_readings(readings[1..].to_vec(), &lexicon);
    let mut with = KnowledgeBase::from_readings(readings.clone(), &lexicon);
    assert!(with.retract(&readings[0].article.id, &lexicon));
    assert!(export(&with) == export(&without));
}

#[test]
fn an_article_is_read_the_same_every_time() {
    let lexicon = Lexicon::english();
    let again = Lexicon::english();
    assert!(readings(&["tariffs"], &lexicon) == readings(&["tariffs"], &again));
}

fn readings(names: &[&str], lexicon: &Lexicon) -> Vec<Reading> {
    let model = model::load(ModelKind::default()).expect("the embedded model is whole");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let read = |name: &&str| {
        let path = folder.join(name).with_extension("txt");
        let text = fs::read_to_string(path).expect("the article is there");
        let article = plain::read(text, DocumentId::new(*name), None).expect("the article is read");
        pipeline::annotate(article, lexicon, &*model).into_reading()
    };
    names.iter().map(read).collect()
}

fn export(knowledge_base: &KnowledgeBase) -> Vec<u8> {
    let mut out = Vec::new();
    json::write(knowledge_base, &mut out).expect("a vector takes all");
    let options = dot::DotOptions::default();
    dot::write(knowledge_base, &options, &mut out).expect("a vector takes all");
    out
}
