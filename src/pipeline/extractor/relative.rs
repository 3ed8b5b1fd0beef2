//! Relative clauses: the antecedent in the place of the pronoun, or in the gap.

use super::clause::{Clauses, role_of};
use super::coordination::conjuncts;
use super::predicate::is_verb;
use super::sharing::DENIED;
use super::verbs;
use crate::document::{
    ClauseId, ClauseKind, Constituent, DependencyRelation as Dep, Filler, Modality, Syntax, Upos,
    Xpos,
};

/// Fills the antecedent into a relative clause.
pub(super) fn fill(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId) {
    let mut clause = clauses.get(id).clone();
    let Some(noun) = syntax.head(clause.head) else {
        return;
    };
    let is_content =
        clause.marker.as_deref() == Some("that") || is_noun_content(syntax, &clause, noun);
    if is_content && !clause.subjects.is_empty() {
        // *concerns **that levels had dropped***: nothing is missing in it.
        clause.modality = clause
            .modality
            .or(verbs::modality_of_content(syntax.lemma(noun)));
        clause.rules.push("content of a noun".into());
        if is_denied(syntax, clauses, noun) {
            clause.negated = !clause.negated;
            clause.modality = clause
                .modality
                .filter(|&modality| modality != Modality::Hedged);
            clause.rules.push(DENIED.into());
        }
        *clauses.get_mut(id) = clause;
        return;
    }
    clause.kind = ClauseKind::Relative;
    let noun = agreeing(syntax, clause.head, noun);
    let antecedent = antecedent_of(syntax, clauses, noun);
    let others = other_antecedents(syntax, clause.head, noun);
    let replace = |filler: &mut Filler| {
        let is_pronoun = matches!(filler, Filler::Phrase(word)
            if is_relative(syntax, *word) || is_all_of_relative(syntax, *word));
        if is_pronoun {
            *filler = antecedent;
        }
        is_pronoun
    };
    let mut is_filled = false;
    for fillers in [&mut clause.subjects, &mut clause.objects] {
        for at in 0..fillers.len() {
            if replace(&mut fillers[at]) {
                is_filled = true;
                fillers.extend(others.iter().copied().map(Filler::Phrase));
            }
        }
    }
    for constituent in &mut clause.constituents {
        is_filled |= replace(&mut constituent.filler);
    }
    // *the president **whose** wife spoke*: the possessive is filled, the clause is whole.
    is_filled |= has_possessive_relative(syntax, clause.head);
    // *the town **where** they met*
    let place = clause
        .adverbs
        .iter()
        .position(|&word| matches!(syntax.tag(word).xpos, Xpos::Wrb | Xpos::Wdt));
    if let Some(place) = place {
        let word = clause.adverbs.remove(place);
        let role = if syntax.lemma(word) == "where" {
            "in"
        } else {
            "at"
        };
        if syntax.lemma(word) == "where" {
            let role = role.into();
            let filler = antecedent;
            clause.constituents.push(Constituent { role, filler });
        }
        is_filled = true;
    }
    is_filled |= fill_below(syntax, clauses, id, antecedent);
    if !is_filled {
        fill_gap(syntax, &mut clause, antecedent, noun);
    }
    clause.rules.push("relative clause".into());
    *clauses.get_mut(id) = clause;
    name_what(syntax, clauses, id, noun);
}

/// *opposed **what he called unilateral sanctions***, *what she described as an attack*: it is the
/// sanctions that are opposed.
fn name_what(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId, noun: u32) {
    let clause = clauses.get(id);
    let is_other = |filler: &Filler| matches!(filler, Filler::Phrase(word) if *word > clause.head);
    let as_what = || {
        let mut others = clause.constituents.iter();
        others
            .find(|other| &*other.role == "as")
            .map(|other| other.filler)
    };
    let as_complement = || {
        let word = syntax.dependent(clause.head, Dep::OpenComplement)?;
        let is_noun = matches!(syntax.upos(word), Upos::Noun | Upos::Propn);
        is_noun.then_some(Filler::Phrase(word))
    };
    let named = match &*clause.lemma {
        "call" | "term" | "dub" | "label" => {
            as_complement().or_else(|| clause.objects.last().copied())
        }
        "describe" | "see" | "regard" | "denounce" => as_what(),
        _ => None,
    };
    let is_free = syntax.lemma(noun) == "what" && clause.kind == ClauseKind::Relative;
    let (Some(named), Some(outer)) = (
        named.filter(is_other).filter(|_| is_free),
        syntax
            .head(noun)
            .and_then(|head| clauses.around(syntax, head)),
    ) else {
        return;
    };
    let own = clauses.get_mut(id);
    own.objects.retain(|object| *object != Filler::Phrase(noun));
    let outer = clauses.get_mut(outer);
    let slots = (outer.subjects.iter_mut())
        .chain(&mut outer.objects)
        .chain(outer.constituents.iter_mut().map(|other| &mut other.filler));
    for slot in slots.filter(|slot| **slot == Filler::Phrase(noun)) {
        *slot = named;
    }
}

