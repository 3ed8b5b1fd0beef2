//! A cluster of an article → what it tells of its event: kind, parties, days.

use std::collections::{BTreeMap, BTreeSet};

use crate::date::Day;
use crate::document::{
    Argument, Cluster, ClusterId, EntityType, MentionId, MentionKind, Reading, RelationMention,
};
use crate::lexicon::{Lexicon, WordClass};

/// What makes two event nouns of one kind: the noun, or a row of nouns for one event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Noun(String),
    Row(usize),
}

/// Who takes part: a country, also for its seat or capital, or another named thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Party {
    Country(&'static str),
    Thing(u32),
}

/// An event without a name, as one article tells of it.
#[derive(Debug)]
pub(super) struct Occurrence {
    pub(super) reading: usize,
    pub(super) thing: u32,
    pub(super) kinds: BTreeSet<Kind>,
    pub(super) parties: BTreeSet<Party>,
    /// When it happened: first and last day that it can have been.
    days: Vec<(Day, Day)>,
    ordinals: BTreeSet<String>,
    pub(super) is_war: bool,
    is_plural: bool,
    /// How many mentions it has.
    pub(super) size: usize,
}

impl Occurrence {
    /// Whether kind, number, days and ordinals allow both to be one.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let in_number = self.is_plural == other.is_plural || self.is_war && other.is_war;
        in_number && self.is_companion(other)
    }

    /// The same, whatever the number of different nouns: *the transfer of arms* and *arms deliveries*,
    /// but not *the attack* and *the attacks*.
    pub(super) fn is_companion(&self, other: &Self) -> bool {
        let nouns = |event: &Self| -> BTreeSet<Kind> {
            let kinds = event.kinds.iter().cloned();
            kinds.filter(|kind| matches!(kind, Kind::Noun(_))).collect()
        };
        if self.is_plural != other.is_plural && !nouns(self).is_disjoint(&nouns(other)) {
            return self.is_war && other.is_war;
        }
        let overlap = |one: &(Day, Day), other: &(Day, Day)| one.0 <= other.1 && other.0 <= one.1;
        let fit = self.days.is_empty()
            || other.days.is_empty()
            || self
                .days
                .iter()
                .any(|own| other.days.iter().any(|day| overlap(own, day)));
        let agree = self.ordinals.is_empty()
            || other.ordinals.is_empty()
            || !self.ordinals.is_disjoint(&other.ordinals);
        fit && agree && !self.kinds.is_disjoint(&other.kinds)
    }

    /// Whether the parties of one are among those of the other.
    pub(super) fn parties_fit(&self, other: &Self) -> bool {
        self.parties.is_subset(&other.parties) || other.parties.is_subset(&self.parties)
    }
}

/// The events of an article that have no name, in the order of its clusters.
pub(super) fn of_reading(
    index: usize,
    reading: &Reading,
    things: &[u32],
    lexicon: &Lexicon,
) -> Vec<Occurrence> {
    let clusters = reading.clusters.iter().enumerate();
    let is_event = |(_, cluster): &(usize, &Cluster)| {
        cluster.entity_type == EntityType::Event && !cluster.is_named && cluster.members.is_empty()
    };
    let events: Vec<(usize, &Cluster)> = clusters.filter(is_event).collect();
    if events.is_empty() {
        return Vec::new();
    }
    let scene = Scene {
        reading,
        things,
        lexicon,
        cluster_of: reading.cluster_of_mentions(),
    };
    let by_cluster = scene.relations_of(&events);
    events
        .into_iter()
        .map(|(id, cluster)| {
            let relations = by_cluster.get(&(id as u32)).map_or(&[][..], Vec::as_slice);
            let mut occurrence = scene.occurrence(index, things[id], cluster);
            for relation in relations {
                scene.add_relation(&mut occurrence, relation);
            }
            occurrence
        })
        .collect()
}

struct Scene<'a> {
    reading: &'a Reading,
    things: &'a [u32],
    lexicon: &'a Lexicon,
    cluster_of: Vec<ClusterId>,
}

impl<'a> Scene<'a> {
    fn occurrence(&self, reading: usize, thing: u32, cluster: &Cluster) -> Occurrence {
        let mut nouns = BTreeSet::new();
        let mut parties = BTreeSet::new();
        let mut ordinals = BTreeSet::new();
        let mut numbers = Vec::new();
        for id in &cluster.mentions {
            let mention = &self.reading.mentions[id.0 as usize];
            if mention.kind != MentionKind::Nominal {
                continue;
            }
            let text = mention.core.of(&self.reading.article.text).to_lowercase();
            let form = text.rsplit([' ', '-']).next().unwrap_or(&text);
            let noun = self.lexicon.lemma(form, WordClass::Noun);
            numbers.push(noun != form);
            nouns.insert(noun);
            let words = mention.span.of(&self.reading.article.text).to_lowercase();
            let words = words
                .split_whitespace()
                .filter(|word| self.lexicon.is_ordinal(word));
            ordinals.extend(words.map(str::to_owned));
            parties.extend(self.parties_inside(*id));
        }
        let rows = nouns.iter().flat_map(|noun| self.lexicon.event_rows(noun));
        let rows: BTreeSet<Kind> = rows.map(Kind::Row).collect();
        Occurrence {
            reading,
            thing,
            is_war: nouns.iter().any(|noun| self.lexicon.is_war(noun)),
            kinds: nouns.into_iter().map(Kind::Noun).chain(rows).collect(),
            parties,
            days: Vec::new(),
            ordinals,
            is_plural: numbers.first().copied().unwrap_or(false),
            size: cluster.mentions.len(),
        }
    }

