//! Markdown → plain text of the same lines: marks of emphasis, headings, lists and links go, words stay.
//!
//! Syntax: `CommonMark` with tables, as [`pulldown_cmark`] reads it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The words of a text in Markdown. Each stands in the line in which it stood; HTML, addresses of links and front
/// matter are left out.
///
/// ```
/// let text = "# Storm hits *Velko*\n\n[Ada Lind](https://example.org/lind) left.\n";
/// assert_eq!(relata::reader::markdown::plain(text), "Storm hits Velko\n\nAda Lind left.\n");
/// ```
pub fn plain(text: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut plain = String::with_capacity(text.len());
    let mut end = 0;
    let mut is_metadata = false;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            // Lines between two rules are prose, but at the start of the file.
            Event::Start(Tag::MetadataBlock(_)) => is_metadata = range.start == 0,
            Event::End(TagEnd::MetadataBlock(_)) => is_metadata = false,
            Event::InlineHtml(mark) if mark.to_ascii_lowercase().starts_with("<br") => {
                push_marks(&mut plain, text.get(end..range.start).unwrap_or_default());
                plain.push(' ');
                end = range.end;
            }
            Event::Text(words) | Event::Code(words) if !is_metadata => {
                push_marks(&mut plain, text.get(end..range.start).unwrap_or_default());
                plain.push_str(&words);
                // Code that goes on in the next line has a space there.
                let lines = |words: &str| words.matches('\n').count();
                let own = lines(text.get(range.clone()).unwrap_or_default());
                let missing = own.saturating_sub(lines(&words));
                plain.extend(std::iter::repeat_n('\n', missing));
                end = range.end;
            }
            _ => {}
        }
    }
    push_marks(&mut plain, text.get(end..).unwrap_or_default());
    plain
}

/// Adds what stands for the marks between two words: their line ends, or a space where cells of a table meet.
fn push_marks(plain: &mut String, marks: &str) {
    let lines = marks.matches('\n').count();
    plain.extend(std::iter::repeat_n('\n', lines));
    if lines == 0 && marks.contains('|') && !plain.is_empty() && !plain.ends_with('\n') {
        plain.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(markdown: &str, expected: &str) {
        assert_eq!(plain(markdown), expected);
    }

    #[test]
    fn marks_go_and_words_stay() {
        check(
            "inflation was **under control**, she said _today_.",
            "inflation was under control, she said today.",
        );
        check("AT&amp;T cut `x` \\*here\\*.", "AT&T cut x *here*.");
        check("Ada <b>Lind</b> left.", "Ada Lind left.");
        check("Ada left.<br>Bo left.", "Ada left. Bo left.");
    }

    #[test]
    fn each_word_stays_in_its_line() {
        check("- one\n- two\n\n> *three*\n", "one\ntwo\n\nthree\n");
        check("| a | b |\n| - | - |\n| c | d |\n", "a b\n\nc d\n");
    }

    #[test]
    fn only_the_block_at_the_start_is_no_prose() {
        check("---\ntitle: x\n---\nAda left.", "\n\n\nAda left.");
        let rules = "Ada left.\n\n---\nBo left.\n\n---\n\nEk left.";
        let plain = plain(rules);
        assert!(
            plain.contains("Bo left.") && plain.contains("Ek left."),
            "{plain}"
        );
    }

    #[test]
    fn header_lines_stay_what_they_are() {
        check(
            "Title: A **b**\nDate: 2025-07-03\n\nC d.",
            "Title: A b\nDate: 2025-07-03\n\nC d.",
        );
    }

    proptest! {
        #[test]
        fn lines_keep_their_numbers(text in "[ab*_#>\\[\\]()`|\\-\n ]{0,60}") {
            let plain = plain(&text);
            prop_assert_eq!(plain.matches('\n').count(), text.matches('\n').count());
        }
    }
}
