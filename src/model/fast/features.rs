//! What the parser looks at: the words on the stack and in the buffer, and what hangs from them.
//!
//! In: a half-parsed sentence. Out: hashed features. Templates in the manner of Zhang and Nivre (2011), with word
//! clusters, bags of labels and the words beside.

use super::parser::Tagged;
use super::templates::{Features, Templates};
use super::transition::{NONE, State};
use crate::model::hash::Hash;

/// What features see of a word in a place, `NONE` included.
#[derive(Clone, Copy)]
struct Node {
    word: Hash,
    tag: Hash,
    upos: Hash,
    coarse: Hash,
    cluster: Hash,
    label: Hash,
}

const NOTHING: Node = Node {
    word: 0,
    tag: 98,
    upos: 98,
    coarse: 0,
    cluster: 0,
    label: 98,
};

impl Tagged<'_> {
    #[inline]
    fn node(&self, state: &State, at: u32) -> Node {
        if at == NONE {
            return NOTHING;
        }
        let at = at as usize;
        let word = &self.words[at];
        Node {
            word: word.folded,
            tag: Hash::from(self.xpos[at]),
            upos: Hash::from(self.upos[at]),
            coarse: word.coarse,
            cluster: word.cluster,
            label: Hash::from(state.labels[at]),
        }
    }
}

fn distance(from: u32, to: u32) -> Hash {
    if from == NONE || to == NONE {
        return 0;
    }
    match to.abs_diff(from) {
        near @ 0..=5 => near + 1,
        6..=9 => 7,
        10..=19 => 8,
        _ => 9,
    }
}

