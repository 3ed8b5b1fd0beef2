//! The number that words begin with: `at least 37` of `at least 37 people`.

/// Words that may stand before a number.
const HEDGES: [&str; 28] = [
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "over",
    "only",
    "just",
    "roughly",
    "approximately",
    "at",
    "least",
    "most",
    "more",
    "fewer",
    "less",
    "than",
    "up",
    "to",
    "an",
    "estimated",
    "another",
    "the",
    "all",
    "other",
    "well",
    "as",
    "many",
];

/// Numbers in words, but for `one`, which is an article as often.
const NUMBERS: [&str; 37] = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "dozen",
    "dozens",
    "scores",
];

/// The number that `text` begins with, with the words before it that make it rough; none where it
/// begins with another word, or with a year, as `2026 budget`.
pub(super) fn said_number(text: &str) -> Option<&str> {
    let mut end = None;
    let mut is_joined = false;
    let mut hedges = 0;
    let mut is_year_alone = false;
    for (start, word) in words(text) {
        let lower = word.to_lowercase();
        let is_hedge = HEDGES.contains(&&*lower);
        match end {
            None if is_hedge => hedges += 1,
            None if is_number(&lower) => {
                is_year_alone = hedges == 0 && is_year(&lower);
                end = Some(start + word.len());
            }
            None => return None,
            // `hundreds of thousands`
            Some(_) if lower == "of" && !is_joined => is_joined = true,
            Some(_) if NUMBERS.contains(&&*lower) => {
                end = Some(start + word.len());
                is_joined = false;
            }
            // `Seven Hills`
            Some(_) if word.starts_with(char::is_uppercase) => return None,
            // `2000 soldiers`, but `2026 budget`
            Some(_) => {
                is_year_alone = is_year_alone && !lower.ends_with('s');
                break;
            }
        }
    }
    end.filter(|_| !is_year_alone).map(|end| &text[..end])
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(' ').filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

fn is_number(word: &str) -> bool {
    let is_figure = |letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '.');
    NUMBERS.contains(&word)
        || (word.starts_with(|letter: char| letter.is_ascii_digit()) && word.chars().all(is_figure))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(said_number(text), expected, "{text}");
    }

    #[test]
    fn a_number_at_the_beginning_is_taken_with_its_hedges() {
        check("84 ships", Some("84"));
        check("at least 37 people", Some("at least 37"));
        check("about 2,300 trains", Some("about 2,300"));
        check("three builders", Some("three"));
        check("2 million patients", Some("2 million"));
        check(
            "hundreds of thousands of people",
            Some("hundreds of thousands"),
        );
        check("dozens of buildings", Some("dozens"));
        check("412", Some("412"));
        check("1997", None);
        check("2000 soldiers", Some("2000"));
        check("Seven Hills Corp.", None);
        check("at least 2000 people", Some("at least 2000"));
    }

    #[test]
    fn names_and_years_are_no_numbers() {
        for text in [
            "2026 budget",
            "G7",
            "George Whitmore",
            "some people",
            "3rd battalion",
            "",
            "the two",
            "ünal 2",
        ] {
            let expected = (text == "the two").then_some("the two");
            check(text, expected);
        }
    }
}
