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

/// Reads lines of word, fine and coarse cluster, parted by tabs, commonest word first.
pub(super) fn clusters(lines: &str) -> Vec<(Hash, Entry)> {
    let line = |line: &str| {
        let mut fields = line.split('\t');
        let word = hash::text(&fold(fields.next()?));
        let mut number = || fields.next()?.parse::<u16>().ok().map(|number| number + 2);
        Some((
            word,
            Entry {
                cluster: number()?,
                coarse: number()?,
            },
        ))
    };
    lines.lines().filter_map(line).collect()
}

/// For each common word the number of its set of tags, from 2.
pub(super) fn classes(texts: &[Syntax]) -> Vec<(Hash, u32)> {
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

/// For each Penn tag a bit for each universal tag that goes with it.
pub(super) fn allowed(samples: &[Sample]) -> Vec<u32> {
    let mut counts = vec![[0usize; 32]; Xpos::ALL.len()];
    for sample in samples {
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
        common.fold(0, |bits, (upos, _)| bits | 1 << upos)
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
