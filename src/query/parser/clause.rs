//! Queries and clauses.

use pest::iterators::Pair;

use super::super::ast::{
    Call, Clause, Create, Delete, Expression, ExpressionKind, Foreach, Match, Merge, MergeAction,
    MergeEvent, Place, Projection, ProjectionItem, Query, Remove, RemoveItem, Return, Set, SetItem,
    SingleQuery, SortItem, SourceText, Union, Unwind, With, Yield, YieldItem,
};
use super::{Builder, ParseError, Rule, dotted, has, identifier, part, parts, place, span};

impl<'a> Builder<'a> {
    pub(super) fn query(&mut self, pair: &Pair<'a, Rule>) -> Result<Query, ParseError> {
        let place = place(pair);
        let first = part(pair, Rule::single_query).expect("a query has a first part");
        let first = self.single_query(first)?;
        let unions = parts(pair, Rule::union)
            .map(|union| self.union(&union))
            .collect::<Result<_, _>>()?;
        Ok(Query {
            first,
            unions,
            place,
        })
    }

    fn union(&mut self, pair: &Pair<'a, Rule>) -> Result<Union, ParseError> {
        let query = part(pair, Rule::single_query).expect("a union has a query");
        Ok(Union {
            all: has(pair, Rule::kw_all),
            query: self.single_query(query)?,
            place: place(pair),
        })
    }

    fn single_query(&mut self, pair: Pair<'a, Rule>) -> Result<SingleQuery, ParseError> {
        let place = place(&pair);
        let clauses = pair
            .into_inner()
            .map(|clause| self.clause(&clause))
            .collect::<Result<_, _>>()?;
        Ok(SingleQuery { clauses, place })
    }

    fn clause(&mut self, pair: &Pair<'a, Rule>) -> Result<Clause, ParseError> {
        Ok(match pair.as_rule() {
            Rule::match_clause => Clause::Match(self.match_clause(pair)?),
            Rule::unwind_clause => Clause::Unwind(Unwind {
                list: self.only_expression(pair)?,
                variable: identifier(&part(pair, Rule::variable).expect("`AS` has a name")),
                place: place(pair),
            }),
            Rule::with_clause => Clause::With(With {
                projection: self.projection(pair)?,
                filter: self.where_part(pair)?,
                place: place(pair),
            }),
            Rule::return_clause => Clause::Return(Return {
                projection: self.projection(pair)?,
                place: place(pair),
            }),
            Rule::create_clause => Clause::Create(Create {
                patterns: self.path_patterns(pair)?,
                place: place(pair),
            }),
            Rule::merge_clause => Clause::Merge(self.merge_clause(pair)?),
            Rule::set_clause => Clause::Set(Set {
                items: self.set_items(pair)?,
                place: place(pair),
            }),
            Rule::remove_clause => Clause::Remove(Remove {
                items: parts(pair, Rule::remove_item)
                    .map(|item| self.remove_item(&item))
                    .collect::<Result<_, _>>()?,
                place: place(pair),
            }),
            Rule::delete_clause => Clause::Delete(Delete {
                detach: has(pair, Rule::kw_detach),
                targets: self.expressions(pair)?,
                place: place(pair),
            }),
            Rule::foreach_clause => Clause::Foreach(self.foreach_clause(pair)?),
            Rule::call_clause => Clause::Call(self.call_clause(pair)?),
            rule => unreachable!("{rule:?} as a clause"),
        })
    }

    fn foreach_clause(&mut self, pair: &Pair<'a, Rule>) -> Result<Foreach, ParseError> {
        let behind_bar = pair
            .clone()
            .into_inner()
            .skip_while(|part| part.as_rule() != Rule::bar);
        let inner = behind_bar
            .filter(|part| !matches!(part.as_rule(), Rule::bar | Rule::close_parenthesis));
        Ok(Foreach {
            variable: identifier(&part(pair, Rule::variable).expect("`FOREACH` has a name")),
            list: self.only_expression(pair)?,
            clauses: inner
                .map(|clause| self.clause(&clause))
                .collect::<Result<_, _>>()?,
            place: place(pair),
        })
    }

    fn match_clause(&mut self, pair: &Pair<'a, Rule>) -> Result<Match, ParseError> {
        Ok(Match {
            optional: has(pair, Rule::kw_optional),
            patterns: self.path_patterns(pair)?,
            filter: self.where_part(pair)?,
            place: place(pair),
        })
    }

    /// `(a)-->(b) WHERE b.x = 1` in braces: a query of one `MATCH`.
    pub(super) fn bare_match(&mut self, pair: &Pair<'a, Rule>) -> Result<Query, ParseError> {
        let place = place(pair);
        let clauses = vec![Clause::Match(self.match_clause(pair)?)];
        Ok(Query {
            first: SingleQuery { clauses, place },
            unions: Vec::new(),
            place,
        })
    }

    fn merge_clause(&mut self, pair: &Pair<'a, Rule>) -> Result<Merge, ParseError> {
        let pattern = part(pair, Rule::path_pattern).expect("`MERGE` has a pattern");
        let pattern = self.path_pattern(&pattern)?;
        let mut actions = Vec::new();
        for action in parts(pair, Rule::merge_action) {
            let event = if has(&action, Rule::kw_create) {
                MergeEvent::Create
            } else {
                MergeEvent::Match
            };
            actions.push(MergeAction {
                event,
                items: self.set_items(&action)?,
                place: place(&action),
            });
        }
        Ok(Merge {
            pattern,
            actions,
            place: place(pair),
        })
    }

