//! What the embedded model reads, and that it always reads the same.

use super::*;
use crate::document::{EntityType, SentenceKind};
use crate::span::ByteSpan;

/// Words parted by blanks, sentences by lines.
fn document(text: &str) -> (Vec<Token>, Vec<Sentence>) {
    let (mut tokens, mut sentences, mut start) = (Vec::new(), Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let first = tokens.len() as u32;
        for word in line.split_inclusive([' ', '\n']) {
            let end = start + word.trim_end().len() as u32;
            tokens.push(Token {
                span: ByteSpan::new(start, end),
                kind: crate::document::TokenKind::Word,
            });
            start += word.len() as u32;
        }
        let span = ByteSpan::new(tokens[first as usize].span.start(), start);
        let tokens = TokenSpan::new(first, tokens.len() as u32);
        sentences.push(Sentence {
            tokens,
            span,
            kind: SentenceKind::Body,
            paragraph: 0,
        });
    }
    (tokens, sentences)
}

fn analyse(model: &Accurate, text: &str) -> Analysis {
    let (tokens, sentences) = document(text);
    model.analyse(text, &tokens, &sentences)
}

fn model() -> Accurate {
    Accurate::embedded().expect("the embedded model is whole")
}

#[test]
fn words_get_tags_lemmas_heads_and_names() {
    let analysis = analyse(&model(), "Angela Merkel visited three cities in Spain .\n");
    let heads: Vec<Option<u32>> = analysis
        .dependencies
        .iter()
        .map(|dependency| dependency.head)
        .collect();
    assert_eq!(
        heads,
        [
            Some(2),
            Some(0),
            None,
            Some(4),
            Some(2),
            Some(6),
            Some(4),
            Some(2)
        ]
    );
    let lemmas: Vec<&str> = analysis.lemmas.iter().map(AsRef::as_ref).collect();
    assert_eq!(
        lemmas,
        [
            "Angela", "Merkel", "visit", "three", "city", "in", "Spain", "."
        ]
    );
    let types: Vec<EntityType> = analysis.names.iter().map(|name| name.entity_type).collect();
    assert_eq!(types, [EntityType::Person, EntityType::Gpe]);
    assert_eq!(analysis.names[0].tokens, TokenSpan::new(0, 2));
}

#[test]
fn a_sentence_reads_the_same_alone_and_in_company() {
    let model = model();
    let lines = [
        "The bank said it would sell its stake .\n",
        "Yes !\n",
        "Rain fell on Oslo and its port on Friday .\n",
    ];
    let text = lines.concat().repeat(20);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(3)
        .build()
        .expect("three threads start");
    let together = pool.install(|| analyse(&model, &text));
    let mut tags = Vec::new();
    for _ in 0..20 {
        for line in lines {
            tags.extend(analyse(&model, line).tags);
        }
    }
    assert_eq!(together.tags, tags);
    assert_eq!(together, analyse(&model, &text));
}

#[test]
fn a_long_sentence_is_cut_and_hangs_together() {
    let text = "word ".repeat(1000).trim_end().to_owned() + "\n";
    let analysis = analyse(&model(), &text);
    assert_eq!(analysis.tags.len(), 1000);
    assert_eq!(
        analysis
            .dependencies
            .iter()
            .filter(|dependency| dependency.head.is_none())
            .count(),
        1
    );
}

#[test]
fn strange_words_do_not_disturb_it() {
    let long = "x".repeat(100_000);
    let text = format!("\u{200b} \u{1f600} {long} 中文 \u{fffd} -\n");
    let analysis = analyse(&model(), &text);
    assert_eq!(analysis.lemmas.len(), 6);
    assert!(analyse(&model(), "").tags.is_empty());
}

#[test]
fn the_program_reads_what_the_trainer_reads() {
    let model = model();
    let mut room = Workspace::default();
    let mut otherwise = 0;
    for sentence in include_str!("parity.tsv").split("\n\n") {
        let rows: Vec<Vec<&str>> = sentence
            .lines()
            .map(|line| line.split('\t').collect())
            .collect();
        if rows.is_empty() {
            continue;
        }
        let forms: Vec<&str> = rows.iter().map(|row| row[0]).collect();
        let text = forms.join(" ") + "\n";
        let (tokens, sentences) = document(&text);
        let batch = &model.cutter.batches(&text, &tokens, &sentences)[0];
        let vectors = model
            .encoder
            .encode(&batch.pieces, &batch.ranges(), &mut room);
        let vectors = mean_of_pieces(&vectors, batch);
        let analysis = model.analyse(&text, &tokens, &sentences);
        for (word, row) in rows.iter().enumerate() {
            let pieces = &batch.pieces[batch.words[word + 1].clone()];
            let numbers: Vec<String> = pieces.iter().map(|p| p.number.to_string()).collect();
            assert_eq!(numbers.join(","), row[1], "pieces of {}", row[0]);
            assert_eq!(pieces[0].shape.to_string(), row[2], "shape of {}", row[0]);
            let dependency = analysis.dependencies[word];
            let head = dependency.head.map_or(0, |head| head + 1);
            let read = format!(
                "{} {head} {}",
                analysis.tags[word].upos, dependency.relation
            );
            otherwise += usize::from(read != row[3..6].join(" "));
            for (place, expected) in row[6].split(',').enumerate() {
                let expected: f32 = expected.parse().expect("a number");
                let found = vectors[(word + 1) * WIDTH + place];
                // Eight bits against thirty-two.
                assert!(
                    (found - expected).abs() < 0.25,
                    "{}: {found} for {expected}",
                    row[0]
                );
            }
        }
    } // Eight bits may decide a close call otherwise.
    assert!(otherwise <= 2, "{otherwise} words read otherwise");
}
