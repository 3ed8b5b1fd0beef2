//! Which clauses say something by themselves.

use super::super::clause::has_subject;
use super::View;
use crate::document::{
    Clause, ClauseId, ClauseKind, DependencyRelation as Dep, Mood, Syntax, Xpos,
};

/// Whether a clause says something by itself.
pub(in crate::pipeline::extractor) fn is_said(view: &View, id: ClauseId) -> bool {
    let clause = view.clauses.get(id);
    let is_empty = clause.subjects.is_empty() && clause.objects.is_empty();
    let is_bare = clause.objects.is_empty() && clause.constituents.is_empty();
    let is_source = clause.has_rule("according to") && is_empty;
    clause.absorbed_into.is_none()
        && clause.mood != Mood::Interrogative
        && !(is_empty && (clause.constituents.is_empty() || clause.mood != Mood::Imperative))
        && !is_source
        && !is_bare_comparison(view.arguments.syntax, clause)
        && !is_echo(view.arguments.syntax, clause)
        && !(clause.kind == ClauseKind::Adnominal
            && is_bare
            && !clause.is_passive
            && clause.subjects.is_empty())
        && !is_filler_phrase(view, clause)
}

/// *faster **than expected***, ***as planned***: a participle that only measures another statement.
fn is_bare_comparison(syntax: &Syntax, clause: &Clause) -> bool {
    matches!(clause.marker.as_deref(), Some("than" | "as"))
        && syntax.tag(clause.head).xpos == Xpos::Vbn
        && !has_subject(syntax, clause.head)
        && syntax
            .dependent(clause.head, Dep::PassiveAuxiliary)
            .is_none()
        && syntax.dependent(clause.head, Dep::Auxiliary).is_none()
        && clause.constituents.is_empty()
}

/// *They never **will***, *so **does** the dog*: an auxiliary that stands for a verb said before.
fn is_echo(syntax: &Syntax, clause: &Clause) -> bool {
    let head = clause.head;
    // *whether she **would***; but *agreed **to do** so*: what was agreed stays.
    let is_auxiliary = syntax.tag(head).xpos == Xpos::Md
        || syntax.lemma(head) == "do"
            && matches!(syntax.form(head), "do" | "does" | "did")
            && clause.marker.is_none();
    is_auxiliary
        && clause.objects.is_empty()
        && clause.constituents.is_empty()
        && syntax.dependent(head, Dep::Auxiliary).is_none()
}

/// *that is to say*, *according*, *including*, *you know*
fn is_filler_phrase(view: &View, clause: &Clause) -> bool {
    let syntax = view.arguments.syntax;
    // *that is to say the roots of it*
    let is_paraphrase = &*syntax.form(clause.head).to_lowercase() == "say"
        && clause.marker.as_deref() == Some("to")
        && syntax
            .dependent(clause.head, Dep::Copula)
            .is_some_and(|copula| copula > 0 && syntax.form(copula - 1) == "that");
    is_paraphrase
        || matches!(
            &*syntax.form(clause.head).to_lowercase(),
            "according"
                | "including"
                | "regarding"
                | "concerning"
                | "thank"
                | "thanks"
                | "compared"
        )
}
