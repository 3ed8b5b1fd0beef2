//! The accurate model on one core: time from start to ready, and reading.

#![allow(missing_docs)]

use relata::document::{Sentence, SentenceKind, Token, TokenKind};
use relata::model::{Accurate, ReaderModel};
use relata::span::{ByteSpan, TokenSpan};

fn main() {
    // One core, as the figures in BENCHMARKS.md are.
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1);
    one_core.build_global().expect("nothing ran before");
    divan::main();
}

#[divan::bench(sample_count = 20)]
fn start_to_ready() -> Accurate {
    Accurate::embedded().expect("the embedded model is whole")
}

#[divan::bench(sample_count = 5)]
fn read_2300_words(bencher: divan::Bencher<'_, '_>) {
    let model = Accurate::embedded().expect("the embedded model is whole");
    let line = "The ministry said on Friday that the port of Varna would buy two new cranes for its \
        southern quay after talks with the company .\n";
    let text = line.repeat(100);
    let (tokens, sentences) = words_and_lines(&text);
    bencher
        .counter(divan::counter::ItemsCount::new(tokens.len()))
        .bench(|| model.analyse(&text, &tokens, &sentences));
}

fn words_and_lines(text: &str) -> (Vec<Token>, Vec<Sentence>) {
    let (mut tokens, mut sentences, mut start) = (Vec::new(), Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let (first, line_start) = (tokens.len() as u32, start);
        for word in line.split_inclusive([' ', '\n']) {
            let end = start + word.trim_end().len() as u32;
            let span = ByteSpan::new(start, end);
            let kind = TokenKind::Word;
            tokens.push(Token { span, kind });
            start += word.len() as u32;
        }
        sentences.push(Sentence {
            tokens: TokenSpan::new(first, tokens.len() as u32),
            span: ByteSpan::new(line_start, start - 1),
            kind: SentenceKind::Body,
            paragraph: 0,
        });
    }
    (tokens, sentences)
}
