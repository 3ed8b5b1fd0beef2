//! Readings less the relations that were rejected.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Ledger;
use super::anchor::{RelationAnchor, place};
use super::decision::{Action, DecisionId};
use super::finding::{Finding, Outcome};
use crate::document::{Argument, Literal, Reading, RelationMention, RelationMentionId};
use crate::span::ByteSpan;

/// The readings without the relations that `ledger` rejects, and the rejections that found nothing.
/// Only readings that lose something are copied.
///
/// Where another relation has a rejected one as its content, the words of the clause stay.
pub fn without_rejected<'r>(
    readings: &[&'r Reading],
    ledger: &Ledger,
) -> (Vec<Cow<'r, Reading>>, Vec<Finding>) {
    let rejections = rejections(ledger);
    let mut readings: Vec<Cow<'r, Reading>> = readings
        .iter()
        .map(|reading| Cow::Borrowed(*reading))
        .collect();
    let mut effective = BTreeSet::new();
    for reading in &mut readings {
        let mut rejected = BTreeSet::new();
        for (decision, anchor) in &rejections {
            let found = find(reading, anchor);
            if !found.is_empty() {
                effective.insert(*decision);
                rejected.extend(found);
            }
        }
        if !rejected.is_empty() {
            *reading = Cow::Owned(without(reading, &rejected));
        }
    }
    let missing = rejections
        .into_iter()
        .filter(|(decision, _)| !effective.contains(decision));
    let findings = missing.map(|(decision, anchor)| Finding {
        decision,
        outcome: Outcome::Dormant {
            name: format!("{} in {}", anchor.text, anchor.document).into(),
        },
    });
    let findings = findings.collect();
    (readings, findings)
}

fn rejections(ledger: &Ledger) -> Vec<(DecisionId, &RelationAnchor)> {
    let decisions = ledger.in_force().into_iter();
    decisions
        .filter_map(|decision| match &decision.action {
            // An argument alone is taken out of the graph of questions only.
            Action::Reject { relation } if relation.role.is_none() => Some((decision.id, relation)),
            _ => None,
        })
        .collect()
}

/// The relations that an anchor names, where the text is as it was: those with its predicate and
/// its arguments; where none has both, the only one with its predicate and one of them.
fn find(reading: &Reading, anchor: &RelationAnchor) -> Vec<usize> {
    let text = &reading.article.text;
    let is_same_text = text.get(anchor.span.to_range()) == Some(&*anchor.text);
    if reading.article.id != anchor.document || !is_same_text {
        return Vec::new();
    }
    let relations = reading.relations.iter().enumerate();
    let of_predicate: Vec<(usize, &RelationMention)> = relations
        .filter(|(_, relation)| {
            relation.predicate.span.overlaps(anchor.span)
                && relation.predicate.lemma == anchor.predicate
        })
        .collect();
    let agreeing = |relation: &RelationMention| {
        let subject = agrees(reading, relation.subject.as_ref(), anchor.subject);
        let object = agrees(reading, relation.object.as_ref(), anchor.object);
        usize::from(subject) + usize::from(object)
    };
    let with = |arguments: usize| -> Vec<usize> {
        let all = of_predicate.iter();
        all.filter(|(_, relation)| agreeing(relation) == arguments)
            .map(|(index, _)| *index)
            .collect()
    };
    let whole = with(2);
    match with(1).as_slice() {
        [only] if whole.is_empty() => vec![*only],
        _ => whole,
    }
}

fn agrees(reading: &Reading, argument: Option<&Argument>, wanted: Option<ByteSpan>) -> bool {
    match (argument, wanted) {
        (Some(argument), Some(wanted)) => place(reading, argument).overlaps(wanted),
        (None, None) => true,
        _ => false,
    }
}

fn without(reading: &Reading, rejected: &BTreeSet<usize>) -> Reading {
    let mut kept = reading.clone();
    let mut numbers = Vec::with_capacity(reading.relations.len());
    let mut next = 0;
    for index in 0..reading.relations.len() {
        let is_kept = !rejected.contains(&index);
        numbers.push(is_kept.then_some(RelationMentionId(next)));
        next += u32::from(is_kept);
    }
    let mut index = 0;
    kept.relations.retain(|_| {
        index += 1;
        !rejected.contains(&(index - 1))
    });
    for relation in &mut kept.relations {
        relation.content_of = relation
            .content_of
            .and_then(|content| numbers[content.0 as usize]);
        let arguments = relation
            .arguments
            .iter_mut()
            .map(|argument| &mut argument.value);
        let slots = relation.subject.iter_mut().chain(&mut relation.object);
        for argument in slots.chain(&mut relation.place).chain(arguments) {
            if let Argument::Clause(id) = argument {
                *argument = match numbers[id.0 as usize] {
                    Some(id) => Argument::Clause(id),
                    None => words(reading, *id),
                };
            }
        }
    }
    kept
}

/// A clause as mere words.
fn words(reading: &Reading, clause: RelationMentionId) -> Argument {
    let relation = &reading.relations[clause.0 as usize];
    Argument::Literal(Literal {
        text: relation.evidence.of(&reading.article.text).into(),
        span: relation.evidence,
        head: relation.predicate.lemma.clone(),
    })
}
