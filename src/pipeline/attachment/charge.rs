//! What somebody is said to have done, hung on the verb that says it.

use super::{has_subject, hung, is_verb};
use crate::document::{Dependency, DependencyRelation as Dep, Syntax, Upos, Xpos};

/// *accused the drivers **of holding** the country to ransom*: the charge belongs to the verb.
pub(super) fn charge(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let charged = syntax.head(word)?;
    let marker = syntax.dependent(word, Dep::Marker)?;
    // *accused Orr **of steering contracts***, with the charge taken for what he is made to do
    let is_open = matches!(
        syntax.relation(word),
        Dep::OpenComplement | Dep::ClausalComplement
    ) && syntax.form(marker) == "of"
        && syntax.lemma(charged) == "accuse"
        && !has_subject(syntax, word);
    if is_open {
        return Some(hung(charged, Dep::AdverbialClause));
    }
    let verb = syntax.head(charged)?;
    let is_charge = syntax.relation(word) == Dep::AdnominalClause
        && matches!(syntax.relation(charged), Dep::Object | Dep::IndirectObject)
        && syntax.tag(word).xpos == Xpos::Vbg
        && match syntax.form(marker) {
            "of" => matches!(
                syntax.lemma(verb),
                "accuse" | "suspect" | "convict" | "acquit" | "clear" | "warn" | "absolve"
            ),
            "from" => matches!(
                syntax.lemma(verb),
                "stop" | "prevent" | "ban" | "bar" | "keep" | "discourage" | "block" | "prohibit"
            ),
            "for" => super::is_judging(syntax.lemma(verb)),
            _ => false,
        };
    is_charge.then(|| hung(verb, Dep::AdverbialClause))
}

/// *called the case “a disgrace” and **accused** police of hiding documents*, with the verb taken for an
/// adjective: a noun that is charged with something is charged by somebody.
pub(super) fn charging(syntax: &Syntax, word: u32) -> Option<Dependency> {
    if let Some((verb, _)) = charging_verb(syntax, word) {
        return Some(hung(verb, Dep::Conjunct));
    }
    let head = syntax.head(word)?;
    let accuser_of = |noun: u32| {
        let mut before = syntax.dependents_by(noun, Dep::AdjectivalModifier);
        before.find(|&accuser| charging_verb(syntax, accuser).is_some())
    };
    if let Some(accuser) = accuser_of(word) {
        return Some(hung(accuser, Dep::Object));
    }
    let accuser = accuser_of(head)?;
    match syntax.relation(word) {
        Dep::Coordinator if word < accuser => Some(hung(accuser, Dep::Coordinator)),
        Dep::AdnominalClause => Some(hung(accuser, Dep::AdverbialClause)),
        _ => None,
    }
}

/// The verb that a false adjective goes on from, and the noun it stands before.
fn charging_verb(syntax: &Syntax, accuser: u32) -> Option<(u32, u32)> {
    let noun = syntax.head(accuser)?;
    let first = syntax.head(noun)?;
    let is_false = syntax.relation(accuser) == Dep::AdjectivalModifier
        && matches!(
            syntax.lemma(accuser),
            "accuse" | "suspect" | "acquit" | "clear"
        )
        && accuser + 1 == noun
        && syntax.relation(noun) == Dep::Conjunct
        && accuser
            .checked_sub(1)
            .is_some_and(|before| syntax.upos(before) == Upos::Cconj);
    let is_charged = syntax
        .dependents_by(noun, Dep::AdnominalClause)
        .any(|charge| {
            let marker = syntax.dependent(charge, Dep::Marker);
            marker.is_some_and(|marker| syntax.form(marker) == "of" && noun + 1 == marker)
        });
    let verb = syntax.head(first)?;
    (is_false && is_charged && is_verb(syntax, verb)).then_some((verb, noun))
}

/// *convicted him of taking bribes, **capping** a long inquiry*: behind a comma, what follows from the verdict
/// is no part of the charge.
pub(super) fn outcome_of_charge(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let charge = syntax.head(word)?;
    let verb = syntax.head(charge)?;
    let is_participle = |verb: u32| {
        syntax.relation(verb) == Dep::AdverbialClause
            && syntax.tag(verb).xpos == Xpos::Vbg
            && !has_subject(syntax, verb)
    };
    let is_of = syntax
        .dependent(charge, Dep::Marker)
        .is_some_and(|marker| matches!(syntax.form(marker), "of" | "with" | "for" | "from"));
    let is_set_off = word
        .checked_sub(1)
        .is_some_and(|comma| charge < comma && syntax.form(comma) == ",");
    let is_outcome = is_participle(word)
        && is_participle(charge)
        && is_of
        && is_set_off
        && verb < charge
        && is_verb(syntax, verb)
        && syntax.dependent(word, Dep::Marker).is_none();
    is_outcome.then(|| hung(verb, Dep::AdverbialClause))
}
