//! The accurate model: a small pretrained encoder with heads, in eight-bit arithmetic.
//!
//! In: the words of a document's sentences. Out: the [`Analysis`] of them.
//! [`windows`] cuts words into pieces → [`encoder`] gives each a vector → [`heads`] read tags, trees and names off them,
//! by way of [`tree`], [`labels`] and [`names`] → [`consistency`] makes names agree. The weights come from the embedded file by [`weights`].

mod consistency;
mod encoder;
mod heads;
mod labels;
mod linear;
mod names;
mod tree;
mod vector;
mod weights;
mod windows;
mod wordpiece;

use rayon::prelude::*;

use consistency::{Candidate, settle};
use encoder::{Encoder, WIDTH, Workspace};
use heads::{Head, Heads, Inventory, Scores};
use labels::{NameLabel, best, best_names, kind_scores};
use weights::Weights;
use windows::{Batch, Cutter, Window};

pub(super) use labels::NameKind;
pub(super) use names::entity_type;

use super::lemma::lemma;
use super::{Analysis, ModelError, ReaderModel};
use crate::document::{Dependency, DependencyRelation, Sentence, Tag, Token};
use crate::span::TokenSpan;

/// The model that `training/` makes: see `data/models/README.md`.
static EMBEDDED: &[u8] = include_bytes!("../../../data/models/accurate.bin");

/// The accurate model, ready to read.
pub struct Accurate {
    cutter: Cutter<'static>,
    inventory: Inventory<'static>,
    encoder: Encoder<'static>,
    heads: Heads,
}

impl std::fmt::Debug for Accurate {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Accurate")
    }
}

impl Accurate {
    /// The embedded model.
    ///
    /// # Errors
    /// [`ModelError::Damaged`] when the embedded file is not whole.
    pub fn embedded() -> Result<Self, ModelError> {
        Self::read(EMBEDDED)
    }

    fn read(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let weights = Weights::read(bytes)?;
        let cutter = Cutter::read(&weights)?;
        let inventory = Inventory::read(&weights)?;
        let encoder = Encoder::read(&weights, cutter.pieces().len())?;
        let heads = Heads::read(&weights, &inventory)?;
        Ok(Self {
            cutter,
            inventory,
            encoder,
            heads,
        })
    }

    fn read_batch(
        &self,
        text: &str,
        tokens: &[Token],
        batch: &Batch,
        room: &mut Workspace,
    ) -> Vec<Reading> {
        let vectors = self.encoder.encode(&batch.pieces, &batch.ranges(), room);
        let words = mean_of_pieces(&vectors, batch);
        let rows = self.heads.score_words(&words, room);
        let width = rows.len() / batch.words.len();
        let read_window = |window: &Window| {
            let rows = &rows[window.words.start * width..window.words.end * width];
            self.interpret(text, tokens, window, &self.heads.read_sentence(rows, room))
        };
        batch.windows.iter().map(read_window).collect()
    }

    /// Gives the scores of one window their meaning.
    fn interpret(
        &self,
        text: &str,
        tokens: &[Token],
        window: &Window,
        scores: &Scores<'_>,
    ) -> Reading {
        let inventory = &self.inventory;
        let first = window.tokens.start();
        let places = || 0..scores.heads.len();
        let tag = |place: usize| Tag {
            upos: inventory.upos[best(scores.of(Head::Upos, place))],
            xpos: inventory.xpos[best(scores.of(Head::Xpos, place))],
            features: inventory.feats[best(scores.of(Head::Feats, place))].into(),
        };
        let lemma_of = |place: usize| {
            let form = tokens[first as usize + place].span.of(text);
            let tag = inventory.xpos[best(scores.of(Head::Xpos, place))];
            lemma(form, tag).into()
        };
        let dependency = |place: usize| match scores.heads[place] {
            0 => attach_window(window),
            head => Dependency {
                head: Some(first + head as u32 - 1),
                relation: inventory.relations[scores.relations[place]],
            },
        };
        let analysis = Analysis {
            tags: places().map(tag).collect(),
            lemmas: places().map(lemma_of).collect(),
            dependencies: places().map(dependency).collect(),
            names: Vec::new(),
        };
        let candidates = self.candidates(window, scores);
        Reading {
            analysis,
            candidates,
        }
    }

