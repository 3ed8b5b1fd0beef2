//! Syntax → syntax with its likeliest faults put right.
//!
//! A parser hangs some words on a neighbour that stands on the wrong side of a verb. Most rules here
//! move a word up to an ancestor, some to what stands beside it; a tree stays a tree, and later
//! stages see the mended one.

mod charge;
mod clause;
mod complement;
mod gapping;
pub(super) mod headline;
mod measure;
mod names;
mod relative;
mod speech;
mod subject;
mod titles;

use super::recognizer::times;
use crate::document::{Dependency, DependencyRelation as Dep, Syntax, Upos};

/// Hangs words where they belong.
pub fn mend(mut syntax: Syntax) -> Syntax {
    for rule in [
        names::lone_name,
        names::behind_its_noun,
        names::joined_to_named,
        names::listed,
        names::broken,
        subject::of_active,
        subject::object_in_front,
        subject::of_next_verb,
        subject::be_to,
        subject::of_what_is_said,
        subject::before_speech,
        subject::agent_behind_place,
        speech::subject_of_speech,
        speech::speaker_with_participle,
        speech::listener,
        speech::going_on,
        speech::late_speaker,
        speech::subject_before_speech,
        object_behind_verb,
        noun_before_preposition,
        titles::title_beside_name,
        per_unit,
        clause::no_participle,
        names::elected,
        late_adjunct,
        bare_subject,
        subject_of_auxiliary,
        clause::early_auxiliary,
        late_adjective,
        time_beside_subject,
        time_of_verb,
        it_feels,
        speech::in_passing,
        adjective_of_copula,
        clause::content_of_adjective,
        clause::infinitive_of_noun,
        clause::complement_with_subject,
        measure::worth,
        charge::charge,
        charge::outcome_of_charge,
        clause::infinitive_of_adjective,
        clause::part_of,
        clause::price,
        clause::order,
        clause::told,
        clause::where_it_was,
        clause::outcome,
        clause::gerund,
        clause::adjective_of_verb,
        complement::perceived,
        complement::perfect_participle,
        complement::left_as,
        complement::infinitive_alone,
        complement::infinitive_behind_day,
        complement::condition_of_content,
        complement::condition_of_what_will_be,
        clause::preposition_of_noun,
        complement::going_on_doing,
        charge::charging,
        complement::particle,
        complement::said_in_writing,
        complement::second_content,
        speech::second_verb,
        speech::other_voice,
        speech::it_says,
        clause::condition_of_verb,
        measure::number_of_next,
        relative::behind_comma,
        relative::of_no_person,
        measure::up_to,
        measure::how_many,
        measure::by_how_much,
        measure::from_to,
        measure::rank,
        measure::of_no_amount,
        gapping::without_verb,
        complement::parallel_passive,
        speech::beside_colon,
        names::after_hyphen,
    ] {
        let count = syntax.tokens().len() as u32;
        let moves: Vec<(u32, Dependency)> = (0..count)
            .filter_map(|word| rule(&syntax, word).map(|dependency| (word, dependency)))
            .collect();
        if !moves.is_empty() {
            syntax = syntax.reattached(&moves);
        }
    }
    syntax
}

fn hung(head: u32, relation: Dep) -> Dependency {
    Dependency {
        head: Some(head),
        relation,
    }
}

fn is_verb(syntax: &Syntax, word: u32) -> bool {
    matches!(syntax.upos(word), Upos::Verb | Upos::Aux)
}

/// Verbs that answer what somebody did: *criticised them **for waiting***.
pub(super) fn is_judging(lemma: &str) -> bool {
    matches!(
        lemma,
        "criticise"
            | "criticize"
            | "blame"
            | "praise"
            | "thank"
            | "punish"
            | "fine"
            | "arrest"
            | "sentence"
            | "jail"
            | "imprison"
            | "condemn"
            | "denounce"
            | "rebuke"
            | "fault"
            | "sue"
            | "prosecute"
            | "investigate"
            | "sack"
            | "fire"
            | "dismiss"
            | "suspend"
            | "detain"
            | "penalise"
            | "penalize"
            | "reprimand"
            | "honour"
            | "honor"
            | "book"
            | "send_off"
            | "commend"
            | "applaud"
            | "attack"
    )
}

fn has_subject(syntax: &Syntax, word: u32) -> bool {
    [Dep::Subject, Dep::PassiveSubject, Dep::ClausalSubject]
        .into_iter()
        .any(|relation| syntax.dependent(word, relation).is_some())
}

