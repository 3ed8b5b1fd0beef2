//! Words of speech, who speaks them and who listens, hung where they belong.

use super::{has_subject, hung, is_verb};
use crate::document::{Dependency, DependencyRelation as Dep, Syntax, Upos, Xpos};

/// *Both men deny it, **their lawyer** said*: who stands between two verbs speaks, where the
/// second has nobody else.
pub(super) fn subject_of_speech(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let content = syntax.head(word)?;
    let is_behind = matches!(
        syntax.relation(word),
        Dep::Subject | Dep::PassiveSubject | Dep::Apposition | Dep::Conjunct
    ) && content < word;
    let mut verb = syntax.head(content).filter(|_| is_behind)?;
    // *the minister, **a Green**, said*: what explains the speaker is not another speaker.
    let explains = matches!(syntax.relation(word), Dep::Apposition | Dep::Conjunct)
        && !(content < verb && verb < word);
    if explains {
        return None;
    }
    for _ in 0..4 {
        if word < verb && is_verb(syntax, verb) {
            break;
        }
        verb = syntax.head(verb)?;
    }
    let is_between = word < verb && is_verb(syntax, verb) && !has_subject(syntax, verb);
    let is_parted = (content + 1..word)
        .any(|between| matches!(syntax.form(between), "," | "”" | "\"" | "''" | "’"));
    let is_next = (syntax.subtree_span(word).end()..verb).all(|between| {
        matches!(
            syntax.upos(between),
            Upos::Punct | Upos::Aux | Upos::Adv | Upos::Part
        )
    });
    (is_between && is_parted && is_next).then(|| hung(verb, Dep::Subject))
}

/// *Orr tells **Ada Lind** the firm will not give up*: who stands between a verb of telling and the
/// subject of what is told listens.
pub(super) fn listener(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let told = syntax.head(word)?;
    let is_object = matches!(syntax.relation(word), Dep::Object | Dep::IndirectObject);
    let verb = syntax.head(told).filter(|_| is_object && word < told)?;
    let subject = syntax.dependent(told, Dep::Subject)?;
    let is_between =
        verb < word && word < subject && syntax.relation(told) == Dep::ClausalComplement;
    let is_free = syntax.dependent(verb, Dep::Object).is_none()
        && syntax.dependent(verb, Dep::IndirectObject).is_none();
    (is_between && is_free).then(|| hung(verb, Dep::IndirectObject))
}

/// *The virus, **doctors warned**, could spread*: words of speech between commas are no relative
/// clause of the noun before them.
pub(super) fn in_passing(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let noun = syntax.head(word)?;
    let is_relative = matches!(
        syntax.relation(word),
        Dep::RelativeClause | Dep::AdnominalClause
    ) && noun < word;
    if !is_relative || !has_subject(syntax, word) {
        return None;
    }
    let span = syntax.subtree_span(word);
    let is_mark = |token: u32| syntax.form(token) == ",";
    let is_between = (span.start()..=span.start() + 1).any(is_mark)
        && (is_mark(span.end().min(syntax.tokens().len() as u32 - 1)) || is_mark(span.end() - 1));
    let subject = syntax.dependent(word, Dep::Subject)?;
    let is_whole = !matches!(syntax.form(subject), "who" | "which" | "that")
        && syntax.dependent(word, Dep::Object).is_none()
        && syntax.dependent(word, Dep::ClausalComplement).is_none()
        && subject + 1 == word;
    let speaks = matches!(
        syntax.lemma(word),
        "say"
            | "warn"
            | "add"
            | "claim"
            | "argue"
            | "note"
            | "write"
            | "believe"
            | "think"
            | "report"
            | "joke"
            | "insist"
            | "explain"
            | "suggest"
    );
    let verb = syntax
        .head(noun)
        .filter(|&verb| verb > word && is_verb(syntax, verb))?;
    (is_between && is_whole && speaks).then(|| hung(verb, Dep::Parataxis))
}

/// *Lind said that prices fell, **adding** that they would rise*: who said the one adds the other.
pub(super) fn going_on(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let adds = matches!(
        syntax.lemma(word),
        "add" | "say" | "note" | "warn" | "stress" | "insist" | "claim"
    ) && syntax.form(word).ends_with("ing")
        && syntax.relation(word) == Dep::AdverbialClause;
    let start = syntax.subtree_span(word).start();
    let is_set_off = syntax.form(start) == ","
        || start
            .checked_sub(1)
            .is_some_and(|before| syntax.form(before) == ",");
    let mut below = syntax
        .head(word)
        .filter(|&head| adds && is_set_off && head < word)?;
    for _ in 0..4 {
        let above = syntax.head(below)?;
        let is_content = matches!(
            syntax.relation(below),
            Dep::ClausalComplement | Dep::OpenComplement | Dep::Conjunct | Dep::AdverbialClause
        );
        if !is_content {
            return None;
        }
        if syntax.relation(below) == Dep::ClausalComplement
            && matches!(
                syntax.lemma(above),
                "say"
                    | "tell"
                    | "state"
                    | "report"
                    | "announce"
                    | "write"
                    | "declare"
                    | "explain"
                    | "deny"
                    | "insist"
                    | "claim"
                    | "argue"
                    | "confirm"
                    | "admit"
                    | "warn"
            )
            && above < word
        {
            return Some(hung(above, Dep::AdverbialClause));
        }
        below = above;
    }
    None
}

