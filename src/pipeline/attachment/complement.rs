//! What fills the places of a verb, hung where it belongs: what is seen and heard, what is said.

use super::super::recognizer::times;
use super::{has_subject, hung, is_verb};
use crate::document::{Dependency, DependencyRelation as Dep, Syntax, Upos, Xpos};

/// *felt **the house move***, *heard **him say** it*, *showed **smoke rising***: what is perceived is what
/// happens, and who does it is its subject.
pub(super) fn perceived(syntax: &Syntax, word: u32) -> Option<Dependency> {
    if let Some(happening) = perceived_in(syntax, word) {
        return Some(hung(happening, Dep::Subject));
    }
    let verb = syntax.head(word)?;
    let object = syntax.dependent(verb, Dep::Object)?;
    (perceived_in(syntax, object) == Some(word)).then(|| hung(verb, Dep::ClausalComplement))
}

/// What the object of a verb of perception does, by the verb right behind it without a *to*.
fn perceived_in(syntax: &Syntax, object: u32) -> Option<u32> {
    let verb = syntax.head(object)?;
    let perceives = syntax.relation(object) == Dep::Object
        && verb < object
        && is_verb(syntax, verb)
        && syntax.dependent(verb, Dep::PassiveAuxiliary).is_none()
        && matches!(
            syntax.lemma(verb),
            "see"
                | "hear"
                | "feel"
                | "watch"
                | "notice"
                | "observe"
                | "overhear"
                | "witness"
                | "spot"
                | "smell"
                | "show"
                | "film"
        );
    if !perceives {
        return None;
    }
    let end = syntax.subtree_span(object).end();
    let is_perceived = |&happening: &u32| {
        matches!(
            syntax.relation(happening),
            Dep::OpenComplement | Dep::ClausalComplement | Dep::AdverbialClause
        ) && syntax.subtree_span(happening).start() == end
            && matches!(syntax.tag(happening).xpos, Xpos::Vb | Xpos::Vbg)
            && is_verb(syntax, happening)
            && syntax.dependent(happening, Dep::Marker).is_none()
            && syntax.dependent(happening, Dep::Auxiliary).is_none()
            && !has_subject(syntax, happening)
    };
    let mut below = syntax.dependents(verb).iter().copied();
    below.find(is_perceived)
}

/// *denied **having misused** money*: *having* only says that it is over.
pub(super) fn perfect_participle(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let participle_of = |having: u32| {
        let is_having = syntax.form(having).eq_ignore_ascii_case("having")
            && syntax.relation(having) != Dep::Auxiliary;
        let mut below = syntax.dependents(having).iter().copied();
        below.find(|&participle| {
            is_having
                && having < participle
                && participle <= having + 3
                && syntax.tag(participle).xpos == Xpos::Vbn
                && matches!(
                    syntax.relation(participle),
                    Dep::OpenComplement | Dep::ClausalComplement
                )
        })
    };
    if let Some(participle) = participle_of(word) {
        return Some(hung(participle, Dep::Auxiliary));
    }
    let having = syntax.head(word)?;
    let participle = participle_of(having)?;
    if participle == word {
        return syntax
            .head(having)
            .map(|above| hung(above, syntax.relation(having)));
    }
    Some(hung(participle, syntax.relation(word)))
}

/// *left its rating **unchanged***, *kept the door **open***: an adjective right behind the object says how
/// the object is left.
pub(super) fn left_as(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    // *called the results **promising***, with the adjective hung on the noun before it
    let is_of_noun = syntax.relation(word) == Dep::AdjectivalModifier && verb < word;
    let verb = if is_of_noun { syntax.head(verb)? } else { verb };
    let is_loose = (is_of_noun || syntax.relation(word) == Dep::AdverbialClause)
        && syntax.upos(word) == Upos::Adj
        && syntax.dependents(word).is_empty();
    let leaves = matches!(
        syntax.lemma(verb),
        "leave"
            | "keep"
            | "make"
            | "find"
            | "hold"
            | "set"
            | "render"
            | "deem"
            | "consider"
            | "call"
            | "declare"
    );
    let object = syntax.dependent(verb, Dep::Object)?;
    let end = syntax.subtree_span(object).end();
    let is_next = verb < object && (end == word || is_of_noun && end == word + 1);
    (is_loose && leaves && is_next).then(|| hung(verb, Dep::OpenComplement))
}

