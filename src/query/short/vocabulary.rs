//! The words that a graph has, as far as a question needs them.

use std::sync::Arc;

use crate::lexicon::Counted;

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
    fn entities(&self) -> &[Arc<KnownEntity>];

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

    /// Whether it is known who published what.
    fn has_publishers(&self) -> bool;

    /// What the graph counts a relation as, where that is another: `phone` as `call`.
    fn counted_as(&self, relation: &str) -> Option<Counted>;

    /// The entities that a name means, those of that very name before those of that alias, each group
    /// most mentioned first. Where there is neither, titles before the name do not count (`President
    /// Putin`), then the name may be the last part of a longer one (`Putin` of `Vladimir Putin`), or
    /// the first (`Tarn & Reeve` of `Tarn & Reeve Construction`).
    fn entities_called(&self, name: &str) -> Vec<Arc<KnownEntity>>;

    /// The entities that are also called by these words, in small letters: the `decision` that is named
    /// by another word.
    fn entities_described(&self, words: &str) -> Vec<Arc<KnownEntity>>;

    /// The groups that somebody of this very name belongs to.
    fn groups_of(&self, name: &str) -> Vec<Arc<KnownEntity>>;

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
pub(super) fn fold(name: &str) -> String {
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
pub(super) fn has_words(text: &str, words: &str) -> bool {
    let is_edge = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(start, found)| {
        is_edge(text[..start].chars().next_back())
            && is_edge(text[start + found.len()..].chars().next())
    })
}
