//! Patterns: what they bind, and what they may hold where.

use super::kind::Kind;
use super::scope::Scope;
use super::usage::Use;
use super::{CheckError, Checker, bind_new, undefined};
use crate::query::ast::{
    Direction, Expression, ExpressionKind, Identifier, LabelExpression, NodePattern, PathPattern,
    PathSelector, RelationshipPattern,
};

impl Checker<'_> {
    /// The patterns of one `MATCH`: first everything is bound, then properties and conditions are
    /// checked, which may speak of any of it.
    pub(super) fn match_patterns(
        &self,
        patterns: &[PathPattern],
        scope: &mut Scope,
    ) -> Result<(), CheckError> {
        let mut walked: Vec<&str> = Vec::new();
        for pattern in patterns {
            check_shortest(pattern)?;
            bind_node(&pattern.start, scope)?;
            for step in &pattern.steps {
                bind_relationship(&step.relationship, scope, &mut walked)?;
                bind_node(&step.node, scope)?;
            }
            if let Some(variable) = &pattern.variable {
                bind_new(variable, Kind::Path, scope)?;
            }
        }
        patterns
            .iter()
            .try_for_each(|pattern| self.match_conditions(pattern, scope))
    }

    fn match_conditions(&self, pattern: &PathPattern, scope: &mut Scope) -> Result<(), CheckError> {
        for node in pattern.nodes() {
            self.properties(node.properties.as_ref(), false, scope)?;
            self.filter(node.filter.as_ref(), "in `WHERE`", scope)?;
        }
        for relationship in pattern.relationships() {
            self.properties(relationship.properties.as_ref(), false, scope)?;
            let single = relationship
                .variable
                .as_ref()
                .filter(|_| relationship.length.is_some());
            if let Some(variable) = single {
                scope.bind(&variable.name, Kind::Relationship);
            }
            self.filter(relationship.filter.as_ref(), "in `WHERE`", scope)?;
            scope.unbind(usize::from(single.is_some()));
        }
        Ok(())
    }

    fn properties(
        &self,
        properties: Option<&Expression>,
        creates: bool,
        scope: &mut Scope,
    ) -> Result<(), CheckError> {
        let Some(properties) = properties else {
            return Ok(());
        };
        if let (ExpressionKind::Parameter(_), false) = (&properties.kind, creates) {
            return Err(CheckError::InvalidParameterUse {
                span: properties.place.span(),
            });
        }
        self.expression(properties, scope, Use::value("in a pattern"))
            .map(drop)
    }

    /// A pattern that is asked about and binds nothing: every variable must be there.
    pub(super) fn asked_pattern(
        &self,
        pattern: &PathPattern,
        scope: &mut Scope,
    ) -> Result<(), CheckError> {
        check_shortest(pattern)?;
        let variables = pattern
            .nodes()
            .filter_map(|node| {
                node.variable
                    .as_ref()
                    .map(|variable| (variable, Kind::Node))
            })
            .chain(pattern.relationships().filter_map(|relationship| {
                relationship
                    .variable
                    .as_ref()
                    .map(|variable| (variable, relationship_kind(relationship)))
            }));
        for (variable, kind) in variables {
            if !scope.has(&variable.name) {
                return Err(undefined(&variable.name, scope, variable.place.span()));
            }
            bind_or_find(variable, kind, scope)?;
        }
        self.match_conditions(pattern, scope)
    }

    /// A pattern that `CREATE` makes, or `MERGE` finds or makes.
    pub(super) fn created_pattern(
        &self,
        pattern: &PathPattern,
        scope: &mut Scope,
        creates: bool,
    ) -> Result<(), CheckError> {
        if pattern.selector != PathSelector::All {
            return Err(CheckError::NotCreatable {
                span: pattern.place.span(),
            });
        }
        // Properties see what was there before the pattern, and not what it makes itself.
        for node in pattern.nodes() {
            self.properties(node.properties.as_ref(), creates, scope)?;
        }
        for relationship in pattern.relationships() {
            self.properties(relationship.properties.as_ref(), creates, scope)?;
        }
        let is_single = pattern.steps.is_empty();
        create_node(&pattern.start, is_single, scope)?;
        for step in &pattern.steps {
            create_relationship(&step.relationship, creates, scope)?;
            create_node(&step.node, false, scope)?;
        }
        match &pattern.variable {
            Some(variable) => bind_new(variable, Kind::Path, scope),
            None => Ok(()),
        }
    }
}

