//! What a clause shares with another or takes from it: the subject of an infinitive, the
//! antecedent of a relative pronoun, the auxiliaries of a coordination; and what the clause above
//! does to it. Governors come before the clauses below them.

use super::clause::{Clauses, has_subject, role_of};
use super::coordination::conjuncts;
use super::factuality;
use super::predicate::is_verb;
use super::relative;
use super::verbs::{self, Effect, SpeechClass};
use crate::document::{
    Clause, ClauseId, ClauseKind, Constituent, DependencyRelation as Dep, Filler, Modality, Syntax,
    Upos, Xpos,
};
use crate::pipeline::attachment::is_judging;

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
            ClauseKind::Main | ClauseKind::Parataxis | ClauseKind::Subject => {}
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

/// *Moscow would not give up but **remained open***: the subject of the first is that of the second.
fn join_conjunct(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId) {
    let Some(first_id) = clauses.get(id).governor else {
        return;
    };
    let first_id = clauses.full(first_id);
    let first = clauses.get(first_id).clone();
    let mut clause = clauses.get(id).clone();
    let shares_subject = clause.subjects.is_empty() && !clause.has_rule("expletive");
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

/// *was seized and **sold***, *will not stop or **slow down***: one auxiliary serves both.
fn share_auxiliaries(syntax: &Syntax, first: &Clause, clause: &mut Clause) {
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
fn lacks_object(syntax: &Syntax, first: &Clause, clause: &Clause) -> bool {
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

fn is_auxiliary(syntax: &Syntax, token: u32) -> bool {
    matches!(
        syntax.relation(token),
        Dep::Auxiliary | Dep::PassiveAuxiliary | Dep::Copula
    )
}

/// ***In May** she resigned, moved and remarried.*
fn share_leading_time(first: &Clause, clause: &mut Clause) {
    if clause.time.is_none() && first.time.is_some_and(|time| time < first.predicate[0]) {
        clause.time = first.time;
    }
}

/// *Homes **were destroyed** and people were hurt **by the blast***: at the end, it did both.
fn share_agent(first: &mut Clause, second: &Clause) {
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
fn share_object(syntax: &Syntax, first: &mut Clause, second: &Clause) {
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
fn share_object_back(first: &Clause, second: &mut Clause) {
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

/// *promised **to end the war***: subject from above, reality from the governing word.
fn open_complement(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId) {
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
fn is_causative(syntax: &Syntax, outer: &Clause, clause: &Clause) -> bool {
    matches!(&*outer.lemma, "make" | "let")
        && syntax.tag(clause.head).xpos == Xpos::Vb
        && clause.marker.is_none()
        && !outer.is_passive
}

/// Cause and effect are one predicate: `make_wait`, with whoever waits as its object.
fn fuse(clauses: &mut Clauses, outer_id: ClauseId, id: ClauseId) {
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

fn effect_on(syntax: &Syntax, outer: &Clause, clause: &Clause, has_object: bool) -> Effect {
    if !is_verb(syntax, outer.head) {
        return verbs::effect_of_adjective(&syntax.lemma(outer.head).to_lowercase());
    }
    let is_going = &*outer.lemma == "go" && syntax.tag(outer.head).xpos == Xpos::Vbg;
    if is_going && clause.marker.as_deref() == Some("to") {
        return verbs::effect_of_adjective("going");
    }
    verbs::effect_of(&outer.lemma, outer.is_passive, has_object)
}

/// *He promised her to go*: he goes.
fn is_subject_control(lemma: &str) -> bool {
    matches!(
        lemma,
        "promise" | "vow" | "pledge" | "threaten" | "use" | "spend" | "have" | "take" | "need"
    )
}

/// The inner clause takes the place of the outer one: *Russia continues to insist*.
fn absorb(
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
    clause.modality = outer.modality.or(effect.modality).or(clause.modality);
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

/// *said **that prices fell***, *urged **that the talks resume***
fn content(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId) {
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

/// The rule that turns the content of a denial round.
pub(super) const DENIED: &str = "content of a denial";

fn is_participle(syntax: &Syntax, clause: &Clause, xpos: Xpos) -> bool {
    let has_auxiliary = clause
        .predicate
        .iter()
        .any(|&token| is_auxiliary(syntax, token));
    syntax.tag(clause.head).xpos == xpos && !has_auxiliary
}

/// *the cup **made in Rome***, *a report **citing officials***, *efforts **to end the war***
fn adnominal(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId) {
    let mut clause = clauses.get(id).clone();
    let Some(noun) = syntax.head(clause.head) else {
        return;
    };
    if !clause.subjects.is_empty() {
        // *the aims **it set*** is a relative clause, whatever it is called.
        relative::fill(syntax, clauses, id);
        return;
    }
    if is_participle(syntax, &clause, Xpos::Vbn) {
        clause.is_passive = true;
    }
    let is_infinitive = clause.marker.as_deref() == Some("to")
        || clause.marker.is_some()
        || syntax.tag(clause.head).xpos == Xpos::Vb;
    if is_infinitive {
        let effect = verbs::effect_of_noun(&syntax.lemma(noun).to_lowercase());
        clause.subjects = owner_of(syntax, clauses, noun);
        clause.modality = clause.modality.or(effect.modality);
        clause.negated ^= effect.negates;
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

/// *Norway will not give up its aims, **open to talks***: who is open, is who acts.
fn disposed(syntax: &Syntax, clauses: &Clauses, clause: &Clause, noun: u32) -> Option<Filler> {
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

fn is_verb_or_both(syntax: &Syntax, clause: &Clause) -> bool {
    !is_verb(syntax, clause.head)
        && syntax.dependents(clause.head).iter().any(|&word| {
            word < clause.head && matches!(syntax.lemma(word), "both" | "all" | "each" | ",")
        })
}

/// Who makes the effort: *Ukraine’s efforts*, *the readiness of the Russian side*; else whoever
/// does what the noun is the object of: *the bank made an effort*.
fn owner_of(syntax: &Syntax, clauses: &Clauses, noun: u32) -> Vec<Filler> {
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
fn is_judgement(lemma: &str) -> bool {
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

/// ***If prices fall**, we buy*; *left, **citing a call***
fn adverbial(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId) {
    let Some(outer_id) = clauses.get(id).governor else {
        return;
    };
    let outer_id = clauses.full(outer_id);
    let outer = clauses.get(outer_id).clone();
    let mut clause = clauses.get(id).clone();
    if clause.marker.is_none() {
        clause.marker = question_adverb(syntax, &mut clause);
    }
    let objects = outer
        .objects
        .iter()
        .any(|object| matches!(object, Filler::Phrase(_)));
    let is_charge = objects
        && !outer.is_passive
        && clause.subjects.is_empty()
        && match clause.marker.as_deref() {
            Some("of" | "from") => true,
            // *criticised **the bank** for waiting*
            Some("for") => is_judging(&outer.lemma),
            _ => false,
        };
    if is_charge {
        // *accused **Brussels** of breaking the rules*: Brussels breaks them.
        clause.subjects.clone_from(&outer.objects);
        clause.rules.push("object control".into());
    }
    if matches!(clause.marker.as_deref(), Some("of" | "from")) {
        let effect = verbs::effect_of_charge(&outer.lemma);
        apply(&mut clause, effect, &outer);
    }
    if clause.subjects.is_empty()
        && let Some(asked) = asked_to(&outer, &clause)
    {
        clause.subjects = asked;
        clause.modality = clause.modality.or(Some(Modality::Requested));
        clause.rules.push("object control".into());
    }
    if clause.subjects.is_empty() && is_comment(syntax, &clause) {
        clause.subjects = vec![Filler::Clause(outer_id)];
        clause.rules.push("comment on a clause".into());
    }
    if clause.subjects.is_empty() {
        clause.subjects.clone_from(&outer.subjects);
        // ***Asked** whether it had paid, the bank said …*: a past form without a subject is a participle.
        let is_past = is_participle(syntax, &clause, Xpos::Vbd) && clause.marker.is_none();
        if is_past || is_participle(syntax, &clause, Xpos::Vbn) {
            clause.is_passive = true;
        }
        clause.rules.push("shared subject".into());
    }
    let marker = clause.marker.clone().unwrap_or_default();
    if &*marker == "to" && is_too_much(syntax, outer.head) {
        // *too short to show anything*: it shows nothing.
        clause.negated = !clause.negated;
        clause.modality = Some(Modality::Possible);
        clause.rules.push("negated by `too`".into());
    }
    if &*marker == "whether" && syntax.tag(clause.head).xpos == Xpos::Vb {
        // *decides whether to leave*
        clause.modality = Some(Modality::Possible);
    } else if is_won(&outer, &clause, &marker) {
        clause.rules.push("outcome".into());
    } else {
        factuality::apply_marker(&mut clause, &marker);
    }
    *clauses.get_mut(id) = clause;
    if factuality::is_condition(&marker) && clauses.get(id).modality != Some(Modality::Possible) {
        let outer = clauses.get_mut(expected_of(clauses, outer_id));
        let is_future = outer.rules.iter().any(|rule| rule.starts_with("auxiliary"));
        if is_future || outer.modality.is_none() {
            outer.modality = Some(Modality::Conditional);
        }
    }
    if &*marker == "whether" {
        attach(clauses, outer_id, id, "whether");
    } else if is_linking(&marker) {
        clauses.get_mut(outer_id).constituents.push(Constituent {
            role: marker,
            filler: Filler::Clause(id),
        });
    }
}

/// *expects the bank to pay **unless prices fall***: the paying depends on it, not the expecting.
fn expected_of(clauses: &Clauses, outer_id: ClauseId) -> ClauseId {
    let outer = clauses.get(outer_id);
    let expects = outer.modality.is_none()
        && verbs::speech_class(&outer.lemma) == Some(SpeechClass::Expectation);
    let inner = outer
        .objects
        .iter()
        .chain(outer.constituents.iter().map(|other| &other.filler))
        .find_map(|filler| match filler {
            Filler::Clause(id) => Some(*id),
            Filler::Phrase(_) => None,
        });
    inner.filter(|_| expects).unwrap_or(outer_id)
}

/// *called **on them** to leave*: they are to leave.
fn asked_to(outer: &Clause, clause: &Clause) -> Option<Vec<Filler>> {
    let role = match &*outer.lemma {
        "call" => "on",
        "appeal" => "to",
        "plead" => "with",
        _ => return None,
    };
    let is_infinitive = clause.marker.as_deref() == Some("to");
    let asked: Vec<Filler> = outer
        .constituents
        .iter()
        .filter(|other| &*other.role == role)
        .map(|other| other.filler)
        .collect();
    (is_infinitive && !outer.is_passive && !asked.is_empty()).then_some(asked)
}

fn is_too_much(syntax: &Syntax, adjective: u32) -> bool {
    syntax
        .dependents_by(adjective, Dep::AdverbialModifier)
        .any(|word| word < adjective && syntax.form(word).eq_ignore_ascii_case("too"))
}

/// *beat Norwich **to reach the final***: who wins gets there; it is no mere purpose.
fn is_won(outer: &Clause, clause: &Clause, marker: &str) -> bool {
    let is_fact = outer.modality.is_none() && !outer.negated && clause.modality.is_none();
    let wins = matches!(
        &*outer.lemma,
        "beat"
            | "defeat"
            | "win"
            | "stun"
            | "thrash"
            | "edge"
            | "upset"
            | "rally"
            | "score"
            | "crush"
            | "overcome"
            | "outclass"
            | "rout"
            | "sweep"
            | "recover"
            | "come_back"
            | "fight_back"
            | "hold_on"
            | "hold_off"
            | "see_off"
            | "edge_out"
            | "oust"
            | "knock_out"
    );
    marker == "to" && is_fact && wins
}

/// *they spoke by phone, **marking their sixth call***: the speaking marks it, not they.
fn is_comment(syntax: &Syntax, clause: &Clause) -> bool {
    clause.marker.is_none()
        && is_participle(syntax, clause, Xpos::Vbg)
        && matches!(
            &*clause.lemma,
            "mark" | "mean" | "signal" | "represent" | "suggest"
        )
}

/// *when*, *where* and *why* join as adverbs.
fn question_adverb(syntax: &Syntax, clause: &mut Clause) -> Option<Box<str>> {
    let at = clause
        .adverbs
        .iter()
        .position(|&word| syntax.tag(word).xpos == Xpos::Wrb)?;
    let word = clause.adverbs.remove(at);
    Some(syntax.form(word).to_lowercase().into())
}

fn is_linking(marker: &str) -> bool {
    matches!(
        marker,
        "after"
            | "before"
            | "because"
            | "if"
            | "unless"
            | "until"
            | "till"
            | "since"
            | "when"
            | "while"
            | "although"
            | "though"
            | "whenever"
            | "as"
            | "once"
            | "so"
            | "whereas"
            | "by"
            | "without"
            | "in_case"
            | "despite"
            | "as_soon_as"
            | "even_though"
            | "to"
            | "so_that"
            | "in_order_to"
            | "in_order"
            | "provided"
            | "where"
            | "as_long_as"
            | "of"
            | "from"
            | "for"
    )
}
