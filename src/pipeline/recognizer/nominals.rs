//! Descriptions as mentions: persons by what they do, groups, events, things, bodies, places.
//!
//! A common noun is a mention when the lexicon knows what kind of thing it means; what is left
//! (*aims*, *the need*) stays words.

use std::collections::BTreeSet;

use super::{Draft, Found, phrase};
use crate::document::{
    DependencyRelation as Dep, EntityType, MentionKind, SentenceKind, Syntax, Upos,
};
use crate::lexicon::{Lexicon, OrganizationKind, PlaceKind};
use crate::span::TokenSpan;

pub(super) fn add(found: &mut Found, lexicon: &Lexicon) {
    let syntax = found.syntax;
    let repeated = repeated(syntax, lexicon);
    for token in 0..syntax.tokens().len() as u32 {
        if found.is_taken(token) || !is_phrase_head(syntax, token, lexicon) {
            continue;
        }
        let known = type_of(syntax, token, lexicon).filter(|known| {
            !is_idiom(syntax, token, *known, lexicon)
                && !is_credit(syntax, token)
                && !is_call_to_act(syntax, token, *known)
                && !is_half_of_compound(syntax, token, *known)
        });
        let comes_again = || repeated.contains(syntax.lemma(token));
        let Some(entity_type) = known.or_else(|| comes_again().then_some(EntityType::Other)) else {
            continue;
        };
        let is_event = entity_type == EntityType::Event;
        let takes = |preposition: &str| match preposition {
            "of" => true,
            "between" | "with" | "against" | "on" | "over" | "in" | "to" => is_event,
            _ => false,
        };
        let draft = Draft {
            whole: phrase::whole(syntax, token, &takes),
            core: core_of(syntax, token),
            head: token,
        };
        found.push(draft, MentionKind::Nominal, entity_type);
    }
}

/// The common nouns that head phrases more than once: *a curriculum … the curriculum*. A later one may take up an earlier one, whatever
/// kind of thing it is.
fn repeated<'s>(syntax: &'s Syntax, lexicon: &Lexicon) -> BTreeSet<&'s str> {
    let mut seen = BTreeSet::new();
    let mut repeated = BTreeSet::new();
    for token in 0..syntax.tokens().len() as u32 {
        let lemma = syntax.lemma(token);
        if syntax.upos(token) != Upos::Noun
            || !is_phrase_head(syntax, token, lexicon)
            || NO_THINGS.contains(&lemma)
        {
            continue;
        }
        if !seen.insert(lemma) {
            repeated.insert(lemma);
        }
    }
    repeated
}

/// Nouns that come up again without meaning the same.
const NO_THINGS: [&str; 24] = [
    "way", "lot", "thing", "kind", "sort", "part", "fact", "example", "bit", "rest", "end",
    "percent", "number", "amount", "time", "order", "course", "case", "hour", "day", "week",
    "month", "year", "per cent",
];

/// Whether a word is a noun that stands for something rather than describing another.
fn is_phrase_head(syntax: &Syntax, token: u32, lexicon: &Lexicon) -> bool {
    let is_copular = syntax.dependent(token, Dep::Copula).is_some();
    let is_modifier = matches!(
        syntax.relation(token),
        Dep::Compound
            | Dep::Fixed
            | Dep::Flat
            | Dep::AdjectivalModifier
            | Dep::DescriptiveModifier
            | Dep::Case
            | Dep::Vocative
            | Dep::OpenComplement
            | Dep::Discourse
    );
    match syntax.upos(token) {
        Upos::Noun => !is_copular && !is_modifier,
        Upos::Propn => {
            let sentence = syntax.sentence(syntax.sentence_of(token));
            // *the coast **guard***, whatever the tagger calls it; *this **President***
            let before = token.checked_sub(1);
            let is_determined = before.is_some_and(|before| {
                syntax.head(before) == Some(token) && syntax.relation(before) == Dep::Determiner
            });
            let is_common = syntax.form(token).starts_with(char::is_lowercase)
                || is_determined && lexicon.title(&syntax.lemma(token).to_lowercase()).is_some();
            !is_modifier && (is_common || sentence.kind == SentenceKind::Headline)
        }
        // *The two did not discuss it.*
        Upos::Num => {
            syntax.dependent(token, Dep::Determiner).is_some() && syntax.form(token) == "two"
        }
        _ => false,
    }
}

