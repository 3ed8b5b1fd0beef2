//! What somebody does for a living, with the country he or she is from: *Danish architect Lise Holm*.

use super::super::arguments::Arguments;
use super::phrase_of;
use crate::document::{Argument, Literal, MentionId, MentionKind};
use crate::lexicon::{Lexicon, TitleKind};
use crate::span::TokenSpan;

/// Whether a role is what somebody does for a living or at all, for no country in particular: *architect*,
/// *striker*; not *president*, not *ally*.
pub(super) fn is_calling(arguments: &Arguments, lexicon: &Lexicon, start: u32, noun: u32) -> bool {
    let name = phrase_of(arguments, start, noun);
    let lemma = arguments.syntax.lemma(noun).to_lowercase();
    let is_tie = matches!(
        &*lemma,
        "ally"
            | "counterpart"
            | "rival"
            | "partner"
            | "opponent"
            | "supporter"
            | "champion"
            | "chief"
            | "boss"
            | "head"
            | "director"
            | "successor"
            | "predecessor"
            | "member"
            | "capital"
            | "subsidiary"
            | "arm"
            | "unit"
            | "part"
            | "lobby"
            | "currency"
    );
    let title = [&name, &lemma]
        .into_iter()
        .find_map(|name| lexicon.title(name));
    let is_kin = lexicon.kinship(&lemma).is_some();
    !is_tie && !is_kin && title.is_none_or(|title| title.kind == TitleKind::Role)
}

/// Whether a mention names a country by its people: *Danish*, not *Denmark*.
pub(super) fn is_people(arguments: &Arguments, id: MentionId) -> bool {
    arguments.get(id).kind == MentionKind::Demonym
}

/// The words from one to another as they stand.
pub(super) fn words(arguments: &Arguments, first: u32, last: u32) -> Argument {
    let syntax = arguments.syntax;
    let span = syntax.bytes_of(TokenSpan::new(first, last + 1));
    Argument::Literal(Literal {
        text: span.of(syntax.text()).into(),
        span,
        head: syntax.form(last).into(),
    })
}
