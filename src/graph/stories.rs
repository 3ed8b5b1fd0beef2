//! Articles → stories: copies of one agency's text are one source, however many print it.
//!
//! Two articles are copies when half of the runs of eight words of the shorter stand in the other
//! too: word for word, since who reports the same thing in other words reports on its own. Candidates
//! come from an index of the runs, so that no article is compared with all others. Method: Broder
//! (1997), resemblance and containment of documents.

use std::collections::BTreeMap;

use crate::document::DocumentId;

/// How many words a run has. Shorter ones are shared by quotations of one speech as well.
const RUN: usize = 8;

/// Of the runs of long articles one in so many is looked at, the same ones in every article.
const SAMPLE: u64 = 4;

/// Up to so many runs all are looked at.
const SHORT: usize = 64;

/// What part of the shorter article's runs makes a copy, in percent.
const SHARED: usize = 50;

/// An article, as far as its story goes.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// Its id.
    pub document: &'a DocumentId,
    /// Who published it, where it says so.
    pub source: Option<&'a str>,
    /// Its words.
    pub text: &'a str,
}

/// Which articles tell one story in the same words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stories {
    /// For each article the number of its story, and who published it.
    articles: BTreeMap<DocumentId, (usize, Option<String>)>,
}

impl Stories {
    /// Groups articles, whatever their order. Time and memory follow the length of the texts.
    pub fn of<'a>(tellings: impl IntoIterator<Item = Telling<'a>>) -> Self {
        let mut tellings: Vec<Telling<'a>> = tellings.into_iter().collect();
        tellings.sort_by_key(|telling| telling.document);
        let runs: Vec<Vec<u64>> = tellings.iter().map(|telling| runs(telling.text)).collect();
        let mut groups = Groups::new(tellings.len());
        for (left, right) in candidates(&runs) {
            if are_copies(&runs[left], &runs[right]) {
                groups.join(left, right);
            }
        }
        let articles = tellings.iter().enumerate().map(|(index, telling)| {
            let source = telling.source.map(str::to_owned);
            (telling.document.clone(), (groups.first_of(index), source))
        });
        Self {
            articles: articles.collect(),
        }
    }

    /// The stories that several articles tell, each with its articles, in the order of their ids.
    pub fn copied(&self) -> Vec<Vec<&DocumentId>> {
        let mut by_story: BTreeMap<usize, Vec<&DocumentId>> = BTreeMap::new();
        for (document, (story, _)) in &self.articles {
            by_story.entry(*story).or_default().push(document);
        }
        let several = by_story.into_values().filter(|story| story.len() > 1);
        several.collect()
    }

    /// Who published an article, where it says so.
    pub fn publisher(&self, document: &DocumentId) -> Option<&str> {
        self.articles.get(document)?.1.as_deref()
    }

    /// How many sources these articles are that do not depend on one another: copies of one text
    /// are one, and so is all that one publisher says.
    pub fn independent<'a>(&self, documents: impl IntoIterator<Item = &'a DocumentId>) -> usize {
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        let mut stories: BTreeMap<usize, usize> = BTreeMap::new();
        let documents: Vec<&DocumentId> = documents.into_iter().collect();
        let mut groups = Groups::new(documents.len());
        for (index, document) in documents.into_iter().enumerate() {
            let Some((story, source)) = self.articles.get(document) else {
                continue;
            };
            groups.join(index, *stories.entry(*story).or_insert(index));
            if let Some(source) = source {
                groups.join(index, *known.entry(source).or_insert(index));
            }
        }
        groups.count()
    }
}

