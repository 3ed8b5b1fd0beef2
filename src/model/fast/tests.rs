use std::fmt::Write as _;

use super::*;
use crate::document::DocumentId;
use crate::reader::conllu;

fn words(sentences: &[&str]) -> crate::document::Syntax {
    let mut source = String::new();
    for sentence in sentences {
        for (place, form) in sentence.split(' ').enumerate() {
            let _ = writeln!(source, "{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_", place + 1);
        }
        source.push('\n');
    }
    conllu::read(&source, DocumentId::new("t")).unwrap()
}

fn analysed(sentences: &[&str]) -> Analysis {
    let words = words(sentences);
    let model = Fast::embedded().unwrap();
    model.analyse(words.text(), words.tokens(), words.sentences())
}

#[test]
fn a_plain_sentence_is_read_right() {
    let analysis = analysed(&["Ada Moore called her friends in London ."]);
    let tags: Vec<&str> = analysis.tags.iter().map(|tag| tag.upos.as_str()).collect();
    assert_eq!(
        tags,
        [
            "PROPN", "PROPN", "VERB", "PRON", "NOUN", "ADP", "PROPN", "PUNCT"
        ]
    );
    let heads: Vec<Option<u32>> = analysis.dependencies.iter().map(|arc| arc.head).collect();
    assert_eq!(heads[0..5], [Some(2), Some(0), None, Some(4), Some(2)]);
    assert_eq!(&*analysis.lemmas[2], "call");
    assert_eq!(analysis.names.len(), 2);
}

#[test]
fn every_sentence_has_one_root_and_heads_stay_inside() {
    let sentences = [
        "a",
        "- - , . )",
        "the the of of and",
        "“ X ” , he said , “ Y . ”",
    ];
    let analysis = analysed(&sentences);
    let mut start = 0;
    for sentence in sentences {
        let end = start + sentence.split(' ').count();
        let arcs = &analysis.dependencies[start..end];
        assert_eq!(
            arcs.iter().filter(|arc| arc.head.is_none()).count(),
            1,
            "{sentence}"
        );
        let inside = |head: u32| (start..end).contains(&(head as usize));
        assert!(
            arcs.iter().filter_map(|arc| arc.head).all(inside),
            "{sentence}"
        );
        start = end;
    }
}

#[test]
fn a_sentence_of_many_words_ends() {
    let sentence = "and the old man ".repeat(5_000);
    let analysis = analysed(&[sentence.trim()]);
    assert_eq!(analysis.tags.len(), 20_000);
}

#[test]
fn a_damaged_file_is_refused() {
    assert!(Fast::open(&EMBEDDED[..EMBEDDED.len() - 1]).is_err());
    assert!(Fast::open(b"").is_err());
}
