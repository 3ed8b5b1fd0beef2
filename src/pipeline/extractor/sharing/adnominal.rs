//! Participles and infinitives of nouns: *the cup **made in Rome***, *efforts **to end the war***.

use super::super::clause::{Clauses, role_of};
use super::super::coordination::conjuncts;
use super::super::factuality::is_negative_phrase;
use super::super::predicate::is_verb;
use super::super::relative;
use super::super::verbs::{self};
use super::is_participle;
use crate::document::{
    Clause, ClauseId, DependencyRelation as Dep, Filler, Modality, Syntax, Xpos,
};

/// *the cup **made in Rome***, *a report **citing officials***, *efforts **to end the war***
pub(super) fn adnominal(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId) {
    let mut clause = clauses.get(id).clone();
    let Some(noun) = syntax.head(clause.head) else {
        return;
    };
    if !clause.subjects.is_empty() {
        // *the aims **it set*** is a relative clause, whatever it is called.
        relative::fill(syntax, clauses, id);
        return;
    }
    // *people **briefed** on it*: a form of the past behind a noun is a participle, too.
    let is_past = is_participle(syntax, &clause, Xpos::Vbd) && clause.objects.is_empty();
    if is_past || is_participle(syntax, &clause, Xpos::Vbn) {
        clause.is_passive = true;
    }
    let is_infinitive = clause.marker.as_deref() == Some("to")
        || clause.marker.is_some()
        || syntax.tag(clause.head).xpos == Xpos::Vb;
    if is_infinitive {
        let lemma = syntax.lemma(noun).to_lowercase();
        let effect = verbs::effect_of_noun(&lemma);
        // *on suspicion **of buying votes***
        let is_gerund = syntax.tag(clause.head).xpos == Xpos::Vbg;
        let content = verbs::modality_of_content(&lemma).filter(|_| is_gerund);
        if is_first_to(syntax, &clause, noun) {
            clause.subjects = vec![Filler::Phrase(noun)];
            clause.modality = clause.modality.or_else(|| {
                let above = clauses.around(syntax, noun)?;
                clauses.get(clauses.full(above)).modality
            });
            clause.rules.push("first to do it".into());
            *clauses.get_mut(id) = clause;
            return;
        }
        clause.subjects = suspects_of(syntax, clauses, noun)
            .filter(|_| content == Some(Modality::Hedged))
            .unwrap_or_else(|| owner_of(syntax, clauses, noun));
        clause.modality = clause.modality.or(content).or(effect.modality);
        // *has **no plans** to borrow*
        clause.negated ^= effect.negates ^ is_negative_phrase(syntax, noun);
        clause
            .rules
            .push(format!("infinitive of `{}`", syntax.lemma(noun)).into());
    } else if let Some(subject) = disposed(syntax, clauses, &clause, noun) {
        clause.subjects = vec![subject];
        clause.rules.push("adjective of the subject".into());
    } else {
        clause.subjects = vec![Filler::Phrase(noun)];
        // *shells and rockets, **both critical to** it*: behind all of them, it is said of each.
        let nouns = conjuncts(syntax, noun);
        if nouns.last().is_some_and(|&last| last < clause.head) && is_verb_or_both(syntax, &clause)
        {
            clause.subjects = nouns.into_iter().map(Filler::Phrase).collect();
        }
        clause.rules.push("participle".into());
    }
    *clauses.get_mut(id) = clause;
}

/// *the first woman **to run** the firm*: she runs it.
fn is_first_to(syntax: &Syntax, clause: &Clause, noun: u32) -> bool {
    let is_first = syntax
        .dependents_by(noun, Dep::AdjectivalModifier)
        .any(|word| {
            matches!(
                &*syntax.form(word).to_lowercase(),
                "first" | "second" | "third" | "last" | "only" | "latest" | "youngest" | "oldest"
            )
        });
    let is_active = clause.marker.as_deref() == Some("to") && !clause.is_passive;
    is_first && is_active && clause.subjects.is_empty()
}

/// *Norway will not give up its aims, **open to talks***: who is open, is who acts.
pub(super) fn disposed(
    syntax: &Syntax,
    clauses: &Clauses,
    clause: &Clause,
    noun: u32,
) -> Option<Filler> {
    let is_disposition = matches!(
        syntax.lemma(clause.head),
        "open"
            | "ready"
            | "willing"
            | "eager"
            | "keen"
            | "unwilling"
            | "reluctant"
            | "confident"
            | "afraid"
            | "aware"
            | "determined"
    );
    let start = syntax.subtree_span(clause.head).start();
    let is_set_off = syntax.form(start) == ","
        || start
            .checked_sub(1)
            .is_some_and(|before| syntax.form(before) == ",");
    let above = clauses.around(syntax, noun)?;
    let subject = clauses.get(clauses.full(above)).subjects.first().copied()?;
    let is_other = subject != Filler::Phrase(noun);
    (is_disposition && is_set_off && is_other).then_some(subject)
}

pub(super) fn is_verb_or_both(syntax: &Syntax, clause: &Clause) -> bool {
    !is_verb(syntax, clause.head)
        && syntax.dependents(clause.head).iter().any(|&word| {
            word < clause.head && matches!(syntax.lemma(word), "both" | "all" | "each" | ",")
        })
}

/// *Two men were arrested **on suspicion** of fraud*: who is arrested is who is suspected.
fn suspects_of(syntax: &Syntax, clauses: &Clauses, noun: u32) -> Option<Vec<Filler>> {
    let is_reason = syntax.relation(noun) == Dep::Oblique
        && matches!(&*role_of(syntax, noun), "on" | "over" | "amid" | "for");
    let above = clauses.around(syntax, noun).filter(|_| is_reason)?;
    let above = clauses.get(clauses.full(above));
    Some(if above.is_passive {
        above.subjects.clone()
    } else {
        above.objects.clone()
    })
}

/// Who makes the effort: *Ukraine’s efforts*, *the readiness of the Russian side*; else whoever
/// does what the noun is the object of: *the bank made an effort*.
pub(super) fn owner_of(syntax: &Syntax, clauses: &Clauses, noun: u32) -> Vec<Filler> {
    if let Some(owner) = syntax.dependent(noun, Dep::PossessiveModifier) {
        return vec![Filler::Phrase(owner)];
    }
    let of = syntax
        .dependents_by(noun, Dep::NominalModifier)
        .find(|&word| matches!(&*role_of(syntax, word), "of" | "by" | "from"));
    if let Some(owner) = of {
        return vec![Filler::Phrase(owner)];
    }
    let is_object = syntax.relation(noun) == Dep::Object;
    let is_other_than_doer = matches!(
        syntax.lemma(noun),
        "call" | "request" | "demand" | "appeal" | "order" | "pressure"
    );
    match clauses.around(syntax, noun) {
        Some(id)
            if is_object
                && !is_other_than_doer
                && !is_judgement(&clauses.get(clauses.full(id)).lemma) =>
        {
            clauses.get(clauses.full(id)).subjects.clone()
        }
        _ => Vec::new(),
    }
}

/// *rejected **a plan to tax** visitors*: who judges a plan is seldom who makes it.
pub(super) fn is_judgement(lemma: &str) -> bool {
    matches!(
        lemma,
        "reject"
            | "oppose"
            | "approve"
            | "block"
            | "back"
            | "support"
            | "criticise"
            | "criticize"
            | "accept"
            | "welcome"
            | "dismiss"
            | "condemn"
            | "thwart"
            | "foil"
            | "endorse"
            | "veto"
            | "halt"
            | "suspend"
    )
}
