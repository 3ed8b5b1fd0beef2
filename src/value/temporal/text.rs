//! How temporal values are written: ISO 8601, seconds only where there are any.

use std::fmt;

use jiff::civil;

use super::{Duration, OffsetTime, Zone, ZonedDateTime};

/// Writes `1984-10-11`; years outside 0000–9999 carry a sign.
pub fn write_date(f: &mut impl fmt::Write, date: civil::Date) -> fmt::Result {
    let year = date.year();
    let sign = if year < 0 { "-" } else { "" };
    write!(
        f,
        "{sign}{:04}-{:02}-{:02}",
        year.abs(),
        date.month(),
        date.day()
    )
}

/// Writes `12:31`, `12:31:14`, `12:31:14.645876123`.
pub fn write_time(f: &mut impl fmt::Write, time: civil::Time) -> fmt::Result {
    write!(f, "{:02}:{:02}", time.hour(), time.minute())?;
    let fraction = time.subsec_nanosecond();
    if time.second() == 0 && fraction == 0 {
        return Ok(());
    }
    write!(f, ":{:02}", time.second())?;
    write_fraction(f, fraction as u32)
}

/// Writes `1984-10-11T12:31:14`.
pub fn write_date_time(f: &mut impl fmt::Write, local: civil::DateTime) -> fmt::Result {
    write_date(f, local.date())?;
    f.write_str("T")?;
    write_time(f, local.time())
}

/// Writes `Z`, `+01:00`, `-05:30`, `+00:53:28`.
pub fn write_offset(f: &mut impl fmt::Write, offset: i32) -> fmt::Result {
    if offset == 0 {
        return f.write_str("Z");
    }
    let (sign, size) = (if offset < 0 { '-' } else { '+' }, offset.abs());
    write!(f, "{sign}{:02}:{:02}", size / 3600, size / 60 % 60)?;
    if size % 60 == 0 {
        Ok(())
    } else {
        write!(f, ":{:02}", size % 60)
    }
}

fn write_fraction(f: &mut impl fmt::Write, nanoseconds: u32) -> fmt::Result {
    if nanoseconds == 0 {
        return Ok(());
    }
    let digits = format!("{nanoseconds:09}");
    write!(f, ".{}", digits.trim_end_matches('0'))
}

impl fmt::Display for OffsetTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_time(f, self.time)?;
        write_offset(f, self.offset)
    }
}

impl fmt::Display for ZonedDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_date_time(f, self.local())?;
        write_offset(f, self.offset())?;
        match self.zone() {
            Zone::Named(name) => write!(f, "[{name}]"),
            Zone::Offset(_) => Ok(()),
        }
    }
}

/// `P1Y2M3DT4H5M6.7S`: zero parts are left out, each part carries its own sign.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.time_nanoseconds();
        if self.months == 0 && self.days == 0 && time == 0 {
            return f.write_str("PT0S");
        }
        f.write_str("P")?;
        for (amount, unit) in [
            (self.months / 12, 'Y'),
            (self.months % 12, 'M'),
            (self.days, 'D'),
        ] {
            if amount != 0 {
                write!(f, "{amount}{unit}")?;
            }
        }
        if time == 0 {
            return Ok(());
        }
        f.write_str("T")?;
        let second = 1_000_000_000i128;
        for (amount, unit) in [
            (time / (3600 * second), 'H'),
            (time / (60 * second) % 60, 'M'),
        ] {
            if amount != 0 {
                write!(f, "{amount}{unit}")?;
            }
        }
        let rest = time % (60 * second);
        if rest != 0 {
            f.write_str(if rest < 0 { "-" } else { "" })?;
            let rest = rest.unsigned_abs();
            write!(f, "{}", rest / second as u128)?;
            write_fraction(f, (rest % second as u128) as u32)?;
            f.write_str("S")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(duration: Duration, expected: &str) {
        assert_eq!(duration.to_string(), expected);
    }

    #[test]
    fn each_part_of_a_duration_carries_its_sign() {
        check(
            Duration::new(149, 14, 16 * 3600 + 12 * 60 + 70, 1),
            "P12Y5M14DT16H13M10.000000001S",
        );
        check(Duration::new(0, 1, 0, -1_000_000), "P1DT-0.001S");
        check(Duration::new(0, 0, -60, -1_000_000), "PT-1M-0.001S");
        check(Duration::default(), "PT0S");
    }

    #[test]
    fn seconds_are_left_out_when_zero() {
        let mut text = String::new();
        write_time(&mut text, civil::time(12, 31, 0, 0)).unwrap();
        assert_eq!(text, "12:31");
    }
}
