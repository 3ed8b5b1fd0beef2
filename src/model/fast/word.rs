//! What the linear model sees of a word: hashes of its form, its ends, its outline, and what the lists know.

use super::vocabulary::Vocabulary;
use crate::model::hash::{self, Hash};

/// The atoms of a word; 0 where there is nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Word {
    /// The form as it stands.
    pub(crate) form: Hash,
    /// The form in lower case, digits as 0.
    pub(crate) folded: Hash,
    /// The last 1, 2, 3, 4 characters, folded.
    pub(crate) suffixes: [Hash; 4],
    /// The first 1, 2, 3 characters, folded.
    pub(crate) prefixes: [Hash; 3],
    /// Kinds of characters, runs cut to two.
    pub(crate) shape: Hash,
    /// The cluster of 1,000 and of 128.
    pub(crate) cluster: Hash,
    pub(crate) coarse: Hash,
    /// The lists of the lexicon that have it.
    pub(crate) lists: Hash,
    /// The tags that the word had in training.
    pub(crate) class: Hash,
    /// Upper-case start, all upper case, digits, hyphen: bits.
    pub(crate) outline: Hash,
}

/// The word before the first and behind the last.
pub(crate) const EDGE: Word = Word {
    form: 1,
    folded: 1,
    suffixes: [1; 4],
    prefixes: [1; 3],
    shape: 1,
    cluster: 1,
    coarse: 1,
    lists: 0xffff,
    class: 1,
    outline: 1,
};

impl Word {
    /// The atoms of `form`.
    pub(crate) fn new(form: &str, vocabulary: &Vocabulary) -> Self {
        let mut buffer = [0; 48];
        let owned;
        let folded = if let Some(folded) = fold_ascii(form, &mut buffer) {
            folded
        } else {
            owned = fold(form);
            &owned
        };
        let folded_hash = hash::text(folded);
        let entry = vocabulary.look_up(folded_hash);
        Self {
            form: hash::text(form),
            folded: folded_hash,
            suffixes: [1, 2, 3, 4].map(|count| hash::text(suffix(folded, count))),
            prefixes: [1, 2, 3].map(|count| hash::text(prefix(folded, count))),
            shape: shape(form),
            cluster: Hash::from(entry.cluster),
            coarse: Hash::from(entry.coarse),
            lists: Hash::from(entry.lists),
            class: Hash::from(vocabulary.class(hash::text(form), folded_hash)),
            outline: outline(form),
        }
    }
}

/// Lower case, digits as 0, curly quotes straight.
pub(crate) fn fold(form: &str) -> String {
    let plain = form.chars().flat_map(char::to_lowercase);
    plain
        .map(|c| match c {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            '–' | '—' => '-',
            c if c.is_ascii_digit() => '0',
            c => c,
        })
        .collect()
}

fn fold_ascii<'b>(form: &str, buffer: &'b mut [u8; 48]) -> Option<&'b str> {
    let folded = buffer.get_mut(..form.len())?;
    for (folded, byte) in folded.iter_mut().zip(form.bytes()) {
        *folded = match byte {
            b'0'..=b'9' => b'0',
            0..128 => byte.to_ascii_lowercase(),
            _ => return None,
        };
    }
    std::str::from_utf8(folded).ok()
}

fn suffix(form: &str, count: usize) -> &str {
    let start = form
        .char_indices()
        .rev()
        .nth(count - 1)
        .map_or(0, |(at, _)| at);
    &form[start..]
}

fn prefix(form: &str, count: usize) -> &str {
    let end = form
        .char_indices()
        .nth(count)
        .map_or(form.len(), |(at, _)| at);
    &form[..end]
}

/// `Xx`, `XX`, `dd-dd`: upper, lower, digit, mark; more than two of a kind count as two.
fn shape(form: &str) -> Hash {
    let mut shape: Hash = 1;
    let (mut last, mut run) = (0, 0);
    for character in form.chars().take(24) {
        let kind = match character {
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            c if c.is_numeric() => 3,
            '-' => 4,
            '.' => 5,
            '\'' | '’' => 6,
            _ => 7,
        };
        run = if kind == last { run + 1 } else { 0 };
        last = kind;
        if run < 2 {
            shape = shape.wrapping_mul(37).wrapping_add(kind);
        }
    }
    shape
}

fn outline(form: &str) -> Hash {
    let first_upper = form.starts_with(char::is_uppercase);
    let all_upper = first_upper && !form.contains(char::is_lowercase);
    let digit = form.bytes().any(|b| b.is_ascii_digit());
    let letter = form.contains(char::is_alphabetic);
    Hash::from(first_upper)
        | Hash::from(all_upper) << 1
        | Hash::from(digit) << 2
        | Hash::from(letter) << 3
        | 16
}
