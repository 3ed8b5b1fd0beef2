//! Time expressions: found by their words, typed, and reckoned from the article's date.
//!
//! Values are written as TIMEX3 writes them. The article's own date is never taken for the time
//! of an event: what the words do not tell stays unknown.

mod words;

use crate::date::{Day, TimeBasis, TimeKind, TimeValue};
use crate::document::{DependencyRelation, Syntax};
use crate::span::TokenSpan;
use words::{
    Unit, month_number, number_of, ordinal_of, part_of_day, season, unit_of, weekday_number,
};

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
    for sentence in syntax.sentences() {
        let mut at = sentence.tokens.start();
        while at < sentence.tokens.end() {
            let scan = Scan {
                syntax,
                start: at,
                end: sentence.tokens.end(),
                is_future: is_future(syntax, at),
            };
            let Some((end, value)) = scan.phrase() else {
                at += 1;
                continue;
            };
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

/// Whether the verb above looks ahead: *will meet on Thursday*, *plans to meet on Thursday*.
fn is_future(syntax: &Syntax, token: u32) -> bool {
    let mut current = Some(token);
    while let Some(token) = current {
        if syntax.upos(token) == crate::document::Upos::Verb {
            return syntax
                .dependents(token)
                .iter()
                .any(|&word| match syntax.relation(word) {
                    DependencyRelation::Auxiliary => {
                        matches!(
                            &*syntax.form(word).to_lowercase(),
                            "will" | "wo" | "'ll" | "’ll" | "shall"
                        )
                    }
                    DependencyRelation::Marker => {
                        syntax.relation(token) == DependencyRelation::OpenComplement
                            && syntax.form(word) == "to"
                    }
                    _ => false,
                });
        }
        current = syntax.head(token);
    }
    false
}

/// One attempt to read a time expression from `start` on.
struct Scan<'a> {
    syntax: &'a Syntax,
    start: u32,
    end: u32,
    is_future: bool,
}

type Found = Option<(u32, TimeValue)>;

impl Scan<'_> {
    fn word(&self, at: u32) -> String {
        if at < self.end {
            self.syntax.form(at).to_lowercase()
        } else {
            String::new()
        }
    }

    fn today(&self) -> Option<Day> {
        self.syntax.article().date
    }

    fn phrase(&self) -> Found {
        self.full_date()
            .or_else(|| self.weekday())
            .or_else(|| self.deictic_day())
            .or_else(|| self.deictic_period())
            .or_else(|| self.clock())
            .or_else(|| self.set())
            .or_else(|| self.ordinal_period())
            .or_else(|| self.duration())
            .or_else(|| self.year())
    }

    /// *3 July 2025*, *July 3, 2025*, *July 2025*, *July 3*, *July*
    fn full_date(&self) -> Found {
        let mut at = self.start;
        let is_modified = matches!(&*self.word(at), "early" | "late" | "mid" | "mid-");
        at += u32::from(is_modified);
        let mut day = day_number(&self.word(at));
        if day.is_some() {
            at += 1;
            at += u32::from(self.word(at) == "of");
        }
        let (month, is_certain) = month_number(&self.word(at))?;
        if !self.is_capitalized(at) {
            return None;
        }
        at += 1;
        let is_last = at + 1 >= self.end;
        at += u32::from(self.word(at) == "." && month != 5 && !is_last);
        if day.is_none() {
            day = day_number(&self.word(at)).filter(|_| !is_year(&self.word(at)));
            at += u32::from(day.is_some());
        }
        let comma = u32::from(self.word(at) == "," && is_year(&self.word(at + 1)));
        let year = year_number(&self.word(at + comma));
        if year.is_some() {
            at += comma + 1;
        }
        // *May* and *March* alone are as often words of another kind.
        if day.is_none() && year.is_none() && !is_certain && !self.is_after_preposition() {
            return None;
        }
        Some((at, self.date_value(year, month, day)))
    }

    fn is_capitalized(&self, at: u32) -> bool {
        self.syntax.form(at).starts_with(char::is_uppercase)
    }

    fn is_after_preposition(&self) -> bool {
        let Some(before) = self.start.checked_sub(1) else {
            return false;
        };
        matches!(
            &*self.syntax.form(before).to_lowercase(),
            "in" | "since"
                | "by"
                | "from"
                | "until"
                | "during"
                | "last"
                | "next"
                | "early"
                | "late"
                | "of"
        )
    }

    fn date_value(&self, year: Option<i16>, month: i8, day: Option<i8>) -> TimeValue {
        let basis = if year.is_some() {
            TimeBasis::Explicit
        } else {
            TimeBasis::Relative
        };
        let year = year.or_else(|| self.year_for(month, day));
        let Some(year) = year else {
            let day = day.map_or(String::new(), |day| format!("-{day:02}"));
            return unresolved(format!("XXXX-{month:02}{day}"));
        };
        match day {
            Some(day) => match Day::new(year, month, day) {
                Some(day) => day_value(day, basis),
                None => unknown(),
            },
            None => month_value(year, month, basis),
        }
    }

    /// The year that puts a date without one nearest: behind the article's day, unless the verb
    /// looks ahead.
    fn year_for(&self, month: i8, day: Option<i8>) -> Option<i16> {
        let today = self.today()?;
        let here = Day::new(today.year(), month, day.unwrap_or(1))?;
        let is_same_month = day.is_none() && month == today.month();
        Some(match (here > today && !is_same_month, self.is_future) {
            (true, false) if here > today.plus_days(60) => today.year() - 1,
            (false, true) if here < today && !is_same_month => today.year() + 1,
            _ => today.year(),
        })
    }

    /// *Thursday*, *last Thursday*, *Thursday morning*
    fn weekday(&self) -> Found {
        let mut at = self.start;
        let before = self.word(at);
        let direction = match &*before {
            "last" | "this" | "next" | "past" => Some(before),
            _ => None,
        };
        at += u32::from(direction.is_some());
        let weekday = weekday_number(&self.word(at))?;
        if !self.is_capitalized(at) {
            return None;
        }
        at += 1;
        let part = part_of_day(&self.word(at));
        at += u32::from(part.is_some());
        let Some(today) = self.today() else {
            let part = part.map_or(String::new(), |part| format!("T{part}"));
            return Some((at, unresolved(format!("XXXX-WXX-{weekday}{part}"))));
        };
        let day = self.nearest(today, weekday, direction.as_deref());
        Some((at, with_part(day_value(day, TimeBasis::Relative), part)))
    }

    fn nearest(&self, today: Day, weekday: i8, direction: Option<&str>) -> Day {
        let back = i32::from((today.weekday() - weekday).rem_euclid(7));
        let ahead = (7 - back) % 7;
        match direction {
            Some("last" | "past") => today.plus_days(if back == 0 { -7 } else { -back }),
            Some("next") => today.plus_days(if ahead == 0 { 7 } else { ahead }),
            Some(_) => today.plus_days(i32::from(weekday - today.weekday())),
            None if self.is_future => today.plus_days(ahead),
            None => today.plus_days(-back),
        }
    }

    /// *yesterday*, *tonight*, *tomorrow morning*
    fn deictic_day(&self) -> Found {
        let (offset, part) = match &*self.word(self.start) {
            "today" => (0, None),
            "tonight" => (0, Some("NI")),
            "yesterday" => (-1, None),
            "tomorrow" => (1, None),
            _ => return None,
        };
        let next = part_of_day(&self.word(self.start + 1));
        let end = self.start + 1 + u32::from(next.is_some());
        let Some(today) = self.today() else {
            return Some((end, unknown()));
        };
        let value = day_value(today.plus_days(offset), TimeBasis::Relative);
        Some((end, with_part(value, part.or(next))))
    }

    /// *earlier this week*, *last month*, *next year*, *the past decade*
    fn deictic_period(&self) -> Found {
        let mut at = self.start;
        at += u32::from(matches!(
            &*self.word(at),
            "earlier" | "later" | "early" | "late"
        ));
        let is_article = self.word(at) == "the";
        at += u32::from(is_article);
        let step = match &*self.word(at) {
            "this" | "current" => 0,
            "last" | "previous" | "past" => -1,
            "next" | "coming" => 1,
            _ => return None,
        };
        at += 1;
        if step == 0 && matches!(&*self.word(at), "morning" | "afternoon" | "evening") {
            let part = part_of_day(&self.word(at));
            let value = self.today().map_or_else(unknown, |today| {
                with_part(day_value(today, TimeBasis::Relative), part)
            });
            return Some((at + 1, value));
        }
        if step == -1 && matches!(&*self.word(at), "night" | "evening") {
            let part = part_of_day(&self.word(at));
            let value = self.today().map_or_else(unknown, |today| {
                with_part(day_value(today.plus_days(-1), TimeBasis::Relative), part)
            });
            return Some((at + 1, value));
        }
        // *last season*: which, only its game knows.
        if self.word(at) == "season" {
            return Some((at + 1, unknown()));
        }
        if let Some((count, length)) = self.number(at)
            && let Some(unit) = unit_of(&self.word(at + length))
        {
            return Some((at + length + 1, duration_value(count, unit)));
        }
        if let Some(code) = season(&self.word(at)) {
            let value = self.today().map_or_else(unknown, |today| {
                relative(format!("{}-{code}", today.year() + step as i16))
            });
            return Some((at + 1, value));
        }
        let unit = unit_of(&self.word(at))?;
        if is_article && !matches!(&*self.word(at - 1), "previous" | "current" | "coming") {
            // *the past year* is a length of time.
            return Some((at + 1, duration_value(1, unit)));
        }
        let value = self
            .today()
            .map_or_else(unknown, |today| period_value(today, unit, step));
        Some((at + 1, value))
    }

    /// *10:00 A.M.*, *10 a.m.*, *noon*
    fn clock(&self) -> Found {
        let word = self.word(self.start);
        if matches!(&*word, "noon" | "midnight") {
            let value = if word == "noon" { "T12:00" } else { "T24:00" };
            return Some((self.start + 1, time_value(value.to_owned())));
        }
        let (hour, minute) = clock_of(&word)?;
        let half = self.word(self.start + 1).replace('.', "");
        let is_written_out = word.contains(':');
        let (hour, end) = match &*half {
            "am" => (hour % 12, self.start + 2),
            "pm" => (hour % 12 + 12, self.start + 2),
            _ if is_written_out => (hour, self.start + 1),
            _ => return None,
        };
        Some((end, time_value(format!("T{hour:02}:{minute:02}"))))
    }

    /// *every week*, *each Monday*
    fn set(&self) -> Found {
        if !matches!(&*self.word(self.start), "every" | "each") {
            return None;
        }
        let next = self.word(self.start + 1);
        let value = match (unit_of(&next), weekday_number(&next)) {
            (Some(unit), _) => unit.duration(1),
            (None, Some(weekday)) => format!("XXXX-WXX-{weekday}"),
            (None, None) => return None,
        };
        Some((
            self.start + 2,
            TimeValue {
                kind: TimeKind::Set,
                value: Some(value),
                basis: TimeBasis::Explicit,
                days: None,
            },
        ))
    }

    /// *its fourth year*: how long it has lasted.
    fn ordinal_period(&self) -> Found {
        let is_owned = matches!(
            &*self.word(self.start),
            "its" | "their" | "his" | "her" | "the" | "a"
        );
        let at = self.start + u32::from(is_owned);
        let ordinal = ordinal_of(&self.word(at))?;
        let unit = unit_of(&self.word(at + 1))?;
        if ordinal == 1 && unit == Unit::Hour {
            return None;
        }
        Some((at + 2, duration_value(ordinal, unit)))
    }

    /// *almost an hour*, *two years*, *three weeks ago*, *nearly hour-long*
    fn duration(&self) -> Found {
        let is_about = |word: &str| {
            matches!(
                word,
                "almost" | "nearly" | "about" | "around" | "roughly" | "some" | "over"
            )
        };
        let mut at = self.start;
        at += u32::from(is_about(&self.word(at)));
        if let Some((unit, _)) = hyphenated(&self.word(at)) {
            let count = hyphenated(&self.word(at)).map_or(1, |(_, count)| count);
            return Some((at + 1, duration_value(count, unit)));
        }
        let (count, length) = self.number(at)?;
        at += length;
        at += u32::from(matches!(
            &*self.word(at),
            "more" | "full" | "long" | "straight" | "consecutive"
        ));
        let unit = unit_of(&self.word(at))?;
        at += 1;
        let step = match &*self.word(at) {
            "ago" => -1,
            _ => return Some((at, duration_value(count, unit))),
        };
        let value = self.today().map_or_else(unknown, |today| {
            period_value(today, unit, step * count as i32)
        });
        Some((at + 1, value))
    }

    /// A number in words or digits, and how many words it takes.
    fn number(&self, at: u32) -> Option<(u32, u32)> {
        let first = self.word(at);
        if matches!(&*first, "a" | "an") {
            return Some((1, 1));
        }
        number_of(&first).map(|count| (count, 1))
    }

    /// *2014* behind a preposition, *the 1990s*
    fn year(&self) -> Found {
        let at = self.start + u32::from(self.word(self.start) == "the");
        let word = self.word(at);
        if let Some(decade) = word.strip_suffix("0s").filter(|decade| decade.len() == 3) {
            decade.parse::<u16>().ok()?;
            let value = TimeValue {
                kind: TimeKind::Date,
                value: Some(format!("{decade}X")),
                basis: TimeBasis::Explicit,
                days: None,
            };
            return Some((at + 1, value));
        }
        let is_bracketed = at > 0 && matches!(self.syntax.form(at - 1), "(" | "-" | "–");
        let is_season = at > 0 && season(&self.syntax.form(at - 1).to_lowercase()).is_some();
        let is_bare = at == self.start
            && (self.is_after_preposition() || is_bracketed || is_season || self.is_oblique());
        let year = year_number(&word).filter(|_| is_bare)?;
        // *2,000 people*, *in 1500 homes*: the number counts something.
        if self.syntax.relation(at) == DependencyRelation::NumericModifier
            && self.syntax.head(at).is_some_and(|head| head > at)
        {
            return None;
        }
        Some((at + 1, year_value(year, TimeBasis::Explicit)))
    }

    fn is_oblique(&self) -> bool {
        matches!(
            self.syntax.relation(self.start),
            DependencyRelation::Oblique
                | DependencyRelation::UnmarkedOblique
                | DependencyRelation::UnmarkedNominalModifier
        )
    }
}

