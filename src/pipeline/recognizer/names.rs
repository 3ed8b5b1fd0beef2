//! Names: as the model saw them, their types set right by what is known, and known names it missed.

use super::{mention, phrase};
use crate::document::{
    DependencyRelation as Dep, EntityType, Mention, MentionKind, Name, Syntax, Upos,
};
use crate::lexicon::{Lexicon, MetonymKind, PlaceKind};
use crate::span::TokenSpan;

/// Finds names, in text order, none overlapping.
pub(super) fn find(syntax: &Syntax, lexicon: &Lexicon) -> Vec<Mention> {
    let mut names: Vec<Name> = syntax.names().to_vec();
    for name in &mut names {
        name.tokens = trimmed(syntax, lexicon, name.tokens);
    }
    names.retain(|name| !name.tokens.is_empty());
    names.extend(missed(syntax, lexicon, &names));
    names.sort_by_key(|name| name.tokens);
    let mut names = joined(syntax, lexicon, names);
    names.retain(|name| !is_demonym(syntax, lexicon, *name));
    settle_by_majority(syntax, lexicon, &mut names);
    names
        .into_iter()
        .map(|name| name_mention(syntax, name))
        .collect()
}

/// Without determiners, titles and marks at the edges: *the Kremlin*, *President Putin*.
fn trimmed(syntax: &Syntax, lexicon: &Lexicon, tokens: TokenSpan) -> TokenSpan {
    let (mut start, mut end) = (tokens.start(), tokens.end());
    let is_edge = |token: u32| {
        matches!(syntax.upos(token), Upos::Punct | Upos::Adp | Upos::Cconj)
            || matches!(
                syntax.form(token),
                "'s" | "’s" | "'" | "’" | "the" | "a" | "an"
            )
    };
    while start < end && (is_edge(start) || syntax.form(start) == "The") {
        start += 1;
    }
    while start < end && is_edge(end - 1) {
        end -= 1;
    }
    while start + 1 < end && lexicon.is_title(&syntax.form(start).to_lowercase()) {
        let is_person = syntax.upos(start + 1) == Upos::Propn;
        if !is_person || lexicon.organization_head(&last_word(syntax, end)).is_some() {
            break;
        }
        start += 1;
    }
    TokenSpan::new(start, end)
}

fn last_word(syntax: &Syntax, end: u32) -> String {
    syntax.lemma(end - 1).to_lowercase()
}

/// Known countries, seats of government, organisations and places that the model passed over.
fn missed(syntax: &Syntax, lexicon: &Lexicon, names: &[Name]) -> Vec<Name> {
    let mut covered = vec![false; syntax.tokens().len()];
    for name in names {
        name.tokens
            .indexes()
            .for_each(|token| covered[token as usize] = true);
    }
    let mut found = Vec::new();
    for sentence in syntax.sentences() {
        let mut start = sentence.tokens.start();
        while start < sentence.tokens.end() {
            let longest = (start + 4).min(sentence.tokens.end());
            let ends = (start + 1..=longest).rev();
            let hit = ends
                .map(|end| TokenSpan::new(start, end))
                .find_map(|tokens| {
                    let is_free = !tokens.indexes().any(|token| covered[token as usize]);
                    let entity_type = is_free
                        .then(|| known_type(syntax, lexicon, tokens))
                        .flatten()?;
                    Some(Name {
                        tokens,
                        entity_type,
                    })
                });
            start = hit.map_or(start + 1, |name| name.tokens.end());
            found.extend(hit);
        }
    }
    found
}

