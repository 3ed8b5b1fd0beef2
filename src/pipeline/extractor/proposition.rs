//! What is said, in words of the text: rows for readers and for programs that want no graph.

use serde::Serialize;

use super::confidence;
use super::graph::{self, View};
use super::surface::Part;
use super::{binary, nary, nouns};
use crate::document::{ClauseId, Modality, SentenceId, Syntax};
use crate::span::ByteSpan;

/// Which rows are made of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropositionView {
    /// One row a clause with all its arguments, phrases as they stand.
    Nary,
    /// One row an argument, phrases cut to their core; the relation runs through the object:
    /// *sold unit to*.
    Binary,
}

/// One row: words of a sentence, in its order as far as the slots allow.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposition {
    /// The sentence it was found in.
    #[serde(skip)]
    pub sentence: SentenceId,
    /// Who or what it is about.
    pub subject: Box<str>,
    /// The verb group with what belongs to it.
    pub relation: Box<str>,
    /// The object first, then the further arguments.
    pub args: Vec<Box<str>>,
    /// How sure it is, 0 to 1; only the order means something.
    pub confidence: f32,
    /// Whether it is denied.
    pub negated: bool,
    /// How real it is.
    pub modality: Modality,
    /// The rule that found it.
    pub rule: Box<str>,
    /// The words that support it, from the first to the last.
    #[serde(skip)]
    pub span: ByteSpan,
}

/// The rows of all clauses.
pub(super) fn all(view: &View, which: PropositionView, spacing: Spacing) -> Vec<Proposition> {
    let mut propositions: Vec<Proposition> = Vec::new();
    for id in view.clauses.ids().filter(|&id| graph::is_said(view, id)) {
        let rows = match which {
            PropositionView::Nary => nary::rows(view, id),
            PropositionView::Binary => binary::rows(view, id),
        };
        for row in rows {
            let proposition = proposition(view, id, &row, spacing);
            let is_new = |known: &Proposition| {
                (known.sentence, &known.subject, &known.relation, &known.args)
                    != (
                        proposition.sentence,
                        &proposition.subject,
                        &proposition.relation,
                        &proposition.args,
                    )
            };
            if row.is_whole() && propositions.iter().rev().take(60).all(is_new) {
                propositions.push(proposition);
            }
        }
    }
    if which == PropositionView::Nary {
        let count = view.arguments.syntax.tokens().len() as u32;
        for token in 0..count {
            let rows = nouns::rows(view, token).into_iter().filter(Row::is_whole);
            propositions.extend(rows.map(|row| from_noun(view, token, &row, spacing)));
        }
    }
    propositions.sort_by_key(|proposition| proposition.sentence);
    propositions
}

/// What a noun says by standing beside another: less sure than what a verb says.
fn from_noun(view: &View, token: u32, row: &Row, spacing: Spacing) -> Proposition {
    let syntax = view.arguments.syntax;
    let (subject, relation, args) = row.words(view, spacing);
    Proposition {
        sentence: syntax.sentence_of(token),
        subject,
        relation,
        args,
        confidence: confidence::NOUNS,
        negated: false,
        modality: Modality::Asserted,
        rule: "noun beside a noun".into(),
        span: row
            .span(syntax)
            .unwrap_or(syntax.tokens()[token as usize].span),
    }
}

fn proposition(view: &View, id: ClauseId, row: &Row, spacing: Spacing) -> Proposition {
    let clause = view.clauses.get(id);
    let syntax = view.arguments.syntax;
    let (subject, relation, args) = row.words(view, spacing);
    Proposition {
        sentence: clause.sentence,
        subject,
        relation,
        args,
        confidence: if row.is_part {
            confidence::PART
        } else {
            confidence::of_clause(view, clause)
        },
        negated: clause.negated,
        modality: super::attribution::modality_of(
            view.arguments,
            view.clauses,
            view.attributions,
            id,
        ),
        rule: graph::rule_of(clause),
        span: row
            .span(syntax)
            .unwrap_or(syntax.tokens()[clause.head as usize].span),
    }
}

/// Slots of a row before they are words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    pub(super) subject: Vec<Part>,
    pub(super) relation: Vec<Part>,
    pub(super) args: Vec<Vec<Part>>,
    /// Whether another row says more of the same.
    pub(super) is_part: bool,
}

/// How blanks are set between the words of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// As in the text.
    AsWritten,
    /// A blank between every two tokens.
    Tokenised,
}

impl Row {
    /// Nothing is said without a subject, a verb and something of them.
    fn is_whole(&self) -> bool {
        !self.subject.is_empty()
            && !self.relation.is_empty()
            && self.args.first().is_some_and(|arg| !arg.is_empty())
    }

    pub(super) fn words(
        &self,
        view: &View,
        spacing: Spacing,
    ) -> (Box<str>, Box<str>, Vec<Box<str>>) {
        let syntax = view.arguments.syntax;
        let text = |parts: &Vec<Part>| text_of(syntax, parts, spacing).into_boxed_str();
        (
            text(&self.subject),
            text(&self.relation),
            self.args.iter().map(text).collect(),
        )
    }

    /// From the first to the last word of the text in it; none without such a word.
    pub(super) fn span(&self, syntax: &Syntax) -> Option<ByteSpan> {
        let slots = [&self.subject, &self.relation]
            .into_iter()
            .chain(&self.args);
        let tokens = slots.flatten().filter_map(|part| match part {
            Part::Token(token) => Some(syntax.tokens()[*token as usize].span),
            Part::Words(_) => None,
        });
        tokens.reduce(ByteSpan::cover)
    }
}

pub(super) fn tokens(tokens: impl IntoIterator<Item = u32>) -> Vec<Part> {
    tokens.into_iter().map(Part::Token).collect()
}

fn text_of(syntax: &Syntax, parts: &[Part], spacing: Spacing) -> String {
    let mut text = String::new();
    let mut last: Option<u32> = None;
    for part in parts {
        let is_tight = match (last, part) {
            (Some(before), Part::Token(token)) => {
                spacing == Spacing::AsWritten
                    && *token == before + 1
                    && syntax.tokens()[before as usize].span.end()
                        == syntax.tokens()[*token as usize].span.start()
            }
            _ => text.is_empty(),
        };
        if !is_tight {
            text.push(' ');
        }
        last = match part {
            Part::Token(token) => {
                text.push_str(syntax.form(*token));
                Some(*token)
            }
            Part::Words(words) => {
                text.push_str(words);
                None
            }
        };
    }
    text
}