/// *Entered **office***, *not by **force***, *tariffs on **steel***, *spoke by **phone***: a bare
/// singular that is no subject names no body and no thing. *Taken to **hospital*** does.
fn is_idiom(syntax: &Syntax, token: u32, known: EntityType, lexicon: &Lexicon) -> bool {
    let is_bare = syntax
        .dependents(token)
        .iter()
        .all(|&word| word > token || matches!(syntax.relation(word), Dep::Case | Dep::Coordinator));
    let is_singular = syntax.tag(token).feature("Number") == Some("Sing");
    let is_below_verb = matches!(
        syntax.relation(token),
        Dep::Oblique | Dep::Object | Dep::NominalModifier | Dep::Conjunct | Dep::Apposition
    ) || is_contrast(syntax, token);
    if !is_bare || !is_singular || !is_below_verb {
        return false;
    }
    let lemma = syntax.lemma(token);
    match known {
        EntityType::Org => {
            let kind = lexicon.organization_head(lemma);
            let is_known_bare =
                matches!(lemma, "parliament" | "congress" | "police" | "government");
            kind != Some(OrganizationKind::Institution) && !is_known_bare
        }
        EntityType::Product => syntax
            .dependent(token, Dep::Case)
            .is_some_and(|case| matches!(syntax.form(case), "by" | "on" | "at")),
        _ => false,
    }
}

/// *By diplomacy, **not force***
fn is_contrast(syntax: &Syntax, token: u32) -> bool {
    let before = token.checked_sub(1);
    before.is_some_and(|before| syntax.form(before).eq_ignore_ascii_case("not"))
}

/// *(AFP **File**)*: who took the picture.
fn is_credit(syntax: &Syntax, token: u32) -> bool {
    let is_picture = matches!(
        &*syntax.lemma(token).to_lowercase(),
        "file" | "photo" | "picture" | "image" | "photograph" | "handout" | "pool"
    );
    let next = token as usize + 1;
    let closes = syntax
        .tokens()
        .get(next)
        .is_some_and(|_| matches!(syntax.form(next as u32), ")" | "/"));
    let first = token.saturating_sub(4);
    let opens = (first..token).any(|word| matches!(syntax.form(word), "(" | "/"));
    is_picture && closes && opens
}

/// *Calls **to cease** fire*, *efforts to end it*: without a determiner or an owner these say what
/// somebody wants, not that anything took place.
fn is_call_to_act(syntax: &Syntax, token: u32, known: EntityType) -> bool {
    let is_bare = syntax.dependents(token).iter().all(|&word| {
        word > token
            || matches!(
                syntax.relation(word),
                Dep::Case | Dep::Coordinator | Dep::AdjectivalModifier
            )
    });
    let clause = syntax.dependent(token, Dep::AdnominalClause);
    let is_infinitive = clause.is_some_and(|verb| {
        let mark = syntax.dependent(verb, Dep::Marker);
        mark.is_some_and(|mark| syntax.form(mark) == "to" && mark == token + 1)
    });
    known == EntityType::Event && is_bare && is_infinitive
}

/// *Russian **drone** and missile attacks*: a thing that can be counted has a determiner where it
/// stands alone, so this is the first half of *drone attacks*.
fn is_half_of_compound(syntax: &Syntax, token: u32, known: EntityType) -> bool {
    let is_bare = syntax.dependents(token).iter().all(|&word| {
        word > token
            || matches!(
                syntax.relation(word),
                Dep::Case | Dep::Coordinator | Dep::AdjectivalModifier
            )
    });
    let is_singular = syntax.tag(token).feature("Number") == Some("Sing");
    let other = syntax.dependent(token, Dep::Conjunct);
    let is_compound = other.is_some_and(|other| {
        let part = token + 2;
        other == token + 3
            && syntax.relation(part) == Dep::Compound
            && syntax.head(part) == Some(other)
            && syntax.upos(part) == Upos::Noun
    });
    known == EntityType::Product && is_bare && is_singular && is_compound
}

