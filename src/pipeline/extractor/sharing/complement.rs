//! Clauses that fill a place of another: *promised **to end the war***, *said **that prices fell***.

use super::super::clause::{Clauses, has_subject};
use super::super::predicate::is_verb;
use super::super::verbs::{self, Effect, SpeechClass};
use super::{DENIED, apply, attach, is_participle};
use crate::document::{
    Clause, ClauseId, Constituent, DependencyRelation as Dep, Filler, Modality, Syntax, Upos, Xpos,
};

/// *promised **to end the war***: subject from above, reality from the governing word.
pub(super) fn open_complement(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId) {
    let Some(outer_id) = clauses.get(id).governor else {
        return;
    };
    let outer = clauses.get(clauses.full(outer_id)).clone();
    let mut clause = clauses.get(id).clone();
    let has_object = outer
        .objects
        .iter()
        .any(|object| matches!(object, Filler::Phrase(_)));
    let effect = effect_on(syntax, &outer, &clause, has_object);
    // *made it easier **to build***: whoever builds.
    let is_anybody = outer.lemma.starts_with("make_") && clause.marker.as_deref() == Some("to");
    if clause.subjects.is_empty() && !is_anybody {
        let is_object_control =
            has_object && !outer.is_passive && !is_subject_control(&outer.lemma);
        clause.subjects = if is_object_control {
            outer.objects.clone()
        } else {
            outer.subjects.clone()
        };
        clause.rules.push(
            if is_object_control {
                "object control"
            } else {
                "subject control"
            }
            .into(),
        );
    }
    if is_participle(syntax, &clause, Xpos::Vbn) && clause.marker.is_none() {
        clause.is_passive = true;
    }
    if is_causative(syntax, &outer, &clause) {
        clauses.get_mut(id).subjects = clause.subjects;
        fuse(clauses, outer_id, id);
        return;
    }
    if effect.is_absorbed {
        absorb(clauses, outer_id, clause, id, effect);
        return;
    }
    apply(&mut clause, effect, &outer);
    if verbs::speech_class(&outer.lemma) == Some(SpeechClass::Denial) && !outer.negated {
        // *denied closing it*
        clause.negated = !clause.negated;
        clause.rules.push(DENIED.into());
    }
    if clause.marker.as_deref() == Some("whether") {
        clause.modality = Some(Modality::Possible);
    }
    *clauses.get_mut(id) = clause;
    let role = "to";
    attach(clauses, outer_id, id, role);
}

/// *make Trump wait*, *let them go*
pub(super) fn is_causative(syntax: &Syntax, outer: &Clause, clause: &Clause) -> bool {
    matches!(&*outer.lemma, "make" | "let")
        && syntax.tag(clause.head).xpos == Xpos::Vb
        && clause.marker.is_none()
        && !outer.is_passive
}

/// Cause and effect are one predicate: `make_wait`, with whoever waits as its object.
pub(super) fn fuse(clauses: &mut Clauses, outer_id: ClauseId, id: ClauseId) {
    let outer_id = clauses.full(outer_id);
    let inner = clauses.get(id).clone();
    let outer = clauses.get_mut(outer_id);
    outer.lemma = format!("{}_{}", outer.lemma, inner.lemma).into();
    outer.objects = inner.subjects;
    outer.constituents.extend(inner.constituents);
    let seconds = inner.objects.into_iter().map(|filler| Constituent {
        role: "object2".into(),
        filler,
    });
    outer.constituents.extend(seconds);
    outer.predicate.extend(inner.predicate);
    outer.predicate.sort_unstable();
    outer.rules.push("causative".into());
    clauses.get_mut(id).absorbed_into = Some(outer_id);
}

pub(super) fn effect_on(
    syntax: &Syntax,
    outer: &Clause,
    clause: &Clause,
    has_object: bool,
) -> Effect {
    if !is_verb(syntax, outer.head) {
        return verbs::effect_of_adjective(&syntax.lemma(outer.head).to_lowercase());
    }
    if let Some(effect) = effect_of_claim(syntax, outer, clause) {
        return effect;
    }
    let is_going = &*outer.lemma == "go" && syntax.tag(outer.head).xpos == Xpos::Vbg;
    if is_going && clause.marker.as_deref() == Some("to") {
        return verbs::effect_of_adjective("going");
    }
    // *The deal **has yet to** be approved*: so far it is not.
    let is_yet = &*outer.lemma == "have"
        && outer
            .adverbs
            .iter()
            .any(|&word| syntax.form(word).eq_ignore_ascii_case("yet"));
    if is_yet && clause.marker.as_deref() == Some("to") {
        return Effect {
            is_absorbed: true,
            negates: true,
            modality: None,
        };
    }
    verbs::effect_of(&outer.lemma, outer.is_passive, has_object)
}

/// *He did not **try to hide** it*: nor did he hide it. *She claims **to know***, *said **to have seen***: it
/// is no plan; where nobody claims it, it stays open.
fn effect_of_claim(syntax: &Syntax, outer: &Clause, clause: &Clause) -> Option<Effect> {
    let effect = |negates: bool, modality: Option<Modality>| Effect {
        is_absorbed: false,
        negates,
        modality,
    };
    let is_try = matches!(&*outer.lemma, "try" | "attempt");
    if is_try && outer.negated && !outer.is_passive {
        return Some(effect(true, None));
    }
    let mut auxiliaries = syntax.dependents_by(clause.head, Dep::Auxiliary);
    let is_perfect = auxiliaries.any(|word| syntax.form(word).eq_ignore_ascii_case("have"));
    let is_claim = matches!(&*outer.lemma, "claim" | "profess")
        || is_perfect && verbs::speech_class(&outer.lemma) == Some(SpeechClass::Report);
    let modality = outer.negated.then_some(Modality::Possible);
    (is_claim && !outer.is_passive).then(|| effect(false, modality))
}

