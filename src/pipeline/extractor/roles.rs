//! Roles, offices and kinship from nouns beside names: *Russian President Vladimir Putin*,
//! *Noor Hadid, a police spokeswoman*, *his wife Anna*.

mod apposition;
mod before_name;
mod calling;
mod members;
mod seat;

use std::collections::BTreeMap;

use super::arguments::Arguments;
use super::clause::role_of as preposition_of;
use super::confidence;
use super::graph::{Draft, View};
use crate::document::{
    Argument, DependencyRelation as Dep, EntityType, MentionId, MentionKind, Modality, Predicate,
    RelationMention, Upos, Xpos,
};
use crate::lexicon::Lexicon;
use crate::span::TokenSpan;
use apposition::apposition;
use before_name::before_name;
use calling::{is_calling, is_people};
use members::member;
use seat::seat;

/// What a noun phrase says somebody is.
pub(super) struct Role {
    /// `be_president_of`
    pub(super) predicate: String,
    /// The head of the phrase for the institution, country or relative.
    pub(super) whom: Option<u32>,
}

/// Reads a phrase with a role noun as its head: *the president of France*, *the firm’s chief
/// executive*, *a Kremlin aide*.
pub(super) fn role_of(arguments: &Arguments, lexicon: &Lexicon, noun: u32) -> Option<Role> {
    let syntax = arguments.syntax;
    let start = role_start(arguments, lexicon, noun)?;
    let last = end_of_office(arguments, lexicon, noun);
    let whom = syntax
        .dependents_by(noun, Dep::NominalModifier)
        .filter(|&word| word > last || word < noun)
        .find(|&word| matches!(&*preposition_of(syntax, word), "of" | "for" | "at" | "to"))
        .or_else(|| syntax.dependent(noun, Dep::PossessiveModifier))
        .or_else(|| named_modifier(arguments, lexicon, noun, start));
    Some(Role {
        predicate: predicate_of(arguments, lexicon, start, last),
        whom,
    })
}

/// The last word of an office that goes on behind its noun: *secretary of **state***; else the noun.
fn end_of_office(arguments: &Arguments, lexicon: &Lexicon, noun: u32) -> u32 {
    let syntax = arguments.syntax;
    let end = syntax.sentence(syntax.sentence_of(noun)).tokens.end();
    if noun + 2 >= end || syntax.form(noun + 1) != "of" {
        return noun;
    }
    let mut lasts = (noun + 2..end.min(noun + 5)).rev();
    lasts
        .find(|&last| lexicon.is_title(&phrase_of(arguments, noun, last)))
        .unwrap_or(noun)
}

/// A noun that means a role, with the words that belong to its name: *chief executive*.
fn role_start(arguments: &Arguments, lexicon: &Lexicon, noun: u32) -> Option<u32> {
    let syntax = arguments.syntax;
    if !matches!(syntax.upos(noun), Upos::Noun | Upos::Propn) {
        return None;
    }
    let first = syntax.sentence(syntax.sentence_of(noun)).tokens.start();
    let longest = (noun.saturating_sub(3).max(first)..noun)
        .find(|&start| lexicon.is_title(&phrase_of(arguments, start, noun)));
    let lemma = syntax.lemma(noun).to_lowercase();
    let is_role =
        lexicon.is_role_noun(&lemma) || lexicon.kinship(&lemma).is_some() || is_member(&lemma);
    longest.or(is_role.then_some(noun))
}

/// Nouns for those who do something, by their form: *striker*, *inspector*, *cellist*. Only beside
/// a person's name, where nothing else has these endings.
fn is_agentive(lemma: &str) -> bool {
    let endings = [
        "er", "or", "ist", "man", "woman", "ian", "boss", "chief", "head",
    ];
    lemma.len() > 3 && endings.iter().any(|ending| lemma.ends_with(ending))
}

fn is_member(lemma: &str) -> bool {
    matches!(
        lemma,
        "member"
            | "ally"
            | "unit"
            | "subsidiary"
            | "capital"
            | "part"
            | "arm"
            | "supporter"
            | "lobby"
            | "currency"
            | "predecessor"
            | "successor"
    )
}

/// The words from `start` to `noun`, lower case, the last as lemma.
fn phrase_of(arguments: &Arguments, start: u32, noun: u32) -> String {
    let syntax = arguments.syntax;
    let mut words: Vec<String> = (start..noun)
        .map(|word| syntax.form(word).to_lowercase())
        .collect();
    words.push(syntax.lemma(noun).to_lowercase());
    words.join(" ").replace(" - ", "-")
}

/// *former*, *acting* and *deputy* change what is said and stay.
fn predicate_of(arguments: &Arguments, _lexicon: &Lexicon, start: u32, noun: u32) -> String {
    let mut name = phrase_of(arguments, start, noun).replace([' ', '-'], "_");
    if let Some(before) = start.checked_sub(1) {
        let word = arguments.syntax.form(before).to_lowercase();
        if is_qualifier(&word) {
            name = format!("{word}_{name}");
        }
    }
    format!("be_{name}_of")
}

