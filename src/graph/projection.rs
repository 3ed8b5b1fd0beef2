//! Entities and relations → the property graph that questions are put to.
//!
//! An entity is a node with its type and `Entity` as labels, words are nodes labelled `Phrase`, a
//! clause that is said a node labelled `Statement`, a missing end a node labelled `Unspecified`.
//! A fact is one relationship from subject to object; each further argument is one more, with the
//! same `fact`. Its type is what the relation is counted as; `predicate` and `phrase` keep what was
//! read. A body that stands for a government has a relationship `stands_for`, without `fact`.

mod target;

use std::collections::BTreeSet;

use super::frozen::{FrozenGraph, TooLarge};
use super::property_graph::PropertyGraph;
use super::relation_names::name_of;
use super::stories::Stories;
use super::{Entity, EntityMention, KnowledgeGraph, Provenance, Relation, Slot};
use crate::document::{DocumentId, MentionKind};
use crate::lexicon::RelationMap;
use crate::span::ByteSpan;
use crate::value::{NodeId, Value, temporal};
use target::{Columns, Named, Property, Target};

/// The words of an article in a span of bytes; nothing when the article is not there.
pub type Words<'w> = &'w dyn Fn(&DocumentId, ByteSpan) -> &'w str;

/// What a projection is made of.
#[derive(Clone, Copy)]
pub struct Projection<'a> {
    /// Entities and relations.
    pub graph: &'a KnowledgeGraph,
    /// Relations that follow from it, such as
    /// [what countries do through their capitals](super::governments::told_of_countries).
    pub further: &'a [Relation],
    /// Which articles are copies.
    pub stories: &'a Stories,
    /// What the articles say in a place.
    pub words: Words<'a>,
    /// What relations are counted as.
    pub map: &'a RelationMap,
}

impl Projection<'_> {
    /// The property graph that questions are put to, to be changed.
    pub fn to_property_graph(&self) -> PropertyGraph {
        let mut graph = PropertyGraph::new();
        self.write(&mut graph);
        graph
    }

    /// The same graph, frozen.
    ///
    /// # Errors
    /// If there is more than numbers of 32 bits can count.
    pub fn to_frozen(&self) -> Result<FrozenGraph, TooLarge> {
        let mut columns = Columns::new();
        self.write(&mut columns);
        columns.freeze()
    }

    /// Entities come first, so that each has its id as the number of its node.
    fn write(&self, target: &mut impl Target) {
        for entity in self.graph.entities() {
            self.add_entity(entity, target);
        }
        for entity in self.graph.entities() {
            Self::add_government(entity, target);
        }
        for relation in self.graph.relations().iter().chain(self.further) {
            self.add_relation(relation, target);
        }
    }

    fn add_entity(&self, entity: &Entity, target: &mut impl Target) {
        let aliases = entity.aliases.iter().map(|alias| (**alias).into());
        let members = entity.members.iter();
        let members = members.map(|id| (*self.graph.entity(*id).name).into());
        let descriptions = self.descriptions(entity).into_iter().map(Value::from);
        let lists = [
            list("members", members.collect()),
            list("descriptions", descriptions.collect()),
        ];
        let properties = [
            ("name", Property::Text(&entity.name)),
            (
                "aliases",
                Property::Other(aliases.collect::<Vec<Value>>().into()),
            ),
            ("mentions", Property::Integer(entity.mentions.len() as i64)),
            ("id", Property::Integer(entity.id.0.into())),
        ];
        let labels = ["Entity", entity.entity_type.label()];
        let lists = lists.into_iter().flatten();
        target.add_node(&labels, properties.into_iter().chain(lists));
    }

    /// What the articles call it besides its names, in small letters: *decision*, *move*.
    fn descriptions(&self, entity: &Entity) -> BTreeSet<String> {
        let nominal = |mention: &&EntityMention| mention.kind == MentionKind::Nominal;
        let words = |mention: &EntityMention| (self.words)(&mention.document, mention.core);
        let all = entity.mentions.iter().filter(nominal).map(words);
        let mut all: BTreeSet<String> = all.map(str::to_lowercase).collect();
        all.remove("");
        if !all.is_empty() {
            all.remove(&entity.name.to_lowercase());
        }
        all
    }

    /// *Kremlin* `stands_for` *Russia*: no article says so, hence no fact and no sentence.
    fn add_government(entity: &Entity, target: &mut impl Target) {
        let Some(government) = entity.stands_for else {
            return;
        };
        let properties = [
            ("phrase", Property::Text("stands for")),
            ("negated", Property::Other(false.into())),
            ("modality", Property::Text("asserted")),
        ];
        let (start, end) = (NodeId(entity.id.0), NodeId(government.0));
        target.add_relationship(start, "stands_for", end, properties);
    }

    fn add_relation(&self, relation: &Relation, target: &mut impl Target) {
        let start = self.end(relation.subject.as_ref(), relation, target);
        let (object, arguments) = match (&relation.object, relation.arguments.as_slice()) {
            (None, [(_, first), rest @ ..]) => (Some(first), rest),
            (object, arguments) => (object.as_ref(), arguments),
        };
        let end = self.end(object, relation, target);
        let name = name_of(relation, self.map);
        let (from, to) = if name.is_inverse {
            (end, start)
        } else {
            (start, end)
        };
        // Each relationship of a fact says the same of it, but for its role.
        let told = self.told(relation);
        told.add_to(target, (from, &name.counted, to), None);
        for (role, slot) in arguments {
            let end = self.end(Some(slot), relation, target);
            let counted = self.map.find_argument(&relation.predicate, role);
            let kind = counted.map_or_else(
                || format!("{}_{role}", relation.predicate),
                |counted| counted.name.into_string(),
            );
            told.add_to(target, (start, &kind, end), Some(role));
        }
    }

    fn end(&self, slot: Option<&Slot>, relation: &Relation, target: &mut impl Target) -> NodeId {
        match slot {
            Some(Slot::Entity(entity)) => NodeId(entity.0),
            Some(Slot::Literal { text, .. }) => {
                target.add_node(&["Phrase"], [("name", Property::Text(text))])
            }
            Some(Slot::Relation(id)) => {
                let clause = self.clause(self.graph.relation(*id), relation);
                let properties = [
                    ("name", Property::Text(&clause)),
                    ("fact", Property::Integer(id.0.into())),
                ];
                target.add_node(&["Statement"], properties)
            }
            None => target.add_node(&["Unspecified"], []),
        }
    }

    /// The clause of a statement, as it stands. Where it shares its beginning with the clause that it
    /// belongs to, only what is its own: *declined **to comment***.
    fn clause(&self, said: &Relation, within: &Relation) -> String {
        let evidence = &said.evidence()[0];
        let mut span = evidence.span;
        let outer = within.evidence().iter().find(|outer| {
            outer.document == evidence.document
                && span.start() <= outer.predicate.start()
                && outer.predicate.end() <= evidence.predicate.start()
        });
        if let Some(outer) = outer {
            span = ByteSpan::new(outer.predicate.end(), span.end());
        }
        let words = (self.words)(&evidence.document, span);
        let words = words.trim_start_matches([' ', '\n', ',', ':']);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn told<'t>(&'t self, relation: &'t Relation) -> Told<'t> {
        let source = relation.attribution.last();
        let evidence = relation.evidence();
        // Of one piece of evidence nothing is to be counted.
        let sources = match evidence {
            [_] => 1,
            _ => self.stories.independent(relation.documents()),
        };
        let sentence =
            |evidence: &'t Provenance| (self.words)(&evidence.document, evidence.sentence);
        let all = (evidence.len() > 1).then(|| {
            let sentences = evidence.iter().map(|evidence| sentence(evidence).into());
            let documents = evidence
                .iter()
                .map(|evidence| evidence.document.as_str().into());
            let publishers: BTreeSet<&str> = evidence
                .iter()
                .filter_map(|evidence| self.stories.publisher(&evidence.document))
                .collect();
            let publishers = publishers.into_iter().map(Value::from).collect();
            [
                list("sentences", sentences.collect()),
                list("documents", documents.collect()),
                list("publishers", publishers),
            ]
        });
        Told {
            relation,
            source: source.map(|id| &*self.graph.entity(*id).name),
            sources,
            sentence: sentence(&evidence[0]),
            publisher: self.stories.publisher(&evidence[0].document),
            all,
        }
    }
}