/// *Orr told **President Ada Lind** that …*: a name behind the verb is no part of the one before.
fn object_behind_verb(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let is_part = matches!(
        syntax.relation(word),
        Dep::Flat | Dep::Apposition | Dep::DescriptiveModifier
    );
    let name = syntax.head(word).filter(|_| is_part)?;
    let verb = syntax.head(name)?;
    let leaps = name < verb && verb < word && syntax.upos(verb) == Upos::Verb;
    let is_free = syntax.dependent(verb, Dep::Object).is_none()
        && syntax.dependent(verb, Dep::IndirectObject).is_none();
    (leaps && is_free).then(|| hung(verb, Dep::Object))
}

/// *bought **Hale Foods** for $2*, with the name hung on the sum: what stands before a preposition is no
/// part of the phrase behind it.
fn noun_before_preposition(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let head = syntax.head(word)?;
    let is_part = matches!(
        syntax.relation(word),
        Dep::NominalModifier | Dep::Compound | Dep::Flat | Dep::Apposition
    );
    let is_noun = matches!(syntax.upos(word), Upos::Noun | Upos::Propn);
    let is_parted = syntax
        .dependents_by(head, Dep::Case)
        .any(|case| word < case && case < head && syntax.upos(case) == Upos::Adp);
    let verb = syntax.head(head)?;
    let is_object = is_part
        && is_noun
        && is_parted
        && verb < word
        && syntax.upos(verb) == Upos::Verb
        && syntax.dependent(word, Dep::Case).is_none()
        && syntax.dependent(verb, Dep::Object).is_none();
    is_object.then(|| hung(verb, Dep::Object))
}

/// *paid 41 crowns **a share***: what the sum is for belongs to the sum.
fn per_unit(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let article = word.checked_sub(1)?;
    let before = word.checked_sub(2)?;
    let is_unit = matches!(syntax.form(article), "a" | "an")
        && syntax.head(article) == Some(word)
        && matches!(
            syntax.lemma(word),
            "share"
                | "barrel"
                | "tonne"
                | "ton"
                | "ounce"
                | "pound"
                | "kilo"
                | "kilogram"
                | "gallon"
                | "litre"
                | "liter"
                | "bushel"
                | "unit"
                | "piece"
                | "head"
                | "night"
                | "hour"
                | "day"
                | "week"
                | "month"
                | "quarter"
                | "year"
                | "minute"
                | "second"
        );
    let is_amount = |noun: u32| syntax.dependent(noun, Dep::NumericModifier).is_some();
    let sum = [Some(before), syntax.head(before)]
        .into_iter()
        .flatten()
        .find(|&noun| noun < article && is_amount(noun))?;
    let is_above = syntax.subtree_span(word).indexes().contains(&sum);
    let is_loose = syntax.head(word) != Some(sum) || syntax.relation(word) == Dep::Conjunct;
    (is_unit && is_loose && !is_above && syntax.dependent(word, Dep::Case).is_none())
        .then(|| hung(sum, Dep::UnmarkedNominalModifier))
}

/// *Moscow remained open, the Kremlin said **after a call***: the last phrase belongs to *said*,
/// not to *remained*.
fn late_adjunct(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let head = syntax.head(word)?;
    let relation = syntax.relation(word);
    let is_movable = matches!(
        relation,
        Dep::Oblique | Dep::UnmarkedOblique | Dep::AdverbialClause
    );
    if !is_movable || head > word {
        return None;
    }
    let mut above = syntax.head(head);
    while let Some(verb) = above {
        if head < verb && verb < word && is_verb(syntax, verb) {
            return Some(hung(verb, relation));
        }
        above = syntax.head(verb);
    }
    None
}

/// ***The union (UN) and the guild** agreed*: a phrase before a verb without subject and without
/// a preposition of its own is the subject.
fn bare_subject(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    // *About 54 **%** voted against it.*
    let is_share = syntax.relation(word) == Dep::UnmarkedOblique
        && matches!(syntax.form(word), "%" | "percent");
    let is_noun = syntax.relation(word) == Dep::Oblique
        && matches!(syntax.upos(word), Upos::Propn | Upos::Noun);
    let is_bare = (is_noun || is_share)
        && word < verb
        && is_verb(syntax, verb)
        && syntax.dependent(word, Dep::Case).is_none();
    let is_finite = !has_subject(syntax, verb) && syntax.dependent(verb, Dep::Marker).is_none();
    (is_bare && is_finite).then(|| hung(verb, Dep::Subject))
}

