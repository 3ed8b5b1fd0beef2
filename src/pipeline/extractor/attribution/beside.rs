//! Speech that stands beside its content: *Prices fell, **the bank said***; *was quoted as **saying***.

use super::super::arguments::Arguments;
use super::super::clause::Clauses;
use super::super::verbs::{self, SpeechClass};
use super::{Attributions, as_clause};
use crate::document::{Clause, ClauseId, ClauseKind, Constituent, Filler, Syntax};

/// *Prices fell, **the bank said***; *“Prices,” **she said**, “fell.”*
pub(super) fn speech_beside(
    arguments: &Arguments,
    clauses: &mut Clauses,
    attributions: &mut Attributions,
) {
    for id in clauses.ids() {
        let clause = clauses.get(id);
        let is_speech = matches!(
            verbs::speech_class(&clause.lemma),
            Some(SpeechClass::Report | SpeechClass::Belief | SpeechClass::Denial)
        );
        let has_content = clause
            .objects
            .iter()
            .any(|object| as_clause(*object).is_some())
            || clause
                .constituents
                .iter()
                .any(|other| &*other.role == "that");
        let is_beside = match clause.kind {
            // *Lind was advised by Orr; Vale advised Fenn*: a semicolon parts two statements.
            ClauseKind::Parataxis => !is_behind_semicolon(arguments.syntax, clause.head),
            // *as Ushakov said*
            ClauseKind::Adverbial => {
                // *as the verdict was **read***: somebody reads, nothing more is told of it.
                clause.marker.as_deref() == Some("as")
                    && !clause.is_passive
                    && !clause.has_rule("quoted as saying")
            }
            _ => false,
        };
        if !is_speech || !is_beside || has_content || clause.subjects.is_empty() {
            continue;
        }
        let Some(content) = top_of(arguments.syntax, clauses, id) else {
            continue;
        };
        attributions.is_detached[id.0 as usize] = true;
        let reporting = saying_below(clauses, id);
        attributions.set_content(clauses, content, reporting);
        let clause = clauses.get_mut(reporting);
        clause.rules.push("speech beside its content".into());
        attach_content(clause, content);
    }
}

/// *“…,” Ushakov **was quoted by Reuters as saying***: the words are what he says.
pub(super) fn quoted_as_saying(clauses: &mut Clauses) {
    for id in clauses.ids() {
        let clause = clauses.get(id);
        if !matches!(&*clause.lemma, "quote" | "cite") {
            continue;
        }
        let saying = clause
            .constituents
            .iter()
            .find_map(|other| as_clause(other.filler).filter(|_| &*other.role == "as"));
        let Some(saying) = saying else {
            continue;
        };
        let clause = clauses.get_mut(id);
        let (contents, objects) = clause
            .objects
            .iter()
            .partition(|filler| as_clause(**filler).is_some());
        clause.objects = objects;
        let mut contents: Vec<Filler> = contents;
        clause.constituents.retain(|other| {
            let is_content = &*other.role == "that" && as_clause(other.filler).is_some();
            if is_content {
                contents.push(other.filler);
            }
            !is_content
        });
        let saying = clauses.get_mut(saying);
        saying.rules.push("quoted as saying".into());
        for content in contents.into_iter().filter_map(as_clause) {
            attach_content(saying, content);
        }
    }
}

pub(super) fn attach_content(clause: &mut Clause, content: ClauseId) {
    let filler = Filler::Clause(content);
    if clause.objects.is_empty() && !clause.is_passive {
        clause.objects.push(filler);
    } else if !clause.objects.contains(&filler) {
        let role = "that".into();
        clause.constituents.push(Constituent { role, filler });
    }
}

/// The clause that speech beside it reports: the uppermost one that is no speech itself. Behind
/// all other words the whole sentence is reported, wherever the parser hangs the speech.
pub(super) fn top_of(syntax: &Syntax, clauses: &Clauses, id: ClauseId) -> Option<ClauseId> {
    let mut top = clauses.full(clauses.get(id).governor?);
    if let Some(second) = behind_colon(syntax, clauses, id, top) {
        return Some(second);
    }
    // *The bank declined; a spokesman did not respond*: two things, not one said of the other.
    if is_parted(syntax, clauses.get(id).head, clauses.get(top).head) {
        return None;
    }
    let is_last = {
        let end = syntax.sentence(clauses.get(id).sentence).tokens.end();
        let own = syntax.subtree_span(clauses.get(id).head);
        own.end() + 2 >= end
    };
    for _ in 0..100 {
        let clause = clauses.get(top);
        let climbs = is_last || clause.kind == ClauseKind::Conjunct;
        match clause.governor.map(|above| clauses.full(above)) {
            // *He said it himself: he would go, a friend wrote*: the friend wrote the second part.
            Some(above)
                if above != id
                    && above != top
                    && climbs
                    && !is_parted(syntax, clause.head, clauses.get(above).head) =>
            {
                top = above;
            }
            _ => break,
        }
    }
    (top != id).then_some(top)
}

/// *He said it himself: **he would go**, a friend wrote*: of two parts the second is reported.
pub(super) fn behind_colon(
    syntax: &Syntax,
    clauses: &Clauses,
    speech: ClauseId,
    top: ClauseId,
) -> Option<ClauseId> {
    let (first, last) = (clauses.get(top).head, clauses.get(speech).head);
    let colon = (first..last)
        .rev()
        .find(|&token| matches!(syntax.form(token), ":" | ";"))?;
    clauses.ids().find(|&id| {
        let clause = clauses.get(id);
        id != speech
            && (colon..last).contains(&clause.head)
            && clause.absorbed_into.is_none()
            && clause
                .governor
                .is_none_or(|above| clauses.get(above).head < colon)
    })
}

/// Whether a colon or a semicolon stands between a clause and one before it.
pub(super) fn is_parted(syntax: &Syntax, head: u32, above: u32) -> bool {
    (above..head).any(|token| matches!(syntax.form(token), ":" | ";"))
}

pub(super) fn is_behind_semicolon(syntax: &Syntax, head: u32) -> bool {
    let span = syntax.subtree_span(head);
    let before = span.start().checked_sub(1);
    [before, Some(span.start())]
        .into_iter()
        .flatten()
        .any(|word| syntax.form(word) == ";")
}

/// The clause with the words, where another quotes it: *was quoted as **saying***.
pub(super) fn saying_below(clauses: &Clauses, verb: ClauseId) -> ClauseId {
    let saying = clauses.ids().find(|&id| {
        clauses.get(id).governor == Some(verb) && clauses.get(id).has_rule("quoted as saying")
    });
    saying.unwrap_or(verb)
}
