//! Clauses beside another: *left, **citing a call***; ***if prices fall**, we buy*.

use super::super::clause::Clauses;
use super::super::factuality;
use super::super::verbs::{self, SpeechClass};
use super::{apply, attach, is_participle};
use crate::document::{
    Clause, ClauseId, Constituent, DependencyRelation as Dep, Filler, Modality, Syntax, Xpos,
};
use crate::pipeline::attachment::is_judging;

/// ***If prices fall**, we buy*; *left, **citing a call***
pub(super) fn adverbial(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId) {
    let Some(outer_id) = clauses.get(id).governor else {
        return;
    };
    let outer_id = clauses.full(outer_id);
    let outer = clauses.get(outer_id).clone();
    let mut clause = clauses.get(id).clone();
    if clause.marker.is_none() {
        clause.marker = question_adverb(syntax, &mut clause).or_else(|| inverted(syntax, &clause));
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
            // *charged **the mayor** with taking bribes*
            Some("with") => verbs::is_charging(&outer.lemma),
            // *criticised **the bank** for waiting*
            Some("for") => is_judging(&outer.lemma),
            _ => false,
        };
    if is_charge {
        // *accused **Brussels** of breaking the rules*: Brussels breaks them.
        clause.subjects.clone_from(&outer.objects);
        clause.rules.push("object control".into());
    }
    let is_allegation = matches!(clause.marker.as_deref(), Some("with" | "for"))
        && verbs::is_charging(&outer.lemma);
    if is_allegation || matches!(clause.marker.as_deref(), Some("of" | "from")) {
        let is_unsigned =
            outer.is_passive && !outer.constituents.iter().any(|other| &*other.role == "by");
        let effect = verbs::effect_of_charge(&outer.lemma, is_unsigned);
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
    } else if is_linking(&marker) || is_allegation {
        clauses.get_mut(outer_id).constituents.push(Constituent {
            role: marker,
            filler: Filler::Clause(id),
        });
    }
}

/// ***Had he** refused, he would have lost*, ***should it** rain*: an auxiliary before its subject says *if*.
fn inverted(syntax: &Syntax, clause: &Clause) -> Option<Box<str>> {
    let subject = [Dep::Subject, Dep::PassiveSubject]
        .into_iter()
        .find_map(|relation| syntax.dependent(clause.head, relation))?;
    let first = clause.predicate.first().copied()?;
    let is_turned = first < subject
        && subject < clause.head
        && matches!(
            &*syntax.form(first).to_lowercase(),
            "had" | "were" | "should"
        );
    is_turned.then(|| "if".into())
}

/// *expects the bank to pay **unless prices fall***: the paying depends on it, not the expecting.
pub(super) fn expected_of(clauses: &Clauses, outer_id: ClauseId) -> ClauseId {
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
pub(super) fn asked_to(outer: &Clause, clause: &Clause) -> Option<Vec<Filler>> {
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

pub(super) fn is_too_much(syntax: &Syntax, adjective: u32) -> bool {
    syntax
        .dependents_by(adjective, Dep::AdverbialModifier)
        .any(|word| word < adjective && syntax.form(word).eq_ignore_ascii_case("too"))
}

/// *beat Norwich **to reach the final***: who wins gets there; it is no mere purpose.
pub(super) fn is_won(outer: &Clause, clause: &Clause, marker: &str) -> bool {
    let is_fact = outer.modality.is_none() && !outer.negated && clause.modality.is_none();
    let wins = matches!(
        &*outer.lemma,
        // *She **used** it to pay for a kitchen*: she paid.
        "use"
            | "beat"
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
pub(super) fn is_comment(syntax: &Syntax, clause: &Clause) -> bool {
    clause.marker.is_none()
        && is_participle(syntax, clause, Xpos::Vbg)
        && matches!(
            &*clause.lemma,
            "mark" | "mean" | "signal" | "represent" | "suggest"
        )
}

/// *when*, *where* and *why* join as adverbs.
pub(super) fn question_adverb(syntax: &Syntax, clause: &mut Clause) -> Option<Box<str>> {
    let at = clause
        .adverbs
        .iter()
        .position(|&word| syntax.tag(word).xpos == Xpos::Wrb)?;
    let word = clause.adverbs.remove(at);
    Some(syntax.form(word).to_lowercase().into())
}

pub(super) fn is_linking(marker: &str) -> bool {
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