/// ***he** could get offended*, with the subject hung on the auxiliary.
fn subject_of_auxiliary(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let auxiliary = syntax.head(word)?;
    let is_auxiliary = matches!(
        syntax.relation(auxiliary),
        Dep::Auxiliary | Dep::PassiveAuxiliary | Dep::Copula
    );
    let verb = syntax.head(auxiliary).filter(|_| is_auxiliary)?;
    let relation = syntax.relation(word);
    let is_moved = matches!(
        relation,
        Dep::Subject | Dep::PassiveSubject | Dep::Auxiliary
    );
    (is_moved && !has_subject(syntax, verb)).then(|| hung(verb, relation))
}

/// *shells and rockets, **critical to** the army*: an adjective behind its noun with a phrase of
/// its own says something of the noun.
fn late_adjective(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let noun = syntax.head(word)?;
    let is_late = syntax.relation(word) == Dep::AdjectivalModifier
        && syntax.upos(word) == Upos::Adj
        && noun < word
        && (syntax.dependent(word, Dep::Oblique).is_some()
            || syntax.dependent(word, Dep::Object).is_some());
    is_late.then(|| hung(noun, Dep::AdnominalClause))
}

/// *A judge **on Tuesday** cleared him*: it was cleared then.
fn time_beside_subject(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let noun = syntax.head(word)?;
    let verb = syntax.head(noun)?;
    let is_between = syntax.relation(word) == Dep::NominalModifier
        && syntax.relation(noun) == Dep::Subject
        && noun < word
        && word < verb
        && syntax.dependent(word, Dep::Case).is_some();
    let is_day = is_between && times::is_day_name(syntax.form(word));
    is_day.then(|| hung(verb, Dep::Oblique))
}

/// *sold it to a firm from Rome **last week***: a day behind a name or a number tells when the verb was.
fn time_of_verb(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let noun = syntax.head(word)?;
    let is_bare = syntax.relation(word) == Dep::UnmarkedNominalModifier;
    let is_late = noun < word && (is_bare || syntax.relation(word) == Dep::NominalModifier);
    let holds_no_time = is_bare || matches!(syntax.upos(noun), Upos::Propn | Upos::Num | Upos::Sym);
    // *March 2010*: the year is a part of the date.
    let is_in_date = times::heads_date(syntax, noun);
    if !is_late || !holds_no_time || is_in_date || !times::heads_date(syntax, word) {
        return None;
    }
    let mut above = syntax.head(noun)?;
    for _ in 0..4 {
        if is_verb(syntax, above) {
            break;
        }
        above = syntax.head(above)?;
    }
    let is_behind = is_verb(syntax, above) && above < noun;
    let is_last = syntax.dependents(above).iter().all(|&other| {
        let is_clause = matches!(
            syntax.relation(other),
            Dep::Conjunct | Dep::AdverbialClause | Dep::Parataxis | Dep::Punctuation
        );
        other < word || is_clause
    });
    let relation = if is_bare {
        Dep::UnmarkedOblique
    } else {
        Dep::Oblique
    };
    (is_behind && (is_bare || is_last)).then(|| hung(above, relation))
}

/// ***it** is confident that …*: who feels something is somebody.
fn it_feels(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let adjective = syntax.head(word)?;
    let is_person = syntax.relation(word) == Dep::Expletive
        && word < adjective
        && syntax.form(word).eq_ignore_ascii_case("it")
        && !has_subject(syntax, adjective)
        && matches!(
            syntax.lemma(adjective),
            "confident"
                | "sure"
                | "aware"
                | "glad"
                | "happy"
                | "proud"
                | "afraid"
                | "worried"
                | "hopeful"
                | "optimistic"
                | "ready"
                | "willing"
                | "able"
                | "committed"
                | "concerned"
                | "disappointed"
                | "pleased"
                | "convinced"
                | "determined"
                | "keen"
        );
    is_person.then(|| hung(adjective, Dep::Subject))
}

/// *the door remained **open***, with the adjective hung on the verb above.
fn adjective_of_copula(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let copula = word.checked_sub(1)?;
    let head = syntax.head(word)?;
    let is_loose = syntax.upos(word) == Upos::Adj
        && matches!(
            syntax.relation(word),
            Dep::ClausalComplement | Dep::OpenComplement | Dep::Conjunct
        )
        && head != copula
        && syntax.head(copula) == Some(head)
        && !has_subject(syntax, word)
        && syntax.dependent(word, Dep::Copula).is_none();
    let joins = matches!(
        syntax.lemma(copula),
        "remain" | "stay" | "become" | "seem" | "appear" | "feel" | "look"
    );
    (is_loose && joins).then(|| hung(copula, Dep::OpenComplement))
}

#[cfg(test)]
mod tests;
