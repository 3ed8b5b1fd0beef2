//! What the fast model knows of words besides weights: clusters, the tags they had, features.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Sample;
use crate::document::{Syntax, Upos, Xpos};
use crate::model::fast::vocabulary::Entry;
use crate::model::fast::word::fold;
use crate::model::hash::{self, Hash};

/// A word that was seen less often has no known tags: its own would be no news.
const LEAST: usize = 4;

/// A table of the lexicon, and which words of its first column count: the only one, or each of four letters or more.
struct List {
    text: &'static str,
    each_word: bool,
}

macro_rules! list {
    ($file:literal) => {
        List {
            text: include_str!(concat!("../../../../data/lexicon/", $file)),
            each_word: false,
        }
    };
    ($file:literal, each word) => {
        List {
            text: include_str!(concat!("../../../../data/lexicon/", $file)),
            each_word: true,
        }
    };
}

/// The lists of each bit of [`Entry::lists`], of which `vocabulary` names some; bit 11 is left for nouns of persons.
const LISTS: [&[List]; 11] = [
    &[list!("first_names.tsv"), list!("hand/first_names.tsv")],
    &[
        list!("cities.tsv"),
        list!("places.tsv"),
        list!("country_names.tsv"),
        list!("hand/regions.tsv"),
    ],
    &[
        list!("cities.tsv", each word),
        list!("places.tsv", each word),
    ],
    &[list!("company_suffixes.tsv")],
    &[list!("hand/organization_heads.tsv")],
    &[list!("hand/place_heads.tsv")],
    &[list!("nouns.tsv")],
    &[list!("verb_frames.tsv")],
    &[list!("place_adjectives.tsv"), list!("hand/demonyms.tsv")],
    &[list!("hand/titles.tsv")],
    &[list!("hand/organizations.tsv", each word)],
];

/// The bit of nouns whose commonest sense is a person.
const PERSONS: u16 = 1 << 11;

/// The groups of words: from lines of word, fine and coarse cluster, parted by tabs, commonest word first, and from
/// the lists of the lexicon.
pub(super) fn entries(clusters: &str) -> Vec<(Hash, Entry)> {
    let mut entries: BTreeMap<Hash, Entry> = BTreeMap::new();
    for line in clusters.lines() {
        let mut fields = line.split('\t');
        let word = fields.next().unwrap_or_default();
        let mut number = || fields.next()?.parse::<u16>().ok().map(|number| number + 2);
        if let (Some(cluster), Some(coarse)) = (number(), number()) {
            let entry = Entry {
                cluster,
                coarse,
                lists: 0,
            };
            // Of two words with one hash the first is the commoner.
            entries.entry(hash::text(&fold(word))).or_insert(entry);
        }
    }
    for (bit, lists) in LISTS.iter().enumerate() {
        for list in *lists {
            for word in listed(list) {
                entries.entry(word).or_default().lists |= 1 << bit;
            }
        }
    }
    let people = include_str!("../../../../data/lexicon/nouns.tsv").lines();
    for noun in people.filter_map(|line| line.split_once("\tp")) {
        entries.entry(hash::text(&fold(noun.0))).or_default().lists |= PERSONS;
    }
    entries.into_iter().collect()
}

fn listed(list: &List) -> impl Iterator<Item = Hash> {
    let lines = list.text.lines().filter(|line| !line.starts_with("# "));
    let keys = lines.filter_map(|line| line.split('\t').next());
    keys.flat_map(|key| {
        let all = list.each_word;
        let words = key.split(' ').filter(move |word| {
            if all {
                word.len() > 3
            } else {
                word.len() == key.len()
            }
        });
        words.map(|word| hash::text(&fold(word)))
    })
}