/// Features of the choice between steps.
pub(crate) fn action_features(sentence: Tagged<'_>, state: &State, out: &mut Features) {
    let node = |at| sentence.node(state, at);
    let [i0, i1, i2] = [state.stacked(0), state.stacked(1), state.stacked(2)];
    let [j0, j1, j2, j3] = [
        state.buffered(0),
        state.buffered(1),
        state.buffered(2),
        state.buffered(3),
    ];
    let [s0, s1, s2] = [node(i0), node(i1), node(i2)];
    let [b0, b1, b2, b3] = [node(j0), node(j1), node(j2), node(j3)];
    let left = |at: u32| {
        if at == NONE {
            (NOTHING, NOTHING, 9)
        } else {
            let side = state.left[at as usize];
            (node(side.outer), node(side.inner), side.count.min(4))
        }
    };
    let right = |at: u32| {
        if at == NONE {
            (NOTHING, NOTHING, 9)
        } else {
            let side = state.right[at as usize];
            (node(side.outer), node(side.inner), side.count.min(4))
        }
    };
    let (s0l, s0l2, s0vl) = left(i0);
    let (s0r, s0r2, s0vr) = right(i0);
    let (s1l, _, s1vl) = left(i1);
    let (s1r, s1r2, s1vr) = right(i1);
    let (b0l, b0l2, b0vl) = left(j0);
    let d = distance(i0, j0);
    let d1 = distance(i1, i0);
    let before = |at: u32| {
        if at == NONE || at == 0 {
            97
        } else {
            Hash::from(sentence.xpos[at as usize - 1])
        }
    };
    let after = |at: u32| {
        sentence
            .xpos
            .get((at as usize).wrapping_add(1))
            .map_or(97, |&tag| Hash::from(tag))
    };
    let mut add = Templates { next: 200, out };
    // Single words.
    for n in [&s0, &s1, &b0, &b1] {
        add.join(&[n.word]);
        add.join(&[n.tag]);
        add.join(&[n.word, n.tag]);
        add.join(&[n.cluster, n.tag]);
    }
    add.join(&[s2.tag]);
    add.join(&[s2.word, s2.tag]);
    add.join(&[b2.word, b2.tag]);
    add.join(&[b2.tag, b3.tag]);
    add.join(&[s0.upos, b0.upos]);
    // Pairs.
    add.join(&[s0.word, b0.word]);
    add.join(&[s0.word, s0.tag, b0.tag]);
    add.join(&[s0.tag, b0.word, b0.tag]);
    add.join(&[s0.tag, b0.tag]);
    add.join(&[s0.word, s0.tag, b0.word, b0.tag]);
    add.join(&[s0.cluster, b0.cluster]);
    add.join(&[s0.coarse, b0.coarse, d]);
    add.join(&[s0.word, b0.coarse]);
    add.join(&[s0.coarse, b0.word]);
    add.join(&[s1.word, s0.word]);
    add.join(&[s1.tag, s0.tag]);
    add.join(&[s1.word, s1.tag, s0.tag]);
    add.join(&[s1.tag, s0.word, s0.tag]);
    add.join(&[s1.cluster, s0.cluster]);
    add.join(&[s1.coarse, s0.word]);
    add.join(&[s1.word, s0.coarse]);
    add.join(&[s1.word, b0.word]);
    add.join(&[s1.tag, b0.tag]);
    add.join(&[s1.word, b0.tag]);
    add.join(&[s1.tag, b0.word]);
    add.join(&[b0.tag, b1.tag]);
    add.join(&[b0.word, b1.word]);
    add.join(&[b0.word, b1.tag]);
    add.join(&[s0.word, b1.tag]);
    // Distances and counts of dependents.
    add.join(&[s0.word, d]);
    add.join(&[s0.tag, d]);
    add.join(&[b0.word, d]);
    add.join(&[b0.tag, d]);
    add.join(&[s0.tag, b0.tag, d]);
    add.join(&[s1.tag, s0.tag, d1]);
    add.join(&[s0.tag, s0vl, s0vr]);
    add.join(&[s0.word, s0vr]);
    add.join(&[s0.word, s0vl]);
    add.join(&[s1.tag, s1vl, s1vr]);
    add.join(&[s1.word, s1vr]);
    add.join(&[b0.tag, b0vl]);
    add.join(&[b0.word, b0vl]);
    // Triples of tags.
    add.join(&[b0.tag, b1.tag, b2.tag]);
    add.join(&[s0.tag, b0.tag, b1.tag]);
    add.join(&[s0.tag, b0.tag, b1.tag, b2.tag]);
    add.join(&[s1.tag, s0.tag, b0.tag]);
    add.join(&[s2.tag, s1.tag, s0.tag]);
    add.join(&[s2.tag, s1.tag, s0.tag, b0.tag]);
    add.join(&[s1.tag, s0.tag, b0.tag, b1.tag]);
    add.join(&[s1.word, s0.tag, b0.tag]);
    add.join(&[s1.tag, s0.word, b0.tag]);
    add.join(&[s1.tag, s0.tag, b0.word]);
    add.join(&[s0.word, b0.tag, b1.tag]);
    add.join(&[s0.tag, b0.word, b1.tag]);
    add.join(&[s1.word, s0.word, b0.tag]);
    add.join(&[s1.word, s0.tag, b0.word]);
    // Dependents.
    add.join(&[s0.tag, s0r.tag, b0.tag]);
    add.join(&[s0.tag, s0l.tag, b0.tag]);
    add.join(&[s0.tag, b0l.tag, b0.tag]);
    add.join(&[s0.word, s0r.label, b0.tag]);
    add.join(&[s0.tag, s0l.label, s0r.label, b0.tag]);
    add.join(&[s1.tag, s1r.tag, s0.tag]);
    add.join(&[s1.tag, s1r.label, s0.tag, b0.tag]);
    add.join(&[s1.word, s1r.label, s0.tag]);
    add.join(&[s1.tag, s1l.label, s0.tag]);
    add.join(&[s1.tag, s0.tag, s0r.tag]);
    add.join(&[s1.tag, s0.tag, s0l.tag]);
    add.join(&[s1.tag, s0.tag, s0l.word]);
    add.join(&[s1.word, s0.tag, s0l.word]);
    add.join(&[s1.coarse, s0.coarse, s0l.word]);
    add.join(&[s1.tag, s0.tag, s0l.word, b0.tag]);
    add.join(&[s0.tag, s0l.word, b0.word]);
    add.join(&[s0.tag, b0l.word, b0.tag]);
    add.join(&[s0r.word]);
    add.join(&[s0l.word]);
    add.join(&[b0l.word, b0.tag]);
    add.join(&[s0.tag, s0l.label, s0l2.label]);
    add.join(&[s0.tag, s0r.label, s0r2.label]);
    add.join(&[s1.tag, s1r.label, s1r2.label]);
    add.join(&[b0.tag, b0l.label, b0l2.label]);
    add.join(&[s0.tag, s0l.tag, s0l2.tag, b0.tag]);
    add.join(&[s0.tag, s0r.tag, s0r2.tag, b0.tag]);
    let has = |at: u32| {
        if at == NONE {
            0
        } else {
            let bits = state.has[at as usize];
            bits as Hash ^ (bits >> 32) as Hash
        }
    };
    add.join(&[s0.tag, has(i0)]);
    add.join(&[s0.word, has(i0)]);
    add.join(&[s1.tag, has(i1), s0.tag]);
    add.join(&[b0.tag, has(j0), s0.tag]);
    // What stands beside in the text.
    add.join(&[s0.tag, after(i0), before(j0), b0.tag]);
    add.join(&[s0.tag, before(i0), b0.tag]);
    add.join(&[s1.tag, after(i1), before(i0), s0.tag]);
    add.join(&[s1.tag, s0.tag, after(i0)]);
    add.join(&[
        Hash::from(state.next == state.length),
        state.stack.len().min(5) as Hash,
    ]);
}

