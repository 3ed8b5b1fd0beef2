//! The stages between grammar and facts on one core, in words a second beside the parser's.

#![allow(missing_docs)]

use relata::document::{Article, Document, DocumentId, Syntax};
use relata::lexicon::Lexicon;
use relata::model::{Accurate, ReaderModel};
use relata::pipeline::extractor::{self, PropositionView, Spacing};
use relata::pipeline::{self, coreference, recognizer, speech, splitter, tokenizer};
use relata::span::ByteSpan;

/// Five sentences with the constructions that cost most: 100 words and marks.
const PARAGRAPH: &str = "The ministry said on Friday that the port of Varna, which lost two cranes in a \
    storm last year, would buy three new ones after talks with Nordland. “We will not wait until the money \
    is there,” its director, Ana Orr, told reporters, adding that the council had refused to pay. Orr and \
    the mayor, a former judge, met in the town hall on Monday but could not agree on a date. According to \
    the mayor, the firm failed to deliver the plans it had promised. If the talks fail, the port may have to \
    close its southern quay.\n\n";

fn main() {
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1);
    one_core.build_global().expect("nothing ran before");
    divan::main();
}

/// Twenty paragraphs and what is known of them.
struct Fixture {
    lexicon: Lexicon,
    model: Accurate,
    article: Article,
    syntax: Syntax,
    document: Document,
}

impl Fixture {
    fn new() -> Self {
        let lexicon = Lexicon::english();
        let model = Accurate::embedded().expect("the embedded model is whole");
        let text = PARAGRAPH.repeat(20);
        let body = ByteSpan::new(0, text.len() as u32);
        let article = Article {
            id: DocumentId::new("bench"),
            title: None,
            date: None,
            source: None,
            text,
            body,
        };
        let syntax = pipeline::parse(article.clone(), &lexicon, &model);
        let document = pipeline::understand(syntax.clone(), &lexicon);
        Self {
            lexicon,
            model,
            article,
            syntax,
            document,
        }
    }

    fn words(&self) -> divan::counter::ItemsCount {
        divan::counter::ItemsCount::new(self.syntax.tokens().len())
    }
}

#[divan::bench(sample_count = 20)]
fn tokens_and_sentences(bencher: divan::Bencher<'_, '_>) {
    let fixture = Fixture::new();
    let (article, lexicon) = (&fixture.article, &fixture.lexicon);
    bencher.counter(fixture.words()).bench(|| {
        let tokens = tokenizer::tokenize(&article.text, article.body, lexicon);
        splitter::split_sentences(&article.text, &tokens, lexicon)
    });
}

#[divan::bench(sample_count = 5)]
fn grammar(bencher: divan::Bencher<'_, '_>) {
    let fixture = Fixture::new();
    let syntax = &fixture.syntax;
    bencher.counter(fixture.words()).bench(|| {
        let (text, tokens) = (syntax.text(), syntax.tokens());
        fixture.model.analyse(text, tokens, syntax.sentences())
    });
}

#[divan::bench(sample_count = 20)]
fn mentions(bencher: divan::Bencher<'_, '_>) {
    let fixture = Fixture::new();
    bencher
        .counter(fixture.words())
        .bench(|| recognizer::recognize(&fixture.syntax, &fixture.lexicon));
}

#[divan::bench(sample_count = 20)]
fn quotations(bencher: divan::Bencher<'_, '_>) {
    let fixture = Fixture::new();
    let document = &fixture.document;
    bencher.counter(fixture.words()).bench(|| {
        speech::attribute_quotations(&document.syntax, &document.mentions, &fixture.lexicon)
    });
}

#[divan::bench(sample_count = 20)]
fn clusters(bencher: divan::Bencher<'_, '_>) {
    let fixture = Fixture::new();
    let document = &fixture.document;
    bencher.counter(fixture.words()).bench(|| {
        let (syntax, mentions) = (&document.syntax, &document.mentions);
        coreference::resolve(syntax, mentions, &document.quotations, &fixture.lexicon)
    });
}

#[divan::bench(sample_count = 20)]
fn facts(bencher: divan::Bencher<'_, '_>) {
    let fixture = Fixture::new();
    let document = &fixture.document;
    bencher.counter(fixture.words()).bench(|| {
        extractor::extract(
            &document.syntax,
            &document.mentions,
            &document.quotations,
            &document.clusters,
            &fixture.lexicon,
        )
    });
}

#[divan::bench(sample_count = 20)]
fn minimal_rows(bencher: divan::Bencher<'_, '_>) {
    let fixture = Fixture::new();
    let (document, lexicon) = (&fixture.document, &fixture.lexicon);
    bencher.counter(fixture.words()).bench(|| {
        extractor::propositions(
            document,
            PropositionView::Binary,
            Spacing::AsWritten,
            lexicon,
        )
    });
}

#[divan::bench(sample_count = 20)]
fn all_but_grammar(bencher: divan::Bencher<'_, '_>) {
    let fixture = Fixture::new();
    bencher
        .counter(fixture.words())
        .with_inputs(|| fixture.syntax.clone())
        .bench_values(|syntax| pipeline::understand(syntax, &fixture.lexicon));
}
