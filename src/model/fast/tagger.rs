//! Words → parts of speech: greedy, from left to right, first the Penn tag, then the universal one.
//!
//! Features after Collins (2002) and Toutanova et al. (2003): words around, ends, outlines, clusters, the tags
//! that the words around had in training, the tags just given. The universal tag is chosen when all Penn tags of
//! the sentence are known, among those that went with the Penn tag in training.

use super::table::{Scorer, SparseTable, best};
use super::templates::{Features, Templates};
use super::word::{EDGE, Word};
use crate::document::{Upos, Xpos};
use crate::model::hash::Hash;

/// Columns for Penn tags.
pub(crate) const XPOS: usize = Xpos::ALL.len();
/// Columns for universal tags.
pub(crate) const UPOS: usize = Upos::ALL.len();
/// The table of Penn tags.
pub(crate) type XposTable = SparseTable<XPOS>;
/// The table of universal tags.
pub(crate) type UposTable = SparseTable<UPOS>;

/// The Penn tags of `words`, as indexes of [`Xpos::ALL`].
pub(crate) fn tag_xpos(
    words: &[Word],
    scorer: &impl Scorer<XPOS>,
    mut see: impl FnMut(usize, &[Hash], u8) -> u8,
) -> Vec<u8> {
    let mut tags: Vec<u8> = Vec::with_capacity(words.len());
    let mut features = Features::new();
    for at in 0..words.len() {
        features.clear();
        xpos_features(words, &tags, at, &mut features);
        let scores = scorer.score(&features);
        let tag = best(&scores, |_| true).unwrap_or(0) as u8;
        tags.push(see(at, &features, tag));
    }
    tags
}

fn xpos_features(words: &[Word], tags: &[u8], at: usize, out: &mut Features) {
    let word = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| words.get(at))
            .unwrap_or(&EDGE)
    };
    let tag = |back: usize| at.checked_sub(back).map_or(99, |at| Hash::from(tags[at]));
    let [w, l, ll, r, rr] = [word(0), word(-1), word(-2), word(1), word(2)];
    let (t1, t2) = (tag(1), tag(2));
    let first = Hash::from(at == 0);
    let mut add = Templates { next: 0, out };
    add.join(&[w.form]);
    add.join(&[w.folded]);
    add.join(&[l.folded]);
    add.join(&[r.folded]);
    add.join(&[ll.folded]);
    add.join(&[rr.folded]);
    add.join(&[l.folded, w.folded]);
    add.join(&[w.folded, r.folded]);
    add.join(&[l.folded, r.folded]);
    for suffix in w.suffixes {
        add.join(&[suffix]);
    }
    for prefix in w.prefixes {
        add.join(&[prefix]);
    }
    add.join(&[w.shape, first]);
    add.join(&[w.outline, first, w.suffixes[2]]);
    add.join(&[l.suffixes[2]]);
    add.join(&[r.suffixes[2]]);
    add.join(&[r.suffixes[1], w.suffixes[1]]);
    add.join(&[l.shape, w.shape]);
    add.join(&[r.shape, w.shape]);
    add.join(&[w.class]);
    add.join(&[w.class, first, w.outline]);
    add.join(&[r.class]);
    add.join(&[w.class, r.class]);
    add.join(&[w.class, r.class, rr.class]);
    add.join(&[l.class, w.class]);
    add.join(&[rr.class, w.class]);
    add.join(&[t1]);
    add.join(&[t1, t2]);
    add.join(&[t1, w.folded]);
    add.join(&[t1, w.class]);
    add.join(&[t1, t2, w.class]);
    add.join(&[t1, r.class]);
    add.join(&[t1, w.class, r.class]);
    add.join(&[t1, r.folded]);
    add.join(&[t1, w.suffixes[2]]);
    add.join(&[t1, w.shape]);
    add.join(&[t2, w.folded]);
    add.join(&[t1, l.folded, w.class]);
    add.join(&[w.cluster]);
    add.join(&[r.cluster]);
    add.join(&[l.cluster]);
    add.join(&[w.coarse, r.coarse]);
    add.join(&[w.coarse, l.coarse]);
    add.join(&[t1, w.cluster]);
    add.join(&[t1, w.coarse, r.coarse]);
    add.join(&[w.cluster, w.outline]);
    add.join(&[w.suffixes[1], w.outline, t1]);
    add.join(&[w.lists, w.outline, first]);
    add.join(&[w.lists, w.suffixes[1]]);
    add.join(&[t1, w.lists]);
    add.join(&[t1, w.lists, r.lists]);
    add.join(&[w.lists, r.class]);
}

