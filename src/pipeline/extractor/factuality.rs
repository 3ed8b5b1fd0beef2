//! How real a clause is by its own words: auxiliaries, hedges, the conjunction that opens it.

use super::clause::Clauses;
use super::verbs;
use crate::document::{
    Clause, ClauseKind, DependencyRelation as Dep, Filler, Modality, SentenceKind, Syntax, Upos,
    Xpos,
};
use crate::pipeline::recognizer::times;

/// Reads polarity and modality off the clauses' own words.
pub(super) fn mark(syntax: &Syntax, clauses: &mut Clauses) {
    for id in clauses.ids() {
        let mut clause = clauses.get(id).clone();
        read_auxiliaries(syntax, &mut clause);
        read_hedges(syntax, &mut clause);
        read_negative_phrases(syntax, &mut clause);
        read_time_to_come(syntax, &mut clause);
        read_main_infinitive(&mut clause);
        *clauses.get_mut(id) = clause;
    }
}

/// *Norvik **to close** plant*, in a headline: so it is planned.
fn read_main_infinitive(clause: &mut Clause) {
    let is_plan = clause.kind == ClauseKind::Main
        && clause.marker.as_deref() == Some("to")
        && !clause.subjects.is_empty();
    if is_plan {
        clause.modality = clause.modality.or(Some(Modality::Planned));
        clause.marker = None;
        clause.rules.push("infinitive for a plan".into());
    }
}

/// *will* and *would* stay open here: who says it decides between a promise and a plan.
fn read_auxiliaries(syntax: &Syntax, clause: &mut Clause) {
    for word in syntax.dependents_by(clause.head, Dep::Auxiliary) {
        // *The firm **would not say** how much*: it refused to.
        let keeps_silent = clause.negated
            && matches!(
                syntax.lemma(clause.head),
                "say" | "comment" | "confirm" | "disclose" | "discuss" | "elaborate" | "specify"
            );
        if keeps_silent
            && matches!(syntax.form(word), "would" | "will")
            && clause.kind == ClauseKind::Main
        {
            continue;
        }
        // *The ban **was to last** two months*: so it was planned.
        let is_be_to = syntax.lemma(word) == "be" && clause.marker.as_deref() == Some("to");
        if is_be_to {
            clause.modality = clause.modality.or(Some(Modality::Planned));
            clause.marker = None;
            continue;
        }
        let form = syntax.form(word).to_lowercase();
        let modality = match &*form {
            "will" | "wo" | "'ll" | "’ll" | "shall" | "sha" => {
                clause.rules.push("auxiliary will".into());
                Modality::Planned
            }
            "would" | "'d" | "’d" if syntax.lemma(word) != "have" => {
                clause.rules.push("auxiliary would".into());
                // *would have supported a cheaper plan*: it did not come to it.
                if is_perfect(syntax, clause.head) {
                    Modality::Conditional
                } else {
                    Modality::Planned
                }
            }
            "must" | "should" | "ought" => Modality::Obligatory,
            "may" | "might" | "could" | "can" | "ca" => Modality::Possible,
            _ => continue,
        };
        clause.modality = Some(modality);
    }
}

/// Whether a verb is a participle under *have*.
fn is_perfect(syntax: &Syntax, verb: u32) -> bool {
    let mut auxiliaries = syntax.dependents_by(verb, Dep::Auxiliary);
    auxiliaries.any(|word| syntax.form(word).eq_ignore_ascii_case("have"))
}

/// *reportedly caught Kyiv by surprise*
fn read_hedges(syntax: &Syntax, clause: &mut Clause) {
    let is_hedged = clause.adverbs.iter().any(|&word| {
        let lemma = syntax.form(word).to_lowercase();
        verbs::is_hedge(&lemma)
    });
    if is_hedged && clause.modality.is_none() {
        clause.modality = Some(Modality::Hedged);
    }
    let is_maybe = clause.adverbs.iter().any(|&word| {
        matches!(
            &*syntax.form(word).to_lowercase(),
            "perhaps" | "maybe" | "possibly" | "potentially"
        )
    });
    if is_maybe && clause.modality.is_none() {
        clause.modality = Some(Modality::Possible);
    }
}

/// *The clubs **meet** again **next month***, *the window **closes on Monday***: a present with a time that is
/// still to come tells what is arranged. In headlines and captions the present tells what was.
fn read_time_to_come(syntax: &Syntax, clause: &mut Clause) {
    let sentence = syntax.sentence(syntax.sentence_of(clause.head));
    let is_told_so = matches!(
        sentence.kind,
        SentenceKind::Headline | SentenceKind::Caption
    );
    let is_present = matches!(syntax.tag(clause.head).xpos, Xpos::Vbz | Xpos::Vbp)
        && syntax.upos(clause.head) == Upos::Verb
        && *clause.predicate == [clause.head];
    let is_above = matches!(
        clause.kind,
        ClauseKind::Main | ClauseKind::Conjunct | ClauseKind::Relative
    );
    let Some(time) = clause
        .time
        .filter(|_| is_present && is_above && clause.modality.is_none())
    else {
        return;
    };
    let form = syntax.form(time);
    let is_next_time = form.eq_ignore_ascii_case("tomorrow")
        || syntax
            .dependents(time)
            .iter()
            .any(|&word| syntax.form(word).eq_ignore_ascii_case("next"));
    let is_next = is_next_time || times::is_day_name(form);
    // *reports **results** on April 9*, but *says on Monday that …*
    let has_things = !clause.objects.is_empty()
        && clause
            .objects
            .iter()
            .all(|object| object.phrase().is_some());
    let speaks = verbs::speech_class(syntax.lemma(clause.head)).is_some() && !has_things;
    if is_told_so && !is_next_time {
        return;
    }
    if (is_next || is_day_of_month(syntax, time)) && !speaks {
        clause.modality = Some(Modality::Planned);
        clause.rules.push("present of what is to come".into());
    }
}

