//! Subjects that hang on the wrong verb or under the wrong name, hung where they belong.

use super::{has_subject, hung, is_verb};
use crate::document::{Dependency, DependencyRelation as Dep, SentenceKind, Syntax, Upos, Xpos};

/// *A court sentenced **Ada Lind***, *the measure **complied***: without a passive auxiliary a finite
/// verb is active; who stands before it acts, who stands behind it suffers.
pub(super) fn of_active(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_passive_subject = syntax.relation(word) == Dep::PassiveSubject;
    if !is_passive_subject || !is_active(syntax, verb) {
        return None;
    }
    // *Orr **sentenced** to nine years*: a headline leaves out the auxiliary.
    let kind = syntax.sentence(syntax.sentence_of(word)).kind;
    let is_short = kind == SentenceKind::Headline
        && word < verb
        && syntax.dependent(verb, Dep::Object).is_none();
    if is_short {
        return None;
    }
    let relation = if word < verb {
        Dep::Subject
    } else {
        Dep::Object
    };
    Some(hung(verb, relation))
}

/// ***Most of its members** had joined the strike*: of two objects of an active verb without a
/// subject, the one before it is its subject.
pub(super) fn object_in_front(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_object = syntax.relation(word) == Dep::Object && word < verb;
    let is_question = matches!(
        syntax.tag(word).xpos,
        Xpos::Wp | Xpos::Wdt | Xpos::WpPoss | Xpos::Wrb
    );
    let has_other = syntax
        .dependents_by(verb, Dep::Object)
        .any(|other| verb < other);
    let is_free = !has_subject(syntax, verb) && is_active(syntax, verb);
    (is_object && !is_question && has_other && is_free).then(|| hung(verb, Dep::Subject))
}

/// A finite verb, or a participle behind *have*, without *be*.
fn is_active(syntax: &Syntax, verb: u32) -> bool {
    let has_have = || {
        syntax
            .dependents_by(verb, Dep::Auxiliary)
            .any(|word| syntax.lemma(word) == "have")
    };
    let is_finite = matches!(syntax.tag(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        || syntax.tag(verb).xpos == Xpos::Vbn && has_have();
    syntax.upos(verb) == Upos::Verb
        && is_finite
        && syntax.dependent(verb, Dep::PassiveAuxiliary).is_none()
        && syntax.dependent(verb, Dep::Copula).is_none()
}

/// *Lind scored as **Norwich City** beat them*: a name right before a verb without a subject is that
/// subject, not a part of a name before another verb.
pub(super) fn of_next_verb(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let is_part = matches!(syntax.relation(word), Dep::Flat | Dep::Apposition);
    let name = syntax.head(word).filter(|&name| is_part && name < word)?;
    let span = syntax.subtree_span(word);
    let sentence = syntax.sentence(syntax.sentence_of(word)).tokens;
    let next = span.end();
    if next >= sentence.end() || !is_verb(syntax, next) || has_subject(syntax, next) {
        return None;
    }
    let marker = syntax.dependent(next, Dep::Marker)?;
    let is_led = name < marker && marker + 1 == span.start();
    is_led.then(|| hung(next, Dep::Subject))
}

/// *The ban **was to last** two months*: *be* before *to* is an auxiliary, and its subject is that of
/// the verb.
pub(super) fn be_to(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let copula = syntax.dependent(verb, Dep::Copula)?;
    let marker = syntax.dependent(verb, Dep::Marker)?;
    let is_plan = syntax.upos(verb) == Upos::Verb
        && syntax.tag(verb).xpos == Xpos::Vb
        && syntax.form(marker).eq_ignore_ascii_case("to")
        && copula < marker
        && syntax.lemma(copula) == "be"
        // *that is to say*
        && copula.checked_sub(1).is_some_and(|before| syntax.form(before) != "that");
    if !is_plan {
        return None;
    }
    match syntax.relation(word) {
        Dep::Copula => Some(hung(verb, Dep::Auxiliary)),
        Dep::OuterSubject if word < copula => Some(hung(verb, Dep::Subject)),
        _ => None,
    }
}

/// *The ban, **which** the firm says is not justified*: what is said not to be justified is the ban.
pub(super) fn of_what_is_said(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_relative = syntax.relation(word) == Dep::Object
        && word < verb
        && matches!(&*syntax.form(word).to_lowercase(), "which" | "who" | "that");
    let said = syntax
        .dependent(verb, Dep::ClausalComplement)
        .filter(|&said| is_relative && verb < said)?;
    let is_passive = syntax.dependent(said, Dep::PassiveAuxiliary).is_some();
    let is_finite = is_passive
        || syntax.dependent(said, Dep::Copula).is_some()
        || syntax.dependent(said, Dep::Auxiliary).is_some()
        || matches!(syntax.tag(said).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let relation = if is_passive {
        Dep::PassiveSubject
    } else {
        Dep::Subject
    };
    (is_finite && !has_subject(syntax, said)).then(|| hung(said, relation))
}

/// *Orr's predecessor, who resigned, said **the minister had given in***, with both subjects on what is
/// said: the one before the verb of speech speaks.
pub(super) fn before_speech(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let told = syntax.head(word)?;
    let verb = syntax.head(told)?;
    let relation = syntax.relation(word);
    let is_first = matches!(relation, Dep::Subject | Dep::PassiveSubject)
        && syntax.relation(told) == Dep::ClausalComplement
        && word < verb
        && verb < told
        && is_verb(syntax, verb)
        && !has_subject(syntax, verb);
    let mut subjects = [Dep::Subject, Dep::PassiveSubject]
        .into_iter()
        .flat_map(|relation| syntax.dependents_by(told, relation));
    let has_own = subjects.any(|other| verb < other && other < told);
    (is_first && has_own).then(|| hung(verb, Dep::Subject))
}

/// *were seen near the camp **by a team**, which advised them*: behind a place, *by* tells who did it, and
/// what follows tells of the doer.
pub(super) fn agent_behind_place(syntax: &Syntax, word: u32) -> Option<Dependency> {
    agent_of(syntax, word)
        .map(|verb| hung(verb, Dep::AgentOblique))
        .or_else(|| of_last_phrase(syntax, word))
}

fn agent_of(syntax: &Syntax, word: u32) -> Option<u32> {
    let place = syntax.head(word)?;
    let verb = syntax.head(place)?;
    let case = |noun: u32| {
        syntax
            .dependent(noun, Dep::Case)
            .map(|case| syntax.form(case))
    };
    let is_by = syntax.relation(word) == Dep::NominalModifier && case(word) == Some("by");
    let is_place = syntax.relation(place) == Dep::Oblique
        && match case(place) {
            Some("near" | "outside" | "inside" | "behind" | "beside" | "beyond" | "off") => true,
            Some("in" | "at") => syntax.upos(place) == Upos::Propn,
            _ => false,
        };
    let is_open = syntax.dependent(verb, Dep::PassiveAuxiliary).is_some()
        && syntax.dependent(verb, Dep::AgentOblique).is_none();
    (is_by && is_place && is_open).then_some(verb)
}

/// *seen near the camp by a team, **which advised** them*: behind a comma a relative clause belongs to
/// the phrase right before it, not to one that another word of the verb parts from it.
fn of_last_phrase(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let noun = syntax.head(word)?;
    let is_relative = syntax.relation(word) == Dep::RelativeClause;
    let agents = syntax.dependents_by(noun, Dep::NominalModifier);
    let mut agents = agents.filter(|&agent| is_relative && agent < word);
    let agent = agents.find(|&agent| agent_of(syntax, agent).is_some())?;
    Some(hung(agent, Dep::RelativeClause))
}
