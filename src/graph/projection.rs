//! Entities and relations → the property graph that questions are put to.
//!
//! An entity is a node with its type and `Entity` as labels, words are nodes labelled `Phrase`, a
//! clause that is said a node labelled `Statement`, a missing end a node labelled `Unspecified`.
//! A fact is one relationship from subject to object; each further argument is one more, with the
//! same `fact`. Its type is what the relation is counted as; `predicate` and `phrase` keep what was
//! read. A body that stands for a government has a relationship `stands_for`, without `fact`.

use std::collections::BTreeSet;

use super::property_graph::PropertyGraph;
use super::relation_names::name_of;
use super::stories::Stories;
use super::{Entity, EntityMention, KnowledgeGraph, Relation, Slot};
use crate::document::{DocumentId, MentionKind};
use crate::lexicon::RelationMap;
use crate::span::ByteSpan;
use crate::value::{NodeId, RelationshipId, Value, temporal};

/// The words of an article in a span of bytes; nothing when the article is not there.
pub type Words<'w> = &'w dyn Fn(&DocumentId, ByteSpan) -> String;

/// The property graph of `graph` and of relations that follow from it, such as
/// [what countries do through their capitals](super::governments::told_of_countries). `words` gives
/// what the articles say in a place, `map` what relations are counted as.
pub fn project(
    graph: &KnowledgeGraph,
    further: &[Relation],
    stories: &Stories,
    words: Words<'_>,
    map: &RelationMap,
) -> PropertyGraph {
    let mut projection = Projection {
        graph,
        property_graph: PropertyGraph::new(),
        nodes: vec![],
        stories,
        words,
        map,
    };
    for entity in graph.entities() {
        projection.add_entity(entity);
    }
    for entity in graph.entities() {
        projection.add_government(entity);
    }
    for relation in graph.relations().iter().chain(further) {
        projection.add_relation(relation);
    }
    projection.property_graph
}

struct Projection<'a> {
    graph: &'a KnowledgeGraph,
    property_graph: PropertyGraph,
    /// The node of each entity.
    nodes: Vec<NodeId>,
    stories: &'a Stories,
    words: Words<'a>,
    map: &'a RelationMap,
}

