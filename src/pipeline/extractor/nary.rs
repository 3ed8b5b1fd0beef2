//! Clauses → rows with all their arguments, phrases as they stand.

use super::coordination::is_contrasted;
use super::graph::View;
use super::phrase;
use super::proposition::{Row, tokens};
use super::surface::{self, Part, Piece, Place};
use crate::document::{
    ClauseId, ClauseType, DependencyRelation as Dep, Filler, Mood, Syntax, Upos,
};

/// The rows of a clause.
pub(super) fn rows(view: &View, id: ClauseId) -> Vec<Row> {
    let clause = view.clauses.get(id);
    if clause.mood == Mood::Interrogative {
        return Vec::new();
    }
    let pieces = surface::pieces(view, id);
    let mut relation = tokens(surface::verb_group(view, id));
    let mut args: Vec<Vec<Part>> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let mut words = words(view, piece);
        // *plays for | the Jets*: without an object the preposition goes to the verb.
        if index == 0 && piece.place == Place::Adjunct && !piece.preposition.is_empty() {
            relation.extend(piece.preposition.iter().cloned());
        } else {
            words.splice(0..0, piece.preposition.iter().cloned());
        }
        if !words.is_empty() {
            args.push(words);
        }
    }
    let make = |subject| Row {
        subject,
        relation: relation.clone(),
        args: args.clone(),
    };
    subjects(view, id).into_iter().map(make).collect()
}

fn words(view: &View, piece: &Piece) -> Vec<Part> {
    match piece.filler {
        Filler::Phrase(head) => tokens(phrase_words(view.arguments.syntax, head)),
        Filler::Clause(id) => {
            let id = view.clauses.full(id);
            let mut words = Vec::new();
            if piece.place == Place::Open {
                words.extend(tokens(surface::markers(
                    view.arguments.syntax,
                    view.clauses.get(id).head,
                )));
                words.extend(tokens(open_words(view, id)));
            } else {
                words.extend(tokens(surface::clause_words(view, id)));
            }
            words
        }
    }
}

/// An infinitive without the subject that stands elsewhere.
fn open_words(view: &View, id: ClauseId) -> Vec<u32> {
    let clause = view.clauses.get(id);
    let first = clause.predicate.first().copied().unwrap_or(clause.head);
    let mut words = surface::clause_words(view, id);
    words.retain(|&word| {
        word >= first.min(clause.head)
            && word < view.arguments.syntax.sentence(clause.sentence).tokens.end()
    });
    let markers: Vec<u32> = surface::markers(view.arguments.syntax, clause.head).collect();
    words.retain(|word| !markers.contains(word));
    words
}

fn subjects(view: &View, id: ClauseId) -> Vec<Vec<Part>> {
    let syntax = view.arguments.syntax;
    let clause = view.clauses.get(id);
    if clause.clause_type == ClauseType::Existential {
        let there = syntax.dependent(clause.head, Dep::Expletive);
        return there
            .map(|word| vec![Part::Token(word)])
            .into_iter()
            .collect();
    }
    let fillers = clause.subjects.iter();
    fillers
        .filter_map(|filler| match *filler {
            Filler::Phrase(head) => Some(tokens(single_words(syntax, head))),
            Filler::Clause(_) => None,
        })
        .collect()
}

/// A phrase with its conjuncts and determiners, without relative clauses and what only explains.
fn phrase_words(syntax: &Syntax, head: u32) -> Vec<u32> {
    let mut words = Vec::new();
    collect(syntax, head, true, true, &mut words);
    words.sort_unstable();
    surface::without_loose_marks(syntax, words)
}

/// The same without the conjuncts.
fn single_words(syntax: &Syntax, head: u32) -> Vec<u32> {
    let mut words = Vec::new();
    collect(syntax, head, true, false, &mut words);
    words.sort_unstable();
    surface::without_loose_marks(syntax, words)
}

fn collect(syntax: &Syntax, head: u32, is_top: bool, with_conjuncts: bool, words: &mut Vec<u32>) {
    words.push(head);
    for &word in syntax.dependents(head) {
        let is_left_out = match syntax.relation(word) {
            Dep::Case => is_top && word < head,
            Dep::Conjunct => {
                is_top && !with_conjuncts || is_contrasted(syntax, word) || is_clause(syntax, word)
            }
            Dep::Coordinator | Dep::Preconjunction => is_top && !with_conjuncts,
            Dep::RelativeClause | Dep::AdverbialRelativeClause | Dep::Parataxis | Dep::Copula => {
                is_top
            }
            relation if is_top && phrase::is_clausal_part(relation) => true,
            _ => false,
        };
        if !is_left_out {
            collect(syntax, word, false, with_conjuncts, words);
        }
    }
}

fn is_clause(syntax: &Syntax, word: u32) -> bool {
    super::clause::is_predicate(syntax, word) && syntax.upos(word) != Upos::Noun
}
