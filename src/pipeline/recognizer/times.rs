//! Time expressions: found by their words, typed, and reckoned from the article's date.
//!
//! Values are written as TIMEX3 writes them. The article's own date is never taken for the time
//! of an event: what the words do not tell stays unknown.

mod scan;
mod values;
mod words;

use crate::date::{TimeBasis, TimeKind, TimeValue};
use crate::document::{DependencyRelation, SentenceKind, Syntax, Upos, Xpos};
use crate::span::TokenSpan;
use scan::{Found, Scan, is_year};
use words::{month_number, weekday_number};

/// Words that say when, how long or how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimePhrase {
    /// The words, less a preposition before them.
    pub tokens: TokenSpan,
    /// The word that the others depend on.
    pub head: u32,
    /// What they mean.
    pub value: TimeValue,
}

/// Whether a word names a day of the week.
pub fn is_day_name(word: &str) -> bool {
    weekday_number(&word.to_lowercase()).is_some()
}

/// Whether a word heads a phrase that names a day, a month or a year: *on Tuesday*, *last week*, *in 2011*.
pub fn heads_date(syntax: &Syntax, word: u32) -> bool {
    let form = syntax.form(word).to_lowercase();
    let is_pointing = syntax.dependents(word).iter().any(|&below| {
        matches!(
            &*syntax.form(below).to_lowercase(),
            "last" | "next" | "this" | "earlier"
        )
    });
    let is_unit = matches!(
        &*form,
        "week"
            | "month"
            | "year"
            | "night"
            | "season"
            | "morning"
            | "evening"
            | "spring"
            | "summer"
            | "autumn"
            | "winter"
    );
    let is_month =
        syntax.form(word).starts_with(char::is_uppercase) && month_number(&form).is_some();
    is_day_name(&form)
        || is_month
        || is_year(&form)
        || is_unit && is_pointing
        || matches!(&*form, "yesterday" | "today")
}

/// Finds the time expressions of a document, in text order, none overlapping.
pub fn find(syntax: &Syntax) -> Vec<TimePhrase> {
    let mut phrases = Vec::new();
    let mut last_year = None;
    for sentence in syntax.sentences() {
        let mut at = sentence.tokens.start();
        while at < sentence.tokens.end() {
            let scan = Scan {
                syntax,
                start: at,
                end: sentence.tokens.end(),
                is_future: is_future(syntax, at),
                is_past: is_past(syntax, at),
                year: None,
                is_end: false,
            };
            let Some((end, value)) = whole(&scan, last_year) else {
                at += 1;
                continue;
            };
            last_year = year_of(&value).or(last_year);
            let tokens = TokenSpan::new(at, end);
            let head = head_of(syntax, tokens);
            phrases.push(TimePhrase {
                tokens,
                head,
                value,
            });
            at = end;
        }
    }
    phrases
}

/// A time expression with what goes on from it: *2019 **and 2022*** behind *between*, *May **of that
/// year***.
fn whole(scan: &Scan, last_year: Option<i16>) -> Found {
    if let (Some(end), Some(year)) = (that_year(scan, scan.start), last_year) {
        return Some((end, values::year_value(year, TimeBasis::Relative)));
    }
    let (end, value) = scan.phrase()?;
    if scan.word(end) == "of"
        && let (Some(end), Some(_)) = (that_year(scan, end + 1), last_year)
    {
        let scan = Scan {
            year: last_year,
            ..*scan
        };
        return scan.phrase().map(|(_, value)| (end, value));
    }
    Some(span(scan, end, &value).unwrap_or((end, value)))
}

/// *that year*, *the same year*: where it ends.
fn that_year(scan: &Scan, at: u32) -> Option<u32> {
    let length = match (&*scan.word(at), &*scan.word(at + 1)) {
        ("that", "year") => 2,
        ("the", "same") if scan.word(at + 2) == "year" => 3,
        _ => return None,
    };
    Some(at + length)
}

/// *between **2019 and 2022***, *from **March to May 2024***: from the first day of the one to the
/// last of the other.
fn span(scan: &Scan, end: u32, first: &TimeValue) -> Found {
    let before = scan.syntax.form(scan.start.checked_sub(1)?).to_lowercase();
    let joint = scan.word(end);
    let is_span = matches!(
        (&*before, &*joint),
        ("between", "and") | ("from", "to" | "until" | "till" | "through")
    );
    if !is_span || first.kind != TimeKind::Date {
        return None;
    }
    let last = Scan {
        start: end + 1,
        is_end: true,
        ..*scan
    };
    let (end, last) = last.phrase()?;
    let year = year_of(&last).filter(|_| last.basis == TimeBasis::Explicit);
    let first = match year {
        Some(_) if first.basis == TimeBasis::Relative => {
            Scan { year, ..*scan }.phrase().map(|(_, value)| value)?
        }
        _ => first.clone(),
    };
    let days = first.days.zip(last.days);
    let value = format!("{}/{}", first.value?, last.value?);
    Some((
        end,
        TimeValue {
            kind: TimeKind::Date,
            value: Some(value),
            basis: last.basis,
            days: days.map(|(first, last)| (first.0, last.1)),
        },
    ))
}

