//! Who belongs to what is named: *carmakers, **including Adler***, *firms **such as Adler***.

use super::super::clause::role_of as preposition_of;
use super::super::coordination::conjuncts;
use super::super::graph::{Draft, View};
use super::draft;
use crate::document::{Argument, DependencyRelation as Dep, MentionId, Upos};

/// *carmakers, **including Adler***: the carmakers include it; *firms **such as Adler***: Adler is one.
pub(super) fn member(view: &View, token: u32) -> Vec<Draft> {
    let syntax = view.arguments.syntax;
    let role = preposition_of(syntax, token);
    let is_member = matches!(&*role, "including" | "such_as")
        && matches!(syntax.relation(token), Dep::NominalModifier | Dep::Oblique);
    let Some(class) = syntax
        .head(token)
        .filter(|&class| is_member && syntax.upos(class) == Upos::Noun)
    else {
        return Vec::new();
    };
    let span = syntax.subtree_span(class);
    let members = conjuncts(syntax, token).into_iter();
    let made = members.filter_map(|member| {
        let (whole, part) = (view.arguments.phrase(class), view.arguments.phrase(member));
        let is_listed = &*role == "including";
        let (subject, object) = if is_listed {
            (whole, part)
        } else {
            (part, whole)
        };
        let Argument::Mention(named) = subject.clone() else {
            return is_listed.then(|| {
                let mut draft = draft(view, member, span, "include".into(), MentionId(0), object);
                draft.relation.subject = Some(subject);
                draft
            });
        };
        let predicate = if is_listed { "include" } else { "be" };
        Some(draft(view, member, span, predicate.into(), named, object))
    });
    made.collect()
}
