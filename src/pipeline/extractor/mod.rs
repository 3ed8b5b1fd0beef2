//! Syntax, mentions, clusters → relation mentions: what is said.
//!
//! Clauses are found once, in the order of these modules; everything else is a view of them.
//!
//! | module | gives |
//! | --- | --- |
//! | [`clause`] | a clause for each predicate, its constituents sorted into places |
//! | [`factuality`] | polarity and modality by the clause's own words |
//! | [`predicate`] | the lemma with particle and complement, the type |
//! | [`sharing`], [`relative`] | what clauses take from each other |
//! | [`attribution`] | who says it, whose content it is |
//! | [`graph`] | relation mentions from clauses |
//! | [`confidence`] | how sure they are, as measured |
//! | [`roles`], [`events`] | relation mentions from nouns |
//! | [`surface`], [`nary`], [`nouns`], [`binary`] | rows in words of the text, for readers who want no graph |

mod arguments;
mod attribution;
mod binary;
mod clause;
mod confidence;
mod coordination;
mod events;
mod factuality;
mod graph;
mod nary;
mod nouns;
mod phrase;
mod predicate;
mod proposition;
mod relative;
mod roles;
mod sharing;
mod surface;
mod verbs;

pub use proposition::{Proposition, PropositionView, Spacing};

use crate::document::{
    Argument, ClauseId, Cluster, Document, Mention, Quotation, RelationMention, RelationMentionId,
    RoleArgument, Syntax,
};
use crate::lexicon::Lexicon;
use arguments::Arguments;
use clause::Clauses;
use graph::{Draft, View};

/// Finds what is said, in text order.
pub fn extract(
    syntax: &Syntax,
    mentions: &[Mention],
    quotations: &[Quotation],
    clusters: &[Cluster],
    lexicon: &Lexicon,
) -> Vec<RelationMention> {
    let arguments = Arguments::new(syntax, mentions, clusters);
    let mut clauses = analyse(&arguments, lexicon);
    let attributions = attribution::attribute(&arguments, &mut clauses, quotations);
    let view = View {
        arguments: &arguments,
        clauses: &clauses,
        attributions: &attributions,
        lexicon,
    };
    let mut drafts = graph::project(&view);
    drafts.extend(events::find(&view));
    drafts.extend(roles::find(&view));
    resolve(drafts)
}

/// What a document says in rows of words, clause by clause in text order; no row twice.
pub fn propositions(
    document: &Document,
    which: PropositionView,
    spacing: Spacing,
    lexicon: &Lexicon,
) -> Vec<Proposition> {
    let arguments = Arguments::new(&document.syntax, &document.mentions, &document.clusters);
    let mut clauses = analyse(&arguments, lexicon);
    let attributions = attribution::attribute(&arguments, &mut clauses, &document.quotations);
    let view = View {
        arguments: &arguments,
        clauses: &clauses,
        attributions: &attributions,
        lexicon,
    };
    proposition::all(&view, which, spacing)
}

/// The clauses of a document with everything that they say by themselves.
fn analyse(arguments: &Arguments, lexicon: &Lexicon) -> Clauses {
    let syntax = arguments.syntax;
    let mut clauses = clause::find(syntax, &|token| arguments.is_when(token));
    factuality::mark(syntax, &mut clauses);
    predicate::name_predicates(syntax, &mut clauses, lexicon);
    sharing::share(syntax, &mut clauses);
    clauses
}

/// Puts the relations in text order and turns numbers of clauses into numbers of relations.
fn resolve(mut drafts: Vec<Draft>) -> Vec<RelationMention> {
    let place = |draft: &Draft| {
        let relation = &draft.relation;
        (
            relation.sentence,
            relation.predicate.span,
            relation.evidence,
        )
    };
    drafts.sort_by_key(place);
    let numbers = |clause: ClauseId| -> Vec<RelationMentionId> {
        let places = drafts.iter().enumerate();
        let made = places.filter(|(_, draft)| draft.clause == Some(clause));
        made.map(|(number, _)| RelationMentionId(number as u32))
            .collect()
    };
    let mut relations = Vec::with_capacity(drafts.len());
    for (number, draft) in drafts.iter().enumerate() {
        let mut relation = draft.relation.clone();
        let content_of = draft
            .content_of
            .and_then(|clause| numbers(clause).first().copied());
        relation.content_of = content_of.filter(|id| id.0 as usize != number);
        let mut further = Vec::new();
        relation.subject = relation
            .subject
            .and_then(|value| resolve_value(value, &numbers, number, &mut Vec::new()));
        relation.object = relation
            .object
            .and_then(|value| resolve_value(value, &numbers, number, &mut further));
        let mut arguments: Vec<RoleArgument> = Vec::new();
        for value in further {
            arguments.push(RoleArgument {
                role: "that".into(),
                value,
            });
        }
        for argument in relation.arguments {
            let mut further = Vec::new();
            let Some(value) = resolve_value(argument.value, &numbers, number, &mut further) else {
                continue;
            };
            for value in std::iter::once(value).chain(further) {
                let role = argument.role.clone();
                let argument = RoleArgument { role, value };
                if !arguments.contains(&argument) {
                    arguments.push(argument);
                }
            }
        }
        relation.arguments = arguments;
        relations.push(relation);
    }
    relations
}

/// The relation a clause became; the others it became, for coordinated ones, go into `further`.
fn resolve_value(
    value: Argument,
    numbers: &dyn Fn(ClauseId) -> Vec<RelationMentionId>,
    own: usize,
    further: &mut Vec<Argument>,
) -> Option<Argument> {
    let Argument::Clause(clause) = value else {
        return Some(value);
    };
    let made = numbers(ClauseId(clause.0));
    let mut made = made
        .into_iter()
        .filter(|id| id.0 as usize != own)
        .map(Argument::Clause);
    let first = made.next();
    further.extend(made);
    first
}

#[cfg(test)]
mod tests;
