//! The shapes of time expressions, each read by its words from one place on.

use super::values::{
    day_value, duration_value, month_value, period_value, relative, time_value, unknown,
    unresolved, with_part, year_value,
};
use super::words::{
    Unit, month_number, number_of, ordinal_of, part_of_day, season, unit_of, weekday_number,
};
use crate::date::{Day, TimeBasis, TimeKind, TimeValue};
use crate::document::{DependencyRelation, Syntax, Upos};

/// One attempt to read a time expression from `start` on.
pub(super) struct Scan<'a> {
    pub(super) syntax: &'a Syntax,
    pub(super) start: u32,
    pub(super) end: u32,
    /// Whether what happens then is still to come.
    pub(super) is_future: bool,
    /// Whether it is over: *a fire **damaged** it in May*.
    pub(super) is_past: bool,
    /// The year that a date without one is of, where it is known: *between March and **May 2024***.
    pub(super) year: Option<i16>,
    /// Whether it is the second end of a span, so that a bare number is a year: *from 2019 to **2022***.
    pub(super) is_end: bool,
}

pub(super) type Found = Option<(u32, TimeValue)>;

impl Scan<'_> {
    pub(super) fn word(&self, at: u32) -> String {
        if at < self.end {
            self.syntax.form(at).to_lowercase()
        } else {
            String::new()
        }
    }

    fn today(&self) -> Option<Day> {
        self.syntax.article().date
    }

    pub(super) fn phrase(&self) -> Found {
        self.edge()
            .or_else(|| self.full_date())
            .or_else(|| self.weekday())
            .or_else(|| self.deictic_day())
            .or_else(|| self.deictic_period())
            .or_else(|| self.clock())
            .or_else(|| self.set())
            .or_else(|| self.ordinal_period())
            .or_else(|| self.duration())
            .or_else(|| self.year())
    }

    /// *the end of the year*, *the second half of 2026*, *the beginning of July*
    fn edge(&self) -> Found {
        let mut at = self.start + u32::from(self.word(self.start) == "the");
        let ordinal = ordinal_of(&self.word(at)).filter(|&ordinal| ordinal <= 4);
        at += u32::from(ordinal.is_some());
        let part = self.word(at);
        let suffix = match (&*part, ordinal) {
            ("half", Some(ordinal @ 1..=2)) => Some(format!("-H{ordinal}")),
            ("quarter", Some(ordinal)) => Some(format!("-Q{ordinal}")),
            ("end" | "beginning" | "start" | "middle" | "close" | "turn", None) => None,
            _ => return None,
        };
        if self.word(at + 1) != "of" {
            return None;
        }
        let inner = Scan {
            start: at + 2,
            is_end: true,
            ..*self
        };
        let (end, mut value) = inner
            .this_period()
            .or_else(|| inner.full_date())
            .or_else(|| inner.deictic_period())
            .or_else(|| inner.year())?;
        if let Some(suffix) = suffix {
            let year = value.value.filter(|year| year.len() == 4)?;
            value.value = Some(year + &suffix);
            value.days = None;
        }
        Some((end, value))
    }

    /// ***the year***, whose end is spoken of.
    fn this_period(&self) -> Found {
        let is_this = self.word(self.start) == "the";
        let unit = unit_of(&self.word(self.start + 1)).filter(|_| is_this)?;
        let is_calendar = matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade);
        let value = self
            .today()
            .filter(|_| is_calendar)
            .map(|today| period_value(today, unit, 0))?;
        Some((self.start + 2, value))
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
                | "between"
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
        let year = year.or(self.year).or_else(|| self.year_for(month, day));
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
            (true, false) if self.is_past || here > today.plus_days(60) => today.year() - 1,
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
        // *the same night*: which, only the story knows.
        let is_unit = |word: &str| unit_of(word).is_some() || part_of_day(word).is_some();
        if is_article && self.word(at) == "same" && is_unit(&self.word(at + 1)) {
            return Some((at + 2, unknown()));
        }
        let step = match &*self.word(at) {
            "this" | "current" => 0,
            // *The talks **last** two days.*
            "last" if self.syntax.upos(at) == Upos::Verb => return None,
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
        // *last season*: which, only its game knows; *this time*: only the story.
        if self.word(at) == "season" || step == 0 && self.word(at) == "time" {
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
            // *was let back in **the next year***: which, only the story knows; *the past year*, *over the
            // next year* is a length of time.
            let is_bare = self
                .start
                .checked_sub(1)
                .is_none_or(|before| self.syntax.upos(before) != Upos::Adp);
            if is_bare && step == 1 {
                return Some((at + 1, unknown()));
            }
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
            && (self.is_end
                || self.is_after_preposition()
                || is_bracketed
                || is_season
                || self.is_oblique());
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

pub(super) fn is_year(word: &str) -> bool {
    year_number(word).is_some()
}

pub(super) fn year_number(word: &str) -> Option<i16> {
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
