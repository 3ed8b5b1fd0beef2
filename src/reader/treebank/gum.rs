//! GUM's nested entities → flat names.
//!
//! The outermost mention with a proper noun for its head wins; its name is its head words (the sixth field of an
//! entity counts them), less a leading article and a possessive mark.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Label, SourceWord};

/// Words that a name may hold besides its head words.
const INSIDE: [&str; 18] = [
    "of", "in", "for", "the", "and", "&", "-", "/", "'s", "’s", "'", ":", "de", "on", "at", "to",
    ".", ",",
];

/// Beginnings of what has a number and no name: *Figure 3*.
const NUMBERED: [&str; 4] = ["Figure", "Table", "Section", "Chapter"];

/// A mention that opens and closes within a sentence.
struct Mention<'s> {
    words: Range<usize>,
    fields: Vec<&'s str>,
}

/// A label for each word.
pub(super) fn labels(words: &[SourceWord<'_>], places: &BTreeSet<String>) -> Vec<Label> {
    let mut names: Vec<(Range<usize>, &str)> = Vec::new();
    for mention in mentions(words) {
        let Some((kind, span)) = kind(&mention).zip(name_of(words, &mention)) else {
            continue;
        };
        for part in parts(words, span) {
            let forms: Vec<&str> = words[part.clone()].iter().map(|word| word.form).collect();
            let is_place = kind == "ORG" && places.contains(&forms.join(" ").to_lowercase());
            names.push((part, if is_place { "LOC" } else { kind }));
        }
    }
    names.sort_by_key(|(span, _)| std::cmp::Reverse(span.len()));
    let mut labels = vec!["O".to_owned(); words.len()];
    for (span, kind) in names {
        if labels[span.clone()].iter().all(|label| label == "O") {
            labels[span.clone()].fill(format!("I-{kind}"));
            labels[span.start] = format!("B-{kind}");
        }
    }
    labels
}

fn kind(mention: &Mention<'_>) -> Option<&'static str> {
    match *mention.fields.get(1)? {
        "person" => Some("PER"),
        "organization" => Some("ORG"),
        "place" => Some("LOC"),
        "event" => Some("EVENT"),
        "object" | "abstract" | "substance" => Some("MISC"),
        _ => None,
    }
}

/// The mentions that open and close within the sentence, in the order in which they close.
fn mentions<'s>(words: &[SourceWord<'s>]) -> Vec<Mention<'s>> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, Vec<&str>)> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let entity = word
            .misc
            .split('|')
            .find_map(|pair| pair.strip_prefix("Entity="));
        for mark in marks(entity.unwrap_or_default()) {
            let fields = || mark.trim_matches(['(', ')']).split('-').collect::<Vec<_>>();
            if mark.starts_with('(') && mark.ends_with(')') {
                found.push(Mention {
                    words: place..place + 1,
                    fields: fields(),
                });
            } else if mark.starts_with('(') {
                open.push((place, fields()));
            } else if let Some(at) = open.iter().rposition(|(_, open)| open[0] == fields()[0]) {
                let (start, fields) = open.remove(at);
                found.push(Mention {
                    words: start..place + 1,
                    fields,
                });
            }
        }
    }
    found
}

/// `(12-person-…`, `(13-place-…)` and `12)`, one after the other.
fn marks(entity: &str) -> impl Iterator<Item = &str> {
    let mut rest = entity;
    std::iter::from_fn(move || {
        let inner = rest.get(1..)?;
        let end = inner.find(['(', ')']).map_or(rest.len(), |at| {
            let at = at + 1;
            if rest[at..].starts_with(')') {
                at + 1
            } else {
                at
            }
        });
        let (mark, left) = rest.split_at(end);
        rest = left;
        Some(mark)
    })
}

/// The words of a mention that are its name.
fn name_of(words: &[SourceWord<'_>], mention: &Mention<'_>) -> Option<Range<usize>> {
    let numbers = mention.fields.get(5)?.split(',');
    let heads: Vec<usize> = numbers
        .map(|number| {
            number
                .parse::<usize>()
                .ok()
                .map(|number| mention.words.start + number - 1)
        })
        .collect::<Option<_>>()?;
    let (&first, &last) = heads.first().zip(heads.last())?;
    let (mut start, mut end) = (first, last + 1);
    if start >= end || end > words.len() || end - start > 10 {
        return None;
    }
    if !matches!(words[start].upos, "PROPN" | "ADJ" | "NOUN" | "NUM") {
        return None;
    }
    while start + 1 < end && words[start].form.eq_ignore_ascii_case("the") {
        start += 1;
    }
    while start + 1 < end && words[end - 1].xpos == "POS" {
        end -= 1;
    }
    let is_capital = words[start].form.starts_with(char::is_uppercase);
    let is_short = end - start == 1 && words[start].form.chars().count() < 2;
    if !is_capital && words[start].upos != "PROPN"
        || is_short
        || NUMBERED.contains(&words[start].form)
    {
        return None;
    }
    let fits = |place: usize| {
        heads.contains(&place) || INSIDE.contains(&words[place].form.to_lowercase().as_str())
    };
    let proper = (start..end)
        .filter(|&place| words[place].upos == "PROPN")
        .count();
    let is_proper = proper > 0 && proper * 2 + 1 > end - start;
    ((start..end).all(fits) && is_proper).then_some(start..end)
}

/// `Paris , France` is one mention in GUM and two names in UNER.
fn parts(words: &[SourceWord<'_>], span: Range<usize>) -> Vec<Range<usize>> {
    let mut start = span.start;
    let pieces = words[span].split(|word| word.form == ",");
    let ranges = pieces.map(|piece| {
        let range = start..start + piece.len();
        start = range.end + 1;
        range
    });
    ranges.filter(|range| !range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_parted() {
        let marks: Vec<&str> = marks("(1-person-a-b-c-1)(2-place-a-b-c-1,2(3-x)4)").collect();
        assert_eq!(
            marks,
            ["(1-person-a-b-c-1)", "(2-place-a-b-c-1,2", "(3-x)", "4)"]
        );
    }
}
