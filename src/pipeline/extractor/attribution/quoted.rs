//! Quotations: whatever clause begins in one is said by its speaker.

use super::super::arguments::Arguments;
use super::super::clause::Clauses;
use super::super::verbs::{self};
use super::Attributions;
use super::beside::{attach_content, saying_below};
use crate::document::{
    Clause, ClauseId, ClauseKind, Filler, Modality, Mood, Quotation, Syntax, Xpos,
};

/// *“This is my dream,” Orr **beamed***: whatever verb has quoted words for its content, speaks.
pub(super) fn name_speaking(
    arguments: &Arguments,
    clauses: &mut Clauses,
    quotations: &[Quotation],
) {
    for quotation in quotations {
        let verb = quotation
            .verb
            .and_then(|verb| clauses.around(arguments.syntax, verb));
        if let (Some(verb), Some(_)) = (verb, quotation.speaker)
            && verbs::speech_class(&clauses.get(verb).lemma).is_none()
        {
            clauses.get_mut(verb).rules.push(SPEAKS.into());
        }
    }
}

/// The rule that makes a verb a verb of speech that no list knows.
pub(super) const SPEAKS: &str = "speech by its quotation";

/// *“Will be speaking to Orr,” she posted*, *“don’t be angry,” he told **them***: without a subject
/// it is the speaker, in a command whoever listens.
pub(super) fn give_quoted_subjects(
    arguments: &Arguments,
    clauses: &mut Clauses,
    quotations: &[Quotation],
) {
    for quotation in quotations {
        for id in clauses.ids() {
            let clause = clauses.get(id);
            let is_inside = quotation.tokens.indexes().contains(&clause.head);
            let is_top = matches!(
                clause.kind,
                ClauseKind::Main | ClauseKind::Content | ClauseKind::Parataxis
            );
            if !is_inside || !is_top || !clause.subjects.is_empty() || clause.has_rule("expletive")
            {
                continue;
            }
            let (who, modality) =
                if clause.mood == Mood::Imperative || is_command(arguments.syntax, clause) {
                    (quotation.listener, Some(Modality::Requested))
                } else if clause
                    .rules
                    .iter()
                    .any(|rule| rule.starts_with("auxiliary"))
                {
                    (quotation.speaker, clause.modality)
                } else {
                    continue;
                };
            let Some(who) = who else { continue };
            let clause = clauses.get_mut(id);
            clause.subjects = vec![Filler::Phrase(arguments.get(who).head)];
            clause.modality = modality;
            clause.mood = Mood::Declarative;
            clause.rules.push("subject from the quotation".into());
        }
    }
}

/// *don’t be angry*, *please wait*
pub(super) fn is_command(syntax: &Syntax, clause: &Clause) -> bool {
    let first = clause.predicate.first().copied();
    first.is_some_and(|first| {
        syntax.form(first).eq_ignore_ascii_case("do") && clause.negated
            || first == clause.head && syntax.tag(first).xpos == Xpos::Vb
    })
}

/// A quotation speaks for whatever clause begins in it: *“A. B. C,” he said*.
pub(super) fn quoted(
    arguments: &Arguments,
    clauses: &mut Clauses,
    attributions: &mut Attributions,
    quotations: &[Quotation],
) {
    for quotation in quotations {
        let Some(speaker) = quotation.speaker else {
            continue;
        };
        let verb = quotation
            .verb
            .and_then(|verb| clauses.around(arguments.syntax, verb))
            .map(|verb| saying_below(clauses, verb));
        for id in clauses.ids() {
            let clause = clauses.get(id);
            let is_inside =
                |id: ClauseId| quotation.tokens.indexes().contains(&clauses.get(id).head);
            let is_uppermost = is_inside(id)
                && clause.governor.is_none_or(|above| !is_inside(above))
                && clause.absorbed_into.is_none();
            let is_said = attributions.content_of(id).is_some() || Some(id) == verb;
            let is_clause_of_speech = clause.governor.is_none_or(|above| Some(above) == verb)
                || matches!(
                    clause.kind,
                    ClauseKind::Main | ClauseKind::Content | ClauseKind::Parataxis
                );
            if !is_uppermost || is_said || !is_clause_of_speech {
                continue;
            }
            match verb.map(|verb| clauses.full(verb)) {
                Some(verb) if verb != id => {
                    attributions.content_of[id.0 as usize] = Some(verb);
                    attach_content(clauses.get_mut(verb), id);
                    if clauses.get(verb).sentence == clauses.get(id).sentence
                        && is_below(clauses, verb, id)
                    {
                        attributions.is_detached[verb.0 as usize] = true;
                    }
                }
                _ => {
                    attributions.own[id.0 as usize].push(speaker);
                    detach_outside(clauses, attributions, quotation, id);
                }
            }
        }
    }
}

/// *'Orr could get hurt': **Lind leaves early***: what hangs on quoted words but stands outside
/// the marks is not said by the speaker.
pub(super) fn detach_outside(
    clauses: &Clauses,
    attributions: &mut Attributions,
    quotation: &Quotation,
    quoted: ClauseId,
) {
    for id in clauses.ids() {
        let clause = clauses.get(id);
        let is_outside = clause.kind == ClauseKind::Parataxis
            && !quotation.tokens.indexes().contains(&clause.head)
            && clause.governor.is_some_and(|above| above == quoted);
        if is_outside {
            attributions.is_detached[id.0 as usize] = true;
        }
    }
}

pub(super) fn is_below(clauses: &Clauses, mut id: ClauseId, above: ClauseId) -> bool {
    for _ in 0..100 {
        if id == above {
            return true;
        }
        match clauses.get(id).governor {
            Some(next) => id = next,
            None => return false,
        }
    }
    false
}
