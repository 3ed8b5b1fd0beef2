//! Patterns.

use pest::iterators::Pair;

use super::super::ast::{
    Direction, Expression, LabelExpression, Length, NodePattern, PathPattern, PathSelector,
    PathStep, Place, RelationshipPattern,
};
use super::{Builder, ParseError, Rule, first, has, identifier, part, parts, place, span};

impl<'a> Builder<'a> {
    pub(super) fn path_patterns(
        &mut self,
        pair: &Pair<'a, Rule>,
    ) -> Result<Vec<PathPattern>, ParseError> {
        parts(pair, Rule::path_pattern)
            .map(|path| self.path_pattern(&path))
            .collect()
    }

    pub(super) fn path_pattern(
        &mut self,
        pair: &Pair<'a, Rule>,
    ) -> Result<PathPattern, ParseError> {
        let mut path = if let Some(function) = part(pair, Rule::shortest_function) {
            self.shortest_function(&function)?
        } else {
            let selector = match part(pair, Rule::path_selector) {
                Some(selector) => path_selector(&selector)?,
                None => PathSelector::All,
            };
            self.walk(
                &part(pair, Rule::walk).expect("a path has a walk"),
                selector,
            )?
        };
        path.variable = part(pair, Rule::variable).map(|name| identifier(&name));
        path.place = place(pair);
        Ok(path)
    }

    pub(super) fn shortest_function(
        &mut self,
        pair: &Pair<'a, Rule>,
    ) -> Result<PathPattern, ParseError> {
        let selector = if has(pair, Rule::kw_shortest_path) {
            PathSelector::ShortestPathFunction
        } else {
            PathSelector::AllShortestPathsFunction
        };
        let mut path = self.walk(
            &part(pair, Rule::walk).expect("the form has a walk"),
            selector,
        )?;
        path.place = place(pair);
        Ok(path)
    }

    pub(super) fn walk(
        &mut self,
        pair: &Pair<'a, Rule>,
        selector: PathSelector,
    ) -> Result<PathPattern, ParseError> {
        if let Some(inner) = part(pair, Rule::walk) {
            return self.walk(&inner, selector);
        }
        let start = self.node(&part(pair, Rule::node).expect("a walk has a node"))?;
        let steps = parts(pair, Rule::step)
            .map(|step| self.step(&step))
            .collect::<Result<_, _>>()?;
        Ok(PathPattern {
            variable: None,
            selector,
            start,
            steps,
            place: place(pair),
        })
    }

    fn step(&mut self, pair: &Pair<'a, Rule>) -> Result<PathStep, ParseError> {
        let written = part(pair, Rule::relationship).expect("a step has a relationship");
        let mut relationship = self.relationship(&written)?;
        if let Some(quantity) = part(pair, Rule::quantity) {
            if relationship.length.is_some() {
                return Err(ParseError::InvalidLength {
                    span: span(&quantity),
                });
            }
            relationship.length = Some(to_length(&quantity)?);
        }
        let node = self.node(&part(pair, Rule::node).expect("a step has a node"))?;
        Ok(PathStep { relationship, node })
    }

    fn node(&mut self, pair: &Pair<'a, Rule>) -> Result<NodePattern, ParseError> {
        if let Some(label) = part(pair, Rule::missing_colon) {
            let span = span(&label);
            return Err(ParseError::MissingColon {
                name: span.of(self.text).to_owned(),
                span,
            });
        }
        Ok(NodePattern {
            variable: part(pair, Rule::variable).map(|name| identifier(&name)),
            labels: labels(pair),
            properties: self.properties(pair)?,
            filter: self.where_part(pair)?,
            place: place(pair),
        })
    }

    fn relationship(&mut self, pair: &Pair<'a, Rule>) -> Result<RelationshipPattern, ParseError> {
        let direction = match (has(pair, Rule::left_arrow), has(pair, Rule::right_arrow)) {
            (true, false) => Direction::Incoming,
            (false, true) => Direction::Outgoing,
            _ => Direction::Either,
        };
        let place = place(pair);
        let Some(detail) = part(pair, Rule::detail) else {
            return Ok(RelationshipPattern {
                variable: None,
                types: None,
                length: None,
                properties: None,
                filter: None,
                direction,
                place,
            });
        };
        if let Some(length) = part(&detail, Rule::wrong_length) {
            return Err(ParseError::InvalidLength {
                span: span(&length),
            });
        }
        Ok(RelationshipPattern {
            variable: part(&detail, Rule::variable).map(|name| identifier(&name)),
            types: labels(&detail),
            length: part(&detail, Rule::length)
                .map(|length| to_length(&length))
                .transpose()?,
            properties: self.properties(&detail)?,
            filter: self.where_part(&detail)?,
            direction,
            place,
        })
    }

