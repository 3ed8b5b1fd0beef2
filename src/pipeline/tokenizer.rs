//! Words, numbers and marks of a text, in the manner of Universal Dependencies.
//!
//! Goes in: text. Comes out: tokens in text order, none empty, none overlapping, blanks left
//! out. A chunk between two blanks is peeled from both ends and then cut inside; no step looks further than its
//! chunk, and no chunk has many marks, so that the work grows with the text and not with its square.

use crate::document::{Token, TokenKind};
use crate::lexicon::Lexicon;
use crate::span::ByteSpan;

mod shape;
mod word;

/// Bytes after which a chunk ends at its next mark: no word is that long, but encoded files and tables without
/// blanks are, and chunks are cut by recursion.
const LONGEST_CHUNK: usize = 1024;

/// Cuts the part `body` of `text` into tokens, in text order, with offsets into `text`.
pub fn tokenize(text: &str, body: ByteSpan, _lexicon: &Lexicon) -> Vec<Token> {
    let text = &text[..body.end() as usize];
    let mut cutter = Cutter {
        text,
        tokens: Vec::with_capacity(body.len() as usize / 5),
    };
    let mut start = None;
    for (at, character) in body.of(text).char_indices() {
        let at = at + body.start() as usize;
        if is_blank(character) {
            if let Some(start) = start.take() {
                cutter.cut_chunk(start, at);
            }
        } else if let Some(long) = start.filter(|start| at - start >= LONGEST_CHUNK) {
            if !character.is_alphanumeric() && !is_joiner(character) {
                cutter.cut_chunk(long, at);
                start = Some(at);
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(start) = start {
        cutter.cut_chunk(start, text.len());
    }
    cutter.tokens
}

/// Blanks, control characters and the marks of no width that some pages put between words.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '\u{feff}' | '\u{200b}' | '\u{2060}' | '\u{200e}' | '\u{200f}'
        )
}

struct Cutter<'t> {
    text: &'t str,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            let span = ByteSpan::new(start as u32, end as u32);
            self.tokens.push(Token {
                span,
                kind: kind(&self.text[start..end]),
            });
        }
    }

    /// `“(Well),”` → `“`, `(`, `Well`, `)`, `,`, `”`
    fn cut_chunk(&mut self, start: usize, end: usize) {
        let chunk = &self.text[start..end];
        if chunk.bytes().all(|byte| byte.is_ascii_alphabetic()) && !word::is_contracted(chunk) {
            return self.push(start, end);
        }
        if shape::is_emoticon(chunk) || shape::is_drawing(chunk) {
            return self.push(start, end);
        }
        let mut from = start;
        while let Some(length) = leading(&self.text[from..end]) {
            self.push(from, from + length);
            from += length;
        }
        let mut to = end;
        let next = self.text[end..].chars().take(2).find(|c| !is_blank(*c));
        let mut tail = Vec::new();
        if word::is_lone_letter(&self.text[..to], from, next) {
            to -= 1;
            tail.push((to, to + 1));
        }
        while let Some(length) = trailing(&self.text[from..to], next) {
            to -= length;
            tail.push((to, to + length));
        }
        self.cut_core(from, to);
        for (start, end) in tail.into_iter().rev() {
            self.push(start, end);
        }
    }

    /// What is left of a chunk without its outer marks.
    fn cut_core(&mut self, start: usize, end: usize) {
        let core = &self.text[start..end];
        if core.is_empty() {
            return;
        }
        if core.bytes().all(|byte| byte.is_ascii_alphabetic()) || shape::is_whole(core) {
            return self.cut_word(start, end);
        }
        if let Some(digits) = shape::number_before_unit(core) {
            self.push(start, start + digits);
            return self.push(start + digits, end);
        }
        if let Some(sign) = shape::currency_before_number(core) {
            self.push(start, start + sign);
            return self.cut_core(start + sign, end);
        }
        match separator(core) {
            Some((at, length)) => {
                self.cut_chunk_part(start, start + at);
                self.push(start + at, start + at + length);
                self.cut_chunk_part(start + at + length, end);
            }
            None => self.cut_word(start, end),
        }
    }

    /// A side of a separator can have marks of its own: `(“no”)—said`.
    fn cut_chunk_part(&mut self, start: usize, end: usize) {
        if start < end {
            self.cut_chunk(start, end);
        }
    }

    /// Contractions: `don't` → `do`, `n't`; the parts are words of the treebanks.
    fn cut_word(&mut self, start: usize, end: usize) {
        let mut from = start;
        for length in word::contraction(&self.text[start..end]) {
            self.push(from, from + length);
            from += length;
        }
        self.push(from, end);
    }
}

