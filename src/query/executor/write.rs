//! The writing clauses, row by row.

use super::Row;
use super::run::{GraphAccess, Setting, context, run_nested};
use super::stream::build_path;
use crate::graph::property_graph::PropertyGraph;
use crate::graph::view::{Direction, GraphView, KeyId};
use crate::query::functions::entity::{deleted, to_map};
use crate::query::plan::{Compiled, CreateElement, MergePlan, SetOperation, Slot, Write};
use crate::query::result::Statistics;
use crate::query::runtime_error::{Evaluation, RuntimeError, RuntimeErrorKind};
use crate::value::{NodeId, RelationshipId, Value};

/// Applies a clause to each row; gives the rows that go on.
pub(super) fn write(
    write: &Write,
    rows: Vec<Row>,
    access: &mut GraphAccess<'_>,
    setting: &Setting<'_>,
    statistics: &mut Statistics,
) -> Evaluation<Vec<Row>> {
    let mut writer = Writer {
        access,
        setting,
        statistics,
    };
    writer.write(write, rows)
}

struct Writer<'w, 'g> {
    access: &'w mut GraphAccess<'g>,
    setting: &'w Setting<'w>,
    statistics: &'w mut Statistics,
}

enum Entity {
    Node(NodeId),
    Relationship(RelationshipId),
}

impl Writer<'_, '_> {
    fn write(&mut self, write: &Write, rows: Vec<Row>) -> Evaluation<Vec<Row>> {
        let mut kept = Vec::with_capacity(rows.len());
        match write {
            Write::Create(elements) => {
                for mut row in rows {
                    self.create(elements, &mut row)?;
                    kept.push(row);
                }
            }
            Write::Merge(plan) => {
                for row in rows {
                    kept.extend(self.merge(plan, row)?);
                }
            }
            Write::Set(operations) => {
                for mut row in rows {
                    self.set(operations, &mut row)?;
                    kept.push(row);
                }
            }
            Write::Delete { detach, targets } => {
                self.delete(*detach, targets, &rows)?;
                kept = rows;
            }
            Write::Foreach {
                list,
                element,
                writes,
            } => {
                for row in &rows {
                    self.foreach(list, *element, writes, row)?;
                }
                kept = rows;
            }
        }
        Ok(kept)
    }

    /// Does all for one element before the next.
    fn foreach(
        &mut self,
        list: &Compiled,
        element: Slot,
        writes: &[Write],
        row: &Row,
    ) -> Evaluation<()> {
        let elements = match self.evaluate(list, &mut row.clone())? {
            Value::Null => return Ok(()),
            Value::List(elements) => elements,
            other => {
                let message = format!("`FOREACH` goes through a list, not {}", other.type_name());
                return Err(RuntimeError::wrong_type(message));
            }
        };
        for value in elements.iter() {
            self.setting.limits.check()?;
            let mut inner = row.clone();
            inner[element] = value.clone();
            let mut rows = vec![inner];
            for write in writes {
                rows = self.write(write, rows)?;
            }
        }
        Ok(())
    }

    fn graph(&mut self) -> Evaluation<&mut PropertyGraph> {
        match self.access {
            GraphAccess::Write(graph) => Ok(graph),
            GraphAccess::Read(_) => {
                Err(RuntimeError::not_supported("this graph cannot be changed"))
            }
        }
    }

    fn evaluate(&self, expression: &Compiled, row: &mut Row) -> Evaluation<Value> {
        expression.evaluate(row, &context(self.access, self.setting))
    }