fn day_number(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|suffix| word.strip_suffix(suffix))
        .unwrap_or(word);
    digits
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day) && digits.len() <= 2)
}

fn is_year(word: &str) -> bool {
    year_number(word).is_some()
}

fn year_number(word: &str) -> Option<i16> {
    if word.len() != 4 {
        return None;
    }
    word.parse().ok().filter(|year| (1200..2200).contains(year))
}

/// *10:30*, *10*
fn clock_of(word: &str) -> Option<(u8, u8)> {
    let (hour, minute) = word.split_once([':', '.']).unwrap_or((word, "00"));
    let hour = hour.parse().ok().filter(|&hour| hour < 25)?;
    let minute = minute.parse().ok().filter(|&minute| minute < 60)?;
    Some((hour, minute))
}

/// *hour-long*, *three-day*
fn hyphenated(word: &str) -> Option<(Unit, u32)> {
    let (first, second) = word.split_once('-')?;
    if second == "long" {
        return unit_of(first).map(|unit| (unit, 1));
    }
    let second = second.split('-').next()?;
    let unit = unit_of(second).filter(|_| !second.ends_with('s'))?;
    Some((unit, number_of(first)?))
}

fn unknown() -> TimeValue {
    TimeValue {
        kind: TimeKind::Date,
        value: None,
        basis: TimeBasis::Unknown,
        days: None,
    }
}

