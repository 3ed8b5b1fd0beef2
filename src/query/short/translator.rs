//! What was asked → a tree of the full form.

use super::misread::without_subject;
use super::settle::settle;
use super::translation::Translation;
use super::verb::{Passive, Verb, interpret};
use super::verb_classes::REASON_ROLES;
use super::{
    Argument, Asked, Fact, Hole, Name, Question, ShortError, Term, VerbGroup, VerbWords, Vocabulary,
};
use crate::diagnostic::Diagnostic;
use crate::query::ast::{Direction, Expression, Identifier, NodePattern, PathPattern};

mod circumstances;
mod expressions;
mod list;
mod nodes;
mod path;
mod said;
mod tails;
mod topic;
mod tree;

use expressions::{call, equals, is_not_null, not, variable_in};
use nodes::Nodes;
pub(super) use nodes::is_kind;
use said::content_of;
use tree::{one_step, parsed_expression};

/// The roles of a further argument that stands without a preposition.
const BARE_ROLES: [&str; 4] = ["object2", "that", "content", "whether"];

/// The roles of what is said, which a first argument can be: `said ?what`.
const CONTENT_ROLES: [&str; 3] = ["that", "content", "whether"];

/// The roles of a person that a first argument can be: `met ?whom` is also `met with ?whom`.
const PERSON_ROLES: [&str; 2] = ["with", "to"];

