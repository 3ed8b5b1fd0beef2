//! Clusters → identities: what a cluster is looked up under, so that clusters of different articles
//! meet without being compared with one another.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::document::{Cluster, EntityType, MentionKind, Reading};
use crate::lexicon::Lexicon;

/// What makes two clusters one: a sort of thing and a name; for persons of one family name apart
/// the full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Identity<'r> {
    sort: Sort,
    name: &'r str,
}

/// Sorts that are never one thing. A body and a place may be: the news call both *Brussels*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Sort {
    Person,
    BodyOrPlace,
    Group,
    Event,
    Thing,
    Time,
}

impl Sort {
    fn of(entity_type: EntityType) -> Self {
        match entity_type {
            EntityType::Person => Self::Person,
            EntityType::Norp => Self::Group,
            EntityType::Event => Self::Event,
            EntityType::Date | EntityType::Time => Self::Time,
            EntityType::Org | EntityType::Gpe | EntityType::Loc | EntityType::Fac => {
                Self::BodyOrPlace
            }
            _ => Self::Thing,
        }
    }
}

/// How many sorts there are.
const SORTS: usize = 6;

/// Indexes over the names of all readings.
pub(super) struct Identities<'r> {
    /// The full names of persons by family name, sorted; of one person's names the one in use.
    persons: FxHashMap<&'r str, Vec<&'r str>>,
    /// For each full name the longest name of that person.
    full_names: FxHashMap<&'r str, &'r str>,
    /// The names of bodies and places by what else an article calls them, `WTO`, `Halvorsen`; none
    /// where that is several.
    aliases: FxHashMap<&'r str, Option<&'r str>>,
    /// The readings that name a person in full, ascending.
    readings_of: FxHashMap<&'r str, Vec<u32>>,
    /// For each reading, the names in it as numbers, ascending.
    names_in: Vec<Vec<u32>>,
    /// For each name of one word, of how many clusters of each sort is it the name.
    sorts: FxHashMap<&'r str, [usize; SORTS]>,
}

