//! What can be said about a text before it is parsed: quotes and comments that do not end, and
//! nesting too deep for a recursive parser.

use std::borrow::Cow;
use std::ops::Range;

use super::error::{MAXIMUM_NESTING, ParseError};
use crate::span::ByteSpan;

/// `text` with blanks for its comments, so that every byte keeps its place, and how deep it nests.
/// Refuses a text that is empty, does not end, or nests too deep.
pub(super) fn without_comments(text: &str) -> Result<(Cow<'_, str>, usize), ParseError> {
    if text.trim().is_empty() {
        return Err(ParseError::Empty {
            span: ByteSpan::new(0, text.len() as u32),
        });
    }
    let mut scan = Scan::new(text);
    let mut deepest = 0;
    while let Some(item) = scan.next_item()? {
        deepest = deepest.max(scan.depth);
        if scan.depth > MAXIMUM_NESTING {
            let span = ByteSpan::new(item as u32, item as u32 + 1);
            return Err(ParseError::TooDeep {
                limit: MAXIMUM_NESTING,
                span,
            });
        }
    }
    let mut blanked = Cow::Borrowed(text);
    for comment in scan.comments {
        let blanks = " ".repeat(comment.len());
        blanked.to_mut().replace_range(comment, &blanks);
    }
    Ok((blanked, deepest))
}

/// The first bracket that has no partner, and where it stands.
pub(super) fn unbalanced(text: &str) -> Option<(char, ByteSpan)> {
    let mut scan = Scan::new(text);
    let mut open: Vec<(char, usize)> = Vec::new();
    while let Ok(Some(at)) = scan.next_item() {
        let bracket = text[at..].chars().next()?;
        let partner = match bracket {
            ')' => '(',
            ']' => '[',
            '}' => '{',
            '(' | '[' | '{' => {
                open.push((bracket, at));
                continue;
            }
            _ => continue,
        };
        if open.pop().is_none_or(|(other, _)| other != partner) {
            return Some((bracket, one_byte(at)));
        }
    }
    open.last().map(|&(bracket, at)| (bracket, one_byte(at)))
}

fn one_byte(at: usize) -> ByteSpan {
    ByteSpan::new(at as u32, at as u32 + 1)
}

/// Walks over a text from one bracket or `CASE` to the next, past quotes and comments.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    cases: usize,
    /// Where comments stand, and the mark of byte order.
    comments: Vec<Range<usize>>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            cases: 0,
            comments: Vec::new(),
        }
    }

    /// The place of the next bracket or nesting word.
    fn next_item(&mut self) -> Result<Option<usize>, ParseError> {
        while let Some(letter) = self.text[self.at..].chars().next() {
            let start = self.at;
            match letter {
                '\'' | '"' | '`' => self.skip_quote(letter)?,
                '/' if self.text[start..].starts_with("/*") => self.skip_comment()?,
                '/' if self.text[start..].starts_with("//") => self.skip_line(),
                '(' | '[' | '{' => {
                    self.at += 1;
                    self.depth += 1;
                    return Ok(Some(start));
                }
                ')' | ']' | '}' => {
                    self.at += 1;
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(start));
                }
                letter if letter.is_alphanumeric() || letter == '_' => {
                    if self.skip_word() {
                        return Ok(Some(start));
                    }
                }
                '\u{FEFF}' => {
                    self.at += letter.len_utf8();
                    self.comments.push(start..self.at);
                }
                letter => self.at += letter.len_utf8(),
            }
        }
        Ok(None)
    }

    /// Whether the word opens or closes a level. A property called `case` does neither.
    fn skip_word(&mut self) -> bool {
        let start = self.at;
        let rest = &self.text[start..];
        let length = rest
            .find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
            .unwrap_or(rest.len());
        self.at += length;
        let before = self.text[..start].trim_end().chars().next_back();
        if matches!(before, Some('.' | ':' | '$')) {
            return false;
        }
        match &rest[..length] {
            word if word.eq_ignore_ascii_case("case") => {
                self.cases += 1;
                self.depth += 1;
                true
            }
            word if word.eq_ignore_ascii_case("end") && self.cases > 0 => {
                self.cases -= 1;
                self.depth = self.depth.saturating_sub(1);
                false
            }
            _ => false,
        }
    }

    fn skip_quote(&mut self, quote: char) -> Result<(), ParseError> {
        let start = self.at;
        let mut letters = self.text[start + 1..].char_indices();
        while let Some((at, letter)) = letters.next() {
            if letter == '\\' && quote != '`' {
                letters.next();
            } else if letter == quote {
                self.at = start + 1 + at + 1;
                return Ok(());
            }
        }
        let span = ByteSpan::new(start as u32, self.text.trim_end().len() as u32);
        Err(ParseError::UnclosedQuote { quote, span })
    }

    fn skip_comment(&mut self) -> Result<(), ParseError> {
        let start = self.at;
        match self.text[start + 2..].find("*/") {
            Some(length) => {
                self.at = start + 2 + length + 2;
                self.comments.push(start..self.at);
                Ok(())
            }
            None => Err(ParseError::UnclosedComment {
                span: ByteSpan::new(start as u32, self.text.len() as u32),
            }),
        }
    }

    fn skip_line(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        self.at += rest.find(['\n', '\r']).unwrap_or(rest.len());
        self.comments.push(start..self.at);
    }
}
