//! One event by who takes part: *a **call** with Orr*, *their sixth **conversation***; one war by its country.

use std::collections::BTreeSet;

use super::partition::Partition;
use super::scene::Scene;
use crate::document::{DependencyRelation as Dep, EntityType, MentionKind, SentenceKind};

/// How many events back one is compared with: an article seldom comes back to what lies further.
const REACH: usize = 40;

pub(super) fn join(scene: &Scene, partition: &mut Partition) {
    let mut known: Vec<Event> = Vec::new();
    for set in partition.sets() {
        let Some(event) = Event::of(scene, partition, set) else {
            continue;
        };
        let mut near = known.iter_mut().rev().take(REACH);
        match near.find_map(|earlier| {
            earlier
                .reason(&event, scene)
                .map(|reason| (earlier, reason))
        }) {
            Some((earlier, reason)) => {
                partition.join(event.first, earlier.first, reason);
                earlier.take(event);
            }
            None => known.push(event),
        }
    }
    join_wars(scene, partition, &known);
}

/// *The war* and *hostilities* are the one war that the article says the place of, be it later.
fn join_wars(scene: &Scene, partition: &mut Partition, events: &[Event]) {
    let wars = || events.iter().filter(|event| event.is_war(scene));
    let Some(placed) = wars().max_by_key(|event| event.parties.len()) else {
        return;
    };
    let is_one = wars().all(|event| event.parties.is_subset(&placed.parties));
    if placed.parties.is_empty() || !is_one {
        return;
    }
    for event in
        wars().filter(|event| event.first != placed.first && event.newness == Newness::Open)
    {
        partition.join(event.first, placed.first, "the one war of the article");
    }
}

/// What a set of descriptions tells of its event.
struct Event {
    /// Its first mention.
    first: u32,
    nouns: BTreeSet<String>,
    /// The sets of whoever takes part.
    parties: BTreeSet<u32>,
    weekdays: BTreeSet<String>,
    ordinals: BTreeSet<String>,
    is_in_headline: bool,
    is_plural: bool,
    newness: Newness,
}

/// What an event's first description says of whether it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Newness {
    /// *the strike*, *strikes*
    Open,
    /// *a strike*
    Indefinite,
    /// *another strike*
    Another,
}

impl Newness {
    fn of(scene: &Scene, mention: u32) -> Self {
        let is_another =
            |word: &String| matches!(&**word, "other" | "next" | "previous" | "another" | "new");
        if scene.modifiers(mention).iter().any(is_another) {
            Self::Another
        } else if scene.is_indefinite(mention) {
            Self::Indefinite
        } else {
            Self::Open
        }
    }
}

impl Event {
    /// The event of a set; none for a set of anything else, and for an event with a name.
    fn of(scene: &Scene, partition: &Partition, set: u32) -> Option<Self> {
        if scene.type_of_set(partition, set) != EntityType::Event {
            return None;
        }
        let mentions = partition.mentions(set);
        let described: Vec<u32> = mentions
            .iter()
            .copied()
            .filter(|&mention| scene.get(mention).kind == MentionKind::Nominal)
            .collect();
        let has_name = mentions
            .iter()
            .any(|&mention| scene.get(mention).kind == MentionKind::Name);
        let &first = described.first().filter(|_| !has_name)?;
        let mut event = Self {
            first,
            nouns: BTreeSet::new(),
            parties: BTreeSet::new(),
            weekdays: BTreeSet::new(),
            ordinals: BTreeSet::new(),
            is_in_headline: is_in_headline(scene, first),
            is_plural: scene.is_plural(first),
            newness: Newness::of(scene, first),
        };
        for mention in described {
            event.nouns.insert(scene.lemma(mention));
            event.parties.extend(parties(scene, partition, mention));
            event.weekdays.extend(weekdays(scene, mention));
            let ordinals = scene.modifiers(mention);
            let ordinals = ordinals
                .into_iter()
                .filter(|word| scene.lexicon.is_ordinal(word));
            event.ordinals.extend(ordinals);
        }
        Some(event)
    }

    fn take(&mut self, later: Self) {
        self.nouns.extend(later.nouns);
        self.parties.extend(later.parties);
        self.weekdays.extend(later.weekdays);
        self.ordinals.extend(later.ordinals);
        self.is_in_headline &= later.is_in_headline;
    }

