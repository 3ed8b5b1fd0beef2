//! Tables of weights: a row for each feature that counts, with a weight for each class.
//!
//! A feature's hash picks a bucket of four rows and is checked against one byte of each: a feature that was not
//! learned finds none and so adds nothing, and no two features share a row but by the rare chance that bucket and
//! check agree. A weight is one byte: the square root of its size with its sign, so that small weights, which are
//! most, keep their precision. Where there are many classes a row holds only its few largest weights with their
//! classes. The bytes are used as they lie in the file: nothing is unpacked at the start.

use crate::model::hash::Hash;

/// Rows in a bucket.
const WAYS: usize = 4;

/// Finds the rows of features.
#[derive(Debug, Clone, Copy)]
struct Buckets {
    /// For each bucket the checks of its rows; 0 where there is none. A power of two of them.
    checks: &'static [[u8; WAYS]],
}

const CHUNK: usize = 32;
/// The lowest bit of each of four bytes.
const LOW_BITS: u32 = 0x0101_0101;

/// The byte that tells a feature from others in its bucket; never 0. Its bits pick no bucket.
#[inline]
fn check(hash: Hash) -> u8 {
    ((hash >> 24) as u8).max(1)
}

impl Buckets {
    /// Splits a section without its first byte, which must be `mark`, into checks and rows of `size` bytes.
    fn decode(section: &'static [u8], mark: usize, size: usize) -> Option<(Self, &'static [u8])> {
        let (&first, rest) = section.split_first()?;
        let buckets = rest.len() / (WAYS * (size + 1));
        let is_whole = buckets * WAYS * (size + 1) == rest.len() && buckets.is_power_of_two();
        if usize::from(first) != mark || !is_whole {
            return None;
        }
        let (checks, rows) = rest.split_at(buckets * WAYS);
        let checks = checks.as_chunks().0;
        Some((Self { checks }, rows))
    }

    /// Calls `add` with the row of each feature that has one.
    #[inline]
    fn visit(self, hashes: &[Hash], mut add: impl FnMut(usize)) {
        for hashes in hashes.chunks(CHUNK) {
            // First which rows, then the rows: so that no guess of the processor goes wrong between two loads.
            let (mut found, mut count) = ([0u32; CHUNK], 0);
            for &hash in hashes {
                let bucket = hash as usize & (self.checks.len() - 1);
                let differing =
                    u32::from_le_bytes(self.checks[bucket]) ^ (u32::from(check(hash)) * LOW_BITS);
                let equal = differing.wrapping_sub(LOW_BITS) & !differing & (LOW_BITS << 7);
                found[count] = (bucket * WAYS) as u32 + (equal.trailing_zeros() >> 3);
                count += usize::from(equal != 0);
            }
            found[..count].iter().for_each(|&row| add(row as usize));
        }
    }
}

/// The weight of a byte.
#[inline]
fn weight(root: u8) -> i32 {
    let root = i16::from(root.cast_signed());
    i32::from(root * root.abs())
}

/// Weights in rows of `N` columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<const N: usize> {
    buckets: Buckets,
    /// Signed square roots.
    rows: &'static [[u8; N]],
}

impl<const N: usize> Table<N> {
    /// Reads a section: the number of columns (1 byte), the checks of all buckets, the rows of all buckets.
    pub(crate) fn decode(section: &'static [u8]) -> Option<Self> {
        let (buckets, rows) = Buckets::decode(section, N, N)?;
        let rows = rows.as_chunks().0;
        Some(Self { buckets, rows })
    }
}

/// Weights in rows of the `K` largest of `N` classes, at most 64.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SparseTable<const N: usize, const K: usize> {
    buckets: Buckets,
    /// Pairs of a class and a signed square root.
    rows: &'static [[[u8; 2]; K]],
}

impl<const N: usize, const K: usize> SparseTable<N, K> {
    /// Reads a section like [`Table::decode`], with two bytes for each weight.
    pub(crate) fn decode(section: &'static [u8]) -> Option<Self> {
        let (buckets, rows) = Buckets::decode(section, N, 2 * K)?;
        let rows = rows.as_chunks().0.as_chunks().0;
        Some(Self { buckets, rows })
    }
}

#[cfg(feature = "train")]
mod encode {
    use super::{Hash, SparseTable, Table, WAYS, check};

    impl<const N: usize> Table<N> {
        /// The section for `features` in `1 << log_buckets` buckets. Weights are scaled so that the largest just fits;
        /// where a bucket is full the features with the least weight are left out.
        pub(crate) fn encode(features: &[(Hash, [f32; N])], log_buckets: u32) -> Vec<u8> {
            section(features, log_buckets, <[u8; N]>::into)
        }
    }

