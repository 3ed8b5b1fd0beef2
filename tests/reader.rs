//! The reader alone, by its public interface: the same bytes whatever the threads and the company.

#![allow(missing_docs)]

use relata::document::DocumentId;
use relata::lexicon::Lexicon;
use relata::model::{self, ModelKind};
use relata::pipeline;
use relata::reader::{conllu, plain};

const TEXT: &str = "VARNA, July 3 — The port of Varna will buy two cranes, Anna Kovalenko said on Friday. \
    Kovalenko, who heads the port, refused to say what they cost: \"Ask the ministry.\"\n\n\
    The ministry, which owns half of the port's shares, did not answer at once. Brightwater Energy, \
    a supplier from Rotterdam, said it had not been asked, and would not wait.\n\n\
    * two cranes\n* a new quay\n";

fn read(kind: ModelKind, threads: usize, text: &str) -> String {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    pool.install(|| {
        let model = model::load(kind).unwrap();
        let article = plain::read(text.to_owned(), DocumentId::new("t"), None).unwrap();
        let syntax = pipeline::parse(article, &Lexicon::english(), &*model);
        let mut out = Vec::new();
        conllu::write(&syntax, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    })
}

#[test]
fn the_same_text_gives_the_same_bytes_on_any_number_of_threads() {
    for kind in [ModelKind::Accurate, ModelKind::Fast] {
        let alone = read(kind, 1, TEXT);
        assert!(alone.contains("NER=B-Person"), "{kind:?}: {alone}");
        assert_eq!(read(kind, 2, TEXT), alone, "{kind:?}");
        assert_eq!(read(kind, 5, TEXT), alone, "{kind:?}");
    }
}

#[test]
fn tags_and_trees_of_a_sentence_do_not_hang_on_the_text_around() {
    // How names are typed may: one who was called a person once stays one.
    let grammar = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        let columns = |line: &str| line.rsplit_once('\t').unwrap().0.to_owned();
        lines.map(columns).collect()
    };
    for kind in [ModelKind::Accurate, ModelKind::Fast] {
        let whole = read(kind, 2, TEXT);
        let paragraphs = TEXT.split_inclusive("\n\n");
        let parts: Vec<String> = paragraphs.map(|part| read(kind, 2, part)).collect();
        assert_eq!(grammar(&parts.concat()), grammar(&whole), "{kind:?}");
    }
}