/// What each relationship of a fact says of it.
struct Told<'a> {
    relation: &'a Relation,
    /// Who says so.
    source: Option<&'a str>,
    /// How many sources it has that do not depend on one another.
    sources: usize,
    sentence: &'a str,
    /// Who published the first article.
    publisher: Option<&'a str>,
    /// All sentences with their articles and publishers, where there are several.
    all: Option<[Option<Named<'a>>; 3]>,
}

impl Told<'_> {
    /// Adds a relationship, `place`: from where, of what type, to where.
    fn add_to(&self, target: &mut impl Target, place: (NodeId, &str, NodeId), role: Option<&str>) {
        let relation = self.relation;
        let evidence = &relation.evidence()[0];
        let time = relation.time.as_ref();
        let properties = [
            ("fact", Property::Integer(relation.id.0.into())),
            ("predicate", Property::Text(&relation.predicate)),
            ("phrase", Property::Text(&evidence.phrase)),
            ("negated", Property::Other(relation.negated.into())),
            ("modality", Property::Text(relation.modality.as_str())),
            ("said_by", text(self.source)),
            (
                "time",
                time.and_then(|time| time.value.value.as_deref())
                    .map_or(Property::Missing, |text| Property::Other(time_value(text))),
            ),
            ("time_text", text(time.map(|time| &*time.text))),
            ("confidence", Property::Float(relation.confidence().into())),
            (
                "mentions",
                Property::Integer(relation.evidence().len() as i64),
            ),
            ("sources", Property::Integer(self.sources as i64)),
            ("sentence", Property::Text(self.sentence)),
            ("document", Property::Text(evidence.document.as_str())),
            ("role", text(role)),
        ];
        let argument = role.map(|_| ("argument", Property::Other(true.into())));
        let publisher = self
            .publisher
            .map(|name| ("published_by", Property::Text(name)));
        let all = self.all.iter().flatten().flatten().cloned();
        let (start, kind, end) = place;
        let properties = properties.into_iter().chain(argument);
        let properties = properties.chain(publisher).chain(all);
        target.add_relationship(start, kind, end, properties);
    }
}

fn text(text: Option<&str>) -> Property<'_> {
    text.map_or(Property::Missing, Property::Text)
}

/// A list, where there is something in it.
fn list(key: &'static str, values: Vec<Value>) -> Option<Named<'static>> {
    (!values.is_empty()).then(|| (key, Property::Other(values.into())))
}

/// A day of the calendar as a date; a time that is known less exactly (`2025-07`, `2025-W27`) as text.
fn time_value(text: &str) -> Value {
    let is_day = text.len() == 10 && text.is_ascii() && !text.contains('W');
    match temporal::parse::date(text) {
        Ok(date) if is_day => Value::Date(date),
        _ => text.into(),
    }
}