/// What a token with this form is made of.
pub fn kind(form: &str) -> TokenKind {
    let mut characters = form.chars();
    let first = characters.next().unwrap_or(' ');
    let inner = characters.next().unwrap_or(first);
    if shape::is_address(form) {
        TokenKind::Address
    } else if first.is_numeric() || (matches!(first, '+' | '-' | '.') && inner.is_ascii_digit()) {
        TokenKind::Number
    } else if form.contains(char::is_alphabetic) {
        TokenKind::Word
    } else {
        TokenKind::Mark
    }
}

/// Length in bytes of the mark that opens `rest`, if it is to be cut off.
fn leading(rest: &str) -> Option<usize> {
    let mut characters = rest.chars();
    let first = characters.next()?;
    if first.is_alphanumeric() {
        return None;
    }
    let second = characters.next();
    match first {
        '\'' | '’' | '‘' | '`' => {
            if matches!(
                (first, second),
                ('\'', Some('\'')) | ('`', Some('`')) | ('‘' | '’', Some('’'))
            ) {
                return Some(first.len_utf8() + second.map_or(0, char::len_utf8));
            }
            if first != '`' && word::starts_with_apostrophe(&rest[first.len_utf8()..]) {
                return None;
            }
            (second.is_some()).then_some(first.len_utf8())
        }
        '.' | '!' | '?' | '-' | '*' | '=' | '~' | '_' | '<' | '>' | '+' | '/' | '|' | '$' => {
            let length = run_length(rest, first);
            let next = rest[length..].chars().next();
            let signed = length == 1
                && matches!(first, '.' | '-' | '+' | '<')
                && next.is_some_and(|c| c.is_ascii_digit());
            let name = first == '_'
                || (first == '-' && next.is_some_and(char::is_uppercase) && shape::is_whole(rest));
            (!(signed && first != '<' || name) && length < rest.len()).then_some(length)
        }
        '@' if second.is_some_and(char::is_alphanumeric) => None,
        '#' if second.is_some_and(char::is_alphabetic) => None,
        _ if second.is_none() || is_joiner(first) => None,
        _ => Some(
            first.len_utf8()
                + rest[first.len_utf8()..]
                    .chars()
                    .take_while(|&c| is_joiner(c))
                    .map(char::len_utf8)
                    .sum::<usize>(),
        ),
    }
}

/// Length in bytes of the mark that closes `rest`, if it is to be cut off.
///
/// `next` is what follows the chunk on its line: `No.` keeps its stop before `7`.
fn trailing(rest: &str, next: Option<char>) -> Option<usize> {
    let mut characters = rest.chars().rev();
    let last = characters.next()?;
    let before = characters.next()?;
    if last.is_alphanumeric() || is_joiner(last) {
        return None;
    }
    match last {
        '.' => {
            let length = rest.len() - rest.trim_end_matches('.').len();
            let core = &rest[..rest.len() - length];
            if core.is_empty() {
                return None;
            }
            match (
                length,
                word::is_abbreviation(core)
                    || (length == 1 && word::is_abbreviation_before(core, next)),
            ) {
                (1, true) => None,
                (2, true) => Some(1),
                _ => Some(length),
            }
        }
        '?' | '!' => {
            let core = rest.trim_end_matches(['?', '!']);
            let mut length = rest.len() - core.len();
            if core.ends_with('.')
                && !core.ends_with("..")
                && !word::is_abbreviation(&core[..core.len() - 1])
            {
                length += 1;
            }
            (length < rest.len()).then_some(length)
        }
        '\'' if before == '\'' && rest.len() > 2 => Some(2),
        '’' if before == '’' && rest.len() > 6 => Some(6),
        ')' | '(' if before == ':' || before == ';' => (rest.len() > 2).then_some(2),
        ']' if rest == "[...]" => None,
        '/' if shape::is_address(rest) => None,
        '-' => {
            let length = run_length_back(rest, '-');
            (length > 1 || !before.is_alphabetic())
                .then_some(length)
                .filter(|&length| length < rest.len())
        }
        '+' | '#' if rest.chars().filter(|c| c.is_alphanumeric()).count() == 1 => None,
        '$' if rest.len() <= 4 && before.is_alphabetic() => None,
        '*' | '=' | '~' | '_' | '>' | '<' | '|' => {
            Some(run_length_back(rest, last)).filter(|&length| length < rest.len())
        }
        _ => Some(last.len_utf8()),
    }
}

fn run_length(rest: &str, mark: char) -> usize {
    rest.len() - rest.trim_start_matches(mark).len()
}

fn run_length_back(rest: &str, mark: char) -> usize {
    rest.len() - rest.trim_end_matches(mark).len()
}

/// Marks that sit on the character before them: combining accents, variation selectors, emoji joiners and skins.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{ad}')
}

/// The first place inside `core` where a mark of its own divides it: byte offset and length.
fn separator(core: &str) -> Option<(usize, usize)> {
    let mut before = None;
    let mut characters = core.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map(|&(_, next)| next);
        if let (Some(before), Some(after)) = (before, after)
            && let Some(length) = divides(core, at, before, character, after)
        {
            return Some((at, length));
        }
        before = Some(character);
    }
    None
}

