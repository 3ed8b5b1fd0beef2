//! Tables of weights: a row for each hash, a column for each class.
//!
//! On disk a weight is one byte: a sign and the square root of its size, so that small weights, which are most,
//! keep their precision; in memory it is 16 bits, because sums of 16-bit rows are what processors add fastest.

use crate::model::hash::Hash;

/// Weights in rows of `N` columns; the number of rows is a power of two.
#[derive(Debug, Clone)]
pub(crate) struct Table<const N: usize> {
    rows: Box<[[i16; N]]>,
}

/// The largest weight a table can hold: 127 squared.
#[cfg(feature = "train")]
const LARGEST: f32 = 16_129.0;

impl<const N: usize> Table<N> {
    /// Reads a section: the number of columns on disk (1 byte), then the codes row by row.
    pub(crate) fn decode(section: &[u8]) -> Option<Self> {
        let (&columns, codes) = section.split_first()?;
        let columns = usize::from(columns);
        let count = codes.len().checked_div(columns)?;
        if columns > N || count * columns != codes.len() || !count.is_power_of_two() {
            return None;
        }
        let mut rows = vec![[0; N]; count].into_boxed_slice();
        for (row, codes) in rows.iter_mut().zip(codes.chunks_exact(columns)) {
            for (weight, &code) in row.iter_mut().zip(codes) {
                let root = i16::from(code & 127);
                *weight = if code > 127 {
                    -root * root
                } else {
                    root * root
                };
            }
        }
        Some(Self { rows })
    }

    /// The section for weights of any scale: they are scaled so that the largest just fits.
    #[cfg(feature = "train")]
    pub(crate) fn encode(rows: &[[f32; N]], columns: usize) -> Vec<u8> {
        let largest = rows
            .iter()
            .flatten()
            .fold(1e-9f32, |most, weight| most.max(weight.abs()));
        let mut section = vec![columns as u8];
        for row in rows {
            section.extend(row[..columns].iter().map(|weight| {
                let root = (weight.abs() / largest * LARGEST).sqrt().round() as u8;
                root | u8::from(*weight < 0.0 && root > 0) << 7
            }));
        }
        section
    }

    /// The sums of the rows that `hashes` pick.
    #[inline]
    pub(crate) fn score(&self, hashes: &[Hash]) -> [i32; N] {
        let mask = self.rows.len() - 1;
        let mut scores = [0; N];
        for &hash in hashes {
            for (score, &weight) in scores.iter_mut().zip(&self.rows[hash as usize & mask]) {
                *score += i32::from(weight);
            }
        }
        scores
    }
}

/// What scores features: a table when reading, weights that still move when learning.
pub(crate) trait Scorer<const N: usize> {
    /// How well each class fits.
    fn score(&self, hashes: &[Hash]) -> [f32; N];
}

impl<const N: usize> Scorer<N> for Table<N> {
    #[inline]
    fn score(&self, hashes: &[Hash]) -> [f32; N] {
        Self::score(self, hashes).map(|score| score as f32)
    }
}

/// The best of the classes that `allowed` lets through; the first of equals.
#[inline]
pub(crate) fn best<const N: usize>(
    scores: &[f32; N],
    allowed: impl Fn(usize) -> bool,
) -> Option<usize> {
    let mut best: Option<usize> = None;
    for class in (0..N).filter(|&class| allowed(class)) {
        if best.is_none_or(|best| scores[class] > scores[best]) {
            best = Some(class);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_signed_squares() {
        let table = Table::<4>::decode(&[2, 3, 128 | 2, 127, 0]).unwrap();
        assert_eq!(Table::score(&table, &[0]), [9, -4, 0, 0]);
        assert_eq!(Table::score(&table, &[0, 1, 3]), [9 + 16_129 * 2, -4, 0, 0]);
    }

    #[test]
    fn a_section_of_the_wrong_size_is_refused() {
        assert!(Table::<4>::decode(&[]).is_none());
        assert!(Table::<4>::decode(&[0]).is_none());
        assert!(Table::<4>::decode(&[2, 1]).is_none());
        assert!(Table::<4>::decode(&[5, 1, 1, 1, 1, 1]).is_none());
        assert!(Table::<4>::decode(&[1, 1, 1, 1]).is_none());
    }
}
