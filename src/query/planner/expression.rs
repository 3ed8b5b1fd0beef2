//! Expressions: names resolved.

use std::sync::Arc;

use super::Planner;
use super::known;
use crate::query::ast::{
    BinaryOperator, Expression, ExpressionKind, FunctionCall, LabelExpression, Literal,
    MapProjectionItem, PathPattern, PathSelector, Query, SubqueryKind, UnaryOperator,
};
use crate::query::functions;
use crate::query::plan::expression::{LabelTest, ProjectedEntry};
use crate::query::plan::{Compiled, Operator, Pipeline, Slot};
use crate::query::runtime_error::{Evaluation, RuntimeError, RuntimeErrorKind};
use crate::value::Value;

impl Planner<'_> {
    /// An expression with the variables in scope.
    pub(super) fn expression(&mut self, expression: &Expression) -> Evaluation<Compiled> {
        Ok(match &expression.kind {
            ExpressionKind::Literal(literal) => Compiled::Constant(constant(literal)),
            ExpressionKind::Parameter(name) => self.parameter(name)?,
            ExpressionKind::Variable(name) => Compiled::Slot(self.variable(name)?),
            ExpressionKind::List(parts) => known::list(self.expressions(parts)?),
            ExpressionKind::Map(entries) => {
                let mut compiled = Vec::new();
                for entry in entries {
                    compiled.push((
                        Arc::from(entry.key.name.as_str()),
                        self.expression(&entry.value)?,
                    ));
                }
                Compiled::Map(compiled)
            }
            ExpressionKind::Property { subject, key } => Compiled::Property {
                subject: self.boxed(subject)?,
                key: key.name.as_str().into(),
                id: self.vocabulary.key(&key.name),
            },
            ExpressionKind::Index { subject, index } => {
                Compiled::Index(self.boxed(subject)?, self.boxed(index)?)
            }
            ExpressionKind::Slice { subject, from, to } => Compiled::Slice(
                self.boxed(subject)?,
                self.optional(from.as_deref())?,
                self.optional(to.as_deref())?,
            ),
            ExpressionKind::HasLabels { subject, labels } => {
                Compiled::HasLabels(self.boxed(subject)?, self.label_test(labels))
            }
            ExpressionKind::Unary { operator, operand } => {
                let operand = self.boxed(operand)?;
                match operator {
                    UnaryOperator::Not => Compiled::Not(operand),
                    UnaryOperator::Minus => Compiled::Negate(operand),
                    UnaryOperator::Plus => Compiled::Plus(operand),
                }
            }
            ExpressionKind::Binary {
                operator,
                left,
                right,
            } => {
                let (left, right) = (self.boxed(left)?, self.boxed(right)?);
                match operator {
                    BinaryOperator::And => Compiled::And(flatten(*left, *right, true)),
                    BinaryOperator::Or => Compiled::Or(flatten(*left, *right, false)),
                    operator => known::binary(*operator, left, right),
                }
            }
            ExpressionKind::Comparison { first, rest } => {
                let mut left = self.expression(first)?;
                let mut parts = Vec::new();
                for (operator, right) in rest {
                    let right = self.expression(right)?;
                    parts.push(Compiled::Compare(
                        *operator,
                        Box::new(left),
                        Box::new(right.clone()),
                    ));
                    left = right;
                }
                match parts.len() {
                    1 => parts.remove(0),
                    _ => Compiled::And(parts),
                }
            }
            ExpressionKind::IsNull { subject, negated } => {
                Compiled::IsNull(self.boxed(subject)?, *negated)
            }
            ExpressionKind::Case {
                subject,
                branches,
                otherwise,
            } => {
                let subject = self.optional(subject.as_deref())?;
                let mut compiled = Vec::new();
                for branch in branches {
                    compiled.push((
                        self.expression(&branch.when)?,
                        self.expression(&branch.then)?,
                    ));
                }
                let otherwise = match otherwise {
                    Some(otherwise) => self.boxed(otherwise)?,
                    None => Box::new(Compiled::Constant(Value::Null)),
                };
                Compiled::Case {
                    subject,
                    branches: compiled,
                    otherwise,
                }
            }
            ExpressionKind::Function(call) => self.function(call)?,
            ExpressionKind::CountStar => return Err(misplaced("count(*)")),
            ExpressionKind::ListComprehension {
                variable,
                list,
                filter,
                projection,
            } => {
                let list = self.boxed(list)?;
                self.inside(|planner| {
                    let slot = planner.bind(&variable.name);
                    Ok(Compiled::Comprehension {
                        slot,
                        list,
                        filter: planner.optional(filter.as_deref())?,
                        projection: planner.optional(projection.as_deref())?,
                    })
                })?
            }
            ExpressionKind::Quantified {
                quantifier,
                variable,
                list,
                filter,
            } => {
                let list = self.boxed(list)?;
                self.inside(|planner| {
                    let slot = planner.bind(&variable.name);
                    let filter = match filter {
                        Some(filter) => planner.boxed(filter)?,
                        None => Box::new(Compiled::Slot(slot)),
                    };
                    Ok(Compiled::Quantified {
                        quantifier: *quantifier,
                        slot,
                        list,
                        filter,
                    })
                })?
            }
            ExpressionKind::Reduce {
                accumulator,
                initial,
                variable,
                list,
                step,
            } => {
                let (initial, list) = (self.boxed(initial)?, self.boxed(list)?);
                self.inside(|planner| {
                    let accumulator = planner.bind(&accumulator.name);
                    let slot = planner.bind(&variable.name);
                    let step = planner.boxed(step)?;
                    Ok(Compiled::Reduce {
                        accumulator,
                        initial,
                        slot,
                        list,
                        step,
                    })
                })?
            }
            ExpressionKind::PatternComprehension {
                pattern,
                filter,
                projection,
            } => self.inside(|planner| {
                let pipeline = planner.nested_pattern(pattern, filter.as_deref())?;
                Ok(Compiled::Collect(pipeline, planner.boxed(projection)?))
            })?,
            ExpressionKind::Pattern(pattern) => {
                self.inside(|planner| planner.pattern_value(pattern))?
            }
            ExpressionKind::Subquery { kind, query } => {
                let pipeline = self.inside(|planner| planner.subquery(query))?;
                match kind {
                    SubqueryKind::Exists => Compiled::Exists(pipeline),
                    SubqueryKind::Count => Compiled::CountRows(pipeline),
                }
            }
            ExpressionKind::MapProjection { subject, items } => {
                let slot = self.variable(&subject.name)?;
                let mut entries = Vec::new();
                for item in items {
                    entries.push(self.projected(slot, item)?);
                }
                Compiled::MapProjection(Box::new(Compiled::Slot(slot)), entries)
            }
        })
    }

    fn projected(&mut self, subject: Slot, item: &MapProjectionItem) -> Evaluation<ProjectedEntry> {
        Ok(match item {
            MapProjectionItem::All(_) => ProjectedEntry::All,
            MapProjectionItem::Property(key) => {
                let value = Compiled::Property {
                    subject: Box::new(Compiled::Slot(subject)),
                    key: key.name.as_str().into(),
                    id: self.vocabulary.key(&key.name),
                };
                ProjectedEntry::Entry(key.name.as_str().into(), value)
            }
            MapProjectionItem::Variable(name) => ProjectedEntry::Entry(
                name.name.as_str().into(),
                Compiled::Slot(self.variable(&name.name)?),
            ),
            MapProjectionItem::Entry(entry) => ProjectedEntry::Entry(
                entry.key.name.as_str().into(),
                self.expression(&entry.value)?,
            ),
        })
    }

    pub(super) fn variable(&self, name: &str) -> Evaluation<Slot> {
        self.lookup(name).ok_or_else(|| {
            let message = format!("variable `{name}` is not defined");
            RuntimeError::new(RuntimeErrorKind::Syntax, "UndefinedVariable", message)
        })
    }

    fn boxed(&mut self, expression: &Expression) -> Evaluation<Box<Compiled>> {
        self.expression(expression).map(Box::new)
    }

    fn optional(&mut self, expression: Option<&Expression>) -> Evaluation<Option<Box<Compiled>>> {
        expression
            .map(|expression| self.boxed(expression))
            .transpose()
    }

    pub(super) fn expressions(&mut self, parts: &[Expression]) -> Evaluation<Vec<Compiled>> {
        parts.iter().map(|part| self.expression(part)).collect()
    }

    /// Plans something whose own variables are not seen outside.
    pub(super) fn inside<T>(
        &mut self,
        plan: impl FnOnce(&mut Self) -> Evaluation<T>,
    ) -> Evaluation<T> {
        let outer = self.scope.clone();
        let planned = plan(self);
        self.scope = outer;
        planned
    }

    fn function(&mut self, call: &FunctionCall) -> Evaluation<Compiled> {
        let name = &call.name.name;
        if functions::aggregation::find(name).is_some() {
            return Err(misplaced(name));
        }
        let mut arguments = self.expressions(&call.arguments)?;
        if name.eq_ignore_ascii_case("exists") && matches!(arguments[..], [Compiled::Exists(_)]) {
            // `exists((a)-->(b))`: the pattern is the condition.
            return Ok(arguments.remove(0));
        }
        if name.eq_ignore_ascii_case("coalesce") {
            return Ok(Compiled::Coalesce(arguments));
        }
        let function = functions::find(name).ok_or_else(|| {
            RuntimeError::new(
                RuntimeErrorKind::Syntax,
                "UnknownFunction",
                format!("no function is called `{name}`"),
            )
        })?;
        let (fewest, most) = function.arity;
        if arguments.len() < fewest || arguments.len() > most {
            let message = format!(
                "`{name}` takes {fewest} to {most} arguments, not {}",
                arguments.len()
            );
            return Err(RuntimeError::new(
                RuntimeErrorKind::Syntax,
                "InvalidNumberOfArguments",
                message,
            ));
        }
        Ok(Compiled::Call(function, arguments))
    }

    pub(super) fn label_test(&mut self, labels: &LabelExpression) -> LabelTest {
        match labels {
            LabelExpression::Name(name) => LabelTest::Name(
                self.vocabulary.label(&name.name),
                self.vocabulary.graph().type_id(&name.name),
            ),
            LabelExpression::Any(_) => LabelTest::Any,
            LabelExpression::Not(inner) => LabelTest::Not(Box::new(self.label_test(inner))),
            LabelExpression::And(parts) => {
                LabelTest::And(parts.iter().map(|part| self.label_test(part)).collect())
            }
            LabelExpression::Or(parts) => {
                LabelTest::Or(parts.iter().map(|part| self.label_test(part)).collect())
            }
        }
    }

    /// A pattern as a condition, or a shortest path as a value.
    fn pattern_value(&mut self, pattern: &PathPattern) -> Evaluation<Compiled> {
        if pattern.selector == PathSelector::All {
            return Ok(Compiled::Exists(self.nested_pattern(pattern, None)?));
        }
        let mut named = pattern.clone();
        let variable = crate::query::ast::Identifier::unplaced("  path");
        named.variable = Some(variable.clone());
        let pipeline = self.nested_pattern(&named, None)?;
        let path = Box::new(Compiled::Slot(self.variable(&variable.name)?));
        Ok(match pattern.selector {
            PathSelector::AnyShortest | PathSelector::ShortestPathFunction => {
                Compiled::First(pipeline, path)
            }
            _ => Compiled::Collect(pipeline, path),
        })
    }

    fn nested_pattern(
        &mut self,
        pattern: &PathPattern,
        filter: Option<&Expression>,
    ) -> Evaluation<Box<Pipeline>> {
        let mut operators = Vec::new();
        self.patterns(std::slice::from_ref(pattern), filter, &mut operators)?;
        Ok(Box::new(single_stage(operators, self.width)))
    }

    fn subquery(&mut self, query: &Query) -> Evaluation<Box<Pipeline>> {
        let mut stages = super::Stages::default();
        for clause in &query.first.clauses {
            self.clause(clause, false, &mut stages)?;
        }
        if !query.unions.is_empty() {
            return Err(RuntimeError::not_supported(
                "a subquery with `UNION` is not supported",
            ));
        }
        Ok(Box::new(stages.finish(self.width)))
    }
}

pub(super) fn single_stage(operators: Vec<Operator>, width: usize) -> Pipeline {
    let stage = crate::query::plan::Stage {
        operators,
        end: None,
    };
    Pipeline {
        stages: vec![stage],
        width,
    }
}

fn misplaced(name: &str) -> RuntimeError {
    RuntimeError::new(
        RuntimeErrorKind::Syntax,
        "InvalidAggregation",
        format!("`{name}` cannot stand here"),
    )
}

pub(super) fn constant(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Boolean(value) => Value::Boolean(*value),
        Literal::Integer(number) => Value::Integer(*number),
        Literal::Float(number) => Value::Float(*number),
        Literal::String(text) => Value::string(text.as_str()),
    }
}

fn flatten(left: Compiled, right: Compiled, and: bool) -> Vec<Compiled> {
    let mut parts = Vec::new();
    for side in [left, right] {
        match side {
            Compiled::And(inner) if and => parts.extend(inner),
            Compiled::Or(inner) if !and => parts.extend(inner),
            other => parts.push(other),
        }
    }
    parts
}
