//! Nouns beside nouns → rows: appositions, titles, possessives, members of a class, places in
//! places. Less sure than what verbs say.

use super::binary;
use super::clause::role_of;
use super::graph::View;
use super::nary::{is_set_off, single_words};
use super::phrase;
use super::proposition::{Row, tokens};
use super::surface::{self, Part};
use crate::document::{DependencyRelation as Dep, Syntax, Upos};

/// What nouns say beside each other: *Rek, **the head of the agency*** is, *the firm**’s** plan* has.
pub(super) fn rows(view: &View, token: u32) -> Vec<Row> {
    let syntax = view.arguments.syntax;
    let Some(head) = syntax.head(token) else {
        return Vec::new();
    };
    let is_noun = |word: u32| matches!(syntax.upos(word), Upos::Noun | Upos::Propn);
    if !is_noun(token) || !is_noun(head) || view.arguments.is_time(token) {
        return Vec::new();
    }
    let is_name = |word: u32| syntax.upos(word) == Upos::Propn;
    let row = |subject: Vec<u32>, relation: &str, object: Vec<u32>| Row {
        subject: tokens(subject),
        relation: vec![Part::Words(relation.into())],
        args: vec![tokens(object)],
        is_part: true,
    };
    match syntax.relation(token) {
        Dep::Apposition => {
            let (name, description) =
                if syntax.upos(token) == Upos::Propn && syntax.upos(head) == Upos::Noun {
                    (token, head)
                } else {
                    (head, token)
                };
            let without = |whole: u32, part: u32| {
                if syntax.head(part) == Some(whole) {
                    words_without(syntax, whole, part)
                } else {
                    single_words(syntax, whole)
                }
            };
            vec![row(
                without(name, description),
                "is",
                without(description, name),
            )]
        }
        Dep::PossessiveModifier => {
            let mut owned = single_words(syntax, head);
            let owner = syntax.subtree(token);
            owned.retain(|word| !owner.contains(word));
            let owner = single_words(syntax, token);
            let owner = owner
                .into_iter()
                .filter(|&word| !matches!(syntax.form(word), "'s" | "’s" | "'" | "’"));
            vec![row(owner.collect(), "has", owned)]
        }
        // *Paris, **France***
        Dep::UnmarkedNominalModifier
            if is_set_off(syntax, token) && is_name(head) && is_name(token) && head < token =>
        {
            vec![row(
                words_without(syntax, head, token),
                "is in",
                single_words(syntax, token),
            )]
        }
        // *Tina Elo **from Blue Reform***
        Dep::NominalModifier
            if is_name(head) && is_name(token) && &*role_of(syntax, token) == "from" =>
        {
            vec![row(
                words_without(syntax, head, token),
                "is from",
                single_words(syntax, token),
            )]
        }
        // *lawmaker **Tina Elo***, with the name hung on the description
        Dep::Flat if is_name(token) && syntax.upos(head) == Upos::Noun => {
            vec![row(
                single_words(syntax, token),
                "is",
                words_without(syntax, head, token),
            )]
        }
        // *networks **such as Fuji TV***
        Dep::NominalModifier | Dep::Conjunct if class_of(view, token).is_some() => {
            let class = class_of(view, token).unwrap_or(head);
            vec![row(
                single_words(syntax, token),
                "is",
                phrase::core_tokens(syntax, class)
                    .into_iter()
                    .filter(|&word| word <= class)
                    .collect(),
            )]
        }
        // *the population **of Tessen***, but not *most of Tessen*
        Dep::NominalModifier if is_owner(view, head, token) => {
            let mut owned = single_words(syntax, head);
            let owner = syntax.subtree(token);
            owned.retain(|word| !owner.contains(word));
            vec![row(
                single_words(syntax, token),
                "has",
                surface::without_loose_marks(syntax, owned),
            )]
        }
        // *Prime Minister Juha Sipila*
        Dep::DescriptiveModifier if token < head && syntax.upos(head) == Upos::Propn => {
            let mut title = single_words(syntax, token);
            let case: Vec<u32> = syntax.dependents_by(token, Dep::Case).collect();
            title.retain(|word| !case.contains(word));
            let mut name = single_words(syntax, head);
            let first = name.iter().position(|&word| word == head).unwrap_or(0);
            name.drain(..first);
            vec![row(name, "is", title)]
        }
        _ => Vec::new(),
    }
}

fn is_owner(view: &View, head: u32, token: u32) -> bool {
    let syntax = view.arguments.syntax;
    &*role_of(syntax, token) == "of"
        && syntax.upos(token) == Upos::Propn
        && syntax.upos(head) == Upos::Noun
        && !view.arguments.is_time(head)
        && !binary::is_partitive(view, head, token)
}

/// A phrase without the part of it that `part` heads.
fn words_without(syntax: &Syntax, whole: u32, part: u32) -> Vec<u32> {
    let mut words = single_words(syntax, whole);
    let part = syntax.subtree(part);
    words.retain(|word| !part.contains(word));
    surface::without_loose_marks(syntax, words)
}

/// What a member of a list is said to be: *networks such as A **and B***.
fn class_of(view: &View, token: u32) -> Option<u32> {
    let syntax = view.arguments.syntax;
    let mut first = token;
    while syntax.relation(first) == Dep::Conjunct {
        first = syntax.head(first)?;
    }
    let is_member = syntax.relation(first) == Dep::NominalModifier
        && matches!(&*role_of(syntax, first), "such_as" | "including" | "like");
    syntax
        .head(first)
        .filter(|&class| is_member && syntax.upos(class) == Upos::Noun)
}
