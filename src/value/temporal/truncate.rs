//! Temporal values cut down to a unit: `date.truncate('month', d)`.

use jiff::civil;

use super::construct::{self, Parts, date_of, time_of, zone_of};
use super::{
    NANOSECONDS, OffsetTime, TemporalError, Zone, ZonedDateTime, date_of_epoch_day,
    day_nanoseconds, epoch_day,
};
use crate::value::{MapValue, Value};

/// What a truncation makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `date.truncate`
    Date,
    /// `localtime.truncate`
    LocalTime,
    /// `time.truncate`
    Time,
    /// `localdatetime.truncate`
    LocalDateTime,
    /// `datetime.truncate`
    DateTime,
}

/// Cuts `value` down to `unit` and then sets the parts in `changes`.
pub fn truncate(
    kind: Kind,
    unit: &str,
    value: &Value,
    changes: &MapValue,
) -> Result<Value, TemporalError> {
    let missing = || TemporalError(format!("`{value}` cannot be truncated to `{unit}` here"));
    let parts = Parts(changes);
    let zone = match parts.zone()? {
        Some(zone) => zone,
        None => zone_of(value).unwrap_or(Zone::UTC),
    };
    match kind {
        Kind::Date => {
            let date =
                truncate_date(unit, date_of(value).ok_or_else(missing)?)?.ok_or_else(missing)?;
            construct::date(parts, Some(date)).map(Value::Date)
        }
        Kind::LocalTime => truncated_time(unit, value, changes).map(Value::LocalTime),
        Kind::Time => {
            let time = truncated_time(unit, value, changes)?;
            let day = date_of(value).unwrap_or(civil::date(1970, 1, 1));
            let offset = ZonedDateTime::from_local(day.to_datetime(time), zone)?.offset();
            Ok(Value::Time(OffsetTime { time, offset }))
        }
        Kind::LocalDateTime => truncated_local(unit, value, changes).map(Value::LocalDateTime),
        Kind::DateTime => {
            let local = truncated_local(unit, value, changes)?;
            Ok(Value::DateTime(
                ZonedDateTime::from_local(local, zone)?.into(),
            ))
        }
    }
}

fn truncated_local(
    unit: &str,
    value: &Value,
    changes: &MapValue,
) -> Result<civil::DateTime, TemporalError> {
    let date = date_of(value)
        .ok_or_else(|| TemporalError(format!("`{value}` has no date to truncate")))?;
    let (date, time) = match truncate_date(unit, date)? {
        Some(date) => (date, civil::Time::midnight()),
        None => (
            date,
            truncate_time(unit, time_of(value).unwrap_or_default())?,
        ),
    };
    let date = construct::date(Parts(changes), Some(date))?;
    Ok(date.to_datetime(with_changes(time, changes)?))
}

fn truncated_time(
    unit: &str,
    value: &Value,
    changes: &MapValue,
) -> Result<civil::Time, TemporalError> {
    let time = time_of(value)
        .ok_or_else(|| TemporalError(format!("`{value}` has no time to truncate")))?;
    with_changes(truncate_time(unit, time)?, changes)
}

/// Sets parts; a part below the second is added to what truncation left of the larger ones.
fn with_changes(time: civil::Time, changes: &MapValue) -> Result<civil::Time, TemporalError> {
    let changed = construct::time(Parts(changes), Some(time))?;
    let has_fraction = ["millisecond", "microsecond", "nanosecond"]
        .iter()
        .any(|key| changes.contains_key(*key));
    if !has_fraction {
        return Ok(changed);
    }
    let kept = i64::from(time.subsec_nanosecond());
    Ok(super::time_of_nanoseconds(day_nanoseconds(changed) + kept))
}

/// The first day of the unit; `None` for a unit smaller than a day.
fn truncate_date(unit: &str, date: civil::Date) -> Result<Option<civil::Date>, TemporalError> {
    let year = date.year();
    let first_of = |size: i16| civil::Date::new(year.div_euclid(size) * size, 1, 1);
    let made = match unit {
        "millennium" => first_of(1000),
        "century" => first_of(100),
        "decade" => first_of(10),
        "year" => first_of(1),
        "weekYear" => {
            let week =
                civil::ISOWeekDate::new(date.iso_week_date().year(), 1, civil::Weekday::Monday);
            week.map(civil::ISOWeekDate::date)
        }
        "quarter" => civil::Date::new(year, (date.month() - 1) / 3 * 3 + 1, 1),
        "month" => civil::Date::new(year, date.month(), 1),
        "week" => {
            let past = i64::from(date.weekday().to_monday_zero_offset());
            return date_of_epoch_day(epoch_day(date) - past).map(Some);
        }
        "day" => Ok(date),
        _ => return Ok(None),
    };
    made.map(Some)
        .map_err(|error| TemporalError(error.to_string()))
}

fn truncate_time(unit: &str, time: civil::Time) -> Result<civil::Time, TemporalError> {
    let size = match unit {
        "day" => return Ok(civil::Time::midnight()),
        "hour" => 3600 * NANOSECONDS,
        "minute" => 60 * NANOSECONDS,
        "second" => NANOSECONDS,
        "millisecond" => 1_000_000,
        "microsecond" => 1_000,
        _ => return Err(TemporalError(format!("`{unit}` is not a unit of time"))),
    };
    let nanoseconds = day_nanoseconds(time);
    Ok(super::time_of_nanoseconds(nanoseconds - nanoseconds % size))
}