    /// Why a later event is this one, if it is.
    fn reason(&self, later: &Self, scene: &Scene) -> Option<&'static str> {
        let are_one_kind = self.nouns.iter().any(|own| {
            let mut others = later.nouns.iter();
            others.any(|other| scene.lexicon.are_words_for_one_event(own, other))
        });
        let agree = |own: &BTreeSet<String>, other: &BTreeSet<String>| {
            own.is_empty() || other.is_empty() || !own.is_disjoint(other)
        };
        if !are_one_kind
            || later.newness == Newness::Another
            || self.is_plural
            || later.is_plural
            || !agree(&self.weekdays, &later.weekdays)
            || !agree(&self.ordinals, &later.ordinals)
        {
            return None;
        }
        let (own, other) = (&self.parties, &later.parties);
        let shared = own.intersection(other).count();
        let fits = own.is_subset(other) || other.is_subset(own);
        let is_told_again = self.is_in_headline != later.is_in_headline;
        match shared {
            1 if fits && is_told_again => Some("event of the headline"),
            0 | 1 => None,
            _ => fits.then_some("event of the same kind and parties"),
        }
    }

    fn is_war(&self, scene: &Scene) -> bool {
        self.nouns.iter().any(|noun| scene.lexicon.is_war(noun))
            && (!self.is_plural || self.nouns.contains("hostility"))
    }
}

fn is_in_headline(scene: &Scene, mention: u32) -> bool {
    let kind = scene.syntax.sentence(scene.get(mention).sentence).kind;
    kind == SentenceKind::Headline
}

/// The weekdays that the sentence names.
fn weekdays(scene: &Scene, mention: u32) -> Vec<String> {
    let sentence = scene.syntax.sentence(scene.get(mention).sentence);
    let words = sentence.tokens.indexes();
    let words = words.map(|token| scene.syntax.form(token).to_lowercase());
    let is_weekday = |word: &String| word.ends_with("day") && word.len() > 5 && word != "today";
    words
        .filter(|word| is_weekday(word) && word != "yesterday" && word != "birthday")
        .collect()
}

/// The persons, countries and bodies that a description names as taking part: inside of it (*a call
/// between A and B*), as who holds it (*A and B held a call*), as who does something in it (*in a
/// call, A told B*).
fn parties(scene: &Scene, partition: &Partition, mention: u32) -> BTreeSet<u32> {
    let inside = scene.inside(mention).into_iter();
    let mut parties: BTreeSet<u32> = inside
        .flat_map(|inner| parties_of(scene, partition, inner))
        .collect();
    if scene.lexicon.is_reciprocal_noun(&scene.lemma(mention))
        && let Some(verb) = verb_of_parties(scene, mention, !parties.is_empty())
        && let Some(subject) = scene.agent_of(verb)
    {
        for word in scene.with_conjuncts(subject) {
            let named = scene.headed_by(word).into_iter();
            parties.extend(named.flat_map(|party| parties_of(scene, partition, party)));
        }
    }
    parties
}

/// The verb whose subject takes part in the event.
fn verb_of_parties(scene: &Scene, mention: u32, names_another: bool) -> Option<u32> {
    let syntax = scene.syntax;
    let head = scene.get(mention).head;
    let verb = syntax.head(head)?;
    let case = syntax.dependent(head, Dep::Case);
    let case = case.map(|word| syntax.form(word).to_lowercase());
    let takes_part = match syntax.relation(head) {
        Dep::Oblique => matches!(case.as_deref(), Some("in" | "during" | "by" | "on")),
        Dep::Object => scene.lexicon.is_light_verb(syntax.lemma(verb)) || names_another,
        _ => false,
    };
    takes_part.then_some(verb)
}

/// The set of a party, or those of the members of a group.
fn parties_of(scene: &Scene, partition: &Partition, mention: u32) -> Vec<u32> {
    let members = partition.members(mention);
    if !members.is_empty() {
        let sets = members.iter().map(|&member| partition.set_of(member));
        return sets.collect();
    }
    let mut set = partition.mentions(mention).iter();
    let is_named = set.any(|&each| {
        matches!(
            scene.get(each).kind,
            MentionKind::Name | MentionKind::Demonym
        )
    });
    let is_party = matches!(
        scene.type_of_set(partition, mention),
        EntityType::Person | EntityType::Org | EntityType::Gpe | EntityType::Norp | EntityType::Loc
    );
    if is_named && is_party {
        vec![partition.set_of(mention)]
    } else {
        Vec::new()
    }
}
