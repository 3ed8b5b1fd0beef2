//! Temporal values made from maps and from each other: `date({year: 2025, month: 8})`, `time(datetime)`.
//!
//! A map may name another value (`date`, `time`, `datetime`) whose parts it then changes. Parts that are not named
//! take those of that value, or else the first of their range; the coarsest part must be there.

use jiff::civil;

use super::component::day_of_quarter;
use super::{
    Duration, NANOSECONDS, OffsetTime, TemporalError, Zone, ZonedDateTime, day_nanoseconds, parse,
    time_of_nanoseconds,
};
use crate::value::{MapValue, Value};

/// The parts of a temporal value that a map gives.
#[derive(Clone, Copy)]
pub struct Parts<'m>(pub &'m MapValue);

impl<'m> Parts<'m> {
    fn integer(self, key: &str) -> Result<Option<i64>, TemporalError> {
        match self.0.get(key) {
            None => Ok(None),
            Some(Value::Integer(number)) => Ok(Some(*number)),
            Some(other) => Err(TemporalError(format!(
                "`{key}` must be an integer, not {}",
                other.type_name()
            ))),
        }
    }

    fn has_any(self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.0.contains_key(*key))
    }

    fn value(self, keys: [&str; 2]) -> Option<&'m Value> {
        keys.iter().find_map(|key| self.0.get(*key))
    }

    /// The zone that the map names.
    pub fn zone(self) -> Result<Option<Zone>, TemporalError> {
        match self.0.get("timezone") {
            None => Ok(None),
            Some(Value::String(text)) => parse::zone(text).map(Some),
            Some(other) => Err(TemporalError(format!(
                "`timezone` must be text, not {}",
                other.type_name()
            ))),
        }
    }
}

fn bounded<T: TryFrom<i64>>(
    name: &str,
    number: i64,
    range: std::ops::RangeInclusive<i64>,
) -> Result<T, TemporalError> {
    let complaint = || {
        TemporalError(format!(
            "`{name}` is {number}, which is not between {} and {}",
            range.start(),
            range.end()
        ))
    };
    if !range.contains(&number) {
        return Err(complaint());
    }
    T::try_from(number).map_err(|_| complaint())
}

/// The calendar date in a value, if it has one.
pub fn date_of(value: &Value) -> Option<civil::Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::LocalDateTime(local) => Some(local.date()),
        Value::DateTime(moment) => Some(moment.local().date()),
        _ => None,
    }
}

/// The time of day in a value, if it has one.
pub fn time_of(value: &Value) -> Option<civil::Time> {
    match value {
        Value::LocalTime(time) => Some(*time),
        Value::Time(time) => Some(time.time),
        Value::LocalDateTime(local) => Some(local.time()),
        Value::DateTime(moment) => Some(moment.local().time()),
        _ => None,
    }
}

/// The zone in a value, if it has one.
pub fn zone_of(value: &Value) -> Option<Zone> {
    match value {
        Value::Time(time) => Some(Zone::Offset(time.offset)),
        Value::DateTime(moment) => Some(moment.zone().clone()),
        _ => None,
    }
}

/// The date that `parts` describe, over `base` if there is one.
pub fn date(parts: Parts<'_>, base: Option<civil::Date>) -> Result<civil::Date, TemporalError> {
    let given = parts.integer("year")?;
    let year = given
        .or(base.map(|base| i64::from(base.year())))
        .ok_or_else(|| TemporalError(String::from("a date needs a `year`")))?;
    if parts.has_any(&["week", "dayOfWeek"]) {
        return week_date(parts, base, given);
    }
    let year: i16 = bounded("year", year, -9999..=9999)?;
    if parts.has_any(&["ordinalDay"]) {
        let day = parts.integer("ordinalDay")?.unwrap_or(1);
        return civil::date(year, 1, 1)
            .with()
            .day_of_year(bounded("ordinalDay", day, 1..=366)?)
            .build()
            .map_err(|error| TemporalError(error.to_string()));
    }
    if parts.has_any(&["quarter", "dayOfQuarter"]) {
        return quarter_date(parts, base, year);
    }
    let month = parts
        .integer("month")?
        .or(base.map(|base| i64::from(base.month())));
    let day = parts
        .integer("day")?
        .or(base.map(|base| i64::from(base.day())));
    let month = bounded("month", month.unwrap_or(1), 1..=12)?;
    let day: i8 = bounded("day", day.unwrap_or(1), 1..=31)?;
    civil::Date::new(year, month, day)
        .map_err(|_| TemporalError(format!("month {month} of {year} has no day {day}")))
}

