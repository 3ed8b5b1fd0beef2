//! Words and tags → names: greedy, from left to right, a label for each word.
//!
//! A word that has no capital and no proper noun's tag, nor is a place, is in a name only where one goes on. Features: the words around and their
//! ends, outlines, clusters and tags, the labels just given, and what the same word was called before in the text.

use rustc_hash::FxHashMap;

use super::table::{Scorer, Table, best};
use super::templates::{Features, Templates};
use super::vocabulary::{COMMON_WORDS, PLACES};
use super::word::{EDGE, Word};
use crate::document::Xpos;
use crate::model::accurate::NameKind;
use crate::model::hash::Hash;

/// Columns for labels.
pub(crate) const NAMES: usize = KINDS.len() * 2 + 1;
/// The table of labels.
pub(crate) type NameTable = Table<NAMES, NAMES>;
/// No name; a kind's first word is `2 kind + 1`, its later words `2 kind + 2`.
pub(crate) const OUTSIDE: u8 = 0;
/// The kinds that are told apart.
pub(crate) const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Organization, NameKind::Place];

/// What the words of a text were called so far.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    labels: FxHashMap<Hash, u8>,
}

impl Memory {
    /// Keeps the labels of a sentence; the last label of a word counts.
    pub(crate) fn keep(&mut self, words: &[Word], labels: &[u8]) {
        for (word, &label) in words.iter().zip(labels) {
            if label != OUTSIDE {
                self.labels.insert(word.form, label);
            }
        }
    }

    fn recall(&self, word: &Word) -> Hash {
        self.labels
            .get(&word.form)
            .map_or(0, |&label| Hash::from(label))
    }
}

/// The labels of a sentence.
pub(crate) fn label_names(
    words: &[Word],
    xpos: &[u8],
    memory: &Memory,
    scorer: &impl Scorer<NAMES>,
    mut see: impl FnMut(usize, &[Hash], u8) -> u8,
) -> Vec<u8> {
    let mut labels: Vec<u8> = Vec::with_capacity(words.len());
    let mut features = Features::new();
    for at in 0..words.len() {
        let before = at.checked_sub(1).map_or(OUTSIDE, |at| labels[at]);
        let label = if before == OUTSIDE && !may_begin(&words[at], xpos[at]) {
            OUTSIDE
        } else {
            features.clear();
            name_features(words, xpos, &labels, memory, at, &mut features);
            let label = best(&scorer.score(&features), |label| admits(before, label));
            see(at, &features, label.unwrap_or(0) as u8)
        };
        labels.push(label);
    }
    labels
}

/// Whether a name may begin with the word: one with a capital, a proper noun, or a place's name in lower case that means
/// nothing else (*flights to punjab*).
pub(crate) fn may_begin(word: &Word, xpos: u8) -> bool {
    const PROPER: [u8; 2] = [Xpos::Nnp as u8, Xpos::Nnps as u8];
    let is_listed_place = word.lists & PLACES != 0 && word.lists & COMMON_WORDS == 0;
    word.outline & 1 == 1 || PROPER.contains(&xpos) || is_listed_place
}

/// Whether `label` may stand after `before`: the inside of a name needs its beginning.
fn admits(before: u8, label: usize) -> bool {
    let is_inside = label != 0 && label.is_multiple_of(2);
    !is_inside || usize::from(before) == label || usize::from(before) + 1 == label
}

fn name_features(
    words: &[Word],
    xpos: &[u8],
    labels: &[u8],
    memory: &Memory,
    at: usize,
    out: &mut Features,
) {
    let place = |offset: isize| at.checked_add_signed(offset);
    let word = |offset| place(offset).and_then(|at| words.get(at)).unwrap_or(&EDGE);
    let tag = |offset| {
        let tag = place(offset).and_then(|at| xpos.get(at));
        tag.map_or(99, |&tag| Hash::from(tag))
    };
    let label = |back: usize| at.checked_sub(back).map_or(9, |at| Hash::from(labels[at]));
    let [w, l, ll, r, rr] = [word(0), word(-1), word(-2), word(1), word(2)];
    let [t, tl, tr, trr] = [tag(0), tag(-1), tag(1), tag(2)];
    let (n1, n2) = (label(1), label(2));
    let first = Hash::from(at == 0);
    let recalled = memory.recall(w);
    let mut add = Templates { next: 600, out };
    add.join(&[first]);
    add.join(&[n1]);
    add.join(&[n1, n2]);
    for atom in [
        w.form,
        w.folded,
        w.cluster,
        w.coarse,
        w.shape,
        w.suffixes[2],
        w.suffixes[3],
        w.prefixes[2],
    ] {
        add.join(&[atom]);
        add.join(&[atom, n1]);
    }
    for atom in [w.suffixes[1], w.class, w.prefixes[1], w.outline] {
        add.join(&[atom, n1, t]);
    }
    for near in [l, r] {
        add.join(&[near.folded]);
        add.join(&[near.form, n1]);
        add.join(&[near.folded, w.folded]);
        add.join(&[near.folded, w.shape, n1]);
        add.join(&[near.folded, t]);
        add.join(&[near.cluster]);
        add.join(&[near.cluster, w.cluster]);
        add.join(&[near.cluster, w.shape, n1]);
        add.join(&[near.coarse, w.coarse, n1]);
        add.join(&[near.shape, w.shape, n1]);
        add.join(&[near.suffixes[2], w.shape]);
    }
    for far in [ll, rr] {
        add.join(&[far.folded]);
        add.join(&[far.cluster, w.shape]);
        add.join(&[far.shape, w.shape]);
    }
    for near in [l, r] {
        add.join(&[near.lists, w.lists, n1]);
        add.join(&[near.lists, w.shape, n1]);
        add.join(&[near.folded, w.lists]);
    }
    add.join(&[w.lists]);
    add.join(&[w.lists, n1]);
    add.join(&[w.lists, w.shape, t]);
    add.join(&[w.lists, w.cluster]);
    add.join(&[l.lists, w.lists, r.lists]);
    add.join(&[r.lists, rr.lists, w.shape]);
    add.join(&[ll.folded, l.folded]);
    add.join(&[r.folded, rr.folded]);
    add.join(&[l.folded, r.folded]);
    add.join(&[l.cluster, r.cluster]);
    add.join(&[l.coarse, w.shape, r.coarse]);
    add.join(&[t]);
    add.join(&[t, tl, n1]);
    add.join(&[t, tr, n1]);
    add.join(&[tl, t, tr]);
    add.join(&[t, tr, trr]);
    add.join(&[t, w.cluster, n1]);
    add.join(&[t, w.shape, first]);
    add.join(&[w.shape, first, w.cluster]);
    add.join(&[recalled]);
    add.join(&[recalled, n1]);
    add.join(&[recalled, w.shape, t]);
    add.join(&[memory.recall(r), t, n1]);
}
