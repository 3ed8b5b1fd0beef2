//! The words that a graph has, as far as a question needs them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::lexicon::{Counted, RelationMap};

/// An entity that a name can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEntity {
    /// The `name` of its node.
    pub name: String,
    /// The other names it goes by.
    pub aliases: Vec<String>,
    /// What it is called besides its names, in small letters: `decision`, `move`.
    pub descriptions: Vec<String>,
    /// The names of those who belong to it, for `the two leaders`.
    pub members: Vec<String>,
    /// Its label.
    pub kind: String,
    /// How often it is mentioned.
    pub mentions: u64,
}

/// The words that a graph has. Look-ups take any case; lists come most frequent first, equal ones by
/// name.
pub trait Vocabulary {
    /// All entities.
    fn entities(&self) -> &[KnownEntity];

    /// All types of relationships with how many there are: `call`, `give_up_on`, `tell_that`.
    fn relations(&self) -> &[(String, u64)];

    /// All labels with how many nodes have them.
    fn labels(&self) -> &[(String, u64)];

    /// The dictionary form of a verb: `told` → `tell`.
    fn verb_lemma(&self, form: &str) -> String;

    /// The dictionary form of a noun: `companies` → `company`.
    fn noun_lemma(&self, form: &str) -> String;

    /// Whether a name is that of a country.
    fn is_country(&self, name: &str) -> bool;

    /// Whether facts of the graph can be denied, which those of an imported one cannot.
    fn has_denials(&self) -> bool;

    /// What the graph counts a relation as, where that is another: `phone` as `call`.
    fn counted_as(&self, relation: &str) -> Option<Counted>;

    /// The entities that a name means, those of that very name before those of that alias, each group
    /// most mentioned first. Where there is neither, titles before the name do not count (`President
    /// Putin`), then the name may be the last part of a longer one (`Putin` of `Vladimir Putin`), or
    /// the first (`Tarn & Reeve` of `Tarn & Reeve Construction`).
    fn entities_called(&self, name: &str) -> Vec<&KnownEntity>;

    /// The entities that are also called by these words, in small letters: the `decision` that is named
    /// by another word.
    fn entities_described(&self, words: &str) -> Vec<&KnownEntity>;

    /// The groups that somebody of this very name belongs to.
    fn groups_of(&self, name: &str) -> Vec<&KnownEntity>;

    /// Whether an entity has this very name or alias, in this case.
    fn has_name(&self, name: &str) -> bool;

    /// How many relationships of a type there are.
    fn relation_count(&self, name: &str) -> u64 {
        let found = self.relations().iter().find(|(known, _)| known == name);
        found.map_or(0, |(_, count)| *count)
    }
}

/// The relation that is spelled like one of `names` in some case: `KNOWS` of an imported graph for `knows`.
pub(super) fn spelled_like(names: &[&str], vocabulary: &dyn Vocabulary) -> Option<String> {
    let mut relations = vocabulary.relations().iter();
    let is_it = |name: &str| names.iter().any(|other| name.eq_ignore_ascii_case(other));
    let found = relations.find(|(name, _)| is_it(name));
    found.map(|(name, _)| name.clone())
}

/// A name as it is compared: lower case, straight apostrophes, no article before it.
fn fold(name: &str) -> String {
    let mut lower = if name.is_ascii() {
        name.to_ascii_lowercase()
    } else {
        name.to_lowercase().replace('’', "'")
    };
    if lower.starts_with("the ") {
        lower.drain(.."the ".len());
    }
    lower
}

/// Whether `text` has `words` in it, as whole words.
fn has_words(text: &str, words: &str) -> bool {
    let is_edge = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(start, found)| {
        is_edge(text[..start].chars().next_back())
            && is_edge(text[start + found.len()..].chars().next())
    })
}

/// A vocabulary that is held as lists.
pub struct WordList {
    entities: Vec<KnownEntity>,
    /// The places in `entities` by folded name and by folded alias, ascending.
    by_name: FxHashMap<String, Vec<usize>>,
    by_alias: FxHashMap<String, Vec<usize>>,
    /// The same by the name of a member.
    by_member: FxHashMap<String, Vec<usize>>,
    relations: Vec<(String, u64)>,
    labels: Vec<(String, u64)>,
    verb_lemma: Box<dyn Fn(&str) -> String + Send + Sync>,
    noun_lemma: Box<dyn Fn(&str) -> String + Send + Sync>,
    is_title: Box<dyn Fn(&str) -> bool + Send + Sync>,
    is_country: Box<dyn Fn(&str) -> bool + Send + Sync>,
    has_denials: bool,
    map: Arc<RelationMap>,
}