    /// The names of one window, each with a score for every kind.
    fn candidates(&self, window: &Window, scores: &Scores<'_>) -> Vec<Candidate> {
        let words = 0..scores.heads.len();
        let of_word = |place| scores.of(Head::Names, place).iter().copied();
        let rows: Vec<f32> = words.flat_map(of_word).collect();
        let labels = &self.inventory.names;
        let mut spans: Vec<TokenSpan> = Vec::new();
        for (token, label) in window.tokens.indexes().zip(best_names(&rows, labels)) {
            match (labels[label], spans.last_mut()) {
                (NameLabel::Begin(_), _) => spans.push(TokenSpan::new(token, token + 1)),
                (NameLabel::Inside(_), Some(span)) => {
                    *span = TokenSpan::new(span.start(), token + 1);
                }
                _ => {}
            }
        }
        let scored = |tokens: TokenSpan| {
            let first = (tokens.start() - window.tokens.start()) as usize * labels.len();
            let rows = &rows[first..first + tokens.len() as usize * labels.len()];
            Candidate {
                tokens,
                scores: kind_scores(rows, labels),
            }
        };
        spans.into_iter().map(scored).collect()
    }
}

/// What one window says.
struct Reading {
    /// All but the names.
    analysis: Analysis,
    candidates: Vec<Candidate>,
}

impl ReaderModel for Accurate {
    fn name(&self) -> &'static str {
        "accurate"
    }

    fn analyse(&self, text: &str, tokens: &[Token], sentences: &[Sentence]) -> Analysis {
        let batches = self.cutter.batches(text, tokens, sentences);
        let parts: Vec<Vec<Reading>> = batches
            .par_iter()
            .map_init(Workspace::default, |room, batch| {
                self.read_batch(text, tokens, batch, room)
            })
            .collect();
        let mut whole = Analysis::default();
        let mut candidates = Vec::new();
        for reading in parts.into_iter().flatten() {
            whole.tags.extend(reading.analysis.tags);
            whole.lemmas.extend(reading.analysis.lemmas);
            whole.dependencies.extend(reading.analysis.dependencies);
            candidates.extend(reading.candidates);
        }
        whole.names = settle(text, tokens, sentences, &candidates);
        hang_windows(&mut whole.dependencies, &batches);
        whole
    }
}

/// The root of a sentence; for a later window of a long one, a place held until the first window's root is known.
fn attach_window(window: &Window) -> Dependency {
    if window.is_first {
        Dependency {
            head: None,
            relation: DependencyRelation::Root,
        }
    } else {
        Dependency {
            head: None,
            relation: DependencyRelation::Parataxis,
        }
    }
}

/// Hangs the roots of later windows under the root of their sentence's first.
fn hang_windows(dependencies: &mut [Dependency], batches: &[Batch]) {
    let mut root = None;
    for window in batches.iter().flat_map(|batch| &batch.windows) {
        for token in window.tokens.indexes() {
            let dependency = &mut dependencies[token as usize];
            if dependency.head.is_none() && window.is_first {
                root = Some(token);
            } else if dependency.head.is_none() {
                dependency.head = root;
            }
        }
    }
}

/// A vector for each word: the mean of its pieces' vectors.
fn mean_of_pieces(vectors: &[f32], batch: &Batch) -> Vec<f32> {
    let mut means = vec![0.0; batch.words.len() * WIDTH];
    for (mean, word) in means.chunks_exact_mut(WIDTH).zip(&batch.words) {
        let share = 1.0 / word.len().max(1) as f32;
        for piece in word.clone() {
            for (mean, value) in mean
                .iter_mut()
                .zip(&vectors[piece * WIDTH..(piece + 1) * WIDTH])
            {
                *mean += value * share;
            }
        }
    }
    means
}

#[cfg(test)]
mod tests;
