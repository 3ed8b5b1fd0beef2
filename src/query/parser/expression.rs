//! Expressions: one flat list of operands and operators, to which a table gives its order.

use std::sync::LazyLock;

use pest::iterators::Pair;
use pest::pratt_parser::{Assoc, Op, PrattParser};

use super::super::ast::{
    BinaryOperator, CaseBranch, ComparisonOperator, Expression, ExpressionKind, FunctionCall,
    LabelExpression, Literal, MapEntry, MapProjectionItem, PathPattern, PathSelector, Place,
    Quantifier, SubqueryKind, UnaryOperator,
};
use super::literal::{self, Number};
use super::pattern::label_or;
use super::{
    Builder, MAXIMUM_OPERATORS, ParseError, Rule, dotted, first, has, identifier, part, parts,
    place, span, unquoted,
};
use crate::span::ByteSpan;

/// The order of operators, loosest first.
static TABLE: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    let left = |rule| Op::infix(rule, Assoc::Left);
    PrattParser::new()
        .op(left(Rule::kw_or) | left(Rule::double_bar))
        .op(left(Rule::kw_xor))
        .op(left(Rule::kw_and) | left(Rule::double_ampersand))
        .op(Op::prefix(Rule::kw_not) | Op::prefix(Rule::exclamation))
        .op(left(Rule::equal)
            | left(Rule::not_equal)
            | left(Rule::less)
            | left(Rule::less_or_equal)
            | left(Rule::greater)
            | left(Rule::greater_or_equal)
            | left(Rule::double_equal)
            | left(Rule::exclamation_equal))
        .op(left(Rule::kw_in)
            | left(Rule::starts_with)
            | left(Rule::ends_with)
            | left(Rule::kw_contains)
            | left(Rule::matches)
            | Op::postfix(Rule::is_null)
            | Op::postfix(Rule::label_predicate))
        .op(left(Rule::plus) | left(Rule::minus))
        .op(left(Rule::star) | left(Rule::slash) | left(Rule::percent))
        .op(left(Rule::caret))
        .op(Op::prefix(Rule::sign_plus) | Op::prefix(Rule::sign_minus))
        .op(Op::postfix(Rule::lookup) | Op::postfix(Rule::subscript))
});

/// An operand on its way into the tree.
struct Operand {
    expression: Expression,
    shape: Shape,
}

/// What the operators around an operand must know of it.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Plain,
    /// A chain of comparisons that can go on: no parentheses around it.
    Chain,
    /// A bare number, which takes a sign before it.
    Number(Number),
}

impl Operand {
    fn plain(kind: ExpressionKind, place: Place) -> Self {
        Self {
            expression: Expression { kind, place },
            shape: Shape::Plain,
        }
    }

    /// The finished expression. A number that needs its sign has not got it.
    fn settled(self, text: &str) -> Result<Expression, ParseError> {
        match self.shape {
            Shape::Number(Number::OnlyNegative) => {
                let span = self.expression.place.span();
                Err(ParseError::IntegerOverflow {
                    written: span.of(text).to_owned(),
                    span,
                })
            }
            _ => Ok(self.expression),
        }
    }
}

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
    fn operators(
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
                ExpressionKind::Pattern(Box::new(self.walk(&walk, PathSelector::All)?))
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

    /// `[…]`: what stands behind the first expression tells a list from a comprehension.
    fn bracketed(&mut self, pair: &Pair<'a, Rule>) -> Result<ExpressionKind, ParseError> {
        let tail = part(pair, Rule::comprehension_tail);
        let mut items = parts(pair, Rule::expression);
        let (Some(head), None) = (items.next(), items.next()) else {
            return Ok(ExpressionKind::List(self.expressions(pair)?));
        };
        let pieces: Vec<_> = head.clone().into_inner().collect();
        let rules: Vec<Rule> = pieces.iter().take(3).map(Pair::as_rule).collect();
        if let [Rule::variable, Rule::kw_in, ..] = rules[..] {
            return self.list_comprehension(&head, pieces, tail.as_ref());
        }
        let Some(tail) = tail else {
            return Ok(ExpressionKind::List(vec![self.expression(&head)?]));
        };
        let walk = match rules[..] {
            [Rule::pattern_expression] => &pieces[0],
            [Rule::variable, Rule::equal, Rule::pattern_expression] if pieces.len() == 3 => {
                &pieces[2]
            }
            _ => return Err(ParseError::InvalidComprehension { span: span(&head) }),
        };
        let walk = part(walk, Rule::walk).expect("a pattern has a walk");
        let mut pattern: PathPattern = self.walk(&walk, PathSelector::All)?;
        pattern.variable = (pieces.len() == 3).then(|| identifier(&pieces[0]));
        let (filter, projection) = self.comprehension_tail(&tail)?;
        let projection = projection.ok_or(ParseError::MissingProjection { span: span(pair) })?;
        Ok(ExpressionKind::PatternComprehension {
            pattern: Box::new(pattern),
            filter,
            projection,
        })
    }

    fn list_comprehension(
        &mut self,
        head: &Pair<'a, Rule>,
        mut pieces: Vec<Pair<'a, Rule>>,
        tail: Option<&Pair<'a, Rule>>,
    ) -> Result<ExpressionKind, ParseError> {
        let variable = identifier(&pieces[0]);
        let list = pieces.split_off(2);
        let list_span = ByteSpan::new(span(&list[0]).start(), span(head).end());
        let list = Box::new(self.operators(list_span, list)?);
        let (filter, projection) = match tail {
            Some(tail) => self.comprehension_tail(tail)?,
            None => (None, None),
        };
        Ok(ExpressionKind::ListComprehension {
            variable,
            list,
            filter,
            projection,
        })
    }

    #[expect(clippy::type_complexity)]
    fn comprehension_tail(
        &mut self,
        tail: &Pair<'a, Rule>,
    ) -> Result<(Option<Box<Expression>>, Option<Box<Expression>>), ParseError> {
        let projection = part(tail, Rule::mapped_part)
            .map(|mapped| self.only_expression(&mapped).map(Box::new))
            .transpose()?;
        if projection.is_none() {
            refuse_bare_bar(tail)?;
        }
        Ok((self.where_part(tail)?.map(Box::new), projection))
    }
}

