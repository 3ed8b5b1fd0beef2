//! Verbs and what belongs to them, hung where they belong.

use super::{has_subject, hung, is_verb};
use crate::document::{Dependency, DependencyRelation as Dep, Syntax, Upos, Xpos};

/// *said its secretary, **Ada Lind***: a name that hangs on nothing explains the noun before it.
pub(super) fn lone_name(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let sentence = syntax.sentence(syntax.sentence_of(word)).tokens;
    let is_lone = syntax.head(word).is_none() && syntax.upos(word) == Upos::Propn;
    let start = syntax.subtree_span(word).start();
    let noun = start
        .checked_sub(2)
        .filter(|&noun| noun >= sentence.start())?;
    let is_behind = syntax.form(start - 1) == ","
        && syntax.upos(noun) == Upos::Noun
        && syntax.root(syntax.sentence_of(word)) != Some(word);
    (is_lone && is_behind).then(|| hung(noun, Dep::Apposition))
}

/// *after **record** losses*: a participle of the present ends in *ing*; what was taken for its
/// object is what the preposition governs.
pub(super) fn no_participle(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let is_false = |verb: u32| {
        syntax.relation(verb) == Dep::AdverbialClause
            && syntax.tag(verb).xpos == Xpos::Vbg
            && !syntax.form(verb).to_lowercase().contains("in")
            && !has_subject(syntax, verb)
            && syntax
                .dependent(verb, Dep::Marker)
                .is_some_and(|marker| marker + 1 == verb)
    };
    if is_false(word) {
        return syntax
            .dependent(word, Dep::Object)
            .map(|noun| hung(noun, Dep::AdjectivalModifier));
    }
    let verb = syntax.head(word).filter(|&verb| is_false(verb))?;
    let noun = syntax.dependent(verb, Dep::Object)?;
    match syntax.relation(word) {
        Dep::Object if word == noun => syntax.head(verb).map(|above| hung(above, Dep::Oblique)),
        Dep::Marker => Some(hung(noun, Dep::Case)),
        _ => None,
    }
}

/// *elected **Ada Lind** chair*, with the name hung on the office: she is elected, chair is what she becomes.
pub(super) fn elected(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let is_pair = |name: u32, office: u32| {
        let verb = syntax.head(office)?;
        let is_office = matches!(syntax.relation(office), Dep::Object | Dep::OpenComplement)
            && syntax.upos(office) == Upos::Noun
            && matches!(
                syntax.lemma(verb),
                "elect" | "name" | "appoint" | "make" | "declare" | "crown" | "dub" | "call"
            );
        let is_named = syntax.upos(name) == Upos::Propn
            && verb < name
            && syntax.subtree_span(name).end() == office
            && syntax.dependent(office, Dep::Determiner).is_none()
            && matches!(
                syntax.relation(name),
                Dep::Compound | Dep::DescriptiveModifier | Dep::UnmarkedNominalModifier
            );
        (is_office && is_named).then_some(verb)
    };
    if let Some(office) = syntax.head(word)
        && let Some(verb) = is_pair(word, office)
    {
        return Some(hung(verb, Dep::Object));
    }
    let names = syntax.dependents(word).iter();
    let verb = names.copied().find_map(|name| is_pair(name, word))?;
    Some(hung(verb, Dep::OpenComplement))
}

/// *Orr **could** get hurt*, with the auxiliary hung on what stands behind the verb.
pub(super) fn early_auxiliary(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let complement = syntax.head(word)?;
    let verb = syntax.head(complement)?;
    let is_early = syntax.relation(word) == Dep::Auxiliary
        && word < verb
        && verb < complement
        && is_verb(syntax, verb)
        && syntax.relation(complement) == Dep::OpenComplement;
    is_early.then(|| hung(verb, Dep::Auxiliary))
}

/// *made it clear that **we are ready***: the clause belongs to the verb and its adjective together.
pub(super) fn content_of_adjective(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let adjective = syntax.head(word)?;
    let verb = syntax.head(adjective)?;
    let is_content = syntax.relation(word) == Dep::ClausalComplement
        && syntax.upos(adjective) == Upos::Adj
        && syntax.relation(adjective) == Dep::OpenComplement
        && syntax.lemma(verb) == "make";
    is_content.then(|| hung(verb, Dep::ClausalComplement))
}

/// *spoke of the readiness of the firm **to go on***: an infinitive belongs to the noun before it
/// where that noun asks for one.
pub(super) fn infinitive_of_noun(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_infinitive = matches!(
        syntax.relation(word),
        Dep::AdverbialClause | Dep::OpenComplement
    ) && verb < word
        && is_verb(syntax, verb)
        && is_verb(syntax, word)
        && syntax
            .dependents_by(word, Dep::Marker)
            .any(|marker| syntax.form(marker).eq_ignore_ascii_case("to"));
    if !is_infinitive {
        return None;
    }
    let start = syntax.subtree_span(word).start();
    let noun = syntax.dependents(verb).iter().copied().find(|&noun| {
        verb < noun
            && matches!(syntax.relation(noun), Dep::Object | Dep::Oblique)
            && syntax.subtree_span(noun).end() == start
    })?;
    let asks = matches!(
        syntax.lemma(noun),
        "readiness"
            | "willingness"
            | "unwillingness"
            | "reluctance"
            | "refusal"
            | "failure"
            | "ability"
            | "inability"
            | "pressure"
            | "attempt"
            | "effort"
            | "bid"
            | "plan"
            | "pledge"
            | "promise"
            | "vow"
            | "desire"
            | "intention"
            | "right"
            | "opportunity"
            | "decision"
            | "threat"
    );
    asks.then(|| hung(noun, Dep::AdnominalClause))
}

/// *makes him wait, **he could get angry***: what has a subject of its own and a modal verb is a
/// clause of its own.
pub(super) fn complement_with_subject(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_complement = syntax.relation(word) == Dep::OpenComplement && verb < word;
    let is_finite = syntax
        .dependents(word)
        .iter()
        .any(|&below| syntax.tag(below).xpos == Xpos::Md);
    let subject = syntax.dependent(word, Dep::Subject)?;
    let is_parted = subject
        .checked_sub(1)
        .is_some_and(|before| before > verb && syntax.form(before) == ",");
    (is_complement && is_finite && is_parted).then(|| hung(verb, Dep::Parataxis))
}
