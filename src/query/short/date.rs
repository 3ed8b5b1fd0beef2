//! Dates as a question writes them.

/// A day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_field_names,
    reason = "a day in the calendar has a day in the month"
)]
pub(in crate::query) struct Day {
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31, only with a month.
    pub day: Option<u8>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month's name, in any case.
pub(in crate::query) fn month_number(name: &str) -> Option<u8> {
    let place = MONTHS
        .iter()
        .position(|month| month.eq_ignore_ascii_case(name))?;
    Some(place as u8 + 1)
}

impl Day {
    /// Whether the calendar has it.
    pub(in crate::query) fn exists(self) -> bool {
        let month = self.month.unwrap_or(1) as i8;
        let day = self.day.unwrap_or(1) as i8;
        jiff::civil::Date::new(self.year as i16, month, day).is_ok()
    }

    /// `2025-07-01`, `2025-07` or `2025`: what the texts of all times inside it begin with.
    pub(in crate::query) fn to_text(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }
}
