//! Sentences cut for the encoder.
//!
//! In: tokens and sentences. Out: batches of windows; a window is a sentence, or part of one that is too long. Batches
//! depend on the text alone, not on threads.

use std::ops::Range;

use super::encoder::{POSITIONS, Piece};
use super::weights::{Weights, missing};
use super::wordpiece::{WordPieces, shape};
use crate::document::{Sentence, Token};
use crate::model::ModelError;
use crate::span::TokenSpan;

/// Longer sentences are read in windows of as many words: the longest that the network was trained on.
const MOST_WORDS: usize = 160;
/// Nor may a window have more pieces, with the marks around it, than the encoder has positions.
const MOST_PIECES: usize = POSITIONS - 2;
/// About as many pieces go through the dense layers together: enough to be fast, few enough to stay in the cache.
const BATCH: usize = 160;

/// A sentence, or part of a long one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Its tokens in the document.
    pub tokens: TokenSpan,
    /// Whether it begins its sentence.
    pub is_first: bool,
    /// Its pieces in the batch.
    pub pieces: Range<usize>,
    /// Its words in the batch, the root before them.
    pub words: Range<usize>,
}

/// Windows that go through the encoder together.
#[derive(Debug, Default)]
pub struct Batch {
    /// The pieces of all windows.
    pub pieces: Vec<Piece>,
    /// The pieces of each word; the root's is the mark that begins its window.
    pub words: Vec<Range<usize>>,
    /// In text order.
    pub windows: Vec<Window>,
}

impl Batch {
    /// The pieces of each window.
    pub fn ranges(&self) -> Vec<Range<usize>> {
        self.windows
            .iter()
            .map(|window| window.pieces.clone())
            .collect()
    }
}

/// Cuts words into pieces.
#[derive(Debug)]
pub struct Cutter<'a> {
    pieces: WordPieces<'a>,
    begin: Piece,
    end: Piece,
}

impl<'a> Cutter<'a> {
    /// Reads the vocabulary.
    ///
    /// # Errors
    /// [`ModelError::Damaged`] where it is absent or lacks the marks around sentences.
    pub fn read(weights: &Weights<'a>) -> Result<Self, ModelError> {
        let pieces = WordPieces::new(weights.lines("pieces.text")?);
        let mark = |text| pieces.number(text).map(|number| Piece { number, shape: 0 });
        let (begin, end) = (
            mark("[CLS]").ok_or(missing())?,
            mark("[SEP]").ok_or(missing())?,
        );
        Ok(Self { pieces, begin, end })
    }

    /// The vocabulary.
    pub fn pieces(&self) -> &WordPieces<'a> {
        &self.pieces
    }

    /// The sentences of a text in batches, in text order.
    pub fn batches(&self, text: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Batch> {
        let mut batches = Vec::new();
        let mut batch = Batch::default();
        for sentence in sentences {
            let mut start = sentence.tokens.start();
            while start < sentence.tokens.end() {
                let rest = TokenSpan::new(start, sentence.tokens.end());
                start = self.push(
                    text,
                    tokens,
                    rest,
                    start == sentence.tokens.start(),
                    &mut batch,
                );
                if batch.pieces.len() >= BATCH {
                    batches.push(std::mem::take(&mut batch));
                }
            }
        }
        if !batch.windows.is_empty() {
            batches.push(batch);
        }
        batches
    }

    /// Adds a window that begins at the start of `rest`; returns where it ends.
    fn push(
        &self,
        text: &str,
        tokens: &[Token],
        rest: TokenSpan,
        is_first: bool,
        batch: &mut Batch,
    ) -> u32 {
        let (first_piece, first_word) = (batch.pieces.len(), batch.words.len());
        batch.words.push(first_piece..first_piece + 1);
        batch.pieces.push(self.begin);
        let mut end = rest.start();
        let mut numbers = Vec::new();
        for index in rest.indexes().take(MOST_WORDS) {
            let form = tokens[index as usize].span.of(text);
            numbers.clear();
            self.pieces.cut(form, &mut numbers);
            let start = batch.pieces.len();
            if start - first_piece + numbers.len() > MOST_PIECES {
                break;
            }
            let shape = shape(form);
            batch
                .pieces
                .extend(numbers.iter().map(|&number| Piece { number, shape }));
            batch.words.push(start..batch.pieces.len());
            end = index + 1;
        }
        batch.pieces.push(self.end);
        let window = Window {
            tokens: TokenSpan::new(rest.start(), end),
            is_first,
            pieces: first_piece..batch.pieces.len(),
            words: first_word..batch.words.len(),
        };
        batch.windows.push(window);
        end
    }
}
