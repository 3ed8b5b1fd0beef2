//! Where sentences end: a perceptron over the places where one may.
//!
//! Goes in: a place between two tokens and what was open before it. Comes out: a score, positive for an end.
//! Features are hashed into one table of 16-bit weights; a score is a sum of two dozen look-ups.

use std::sync::LazyLock;

use super::ModelError;
use super::archive::Archive;
use super::hash::{self, Hash};
use crate::document::Token;

/// Rows of the table.
pub(super) const ROWS: usize = 1 << 14;

/// The trained weights.
#[derive(Debug)]
pub struct BoundaryModel {
    weights: Box<[i16]>,
}

/// What the sentence that is being read has had so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Opened {
    tokens: u32,
    quotes: i32,
    brackets: i32,
}

impl Opened {
    /// The state with the token `at` read.
    pub fn read(&mut self, text: &str, tokens: &[Token], at: usize) {
        self.tokens += 1;
        match directed(text, tokens, at) {
            "“" => self.quotes += 1,
            "”" => self.quotes -= 1,
            "(" | "[" => self.brackets += 1,
            ")" | "]" => self.brackets -= 1,
            _ => {}
        }
    }
}

/// The form of a token, a straight quotation mark by the side on which it clings to a word; no text beyond the end.
///
/// `evacuations. "The state` opens, `abandon you," he said` closes; what clings to both sides or to none stays as it is.
fn directed<'t>(text: &'t str, tokens: &[Token], index: usize) -> &'t str {
    let Some(token) = tokens.get(index) else {
        return "";
    };
    let form = token.span.of(text);
    if form != "\"" {
        return form;
    }
    let before = index.checked_sub(1).map(|before| tokens[before].span.end());
    let after = tokens.get(index + 1).map(|after| after.span.start());
    let clings_left = before == Some(token.span.start());
    let clings_right = after == Some(token.span.end());
    match (clings_left, clings_right) {
        (false, true) => "“",
        (true, false) => "”",
        _ => form,
    }
}

static EMBEDDED: LazyLock<BoundaryModel> = LazyLock::new(|| {
    let bytes = include_bytes!("../../data/models/boundary.bin");
    BoundaryModel::open(bytes).expect("a test opens the embedded model")
});

impl BoundaryModel {
    /// The model that is part of the program.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// [`ModelError::Damaged`]
    pub fn open(bytes: &[u8]) -> Result<Self, ModelError> {
        let archive = Archive::open("boundary", bytes)?;
        let section = archive.section("ends")?;
        let weights: Box<[i16]> = section
            .chunks_exact(2)
            .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
            .collect();
        if weights.len() != ROWS || section.len() != 2 * ROWS {
            return Err(archive.damaged("ends"));
        }
        Ok(Self { weights })
    }

    /// Whether a sentence ends between the tokens `at` and `at + 1`.
    ///
    /// # Panics
    /// When there is no token `at + 1`.
    pub fn ends_sentence(&self, text: &str, tokens: &[Token], at: usize, opened: &Opened) -> bool {
        let Some(place) = Place::new(text, tokens, at) else {
            return false;
        };
        let mut score = 0;
        place.features(opened, |row| score += i32::from(self.weights[row]));
        score > 0
    }
}

