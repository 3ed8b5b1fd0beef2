//! Clauses → rows with all their arguments, phrases as they stand.

use super::binary;
use super::coordination::is_contrasted;
use super::graph::View;
use super::phrase;
use super::proposition::{Row, tokens};
use super::surface::{self, Part, Piece, Place};
use crate::document::{
    Clause, ClauseId, ClauseKind, DependencyRelation as Dep, Filler, Mood, Syntax, Upos,
};

/// The rows of a clause: one for each subject and each object, further arguments in all of them.
pub(super) fn rows(view: &View, id: ClauseId) -> Vec<Row> {
    let clause = view.clauses.get(id);
    if clause.mood == Mood::Interrogative || is_purpose(clause) {
        return Vec::new();
    }
    let syntax = view.arguments.syntax;
    let mut pieces = surface::pieces(view, id);
    if pieces.iter().any(|piece| goes_on(view, piece)) {
        return Vec::new();
    }
    // *agreed on Monday **to sell the unit***: one row, and the day is in it.
    let mut below = id;
    while let Some(above) = binary::governor_of(view, below).filter(|_| is_continued(view, below)) {
        let outer = surface::pieces(view, above);
        pieces.extend(
            outer
                .into_iter()
                .filter(|piece| piece.place == Place::Adjunct),
        );
        below = above;
    }
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
            if let Some(complement) = object
                .as_ref()
                .filter(|piece| piece.place == Place::Complement)
            {
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

/// Whether a constituent is an infinitive with the subject of its verb: *refused **to pay***.
fn goes_on(view: &View, piece: &Piece) -> bool {
    match piece.filler {
        Filler::Clause(id) => {
            piece.place == Place::Open && is_continued(view, view.clauses.full(id))
        }
        Filler::Phrase(_) => false,
    }
}

/// Whether a clause is such an infinitive.
fn is_continued(view: &View, id: ClauseId) -> bool {
    let clause = view.clauses.get(id);
    clause.kind == ClauseKind::Open
        && clause.has_rule("subject control")
        && binary::governor_of(view, id).is_some()
}

/// *climbed in **to hide***: what somebody does it for is said with what he does.
fn is_purpose(clause: &Clause) -> bool {
    clause.kind == ClauseKind::Adverbial
        && matches!(
            clause.marker.as_deref(),
            Some("to" | "in_order_to" | "so_as_to")
        )
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
    let mut relation = if is_continued(view, id) {
        binary::stem(view, id)
    } else {
        tokens(with_adverbs(view, id))
    };
    let mut args: Vec<Vec<Part>> = Vec::new();
    // *has made some economists **optimistic***: what they are made stands behind them.
    let syntax = view.arguments.syntax;
    let late = |part: &Part| match (part, object.map(|piece| piece.filler)) {
        (Part::Token(token), Some(Filler::Phrase(head))) => {
            *token > head && syntax.upos(*token) == Upos::Adj
        }
        _ => false,
    };
    let complement: Vec<Part> = relation.iter().filter(|part| late(part)).cloned().collect();
    relation.retain(|part| !late(part));
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
        if let Filler::Phrase(head) = piece.filler {
            args.extend(late_phrases(view, head, piece.place));
        }
    }
    if !complement.is_empty() {
        args.insert(1.min(args.len()), complement);
    }
    (relation, args)
}

/// *runs 39 schools **in the west***: what a preposition other than *of* adds to an argument stands
/// on its own.
fn late_phrases(view: &View, head: u32, place: Place) -> Vec<Vec<Part>> {
    let syntax = view.arguments.syntax;
    late_modifiers(view, head, place)
        .into_iter()
        .map(|word| tokens(surface::without_loose_marks(syntax, syntax.subtree(word))))
        .collect()
}

fn late_modifiers(view: &View, head: u32, place: Place) -> Vec<u32> {
    let syntax = view.arguments.syntax;
    if place == Place::Receiver {
        return Vec::new();
    }
    let below = syntax.dependents_by(head, Dep::NominalModifier);
    below
        .filter(|&word| word > head)
        .filter(|&word| {
            !matches!(
                &*super::clause::role_of(syntax, word),
                "" | "of" | "between" | "than"
            )
        })
        .collect()
}

fn words(view: &View, piece: &Piece) -> Vec<Part> {
    match piece.filler {
        Filler::Phrase(head) if is_object(piece) => {
            let mut words = single_words(view.arguments.syntax, head);
            let late = late_modifiers(view, head, piece.place);
            let late: Vec<u32> = late
                .into_iter()
                .flat_map(|word| view.arguments.syntax.subtree(word))
                .collect();
            words.retain(|word| !late.contains(word));
            tokens(surface::without_loose_marks(view.arguments.syntax, words))
        }
        Filler::Phrase(head) => {
            let mut words = phrase_words(view.arguments.syntax, head);
            let late = late_modifiers(view, head, piece.place);
            let late: Vec<u32> = late
                .into_iter()
                .flat_map(|word| view.arguments.syntax.subtree(word))
                .collect();
            words.retain(|word| !late.contains(word));
            // *on 20 March **1972***, wherever the year hangs.
            if let Some(time) = view.arguments.time(head) {
                let case = super::clause::role_of(view.arguments.syntax, head);
                let first = words.first().copied().unwrap_or(head);
                words.extend(
                    time.tokens
                        .indexes()
                        .filter(|&word| word > first || case.is_empty()),
                );
                words.sort_unstable();
                words.dedup();
            }
            tokens(words)
        }
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
    surface::subjects(view, id, &|phrases| {
        let whole = phrases.iter().map(|&head| whole_subject(view, id, head));
        whole.collect()
    })
}

fn whole_subject(view: &View, id: ClauseId, head: u32) -> Vec<Part> {
    let syntax = view.arguments.syntax;
    let clause = view.clauses.get(id);
    // *economies **growing fast***: the clause itself is no part of its subject.
    let own = syntax.subtree(clause.head);
    let mut words = single_words(syntax, head);
    if head != clause.head && !own.contains(&head) {
        words.retain(|word| !own.contains(word));
    }
    tokens(surface::without_loose_marks(syntax, words))
}

/// A phrase with its conjuncts and determiners, without relative clauses and what only explains.
fn phrase_words(syntax: &Syntax, head: u32) -> Vec<u32> {
    let mut words = Vec::new();
    collect(syntax, head, true, true, &mut words);
    words.sort_unstable();
    surface::without_loose_marks(syntax, words)
}

/// The same without the conjuncts.
pub(super) fn single_words(syntax: &Syntax, head: u32) -> Vec<u32> {
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
            Dep::Apposition | Dep::AdnominalClause | Dep::Unspecified | Dep::List => {
                is_top && is_set_off(syntax, word)
            }
            // *is **also** a producer*
            Dep::AdverbialModifier if is_top => is_remark(syntax, word),
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

/// *the mayor**, a judge,*** and *the agency **(INR)***: behind a comma or in brackets it only explains.
pub(super) fn is_set_off(syntax: &Syntax, word: u32) -> bool {
    let start = syntax.subtree_span(word).start();
    [start.saturating_sub(1), start]
        .into_iter()
        .any(|token| matches!(syntax.form(token), "," | "(" | "–" | "—" | "--"))
}

fn is_remark(syntax: &Syntax, word: u32) -> bool {
    matches!(
        &*syntax.lemma(word).to_lowercase(),
        "also"
            | "even"
            | "particularly"
            | "especially"
            | "generally"
            | "mainly"
            | "often"
            | "usually"
    )
}

fn is_clause(syntax: &Syntax, word: u32) -> bool {
    super::clause::is_predicate(syntax, word) && syntax.upos(word) != Upos::Noun
}

/// The verb group with the adverbs inside it: *is **officially** known*.
fn with_adverbs(view: &View, id: ClauseId) -> Vec<u32> {
    let clause = view.clauses.get(id);
    let mut words = surface::verb_group(view, id);
    let (first, last) = (words.first().copied(), words.last().copied());
    words.extend(clause.adverbs.iter().copied().filter(|&word| {
        first.is_some_and(|first| first < word)
            && last.is_some_and(|last| word < last)
            && !is_remark(view.arguments.syntax, word)
            && view.arguments.syntax.dependents(word).is_empty()
    }));
    words.sort_unstable();
    words.dedup();
    words
}
