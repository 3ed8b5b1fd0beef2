//! Roles, offices and kinship from nouns beside names: *Russian President Vladimir Putin*,
//! *Noor Hadid, a police spokeswoman*, *his wife Anna*.

mod apposition;
mod calling;
mod members;
mod seat;

use std::collections::BTreeMap;

use super::arguments::Arguments;
use super::clause::role_of as preposition_of;
use super::confidence;
use super::graph::{Draft, View};
use crate::document::{
    Argument, DependencyRelation as Dep, EntityType, Literal, Mention, MentionId, MentionKind,
    Modality, Predicate, RelationMention, Upos, Xpos,
};
use crate::lexicon::Lexicon;
use crate::span::TokenSpan;
use apposition::apposition;
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

/// *Kremlin aide Yuri Ushakov*, *Russian President Vladimir Putin*, *President Putin of Russia*
fn before_name(view: &View, id: MentionId, mention: &Mention) -> Option<Draft> {
    let arguments = view.arguments;
    let syntax = arguments.syntax;
    let sentence = syntax.sentence(mention.sentence).tokens;
    let core_start = mention
        .tokens
        .indexes()
        .find(|&token| syntax.tokens()[token as usize].span.start() >= mention.core.start())?;
    // The title may stand inside the mention's core or before it.
    let before = |word: u32| word.checked_sub(1);
    let noun = title_in(view, mention).or_else(|| before(core_start))?;
    // *chairman **Sir** Alan Whitby*: how he is addressed is no office.
    let noun = if is_address(syntax.form(noun)) {
        before(noun)?
    } else {
        noun
    };
    if noun < sentence.start() {
        return None;
    }
    let lemma = syntax.lemma(noun).to_lowercase();
    let start = role_start(arguments, view.lexicon, noun)
        .or_else(|| (syntax.upos(noun) == Upos::Noun && is_agentive(&lemma)).then_some(noun))?;
    let is_tied = mention.tokens.indexes().contains(&noun)
        || matches!(
            syntax.relation(noun),
            Dep::Compound
                | Dep::DescriptiveModifier
                | Dep::Flat
                | Dep::Apposition
                | Dep::Subject
                | Dep::Object
        )
        || syntax.relation(mention.head) == Dep::Apposition
        || syntax.relation(mention.head) == Dep::Flat;
    if !is_tied {
        return None;
    }
    let predicate = predicate_of(arguments, view.lexicon, start, noun);
    let is_qualified = start
        .checked_sub(1)
        .is_some_and(|before| is_qualifier(&syntax.form(before).to_lowercase()));
    let left = start - u32::from(is_qualified && start > sentence.start());
    let whom = left
        .checked_sub(1)
        .filter(|&before| before >= sentence.start())
        .and_then(|before| body_at(view, before))
        .or_else(|| body_after(view, mention));
    let from = whom
        .as_ref()
        .map_or(start, |(_, place)| (*place).min(start));
    let to = whom.as_ref().map_or(mention.tokens.end(), |(_, place)| {
        (place + 1).max(mention.tokens.end())
    });
    let tokens = TokenSpan::new(from, to);
    match whom {
        // *Danish architect Lise Holm*: Denmark has no such office; it is what she is.
        Some((Argument::Mention(whom), place))
            if is_calling(arguments, view.lexicon, start, noun) && is_people(arguments, whom) =>
        {
            let object = calling::words(arguments, place, noun);
            Some(draft(view, noun, tokens, "be".to_owned(), id, object))
        }
        Some((whom, _)) => Some(draft(view, noun, tokens, predicate, id, whom)),
        None if is_bare_role(view, id, &[&lemma, &phrase_of(arguments, start, noun)]) => {
            // *Deputy Finance Minister Jan Toman* is no minister.
            let noun_text = phrase_of(arguments, left, noun);
            let object = Argument::Literal(Literal {
                text: noun_text.into(),
                span: syntax.bytes_of(TokenSpan::new(left, noun + 1)),
                head: syntax.form(noun).into(),
            });
            Some(draft(view, noun, tokens, "be".to_owned(), id, object))
        }
        None => None,
    }
}

fn is_address(form: &str) -> bool {
    matches!(
        form,
        "Sir"
            | "Dame"
            | "Lord"
            | "Lady"
            | "Mr"
            | "Mr."
            | "Mrs"
            | "Mrs."
            | "Ms"
            | "Ms."
            | "Dr"
            | "Dr."
    )
}

/// A role that nothing else in the article says more fully: *Judge Orr*.
fn is_bare_role(view: &View, id: MentionId, names: &[&str]) -> bool {
    let mut titles = names.iter().filter_map(|name| view.lexicon.title(name));
    let is_office = titles.any(|title| title.kind != crate::lexicon::TitleKind::Honorific);
    let is_only = view
        .arguments
        .cluster(id)
        .is_none_or(|cluster| cluster.mentions.first() == Some(&id));
    is_office && is_only
}

/// The last word of a title within a mention whose core holds it: *President Vladimir Putin*.
fn title_in(view: &View, mention: &Mention) -> Option<u32> {
    let syntax = view.arguments.syntax;
    let last = mention.tokens.indexes().rev().skip(1).find(|&token| {
        let lemma = syntax.lemma(token).to_lowercase();
        view.lexicon.is_title(&lemma) && token + 1 < mention.tokens.end()
    })?;
    (syntax.tokens()[last as usize].span.start() >= mention.core.start()).then_some(last)
}

/// The body that ends at a token: *Russian*, *U.S.*, *the firm ’s*, *his*.
fn body_at(view: &View, token: u32) -> Option<(Argument, u32)> {
    let arguments = view.arguments;
    let syntax = arguments.syntax;
    let is_possessive = matches!(syntax.form(token), "'s" | "’s" | "'" | "’");
    let place = if is_possessive {
        token.checked_sub(1)?
    } else {
        token
    };
    let id = arguments.mention(place).or_else(|| {
        let position = arguments.mentions.iter().position(|mention| {
            mention.tokens.end() == place + 1 && mention.kind != MentionKind::Time
        })?;
        Some(MentionId(position as u32))
    });
    if let Some(id) = id {
        let is_owner = is_possessive || syntax.tag(place).xpos == Xpos::PrpPoss;
        // *Norwich manager Ada Lind*: a name that modifies an office is that of a body, even where it
        // was taken for a person's.
        let is_modifier = arguments.get(id).kind == MentionKind::Name
            && syntax.relation(place) == Dep::Compound
            && syntax
                .head(place)
                .is_some_and(|noun| noun == place + 1 && syntax.upos(noun) == Upos::Noun);
        if is_owner || is_modifier || is_body(arguments, id) {
            return Some((Argument::Mention(id), place));
        }
        return None;
    }
    let is_noun =
        syntax.upos(place) == Upos::Noun && syntax.relation(place) != Dep::AdjectivalModifier;
    (is_possessive || is_noun).then(|| (arguments.phrase(place), place))
}

/// *President Putin **of Russia***
fn body_after(view: &View, mention: &Mention) -> Option<(Argument, u32)> {
    let syntax = view.arguments.syntax;
    let mut below = mention
        .tokens
        .indexes()
        .flat_map(|token| syntax.dependents(token).iter().copied());
    let word = below.find(|&word| {
        word >= mention.tokens.start()
            && syntax.relation(word) == Dep::NominalModifier
            && matches!(&*preposition_of(syntax, word), "of")
    })?;
    let id = view.arguments.mention(word)?;
    is_body(view.arguments, id).then_some((Argument::Mention(id), word))
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
