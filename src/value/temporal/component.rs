//! Temporal values taken apart: `d.year`, `t.minute`, `duration.days`.

use jiff::civil;

use super::{Duration, NANOSECONDS, Zone, day_nanoseconds, text};
use crate::value::Value;

/// The part of a temporal value that `key` names; `None` when it has no such part or is not temporal.
pub fn component(value: &Value, key: &str) -> Option<Value> {
    match value {
        Value::Date(date) => date_component(*date, key),
        Value::LocalTime(time) => time_component(*time, key),
        Value::Time(time) => {
            time_component(time.time, key).or_else(|| offset_component(time.offset, key))
        }
        Value::LocalDateTime(local) => {
            date_component(local.date(), key).or_else(|| time_component(local.time(), key))
        }
        Value::DateTime(moment) => date_component(moment.local().date(), key)
            .or_else(|| time_component(moment.local().time(), key))
            .or_else(|| match (key, moment.zone()) {
                ("timezone", Zone::Named(name)) => Some(Value::String(name.clone())),
                ("epochSeconds", _) => whole(moment.instant().div_euclid(i128::from(NANOSECONDS))),
                ("epochMillis", _) => whole(moment.instant().div_euclid(1_000_000)),
                _ => offset_component(moment.offset(), key),
            }),
        Value::Duration(duration) => duration_component(**duration, key),
        _ => None,
    }
}

fn whole(number: i128) -> Option<Value> {
    i64::try_from(number).ok().map(Value::Integer)
}

fn date_component(date: civil::Date, key: &str) -> Option<Value> {
    let month = i64::from(date.month());
    let number = match key {
        "year" => i64::from(date.year()),
        "quarter" => (month - 1) / 3 + 1,
        "month" => month,
        "week" => i64::from(date.iso_week_date().week()),
        "weekYear" => i64::from(date.iso_week_date().year()),
        "day" => i64::from(date.day()),
        "ordinalDay" => i64::from(date.day_of_year()),
        "weekDay" | "dayOfWeek" => i64::from(date.weekday().to_monday_one_offset()),
        "dayOfQuarter" => day_of_quarter(date),
        _ => return None,
    };
    Some(Value::Integer(number))
}

/// 1 on the first day of a quarter.
pub(super) fn day_of_quarter(date: civil::Date) -> i64 {
    let first_month = (date.month() - 1) / 3 * 3 + 1;
    let first = civil::date(date.year(), first_month, 1);
    i64::from(date.day_of_year() - first.day_of_year()) + 1
}

fn time_component(time: civil::Time, key: &str) -> Option<Value> {
    let fraction = i64::from(time.subsec_nanosecond());
    let number = match key {
        "hour" => i64::from(time.hour()),
        "minute" => i64::from(time.minute()),
        "second" => i64::from(time.second()),
        "millisecond" => fraction / 1_000_000,
        "microsecond" => fraction / 1_000,
        "nanosecond" => fraction,
        _ => return None,
    };
    debug_assert!(day_nanoseconds(time) >= 0);
    Some(Value::Integer(number))
}

fn offset_component(offset: i32, key: &str) -> Option<Value> {
    match key {
        "timezone" | "offset" => {
            let mut written = String::new();
            text::write_offset(&mut written, offset).ok()?;
            Some(written.into())
        }
        "offsetMinutes" => Some(Value::Integer(i64::from(offset / 60))),
        "offsetSeconds" => Some(Value::Integer(i64::from(offset))),
        _ => None,
    }
}

fn duration_component(duration: Duration, key: &str) -> Option<Value> {
    let Duration { months, days, .. } = duration;
    let (seconds, nanoseconds) = (duration.seconds(), i64::from(duration.nanoseconds()));
    let number = match key {
        "years" => months / 12,
        "quarters" => months / 3,
        "months" => months,
        "weeks" => days / 7,
        "days" => days,
        "hours" => seconds / 3600,
        "minutes" => seconds / 60,
        "seconds" => seconds,
        "milliseconds" => return whole(duration.time_nanoseconds().div_euclid(1_000_000)),
        "microseconds" => return whole(duration.time_nanoseconds().div_euclid(1_000)),
        "nanoseconds" => return whole(duration.time_nanoseconds()),
        "quartersOfYear" => months % 12 / 3,
        "monthsOfQuarter" => months % 3,
        "monthsOfYear" => months % 12,
        "daysOfWeek" => days % 7,
        "minutesOfHour" => seconds / 60 % 60,
        "secondsOfMinute" => seconds % 60,
        "millisecondsOfSecond" => nanoseconds / 1_000_000,
        "microsecondsOfSecond" => nanoseconds / 1_000,
        "nanosecondsOfSecond" => nanoseconds,
        _ => return None,
    };
    Some(Value::Integer(number))
}
