//! What a time expression means: a day, a span of days, how exactly it is known, and from what.
//!
//! Goes in: calendar arithmetic of a date crate, which stays inside. Comes out: values that compare.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A day of the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(Date);

impl Day {
    /// The day with this year, month (1–12) and day of the month (1–31), if there is one.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// The day of the week, Monday 1 to Sunday 7.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// The ISO week: its year and its number.
    pub fn iso_week(self) -> (i16, i8) {
        let week = self.0.iso_week_date();
        (week.year(), week.week())
    }

    /// The day `days` later, or earlier when negative; the calendar's end when beyond it.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// The day `months` later, or earlier when negative; the month's last day when it is shorter.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().months(months)))
    }

    /// The last day of the same month.
    #[must_use]
    pub fn end_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }
}

impl fmt::Display for Day {
    /// ISO 8601: `2025-07-03`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no date: write it as `2025-07-03`")]
pub struct DayError {
    /// What was given.
    pub text: String,
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let is_shaped = text.len() == 10 && text.as_bytes()[4] == b'-';
        let error = || DayError {
            text: text.to_owned(),
        };
        if !is_shaped {
            return Err(error());
        }
        text.parse().map(Self).map_err(|_| error())
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// What kind of time an expression names (TIMEX3 `type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    /// *on Thursday*, *in 2014*
    Date,
    /// *at 10 a.m.*
    Time,
    /// *for an hour*
    Duration,
    /// *every week*
    Set,
}

/// What a resolved time rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeBasis {
    /// The words name it in full: *3 July 2025*.
    Explicit,
    /// Reckoned from the article's date: *on Thursday*.
    Relative,
    /// Not resolved.
    Unknown,
}

/// What a time expression means.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimeValue {
    /// What kind of time it is.
    pub kind: TimeKind,
    /// ISO 8601 as TIMEX3 writes it: `2025-07-03`, `2025-W27`, `2025-07`, `P4Y`, `PT1H`,
    /// `XXXX-WXX-4` for a weekday that could not be resolved; none when nothing is known.
    pub value: Option<String>,
    /// What the value rests on.
    pub basis: TimeBasis,
    /// The first and the last day that it can mean, when it lies in the calendar.
    pub days: Option<(Day, Day)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_and_prints_as_iso() {
        let day: Day = "2025-07-03".parse().unwrap();
        assert_eq!(day.to_string(), "2025-07-03");
        assert_eq!(day.weekday(), 4);
        assert_eq!(day.iso_week(), (2025, 27));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        assert!("3 July".parse::<Day>().is_err());
        assert!("2025-02-30".parse::<Day>().is_err());
    }
}
