//! Temporal values read from text: ISO 8601 in its extended and basic forms.

use std::sync::Arc;

use jiff::civil;

use super::construct::{Amounts, Unit};
use super::{
    Duration, NANOSECONDS, OffsetTime, TemporalError, Zone, ZonedDateTime, date_of_epoch_day,
    epoch_day,
};

fn unreadable(kind: &str, text: &str) -> TemporalError {
    TemporalError(format!("`{text}` is not a {kind}"))
}

/// `2015-07-21`, `20150721`, `2015-07`, `2015-W30-2`, `2015-202`, `2015`
pub fn date(text: &str) -> Result<civil::Date, TemporalError> {
    read_date(text).ok_or_else(|| unreadable("date", text))
}

fn read_date(text: &str) -> Option<civil::Date> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    if !digits.is_ascii() || digits.len() < 4 {
        return None;
    }
    let year = sign * number(digits.get(..4)?)? as i16;
    let rest = &digits[4..];
    let compact: String = rest.chars().filter(|&character| character != '-').collect();
    if rest.contains("--") || rest.ends_with('-') {
        return None;
    }
    if let Some(week) = compact.strip_prefix('W') {
        let weekday = if week.len() == 3 {
            number(&week[2..])? as i8
        } else {
            1
        };
        let weekday = civil::Weekday::from_monday_one_offset(weekday).ok()?;
        return Some(
            civil::ISOWeekDate::new(year, number(week.get(..2)?)? as i8, weekday)
                .ok()?
                .date(),
        );
    }
    if let Some(quarter) = compact.strip_prefix('Q') {
        let first =
            civil::Date::new(year, (number(quarter.get(..1)?)? as i8 - 1) * 3 + 1, 1).ok()?;
        let day = if quarter.len() > 1 {
            number(&quarter[1..])?
        } else {
            1
        };
        return date_of_epoch_day(epoch_day(first) + day - 1).ok();
    }
    match compact.len() {
        0 => civil::Date::new(year, 1, 1).ok(),
        2 => civil::Date::new(year, number(&compact)? as i8, 1).ok(),
        3 => civil::Date::new(year, 1, 1)
            .ok()?
            .with()
            .day_of_year(number(&compact)? as i16)
            .build()
            .ok(),
        4 => civil::Date::new(
            year,
            number(&compact[..2])? as i8,
            number(&compact[2..])? as i8,
        )
        .ok(),
        _ => None,
    }
}

/// A number of digits only.
fn number(digits: &str) -> Option<i64> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// `21:40:32.142`, `214032.142`, `21:40`, `2140`, `21`
pub fn local_time(text: &str) -> Result<civil::Time, TemporalError> {
    read_time(text).ok_or_else(|| unreadable("time of day", text))
}

fn read_time(text: &str) -> Option<civil::Time> {
    let (clock, fraction) = match text.split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, read_fraction(fraction)?),
        None => (text, 0),
    };
    let digits: String = clock
        .chars()
        .filter(|&character| character != ':')
        .collect();
    if !matches!(digits.len(), 2 | 4 | 6) || !digits.is_ascii() {
        return None;
    }
    let pair = |at: usize| digits.get(at..at + 2).map_or(Some(0), number);
    civil::Time::new(
        pair(0)? as i8,
        pair(2)? as i8,
        pair(4)? as i8,
        fraction as i32,
    )
    .ok()
}

/// Nanoseconds from the digits behind the point.
fn read_fraction(digits: &str) -> Option<i64> {
    if digits.len() > 9 {
        return None;
    }
    Some(number(digits)? * 10i64.pow(9 - digits.len() as u32))
}

/// `Z`, `+01:00`, `-0530`, `+01`, `Europe/Stockholm`
pub fn zone(text: &str) -> Result<Zone, TemporalError> {
    if let Some(offset) = read_offset(text) {
        return Ok(Zone::Offset(offset));
    }
    super::time_zone(text)?;
    // Blanks are how some write the names that the database spells with an underscore.
    Ok(Zone::Named(Arc::from(text.replace(' ', "_"))))
}

fn read_offset(text: &str) -> Option<i32> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text[1..]
        .chars()
        .filter(|&character| character != ':')
        .collect();
    if !matches!(digits.len(), 2 | 4 | 6) || !digits.is_ascii() {
        return None;
    }
    let pair = |at: usize| digits.get(at..at + 2).map_or(Some(0), number);
    Some(sign * (pair(0)? * 3600 + pair(2)? * 60 + pair(4)?) as i32)
}

/// Splits `12:31+01:00[Europe/Paris]` into the clock, the offset and the zone's name.
fn split_zone(text: &str) -> Option<(&str, Option<i32>, Option<&str>)> {
    let (text, name) = match text.split_once('[') {
        Some((before, name)) => (before, Some(name.strip_suffix(']')?)),
        None => (text, None),
    };
    let Some(at) = text.find(['Z', 'z', '+', '-']) else {
        return Some((text, None, name));
    };
    Some((&text[..at], Some(read_offset(&text[at..])?), name))
}

/// `21:40:32.142+0100`; without an offset it is UTC.
pub fn time(text: &str) -> Result<OffsetTime, TemporalError> {
    let read = || {
        let (clock, offset, _) = split_zone(text)?;
        Some(OffsetTime {
            time: read_time(clock)?,
            offset: offset.unwrap_or(0),
        })
    };
    read().ok_or_else(|| unreadable("time", text))
}

fn split_date_time(text: &str) -> (&str, &str) {
    text.split_once('T').unwrap_or((text, "00"))
}

