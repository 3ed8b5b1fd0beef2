//! What follows the facts: sources, times, limits, counts; and the end of the query.

use super::super::{Counted, DateRange, Hole, ShortError, Tail, Term, Translation};
use super::Translator;
use super::expressions::{
    and, call, collect_facts, collect_modalities, contains, is_not_null, or, sort, time_filters,
    variable_in,
};
use super::tree::{item, items, parsed_expression, projection, returned, statement, with};
use crate::query::ast::{Clause, Expression, ExpressionKind, Match, Place, Statement};

/// In the order of `dayOfWeek`, which begins with 1.
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

impl Translator<'_> {
    pub(super) fn finish(mut self, tails: &[Tail]) -> Result<Translation, ShortError> {
        let (mut limit, mut count, mut many) = (None, None, None);
        for tail in tails {
            match tail {
                Tail::AccordingTo(source) => self.according_to(source)?,
                Tail::Time(range) => self.time(range),
                Tail::When(hole) => self.when(hole),
                Tail::Limit(number) => limit = Some(*number),
                Tail::Count(counted) => count = Some(counted),
                Tail::HowMany(hole) => many = many.or(Some(hole)),
                Tail::Weekday(day) => self.weekday(day),
                Tail::Month(month) => self.month(*month),
                Tail::Within(_) => {}
            }
        }
        let is_count = count.is_some() || many.is_some();
        if self.columns.is_empty() && !is_count {
            self.name_the_facts();
        }
        if self.asks_whether && !is_count {
            self.columns.insert(0, ("answer".into(), self.answer()));
            if self.vocabulary.has_denials() {
                let fact = Expression::variable(&self.relationships[0]);
                let said_by = Expression::property(fact, "said_by");
                self.columns.push(("said_by".into(), said_by));
            }
        }
        let filter = self.filters.drain(..).reduce(and);
        let matching = Clause::Match(Match {
            optional: false,
            patterns: std::mem::take(&mut self.patterns),
            filter,
            place: Place::NOWHERE,
        });
        let statement = if let Some(counted) = count {
            self.counted(matching.clone(), counted, limit)?
        } else if let Some(hole) = many {
            self.counted_with_names(matching.clone(), hole, limit)
        } else {
            let projection = projection(items(&self.columns), true, limit);
            statement(vec![matching.clone(), returned(projection)])
        };
        let limit = limit.filter(|_| !is_count);
        Ok(Translation {
            statement,
            with_facts: self.with_facts(matching, limit),
            is_count,
            notes: self.notes,
            asks_whether: self.asks_whether && !is_count,
        })
    }

    /// The rows with the facts that each rests on; facts where no row has a column.
    fn with_facts(&self, matching: Clause, limit: Option<u64>) -> Statement {
        let mut grouped = items(&self.columns);
        if grouped.is_empty() {
            let fact = Expression::property(Expression::variable(&self.relationships[0]), "fact");
            grouped.push(item("fact", fact));
        }
        grouped.push(item("facts", collect_facts(&self.relationships)));
        let modalities = collect_modalities(&self.relationships);
        grouped.push(item("modalities", modalities));
        statement(vec![matching, returned(projection(grouped, false, limit))])
    }

    fn counted(
        &self,
        matching: Clause,
        counted: &Counted,
        limit: Option<u64>,
    ) -> Result<Statement, ShortError> {
        let total = call("count", vec![Expression::variable("fact")]);
        let fact = Expression::property(Expression::variable(&self.relationships[0]), "fact");
        let clauses = if let Some(by) = &counted.by {
            let name = by.name.clone().unwrap_or_default();
            let Some((_, value)) = self.columns.iter().find(|(column, _)| *column == name) else {
                return Err(ShortError::UnknownHole {
                    name,
                    span: by.span,
                });
            };
            let columns = vec![item(&name, value.clone()), item("fact", fact)];
            let grouped = vec![
                item(&name, Expression::variable(&name)),
                item("count", total),
            ];
            let mut last = projection(grouped, false, limit);
            last.order_by = vec![sort("count", true), sort(&name, false)];
            vec![
                matching,
                with(projection(columns, true, None)),
                returned(last),
            ]
        } else if self.columns.is_empty() {
            let columns = vec![item("fact", fact)];
            let last = projection(vec![item("count", total)], false, limit);
            vec![
                matching,
                with(projection(columns, true, None)),
                returned(last),
            ]
        } else {
            let columns = items(&self.columns);
            let last = projection(
                vec![item(
                    "count",
                    Expression::unplaced(ExpressionKind::CountStar),
                )],
                false,
                limit,
            );
            vec![
                matching,
                with(projection(columns, true, None)),
                returned(last),
            ]
        };
        Ok(statement(clauses))
    }

    /// `how many people`: their number and their names; where the articles say numbers, those.
    fn counted_with_names(&self, matching: Clause, hole: &str, limit: Option<u64>) -> Statement {
        let names = call("collect", vec![Expression::variable(hole)]);
        // *84 ships* are one name, and its number is what was asked.
        let name = Expression::variable(hole);
        let count = parsed_expression(&format!(
            "CASE WHEN count(said_number({name})) = 0 THEN count(*) \
             ELSE collect(DISTINCT said_number({name})) END"
        ));
        let counted = vec![item("count", count), item(hole, names)];
        let value = self.columns.iter().filter(|(column, _)| column == hole);
        let columns: Vec<(String, Expression)> = value.cloned().collect();
        statement(vec![
            matching,
            with(projection(items(&columns), true, None)),
            returned(projection(counted, false, limit)),
        ])
    }

    fn according_to(&mut self, source: &Term) -> Result<(), ShortError> {
        let said_by = |name: &str| Expression::property(Expression::variable(name), "said_by");
        match source {
            Term::Hole(hole) => {
                let value = said_by(&self.relationships[0]);
                self.filters.push(is_not_null(value.clone()));
                if let Some(name) = &hole.name {
                    self.columns.push((name.clone(), value));
                }
            }
            Term::Name(name) => {
                let has_publishers = self.vocabulary.has_publishers();
                let mut names = Vec::new();
                for name in name.all() {
                    match self.nodes.names_of(name, &mut self.notes) {
                        Ok(found) => names.extend(found),
                        // A paper need not be named in what it prints.
                        Err(_) if has_publishers => names.push(name.text.clone()),
                        Err(error) => return Err(error),
                    }
                }
                let written: Vec<&str> = name.all().map(|name| &*name.text).collect();
                for relationship in self.relationships.clone() {
                    let mut is_said = variable_in(said_by(&relationship), &names);
                    if has_publishers {
                        is_said = or(is_said, published_by(&relationship, &written));
                    }
                    self.filters.push(is_said);
                }
            }
        }
        Ok(())
    }

    fn time(&mut self, range: &DateRange) {
        for relationship in &self.relationships {
            let time = Expression::property(Expression::variable(relationship), "time");
            self.filters.extend(time_filters(time, range));
        }
    }

    /// `on Thursday`: a day that is one, or the word in the article.
    fn weekday(&mut self, weekday: &str) {
        let number = WEEKDAYS
            .iter()
            .position(|day| day.eq_ignore_ascii_case(weekday));
        for relationship in &self.relationships {
            let fact = Expression::variable(relationship);
            let text = Expression::property(fact.clone(), "time_text");
            let mut is_that_day = contains(text, weekday);
            if let Some(number) = number {
                let is_so_dated = parsed_expression(&format!(
                    "CASE WHEN {fact}.time >= date('0001-01-01') THEN {fact}.time.dayOfWeek = {} ELSE false END",
                    number + 1
                ));
                is_that_day = or(is_that_day, is_so_dated);
            }
            self.filters.push(is_that_day);
        }
    }

    /// `in July`: of any year.
    fn month(&mut self, month: u8) {
        for relationship in &self.relationships {
            let time = Expression::property(Expression::variable(relationship), "time");
            self.filters.push(parsed_expression(&format!(
                "substring(toString({time}), 4, 3) = '-{month:02}'"
            )));
        }
    }

    /// The time, or its words where they name no day of the calendar.
    fn when(&mut self, hole: &Hole) {
        let relationship = self.relationships.last().expect("a question has a fact");
        let part = |key| Expression::property(Expression::variable(relationship), key);
        let time = call("coalesce", vec![part("time"), part("time_text")]);
        self.filters.push(is_not_null(time.clone()));
        if let Some(name) = &hole.name {
            self.columns.push((name.clone(), time));
        }
    }

    /// `yes` and `no` for what is said and denied; what is only wished, planned or possible says so.
    fn answer(&self) -> Expression {
        // Printed as a variable is: a hole may be called `?and`.
        let fact = Expression::variable(&self.relationships[0]);
        if self.asks_refusal {
            return parsed_expression(&format!(
                "CASE WHEN {fact}.negated THEN 'yes' ELSE 'no' END"
            ));
        }
        parsed_expression(&format!(
            "CASE WHEN {fact}.negated THEN 'no' \
             WHEN coalesce({fact}.modality, 'asserted') IN ['asserted', 'reported'] THEN 'yes' \
             ELSE {fact}.modality END"
        ))
    }

    /// A question without holes: the facts themselves are the answer.
    fn name_the_facts(&mut self) {
        let edge = Expression::variable(&self.relationships[0]);
        let end = |function| Expression::property(call(function, vec![edge.clone()]), "name");
        self.columns.push(("subject".into(), end("startNode")));
        self.columns
            .push(("relation".into(), call("type", vec![edge.clone()])));
        self.columns.push(("object".into(), end("endNode")));
    }
}

/// Whether an article that states a fact was published by one of these: `Reuters`, also as `Reuters News`.
fn published_by(relationship: &str, names: &[&str]) -> Expression {
    let fact = Expression::variable(relationship);
    let is_it = names.iter().map(|name| {
        let (whole, begun) = (name.to_lowercase(), format!("{} ", name.to_lowercase()));
        let (whole, begun) = (Expression::string(whole), Expression::string(begun));
        format!("toLower(publisher) = {whole} OR toLower(publisher) STARTS WITH {begun}")
    });
    let is_it: Vec<String> = is_it.collect();
    parsed_expression(&format!(
        "any(publisher IN coalesce({fact}.publishers, [{fact}.published_by]) WHERE {})",
        is_it.join(" OR ")
    ))
}