    fn properties(&mut self, pair: &Pair<'a, Rule>) -> Result<Option<Expression>, ParseError> {
        part(pair, Rule::properties)
            .map(|properties| self.primary(first(properties.into_inner())))
            .transpose()
    }
}

fn path_selector(pair: &Pair<'_, Rule>) -> Result<PathSelector, ParseError> {
    let wrong = || ParseError::InvalidSelector { span: span(pair) };
    let count = part(pair, Rule::whole_number)
        .map(|number| {
            number
                .as_str()
                .parse::<u64>()
                .ok()
                .filter(|&count| count > 0)
                .ok_or_else(wrong)
        })
        .transpose()?;
    let groups = has(pair, Rule::kw_groups);
    match (has(pair, Rule::kw_any), has(pair, Rule::kw_all), count) {
        (true, _, None) if !groups => Ok(PathSelector::AnyShortest),
        (_, true, None) if !groups => Ok(PathSelector::AllShortest),
        (false, false, count) if groups => Ok(PathSelector::ShortestGroups(count.unwrap_or(1))),
        (false, false, Some(count)) => Ok(PathSelector::Shortest(count)),
        _ => Err(wrong()),
    }
}

/// A `length` or a `quantity`: between them, the only differences are that a bare star behind the
/// arrow means any number from none, and that braces without a lower bound begin at none.
fn to_length(pair: &Pair<'_, Rule>) -> Result<Length, ParseError> {
    let place = place(pair);
    let wrong = || ParseError::InvalidLength { span: span(pair) };
    let behind = pair.as_rule() == Rule::quantity;
    let (mut before, mut after, mut separated) = (None, None, false);
    for piece in pair.clone().into_inner() {
        match piece.as_rule() {
            Rule::plus => {
                return Ok(Length {
                    minimum: Some(1),
                    maximum: None,
                    place,
                });
            }
            Rule::star if behind => {
                return Ok(Length {
                    minimum: Some(0),
                    maximum: None,
                    place,
                });
            }
            Rule::range_mark | Rule::comma => separated = true,
            Rule::whole_number => {
                let number = piece.as_str().parse::<u64>().map_err(|_| wrong())?;
                *(if separated { &mut after } else { &mut before }) = Some(number);
            }
            _ => {}
        }
    }
    let maximum = if separated { after } else { before };
    let minimum = if behind { before.or(Some(0)) } else { before };
    if behind && before.is_none() && after.is_none() {
        return Err(wrong());
    }
    Ok(Length {
        minimum,
        maximum,
        place,
    })
}

fn labels(pair: &Pair<'_, Rule>) -> Option<LabelExpression> {
    let labels = part(pair, Rule::labels)?;
    Some(label_or(
        &part(&labels, Rule::label_or).expect("labels have an expression"),
    ))
}

/// A `label_or` or a `label_predicate`: alternatives.
pub(super) fn label_or(pair: &Pair<'_, Rule>) -> LabelExpression {
    let mut choices: Vec<_> = parts(pair, Rule::label_and)
        .map(|choice| label_and(&choice))
        .collect();
    if choices.len() == 1 {
        choices.remove(0)
    } else {
        LabelExpression::Or(choices)
    }
}

fn label_and(pair: &Pair<'_, Rule>) -> LabelExpression {
    let mut terms: Vec<_> = parts(pair, Rule::label_term)
        .map(|term| label_term(&term))
        .collect();
    if terms.len() == 1 {
        terms.remove(0)
    } else {
        LabelExpression::And(terms)
    }
}

fn label_term(pair: &Pair<'_, Rule>) -> LabelExpression {
    let mut negations = 0;
    for piece in pair.clone().into_inner() {
        let labels = match piece.as_rule() {
            Rule::exclamation => {
                negations += 1;
                continue;
            }
            Rule::percent => LabelExpression::Any(Place(span(&piece))),
            Rule::any_name => LabelExpression::Name(identifier(&piece)),
            Rule::label_or => label_or(&piece),
            _ => continue,
        };
        return (0..negations).fold(labels, |inner, _| LabelExpression::Not(Box::new(inner)));
    }
    unreachable!("a label term has a label")
}