/// *He promised her to go*: he goes.
pub(super) fn is_subject_control(lemma: &str) -> bool {
    matches!(
        lemma,
        "promise" | "vow" | "pledge" | "threaten" | "use" | "spend" | "have" | "take" | "need"
    )
}

/// The inner clause takes the place of the outer one: *Russia continues to insist*.
pub(super) fn absorb(
    clauses: &mut Clauses,
    outer_id: ClauseId,
    mut clause: Clause,
    id: ClauseId,
    effect: Effect,
) {
    let outer_id = clauses.full(outer_id);
    let outer = clauses.get(outer_id).clone();
    clause.kind = outer.kind;
    clause.governor = outer.governor;
    clause.marker.clone_from(&outer.marker);
    clause.negated ^= outer.negated ^ effect.negates;
    // *Congress would **have to** approve it*: it must.
    let is_must =
        effect.modality == Some(Modality::Obligatory) && outer.modality == Some(Modality::Planned);
    clause.modality = outer
        .modality
        .filter(|_| !is_must)
        .or(effect.modality)
        .or(clause.modality);
    clause.predicate.extend(&outer.predicate);
    clause.predicate.sort_unstable();
    clause.predicate.dedup();
    clause.time = clause.time.or(outer.time);
    clause.adverbs.extend(&outer.adverbs);
    clause
        .constituents
        .extend(outer.constituents.iter().cloned());
    clause.mood = outer.mood;
    clause.rules.extend(outer.rules.iter().cloned());
    clause
        .rules
        .push(format!("absorbed `{}`", outer.lemma).into());
    *clauses.get_mut(id) = clause;
    clauses.get_mut(outer_id).absorbed_into = Some(id);
}

/// *said **that prices fell***, *urged **that the talks resume***
pub(super) fn content(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId) {
    let marker = clauses.get(id).marker.clone();
    let is_infinitive = match marker.as_deref() {
        Some("to") => true,
        Some("whether") => syntax.tag(clauses.get(id).head).xpos == Xpos::Vb,
        _ => false,
    };
    if is_infinitive && !has_subject(syntax, clauses.get(id).head) {
        open_complement(syntax, clauses, id);
        return;
    }
    let Some(outer_id) = clauses.get(id).governor else {
        return;
    };
    let outer = clauses.get(clauses.full(outer_id)).clone();
    let mut clause = clauses.get(id).clone();
    if clause.subjects.is_empty() && is_participle(syntax, &clause, Xpos::Vbg) {
        clause.subjects.clone_from(&outer.subjects);
    }
    if is_causative(syntax, &outer, &clause) {
        fuse(clauses, outer_id, id);
        return;
    }
    let class = verbs::speech_class(&outer.lemma);
    let effect = Effect {
        is_absorbed: false,
        negates: false,
        modality: match class {
            Some(SpeechClass::Directive) => Some(Modality::Requested),
            Some(SpeechClass::Commissive) => Some(Modality::Promised),
            Some(SpeechClass::Expectation) => Some(Modality::Planned),
            // *doubts that they will come*
            _ if &*outer.lemma == "doubt" && !outer.negated => Some(Modality::Possible),
            _ if matches!(marker.as_deref(), Some("whether" | "if")) => Some(Modality::Possible),
            _ => None,
        },
    };
    // A command takes the place of a mere `would`: *demanded that they should leave*; so does doubt:
    // *asked whether it would close*.
    if matches!(
        effect.modality,
        Some(Modality::Requested | Modality::Possible)
    ) {
        clause.modality = effect.modality;
    }
    // *would make it **impossible for France to meet** its targets*
    if is_infinitive && let Some(lemma) = outer.lemma.strip_prefix("make_") {
        judge(&mut clause, lemma);
    }
    apply(&mut clause, effect, &outer);
    if class == Some(SpeechClass::Denial) && !outer.negated {
        // *denied that it had closed*: whoever denies says that it had not.
        clause.negated = !clause.negated;
        clause.rules.push(DENIED.into());
    }
    *clauses.get_mut(id) = clause;
    let role = match marker.as_deref() {
        Some(word @ ("whether" | "if")) => word.to_owned(),
        _ => "that".to_owned(),
    };
    attach(clauses, outer_id, id, &role);
}

/// *made it **impossible for France to meet** its targets*, *it is hard **to leave***: an infinitive that an
/// adjective judges has not happened.
pub(super) fn judged(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId) {
    let clause = clauses.get(id);
    let Some(adjective) = syntax.head(clause.head) else {
        return;
    };
    let is_judged = clause.marker.as_deref() == Some("to")
        && clause.modality.is_none()
        && syntax.upos(adjective) == Upos::Adj;
    if !is_judged {
        return;
    }
    let lemma = syntax.lemma(adjective).to_lowercase();
    judge(clauses.get_mut(id), &lemma);
}

fn judge(clause: &mut Clause, adjective: &str) {
    clause.negated ^= matches!(adjective, "impossible" | "unlikely" | "unable");
    clause.modality = Some(match adjective {
        "necessary" | "essential" | "vital" | "crucial" | "important" | "imperative" => {
            Modality::Obligatory
        }
        _ => Modality::Possible,
    });
    clause.rules.push(format!("judged `{adjective}`").into());
}