impl<'r> Identities<'r> {
    pub(super) fn of(readings: &[&'r Reading], lexicon: &Lexicon) -> Self {
        let mut identities = Self {
            persons: FxHashMap::default(),
            full_names: FxHashMap::default(),
            aliases: FxHashMap::default(),
            readings_of: FxHashMap::default(),
            names_in: Vec::with_capacity(readings.len()),
            sorts: FxHashMap::default(),
        };
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut persons = Persons::default();
        for (index, reading) in readings.iter().enumerate() {
            let mut names = Vec::new();
            let named = reading.clusters.iter().filter(|cluster| cluster.is_named);
            for cluster in named {
                let fresh = numbers.len() as u32;
                names.push(*numbers.entry(&cluster.name).or_insert(fresh));
                identities.count_sort(cluster);
                if cluster.entity_type == EntityType::Person {
                    if persons.add(&cluster.name, lexicon) {
                        let known = identities.readings_of.entry(&cluster.name);
                        known.or_default().push(index as u32);
                    }
                } else {
                    identities.add_aliases(cluster, reading);
                }
            }
            names.sort_unstable();
            names.dedup();
            identities.names_in.push(names);
        }
        identities.full_names = persons.full_names();
        identities.persons = persons.by_family(&identities.full_names);
        identities
    }

    fn count_sort(&mut self, cluster: &'r Cluster) {
        if !cluster.name.contains(' ') {
            let sorts = self.sorts.entry(&cluster.name).or_default();
            sorts[Sort::of(cluster.entity_type) as usize] += 1;
        }
    }

    /// The sort of a cluster. A name of one word tells a person from a firm in no single article;
    /// it is what most articles take it for, a body or place of equals. Where somebody's family name
    /// is the same and no majority speaks for the person, each stays what it was taken for.
    fn sort(&self, cluster: &Cluster) -> Sort {
        let own = Sort::of(cluster.entity_type);
        let is_open = matches!(own, Sort::Person | Sort::BodyOrPlace | Sort::Thing);
        let Some(sorts) = self.sorts.get(&*cluster.name).filter(|_| is_open) else {
            return own;
        };
        let count = |sort: Sort| sorts[sort as usize];
        let is_family_name = self.persons.contains_key(&*cluster.name);
        match (count(Sort::Person), count(Sort::BodyOrPlace)) {
            (0, 0) => own,
            (persons, bodies) if is_family_name && persons > bodies => Sort::Person,
            (_, _) if is_family_name => own,
            (persons, bodies) if bodies >= persons => Sort::BodyOrPlace,
            _ => Sort::Person,
        }
    }

    fn add_aliases(&mut self, cluster: &'r Cluster, reading: &'r Reading) {
        let name = &*cluster.name;
        for mention in &cluster.mentions {
            let mention = &reading.mentions[mention.0 as usize];
            let alias = mention.core.of(&reading.article.text);
            if mention.kind == MentionKind::Name && alias != name {
                let full = self.aliases.entry(alias).or_insert(Some(name));
                *full = full.filter(|full| *full == name);
            }
        }
    }

    /// The identity of a cluster of a reading, with the reason that joins it to the others of that
    /// identity; none for what has no name: that is a thing of its article alone.
    pub(super) fn find(
        &self,
        reading: usize,
        cluster: &'r Cluster,
    ) -> Option<(Identity<'r>, &'static str)> {
        if !cluster.is_named {
            return None;
        }
        let sort = self.sort(cluster);
        let (name, reason) = match sort {
            Sort::Person => self.person(reading, &cluster.name),
            _ => self.body(&cluster.name),
        };
        Some((Identity { sort, name }, reason))
    }

    fn person(&self, reading: usize, name: &'r str) -> (&'r str, &'static str) {
        if name.contains(' ') {
            return match self.full_names.get(name) {
                Some(known) if *known != name => (known, "first and family name"),
                _ => (name, "same name"),
            };
        }
        match self.persons.get(name).map_or(&[][..], Vec::as_slice) {
            [] => (name, "same name"),
            [only] => (only, "family name of one person alone"),
            several => match self.nearest(reading, several) {
                Some(full) => (full, "family name, in the company of the same names"),
                None => (name, "same name"),
            },
        }
    }

    /// Of several persons with one family name the one whose articles share the most names with
    /// this one; none when two share equally many.
    fn nearest(&self, reading: usize, several: &[&'r str]) -> Option<&'r str> {
        let own = &self.names_in[reading];
        let mut shared: Vec<(usize, &'r str)> = several
            .iter()
            .map(|full| {
                let readings = self.readings_of.get(full).into_iter().flatten();
                let common = readings.map(|&other| common(&self.names_in[other as usize], own));
                (common.max().unwrap_or(0), *full)
            })
            .collect();
        shared.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(right.1)));
        match shared[..] {
            [(most, full), (next, _), ..] if most > next => Some(full),
            _ => None,
        }
    }

    /// The name that some article gives in full for this short one.
    fn body(&self, name: &'r str) -> (&'r str, &'static str) {
        match self.aliases.get(name) {
            Some(Some(full)) => (full, "short name of one body alone"),
            _ => (name, "same name"),
        }
    }
}

/// How many numbers two ascending rows share.
fn common(left: &[u32], right: &[u32]) -> usize {
    let (mut left, mut right, mut count) = (left, right, 0);
    while let ([one, rest @ ..], [other, others @ ..]) = (left, right) {
        count += usize::from(one == other);
        if one <= other {
            left = rest;
        }
        if other <= one {
            right = others;
        }
    }
    count
}

/// The full names of persons while they come in.
#[derive(Default)]
struct Persons<'r> {
    /// For each full name its first name in full, as a number, and its family name.
    parts: FxHashMap<&'r str, (u32, &'r str)>,
    /// First names in small letters, nicknames as what they are short for: *Donald J. Trump*.
    first_names: FxHashMap<String, u32>,
    /// The longest name in use of each first and family name; of equals the first in the alphabet.
    variants: FxHashMap<(u32, &'r str), &'r str>,
}

impl<'r> Persons<'r> {
    /// Takes a name; whether it is a full one.
    fn add(&mut self, name: &'r str, lexicon: &Lexicon) -> bool {
        if self.parts.contains_key(name) {
            return true;
        }
        let Some((first, family)) = first_and_family(name) else {
            return false;
        };
        let plain = first.to_lowercase();
        let first = lexicon.nickname(&plain).map_or(plain, str::to_owned);
        let fresh = self.first_names.len() as u32;
        let first = *self.first_names.entry(first).or_insert(fresh);
        self.parts.insert(name, (first, family));
        let best = self.variants.entry((first, family)).or_insert(name);
        if (name.len(), std::cmp::Reverse(name)) > (best.len(), std::cmp::Reverse(*best)) {
            *best = name;
        }
        true
    }

    fn full_names(&self) -> FxHashMap<&'r str, &'r str> {
        let full = |(&name, parts): (&&'r str, &(u32, &'r str))| (name, self.variants[parts]);
        self.parts.iter().map(full).collect()
    }

    /// The persons that a family name can mean.
    fn by_family(
        &self,
        full_names: &FxHashMap<&'r str, &'r str>,
    ) -> FxHashMap<&'r str, Vec<&'r str>> {
        let mut persons: FxHashMap<&str, BTreeSet<&str>> = FxHashMap::default();
        for (name, (_, family)) in &self.parts {
            persons.entry(family).or_default().insert(full_names[name]);
        }
        let persons = persons.into_iter();
        persons
            .map(|(family, names)| (family, names.into_iter().collect()))
            .collect()
    }
}

fn first_and_family(name: &str) -> Option<(&str, &str)> {
    let (first, _) = name.split_once(' ')?;
    let (_, family) = name.rsplit_once(' ')?;
    Some((first, family))
}
