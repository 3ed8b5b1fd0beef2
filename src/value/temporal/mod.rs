//! Time as a value: dates, times of day, moments and durations.
//!
//! Dates and times of day are those of the `jiff` crate; what openCypher has beyond them stands here: a time of day
//! with an offset, a moment with an offset or a named zone, and a duration of months, days and seconds that are
//! never converted into each other. [`text`] writes them, [`parse`] reads them, [`construct`] makes them from maps,
//! [`component`] takes them apart, [`truncate`] and [`arithmetic`] compute. Source: openCypher CIP2015-08-06.

pub mod arithmetic;
pub mod between;
pub mod component;
pub mod construct;
pub mod parse;
pub mod text;
pub mod truncate;

use std::sync::Arc;

use jiff::civil;
use jiff::tz::{Offset, TimeZone};

/// Nanoseconds in a second.
pub(crate) const NANOSECONDS: i64 = 1_000_000_000;
/// Seconds in a day.
pub(crate) const DAY_SECONDS: i64 = 86_400;

/// Why a temporal value cannot be made: a sentence for the user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TemporalError(pub String);

/// A time of day with an offset from UTC in seconds. Equal only when both are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OffsetTime {
    /// The time of day at that offset.
    pub time: civil::Time,
    /// Seconds east of UTC.
    pub offset: i32,
}

impl OffsetTime {
    /// Nanoseconds of the day in UTC; may be negative or beyond a day.
    pub fn instant(self) -> i64 {
        day_nanoseconds(self.time) - i64::from(self.offset) * NANOSECONDS
    }

    /// Sorts by moment, then by offset.
    pub fn order_key(self) -> (i64, i32) {
        (self.instant(), self.offset)
    }
}

/// Where a moment is told: at an offset, or in a place with its own rules.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Seconds east of UTC.
    Offset(i32),
    /// A name of the IANA time zone database.
    Named(Arc<str>),
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self::Offset(0);
}

/// A moment, with the zone in which it is told.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ZonedDateTime {
    local: civil::DateTime,
    offset: i32,
    zone: Zone,
}

impl ZonedDateTime {
    /// The moment at which clocks in `zone` show `local`; the earlier offset where they show it twice.
    pub fn from_local(local: civil::DateTime, zone: Zone) -> Result<Self, TemporalError> {
        let offset = match &zone {
            Zone::Offset(offset) => *offset,
            Zone::Named(name) => {
                let time_zone = time_zone(name)?;
                let timestamp = time_zone
                    .to_ambiguous_timestamp(local)
                    .compatible()
                    .map_err(|error| TemporalError(error.to_string()))?;
                let info = time_zone.to_offset(timestamp);
                return Ok(Self {
                    local: info.to_datetime(timestamp),
                    offset: info.seconds(),
                    zone,
                });
            }
        };
        Ok(Self {
            local,
            offset,
            zone,
        })
    }

    /// The moment `nanoseconds` after 1970 began in UTC, told in `zone`.
    pub fn from_instant(nanoseconds: i128, zone: Zone) -> Result<Self, TemporalError> {
        let timestamp = jiff::Timestamp::from_nanosecond(nanoseconds)
            .map_err(|error| TemporalError(error.to_string()))?;
        let offset = match &zone {
            Zone::Offset(offset) => {
                Offset::from_seconds(*offset).map_err(|error| TemporalError(error.to_string()))?
            }
            Zone::Named(name) => time_zone(name)?.to_offset(timestamp),
        };
        Ok(Self {
            local: offset.to_datetime(timestamp),
            offset: offset.seconds(),
            zone,
        })
    }

    /// The same moment told in another zone.
    pub fn in_zone(&self, zone: Zone) -> Result<Self, TemporalError> {
        Self::from_instant(self.instant(), zone)
    }

    /// Nanoseconds since 1970 began in UTC.
    pub fn instant(&self) -> i128 {
        local_nanoseconds(self.local) - i128::from(self.offset) * i128::from(NANOSECONDS)
    }

    /// Sorts by moment, then by what clocks show.
    pub fn order_key(&self) -> (i128, i32) {
        (self.instant(), self.offset)
    }

    /// What clocks show there.
    pub fn local(&self) -> civil::DateTime {
        self.local
    }

    /// Seconds east of UTC at that moment.
    pub fn offset(&self) -> i32 {
        self.offset
    }

