//! Tokens → sentences.
//!
//! Goes in: tokens. Comes out: ranges that cover them, each with its paragraph and what it is for. Lines decide
//! first: an empty line always ends a sentence, a single line break only where the text is not merely wrapped.
//! Inside a paragraph a trained model looks at each place where a sentence may end; datelines and credits of
//! pictures are cut off by their form.

use crate::document::{Sentence, SentenceKind, Token};
use crate::lexicon::Lexicon;
use crate::model::boundary::{BoundaryModel, Opened};
use crate::span::TokenSpan;

mod line;
mod newswire;

/// Groups `tokens` into sentences, in text order.
///
/// Every token is in exactly one sentence; no tokens give no sentences.
pub fn split_sentences(text: &str, tokens: &[Token], _lexicon: &Lexicon) -> Vec<Sentence> {
    let model = BoundaryModel::embedded();
    let mut sentences = Vec::new();
    for (paragraph, block) in (0..).zip(line::blocks(text, tokens)) {
        let mut start = block.tokens.start() as usize;
        let end = block.tokens.end() as usize;
        if let Some(length) = newswire::dateline(text, &tokens[start..end]) {
            push(
                &mut sentences,
                tokens,
                start,
                start + length,
                SentenceKind::Dateline,
                paragraph,
            );
            start += length;
        }
        let first = sentences.len();
        for end in ends(text, &tokens[..end], start, model) {
            push(
                &mut sentences,
                tokens,
                start,
                end,
                SentenceKind::Body,
                paragraph,
            );
            start = end;
        }
        set_kinds(
            text,
            tokens,
            &mut sentences[first..],
            block.is_item,
            paragraph == 0,
        );
    }
    sentences
}

fn push(
    sentences: &mut Vec<Sentence>,
    tokens: &[Token],
    start: usize,
    end: usize,
    kind: SentenceKind,
    paragraph: u32,
) {
    if start < end {
        sentences.push(Sentence {
            tokens: TokenSpan::new(start as u32, end as u32),
            span: tokens[start].span.cover(tokens[end - 1].span),
            kind,
            paragraph,
        });
    }
}

/// Where the sentences of a block end, the end of the block included.
fn ends(text: &str, tokens: &[Token], start: usize, model: &BoundaryModel) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut opened = Opened::default();
    for at in start..tokens.len() {
        opened.read(tokens[at].span.of(text));
        let is_last = at + 1 == tokens.len();
        if is_last
            || model.ends_sentence(text, tokens, at, &opened)
            || newswire::closes_credit(text, &tokens[start..=at])
        {
            ends.push(at + 1);
            opened = Opened::default();
        }
    }
    ends
}

/// Says of the sentences of one block what they are for.
fn set_kinds(text: &str, tokens: &[Token], block: &mut [Sentence], is_item: bool, is_first: bool) {
    let count = block.len();
    for (index, sentence) in block.iter_mut().enumerate() {
        let words = &tokens[sentence.tokens.start() as usize..sentence.tokens.end() as usize];
        sentence.kind = if newswire::ends_with_credit(text, words) {
            SentenceKind::Caption
        } else if is_item {
            SentenceKind::Item
        } else if count == 1 && newswire::is_headline(text, words, is_first) {
            SentenceKind::Headline
        } else {
            sentence.kind
        };
        debug_assert!(index < count);
    }
}
