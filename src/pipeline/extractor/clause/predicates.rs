//! Which words head a clause.

use super::has_subject;
use crate::document::{DependencyRelation as Dep, Syntax, Upos, Xpos};

/// Whether a word heads a clause: a verb that is no mere modifier, or what a copula joins.
pub(in crate::pipeline::extractor) fn is_predicate(syntax: &Syntax, token: u32) -> bool {
    let relation = syntax.relation(token);
    if syntax.dependent(token, Dep::Copula).is_some() {
        return true;
    }
    match syntax.upos(token) {
        Upos::Verb | Upos::Aux => is_verbal_predicate(syntax, token, relation),
        Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Adv | Upos::Pron => {
            is_verbless_predicate(syntax, token, relation)
        }
        _ => false,
    }
}

/// *Lind scored two goals and Orr **one***: what a verb is about that stands in the clause before.
pub(in crate::pipeline::extractor) fn is_gapped(syntax: &Syntax, token: u32) -> bool {
    let is_noun = matches!(syntax.upos(token), Upos::Noun | Upos::Propn | Upos::Num)
        || syntax.form(token) == "other";
    let has_verb = syntax.head(token).is_some_and(|verb| {
        syntax.upos(verb) == Upos::Verb && syntax.dependent(verb, Dep::Copula).is_none()
    });
    is_noun
        && has_verb
        && syntax.relation(token) == Dep::Conjunct
        && syntax.dependent(token, Dep::Subject).is_some()
        && syntax.dependent(token, Dep::Copula).is_none()
        && syntax.dependent(token, Dep::Case).is_none()
}

fn is_verbal_predicate(syntax: &Syntax, token: u32, relation: Dep) -> bool {
    match relation {
        Dep::Auxiliary
        | Dep::PassiveAuxiliary
        | Dep::Copula
        | Dep::AdjectivalModifier
        | Dep::Compound
        | Dep::Particle
        | Dep::Fixed
        | Dep::Flat
        | Dep::Case
        | Dep::Marker
        | Dep::AdverbialModifier
        | Dep::Discourse
        | Dep::GoesWith
        | Dep::Reparandum
        | Dep::Determiner
        | Dep::Expletive
        | Dep::Coordinator => false,
        Dep::Conjunct => syntax
            .head(token)
            .is_some_and(|head| is_predicate(syntax, head) || has_subject(syntax, token)),
        // *She became stranded*: what a copular verb joins belongs to its predicate.
        Dep::OpenComplement => !is_joined_participle(syntax, token),
        Dep::Subject
        | Dep::PassiveSubject
        | Dep::Object
        | Dep::IndirectObject
        | Dep::Oblique
        | Dep::AgentOblique
        | Dep::NominalModifier
        | Dep::PossessiveModifier
        | Dep::Apposition
        | Dep::UnmarkedOblique
        | Dep::UnmarkedNominalModifier
        | Dep::DescriptiveModifier => {
            has_subject(syntax, token) || syntax.dependent(token, Dep::Object).is_some()
        }
        _ => true,
    }
}

/// *he could get **offended***, *the road stayed **closed***
fn is_joined_participle(syntax: &Syntax, token: u32) -> bool {
    let Some(governor) = syntax.head(token) else {
        return false;
    };
    let lemma = syntax.lemma(governor);
    let is_joining = matches!(
        lemma,
        "get" | "become" | "remain" | "stay" | "feel" | "look" | "grow" | "keep" | "stand"
    );
    is_joining
        && syntax.tag(token).xpos == Xpos::Vbn
        && syntax.dependent(governor, Dep::Object).is_none()
        && syntax.dependent(token, Dep::Marker).is_none()
}

fn is_verbless_predicate(syntax: &Syntax, token: u32, relation: Dep) -> bool {
    match relation {
        Dep::Root
        | Dep::ClausalComplement
        | Dep::AdverbialClause
        | Dep::RelativeClause
        | Dep::AdnominalClause
        | Dep::Parataxis
        | Dep::ClausalSubject => {
            has_subject(syntax, token) || is_late_adjective(syntax, token, relation)
        }
        // *Moscow is ready **and willing** to talk*: the copula serves both.
        Dep::Conjunct => syntax.head(token).is_some_and(|head| {
            has_subject(syntax, token)
                || syntax.dependent(head, Dep::Copula).is_some()
                    && syntax.upos(token) == Upos::Adj
                    && syntax.upos(head) == Upos::Adj
        }),
        _ => false,
    }
}

/// *both **critical to** the effort*, behind its noun
fn is_late_adjective(syntax: &Syntax, token: u32, relation: Dep) -> bool {
    relation == Dep::AdnominalClause
        && syntax.upos(token) == Upos::Adj
        && (syntax.dependent(token, Dep::Oblique).is_some()
            || syntax.dependent(token, Dep::Object).is_some())
}
