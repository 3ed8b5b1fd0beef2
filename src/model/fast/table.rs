//! Tables of weights: a row for each feature that counts, with a weight for each class.
//!
//! A feature's hash picks a bucket of four rows and is checked against one byte of each: a feature that was not
//! learned finds none and so adds nothing, and no two features share a row but by the rare chance that bucket and
//! check agree. A weight is one byte: the square root of its size with its sign, so that small weights, which are
//! most, keep their precision. Where there are three classes a row leaves out the first: what is learned for one class
//! is unlearned for another, so a row's sum is nothing. Where there are many a row holds only its largest weights with
//! their classes. The bytes are used as they lie in the file: nothing is unpacked at the start.

use crate::model::hash::Hash;

/// Rows in a bucket.
const WAYS: usize = 4;
/// Features that are looked up in one go.
const CHUNK: usize = 32;
/// The lowest bit of each of four bytes.
const LOW_BITS: u32 = 0x0101_0101;

/// The byte that tells a feature from others in its bucket; never 0, which is where there is no row. Its bits pick no
/// bucket.
#[inline]
fn check(hash: Hash) -> u8 {
    ((hash >> 24) as u8).max(1)
}

/// Which of the rows with these checks is the feature's, and whether there is one.
#[inline]
fn way(checks: [u8; WAYS], hash: Hash) -> (u32, bool) {
    let differing = u32::from_le_bytes(checks) ^ (u32::from(check(hash)) * LOW_BITS);
    let equal = differing.wrapping_sub(LOW_BITS) & !differing & (LOW_BITS << 7);
    (equal.trailing_zeros() >> 3, equal != 0)
}

/// The weight of a byte.
#[inline]
fn weight(root: u8) -> i32 {
    let root = i16::from(root.cast_signed());
    i32::from(root * root.abs())
}

/// Weights of `N` classes in rows of `M`: as many, or one less.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<const N: usize, const M: usize> {
    /// For each bucket the checks of its rows. A power of two of them.
    checks: &'static [[u8; WAYS]],
    /// Signed square roots, of all classes or of all but the first.
    rows: &'static [[u8; M]],
}

impl<const N: usize, const M: usize> Table<N, M> {
    /// Reads a section: the number of classes (1 byte), the checks of all buckets, the rows of all buckets.
    pub(crate) fn decode(section: &'static [u8]) -> Option<Self> {
        let (&first, rest) = section.split_first()?;
        let buckets = rest.len() / (WAYS * (M + 1));
        let is_whole = buckets * WAYS * (M + 1) == rest.len() && buckets.is_power_of_two();
        let is_fitting = usize::from(first) == N && (M == N || M + 1 == N);
        if !is_fitting || !is_whole {
            return None;
        }
        let (checks, rows) = rest.split_at(buckets * WAYS);
        Some(Self {
            checks: checks.as_chunks().0,
            rows: rows.as_chunks().0,
        })
    }
}

/// Weights in rows of a few of `N` classes, at most 64.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SparseTable<const N: usize> {
    /// A power of two of them.
    buckets: &'static [[u8; BUCKET]],
    /// Pairs of a class and a signed square root, the rows of a bucket in one piece.
    pairs: &'static [[u8; 2]],
}

/// Bytes of a bucket: the checks of its rows; where in the pairs they begin (4); how many each has, four bits each.
const BUCKET: usize = WAYS + 4 + 2;

/// The number of rows' pairs before `way` and at it, of four numbers of four bits.
#[inline]
fn before_and_at(counts: u16, way: u32) -> (u32, u32) {
    let counts = u32::from(counts);
    let at = counts >> (4 * way) & 15;
    let before = counts & ((1 << (4 * way)) - 1);
    let pairs = (before & 0x0f0f) + (before >> 4 & 0x0f0f);
    ((pairs & 0xff) + (pairs >> 8), at)
}

fn start_and_counts(bucket: &[u8; BUCKET]) -> (u32, u16) {
    let &[_, _, _, _, a, b, c, d, low, high] = bucket;
    (
        u32::from_le_bytes([a, b, c, d]),
        u16::from_le_bytes([low, high]),
    )
}

impl<const N: usize> SparseTable<N> {
    /// Reads a section: the number of classes (1 byte), the binary logarithm of the number of buckets (1 byte), the
    /// buckets, the pairs of all rows.
    pub(crate) fn decode(section: &'static [u8]) -> Option<Self> {
        let (&[classes, log_buckets], rest) = section.split_first_chunk()?;
        let buckets = 1usize.checked_shl(u32::from(log_buckets))?;
        let (buckets, pairs) = rest.split_at_checked(buckets.checked_mul(BUCKET)?)?;
        let buckets: &[[u8; BUCKET]] = buckets.as_chunks().0;
        let (pairs, odd) = pairs.as_chunks();
        let is_inside = |bucket: &[u8; BUCKET]| {
            let (start, counts) = start_and_counts(bucket);
            let (before, last) = before_and_at(counts, 3);
            u64::from(start) + u64::from(before + last) <= pairs.len() as u64
        };
        let is_whole = usize::from(classes) == N && odd.is_empty();
        (is_whole && buckets.iter().all(is_inside)).then_some(Self { buckets, pairs })
    }
}

