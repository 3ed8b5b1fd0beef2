//! What a pattern demands of its nodes and relationships: labels, properties, `WHERE` inside.

use super::Planner;
use super::pattern::{Shape, Work};
use crate::query::ast::{
    ComparisonOperator, Expression, ExpressionKind, NodePattern, PathPattern, RelationshipPattern,
};
use crate::query::plan::expression::LabelTest;
use crate::query::plan::{Compiled, Slot};
use crate::query::runtime_error::{Evaluation, RuntimeError};

impl Planner<'_> {
    /// Adds the conditions of one path pattern.
    pub(super) fn conditions(
        &mut self,
        pattern: &PathPattern,
        shape: &Shape,
        work: &mut Work,
    ) -> Evaluation<()> {
        for (node, slot) in pattern.nodes().zip(&shape.nodes) {
            self.node_conditions(node, *slot, work)?;
        }
        for (offset, relationship) in pattern.relationships().enumerate() {
            self.edge_conditions(relationship, shape.first_edge + offset, work)?;
        }
        Ok(())
    }

    fn node_conditions(
        &mut self,
        node: &NodePattern,
        slot: Slot,
        work: &mut Work,
    ) -> Evaluation<()> {
        if let Some(labels) = &node.labels {
            if let Some(names) = labels.conjunction() {
                for name in names {
                    match self.vocabulary.label(&name.name) {
                        Some(label) => work.labels.push((slot, label)),
                        None => work.impossible = true,
                    }
                    let test = LabelTest::Name(self.vocabulary.label(&name.name), None);
                    work.conditions
                        .push(Compiled::HasLabels(Box::new(Compiled::Slot(slot)), test));
                }
            } else {
                let test = self.label_test(labels);
                work.conditions
                    .push(Compiled::HasLabels(Box::new(Compiled::Slot(slot)), test));
            }
        }
        if let Some(properties) = &node.properties {
            let conditions = self.property_conditions(properties, slot)?;
            work.conditions.extend(conditions);
        }
        if let Some(filter) = &node.filter {
            let filter = self.expression(filter)?;
            work.conditions.push(filter);
        }
        Ok(())
    }

    fn edge_conditions(
        &mut self,
        pattern: &RelationshipPattern,
        at: usize,
        work: &mut Work,
    ) -> Evaluation<()> {
        let many = pattern.length.is_some() || work.edges[at].shortest.is_some();
        let slot = if many {
            self.slot()
        } else {
            work.edges[at].slot
        };
        let mut conditions = Vec::new();
        if let Some(types) = pattern
            .types
            .as_ref()
            .filter(|types| types.alternatives().is_none())
        {
            let test = self.label_test(types);
            conditions.push(Compiled::HasLabels(Box::new(Compiled::Slot(slot)), test));
        }
        if let Some(properties) = &pattern.properties {
            conditions.extend(self.property_conditions(properties, slot)?);
        }
        if let Some(filter) = &pattern.filter {
            let filter = self.inside(|planner| {
                if let (true, Some(variable)) = (many, &pattern.variable) {
                    planner.scope.push((variable.name.clone(), slot));
                }
                planner.expression(filter)
            })?;
            conditions.push(filter);
        }
        if many && !conditions.is_empty() {
            work.edges[at].filter = Some((slot, Compiled::And(conditions)));
        } else {
            work.conditions.extend(conditions);
        }
        Ok(())
    }

    /// `{name: 'Ada'}` or `$properties`: one condition for each key.
    pub(super) fn property_conditions(
        &mut self,
        properties: &Expression,
        slot: Slot,
    ) -> Evaluation<Vec<Compiled>> {
        let mut entries = Vec::new();
        match &properties.kind {
            ExpressionKind::Map(map) => {
                for entry in map {
                    entries.push((entry.key.name.clone(), self.expression(&entry.value)?));
                }
            }
            _ => match self.expression(properties)? {
                Compiled::Constant(crate::value::Value::Map(map)) => {
                    for (key, value) in map.iter() {
                        entries.push((key.to_string(), Compiled::Constant(value.clone())));
                    }
                }
                _ => {
                    return Err(RuntimeError::wrong_type(
                        "properties in a pattern are a map",
                    ));
                }
            },
        }
        Ok(entries
            .into_iter()
            .map(|(key, value)| {
                let property = Compiled::Property {
                    subject: Box::new(Compiled::Slot(slot)),
                    id: self.vocabulary.key(&key),
                    key: key.as_str().into(),
                };
                Compiled::Compare(
                    ComparisonOperator::Equal,
                    Box::new(property),
                    Box::new(value),
                )
            })
            .collect())
    }
}