    fn create(&mut self, elements: &[CreateElement], row: &mut Row) -> Evaluation<()> {
        for element in elements {
            match element {
                CreateElement::Node(node) => {
                    let properties = self.map(node.properties.as_ref(), row)?;
                    let graph = self.graph()?;
                    let id = graph.add_node();
                    let labels = node
                        .labels
                        .iter()
                        .filter(|label| graph.add_label(id, **label))
                        .count();
                    row[node.slot] = Value::Node(id);
                    self.statistics.nodes_created += 1;
                    self.statistics.labels_added += labels as u64;
                    self.put(&Entity::Node(id), properties)?;
                }
                CreateElement::Relationship(new) => {
                    let properties = self.map(new.properties.as_ref(), row)?;
                    let (Value::Node(left), Value::Node(right)) = (&row[new.left], &row[new.right])
                    else {
                        return Err(RuntimeError::wrong_type(
                            "a relationship needs a node at both ends, and one is null",
                        ));
                    };
                    let (start, end) = if new.direction == Direction::Incoming {
                        (*right, *left)
                    } else {
                        (*left, *right)
                    };
                    let graph = self.graph()?;
                    if !graph.contains_node(start) || !graph.contains_node(end) {
                        return Err(deleted());
                    }
                    let id = graph.add_relationship(start, new.relationship_type, end);
                    row[new.slot] = Value::Relationship(id);
                    self.statistics.relationships_created += 1;
                    self.put(&Entity::Relationship(id), properties)?;
                }
                CreateElement::Path(slot, elements) => {
                    row[*slot] = build_path(elements, row, &context(self.access, self.setting));
                }
            }
        }
        Ok(())
    }

    fn map(
        &self,
        properties: Option<&Compiled>,
        row: &mut Row,
    ) -> Evaluation<Vec<(String, Value)>> {
        let Some(properties) = properties else {
            return Ok(Vec::new());
        };
        match self.evaluate(properties, row)? {
            Value::Null => Ok(Vec::new()),
            Value::Map(entries) => Ok(entries
                .iter()
                .map(|(key, value)| (key.to_string(), value.clone()))
                .collect()),
            other => Err(RuntimeError::wrong_type(format!(
                "properties are a map, not {}",
                other.type_name()
            ))),
        }
    }

    fn put(&mut self, entity: &Entity, properties: Vec<(String, Value)>) -> Evaluation<()> {
        for (key, value) in properties {
            let key = self.graph()?.intern_key(&key);
            self.put_one(entity, key, value)?;
        }
        Ok(())
    }

    fn put_one(&mut self, entity: &Entity, key: KeyId, value: Value) -> Evaluation<()> {
        if !value.is_storable() {
            let message = format!(
                "a property cannot hold a value of type {}",
                value.type_name()
            );
            return Err(RuntimeError::new(
                RuntimeErrorKind::Type,
                "InvalidPropertyType",
                message,
            ));
        }
        let graph = self.graph()?;
        let changed = match entity {
            Entity::Node(node) => graph.set_node_property(*node, key, value),
            Entity::Relationship(relationship) => {
                graph.set_relationship_property(*relationship, key, value)
            }
        };
        self.statistics.properties_set += u64::from(changed);
        Ok(())
    }

    fn merge(&mut self, plan: &MergePlan, mut row: Row) -> Evaluation<Vec<Row>> {
        for value in &plan.required {
            if self.evaluate(value, &mut row)?.is_null() {
                let message = "`MERGE` cannot look for a property that is null";
                return Err(RuntimeError::new(
                    RuntimeErrorKind::Semantic,
                    "MergeReadOwnWrites",
                    message,
                ));
            }
        }
        let mut found = Vec::new();
        let mut probe = row.clone();
        run_nested(
            &plan.find,
            &mut probe,
            &context(self.access, self.setting),
            &mut |row| {
                found.push(row.clone());
                Ok(true)
            },
        )?;
        if found.is_empty() {
            self.create(&plan.create, &mut row)?;
            self.set(&plan.on_create, &mut row)?;
            return Ok(vec![row]);
        }
        for row in &mut found {
            self.set(&plan.on_match, row)?;
        }
        Ok(found)
    }

    fn entity(&mut self, value: &Value) -> Evaluation<Option<Entity>> {
        let entity = match value {
            Value::Null => return Ok(None),
            Value::Node(node) => Entity::Node(*node),
            Value::Relationship(relationship) => Entity::Relationship(*relationship),
            other => {
                let message = format!(
                    "only nodes and relationships have properties to set, not {}",
                    other.type_name()
                );
                return Err(RuntimeError::wrong_type(message));
            }
        };
        let graph = self.graph()?;
        let is_there = match &entity {
            Entity::Node(node) => graph.contains_node(*node),
            Entity::Relationship(relationship) => graph.relationship(*relationship).is_some(),
        };
        if is_there {
            Ok(Some(entity))
        } else {
            Err(deleted())
        }
    }