/// The hashes of runs of words, sorted, each once. A text shorter than a run is one run.
fn runs(text: &str) -> Vec<u64> {
    let words: Vec<u64> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| hash(word.chars().flat_map(char::to_lowercase)))
        .collect();
    let mut runs: Vec<u64> = words
        .windows(RUN.min(words.len().max(1)))
        .map(|run| run.iter().fold(0, |sum, word| mix(sum ^ word)))
        .collect();
    if runs.len() > SHORT {
        runs.retain(|run| run % SAMPLE == 0);
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// FNV-1a over code points: the same on every machine and in every version.
fn hash(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0xcbf2_9ce4_8422_2325, |sum, letter| {
        (sum ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The finalizer of `SplitMix64`.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Pairs that share a run, each once. Of the articles that share one, each goes with the next only:
/// a text that a thousand papers print gives a thousand pairs, not half a million.
fn candidates(runs: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let mut places: Vec<(u64, usize)> = runs
        .iter()
        .enumerate()
        .flat_map(|(article, runs)| runs.iter().map(move |run| (*run, article)))
        .collect();
    places.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = places
        .windows(2)
        .filter(|pair| pair[0].0 == pair[1].0)
        .map(|pair| (pair[0].1, pair[1].1))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn are_copies(left: &[u64], right: &[u64]) -> bool {
    let (shorter, longer) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    let shared = shorter
        .iter()
        .filter(|run| longer.binary_search(run).is_ok());
    !shorter.is_empty() && shared.count() * 100 >= shorter.len() * SHARED
}

/// Sets of numbers that only grow together; each goes by its lowest.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn first_of(&mut self, index: usize) -> usize {
        let mut first = index;
        while self.0[first] != first {
            self.0[first] = self.0[self.0[first]];
            first = self.0[first];
        }
        first
    }

    fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.first_of(left), self.first_of(right));
        self.0[left.max(right)] = left.min(right);
    }

    fn count(&mut self) -> usize {
        (0..self.0.len())
            .filter(|&index| self.first_of(index) == index)
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &str = "The council of Tarn rejected the plan for a second bridge on Monday after \
        a debate of nine hours. Mayor Ada Orr said the town could not pay for it. The regional \
        government had offered to carry half of the cost if work began before winter.";

    fn check(texts: &[(&str, Option<&str>, &str)], stories: &[&[&str]], independent: usize) {
        let ids: Vec<DocumentId> = texts.iter().map(|(id, ..)| DocumentId::new(*id)).collect();
        let tellings = ids
            .iter()
            .zip(texts)
            .map(|(document, (_, source, text))| Telling {
                document,
                source: *source,
                text,
            });
        let found = Stories::of(tellings);
        let copied: Vec<Vec<&str>> = found
            .copied()
            .iter()
            .map(|story| story.iter().map(|id| id.as_str()).collect())
            .collect();
        assert_eq!(copied, stories);
        assert_eq!(found.independent(&ids), independent);
    }

    #[test]
    fn a_text_that_two_papers_print_is_one_source() {
        let cut = &WIRE[..WIRE.find(" The regional").unwrap()];
        let copy = format!("Bridge rejected\n\n{cut} Shops in the town stayed shut.");
        check(&[("1", None, WIRE), ("2", None, &copy)], &[&["1", "2"]], 1);
    }

    #[test]
    fn other_words_for_the_same_event_are_another_source() {
        let own = "Tarn will not get its second bridge. Ada Orr, the mayor, told a crowd outside \
            the town hall late on Monday that there was no money left for it this year.";
        check(&[("1", None, WIRE), ("2", None, own)], &[], 2);
    }

    #[test]
    fn a_quotation_alone_makes_no_copy() {
        let first = format!("{WIRE} “We will not build on sand and we never have”, Orr said.");
        let other = "“We will not build on sand and we never have.” With these words a mayor won \
            her third election in a small town far up the river, against all that polls had said.";
        check(&[("1", None, &first), ("2", None, other)], &[], 2);
    }

    #[test]
    fn a_publisher_does_not_confirm_itself() {
        let own = "The bridge is dead, and the town hall knows who is to blame for that.";
        check(
            &[
                ("1", Some("Tarn Post"), WIRE),
                ("2", Some("Tarn Post"), own),
            ],
            &[],
            1,
        );
    }

    #[test]
    fn no_article_is_no_source() {
        check(&[], &[], 0);
        check(&[("1", None, ""), ("2", None, "")], &[], 2);
    }
}