/// *buy **back** shares*, *close **down** plants*: a short adverb between verb and object is part of the
/// verb, not of the object.
pub(super) fn particle(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = word.checked_sub(1)?;
    let object = syntax.head(word)?;
    let is_between = syntax.upos(verb) == Upos::Verb
        && syntax.head(object) == Some(verb)
        && syntax.relation(object) == Dep::Object
        && matches!(
            syntax.relation(word),
            Dep::Compound | Dep::AdjectivalModifier | Dep::AdverbialModifier
        )
        && syntax.dependents(word).is_empty();
    let form = syntax.form(word);
    let is_particle = match form {
        "up" | "down" | "out" | "off" | "away" => true,
        // *had **back** pain*
        "back" => matches!(
            syntax.lemma(verb),
            "buy"
                | "pay"
                | "take"
                | "win"
                | "bring"
                | "claw"
                | "hold"
                | "roll"
                | "scale"
                | "cut"
                | "push"
                | "send"
                | "hand"
                | "call"
                | "give"
        ),
        _ => false,
    };
    let is_counted = syntax
        .dependents_by(object, Dep::Determiner)
        .all(|other| other > word)
        && syntax.upos(object) != Upos::Adj;
    (is_between && is_particle && is_counted).then(|| hung(verb, Dep::Particle))
}

/// *said in a **statement that it would close***: what is said belongs to the verb, not to the paper
/// that it stands in.
pub(super) fn said_in_writing(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let noun = syntax.head(word)?;
    let verb = syntax.head(noun)?;
    let is_content = matches!(
        syntax.relation(word),
        Dep::AdnominalClause | Dep::RelativeClause
    ) && has_own_that(syntax, word)
        && matches!(syntax.relation(noun), Dep::Oblique | Dep::UnmarkedOblique)
        && verb < noun;
    let says = matches!(
        syntax.lemma(verb),
        "say"
            | "tell"
            | "write"
            | "announce"
            | "confirm"
            | "add"
            | "state"
            | "claim"
            | "insist"
            | "warn"
            | "declare"
            | "report"
            | "argue"
            | "admit"
            | "acknowledge"
            | "explain"
            | "deny"
            | "promise"
            | "reveal"
            | "note"
            | "complain"
            | "disclose"
    );
    let is_free = syntax.dependent(verb, Dep::ClausalComplement).is_none() && is_verb(syntax, verb);
    (is_content && says && is_free).then(|| hung(verb, Dep::ClausalComplement))
}

/// Whether a clause is opened by *that* and has a subject of its own behind it.
fn has_own_that(syntax: &Syntax, word: u32) -> bool {
    let that = syntax
        .dependents_by(word, Dep::Marker)
        .find(|&marker| syntax.form(marker).eq_ignore_ascii_case("that"));
    let subject = [Dep::Subject, Dep::PassiveSubject]
        .into_iter()
        .find_map(|relation| syntax.dependent(word, relation));
    matches!((that, subject), (Some(that), Some(subject)) if that < subject)
}

/// *said the vote was free but **that the media had been biased***: a second *that* goes on with what
/// was said.
pub(super) fn second_content(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_second = syntax.relation(word) == Dep::Conjunct && has_own_that(syntax, word);
    let mut contents = syntax.dependents_by(verb, Dep::ClausalComplement);
    let first = contents.find(|&first| is_second && verb < first && first < word)?;
    Some(hung(first, Dep::Conjunct))
}

/// *He was expelled after he refused to serve, but **was readmitted***: a passive without a subject goes
/// on with the passive of the main clause, not with the active one between.
pub(super) fn parallel_passive(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let between = syntax.head(word)?;
    let main = syntax.head(between)?;
    let is_passive = |verb: u32| syntax.dependent(verb, Dep::PassiveAuxiliary).is_some();
    let is_joined = syntax.relation(word) == Dep::Conjunct
        && syntax.relation(between) == Dep::AdverbialClause
        && main < between
        && !has_subject(syntax, word)
        && syntax
            .dependents_by(word, Dep::Punctuation)
            .any(|mark| mark < word && syntax.form(mark) == ",");
    (is_joined && is_passive(word) && is_passive(main) && !is_passive(between))
        .then(|| hung(main, Dep::Conjunct))
}

/// *went on **doing** it*, *ended up **paying***, *ruled out **paying***: a participle right behind such a verb
/// is what goes on or does not.
pub(super) fn going_on_doing(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let particle = syntax.dependent(verb, Dep::Particle)?;
    let is_phrasal = matches!(
        (syntax.lemma(verb), syntax.form(particle)),
        ("go" | "keep" | "carry", "on") | ("end" | "wind" | "give", "up") | ("rule", "out")
    );
    let is_next = syntax.relation(word) == Dep::AdverbialClause
        && syntax.tag(word).xpos == Xpos::Vbg
        && particle + 1 == word
        && !has_subject(syntax, word);
    (is_phrasal && is_next).then(|| hung(verb, Dep::OpenComplement))
}

