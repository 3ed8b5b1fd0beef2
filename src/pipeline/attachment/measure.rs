//! How much, how far and in which place, hung on what they measure.

use super::{hung, is_verb};
use crate::document::{Dependency, DependencyRelation as Dep, Syntax, Upos, Xpos};

/// *faces **up to** 20 years*, with *up* hung on the verb: before a number it says how many at most.
pub(super) fn up_to(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_up_to = syntax.form(word).eq_ignore_ascii_case("up")
        && syntax.dependent(word, Dep::Fixed) == Some(word + 1);
    let number = word + 2;
    let in_sentence = syntax
        .sentence(syntax.sentence_of(word))
        .tokens
        .indexes()
        .contains(&number);
    let is_number = in_sentence && syntax.upos(number) == Upos::Num;
    (is_up_to && is_number && verb != number && !syntax.subtree(word).contains(&number))
        .then(|| hung(number, Dep::AdverbialModifier))
}

/// What *up to 20 years* is to the verb: with *up* for its preposition it was taken for a place.
pub(super) fn how_many(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let number = syntax.dependent(word, Dep::NumericModifier)?;
    let is_led = syntax
        .dependents_by(number, Dep::AdverbialModifier)
        .any(|up| {
            syntax.form(up).eq_ignore_ascii_case("up")
                && syntax.subtree_span(word).start() == up
                && verb + 1 == up
        });
    let is_free = syntax.dependent(verb, Dep::Object).is_none()
        && syntax.dependent(verb, Dep::PassiveAuxiliary).is_none();
    let is_bare =
        syntax.relation(word) == Dep::Oblique && syntax.dependent(word, Dep::Case).is_none();
    let takes = matches!(
        syntax.lemma(verb),
        "face"
            | "spend"
            | "cost"
            | "pay"
            | "hold"
            | "cut"
            | "carry"
            | "receive"
            | "get"
            | "have"
            | "need"
            | "kill"
            | "raise"
            | "invest"
            | "buy"
            | "sell"
            | "lose"
            | "win"
            | "employ"
    );
    (is_led && is_free && is_bare && takes && is_verb(syntax, verb))
        .then(|| hung(verb, Dep::Object))
}

/// *raised spending **by 12%***, with the share hung on the noun: *by* and a number says how much is done.
pub(super) fn by_how_much(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let noun = syntax.head(word)?;
    let verb = syntax.head(noun)?;
    let is_share = matches!(syntax.form(word), "%" | "percent") || syntax.upos(word) == Upos::Num;
    let is_by = syntax
        .dependent(word, Dep::Case)
        .is_some_and(|case| syntax.form(case).eq_ignore_ascii_case("by"));
    let is_below = syntax.relation(word) == Dep::NominalModifier
        && syntax.relation(noun) == Dep::Object
        && is_verb(syntax, verb)
        && verb < noun
        && noun < word;
    (is_share && is_by && is_below).then(|| hung(verb, Dep::Oblique))
}

/// *moved the office from Bergen **to Oslo***, with the second place hung on the first: both are the verb's.
pub(super) fn from_to(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let from = syntax.head(word)?;
    let verb = syntax.head(from)?;
    let case = |noun: u32| {
        let case = syntax.dependent(noun, Dep::Case)?;
        Some(syntax.form(case))
    };
    let are_places = [from, word]
        .iter()
        .all(|&place| syntax.upos(place) == Upos::Propn);
    let is_pair = syntax.relation(word) == Dep::NominalModifier
        && syntax.relation(from) == Dep::Oblique
        && case(from) == Some("from")
        && case(word) == Some("to")
        && verb < from
        && from < word;
    (is_pair && are_places && is_verb(syntax, verb)).then(|| hung(verb, Dep::Oblique))
}

