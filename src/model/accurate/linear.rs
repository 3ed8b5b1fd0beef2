//! A dense layer in eight-bit arithmetic.
//!
//! In: rows of activations, quantised row by row. Out: `rows × outputs` numbers. The products are
//! summed in integers, which are exact, so a row's result is the same whatever rows it is computed
//! with and on however many threads.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::SimdOp;
use rten_tensor::NdTensorView;

use super::vector::{Dequantize, QuantizedRows};
use super::weights::{Weights, missing};
use crate::model::ModelError;

/// Weights `inputs × outputs` in eight bits with a scale for each output, and a bias.
pub struct Linear {
    packed: PackedBMatrix<i8>,
    /// The sum of each output's weights. The zero points of the rows are taken off by hand:
    /// rten-gemm 0.27 applies those of the first few rows to all.
    weight_sums: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

/// What a thread needs to multiply: the routine for its processor, and room.
#[derive(Default)]
pub struct Multiplier {
    /// The rows that are to be multiplied next.
    pub rows: QuantizedRows,
    executor: GemmExecutor<u8, i8, i32>,
    sums: Vec<i32>,
}

impl Linear {
    /// Reads `name.weight`, `name.scale` and `name.bias`.
    ///
    /// # Errors
    /// [`ModelError::Damaged`] where a table is absent or of another shape.
    pub fn read(
        weights: &Weights<'_>,
        name: &str,
        inputs: usize,
        outputs: usize,
    ) -> Result<Self, ModelError> {
        let bytes = weights.bytes(&format!("{name}.weight"), inputs)?;
        if bytes.len() != inputs * outputs {
            return Err(missing());
        }
        let values: Vec<i8> = bytes.iter().map(|&byte| byte as i8).collect();
        let sum_of_row = |row: &[i8]| row.iter().map(|&value| i32::from(value)).sum();
        let weight_sums = values.chunks_exact(inputs).map(sum_of_row).collect();
        let matrix = NdTensorView::from_data([outputs, inputs], values.as_slice());
        let packed = GemmExecutor::<u8, i8, i32>::new().prepack_b(matrix.transposed());
        let scales = weights.floats(&format!("{name}.scale"), 1, outputs)?;
        let bias = weights.floats(&format!("{name}.bias"), 1, outputs)?;
        Ok(Self {
            packed,
            weight_sums,
            scales,
            bias,
            inputs,
        })
    }

    /// How many numbers a row of the result has.
    pub fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// Multiplies the rows in `multiplier`; the result stands at the beginning of `room`.
    pub fn apply<'room>(
        &self,
        multiplier: &mut Multiplier,
        room: &'room mut Vec<f32>,
    ) -> &'room mut [f32] {
        let Multiplier {
            rows,
            executor,
            sums,
        } = multiplier;
        let (count, width) = (rows.scales.len(), self.outputs());
        let sums = at_least(sums, count * width);
        let output = at_least(room, count * width);
        if count == 0 {
            return output;
        }
        let matrix = NdTensorView::from_data([count, self.inputs], rows.values.as_slice());
        let (left, right) = (
            GemmInputA::Unpacked(matrix),
            GemmInputB::Packed(&self.packed),
        );
        executor
            .gemm(sums, left, right, GemmOptions::default())
            .expect("the shapes agree: they were checked when the weights were read");
        let results = sums.chunks_exact(width).zip(output.chunks_exact_mut(width));
        let quantization = rows.scales.iter().zip(&rows.zero_points);
        for ((sums, output), (&row_scale, &zero_point)) in results.zip(quantization) {
            let of_row = Dequantize {
                sums,
                zero_point,
                weight_sums: &self.weight_sums,
                row_scale,
                scales: &self.scales,
                bias: &self.bias,
                output,
            };
            of_row.dispatch();
        }
        output
    }
}

/// The first `length` places of `room`, which grows where it must and never shrinks: clearing it for
/// each layer would cost a twentieth of the time.
pub fn at_least<T: Clone + Default>(room: &mut Vec<T>, length: usize) -> &mut [T] {
    if room.len() < length {
        room.resize(length, T::default());
    }
    &mut room[..length]
}
