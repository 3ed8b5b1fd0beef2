//! Times made, cut down and measured.

use jiff::civil;

use super::{Entry, Environment, unsuitable};
use crate::query::runtime_error::{Evaluation, RuntimeError};
use crate::value::temporal::between::{self, Unit};
use crate::value::temporal::construct::{self, Parts};
use crate::value::temporal::truncate::{self, Kind};
use crate::value::temporal::{OffsetTime, TemporalError, Zone, ZonedDateTime, parse};
use crate::value::{MapValue, Value};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("date", 0, 1, |a, e| make(Kind::Date, a, e)),
    ("localtime", 0, 1, |a, e| make(Kind::LocalTime, a, e)),
    ("time", 0, 1, |a, e| make(Kind::Time, a, e)),
    ("localdatetime", 0, 1, |a, e| {
        make(Kind::LocalDateTime, a, e)
    }),
    ("datetime", 0, 1, |a, e| make(Kind::DateTime, a, e)),
    ("date.transaction", 0, 1, |a, e| now(Kind::Date, a, e)),
    ("date.statement", 0, 1, |a, e| now(Kind::Date, a, e)),
    ("date.realtime", 0, 1, |a, e| now(Kind::Date, a, e)),
    ("localtime.transaction", 0, 1, |a, e| {
        now(Kind::LocalTime, a, e)
    }),
    ("localtime.statement", 0, 1, |a, e| {
        now(Kind::LocalTime, a, e)
    }),
    ("localtime.realtime", 0, 1, |a, e| {
        now(Kind::LocalTime, a, e)
    }),
    ("time.transaction", 0, 1, |a, e| now(Kind::Time, a, e)),
    ("time.statement", 0, 1, |a, e| now(Kind::Time, a, e)),
    ("time.realtime", 0, 1, |a, e| now(Kind::Time, a, e)),
    ("localdatetime.transaction", 0, 1, |a, e| {
        now(Kind::LocalDateTime, a, e)
    }),
    ("localdatetime.statement", 0, 1, |a, e| {
        now(Kind::LocalDateTime, a, e)
    }),
    ("localdatetime.realtime", 0, 1, |a, e| {
        now(Kind::LocalDateTime, a, e)
    }),
    ("datetime.transaction", 0, 1, |a, e| {
        now(Kind::DateTime, a, e)
    }),
    ("datetime.statement", 0, 1, |a, e| now(Kind::DateTime, a, e)),
    ("datetime.realtime", 0, 1, |a, e| now(Kind::DateTime, a, e)),
    ("datetime.fromepoch", 2, 2, from_epoch),
    ("datetime.fromepochmillis", 1, 1, from_epoch_millis),
    ("date.truncate", 1, 3, |a, e| cut(Kind::Date, a, e)),
    ("localtime.truncate", 1, 3, |a, e| {
        cut(Kind::LocalTime, a, e)
    }),
    ("time.truncate", 1, 3, |a, e| cut(Kind::Time, a, e)),
    ("localdatetime.truncate", 1, 3, |a, e| {
        cut(Kind::LocalDateTime, a, e)
    }),
    ("datetime.truncate", 1, 3, |a, e| cut(Kind::DateTime, a, e)),
    ("duration", 1, 1, duration),
    ("duration.between", 2, 2, |a, _| measure(Unit::All, a)),
    ("duration.inMonths", 2, 2, |a, _| measure(Unit::Months, a)),
    ("duration.inDays", 2, 2, |a, _| measure(Unit::Days, a)),
    ("duration.inSeconds", 2, 2, |a, _| measure(Unit::Seconds, a)),
    ("timestamp", 0, 0, |_, e| {
        Ok(Value::Integer(e.now.as_millisecond()))
    }),
];

fn make(kind: Kind, arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    let Some(argument) = arguments.first() else {
        return now(kind, arguments, environment);
    };
    let made = match argument {
        Value::Null => return Ok(Value::Null),
        Value::String(text) => from_text(kind, text),
        Value::Map(entries) if entries.values().any(Value::is_null) => return Ok(Value::Null),
        Value::Map(entries) => from_map(kind, entries),
        other => from_other(kind, other)?,
    };
    Ok(made?)
}

fn from_text(kind: Kind, text: &str) -> Result<Value, TemporalError> {
    match kind {
        Kind::Date => parse::date(text).map(Value::Date),
        Kind::LocalTime => parse::local_time(text).map(Value::LocalTime),
        Kind::Time => parse::time(text).map(Value::Time),
        Kind::LocalDateTime => parse::local_date_time(text).map(Value::LocalDateTime),
        Kind::DateTime => parse::date_time(text).map(|moment| Value::DateTime(moment.into())),
    }
}