    impl<const N: usize, const K: usize> SparseTable<N, K> {
        /// The section for `features`, as of [`Table::encode`].
        pub(crate) fn encode(features: &[(Hash, [f32; N])], log_buckets: u32) -> Vec<u8> {
            section(features, log_buckets, |roots| {
                let mut pairs: Vec<(u8, u8)> = (0..).zip(roots).collect();
                pairs.sort_by_key(|&(class, root)| {
                    (std::cmp::Reverse(root.cast_signed().unsigned_abs()), class)
                });
                let largest = pairs.into_iter().take(K);
                largest.flat_map(|(class, root)| [class, root]).collect()
            })
        }
    }

    fn section<const N: usize>(
        features: &[(Hash, [f32; N])],
        log_buckets: u32,
        row_of: impl Fn([u8; N]) -> Vec<u8>,
    ) -> Vec<u8> {
        let buckets = 1usize << log_buckets;
        let size = |row: &[f32; N]| row.iter().map(|weight| weight.abs()).sum::<f32>();
        let largest = features
            .iter()
            .flat_map(|(_, row)| row)
            .fold(1e-9f32, |most, weight| most.max(weight.abs()));
        let root = |weight: f32| {
            let root = (weight.abs() / largest).sqrt() * 127.0;
            (root.round().copysign(weight) as i8).cast_unsigned()
        };
        let mut ranked: Vec<&(Hash, [f32; N])> = features.iter().collect();
        ranked.sort_by(|left, right| {
            let order = size(&right.1).total_cmp(&size(&left.1));
            order.then(left.0.cmp(&right.0))
        });
        let mut checks = vec![[0u8; WAYS]; buckets];
        let width = row_of([0; N]).len();
        let mut rows = vec![0u8; buckets * WAYS * width];
        let mut kept = 0;
        for (hash, row) in ranked {
            let bucket = *hash as usize & (buckets - 1);
            let same = |&other: &u8| other == 0 || other == check(*hash);
            let way = checks[bucket].iter().position(same);
            let Some(way) = way.filter(|&way| checks[bucket][way] == 0) else {
                continue;
            };
            checks[bucket][way] = check(*hash);
            let start = (bucket * WAYS + way) * width;
            rows[start..start + width].copy_from_slice(&row_of(row.map(root)));
            kept += 1;
        }
        eprintln!("{kept} of {} features fit, {N} classes", features.len());
        let mut section = vec![N as u8];
        section.extend(checks.as_flattened());
        section.extend(rows);
        section
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
        let mut scores = [0; N];
        self.buckets.visit(hashes, |row| {
            for (score, &root) in scores.iter_mut().zip(&self.rows[row]) {
                *score += weight(root);
            }
        });
        scores.map(|score| score as f32)
    }
}

impl<const N: usize, const K: usize> Scorer<N> for SparseTable<N, K> {
    #[inline]
    fn score(&self, hashes: &[Hash]) -> [f32; N] {
        // A power of two, so that no class can lie outside.
        let mut scores = [0; 64];
        self.buckets.visit(hashes, |row| {
            for &[class, root] in &self.rows[row] {
                scores[usize::from(class & 63)] += weight(root);
            }
        });
        std::array::from_fn(|class| scores[class] as f32)
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
    fn a_feature_finds_its_row_and_others_find_none() {
        // One bucket: the checks 7 and 9, rows of two columns.
        static SECTION: [u8; 13] = [2, 7, 9, 0, 0, 3, 254, 127, 0, 1, 1, 1, 1];
        let table = Table::<2>::decode(&SECTION).unwrap();
        assert_eq!(table.score(&[7 << 24]), [9.0, -4.0]);
        assert_eq!(table.score(&[7 << 24, 9 << 24]), [16_138.0, -4.0]);
        assert_eq!(table.score(&[8 << 24]), [0.0, 0.0]);
        assert_eq!(table.score(&[]), [0.0, 0.0]);
    }

    #[test]
    fn a_sparse_row_has_its_classes() {
        static SECTION: [u8; 13] = [3, 7, 0, 0, 0, 2, 3, 0, 0, 0, 0, 0, 0];
        let table = SparseTable::<3, 1>::decode(&SECTION).unwrap();
        assert_eq!(table.score(&[7 << 24]), [0.0, 0.0, 9.0]);
    }

    #[test]
    fn a_section_of_the_wrong_size_is_refused() {
        assert!(Table::<1>::decode(&[]).is_none());
        assert!(Table::<1>::decode(&[1]).is_none());
        assert!(Table::<1>::decode(&[2, 1, 1, 1, 1, 1, 1, 1, 1]).is_none());
        assert!(Table::<1>::decode(&[1, 1, 1, 1, 1, 1, 1, 1]).is_none());
        assert!(Table::<1>::decode(&[1, 1, 1, 1, 1, 1, 1, 1, 1]).is_some());
    }
}
