//! Whether a sentence sets two things beside or against each other: *A and B met*, *A told B*, *talks
//! between A and B*. Only such a pair is what *both* or *the two* can mean.

use super::super::partition::Partition;
use super::super::scene::Scene;
use crate::document::{DependencyRelation as Dep, EntityType, Upos};

/// How many sentences before the group the pair may stand.
const REACH: u32 = 4;

/// Whether some sentence near before the mention `group` sets the things of `one` and `other` beside
/// each other.
pub(super) fn are_set_beside(
    scene: &Scene,
    partition: &Partition,
    one: u32,
    other: u32,
    group: u32,
) -> bool {
    let near = |mention: u32| -> Vec<u32> {
        let set = partition.mentions(mention).iter().copied();
        set.filter(|&each| {
            let (last, own) = (scene.sentence(group), scene.sentence(each));
            own <= last && last - own <= REACH
        })
        .map(|each| outermost(scene, each))
        .collect()
    };
    let others = near(other);
    near(one)
        .iter()
        .any(|&left| others.iter().any(|&right| is_pair(scene, left, right)))
}

/// The head of the largest mention around a mention: *president* for *US* in *the US president*, so
/// that countries meet where their presidents do.
fn outermost(scene: &Scene, mention: u32) -> u32 {
    let span = scene.get(mention).span;
    let sentence = scene.sentence(mention);
    let mut around = scene
        .of_sentence(sentence)
        .filter(|&outer| scene.get(outer).span.contains(span))
        .filter(|&outer| {
            matches!(
                scene.entity_type(outer),
                EntityType::Person | EntityType::Org | EntityType::Gpe
            )
        });
    let first = around.next().unwrap_or(mention);
    scene.get(first).head
}

/// Whether two words are coordinated, are parties of one verb, or of one noun.
fn is_pair(scene: &Scene, left: u32, right: u32) -> bool {
    let syntax = scene.syntax;
    if left == right || syntax.sentence_of(left) != syntax.sentence_of(right) {
        return false;
    }
    let joined = |word: u32, to: u32| {
        syntax.relation(word) == Dep::Conjunct && syntax.head(word) == Some(to)
    };
    if joined(left, right) || joined(right, left) {
        return true;
    }
    is_against(scene, left, right)
        || is_against(scene, right, left)
        || do_the_same(scene, left, right)
        || do_the_same(scene, right, left)
}

/// *A bought a bank and **B** an insurer*: `right` does without a verb of its own what `left` does.
fn do_the_same(scene: &Scene, left: u32, right: u32) -> bool {
    let syntax = scene.syntax;
    let (Some(verb), Some(rest)) = (syntax.head(left), syntax.head(right)) else {
        return false;
    };
    let are_subjects = [left, right]
        .iter()
        .all(|&word| syntax.relation(word) == Dep::Subject);
    are_subjects
        && syntax.relation(rest) == Dep::Conjunct
        && syntax.head(rest) == Some(verb)
        && !matches!(syntax.upos(rest), Upos::Verb | Upos::Aux)
        && syntax.dependent(rest, Dep::Copula).is_none()
}

/// *A told **B***, *A spoke with **B***, *A held talks with **B***: `left` is the subject.
fn is_against(scene: &Scene, left: u32, right: u32) -> bool {
    let syntax = scene.syntax;
    let Some(mut above) = syntax.head(right) else {
        return false;
    };
    let is_object = matches!(syntax.relation(right), Dep::Object | Dep::IndirectObject);
    let case = syntax.dependent(right, Dep::Case);
    let is_party = case.is_some_and(|case| {
        matches!(
            &*syntax.form(case).to_lowercase(),
            "with" | "against" | "between" | "to"
        )
    });
    if !is_object && !is_party {
        return false;
    }
    for _ in 0..4 {
        if scene.agent_of(above) == Some(left) {
            return true;
        }
        match syntax.head(above) {
            Some(next) => above = next,
            None => break,
        }
    }
    false
}
