//! Changes of the graph of questions → decisions of the ledger.

use std::collections::BTreeMap;

use crate::date::Day;
use crate::graph::property_graph::PropertyGraph;
use crate::graph::view::{GraphView, RelationshipRecord};
use crate::graph::{EntityId, RelationId};
use crate::knowledge_base::KnowledgeBase;
use crate::ledger::{
    Action, Continuation, DecisionId, Ledger, Properties, Property, Target, entity_type_called,
};
use crate::value::{NodeId, RelationshipId, Value};

use super::WriteError;

/// Properties of relationships that are evidence, or follow from it.
const EVIDENCE: [&str; 16] = [
    "fact",
    "predicate",
    "phrase",
    "said_by",
    "confidence",
    "mentions",
    "sources",
    "sentence",
    "sentences",
    "document",
    "documents",
    "published_by",
    "publishers",
    "role",
    "argument",
    "decision",
];

/// What else is read of a fact.
const READ: [&str; 4] = ["negated", "modality", "time", "time_text"];

/// Properties of nodes that follow from the articles.
const DERIVED: [&str; 6] = [
    "mentions",
    "id",
    "members",
    "descriptions",
    "fact",
    "decision",
];

/// What a node is.
enum Node {
    Entity(EntityId),
    Added(DecisionId),
    Words,
}

/// What a relationship is.
enum Relationship {
    Fact(RelationId, Option<Box<str>>),
    Added(DecisionId),
    Derived,
}

type Made = Result<(), WriteError>;

/// One run of a query, on its way to decisions.
pub(super) struct Translation<'a> {
    knowledge_base: &'a KnowledgeBase,
    before: &'a PropertyGraph,
    after: &'a PropertyGraph,
    today: Option<Day>,
    reason: Option<Box<str>>,
    decisions: Continuation,
    /// The decisions that nodes made by this query are.
    made: BTreeMap<NodeId, DecisionId>,
}

impl<'a> Translation<'a> {
    pub(super) fn new(
        knowledge_base: &'a KnowledgeBase,
        before: &'a PropertyGraph,
        after: &'a PropertyGraph,
        today: Option<Day>,
        reason: Option<Box<str>>,
    ) -> Self {
        Self {
            knowledge_base,
            before,
            after,
            today,
            reason,
            decisions: knowledge_base.ledger().continued(),
            made: BTreeMap::new(),
        }
    }

    /// The decisions: what was made, then what changed, then what was removed.
    pub(super) fn decisions(mut self) -> Result<Ledger, WriteError> {
        let (nodes, relationships) = self.after.touched();
        let relationships: Vec<_> = relationships.into_iter().map(|id| self.ends(id)).collect();
        for &node in &nodes {
            if !self.before.contains_node(node) && self.after.contains_node(node) {
                self.node_made(node)?;
            }
        }
        for (id, before, after) in &relationships {
            if let (None, Some(after)) = (before, after) {
                self.relationship_made(*id, after)?;
            }
        }
        for &node in &nodes {
            if self.before.contains_node(node) && self.after.contains_node(node) {
                self.node_changed(node)?;
            }
        }
        for (id, before, after) in &relationships {
            if before.is_some() && after.is_some() {
                self.relationship_changed(*id)?;
            }
        }
        let mut rejected = Vec::new();
        for (id, before, after) in &relationships {
            if let (Some(before), None) = (before, after) {
                self.relationship_removed(*id, before, &mut rejected)?;
            }
        }
        for &node in &nodes {
            if self.before.contains_node(node) && !self.after.contains_node(node) {
                self.node_removed(node)?;
            }
        }
        Ok(self.decisions.into_ledger())
    }

    fn ends(
        &self,
        id: RelationshipId,
    ) -> (
        RelationshipId,
        Option<RelationshipRecord>,
        Option<RelationshipRecord>,
    ) {
        (
            id,
            self.before.relationship(id),
            self.after.relationship(id),
        )
    }

    fn decide(&mut self, action: Action) -> DecisionId {
        let reason = self.reason.clone();
        self.decisions.decide(action, self.today, reason)
    }

    fn node_made(&mut self, node: NodeId) -> Made {
        let mut properties = Properties::new();
        for (key, value) in named(self.after, self.after.node_properties(node)) {
            if DERIVED.contains(&&*key) {
                return Err(WriteError::Derived { key });
            }
            properties.insert(key.as_str().into(), property(&key, &value)?);
        }
        let labels = labels(self.after, node);
        let labels = labels.into_iter().filter(|label| label != "Entity");
        let action = Action::Add {
            labels: labels.map(Into::into).collect(),
            properties,
        };
        let decision = self.decide(action);
        self.made.insert(node, decision);
        Ok(())
    }

    fn relationship_made(&mut self, id: RelationshipId, record: &RelationshipRecord) -> Made {
        let mut properties = Properties::new();
        for (key, value) in named(self.after, self.after.relationship_properties(id)) {
            if EVIDENCE.contains(&&*key) {
                return Err(WriteError::Evidence { key });
            }
            properties.insert(key.as_str().into(), property(&key, &value)?);
        }
        let action = Action::Relate {
            from: self.target(record.start)?,
            relation: self.after.type_name(record.relationship_type).into(),
            to: self.target(record.end)?,
            properties,
        };
        self.decide(action);
        Ok(())
    }

