//! One clause after the other: what it needs of the scope and what it adds to it.

use super::kind::Kind;
use super::scope::Scope;
use super::usage::Use;
use super::{CheckError, Checker, bind_new, undefined, wrong_kind};
use crate::query::ast::{
    Call, Clause, Delete, Expression, ExpressionKind, Foreach, Identifier, Match, Merge,
    PathPattern, RemoveItem, SetItem, Unwind,
};

impl Checker<'_> {
    /// Checks `clause` and changes `scope` to what holds behind it. The columns of a `RETURN`.
    pub(super) fn clause(
        &self,
        clause: &Clause,
        scope: &mut Scope,
        standalone: bool,
    ) -> Result<Vec<String>, CheckError> {
        match clause {
            Clause::Match(clause) => self.match_clause(clause, scope)?,
            Clause::Unwind(clause) => self.unwind(clause, scope)?,
            Clause::With(clause) => {
                *scope = self.with_clause(clause, scope)?;
            }
            Clause::Return(clause) => {
                let (_, columns) = self.return_clause(clause, scope)?;
                return Ok(columns);
            }
            Clause::Create(clause) => self.create(&clause.patterns, scope)?,
            Clause::Merge(clause) => self.merge(clause, scope)?,
            Clause::Set(clause) => self.set_items(&clause.items, scope)?,
            Clause::Remove(clause) => {
                clause
                    .items
                    .iter()
                    .try_for_each(|item| self.remove_item(item, scope))?;
            }
            Clause::Delete(clause) => self.delete(clause, scope)?,
            Clause::Foreach(clause) => self.foreach(clause, scope)?,
            Clause::Call(clause) => self.call(clause, scope, standalone)?,
        }
        Ok(Vec::new())
    }

    fn match_clause(&self, clause: &Match, scope: &mut Scope) -> Result<(), CheckError> {
        self.match_patterns(&clause.patterns, scope)?;
        self.filter(clause.filter.as_ref(), "in `WHERE`", scope)
    }

    /// A condition: of a boolean kind, and free of aggregations.
    pub(super) fn filter(
        &self,
        filter: Option<&Expression>,
        place: &'static str,
        scope: &mut Scope,
    ) -> Result<(), CheckError> {
        let Some(filter) = filter else { return Ok(()) };
        let kind = self.expression(filter, scope, Use::condition(place))?;
        if kind.is_boolean() {
            Ok(())
        } else {
            Err(wrong_kind(&kind, "a condition", filter.place.span()))
        }
    }

    fn unwind(&self, clause: &Unwind, scope: &mut Scope) -> Result<(), CheckError> {
        let kind = self.expression(&clause.list, scope, Use::value("in `UNWIND`"))?;
        bind_new(&clause.variable, kind.element(), scope)
    }

    fn create(&self, patterns: &[PathPattern], scope: &mut Scope) -> Result<(), CheckError> {
        patterns
            .iter()
            .try_for_each(|pattern| self.created_pattern(pattern, scope, true))
    }

    fn merge(&self, clause: &Merge, scope: &mut Scope) -> Result<(), CheckError> {
        self.created_pattern(&clause.pattern, scope, false)?;
        clause
            .actions
            .iter()
            .try_for_each(|action| self.set_items(&action.items, scope))
    }

    fn set_items(&self, items: &[SetItem], scope: &mut Scope) -> Result<(), CheckError> {
        items.iter().try_for_each(|item| match item {
            SetItem::Property { subject, value, .. } => {
                self.changed(subject, scope)?;
                self.expression(value, scope, Use::value("in `SET`"))
                    .map(drop)
            }
            SetItem::Replace { variable, value } | SetItem::Add { variable, value } => {
                self.changed_variable(variable, scope)?;
                self.expression(value, scope, Use::value("in `SET`"))
                    .map(drop)
            }
            SetItem::Labels { variable, .. } => self.changed_variable(variable, scope),
        })
    }

    fn remove_item(&self, item: &RemoveItem, scope: &mut Scope) -> Result<(), CheckError> {
        match item {
            RemoveItem::Property { subject, .. } => self.changed(subject, scope),
            RemoveItem::Labels { variable, .. } => self.changed_variable(variable, scope),
        }
    }

    fn changed_variable(&self, variable: &Identifier, scope: &mut Scope) -> Result<(), CheckError> {
        let kind = ExpressionKind::Variable(variable.name.clone());
        self.changed(
            &Expression {
                kind,
                place: variable.place,
            },
            scope,
        )
    }

    /// Only nodes and relationships can be changed.
    fn changed(&self, subject: &Expression, scope: &mut Scope) -> Result<(), CheckError> {
        match self.expression(subject, scope, Use::value("in `SET` or `REMOVE`"))? {
            Kind::Any | Kind::Null | Kind::Node | Kind::Relationship => Ok(()),
            kind => Err(wrong_kind(
                &kind,
                "a node or a relationship",
                subject.place.span(),
            )),
        }
    }

    fn delete(&self, clause: &Delete, scope: &mut Scope) -> Result<(), CheckError> {
        clause.targets.iter().try_for_each(|target| {
            let span = target.place.span();
            if let ExpressionKind::HasLabels { .. } = target.kind {
                return Err(CheckError::InvalidDelete { span });
            }
            match self.expression(target, scope, Use::value("in `DELETE`"))? {
                Kind::Any | Kind::Null | Kind::Node | Kind::Relationship | Kind::Path => Ok(()),
                kind => Err(wrong_kind(&kind, "a node, a relationship or a path", span)),
            }
        })
    }

    /// What is bound inside is not known behind.
    fn foreach(&self, clause: &Foreach, scope: &mut Scope) -> Result<(), CheckError> {
        let kind = self.expression(&clause.list, scope, Use::value("in `FOREACH`"))?;
        if !(kind.is_open() || matches!(kind, Kind::List(_))) {
            let span = clause.list.place.span();
            return Err(wrong_kind(&kind, "a list", span));
        }
        let mut inner = scope.clone();
        bind_new(&clause.variable, kind.element(), &mut inner)?;
        for inside in &clause.clauses {
            if !inside.is_writing() {
                return Err(CheckError::InvalidClauseComposition {
                    problem: "`FOREACH` only changes the graph",
                    remedy: "write `UNWIND` to ask something of each element",
                    span: inside.place().span(),
                });
            }
            self.clause(inside, &mut inner, false)?;
        }
        Ok(())
    }

    fn call(&self, clause: &Call, scope: &mut Scope, standalone: bool) -> Result<(), CheckError> {
        let name = &clause.procedure.name;
        let span = clause.procedure.place.span();
        let Some(shape) = self.environment.procedure(name) else {
            return Err(CheckError::ProcedureNotFound {
                name: name.clone(),
                span,
            });
        };
        if let Some(arguments) = &clause.arguments {
            self.arguments(arguments, &shape.inputs, &clause.procedure, scope)?;
        } else if !standalone {
            return Err(CheckError::InvalidArgumentPassingMode {
                span: clause.place.span(),
            });
        } else if let Some((missing, _)) = shape
            .inputs
            .iter()
            .find(|(input, _)| !self.environment.has_parameter(input))
        {
            return Err(CheckError::MissingParameter {
                name: missing.clone(),
                span,
            });
        }
        let Some(yields) = &clause.yields else {
            return Ok(());
        };
        if yields.star {
            if !standalone {
                return Err(CheckError::YieldStarNotAllowed {
                    span: yields.place.span(),
                });
            }
            for output in &shape.outputs {
                bind_new(&Identifier::unplaced(output.clone()), Kind::Any, scope)?;
            }
        }
        for item in &yields.items {
            if !shape.outputs.contains(&item.field.name) {
                let mut outputs = Scope::default();
                shape
                    .outputs
                    .iter()
                    .for_each(|output| outputs.bind(output, Kind::Any));
                return Err(undefined(
                    &item.field.name,
                    &outputs,
                    item.field.place.span(),
                ));
            }
            bind_new(item.variable(), Kind::Any, scope)?;
        }
        self.filter(yields.filter.as_ref(), "in `WHERE`", scope)
    }

    fn arguments(
        &self,
        arguments: &[Expression],
        inputs: &[(String, String)],
        procedure: &Identifier,
        scope: &mut Scope,
    ) -> Result<(), CheckError> {
        if arguments.len() != inputs.len() {
            return Err(CheckError::InvalidNumberOfArguments {
                name: procedure.name.clone(),
                wanted: match inputs.len() {
                    1 => "1 argument".into(),
                    count => format!("{count} arguments"),
                },
                given: arguments.len(),
                span: procedure.place.span(),
            });
        }
        for (argument, (_, declared)) in arguments.iter().zip(inputs) {
            let kind = self.expression(argument, scope, Use::value("in `CALL`"))?;
            if !fits(&kind, declared) {
                return Err(wrong_kind(
                    &kind,
                    declared_in_words(declared),
                    argument.place.span(),
                ));
            }
        }
        Ok(())
    }
}

/// Whether a value of `kind` may be given where a signature says `declared`.
fn fits(kind: &Kind, declared: &str) -> bool {
    let is_number = matches!(kind, Kind::Integer | Kind::Float);
    kind.is_open()
        || match declared.trim_end_matches('?').trim() {
            "INTEGER" => *kind == Kind::Integer,
            "FLOAT" | "NUMBER" => is_number,
            "STRING" => *kind == Kind::String,
            "BOOLEAN" => *kind == Kind::Boolean,
            _ => true,
        }
}

fn declared_in_words(declared: &str) -> &'static str {
    match declared.trim_end_matches('?').trim() {
        "INTEGER" => "an integer",
        "FLOAT" | "NUMBER" => "a number",
        "STRING" => "a string",
        "BOOLEAN" => "true or false",
        _ => "another value",
    }
}
