//! What a clause shares with another or takes from it: the subject of an infinitive, the
//! antecedent of a relative pronoun, the auxiliaries of a coordination; and what the clause above
//! does to it. Governors come before the clauses below them.

mod adnominal;
mod adverbial;
mod complement;
mod conjunct;

use super::clause::Clauses;
use super::relative;
use super::verbs::Effect;
use crate::document::{
    Clause, ClauseId, ClauseKind, Constituent, DependencyRelation as Dep, Filler, Syntax, Xpos,
};
use adnominal::adnominal;
use adverbial::adverbial;
use complement::{content, judged, open_complement};
use conjunct::join_conjunct;

/// Fills in what the clauses take from each other.
pub(super) fn share(syntax: &Syntax, clauses: &mut Clauses) {
    for id in top_down(clauses) {
        match clauses.get(id).kind {
            ClauseKind::Conjunct => join_conjunct(syntax, clauses, id),
            ClauseKind::Open => open_complement(syntax, clauses, id),
            ClauseKind::Content => content(syntax, clauses, id),
            ClauseKind::Relative => relative::fill(syntax, clauses, id),
            ClauseKind::Adnominal => adnominal(syntax, clauses, id),
            ClauseKind::Adverbial => adverbial(syntax, clauses, id),
            ClauseKind::Subject => judged(syntax, clauses, id),
            ClauseKind::Main | ClauseKind::Parataxis => {}
        }
    }
}

/// Clauses, each behind its governor; equal depths in text order.
fn top_down(clauses: &Clauses) -> Vec<ClauseId> {
    let depth = |mut id: ClauseId| {
        let mut depth = 0;
        while let Some(above) = clauses.get(id).governor {
            id = above;
            depth += 1;
            if depth > 200 {
                break;
            }
        }
        depth
    };
    let mut ids: Vec<ClauseId> = clauses.ids().collect();
    ids.sort_by_key(|&id| (depth(id), id));
    ids
}

/// A clause and the clauses coordinated with it, in text order.
pub(super) fn with_conjuncts(clauses: &Clauses, id: ClauseId) -> Vec<ClauseId> {
    let mut found = vec![id];
    for other in clauses.ids() {
        let clause = clauses.get(other);
        let is_joined = clause.kind == ClauseKind::Conjunct
            && clause.governor.is_some_and(|first| found.contains(&first));
        if is_joined && other != id {
            found.push(other);
        }
    }
    found
}

fn is_auxiliary(syntax: &Syntax, token: u32) -> bool {
    matches!(
        syntax.relation(token),
        Dep::Auxiliary | Dep::PassiveAuxiliary | Dep::Copula
    )
}

fn apply(clause: &mut Clause, effect: Effect, outer: &Clause) {
    if effect.negates {
        clause.negated = !clause.negated;
        clause
            .rules
            .push(format!("negated by `{}`", outer.lemma).into());
    }
    if clause.modality.is_none() {
        clause.modality = effect.modality;
    }
    // What would happen only if something else happened makes its content no surer.
    if clause.modality.is_none()
        && outer
            .modality
            .is_some_and(|modality| !modality.is_factual())
    {
        clause.modality = outer.modality;
    }
}

/// The clause becomes the object of its governor, or a further constituent where there is one.
fn attach(clauses: &mut Clauses, outer: ClauseId, id: ClauseId, role: &str) {
    let outer = clauses.full(outer);
    let outer = clauses.get_mut(outer);
    if outer.objects.is_empty() && !outer.is_passive && !outer.lemma.starts_with("be_") {
        outer.objects.push(Filler::Clause(id));
    } else {
        outer.constituents.push(Constituent {
            role: role.into(),
            filler: Filler::Clause(id),
        });
    }
}

/// The rule that turns the content of a denial round.
pub(super) const DENIED: &str = "content of a denial";

fn is_participle(syntax: &Syntax, clause: &Clause, xpos: Xpos) -> bool {
    let has_auxiliary = clause
        .predicate
        .iter()
        .any(|&token| is_auxiliary(syntax, token));
    syntax.tag(clause.head).xpos == xpos && !has_auxiliary
}