#[cfg(feature = "train")]
mod encode {
    use std::cmp::Reverse;

    use super::{Hash, SparseTable, Table, WAYS, check};

    /// Weights of a row of a sparse table at most.
    const MOST: usize = 8;
    /// Roots below this are left out of sparse rows.
    const LEAST: u8 = 16;

    impl<const N: usize, const M: usize> Table<N, M> {
        /// The section for `features` in `1 << log_buckets` buckets. Weights are scaled so that the largest just fits;
        /// where a bucket is full the features with the least weight are left out.
        pub(crate) fn encode(features: &[(Hash, [f32; N])], log_buckets: u32) -> Vec<u8> {
            let buckets = fill(features, log_buckets);
            let mut section = vec![N as u8];
            section.extend(buckets.iter().flat_map(checks));
            for bucket in &buckets {
                for way in 0..WAYS {
                    let row = bucket.get(way).map_or([0; N], |&(_, row)| row);
                    section.extend(row[N - M..].iter().map(|root| root.cast_unsigned()));
                }
            }
            section
        }
    }

    impl<const N: usize> SparseTable<N> {
        /// The section for `features`, as of [`Table::encode`].
        pub(crate) fn encode(features: &[(Hash, [f32; N])], log_buckets: u32) -> Vec<u8> {
            let buckets = fill(features, log_buckets);
            let mut section = vec![N as u8, log_buckets as u8];
            let mut pairs: Vec<u8> = Vec::new();
            for bucket in &buckets {
                section.extend(checks(bucket));
                section.extend((pairs.len() as u32 / 2).to_le_bytes());
                let mut counts = 0u16;
                for (way, (_, row)) in bucket.iter().enumerate() {
                    let row = largest(row);
                    counts |= (row.len() as u16) << (4 * way);
                    pairs.extend(row.into_iter().flatten());
                }
                section.extend(counts.to_le_bytes());
            }
            section.extend(pairs);
            section
        }
    }

    /// Features with the roots of their weights, at most [`WAYS`].
    type Bucket<const N: usize> = Vec<(Hash, [i8; N])>;

    fn checks<const N: usize>(bucket: &Bucket<N>) -> [u8; WAYS] {
        std::array::from_fn(|way| bucket.get(way).map_or(0, |(hash, _)| check(*hash)))
    }

    /// The largest weights of a row with their classes, in the order of the classes.
    fn largest(row: &[i8]) -> Vec<[u8; 2]> {
        let mut pairs: Vec<(u8, i8)> = (0..).zip(row.iter().copied()).collect();
        pairs.retain(|(_, root)| root.unsigned_abs() >= LEAST);
        pairs.sort_by_key(|&(class, root)| (Reverse(root.unsigned_abs()), class));
        pairs.truncate(MOST);
        pairs.sort_unstable_by_key(|&(class, _)| class);
        let bytes = |(class, root): (u8, i8)| [class, root.cast_unsigned()];
        pairs.into_iter().map(bytes).collect()
    }

    fn fill<const N: usize>(features: &[(Hash, [f32; N])], log_buckets: u32) -> Vec<Bucket<N>> {
        let size = |row: &[f32; N]| row.iter().map(|weight| weight.abs()).sum::<f32>();
        let largest = features
            .iter()
            .flat_map(|(_, row)| row)
            .fold(1e-9f32, |most, weight| most.max(weight.abs()));
        let root = |weight: f32| {
            let root = (weight.abs() / largest).sqrt() * 127.0;
            root.round().copysign(weight) as i8
        };
        let mut ranked: Vec<&(Hash, [f32; N])> = features.iter().collect();
        ranked.sort_by(|left, right| {
            let order = size(&right.1).total_cmp(&size(&left.1));
            order.then(left.0.cmp(&right.0))
        });
        let mut buckets = vec![Bucket::new(); 1 << log_buckets];
        let mut kept = 0;
        for &(hash, row) in ranked {
            let bucket: &mut Bucket<N> = &mut buckets[hash as usize & ((1 << log_buckets) - 1)];
            let is_taken = bucket.iter().any(|(other, _)| check(*other) == check(hash));
            if bucket.len() < WAYS && !is_taken {
                bucket.push((hash, row.map(root)));
                kept += 1;
            }
        }
        eprintln!("{kept} of {} features fit, {N} classes", features.len());
        buckets
    }
}

/// What scores features: a table when reading, weights that still move when learning.
pub(crate) trait Scorer<const N: usize> {
    /// How well each class fits.
    fn score(&self, hashes: &[Hash]) -> [f32; N];
}

