//! Expressions: one flat list of operands and operators, and what an operand can be.

use pest::iterators::Pair;

use super::super::ast::{
    CaseBranch, Expression, ExpressionKind, FunctionCall, Literal, MapEntry, MapProjectionItem,
    NodePattern, PathSelector, Place, Quantifier, SubqueryKind,
};
use super::literal;
use super::operator::{Operand, Shape, TABLE, infix, prefix};
use super::pattern::label_or;
use super::{
    Builder, MAXIMUM_OPERATORS, ParseError, Rule, dotted, first, has, identifier, part, parts,
    place, span, unquoted,
};
use crate::span::ByteSpan;

impl<'a> Builder<'a> {
    /// The expression that is the only direct one in `pair`.
    pub(super) fn only_expression(
        &mut self,
        pair: &Pair<'a, Rule>,
    ) -> Result<Expression, ParseError> {
        self.expression(&part(pair, Rule::expression).expect("the rule has an expression"))
    }

    /// All expressions directly in `pair`.
    pub(super) fn expressions(
        &mut self,
        pair: &Pair<'a, Rule>,
    ) -> Result<Vec<Expression>, ParseError> {
        parts(pair, Rule::expression)
            .map(|inner| self.expression(&inner))
            .collect()
    }

    pub(super) fn expression(&mut self, pair: &Pair<'a, Rule>) -> Result<Expression, ParseError> {
        self.operators(span(pair), pair.clone().into_inner().collect())
    }

    /// Operands and operators in the order written.
    pub(super) fn operators(
        &mut self,
        span: ByteSpan,
        pieces: Vec<Pair<'a, Rule>>,
    ) -> Result<Expression, ParseError> {
        let operators = pieces.len() / 2 + 1;
        self.level += operators;
        if self.level > MAXIMUM_OPERATORS {
            return Err(ParseError::TooLong {
                limit: MAXIMUM_OPERATORS,
                span,
            });
        }
        let text = self.text;
        let builder = std::cell::RefCell::new(&mut *self);
        let operand = TABLE
            .map_primary(|pair| builder.borrow_mut().operand(pair))
            .map_prefix(|operator, operand| prefix(text, &operator, operand?))
            .map_postfix(|operand, operator| builder.borrow_mut().postfix(operand?, &operator))
            .map_infix(|left, operator, right| infix(text, left?, &operator, right?))
            .parse(pieces.into_iter())?;
        self.level -= operators;
        operand.settled(text)
    }

    /// What a `set_item` or `remove_item` speaks of: an operand with points and subscripts.
    pub(super) fn target(&mut self, pair: &Pair<'a, Rule>) -> Result<Expression, ParseError> {
        let mut pieces = pair.clone().into_inner();
        let mut target = self.operand(first(pieces.clone()))?;
        pieces.next();
        for piece in
            pieces.take_while(|piece| matches!(piece.as_rule(), Rule::lookup | Rule::subscript))
        {
            target = self.postfix(target, &piece)?;
        }
        target.settled(self.text)
    }

    fn operand(&mut self, pair: Pair<'a, Rule>) -> Result<Operand, ParseError> {
        let place = place(&pair);
        if pair.as_rule() != Rule::number {
            return Ok(Operand {
                expression: self.primary(pair)?,
                shape: Shape::Plain,
            });
        }
        let number = literal::number(place.span().of(self.text), place.span())?;
        let literal = number.signed(false).unwrap_or(Literal::Integer(i64::MIN));
        let expression = Expression {
            kind: ExpressionKind::Literal(literal),
            place,
        };
        Ok(Operand {
            expression,
            shape: Shape::Number(number),
        })
    }

    fn postfix(
        &mut self,
        operand: Operand,
        operator: &Pair<'a, Rule>,
    ) -> Result<Operand, ParseError> {
        let subject = Box::new(operand.settled(self.text)?);
        let place = subject.place.cover(place(operator));
        let kind = match operator.as_rule() {
            Rule::lookup => {
                let key = part(operator, Rule::any_name).expect("a point has a name");
                ExpressionKind::Property {
                    subject,
                    key: identifier(&key),
                }
            }
            Rule::subscript => self.subscript(subject, operator)?,
            Rule::is_null => ExpressionKind::IsNull {
                subject,
                negated: has(operator, Rule::kw_not),
            },
            Rule::label_predicate => ExpressionKind::HasLabels {
                subject,
                labels: label_or(operator),
            },
            rule => unreachable!("{rule:?} behind an operand"),
        };
        Ok(Operand::plain(kind, place))
    }

