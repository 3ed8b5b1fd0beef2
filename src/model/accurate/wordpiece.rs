//! Words as numbers for the network: word pieces and shapes.
//!
//! In: one word as written. Out: the numbers of its pieces, as BERT's uncased tokenizer cuts them (lower case,
//! accents stripped, punctuation apart, longest match; Devlin et al. 2019), and the class of its casing. Must do the
//! same as `training/corpus.py`: `pieces_and_shapes_are_those_of_the_trainer` compares the two.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// A long word, a web address mostly, is read by its first pieces.
const MOST_PIECES: usize = 16;
/// No piece of the vocabulary is longer, in characters.
const LONGEST_PIECE: usize = 24;

/// The word pieces a network knows, in the order of their bytes; a piece's number is its place.
#[derive(Debug, Clone)]
pub struct WordPieces<'a> {
    pieces: Vec<&'a str>,
    unknown: u32,
}

impl<'a> WordPieces<'a> {
    /// `pieces` must be in the order of their bytes; the piece `[UNK]` stands for what cannot be cut.
    pub fn new(pieces: Vec<&'a str>) -> Self {
        let unknown = pieces.binary_search(&"[UNK]").unwrap_or(0) as u32;
        Self { pieces, unknown }
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The number of a piece.
    pub fn number(&self, piece: &str) -> Option<u32> {
        self.pieces
            .binary_search(&piece)
            .ok()
            .map(|place| place as u32)
    }

    /// Appends the numbers of a word's pieces: at least one, [`MOST_PIECES`] at most.
    pub fn cut(&self, word: &str, numbers: &mut Vec<u32>) {
        let start = numbers.len();
        let mut part = String::new();
        for character in word.to_lowercase().nfd() {
            if numbers.len() - start >= MOST_PIECES {
                break;
            }
            match character.general_category() {
                GeneralCategory::NonspacingMark
                | GeneralCategory::Control
                | GeneralCategory::Format => {}
                _ if is_punctuation(character) => {
                    self.cut_part(&part, numbers);
                    self.cut_part(character.encode_utf8(&mut [0; 4]), numbers);
                    part.clear();
                }
                _ if character.is_whitespace() => {
                    self.cut_part(&part, numbers);
                    part.clear();
                }
                _ => part.push(character),
            }
        }
        self.cut_part(&part, numbers);
        numbers.truncate(start + MOST_PIECES);
        if numbers.len() == start {
            numbers.push(self.unknown);
        }
    }

    fn cut_part(&self, part: &str, numbers: &mut Vec<u32>) {
        let whole = numbers.len();
        let mut rest = part;
        let mut candidate = String::with_capacity(part.len() + 2);
        while !rest.is_empty() {
            candidate.clear();
            if rest.len() < part.len() {
                candidate.push_str("##");
            }
            let prefix = candidate.len();
            candidate.extend(rest.chars().take(LONGEST_PIECE));
            let found = loop {
                if let Some(number) = self.number(&candidate) {
                    break Some(number);
                }
                candidate.pop();
                if candidate.len() <= prefix {
                    break None;
                }
            };
            let Some(number) = found else {
                numbers.truncate(whole);
                numbers.push(self.unknown);
                return;
            };
            numbers.push(number);
            rest = &rest[candidate.len() - prefix..];
            if numbers.len() - whole > MOST_PIECES {
                return;
            }
        }
    }
}

fn is_punctuation(character: char) -> bool {
    character.is_ascii_punctuation()
        || (!character.is_ascii()
            && character.general_category_group() == GeneralCategoryGroup::Punctuation)
}

/// The casing patterns that are told apart; runs of one kind are one letter, `XX` is two or more capitals.
const SHAPES: [&str; 17] = [
    "x", "X", "Xx", "XX", "d", "p", "xX", "Xd", "xd", "dx", "dX", "XpX", "Xxp", "xpx", "XxpXx",
    "dpd", "other",
];

/// How many classes [`shape`] tells apart, and the class 0 of what is not a word.
pub const SHAPE_CLASSES: usize = 2 * SHAPES.len() + 1;

/// The class of a word's casing, from 1; the upper half is for words of one or two characters.
pub fn shape(word: &str) -> usize {
    let mut runs = String::new();
    let mut has_capital_run = false;
    let mut length = 0;
    for character in word.chars() {
        length += 1;
        let kind = kind(character);
        if runs.ends_with(kind) {
            has_capital_run |= kind == 'X';
        } else {
            runs.push(kind);
        }
    }
    let other = SHAPES.len() - 1;
    let number = match runs.as_str() {
        "X" if has_capital_run => 3,
        text if text.starts_with("Xx") && has_capital_run => other,
        text => SHAPES
            .iter()
            .position(|&shape| shape == text)
            .unwrap_or(other),
    };
    1 + number + if length <= 2 { SHAPES.len() } else { 0 }
}

fn kind(character: char) -> char {
    let group = character.general_category_group();
    if character.is_uppercase() {
        'X'
    } else if group == GeneralCategoryGroup::Letter {
        'x'
    } else if character.general_category() == GeneralCategory::DecimalNumber
        || is_digit_like(character)
    {
        'd'
    } else {
        'p'
    }
}

/// Superscript and circled digits: digits to Python's `str.isdigit`, on which the network was trained.
fn is_digit_like(character: char) -> bool {
    matches!(character, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨' | '⑴'..='⑼')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: &[&str]) {
        let pieces = WordPieces::new(vec![
            "##a", "##ing", "-", "[UNK]", "cafe", "go", "s", "u", "ω",
        ]);
        let mut numbers = Vec::new();
        pieces.cut(word, &mut numbers);
        let found: Vec<&str> = numbers
            .iter()
            .map(|&number| pieces.pieces[number as usize])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_longest_piece_wins_and_the_rest_continues() {
        check("Going", &["go", "##ing"]);
        check("cafe", &["cafe"]);
    }

    #[test]
    fn accents_and_case_do_not_count() {
        check("CAFÉ", &["cafe"]);
        check("Go\u{ad}a", &["go", "##a"]);
    }

    #[test]
    fn punctuation_stands_apart() {
        check("U-S", &["u", "-", "s"]);
    }

    #[test]
    fn what_cannot_be_cut_is_unknown() {
        check("zoo", &["[UNK]"]);
        check("", &["[UNK]"]);
        check("\u{200b}", &["[UNK]"]);
    }

    #[test]
    fn a_long_word_is_read_by_its_beginning() {
        let pieces = WordPieces::new(vec!["-", "[UNK]"]);
        let mut numbers = Vec::new();
        pieces.cut(&"-".repeat(1_000_000), &mut numbers);
        assert_eq!(numbers.len(), MOST_PIECES);
        numbers.clear();
        WordPieces::new(vec!["##a", "a"]).cut(&"a".repeat(1_000_000), &mut numbers);
        assert_eq!(numbers.len(), MOST_PIECES);
    }

    #[test]
    fn shapes_tell_casing_apart() {
        let shapes = [
            "dog", "Dog", "NASA", "U", "a", "McDonald", "1998", "O'Brien",
        ]
        .map(shape);
        assert_eq!(shapes, [1, 3, 4, 1 + 1 + 17, 1 + 17, 17, 5, 17]);
    }
}
