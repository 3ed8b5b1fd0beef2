//! Which of the two forms a text is written in.

use super::parser::parse_short;
use super::short::ShortError;

/// The two forms of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `Putin called ?who`
    Short,
    /// `MATCH (a)-[:call]->(b) RETURN b.name`
    Full,
}

/// The words that begin a clause of the full form.
const CLAUSES: [&str; 15] = [
    "match", "optional", "unwind", "with", "return", "create", "merge", "set", "remove", "detach",
    "delete", "foreach", "call", "explain", "profile",
];

impl Form {
    /// The form of `text`.
    ///
    /// A `?` outside quotes never occurs in the full form. Without one, a text that begins with no
    /// keyword is short; one that begins with a capitalised keyword may be a name (`Match Group bought
    /// Twitter`), and is if it reads as a short question and not as a clause.
    pub fn of(text: &str) -> Self {
        if has_hole(text) {
            return Self::Short;
        }
        let text = text.trim_start();
        let word: &str = text
            .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .next()
            .unwrap_or("");
        let is_clause = CLAUSES
            .iter()
            .any(|clause| clause.eq_ignore_ascii_case(word));
        if word.is_empty() || text.starts_with("//") || text.starts_with("/*") {
            return if text.starts_with(['"', '\'']) {
                Self::Short
            } else {
                Self::Full
            };
        }
        let is_capitalised =
            word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
        match (is_clause, is_capitalised) {
            (false, true) => Self::Short,
            (false, false) => {
                // What breaks off in a question without a bracket is still none of the full form.
                match parse_short(text) {
                    Err(ShortError::Parse(_)) if text.contains(['(', '[', '{']) => Self::Full,
                    _ => Self::Short,
                }
            }
            (true, true) if super::parse(text).is_err() && parse_short(text).is_ok() => Self::Short,
            (true, _) => Self::Full,
        }
    }
}

/// Whether a `?` stands outside quotes and comments.
fn has_hole(text: &str) -> bool {
    let mut letters = text.chars().peekable();
    let mut quote: Option<char> = None;
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(_), '\\') => {
                letters.next();
            }
            (Some(open), letter) if letter == open => quote = None,
            (None, '?') => return true,
            (None, '"' | '`' | '\'') => quote = Some(letter),
            // An apostrophe inside a word is none: `Putin's`, `didn't`.
            (None, letter) if letter.is_alphanumeric() && letters.peek() == Some(&'\'') => {
                letters.next();
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: Form, texts: &[&str]) {
        for text in texts {
            assert_eq!(Form::of(text), form, "{text}");
        }
    }

    #[test]
    fn a_hole_or_a_name_makes_a_question_short() {
        check(
            Form::Short,
            &[
                "?who said ?what",
                "Putin called ?who",
                "Putin called Trump",
                "Match Group bought Twitter",
                "Putin's aide told ?whom",
                "Putin didn't call ?whom",
                "\"phone call\" lasted ?what",
                "path from Putin to Iran",
                "who called Trump",
                "count Putin called Trump",
                "Return Path sued ?whom",
            ],
        );
    }

    #[test]
    fn a_clause_makes_a_query_full() {
        check(
            Form::Full,
            &[
                "MATCH (n) RETURN n",
                "match (n) return n",
                "Match (n) Return n",
                "MATCH (n {name: 'who?'}) RETURN n",
                "RETURN \"a?\" AS x",
                "// comment\nRETURN 1",
                "MTCH (n) RETURN n",
                "MATCH n RETURN n",
                "return 1",
                "(n) RETURN n",
            ],
        );
    }
}
