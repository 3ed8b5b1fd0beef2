//! The element-wise arithmetic of the network, with the widest vectors the processor has.
//!
//! In and out: rows of 32-bit numbers. Each row is computed on its own, in an order that depends on its width only, so
//! a result never depends on what stands beside it.

use rten_simd::ops::{BitOps, FloatOps, NarrowSaturate, NumOps, ToFloat};
use rten_simd::{Isa, SimdOp, SimdUnaryOp};
use rten_vecmath::{Gelu, MinMax, Normalize, NormalizeOptions, Softmax, Sum, SumSquareSub};

/// What is added inside the square root of a layer normalisation.
const EPSILON: f32 = 1e-12;
/// The largest quantised activation. Seven bits, so that no processor's 16-bit sums of two products overflow.
const LARGEST: f32 = 127.0;

/// Makes every value of `row` its Gaussian error linear unit (Hendrycks and Gimpel 2016).
pub fn gelu(row: &mut [f32]) {
    Gelu {}.map_mut(row);
}

/// Turns a row of scores into probabilities.
pub fn softmax(row: &mut [f32]) {
    Softmax::new_mut(row).dispatch();
}

/// Shifts and scales `row` to mean 0 and variance 1, then by the learned scale and bias (Ba et al. 2016).
pub fn normalize(row: &mut [f32], scale: &[f32], bias: &[f32]) {
    let count = row.len() as f32;
    let mean = Sum::new(row).dispatch() / count;
    let variance = SumSquareSub::new(row, mean).dispatch() / count;
    let options = NormalizeOptions {
        pre_scale_bias: mean,
        scale: 1.0 / (variance + EPSILON).sqrt(),
        element_scale: Some(scale),
        element_bias: Some(bias),
        bias: 0.0,
    };
    Normalize::new_mut(row, options).dispatch();
}

/// Rows of activations in seven bits, each with its own scale and zero point.
#[derive(Debug, Default)]
pub struct QuantizedRows {
    /// `rows × width` values from 0 to 127.
    pub values: Vec<u8>,
    /// What a step of one is worth, a row.
    pub scales: Vec<f32>,
    /// The value that means 0, a row.
    pub zero_points: Vec<u8>,
}

impl QuantizedRows {
    /// Forgets what was there and quantises rows of `width` numbers.
    pub fn fill(&mut self, rows: &[f32], width: usize) {
        self.clear();
        for row in rows.chunks_exact(width) {
            self.push(row);
        }
    }

    /// Forgets all rows.
    pub fn clear(&mut self) {
        self.values.clear();
        self.scales.clear();
        self.zero_points.clear();
    }

    /// Quantises one more row, as wide as the others.
    pub fn push(&mut self, row: &[f32]) {
        let (low, high) = MinMax::new(row).dispatch();
        let (low, high) = (low.min(0.0), high.max(0.0));
        let scale = if high > low {
            (high - low) / LARGEST
        } else {
            1.0
        };
        let zero_point = (-low / scale).round().clamp(0.0, LARGEST) as u8;
        let start = self.values.len();
        self.values.resize(start + row.len(), 0);
        let output = &mut self.values[start..];
        let inverse_scale = 1.0 / scale;
        Quantize {
            row,
            inverse_scale,
            zero_point,
            output,
        }
        .dispatch();
        self.scales.push(scale);
        self.zero_points.push(zero_point);
    }
}

/// Rounds a row to `row × inverse_scale + zero_point`. Like `rten_vecmath::Quantize`, whose inner closure
/// is not inlined in 0.27 and so four times as slow.
struct Quantize<'a> {
    row: &'a [f32],
    inverse_scale: f32,
    zero_point: u8,
    /// As wide as the row.
    output: &'a mut [u8],
}

impl SimdOp for Quantize<'_> {
    type Output = ();

    // Only what is inlined is compiled for the vectors that were found at run time.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let (floats, integers, shorts, bytes) = (isa.f32(), isa.i32(), isa.i16(), isa.u8());
        let width = 4 * floats.len();
        let scale = floats.splat(self.inverse_scale);
        let zero_point = integers.splat(i32::from(self.zero_point));
        let even = self.row.len() - self.row.len() % width;
        for at in (0..even).step_by(width) {
            let [a, b, c, d] = floats.load_many::<4>(&self.row[at..at + width]);
            let a = integers.add(floats.to_int_round(floats.mul(a, scale)), zero_point);
            let b = integers.add(floats.to_int_round(floats.mul(b, scale)), zero_point);
            let c = integers.add(floats.to_int_round(floats.mul(c, scale)), zero_point);
            let d = integers.add(floats.to_int_round(floats.mul(d, scale)), zero_point);
            let (low, high) = (
                integers.narrow_saturate(a, b),
                integers.narrow_saturate(c, d),
            );
            bytes.store(
                shorts.narrow_saturate(low, high),
                &mut self.output[at..at + width],
            );
        }
        for at in even..self.row.len() {
            let value = (self.row[at] * self.inverse_scale).round_ties_even() as i32;
            self.output[at] = (value + i32::from(self.zero_point)).clamp(0, 255) as u8;
        }
    }
}

/// Turns integer sums into numbers: `output = (sums − zero_point × weight_sums) × row_scale × scales + bias`.
pub struct Dequantize<'a> {
    /// One sum a column.
    pub sums: &'a [i32],
    /// What the row of activations calls 0.
    pub zero_point: u8,
    /// The sum of each column's weights.
    pub weight_sums: &'a [i32],
    /// The scale of the row of activations.
    pub row_scale: f32,
    /// The scale of each column of weights.
    pub scales: &'a [f32],
    /// Added to each column.
    pub bias: &'a [f32],
    /// As wide as the sums.
    pub output: &'a mut [f32],
}

impl SimdOp for Dequantize<'_> {
    type Output = ();

    // Only what is inlined is compiled for the vectors that were found at run time.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let (floats, integers) = (isa.f32(), isa.i32());
        let width = floats.len();
        let row_scale = floats.splat(self.row_scale);
        let zero_point = integers.splat(i32::from(self.zero_point));
        let count = self.output.len();
        let even = count - count % width;
        for at in (0..even).step_by(width) {
            let shift = integers.mul(integers.load(&self.weight_sums[at..at + width]), zero_point);
            let sums =
                integers.to_float(integers.sub(integers.load(&self.sums[at..at + width]), shift));
            let scale = floats.mul(floats.load(&self.scales[at..at + width]), row_scale);
            let value = floats.mul_add(sums, scale, floats.load(&self.bias[at..at + width]));
            floats.store(value, &mut self.output[at..at + width]);
        }
        for at in even..count {
            let sum = self.sums[at] - self.weight_sums[at] * i32::from(self.zero_point);
            self.output[at] = (sum as f32).mul_add(self.scales[at] * self.row_scale, self.bias[at]);
        }
    }
}
