//! The encoder: MiniLM-L6 (Wang et al. 2020) with an embedding of word shapes.
//!
//! In: the pieces of some sentences, one after the other. Out: a vector of [`WIDTH`] numbers a piece. The dense
//! layers run over all pieces at once, attention within each sentence, so no padding exists and no sentence touches
//! another.

use std::ops::Range;

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions};
use rten_tensor::NdTensorView;

use super::linear::{Linear, Multiplier, at_least};
use super::vector::{gelu, normalize, softmax};
use super::weights::{Weights, missing};
use super::wordpiece::SHAPE_CLASSES;
use crate::model::ModelError;

/// Numbers in a vector.
pub const WIDTH: usize = 384;
/// No sentence may have more pieces, marks included.
pub const POSITIONS: usize = 512;
const LAYERS: usize = 6;
const HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / HEADS;
const INNER: usize = 4 * WIDTH;

/// One piece of a word as the network sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub number: u32,
    /// The casing class of its word, 0 for the marks around a sentence.
    pub shape: usize,
}

/// Room to compute in, kept from one call to the next.
#[derive(Default)]
pub struct Workspace {
    /// For the dense layers.
    pub multiplier: Multiplier,
    /// For products of activations.
    pub floats: GemmExecutor,
    /// For what the heads compute.
    pub products: Vec<f32>,
    hidden: Vec<f32>,
    context: Vec<f32>,
    attention: AttentionRoom,
}

#[derive(Default)]
struct AttentionRoom {
    scores: Vec<f32>,
    mixed: Vec<f32>,
}

#[derive(Debug)]
struct Norm {
    scale: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn read(weights: &Weights<'_>, name: &str) -> Result<Self, ModelError> {
        let scale = weights.floats(&format!("{name}.weight"), 1, WIDTH)?;
        let bias = weights.floats(&format!("{name}.bias"), 1, WIDTH)?;
        Ok(Self { scale, bias })
    }

    fn apply(&self, rows: &mut [f32]) {
        for row in rows.chunks_exact_mut(WIDTH) {
            normalize(row, &self.scale, &self.bias);
        }
    }
}

struct Layer {
    query_key_value: Linear,
    output: Linear,
    attention_norm: Norm,
    inner: Linear,
    outer: Linear,
    norm: Norm,
}

/// The weights of the encoder.
pub struct Encoder<'a> {
    pieces: &'a [u8],
    piece_scales: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    embedding_norm: Norm,
    layers: Vec<Layer>,
}

impl<'a> Encoder<'a> {
    /// Reads the encoder's tables; `pieces` is the size of the vocabulary.
    ///
    /// # Errors
    ///
    /// [`ModelError::Damaged`] where a table is absent or of another shape.
    pub fn read(weights: &Weights<'a>, pieces: usize) -> Result<Self, ModelError> {
        let layers = (0..LAYERS)
            .map(|number| read_layer(weights, number))
            .collect::<Result<_, _>>()?;
        let table = weights.bytes("pieces", WIDTH)?;
        if table.len() != pieces * WIDTH {
            return Err(missing());
        }
        Ok(Self {
            pieces: table,
            piece_scales: weights.floats("pieces.scale", 1, pieces)?,
            positions: weights.floats("positions", POSITIONS, WIDTH)?,
            shapes: weights.floats("shapes", SHAPE_CLASSES, WIDTH)?,
            embedding_norm: Norm::read(weights, "embedding_norm")?,
            layers,
        })
    }

    /// Encodes sentences: `sentences` are their ranges in `pieces`, at most [`POSITIONS`] long each.
    pub fn encode(
        &self,
        pieces: &[Piece],
        sentences: &[Range<usize>],
        room: &mut Workspace,
    ) -> Vec<f32> {
        let mut vectors = self.embed(pieces, sentences);
        for layer in &self.layers {
            attend(layer, &mut vectors, sentences, room);
            transform(layer, &mut vectors, room);
        }
        vectors
    }

