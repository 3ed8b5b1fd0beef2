//! Things without a name, across articles: an event by its kind, who takes part and when; a group by its
//! members; what else articles of one event say in the same words.
//!
//! Goes in: readings in the order of their ids, and for each of their clusters the number of the thing
//! that its name makes it. Comes out: which of these things are one, and why. Candidates come from an
//! index by kind and party, and of those each is compared with a few that lie nearest in time.

mod occurrence;

use std::collections::{BTreeMap, BTreeSet};

use super::unions::Unions;
use crate::document::{EntityType, Reading};
use crate::lexicon::Lexicon;
use occurrence::{Kind, Occurrence, Party};

/// How many of its index each event is compared with.
const WINDOW: usize = 24;

/// How many days apart articles may be to speak of one event.
const DAYS: i32 = 3;

/// How many days apart articles may be to speak of one war, when none between them does.
const DAYS_OF_WAR: i32 = 366;

/// How many names two articles without a date must share, and of the one with fewer the half.
const NAMES: usize = 4;

/// Joins the things that are one; `things` has for each reading the thing of each cluster.
pub(super) fn join(
    readings: &[&Reading],
    things: &[Vec<u32>],
    lexicon: &Lexicon,
    unions: &mut Unions,
) {
    join_groups(readings, things, unions);
    let view = View::new(readings, things, lexicon);
    let matches = view.matches();
    let mut anchored = BTreeSet::new();
    for &(left, right, reason) in &matches {
        let (one, other) = (&view.events[left], &view.events[right]);
        let is_joined = unions.join_apart(one.thing, other.thing, reason);
        if is_joined && reason == SAME_EVENT {
            anchored.insert((one.reading, other.reading));
        }
    }
    for (left, right) in anchored {
        view.join_companions(left, right, unions);
        view.join_phrases(left, right, unions);
    }
}

const SAME_EVENT: &str = "event of the same kind, parties and time";

/// *The two leaders* of one article are those of another when they are the same two.
fn join_groups(readings: &[&Reading], things: &[Vec<u32>], unions: &mut Unions) {
    let mut known: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
    for (reading, things) in readings.iter().zip(things) {
        for (cluster, &thing) in reading.clusters.iter().zip(things) {
            let members = cluster.members.iter();
            let mut members: Vec<u32> = members.map(|id| things[id.0 as usize]).collect();
            members.sort_unstable();
            members.dedup();
            if cluster.is_named || members.len() < 2 {
                continue;
            }
            let first = *known.entry(members).or_insert(thing);
            unions.join(first, thing, "group of the same members");
        }
    }
}

struct View<'a> {
    readings: &'a [&'a Reading],
    things: &'a [Vec<u32>],
    events: Vec<Occurrence>,
    /// For each reading, where its events begin; one more at the end.
    starts: Vec<usize>,
    /// For each reading, its named things.
    names: Vec<BTreeSet<u32>>,
}

