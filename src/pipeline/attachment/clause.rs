//! Verbs and what belongs to them, hung where they belong.

use super::{has_subject, hung, is_verb};
use crate::document::{Dependency, DependencyRelation as Dep, Syntax, Upos, Xpos};

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

/// *ordered the army **to help***: behind the object of such a verb, an infinitive is what the object
/// is to do.
pub(super) fn order(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let marker = syntax.dependent(word, Dep::Marker)?;
    let is_infinitive = syntax.relation(word) == Dep::AdverbialClause
        && verb < word
        && syntax.form(marker) == "to"
        && !has_subject(syntax, word);
    let orders = matches!(
        syntax.lemma(verb),
        "order"
            | "urge"
            | "ask"
            | "tell"
            | "instruct"
            | "force"
            | "allow"
            | "permit"
            | "encourage"
            | "persuade"
            | "compel"
            | "require"
            | "request"
            | "invite"
            | "advise"
            | "beg"
            | "want"
            | "enable"
            | "oblige"
            | "direct"
            | "authorise"
            | "authorize"
            | "press"
            | "push"
            | "lobby"
            | "pressure"
            | "prompt"
            | "convince"
            | "expect"
    );
    let is_next = syntax.dependents(verb).iter().any(|&object| {
        matches!(syntax.relation(object), Dep::Object | Dep::IndirectObject)
            && syntax.subtree_span(object).end() == syntax.subtree_span(word).start()
    });
    (is_infinitive && orders && is_next).then(|| hung(verb, Dep::OpenComplement))
}

/// *members are due **to vote***: an infinitive behind such an adjective is what they are due to do.
pub(super) fn infinitive_of_adjective(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let adjective = syntax.head(word)?;
    let marker = syntax.dependent(word, Dep::Marker)?;
    let is_infinitive = syntax.relation(word) == Dep::AdverbialClause
        && adjective < marker
        && marker < word
        && syntax.form(marker) == "to"
        && !has_subject(syntax, word)
        && is_verb(syntax, word)
        && syntax.dependent(adjective, Dep::Copula).is_some();
    let governs = matches!(
        syntax.lemma(adjective),
        "due"
            | "set"
            | "able"
            | "unable"
            | "likely"
            | "unlikely"
            | "ready"
            | "willing"
            | "unwilling"
            | "reluctant"
            | "poised"
            | "bound"
            | "certain"
            | "sure"
            | "surprised"
            | "shocked"
            | "pleased"
            | "delighted"
            | "relieved"
            | "disappointed"
            | "proud"
            | "glad"
            | "sorry"
            | "lucky"
    );
    (is_infinitive && governs).then(|| hung(adjective, Dep::OpenComplement))
}

/// *represents most **of its workers***: what is counted belongs to the count.
pub(super) fn part_of(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_of = syntax.relation(word) == Dep::Oblique
        && syntax
            .dependent(word, Dep::Case)
            .is_some_and(|case| syntax.form(case) == "of");
    let count = syntax
        .subtree_span(word)
        .start()
        .checked_sub(1)
        .filter(|_| is_of)?;
    let counts = matches!(
        &*syntax.form(count).to_lowercase(),
        "most"
            | "some"
            | "many"
            | "half"
            | "all"
            | "several"
            | "few"
            | "none"
            | "both"
            | "each"
            | "any"
    );
    let is_argument = matches!(syntax.relation(count), Dep::Object | Dep::Subject);
    (counts && is_argument && syntax.head(count) == Some(verb))
        .then(|| hung(count, Dep::NominalModifier))
}

/// *fined Ada Lind **500 crowns***: how much is no part of who pays.
pub(super) fn price(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let payer = syntax.head(word)?;
    let verb = syntax.head(payer)?;
    let is_amount = syntax.relation(word) == Dep::UnmarkedNominalModifier
        && payer < word
        && syntax.dependent(word, Dep::NumericModifier).is_some()
        && syntax.upos(word) == Upos::Noun;
    let pays = matches!(
        syntax.lemma(verb),
        "fine" | "pay" | "cost" | "charge" | "owe" | "give" | "lend" | "offer" | "award" | "save"
    );
    let is_payer = syntax.relation(payer) == Dep::Object && syntax.upos(payer) == Upos::Propn;
    (is_amount && pays && is_payer).then(|| hung(verb, Dep::Object))
}

/// *promised investors **that sales would double***: what is told belongs to the verb, not to who is
/// told it.
pub(super) fn told(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let listener = syntax.head(word)?;
    let verb = syntax.head(listener)?;
    let is_told = syntax.relation(word) == Dep::AdnominalClause
        && syntax
            .dependent(word, Dep::Marker)
            .is_some_and(|marker| syntax.form(marker) == "that" && listener < marker)
        && has_subject(syntax, word)
        && is_verb(syntax, verb);
    let listens = syntax.relation(listener) == Dep::IndirectObject
        || syntax.relation(listener) == Dep::Object
            && matches!(
                syntax.lemma(verb),
                "tell"
                    | "promise"
                    | "assure"
                    | "warn"
                    | "inform"
                    | "remind"
                    | "convince"
                    | "persuade"
            );
    (is_told && listens).then(|| hung(verb, Dep::ClausalComplement))
}

