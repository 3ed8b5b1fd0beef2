//! tree → text that parses back to an equal tree. One query, one line, keywords in capitals.
//!
//! Parentheses are written only where the tree would otherwise be read differently.

use std::fmt::{self, Display, Formatter, Write as _};

use super::{
    BinaryOperator, Call, Clause, Create, Delete, Foreach, Identifier, LabelExpression, Match,
    Merge, MergeEvent, Mode, Projection, Query, Remove, RemoveItem, Return, Set, SetItem,
    SingleQuery, Statement, Unwind, With, Yield,
};

mod expression;
mod pattern;

/// Words that are not variables unless in back-ticks; `grammar/query.pest` has the same list.
pub(crate) const RESERVED: [&str; 23] = [
    "and", "or", "xor", "not", "in", "is", "null", "true", "false", "case", "when", "then", "else",
    "where", "return", "match", "unwind", "union", "with", "create", "merge", "distinct", "as",
];

/// A name where any word may stand: a property, a label, a type, a parameter.
pub(super) struct AnyWord<'a>(pub &'a str);

/// A name with points between its parts. A point at an end, or two in a row, can only have been inside back-ticks.
pub(super) struct Dotted<'a>(pub &'a str);

impl Display for Dotted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0.split('.').any(str::is_empty) {
            return write!(f, "{}", AnyWord(self.0));
        }
        joined(f, self.0.split('.').map(AnyWord), ".")
    }
}

/// A name where keywords may not stand.
pub(super) struct Variable<'a>(pub &'a str);

impl Display for AnyWord<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if is_plain(self.0) {
            f.write_str(self.0)
        } else {
            write!(f, "`{}`", self.0.replace('`', "``"))
        }
    }
}

impl Display for Variable<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if RESERVED
            .iter()
            .any(|word| word.eq_ignore_ascii_case(self.0))
        {
            write!(f, "`{}`", self.0)
        } else {
            AnyWord(self.0).fmt(f)
        }
    }
}

/// Whether a name needs no back-ticks.
fn is_plain(name: &str) -> bool {
    let mut letters = name.chars();
    letters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic())
        && letters.all(|letter| letter == '_' || letter.is_alphanumeric())
        && name.is_ascii()
}

/// Writes `items` with `separator` between them.
pub(super) fn joined<T: Display>(
    f: &mut Formatter<'_>,
    items: impl IntoIterator<Item = T>,
    separator: &str,
) -> fmt::Result {
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            f.write_str(separator)?;
        }
        write!(f, "{item}")?;
    }
    Ok(())
}

impl Display for Identifier {
    /// As a property, label or type.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        AnyWord(&self.name).fmt(f)
    }
}

impl Display for Statement {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.mode {
            Mode::Run => {}
            Mode::Explain => f.write_str("EXPLAIN ")?,
            Mode::Profile => f.write_str("PROFILE ")?,
        }
        self.query.fmt(f)
    }
}

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.first.fmt(f)?;
        for union in &self.unions {
            let all = if union.all { "ALL " } else { "" };
            write!(f, " UNION {all}{}", union.query)?;
        }
        Ok(())
    }
}

impl Display for SingleQuery {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        joined(f, &self.clauses, " ")
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Match(clause) => clause.fmt(f),
            Self::Unwind(clause) => clause.fmt(f),
            Self::With(clause) => clause.fmt(f),
            Self::Return(clause) => clause.fmt(f),
            Self::Create(clause) => clause.fmt(f),
            Self::Merge(clause) => clause.fmt(f),
            Self::Set(clause) => clause.fmt(f),
            Self::Remove(clause) => clause.fmt(f),
            Self::Delete(clause) => clause.fmt(f),
            Self::Foreach(clause) => clause.fmt(f),
            Self::Call(clause) => clause.fmt(f),
        }
    }
}

impl Display for Match {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.optional {
            "OPTIONAL MATCH "
        } else {
            "MATCH "
        })?;
        joined(f, &self.patterns, ", ")?;
        if let Some(filter) = &self.filter {
            write!(f, " WHERE {filter}")?;
        }
        Ok(())
    }
}

impl Display for Unwind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "UNWIND {} AS {}",
            self.list,
            Variable(&self.variable.name)
        )
    }
}

impl Display for With {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "WITH {}", self.projection)?;
        if let Some(filter) = &self.filter {
            write!(f, " WHERE {filter}")?;
        }
        Ok(())
    }
}

impl Display for Return {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "RETURN {}", self.projection)
    }
}

