//! Expressions as text, with the parentheses that their order of operators needs.

use std::fmt::{self, Display, Formatter, Write as _};

use super::super::{
    BinaryOperator, CaseBranch, ComparisonOperator, Expression, ExpressionKind, FunctionCall,
    Literal, MapEntry, MapProjectionItem, Quantifier, SubqueryKind, UnaryOperator,
};
use super::{AnyWord, Dotted, Variable, joined};

/// Names that begin a form of their own, so that a function called so needs back-ticks.
const FORMS: [&str; 9] = [
    "all",
    "any",
    "none",
    "single",
    "reduce",
    "shortestpath",
    "allshortestpaths",
    "case",
    "not",
];

/// How tightly an expression holds together, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    Xor,
    And,
    Not,
    Comparison,
    Predicate,
    Sum,
    Product,
    Power,
    Sign,
    Postfix,
    Primary,
}

/// An expression in a place that demands at least this binding.
struct Bound<'a>(&'a Expression, Binding);

/// An expression in front of a bar, which labels at its end would take for theirs.
pub(super) struct BeforeBar<'a>(pub(super) &'a Expression);

impl Display for BeforeBar<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if ends_in_labels(self.0) {
            write!(f, "({})", self.0)
        } else {
            self.0.fmt(f)
        }
    }
}

fn ends_in_labels(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::HasLabels { .. } => true,
        ExpressionKind::Unary { operand, .. } => ends_in_labels(operand),
        ExpressionKind::Binary { right, .. } => ends_in_labels(right),
        ExpressionKind::Comparison { rest, .. } => {
            rest.last().is_some_and(|(_, side)| ends_in_labels(side))
        }
        _ => false,
    }
}

/// An expression in front of a point.
pub(super) struct Postfixed<'a>(pub &'a Expression);

impl Display for Postfixed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Bound(self.0, Binding::Postfix).fmt(f)
    }
}

impl Display for Bound<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0.kind.binding() < self.1 {
            write!(f, "({})", self.0)
        } else {
            self.0.fmt(f)
        }
    }
}

impl ExpressionKind {
    fn binding(&self) -> Binding {
        match self {
            Self::Unary {
                operator: UnaryOperator::Not,
                ..
            } => Binding::Not,
            Self::Unary { .. } => Binding::Sign,
            Self::Binary { operator, .. } => operator.binding(),
            Self::Comparison { .. } => Binding::Comparison,
            Self::IsNull { .. } | Self::HasLabels { .. } | Self::Pattern(_) => Binding::Predicate,
            Self::Property { .. } | Self::Index { .. } | Self::Slice { .. } => Binding::Postfix,
            Self::Literal(Literal::Integer(number)) if *number < 0 => Binding::Sign,
            Self::Literal(Literal::Float(number)) if number.is_sign_negative() => Binding::Sign,
            _ => Binding::Primary,
        }
    }
}

impl BinaryOperator {
    fn binding(self) -> Binding {
        match self {
            Self::Or => Binding::Or,
            Self::Xor => Binding::Xor,
            Self::And => Binding::And,
            Self::In | Self::StartsWith | Self::EndsWith | Self::Contains | Self::Matches => {
                Binding::Predicate
            }
            Self::Add | Self::Subtract => Binding::Sum,
            Self::Multiply | Self::Divide | Self::Modulo => Binding::Product,
            Self::Power => Binding::Power,
        }
    }

    /// What the left and the right side must bind at least, since all of these group to the left.
    fn sides(self) -> (Binding, Binding) {
        match self.binding() {
            Binding::Or => (Binding::Or, Binding::Xor),
            Binding::Xor => (Binding::Xor, Binding::And),
            Binding::And => (Binding::And, Binding::Not),
            Binding::Predicate => (Binding::Sum, Binding::Sum),
            Binding::Sum => (Binding::Sum, Binding::Product),
            Binding::Product => (Binding::Product, Binding::Power),
            _ => (Binding::Power, Binding::Sign),
        }
    }
}

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl Display for ExpressionKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(literal) => literal.fmt(f),
            Self::Parameter(name) => write!(f, "${}", Parameter(name)),
            Self::Variable(name) => Variable(name).fmt(f),
            Self::List(items) => {
                f.write_char('[')?;
                joined(f, items, ", ")?;
                f.write_char(']')
            }
            Self::Map(entries) => {
                f.write_char('{')?;
                joined(f, entries, ", ")?;
                f.write_char('}')
            }
            Self::Property { subject, key } => write!(f, "{}.{key}", Postfixed(subject)),
            Self::Index { subject, index } => write!(f, "{}[{index}]", Postfixed(subject)),
            Self::Slice { subject, from, to } => {
                write!(f, "{}[", Postfixed(subject))?;
                joined(f, from, "")?;
                f.write_str("..")?;
                joined(f, to, "")?;
                f.write_char(']')
            }
            Self::HasLabels { subject, labels } => {
                let (open, close) = match labels {
                    super::super::LabelExpression::Or(_) => ("(", ")"),
                    _ => ("", ""),
                };
                write!(f, "{}:{open}{labels}{close}", Bound(subject, Binding::Sum))
            }
            Self::Unary { operator, operand } => write_unary(f, *operator, operand),
            Self::Binary {
                operator,
                left,
                right,
            } => {
                let (left_side, right_side) = operator.sides();
                let (left, right) = (Bound(left, left_side), Bound(right, right_side));
                write!(f, "{left} {} {right}", operator.symbol())
            }
            Self::Comparison { first, rest } => {
                Bound(first, Binding::Predicate).fmt(f)?;
                rest.iter().try_for_each(|(operator, side)| {
                    write!(
                        f,
                        " {} {}",
                        operator.symbol(),
                        Bound(side, Binding::Predicate)
                    )
                })
            }
            Self::IsNull { subject, negated } => {
                let not = if *negated { "NOT " } else { "" };
                write!(f, "{} IS {not}NULL", Bound(subject, Binding::Sum))
            }
            Self::Case {
                subject,
                branches,
                otherwise,
            } => write_case(f, subject.as_deref(), branches, otherwise.as_deref()),
            Self::Function(call) => call.fmt(f),
            Self::CountStar => f.write_str("count(*)"),
            Self::ListComprehension {
                variable,
                list,
                filter,
                projection,
            } => {
                write!(f, "[{} IN {}", Variable(&variable.name), BeforeBar(list))?;
                write_filter(f, filter.as_deref())?;
                if let Some(projection) = projection {
                    write!(f, " | {projection}")?;
                }
                f.write_char(']')
            }
            Self::PatternComprehension {
                pattern,
                filter,
                projection,
            } => {
                write!(f, "[{pattern}")?;
                write_filter(f, filter.as_deref())?;
                write!(f, " | {projection}]")
            }
            Self::Quantified {
                quantifier,
                variable,
                list,
                filter,
            } => {
                write!(
                    f,
                    "{}({} IN {list}",
                    quantifier.name(),
                    Variable(&variable.name)
                )?;
                write_filter(f, filter.as_deref())?;
                f.write_char(')')
            }
            Self::Reduce {
                accumulator,
                initial,
                variable,
                list,
                step,
            } => write!(
                f,
                "reduce({} = {initial}, {} IN {} | {step})",
                Variable(&accumulator.name),
                Variable(&variable.name),
                BeforeBar(list)
            ),
            Self::Pattern(pattern) => pattern.fmt(f),
            Self::Subquery { kind, query } => match kind {
                SubqueryKind::Exists => write!(f, "EXISTS {{ {query} }}"),
                SubqueryKind::Count => write!(f, "COUNT {{ {query} }}"),
            },
            Self::MapProjection { subject, items } => {
                write!(f, "{} {{", Variable(&subject.name))?;
                joined(f, items, ", ")?;
                f.write_char('}')
            }
        }
    }
}