/// The type of a stretch of words that is a known name by itself.
fn known_type(syntax: &Syntax, lexicon: &Lexicon, tokens: TokenSpan) -> Option<EntityType> {
    let first = tokens.start();
    let is_named = syntax.form(first).starts_with(char::is_uppercase)
        && tokens
            .indexes()
            .all(|token| syntax.upos(token) != Upos::Punct)
        && tokens
            .indexes()
            .any(|token| syntax.upos(token) == Upos::Propn);
    if !is_named {
        return None;
    }
    let text = syntax.text_of(tokens);
    gazetteer_type(lexicon, text).or_else(|| {
        // City names are often family names; a preposition before them tells.
        let is_after_in = first > 0 && matches!(syntax.form(first - 1), "in" | "at" | "near");
        (is_after_in && lexicon.city(text).is_some()).then_some(EntityType::Gpe)
    })
}

/// The type of a name that leaves no doubt.
fn gazetteer_type(lexicon: &Lexicon, text: &str) -> Option<EntityType> {
    let bare = text
        .strip_suffix('.')
        .filter(|bare| !bare.contains('.'))
        .unwrap_or(text);
    if lexicon.country_name(bare).is_some() || lexicon.country_code(text).is_some() {
        return Some(EntityType::Gpe);
    }
    if let Some(metonym) = lexicon.metonym(bare) {
        return Some(match metonym.kind {
            MetonymKind::Seat => EntityType::Org,
            MetonymKind::Capital => EntityType::Gpe,
        });
    }
    if lexicon.organization(bare).is_some() {
        return Some(EntityType::Org);
    }
    match lexicon.place(bare) {
        // Many towns are also family names.
        Some(PlaceKind::Political) | None => None,
        Some(PlaceKind::Facility) => Some(EntityType::Fac),
        Some(PlaceKind::Natural) => Some(EntityType::Loc),
    }
}

/// Names that the model cut into pieces, put together: *Crown Prosecution | Service*.
fn joined(syntax: &Syntax, lexicon: &Lexicon, names: Vec<Name>) -> Vec<Name> {
    let mut joined: Vec<Name> = Vec::new();
    for name in names {
        let name = with_head(syntax, lexicon, name);
        match joined.last_mut() {
            Some(last) if last.tokens.overlaps(name.tokens) => {
                last.tokens = last.tokens.cover(name.tokens);
                last.entity_type = name.entity_type;
            }
            Some(last)
                if last.tokens.end() == name.tokens.start()
                    && last.entity_type == name.entity_type
                    && is_one_phrase(syntax, last.tokens, name.tokens) =>
            {
                last.tokens = last.tokens.cover(name.tokens);
            }
            _ => joined.push(name),
        }
    }
    joined
}

fn is_one_phrase(syntax: &Syntax, left: TokenSpan, right: TokenSpan) -> bool {
    let whole = left.cover(right);
    let (left, right) = (head_of(syntax, left), head_of(syntax, right));
    let above = |token: u32| syntax.head(token);
    let is_flat = |token: u32| matches!(syntax.relation(token), Dep::Flat | Dep::Compound);
    (above(left) == Some(right) && is_flat(left) || above(right) == Some(left) && is_flat(right))
        && whole
            .indexes()
            .all(|token| syntax.upos(token) != Upos::Punct)
}

/// *Trump administration*, *Greater Manchester Police*: a name before the noun that says which
/// kind of body it is belongs to the body's name.
fn with_head(syntax: &Syntax, lexicon: &Lexicon, mut name: Name) -> Name {
    let head = head_of(syntax, name.tokens);
    let Some(noun) = syntax.head(head) else {
        return name;
    };
    let is_next = noun == name.tokens.end()
        && syntax.relation(head) == Dep::Compound
        && matches!(syntax.upos(noun), Upos::Noun | Upos::Propn);
    if !is_next {
        return name;
    }
    let lemma = syntax.lemma(noun).to_lowercase();
    let is_capital = syntax.form(noun).starts_with(char::is_uppercase);
    let is_body = lexicon.organization_head(&lemma).is_some();
    let is_government = matches!(lemma.as_str(), "administration" | "government" | "campaign");
    if is_body && (is_capital || is_government) {
        name.tokens = TokenSpan::new(name.tokens.start(), noun + 1);
        name.entity_type = EntityType::Org;
    }
    name
}