/// Says a question in the full form.
pub(super) fn translate(
    question: &Question,
    vocabulary: &dyn Vocabulary,
) -> Result<Translation, ShortError> {
    match question {
        Question::Path {
            from,
            to,
            tails,
            span,
        } => path::path(from, to, tails, *span, vocabulary),
        Question::Topic { name, tails } => topic::topic(name, tails, vocabulary),
        Question::List { hole, tails, span } => list::list(hole, tails, *span, vocabulary),
        Question::Facts { facts, tails } => {
            let mut translator = Translator::new(vocabulary);
            translator.nodes.count(tails);
            let mut settled = Vec::with_capacity(facts.len());
            for (place, fact) in facts.iter().enumerate() {
                settled.push(settle(fact.clone(), place == 0, vocabulary));
            }
            translator.facts(&settled)?;
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
    /// Whether the question is whether something is so.
    asks_whether: bool,
    /// Whether what is asked is whether it was refused.
    asks_refusal: bool,
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
            asks_whether: false,
            asks_refusal: false,
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
                .ok_or_else(|| without_subject(fact, self.vocabulary))?;
            subject = Some(current);
            self.asks_whether |= fact.asked == Asked::Whether;
            match &fact.verbs {
                VerbGroup::Any(hole) => self.anything(current, hole, fact)?,
                VerbGroup::Is => self.states(current, fact)?,
                VerbGroup::Verbs(words) => {
                    let (words, verbs) = self.verbs(words, !fact.arguments.is_empty())?;
                    for (verb, written) in verbs.iter().zip(words) {
                        let note = |text: &String| {
                            Diagnostic::note("UnderstoodAs", text.clone()).at(written.span, "")
                        };
                        self.notes.extend(verb.understood.as_ref().map(note));
                    }
                    self.fact(current, &verbs, fact)?;
                }
            }
        }
        Ok(())
    }

    /// What the verbs mean; one that the graph does not have is left out if it has another, and said.
    fn verbs<'w>(
        &mut self,
        words: &'w [VerbWords],
        has_argument: bool,
    ) -> Result<(Vec<&'w VerbWords>, Vec<Verb>), ShortError> {
        let (mut known, mut verbs, mut first_error) = (Vec::new(), Vec::new(), None);
        for written in words {
            match interpret(written, has_argument, self.vocabulary) {
                Ok(verb) => {
                    known.push(written);
                    verbs.push(verb);
                }
                Err(error) if words.len() > 1 => {
                    let note = Diagnostic::note("UnknownVerb", error.to_string());
                    self.notes.push(note.at(error.span(), ""));
                    first_error = first_error.or(Some(error));
                }
                Err(error) => return Err(error),
            }
        }
        match first_error {
            Some(error) if verbs.is_empty() => Err(error),
            _ => Ok((known, verbs)),
        }
    }

    /// `Putin ?did Zelenskyy`: between two names, whoever did it.
    fn anything(&mut self, subject: &Term, did: &Hole, fact: &Fact) -> Result<(), ShortError> {
        let object = fact.arguments.first();
        let both_named = matches!(subject, Term::Name(_))
            && object.is_some_and(|object| matches!(object.term, Term::Name(_)));
        let relationship = match &did.name {
            Some(name) => name.clone(),
            None => self.nodes.fresh("r"),
        };
        let direction = if both_named {
            Direction::Either
        } else {
            Direction::Outgoing
        };
        let edge = Expression::variable(&relationship);
        let kind = did.name.is_some().then(|| {
            let kind = call("type", vec![edge.clone()]);
            (relationship.clone(), kind)
        });
        let start = self.node(subject)?;
        if both_named {
            let from = Expression::property(call("startNode", vec![edge.clone()]), "name");
            self.columns.push(("subject".into(), from));
        }
        self.columns.extend(kind);
        let end = self.node_or_anybody(object)?;
        if both_named {
            let to = Expression::property(call("endNode", vec![edge.clone()]), "name");
            self.columns.push(("object".into(), to));
        }
        let agent = start.variable.clone().filter(|_| !both_named);
        self.patterns
            .push(one_step(start, &relationship, Vec::new(), direction, end));
        self.denied(&relationship, fact.denied);
        for argument in fact.arguments.iter().skip(1) {
            let roles = [argument.words.join("_")];
            let end = self.node(&argument.term)?;
            let same = self.same_fact(&relationship, agent.as_ref(), Vec::new(), end);
            if !argument.words.is_empty() {
                let role = Expression::property(Expression::variable(&same), "role");
                self.filters.push(variable_in(role, &roles));
            }
        }
        for (circumstance, hole) in &fact.circumstances {
            self.circumstance(*circumstance, hole, &relationship, agent.as_ref(), &[]);
        }
        self.relationships.push(relationship);
        Ok(())
    }

    /// `who is Ilse Karden`: all that somebody is, with the relation that says it.
    fn states(&mut self, subject: &Term, fact: &Fact) -> Result<(), ShortError> {
        let relationship = self.nodes.fresh("r");
        let edge = Expression::variable(&relationship);
        let start = self.node(subject)?;
        let kind = call("type", vec![edge.clone()]);
        let is = parsed_expression(&format!(
            "{kind} IN ['be', 'stands_for'] OR {kind} STARTS WITH 'be_'"
        ));
        self.columns.push(("relation".into(), kind));
        let end = self.node_or_anybody(fact.arguments.first())?;
        let direction = Direction::Outgoing;
        self.patterns
            .push(one_step(start, &relationship, Vec::new(), direction, end));
        self.filters.push(is);
        self.denied(&relationship, false);
        self.relationships.push(relationship);
        Ok(())
    }

    fn fact(&mut self, subject: &Term, verbs: &[Verb], fact: &Fact) -> Result<(), ShortError> {
        let relationship = self.nodes.fresh("r");
        let arguments = &fact.arguments;
        let (first, mut further) = match arguments.split_first() {
            Some((first, rest)) if let Some(role) = &verbs[0].role => {
                // `died in Paris` where nobody is said to have died in anything.
                let (words, term) = (vec![role.clone()], first.term.clone());
                let led = std::iter::once(Argument { words, term });
                (None, led.chain(rest.iter().cloned()).collect())
            }
            Some((first, further)) => (Some(first), further.to_vec()),
            None => (None, Vec::new()),
        };
        let subject_node = self.node(subject)?;
        let mut main = main_types(verbs);
        let passive = verbs[0].passive.clone().map(|passive| match passive {
            // `caught by surprise`: words behind `by` that name nobody are how, not who.
            Passive::ByAgent if first.is_some_and(|by| self.is_manner(&verbs[0], by)) => {
                Passive::Alone("by".into())
            }
            passive => passive,
        });
        let mut circumstances = fact.circumstances.as_slice();
        let (mut agent, object) = match passive {
            Some(Passive::ByAgent) => (self.node_or_anybody(first)?, subject_node),
            Some(Passive::Alone(role)) => {
                let mut agent = nodes::anybody();
                if let Some(first) = first {
                    agent.variable = Some(Identifier::unplaced(self.nodes.fresh("agent")));
                    let words = vec![role];
                    let term = first.term.clone();
                    further.insert(0, Argument { words, term });
                }
                (agent, subject_node)
            }
            None => {
                if let Some(first) = first {
                    main.extend(self.wider_types(verbs, first, &further));
                    let edge = &relationship;
                    let others = self.other_words_for_saying(edge, verbs, first, &further);
                    main.extend(others);
                }
                let mut object = self.node_or_anybody(first)?;
                match (first, &verbs[0].is_called) {
                    (Some(first), _) => self.is_somebody(&first.term, &mut object),
                    (None, Some(called)) => {
                        main.extend(self.called(&relationship, called, &mut object));
                    }
                    (None, None) => {}
                }
                if let (None, Some(((circumstance, hole), rest))) =
                    (first, circumstances.split_first())
                {
                    // `where did Salas fly`: the place may be all that the fact has.
                    let types = self.circumstance_types(*circumstance, verbs);
                    let bare = self.bare_places(*circumstance, verbs);
                    if !types.is_empty() || !bare.is_empty() {
                        object = self.circumstance_node(*circumstance, hole);
                        self.only_places(&relationship, &bare, &types, &object);
                        main = types.into_iter().chain(bare).collect();
                        circumstances = rest;
                    }
                }
                (subject_node, object)
            }
        };
        if !circumstances.is_empty() && agent.variable.is_none() {
            agent.variable = Some(Identifier::unplaced(self.nodes.fresh("agent")));
        }
        self.asks_refusal |= verbs[0].is_refused;
        let agent_variable = agent.variable.clone();
        let edge = &relationship;
        let direction = if fact.is_mutual {
            Direction::Either
        } else {
            Direction::Outgoing
        };
        self.patterns
            .push(one_step(agent, edge, main, direction, object));
        // The answer says of the first fact whether it is denied.
        let is_answered = self.asks_whether && self.relationships.is_empty();
        if !is_answered {
            self.denied(&relationship, verbs[0].negated);
        }
        let edge = &relationship;
        if verbs[0].is_only_meant {
            let fact = Expression::variable(edge);
            self.filters.push(parsed_expression(&format!(
                "NOT coalesce({fact}.modality, 'asserted') IN ['asserted', 'reported']"
            )));
        }
        let content = content_of(arguments);
        for argument in &further {
            if let Some(content) = &content
                && self.is_about_content(argument, verbs, content)
            {
                continue;
            }
            self.further_argument(&relationship, agent_variable.as_ref(), verbs, argument)?;
        }
        for (circumstance, hole) in circumstances {
            let agent = agent_variable.as_ref();
            self.circumstance(*circumstance, hole, &relationship, agent, verbs);
        }
        self.relationships.push(relationship);
        Ok(())
    }

    /// That the fact is denied, or is not.
    fn denied(&mut self, relationship: &str, is_denied: bool) {
        let negated = Expression::property(Expression::variable(relationship), "negated");
        if is_denied {
            self.filters.push(negated);
        } else if self.vocabulary.has_denials() {
            self.filters.push(not(negated));
        }
    }

    fn node_or_anybody(&mut self, argument: Option<&Argument>) -> Result<NodePattern, ShortError> {
        argument.map_or_else(
            || Ok(nodes::anybody()),
            |argument| self.node(&argument.term),
        )
    }

    fn is_manner(&self, verb: &Verb, by: &Argument) -> bool {
        let Term::Name(name) = &by.term else {
            return false;
        };
        let manner = format!("{}_by", verb.relation);
        self.vocabulary.relation_count(&manner) > 0
            && self.vocabulary.entities_called(&name.text).is_empty()
    }

    /// More types that the relationship to the first argument can have: what is said for what may be
    /// a clause, with whom or to whom for what may be a person. Not where a further argument is that.
    fn wider_types(&self, verbs: &[Verb], first: &Argument, further: &[Argument]) -> Vec<String> {
        let roles: &[&str] = match &first.term {
            _ if !first.words.is_empty() => &[],
            Term::Hole(Hole {
                name: Some(name), ..
            }) if matches!(name.trim_end_matches('2'), "who" | "whom") => &PERSON_ROLES,
            Term::Name(name) if !name.quoted => &PERSON_ROLES,
            _ => &CONTENT_ROLES,
        };
        let is_taken = |role: &str| {
            let is_it = |argument: &Argument| {
                let is_bare_content = argument.words.is_empty() && CONTENT_ROLES.contains(&role);
                is_bare_content || argument.words == [role]
            };
            further.iter().any(is_it)
        };
        let free = roles.iter().filter(|role| !is_taken(role));
        free.flat_map(|role| {
            verbs
                .iter()
                .map(move |verb| format!("{}_{role}", verb.relation))
        })
        .filter(|name| self.vocabulary.relation_count(name) > 0)
        .collect()
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
        } else if matches!(&*role, "because_of" | "due_to") {
            REASON_ROLES.to_vec()
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
        let end = self.node(&argument.term)?;
        self.same_fact(main, agent, types, end);
        Ok(())
    }

    /// One more relationship of the fact of `main`; its variable.
    fn same_fact(
        &mut self,
        main: &str,
        agent: Option<&Identifier>,
        types: Vec<String>,
        end: NodePattern,
    ) -> String {
        let relationship = self.nodes.fresh("r");
        let start = NodePattern {
            variable: agent.cloned(),
            ..nodes::anybody()
        };
        let direction = Direction::Outgoing;
        self.patterns
            .push(one_step(start, &relationship, types, direction, end));
        let fact = |name: &str| Expression::property(Expression::variable(name), "fact");
        self.filters.push(equals(fact(&relationship), fact(main)));
        relationship
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
        let pattern = self
            .nodes
            .pattern(term, &mut self.filters, &mut self.notes)?;
        if let (Term::Name(Name { clause: true, .. }), Some(variable)) = (term, &pattern.variable) {
            // Its words may be those of another clause.
            let value = Expression::property(Expression::variable(&variable.name), "name");
            self.columns.push(("what".into(), value));
        }
        Ok(pattern)
    }
}

/// The types of the relationship to the first argument.
fn main_types(verbs: &[Verb]) -> Vec<String> {
    let mut types: Vec<String> = Vec::new();
    for name in verbs
        .iter()
        .flat_map(|verb| std::iter::once(&verb.relation).chain(&verb.also))
    {
        if !types.contains(name) {
            types.push(name.clone());
        }
    }
    types
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
