//! The writing clauses.

use super::Planner;
use crate::graph::view::{Direction, LabelId};
use crate::query::ast::{
    self, Clause, Foreach, Identifier, LabelExpression, Merge, MergeEvent, NodePattern,
    PathPattern, RemoveItem, SetItem,
};
use crate::query::plan::{
    Compiled, CreateElement, CreateNode, CreateRelationship, MergePlan, PathElement, SetOperation,
    Slot, Write,
};
use crate::query::runtime_error::{Evaluation, RuntimeError};
use crate::value::Value;

impl Planner<'_> {
    /// What makes the patterns; their variables come into scope.
    fn create(&mut self, patterns: &[PathPattern]) -> Evaluation<Vec<CreateElement>> {
        let mut elements = Vec::new();
        for pattern in patterns {
            let mut left = self.create_node(&pattern.start, &mut elements)?;
            let mut path = vec![PathElement::Node(left)];
            for step in &pattern.steps {
                let right = self.create_node(&step.node, &mut elements)?;
                let relationship = &step.relationship;
                let names = relationship
                    .types
                    .as_ref()
                    .and_then(LabelExpression::alternatives);
                let name = names
                    .and_then(|names| names.first().map(|name| name.name.clone()))
                    .unwrap_or_default();
                let relationship_type = self
                    .vocabulary
                    .relationship_type(&name)
                    .ok_or_else(|| RuntimeError::not_supported("this graph cannot be changed"))?;
                let properties = relationship
                    .properties
                    .as_ref()
                    .map(|map| self.expression(map))
                    .transpose()?;
                let slot = self.name_or_slot(relationship.variable.as_ref());
                elements.push(CreateElement::Relationship(CreateRelationship {
                    slot,
                    left,
                    right,
                    direction: match relationship.direction {
                        ast::Direction::Incoming => Direction::Incoming,
                        ast::Direction::Outgoing | ast::Direction::Either => Direction::Outgoing,
                    },
                    relationship_type,
                    properties,
                }));
                path.extend([PathElement::Relationship(slot), PathElement::Node(right)]);
                left = right;
            }
            if let Some(variable) = &pattern.variable {
                let slot = self.bind(&variable.name);
                elements.push(CreateElement::Path(slot, path));
            }
        }
        Ok(elements)
    }

    fn name_or_slot(&mut self, variable: Option<&Identifier>) -> Slot {
        match variable {
            Some(variable) => self.bind(&variable.name),
            None => self.slot(),
        }
    }

    fn labels(&mut self, names: &[&Identifier]) -> Vec<LabelId> {
        names
            .iter()
            .filter_map(|name| self.vocabulary.label(&name.name))
            .collect()
    }

    fn create_node(
        &mut self,
        node: &NodePattern,
        elements: &mut Vec<CreateElement>,
    ) -> Evaluation<Slot> {
        if let Some(slot) = node
            .variable
            .as_ref()
            .and_then(|variable| self.lookup(&variable.name))
        {
            return Ok(slot);
        }
        let properties = node
            .properties
            .as_ref()
            .map(|map| self.expression(map))
            .transpose()?;
        let names = node
            .labels
            .as_ref()
            .and_then(LabelExpression::conjunction)
            .unwrap_or_default();
        let labels = self.labels(&names);
        let slot = self.name_or_slot(node.variable.as_ref());
        elements.push(CreateElement::Node(CreateNode {
            slot,
            labels,
            properties,
        }));
        Ok(slot)
    }

    /// What a clause changes; nothing if it only reads.
    pub(super) fn write(&mut self, clause: &Clause) -> Evaluation<Option<Write>> {
        Ok(Some(match clause {
            Clause::Create(clause) => Write::Create(self.create(&clause.patterns)?),
            Clause::Merge(clause) => self.merge(clause)?,
            Clause::Set(clause) => Write::Set(self.set_items(&clause.items)?),
            Clause::Remove(clause) => Write::Set(self.remove_items(&clause.items)?),
            Clause::Delete(clause) => {
                let targets = clause.targets.iter();
                let targets = targets.map(|target| self.expression(target));
                Write::Delete {
                    detach: clause.detach,
                    targets: targets.collect::<Evaluation<_>>()?,
                }
            }
            Clause::Foreach(clause) => self.foreach(clause)?,
            _ => return Ok(None),
        }))
    }

    /// `FOREACH`: its variables are known inside only.
    fn foreach(&mut self, clause: &Foreach) -> Evaluation<Write> {
        let list = self.expression(&clause.list)?;
        let outer = self.scope.clone();
        let element = self.bind(&clause.variable.name);
        let mut writes = Vec::new();
        for inside in &clause.clauses {
            writes.extend(self.write(inside)?);
        }
        self.scope = outer;
        Ok(Write::Foreach {
            list,
            element,
            writes,
        })
    }

    /// `MERGE`: the same variables in what is looked for and in what is made.
    fn merge(&mut self, clause: &Merge) -> Evaluation<Write> {
        let outer = self.scope.clone();
        let mut operators = Vec::new();
        self.patterns(std::slice::from_ref(&clause.pattern), None, &mut operators)?;
        let found = std::mem::replace(&mut self.scope, outer);
        let mut create = self.create(std::slice::from_ref(&clause.pattern))?;
        let made = self.scope.clone();
        // What is found goes where what is made would be.
        let copies: Vec<(Slot, Compiled)> = made
            .iter()
            .filter_map(|(name, slot)| {
                let from = found.iter().rev().find(|(own, _)| own == name)?.1;
                (from != *slot).then_some((*slot, Compiled::Slot(from)))
            })
            .collect();
        operators.push(crate::query::plan::Operator::Project(copies));
        let required = required(&mut create);
        let find = super::expression::single_stage(operators, self.width);
        let (mut on_match, mut on_create) = (Vec::new(), Vec::new());
        for action in &clause.actions {
            let operations = self.set_items(&action.items)?;
            match action.event {
                MergeEvent::Match => on_match.extend(operations),
                MergeEvent::Create => on_create.extend(operations),
            }
        }
        Ok(Write::Merge(Box::new(MergePlan {
            find,
            create,
            on_match,
            on_create,
            required,
        })))
    }

    /// `SET`
    fn set_items(&mut self, items: &[SetItem]) -> Evaluation<Vec<SetOperation>> {
        items
            .iter()
            .map(|item| match item {
                SetItem::Property {
                    subject,
                    key,
                    value,
                } => self.set_property(subject, key, Some(value)),
                SetItem::Replace { variable, value } => Ok(SetOperation::Properties {
                    subject: self.variable(&variable.name)?,
                    value: self.expression(value)?,
                    keep: false,
                }),
                SetItem::Add { variable, value } => Ok(SetOperation::Properties {
                    subject: self.variable(&variable.name)?,
                    value: self.expression(value)?,
                    keep: true,
                }),
                SetItem::Labels { variable, labels } => {
                    let labels = self.labels(&labels.iter().collect::<Vec<_>>());
                    Ok(SetOperation::AddLabels(
                        self.variable(&variable.name)?,
                        labels,
                    ))
                }
            })
            .collect()
    }

    /// `REMOVE`
    fn remove_items(&mut self, items: &[RemoveItem]) -> Evaluation<Vec<SetOperation>> {
        items
            .iter()
            .map(|item| match item {
                RemoveItem::Property { subject, key } => self.set_property(subject, key, None),
                RemoveItem::Labels { variable, labels } => {
                    let labels = self.labels(&labels.iter().collect::<Vec<_>>());
                    Ok(SetOperation::RemoveLabels(
                        self.variable(&variable.name)?,
                        labels,
                    ))
                }
            })
            .collect()
    }

    fn set_property(
        &mut self,
        subject: &ast::Expression,
        key: &Identifier,
        value: Option<&ast::Expression>,
    ) -> Evaluation<SetOperation> {
        let key = self
            .vocabulary
            .key(&key.name)
            .ok_or_else(|| RuntimeError::not_supported("this graph cannot be changed"))?;
        Ok(SetOperation::Property {
            subject: self.expression(subject)?,
            key,
            value: match value {
                Some(value) => self.expression(value)?,
                None => Compiled::Constant(Value::Null),
            },
        })
    }
}

/// The property values of a pattern: `MERGE` cannot look for `null`.
fn required(elements: &mut [CreateElement]) -> Vec<Compiled> {
    let maps = elements.iter().filter_map(|element| match element {
        CreateElement::Node(node) => node.properties.as_ref(),
        CreateElement::Relationship(relationship) => relationship.properties.as_ref(),
        CreateElement::Path(..) => None,
    });
    maps.flat_map(|map| match map {
        Compiled::Map(entries) => entries.iter().map(|(_, value)| value.clone()).collect(),
        _ => Vec::new(),
    })
    .collect()
}