/// A place where a sentence may end, and the words around it.
pub(super) struct Place<'t> {
    before: [&'t str; 3],
    after: [&'t str; 3],
    is_glued: bool,
    next_is_glued: bool,
}

impl<'t> Place<'t> {
    /// The place behind the token `at`, unless nothing there looks like an end.
    pub(super) fn new(text: &'t str, tokens: &[Token], at: usize) -> Option<Self> {
        let form = |index: usize| directed(text, tokens, index);
        let (last, first) = (form(at), form(at + 1));
        let is_mark = !last.ends_with(char::is_alphanumeric);
        let may_begin =
            !first.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '.' | '-' | '\''));
        let gap = tokens.get(at + 1).map_or("", |next| {
            &text[tokens[at].span.end() as usize..next.span.start() as usize]
        });
        // `Putin reiterated Russia’s openness`: between words of one line no sentence ends.
        if !(is_mark || may_begin && gap.contains('\n')) {
            return None;
        }
        // `said its secretary, Fergal Byrne`: nor behind a comma.
        if last == "," && !gap.contains('\n') {
            return None;
        }
        // `with evacuations. “The state will not abandon you”`: what opens belongs to what it opens, as does the
        // mark of a list.
        if matches!(last, "“" | "«" | "(" | "[" | "•" | "▪" | "‣") {
            return None;
        }
        // `worth £120,000 a week`, `the Workers’ League`: neither a currency nor an apostrophe behind a word ends one.
        let behind_word = at > 0 && form(at - 1).ends_with(char::is_alphanumeric);
        if !gap.contains('\n')
            && (matches!(last, "£" | "$" | "€" | "¥") || matches!(last, "’" | "'") && behind_word)
        {
            return None;
        }
        // `“Nobody has come to help us.”`: what closes belongs to what it closes.
        if gap.is_empty() && matches!(first, "”" | "’" | "»" | ")" | "]") {
            return None;
        }
        let back = |by: usize| at.checked_sub(by).map_or("", form);
        Some(Self {
            before: [last, back(1), back(2)],
            after: [first, form(at + 2), form(at + 3)],
            is_glued: tokens[at].span.end() == tokens[at + 1].span.start(),
            next_is_glued: tokens
                .get(at + 2)
                .is_some_and(|next| tokens[at + 1].span.end() == next.span.start()),
        })
    }

    /// Calls `give` with the row of each feature.
    pub(super) fn features(&self, opened: &Opened, mut give: impl FnMut(usize)) {
        let [last, before, earlier] = self.before.map(hash::folded);
        let [first, second, third] = self.after.map(hash::folded);
        let shape_before = self.before.map(shape);
        let shape_after = self.after.map(shape);
        let glue = Hash::from(self.is_glued) | Hash::from(self.next_is_glued) << 1;
        let length = match opened.tokens {
            count @ 0..=4 => count,
            5..=8 => 5,
            9..=15 => 6,
            16..=30 => 7,
            31..=60 => 8,
            _ => 9,
        };
        let open = Hash::from(opened.quotes < 0)
            | Hash::from(opened.quotes > 0) << 1
            | Hash::from(opened.brackets > 0) << 2
            | Hash::from(opened.brackets < 0) << 3;
        let [s0, s1, s2] = shape_before;
        let [t0, t1, t2] = shape_after;
        let mut template = 0;
        let mut add = |atoms: &[Hash]| {
            template += 1;
            give(hash::mix(template, atoms) as usize % ROWS);
        };
        add(&[last]);
        add(&[last, t0]);
        add(&[last, first]);
        add(&[last, t0, open, glue]);
        add(&[last, s1, t0]);
        add(&[last, before]);
        add(&[last, before, t0]);
        add(&[before, t0, s0]);
        add(&[first, s0]);
        add(&[first, s0, s1]);
        add(&[first, second, s0]);
        add(&[s0, s1, s2, t0]);
        add(&[s0, s1, t0, t1]);
        add(&[s0, t0, t1, t2]);
        add(&[last, s1, t0, t1, glue]);
        add(&[last, t0, length]);
        add(&[s0, s1, t0, length]);
        add(&[last, open, t0, t1]);
        add(&[s0, t0, open, length]);
        add(&[earlier, before, last, t0]);
        add(&[s0, second, t0]);
        add(&[third, t0, t1, s0]);
        add(&[last, s1, first]);
    }
}

/// The outline of a word: kinds of characters at its start and end, and how long it is.
fn shape(form: &str) -> Hash {
    let class = |c: char| match c {
        c if c.is_uppercase() => 1,
        c if c.is_alphabetic() => 2,
        c if c.is_numeric() => 3,
        '.' => 4,
        '?' | '!' => 5,
        '"' | '”' | '’' | '\'' | '“' | '‘' => 6,
        ')' | ']' | '>' => 7,
        '(' | '[' | '<' => 8,
        '-' | '–' | '—' => 9,
        ':' | ';' => 10,
        ',' => 11,
        '*' | '•' | '·' | '|' | '=' | '_' | '#' => 12,
        _ => 13,
    };
    let mut characters = form.chars();
    let first = characters.next().map_or(0, class);
    let second = characters.next().map_or(0, class);
    let last = characters.next_back().map_or(0, class);
    let length = form.len().min(4) as Hash;
    let has_dot = Hash::from(
        form[..form
            .len()
            .saturating_sub(form.chars().next_back().map_or(0, char::len_utf8))]
            .contains('.'),
    );
    ((((first * 16) + second) * 16 + last) * 8 + length) * 2 + has_dot
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_opens() {
        BoundaryModel::embedded();
    }
}