/// *Russian* is an adjective, whatever the model says.
fn is_demonym(syntax: &Syntax, lexicon: &Lexicon, name: Name) -> bool {
    let text = syntax.text_of(name.tokens);
    name.tokens.len() == 1
        && lexicon.country_name(text).is_none()
        && (lexicon.demonym(text).is_some() || lexicon.is_people(text))
}

/// One name has one type in an article: what is known, else what its form says, else what the
/// model said most often.
fn settle_by_majority(syntax: &Syntax, lexicon: &Lexicon, names: &mut [Name]) {
    let votes: Vec<(String, EntityType)> = names
        .iter()
        .map(|name| (syntax.text_of(name.tokens).to_owned(), name.entity_type))
        .collect();
    for name in names.iter_mut() {
        let text = syntax.text_of(name.tokens);
        name.entity_type = gazetteer_type(lexicon, text)
            .or_else(|| type_by_form(syntax, lexicon, *name))
            .unwrap_or_else(|| majority(&votes, text, name.entity_type));
    }
}

fn majority(votes: &[(String, EntityType)], text: &str, own: EntityType) -> EntityType {
    let mut counts = std::collections::BTreeMap::<EntityType, usize>::new();
    for (other, entity_type) in votes {
        // A family name votes with the full name.
        let is_same = other == text
            || *entity_type == EntityType::Person && other.split(' ').next_back() == Some(text);
        if is_same {
            *counts.entry(*entity_type).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|&(entity_type, count)| {
        (count, entity_type == own, std::cmp::Reverse(entity_type))
    });
    most.map_or(own, |(entity_type, _)| entity_type)
}

/// What the words of a name tell: *Inc.*, *University*, *River*, a title before it.
fn type_by_form(syntax: &Syntax, lexicon: &Lexicon, name: Name) -> Option<EntityType> {
    let last = name.tokens.end() - 1;
    let lemma = syntax.lemma(last).to_lowercase();
    if name.tokens.len() > 1 {
        if lexicon.is_company_suffix(syntax.form(last))
            || lexicon.organization_head(&lemma).is_some()
        {
            return Some(EntityType::Org);
        }
        if lexicon.event_kind(&lemma).is_some() {
            return Some(EntityType::Event);
        }
        match lexicon.place_head(&lemma) {
            Some(PlaceKind::Facility) => return Some(EntityType::Fac),
            Some(PlaceKind::Natural) => return Some(EntityType::Loc),
            Some(PlaceKind::Political) => return Some(EntityType::Gpe),
            None => {}
        }
    }
    let first = name.tokens.start();
    let is_titled = first > 0
        && lexicon.is_title(&syntax.form(first - 1).to_lowercase())
        && syntax.sentence_of(first - 1) == syntax.sentence_of(first);
    let is_called = name.tokens.len() > 1 && lexicon.first_name(syntax.form(first)).is_some();
    let may_be_person = matches!(
        name.entity_type,
        EntityType::Person | EntityType::Other | EntityType::Gpe
    );
    (may_be_person && (is_titled && name.entity_type != EntityType::Gpe || is_called))
        .then_some(EntityType::Person)
}

/// The word of a name that the others depend on.
fn head_of(syntax: &Syntax, tokens: TokenSpan) -> u32 {
    let is_outside = |head: u32| !tokens.indexes().contains(&head);
    let mut words = tokens.indexes();
    let head = words.find(|&token| syntax.head(token).is_none_or(is_outside));
    head.unwrap_or(tokens.start())
}

fn name_mention(syntax: &Syntax, name: Name) -> Mention {
    let head = head_of(syntax, name.tokens);
    let start = phrase::start_with_modifiers(syntax, head, name.tokens.start());
    let start = start.min(name.tokens.start());
    let tokens = TokenSpan::new(start, name.tokens.end());
    mention(
        syntax,
        tokens,
        name.tokens,
        head,
        MentionKind::Name,
        name.entity_type,
    )
}