    /// The zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }
}

fn time_zone(name: &str) -> Result<TimeZone, TemporalError> {
    TimeZone::get(name).map_err(|_| TemporalError(format!("no time zone is called `{name}`")))
}

/// Months, days, and seconds with nanoseconds: three amounts that are never converted into each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Duration {
    /// Months; twelve are a year.
    pub months: i64,
    /// Days; seven are a week.
    pub days: i64,
    seconds: i64,
    nanoseconds: i32,
}

impl Duration {
    /// A duration; nanoseconds beyond a second become seconds.
    pub fn new(months: i64, days: i64, seconds: i64, nanoseconds: i64) -> Self {
        Self {
            months,
            days,
            seconds: seconds + nanoseconds.div_euclid(NANOSECONDS),
            nanoseconds: nanoseconds.rem_euclid(NANOSECONDS) as i32,
        }
    }

    /// Whole seconds, rounded down.
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// What is beyond the whole seconds: 0 to 999,999,999.
    pub fn nanoseconds(self) -> i32 {
        self.nanoseconds
    }

    /// The time part in nanoseconds.
    pub fn time_nanoseconds(self) -> i128 {
        i128::from(self.seconds) * i128::from(NANOSECONDS) + i128::from(self.nanoseconds)
    }

    /// Sorts by length, a month as 30.436875 days (the mean of the Gregorian calendar) and a day as 24 hours.
    pub fn order_key(self) -> (i128, i64, i64) {
        let month_nanoseconds = 2_629_746i128 * i128::from(NANOSECONDS);
        let day_nanoseconds = i128::from(DAY_SECONDS) * i128::from(NANOSECONDS);
        let length = i128::from(self.months) * month_nanoseconds
            + i128::from(self.days) * day_nanoseconds
            + self.time_nanoseconds();
        (length, self.months, self.days)
    }
}

/// Nanoseconds since midnight.
pub(crate) fn day_nanoseconds(time: civil::Time) -> i64 {
    (i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second()))
        * NANOSECONDS
        + i64::from(time.subsec_nanosecond())
}

/// Days since 1970-01-01.
pub(crate) fn epoch_day(date: civil::Date) -> i64 {
    let (year, month, day) = (
        i64::from(date.year()),
        i64::from(date.month()),
        i64::from(date.day()),
    );
    // Days from civil, Howard Hinnant (2013): years begin in March, so that leap days come last.
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The date so many days after 1970-01-01.
pub(crate) fn date_of_epoch_day(day: i64) -> Result<civil::Date, TemporalError> {
    let out_of_range =
        || TemporalError(String::from("the date is outside the years -9999 to 9999"));
    civil::date(1970, 1, 1)
        .checked_add(
            jiff::Span::new()
                .try_days(day)
                .map_err(|_| out_of_range())?,
        )
        .map_err(|_| out_of_range())
}

/// Nanoseconds since 1970 began, as if the local time were UTC.
pub(crate) fn local_nanoseconds(local: civil::DateTime) -> i128 {
    i128::from(epoch_day(local.date())) * i128::from(DAY_SECONDS * NANOSECONDS)
        + i128::from(day_nanoseconds(local.time()))
}

/// The time of day at so many nanoseconds after midnight; whole days are dropped.
pub(crate) fn time_of_nanoseconds(nanoseconds: i64) -> civil::Time {
    let in_day = nanoseconds.rem_euclid(DAY_SECONDS * NANOSECONDS);
    let seconds = in_day / NANOSECONDS;
    civil::Time::new(
        (seconds / 3600) as i8,
        (seconds / 60 % 60) as i8,
        (seconds % 60) as i8,
        (in_day % NANOSECONDS) as i32,
    )
    .expect("a remainder of a day is a time of day")
}

/// The local date and time so many nanoseconds after 1970 began.
pub(crate) fn local_of_nanoseconds(nanoseconds: i128) -> Result<civil::DateTime, TemporalError> {
    let day = i128::from(DAY_SECONDS * NANOSECONDS);
    let days = i64::try_from(nanoseconds.div_euclid(day))
        .map_err(|_| TemporalError(String::from("the moment is out of range")))?;
    Ok(civil::DateTime::from_parts(
        date_of_epoch_day(days)?,
        time_of_nanoseconds(nanoseconds.rem_euclid(day) as i64),
    ))
}
