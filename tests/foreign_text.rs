//! Whatever the text is, reading it ends without a panic, and every place that a reading names lies
//! inside the text, on character boundaries, and where it is said to lie.
//!
//! `fuzz/fuzz_targets/article_text.rs` asks the same of the text that a fuzzer finds.

#[path = "foreign_text/checks.rs"]
mod checks;

use std::sync::LazyLock;

use checks::{check_document, check_layers};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use relata::document::{
    Article, Dependency, DependencyRelation, DocumentId, Sentence, Syntax, Tag, Token, Upos, Xpos,
};
use relata::lexicon::Lexicon;
use relata::model::{self, ModelKind, ReaderModel};
use relata::pipeline::{self, splitter, tokenizer};
use relata::span::{ByteSpan, TokenSpan};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::english);
static MODEL: LazyLock<Box<dyn ReaderModel>> =
    LazyLock::new(|| model::load(ModelKind::default()).expect("the embedded model is whole"));

/// Pieces of news, and of everything that gets into files of news.
const PIECES: &[&str] = &[
    "Putin",
    "Mr. Orr",
    "U.S.",
    "the Kremlin",
    "Reuters",
    "Kyiv’s",
    "said",
    "told",
    "called",
    "was told",
    "that",
    "who",
    "he",
    "they",
    "we",
    "which",
    "and",
    "or",
    "not",
    "never",
    "by",
    "to",
    "of",
    "on Thursday",
    "July 3, 2025",
    "last year",
    "18%",
    "$1.5 billion",
    "1,000",
    "3-4",
    "the two leaders",
    "president of",
    "his wife",
    "it",
    "would give up",
    "refused to",
    "according to",
    "if",
    "unless",
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "`",
    "``",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "—",
    "--",
    "-",
    "…",
    "...",
    ".",
    ".",
    ",",
    ";",
    ":",
    "!",
    "?",
    "?!",
    "•",
    "*",
    "#",
    "/",
    "\\",
    "http://a.b/c?d=1&e",
    "a@b.co",
    "@putin",
    "#news",
    "don’t",
    "can't",
    "I'm",
    "'s",
    "’",
    "e.g.",
    "No. 1",
    "A.B.C.",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\t",
    "\u{b}",
    "\u{c}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200f}",
    "\u{202e}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{fffd}",
    "\u{10ffff}",
    "\u{301}",
    "e\u{301}",
    "é",
    "ß",
    "İ",
    "ǆ",
    "ﬁ",
    "Ω",
    "שלום",
    "مرحبا",
    "Привет",
    "北京",
    "日本語。",
    "ไทย",
    "🇺🇦",
    "👩‍👩‍👧",
    "☃",
    "𝔘𝔫𝔦",
    "½",
    "²",
    "٣",
    "Ⅷ",
    "Title: x",
    "Date: 2025",
    "KYIV, July 3 (Reuters) —",
    "(Photo: A. B.)",
];

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "\\PC{0,6}",
    ];
    let pieces = vec((piece, select(vec!["", " ", " ", " ", "  "])), 0..40);
    pieces.prop_map(|pieces| {
        let joined = pieces.into_iter().map(|(piece, blank)| piece + blank);
        joined.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn words_and_sentences_cover_any_text_in_order(text in any_text()) {
        check_words(&text);
    }

    #[test]
    fn words_and_sentences_cover_any_characters_in_order(text in any::<String>()) {
        check_words(&text);
    }

    #[test]
    fn any_grammar_is_understood(syntax in any_syntax()) {
        check_document(pipeline::understand(syntax, &LEXICON));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any_text()) {
        read(&text);
    }
}

#[test]
fn texts_of_extreme_shape_are_read() {
    let word = "a".repeat(200_000);
    let line = "Putin called Trump and ".repeat(500);
    let cases = [
        "",
        " \r\n\t ",
        "...,,;:!?—",
        "\u{0}\u{0}\u{0}",
        "\u{202e}.pmurT dellac nituP",
        "“He said ‘no” and “left. (Then",
        "\"\"\"\"\"\"''''''",
        "\u{301}\u{301}\u{301}",
        "Did he\n\nOrr left.",
        "Is he?",
        "Were there riots in Oslo",
        "Putin\u{0}called\u{7}Trump.",
        "Putin\r\ncalled\r\nTrump.\r\n\r\nHe left.\r\n",
        &word,
        &format!("Putin said {word} on Thursday."),
        &".".repeat(5_000),
        &"“".repeat(2_000),
        &"(".repeat(2_000),
        &"A.".repeat(2_000),
        &"🇺🇦".repeat(1_000),
        &"\n".repeat(20_000),
        &"e\u{301}".repeat(2_000),
        &"שלום עולם ".repeat(300),
        &"1,".repeat(2_000),
        &line,
    ];
    for case in cases {
        read(case);
    }
}

#[test]
fn long_texts_without_a_full_stop_are_cut_into_words() {
    check_words(&"word ".repeat(50_000));
    check_words(&"Putin’s “(U.S.) ".repeat(20_000));
    check_words(&"x\n\n".repeat(50_000));
    check_words(&"\u{301}".repeat(200_000));
    check_words(&"-".repeat(200_000));
    check_words(&"a.".repeat(100_000));
    check_words(&"1,".repeat(100_000));
    check_words(&"a’".repeat(100_000));
    check_words(&"http://a.b/".repeat(20_000));
    check_words(&"a@b.".repeat(50_000));
}

#[test]
fn a_sentence_of_great_depth_is_understood() {
    let words = 3_000;
    let chain = |step: fn(u32) -> Option<u32>| {
        syntax_of_words(&vec!["said"; words], |index| {
            let dependency = Dependency {
                head: step(index),
                relation: DependencyRelation::ClausalComplement,
            };
            (tag(Upos::Verb, Xpos::Vbd), dependency)
        })
    };
    check_document(pipeline::understand(
        chain(|index| index.checked_sub(1)),
        &LEXICON,
    ));
    let chain = chain(|index| Some(index + 1).filter(|&head| head < 3_000));
    check_document(pipeline::understand(chain, &LEXICON));
}

/// Reads a text through every stage, up to what other programs get.
fn read(text: &str) {
    let syntax = pipeline::parse(article(text), &LEXICON, &**MODEL);
    check_document(pipeline::understand(syntax, &LEXICON));
}

fn article(text: &str) -> Article {
    Article {
        id: DocumentId::new("a"),
        title: None,
        date: "2025-07-03".parse().ok(),
        source: None,
        text: text.to_owned(),
        body: ByteSpan::new(0, text.len() as u32),
    }
}

fn check_words(text: &str) {
    let body = ByteSpan::new(0, text.len() as u32);
    let tokens = tokenizer::tokenize(text, body, &LEXICON);
    let sentences = splitter::split_sentences(text, &tokens, &LEXICON);
    check_layers(text, &tokens, &sentences);
}

/// Words under any labels in any trees: worse grammar than any model's.
fn any_syntax() -> impl Strategy<Value = Syntax> {
    let label = (
        select(Upos::ALL),
        select(Xpos::ALL),
        select(DependencyRelation::ALL),
    );
    let words = PIECES
        .iter()
        .copied()
        .filter(|piece| piece.chars().any(char::is_alphanumeric) || piece.len() == 1);
    let words: Vec<&str> = words.flat_map(str::split_whitespace).collect();
    vec((select(words), label, any::<Index>()), 1..30).prop_map(|words| {
        let forms: Vec<&str> = words.iter().map(|(form, ..)| *form).collect();
        syntax_of_words(&forms, |index| {
            let (_, (upos, xpos, relation), head) = &words[index as usize];
            // A word hangs under an earlier one in a shuffled order, so that there is no circle.
            let head = any_head(index, words.len() as u32, *head);
            (
                tag(*upos, *xpos),
                Dependency {
                    head,
                    relation: *relation,
                },
            )
        })
    })
}

/// A head for each of `count` words that makes a tree: words are taken from the middle outwards.
fn any_head(index: u32, count: u32, choice: Index) -> Option<u32> {
    let rank = |word: u32| (word.abs_diff(count / 2), word);
    let mut earlier: Vec<u32> = (0..count)
        .filter(|&word| rank(word) < rank(index))
        .collect();
    earlier.sort_by_key(|&word| rank(word));
    (!earlier.is_empty()).then(|| *choice.get(&earlier))
}

fn tag(upos: Upos, xpos: Xpos) -> Tag {
    Tag {
        upos,
        xpos,
        features: "".into(),
    }
}

/// One sentence of these words, a blank between each two.
fn syntax_of_words(forms: &[&str], grammar: impl Fn(u32) -> (Tag, Dependency)) -> Syntax {
    let text = forms.join(" ");
    let mut start = 0;
    let tokens: Vec<Token> = forms
        .iter()
        .map(|form| {
            let span = ByteSpan::new(start, start + form.len() as u32);
            start = span.end() + 1;
            Token {
                span,
                kind: relata::document::TokenKind::Word,
            }
        })
        .collect();
    let sentence = Sentence {
        tokens: TokenSpan::new(0, tokens.len() as u32),
        span: ByteSpan::new(0, text.len() as u32),
        kind: relata::document::SentenceKind::Body,
        paragraph: 0,
    };
    let (tags, dependencies) = (0..tokens.len() as u32).map(grammar).unzip();
    let lemmas = forms
        .iter()
        .map(|form| form.to_lowercase().into())
        .collect();
    Syntax::new(
        article(&text),
        tokens,
        vec![sentence],
        tags,
        lemmas,
        dependencies,
        Vec::new(),
    )
}
