//! How real a clause is by who says it: *will* is a promise of those who can keep it.

use super::super::arguments::Arguments;
use super::super::clause::Clauses;
use super::super::verbs::{self, SpeechClass};
use super::Attributions;
use crate::document::{Clause, ClauseId, Filler, Modality};

/// The modality of a clause in its place: *will* is a promise when those speak who can keep it.
pub(in crate::pipeline::extractor) fn modality_of(
    arguments: &Arguments,
    clauses: &Clauses,
    attributions: &Attributions,
    id: ClauseId,
) -> Modality {
    let clause = clauses.get(id);
    let is_said = !attributions.chain(id).is_empty();
    match clause.modality {
        Some(Modality::Planned)
            if is_said
                && is_committing(arguments, clause)
                && !is_opinion(clauses, attributions, id) =>
        {
            Modality::Promised
        }
        Some(modality) => modality,
        None if is_said => Modality::Reported,
        None => Modality::Asserted,
    }
}

/// *Analysts believe that she will not run*: nobody promises for another.
pub(super) fn is_opinion(clauses: &Clauses, attributions: &Attributions, id: ClauseId) -> bool {
    attributions.content_of(id).is_some_and(|reporting| {
        matches!(
            verbs::speech_class(&clauses.get(reporting).lemma),
            Some(SpeechClass::Belief | SpeechClass::Expectation)
        )
    })
}

pub(super) fn is_committing(arguments: &Arguments, clause: &Clause) -> bool {
    use crate::document::EntityType::{Gpe, Norp, Org, Person};
    let is_future = clause.has_rule("auxiliary will") || clause.has_rule("auxiliary would");
    let doers: Vec<u32> = clause
        .subjects
        .iter()
        .filter_map(|filler| match filler {
            Filler::Phrase(head) => Some(*head),
            Filler::Clause(_) => None,
        })
        .collect();
    let can_act = doers
        .iter()
        .filter_map(|&head| arguments.mention(head))
        .any(|mention| matches!(arguments.entity_type(mention), Person | Org | Gpe | Norp));
    is_future && can_act && !clause.is_passive
}
