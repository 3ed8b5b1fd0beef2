//! `[…]`: lists and comprehensions, which begin alike.

use pest::iterators::Pair;

use super::super::ast::{Expression, ExpressionKind, LabelExpression, PathPattern, PathSelector};
use super::pattern::label_or;
use super::{Builder, ParseError, Rule, has, identifier, part, parts, span};
use crate::span::ByteSpan;

impl<'a> Builder<'a> {
    /// `[…]`: what stands behind the first expression tells a list from a comprehension.
    pub(super) fn bracketed(
        &mut self,
        pair: &Pair<'a, Rule>,
    ) -> Result<ExpressionKind, ParseError> {
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
