//! Clauses → rows with all their arguments, phrases as they stand.

use super::coordination::is_contrasted;
use super::graph::View;
use super::phrase;
use super::proposition::{Row, tokens};
use super::surface::{self, Part, Piece, Place};
use crate::document::{
    ClauseId, ClauseType, DependencyRelation as Dep, Filler, Mood, Syntax, Upos,
};

/// The rows of a clause: one for each subject and each object, further arguments in all of them.
pub(super) fn rows(view: &View, id: ClauseId) -> Vec<Row> {
    let clause = view.clauses.get(id);
    if clause.mood == Mood::Interrogative {
        return Vec::new();
    }
    let syntax = view.arguments.syntax;
    let pieces = surface::pieces(view, id);
    let (objects, others): (Vec<Piece>, Vec<Piece>) = pieces
        .into_iter()
        .filter(|piece| is_object(piece) || !is_later_conjunct(syntax, piece))
        .partition(is_object);
    let objects: Vec<Option<Piece>> = if objects.is_empty() {
        vec![None]
    } else {
        objects.into_iter().map(Some).collect()
    };
    let mut rows = Vec::new();
    for object in &objects {
        let (relation, args) = predicate_of(view, id, object.as_ref(), &others);
        for subject in subjects(view, id) {
            if let Some(complement) = object.as_ref() {
                rows.extend(rows_of_complement(view, id, &subject, complement));
            }
            rows.push(Row {
                subject,
                relation: relation.clone(),
                args: args.clone(),
                is_part: false,
            });
        }
    }
    rows
}

/// *is **the seat of** | the court*: what it is of, on its own.
fn rows_of_complement(view: &View, id: ClauseId, subject: &[Part], complement: &Piece) -> Vec<Row> {
    let syntax = view.arguments.syntax;
    let Filler::Phrase(head) = complement.filler else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    for below in syntax.dependents_by(head, Dep::NominalModifier) {
        let Some(case) = syntax
            .dependent(below, Dep::Case)
            .filter(|&case| case < below)
        else {
            continue;
        };
        let cut = syntax.subtree(below);
        let mut words = single_words(syntax, head);
        words.retain(|word| !cut.contains(word) && *word < below);
        words.push(case);
        let mut relation = tokens(surface::verb_group(view, id));
        relation.extend(tokens(words));
        for conjunct in super::coordination::conjuncts(syntax, below) {
            rows.push(Row {
                subject: subject.to_vec(),
                relation: relation.clone(),
                args: vec![tokens(single_words(syntax, conjunct))],
                is_part: true,
            });
        }
    }
    rows
}

fn is_object(piece: &Piece) -> bool {
    matches!(piece.place, Place::Object | Place::Complement)
        && matches!(piece.filler, Filler::Phrase(_))
}

/// *in Rome **and in Turin***: the first phrase holds both.
fn is_later_conjunct(syntax: &Syntax, piece: &Piece) -> bool {
    matches!(piece.filler, Filler::Phrase(head) if syntax.relation(head) == Dep::Conjunct)
}

/// The verb group and the arguments behind it.
fn predicate_of(
    view: &View,
    id: ClauseId,
    object: Option<&Piece>,
    others: &[Piece],
) -> (Vec<Part>, Vec<Vec<Part>>) {
    let mut relation = tokens(surface::verb_group(view, id));
    let mut args: Vec<Vec<Part>> = Vec::new();
    let receivers = others.iter().filter(|piece| piece.place == Place::Receiver);
    let further = others.iter().filter(|piece| piece.place != Place::Receiver);
    for (index, piece) in receivers.chain(object).chain(further).enumerate() {
        let mut words = words(view, piece);
        // *plays for | the Jets*: without an object the preposition goes to the verb.
        if index == 0 && piece.place == Place::Adjunct && matches!(piece.filler, Filler::Phrase(_))
        {
            relation.extend(piece.preposition.iter().cloned());
        } else if !matches!(piece.filler, Filler::Clause(_)) {
            words.splice(0..0, piece.preposition.iter().cloned());
        }
        if !words.is_empty() {
            args.push(words);
        }
    }
    (relation, args)
}

fn words(view: &View, piece: &Piece) -> Vec<Part> {
    match piece.filler {
        Filler::Phrase(head) if is_object(piece) => {
            tokens(single_words(view.arguments.syntax, head))
        }
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
                words.extend(clause_with_marker(view, id));
            }
            words
        }
    }
}

/// *because prices fell*, with the conjunction where one stands; *that* is left out.
fn clause_with_marker(view: &View, id: ClauseId) -> Vec<Part> {
    let syntax = view.arguments.syntax;
    let clause = view.clauses.get(id);
    let words = surface::clause_words(view, id);
    let own = match words.first() {
        Some(&first) => syntax
            .dependents_by(clause.head, Dep::Marker)
            .filter(|&word| word < first && !syntax.form(word).eq_ignore_ascii_case("that"))
            .collect(),
        None => Vec::new(),
    };
    tokens(own.into_iter().chain(words))
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

/// What nouns say beside each other: *Rek, **the head of the agency*** is, *the firm**’s** plan* has.
pub(super) fn noun_rows(view: &View, token: u32) -> Vec<Row> {
    let syntax = view.arguments.syntax;
    let Some(head) = syntax.head(token) else {
        return Vec::new();
    };
    let is_noun = |word: u32| matches!(syntax.upos(word), Upos::Noun | Upos::Propn);
    if !is_noun(token) || !is_noun(head) || view.arguments.is_time(token) {
        return Vec::new();
    }
    let row = |subject: Vec<u32>, relation: &str, object: Vec<u32>| Row {
        subject: tokens(subject),
        relation: vec![Part::Words(relation.into())],
        args: vec![tokens(object)],
        is_part: true,
    };
    match syntax.relation(token) {
        Dep::Apposition => {
            let (name, description) =
                if syntax.upos(token) == Upos::Propn && syntax.upos(head) == Upos::Noun {
                    (token, head)
                } else {
                    (head, token)
                };
            vec![row(
                single_words(syntax, name),
                "is",
                single_words(syntax, description),
            )]
        }
        Dep::PossessiveModifier => {
            let mut owned = single_words(syntax, head);
            let owner = syntax.subtree(token);
            owned.retain(|word| !owner.contains(word));
            let owner = single_words(syntax, token);
            let owner = owner
                .into_iter()
                .filter(|&word| !matches!(syntax.form(word), "'s" | "’s" | "'" | "’"));
            vec![row(owner.collect(), "has", owned)]
        }
        // *Prime Minister Juha Sipila*
        Dep::DescriptiveModifier if token < head && syntax.upos(head) == Upos::Propn => {
            let title = syntax.subtree(token);
            let mut name = single_words(syntax, head);
            let first = name.iter().position(|&word| word == head).unwrap_or(0);
            name.drain(..first);
            vec![row(name, "is", title)]
        }
        _ => Vec::new(),
    }
}