fn week_date(
    parts: Parts<'_>,
    base: Option<civil::Date>,
    year: Option<i64>,
) -> Result<civil::Date, TemporalError> {
    let base = base.map(civil::Date::iso_week_date);
    let year = year
        .or(base.map(|base| i64::from(base.year())))
        .unwrap_or(0);
    let week = parts
        .integer("week")?
        .or(base.map(|base| i64::from(base.week())));
    let weekday = parts
        .integer("dayOfWeek")?
        .or(base.map(|base| i64::from(base.weekday().to_monday_one_offset())));
    let weekday =
        civil::Weekday::from_monday_one_offset(bounded("dayOfWeek", weekday.unwrap_or(1), 1..=7)?)
            .map_err(|error| TemporalError(error.to_string()))?;
    let year = bounded("year", year, -9999..=9999)?;
    civil::ISOWeekDate::new(year, bounded("week", week.unwrap_or(1), 1..=53)?, weekday)
        .map(civil::ISOWeekDate::date)
        .map_err(|_| TemporalError(format!("{year} has no such week")))
}

fn quarter_date(
    parts: Parts<'_>,
    base: Option<civil::Date>,
    year: i16,
) -> Result<civil::Date, TemporalError> {
    let quarter = parts
        .integer("quarter")?
        .or(base.map(|base| i64::from((base.month() - 1) / 3 + 1)));
    let quarter: i8 = bounded("quarter", quarter.unwrap_or(1), 1..=4)?;
    let day = parts
        .integer("dayOfQuarter")?
        .or(base.map(day_of_quarter))
        .unwrap_or(1);
    let first = civil::date(year, (quarter - 1) * 3 + 1, 1);
    let days: i64 = bounded("dayOfQuarter", day, 1..=92)?;
    super::date_of_epoch_day(super::epoch_day(first) + days - 1)
}

/// The time of day that `parts` describe, over `base` if there is one.
pub fn time(parts: Parts<'_>, base: Option<civil::Time>) -> Result<civil::Time, TemporalError> {
    let hour = parts
        .integer("hour")?
        .or(base.map(|base| i64::from(base.hour())));
    let minute = parts
        .integer("minute")?
        .or(base.map(|base| i64::from(base.minute())));
    let second = parts
        .integer("second")?
        .or(base.map(|base| i64::from(base.second())));
    let fraction = if parts.has_any(&["millisecond", "microsecond", "nanosecond"]) {
        let milliseconds = parts.integer("millisecond")?.unwrap_or(0);
        let microseconds = parts.integer("microsecond")?.unwrap_or(0);
        milliseconds * 1_000_000 + microseconds * 1_000 + parts.integer("nanosecond")?.unwrap_or(0)
    } else {
        base.map_or(0, |base| i64::from(base.subsec_nanosecond()))
    };
    civil::Time::new(
        bounded("hour", hour.unwrap_or(0), 0..=23)?,
        bounded("minute", minute.unwrap_or(0), 0..=59)?,
        bounded("second", second.unwrap_or(0), 0..=59)?,
        bounded("nanosecond", fraction, 0..=999_999_999)?,
    )
    .map_err(|error| TemporalError(error.to_string()))
}

