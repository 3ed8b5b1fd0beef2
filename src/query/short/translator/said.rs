//! What is said: the clauses of `said`, and the words that are looked for in them.

use super::super::verb_classes::SAYING;
use super::super::{Argument, Hole, Term};
use super::expressions::{contains, or};
use super::tree::parsed_expression;
use super::{CONTENT_ROLES, Diagnostic, Translator, Verb};
use crate::query::ast::{Expression, Identifier, LabelExpression, NodePattern};

/// The label of clauses.
const CLAUSE: &str = "Statement";

impl Translator<'_> {
    /// `said ?what` asks for what was told, added or written too: more types of the relationship
    /// `edge`, which end in a clause.
    pub(super) fn other_words_for_saying(
        &mut self,
        edge: &str,
        verbs: &[Verb],
        first: &Argument,
        further: &[Argument],
    ) -> Vec<String> {
        let says = verbs
            .iter()
            .any(|verb| verb.relation == "say" && !verb.negated);
        let is_to_somebody = further
            .iter()
            .any(|argument| argument.words.is_empty() || argument.words == ["to"]);
        if !says || is_to_somebody || !first.words.is_empty() || !is_content(&first.term) {
            return Vec::new();
        }
        let known = |name: &String| self.vocabulary.relation_count(name) > 0;
        let roles = SAYING.iter().flat_map(|verb| {
            let roles = CONTENT_ROLES.iter();
            roles.map(move |role| format!("{verb}_{role}"))
        });
        let mut types: Vec<String> = roles.filter(known).collect();
        // Who was told is no clause.
        let bare = SAYING.iter().filter(|verb| **verb != "tell");
        let bare = bare.map(|verb| (*verb).to_owned());
        let bare: Vec<String> = bare.filter(known).collect();
        if let (
            Term::Hole(Hole {
                name: Some(hole), ..
            }),
            true,
            false,
        ) = (&first.term, self.has_label(CLAUSE), bare.is_empty())
        {
            // `added 15 flights` is not said.
            let (edge, hole) = (Expression::variable(edge), Expression::variable(hole));
            let listed: Vec<String> = bare.iter().map(|name| format!("'{name}'")).collect();
            self.filters.push(parsed_expression(&format!(
                "{hole}:{CLAUSE} OR NOT type({edge}) IN [{}]",
                listed.join(", ")
            )));
            types.extend(bare);
        }
        types
    }

    /// `is finance minister` is also who is called so: the type of that relationship, if the graph has it.
    pub(super) fn called(
        &mut self,
        edge: &str,
        called: &str,
        node: &mut NodePattern,
    ) -> Option<String> {
        let be = "be".to_owned();
        if self.vocabulary.relation_count(&be) == 0 {
            return None;
        }
        let variable = self.nodes.fresh("called");
        let (edge, name) = (Expression::variable(edge), Expression::variable(&variable));
        let has_words = contains(Expression::property(name, "name"), called);
        let is_other = parsed_expression(&format!("type({edge}) <> 'be'"));
        self.filters.push(or(is_other, has_words));
        node.variable = Some(Identifier::unplaced(variable));
        Some(be)
    }

    /// `whom` asks for no clause.
    pub(super) fn is_somebody(&self, term: &Term, node: &mut NodePattern) {
        let asks_whom = matches!(
            term,
            Term::Hole(Hole { name: Some(name), kind: None, .. })
                if matches!(name.trim_end_matches('2'), "who" | "whom")
        );
        if asks_whom && node.labels.is_none() && self.has_label(CLAUSE) {
            let clause = LabelExpression::Name(Identifier::unplaced(CLAUSE));
            node.labels = Some(LabelExpression::Not(Box::new(clause)));
        }
    }

    pub(super) fn has_label(&self, name: &str) -> bool {
        let mut labels = self.vocabulary.labels().iter();
        labels.any(|(label, _)| label == name)
    }

    /// `said ?what about Iran` where nothing is said `about`: what is said has the word.
    pub(super) fn is_about_content(
        &mut self,
        argument: &Argument,
        verbs: &[Verb],
        content: &str,
    ) -> bool {
        let Term::Name(name) = &argument.term else {
            return false;
        };
        let mut stems = verbs.iter().flat_map(|verb| &verb.stems);
        let known = |stem: &String| self.vocabulary.relation_count(&format!("{stem}_about")) > 0;
        if argument.words != ["about"] || stems.any(known) {
            return false;
        }
        let value = Expression::property(Expression::variable(content), "name");
        let words = name.all().map(|name| contains(value.clone(), &name.text));
        self.filters.extend(words.reduce(or));
        let message = format!("looking for `{}` in `{content}`", name.text);
        let note = Diagnostic::note("WordsLookedFor", message);
        self.notes.push(note.at(name.span, ""));
        true
    }
}

/// Whether a clause can stand there.
fn is_content(term: &Term) -> bool {
    match term {
        Term::Hole(Hole {
            name: Some(name), ..
        }) => !matches!(name.trim_end_matches('2'), "who" | "whom"),
        Term::Hole(_) => true,
        Term::Name(name) => name.quoted,
    }
}

/// The hole that what is said can stand in: the last one without a preposition.
pub(super) fn content_of(arguments: &[Argument]) -> Option<String> {
    let hole = |argument: &Argument| match &argument.term {
        Term::Hole(hole) if argument.words.is_empty() => hole.name.clone(),
        _ => None,
    };
    arguments.iter().rev().find_map(hole)
}
