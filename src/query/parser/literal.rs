//! Numbers and strings.

use super::super::ast::Literal;
use super::ParseError;
use crate::span::ByteSpan;

/// A number without its sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    /// Fits into 64 bits with either sign.
    Literal(f64, Option<i64>),
    /// Fits only with a minus: `9223372036854775808`.
    OnlyNegative,
}

impl Number {
    /// The literal with its sign.
    pub(super) fn signed(self, negative: bool) -> Option<Literal> {
        Some(match self {
            Self::Literal(_, Some(value)) => {
                Literal::Integer(if negative { -value } else { value })
            }
            Self::Literal(value, None) => Literal::Float(if negative { -value } else { value }),
            Self::OnlyNegative if negative => Literal::Integer(i64::MIN),
            Self::OnlyNegative => return None,
        })
    }
}

/// Reads a number; a sign is not part of it.
pub(super) fn number(written: &str, span: ByteSpan) -> Result<Number, ParseError> {
    let lower = written.to_ascii_lowercase();
    let invalid = || ParseError::InvalidNumber {
        written: written.to_owned(),
        span,
    };
    if let Some(digits) = lower.strip_prefix("0x") {
        return integer(digits, 16, written, span);
    }
    if let Some(digits) = lower.strip_prefix("0o") {
        return integer(digits, 8, written, span);
    }
    if lower.bytes().all(|byte| byte.is_ascii_digit()) {
        return integer(&lower, 10, written, span);
    }
    if !lower
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b".e+-".contains(&byte))
    {
        return Err(invalid());
    }
    let value: f64 = lower.parse().map_err(|_| invalid())?;
    if value.is_infinite() {
        return Err(ParseError::FloatOverflow {
            written: written.to_owned(),
            span,
        });
    }
    Ok(Number::Literal(value, None))
}

fn integer(digits: &str, radix: u32, written: &str, span: ByteSpan) -> Result<Number, ParseError> {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Err(ParseError::InvalidNumber {
            written: written.to_owned(),
            span,
        });
    }
    match u64::from_str_radix(digits, radix) {
        Ok(value) if value == i64::MIN.unsigned_abs() => Ok(Number::OnlyNegative),
        Ok(value) if i64::try_from(value).is_ok() => {
            Ok(Number::Literal(0.0, i64::try_from(value).ok()))
        }
        _ => Err(ParseError::IntegerOverflow {
            written: written.to_owned(),
            span,
        }),
    }
}

/// Resolves the escapes of a quoted text, quotes included.
pub(super) fn string(written: &str, span: ByteSpan) -> Result<String, ParseError> {
    let inside = &written[1..written.len() - 1];
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside.char_indices();
    while let Some((at, letter)) = rest.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        let (_, escape) = rest.next().expect("the grammar pairs every backslash");
        text.push(match escape {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            '\\' | '\'' | '"' | '`' => escape,
            'u' | 'U' => {
                let digits = if escape == 'u' { 4 } else { 8 };
                let from = at + 2;
                let character = code_point(inside, from, digits, span)?;
                rest.nth(digits - 1);
                if let CodePoint::Pair(_) = character {
                    rest.nth(5);
                }
                character.to_char()
            }
            _ => {
                let end = at + 1 + escape.len_utf8();
                let written = inside[at..end].to_owned();
                return Err(ParseError::InvalidEscape {
                    written,
                    span: inner_span(span, at, end),
                });
            }
        });
    }
    Ok(text)
}

enum CodePoint {
    Single(char),
    /// Two halves, each with its own `\u`.
    Pair(char),
}

impl CodePoint {
    fn to_char(&self) -> char {
        match *self {
            Self::Single(character) | Self::Pair(character) => character,
        }
    }
}

fn code_point(
    inside: &str,
    from: usize,
    digits: usize,
    span: ByteSpan,
) -> Result<CodePoint, ParseError> {
    let half = |from: usize| -> Option<u32> {
        let digits = inside.get(from..from + digits)?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then_some(())?;
        u32::from_str_radix(digits, 16).ok()
    };
    let found = half(from).and_then(|first| {
        if let Some(character) = char::from_u32(first) {
            return Some(CodePoint::Single(character));
        }
        let next = from + digits;
        (digits == 4 && inside.get(next..next + 2)? == "\\u").then_some(())?;
        let second = half(next + 2)?;
        let pair = char::decode_utf16([first as u16, second as u16])
            .next()?
            .ok()?;
        Some(CodePoint::Pair(pair))
    });
    found.ok_or_else(|| {
        let end = inside[from..]
            .char_indices()
            .nth(digits)
            .map_or(inside.len(), |(at, _)| from + at);
        let written = inside[from - 2..end].to_owned();
        ParseError::InvalidUnicodeEscape {
            written,
            span: inner_span(span, from - 2, end),
        }
    })
}

/// A range inside the quotes as a range of the whole text.
fn inner_span(span: ByteSpan, from: usize, to: usize) -> ByteSpan {
    let start = span.start() + 1;
    ByteSpan::new(start + from as u32, start + to as u32)
}