/// *April 9*, *9 April*, without a year.
fn is_day_of_month(syntax: &Syntax, time: u32) -> bool {
    let span = syntax.subtree_span(time);
    let words = || span.indexes();
    let is_day = |word: u32| syntax.form(word).parse().is_ok_and(|day: u8| day <= 31);
    let is_month = |word: u32| {
        syntax.upos(word) == Upos::Propn && !is_day(word) && times::heads_date(syntax, word)
    };
    let has_year = words().any(|word| syntax.form(word).parse().is_ok_and(|year: u16| year > 31));
    words().any(is_day) && words().any(is_month) && !has_year
}

/// ***No** deal was signed*; *they reached **no** agreement*; *neither side gave way*; *she has spoken
/// to **nobody***.
fn read_negative_phrases(syntax: &Syntax, clause: &mut Clause) {
    let slots = clause.subjects.iter().chain(&clause.objects);
    let slots = slots.map(|filler| (None, filler));
    let further = clause
        .constituents
        .iter()
        .map(|constituent| (Some(&*constituent.role), &constituent.filler));
    let is_negative = slots.chain(further).any(|(role, filler)| match *filler {
        Filler::Phrase(word) => {
            is_negative_phrase(syntax, word)
                && role.is_none_or(|role| denies_all(syntax, role, word))
        }
        Filler::Clause(_) => false,
    });
    let is_negative = is_negative
        ^ clause
            .subjects
            .iter()
            .any(|subject| is_not_all(syntax, *subject));
    clause.negated ^= is_negative;
    if is_negative {
        clause.rules.push("negative phrase".into());
    }
}

/// ***Not everyone** is convinced*: that all are is denied.
fn is_not_all(syntax: &Syntax, subject: Filler) -> bool {
    let Some(word) = subject.phrase() else {
        return false;
    };
    let is_all = |text: &str| {
        matches!(
            text,
            "everyone" | "everybody" | "everything" | "all" | "every" | "many" | "much"
        )
    };
    let below = syntax.dependents(word);
    let is_whole = is_all(&syntax.form(word).to_lowercase())
        || below
            .iter()
            .any(|&below| below < word && is_all(&syntax.form(below).to_lowercase()));
    let start = syntax.subtree_span(word).start();
    is_whole && start < word && syntax.form(start).eq_ignore_ascii_case("not")
}

/// Whether a negative phrase behind a preposition denies the whole: *spoke **to nobody***, *was seen
/// **by no one***, ***under no** circumstances*; but *struck **with no** warning*, *went **for
/// nothing***, ***in no** time* only say how.
fn denies_all(syntax: &Syntax, role: &str, word: u32) -> bool {
    let is_person = matches!(
        &*syntax.form(word).to_lowercase(),
        "nobody" | "none" | "no-one" | "neither" | "one"
    );
    match role {
        "with" | "without" | "for" => false,
        "in" | "to" | "at" => {
            is_person
                || !matches!(
                    syntax.lemma(word),
                    "time" | "avail" | "effect" | "way" | "nothing" | "end" | "extent" | "expense"
                )
                || matches!((role, syntax.lemma(word)), ("at", "time") | ("in", "way"))
        }
        _ => true,
    }
}

/// Whether a noun phrase denies that there is such a thing.
pub(super) fn is_negative_phrase(syntax: &Syntax, word: u32) -> bool {
    let is_none = |text: &str| {
        matches!(
            text,
            "no" | "neither" | "none" | "nobody" | "nothing" | "no-one"
        )
    };
    is_none(&syntax.form(word).to_lowercase())
        || syntax.dependents(word).iter().any(|&below| {
            matches!(
                syntax.relation(below),
                Dep::Determiner | Dep::Preconjunction | Dep::Coordinator
            ) && is_none(&syntax.form(below).to_lowercase())
        })
}

/// Whether a conjunction makes its clause a condition.
pub(super) fn is_condition(marker: &str) -> bool {
    matches!(
        marker,
        "if" | "unless"
            | "in_case"
            | "provided"
            | "provided_that"
            | "as_long_as"
            | "whether"
            | "lest"
    )
}

/// ***if** it rains*, ***without** paying*, ***to** end the war*
pub(super) fn apply_marker(clause: &mut Clause, marker: &str) {
    match marker {
        _ if is_condition(marker) => clause.modality = Some(Modality::Conditional),
        "to" | "in_order_to" | "so_as_to" | "so_that" | "in_order" => {
            clause.modality = clause.modality.or(Some(Modality::Planned));
        }
        "without" | "instead_of" | "rather_than" => clause.negated = !clause.negated,
        _ => return,
    }
    clause.rules.push(format!("clause with `{marker}`").into());
}
