//! Nouns that news use for one another when they speak of one event, and for what it is about.

/// Nouns for the same event; a noun may stand in several rows.
const EVENTS: &[&[&str]] = &[
    &["call", "conversation"],
    &["war", "conflict", "fighting", "hostility", "invasion"],
    &["suspension", "pause", "halt", "freeze", "decision", "move"],
    &["delivery", "shipment", "transfer"],
    &["strike", "airstrike", "attack", "raid"],
    &["strike", "walkout", "stoppage", "action"],
    &["deal", "agreement", "accord", "pact"],
    &["talk", "negotiation", "discussion", "process"],
    &["earthquake", "quake", "tremor"],
    &["election", "vote", "poll"],
    &["offer", "bid", "proposal", "takeover"],
    &["tariff", "duty", "levy", "measure"],
    &["crash", "accident", "collision"],
    &["fire", "blaze"],
    &["ferry", "ship", "vessel", "boat"],
    &["study", "trial", "research"],
    &["law", "bill", "legislation"],
    &["coalition", "alliance"],
    &["decision", "announcement", "ruling", "verdict"],
    &["explosion", "blast"],
    &["signing", "move", "deal", "transfer"],
    &["event", "session", "forum", "conference", "ceremony"],
    &["meeting", "summit", "encounter"],
    &["flood", "flooding"],
    &["acquisition", "purchase", "takeover", "deal"],
    &["merger", "deal", "tie-up"],
    &["protest", "demonstration", "rally"],
    &["resignation", "departure", "exit"],
];

/// Numbers that tell one event of a row from the others.
const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// Wars, of which a country has one at a time.
const WARS: &[&str] = &["war", "conflict", "fighting", "hostility", "invasion"];

/// Goods by other names.
const GOODS: &[&[&str]] = &[
    &["arm", "arms", "weapon", "weapons", "weaponry", "munition"],
    &["wage", "wages", "pay", "salary"],
    &["oil", "crude"],
    &["phone", "telephone"],
];

/// Whether the nouns, lower-case lemmas, are used for one event: *strike* and *raid*; one noun is.
pub(super) fn are_for_one_event(one: &str, other: &str) -> bool {
    one == other || is_row_of_both(EVENTS, one, other)
}

/// The numbers of the rows that a noun stands in: what is the same event has one in common, or the noun.
pub(super) fn event_rows(noun: &str) -> impl Iterator<Item = usize> {
    let rows = EVENTS.iter().enumerate();
    rows.filter(move |(_, row)| row.contains(&noun))
        .map(|(number, _)| number)
}

pub(super) fn is_ordinal(word: &str) -> bool {
    ORDINALS.contains(&word)
}

pub(super) fn is_war(noun: &str) -> bool {
    WARS.contains(&noun)
}

pub(super) fn are_for_one_good(one: &str, other: &str) -> bool {
    one == other || is_row_of_both(GOODS, one, other)
}

fn is_row_of_both(rows: &[&[&str]], one: &str, other: &str) -> bool {
    rows.iter()
        .any(|row| row.contains(&one) && row.contains(&other))
}