    fn target(&self, node: NodeId) -> Result<Target, WriteError> {
        if let Some(&decision) = self.made.get(&node) {
            return Ok(Target::Decision(decision));
        }
        match self.node(node) {
            Node::Entity(entity) => Ok(Target::Entity(self.knowledge_base.entity_anchor(entity))),
            Node::Added(decision) => Ok(Target::Decision(decision)),
            Node::Words => Err(WriteError::Words),
        }
    }

    /// What a node was before the query.
    fn node(&self, node: NodeId) -> Node {
        let number = |key: &str| {
            let key = self.before.key_id(key)?;
            match self.before.node_property(node, key) {
                Value::Integer(number) => u32::try_from(number).ok(),
                _ => None,
            }
        };
        if let Some(decision) = number("decision") {
            return Node::Added(DecisionId(decision));
        }
        let is_entity = labels(self.before, node)
            .iter()
            .any(|label| label == "Entity");
        match number("id") {
            Some(id) if is_entity => Node::Entity(EntityId(id)),
            _ => Node::Words,
        }
    }

    fn relationship(&self, id: RelationshipId) -> Relationship {
        let property = |key: &str| {
            let key = self.before.key_id(key)?;
            Some(self.before.relationship_property(id, key))
        };
        let number = |key: &str| match property(key) {
            Some(Value::Integer(number)) => u32::try_from(number).ok(),
            _ => None,
        };
        if let Some(decision) = number("decision") {
            return Relationship::Added(DecisionId(decision));
        }
        let role = match property("role") {
            Some(Value::String(role)) => Some((*role).into()),
            _ => None,
        };
        match number("fact") {
            Some(fact) => Relationship::Fact(RelationId(fact), role),
            None => Relationship::Derived,
        }
    }

    fn node_changed(&mut self, node: NodeId) -> Made {
        let before = named(self.before, self.before.node_properties(node));
        let after = named(self.after, self.after.node_properties(node));
        let changes = differences(&before, after);
        let (were, are) = (labels(self.before, node), labels(self.after, node));
        if changes.is_empty() && were == are {
            return Ok(());
        }
        let target = self.target(node)?;
        let gone: Vec<&String> = were.iter().filter(|label| !are.contains(label)).collect();
        let come: Vec<&String> = are.iter().filter(|label| !were.contains(label)).collect();
        if let Node::Entity(entity) = self.node(node) {
            let come = self.retyped(entity, &target, &gone, come)?;
            let own = self.own_label(entity);
            let gone = gone.into_iter().filter(|label| **label != own).collect();
            self.labelled(&target, gone, come)?;
            for (key, value) in changes {
                self.entity_set(entity, &target, &key, &value)?;
            }
            return Ok(());
        }
        self.labelled(&target, gone, come)?;
        for (key, value) in changes {
            if DERIVED.contains(&&*key) {
                return Err(WriteError::Derived { key });
            }
            self.set(&target, &key, &value)?;
        }
        Ok(())
    }