fn check_shortest(pattern: &PathPattern) -> Result<(), CheckError> {
    if pattern.selector == PathSelector::All || pattern.steps.len() == 1 {
        Ok(())
    } else {
        Err(CheckError::InvalidShortestPath {
            span: pattern.place.span(),
        })
    }
}

fn relationship_kind(relationship: &RelationshipPattern) -> Kind {
    match relationship.length {
        Some(_) => Kind::List(Box::new(Kind::Relationship)),
        None => Kind::Relationship,
    }
}

/// Binds a variable of a pattern, or checks that the one that is there can be found as `wanted`.
fn bind_or_find(variable: &Identifier, wanted: Kind, scope: &mut Scope) -> Result<(), CheckError> {
    match scope.kind_of(&variable.name) {
        None => {
            scope.bind(&variable.name, wanted);
            Ok(())
        }
        Some(bound) if bound.can_be(&wanted) => Ok(()),
        Some(bound) => Err(CheckError::VariableTypeConflict {
            name: variable.name.clone(),
            bound: bound.to_string(),
            wanted: wanted.to_string(),
            span: variable.place.span(),
        }),
    }
}

fn bind_node(node: &NodePattern, scope: &mut Scope) -> Result<(), CheckError> {
    node.variable
        .as_ref()
        .map_or(Ok(()), |variable| bind_or_find(variable, Kind::Node, scope))
}

fn bind_relationship<'a>(
    relationship: &'a RelationshipPattern,
    scope: &mut Scope,
    walked: &mut Vec<&'a str>,
) -> Result<(), CheckError> {
    let Some(variable) = &relationship.variable else {
        return Ok(());
    };
    bind_or_find(variable, relationship_kind(relationship), scope)?;
    if walked.contains(&variable.name.as_str()) {
        let span = variable.place.span();
        return Err(CheckError::RelationshipUsedTwice {
            name: variable.name.clone(),
            span,
        });
    }
    walked.push(&variable.name);
    Ok(())
}

fn create_node(node: &NodePattern, is_single: bool, scope: &mut Scope) -> Result<(), CheckError> {
    if let Some(filter) = &node.filter {
        return Err(CheckError::NotCreatable {
            span: filter.place.span(),
        });
    }
    if node
        .labels
        .as_ref()
        .is_some_and(|labels| labels.conjunction().is_none())
    {
        return Err(CheckError::NotCreatable {
            span: node.place.span(),
        });
    }
    let Some(variable) = &node.variable else {
        return Ok(());
    };
    if !scope.has(&variable.name) {
        scope.bind(&variable.name, Kind::Node);
        return Ok(());
    }
    bind_or_find(variable, Kind::Node, scope)?;
    if is_single || node.labels.is_some() || node.properties.is_some() {
        let span = variable.place.span();
        return Err(CheckError::VariableAlreadyBound {
            name: variable.name.clone(),
            span,
        });
    }
    Ok(())
}

fn create_relationship(
    relationship: &RelationshipPattern,
    creates: bool,
    scope: &mut Scope,
) -> Result<(), CheckError> {
    let span = relationship.place.span();
    if let Some(filter) = &relationship.filter {
        return Err(CheckError::NotCreatable {
            span: filter.place.span(),
        });
    }
    if let Some(variable) = relationship
        .variable
        .as_ref()
        .filter(|variable| scope.has(&variable.name))
    {
        let span = variable.place.span();
        return Err(CheckError::VariableAlreadyBound {
            name: variable.name.clone(),
            span,
        });
    }
    let single = relationship
        .types
        .as_ref()
        .and_then(LabelExpression::alternatives);
    if single.is_none_or(|types| types.len() != 1) {
        return Err(CheckError::NoSingleRelationshipType { span });
    }
    if relationship.length.is_some() {
        return Err(CheckError::CreatingVarLength { span });
    }
    if creates && relationship.direction == Direction::Either {
        return Err(CheckError::RequiresDirectedRelationship { span });
    }
    match &relationship.variable {
        Some(variable) => bind_new(variable, Kind::Relationship, scope),
        None => Ok(()),
    }
}
