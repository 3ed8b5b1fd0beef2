//! Names: the same name, a part of it, its acronym, the adjective of its country.

use std::collections::{BTreeMap, BTreeSet};

use super::partition::Partition;
use super::scene::Scene;
use crate::document::{EntityType, MentionKind, Upos};
use crate::lexicon::Gender;

pub(super) fn join(scene: &Scene, partition: &mut Partition) {
    let mut names: Vec<u32> = scene.of_kind(MentionKind::Name).collect();
    names.extend(scene.of_kind(MentionKind::Demonym));
    names.sort_unstable();
    join_the_same(scene, partition, &names);
    join_acronyms(scene, partition, &names);
    join_persons(scene, partition, &names);
    join_parts(scene, partition, &names);
}

/// What a name is known under: the country or organisation it means, else itself.
fn key(scene: &Scene, mention: u32) -> (String, &'static str) {
    let core = scene.core(mention);
    if let Some(country) = scene.country(mention) {
        let reason = match scene.get(mention).kind {
            MentionKind::Demonym => "adjective of the country",
            _ => "name of the country",
        };
        return (country.name.to_owned(), reason);
    }
    match scene.lexicon.organization(&core) {
        Some(name) => (name.to_owned(), "known name of the organisation"),
        None if scene.get(mention).kind == MentionKind::Demonym => {
            let place = scene.lexicon.place_adjective(&core);
            (place.map_or(core, str::to_owned), "adjective of the place")
        }
        None => (core, "same name"),
    }
}

fn join_the_same(scene: &Scene, partition: &mut Partition, names: &[u32]) {
    let couples = couples(scene, names);
    // By key, the first name of each sort: no name is compared with all others.
    let mut known: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for &name in names {
        if is_kind_of_thing(scene, name) {
            continue;
        }
        let (mut own, reason) = key(scene, name);
        if couples.contains(&own)
            && let Some(gender) = scene.gender_of_title(name)
        {
            own.push_str(gender.as_str());
        }
        let firsts = known.entry(own).or_default();
        let found = firsts
            .iter()
            .copied()
            .find(|&earlier| fits(scene.entity_type(earlier), scene.entity_type(name)));
        if !firsts
            .iter()
            .any(|&first| scene.entity_type(first) == scene.entity_type(name))
        {
            firsts.push(name);
        }
        if let Some(earlier) = found {
            let is_same_text = scene.core(earlier) == scene.core(name);
            partition.join(
                name,
                earlier,
                if is_same_text { "same name" } else { reason },
            );
        }
    }
}

/// *Senators*, *Figure 3*: capitals make no name of a sort of people or of what is counted.
fn is_kind_of_thing(scene: &Scene, name: u32) -> bool {
    let place = scene.get(name);
    let core = place.core.of(scene.syntax.text());
    if core.contains(' ') || place.kind != MentionKind::Name {
        return false;
    }
    let lemma = scene.lemma(name);
    let are_people = scene.is_plural(name)
        && scene.entity_type(name) != EntityType::Org
        && lemma != core.to_lowercase()
        && (scene.lexicon.is_person_noun(&lemma) || scene.lexicon.is_member_noun(&lemma));
    let next = place.head + 1;
    let is_counted = (next as usize) < scene.syntax.tokens().len()
        && scene.syntax.upos(next) == Upos::Num
        && scene
            .syntax
            .form(next)
            .starts_with(|letter: char| letter.is_ascii_digit())
        && matches!(
            &*lemma,
            "figure"
                | "table"
                | "section"
                | "chapter"
                | "article"
                | "room"
                | "page"
                | "tab"
                | "step"
        );
    are_people || is_counted
}

/// The family names that a man and a woman of the article bear, as titles and first names tell: *Mrs
/// Orr* beside *Tom Orr*.
fn couples(scene: &Scene, names: &[u32]) -> BTreeSet<String> {
    let mut genders: BTreeMap<String, BTreeSet<Gender>> = BTreeMap::new();
    for &name in names {
        let gender = scene.gender_of_name(name);
        if scene.entity_type(name) == EntityType::Person && gender != Gender::Unknown {
            let core = scene.core(name);
            let family = core.rsplit(' ').next().unwrap_or(&core);
            genders.entry(family.to_owned()).or_default().insert(gender);
        }
    }
    let several = genders.into_iter().filter(|(_, genders)| genders.len() > 1);
    several.map(|(family, _)| family).collect()
}

/// Whether two types can be of one thing, the finer differences between places and bodies aside.
pub(super) fn fits(one: EntityType, other: EntityType) -> bool {
    let is_person = |entity_type| entity_type == EntityType::Person;
    one == other
        || one == EntityType::Other
        || other == EntityType::Other
        || !is_person(one) && !is_person(other)
}

