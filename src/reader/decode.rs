//! Bytes → text, whatever encoding of Unicode they are in.
//!
//! A byte order mark decides; without one the bytes are UTF-8, or UTF-16 where every other byte of
//! the beginning is zero. Other encodings must be named.

use encoding_rs::Encoding;

use super::ReadError;

/// How the bytes of a file are to be read.
#[derive(Debug, Clone, Copy)]
pub struct TextEncoding(&'static Encoding);

impl TextEncoding {
    /// The encoding that the web calls so: `windows-1252`, `koi8-r`, `shift_jis`.
    pub fn named(label: &str) -> Option<Self> {
        Encoding::for_label(label.as_bytes()).map(Self)
    }
}

/// The text that `bytes` are, in the given encoding or else in the one they show.
///
/// # Errors
/// [`ReadError::Binary`] for what is no text, [`ReadError::NotUnicode`] with the first byte that
/// makes no character.
pub fn decode(bytes: &[u8], encoding: Option<TextEncoding>) -> Result<String, ReadError> {
    if let Some(TextEncoding(encoding)) = encoding {
        let (text, _) = encoding.decode_with_bom_removal(bytes);
        return Ok(text.into_owned());
    }
    match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => wide(rest, 4, u32::from_le_bytes),
        [0, 0, 0xfe, 0xff, rest @ ..] => wide(rest, 4, u32::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => pairs(rest, 2, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => pairs(rest, 2, u16::from_be_bytes),
        _ => match zero_side(bytes) {
            Some(1) => pairs(bytes, 0, u16::from_le_bytes),
            Some(_) => pairs(bytes, 0, u16::from_be_bytes),
            None => utf8(bytes),
        },
    }
}

fn utf8(bytes: &[u8]) -> Result<String, ReadError> {
    if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
        return Err(ReadError::Binary { offset });
    }
    let text = std::str::from_utf8(bytes);
    text.map(str::to_owned)
        .map_err(|error| ReadError::NotUnicode {
            offset: error.valid_up_to(),
        })
}

/// For UTF-16 without a mark: 1 when the second byte of each pair is zero, 0 when the first is.
fn zero_side(bytes: &[u8]) -> Option<usize> {
    let beginning = &bytes[..bytes.len().min(64) & !1];
    let is_zero = |side: usize| {
        beginning
            .chunks(2)
            .all(|pair| (pair[side] == 0) && pair[1 - side] != 0)
    };
    if beginning.len() < 8 {
        None
    } else {
        [0, 1].into_iter().find(|&side| is_zero(side))
    }
}

fn pairs(bytes: &[u8], before: usize, unit: fn([u8; 2]) -> u16) -> Result<String, ReadError> {
    let error = |at: usize| ReadError::NotUnicode {
        offset: before + at,
    };
    if bytes.len() % 2 == 1 {
        return Err(error(bytes.len() - 1));
    }
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut at = 0;
    let characters = char::decode_utf16(units).map(|decoded| {
        let character = decoded.map_err(|_| error(at))?;
        at += 2 * character.len_utf16();
        Ok(character)
    });
    characters.collect()
}

fn wide(bytes: &[u8], before: usize, unit: fn([u8; 4]) -> u32) -> Result<String, ReadError> {
    let characters = bytes.chunks(4).enumerate().map(|(index, chunk)| {
        let character = <[u8; 4]>::try_from(chunk)
            .ok()
            .and_then(|four| char::from_u32(unit(four)));
        character.ok_or(ReadError::NotUnicode {
            offset: before + 4 * index,
        })
    });
    characters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, ReadError>) {
        assert_eq!(decode(bytes, None), expected.map(str::to_owned));
    }

    #[test]
    fn every_encoding_of_unicode_is_read() {
        let text = "Kyiv “é” 🙂 and more";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let wide: Vec<u8> = text
            .chars()
            .flat_map(|c| (c as u32).to_le_bytes())
            .collect();
        check(text.as_bytes(), Ok(text));
        check(&[&[0xff, 0xfe], little.as_slice()].concat(), Ok(text));
        check(&[&[0xfe, 0xff], big.as_slice()].concat(), Ok(text));
        check(&[&[0xff, 0xfe, 0, 0], wide.as_slice()].concat(), Ok(text));
    }

    #[test]
    fn utf_16_without_a_mark_is_known_by_its_zeros() {
        let little: Vec<u8> = "It rained."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&little, Ok("It rained."));
    }

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        check(
            b"\x89PNG\r\n\x1a\n\0\0",
            Err(ReadError::Binary { offset: 8 }),
        );
        check(b"caf\xe9 ", Err(ReadError::NotUnicode { offset: 3 }));
        check(
            &[0xff, 0xfe, 0x41],
            Err(ReadError::NotUnicode { offset: 2 }),
        );
    }

    #[test]
    fn a_named_encoding_is_believed() {
        let encoding = TextEncoding::named("windows-1252");
        assert_eq!(decode(b"caf\xe9", encoding), Ok("café".to_owned()));
    }
}
