//! Adverbs and phrases beside a verb: what denies it, when it was, how much, and what has a role in it.

use super::super::verbs;
use super::{Clauses, fillers, is_filled_period, role_of};
use crate::document::{Clause, Constituent, DependencyRelation as Dep, Filler, Syntax, Upos, Xpos};

pub(super) fn take_adverb(
    syntax: &Syntax,
    clause: &mut Clause,
    word: u32,
    is_time: &dyn Fn(u32) -> bool,
) {
    let lemma = syntax.lemma(word).to_lowercase();
    if verbs::is_negation(&lemma) && lemma != "no" {
        clause.negated = true;
        clause.predicate.push(word);
    } else if lemma == "long" && is_no_longer(syntax, word) {
        // *no longer*
        clause.negated = true;
    } else if is_near_miss(syntax, clause.head, word) {
        clause.negated = true;
        clause.rules.push(format!("negated by `{lemma}`").into());
    } else if is_time(word) {
        clause.time = clause.time.or(Some(word));
    } else {
        clause.adverbs.push(word);
    }
}

/// *The deal **nearly** collapsed*: it did not; but *almost doubled* only says by how much, and what is
/// not true almost is *almost certain to …*.
fn is_near_miss(syntax: &Syntax, verb: u32, word: u32) -> bool {
    let is_near = matches!(&*syntax.form(word).to_lowercase(), "nearly" | "almost")
        && word < verb
        && syntax.dependents(word).is_empty();
    let is_done = matches!(syntax.tag(verb).xpos, Xpos::Vbd | Xpos::Vbn)
        && matches!(syntax.upos(verb), Upos::Verb);
    is_near && is_done && !verbs::is_gradual(syntax.lemma(verb))
}

fn is_no_longer(syntax: &Syntax, word: u32) -> bool {
    syntax.form(word).eq_ignore_ascii_case("longer")
        && syntax
            .dependents(word)
            .iter()
            .any(|&below| syntax.form(below).eq_ignore_ascii_case("no"))
}

pub(super) fn take_oblique(
    syntax: &Syntax,
    clauses: &Clauses,
    clause: &mut Clause,
    word: u32,
    is_time: &dyn Fn(u32) -> bool,
) {
    // *is referred **to** as a city*
    if syntax.upos(word) == Upos::Adp && syntax.dependents(word).is_empty() {
        clause.predicate.push(word);
        return;
    }
    if is_time(word) && clause.time.is_none() {
        clause.time = Some(word);
        // *lasted almost an hour*: how long is what the verb is about.
        let is_measured = matches!(syntax.lemma(clause.head), "last" | "take" | "spend" | "run")
            && syntax.dependent(clause.head, Dep::Object).is_none();
        if is_measured && clause.objects.is_empty() && role_of(syntax, word).is_empty() {
            clause.objects.push(Filler::Phrase(word));
        }
        return;
    }
    // *is worth **six million***
    if syntax.lemma(clause.head) == "worth" && role_of(syntax, word).is_empty() {
        clause.objects.extend(fillers(syntax, clauses, word));
        return;
    }
    // *declared **three days of mourning***
    if syntax.relation(word) == Dep::UnmarkedOblique
        && is_filled_period(syntax, word)
        && syntax.dependent(clause.head, Dep::Object).is_none()
        && word > clause.head
    {
        clause.objects.extend(fillers(syntax, clauses, word));
        return;
    }
    // *was robbed **three times***: how often, not what.
    if is_count_of_times(syntax, word) {
        clause.adverbs.push(word);
        return;
    }
    if is_late_object(syntax, clause, word) {
        clause.objects.extend(fillers(syntax, clauses, word));
        return;
    }
    let role = match role_of(syntax, word) {
        none if none.is_empty() && syntax.relation(word) == Dep::AgentOblique => "by".into(),
        role => role,
    };
    for filler in fillers(syntax, clauses, word) {
        let own = match filler {
            Filler::Phrase(conjunct) if conjunct != word => role_of(syntax, conjunct),
            _ => "".into(),
        };
        let role = if own.is_empty() { role.clone() } else { own };
        clause.constituents.push(Constituent { role, filler });
    }
}

fn is_count_of_times(syntax: &Syntax, word: u32) -> bool {
    syntax.lemma(word) == "time"
        && syntax.form(word) != "time"
        && syntax.dependent(word, Dep::NumericModifier).is_some()
        && role_of(syntax, word).is_empty()
}

/// *headed home **a corner***: a noun with an article behind a verb of action that has no object.
fn is_late_object(syntax: &Syntax, clause: &Clause, word: u32) -> bool {
    syntax.relation(word) == Dep::UnmarkedOblique
        && syntax.upos(clause.head) == Upos::Verb
        && clause.head < word
        && word <= clause.head + 4
        && clause.objects.is_empty()
        && syntax.dependent(clause.head, Dep::Object).is_none()
        && syntax
            .dependent(clause.head, Dep::PassiveAuxiliary)
            .is_none()
        && role_of(syntax, word).is_empty()
        && syntax.tag(word).xpos == Xpos::Nn
        && syntax.upos(word) == Upos::Noun
        && !matches!(
            syntax.lemma(word),
            "way" | "lot" | "bit" | "deal" | "time" | "fraction"
        )
        && syntax
            .dependents_by(word, Dep::Determiner)
            .any(|article| matches!(syntax.form(article), "a" | "an" | "the"))
}