fn type_of(syntax: &Syntax, token: u32, lexicon: &Lexicon) -> Option<EntityType> {
    if syntax.upos(token) == Upos::Num {
        return Some(EntityType::Norp);
    }
    let lemma = syntax.lemma(token).to_lowercase();
    let is_plural = syntax.tag(token).feature("Number") == Some("Plur");
    if lexicon.is_member_noun(&lemma) && is_plural {
        return Some(EntityType::Norp);
    }
    if lexicon.event_kind(&lemma).is_some() {
        return Some(EntityType::Event);
    }
    if lexicon.organization_head(&lemma).is_some() {
        return Some(if is_plural {
            EntityType::Norp
        } else {
            EntityType::Org
        });
    }
    if lexicon.is_collective(&lemma) {
        return Some(EntityType::Norp);
    }
    if lexicon.title(&lemma).is_some() || lexicon.kinship(&lemma).is_some() {
        return Some(person(is_plural));
    }
    if let Some(kind) = lexicon.place_head(&lemma) {
        // *The state **of affairs*** is no place, *the state of Ohio* is one.
        let is_condition = lemma == "state" && is_of_common(syntax, token);
        return (!is_condition).then(|| place(kind));
    }
    if matches!(
        &*lemma,
        "side" | "man" | "woman" | "people" | "boy" | "girl"
    ) {
        return Some(if &*lemma == "side" {
            EntityType::Norp
        } else {
            person(is_plural || &*lemma == "people")
        });
    }
    if lexicon.is_event_noun(&lemma) && is_definite(syntax, token) {
        return Some(EntityType::Event);
    }
    if lexicon.is_person_noun(&lemma) {
        return Some(person(is_plural));
    }
    if lexicon.is_work_noun(&lemma) {
        return Some(EntityType::WorkOfArt);
    }
    if lexicon.is_artifact_noun(&lemma) {
        return Some(EntityType::Product);
    }
    if let Some(known) = source_type(syntax, token, lexicon, is_plural) {
        return Some(known);
    }
    // *A line **of communication*** is no group, *a line of soldiers* is one.
    let is_group = lexicon.is_group_noun(&lemma) && !is_of_things(syntax, token, lexicon);
    is_group.then_some(EntityType::Norp)
}

/// ***A source** said so*, *according to **a poll***: what has no type elsewhere is somebody or a text where it
/// says something.
fn source_type(
    syntax: &Syntax,
    token: u32,
    lexicon: &Lexicon,
    is_plural: bool,
) -> Option<EntityType> {
    let source = match syntax.lemma(token) {
        "source" | "person" => person(is_plural),
        "poll" | "figure" | "statistic" | "document" | "statement" | "letter" | "record"
        | "estimate" | "filing" | "index" => EntityType::WorkOfArt,
        _ => return None,
    };
    let is_subject = syntax.relation(token) == Dep::Subject;
    let says = syntax
        .head(token)
        .is_some_and(|verb| is_subject && lexicon.reporting(syntax.lemma(verb)).is_some());
    let is_according = syntax
        .dependent(token, Dep::Case)
        .is_some_and(|case| syntax.form(case).eq_ignore_ascii_case("according"));
    (says || is_according).then_some(source)
}

fn of_what(syntax: &Syntax, token: u32) -> Option<u32> {
    let mut below = syntax.dependents(token).iter().copied();
    below.find(|&word| {
        syntax.relation(word) == Dep::NominalModifier && phrase::preposition(syntax, word) == "of"
    })
}

fn is_of_common(syntax: &Syntax, token: u32) -> bool {
    of_what(syntax, token).is_some_and(|word| syntax.upos(word) == Upos::Noun)
}

fn is_of_things(syntax: &Syntax, token: u32, lexicon: &Lexicon) -> bool {
    of_what(syntax, token).is_some_and(|word| {
        let lemma = syntax.lemma(word).to_lowercase();
        let are_people = lexicon.is_person_noun(&lemma)
            || lexicon.is_member_noun(&lemma)
            || lexicon.is_group_noun(&lemma)
            || matches!(&*lemma, "people" | "man" | "woman");
        syntax.upos(word) == Upos::Noun && !are_people
    })
}

fn person(is_plural: bool) -> EntityType {
    if is_plural {
        EntityType::Norp
    } else {
        EntityType::Person
    }
}

pub(super) fn place(kind: PlaceKind) -> EntityType {
    match kind {
        PlaceKind::Political => EntityType::Gpe,
        PlaceKind::Natural => EntityType::Loc,
        PlaceKind::Facility => EntityType::Fac,
    }
}

/// Whether a determiner, a possessor or an adjective of a country picks it out.
fn is_definite(syntax: &Syntax, token: u32) -> bool {
    syntax.dependents(token).iter().any(|&word| {
        word < token
            && match syntax.relation(word) {
                Dep::PossessiveModifier => true,
                Dep::Determiner => !matches!(
                    syntax.form(word),
                    "any" | "no" | "Any" | "No" | "every" | "each"
                ),
                Dep::AdjectivalModifier => syntax.form(word).starts_with(char::is_uppercase),
                _ => false,
            }
    })
}

/// The head with the nouns before it: *phone call*.
fn core_of(syntax: &Syntax, head: u32) -> TokenSpan {
    let mut start = head;
    for &word in syntax.dependents(head).iter().rev() {
        let is_joined = word + 1 == start
            && matches!(
                syntax.relation(word),
                Dep::Compound | Dep::AdjectivalModifier
            );
        if is_joined && syntax.dependents(word).is_empty() {
            start = word;
        } else if word < start {
            break;
        }
    }
    TokenSpan::new(start, head + 1)
}
