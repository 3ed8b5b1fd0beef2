//! The vocabulary of a list of words, or of a graph.

use std::sync::Arc;

use super::KnownEntity;
use super::known::{Known, Sort, words_of};
use super::vocabulary::{Vocabulary, fold, has_words};
use crate::lexicon::{Counted, RelationMap};

/// A vocabulary that is held as lists.
pub struct WordList {
    entities: Known,
    relations: Vec<(String, u64)>,
    labels: Vec<(String, u64)>,
    verb_lemma: Box<dyn Fn(&str) -> String + Send + Sync>,
    noun_lemma: Box<dyn Fn(&str) -> String + Send + Sync>,
    is_title: Box<dyn Fn(&str) -> bool + Send + Sync>,
    is_country: Box<dyn Fn(&str) -> bool + Send + Sync>,
    has_denials: bool,
    has_publishers: bool,
    map: Arc<RelationMap>,
}

impl WordList {
    /// Takes the words of a graph in any order, and a function from a verb's form to its lemma.
    pub fn new(
        entities: impl IntoIterator<Item = impl Into<Arc<KnownEntity>>>,
        relations: Vec<(String, u64)>,
        labels: Vec<(String, u64)>,
        verb_lemma: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> Self {
        let entities = entities.into_iter().map(Into::into).collect();
        Self::knowing(Known::listed(entities), relations, labels, verb_lemma)
    }

    pub(super) fn knowing(
        entities: Known,
        mut relations: Vec<(String, u64)>,
        mut labels: Vec<(String, u64)>,
        verb_lemma: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> Self {
        for list in [&mut relations, &mut labels] {
            list.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        }
        Self {
            entities,
            relations,
            labels,
            verb_lemma: Box::new(verb_lemma),
            noun_lemma: Box::new(str::to_owned),
            is_title: Box::new(|_| false),
            is_country: Box::new(|_| false),
            has_denials: true,
            has_publishers: false,
            map: Arc::default(),
        }
    }

    /// The same with a function that tells titles (lower case) from names: `president`, `judge`.
    #[must_use]
    pub fn with_titles(mut self, is_title: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        self.is_title = Box::new(is_title);
        self
    }

    /// The same for a graph of which this is known.
    #[must_use]
    pub fn with_denials(mut self, has_denials: bool) -> Self {
        self.has_denials = has_denials;
        self
    }

    /// The same for a graph of which this is known.
    #[must_use]
    pub fn with_publishers(mut self, has_publishers: bool) -> Self {
        self.has_publishers = has_publishers;
        self
    }

    /// The same with a function that knows the names of countries.
    #[must_use]
    pub fn with_countries(
        mut self,
        is_country: impl Fn(&str) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.is_country = Box::new(is_country);
        self
    }

    /// The same with a function from a noun's form to its lemma.
    #[must_use]
    pub fn with_nouns(
        mut self,
        noun_lemma: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> Self {
        self.noun_lemma = Box::new(noun_lemma);
        self
    }

    /// The same with a map from relations to those that the graph counts them as.
    #[must_use]
    pub fn with_map(mut self, map: Arc<RelationMap>) -> Self {
        self.map = map;
        self
    }

    /// Those of that name, then those of that alias.
    fn of_name(&self, folded: &str) -> Vec<Arc<KnownEntity>> {
        let known = &self.entities;
        let mut found = known.find(Sort::Name, folded, |entity| fold(&entity.name) == folded);
        let has_alias = |entity: &KnownEntity| {
            let mut aliases = entity.aliases.iter();
            fold(&entity.name) != folded && aliases.any(|alias| fold(alias) == folded)
        };
        found.extend(known.find(Sort::Alias, folded, has_alias));
        found
    }

    /// Those whose names end with these words, or where there are none begin with them.
    fn of_part(&self, folded: &str) -> Vec<Arc<KnownEntity>> {
        let (ending, beginning) = (format!(" {folded}"), format!("{folded} "));
        let last = folded.rsplit(' ').next().unwrap_or_default();
        let ends = |entity: &KnownEntity| fold(&entity.name).ends_with(&ending);
        let found = self.entities.find(Sort::LastWord, last, ends);
        if !found.is_empty() {
            return found;
        }
        let first = folded.split(' ').next().unwrap_or_default();
        let begins = |entity: &KnownEntity| fold(&entity.name).starts_with(&beginning);
        self.entities.find(Sort::FirstWord, first, begins)
    }

    /// The name without the titles before it, as long as something is left.
    fn without_titles<'n>(&self, folded: &'n str) -> &'n str {
        let mut rest = folded;
        while let Some((first, behind)) = rest.split_once(' ')
            && (self.is_title)(first)
        {
            rest = behind.trim_start();
        }
        rest
    }
}

impl Vocabulary for WordList {
    fn entities(&self) -> &[Arc<KnownEntity>] {
        self.entities.all()
    }

    fn relations(&self) -> &[(String, u64)] {
        &self.relations
    }

    fn labels(&self) -> &[(String, u64)] {
        &self.labels
    }

    fn verb_lemma(&self, form: &str) -> String {
        (self.verb_lemma)(form)
    }

    fn noun_lemma(&self, form: &str) -> String {
        (self.noun_lemma)(form)
    }

    fn is_country(&self, name: &str) -> bool {
        (self.is_country)(name)
    }

    fn has_denials(&self) -> bool {
        self.has_denials
    }

    fn has_publishers(&self) -> bool {
        self.has_publishers
    }

    fn counted_as(&self, relation: &str) -> Option<Counted> {
        self.map.find(relation)
    }

    fn entities_called(&self, name: &str) -> Vec<Arc<KnownEntity>> {
        let folded = fold(name);
        let untitled = self.without_titles(&folded);
        let mut found = self.of_name(&folded);
        if found.is_empty() && untitled != folded {
            found = self.of_name(untitled);
        }
        if !found.is_empty() {
            return found;
        }
        let mut found = self.of_part(untitled);
        // `Orr` is Tom Orr, and only where there is none the meeting with him.
        let is_name = |entity: &Arc<KnownEntity>| entity.name.starts_with(char::is_uppercase);
        if found.iter().any(is_name) {
            found.retain(is_name);
        }
        found
    }

    fn entities_described(&self, words: &str) -> Vec<Arc<KnownEntity>> {
        let words = fold(words);
        let is_described = |entity: &KnownEntity| {
            let mut descriptions = entity.descriptions.iter();
            descriptions.any(|description| has_words(description, &words))
        };
        match words_of(&words).next() {
            Some(first) => self.entities.find(Sort::Description, first, is_described),
            None => Vec::new(),
        }
    }

    fn groups_of(&self, name: &str) -> Vec<Arc<KnownEntity>> {
        let folded = fold(name);
        let is_one = |entity: &KnownEntity| {
            let mut members = entity.members.iter();
            members.any(|member| fold(member) == folded)
        };
        self.entities.find(Sort::Member, &folded, is_one)
    }

    fn has_name(&self, name: &str) -> bool {
        let is_it = |entity: &Arc<KnownEntity>| {
            entity.name == name || entity.aliases.iter().any(|alias| alias == name)
        };
        self.of_name(&fold(name)).iter().any(is_it)
    }
}