/// *the World Trade Organization (**WTO**)*
fn join_acronyms(scene: &Scene, partition: &mut Partition, names: &[u32]) {
    for &short in names {
        let core = scene.core(short).replace('.', "");
        let is_acronym =
            (2..=7).contains(&core.len()) && core.chars().all(|letter| letter.is_ascii_uppercase());
        if !is_acronym || scene.country(short).is_some() {
            continue;
        }
        let longs: Vec<u32> = names
            .iter()
            .copied()
            .filter(|&long| partition.set_of(long) != partition.set_of(short))
            .filter(|&long| is_spelled_out(scene, long, short, &core))
            .collect();
        if let Some(&long) = longs.first() {
            partition.join(short, long, "acronym");
        }
    }
}

/// The initials in their order, or in any order where the acronym stands in brackets behind it:
/// *the National Rescue Institute (INR)*.
fn is_spelled_out(scene: &Scene, long: u32, short: u32, acronym: &str) -> bool {
    let core = scene.core(long);
    if !core.contains(' ') || scene.entity_type(long) == EntityType::Person {
        return false;
    }
    let initials: String = core
        .split([' ', '-'])
        .filter(|word| word.starts_with(char::is_uppercase))
        .filter_map(|word| word.chars().next())
        .collect();
    let every: String = core
        .split([' ', '-'])
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let bracket = scene.get(long).tokens.end();
    let is_in_brackets =
        scene.get(short).tokens.start() == bracket + 1 && scene.syntax.form(bracket) == "(";
    initials == acronym
        || every == acronym
        || is_in_brackets && sorted(&initials) == sorted(acronym)
}

/// Family names and first names with the full name they are a part of.
fn join_persons(scene: &Scene, partition: &mut Partition, names: &[u32]) {
    let persons: Vec<u32> = names
        .iter()
        .copied()
        .filter(|&name| scene.entity_type(name) == EntityType::Person)
        .collect();
    let full: Vec<u32> = persons
        .iter()
        .copied()
        .filter(|&name| scene.core(name).contains(' '))
        .collect();
    join_variants(scene, partition, &full);
    let full = ByEdge::new(scene, &full);
    let mut last_bare: Vec<(String, u32)> = Vec::new();
    for &name in &persons {
        let core = scene.core(name);
        if core.contains(' ') {
            continue;
        }
        let mut candidates = candidates(scene, partition, &full, &core);
        if let Some(gender) = scene.gender_of_title(name) {
            candidates.retain(|&full| {
                let known = scene.gender_of_set(partition, full);
                known == gender || known == Gender::Unknown
            });
        }
        let before: Vec<u32> = candidates
            .iter()
            .copied()
            .filter(|&full| partition.set_of(full) < name)
            .collect();
        let chosen = match (&before[..], &candidates[..]) {
            ([only], _) | ([], [only]) => Some(*only),
            ([], _) => None,
            _ => {
                let used = last_bare.iter().rev().find(|(bare, _)| *bare == core);
                let used = used.map(|(_, full)| *full);
                let recent = before.iter().copied().max_by_key(|&full| {
                    let set = partition.mentions(full).iter();
                    set.filter(|&&each| each < name).max().copied()
                });
                used.or(recent)
            }
        };
        if let Some(full) = chosen {
            let reason = if scene.core(full).ends_with(&core) {
                "family name"
            } else {
                "first name"
            };
            last_bare.push((core, full));
            partition.join(name, full, reason);
        }
    }
}

/// Names by their first and by their last word, so that a part is not compared with all of them.
struct ByEdge {
    first: BTreeMap<String, Vec<u32>>,
    last: BTreeMap<String, Vec<u32>>,
}

impl ByEdge {
    fn new(scene: &Scene, names: &[u32]) -> Self {
        let (mut first, mut last) = (BTreeMap::new(), BTreeMap::new());
        for &name in names {
            let core = scene.core(name);
            let mut words = core.split(' ');
            let ends = [(&mut first, words.next()), (&mut last, words.next_back())];
            for (index, word) in ends {
                if let Some(word) = word {
                    let names: &mut Vec<u32> = index.entry(word.to_owned()).or_default();
                    names.push(name);
                }
            }
        }
        Self { first, last }
    }

    /// The names that begin or end as `part` does, in text order.
    fn around(&self, part: &str) -> Vec<u32> {
        let begins = part.split(' ').next().and_then(|word| self.first.get(word));
        let ends = part.rsplit(' ').next().and_then(|word| self.last.get(word));
        let names: BTreeSet<u32> = [begins, ends]
            .into_iter()
            .flatten()
            .flatten()
            .copied()
            .collect();
        names.into_iter().collect()
    }
}

/// One full name of each person that a bare name may be of.
fn candidates(scene: &Scene, partition: &Partition, full: &ByEdge, bare: &str) -> Vec<u32> {
    let mut sets = Vec::new();
    let mut found = Vec::new();
    for name in full.around(bare) {
        let core = scene.core(name);
        let is_part = core.split(' ').next_back() == Some(bare)
            || core.split(' ').next() == Some(bare) && scene.lexicon.first_name(bare).is_some();
        let set = partition.set_of(name);
        if is_part && !sets.contains(&set) {
            sets.push(set);
            found.push(name);
        }
    }
    found
}