/// *spoke in Oslo, **where they asked** for help*: a place right before *where* is where it was.
pub(super) fn where_it_was(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_loose = matches!(
        syntax.relation(word),
        Dep::AdverbialRelativeClause | Dep::AdverbialClause
    ) && is_verb(syntax, verb)
        && verb < word;
    let question = syntax
        .dependents(word)
        .iter()
        .copied()
        .find(|&below| is_loose && below < word && syntax.form(below) == "where")?;
    let before = question
        .checked_sub(1)
        .map(|before| before - u32::from(syntax.form(before) == ",").min(before))?;
    let mut place = before;
    while let (Dep::Flat | Dep::Compound, Some(head)) = (syntax.relation(place), syntax.head(place))
    {
        place = head;
    }
    let is_place = matches!(syntax.upos(place), Upos::Propn | Upos::Noun)
        && verb < place
        && matches!(syntax.relation(place), Dep::Oblique | Dep::NominalModifier);
    is_place.then(|| hung(place, Dep::RelativeClause))
}

/// *The party won, officials said on Monday, **ending** ten years of rule*: what was said ended them,
/// not the saying.
pub(super) fn outcome(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_participle = matches!(
        syntax.relation(word),
        Dep::AdverbialClause | Dep::OpenComplement
    ) && syntax.tag(word).xpos == Xpos::Vbg
        && verb < word
        && !has_subject(syntax, word)
        && syntax.dependent(word, Dep::Marker).is_none()
        && syntax.dependent(word, Dep::ClausalComplement).is_none();
    let said = syntax
        .dependent(verb, Dep::ClausalComplement)
        .filter(|&said| is_participle && said < verb)?;
    let speaks = matches!(
        syntax.lemma(word),
        "add"
            | "say"
            | "note"
            | "warn"
            | "cite"
            | "quote"
            | "speak"
            | "refer"
            | "tell"
            | "blame"
            | "accuse"
            | "use"
            | "announce"
            | "stress"
            | "insist"
            | "write"
            | "describe"
            | "call"
    );
    let is_quoted = (said..verb).any(|token| matches!(syntax.form(token), "”" | "\"" | "''"));
    (!speaks && !is_quoted).then(|| hung(said, Dep::AdverbialClause))
}

/// *because of **fighting** between them*: behind such a preposition, without an object, a word in
/// *ing* is a noun.
pub(super) fn gerund(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let is_bare = |verb: u32| {
        syntax.relation(verb) == Dep::AdverbialClause
            && syntax.tag(verb).xpos == Xpos::Vbg
            && syntax.dependent(verb, Dep::Object).is_none()
            && !has_subject(syntax, verb)
            && syntax.dependent(verb, Dep::Marker).is_some_and(|marker| {
                let form = syntax.form(marker).to_lowercase();
                let fixed = syntax.dependent(marker, Dep::Fixed).is_some();
                matches!(&*form, "because" | "due" | "despite" | "amid" | "during")
                    && (fixed || form != "because")
            })
    };
    if is_bare(word) {
        return syntax.head(word).map(|above| hung(above, Dep::Oblique));
    }
    let verb = syntax.head(word).filter(|&verb| is_bare(verb))?;
    match syntax.relation(word) {
        Dep::Marker => Some(hung(verb, Dep::Case)),
        Dep::Oblique => Some(hung(verb, Dep::NominalModifier)),
        _ => None,
    }
}

/// *receive a bonus **if targets are met***, with the clause hung on the noun: a conjunction joins clauses.
pub(super) fn condition_of_verb(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let marker = syntax.dependent(word, Dep::Marker)?;
    let joins = matches!(
        &*syntax.form(marker).to_lowercase(),
        "if" | "unless" | "because" | "although" | "though" | "until" | "once"
    );
    let is_of_noun = syntax.relation(word) == Dep::AdnominalClause && has_subject(syntax, word);
    let mut above = syntax.head(word).filter(|_| joins && is_of_noun)?;
    for _ in 0..4 {
        if is_verb(syntax, above) {
            break;
        }
        above = syntax.head(above)?;
    }
    (is_verb(syntax, above) && above < word).then(|| hung(above, Dep::AdverbialClause))
}

/// *strike **over** pay*, with the preposition taken for an adverb: before a noun of the same verb that has none,
/// it is that noun's.
pub(super) fn preposition_of_noun(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_adverb = syntax.relation(word) == Dep::AdverbialModifier
        && verb + 1 == word
        && is_verb(syntax, verb)
        && syntax.dependents(word).is_empty()
        && matches!(
            syntax.form(word),
            "over" | "on" | "in" | "off" | "through" | "across" | "around" | "behind" | "near"
        );
    let noun = syntax.dependents(verb).iter().copied().find(|&noun| {
        is_adverb
            && syntax.relation(noun) == Dep::Oblique
            && syntax.dependent(noun, Dep::Case).is_none()
            && syntax.subtree_span(noun).start() == word + 1
    })?;
    Some(hung(noun, Dep::Case))
}

/// *cut **short** a visit*, *set **free** the hostages*: an adjective between a verb and its object is
/// part of the verb.
pub(super) fn adjective_of_verb(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_between = syntax.upos(word) == Upos::Adj
        && verb + 1 == word
        && matches!(syntax.relation(word), Dep::Object | Dep::OpenComplement)
        && syntax.dependents(word).is_empty();
    let is_followed = syntax
        .dependents_by(verb, Dep::Object)
        .any(|object| object > word);
    (is_between && is_followed && syntax.upos(verb) == Upos::Verb)
        .then(|| hung(verb, Dep::Particle))
}
