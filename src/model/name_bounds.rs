//! Where names begin and end, by the conventions of the annotated text.
//!
//! In: the names a model found, and the words. Out: names, some cut or longer: a town and its state are two names
//! (*San Rafael California*), so are two places with *in* between them; a company has its *, Inc.*; a title stands
//! outside (*Aunt Toni*). Companies and titles are marked so almost without exception in UNER's training part.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::NameKind;
use crate::span::TokenSpan;

/// A name: its words and its kind.
pub(super) type Found = (TokenSpan, NameKind);

/// Countries and parts of them that stand behind the names of their towns, in lower case.
static AREAS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let countries = include_str!("../../data/lexicon/country_names.tsv").lines();
    let names = countries.filter_map(|line| line.split('\t').next());
    names.chain(STATES).collect()
});

const STATES: [&str; 58] = [
    "alabama",
    "alaska",
    "alberta",
    "arizona",
    "arkansas",
    "british columbia",
    "california",
    "colorado",
    "connecticut",
    "delaware",
    "england",
    "florida",
    "georgia",
    "hawaii",
    "idaho",
    "illinois",
    "indiana",
    "iowa",
    "kansas",
    "kentucky",
    "louisiana",
    "maine",
    "manitoba",
    "maryland",
    "massachusetts",
    "michigan",
    "minnesota",
    "mississippi",
    "missouri",
    "montana",
    "nebraska",
    "nevada",
    "new hampshire",
    "new jersey",
    "new mexico",
    "new york",
    "north carolina",
    "north dakota",
    "northern ireland",
    "nova scotia",
    "ohio",
    "oklahoma",
    "ontario",
    "oregon",
    "pennsylvania",
    "quebec",
    "scotland",
    "south carolina",
    "south dakota",
    "tennessee",
    "texas",
    "utah",
    "vermont",
    "virginia",
    "wales",
    "west virginia",
    "wisconsin",
    "wyoming",
];

/// The postal abbreviations of the states of the United States.
const POSTAL: [&str; 51] = [
    "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN",
    "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ",
    "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA",
    "WI", "WV", "WY",
];

/// Words that make one name with the area behind them: *South Florida*, *Gulf of Mexico*, *Lake Michigan*.
const OPENERS: [&str; 24] = [
    "cape", "central", "east", "eastern", "el", "fort", "great", "gulf", "la", "lake", "las",
    "los", "lower", "modern", "mount", "new", "north", "northern", "port", "south", "southern",
    "upper", "west", "western",
];

/// The ends of companies' names that stand behind a comma.
const COMPANY_ENDS: [&str; 9] = [
    "Corp.", "Inc", "Inc.", "L.L.C.", "L.P.", "LLC", "LP", "Ltd.", "PLC",
];

/// Titles that a model may take for a part of the name.
const TITLES: [&str; 12] = [
    "aunt",
    "capt.",
    "dr.",
    "gen.",
    "judge",
    "mr.",
    "mrs.",
    "ms.",
    "president",
    "rep.",
    "sen.",
    "uncle",
];

/// Draws the bounds of `found` anew; `form` gives the word of a token, `end` where its sentence ends.
pub(super) fn settle_bounds<'t>(
    found: impl IntoIterator<Item = Found>,
    form: &impl Fn(u32) -> &'t str,
    end: impl Fn(u32) -> u32,
) -> Vec<Found> {
    let mut names: Vec<Found> = Vec::new();
    for (tokens, kind) in found {
        // A company's end that was found as a name of its own is in the company now.
        if names
            .last()
            .is_some_and(|(last, _)| last.end() > tokens.start())
        {
            continue;
        }
        match kind {
            NameKind::Place => {
                let parts = places(tokens, form).into_iter();
                names.extend(parts.map(|part| (part, kind)));
            }
            NameKind::Organization => {
                names.push((with_company_end(tokens, form, end(tokens.start())), kind));
            }
            NameKind::Person => names.push((without_title(tokens, form), kind)),
            NameKind::Event | NameKind::Other => names.push((tokens, kind)),
        }
    }
    names
}

fn places<'t>(tokens: TokenSpan, form: &impl Fn(u32) -> &'t str) -> Vec<TokenSpan> {
    let mut parts = Vec::new();
    let mut start = tokens.start();
    for at in tokens.start() + 1..tokens.end().saturating_sub(1) {
        if form(at) == "in" && at > start {
            parts.push(TokenSpan::new(start, at));
            start = at + 1;
        }
    }
    let last = TokenSpan::new(start, tokens.end());
    match area(last, form) {
        Some(area) => {
            let comma = u32::from(form(area - 1) == "," && area - 1 > start);
            parts.push(TokenSpan::new(start, area - comma));
            parts.push(TokenSpan::new(area, last.end()));
        }
        None => parts.push(last),
    }
    parts
}