    fn subscript(
        &mut self,
        subject: Box<Expression>,
        pair: &Pair<'a, Rule>,
    ) -> Result<ExpressionKind, ParseError> {
        let (mut from, mut to, mut is_slice) = (None, None, false);
        for piece in pair.clone().into_inner() {
            match piece.as_rule() {
                Rule::range_mark => is_slice = true,
                Rule::expression if is_slice => to = Some(Box::new(self.expression(&piece)?)),
                Rule::expression => from = Some(Box::new(self.expression(&piece)?)),
                _ => {}
            }
        }
        Ok(if is_slice {
            ExpressionKind::Slice { subject, from, to }
        } else {
            ExpressionKind::Index {
                subject,
                index: from.expect("a subscript holds an expression"),
            }
        })
    }

    /// Anything without an operator outside.
    pub(super) fn primary(&mut self, pair: Pair<'a, Rule>) -> Result<Expression, ParseError> {
        let place = place(&pair);
        let kind = match pair.as_rule() {
            Rule::kw_null => ExpressionKind::Literal(Literal::Null),
            Rule::kw_true => ExpressionKind::Literal(Literal::Boolean(true)),
            Rule::kw_false => ExpressionKind::Literal(Literal::Boolean(false)),
            Rule::number => {
                let operand = self.operand(pair)?;
                return operand.settled(self.text);
            }
            Rule::string => ExpressionKind::Literal(Literal::String(literal::string(
                pair.as_str(),
                place.span(),
            )?)),
            Rule::parameter => {
                ExpressionKind::Parameter(unquoted(first(pair.into_inner()).as_str()))
            }
            Rule::variable => ExpressionKind::Variable(identifier(&pair).name),
            Rule::parenthesised => return self.only_expression(&pair),
            Rule::pattern_expression => {
                let walk = part(&pair, Rule::walk).expect("a pattern has a walk");
                let pattern = self.walk(&walk, PathSelector::All)?;
                if pattern.steps.is_empty() {
                    return node_alone(pattern.start, place);
                }
                ExpressionKind::Pattern(Box::new(pattern))
            }
            Rule::shortest_function => {
                ExpressionKind::Pattern(Box::new(self.shortest_function(&pair)?))
            }
            Rule::bracketed => self.bracketed(&pair)?,
            Rule::map => ExpressionKind::Map(
                parts(&pair, Rule::entry)
                    .map(|entry| self.entry(&entry))
                    .collect::<Result<_, _>>()?,
            ),
            Rule::case_expression => self.case_expression(&pair)?,
            Rule::count_star => ExpressionKind::CountStar,
            Rule::subquery => self.subquery(&pair)?,
            Rule::quantified => self.quantified(&pair)?,
            Rule::reduce => self.reduce(&pair)?,
            Rule::function_call => ExpressionKind::Function(FunctionCall {
                name: dotted(&part(&pair, Rule::dotted_name).expect("a function has a name")),
                distinct: has(&pair, Rule::kw_distinct),
                arguments: self.expressions(&pair)?,
            }),
            Rule::map_projection => self.map_projection(&pair)?,
            rule => unreachable!("{rule:?} as an operand"),
        };
        Ok(Expression { kind, place })
    }

    fn entry(&mut self, pair: &Pair<'a, Rule>) -> Result<MapEntry, ParseError> {
        let key = identifier(&part(pair, Rule::any_name).expect("an entry has a key"));
        Ok(MapEntry {
            key,
            value: self.only_expression(pair)?,
        })
    }