impl<const N: usize, const M: usize> Scorer<N> for Table<N, M> {
    #[inline]
    fn score(&self, hashes: &[Hash]) -> [f32; N] {
        let mut sums = [0; M];
        for hashes in hashes.chunks(CHUNK) {
            // First which rows, then the rows: so that no guess of the processor goes wrong between two loads.
            let (mut found, mut count) = ([0u32; CHUNK], 0);
            for &hash in hashes {
                let bucket = hash as usize & (self.checks.len() - 1);
                let (way, is_found) = way(self.checks[bucket], hash);
                found[count] = (bucket * WAYS) as u32 + way;
                count += usize::from(is_found);
            }
            for &row in &found[..count] {
                for (sum, &root) in sums.iter_mut().zip(&self.rows[row as usize]) {
                    *sum += weight(root);
                }
            }
        }
        let first = -sums.iter().sum::<i32>();
        std::array::from_fn(|class| match (class + M).checked_sub(N) {
            Some(stored) => sums[stored] as f32,
            None => first as f32,
        })
    }
}

impl<const N: usize> Scorer<N> for SparseTable<N> {
    #[inline]
    fn score(&self, hashes: &[Hash]) -> [f32; N] {
        // A power of two, so that no class can lie outside.
        let mut scores = [0; 64];
        for hashes in hashes.chunks(CHUNK) {
            let (mut found, mut count) = ([(0u32, 0u32); CHUNK], 0);
            for &hash in hashes {
                let bucket = &self.buckets[hash as usize & (self.buckets.len() - 1)];
                let &[a, b, c, d, ..] = bucket;
                let (way, is_found) = way([a, b, c, d], hash);
                let (start, counts) = start_and_counts(bucket);
                let (before, at) = before_and_at(counts, way & 3);
                found[count] = (start + before, at);
                count += usize::from(is_found);
            }
            for &(start, length) in &found[..count] {
                for &[class, root] in &self.pairs[start as usize..(start + length) as usize] {
                    scores[usize::from(class & 63)] += weight(root);
                }
            }
        }
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
        // One bucket: the checks 7 and 9, rows of two columns, from which the first follows.
        static SECTION: [u8; 13] = [3, 7, 9, 0, 0, 3, 254, 127, 0, 1, 1, 1, 1];
        let table = Table::<3, 2>::decode(&SECTION).unwrap();
        assert_eq!(table.score(&[7 << 24]), [-5.0, 9.0, -4.0]);
        assert_eq!(
            table.score(&[7 << 24, 9 << 24]),
            [-16_134.0, 16_138.0, -4.0]
        );
        assert_eq!(table.score(&[8 << 24]), [0.0; 3]);
        assert_eq!(table.score(&[]), [0.0; 3]);
    }

    #[test]
    fn a_sparse_row_has_its_classes() {
        // One bucket: the checks 7 and 9, from the first pair on, of which 7 has one and 9 has two.
        static SECTION: [u8; 18] = [3, 0, 7, 9, 0, 0, 0, 0, 0, 0, 0x21, 0, 2, 3, 0, 1, 1, 255];
        let table = SparseTable::<3>::decode(&SECTION).unwrap();
        assert_eq!(table.score(&[7 << 24]), [0.0, 0.0, 9.0]);
        assert_eq!(table.score(&[9 << 24]), [1.0, -1.0, 0.0]);
        assert_eq!(table.score(&[8 << 24]), [0.0; 3]);
    }

    #[test]
    fn the_pairs_before_a_row_are_counted() {
        let counts = 0x8f31;
        let found = [0, 1, 2, 3].map(|way| before_and_at(counts, way));
        assert_eq!(found, [(0, 1), (1, 3), (4, 15), (19, 8)]);
    }

    #[test]
    fn a_section_of_the_wrong_size_is_refused() {
        assert!(Table::<2, 1>::decode(&[]).is_none());
        assert!(Table::<2, 1>::decode(&[2]).is_none());
        assert!(Table::<2, 1>::decode(&[3, 1, 1, 1, 1, 1, 1, 1, 1]).is_none());
        assert!(Table::<2, 1>::decode(&[2, 1, 1, 1, 1, 1, 1, 1]).is_none());
        assert!(Table::<2, 1>::decode(&[2, 1, 1, 1, 1, 1, 1, 1, 1]).is_some());
        assert!(SparseTable::<3>::decode(&[3]).is_none());
        // A bucket whose rows lie outside.
        assert!(SparseTable::<3>::decode(&[3, 0, 7, 0, 0, 0, 0, 0, 0, 0, 1, 0]).is_none());
        assert!(SparseTable::<3>::decode(&[3, 200, 7, 0, 0, 0, 0, 0, 0, 0, 1, 0]).is_none());
    }
}
