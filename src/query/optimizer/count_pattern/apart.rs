//! No two relationships of a pattern are the same one.

use super::lower::Lowered;
use crate::graph::view::{Direction, TypeId};
use crate::query::plan::{Bind, CountTest, Slot};

/// Sees to it that later relationships are not earlier ones.
///
/// Where nothing else is asked of a relationship, all of those between two nodes are alike, and it is enough to know how
/// many of them are taken: those before it that have the same ends. Else the two are compared.
pub(super) fn tell_apart(lowered: &mut Lowered, mut different: Vec<(Slot, Slot)>) {
    different.retain(|(later, earlier)| !lowered.differ(*later, *earlier));
    let mut read: Vec<Slot> = Vec::new();
    for at in (0..lowered.steps.len()).rev() {
        let (Bind::Step(expand) | Bind::Into(expand)) = &lowered.steps[at].bind else {
            continue;
        };
        let relationship = expand.relationship;
        let pairs = different.iter().filter(|(later, _)| *later == relationship);
        let earlier: Vec<Slot> = pairs.map(|(_, earlier)| *earlier).collect();
        let mut steps = lowered.steps.iter().flat_map(|step| &step.tests);
        let is_read = read.contains(&relationship)
            || steps.any(|test| test.reads_relationship(relationship))
            || expand.direction == Direction::Both;
        let taken = earlier.iter().map(|&own| {
            let is_among = includes(lowered.types_of(relationship), lowered.types_of(own));
            lowered.ends_of(own).filter(|_| is_among && !is_read)
        });
        if let Some(ends) = taken.collect::<Option<Vec<_>>>() {
            if let Bind::Step(expand) | Bind::Into(expand) = &mut lowered.steps[at].bind {
                expand.taken = ends;
            }
            continue;
        }
        for own in earlier {
            lowered.test(CountTest::Different(relationship, own));
            read.push(own);
        }
    }
}

/// Whether all relationships of some types are of others; any types if `None`.
fn includes(types: Option<&[TypeId]>, others: Option<&[TypeId]>) -> bool {
    match (types, others) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(types), Some(others)) => others.iter().all(|own| types.contains(own)),
    }
}

impl Lowered {
    fn types_of(&self, relationship: Slot) -> Option<&[TypeId]> {
        let types = self.types.iter().find(|(own, _)| *own == relationship);
        types.and_then(|(_, types)| types.as_deref())
    }

    fn are_unequal(&self, left: Slot, right: Slot) -> bool {
        let mut pairs = self.unequal.iter();
        pairs.any(|pair| *pair == (left, right) || *pair == (right, left))
    }

    fn ends_of(&self, relationship: Slot) -> Option<(Slot, Slot)> {
        let ends = self.ends.iter().find(|(own, _)| *own == relationship);
        ends.map(|(_, ends)| *ends)
    }

    /// Whether two relationships are two without being asked, because they have different ends.
    fn differ(&self, left: Slot, right: Slot) -> bool {
        match (self.ends_of(left), self.ends_of(right)) {
            (Some(left), Some(right)) => {
                self.are_unequal(left.0, right.0) || self.are_unequal(left.1, right.1)
            }
            _ => false,
        }
    }
}