impl<'a> View<'a> {
    fn new(readings: &'a [&'a Reading], things: &'a [Vec<u32>], lexicon: &Lexicon) -> Self {
        let mut events = Vec::new();
        let mut starts = vec![0];
        let mut names = Vec::new();
        for (index, (reading, things)) in readings.iter().zip(things).enumerate() {
            events.extend(occurrence::of_reading(index, reading, things, lexicon));
            starts.push(events.len());
            let clusters = reading.clusters.iter().zip(things);
            let named = clusters.filter(|(cluster, _)| cluster.is_named);
            names.push(named.map(|(_, &thing)| thing).collect());
        }
        Self {
            readings,
            things,
            events,
            starts,
            names,
        }
    }

    /// Pairs of events of different articles that are one, with the reason; none for an event that
    /// could be two of the other article.
    fn matches(&self) -> Vec<(usize, usize, &'static str)> {
        let mut found: BTreeMap<(usize, usize), &'static str> = BTreeMap::new();
        for block in self.blocks().values() {
            for (place, &event) in block.iter().enumerate() {
                for &earlier in &block[place.saturating_sub(WINDOW)..place] {
                    let pair = (earlier.min(event), earlier.max(event));
                    if let Some(reason) = self.reason(pair.0, pair.1) {
                        found.insert(pair, reason);
                    }
                }
            }
        }
        let mut partners: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for &(left, right) in found.keys() {
            let readings = (self.events[left].reading, self.events[right].reading);
            *partners.entry((left, readings.1)).or_default() += 1;
            *partners.entry((right, readings.0)).or_default() += 1;
        }
        let is_only = |event: usize, other: usize| {
            partners.get(&(event, self.events[other].reading)) == Some(&1)
        };
        found
            .into_iter()
            .filter(|((left, right), _)| is_only(*left, *right) && is_only(*right, *left))
            .map(|((left, right), reason)| (left, right, reason))
            .collect()
    }

    /// Events by kind and party, in the order of their articles' dates.
    fn blocks(&self) -> BTreeMap<(&Kind, &Party), Vec<usize>> {
        let mut blocks: BTreeMap<(&Kind, &Party), Vec<usize>> = BTreeMap::new();
        for (index, event) in self.events.iter().enumerate() {
            for kind in &event.kinds {
                for party in &event.parties {
                    blocks.entry((kind, party)).or_default().push(index);
                }
            }
        }
        for block in blocks.values_mut() {
            block.sort_by_key(|&event| {
                let reading = self.events[event].reading;
                (self.readings[reading].article.date, event)
            });
        }
        blocks
    }

    /// Why two events of different articles are one, if they are.
    fn reason(&self, left: usize, right: usize) -> Option<&'static str> {
        let (one, other) = (&self.events[left], &self.events[right]);
        if one.reading == other.reading || !one.agrees(other) {
            return None;
        }
        let are_same = one.parties == other.parties;
        if one.is_war
            && other.is_war
            && are_same
            && self.are_within(one.reading, other.reading, DAYS_OF_WAR)
        {
            return Some("war of the same parties");
        }
        let shared = one.parties.intersection(&other.parties).count();
        (shared >= 2 && self.are_near(one.reading, other.reading)).then_some(SAME_EVENT)
    }

    fn are_near(&self, left: usize, right: usize) -> bool {
        let date = |reading: usize| self.readings[reading].article.date;
        if date(left).is_some() && date(right).is_some() {
            return self.are_within(left, right, DAYS);
        }
        let (own, other) = (&self.names[left], &self.names[right]);
        let shared = own.intersection(other).count();
        shared >= NAMES && shared * 2 >= own.len().min(other.len())
    }

    fn are_within(&self, left: usize, right: usize, days: i32) -> bool {
        let date = |reading: usize| self.readings[reading].article.date;
        match (date(left), date(right)) {
            (Some(one), Some(other)) => one.min(other).plus_days(days) >= one.max(other),
            _ => false,
        }
    }

    /// In articles of one event, what each tells of most among what can be one is one: *talks*, *the
    /// war*.
    fn join_companions(&self, left: usize, right: usize, unions: &mut Unions) {
        for one in self.of_reading(left) {
            let Some(other) = main(one, self.of_reading(right)) else {
                continue;
            };
            let is_mutual = main(other, self.of_reading(left));
            if is_mutual.is_some_and(|mutual| std::ptr::eq(mutual, one)) {
                unions.join_apart(
                    one.thing,
                    other.thing,
                    "main event of its kind in articles of one event",
                );
            }
        }
    }

    fn of_reading(&self, reading: usize) -> &[Occurrence] {
        &self.events[self.starts[reading]..self.starts[reading + 1]]
    }

    /// In articles of one event, groups and goods of the same words are one: *reporters*.
    fn join_phrases(&self, left: usize, right: usize, unions: &mut Unions) {
        let phrases = |reading: usize| {
            let mut phrases: BTreeMap<(EntityType, String), Vec<u32>> = BTreeMap::new();
            let clusters = self.readings[reading].clusters.iter();
            for (cluster, &thing) in clusters.zip(&self.things[reading]) {
                let is_open = matches!(cluster.entity_type, EntityType::Norp | EntityType::Product);
                if is_open && !cluster.is_named && cluster.members.is_empty() {
                    let key = (cluster.entity_type, cluster.name.to_lowercase());
                    phrases.entry(key).or_default().push(thing);
                }
            }
            phrases
        };
        let others = phrases(right);
        for (phrase, own) in phrases(left) {
            if let ([one], Some([other])) = (&own[..], others.get(&phrase).map(Vec::as_slice)) {
                unions.join_apart(*one, *other, "same words in articles of one event");
            }
        }
    }
}

/// Of the events that can be one with `event` the one that is spoken of most; none when two are.
fn main<'e>(event: &Occurrence, others: &'e [Occurrence]) -> Option<&'e Occurrence> {
    let fits = |other: &&Occurrence| event.is_companion(other) && event.parties_fit(other);
    let mut fitting: Vec<&Occurrence> = others.iter().filter(fits).collect();
    fitting.sort_by_key(|other| std::cmp::Reverse(other.size));
    match fitting[..] {
        [most, next, ..] if most.size == next.size => None,
        [most, ..] => Some(most),
        [] => None,
    }
}
