//! The heads: what is read off the word vectors.
//!
//! In: a vector a word, the root before them. Out: scores for tags, features and names, and a tree with
//! relations. Trees by biaffine attention (Dozat and Manning 2017).

use std::ops::Range;

use rten_gemm::{GemmInputA, GemmInputB, GemmOptions};
use rten_tensor::NdTensorView;

use super::encoder::{WIDTH, Workspace};
use super::labels::{NameLabel, best};
use super::linear::Linear;
use super::tree::best_tree;
use super::vector::gelu;
use super::weights::{Weights, missing};
use crate::document::{DependencyRelation, Upos, Xpos};
use crate::model::ModelError;

/// Numbers in the vectors that choose heads.
const ARC: usize = 320;
/// Numbers in the vectors that choose relations.
const RELATION: usize = 128;

/// What the numbers of each head mean.
#[derive(Debug)]
pub struct Inventory<'a> {
    /// Universal parts of speech.
    pub upos: Vec<Upos>,
    /// Penn tags.
    pub xpos: Vec<Xpos>,
    /// Feature bundles, empty for none.
    pub feats: Vec<&'a str>,
    /// `O`, `B-PER`, `I-PER`, …
    pub names: Vec<NameLabel>,
    /// Universal Dependencies relations with subtypes.
    pub relations: Vec<DependencyRelation>,
}

impl<'a> Inventory<'a> {
    /// Reads the label lists.
    ///
    /// # Errors
    ///
    /// [`ModelError::Damaged`] where a list is absent, empty, or not of this form.
    pub fn read(weights: &Weights<'a>) -> Result<Self, ModelError> {
        Ok(Self {
            upos: labels(weights, "upos.text", |line| line.parse().ok())?,
            xpos: labels(weights, "xpos.text", |line| line.parse().ok())?,
            feats: labels(weights, "feats.text", |line| {
                Some(if line == "_" { "" } else { line })
            })?,
            names: labels(weights, "names.text", NameLabel::read)?,
            relations: labels(weights, "relations.text", |line| line.parse().ok())?,
        })
    }
}

/// The lines of a list, each read; there is at least one.
fn labels<'a, L>(
    weights: &Weights<'a>,
    name: &str,
    read: impl Fn(&'a str) -> Option<L>,
) -> Result<Vec<L>, ModelError> {
    let labels: Option<Vec<L>> = weights.lines(name)?.into_iter().map(read).collect();
    labels.filter(|labels| !labels.is_empty()).ok_or(missing())
}

/// The scores of one sentence's words and the tree over them.
#[derive(Debug)]
pub struct Scores<'a> {
    row: usize,
    rows: &'a [f32],
    columns: [Range<usize>; 4],
    /// The head of each word, 0 for the root.
    pub heads: Vec<usize>,
    /// The relation of each word to its head.
    pub relations: Vec<usize>,
}

/// One of the heads that score each word on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// Universal parts of speech.
    Upos,
    /// Penn tags.
    Xpos,
    /// Feature bundles.
    Feats,
    /// Name labels.
    Names,
}

impl Scores<'_> {
    /// The scores of `head` for the word at `place`, from 0.
    pub fn of(&self, head: Head, place: usize) -> &[f32] {
        let row = &self.rows[(place + 1) * self.row..(place + 2) * self.row];
        &row[self.columns[head as usize].clone()]
    }
}

/// The weights of the heads.
pub struct Heads {
    words: Linear,
    arc: Linear,
    relation: Linear,
    columns: [Range<usize>; 4],
    /// Where the vectors for trees begin in a row, behind all scores.
    vectors: usize,
    relations: usize,
    root_relation: usize,
}

