//! Plain text → one article.
//!
//! A file may begin with a block of header lines, `Title:`, `Date:`, `Source:`, ended by a blank
//! line; everything behind it is the body. Offsets count into the whole file, header included.

use super::ReadError;
use crate::date::Day;
use crate::document::{Article, DocumentId};
use crate::span::ByteSpan;

/// Reads one article from the text of a file. The header's date wins over `date`.
///
/// # Errors
/// [`ReadError::Empty`] when there are no words, [`ReadError::Malformed`] when a header's date is
/// no date.
pub fn read(text: String, id: DocumentId, date: Option<Day>) -> Result<Article, ReadError> {
    let header = Header::read(&text)?;
    let body = ByteSpan::new(header.end as u32, text.len() as u32);
    if !body.of(&text).contains(|c: char| c.is_alphanumeric()) {
        return Err(ReadError::Empty);
    }
    let date = header.date.or(date);
    Ok(Article {
        id,
        title: header.title,
        date,
        source: header.source,
        text,
        body,
    })
}

#[derive(Default)]
struct Header {
    title: Option<String>,
    date: Option<Day>,
    source: Option<String>,
    /// The first byte of the body.
    end: usize,
}

impl Header {
    fn read(text: &str) -> Result<Self, ReadError> {
        let mut header = Self::default();
        let mut offset = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let body = offset;
        for (index, line) in text[offset..].split_inclusive('\n').enumerate() {
            offset += line.len();
            if line.trim().is_empty() {
                header.end = if index > 0 { offset } else { body };
                return Ok(header);
            }
            if !header.take(line.trim(), index + 1)? {
                break;
            }
        }
        Ok(Self {
            end: body,
            ..Self::default()
        })
    }

    /// Whether the line is a header line.
    fn take(&mut self, line: &str, number: usize) -> Result<bool, ReadError> {
        let Some((key, value)) = line.split_once(':') else {
            return Ok(false);
        };
        let value = value.trim();
        match key {
            "Title" => self.title = Some(value.to_owned()),
            "Source" => self.source = Some(value.to_owned()),
            "Date" => self.date = Some(day(value, number)?),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

fn day(value: &str, line: usize) -> Result<Day, ReadError> {
    value
        .parse()
        .map_err(|error: crate::date::DayError| ReadError::Malformed {
            line,
            what: error.to_string(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        read(text.to_owned(), DocumentId::new("a"), None).unwrap()
    }

    #[test]
    fn header_lines_are_not_body() {
        let article = article("Title: Rain\nDate: 2025-07-03\n\nIt rained.");
        assert_eq!(article.title.as_deref(), Some("Rain"));
        assert_eq!(article.date.unwrap().to_string(), "2025-07-03");
        assert_eq!(article.body.of(&article.text), "It rained.");
    }

    #[test]
    fn a_dateline_is_no_header() {
        let article = article("Moscow: It rained.\n\nIt stopped.");
        assert_eq!(article.body.of(&article.text), article.text);
    }

    #[test]
    fn a_file_without_words_is_refused() {
        assert_eq!(
            read("\n \n".into(), DocumentId::new("a"), None),
            Err(ReadError::Empty)
        );
    }
}
