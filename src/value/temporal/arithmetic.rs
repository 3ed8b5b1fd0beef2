//! Temporal values added to and multiplied: `date + duration`, `duration * 2`.

use jiff::civil;

use super::construct::{Amounts, Unit};
use super::{
    DAY_SECONDS, Duration, NANOSECONDS, OffsetTime, TemporalError, ZonedDateTime,
    date_of_epoch_day, day_nanoseconds, epoch_day, local_nanoseconds, local_of_nanoseconds,
    time_of_nanoseconds,
};
use crate::value::Value;

/// `value + duration`; `None` if `value` is no time.
pub fn add(value: &Value, duration: Duration) -> Option<Result<Value, TemporalError>> {
    Some(match value {
        Value::Date(date) => add_to_date(*date, duration).map(Value::Date),
        Value::LocalTime(time) => Ok(Value::LocalTime(add_to_time(*time, duration))),
        Value::Time(time) => Ok(Value::Time(OffsetTime {
            time: add_to_time(time.time, duration),
            offset: time.offset,
        })),
        Value::LocalDateTime(local) => add_to_local(*local, duration).map(Value::LocalDateTime),
        Value::DateTime(moment) => {
            add_to_moment(moment, duration).map(|moment| Value::DateTime(moment.into()))
        }
        Value::Duration(other) => {
            sum(**other, duration).map(|duration| Value::Duration(duration.into()))
        }
        _ => return None,
    })
}

/// The same amounts backwards.
pub fn negate(duration: Duration) -> Duration {
    Duration::new(
        -duration.months,
        -duration.days,
        -duration.seconds(),
        -i64::from(duration.nanoseconds()),
    )
}

/// Whole days in the time part count for a date, the rest does not.
fn add_to_date(date: civil::Date, duration: Duration) -> Result<civil::Date, TemporalError> {
    let days = (duration.time_nanoseconds() / i128::from(DAY_SECONDS * NANOSECONDS)) as i64;
    add_days(add_months(date, duration.months)?, duration.days + days)
}

/// The same day of another month, or its last day where it has no such day.
pub(super) fn add_months(date: civil::Date, months: i64) -> Result<civil::Date, TemporalError> {
    let out_of_range =
        || TemporalError(String::from("the date is outside the years -9999 to 9999"));
    let total = i64::from(date.year()) * 12 + i64::from(date.month()) - 1;
    let total = total.checked_add(months).ok_or_else(out_of_range)?;
    let year = i16::try_from(total.div_euclid(12)).map_err(|_| out_of_range())?;
    let first =
        civil::Date::new(year, total.rem_euclid(12) as i8 + 1, 1).map_err(|_| out_of_range())?;
    Ok(civil::date(
        year,
        first.month(),
        date.day().min(first.days_in_month()),
    ))
}

fn add_days(date: civil::Date, days: i64) -> Result<civil::Date, TemporalError> {
    date_of_epoch_day(epoch_day(date).saturating_add(days))
}

fn add_to_time(time: civil::Time, duration: Duration) -> civil::Time {
    let day = i128::from(DAY_SECONDS * NANOSECONDS);
    let nanoseconds =
        (i128::from(day_nanoseconds(time)) + duration.time_nanoseconds()).rem_euclid(day);
    time_of_nanoseconds(nanoseconds as i64)
}

fn add_to_local(
    local: civil::DateTime,
    duration: Duration,
) -> Result<civil::DateTime, TemporalError> {
    let date = add_days(add_months(local.date(), duration.months)?, duration.days)?;
    local_of_nanoseconds(
        local_nanoseconds(date.to_datetime(local.time())) + duration.time_nanoseconds(),
    )
}

fn add_to_moment(
    moment: &ZonedDateTime,
    duration: Duration,
) -> Result<ZonedDateTime, TemporalError> {
    let local = moment.local();
    let date = add_days(add_months(local.date(), duration.months)?, duration.days)?;
    let moved = ZonedDateTime::from_local(date.to_datetime(local.time()), moment.zone().clone())?;
    ZonedDateTime::from_instant(
        moved.instant() + duration.time_nanoseconds(),
        moment.zone().clone(),
    )
}

fn sum(left: Duration, right: Duration) -> Result<Duration, TemporalError> {
    let mut amounts = Amounts::default();
    for duration in [left, right] {
        amounts.add_whole(Unit::Month, i128::from(duration.months));
        amounts.add_whole(Unit::Day, i128::from(duration.days));
        amounts.add_whole(Unit::Nanosecond, duration.time_nanoseconds());
    }
    amounts.into_duration()
}

/// `duration * factor`; fractions go into the next smaller part.
pub fn multiply(duration: Duration, factor: f64) -> Result<Duration, TemporalError> {
    let mut amounts = Amounts::default();
    amounts.add_fraction(Unit::Month, duration.months as f64 * factor);
    amounts.add_fraction(Unit::Day, duration.days as f64 * factor);
    amounts.add_fraction(
        Unit::Nanosecond,
        duration.time_nanoseconds() as f64 * factor,
    );
    amounts.into_duration()
}