/// A sign before a number gets parentheses, for `-5` is a literal; a sign before a sign a blank, for `--` is an arrow.
fn write_unary(
    f: &mut Formatter<'_>,
    operator: UnaryOperator,
    operand: &Expression,
) -> fmt::Result {
    let (symbol, binding) = match operator {
        UnaryOperator::Not => ("NOT ", Binding::Not),
        UnaryOperator::Minus => ("-", Binding::Sign),
        UnaryOperator::Plus => ("+", Binding::Sign),
    };
    let is_number = matches!(
        operand.kind,
        ExpressionKind::Literal(Literal::Integer(_) | Literal::Float(_))
    );
    let is_signed = binding == Binding::Sign && operand.kind.binding() == Binding::Sign;
    if is_number && binding == Binding::Sign {
        write!(f, "{symbol}({operand})")
    } else if is_signed {
        write!(f, "{symbol} {operand}")
    } else {
        write!(f, "{symbol}{}", Bound(operand, binding))
    }
}

fn write_filter(f: &mut Formatter<'_>, filter: Option<&Expression>) -> fmt::Result {
    filter.map_or(Ok(()), |filter| write!(f, " WHERE {}", BeforeBar(filter)))
}

fn write_case(
    f: &mut Formatter<'_>,
    subject: Option<&Expression>,
    branches: &[CaseBranch],
    otherwise: Option<&Expression>,
) -> fmt::Result {
    f.write_str("CASE")?;
    if let Some(subject) = subject {
        write!(f, " {subject}")?;
    }
    for branch in branches {
        write!(f, " WHEN {} THEN {}", branch.when, branch.then)?;
    }
    if let Some(otherwise) = otherwise {
        write!(f, " ELSE {otherwise}")?;
    }
    f.write_str(" END")
}

/// Parameters may also be numbers.
struct Parameter<'a>(&'a str);

impl Display for Parameter<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let is_number = !self.0.is_empty() && self.0.bytes().all(|byte| byte.is_ascii_digit());
        if is_number {
            f.write_str(self.0)
        } else {
            AnyWord(self.0).fmt(f)
        }
    }
}

impl Display for MapEntry {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.key, self.value)
    }
}

impl Display for MapProjectionItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property(key) => write!(f, ".{key}"),
            Self::All(_) => f.write_str(".*"),
            Self::Variable(name) => Variable(&name.name).fmt(f),
            Self::Entry(entry) => entry.fmt(f),
        }
    }
}

impl Display for FunctionCall {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if FORMS
            .iter()
            .any(|form| form.eq_ignore_ascii_case(&self.name.name))
        {
            write!(f, "`{}`", self.name.name)?;
        } else {
            write!(f, "{}", Dotted(&self.name.name))?;
        }
        f.write_str(if self.distinct { "(DISTINCT " } else { "(" })?;
        joined(f, &self.arguments, ", ")?;
        f.write_char(')')
    }
}

impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::String(text) => write_string(f, text),
        }
    }
}

fn write_string(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('\'')?;
    for letter in text.chars() {
        match letter {
            '\'' => f.write_str("\\'")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            '\u{8}' => f.write_str("\\b")?,
            '\u{c}' => f.write_str("\\f")?,
            letter if letter.is_control() => write!(f, "\\u{:04X}", letter as u32)?,
            letter => f.write_char(letter)?,
        }
    }
    f.write_char('\'')
}

impl ComparisonOperator {
    /// As it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

impl Quantifier {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Any => "any",
            Self::None => "none",
            Self::Single => "single",
        }
    }
}