/// *promised in return not **to tax** it*, with the infinitive taken for a second verb: without *and* it is what
/// the verb is about.
pub(super) fn infinitive_alone(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_infinitive = |verb: u32| {
        let mut markers = syntax.dependents_by(verb, Dep::Marker);
        markers.any(|marker| syntax.form(marker) == "to")
    };
    let is_alone = syntax.relation(word) == Dep::Conjunct
        && verb < word
        && syntax.upos(verb) == Upos::Verb
        && is_infinitive(word)
        && !is_infinitive(verb)
        && syntax.dependent(word, Dep::Coordinator).is_none()
        && syntax.dependent(word, Dep::Conjunct).is_none()
        && syntax.dependent(verb, Dep::OpenComplement).is_none()
        && !has_subject(syntax, word)
        && (verb + 1..word).all(|between| !matches!(syntax.form(between), "," | ";" | "—" | "–"));
    is_alone.then(|| hung(verb, Dep::OpenComplement))
}

/// ***Had it failed**, a mediator said, it would have been worse*: a condition before words of speech in
/// passing belongs to what is said.
pub(super) fn condition_of_content(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let said = syntax.head(word)?;
    let content = syntax.dependent(said, Dep::ClausalComplement)?;
    let speaker = syntax.dependent(said, Dep::Subject)?;
    let is_mark = |token: u32| matches!(syntax.form(token), "," | "”" | "\"" | "''");
    let is_around = syntax.relation(word) == Dep::AdverbialClause
        && is_verb(syntax, said)
        && word < speaker
        && speaker < said
        && said < content
        && is_mark(said + 1)
        && syntax
            .subtree_span(speaker)
            .start()
            .checked_sub(1)
            .is_some_and(is_mark);
    is_around.then(|| hung(content, Dep::AdverbialClause))
}

/// ***If they refuse**, he has said that he will resign*: what is said to come depends on it, not the saying.
pub(super) fn condition_of_what_will_be(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let content = syntax.dependent(verb, Dep::ClausalComplement)?;
    let marker = syntax.dependent(word, Dep::Marker)?;
    let is_condition = syntax.relation(word) == Dep::AdverbialClause
        && matches!(&*syntax.form(marker).to_lowercase(), "if" | "unless")
        && word < verb
        && verb < content
        && has_subject(syntax, word);
    let speaks = matches!(
        syntax.lemma(verb),
        "say" | "tell" | "warn" | "add" | "promise" | "pledge" | "vow" | "threaten" | "announce"
    );
    let has_modal = |verb: u32| {
        let mut auxiliaries = syntax.dependents_by(verb, Dep::Auxiliary);
        auxiliaries.any(|word| syntax.tag(word).xpos == Xpos::Md)
    };
    (is_condition && speaks && has_modal(content) && !has_modal(verb))
        .then(|| hung(content, Dep::AdverbialClause))
}

/// *promised on Tuesday **to cut** taxes*, with the infinitive taken for a purpose: such a verb without an
/// object is about what is to be done, whatever stands between.
pub(super) fn infinitive_behind_day(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let marker = syntax.dependent(word, Dep::Marker)?;
    let is_infinitive = syntax.relation(word) == Dep::AdverbialClause
        && verb < marker
        && syntax.form(marker) == "to"
        && !has_subject(syntax, word);
    let commits = matches!(
        syntax.lemma(verb),
        "promise"
            | "pledge"
            | "vow"
            | "agree"
            | "decide"
            | "refuse"
            | "decline"
            | "threaten"
            | "offer"
            | "plan"
            | "intend"
            | "hope"
            | "want"
            | "vote"
            | "fail"
            | "attempt"
            | "opt"
            | "choose"
            | "resolve"
            | "undertake"
            | "begin"
            | "start"
            | "continue"
    );
    let is_free = [
        Dep::Object,
        Dep::IndirectObject,
        Dep::ClausalComplement,
        Dep::OpenComplement,
        Dep::PassiveAuxiliary,
    ]
    .into_iter()
    .all(|relation| syntax.dependent(verb, relation).is_none());
    // *voted on the budget **to end** the crisis*
    let mut between = syntax.dependents(verb).iter().copied();
    let only_times = between.all(|other| {
        let is_phrase = matches!(syntax.relation(other), Dep::Oblique | Dep::UnmarkedOblique);
        !(verb < other && other < word && is_phrase) || times::heads_date(syntax, other)
    });
    (is_infinitive && commits && is_free && only_times && is_verb(syntax, verb))
        .then(|| hung(verb, Dep::OpenComplement))
}