/// How many bytes of `core` at `at` stand between two words.
fn divides(core: &str, at: usize, before: char, mark: char, after: char) -> Option<usize> {
    if mark.is_alphanumeric() {
        return None;
    }
    let rest = &core[at..];
    let numeric = before.is_ascii_digit() && after.is_ascii_digit();
    match mark {
        '-' => match run_length(rest, '-') {
            1 if word::keeps_hyphen(&core[..at], &rest[1..]) => None,
            length => Some(length),
        },
        '.' => match run_length(rest, '.') {
            1 => word::ends_glued_sentence(&core[..at], &rest[1..]).then_some(1),
            length => Some(length),
        },
        '/' => (!numeric && !shape::keeps_slash(&core[..at], &rest[1..])).then_some(1),
        '–' | '—' | '―' | '…' | '"' | '“' | '”' | '«' | '»' | '[' | ']' | '{' | '}' | '<' | '>'
        | '|' | ';' | '•' | '·' | '→' | '×' | '−' | '%' | '€' | '£' => {
            Some(mark.len_utf8())
        }
        '(' | ')' => Some(1),
        ',' => (!numeric || !shape::groups_thousands(&rest[1..])).then_some(1),
        ':' => (!numeric).then_some(1),
        '?' | '!' => Some(rest.len() - rest.trim_start_matches(['?', '!']).len()),
        '=' | '+' | '*' | '~' => Some(run_length(rest, mark)),
        '$' if before.is_ascii_digit() => Some(1),
        '$' if after.is_ascii_digit() && !before.is_uppercase() => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let body = ByteSpan::new(0, text.len() as u32);
        let tokens = tokenize(text, body, &Lexicon::english());
        let forms: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(forms.join(" "), expected);
    }

    #[test]
    fn contractions_are_two_words() {
        check(
            "don't can’t cannot she'll Ukraine’s gonna",
            "do n't ca n’t can not she 'll Ukraine ’s gon na",
        );
        check(
            "O'Brien o'clock leaders' 1990's",
            "O'Brien o'clock leaders ' 1990's",
        );
    }

    #[test]
    fn a_letter_before_a_quotation_is_no_initial() {
        check(
            "met J. Smith, wrote on X. “We” posted on X. The post",
            "met J. Smith , wrote on X . “ We ” posted on X . The post",
        );
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        check(
            "Mr. Obama left the U.S. on Jan. 5.",
            "Mr. Obama left the U.S. on Jan. 5 .",
        );
        check(
            "J. Smith Inc. etc. said no. No. 7",
            "J. Smith Inc. etc. said no . No. 7",
        );
        check(
            "“At 10:00 A.M. Thank you!”",
            "“ At 10:00 A.M. Thank you ! ”",
        );
    }

    #[test]
    fn hyphens_divide_words_but_not_prefixes() {
        check(
            "face-to-face mid-July non-profit e-mail",
            "face - to - face mid-July non-profit e-mail",
        );
        check(
            "politico-diplomatic 5-10 713-853-3989",
            "politico - diplomatic 5 - 10 713-853-3989",
        );
    }

    #[test]
    fn numbers_leave_their_units() {
        check(
            "155mm $5m 12.5% 7:30pm 1,200 1970s 23rd US$4.5bn",
            "155 mm $ 5 m 12.5 % 7:30 pm 1,200 1970s 23rd US$ 4.5 bn",
        );
    }

    #[test]
    fn dashes_and_brackets_divide_words() {
        check(
            "U.S.–Russia war—now (AFP File) Kremlin(AFP)",
            "U.S. – Russia war — now ( AFP File ) Kremlin ( AFP )",
        );
        check(
            "wait... what?! [Trump] 'ok'",
            "wait ... what ?! [ Trump ] ' ok '",
        );
    }

    #[test]
    fn addresses_stay_whole() {
        check(
            "see https://a.b/c?d=e, or x@y.org.",
            "see https://a.b/c?d=e , or x@y.org .",
        );
    }

    #[test]
    fn a_missing_blank_between_sentences_is_seen() {
        check("the conflict.Moscow said", "the conflict . Moscow said");
    }

    #[test]
    fn every_byte_that_is_no_blank_is_in_one_token() {
        let text = "\u{feff}A\u{200b}b — 😀👍🏽 e\u{301}t\u{e9} \u{0}<<x>> ''q'' ...";
        let tokens = tokenize(
            text,
            ByteSpan::new(0, text.len() as u32),
            &Lexicon::english(),
        );
        let mut covered = vec![false; text.len()];
        for token in tokens {
            for byte in token.span.to_range() {
                assert!(!covered[byte]);
                covered[byte] = true;
            }
        }
        for (at, character) in text.char_indices() {
            assert_eq!(covered[at], !is_blank(character), "{character:?}");
        }
    }
}
