//! The time from one temporal value to another: `duration.between`, `.inMonths`, `.inDays`, `.inSeconds`.
//!
//! What one value lacks it takes from the other: the date, the zone; a date without a time is midnight. Two zones
//! are compared in the first one.

use jiff::civil;

use super::arithmetic::add_months;
use super::construct::{date_of, time_of, zone_of};
use super::{
    DAY_SECONDS, Duration, NANOSECONDS, TemporalError, Zone, ZonedDateTime, epoch_day,
    local_nanoseconds,
};
use crate::value::Value;

/// Which parts the answer may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Months, then days, then time.
    All,
    /// Months only.
    Months,
    /// Days only.
    Days,
    /// Time only.
    Seconds,
}

struct Ends {
    from: ZonedDateTime,
    to: ZonedDateTime,
    have_dates: bool,
}

/// The duration from `from` to `to`; negative if `to` is earlier.
pub fn between(from: &Value, to: &Value, unit: Unit) -> Result<Duration, TemporalError> {
    let Ends {
        from,
        to,
        have_dates,
    } = ends(from, to)?;
    let rest = |nanoseconds: i128| {
        let second = i128::from(NANOSECONDS);
        Duration::new(
            0,
            0,
            nanoseconds.div_euclid(second) as i64,
            nanoseconds.rem_euclid(second) as i64,
        )
    };
    let seconds = rest(to.instant() - from.instant());
    let none = Duration::default();
    Ok(match unit {
        Unit::Seconds => seconds,
        Unit::Months | Unit::Days if !have_dates => none,
        Unit::All if !have_dates => seconds,
        Unit::Months => Duration::new(whole_months(from.local(), to.local()), 0, 0, 0),
        Unit::Days => Duration::new(0, whole_days(from.local(), to.local()), 0, 0),
        Unit::All => {
            let months = whole_months(from.local(), to.local());
            let moved = add_months(from.local().date(), months)?.to_datetime(from.local().time());
            let days = whole_days(moved, to.local());
            let date = super::date_of_epoch_day(epoch_day(moved.date()) + days)?;
            let start =
                ZonedDateTime::from_local(date.to_datetime(moved.time()), from.zone().clone())?;
            let time = rest(to.instant() - start.instant());
            Duration::new(months, days, time.seconds(), i64::from(time.nanoseconds()))
        }
    })
}

fn ends(from: &Value, to: &Value) -> Result<Ends, TemporalError> {
    let (from_date, to_date) = (date_of(from), date_of(to));
    let is_time = |value: &Value| date_of(value).is_some() || time_of(value).is_some();
    if !is_time(from) || !is_time(to) {
        return Err(TemporalError(format!(
            "there is no duration from {} to {}",
            from.type_name(),
            to.type_name()
        )));
    }
    let day = from_date.or(to_date).unwrap_or(civil::date(1970, 1, 1));
    let local = |value: &Value, own: Option<civil::Date>, other: Option<civil::Date>| {
        own.or(other)
            .unwrap_or(day)
            .to_datetime(time_of(value).unwrap_or_default())
    };
    let (from_zone, to_zone) = (zone_of(from), zone_of(to));
    let zone = from_zone.clone().or(to_zone.clone()).unwrap_or(Zone::UTC);
    let from = ZonedDateTime::from_local(
        local(from, from_date, to_date),
        from_zone.unwrap_or(zone.clone()),
    )?;
    let to = ZonedDateTime::from_local(
        local(to, to_date, from_date),
        to_zone.unwrap_or(zone.clone()),
    )?;
    Ok(Ends {
        from,
        to: to.in_zone(zone)?,
        have_dates: from_date.is_some() && to_date.is_some(),
    })
}

fn whole_months(from: civil::DateTime, to: civil::DateTime) -> i64 {
    let index = |local: civil::DateTime| i64::from(local.year()) * 12 + i64::from(local.month());
    let months = index(to) - index(from);
    let rest = (to.day(), to.time()).cmp(&(from.day(), from.time()));
    match months {
        1.. if rest.is_lt() => months - 1,
        ..=-1 if rest.is_gt() => months + 1,
        _ => months,
    }
}

fn whole_days(from: civil::DateTime, to: civil::DateTime) -> i64 {
    let nanoseconds = local_nanoseconds(to) - local_nanoseconds(from);
    (nanoseconds / i128::from(DAY_SECONDS * NANOSECONDS)) as i64
}
