//! *He*, *its*, *they*: taken up by what was last prominent and agrees in number, gender, kind.
//!
//! Agreement and binding are strict. Of what they leave, the learned weights choose, or nothing; one of
//! the things they weigh is the order by salience after Lappin and Leass (1994): subjects before
//! objects, near before far, what is spoken of often before what is named once. What has no antecedent
//! within three sentences stays alone.

mod certain;
mod features;

use super::antecedent::Judge;
use super::partition::Partition;
use super::scene::Scene;
use crate::document::{DependencyRelation as Dep, EntityType, MentionKind};
use crate::lexicon::Gender;

pub(super) fn join(scene: &Scene, partition: &mut Partition, judge: &mut impl Judge) {
    for pronoun in scene.of_kind(MentionKind::Pronoun) {
        let form = scene.text(pronoun).to_lowercase();
        let Some(agreement) = Agreement::of(&form) else {
            continue;
        };
        let search = Search {
            scene,
            partition,
            pronoun,
            agreement,
            is_possessive: matches!(&*form, "his" | "her" | "its" | "their")
                && scene.syntax.relation(scene.get(pronoun).head) == Dep::PossessiveModifier,
            is_reflexive: form.ends_with("self") || form.ends_with("selves"),
        };
        let certain = search
            .joined()
            .map(|owner| (owner, "what it is joined to"))
            .or_else(|| Some((search.subject_before()?, "subject of the clause before")))
            .or_else(|| Some((search.denier()?, "who denies it")))
            .or_else(|| Some((search.event_before()?, "the event that does it")));
        if let Some((antecedent, reason)) = certain {
            partition.join(pronoun, antecedent, reason);
            continue;
        }
        let choices = features::choices(&search);
        if let Some(antecedent) = judge.choose(pronoun, &choices) {
            partition.join(pronoun, antecedent, "pronoun");
        }
    }
}

/// What a pronoun of the third person asks of its antecedent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Person(Gender),
    Thing,
    Several,
}

impl Agreement {
    fn of(form: &str) -> Option<Self> {
        match form {
            "he" | "him" | "his" | "himself" => Some(Self::Person(Gender::Male)),
            "she" | "her" | "hers" | "herself" => Some(Self::Person(Gender::Female)),
            "it" | "its" | "itself" => Some(Self::Thing),
            "they" | "them" | "their" | "theirs" | "themselves" => Some(Self::Several),
            _ => None,
        }
    }
}

struct Search<'a> {
    scene: &'a Scene<'a>,
    partition: &'a Partition,
    pronoun: u32,
    agreement: Agreement,
    is_possessive: bool,
    is_reflexive: bool,
}

/// How many sentences back an antecedent may lie.
const REACH: u32 = 3;