/// The year that a value begins with.
fn year_of(value: &TimeValue) -> Option<i16> {
    let is_date = matches!(value.kind, TimeKind::Date | TimeKind::Time);
    let text = value.value.as_deref().filter(|_| is_date)?;
    text.get(..4)?.parse().ok()
}

/// The first word whose head lies outside.
fn head_of(syntax: &Syntax, tokens: TokenSpan) -> u32 {
    let is_outside = |token: &u32| {
        syntax
            .head(*token)
            .is_none_or(|head| !tokens.indexes().contains(&head))
    };
    let mut words = tokens.indexes();
    words.find(is_outside).unwrap_or(tokens.start())
}

/// Whether the verb above looks ahead: *will meet on Thursday*, *plans to meet on Thursday*, *expires
/// in June*.
fn is_future(syntax: &Syntax, token: u32) -> bool {
    let mut current = Some(token);
    while let Some(token) = current {
        if syntax.upos(token) == Upos::Verb {
            return looks_ahead(syntax, token);
        }
        let above = syntax.head(token);
        if let Some(verb) = above
            && matches!(
                syntax.relation(token),
                DependencyRelation::Oblique | DependencyRelation::UnmarkedOblique
            )
            && is_appointed(syntax, verb)
        {
            return true;
        }
        current = above;
    }
    false
}

fn looks_ahead(syntax: &Syntax, verb: u32) -> bool {
    let mut below = syntax.dependents(verb).iter();
    below.any(|&word| match syntax.relation(word) {
        DependencyRelation::Auxiliary => matches!(
            &*syntax.form(word).to_lowercase(),
            "will" | "wo" | "'ll" | "’ll" | "shall" | "would"
        ),
        // *is said **to have left** in May*
        DependencyRelation::Marker => {
            syntax.relation(verb) == DependencyRelation::OpenComplement
                && syntax.form(word) == "to"
                && !is_perfect(syntax, verb)
        }
        _ => false,
    })
}

fn is_perfect(syntax: &Syntax, verb: u32) -> bool {
    let mut auxiliaries = syntax.dependents_by(verb, DependencyRelation::Auxiliary);
    auxiliaries.any(|word| syntax.lemma(word) == "have") && syntax.tag(verb).xpos == Xpos::Vbn
}

/// Whether the verb that a time hangs on tells what is over: *halted it in August*, *had left in May*; not
/// *the vote was planned for May*.
fn is_past(syntax: &Syntax, token: u32) -> bool {
    let mut current = token;
    while syntax.upos(current) != Upos::Verb {
        match syntax.head(current) {
            Some(above) => current = above,
            None => return false,
        }
    }
    let auxiliaries = [
        DependencyRelation::Auxiliary,
        DependencyRelation::PassiveAuxiliary,
    ];
    let has_auxiliary = auxiliaries
        .into_iter()
        .any(|relation| syntax.dependent(current, relation).is_some());
    let is_over = is_perfect(syntax, current) && !looks_ahead(syntax, current)
        || syntax.tag(current).xpos == Xpos::Vbd && !has_auxiliary;
    let is_body = {
        let sentence = syntax.sentence(syntax.sentence_of(current));
        sentence.kind == SentenceKind::Body
    };
    is_over && is_body && !appoints(syntax, current)
}

/// Verbs that set a day for something.
fn appoints(syntax: &Syntax, verb: u32) -> bool {
    matches!(
        syntax.lemma(verb),
        "plan" | "schedule" | "expect" | "set" | "slate" | "postpone" | "delay" | "fix" | "move"
    )
}

/// *his contract **expires** in June*, *the vote **is planned** for May*: a date beside a present is
/// one to come; a headline tells the past in the present.
fn is_appointed(syntax: &Syntax, verb: u32) -> bool {
    let is_present = |word: u32| matches!(syntax.tag(word).xpos, Xpos::Vbz | Xpos::Vbp);
    let is_body = syntax.sentence(syntax.sentence_of(verb)).kind == SentenceKind::Body;
    let auxiliaries = [
        DependencyRelation::Auxiliary,
        DependencyRelation::PassiveAuxiliary,
    ];
    let auxiliary = auxiliaries
        .into_iter()
        .find_map(|relation| syntax.dependent(verb, relation));
    // *reports **results** on April 9*, but *a court reports in April that …*
    let has_object = syntax.dependent(verb, DependencyRelation::Object).is_some();
    let is_said = match syntax.lemma(verb) {
        "say" | "write" | "tell" | "date" => true,
        "report" => !has_object,
        _ => false,
    };
    let appoints = matches!(
        syntax.lemma(verb),
        "plan" | "schedule" | "expect" | "set" | "slate"
    );
    is_body
        && syntax.upos(verb) == Upos::Verb
        && !is_said
        && match auxiliary {
            // *a party **planned** for Saturday*
            None if syntax.tag(verb).xpos == Xpos::Vbn => appoints,
            None => is_present(verb),
            Some(auxiliary) => is_present(auxiliary) && appoints && syntax.lemma(auxiliary) == "be",
        }
}

#[cfg(test)]
mod tests;
