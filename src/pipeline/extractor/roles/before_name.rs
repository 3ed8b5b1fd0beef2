//! What stands right before a name: *Kremlin aide Yuri Ushakov*, *Danish architect Lise Holm*.

use super::super::clause::role_of as preposition_of;
use super::super::graph::{Draft, View};
use super::calling::{self, is_calling, is_people};
use super::{draft, is_agentive, is_body, is_qualifier, phrase_of, predicate_of, role_start};
use crate::document::{
    Argument, DependencyRelation as Dep, Literal, Mention, MentionId, MentionKind, Upos, Xpos,
};
use crate::span::TokenSpan;

/// *Kremlin aide Yuri Ushakov*, *Russian President Vladimir Putin*, *President Putin of Russia*
pub(super) fn before_name(view: &View, id: MentionId, mention: &Mention) -> Option<Draft> {
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
