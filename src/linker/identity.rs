//! Clusters → identities: what a cluster is looked up under, so that clusters of different articles
//! meet without being compared with one another.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Cluster, EntityType, MentionKind, Reading};
use crate::lexicon::Lexicon;

/// What makes two clusters one: a sort of thing and a name; for persons of one family name apart
/// the full name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity {
    sort: Sort,
    name: String,
}

/// Sorts that are never one thing. A body and a place may be: the news call both *Brussels*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// Indexes over the names of all readings.
pub(super) struct Identities {
    /// The full names of persons by family name and by first name.
    persons: BTreeMap<String, BTreeSet<String>>,
    /// The names of bodies and places by what else an article calls them: `WTO`, `Halvorsen`.
    aliases: BTreeMap<String, BTreeSet<String>>,
    /// The readings that name a person in full.
    readings_of: BTreeMap<String, BTreeSet<usize>>,
    /// For each reading, the names in it.
    names_in: Vec<BTreeSet<String>>,
    /// Full names by first name in full and family name: *Donald J. Trump*.
    variants: BTreeMap<(String, String), String>,
    nicknames: BTreeMap<String, String>,
    /// For each name of one word, of how many clusters each sort is it the name.
    sorts: BTreeMap<String, BTreeMap<Sort, usize>>,
}

impl Identities {
    pub(super) fn of(readings: &[&Reading], lexicon: &Lexicon) -> Self {
        let mut identities = Self {
            persons: BTreeMap::new(),
            aliases: BTreeMap::new(),
            readings_of: BTreeMap::new(),
            names_in: vec![BTreeSet::new(); readings.len()],
            variants: BTreeMap::new(),
            nicknames: BTreeMap::new(),
            sorts: BTreeMap::new(),
        };
        for (index, reading) in readings.iter().enumerate() {
            let named = reading.clusters.iter().filter(|cluster| cluster.is_named);
            for cluster in named {
                identities.names_in[index].insert(cluster.name.to_string());
                identities.count_sort(cluster);
                if cluster.entity_type == EntityType::Person {
                    identities.add_person(index, cluster, lexicon);
                } else {
                    identities.add_aliases(cluster, reading);
                }
            }
        }
        identities
    }

    fn count_sort(&mut self, cluster: &Cluster) {
        if !cluster.name.contains(' ') {
            let sorts = self.sorts.entry(cluster.name.to_string()).or_default();
            *sorts.entry(Sort::of(cluster.entity_type)).or_default() += 1;
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
        let count = |sort: Sort| sorts.get(&sort).copied().unwrap_or(0);
        let is_family_name = self.persons.contains_key(&*cluster.name);
        match (count(Sort::Person), count(Sort::BodyOrPlace)) {
            (0, 0) => own,
            (persons, bodies) if is_family_name && persons > bodies => Sort::Person,
            (_, _) if is_family_name => own,
            (persons, bodies) if bodies >= persons => Sort::BodyOrPlace,
            _ => Sort::Person,
        }
    }

    fn add_person(&mut self, reading: usize, cluster: &Cluster, lexicon: &Lexicon) {
        let name = cluster.name.to_string();
        let Some((first, family)) = first_and_family(&name) else {
            return;
        };
        let plain = first.to_lowercase();
        if let Some(full) = lexicon.nickname(&plain) {
            self.nicknames.insert(plain.clone(), full.to_owned());
        }
        let first = lexicon.nickname(&plain).map_or(plain, str::to_owned);
        // The longest name in use is the one; of equals the first in the alphabet.
        let best = self
            .variants
            .entry((first, family.to_owned()))
            .or_insert_with(|| name.clone());
        if (name.len(), std::cmp::Reverse(&name)) > (best.len(), std::cmp::Reverse(&*best)) {
            best.clone_from(&name);
        }
        self.readings_of
            .entry(name.clone())
            .or_default()
            .insert(reading);
        self.persons
            .entry(family.to_owned())
            .or_default()
            .insert(name);
    }

    fn add_aliases(&mut self, cluster: &Cluster, reading: &Reading) {
        for mention in &cluster.mentions {
            let mention = &reading.mentions[mention.0 as usize];
            let alias = mention.core.of(&reading.article.text);
            if mention.kind == MentionKind::Name && *alias != *cluster.name {
                self.aliases
                    .entry(alias.to_owned())
                    .or_default()
                    .insert(cluster.name.to_string());
            }
        }
    }

    /// The identity of a cluster of a reading, with the reason that joins it to the others of that
    /// identity; none for what has no name: that is a thing of its article alone.
    pub(super) fn find(
        &self,
        reading: usize,
        cluster: &Cluster,
    ) -> Option<(Identity, &'static str)> {
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

    fn person(&self, reading: usize, name: &str) -> (String, &'static str) {
        if name.contains(' ') {
            return self.full_name(name);
        }
        let candidates = self.persons.get(name).map(|full| {
            let names = full.iter().map(|full| self.full_name(full).0);
            names.collect::<BTreeSet<String>>()
        });
        let candidates: Vec<String> = candidates.into_iter().flatten().collect();
        match &candidates[..] {
            [] => (name.to_owned(), "same name"),
            [only] => (only.clone(), "family name of one person alone"),
            several => match self.nearest(reading, several) {
                Some(full) => (
                    full.clone(),
                    "family name, in the company of the same names",
                ),
                None => (name.to_owned(), "same name"),
            },
        }
    }

    fn full_name(&self, name: &str) -> (String, &'static str) {
        let variant = first_and_family(name).and_then(|(first, family)| {
            let plain = first.to_lowercase();
            let first = self.nicknames.get(&plain).cloned().unwrap_or(plain);
            self.variants.get(&(first, family.to_owned()))
        });
        match variant {
            Some(known) if known != name => (known.clone(), "first and family name"),
            _ => (name.to_owned(), "same name"),
        }
    }

    /// Of several persons with one family name the one whose articles share the most names with
    /// this one; none when two share equally many.
    fn nearest<'a>(&self, reading: usize, several: &'a [String]) -> Option<&'a String> {
        let own = &self.names_in[reading];
        let mut shared: Vec<(usize, &String)> = several
            .iter()
            .map(|full| {
                let readings = self.readings_of.get(full).into_iter().flatten();
                let common = readings.map(|&other| self.names_in[other].intersection(own).count());
                (common.max().unwrap_or(0), full)
            })
            .collect();
        shared.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(right.1)));
        match shared[..] {
            [(most, full), (next, _), ..] if most > next => Some(full),
            _ => None,
        }
    }

    /// The name that some article gives in full for this short one.
    fn body(&self, name: &str) -> (String, &'static str) {
        let full = self.aliases.get(name).filter(|full| full.len() == 1);
        match full.and_then(BTreeSet::first) {
            Some(full) => (full.clone(), "short name of one body alone"),
            None => (name.to_owned(), "same name"),
        }
    }
}

fn first_and_family(name: &str) -> Option<(&str, &str)> {
    let (first, _) = name.split_once(' ')?;
    let (_, family) = name.rsplit_once(' ')?;
    Some((first, family))
}