    fn embed(&self, pieces: &[Piece], sentences: &[Range<usize>]) -> Vec<f32> {
        let mut vectors = vec![0.0; pieces.len() * WIDTH];
        for sentence in sentences {
            for (position, at) in sentence.clone().enumerate() {
                let piece = pieces[at];
                let number = piece.number as usize;
                let scale = self.piece_scales[number];
                let bytes = &self.pieces[number * WIDTH..(number + 1) * WIDTH];
                let place = &self.positions[position * WIDTH..(position + 1) * WIDTH];
                let shape = &self.shapes[piece.shape * WIDTH..(piece.shape + 1) * WIDTH];
                let row = &mut vectors[at * WIDTH..(at + 1) * WIDTH];
                for (cell, ((&byte, place), shape)) in
                    row.iter_mut().zip(bytes.iter().zip(place).zip(shape))
                {
                    *cell = f32::from(byte as i8) * scale + place + shape;
                }
            }
        }
        self.embedding_norm.apply(&mut vectors);
        vectors
    }
}

/// Multi-head attention within each sentence, added to the vectors and normalised.
fn attend(layer: &Layer, vectors: &mut [f32], sentences: &[Range<usize>], room: &mut Workspace) {
    let Workspace {
        multiplier,
        hidden,
        context,
        attention,
        floats,
        ..
    } = room;
    multiplier.rows.fill(vectors, WIDTH);
    let products = layer.query_key_value.apply(multiplier, hidden);
    let context = at_least(context, vectors.len());
    for sentence in sentences {
        for head in 0..HEADS {
            attend_head(products, sentence.clone(), head, context, attention, floats);
        }
    }
    multiplier.rows.fill(context, WIDTH);
    add(vectors, layer.output.apply(multiplier, hidden));
    layer.attention_norm.apply(vectors);
}

/// One head's share of the context of one sentence.
fn attend_head(
    products: &[f32],
    sentence: Range<usize>,
    head: usize,
    context: &mut [f32],
    room: &mut AttentionRoom,
    floats: &GemmExecutor,
) {
    let length = sentence.len();
    let view = |part: usize| {
        let start = sentence.start * 3 * WIDTH + part * WIDTH + head * HEAD_WIDTH;
        let shape = [length, HEAD_WIDTH];
        NdTensorView::from_data_with_strides(shape, &products[start..], [3 * WIDTH, 1])
            .expect("a sentence's rows lie within the products")
    };
    let (query, key, value) = (view(0), view(1), view(2));
    let scale = GemmOptions {
        alpha: 1.0 / (HEAD_WIDTH as f32).sqrt(),
        ..GemmOptions::default()
    };
    let scores = at_least(&mut room.scores, length * length);
    let mixed = at_least(&mut room.mixed, length * HEAD_WIDTH);
    let keys = GemmInputB::Unpacked(key.transposed());
    floats
        .gemm(scores, GemmInputA::Unpacked(query), keys, scale)
        .expect("queries and keys are equally wide");
    for row in scores.chunks_exact_mut(length) {
        softmax(row);
    }
    let weights = GemmInputA::Unpacked(NdTensorView::from_data([length, length], &*scores));
    let values = GemmInputB::Unpacked(value);
    floats
        .gemm(mixed, weights, values, GemmOptions::default())
        .expect("there is a weight for every value");
    for (row, mixed) in sentence.zip(mixed.chunks_exact(HEAD_WIDTH)) {
        let start = row * WIDTH + head * HEAD_WIDTH;
        context[start..start + HEAD_WIDTH].copy_from_slice(mixed);
    }
}

/// The two dense layers after attention, added to the vectors and normalised.
fn transform(layer: &Layer, vectors: &mut [f32], room: &mut Workspace) {
    let Workspace {
        multiplier, hidden, ..
    } = room;
    multiplier.rows.fill(vectors, WIDTH);
    let inner = layer.inner.apply(multiplier, hidden);
    gelu(inner);
    multiplier.rows.fill(inner, INNER);
    add(vectors, layer.outer.apply(multiplier, hidden));
    layer.norm.apply(vectors);
}

fn add(vectors: &mut [f32], more: &[f32]) {
    for (vector, more) in vectors.iter_mut().zip(more) {
        *vector += more;
    }
}

fn read_layer(weights: &Weights<'_>, number: usize) -> Result<Layer, ModelError> {
    let name = |part: &str| format!("layers.{number}.{part}");
    Ok(Layer {
        query_key_value: Linear::read(weights, &name("query_key_value"), WIDTH, 3 * WIDTH)?,
        output: Linear::read(weights, &name("output"), WIDTH, WIDTH)?,
        attention_norm: Norm::read(weights, &name("attention_norm"))?,
        inner: Linear::read(weights, &name("inner"), WIDTH, INNER)?,
        outer: Linear::read(weights, &name("outer"), INNER, WIDTH)?,
        norm: Norm::read(weights, &name("norm"))?,
    })
}