fn unresolved(value: String) -> TimeValue {
    TimeValue {
        value: Some(value),
        ..unknown()
    }
}

fn relative(value: String) -> TimeValue {
    TimeValue {
        value: Some(value),
        basis: TimeBasis::Relative,
        ..unknown()
    }
}

fn time_value(value: String) -> TimeValue {
    TimeValue {
        kind: TimeKind::Time,
        value: Some(value),
        basis: TimeBasis::Explicit,
        days: None,
    }
}

fn day_value(day: Day, basis: TimeBasis) -> TimeValue {
    TimeValue {
        kind: TimeKind::Date,
        value: Some(day.to_string()),
        basis,
        days: Some((day, day)),
    }
}

fn with_part(mut value: TimeValue, part: Option<&str>) -> TimeValue {
    if let (Some(part), Some(text)) = (part, &mut value.value) {
        value.kind = TimeKind::Time;
        text.push('T');
        text.push_str(part);
    }
    value
}

fn month_value(year: i16, month: i8, basis: TimeBasis) -> TimeValue {
    TimeValue {
        kind: TimeKind::Date,
        value: Some(format!("{year}-{month:02}")),
        basis,
        days: Day::new(year, month, 1).map(|first| (first, first.end_of_month())),
    }
}

fn year_value(year: i16, basis: TimeBasis) -> TimeValue {
    TimeValue {
        kind: TimeKind::Date,
        value: Some(year.to_string()),
        basis,
        days: Day::new(year, 1, 1).zip(Day::new(year, 12, 31)),
    }
}

