//! What was asked → a tree of the full form.

use super::translation::Translation;
use super::verb::{Passive, Verb, interpret};
use super::{
    Argument, Counted, DateRange, Fact, Hole, Question, ShortError, Tail, Term, VerbGroup,
    Vocabulary,
};
use crate::diagnostic::Diagnostic;
use crate::query::ast::{
    Clause, Direction, Expression, Identifier, LabelExpression, Length, Match, Mode, NodePattern,
    PathPattern, PathSelector, PathStep, Place, Projection, ProjectionItem, Query,
    RelationshipPattern, Return, SingleQuery, SourceText, Statement, With,
};
use crate::query::parser::parse;

mod expressions;
mod nodes;

use expressions::{
    and, call, collect_facts, equals, integer, is_not_null, not, sort, time_filters, variable_in,
};
use nodes::Nodes;

/// The roles of a further argument that stands without a preposition.
const BARE_ROLES: [&str; 4] = ["object2", "that", "content", "whether"];

/// Says a question in the full form.
pub(super) fn translate(
    question: &Question,
    vocabulary: &dyn Vocabulary,
) -> Result<Translation, ShortError> {
    match question {
        Question::Path { from, to, tails } => path(from, to, tails, vocabulary),
        Question::Facts { facts, tails } => {
            let mut translator = Translator::new(vocabulary);
            translator.facts(facts)?;
            translator.finish(tails)
        }
    }
}

struct Translator<'v> {
    vocabulary: &'v dyn Vocabulary,
    nodes: Nodes<'v>,
    patterns: Vec<PathPattern>,
    /// Conditions on facts; those on nodes are kept with the nodes.
    filters: Vec<Expression>,
    /// The variables of the main relationship of each fact.
    relationships: Vec<String>,
    columns: Vec<(String, Expression)>,
    notes: Vec<Diagnostic>,
}

