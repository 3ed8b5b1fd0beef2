//! Parts of a tree that nobody wrote.

use crate::query::ast::{
    Clause, Direction, Expression, Identifier, LabelExpression, Mode, NodePattern, PathPattern,
    PathSelector, PathStep, Place, Projection, ProjectionItem, Query, RelationshipPattern, Return,
    SingleQuery, SourceText, Statement, With,
};
use crate::query::parser::parse;

use super::expressions::integer;

/// An expression of this program's own, written as text because it is easier to read so.
pub(super) fn parsed_expression(text: &str) -> Expression {
    let statement = parse(&format!("RETURN {text}")).expect("the text is of the language");
    let Some(Clause::Return(clause)) = statement.query.first.clauses.into_iter().next() else {
        unreachable!("the text is a `RETURN`")
    };
    let item = clause.projection.items.into_iter().next();
    item.expect("the text has one column").expression
}

pub(super) fn one_step(
    start: NodePattern,
    relationship: &str,
    types: Vec<String>,
    direction: Direction,
    end: NodePattern,
) -> PathPattern {
    let mut types: Vec<LabelExpression> = types
        .into_iter()
        .map(|name| LabelExpression::Name(Identifier::unplaced(name)))
        .collect();
    let types = match types.len() {
        0 => None,
        1 => types.pop(),
        _ => Some(LabelExpression::Or(types)),
    };
    let relationship = RelationshipPattern {
        variable: Some(Identifier::unplaced(relationship)),
        types,
        length: None,
        properties: None,
        filter: None,
        direction,
        place: Place::NOWHERE,
    };
    let steps = vec![PathStep {
        relationship,
        node: end,
    }];
    PathPattern {
        variable: None,
        selector: PathSelector::All,
        start,
        steps,
        place: Place::NOWHERE,
    }
}

pub(super) fn items(columns: &[(String, Expression)]) -> Vec<ProjectionItem> {
    columns
        .iter()
        .map(|(name, value)| item(name, value.clone()))
        .collect()
}

pub(super) fn item(name: &str, expression: Expression) -> ProjectionItem {
    let is_own_name = expression == Expression::variable(name);
    let text = SourceText(expression.to_string());
    let alias = (!is_own_name).then(|| Identifier::unplaced(name));
    ProjectionItem {
        expression,
        alias,
        text,
        place: Place::NOWHERE,
    }
}

pub(super) fn projection(
    items: Vec<ProjectionItem>,
    distinct: bool,
    limit: Option<u64>,
) -> Projection {
    Projection {
        distinct,
        star: None,
        items,
        order_by: Vec::new(),
        skip: None,
        limit: limit.map(integer),
        place: Place::NOWHERE,
    }
}

pub(super) fn with(projection: Projection) -> Clause {
    Clause::With(With {
        projection,
        filter: None,
        place: Place::NOWHERE,
    })
}

pub(super) fn returned(projection: Projection) -> Clause {
    Clause::Return(Return {
        projection,
        place: Place::NOWHERE,
    })
}

pub(super) fn statement(clauses: Vec<Clause>) -> Statement {
    let first = SingleQuery {
        clauses,
        place: Place::NOWHERE,
    };
    let query = Query {
        first,
        unions: Vec::new(),
        place: Place::NOWHERE,
    };
    Statement {
        mode: Mode::Run,
        query,
        place: Place::NOWHERE,
    }
}
