//! Who goes by a name: entities in a list, or in a graph whose [`Directory`] tells where to look.

use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_64;

use super::KnownEntity;
use super::graph_words::{EntityKeys, entities, visit_entities};
use super::vocabulary::fold;
use crate::graph::frozen::Directory;
use crate::graph::view::GraphView;
use crate::value::NodeId;

/// A graph that several hold.
pub type SharedGraph = Arc<dyn GraphView + Send + Sync>;

/// What a word is to an entity.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sort {
    /// Its whole name.
    Name,
    /// The first word of a longer name.
    FirstWord,
    /// The last word of a longer name.
    LastWord,
    /// Another of its names.
    Alias,
    /// The name of a member.
    Member,
    /// A word of what else it is called.
    Description,
}

/// The directory of all entities of a graph.
pub fn directory(graph: &dyn GraphView) -> Directory {
    let mut entries = Vec::new();
    visit_entities(graph, &mut |node, entity| {
        enter(&entity, node, &mut entries);
    });
    Directory::new(entries)
}

/// Enters an entity under all its words.
fn enter(entity: &KnownEntity, node: NodeId, entries: &mut Vec<(u32, NodeId)>) {
    let mut add = |sort: Sort, word: &str| entries.push((hash(sort, word), node));
    let name = fold(&entity.name);
    add(Sort::Name, &name);
    if let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' ')) {
        add(Sort::FirstWord, first);
        add(Sort::LastWord, last);
    }
    for alias in &entity.aliases {
        add(Sort::Alias, &fold(alias));
    }
    for member in &entity.members {
        add(Sort::Member, &fold(member));
    }
    for description in &entity.descriptions {
        words_of(description).for_each(|word| add(Sort::Description, word));
    }
}

/// The words of a text, as far as words have edges.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

fn hash(sort: Sort, word: &str) -> u32 {
    XxHash3_64::oneshot_with_seed(sort as u64, word.as_bytes()) as u32
}

/// Entities, most mentioned first, equal ones by name.
pub(super) enum Known {
    /// All of them, and where each lies by its words.
    Listed {
        entities: Vec<Arc<KnownEntity>>,
        directory: OnceLock<Directory>,
    },
    /// Those of a graph with a directory, read when they are looked up.
    InGraph {
        graph: SharedGraph,
        read: Mutex<FxHashMap<NodeId, Arc<KnownEntity>>>,
        all: OnceLock<Vec<Arc<KnownEntity>>>,
    },
}

impl Known {
    /// Those of a list, in any order.
    pub(super) fn listed(mut entities: Vec<Arc<KnownEntity>>) -> Self {
        entities.sort_by(|left, right| rank(left, right));
        Self::Listed {
            entities,
            directory: OnceLock::new(),
        }
    }

    /// Those of a graph.
    pub(super) fn of_graph(graph: &SharedGraph) -> Self {
        match directory_of(&**graph) {
            Some(_) => Self::InGraph {
                graph: graph.clone(),
                read: Mutex::default(),
                all: OnceLock::new(),
            },
            None => Self::listed(entities(&**graph)),
        }
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Arc<KnownEntity>] {
        match self {
            Self::Listed { entities, .. } => entities,
            Self::InGraph { graph, all, .. } => all.get_or_init(|| {
                let mut all = entities(&**graph);
                all.sort_by(|left, right| rank(left, right));
                all
            }),
        }
    }

    /// Those of which a word is this, if they fit.
    pub(super) fn find(
        &self,
        sort: Sort,
        word: &str,
        fits: impl Fn(&KnownEntity) -> bool,
    ) -> Vec<Arc<KnownEntity>> {
        let hash = hash(sort, word);
        let mut found: Vec<Arc<KnownEntity>> = match self {
            Self::Listed {
                entities,
                directory,
            } => {
                let places = directory.get_or_init(|| places(entities)).nodes(hash);
                let found = places.into_iter();
                found
                    .map(|place| entities[place.0 as usize].clone())
                    .collect()
            }
            Self::InGraph { graph, read, .. } => {
                let nodes = directory_of(&**graph).map_or_else(Vec::new, |own| own.nodes(hash));
                let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
                let keys = EntityKeys::of(&**graph);
                let mut entity = |node: NodeId| match read.entry(node) {
                    Entry::Occupied(known) => Some(known.get().clone()),
                    Entry::Vacant(place) => {
                        let entity = keys.as_ref()?.entity(&**graph, node)?;
                        Some(place.insert(Arc::new(entity)).clone())
                    }
                };
                nodes.into_iter().filter_map(&mut entity).collect()
            }
        };
        found.retain(|entity| fits(entity));
        found.sort_by(|left, right| rank(left, right));
        found
    }
}

