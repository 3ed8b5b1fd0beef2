//! Properties that a query asks of nodes and relationships and that nothing in the graph has: a null
//! by the language, and most often a typing mistake.

use std::collections::BTreeSet;

use super::super::ast::{
    Clause, Expression, ExpressionKind, Identifier, PathPattern, Projection, Statement,
};
use super::super::checker::children;
use super::super::nearest::nearest;
use super::with_nearest;
use crate::diagnostic::Diagnostic;

/// Notes the properties in `statement` that are none of `keys`, each once, where a variable of a
/// pattern is asked for them. What is set may be new, so a query that writes has no notes; neither has
/// one of a graph without properties.
pub fn unknown_properties(statement: &Statement, keys: &[&str]) -> Vec<Diagnostic> {
    let rest = statement.query.unions.iter().map(|union| &union.query);
    let singles = || std::iter::once(&statement.query.first).chain(rest.clone());
    let clauses: Vec<&Clause> = singles().flat_map(|single| &single.clauses).collect();
    if keys.is_empty() || !clauses.iter().all(|clause| is_reading(clause)) {
        return Vec::new();
    }
    let mut search = Search {
        keys,
        entities: entities(&clauses),
        told: BTreeSet::new(),
        notes: Vec::new(),
    };
    for clause in clauses {
        search.clause(clause);
    }
    search.notes
}

fn is_reading(clause: &Clause) -> bool {
    matches!(
        clause,
        Clause::Match(_) | Clause::Unwind(_) | Clause::With(_) | Clause::Return(_)
    )
}

/// The variables that are nodes or relationships wherever they stand.
fn entities<'s>(clauses: &[&'s Clause]) -> BTreeSet<&'s str> {
    let (mut entities, mut others) = (BTreeSet::new(), BTreeSet::new());
    for clause in clauses {
        match clause {
            Clause::Match(clause) => {
                let patterns = clause.patterns.iter();
                entities.extend(patterns.flat_map(variables).map(|name| &*name.name));
            }
            Clause::Unwind(clause) => {
                others.insert(&*clause.variable.name);
            }
            Clause::With(clause) => others.extend(renamed(&clause.projection)),
            _ => {}
        }
    }
    &entities - &others
}

fn variables(pattern: &PathPattern) -> impl Iterator<Item = &Identifier> {
    let steps = pattern.steps.iter().flat_map(|step| {
        let single = Some(&step.relationship).filter(|relationship| relationship.length.is_none());
        let relationship = single.and_then(|relationship| relationship.variable.as_ref());
        relationship.into_iter().chain(&step.node.variable)
    });
    pattern.start.variable.iter().chain(steps)
}

/// The names that are given to something else than what had them.
fn renamed(projection: &Projection) -> impl Iterator<Item = &str> {
    projection.items.iter().filter_map(|item| {
        let alias = &*item.alias.as_ref()?.name;
        let is_same =
            matches!(&item.expression.kind, ExpressionKind::Variable(name) if name == alias);
        (!is_same).then_some(alias)
    })
}

struct Search<'s> {
    keys: &'s [&'s str],
    entities: BTreeSet<&'s str>,
    told: BTreeSet<&'s str>,
    notes: Vec<Diagnostic>,
}

impl<'s> Search<'s> {
    fn clause(&mut self, clause: &'s Clause) {
        match clause {
            Clause::Match(clause) => {
                clause
                    .patterns
                    .iter()
                    .for_each(|pattern| self.pattern(pattern));
                self.expressions(clause.filter.as_ref());
            }
            Clause::Unwind(clause) => self.expression(&clause.list),
            Clause::With(clause) => {
                self.projection(&clause.projection);
                self.expressions(clause.filter.as_ref());
            }
            Clause::Return(clause) => self.projection(&clause.projection),
            _ => {}
        }
    }

    fn projection(&mut self, projection: &'s Projection) {
        self.expressions(projection.items.iter().map(|item| &item.expression));
        self.expressions(projection.order_by.iter().map(|item| &item.expression));
    }

    fn pattern(&mut self, pattern: &'s PathPattern) {
        let nodes = pattern.steps.iter().map(|step| &step.node);
        for node in std::iter::once(&pattern.start).chain(nodes) {
            self.properties(node.properties.as_ref());
            self.expressions(node.filter.as_ref());
        }
        for step in &pattern.steps {
            self.properties(step.relationship.properties.as_ref());
            self.expressions(step.relationship.filter.as_ref());
        }
    }

    /// `{name: 'Ada'}` in a pattern.
    fn properties(&mut self, properties: Option<&'s Expression>) {
        if let Some(ExpressionKind::Map(entries)) = properties.map(|properties| &properties.kind) {
            entries.iter().for_each(|entry| self.key(&entry.key));
        }
    }

    fn expressions(&mut self, expressions: impl IntoIterator<Item = &'s Expression>) {
        expressions
            .into_iter()
            .for_each(|expression| self.expression(expression));
    }

    fn expression(&mut self, expression: &'s Expression) {
        match &expression.kind {
            ExpressionKind::Property { subject, key } if self.is_entity(subject) => self.key(key),
            ExpressionKind::Pattern(pattern) => self.pattern(pattern),
            _ => {}
        }
        self.expressions(children(expression));
    }

    fn is_entity(&self, subject: &Expression) -> bool {
        matches!(&subject.kind, ExpressionKind::Variable(name) if self.entities.contains(&**name))
    }

    fn key(&mut self, key: &'s Identifier) {
        if self.keys.contains(&&*key.name) || !self.told.insert(&key.name) {
            return;
        }
        let message = format!("nothing has a property `{}`", key.name);
        let note = Diagnostic::note("UnknownProperty", message);
        let nearest = nearest(&key.name, self.keys.iter().copied());
        self.notes
            .push(with_nearest(note, nearest).at(key.place.span(), ""));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let statement = parse(text).unwrap();
        let notes = unknown_properties(&statement, &["name", "time"]);
        let shown: Vec<String> = notes
            .iter()
            .map(|note| {
                let help = note.help.as_deref().unwrap_or("");
                format!("{} {help}", note.message).trim_end().to_owned()
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn a_property_that_nothing_has_is_told_with_the_nearest() {
        let nam = "nothing has a property `nam` did you mean `name`?";
        check("MATCH (n) RETURN n.nam, n.nam + 1", &[nam]);
        check("MATCH (n {nam: 1}) RETURN n", &[nam]);
        check("MATCH ()-[r]->() WHERE size(r.nam) > 1 RETURN r", &[nam]);
        check(
            "MATCH (n) RETURN n.born",
            &["nothing has a property `born`"],
        );
        check("MATCH (n) WITH n ORDER BY n.nam RETURN n", &[nam]);
    }

    #[test]
    fn what_is_no_node_and_what_is_set_are_let_be() {
        check("MATCH (n) RETURN n.name, n.time.year", &[]);
        check("WITH {nam: 1} AS m RETURN m.nam", &[]);
        check("MATCH (n) WITH {nam: 1} AS n RETURN n.nam", &[]);
        check("MATCH (n) SET n.nam = 1 RETURN n.nam", &[]);
    }
}