/// Features of the label between two words.
pub(crate) fn label_features(
    sentence: Tagged<'_>,
    state: &State,
    head: u32,
    dependent: u32,
    out: &mut Features,
) {
    let node = |at| sentence.node(state, at);
    let [h, d] = [node(head), node(dependent)];
    let side = Hash::from(dependent < head);
    let [dl, dr] = [
        state.left[dependent as usize],
        state.right[dependent as usize],
    ];
    let [hl, hr] = [state.left[head as usize], state.right[head as usize]];
    let [c, c2, cr] = [node(dl.outer), node(dl.inner), node(dr.outer)];
    let [sl, sr] = [node(hl.outer), node(hr.outer)];
    let beside = |at: u32| {
        sentence
            .xpos
            .get(at as usize)
            .map_or(97, |&tag| Hash::from(tag))
    };
    let far = distance(head, dependent);
    let fold = |bits: u64| bits as Hash ^ (bits >> 32) as Hash;
    let (has_d, has_h) = (
        fold(state.has[dependent as usize]),
        fold(state.has[head as usize]),
    );
    let [d_before, d_after, h_before, h_after] = [
        beside(dependent.wrapping_sub(1)),
        beside(dependent + 1),
        beside(head.wrapping_sub(1)),
        beside(head + 1),
    ];
    let mut add = Templates { next: 400, out };
    for s in [0, side + 1] {
        add.join(&[s, d.word, d.tag]);
        add.join(&[s, h.word, h.tag]);
        add.join(&[s, h.tag, d.tag]);
        add.join(&[s, h.word, d.tag]);
        add.join(&[s, h.tag, d.word]);
        add.join(&[s, h.word, d.word]);
        add.join(&[s, h.upos, d.upos]);
        add.join(&[s, h.tag, d.tag, c.word]);
        add.join(&[s, h.tag, d.tag, far]);
    }
    add.join(&[side, h.cluster, d.cluster]);
    add.join(&[side, h.coarse, d.coarse]);
    add.join(&[side, h.word, d.coarse]);
    add.join(&[side, h.coarse, d.word]);
    add.join(&[side, d.cluster, h.tag]);
    add.join(&[side, h.cluster, d.tag]);
    add.join(&[side, h.word, c.word, d.tag]);
    add.join(&[side, h.word, c.word, d.coarse]);
    add.join(&[side, d.word, c.word, h.tag]);
    add.join(&[side, h.tag, d.tag, c.label, cr.label]);
    add.join(&[side, h.tag, d.tag, c.tag, c2.tag]);
    add.join(&[side, d.tag, c.word, c2.word]);
    add.join(&[side, h.tag, d.tag, sl.label]);
    add.join(&[side, h.tag, d.tag, sr.label]);
    add.join(&[side, h.tag, d.tag, sl.word]);
    add.join(&[side, h.word, sr.label, d.tag]);
    add.join(&[side, h.word, sl.label, d.tag]);
    add.join(&[side, h.tag, d.tag, has_h]);
    add.join(&[side, h.tag, d.tag, has_d]);
    add.join(&[side, h.word, has_h, d.tag]);
    add.join(&[side, d.word, has_d]);
    add.join(&[side, d.upos, has_d, h.upos, has_h]);
    add.join(&[side, h.tag, d.tag, d_before, d_after]);
    add.join(&[side, h.tag, d.tag, h_before, h_after]);
    add.join(&[side, h.tag, d.tag, d_before]);
    add.join(&[side, h.tag, d.tag, d_after]);
    add.join(&[side, d.word, d_after]);
    add.join(&[side, cr.word, d.tag, h.tag]);
    add.join(&[side, cr.label, sr.label, h.tag, d.tag]);
}