/// *“They left,” said **its secretary***: who stands behind the verb of speech speaks, though the
/// parser took it for a second subject or an object of what is said.
pub(super) fn late_speaker(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let said = syntax.head(word)?;
    if is_speaker_behind(syntax, word, said) {
        return Some(hung(said, Dep::Subject));
    }
    let verb = syntax.head(said)?;
    let is_behind = matches!(
        syntax.relation(word),
        Dep::Subject | Dep::Object | Dep::Vocative
    ) && syntax.relation(said) == Dep::ClausalComplement
        && said < verb
        && verb < word
        && is_verb(syntax, verb)
        && !has_subject(syntax, verb);
    let has_other = syntax
        .dependents_by(said, Dep::Subject)
        .any(|other| other < said);
    (is_behind && has_other).then(|| hung(verb, Dep::Subject))
}

/// *“It is not over,” warned **Ada Lind***: right behind a verb with nobody before it, whose words stand
/// before it.
fn is_speaker_behind(syntax: &Syntax, word: u32, verb: u32) -> bool {
    let is_object = matches!(syntax.relation(word), Dep::Object | Dep::IndirectObject);
    let is_content_before = syntax
        .dependents_by(verb, Dep::ClausalComplement)
        .any(|said| said < verb);
    let is_parted = verb
        .checked_sub(1)
        .is_some_and(|before| matches!(syntax.form(before), "," | "”" | "\"" | "''" | "’"));
    is_object && verb < word && is_content_before && is_parted && !has_subject(syntax, verb)
}

/// *since **Lind**, he joked, might take offence*, ***Lind**, 54, left early, the judge said*: the
/// first of two subjects acts in what is said.
pub(super) fn subject_before_speech(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_first = syntax.relation(word) == Dep::Subject && word < verb;
    let speaker = syntax
        .dependents_by(verb, Dep::Subject)
        .find(|&other| is_first && word < other && other < verb)?;
    let said = syntax.dependent(verb, Dep::ClausalComplement)?;
    let is_parted = syntax
        .subtree_span(speaker)
        .start()
        .checked_sub(1)
        .is_some_and(|before| syntax.form(before) == ",");
    let is_around = verb < said || word < said && said < speaker;
    (is_parted && is_around && !has_subject(syntax, said)).then(|| hung(said, Dep::Subject))
}

/// *Good news: the driver left, **the hospital confirms***: of two statements under one noun the second
/// reports the first.
pub(super) fn beside_colon(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let noun = syntax.head(word)?;
    let is_beside = syntax.relation(word) == Dep::Parataxis
        && is_verb(syntax, word)
        && !is_verb(syntax, noun)
        && has_subject(syntax, word)
        && syntax.dependent(word, Dep::Object).is_none()
        && syntax.dependent(word, Dep::ClausalComplement).is_none();
    let start = syntax.subtree_span(word).start();
    let mut statements = syntax.dependents_by(noun, Dep::Parataxis);
    let statement = statements.find(|&other| {
        let span = syntax.subtree_span(other);
        is_beside && other < word && has_subject(syntax, other) && span.end() == start
    })?;
    let is_parted = (start..=start + 1).any(|token| syntax.form(token) == ",");
    is_parted.then(|| hung(statement, Dep::Parataxis))
}

/// *said it would build camps **and called** for calm*: a finite verb of speaking does not go on from the
/// infinitive under a modal verb, nor from a participle under *be*, but from the verb of speech in the
/// same tense. Other verbs may: *told him that Norway would not give up but remained open to talks*.
pub(super) fn second_verb(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let said = syntax.head(word)?;
    let verb = syntax.head(said)?;
    let is_second = syntax.relation(word) == Dep::Conjunct
        && syntax.relation(said) == Dep::ClausalComplement
        && verb < said
        && said < word
        && !has_subject(syntax, word)
        && syntax.dependent(word, Dep::Auxiliary).is_none()
        && syntax.dependent(word, Dep::PassiveAuxiliary).is_none()
        && syntax.dependent(word, Dep::Marker).is_none();
    let tense = syntax.tag(word).xpos;
    // *said it had won **and thanked** voters*: who speaks of himself goes on himself.
    let is_own = syntax.tag(said).xpos == Xpos::Vbn
        && syntax.dependent(said, Dep::Subject).is_some_and(|subject| {
            matches!(
                &*syntax.form(subject).to_lowercase(),
                "it" | "he" | "she" | "they"
            )
        });
    if is_own && matches!(tense, Xpos::Vbn | Xpos::Vbd) && syntax.tag(verb).xpos == Xpos::Vbd {
        let goes_on = is_second && is_speaking(syntax.lemma(word)) && has_subject(syntax, verb);
        return goes_on.then(|| hung(verb, Dep::Conjunct));
    }
    let is_finite = matches!(tense, Xpos::Vbd | Xpos::Vbz) && syntax.tag(verb).xpos == tense;
    let is_infinite = match syntax.tag(said).xpos {
        Xpos::Vb => syntax
            .dependents_by(said, Dep::Auxiliary)
            .any(|auxiliary| syntax.tag(auxiliary).xpos == Xpos::Md),
        Xpos::Vbg => syntax.dependent(said, Dep::Auxiliary).is_some(),
        _ => false,
    };
    (is_second
        && is_speaking(syntax.lemma(word))
        && is_finite
        && is_infinite
        && has_subject(syntax, verb))
    .then(|| hung(verb, Dep::Conjunct))
}