impl<'v> Translator<'v> {
    fn new(vocabulary: &'v dyn Vocabulary) -> Self {
        Self {
            vocabulary,
            nodes: Nodes::new(vocabulary),
            patterns: Vec::new(),
            filters: Vec::new(),
            relationships: Vec::new(),
            columns: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn facts(&mut self, facts: &[Fact]) -> Result<(), ShortError> {
        self.nodes.reserve(facts);
        let mut subject: Option<&Term> = None;
        for fact in facts {
            let current = fact
                .subject
                .as_ref()
                .or(subject)
                .ok_or(ShortError::NoSubject { span: fact.span })?;
            subject = Some(current);
            match &fact.verbs {
                VerbGroup::Any(hole) => self.anything(current, hole, &fact.arguments)?,
                VerbGroup::Verbs(verbs) => {
                    let verbs = verbs
                        .iter()
                        .map(|verb| interpret(verb, !fact.arguments.is_empty(), self.vocabulary))
                        .collect::<Result<Vec<_>, _>>()?;
                    self.fact(current, &verbs, &fact.arguments)?;
                }
            }
        }
        Ok(())
    }

    /// `Putin ?did Zelenskyy`: between two names, whoever did it.
    fn anything(
        &mut self,
        subject: &Term,
        did: &Hole,
        arguments: &[Argument],
    ) -> Result<(), ShortError> {
        let both_named = matches!(subject, Term::Name(_))
            && arguments
                .first()
                .is_some_and(|object| matches!(object.term, Term::Name(_)));
        let relationship = match &did.name {
            Some(name) => name.clone(),
            None => self.nodes.fresh("r"),
        };
        let direction = if both_named {
            Direction::Either
        } else {
            Direction::Outgoing
        };
        let start = self.node(subject)?;
        let end = match arguments.first() {
            Some(object) => self.node(&object.term)?,
            None => nodes::anybody(),
        };
        self.connect(start, &relationship, None, direction, end);
        let edge = Expression::variable(&relationship);
        if both_named {
            let from = Expression::property(call("startNode", vec![edge.clone()]), "name");
            self.columns.push(("subject".into(), from));
        }
        if did.name.is_some() {
            self.columns
                .push((relationship.clone(), call("type", vec![edge.clone()])));
        }
        if both_named {
            let to = Expression::property(call("endNode", vec![edge.clone()]), "name");
            self.columns.push(("object".into(), to));
        }
        self.filters
            .push(not(Expression::property(edge, "negated")));
        self.relationships.push(relationship);
        Ok(())
    }

    fn fact(
        &mut self,
        subject: &Term,
        verbs: &[Verb],
        arguments: &[Argument],
    ) -> Result<(), ShortError> {
        let relationship = self.nodes.fresh("r");
        let (first, mut further) = match arguments.split_first() {
            Some((first, further)) => (Some(first), further.to_vec()),
            None => (None, Vec::new()),
        };
        let subject_node = self.node(subject)?;
        let agent_variable;
        match &verbs[0].passive {
            Some(Passive::ByAgent) => {
                let agent =
                    first.map_or_else(|| Ok(nodes::anybody()), |agent| self.node(&agent.term))?;
                agent_variable = agent.variable.clone();
                self.connect(
                    agent,
                    &relationship,
                    Some(verbs),
                    Direction::Outgoing,
                    subject_node,
                );
            }
            Some(Passive::Alone(role)) => {
                let mut agent = nodes::anybody();
                if let Some(first) = first {
                    agent.variable = Some(Identifier::unplaced(self.nodes.fresh("agent")));
                    further.insert(
                        0,
                        Argument {
                            words: vec![role.clone()],
                            term: first.term.clone(),
                        },
                    );
                }
                agent_variable = agent.variable.clone();
                self.connect(
                    agent,
                    &relationship,
                    Some(verbs),
                    Direction::Outgoing,
                    subject_node,
                );
            }
            None => {
                agent_variable = subject_node.variable.clone();
                let object =
                    first.map_or_else(|| Ok(nodes::anybody()), |object| self.node(&object.term))?;
                self.connect(
                    subject_node,
                    &relationship,
                    Some(verbs),
                    Direction::Outgoing,
                    object,
                );
            }
        }
        let negated = Expression::property(Expression::variable(&relationship), "negated");
        self.filters.push(if verbs[0].negated {
            negated
        } else {
            not(negated)
        });
        for argument in &further {
            self.further_argument(&relationship, agent_variable.as_ref(), verbs, argument)?;
        }
        self.relationships.push(relationship);
        Ok(())
    }

    /// One more relationship of the same fact, from the one who does it.
    fn further_argument(
        &mut self,
        main: &str,
        agent: Option<&Identifier>,
        verbs: &[Verb],
        argument: &Argument,
    ) -> Result<(), ShortError> {
        let role = argument.words.join("_");
        let roles: Vec<&str> = if role.is_empty() {
            BARE_ROLES.to_vec()
        } else {
            vec![&role]
        };
        let all: Vec<String> = verbs
            .iter()
            .flat_map(|verb| &verb.stems)
            .flat_map(|stem| roles.iter().map(move |role| format!("{stem}_{role}")))
            .collect();
        let known: Vec<String> = all
            .iter()
            .filter(|name| self.vocabulary.relation_count(name) > 0)
            .cloned()
            .collect();
        if known.is_empty() {
            self.notes
                .push(no_such_role(&verbs[0], &role, self.vocabulary));
        }
        let types = if known.is_empty() {
            vec![all[0].clone()]
        } else {
            known
        };
        let relationship = self.nodes.fresh("r");
        let start = NodePattern {
            variable: agent.cloned(),
            ..nodes::anybody()
        };
        let end = self.node(&argument.term)?;
        self.patterns.push(one_step(
            start,
            &relationship,
            types,
            Direction::Outgoing,
            end,
        ));
        let fact = |name: &str| Expression::property(Expression::variable(name), "fact");
        self.filters.push(equals(fact(&relationship), fact(main)));
        Ok(())
    }

    fn connect(
        &mut self,
        start: NodePattern,
        relationship: &str,
        verbs: Option<&[Verb]>,
        direction: Direction,
        end: NodePattern,
    ) {
        let mut types: Vec<String> = Vec::new();
        for verb in verbs.unwrap_or_default() {
            if !types.contains(&verb.relation) {
                types.push(verb.relation.clone());
            }
        }
        self.patterns
            .push(one_step(start, relationship, types, direction, end));
    }

    /// The pattern of a term, with its column if it is a hole seen for the first time.
    fn node(&mut self, term: &Term) -> Result<NodePattern, ShortError> {
        if let Term::Hole(Hole {
            name: Some(name), ..
        }) = term
            && !self.columns.iter().any(|(column, _)| column == name)
        {
            let value = Expression::property(Expression::variable(name), "name");
            self.filters.push(is_not_null(value.clone()));
            self.columns.push((name.clone(), value));
        }
        self.nodes.pattern(term, &mut self.filters, &mut self.notes)
    }

    fn finish(mut self, tails: &[Tail]) -> Result<Translation, ShortError> {
        let (mut limit, mut count) = (None, None);
        for tail in tails {
            match tail {
                Tail::AccordingTo(source) => self.according_to(source)?,
                Tail::Time(range) => self.time(range),
                Tail::When(hole) => self.when(hole),
                Tail::Limit(number) => limit = Some(*number),
                Tail::Count(counted) => count = Some(counted),
                Tail::Within(_) => {}
            }
        }
        if self.columns.is_empty() && count.is_none() {
            self.name_the_facts();
        }
        let filter = self.filters.drain(..).reduce(and);
        let matching = Clause::Match(Match {
            optional: false,
            patterns: std::mem::take(&mut self.patterns),
            filter,
            place: Place::NOWHERE,
        });
        match count {
            Some(counted) => self.counted(matching, counted, limit),
            None => Ok(self.listed(&matching, limit)),
        }
    }

    fn listed(self, matching: &Clause, limit: Option<u64>) -> Translation {
        let plain = items(&self.columns);
        let mut grouped = items(&self.columns);
        grouped.push(item("facts", collect_facts(&self.relationships)));
        let finish = |items, distinct| {
            let projection = projection(items, distinct, limit);
            statement(vec![
                matching.clone(),
                Clause::Return(Return {
                    projection,
                    place: Place::NOWHERE,
                }),
            ])
        };
        Translation {
            statement: finish(plain, true),
            with_facts: Some(finish(grouped, false)),
            notes: self.notes,
        }
    }

    fn counted(
        self,
        matching: Clause,
        counted: &Counted,
        limit: Option<u64>,
    ) -> Result<Translation, ShortError> {
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
                    Expression::unplaced(crate::query::ast::ExpressionKind::CountStar),
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
        Ok(Translation {
            statement: statement(clauses),
            with_facts: None,
            notes: self.notes,
        })
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
                let names = self.nodes.names_of(name, &mut self.notes)?;
                for relationship in self.relationships.clone() {
                    self.filters
                        .push(variable_in(said_by(&relationship), &names));
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

    fn when(&mut self, hole: &Hole) {
        let relationship = self.relationships.last().expect("a question has a fact");
        let time = Expression::property(Expression::variable(relationship), "time");
        self.filters.push(is_not_null(time.clone()));
        if let Some(name) = &hole.name {
            self.columns.push((name.clone(), time));
        }
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

/// `path from Putin to Iran within 3`
fn path(
    from: &Term,
    to: &Term,
    tails: &[Tail],
    vocabulary: &dyn Vocabulary,
) -> Result<Translation, ShortError> {
    let mut translator = Translator::new(vocabulary);
    let start = translator.node(from)?;
    let end = translator.node(to)?;
    let (mut most, mut limit) = (None, None);
    for tail in tails {
        match tail {
            Tail::Within(steps) => most = Some(*steps),
            Tail::Limit(rows) => limit = Some(*rows),
            _ => {}
        }
    }
    let edge = translator.nodes.fresh("r");
    let denied = call(
        "coalesce",
        vec![
            Expression::property(Expression::variable(&edge), "negated"),
            expressions::boolean(false),
        ],
    );
    let mut pattern = one_step(start, &edge, Vec::new(), Direction::Either, end);
    pattern.variable = Some(Identifier::unplaced("path"));
    pattern.selector = PathSelector::AnyShortest;
    let relationship = &mut pattern.steps[0].relationship;
    relationship.length = Some(Length {
        minimum: None,
        maximum: most,
        place: Place::NOWHERE,
    });
    relationship.filter = Some(not(denied));
    let filter = translator.filters.drain(..).reduce(and);
    let matching = Clause::Match(Match {
        optional: false,
        patterns: vec![pattern],
        filter,
        place: Place::NOWHERE,
    });
    let mut columns = std::mem::take(&mut translator.columns);
    columns.push(("path".into(), Expression::variable("path")));
    let mut with_facts = items(&columns);
    with_facts.push(item(
        "facts",
        parsed_expression("[r IN relationships(path) | r.fact]"),
    ));
    let finish = |items| {
        statement(vec![
            matching.clone(),
            returned(projection(items, false, limit)),
        ])
    };
    Ok(Translation {
        statement: finish(items(&columns)),
        with_facts: Some(finish(with_facts)),
        notes: translator.notes,
    })
}

/// An expression of this program's own, written as text because it is easier to read so.
fn parsed_expression(text: &str) -> Expression {
    let statement = parse(&format!("RETURN {text}")).expect("the text is of the language");
    let Some(Clause::Return(clause)) = statement.query.first.clauses.into_iter().next() else {
        unreachable!("the text is a `RETURN`")
    };
    let item = clause.projection.items.into_iter().next();
    item.expect("the text has one column").expression
}

fn one_step(
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

fn no_such_role(verb: &Verb, role: &str, vocabulary: &dyn Vocabulary) -> Diagnostic {
    let base = verb.stems.last().unwrap_or(&verb.relation);
    let prefix = format!("{base}_");
    let known: Vec<String> = vocabulary
        .relations()
        .iter()
        .filter_map(|(name, _)| name.strip_prefix(&prefix))
        .map(|role| format!("`{role}`"))
        .take(5)
        .collect();
    let what = if role.is_empty() {
        "a further object".to_owned()
    } else {
        format!("an argument with `{role}`")
    };
    let note = Diagnostic::note("UnknownRole", format!("no fact of `{base}` has {what}"));
    if known.is_empty() {
        note
    } else {
        note.with_help(format!("there are {}", known.join(", ")))
    }
}

fn items(columns: &[(String, Expression)]) -> Vec<ProjectionItem> {
    columns
        .iter()
        .map(|(name, value)| item(name, value.clone()))
        .collect()
}

fn item(name: &str, expression: Expression) -> ProjectionItem {
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

fn projection(items: Vec<ProjectionItem>, distinct: bool, limit: Option<u64>) -> Projection {
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

fn with(projection: Projection) -> Clause {
    Clause::With(With {
        projection,
        filter: None,
        place: Place::NOWHERE,
    })
}

fn returned(projection: Projection) -> Clause {
    Clause::Return(Return {
        projection,
        place: Place::NOWHERE,
    })
}

fn statement(clauses: Vec<Clause>) -> Statement {
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
