//! The forms of newswire that are no sentences: datelines, credits of pictures, headlines.

use crate::document::{Token, TokenKind};
use crate::lexicon::Lexicon;

/// Who is credited for pictures and reports.
const AGENCIES: &[&str] = &[
    "AFP",
    "ANI",
    "AP",
    "Bloomberg",
    "DPA",
    "EPA",
    "Getty",
    "IANS",
    "PTI",
    "Photo",
    "Photos",
    "Photograph",
    "REUTERS",
    "Reuters",
    "Shutterstock",
    "Sputnik",
    "TASS",
    "UPI",
    "Xinhua",
    "dpa",
    "photo",
];

/// Words of credits besides agencies.
const CREDITS: &[&str] = &[
    "File",
    "Image",
    "Images",
    "Courtesy",
    "Credit",
    "Representational",
    "Representative",
    "file",
];

/// Months and their short forms, without full stops.
const MONTHS: &[&str] = &[
    "Jan",
    "Feb",
    "Mar",
    "March",
    "Apr",
    "April",
    "May",
    "Jun",
    "June",
    "Jul",
    "July",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
    "January",
    "February",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How many tokens of a paragraph are its dateline: `KYIV, July 3 (Reuters) -`, `LONDON —`.
pub(super) fn dateline(text: &str, tokens: &[Token]) -> Option<usize> {
    let form = |index: usize| tokens.get(index).map_or("", |token| token.span.of(text));
    let is_capital = |form: &str| {
        form.len() > 2
            && form
                .chars()
                .all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '/' | '’' | '\''))
    };
    let end =
        (1..tokens.len().min(14)).find(|&index| matches!(form(index), "-" | "–" | "—" | "--"))?;
    let spaced = tokens[end - 1].span.end() < tokens[end].span.start() || form(end) != "-";
    let all_name = tokens[..end].iter().all(|token| {
        let form = token.span.of(text);
        token.kind != TokenKind::Word
            || form.starts_with(char::is_uppercase)
            || matches!(form, "de" | "al" | "el" | "and")
    });
    let dated = (0..end).any(|index| {
        let form = form(index);
        MONTHS.contains(&form.trim_end_matches('.')) || AGENCIES.contains(&form)
    });
    let has_place = form(0).starts_with(char::is_uppercase);
    let goes_on = end + 3 < tokens.len()
        && form(end + 1).starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '\''));
    // A place in capitals, `SAN FRANCISCO` or `WASHINGTON/MOSCOW`, and what comes behind it.
    let place = (0..end)
        .take_while(|&index| is_capital(form(index)) || form(index) == "/")
        .count();
    let is_shouted = place > 0 && (place == end || matches!(form(place), "," | "("));
    (spaced && all_name && has_place && goes_on && (is_shouted || dated)).then_some(end + 1)
}

/// How many tokens a place and a colon at the very beginning take: `Moscow: In a phone call …`.
pub(super) fn place_and_colon(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Option<usize> {
    let form = |index: usize| tokens.get(index).map_or("", |token| token.span.of(text));
    let colon = (1..4.min(tokens.len())).find(|&index| form(index) == ":")?;
    let place = &text[tokens[0].span.start() as usize..tokens[colon - 1].span.end() as usize];
    let is_place = lexicon.city(place).is_some()
        || lexicon.capital_of(place).is_some()
        || lexicon.country_name(place).is_some();
    let goes_on = colon + 4 < tokens.len()
        && form(colon + 1).starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '\''));
    (is_place && goes_on).then_some(colon + 1)
}

/// Whether the sentence ends with a credit: `… aims: Kremlin (AFP File)`.
pub(super) fn ends_with_credit(text: &str, tokens: &[Token]) -> bool {
    let Some(last) = tokens
        .last()
        .filter(|last| matches!(last.span.of(text), ")" | "]"))
    else {
        return false;
    };
    let inside = tokens
        .iter()
        .rev()
        .skip(1)
        .take(9)
        .map(|token| token.span.of(text));
    let mut words = 0;
    let mut credits = 0;
    for form in inside {
        if matches!(form, "(" | "[") {
            return credits > 0 && credits * 3 >= words && !last.span.is_empty();
        }
        words += usize::from(form.contains(char::is_alphabetic));
        credits += usize::from(AGENCIES.contains(&form) || CREDITS.contains(&form));
    }
    false
}

/// Whether a sentence of running text ends here because a credit does. The tokens are those of its block so far.
pub(super) fn closes_credit(text: &str, tokens: &[Token]) -> bool {
    // `KYIV (Reuters) - …` has its credit at the start, and goes on.
    tokens.len() > 8 && ends_with_credit(text, tokens)
}

/// Whether a paragraph of one sentence is a title: no full stop, and written like one.
pub(super) fn is_headline(text: &str, tokens: &[Token], is_first: bool) -> bool {
    let last = tokens.last().map_or("", |token| token.span.of(text));
    if tokens.len() < 2 || tokens.len() > 25 || last.ends_with(['.', ':', ';', ',', '”', '"', '!'])
    {
        return false;
    }
    let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let raised = words()
        .filter(|token| token.span.of(text).starts_with(char::is_uppercase))
        .count();
    is_first || !last.ends_with('?') || raised * 2 > words().count()
}