impl Projection<'_> {
    fn add_entity(&mut self, entity: &Entity) {
        let node = self.add_node("Entity", Some(&entity.name));
        let label = self.property_graph.intern_label(entity.entity_type.label());
        self.property_graph.add_label(node, label);
        let aliases: Vec<Value> = entity
            .aliases
            .iter()
            .map(|alias| (**alias).into())
            .collect();
        self.set(node, "aliases", aliases.into());
        self.set(node, "mentions", (entity.mentions.len() as i64).into());
        self.set(node, "id", i64::from(entity.id.0).into());
        let members = entity.members.iter();
        let members = members.map(|id| (*self.graph.entity(*id).name).into());
        self.set_list(node, "members", members.collect());
        let descriptions = self.descriptions(entity).into_iter();
        self.set_list(
            node,
            "descriptions",
            descriptions.map(Value::from).collect(),
        );
        self.nodes.push(node);
    }

    /// What the articles call it besides its names, in small letters: *decision*, *move*.
    fn descriptions(&self, entity: &Entity) -> BTreeSet<String> {
        let nominal = |mention: &&EntityMention| mention.kind == MentionKind::Nominal;
        let words = |mention: &EntityMention| (self.words)(&mention.document, mention.core);
        let all = entity.mentions.iter().filter(nominal).map(words);
        let all = all.map(|words| words.to_lowercase());
        all.filter(|words| *words != entity.name.to_lowercase() && !words.is_empty())
            .collect()
    }

    fn set_list(&mut self, node: NodeId, key: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.set(node, key, values.into());
        }
    }

    /// *Kremlin* `stands_for` *Russia*: no article says so, hence no fact and no sentence.
    fn add_government(&mut self, entity: &Entity) {
        let Some(government) = entity.stands_for else {
            return;
        };
        let kind = self.property_graph.intern_type("stands_for");
        let (start, end) = (
            self.nodes[entity.id.0 as usize],
            self.nodes[government.0 as usize],
        );
        let id = self.property_graph.add_relationship(start, kind, end);
        let properties: [(&str, Value); 3] = [
            ("phrase", "stands for".into()),
            ("negated", false.into()),
            ("modality", "asserted".into()),
        ];
        for (key, value) in properties {
            let key = self.property_graph.intern_key(key);
            self.property_graph
                .set_relationship_property(id, key, value);
        }
    }

    fn add_node(&mut self, label: &str, name: Option<&str>) -> NodeId {
        let node = self.property_graph.add_node();
        let label = self.property_graph.intern_label(label);
        self.property_graph.add_label(node, label);
        if let Some(name) = name {
            self.set(node, "name", name.into());
        }
        node
    }

    fn set(&mut self, node: NodeId, key: &str, value: Value) {
        let key = self.property_graph.intern_key(key);
        self.property_graph.set_node_property(node, key, value);
    }

    fn add_relation(&mut self, relation: &Relation) {
        let start = self.end(relation.subject.as_ref(), relation);
        let (object, arguments) = match (&relation.object, relation.arguments.as_slice()) {
            (None, [(_, first), rest @ ..]) => (Some(first), rest),
            (object, arguments) => (object.as_ref(), arguments),
        };
        let end = self.end(object, relation);
        let name = name_of(relation, self.map);
        let (from, to) = if name.is_inverse {
            (end, start)
        } else {
            (start, end)
        };
        self.add_relationship(relation, from, to, &name.counted, None);
        for (role, slot) in arguments {
            let end = self.end(Some(slot), relation);
            let counted = self.map.find_argument(&relation.predicate, role);
            let kind = counted.map_or_else(
                || format!("{}_{role}", relation.predicate),
                |counted| counted.name.into_string(),
            );
            self.add_relationship(relation, start, end, &kind, Some(role));
        }
    }

    fn end(&mut self, slot: Option<&Slot>, relation: &Relation) -> NodeId {
        match slot {
            Some(Slot::Entity(entity)) => self.nodes[entity.0 as usize],
            Some(Slot::Literal { text, .. }) => self.add_node("Phrase", Some(text)),
            Some(Slot::Relation(id)) => {
                let said = self.graph.relation(*id);
                let node = self.add_node("Statement", Some(&self.clause(said, relation)));
                self.set(node, "fact", i64::from(id.0).into());
                node
            }
            None => self.add_node("Unspecified", None),
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

    fn add_relationship(
        &mut self,
        relation: &Relation,
        start: NodeId,
        end: NodeId,
        kind: &str,
        role: Option<&str>,
    ) {
        let kind = self.property_graph.intern_type(kind);
        let id = self.property_graph.add_relationship(start, kind, end);
        let evidence = &relation.evidence()[0];
        let source = relation
            .attribution
            .last()
            .map(|id| &*self.graph.entity(*id).name);
        let time = relation.time.as_ref();
        let sources = self.stories.independent(relation.documents());
        let properties: [(&str, Value); 14] = [
            ("fact", i64::from(relation.id.0).into()),
            ("predicate", (*relation.predicate).into()),
            ("phrase", (*evidence.phrase).into()),
            ("negated", relation.negated.into()),
            ("modality", relation.modality.as_str().into()),
            ("said_by", source.into()),
            (
                "time",
                time.and_then(|time| time.value.value.as_deref())
                    .map_or(Value::Null, time_value),
            ),
            ("time_text", time.map(|time| &*time.text).into()),
            ("confidence", f64::from(relation.confidence()).into()),
            ("mentions", (relation.evidence().len() as i64).into()),
            ("sources", (sources as i64).into()),
            (
                "sentence",
                (self.words)(&evidence.document, evidence.sentence).into(),
            ),
            ("document", evidence.document.as_str().into()),
            ("role", role.into()),
        ];
        for (key, value) in properties {
            let key = self.property_graph.intern_key(key);
            self.property_graph
                .set_relationship_property(id, key, value);
        }
        if role.is_some() {
            let key = self.property_graph.intern_key("argument");
            self.property_graph
                .set_relationship_property(id, key, true.into());
        }
        if relation.evidence().len() > 1 {
            self.add_evidence(id, relation);
        }
    }

    /// All sentences with their articles, where there are several.
    fn add_evidence(&mut self, id: RelationshipId, relation: &Relation) {
        let (mut sentences, mut documents): (Vec<Value>, Vec<Value>) = (vec![], vec![]);
        for evidence in relation.evidence() {
            sentences.push((self.words)(&evidence.document, evidence.sentence).into());
            documents.push(evidence.document.as_str().into());
        }
        for (key, list) in [("sentences", sentences), ("documents", documents)] {
            let key = self.property_graph.intern_key(key);
            self.property_graph
                .set_relationship_property(id, key, list.into());
        }
    }
}

/// A day of the calendar as a date; a time that is known less exactly (`2025-07`, `2025-W27`) as text.
fn time_value(text: &str) -> Value {
    let is_day = text.len() == 10 && text.is_ascii() && !text.contains('W');
    match temporal::parse::date(text) {
        Ok(date) if is_day => Value::Date(date),
        _ => text.into(),
    }
}