/// `date({…})`, with `date` or `datetime` naming a value to start from.
pub fn date_from_map(parts: Parts<'_>) -> Result<Value, TemporalError> {
    let base = parts.value(["date", "datetime"]).and_then(date_of);
    date(parts, base).map(Value::Date)
}

/// `localtime({…})`
pub fn local_time_from_map(parts: Parts<'_>) -> Result<Value, TemporalError> {
    let base = parts.value(["time", "datetime"]).and_then(time_of);
    require_time(parts, base.is_some())?;
    time(parts, base).map(Value::LocalTime)
}

/// `time({…})`: a named zone stands for the offset it has on the day of the value it starts from.
pub fn time_from_map(parts: Parts<'_>) -> Result<Value, TemporalError> {
    let source = parts.value(["time", "datetime"]);
    let base = source.and_then(time_of);
    require_time(parts, base.is_some())?;
    let made = time(parts, base)?;
    let own = source.and_then(|source| match source {
        Value::DateTime(moment) => Some(moment.offset()),
        Value::Time(time) => Some(time.offset),
        _ => None,
    });
    let Some(zone) = parts.zone()? else {
        return Ok(Value::Time(OffsetTime {
            time: made,
            offset: own.unwrap_or(0),
        }));
    };
    let day = source.and_then(date_of).unwrap_or(civil::date(1970, 1, 1));
    let offset = ZonedDateTime::from_local(day.to_datetime(made), zone)?.offset();
    let time = match own {
        Some(own) => {
            time_of_nanoseconds(day_nanoseconds(made) + i64::from(offset - own) * NANOSECONDS)
        }
        None => made,
    };
    Ok(Value::Time(OffsetTime { time, offset }))
}

fn require_time(parts: Parts<'_>, has_base: bool) -> Result<(), TemporalError> {
    if has_base || parts.has_any(&["hour"]) {
        return Ok(());
    }
    Err(TemporalError(String::from("a time needs an `hour`")))
}

fn local_from_map(parts: Parts<'_>) -> Result<civil::DateTime, TemporalError> {
    let date_base = parts.value(["date", "datetime"]).and_then(date_of);
    let time_base = parts.value(["time", "datetime"]).and_then(time_of);
    Ok(date(parts, date_base)?.to_datetime(time(parts, time_base)?))
}

/// `localdatetime({…})`
pub fn local_date_time_from_map(parts: Parts<'_>) -> Result<Value, TemporalError> {
    local_from_map(parts).map(Value::LocalDateTime)
}

/// `datetime({…})`: told first in the zone of the time it starts from, then in the zone that is named.
pub fn date_time_from_map(parts: Parts<'_>) -> Result<Value, TemporalError> {
    if parts.has_any(&["epochSeconds", "epochMillis"]) {
        return date_time_from_epoch(parts);
    }
    let own = parts.value(["time", "datetime"]).and_then(zone_of);
    let wanted = parts.zone()?;
    let local = local_from_map(parts)?;
    let moment = match (own, wanted) {
        (Some(own), Some(wanted)) => ZonedDateTime::from_local(local, own)?.in_zone(wanted)?,
        (Some(zone), None) | (None, Some(zone)) => ZonedDateTime::from_local(local, zone)?,
        (None, None) => ZonedDateTime::from_local(local, Zone::UTC)?,
    };
    Ok(Value::DateTime(moment.into()))
}

fn date_time_from_epoch(parts: Parts<'_>) -> Result<Value, TemporalError> {
    let seconds = i128::from(parts.integer("epochSeconds")?.unwrap_or(0)) * i128::from(NANOSECONDS);
    let milliseconds = i128::from(parts.integer("epochMillis")?.unwrap_or(0)) * 1_000_000;
    let nanoseconds = i128::from(parts.integer("nanosecond")?.unwrap_or(0));
    let zone = parts.zone()?.unwrap_or(Zone::UTC);
    let moment = ZonedDateTime::from_instant(seconds + milliseconds + nanoseconds, zone)?;
    Ok(Value::DateTime(moment.into()))
}