/// For each common word the number of its set of tags, from 2.
pub(super) fn classes<'s>(texts: impl Iterator<Item = &'s Syntax>) -> Vec<(Hash, u32)> {
    let mut counts: BTreeMap<String, BTreeMap<Xpos, usize>> = BTreeMap::new();
    for syntax in texts {
        for token in 0..syntax.tokens().len() as u32 {
            let (form, tag) = (syntax.form(token), syntax.tag(token).xpos);
            let folded = fold(form);
            if folded != form {
                *counts
                    .entry(form.to_owned())
                    .or_default()
                    .entry(tag)
                    .or_default() += 1;
            }
            *counts.entry(folded).or_default().entry(tag).or_default() += 1;
        }
    }
    let mut numbers: BTreeMap<Vec<Xpos>, u32> = BTreeMap::new();
    let mut classes = Vec::new();
    for (word, tags) in counts {
        let all: usize = tags.values().sum();
        if all < LEAST {
            continue;
        }
        let common = tags.into_iter().filter(|&(_, count)| count * 50 > all);
        let set: Vec<Xpos> = common.map(|(tag, _)| tag).collect();
        let next = numbers.len() as u32 + 2;
        classes.push((hash::text(&word), *numbers.entry(set).or_insert(next)));
    }
    classes
}

/// For each Penn tag a bit for each universal tag that goes with it. A tag of open classes may go with all of them: so
/// the second look can mend the first.
pub(super) fn allowed(samples: &[Sample]) -> Vec<u32> {
    const OPEN: [Upos; 8] = [
        Upos::Adj,
        Upos::Adv,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Propn,
        Upos::Verb,
        Upos::X,
    ];
    let open = OPEN
        .iter()
        .fold(0u32, |bits, &upos| bits | 1 << upos as u32);
    let mut counts = vec![[0usize; 32]; Xpos::ALL.len()];
    for sample in samples.iter().filter(|sample| sample.is_gold()) {
        for (&xpos, &upos) in sample.xpos.iter().zip(&sample.upos) {
            counts[usize::from(xpos)][usize::from(upos)] += 1;
        }
    }
    let bits = |counts: [usize; 32]| {
        let all: usize = counts.iter().sum();
        let common = counts
            .iter()
            .enumerate()
            .filter(|&(_, &count)| count * 2000 > all);
        let bits = common.fold(0, |bits, (upos, _)| bits | 1 << upos);
        if bits & open == 0 { bits } else { bits | open }
    };
    counts.into_iter().map(bits).collect()
}

/// Lines of word, tags and features, for `fast::morphology`: the commonest of each tag, and words with others.
pub(super) fn features(texts: &[Syntax]) -> String {
    type Counts = BTreeMap<String, usize>;
    let mut of_tag: BTreeMap<(Xpos, Upos), Counts> = BTreeMap::new();
    let mut of_word: BTreeMap<(String, Xpos, Upos), Counts> = BTreeMap::new();
    for syntax in texts {
        for token in 0..syntax.tokens().len() as u32 {
            let tag = syntax.tag(token);
            let (key, features) = ((tag.xpos, tag.upos), tag.features.to_string());
            *of_tag
                .entry(key)
                .or_default()
                .entry(features.clone())
                .or_default() += 1;
            let key = (fold(syntax.form(token)), tag.xpos, tag.upos);
            *of_word.entry(key).or_default().entry(features).or_default() += 1;
        }
    }
    let commonest = |counts: &Counts| {
        let best = counts
            .iter()
            .max_by_key(|&(features, &count)| (count, features.clone()));
        best.map(|(features, _)| features.clone())
            .unwrap_or_default()
    };
    let of_tag: BTreeMap<_, String> = of_tag
        .iter()
        .map(|(key, counts)| (*key, commonest(counts)))
        .collect();
    let mut lines = String::new();
    for ((xpos, upos), features) in &of_tag {
        let _ = writeln!(lines, "\t{xpos}\t{upos}\t{features}");
    }
    for ((word, xpos, upos), counts) in &of_word {
        let features = commonest(counts);
        if counts.values().sum::<usize>() > 1
            && of_tag[&(*xpos, *upos)] != features
            && !word.contains('\t')
        {
            let _ = writeln!(lines, "{word}\t{xpos}\t{upos}\t{features}");
        }
    }
    lines
}