/// Verbs by which somebody speaks to others, of others or of what is to come.
fn is_speaking(lemma: &str) -> bool {
    matches!(
        lemma,
        "call"
            | "urge"
            | "ask"
            | "demand"
            | "appeal"
            | "accuse"
            | "blame"
            | "criticise"
            | "criticize"
            | "condemn"
            | "denounce"
            | "praise"
            | "thank"
            | "welcome"
            | "warn"
            | "promise"
            | "pledge"
            | "vow"
            | "threaten"
            | "announce"
            | "declare"
            | "order"
            | "reject"
            | "dismiss"
            | "deny"
            | "apologise"
            | "apologize"
            | "insist"
            | "cite"
            | "refuse"
            | "decline"
            | "offer"
            | "propose"
    )
}

/// *reported that a drone caused it, **while the mayor blamed** a fault*: of two that say different things, the
/// second is not quoted by the first.
pub(super) fn other_voice(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let said = syntax.head(word)?;
    let verb = syntax.head(said)?;
    let marker = syntax.dependent(word, Dep::Marker)?;
    let is_contrast = syntax.relation(word) == Dep::AdverbialClause
        && syntax.relation(said) == Dep::ClausalComplement
        && verb < said
        && said < marker
        && matches!(
            syntax.form(marker),
            "while" | "whereas" | "although" | "though"
        )
        && syntax.form(marker - 1) == ",";
    let speaks = is_speaking(syntax.lemma(word)) || matches!(syntax.lemma(word), "say" | "tell");
    (is_contrast && speaks && has_subject(syntax, word)).then(|| hung(verb, Dep::AdverbialClause))
}

/// ***It** has warned that profit will fall*: who warns is somebody.
pub(super) fn it_says(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_it = syntax.relation(word) == Dep::Expletive
        && word < verb
        && syntax.form(word).eq_ignore_ascii_case("it");
    let speaks = is_speaking(syntax.lemma(verb))
        || matches!(
            syntax.lemma(verb),
            "say" | "tell" | "add" | "expect" | "believe" | "hope"
        );
    let is_active = !has_subject(syntax, verb)
        && is_verb(syntax, verb)
        && syntax.dependent(verb, Dep::PassiveAuxiliary).is_none()
        && syntax.dependent(verb, Dep::ClausalComplement).is_some();
    (is_it && speaks && is_active).then(|| hung(verb, Dep::Subject))
}

/// *…, two people **briefed on it** told Reuters*, with the participle taken for a clause of its own: a verb of
/// speech without a subject has the noun before it.
pub(super) fn speaker_with_participle(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let of_participle = |noun: u32| {
        let participle = syntax.head(noun)?;
        let verb = syntax.subtree_span(participle).end();
        let sentence = syntax.sentence(syntax.sentence_of(noun)).tokens;
        if !sentence.indexes().contains(&verb) {
            return None;
        }
        let is_read_so = matches!(syntax.relation(noun), Dep::Subject | Dep::PassiveSubject)
            && matches!(
                syntax.relation(participle),
                Dep::AdverbialClause | Dep::ClausalComplement
            )
            && noun + 1 == participle
            && matches!(syntax.tag(participle).xpos, Xpos::Vbd | Xpos::Vbn)
            && syntax.dependent(participle, Dep::Object).is_none()
            && syntax.dependent(participle, Dep::Marker).is_none()
            && syntax
                .dependent(participle, Dep::PassiveAuxiliary)
                .is_none()
            && syntax.dependent(participle, Dep::Auxiliary).is_none();
        let start = syntax.subtree_span(noun).start();
        let is_parted = (start.saturating_sub(1)..=start)
            .any(|mark| matches!(syntax.form(mark), "," | "”" | "\""));
        let speaks = || {
            matches!(syntax.lemma(verb), "say" | "tell" | "add" | "report")
                && is_verb(syntax, verb)
                && !has_subject(syntax, verb)
        };
        (is_read_so && is_parted && speaks()).then_some((participle, verb))
    };
    if let Some((_, verb)) = of_participle(word) {
        return Some(hung(verb, Dep::Subject));
    }
    let noun = syntax
        .dependents(word)
        .iter()
        .copied()
        .find(|&noun| of_participle(noun).is_some_and(|(participle, _)| participle == word))?;
    Some(hung(noun, Dep::AdnominalClause))
}