impl Display for Projection {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.distinct {
            f.write_str("DISTINCT ")?;
        }
        if self.star.is_some() {
            f.write_str(if self.items.is_empty() { "*" } else { "*, " })?;
        }
        for (index, item) in self.items.iter().enumerate() {
            f.write_str(if index > 0 { ", " } else { "" })?;
            item.expression.fmt(f)?;
            if let Some(alias) = &item.alias {
                write!(f, " AS {}", Variable(&alias.name))?;
            }
        }
        for (index, item) in self.order_by.iter().enumerate() {
            f.write_str(if index > 0 { ", " } else { " ORDER BY " })?;
            item.expression.fmt(f)?;
            f.write_str(if item.descending { " DESC" } else { "" })?;
        }
        if let Some(skip) = &self.skip {
            write!(f, " SKIP {skip}")?;
        }
        if let Some(limit) = &self.limit {
            write!(f, " LIMIT {limit}")?;
        }
        Ok(())
    }
}

impl Display for Create {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("CREATE ")?;
        joined(f, &self.patterns, ", ")
    }
}

impl Display for Merge {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "MERGE {}", self.pattern)?;
        for action in &self.actions {
            f.write_str(match action.event {
                MergeEvent::Create => " ON CREATE SET ",
                MergeEvent::Match => " ON MATCH SET ",
            })?;
            joined(f, &action.items, ", ")?;
        }
        Ok(())
    }
}

impl Display for Set {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("SET ")?;
        joined(f, &self.items, ", ")
    }
}

impl Display for SetItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property {
                subject,
                key,
                value,
            } => {
                write!(f, "{}.{key} = {value}", expression::Postfixed(subject))
            }
            Self::Replace { variable, value } => {
                write!(f, "{} = {value}", Variable(&variable.name))
            }
            Self::Add { variable, value } => write!(f, "{} += {value}", Variable(&variable.name)),
            Self::Labels { variable, labels } => labelled(f, variable, labels),
        }
    }
}

impl Display for Remove {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("REMOVE ")?;
        joined(f, &self.items, ", ")
    }
}

impl Display for RemoveItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property { subject, key } => {
                write!(f, "{}.{key}", expression::Postfixed(subject))
            }
            Self::Labels { variable, labels } => labelled(f, variable, labels),
        }
    }
}

fn labelled(f: &mut Formatter<'_>, variable: &Identifier, labels: &[Identifier]) -> fmt::Result {
    Variable(&variable.name).fmt(f)?;
    labels.iter().try_for_each(|label| write!(f, ":{label}"))
}

impl Display for Delete {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.detach {
            "DETACH DELETE "
        } else {
            "DELETE "
        })?;
        joined(f, &self.targets, ", ")
    }
}

impl Display for Foreach {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let variable = Variable(&self.variable.name);
        let list = expression::BeforeBar(&self.list);
        write!(f, "FOREACH ({variable} IN {list} | ")?;
        joined(f, &self.clauses, " ")?;
        f.write_char(')')
    }
}

impl Display for Call {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("CALL ")?;
        write!(f, "{}", Dotted(&self.procedure.name))?;
        if let Some(arguments) = &self.arguments {
            f.write_char('(')?;
            joined(f, arguments, ", ")?;
            f.write_char(')')?;
        }
        match &self.yields {
            Some(yields) => write!(f, " {yields}"),
            None => Ok(()),
        }
    }
}

impl Display for Yield {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("YIELD ")?;
        match (self.star, self.items.as_slice()) {
            (true, _) => f.write_char('*')?,
            (false, []) => f.write_char('-')?,
            (false, items) => {
                for (index, item) in items.iter().enumerate() {
                    f.write_str(if index > 0 { ", " } else { "" })?;
                    Variable(&item.field.name).fmt(f)?;
                    if let Some(alias) = &item.alias {
                        write!(f, " AS {}", Variable(&alias.name))?;
                    }
                }
            }
        }
        if let Some(filter) = &self.filter {
            write!(f, " WHERE {filter}")?;
        }
        Ok(())
    }
}

impl Display for LabelExpression {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => name.fmt(f),
            Self::Any(_) => f.write_char('%'),
            Self::Not(inner) => match **inner {
                Self::And(_) | Self::Or(_) => write!(f, "!({inner})"),
                _ => write!(f, "!{inner}"),
            },
            Self::And(parts) => joined(f, parts.iter().map(Conjunct), "&"),
            Self::Or(parts) => joined(f, parts.iter().map(Disjunct), "|"),
        }
    }
}

struct Conjunct<'a>(&'a LabelExpression);
struct Disjunct<'a>(&'a LabelExpression);

impl Display for Conjunct<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            LabelExpression::And(_) | LabelExpression::Or(_) => write!(f, "({})", self.0),
            _ => self.0.fmt(f),
        }
    }
}

impl Display for Disjunct<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            LabelExpression::Or(_) => write!(f, "({})", self.0),
            _ => self.0.fmt(f),
        }
    }
}

impl BinaryOperator {
    /// As it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Or => "OR",
            Self::Xor => "XOR",
            Self::And => "AND",
            Self::In => "IN",
            Self::StartsWith => "STARTS WITH",
            Self::EndsWith => "ENDS WITH",
            Self::Contains => "CONTAINS",
            Self::Matches => "=~",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
            Self::Power => "^",
        }
    }
}
