//! The models on one core: time from start to ready, words to analysis, and raw text to analysis.

#![allow(missing_docs)]

use relata::document::{DocumentId, Sentence, SentenceKind, Token, TokenKind};
use relata::lexicon::Lexicon;
use relata::model::{self, ModelKind, ReaderModel};
use relata::pipeline;
use relata::reader::plain;
use relata::span::{ByteSpan, TokenSpan};

fn main() {
    // One core, as the figures in BENCHMARKS.md are.
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1);
    one_core.build_global().expect("nothing ran before");
    divan::main();
}

#[divan::bench(sample_count = 20, args = [ModelKind::Accurate, ModelKind::Fast])]
fn start_to_ready(kind: ModelKind) -> Box<dyn ReaderModel> {
    model::load(kind).expect("the embedded model is whole")
}

/// Words and sentences are given.
#[divan::bench(sample_count = 20, args = [ModelKind::Accurate, ModelKind::Fast])]
fn words_to_analysis(bencher: divan::Bencher<'_, '_>, kind: ModelKind) {
    let model = model::load(kind).expect("the embedded model is whole");
    let text = text(" .\n");
    let (tokens, sentences) = words_and_lines(&text);
    bencher
        .counter(divan::counter::ItemsCount::new(tokens.len()))
        .bench(|| model.analyse(&text, &tokens, &sentences));
}

/// The tokenizer and the splitter as well.
#[divan::bench(sample_count = 20, args = [ModelKind::Accurate, ModelKind::Fast])]
fn text_to_analysis(bencher: divan::Bencher<'_, '_>, kind: ModelKind) {
    let model = model::load(kind).expect("the embedded model is whole");
    let (lexicon, text) = (Lexicon::english(), text(".\n\n"));
    let read = || {
        let article = plain::read(text.clone(), DocumentId::new("bench"), None);
        pipeline::parse(article.expect("the text has words"), &lexicon, &*model)
    };
    bencher
        .counter(divan::counter::ItemsCount::new(read().tokens().len()))
        .bench(read);
}

/// News without names that anybody has, in which no two sentences are the same: as many words as an article has.
fn text(end: &str) -> String {
    const WHO: [&str; 7] = [
        "The ministry",
        "Anna Kovalenko , a deputy mayor ,",
        "A spokesman for the Port of Varna",
        "Brightwater Energy",
        "The head of the union 's regional council",
        "Judge Ruth Amadi",
        "Most of the city 's fishermen",
    ];
    const WHAT: [&str; 5] = [
        "said on Friday that two new cranes would be bought for the southern quay",
        "agreed to sell its shares in the old shipyard to a group of foreign investors",
        "has refused to answer questions about the contract that was signed in 2019",
        "will meet engineers next week to find out why the bridge was closed so early",
        "wrote to the parliament , which had asked for a report by the end of the year ,",
    ];
    const WHEN: [&str; 3] = [
        "after talks with the company",
        "while prices of steel kept rising across the region",
        "because nobody else had wanted to pay for it",
    ];
    let mut text = String::new();
    for number in 0..105 {
        let (who, what, when) = (WHO[number % 7], WHAT[number % 5], WHEN[number % 3]);
        text += who;
        text += " ";
        text += what;
        text += " ";
        text += when;
        text += end;
    }
    text
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