/// *denied **reports** that it had closed*: whoever denies says that it had not.
fn is_denied(syntax: &Syntax, clauses: &Clauses, noun: u32) -> bool {
    let is_object = syntax.relation(noun) == Dep::Object;
    let above = clauses.around(syntax, noun).filter(|_| is_object);
    above.is_some_and(|id| {
        let clause = clauses.get(clauses.full(id));
        let denies = matches!(
            verbs::speech_class(&clause.lemma),
            Some(verbs::SpeechClass::Denial)
        );
        denies && !clause.negated
    })
}

/// *the ban, **which** the firm says is unjust*: the pronoun is the subject of what is said.
fn fill_below(syntax: &Syntax, clauses: &mut Clauses, id: ClauseId, antecedent: Filler) -> bool {
    let said: Vec<ClauseId> = clauses
        .ids()
        .filter(|&below| {
            clauses.get(below).governor == Some(id)
                && clauses.get(below).kind == ClauseKind::Content
        })
        .collect();
    let verb = clauses.get(id).head;
    let mut is_filled = false;
    for below in said {
        for filler in &mut clauses.get_mut(below).subjects {
            if matches!(*filler, Filler::Phrase(word) if word < verb && is_relative(syntax, word)) {
                *filler = antecedent;
                is_filled = true;
            }
        }
    }
    is_filled
}

/// *shells and rockets, **which it needs***: behind a comma and all of them, it is said of each.
fn other_antecedents(syntax: &Syntax, head: u32, noun: u32) -> Vec<u32> {
    let nouns = conjuncts(syntax, noun);
    let start = syntax.subtree_span(head).start();
    let is_set_off = syntax.form(start) == ","
        || start
            .checked_sub(1)
            .is_some_and(|before| syntax.form(before) == ",");
    let is_behind = nouns.last().is_some_and(|&last| last < start);
    if nouns.len() < 2 || !is_set_off || !is_behind || syntax.upos(noun) == Upos::Propn {
        return Vec::new();
    }
    nouns.into_iter().filter(|&other| other != noun).collect()
}

/// *complaints **that help had been slow***, with *that* taken for something else.
fn is_noun_content(syntax: &Syntax, clause: &crate::document::Clause, noun: u32) -> bool {
    let is_that = |word: u32| {
        (word as usize) < syntax.tokens().len() && syntax.form(word).eq_ignore_ascii_case("that")
    };
    let has_own_subject = clause.subjects.iter().any(|filler| match filler {
        Filler::Phrase(word) => noun + 1 < *word && !is_relative(syntax, *word),
        Filler::Clause(_) => false,
    });
    let is_copular = syntax.dependent(clause.head, Dep::Copula).is_some();
    is_that(noun + 1)
        && has_own_subject
        && is_copular
        && verbs::modality_of_content(syntax.lemma(noun)).is_some()
}

/// The noun; or the whole clause when the relative clause comments on all of it.
fn antecedent_of(syntax: &Syntax, clauses: &Clauses, noun: u32) -> Filler {
    match clauses.of(noun) {
        Some(above) if is_verb(syntax, noun) => Filler::Clause(above),
        // *Rek is a baker **who escaped***: Rek escaped.
        Some(above) if is_indefinite(syntax, noun) => match clauses.get(above).subjects[..] {
            [subject @ Filler::Phrase(_)] => subject,
            _ => Filler::Phrase(noun),
        },
        _ => Filler::Phrase(explained_by(syntax, noun).unwrap_or(noun)),
    }
}

/// *needs heat of 30 degrees, **which makes** it dear*: a verb in the singular belongs to the noun in the
/// singular above.
fn agreeing(syntax: &Syntax, verb: u32, noun: u32) -> u32 {
    let finite = syntax
        .dependents(verb)
        .iter()
        .copied()
        .filter(|&word| matches!(syntax.relation(word), Dep::Auxiliary | Dep::Copula))
        .chain([verb])
        .find(|&word| matches!(syntax.tag(word).xpos, Xpos::Vbz | Xpos::Vbp));
    let is_subject = syntax
        .dependent(verb, Dep::Subject)
        .is_some_and(|word| is_relative(syntax, word));
    let is_single = finite.is_some_and(|word| syntax.tag(word).xpos == Xpos::Vbz);
    let above = syntax.head(noun).filter(|&above| {
        syntax.relation(noun) == Dep::NominalModifier
            && syntax.tag(above).xpos == Xpos::Nn
            && syntax.upos(above) == Upos::Noun
    });
    if let Some(above) =
        above.filter(|_| is_subject && is_single && syntax.tag(noun).xpos == Xpos::Nns)
    {
        return above;
    }
    // *shares in Lumina, which **have** lost a third*: and one in the plural to that in the plural.
    let is_plural = finite.is_some_and(|word| syntax.tag(word).xpos == Xpos::Vbp);
    let is_one = matches!(syntax.tag(noun).xpos, Xpos::Nn | Xpos::Nnp);
    let things = syntax.head(noun).filter(|&things| {
        syntax.relation(noun) == Dep::NominalModifier && syntax.tag(things).xpos == Xpos::Nns
    });
    things
        .filter(|_| is_subject && is_plural && is_one)
        .unwrap_or(noun)
}