impl Search<'_> {
    /// What can be meant, the most salient first.
    fn candidates(&self) -> Vec<u32> {
        let start = self.scene.get(self.pronoun).span.start();
        let last = self.scene.sentence(self.pronoun);
        let near = last.saturating_sub(REACH)..=last;
        let near = near.flat_map(|sentence| self.scene.of_sentence(sentence));
        let mut candidates: Vec<u32> = near
            .filter(|&candidate| {
                self.scene.get(candidate).span.start() < start && self.is_possible(candidate)
            })
            .collect();
        candidates
            .sort_by_key(|&candidate| std::cmp::Reverse((self.salience(candidate), candidate)));
        candidates
    }

    /// ***Kyiv** and **its** allies*: certain, as far as anything is.
    fn joined(&self) -> Option<u32> {
        let sentence = self.scene.sentence(self.pronoun);
        let mut near = self.scene.of_sentence(sentence);
        near.find(|&candidate| {
            self.is_possessive && self.is_joined_to(candidate) && self.is_possible(candidate)
        })
    }

    /// *While **talks** led to a swap, **they** failed*: the subject goes on.
    fn subject_before(&self) -> Option<u32> {
        let syntax = self.scene.syntax;
        let head = self.scene.get(self.pronoun).head;
        let verb = syntax
            .head(head)
            .filter(|_| syntax.relation(head) == Dep::Subject)?;
        let mut clauses = syntax.dependents(verb).iter().copied();
        let fronted = clauses
            .find(|&clause| clause < head && syntax.relation(clause) == Dep::AdverbialClause)?;
        let subject = syntax.dependent(fronted, Dep::Subject)?;
        let candidate = self.scene.headed_by(subject)?;
        self.is_possible(candidate).then_some(candidate)
    }

    fn is_possible(&self, candidate: u32) -> bool {
        let scene = self.scene;
        let kind = scene.get(candidate).kind;
        if matches!(kind, MentionKind::Time | MentionKind::Amount) {
            return false;
        }
        // A pronoun that found nobody leads nowhere.
        if scene.is_only_pronouns(self.partition, candidate) && !self.is_same_form(candidate) {
            return false;
        }
        if scene.prominence(candidate) == 0 && kind == MentionKind::Demonym
            || kind == MentionKind::Name && scene.is_dateline(candidate)
        {
            return false;
        }
        self.agrees(candidate)
            && self.is_free(candidate)
            && !self.is_speaker(candidate)
            && !self.holds(candidate)
    }

    fn is_same_form(&self, candidate: u32) -> bool {
        Agreement::of(&self.scene.text(candidate).to_lowercase()) == Some(self.agreement)
    }

    fn agrees(&self, candidate: u32) -> bool {
        let scene = self.scene;
        let entity_type = scene.type_of_set(self.partition, candidate);
        let is_plural =
            scene.is_plural(candidate) && scene.get(candidate).kind == MentionKind::Nominal;
        let is_group = !self.partition.members(candidate).is_empty();
        match self.agreement {
            Agreement::Person(gender) => {
                let other = scene.gender_of_set(self.partition, candidate);
                let fits = other == gender || other == Gender::Unknown;
                entity_type == EntityType::Person && !is_plural && fits
            }
            Agreement::Thing => {
                !matches!(
                    entity_type,
                    EntityType::Person | EntityType::Date | EntityType::Time
                ) && !is_plural
                    && !is_group
                    && (!self.speaks() || matches!(entity_type, EntityType::Org | EntityType::Gpe))
            }
            Agreement::Several => {
                is_plural
                    || is_group
                    || entity_type == EntityType::Org
                        && scene.get(candidate).kind == MentionKind::Name
                    || scene.is_only_pronouns(self.partition, candidate)
            }
        }
    }

    /// Whether the pronoun is the subject of a verb of speech.
    fn speaks(&self) -> bool {
        let head = self.scene.get(self.pronoun).head;
        let Some(verb) = self.scene.syntax.head(head) else {
            return false;
        };
        let lemma = self.scene.syntax.lemma(verb).to_lowercase();
        self.scene.syntax.relation(head) == Dep::Subject
            && self.scene.lexicon.reporting(&lemma).is_some()
    }

    /// The arguments of one verb are different things: *Orr told **him***; a possessive may go back
    /// to the subject, a reflexive must.
    fn is_free(&self, candidate: u32) -> bool {
        let syntax = self.scene.syntax;
        let head = |mention: u32| self.scene.get(mention).head;
        let own = syntax.head(head(self.pronoun));
        let subject = own.and_then(|verb| self.subject_of(verb));
        let is_beside = |&each: &u32| {
            let verb = syntax.head(head(each));
            verb.is_some() && verb == own || Some(head(each)) == subject
        };
        let are_beside = self
            .partition
            .mentions(candidate)
            .iter()
            .any(|each| is_beside(each) && !self.is_possessive);
        if self.is_reflexive {
            return self.scene.sentence(candidate) == self.scene.sentence(self.pronoun);
        }
        !are_beside
    }

    /// The subject of a verb, from the verb before where they share it: *Orr rose and **told** him*.
    fn subject_of(&self, verb: u32) -> Option<u32> {
        let syntax = self.scene.syntax;
        let mut verb = verb;
        for _ in 0..3 {
            let own = syntax
                .dependent(verb, Dep::Subject)
                .or_else(|| syntax.dependent(verb, Dep::PassiveSubject));
            if own.is_some() {
                return own;
            }
            let shares = matches!(syntax.relation(verb), Dep::Conjunct | Dep::OpenComplement);
            verb = syntax.head(verb).filter(|_| shares)?;
        }
        None
    }

    /// Nobody speaks of themselves as *he*: the speaker of a quotation is not meant in it, and in
    /// the words around it seldom who is only named in it.
    fn is_speaker(&self, candidate: u32) -> bool {
        let Some(speaker) = self
            .scene
            .quotation(self.pronoun)
            .and_then(|quotation| quotation.speaker)
        else {
            return false;
        };
        self.agreement != Agreement::Thing
            && self.partition.set_of(speaker.0) == self.partition.set_of(candidate)
    }

    /// *The head of **its** board*: what holds the pronoun is not what it means.
    fn holds(&self, candidate: u32) -> bool {
        let own = self.scene.get(self.pronoun).span;
        let mut set = self.partition.mentions(candidate).iter();
        set.any(|&each| self.scene.get(each).span.contains(own))
    }

    fn salience(&self, candidate: u32) -> i32 {
        let scene = self.scene;
        let distance = (scene.sentence(self.pronoun) - scene.sentence(candidate)) as i32;
        let mut salience = 100 - 40 * distance;
        salience += match scene.prominence(candidate) {
            3 => 50,
            2 => 25,
            1 => 10,
            _ => 0,
        };
        let spoken = self
            .partition
            .mentions(candidate)
            .iter()
            .filter(|&&each| each < self.pronoun)
            .count();
        salience += 6 * spoken.min(5) as i32;
        salience += match scene.get(candidate).kind {
            MentionKind::Name => 15,
            MentionKind::Pronoun => 12,
            _ => 0,
        };
        if scene.is_in_headline(candidate) != scene.is_in_headline(self.pronoun) {
            salience -= 60;
        }
        let quotation = |mention: u32| scene.quotation(mention).map(|quotation| quotation.span);
        if quotation(candidate) != quotation(self.pronoun) && quotation(candidate).is_some() {
            salience -= 45;
        }
        if self.is_possessive && self.is_in_same_clause(candidate) {
            salience += 45;
        }
        if self.is_possessive && self.is_joined_to(candidate) {
            salience += 80;
        }
        if self.agreement == Agreement::Several && !scene.is_plural(candidate) {
            salience -= 30;
        }
        if self.agreement == Agreement::Thing {
            salience += self.fitness_of_thing(candidate);
        }
        salience
    }

    /// A body or country acts; what was only a place of something seldom does.
    fn fitness_of_thing(&self, candidate: u32) -> i32 {
        match self.scene.type_of_set(self.partition, candidate) {
            EntityType::Org => 25,
            EntityType::Gpe if self.scene.prominence(candidate) >= 2 => 20,
            EntityType::Gpe | EntityType::Loc | EntityType::Fac => -10,
            EntityType::Product | EntityType::Norp => -5,
            EntityType::Event if self.is_possessive => -40,
            _ => 0,
        }
    }

    /// ***Kyiv** and **its** allies*
    fn is_joined_to(&self, candidate: u32) -> bool {
        let syntax = self.scene.syntax;
        let owned = syntax.head(self.scene.get(self.pronoun).head);
        owned.is_some_and(|noun| {
            syntax.relation(noun) == Dep::Conjunct
                && syntax.head(noun) == Some(self.scene.get(candidate).head)
        })
    }

    fn is_in_same_clause(&self, candidate: u32) -> bool {
        let syntax = self.scene.syntax;
        if self.scene.prominence(candidate) != 3 {
            return false;
        }
        let verb = syntax.head(self.scene.get(candidate).head);
        let mut above = syntax.head(self.scene.get(self.pronoun).head);
        for _ in 0..4 {
            let Some(word) = above else { return false };
            if Some(word) == verb {
                return true;
            }
            above = syntax.head(word);
        }
        false
    }
}
