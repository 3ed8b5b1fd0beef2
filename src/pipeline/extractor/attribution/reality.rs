//! How real a clause is by who says it: *will* is a promise of those who can keep it.

use super::super::arguments::Arguments;
use super::super::clause::Clauses;
use super::super::verbs::{self, SpeechClass};
use super::Attributions;
use crate::document::{Clause, ClauseId, Filler, MentionId, MentionKind, Modality};

/// The modality of a clause in its place: *will* is a promise when those speak who can keep it.
pub(in crate::pipeline::extractor) fn modality_of(
    arguments: &Arguments,
    clauses: &Clauses,
    attributions: &Attributions,
    id: ClauseId,
) -> Modality {
    let clause = clauses.get(id);
    let is_said = attributions.is_said(id);
    match clause.modality {
        Some(Modality::Planned)
            if is_said
                && is_committing(arguments, clause)
                && answers_for(arguments, attributions.chain(id), clause)
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
    let doers: Vec<u32> = clause.subjects.iter().filter_map(Filler::phrase).collect();
    let can_act = doers
        .iter()
        .filter_map(|&head| arguments.mention(head))
        .any(|mention| matches!(arguments.entity_type(mention), Person | Org | Gpe | Norp));
    is_future && can_act && !clause.is_passive
}

/// Whether a source can promise what a clause says: its own deeds and those of bodies it speaks for, but
/// not another person's (*wrote that **she** would change the theatre*) nor that something stays as it is
/// (*police said the school would **remain closed***).
fn answers_for(arguments: &Arguments, chain: &[MentionId], clause: &Clause) -> bool {
    use crate::document::EntityType::Person;
    let is_same = |first: MentionId, second: MentionId| {
        let pair = arguments.cluster(first).zip(arguments.cluster(second));
        first == second || pair.is_some_and(|(first, second)| std::ptr::eq(first, second))
    };
    let is_state = matches!(&*clause.lemma, "remain" | "stay" | "keep" | "be")
        || ["be_", "remain_", "stay_"]
            .iter()
            .any(|state| clause.lemma.starts_with(state));
    clause.subjects.iter().any(|filler| {
        let Filler::Phrase(head) = *filler else {
            return false;
        };
        let Some(doer) = arguments.mention(head) else {
            return false;
        };
        // *said **it** would remain neutral*
        let is_pronoun = arguments.get(doer).kind == MentionKind::Pronoun;
        let is_own = is_pronoun || chain.iter().any(|&source| is_same(source, doer));
        let is_named = arguments.get(doer).kind == MentionKind::Name;
        let is_other = is_named && arguments.entity_type(doer) == Person;
        is_own || !(is_state || is_other)
    })
}