    /// The parties that are named inside a mention.
    fn parties_inside(&self, id: MentionId) -> Vec<Party> {
        let mentions = &self.reading.mentions;
        let outer = mentions[id.0 as usize].span;
        let from = mentions.partition_point(|mention| mention.span.start() < outer.start());
        let inside = (from..mentions.len())
            .take_while(|&index| mentions[index].span.start() < outer.end())
            .filter(|&index| index != id.0 as usize && outer.contains(mentions[index].span));
        inside
            .flat_map(|index| self.parties_of(self.cluster_of[index]))
            .collect()
    }

    /// The party that a cluster is, or those of a group.
    fn parties_of(&self, id: ClusterId) -> Vec<Party> {
        let cluster = &self.reading.clusters[id.0 as usize];
        if !cluster.members.is_empty() {
            let members = cluster.members.iter();
            return members.filter_map(|member| self.party(*member)).collect();
        }
        self.party(id).into_iter().collect()
    }

    fn party(&self, id: ClusterId) -> Option<Party> {
        let cluster = &self.reading.clusters[id.0 as usize];
        let is_party = matches!(
            cluster.entity_type,
            EntityType::Person
                | EntityType::Org
                | EntityType::Gpe
                | EntityType::Norp
                | EntityType::Loc
        );
        let lexicon = self.lexicon;
        let country = lexicon
            .country_name(&cluster.name)
            .map(|country| country.name)
            .or_else(|| Some(lexicon.metonym(&cluster.name)?.country.name));
        (cluster.is_named && is_party)
            .then(|| country.map_or(Party::Thing(self.things[id.0 as usize]), Party::Country))
    }

    /// The relations that each of these clusters takes part in, or is the noun of.
    fn relations_of(
        &self,
        events: &[(usize, &Cluster)],
    ) -> BTreeMap<u32, Vec<&'a RelationMention>> {
        let ids: BTreeSet<u32> = events.iter().map(|(id, _)| *id as u32).collect();
        let mut heads: BTreeMap<u32, u32> = BTreeMap::new();
        for &id in &ids {
            for mention in &self.reading.clusters[id as usize].mentions {
                let core = self.reading.mentions[mention.0 as usize].core;
                heads.insert(core.end(), id);
            }
        }
        let mut found: BTreeMap<u32, Vec<&RelationMention>> = BTreeMap::new();
        for relation in &self.reading.relations {
            let slots = relation
                .object
                .iter()
                .chain(relation.arguments.iter().map(|argument| &argument.value));
            let mut clusters: BTreeSet<u32> = slots.filter_map(|slot| self.cluster(slot)).collect();
            if relation.nominal {
                clusters.extend(heads.get(&relation.predicate.span.end()));
            }
            for id in clusters.intersection(&ids) {
                found.entry(*id).or_default().push(relation);
            }
        }
        found
    }

    fn cluster(&self, argument: &Argument) -> Option<u32> {
        match argument {
            Argument::Mention(mention) => Some(self.cluster_of[mention.0 as usize].0),
            _ => None,
        }
    }

    /// What a relation adds: who does something in the event, or holds it; when.
    fn add_relation(&self, event: &mut Occurrence, relation: &RelationMention) {
        let parties = |argument: &Argument| {
            let cluster = self.cluster(argument).map(ClusterId);
            cluster.map_or(Vec::new(), |cluster| self.parties_of(cluster))
        };
        let of_event = |argument: &Argument| {
            self.cluster(argument)
                .is_some_and(|cluster| self.things[cluster as usize] == event.thing)
        };
        let is_held = relation.object.as_ref().is_some_and(of_event)
            && self.lexicon.is_light_verb(&relation.predicate.lemma);
        let is_setting = relation.arguments.iter().any(|argument| {
            of_event(&argument.value) && matches!(&*argument.role, "in" | "during")
        });
        let is_reciprocal = event.kinds.iter().any(|kind| match kind {
            Kind::Noun(noun) => self.lexicon.is_reciprocal_noun(noun),
            Kind::Row(_) => false,
        });
        let mut found = Vec::new();
        if relation.nominal {
            found.extend(relation.subject.iter().flat_map(parties));
            found.extend(relation.object.iter().flat_map(parties));
        } else if is_held || is_setting && is_reciprocal {
            found.extend(relation.subject.iter().flat_map(parties));
        }
        event.parties.extend(found);
        if relation.nominal || is_held {
            let time = relation.time.as_ref();
            event.days.extend(time.and_then(|time| time.value.days));
        }
    }
}
