//! Which mentions are one so far, why, and who belongs to a group.

use std::collections::BTreeMap;

use crate::document::{Link, MentionId};

/// Mentions in disjoint sets; a set is called by its first mention.
#[derive(Debug, Clone)]
pub(super) struct Partition {
    /// For each mention, the first mention of its set.
    first: Vec<u32>,
    /// For each first mention, its set in text order.
    sets: Vec<Vec<u32>>,
    links: Vec<Link>,
    /// By the first mention of a group's set when it was made: a mention of each member.
    members: BTreeMap<u32, Vec<u32>>,
}

impl Partition {
    pub(super) fn new(count: usize) -> Self {
        Self {
            first: (0..count as u32).collect(),
            sets: (0..count as u32).map(|mention| vec![mention]).collect(),
            links: Vec::new(),
            members: BTreeMap::new(),
        }
    }

    /// The first mention of the set that a mention is in.
    pub(super) fn set_of(&self, mention: u32) -> u32 {
        self.first[mention as usize]
    }

    /// The mentions of the set that a mention is in, in text order.
    pub(super) fn mentions(&self, mention: u32) -> &[u32] {
        &self.sets[self.first[mention as usize] as usize]
    }

    /// The first mention of each set, in text order.
    pub(super) fn sets(&self) -> Vec<u32> {
        let all = 0..self.first.len() as u32;
        all.filter(|&mention| self.first[mention as usize] == mention)
            .collect()
    }

    pub(super) fn is_alone(&self, mention: u32) -> bool {
        self.mentions(mention).len() == 1
    }

    /// Joins the sets of both; nothing happens where they are one already.
    pub(super) fn join(&mut self, mention: u32, antecedent: u32, reason: &str) {
        let (one, other) = (self.set_of(mention), self.set_of(antecedent));
        if one == other {
            return;
        }
        let (kept, gone) = (one.min(other), one.max(other));
        let moved = std::mem::take(&mut self.sets[gone as usize]);
        for &each in &moved {
            self.first[each as usize] = kept;
        }
        let set = &mut self.sets[kept as usize];
        set.extend(moved);
        set.sort_unstable();
        self.links.push(Link {
            mention: MentionId(mention),
            antecedent: MentionId(antecedent),
            reason: reason.into(),
        });
    }

    /// Says who belongs to the group that `mention` names.
    pub(super) fn set_members(&mut self, mention: u32, members: Vec<u32>) {
        self.members.insert(mention, members);
    }

    /// A mention of each member of the group that a mention is in; empty for one thing.
    pub(super) fn members(&self, mention: u32) -> &[u32] {
        let set = self.mentions(mention);
        let known = set.iter().find_map(|each| self.members.get(each));
        known.map_or(&[], Vec::as_slice)
    }

    /// The links between the mentions of each set, by mention; the sets by their first mention.
    pub(super) fn links(&self) -> BTreeMap<u32, Vec<Link>> {
        let mut links: BTreeMap<u32, Vec<Link>> = BTreeMap::new();
        for link in &self.links {
            let set = self.set_of(link.mention.0);
            links.entry(set).or_default().push(link.clone());
        }
        for own in links.values_mut() {
            own.sort_by_key(|link| (link.mention, link.antecedent));
        }
        links
    }
}