fn rank(left: &KnownEntity, right: &KnownEntity) -> Ordering {
    let by_mentions = right.mentions.cmp(&left.mentions);
    by_mentions.then_with(|| left.name.cmp(&right.name))
}

/// The directory of a list: its nodes are places.
fn places(entities: &[Arc<KnownEntity>]) -> Directory {
    let mut entries = Vec::new();
    for (place, entity) in (0..).zip(entities) {
        enter(entity, NodeId(place), &mut entries);
    }
    Directory::new(entries)
}

fn directory_of(graph: &dyn GraphView) -> Option<&Directory> {
    graph.frozen()?.directory()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::vocabulary::has_words;
    use super::super::{Vocabulary, WordList};
    use super::*;
    use crate::graph::frozen::FrozenGraph;
    use crate::graph::property_graph::PropertyGraph;
    use crate::value::Value;

    fn graph(entities: &[KnownEntity]) -> FrozenGraph {
        let mut graph = PropertyGraph::new();
        let keys = ["name", "mentions", "aliases", "descriptions", "members"];
        let [name, mentions, lists @ ..] = keys.map(|key| graph.intern_key(key));
        let labels = ["Entity", "Person"].map(|label| graph.intern_label(label));
        for entity in entities {
            let node = graph.add_node();
            labels.iter().for_each(|label| {
                graph.add_label(node, *label);
            });
            graph.set_node_property(node, name, entity.name.as_str().into());
            graph.set_node_property(node, mentions, Value::Integer(entity.mentions as i64));
            let texts = [&entity.aliases, &entity.descriptions, &entity.members];
            for (key, texts) in lists.into_iter().zip(texts) {
                let texts = texts.iter().map(|text| text.as_str().into()).collect();
                graph.set_node_property(node, key, Value::list(texts));
            }
        }
        FrozenGraph::of(&graph).unwrap()
    }

    /// Few words, so that they meet.
    fn words(least: usize) -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "Ada",
            "lind",
            "The",
            "Bo",
            "talks",
            "lower-level",
            "Łódź",
        ]);
        prop::collection::vec(word, least..4).prop_map(|words| words.join(" "))
    }

    fn entity() -> impl Strategy<Value = KnownEntity> {
        let list = || prop::collection::vec(words(1), 0..3);
        let parts = (words(1), list(), list(), list(), 0u64..4);
        parts.prop_map(
            |(name, aliases, descriptions, members, mentions)| KnownEntity {
                name,
                aliases,
                descriptions: descriptions
                    .iter()
                    .map(|text| text.to_lowercase())
                    .collect(),
                members,
                kind: "Person".to_owned(),
                mentions,
            },
        )
    }

    proptest! {
        #[test]
        fn a_graph_with_a_directory_has_the_words_of_its_list(
            entities in prop::collection::vec(entity(), 0..12),
            asked in words(1),
        ) {
            let graph = graph(&entities);
            let directory = directory(&graph);
            prop_assert_eq!(graph.directory().is_some(), false);
            let graph: SharedGraph = Arc::new(graph.with_directory(directory));
            let in_graph = WordList::of_graph(&graph, str::to_owned);
            let listed = WordList::new(entities, Vec::new(), Vec::new(), str::to_owned);
            prop_assert_eq!(in_graph.entities_called(&asked), listed.entities_called(&asked));
            prop_assert_eq!(in_graph.entities_described(&asked), listed.entities_described(&asked));
            prop_assert_eq!(in_graph.groups_of(&asked), listed.groups_of(&asked));
            prop_assert_eq!(in_graph.has_name(&asked), listed.has_name(&asked));
            prop_assert_eq!(in_graph.entities(), listed.entities());
            let described = listed.entities().iter().filter(|entity| {
                let mut texts = entity.descriptions.iter();
                texts.any(|text| has_words(text, &fold(&asked)))
            });
            prop_assert_eq!(listed.entities_described(&asked), described.cloned().collect::<Vec<_>>());
            let is_called = |entity: &KnownEntity, name: &str| fold(&entity.name) == fold(name)
                || entity.aliases.iter().any(|alias| fold(alias) == fold(name));
            let called = listed.entities().iter().filter(|entity| is_called(entity, &asked)).count();
            let parts = listed.entities().iter().filter(|entity| {
                let name = fold(&entity.name);
                let asked = fold(&asked);
                name.ends_with(&format!(" {asked}")) || name.starts_with(&format!("{asked} "))
            });
            let found = listed.entities_called(&asked).len();
            if called > 0 {
                prop_assert_eq!(found, called);
            } else {
                prop_assert_eq!(found > 0, parts.count() > 0);
            }
        }
    }
}