fn duration_value(count: u32, unit: Unit) -> TimeValue {
    TimeValue {
        kind: TimeKind::Duration,
        value: Some(unit.duration(count)),
        basis: TimeBasis::Explicit,
        days: None,
    }
}

/// The day, week, month or year that lies `step` of its kind from `today`.
fn period_value(today: Day, unit: Unit, step: i32) -> TimeValue {
    match unit {
        Unit::Hour | Unit::Minute | Unit::Second => relative(today.to_string()),
        Unit::Day => day_value(today.plus_days(step), TimeBasis::Relative),
        Unit::Week | Unit::Weekend => {
            let monday = today.plus_days(7 * step - i32::from(today.weekday() - 1));
            let (year, week) = monday.iso_week();
            let is_weekend = unit == Unit::Weekend;
            let suffix = if is_weekend { "-WE" } else { "" };
            let first = if is_weekend {
                monday.plus_days(5)
            } else {
                monday
            };
            TimeValue {
                days: Some((first, monday.plus_days(6))),
                ..relative(format!("{year}-W{week:02}{suffix}"))
            }
        }
        Unit::Month => {
            let day = today.plus_months(step);
            month_value(day.year(), day.month(), TimeBasis::Relative)
        }
        Unit::Quarter => {
            let day = today.plus_months(3 * step);
            relative(format!("{}-Q{}", day.year(), (day.month() - 1) / 3 + 1))
        }
        Unit::Year => year_value(today.year() + step as i16, TimeBasis::Relative),
        Unit::Decade => relative(format!("{}X", (today.year() / 10) + step as i16)),
        Unit::Century => relative(format!("{}XX", (today.year() / 100) + step as i16)),
    }
}

#[cfg(test)]
mod tests;