/// `duration({…})`: fractions of a part go into the next smaller one.
pub fn duration_from_map(entries: &MapValue) -> Result<Value, TemporalError> {
    let mut sum = Amounts::default();
    for (key, value) in entries {
        let (unit, factor) =
            unit(key).ok_or_else(|| TemporalError(format!("a duration has no part `{key}`")))?;
        match value {
            Value::Integer(number) => sum.add_whole(unit, i128::from(*number) * i128::from(factor)),
            Value::Float(number) => sum.add_fraction(unit, number * factor as f64),
            other => {
                return Err(TemporalError(format!(
                    "`{key}` must be a number, not {}",
                    other.type_name()
                )));
            }
        }
    }
    sum.into_duration()
        .map(|duration| Value::Duration(duration.into()))
}

/// The three amounts of a duration; time in nanoseconds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Month,
    Day,
    Nanosecond,
}

fn unit(key: &str) -> Option<(Unit, i64)> {
    Some(match key {
        "years" => (Unit::Month, 12),
        "quarters" => (Unit::Month, 3),
        "months" => (Unit::Month, 1),
        "weeks" => (Unit::Day, 7),
        "days" => (Unit::Day, 1),
        "hours" => (Unit::Nanosecond, 3600 * NANOSECONDS),
        "minutes" => (Unit::Nanosecond, 60 * NANOSECONDS),
        "seconds" => (Unit::Nanosecond, NANOSECONDS),
        "milliseconds" => (Unit::Nanosecond, 1_000_000),
        "microseconds" => (Unit::Nanosecond, 1_000),
        "nanoseconds" => (Unit::Nanosecond, 1),
        _ => return None,
    })
}

/// A duration while it is added up: whole amounts exactly, fractions as floats.
#[derive(Default, Clone, Copy)]
pub(super) struct Amounts {
    months: i128,
    days: i128,
    nanoseconds: i128,
    month_fraction: f64,
    day_fraction: f64,
    nanosecond_fraction: f64,
}

impl Amounts {
    pub(super) fn add_whole(&mut self, unit: Unit, amount: i128) {
        match unit {
            Unit::Month => self.months += amount,
            Unit::Day => self.days += amount,
            Unit::Nanosecond => self.nanoseconds += amount,
        }
    }

    pub(super) fn add_fraction(&mut self, unit: Unit, amount: f64) {
        self.add_whole(unit, amount.trunc() as i128);
        match unit {
            Unit::Month => self.month_fraction += amount.fract(),
            Unit::Day => self.day_fraction += amount.fract(),
            Unit::Nanosecond => self.nanosecond_fraction += amount.fract(),
        }
    }

    pub(super) fn into_duration(mut self) -> Result<Duration, TemporalError> {
        // A month is 30.436875 days here: the mean of the Gregorian calendar.
        let month_fraction = self.month_fraction;
        self.months += month_fraction.trunc() as i128;
        let days = month_fraction.fract() * 30.436_875 + self.day_fraction;
        self.days += days.trunc() as i128;
        let seconds = days.fract() * super::DAY_SECONDS as f64;
        // Rounded to the nanosecond, since the fraction of a day carries the error of its float.
        self.nanoseconds += (seconds * NANOSECONDS as f64).round() as i128
            + self.nanosecond_fraction.trunc() as i128;
        let fits = |number: i128| {
            i64::try_from(number)
                .map_err(|_| TemporalError(String::from("the duration is out of range")))
        };
        let second = i128::from(NANOSECONDS);
        Ok(Duration::new(
            fits(self.months)?,
            fits(self.days)?,
            fits(self.nanoseconds.div_euclid(second))?,
            self.nanoseconds.rem_euclid(second) as i64,
        ))
    }
}