    fn set_items(&mut self, pair: &Pair<'a, Rule>) -> Result<Vec<SetItem>, ParseError> {
        parts(pair, Rule::set_item)
            .map(|item| self.set_item(&item))
            .collect()
    }

    fn set_item(&mut self, pair: &Pair<'a, Rule>) -> Result<SetItem, ParseError> {
        let span = span(pair);
        let target = self.target(pair)?;
        let labels: Vec<_> = parts(pair, Rule::plain_label)
            .map(|label| plain_label(&label))
            .collect();
        let adds = has(pair, Rule::add_sign);
        if !labels.is_empty() {
            let ExpressionKind::Variable(_) = &target.kind else {
                return Err(ParseError::InvalidTarget { span });
            };
            return Ok(SetItem::Labels {
                variable: to_identifier(target),
                labels,
            });
        }
        let value = self.only_expression(pair)?;
        match target.kind {
            ExpressionKind::Property { subject, key } if !adds => Ok(SetItem::Property {
                subject: *subject,
                key,
                value,
            }),
            ExpressionKind::Variable(_) => {
                let variable = to_identifier(target);
                Ok(if adds {
                    SetItem::Add { variable, value }
                } else {
                    SetItem::Replace { variable, value }
                })
            }
            _ => Err(ParseError::InvalidTarget { span }),
        }
    }

    fn remove_item(&mut self, pair: &Pair<'a, Rule>) -> Result<RemoveItem, ParseError> {
        let span = span(pair);
        let target = self.target(pair)?;
        let labels: Vec<_> = parts(pair, Rule::plain_label)
            .map(|label| plain_label(&label))
            .collect();
        match target.kind {
            ExpressionKind::Property { subject, key } if labels.is_empty() => {
                Ok(RemoveItem::Property {
                    subject: *subject,
                    key,
                })
            }
            ExpressionKind::Variable(_) if !labels.is_empty() => Ok(RemoveItem::Labels {
                variable: to_identifier(target),
                labels,
            }),
            _ => Err(ParseError::InvalidRemoval { span }),
        }
    }

    fn call_clause(&mut self, pair: &Pair<'a, Rule>) -> Result<Call, ParseError> {
        let procedure = dotted(&part(pair, Rule::dotted_name).expect("`CALL` has a name"));
        let arguments = part(pair, Rule::arguments)
            .map(|arguments| self.expressions(&arguments))
            .transpose()?;
        let yields = part(pair, Rule::yield_part)
            .map(|yields| self.yield_part(&yields))
            .transpose()?;
        Ok(Call {
            procedure,
            arguments,
            yields,
            place: place(pair),
        })
    }

    fn yield_part(&mut self, pair: &Pair<'a, Rule>) -> Result<Yield, ParseError> {
        let items = parts(pair, Rule::yield_item)
            .map(|item| {
                let mut names = parts(&item, Rule::variable).map(|name| identifier(&name));
                let field = names.next().expect("an output has a name");
                YieldItem {
                    field,
                    alias: names.next(),
                }
            })
            .collect();
        let star = has(pair, Rule::star);
        Ok(Yield {
            star,
            items,
            filter: self.where_part(pair)?,
            place: place(pair),
        })
    }

    pub(super) fn where_part(
        &mut self,
        pair: &Pair<'a, Rule>,
    ) -> Result<Option<Expression>, ParseError> {
        part(pair, Rule::where_part)
            .map(|filter| self.only_expression(&filter))
            .transpose()
    }

    fn projection(&mut self, clause: &Pair<'a, Rule>) -> Result<Projection, ParseError> {
        let pair = part(clause, Rule::projection).expect("the clause has a projection");
        let items = parts(&pair, Rule::item)
            .map(|item| self.item(&item))
            .collect::<Result<_, _>>()?;
        let order_by = match part(&pair, Rule::order_part) {
            Some(order) => parts(&order, Rule::sort_item)
                .map(|item| self.sort_item(&item))
                .collect::<Result<_, _>>()?,
            None => Vec::new(),
        };
        let mut count = |rule| {
            part(&pair, rule)
                .map(|count| self.only_expression(&count))
                .transpose()
        };
        Ok(Projection {
            distinct: has(&pair, Rule::kw_distinct),
            star: part(&pair, Rule::star).map(|star| place(&star)),
            items,
            order_by,
            skip: count(Rule::skip_part)?,
            limit: count(Rule::limit_part)?,
            place: place(&pair),
        })
    }

    fn item(&mut self, pair: &Pair<'a, Rule>) -> Result<ProjectionItem, ParseError> {
        let written = part(pair, Rule::expression).expect("an item has an expression");
        let text = SourceText(span(&written).of(self.text).to_owned());
        let expression = self.expression(&written)?;
        let alias = part(pair, Rule::variable).map(|alias| identifier(&alias));
        Ok(ProjectionItem {
            expression,
            alias,
            text,
            place: place(pair),
        })
    }

    fn sort_item(&mut self, pair: &Pair<'a, Rule>) -> Result<SortItem, ParseError> {
        Ok(SortItem {
            expression: self.only_expression(pair)?,
            descending: has(pair, Rule::kw_descending),
            place: place(pair),
        })
    }
}

fn plain_label(pair: &Pair<'_, Rule>) -> super::Identifier {
    identifier(&part(pair, Rule::any_name).expect("a label has a name"))
}

fn to_identifier(variable: Expression) -> super::Identifier {
    let place: Place = variable.place;
    match variable.kind {
        ExpressionKind::Variable(name) => super::Identifier { name, place },
        kind => unreachable!("{kind:?} as a variable"),
    }
}