fn from_map(kind: Kind, entries: &MapValue) -> Result<Value, TemporalError> {
    let parts = Parts(entries);
    match kind {
        Kind::Date => construct::date_from_map(parts),
        Kind::LocalTime => construct::local_time_from_map(parts),
        Kind::Time => construct::time_from_map(parts),
        Kind::LocalDateTime => construct::local_date_time_from_map(parts),
        Kind::DateTime => construct::date_time_from_map(parts),
    }
}

/// A date from a moment, a time from a moment, and so on: the same as a map that names the value.
fn from_other(kind: Kind, value: &Value) -> Evaluation<Result<Value, TemporalError>> {
    let has_date = construct::date_of(value).is_some();
    let has_time = construct::time_of(value).is_some();
    let (suits, name) = match kind {
        Kind::Date => (has_date, "date"),
        Kind::LocalTime | Kind::Time => (has_time, "time"),
        Kind::LocalDateTime | Kind::DateTime => (has_date && has_time, "datetime"),
    };
    if !suits {
        return Err(unsuitable(name, value));
    }
    let entries: MapValue = [(name.into(), value.clone())].into();
    Ok(from_map(kind, &entries))
}

fn now(kind: Kind, arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    let zone = match arguments.first() {
        None => Zone::UTC,
        Some(Value::String(text)) => parse::zone(text)?,
        Some(Value::Map(entries)) => Parts(entries).zone()?.unwrap_or(Zone::UTC),
        Some(other) => return Err(unsuitable("timezone", other)),
    };
    let moment = ZonedDateTime::from_instant(environment.now.as_nanosecond(), zone)?;
    let local = moment.local();
    Ok(match kind {
        Kind::Date => Value::Date(local.date()),
        Kind::LocalTime => Value::LocalTime(local.time()),
        Kind::Time => Value::Time(OffsetTime {
            time: local.time(),
            offset: moment.offset(),
        }),
        Kind::LocalDateTime => Value::LocalDateTime(local),
        Kind::DateTime => Value::DateTime(moment.into()),
    })
}

fn integer(value: &Value) -> Evaluation<i128> {
    let number = value
        .as_integer()
        .ok_or_else(|| unsuitable("datetime", value))?;
    Ok(i128::from(number))
}

fn from_epoch(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    if arguments.iter().any(Value::is_null) {
        return Ok(Value::Null);
    }
    let nanoseconds = integer(&arguments[0])? * 1_000_000_000 + integer(&arguments[1])?;
    Ok(Value::DateTime(
        ZonedDateTime::from_instant(nanoseconds, Zone::UTC)?.into(),
    ))
}

fn from_epoch_millis(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    if arguments[0].is_null() {
        return Ok(Value::Null);
    }
    let nanoseconds = integer(&arguments[0])? * 1_000_000;
    Ok(Value::DateTime(
        ZonedDateTime::from_instant(nanoseconds, Zone::UTC)?.into(),
    ))
}

fn cut(kind: Kind, arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    let Value::String(unit) = &arguments[0] else {
        return if arguments[0].is_null() {
            Ok(Value::Null)
        } else {
            Err(unsuitable("truncate", &arguments[0]))
        };
    };
    let value = match arguments.get(1) {
        Some(value) => value.clone(),
        None => now(Kind::DateTime, &[], environment)?,
    };
    if value.is_null() {
        return Ok(Value::Null);
    }
    let value = match kind {
        // A time of day has no date to cut: it stands on the first day of the epoch.
        Kind::DateTime | Kind::LocalDateTime | Kind::Date
            if construct::date_of(&value).is_none() =>
        {
            return Err(unsuitable("truncate", &value));
        }
        Kind::Time | Kind::LocalTime if construct::time_of(&value).is_none() => {
            let date = construct::date_of(&value).ok_or_else(|| unsuitable("truncate", &value))?;
            Value::LocalDateTime(date.to_datetime(civil::Time::midnight()))
        }
        _ => value,
    };
    let none = MapValue::new();
    let changes = arguments.get(2).and_then(Value::as_map).unwrap_or(&none);
    Ok(truncate::truncate(kind, unit, &value, changes)?)
}

fn duration(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Duration(duration) => Ok(Value::Duration(duration.clone())),
        Value::String(text) => Ok(Value::Duration(parse::duration(text)?.into())),
        Value::Map(entries) if entries.values().any(Value::is_null) => Ok(Value::Null),
        Value::Map(entries) => Ok(construct::duration_from_map(entries)?),
        other => Err(unsuitable("duration", other)),
    }
}

fn measure(unit: Unit, arguments: &[Value]) -> Evaluation<Value> {
    if arguments.iter().any(Value::is_null) {
        return Ok(Value::Null);
    }
    between::between(&arguments[0], &arguments[1], unit)
        .map(|duration| Value::Duration(duration.into()))
        .map_err(|error| RuntimeError::wrong_value(error.0))
}