/// `2015-07-21T21:40:32.142`
pub fn local_date_time(text: &str) -> Result<civil::DateTime, TemporalError> {
    let (day, clock) = split_date_time(text);
    let read = || Some(read_date(day)?.to_datetime(read_time(clock)?));
    read().ok_or_else(|| unreadable("date and time", text))
}

/// `2015-07-21T21:40:32.142+02:00[Europe/Stockholm]`; without a zone it is UTC.
pub fn date_time(text: &str) -> Result<ZonedDateTime, TemporalError> {
    let (day, clock) = split_date_time(text);
    let read = || {
        let (clock, offset, name) = split_zone(clock)?;
        Some((read_date(day)?.to_datetime(read_time(clock)?), offset, name))
    };
    let (local, offset, name) = read().ok_or_else(|| unreadable("date and time", text))?;
    match (offset, name) {
        (Some(offset), Some(name)) => {
            ZonedDateTime::from_local(local, Zone::Offset(offset))?.in_zone(zone(name)?)
        }
        (None, Some(name)) => ZonedDateTime::from_local(local, zone(name)?),
        (offset, None) => ZonedDateTime::from_local(local, Zone::Offset(offset.unwrap_or(0))),
    }
}

/// `P1Y2M3W4DT5H6M7.8S`, `P2012-02-02T14:37:21.545`
pub fn duration(text: &str) -> Result<Duration, TemporalError> {
    let sum = read_duration(text).ok_or_else(|| unreadable("duration", text))?;
    sum.into_duration()
}

fn read_duration(text: &str) -> Option<Amounts> {
    let (sign, body) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest.strip_prefix('P')?),
        None => (1, text.strip_prefix('P')?),
    };
    let (day_part, time_part) = match body.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (body, None),
    };
    if body.is_empty() || time_part == Some("") {
        return None;
    }
    let mut sum = Amounts::default();
    let is_date = day_part.len() == 10 && day_part.as_bytes()[4] == b'-';
    if is_date {
        sum.add_whole(
            Unit::Month,
            i128::from(number(&day_part[..4])? * 12 + number(day_part.get(5..7)?)?),
        );
        sum.add_whole(Unit::Day, i128::from(number(day_part.get(8..)?)?));
    } else {
        for (amount, letter) in amounts(day_part)? {
            let (unit, factor) = match letter {
                'Y' => (Unit::Month, 12),
                'M' => (Unit::Month, 1),
                'W' => (Unit::Day, 7),
                'D' => (Unit::Day, 1),
                _ => return None,
            };
            add(&mut sum, unit, amount, sign * factor)?;
        }
    }
    match time_part {
        Some(clock) if is_date => {
            let nanoseconds = super::day_nanoseconds(read_time(clock)?);
            sum.add_whole(Unit::Nanosecond, i128::from(nanoseconds));
        }
        Some(clock) => {
            for (amount, letter) in amounts(clock)? {
                let seconds = match letter {
                    'H' => 3600,
                    'M' => 60,
                    'S' => 1,
                    _ => return None,
                };
                add(
                    &mut sum,
                    Unit::Nanosecond,
                    amount,
                    sign * seconds * NANOSECONDS,
                )?;
            }
        }
        None => {}
    }
    Some(sum)
}

/// Splits `1Y-2.5M` into numbers and their letters.
fn amounts(text: &str) -> Option<Vec<(&str, char)>> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let at = rest.find(|character: char| character.is_ascii_alphabetic())?;
        found.push((&rest[..at], rest[at..].chars().next()?));
        rest = &rest[at + 1..];
    }
    Some(found)
}

fn add(sum: &mut Amounts, unit: Unit, amount: &str, factor: i64) -> Option<()> {
    let amount = amount.replace(',', ".");
    match amount.split_once('.') {
        None => sum.add_whole(
            unit,
            i128::from(amount.parse::<i64>().ok()?) * i128::from(factor),
        ),
        Some((whole, digits)) if unit == Unit::Nanosecond && factor.abs() == NANOSECONDS => {
            let negative = whole.starts_with('-');
            let fraction = read_fraction(digits)? * if negative { -1 } else { 1 };
            let whole = whole.parse::<i64>().ok()?;
            let nanoseconds = i128::from(whole) * i128::from(NANOSECONDS) + i128::from(fraction);
            sum.add_whole(unit, nanoseconds * i128::from(factor.signum()));
        }
        Some(_) => sum.add_fraction(unit, amount.parse::<f64>().ok()? * factor as f64),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_basic_and_extended_form() {
        for text in [
            "2015-07-21",
            "20150721",
            "2015-W30-2",
            "2015W302",
            "2015-202",
            "2015202",
        ] {
            assert_eq!(date(text), Ok(civil::date(2015, 7, 21)), "{text}");
        }
        assert!(date("2015-13-01").is_err());
    }

    #[test]
    fn moments_keep_their_zone() {
        let check =
            |text: &str, expected: &str| assert_eq!(date_time(text).unwrap().to_string(), expected);
        check(
            "2015-07-21T21:40:32.142+0100",
            "2015-07-21T21:40:32.142+01:00",
        );
        check(
            "2015-07-21T21:40:32.142[Europe/London]",
            "2015-07-21T21:40:32.142+01:00[Europe/London]",
        );
    }

    #[test]
    fn fractions_of_a_duration_go_into_smaller_parts() {
        let check =
            |text: &str, expected: &str| assert_eq!(duration(text).unwrap().to_string(), expected);
        check("P5M1.5D", "P5M1DT12H");
        check("P0.75M", "P22DT19H51M49.5S");
        check("PT0.75M", "PT45S");
        check("P2012-02-02T14:37:21.545", "P2012Y2M2DT14H37M21.545S");
    }
}