    fn own_label(&self, entity: EntityId) -> &'static str {
        self.knowledge_base
            .graph()
            .entity(entity)
            .entity_type
            .label()
    }

    /// Where the type of an entity went and another came, a new type; gives the labels that are
    /// left.
    fn retyped<'l>(
        &mut self,
        entity: EntityId,
        target: &Target,
        gone: &[&String],
        mut come: Vec<&'l String>,
    ) -> Result<Vec<&'l String>, WriteError> {
        let own = self.own_label(entity);
        if !gone.iter().any(|label| **label == own) {
            return Ok(come);
        }
        let types = come.iter().enumerate();
        let mut types =
            types.filter_map(|(index, label)| Some((index, entity_type_called(label)?)));
        let Some((index, entity_type)) = types.next() else {
            let label = own.to_owned();
            return Err(WriteError::Type { label });
        };
        come.remove(index);
        if let Target::Entity(entity) = target.clone() {
            self.decide(Action::Retype {
                entity,
                entity_type,
            });
        }
        Ok(come)
    }

    fn labelled(&mut self, target: &Target, gone: Vec<&String>, come: Vec<&String>) -> Made {
        let gone = gone.into_iter().map(|label| (label, false));
        let come = come.into_iter().map(|label| (label, true));
        for (label, is_there) in gone.chain(come) {
            if label == "Entity" {
                return Err(WriteError::Derived {
                    key: "Entity".to_owned(),
                });
            }
            self.decide(Action::Label {
                target: target.clone(),
                label: label.as_str().into(),
                is_there,
            });
        }
        Ok(())
    }

    fn entity_set(&mut self, entity: EntityId, target: &Target, key: &str, value: &Value) -> Made {
        let Target::Entity(anchor) = target else {
            return Err(WriteError::Words);
        };
        match (key, value) {
            ("name", Value::String(name)) if !name.trim().is_empty() => {
                let (entity, name) = (anchor.clone(), name.trim().into());
                self.decide(Action::Rename { entity, name });
            }
            ("name", _) => return Err(WriteError::Name),
            ("aliases", value) => {
                let wanted = texts(value);
                let known = &self.knowledge_base.graph().entity(entity).aliases;
                if let Some(gone) = known.iter().find(|alias| !wanted.contains(alias)) {
                    let alias = gone.to_string();
                    return Err(WriteError::Alias { alias });
                }
                let new: Vec<Box<str>> = wanted
                    .into_iter()
                    .filter(|alias| !known.contains(alias))
                    .collect();
                for alias in new {
                    let entity = anchor.clone();
                    self.decide(Action::Alias { entity, alias });
                }
            }
            (key, _) if DERIVED.contains(&key) => {
                let key = key.to_owned();
                return Err(WriteError::Derived { key });
            }
            _ => self.set(target, key, value)?,
        }
        Ok(())
    }

    fn set(&mut self, target: &Target, key: &str, value: &Value) -> Made {
        let value = property(key, value)?;
        self.decide(Action::Set {
            target: target.clone(),
            key: key.into(),
            value,
        });
        Ok(())
    }

    fn relationship_changed(&mut self, id: RelationshipId) -> Made {
        let before = named(self.before, self.before.relationship_properties(id));
        let after = named(self.after, self.after.relationship_properties(id));
        for (key, value) in differences(&before, after) {
            let relationship = self.relationship(id);
            let is_evidence = EVIDENCE.contains(&&*key);
            let is_read = READ.contains(&&*key) && !matches!(relationship, Relationship::Added(_));
            if is_evidence || is_read {
                return Err(WriteError::Evidence { key });
            }
            let target = match relationship {
                Relationship::Added(decision) => Target::Decision(decision),
                Relationship::Fact(fact, role) => {
                    let anchors = self.knowledge_base.relation_anchors(fact).into_iter();
                    let mut anchor = anchors.min().ok_or(WriteError::Words)?;
                    anchor.role = role;
                    Target::Fact(anchor)
                }
                Relationship::Derived => return Err(WriteError::Derived { key }),
            };
            self.set(&target, &key, &value)?;
        }
        Ok(())
    }

    fn relationship_removed(
        &mut self,
        id: RelationshipId,
        record: &RelationshipRecord,
        rejected: &mut Vec<RelationId>,
    ) -> Made {
        let goes_with_an_end = [record.start, record.end]
            .into_iter()
            .any(|node| !self.after.contains_node(node));
        match self.relationship(id) {
            Relationship::Added(decision) => {
                self.decide(Action::Undo { decision });
            }
            // What is said of an entity goes when it does.
            _ if goes_with_an_end => {}
            Relationship::Derived => {
                let key = self.before.type_name(record.relationship_type).to_owned();
                return Err(WriteError::Derived { key });
            }
            Relationship::Fact(fact, _) if rejected.contains(&fact) => {}
            Relationship::Fact(fact, role) => {
                if role.is_none() {
                    rejected.push(fact);
                }
                for mut relation in self.knowledge_base.relation_anchors(fact) {
                    relation.role.clone_from(&role);
                    self.decide(Action::Reject { relation });
                }
            }
        }
        Ok(())
    }

    fn node_removed(&mut self, node: NodeId) -> Made {
        match self.node(node) {
            Node::Entity(entity) => {
                let entity = self.knowledge_base.entity_anchor(entity);
                self.decide(Action::Discard { entity });
            }
            Node::Added(decision) => {
                self.decide(Action::Undo { decision });
            }
            Node::Words => return Err(WriteError::Words),
        }
        Ok(())
    }
}

fn property(key: &str, value: &Value) -> Result<Property, WriteError> {
    Property::of(value).ok_or_else(|| WriteError::Value {
        key: key.to_owned(),
    })
}

fn labels(graph: &PropertyGraph, node: NodeId) -> Vec<String> {
    let labels = graph.node_labels(node).into_iter();
    labels
        .map(|label| graph.label_name(label).to_owned())
        .collect()
}

fn named(
    graph: &PropertyGraph,
    properties: Vec<(crate::graph::view::KeyId, Value)>,
) -> BTreeMap<String, Value> {
    let properties = properties.into_iter();
    properties
        .map(|(key, value)| (graph.key_name(key).to_owned(), value))
        .collect()
}

/// The properties that are otherwise, with what they are now; `null` for those that are gone.
fn differences(
    before: &BTreeMap<String, Value>,
    after: BTreeMap<String, Value>,
) -> Vec<(String, Value)> {
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let mut changes: Vec<(String, Value)> = gone.map(|key| (key.clone(), Value::Null)).collect();
    let come = after
        .into_iter()
        .filter(|(key, value)| before.get(key) != Some(value));
    changes.extend(come);
    changes
}

fn texts(value: &Value) -> Vec<Box<str>> {
    match value {
        Value::String(text) => vec![(**text).into()],
        Value::List(values) => values.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