    fn set(&mut self, operations: &[SetOperation], row: &mut Row) -> Evaluation<()> {
        for operation in operations {
            match operation {
                SetOperation::Property {
                    subject,
                    key,
                    value,
                } => {
                    let subject = self.evaluate(subject, row)?;
                    let value = self.evaluate(value, row)?;
                    if let Some(entity) = self.entity(&subject)? {
                        self.put_one(&entity, *key, value)?;
                    }
                }
                SetOperation::Properties {
                    subject,
                    value,
                    keep,
                } => {
                    let value = self.evaluate(value, row)?;
                    let Some(entity) = self.entity(&row[*subject].clone())? else {
                        continue;
                    };
                    self.set_all(&entity, &value, *keep)?;
                }
                SetOperation::AddLabels(slot, labels) => {
                    let Some(Entity::Node(node)) = self.entity(&row[*slot].clone())? else {
                        continue;
                    };
                    let graph = self.graph()?;
                    let added = labels
                        .iter()
                        .filter(|label| graph.add_label(node, **label))
                        .count();
                    self.statistics.labels_added += added as u64;
                }
                SetOperation::RemoveLabels(slot, labels) => {
                    let Some(Entity::Node(node)) = self.entity(&row[*slot].clone())? else {
                        continue;
                    };
                    let graph = self.graph()?;
                    let removed = labels
                        .iter()
                        .filter(|label| graph.remove_label(node, **label))
                        .count();
                    self.statistics.labels_removed += removed as u64;
                }
            }
        }
        Ok(())
    }

    fn set_all(&mut self, entity: &Entity, value: &Value, keep: bool) -> Evaluation<()> {
        let map = match to_map(value, &context(self.access, self.setting).environment) {
            Some(map) => map?,
            None => {
                return Err(RuntimeError::wrong_type(format!(
                    "properties are a map, not {}",
                    value.type_name()
                )));
            }
        };
        let entries: Vec<(String, Value)> = map
            .as_map()
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.to_string(), value.clone()))
            .collect();
        if !keep {
            let graph = self.graph()?;
            let own = match entity {
                Entity::Node(node) => graph.node_properties(*node),
                Entity::Relationship(relationship) => graph.relationship_properties(*relationship),
            };
            let gone: Vec<KeyId> = own
                .into_iter()
                .map(|(key, _)| key)
                .filter(|key| {
                    !entries
                        .iter()
                        .any(|(name, _)| graph.key_id(name) == Some(*key))
                })
                .collect();
            for key in gone {
                self.put_one(entity, key, Value::Null)?;
            }
        }
        self.put(entity, entries)
    }

    /// Relationships go first, so that nodes that lose their last one can go without `DETACH`.
    fn delete(&mut self, detach: bool, targets: &[Compiled], rows: &[Row]) -> Evaluation<()> {
        let (mut nodes, mut relationships) = (Vec::new(), Vec::new());
        for row in rows {
            let mut row = row.clone();
            for target in targets {
                match self.evaluate(target, &mut row)? {
                    Value::Null => {}
                    Value::Node(node) => nodes.push(node),
                    Value::Relationship(relationship) => relationships.push(relationship),
                    Value::Path(path) => {
                        nodes.extend(path.nodes());
                        relationships.extend(path.relationships());
                    }
                    other => {
                        let message = format!(
                            "only nodes, relationships and paths can be deleted, not {}",
                            other.type_name()
                        );
                        return Err(RuntimeError::wrong_type(message));
                    }
                }
            }
        }
        for relationship in relationships {
            let removed = self.graph()?.remove_relationship(relationship);
            self.statistics.relationships_deleted += u64::from(removed);
        }
        for node in nodes {
            let left = self.graph()?.relationships_of(node);
            if !detach && !left.is_empty() {
                let message =
                    "a node that still has relationships cannot be deleted; use `DETACH DELETE`";
                let kind = RuntimeErrorKind::ConstraintVerificationFailed;
                return Err(RuntimeError::new(kind, "DeleteConnectedNode", message));
            }
            self.statistics.relationships_deleted += left.len() as u64;
            self.statistics.nodes_deleted += u64::from(self.graph()?.remove_node(node));
        }
        Ok(())
    }
}