/// *finished **sixth** last season*, with the place hung on the season: right behind such a verb it is where
/// one comes in.
pub(super) fn rank(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = word.checked_sub(1)?;
    let noun = syntax.head(word)?;
    let ranks = matches!(syntax.lemma(verb), "finish" | "rank" | "place")
        && syntax.upos(verb) == Upos::Verb
        && syntax.head(noun) == Some(verb);
    let is_ordinal = matches!(
        &*syntax.form(word).to_lowercase(),
        "first"
            | "second"
            | "third"
            | "fourth"
            | "fifth"
            | "sixth"
            | "seventh"
            | "eighth"
            | "ninth"
            | "tenth"
            | "last"
    );
    let is_modifier = syntax.relation(word) == Dep::AdjectivalModifier
        && syntax.dependents(word).is_empty()
        && syntax.dependent(noun, Dep::AdjectivalModifier)
            != syntax.dependents_by(noun, Dep::AdjectivalModifier).last();
    (ranks && is_ordinal && is_modifier).then(|| hung(verb, Dep::OpenComplement))
}

/// *contracts **worth $38 million***, with both hung on the verb: what is worth so much is the noun before.
pub(super) fn worth(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let worth_of = |worth: u32| {
        let noun = worth.checked_sub(1)?;
        let verb = syntax.head(worth)?;
        let is_worth = syntax.form(worth) == "worth"
            && matches!(
                syntax.relation(worth),
                Dep::OpenComplement | Dep::AdverbialClause
            )
            && syntax.head(noun) == Some(verb)
            && matches!(syntax.relation(noun), Dep::Object | Dep::Oblique)
            && syntax.dependent(worth, Dep::Copula).is_none();
        is_worth.then_some(noun)
    };
    if let Some(noun) = worth_of(word) {
        return Some(hung(noun, Dep::AdnominalClause));
    }
    let start = syntax.subtree_span(word).start();
    let worth = start.checked_sub(1)?;
    let is_sum = matches!(
        syntax.relation(word),
        Dep::Object | Dep::Oblique | Dep::UnmarkedOblique
    ) && syntax.head(word) == syntax.head(worth)
        && syntax.dependent(word, Dep::Case).is_none()
        && syntax.dependent(word, Dep::NumericModifier).is_some();
    worth_of(worth)
        .filter(|_| is_sum)
        .map(|_| hung(worth, Dep::Oblique))
}

/// *fell 3%, **hurt by** a weak currency*, with the participle hung on the share: an amount suffers nothing, so
/// it is said of who the verb is about.
pub(super) fn of_no_amount(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let amount = syntax.head(word)?;
    let is_amount = matches!(syntax.upos(amount), Upos::Sym | Upos::Num)
        || syntax.dependent(amount, Dep::NumericModifier).is_some()
            && matches!(
                syntax.lemma(amount),
                "percent"
                    | "dollar"
                    | "euro"
                    | "pound"
                    | "crown"
                    | "krona"
                    | "krone"
                    | "franc"
                    | "yen"
                    | "yuan"
                    | "rouble"
                    | "ruble"
                    | "rupee"
                    | "peso"
                    | "cent"
                    | "pence"
            );
    let start = syntax.subtree_span(word).start();
    let is_set_off = syntax.form(start) == ","
        || start
            .checked_sub(1)
            .is_some_and(|before| syntax.form(before) == ",");
    let is_participle = syntax.relation(word) == Dep::AdnominalClause
        && matches!(syntax.tag(word).xpos, Xpos::Vbn | Xpos::Vbg);
    let mut verb = syntax
        .head(amount)
        .filter(|_| is_amount && is_set_off && is_participle)?;
    for _ in 0..3 {
        if is_verb(syntax, verb) {
            break;
        }
        verb = syntax.head(verb)?;
    }
    (is_verb(syntax, verb) && verb < amount).then(|| hung(verb, Dep::AdverbialClause))
}

/// *rose 4% to **618** pence*, with the number hung on what stands before the preposition: it counts the noun
/// right behind it.
pub(super) fn number_of_next(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let before = syntax.head(word)?;
    let case = word.checked_sub(1)?;
    let noun = word + 1;
    let tokens = syntax.sentence(syntax.sentence_of(word)).tokens;
    let is_torn = syntax.relation(word) == Dep::NumericModifier
        && before < case
        && tokens.indexes().contains(&noun)
        && syntax.relation(case) == Dep::Case
        && syntax.head(case) == Some(noun)
        && syntax.upos(noun) == Upos::Noun;
    is_torn.then(|| hung(noun, Dep::NumericModifier))
}
