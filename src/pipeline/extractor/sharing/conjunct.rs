//! What coordinated clauses share: *was seized and **sold***, *built and sold **ships***.

use super::super::clause::{Clauses, has_subject};
use super::super::predicate::is_verb;
use super::super::verbs::{self};
use super::is_auxiliary;
use crate::document::{
    Clause, ClauseId, ClauseKind, DependencyRelation as Dep, Filler, Modality, Syntax, Upos, Xpos,
};

/// *Moscow would not give up but **remained open***: the subject of the first is that of the second.
pub(super) fn join_conjunct(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId) {
    let Some(first_id) = clauses.get(id).governor else {
        return;
    };
    let first_id = clauses.full(first_id);
    let first = clauses.get(first_id).clone();
    let mut clause = clauses.get(id).clone();
    let shares_subject = clause.subjects.is_empty() && !clause.has_rule("expletive");
    if shares_subject && let Some(nearer_id) = with_subject_between(syntax, clauses, first_id, id) {
        let nearer = clauses.get(nearer_id).clone();
        clause.subjects.clone_from(&nearer.subjects);
        share_auxiliaries(syntax, &nearer, &mut clause);
        clause.rules.push("shared subject".into());
        *clauses.get_mut(id) = clause;
        return;
    }
    if shares_subject {
        if lacks_object(syntax, &first, &clause) {
            clause.is_passive = true;
            clause.rules.push("passive without auxiliary".into());
        }
        clause.subjects.clone_from(&first.subjects);
        share_auxiliaries(syntax, &first, &mut clause);
        share_leading_time(&first, &mut clause);
        clause.rules.push("shared subject".into());
    }
    if first.modality == Some(Modality::Conditional) && shares_subject {
        clause.modality = clause.modality.or(first.modality);
    }
    let mut first = first;
    share_object(syntax, &mut first, &clause);
    share_object_back(&first, &mut clause);
    share_agent(&mut first, &clause);
    *clauses.get_mut(first_id) = first;
    *clauses.get_mut(id) = clause;
}

/// *Walls shook and I grabbed them and **ran***: the last clause before it with a subject of its own, where that
/// is not the first.
fn with_subject_between(
    syntax: &Syntax,
    clauses: &Clauses,
    first: ClauseId,
    id: ClauseId,
) -> Option<ClauseId> {
    let is_between = |&other: &ClauseId| {
        let clause = clauses.get(other);
        clause.kind == ClauseKind::Conjunct
            && clause.governor.map(|above| clauses.full(above)) == Some(first)
            && has_subject(syntax, clause.head)
            && is_verb(syntax, clause.head)
    };
    // Clauses lie in the order of their heads.
    let between = (first.0 + 1..id.0).rev().map(ClauseId);
    between.into_iter().find(is_between)
}

/// *was seized and **sold***, *will not stop or **slow down***: one auxiliary serves both.
pub(super) fn share_auxiliaries(syntax: &Syntax, first: &Clause, clause: &mut Clause) {
    let has_own = clause
        .predicate
        .iter()
        .any(|&token| token < clause.head && is_auxiliary(syntax, token));
    let is_same_form = syntax.tag(first.head).xpos == syntax.tag(clause.head).xpos
        || syntax.tag(clause.head).xpos == Xpos::Vb && first.modality.is_some();
    let is_bare = matches!(
        syntax.tag(clause.head).xpos,
        Xpos::Vb | Xpos::Vbn | Xpos::Vbg
    );
    if has_own || !is_same_form || !is_bare || !is_verb(syntax, clause.head) {
        return;
    }
    clause.is_passive |= first.is_passive;
    clause.modality = clause.modality.or(first.modality);
    let is_but = syntax
        .dependents_by(clause.head, Dep::Coordinator)
        .any(|word| syntax.lemma(word) == "but");
    clause.negated |= first.negated && !is_but;
    for rule in &first.rules {
        if rule.starts_with("auxiliary") && !clause.rules.contains(rule) {
            clause.rules.push(rule.clone());
        }
    }
}

/// *was arrested but never **charged***: a verb that needs an object, has none, and goes on from a
/// passive, is passive, though its form could be the past.
pub(super) fn lacks_object(syntax: &Syntax, first: &Clause, clause: &Clause) -> bool {
    first.is_passive
        && !clause.is_passive
        && clause.objects.is_empty()
        && syntax.tag(clause.head).xpos == Xpos::Vbd
        && !clause
            .predicate
            .iter()
            .any(|&token| is_auxiliary(syntax, token))
        && verbs::needs_object(&clause.lemma)
}

/// ***In May** she resigned, moved and remarried.*
pub(super) fn share_leading_time(first: &Clause, clause: &mut Clause) {
    if clause.time.is_none() && first.time.is_some_and(|time| time < first.predicate[0]) {
        clause.time = first.time;
    }
}

/// *Homes **were destroyed** and people were hurt **by the blast***: at the end, it did both.
pub(super) fn share_agent(first: &mut Clause, second: &Clause) {
    let is_pair = first.is_passive && second.is_passive && first.constituents.is_empty();
    let by = second
        .constituents
        .iter()
        .find(|other| &*other.role == "by");
    if let (true, Some(by), None) = (is_pair, by, first.time) {
        first.constituents.push(by.clone());
        first.rules.push("shared agent".into());
    }
}

/// *The firm **built** and sold **ships***, with nothing between the verbs but the conjunction.
pub(super) fn share_object(syntax: &Syntax, first: &mut Clause, second: &Clause) {
    let is_bare = first.objects.is_empty() && first.constituents.is_empty() && first.time.is_none();
    // *finished **third** and leads the race*: nothing was finished but third.
    let is_near = second.head <= first.head + 3
        && second.head > first.head
        && (first.head + 1..second.head).all(|word| {
            matches!(
                syntax.upos(word),
                Upos::Cconj | Upos::Adv | Upos::Punct | Upos::Aux | Upos::Part
            ) || second.predicate.contains(&word)
        });
    if is_bare
        && is_near
        && !second.objects.is_empty()
        && is_verb(syntax, first.head)
        && first.is_passive == second.is_passive
    {
        first.objects.clone_from(&second.objects);
        first.rules.push("shared object".into());
    }
}

/// The same, with the object hung on the first verb though it stands behind both.
pub(super) fn share_object_back(first: &Clause, second: &mut Clause) {
    let is_behind = |filler: &Filler| matches!(filler, Filler::Phrase(head) if *head > second.head);
    let is_bare = second.objects.is_empty()
        && second.constituents.is_empty()
        && first.head < second.head
        && first.is_passive == second.is_passive;
    if is_bare && !first.objects.is_empty() && first.objects.iter().all(is_behind) {
        second.objects.clone_from(&first.objects);
        second.rules.push("shared object".into());
    }
}
