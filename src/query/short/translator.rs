//! What was asked → a tree of the full form.

use super::translation::Translation;
use super::verb::{Passive, Verb, interpret};
use super::{Argument, Fact, Hole, Question, ShortError, Term, VerbGroup, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::query::ast::{Direction, Expression, Identifier, NodePattern, PathPattern};

mod expressions;
mod nodes;
mod path;
mod tails;
mod tree;

use expressions::{call, equals, is_not_null, not};
use nodes::Nodes;
use tree::one_step;

/// The roles of a further argument that stands without a preposition.
const BARE_ROLES: [&str; 4] = ["object2", "that", "content", "whether"];

/// Says a question in the full form.
pub(super) fn translate(
    question: &Question,
    vocabulary: &dyn Vocabulary,
) -> Result<Translation, ShortError> {
    match question {
        Question::Path { from, to, tails } => path::path(from, to, tails, vocabulary),
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
