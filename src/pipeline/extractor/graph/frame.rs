//! A clause as the graph has it: the doer first, roles as predicates, those who act on each other side by
//! side.

use super::super::roles;
use super::super::verbs;
use super::View;
use crate::document::{Clause, ClauseType, Constituent, Filler};

/// The frame of a clause as the graph has it: the doer first.
pub(super) struct Frame {
    pub(super) lemma: String,
    pub(super) subjects: Vec<Filler>,
    pub(super) objects: Vec<Filler>,
    pub(super) constituents: Vec<Constituent>,
    pub(super) is_symmetric: bool,
    pub(super) is_nominal: bool,
}

/// *The bank was sold by Orr* → Orr, sell, the bank.
///
/// How much or how long is no doer: *was delayed **by six hours***.
pub(super) fn turned(clause: &Clause, is_amount: &dyn Fn(u32) -> bool) -> Frame {
    let mut frame = Frame {
        lemma: clause.lemma.to_string(),
        subjects: clause.subjects.clone(),
        objects: clause.objects.clone(),
        constituents: clause.constituents.clone(),
        is_symmetric: false,
        is_nominal: false,
    };
    if clause.is_passive {
        // *known **by** its short name*
        let is_agent = |constituent: &Constituent| {
            &*constituent.role == "by"
                && &*clause.lemma != "know"
                && !constituent.filler.phrase().is_some_and(is_amount)
        };
        let (agents, others) = frame.constituents.into_iter().partition(is_agent);
        frame.constituents = others;
        let agents: Vec<Constituent> = agents;
        let seconds = std::mem::replace(&mut frame.objects, frame.subjects);
        frame.subjects = agents.into_iter().map(|agent| agent.filler).collect();
        for filler in seconds {
            let role = match filler {
                Filler::Phrase(_) => "object2".into(),
                Filler::Clause(_) => "that".into(),
            };
            frame.constituents.insert(0, Constituent { role, filler });
        }
    }
    frame
}

/// *is president of France* → `be_president_of`, France.
pub(super) fn take_role(view: &View, clause: &Clause, frame: &mut Frame) {
    let is_copular = matches!(clause.clause_type, ClauseType::Copular) && frame.lemma == "be";
    let [Filler::Phrase(noun)] = frame.objects[..] else {
        return;
    };
    if !is_copular && frame.lemma != "become" {
        return;
    }
    if let Some(role) = roles::role_of(view.arguments, view.lexicon, noun)
        && let Some(whom) = role.whom
        && is_copular
    {
        frame.lemma = role.predicate;
        frame.objects = vec![Filler::Phrase(whom)];
    }
}

/// ***Among the supplies** are shells and rockets*: the supplies include them.
pub(super) fn take_members(clause: &Clause, frame: &mut Frame) {
    let is_turned = clause
        .subjects
        .iter()
        .all(|filler| matches!(filler, Filler::Phrase(subject) if *subject > clause.head));
    let among = frame
        .constituents
        .iter()
        .position(|other| &*other.role == "among");
    if let (true, "be", Some(at), true) = (
        is_turned && !frame.subjects.is_empty(),
        &*frame.lemma,
        among,
        frame.objects.is_empty(),
    ) {
        let whole = frame.constituents.remove(at).filler;
        frame.lemma = "include".into();
        frame.objects = std::mem::replace(&mut frame.subjects, vec![whole]);
    }
}

/// *Putin and Trump spoke*: one fact that holds both ways.
pub(super) fn pair_subjects(frame: &mut Frame) {
    if !frame.objects.is_empty() || !verbs::is_reciprocal(&frame.lemma) {
        return;
    }
    let has_partner = frame
        .constituents
        .iter()
        .any(|other| matches!(&*other.role, "with" | "to"));
    if let ([first, second], false) = (&frame.subjects[..], has_partner) {
        (frame.subjects, frame.objects) = (vec![*first], vec![*second]);
        frame.is_symmetric = true;
    }
}