fn is_qualifier(word: &str) -> bool {
    matches!(
        word,
        "former"
            | "acting"
            | "interim"
            | "deputy"
            | "designate"
            | "alleged"
            | "ex"
            | "honorary"
            | "future"
    )
}

/// *Kremlin aide*, *Russian president*: the name before the role.
fn named_modifier(arguments: &Arguments, lexicon: &Lexicon, noun: u32, start: u32) -> Option<u32> {
    let syntax = arguments.syntax;
    let mut before = syntax.dependents(noun).iter().copied();
    before.find(|&word| {
        word < start
            && matches!(
                syntax.relation(word),
                Dep::Compound
                    | Dep::AdjectivalModifier
                    | Dep::DescriptiveModifier
                    | Dep::UnmarkedNominalModifier
            )
            && arguments.mention(word).is_some_and(|id| {
                is_body(arguments, id)
                    && !(is_people(arguments, id) && is_calling(arguments, lexicon, start, noun))
            })
    })
}

/// Whether somebody can have a role in or for it.
fn is_body(arguments: &Arguments, id: MentionId) -> bool {
    let mention = arguments.get(id);
    mention.kind == MentionKind::Demonym
        || matches!(
            arguments.entity_type(id),
            EntityType::Org | EntityType::Gpe | EntityType::Norp | EntityType::Loc
        )
}

/// The roles of a document that stand beside names.
pub(super) fn find(view: &View) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, mention) in view.arguments.mentions.iter().enumerate() {
        let id = MentionId(index as u32);
        let is_person = mention.kind == MentionKind::Name
            && view.arguments.entity_type(id) == EntityType::Person;
        if is_person {
            drafts.extend(before_name(view, id, mention));
        }
    }
    for token in 0..view.arguments.syntax.tokens().len() as u32 {
        if view.arguments.syntax.relation(token) == Dep::Apposition {
            drafts.extend(apposition(view, token));
        } else if let Some(first) = apposed_with(view, token) {
            let shared = apposition(view, first);
            drafts.extend(shared.and_then(|shared| of_another(view, shared, token)));
        }
        drafts.extend(member(view, token));
        drafts.extend(seat(view, token));
    }
    drafts.retain(|draft| !is_same(view, draft));
    let mut known: BTreeMap<_, Vec<_>> = BTreeMap::new();
    drafts.retain(|draft: &Draft| {
        let relation = &draft.relation;
        let said = (
            relation.predicate.lemma.clone(),
            relation.subject.clone(),
            relation.object.clone(),
        );
        let others = known.entry(relation.sentence).or_default();
        let is_new = !others.contains(&said);
        others.push(said);
        is_new
    });
    drafts
}

/// *two councillors, Jean Orr and **Ada Lind***: the name that explains a noun together with this one.
fn apposed_with(view: &View, token: u32) -> Option<u32> {
    let syntax = view.arguments.syntax;
    let first = syntax.head(token)?;
    let noun = syntax.head(first)?;
    let is_joined = syntax.relation(token) == Dep::Conjunct
        && syntax.relation(first) == Dep::Apposition
        && noun < first
        && syntax.tag(noun).xpos == Xpos::Nns;
    let are_persons = || {
        [first, token].into_iter().all(|name| {
            let id = view.arguments.own_name(name);
            id.is_some_and(|id| view.arguments.entity_type(id) == EntityType::Person)
        })
    };
    (is_joined && are_persons()).then_some(first)
}

/// What is said of one name, said of another.
fn of_another(view: &View, mut shared: Draft, name: u32) -> Option<Draft> {
    let id = view.arguments.own_name(name)?;
    shared.relation.subject = Some(Argument::Mention(id));
    Some(shared)
}

/// *world number one Ada Lind*, where both are one: that she is herself says nothing.
fn is_same(view: &View, draft: &Draft) -> bool {
    let (Some(Argument::Mention(subject)), Some(Argument::Mention(object))) =
        (&draft.relation.subject, &draft.relation.object)
    else {
        return false;
    };
    &*draft.relation.predicate.lemma == "be"
        && (subject == object
            || view
                .arguments
                .cluster(*subject)
                .zip(view.arguments.cluster(*object))
                .is_some_and(|(first, second)| std::ptr::eq(first, second)))
}

fn draft(
    view: &View,
    noun: u32,
    tokens: TokenSpan,
    predicate: String,
    subject: MentionId,
    object: Argument,
) -> Draft {
    let syntax = view.arguments.syntax;
    let relation = RelationMention {
        subject: Some(Argument::Mention(subject)),
        predicate: Predicate {
            lemma: predicate.into(),
            phrase: syntax.form(noun).into(),
            span: syntax.tokens()[noun as usize].span,
        },
        object: Some(object),
        arguments: Vec::new(),
        negated: false,
        modality: Modality::Asserted,
        attribution: Vec::new(),
        time: None,
        place: None,
        content_of: None,
        evidence: syntax.bytes_of(tokens),
        sentence: syntax.sentence_of(noun),
        rule: "role beside a name".into(),
        confidence: confidence::ROLE,
        symmetric: false,
        nominal: true,
    };
    Draft {
        clause: None,
        content_of: None,
        relation,
    }
}
