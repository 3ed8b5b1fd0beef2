//! What the words of a time expression come to: values as TIMEX3 writes them.

use super::words::Unit;
use crate::date::{Day, TimeBasis, TimeKind, TimeValue};

pub(super) fn unknown() -> TimeValue {
    TimeValue {
        kind: TimeKind::Date,
        value: None,
        basis: TimeBasis::Unknown,
        days: None,
    }
}

pub(super) fn unresolved(value: String) -> TimeValue {
    TimeValue {
        value: Some(value),
        ..unknown()
    }
}

pub(super) fn relative(value: String) -> TimeValue {
    TimeValue {
        value: Some(value),
        basis: TimeBasis::Relative,
        ..unknown()
    }
}

pub(super) fn time_value(value: String) -> TimeValue {
    TimeValue {
        kind: TimeKind::Time,
        value: Some(value),
        basis: TimeBasis::Explicit,
        days: None,
    }
}

pub(super) fn day_value(day: Day, basis: TimeBasis) -> TimeValue {
    TimeValue {
        kind: TimeKind::Date,
        value: Some(day.to_string()),
        basis,
        days: Some((day, day)),
    }
}

pub(super) fn with_part(mut value: TimeValue, part: Option<&str>) -> TimeValue {
    if let (Some(part), Some(text)) = (part, &mut value.value) {
        value.kind = TimeKind::Time;
        text.push('T');
        text.push_str(part);
    }
    value
}

pub(super) fn month_value(year: i16, month: i8, basis: TimeBasis) -> TimeValue {
    TimeValue {
        kind: TimeKind::Date,
        value: Some(format!("{year}-{month:02}")),
        basis,
        days: Day::new(year, month, 1).map(|first| (first, first.end_of_month())),
    }
}

pub(super) fn year_value(year: i16, basis: TimeBasis) -> TimeValue {
    TimeValue {
        kind: TimeKind::Date,
        value: Some(year.to_string()),
        basis,
        days: Day::new(year, 1, 1).zip(Day::new(year, 12, 31)),
    }
}

pub(super) fn duration_value(count: u32, unit: Unit) -> TimeValue {
    TimeValue {
        kind: TimeKind::Duration,
        value: Some(unit.duration(count)),
        basis: TimeBasis::Explicit,
        days: None,
    }
}

/// The day, week, month or year that lies `step` of its kind from `today`.
pub(super) fn period_value(today: Day, unit: Unit, step: i32) -> TimeValue {
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