/// `[x IN list WHERE x:A|b AND c]` could mean two things.
fn refuse_bare_bar(tail: &Pair<'_, Rule>) -> Result<(), ParseError> {
    let Some(filter) =
        part(tail, Rule::where_part).and_then(|filter| part(&filter, Rule::expression))
    else {
        return Ok(());
    };
    for labels in parts(&filter, Rule::label_predicate) {
        if let LabelExpression::Or(_) = label_or(&labels)
            && has(&labels, Rule::bar)
        {
            return Err(ParseError::AmbiguousBar {
                span: span(&labels),
            });
        }
    }
    Ok(())
}

fn prefix(text: &str, operator: &Pair<'_, Rule>, operand: Operand) -> Result<Operand, ParseError> {
    let place = place(operator).cover(operand.expression.place);
    let operator = match operator.as_rule() {
        Rule::kw_not => UnaryOperator::Not,
        Rule::sign_plus => UnaryOperator::Plus,
        Rule::sign_minus => UnaryOperator::Minus,
        _ => return Err(foreign(operator)),
    };
    if let (UnaryOperator::Minus, Shape::Number(number)) = (operator, operand.shape) {
        let literal = number.signed(true).expect("every number has a negative");
        return Ok(Operand::plain(ExpressionKind::Literal(literal), place));
    }
    let operand = Box::new(operand.settled(text)?);
    Ok(Operand::plain(
        ExpressionKind::Unary { operator, operand },
        place,
    ))
}

fn infix(
    text: &str,
    left: Operand,
    operator: &Pair<'_, Rule>,
    right: Operand,
) -> Result<Operand, ParseError> {
    let place = left.expression.place.cover(right.expression.place);
    if let Some(comparison) = comparison_operator(operator.as_rule()) {
        return comparison_chain(text, left, comparison, right, place);
    }
    let operator = binary_operator(operator.as_rule()).ok_or_else(|| foreign(operator))?;
    let left = Box::new(left.settled(text)?);
    let right = Box::new(right.settled(text)?);
    Ok(Operand::plain(
        ExpressionKind::Binary {
            operator,
            left,
            right,
        },
        place,
    ))
}

fn comparison_chain(
    text: &str,
    left: Operand,
    operator: ComparisonOperator,
    right: Operand,
    place: Place,
) -> Result<Operand, ParseError> {
    let is_chain = left.shape == Shape::Chain;
    let (left, right) = (left.settled(text)?, right.settled(text)?);
    let kind = match left.kind {
        ExpressionKind::Comparison { first, mut rest } if is_chain => {
            rest.push((operator, right));
            ExpressionKind::Comparison { first, rest }
        }
        kind => {
            let first = Box::new(Expression {
                kind,
                place: left.place,
            });
            ExpressionKind::Comparison {
                first,
                rest: vec![(operator, right)],
            }
        }
    };
    Ok(Operand {
        expression: Expression { kind, place },
        shape: Shape::Chain,
    })
}

fn comparison_operator(rule: Rule) -> Option<ComparisonOperator> {
    Some(match rule {
        Rule::equal => ComparisonOperator::Equal,
        Rule::not_equal => ComparisonOperator::NotEqual,
        Rule::less => ComparisonOperator::Less,
        Rule::less_or_equal => ComparisonOperator::LessOrEqual,
        Rule::greater => ComparisonOperator::Greater,
        Rule::greater_or_equal => ComparisonOperator::GreaterOrEqual,
        _ => return None,
    })
}

fn binary_operator(rule: Rule) -> Option<BinaryOperator> {
    Some(match rule {
        Rule::kw_or => BinaryOperator::Or,
        Rule::kw_xor => BinaryOperator::Xor,
        Rule::kw_and => BinaryOperator::And,
        Rule::kw_in => BinaryOperator::In,
        Rule::starts_with => BinaryOperator::StartsWith,
        Rule::ends_with => BinaryOperator::EndsWith,
        Rule::kw_contains => BinaryOperator::Contains,
        Rule::matches => BinaryOperator::Matches,
        Rule::plus => BinaryOperator::Add,
        Rule::minus => BinaryOperator::Subtract,
        Rule::star => BinaryOperator::Multiply,
        Rule::slash => BinaryOperator::Divide,
        Rule::percent => BinaryOperator::Modulo,
        Rule::caret => BinaryOperator::Power,
        _ => return None,
    })
}

/// An operator of another language.
fn foreign(operator: &Pair<'_, Rule>) -> ParseError {
    let instead = match operator.as_rule() {
        Rule::double_equal => "=",
        Rule::exclamation_equal => "<>",
        Rule::double_ampersand => "AND",
        Rule::double_bar => "OR",
        _ => "NOT",
    };
    ParseError::ForeignOperator {
        written: operator.as_str().trim().to_owned(),
        instead,
        span: span(operator),
    }
}
