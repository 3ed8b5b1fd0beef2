//! Where a body sits and who is behind it, from a participle that a hyphen ties to a name:
//! *the **London-based** firm*, ***Beirut-born** director Ada Lind*, *a **state-owned** bank*.

use super::super::graph::{Draft, View};
use super::draft;
use crate::document::{Argument, DependencyRelation as Dep, EntityType, MentionId, Upos};

/// *Brightwater, a **London-based** maker of meters*, *the **London-based** Brightwater*
pub(super) fn seat(view: &View, participle: u32) -> Option<Draft> {
    let arguments = view.arguments;
    let syntax = arguments.syntax;
    let predicate = match &*syntax.form(participle).to_lowercase() {
        "based" | "headquartered" => "be_based_in",
        "born" => "be_born_in",
        _ => return None,
    };
    let noun = syntax.head(participle)?;
    let is_modifier = syntax.relation(participle) == Dep::AdjectivalModifier && participle < noun;
    let hyphen = participle.checked_sub(1).filter(|_| is_modifier)?;
    let name = hyphen.checked_sub(1)?;
    let is_tied = syntax.form(hyphen) == "-"
        && syntax.tokens()[name as usize].span.end()
            == syntax.tokens()[hyphen as usize].span.start();
    let place = arguments.mention(name).filter(|_| is_tied)?;
    let is_place = matches!(
        arguments.entity_type(place),
        EntityType::Gpe | EntityType::Loc | EntityType::Fac
    );
    let whose = who(view, noun).filter(|_| is_place)?;
    let tokens = syntax.subtree_span(noun);
    let mut fact = draft(
        view,
        participle,
        tokens,
        predicate.to_owned(),
        whose,
        Argument::Mention(place),
    );
    fact.relation.rule = "participle tied to a place".into();
    Some(fact)
}

/// The name that a noun goes by: its own, the one that it explains, or the one that explains it; else what
/// the noun itself stands for.
fn who(view: &View, noun: u32) -> Option<MentionId> {
    let arguments = view.arguments;
    let syntax = arguments.syntax;
    let named = |word: u32| arguments.own_name(word);
    let explained = || {
        let name = syntax.head(noun)?;
        let is_beside = matches!(
            syntax.relation(noun),
            Dep::Apposition | Dep::DescriptiveModifier | Dep::Compound
        );
        named(name).filter(|_| is_beside)
    };
    // *Brightwater is **a London-based company***
    let joined = || {
        let subject = syntax.dependent(noun, Dep::Subject)?;
        syntax.dependent(noun, Dep::Copula)?;
        arguments.mention(subject)
    };
    let explaining = || {
        let name = syntax.dependent(noun, Dep::Apposition)?;
        named(name)
    };
    named(noun)
        .or_else(explained)
        .or_else(joined)
        .or_else(explaining)
        .or_else(|| arguments.mention(noun))
        .filter(|_| matches!(syntax.upos(noun), Upos::Noun | Upos::Propn))
}