/// *Donald J. Trump* is *Donald Trump*, *Bill Orr* is *William Orr*.
fn join_variants(scene: &Scene, partition: &mut Partition, full: &[u32]) {
    let parts = |mention: u32| -> Option<(String, String)> {
        let core = scene.core(mention);
        let first = core.split(' ').next()?.to_lowercase();
        let first = scene.lexicon.nickname(&first).map_or(first, str::to_owned);
        Some((first, core.split(' ').next_back()?.to_owned()))
    };
    let mut firsts: BTreeMap<(String, String), Namesakes> = BTreeMap::new();
    for &name in full {
        let Some(own) = parts(name) else { continue };
        let known = firsts.entry(own).or_default();
        let initial = middle_initial(&scene.core(name));
        // *John A. Orr* is not *John B. Orr*.
        let fits = |other: &Option<char>| other.is_none() || initial.is_none() || *other == initial;
        match known.iter().find(|(other, _)| fits(other)) {
            Some((_, earlier)) => partition.join(name, *earlier, "first and family name"),
            None => known.push((initial, name)),
        }
    }
}

/// Persons of one first and family name: the middle initial and first mention of each.
type Namesakes = Vec<(Option<char>, u32)>;

/// *J* in *Donald J. Trump*
fn middle_initial(name: &str) -> Option<char> {
    let mut words = name.split(' ');
    let middle = words.nth(1).filter(|_| words.next().is_some())?;
    let mut letters = middle.chars().filter(|letter| *letter != '.');
    letters.next().filter(|_| letters.next().is_none())
}

/// *Halvorsen* for *Halvorsen Foods*, *Rovers* for *Harbour Rovers*: the beginning or end of the
/// name of one body alone.
fn join_parts(scene: &Scene, partition: &mut Partition, names: &[u32]) {
    let by_edge = ByEdge::new(scene, names);
    for &part in names {
        let core = scene.core(part);
        let is_known = scene.country(part).is_some()
            || scene.lexicon.place(&core).is_some() && scene.entity_type(part) != EntityType::Org
            || scene.lexicon.metonym(&core).is_some()
            || scene.entity_type(part) == EntityType::Person
            || scene.entity_type(part) == EntityType::Event
            || scene.lexicon.demonym(&core).is_some()
            || scene.get(part).kind == MentionKind::Demonym;
        if is_known {
            continue;
        }
        let mut wholes: Vec<u32> = Vec::new();
        for whole in by_edge.around(&core) {
            let set = partition.set_of(whole);
            let is_whole = set != partition.set_of(part)
                && scene.entity_type(whole) != EntityType::Person
                && !shouts(scene, whole)
                && is_part_of(&core, &scene.core(whole))
                && is_abridged(scene, part, whole);
            if is_whole && !wholes.iter().any(|&known| partition.set_of(known) == set) {
                wholes.push(whole);
            }
        }
        if let [whole] = wholes[..] {
            partition.join(part, whole, "part of the name");
        }
    }
}

/// Whether the whole is a name that can be cut short to the part: not one that everybody knows (*the
/// White House*, no *House*), not its members (*Senate Republicans*), and not a body named for a
/// place (*Hamra Port Authority*, in *Hamra*) or a place for another (*York*, *New York*).
fn is_abridged(scene: &Scene, part: u32, whole: u32) -> bool {
    let core = scene.core(whole);
    let lexicon = scene.lexicon;
    let is_known = lexicon.metonym(&core).is_some()
        || lexicon.organization(&core).is_some()
        || lexicon.country_name(&core).is_some();
    let lemma = scene.lemma(whole);
    let are_members = scene.is_plural(whole)
        && (scene.entity_type(whole) != EntityType::Org && lexicon.is_person_noun(&lemma)
            || lexicon.is_member_noun(&lemma)
            || lexicon.is_people(core.rsplit(' ').next().unwrap_or(&core)));
    if is_known || are_members {
        return false;
    }
    let is_place = |mention: u32| {
        matches!(
            scene.entity_type(mention),
            EntityType::Gpe | EntityType::Loc
        )
    };
    let rest = core.strip_prefix(&scene.core(part)).unwrap_or_default();
    let is_head = lexicon
        .place_head(&scene.core(part).to_lowercase())
        .is_some();
    let is_same_place = is_place(whole)
        && (is_head
            || matches!(rest, " City" | " Town" | " Island" | " Islands")
            || rest.trim_start().starts_with(char::is_lowercase));
    !is_place(part) || is_same_place
}

/// *ROVERS LAND DUARTE* is a headline, no name.
fn shouts(scene: &Scene, mention: u32) -> bool {
    let text = scene.get(mention).core.of(scene.syntax.text());
    text.contains(' ') && !text.contains(char::is_lowercase)
}

fn is_part_of(part: &str, whole: &str) -> bool {
    let begins = whole
        .strip_prefix(part)
        .is_some_and(|rest| rest.starts_with(' '));
    let ends = whole.strip_suffix(part).is_some_and(|rest| {
        rest.ends_with(' ') && !rest.ends_with(" of ") && !rest.ends_with(" the ")
    });
    begins && !whole[part.len()..].starts_with(" of ") || ends
}