/// The universal tags, given the Penn tags; `allowed[xpos]` has a bit for each universal tag.
pub(crate) fn tag_upos(
    words: &[Word],
    xpos: &[u8],
    allowed: &[u32],
    scorer: &impl Scorer<UPOS>,
    mut see: impl FnMut(usize, &[Hash], u8) -> u8,
) -> Vec<u8> {
    let mut tags: Vec<u8> = Vec::with_capacity(words.len());
    let mut features = Features::new();
    for at in 0..words.len() {
        let mask = allowed.get(usize::from(xpos[at])).copied().unwrap_or(0);
        features.clear();
        let tag = if mask.is_power_of_two() {
            mask.trailing_zeros() as u8
        } else {
            upos_features(words, xpos, &tags, at, &mut features);
            let scores = scorer.score(&features);
            best(&scores, |tag| mask == 0 || mask >> tag & 1 == 1).unwrap_or(0) as u8
        };
        tags.push(see(at, &features, tag));
    }
    tags
}

fn upos_features(words: &[Word], xpos: &[u8], tags: &[u8], at: usize, out: &mut Features) {
    let word = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| words.get(at))
            .unwrap_or(&EDGE)
    };
    let tag = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| xpos.get(at))
            .map_or(99, |&tag| Hash::from(tag))
    };
    let [w, l, r, rr] = [word(0), word(-1), word(1), word(2)];
    let [x, x1, x2, y1, y2, y3] = [tag(0), tag(-1), tag(-2), tag(1), tag(2), tag(3)];
    let before = at.checked_sub(1).map_or(99, |at| Hash::from(tags[at]));
    let mut add = Templates { next: 100, out };
    add.join(&[x]);
    add.join(&[x, w.folded]);
    add.join(&[x, w.form]);
    add.join(&[x, w.cluster]);
    add.join(&[x, w.suffixes[2]]);
    add.join(&[x, w.class]);
    add.join(&[x, w.outline]);
    add.join(&[x, y1]);
    add.join(&[x, x1]);
    add.join(&[x, x1, y1]);
    add.join(&[x, y1, y2]);
    add.join(&[x, x1, x2]);
    add.join(&[w.folded, y1]);
    add.join(&[w.folded, x1]);
    add.join(&[w.folded, y1, y2]);
    add.join(&[w.folded, y1, y2, y3]);
    add.join(&[w.folded, x1, y1]);
    add.join(&[w.folded, x1, x2]);
    add.join(&[w.folded, r.folded]);
    add.join(&[w.folded, l.folded]);
    add.join(&[w.folded, r.folded, rr.folded]);
    add.join(&[w.folded, r.cluster]);
    add.join(&[x, r.folded]);
    add.join(&[x, l.folded]);
    add.join(&[x, before]);
    add.join(&[w.folded, before]);
    add.join(&[w.folded, r.suffixes[2]]);
    add.join(&[x, w.lists, w.outline]);
    add.join(&[w.suffixes[2], y1]);
    add.join(&[w.suffixes[2], x1]);
    add.join(&[w.shape, x1, y1]);
    add.join(&[w.cluster, x1]);
    add.join(&[w.cluster, y1]);
}