/// *Ada Lind, **a baker who escaped***: the baker is she.
pub(super) fn explained_by(syntax: &Syntax, noun: u32) -> Option<u32> {
    let name = syntax.head(noun)?;
    let is_description =
        syntax.relation(noun) == Dep::Apposition && syntax.upos(noun) == Upos::Noun && name < noun;
    (is_description && syntax.upos(name) == Upos::Propn).then_some(name)
}

/// A predicate noun that says what somebody is rather than which one.
fn is_indefinite(syntax: &Syntax, noun: u32) -> bool {
    let mut determiners = syntax.dependents_by(noun, Dep::Determiner);
    syntax.dependent(noun, Dep::Copula).is_some()
        && determiners.all(|word| matches!(&*syntax.form(word).to_lowercase(), "a" | "an"))
        && syntax.dependent(noun, Dep::PossessiveModifier).is_none()
}

/// *who*, *which*, *that*, *whom* as relative pronouns.
pub(super) fn is_relative(syntax: &Syntax, word: u32) -> bool {
    let is_pronoun = matches!(syntax.upos(word), Upos::Pron | Upos::Det | Upos::Sconj);
    is_pronoun
        && matches!(
            &*syntax.form(word).to_lowercase(),
            "who" | "which" | "that" | "whom"
        )
}

/// *two bids, **both of which** failed*: what is said of all of them is said of them.
fn is_all_of_relative(syntax: &Syntax, word: u32) -> bool {
    let is_all = matches!(
        &*syntax.form(word).to_lowercase(),
        "both" | "all" | "each" | "neither" | "none"
    );
    let mut of = syntax.dependents_by(word, Dep::NominalModifier);
    is_all && of.any(|below| &*role_of(syntax, below) == "of" && is_relative(syntax, below))
}

fn has_possessive_relative(syntax: &Syntax, head: u32) -> bool {
    let mut below = syntax.dependents(head).iter();
    below.any(|&word| {
        syntax
            .dependents_by(word, Dep::PossessiveModifier)
            .any(|owner| syntax.form(owner).eq_ignore_ascii_case("whose"))
    })
}

/// *the aims **it set*** lacks an object, *the town **she lived in*** what its preposition governs,
/// *the man **killed in May*** a subject.
fn fill_gap(syntax: &Syntax, clause: &mut crate::document::Clause, antecedent: Filler, noun: u32) {
    if clause.subjects.is_empty() {
        clause.subjects = vec![antecedent];
        return;
    }
    let stranded = syntax
        .dependents(clause.head)
        .iter()
        .copied()
        .find(|&word| syntax.upos(word) == Upos::Adp && is_stranded(syntax, word));
    if let Some(word) = stranded {
        let role = syntax.form(word).to_lowercase().into();
        clause.constituents.push(Constituent {
            role,
            filler: antecedent,
        });
    } else if let [Filler::Phrase(complement)] = clause.objects[..]
        && syntax.relation(complement) == Dep::OpenComplement
        && !clause.is_passive
    {
        // *something **they call nonsense***: the something is called so.
        clause.objects = vec![antecedent];
        clause.constituents.push(Constituent {
            role: "object2".into(),
            filler: Filler::Phrase(complement),
        });
    } else if clause.objects.is_empty() && !clause.is_passive && !is_adverbial(syntax, noun) {
        clause.objects = vec![antecedent];
    }
}

fn is_stranded(syntax: &Syntax, word: u32) -> bool {
    let relation = syntax.relation(word);
    relation != Dep::Particle
        && relation != Dep::Case
        && syntax.dependents(word).is_empty()
        && role_of(syntax, word).is_empty()
}

/// *the day they met*, *the reason he left*: when and why, not what.
fn is_adverbial(syntax: &Syntax, noun: u32) -> bool {
    matches!(
        syntax.lemma(noun),
        "day"
            | "time"
            | "year"
            | "week"
            | "month"
            | "moment"
            | "reason"
            | "way"
            | "place"
            | "night"
    )
}