    fn case_expression(&mut self, pair: &Pair<'a, Rule>) -> Result<ExpressionKind, ParseError> {
        let subject = part(pair, Rule::expression)
            .map(|subject| self.expression(&subject).map(Box::new))
            .transpose()?;
        let mut branches = Vec::new();
        for branch in parts(pair, Rule::branch) {
            let mut sides = self.expressions(&branch)?;
            let then = sides.pop().expect("a branch has two sides");
            let when = sides.pop().expect("a branch has two sides");
            branches.push(CaseBranch { when, then });
        }
        let otherwise = part(pair, Rule::else_part)
            .map(|other| self.only_expression(&other).map(Box::new))
            .transpose()?;
        Ok(ExpressionKind::Case {
            subject,
            branches,
            otherwise,
        })
    }

    fn subquery(&mut self, pair: &Pair<'a, Rule>) -> Result<ExpressionKind, ParseError> {
        let kind = if has(pair, Rule::kw_exists) {
            SubqueryKind::Exists
        } else {
            SubqueryKind::Count
        };
        let query = match (part(pair, Rule::query), part(pair, Rule::bare_match)) {
            (Some(query), _) => self.query(&query)?,
            (None, Some(bare)) => self.bare_match(&bare)?,
            (None, None) => unreachable!("a subquery has a body"),
        };
        Ok(ExpressionKind::Subquery {
            kind,
            query: Box::new(query),
        })
    }

    fn quantified(&mut self, pair: &Pair<'a, Rule>) -> Result<ExpressionKind, ParseError> {
        let quantifier = match first(pair.clone().into_inner()).as_rule() {
            Rule::kw_all => Quantifier::All,
            Rule::kw_any => Quantifier::Any,
            Rule::kw_none => Quantifier::None,
            _ => Quantifier::Single,
        };
        Ok(ExpressionKind::Quantified {
            quantifier,
            variable: identifier(&part(pair, Rule::variable).expect("a quantifier has a variable")),
            list: Box::new(self.only_expression(pair)?),
            filter: self.where_part(pair)?.map(Box::new),
        })
    }

    fn reduce(&mut self, pair: &Pair<'a, Rule>) -> Result<ExpressionKind, ParseError> {
        let mut names = parts(pair, Rule::variable).map(|name| identifier(&name));
        let mut values = parts(pair, Rule::expression);
        let mut name = || names.next().expect("`reduce` has two names");
        let mut value = || {
            let value = values.next().expect("`reduce` has three expressions");
            self.expression(&value).map(Box::new)
        };
        Ok(ExpressionKind::Reduce {
            accumulator: name(),
            initial: value()?,
            variable: name(),
            list: value()?,
            step: value()?,
        })
    }

    fn map_projection(&mut self, pair: &Pair<'a, Rule>) -> Result<ExpressionKind, ParseError> {
        let mut pieces = pair.clone().into_inner();
        let subject = identifier(&first(pieces.clone()));
        pieces.next();
        let mut items = Vec::new();
        for piece in pieces {
            items.push(match piece.as_rule() {
                Rule::projected_all => MapProjectionItem::All(place(&piece)),
                Rule::projected_property => {
                    let key = part(&piece, Rule::any_name).expect("a point has a name");
                    MapProjectionItem::Property(identifier(&key))
                }
                Rule::entry => MapProjectionItem::Entry(self.entry(&piece)?),
                Rule::variable => MapProjectionItem::Variable(identifier(&piece)),
                _ => continue,
            });
        }
        Ok(ExpressionKind::MapProjection { subject, items })
    }
}

/// `(c)` of `(c)--(1)`, which only looked like the beginning of a pattern.
fn node_alone(node: NodePattern, place: Place) -> Result<Expression, ParseError> {
    let (Some(variable), None, None) = (node.variable, node.properties, node.filter) else {
        return Err(ParseError::UnexpectedEnd {
            expected: vec!["a relationship and a node, as `-[:CALL]->(b)`"],
            span: place.span(),
        });
    };
    let kind = ExpressionKind::Variable(variable.name);
    let subject = Expression {
        kind,
        place: variable.place,
    };
    Ok(match node.labels {
        None => subject,
        Some(labels) => {
            let subject = Box::new(subject);
            let kind = ExpressionKind::HasLabels { subject, labels };
            Expression { kind, place }
        }
    })
}