impl WordList {
    /// Takes the words of a graph in any order, and a function from a verb's form to its lemma.
    pub fn new(
        mut entities: Vec<KnownEntity>,
        mut relations: Vec<(String, u64)>,
        mut labels: Vec<(String, u64)>,
        verb_lemma: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> Self {
        entities.sort_by(|left, right| {
            right
                .mentions
                .cmp(&left.mentions)
                .then_with(|| left.name.cmp(&right.name))
        });
        for list in [&mut relations, &mut labels] {
            list.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        }
        let (mut by_name, mut by_alias) = (FxHashMap::default(), FxHashMap::default());
        let mut by_member = FxHashMap::default();
        for (place, entity) in entities.iter().enumerate() {
            enter(&mut by_name, &entity.name, place);
            for alias in &entity.aliases {
                enter(&mut by_alias, alias, place);
            }
            for member in &entity.members {
                enter(&mut by_member, member, place);
            }
        }
        Self {
            entities,
            by_name,
            by_alias,
            by_member,
            relations,
            labels,
            verb_lemma: Box::new(verb_lemma),
            noun_lemma: Box::new(str::to_owned),
            is_title: Box::new(|_| false),
            is_country: Box::new(|_| false),
            has_denials: true,
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

    /// The places of those of that name, then of those of that alias.
    fn places(&self, folded: &str) -> Vec<usize> {
        let mut places = self.by_name.get(folded).cloned().unwrap_or_default();
        for &place in self.by_alias.get(folded).map_or(&[][..], Vec::as_slice) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
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

fn enter(index: &mut FxHashMap<String, Vec<usize>>, name: &str, place: usize) {
    let places = index.entry(fold(name)).or_default();
    if places.last() != Some(&place) {
        places.push(place);
    }
}

impl Vocabulary for WordList {
    fn entities(&self) -> &[KnownEntity] {
        &self.entities
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

    fn counted_as(&self, relation: &str) -> Option<Counted> {
        self.map.find(relation)
    }

    fn entities_called(&self, name: &str) -> Vec<&KnownEntity> {
        let folded = fold(name);
        let untitled = self.without_titles(&folded);
        let mut places = self.places(&folded);
        if places.is_empty() {
            places = self.places(untitled);
        }
        if !places.is_empty() {
            return places.iter().map(|&place| &self.entities[place]).collect();
        }
        let (ending, beginning) = (format!(" {untitled}"), format!("{untitled} "));
        let having = |fits: &dyn Fn(&str) -> bool| -> Vec<&KnownEntity> {
            let fits = |entity: &&KnownEntity| fits(&fold(&entity.name));
            self.entities.iter().filter(fits).collect()
        };
        let mut found = having(&|name| name.ends_with(&ending));
        if found.is_empty() {
            found = having(&|name| name.starts_with(&beginning));
        }
        // `Orr` is Tom Orr, and only where there is none the meeting with him.
        let is_name = |entity: &&KnownEntity| entity.name.starts_with(char::is_uppercase);
        if found.iter().any(is_name) {
            found.retain(is_name);
        }
        found
    }

    fn entities_described(&self, words: &str) -> Vec<&KnownEntity> {
        let words = fold(words);
        let is_described = |entity: &&KnownEntity| {
            let mut descriptions = entity.descriptions.iter();
            descriptions.any(|description| has_words(description, &words))
        };
        self.entities.iter().filter(is_described).collect()
    }

    fn groups_of(&self, name: &str) -> Vec<&KnownEntity> {
        let places = self.by_member.get(&fold(name));
        let places = places.map_or(&[][..], Vec::as_slice).iter();
        places.map(|&place| &self.entities[place]).collect()
    }

    fn has_name(&self, name: &str) -> bool {
        let is_it = |&place: &usize| {
            let entity = &self.entities[place];
            entity.name == name || entity.aliases.iter().any(|alias| alias == name)
        };
        self.places(&fold(name)).iter().any(is_it)
    }
}