impl Heads {
    /// Reads the tables of the heads.
    ///
    /// # Errors
    ///
    /// [`ModelError::Damaged`] where a table is absent or of another shape.
    pub fn read(weights: &Weights<'_>, inventory: &Inventory<'_>) -> Result<Self, ModelError> {
        let xpos = inventory.upos.len();
        let feats = xpos + inventory.xpos.len();
        let names = feats + inventory.feats.len();
        let vectors = names + inventory.names.len();
        let columns = [0..xpos, xpos..feats, feats..names, names..vectors];
        let relations = inventory.relations.len();
        let root = inventory
            .relations
            .iter()
            .position(|&relation| relation == DependencyRelation::Root);
        Ok(Self {
            words: Linear::read(weights, "words", WIDTH, vectors + 2 * ARC + 2 * RELATION)?,
            arc: Linear::read(weights, "arc", ARC, ARC)?,
            relation: Linear::read(weights, "relation", RELATION, relations * (RELATION + 1))?,
            columns,
            vectors,
            relations,
            root_relation: root.ok_or(missing())?,
        })
    }

    /// Scores the words of all sentences at once: `vectors` has a row for the root and each word of each sentence.
    pub fn score_words(&self, vectors: &[f32], room: &mut Workspace) -> Vec<f32> {
        let mut rows = Vec::new();
        room.multiplier.rows.fill(vectors, WIDTH);
        self.words.apply(&mut room.multiplier, &mut rows);
        for row in rows.chunks_exact_mut(self.words.outputs()) {
            gelu(&mut row[self.vectors..]);
        }
        rows
    }

    /// The tree over one sentence: `rows` are its rows of [`Heads::score_words`].
    pub fn read_sentence<'a>(&self, rows: &'a [f32], room: &mut Workspace) -> Scores<'a> {
        let width = self.words.outputs();
        let words = rows.len() / width - 1;
        let heads = best_tree(&self.arc_scores(rows, words, room), words);
        let relations = self.best_relations(rows, &heads, room);
        Scores {
            row: width,
            rows,
            columns: self.columns.clone(),
            heads,
            relations,
        }
    }

    /// A row for each word and in it a score for each head, the root first.
    fn arc_scores(&self, rows: &[f32], words: usize, room: &mut Workspace) -> Vec<f32> {
        let (width, start) = (self.words.outputs(), self.vectors);
        room.multiplier.rows.clear();
        for row in rows.chunks_exact(width).skip(1) {
            room.multiplier.rows.push(&row[start..start + ARC]);
        }
        let dependents = self.arc.apply(&mut room.multiplier, &mut room.products);
        let mut scores = vec![0.0; words * (words + 1)];
        let left = NdTensorView::from_data([words, ARC], &*dependents);
        let right = NdTensorView::from_data_with_strides(
            [words + 1, ARC],
            &rows[start + ARC..],
            [width, 1],
        )
        .expect("every row holds the vectors of heads");
        room.floats
            .gemm(
                &mut scores,
                GemmInputA::Unpacked(left),
                GemmInputB::Unpacked(right.transposed()),
                GemmOptions::default(),
            )
            .expect("dependents and heads are equally wide");
        scores
    }

    fn best_relations(&self, rows: &[f32], heads: &[usize], room: &mut Workspace) -> Vec<usize> {
        let (width, start) = (self.words.outputs(), self.vectors + 2 * ARC);
        room.multiplier.rows.clear();
        for row in rows.chunks_exact(width).skip(1) {
            room.multiplier.rows.push(&row[start..start + RELATION]);
        }
        let products = self
            .relation
            .apply(&mut room.multiplier, &mut room.products);
        let of_word = products.chunks_exact(self.relations * (RELATION + 1));
        of_word
            .zip(heads)
            .map(|(products, &head)| {
                let from = head * width + start + RELATION;
                self.best_relation(products, &rows[from..from + RELATION], head)
            })
            .collect()
    }

    /// `root` for the word under the root, the best of the others elsewhere.
    fn best_relation(&self, products: &[f32], head_vector: &[f32], head: usize) -> usize {
        if head == 0 {
            return self.root_relation;
        }
        let dot = |row: &[f32]| {
            row.iter()
                .zip(head_vector)
                .map(|(left, right)| left * right)
                .sum::<f32>()
                + row[RELATION]
        };
        let mut scores: Vec<f32> = products.chunks_exact(RELATION + 1).map(dot).collect();
        scores[self.root_relation] = f32::NEG_INFINITY;
        best(&scores)
    }
}