/// Where the state or country begins that stands behind a town in `tokens`.
fn area<'t>(tokens: TokenSpan, form: &impl Fn(u32) -> &'t str) -> Option<u32> {
    let lower = |from: u32| {
        let words: Vec<String> = (from..tokens.end())
            .map(|at| form(at).to_lowercase())
            .collect();
        words.join(" ")
    };
    let is_one = AREAS.contains(lower(tokens.start()).as_str())
        || tokens
            .indexes()
            .any(|at| form(at).eq_ignore_ascii_case("of"));
    if is_one {
        return None;
    }
    let is_area = |from: u32| {
        let text = lower(from);
        let is_postal = from + 1 == tokens.end()
            && form(from).starts_with(char::is_uppercase)
            && POSTAL.binary_search(&text.to_uppercase().as_str()).is_ok();
        is_postal || AREAS.contains(text.as_str())
    };
    let behind_first = (tokens.start() + 1..tokens.end())
        .rev()
        .take(3)
        .collect::<Vec<u32>>();
    // The longest area: *West Virginia*, not *Virginia*.
    let from = behind_first.into_iter().rev().find(|&from| is_area(from))?;
    let before = form(from - 1).to_lowercase();
    (!OPENERS.contains(&before.as_str())).then_some(from)
}

fn with_company_end<'t>(tokens: TokenSpan, form: &impl Fn(u32) -> &'t str, end: u32) -> TokenSpan {
    let behind = tokens.end();
    if behind + 1 < end && form(behind) == "," && COMPANY_ENDS.contains(&form(behind + 1)) {
        return TokenSpan::new(tokens.start(), behind + 2);
    }
    tokens
}

fn without_title<'t>(tokens: TokenSpan, form: &impl Fn(u32) -> &'t str) -> TokenSpan {
    let first = form(tokens.start()).to_lowercase();
    if tokens.len() > 1 && TITLES.contains(&first.as_str()) {
        return TokenSpan::new(tokens.start() + 1, tokens.end());
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: (u32, u32), kind: NameKind, expected: &[&str]) {
        let words: Vec<&str> = text.split(' ').collect();
        let found = [(TokenSpan::new(name.0, name.1), kind)];
        let names = settle_bounds(found, &|at| words[at as usize], |_| words.len() as u32);
        let texts: Vec<String> = names
            .iter()
            .map(|(tokens, _)| words[tokens.start() as usize..tokens.end() as usize].join(" "))
            .collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_town_and_its_state_are_two_places() {
        let place = NameKind::Place;
        check("Varna Bulgaria", (0, 2), place, &["Varna", "Bulgaria"]);
        check("Elmira , NY", (0, 3), place, &["Elmira", "NY"]);
        check(
            "elmira west virginia",
            (0, 3),
            place,
            &["elmira", "west virginia"],
        );
        check("South Florida", (0, 2), place, &["South Florida"]);
        check("Gulf of Mexico", (0, 3), place, &["Gulf of Mexico"]);
        check("New Mexico", (0, 2), place, &["New Mexico"]);
        check("Texas", (0, 1), place, &["Texas"]);
    }

    #[test]
    fn a_place_in_a_place_is_two() {
        check(
            "Union Hall in Varna",
            (0, 4),
            NameKind::Place,
            &["Union Hall", "Varna"],
        );
    }

    #[test]
    fn a_company_has_its_end() {
        let kind = NameKind::Organization;
        check(
            "Brightwater , Inc. said",
            (0, 1),
            kind,
            &["Brightwater , Inc."],
        );
        check("Brightwater , it said", (0, 1), kind, &["Brightwater"]);
        check("Brightwater ,", (0, 1), kind, &["Brightwater"]);
    }

    #[test]
    fn a_title_stands_outside() {
        check("Aunt Ada left", (0, 2), NameKind::Person, &["Ada"]);
        check("Judge left", (0, 1), NameKind::Person, &["Judge"]);
    }

    #[test]
    fn abbreviations_are_in_the_order_of_their_bytes() {
        assert!(POSTAL.is_sorted());
    }
}
