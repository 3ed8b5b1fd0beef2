//! Clauses as words that stand in the text: the verb group, and each constituent with its
//! preposition. What the views in words, [`super::nary`] and [`super::binary`], are made from.

use super::clause::{Clauses, role_of};
use super::graph::View;
use super::phrase;
use super::predicate::is_verb;
use super::verbs;
use crate::document::{
    Clause, ClauseId, ClauseKind, ClauseType, DependencyRelation as Dep, Filler, Syntax, Upos, Xpos,
};

/// A word of the text, or one that another place of the sentence lends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Token(u32),
    Words(Box<str>),
}

/// What a constituent is to its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Object,
    /// *gave **her** a book*
    Receiver,
    /// *elected her **chair***, *is **a judge***
    Complement,
    Adjunct,
    /// *said **that prices fell***
    Content,
    /// *promised **to go***, *to end the war*: says on in the same breath.
    Open,
}

/// A constituent.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) place: Place,
    pub(super) preposition: Vec<Part>,
    pub(super) filler: Filler,
}

/// The subjects of a clause: *there* where it only tells that something is, else what `words` makes of the
/// heads of its phrases.
pub(super) fn subjects(
    view: &View,
    id: ClauseId,
    words: &dyn Fn(&[u32]) -> Vec<Vec<Part>>,
) -> Vec<Vec<Part>> {
    let clause = view.clauses.get(id);
    if clause.clause_type == ClauseType::Existential {
        let there = view.arguments.syntax.dependent(clause.head, Dep::Expletive);
        return there
            .map(|word| vec![Part::Token(word)])
            .into_iter()
            .collect();
    }
    let phrases: Vec<u32> = clause.subjects.iter().filter_map(Filler::phrase).collect();
    words(&phrases)
}

/// The words of the predicate in text order, from the outermost verb on: *plans to sell*.
pub(super) fn verb_group(view: &View, id: ClauseId) -> Vec<u32> {
    let syntax = view.arguments.syntax;
    let clause = view.clauses.get(id);
    let mut words = own_group(view, id);
    // What was absorbed stands in the group: *is said **to** own*.
    if clause.rules.iter().any(|rule| rule.starts_with("absorbed")) {
        words.extend(markers(syntax, clause.head));
        let mut head = syntax.head(clause.head);
        while let Some(above) = head {
            words.extend(
                markers(syntax, above).filter(|&word| words_between(&clause.predicate, word)),
            );
            head = syntax.head(above);
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

fn words_between(predicate: &[u32], word: u32) -> bool {
    predicate.first().is_some_and(|&first| first < word)
        && predicate.last().is_some_and(|&last| word < last)
}

fn own_group(view: &View, id: ClauseId) -> Vec<u32> {
    let syntax = view.arguments.syntax;
    let clause = view.clauses.get(id);
    let mut words = clause.predicate.clone();
    // What is held at a distance or denied by an adverb stays so: *has allegedly stolen*.
    let hedges = clause.adverbs.iter().copied().filter(|&word| {
        let form = syntax.form(word).to_lowercase();
        verbs::is_hedge(&form) || matches!(&*form, "not" | "never" | "perhaps" | "possibly")
    });
    words.extend(hedges);
    words.extend(lent_auxiliaries(view, clause));
    words
}

/// *was seized and **sold***: the second verb has the auxiliary of the first.
fn lent_auxiliaries(view: &View, clause: &Clause) -> Vec<u32> {
    let syntax = view.arguments.syntax;
    let is_lent = clause.kind == ClauseKind::Conjunct && clause.has_rule("shared subject");
    let has_own = clause
        .predicate
        .iter()
        .any(|&word| word != clause.head && is_auxiliary(syntax, word));
    let Some(first) = clause.governor.filter(|_| is_lent && !has_own) else {
        return Vec::new();
    };
    let first = view.clauses.get(first);
    let is_same_form = syntax.tag(first.head).xpos == syntax.tag(clause.head).xpos;
    let is_bare = matches!(
        syntax.tag(clause.head).xpos,
        Xpos::Vb | Xpos::Vbn | Xpos::Vbg
    );
    if !is_same_form || !is_bare || !is_verb(syntax, clause.head) {
        return Vec::new();
    }
    let lent = first.predicate.iter().copied();
    lent.filter(|&word| is_auxiliary(syntax, word)).collect()
}

fn is_auxiliary(syntax: &Syntax, token: u32) -> bool {
    matches!(
        syntax.relation(token),
        Dep::Auxiliary | Dep::PassiveAuxiliary | Dep::Copula
    )
}

/// The *to* of an infinitive.
pub(super) fn markers(syntax: &Syntax, head: u32) -> impl Iterator<Item = u32> + '_ {
    let markers = syntax.dependents_by(head, Dep::Marker);
    markers.filter(move |&word| word < head && syntax.form(word).eq_ignore_ascii_case("to"))
}

/// The constituents behind the verb group, required ones first, each kind in text order.
pub(super) fn pieces(view: &View, id: ClauseId) -> Vec<Piece> {
    let syntax = view.arguments.syntax;
    let clause = view.clauses.get(id);
    let mut pieces = Vec::new();
    if clause.clause_type == ClauseType::Existential {
        let subjects = clause.subjects.iter();
        pieces.extend(subjects.map(|&filler| bare(Place::Object, filler)));
    }
    for &filler in &clause.objects {
        let place = match filler {
            Filler::Clause(id) => clause_place(view.clauses, id),
            Filler::Phrase(_) if clause.clause_type == ClauseType::Copular => Place::Complement,
            Filler::Phrase(head) if syntax.relation(head) == Dep::IndirectObject => Place::Receiver,
            Filler::Phrase(_) => Place::Object,
        };
        pieces.push(bare(place, filler));
    }
    for constituent in &clause.constituents {
        pieces.push(constituent_piece(
            view,
            clause,
            &constituent.role,
            constituent.filler,
        ));
    }
    if let Some(time) = clause
        .time
        .filter(|&time| is_said_time(syntax, clause, time))
    {
        let filler = Filler::Phrase(time);
        let preposition = prepositions(syntax, filler, &role_of(syntax, time));
        pieces.push(Piece {
            place: Place::Adjunct,
            preposition,
            filler,
        });
    }
    pieces.sort_by_key(|piece| (rank(piece.place), position(view.clauses, piece.filler)));
    pieces.dedup_by(|left, right| left.filler == right.filler);
    pieces
}

/// *now* and *then* say little; an object that is a time is an object.
fn is_said_time(syntax: &Syntax, clause: &Clause, time: u32) -> bool {
    let is_adverb = syntax.upos(time) == Upos::Adv
        && !matches!(
            &*syntax.form(time).to_lowercase(),
            "today" | "yesterday" | "tomorrow" | "recently"
        );
    !is_adverb && !clause.objects.contains(&Filler::Phrase(time))
}

fn rank(place: Place) -> u8 {
    match place {
        Place::Receiver => 0,
        Place::Object => 1,
        Place::Complement => 2,
        Place::Content | Place::Open => 4,
        Place::Adjunct => 3,
    }
}

fn position(clauses: &Clauses, filler: Filler) -> u32 {
    match filler {
        Filler::Phrase(head) => head,
        Filler::Clause(id) => clauses.get(id).head,
    }
}

fn bare(place: Place, filler: Filler) -> Piece {
    Piece {
        place,
        preposition: Vec::new(),
        filler,
    }
}

fn clause_place(clauses: &Clauses, id: ClauseId) -> Place {
    let is_open =
        clauses.get(id).kind == ClauseKind::Open || clauses.get(id).marker.as_deref() == Some("to");
    if is_open { Place::Open } else { Place::Content }
}

fn constituent_piece(view: &View, clause: &Clause, role: &str, filler: Filler) -> Piece {
    let syntax = view.arguments.syntax;
    let place = match (role, filler) {
        ("that" | "content" | "whether", Filler::Clause(_)) => Place::Content,
        ("to", Filler::Clause(_)) => Place::Open,
        ("object2", Filler::Phrase(head)) => {
            let is_given = clause.objects.iter().any(|other| matches!(other, Filler::Phrase(word) if syntax.relation(*word) == Dep::IndirectObject));
            if is_given && syntax.relation(head) == Dep::Object {
                Place::Object
            } else {
                Place::Complement
            }
        }
        _ => Place::Adjunct,
    };
    let preposition = match place {
        Place::Adjunct => prepositions(syntax, filler, role),
        _ => Vec::new(),
    };
    Piece {
        place,
        preposition,
        filler,
    }
}

/// The words of a preposition where they stand before the phrase, else as the clause lends them.
fn prepositions(syntax: &Syntax, filler: Filler, role: &str) -> Vec<Part> {
    if role.is_empty() {
        return Vec::new();
    }
    let Filler::Phrase(head) = filler else {
        return vec![Part::Words(role.replace('_', " ").into())];
    };
    let mut tokens = Vec::new();
    if &*role_of(syntax, head) == role {
        for case in syntax.dependents_by(head, Dep::Case) {
            tokens.push(case);
            tokens.extend(syntax.dependents_by(case, Dep::Fixed));
        }
    }
    if tokens.is_empty() {
        return vec![Part::Words(role.replace('_', " ").into())];
    }
    tokens.sort_unstable();
    tokens.into_iter().map(Part::Token).collect()
}

/// The words of a clause from its subject on, without its conjunction and without what is said
/// beside it.
pub(super) fn clause_words(view: &View, id: ClauseId) -> Vec<u32> {
    let clause = view.clauses.get(id);
    let syntax = view.arguments.syntax;
    let mut tokens = Vec::new();
    collect(view, clause.head, true, &mut tokens);
    for filler in &clause.subjects {
        if let Filler::Phrase(head) = filler
            && !tokens.contains(head)
            && clause.has_rule("shared subject")
        {
            tokens.extend(phrase::full_tokens(syntax, *head));
        }
    }
    tokens.extend(&clause.predicate);
    tokens.sort_unstable();
    tokens.dedup();
    without_loose_marks(syntax, tokens)
}

fn collect(view: &View, head: u32, is_top: bool, tokens: &mut Vec<u32>) {
    let syntax = view.arguments.syntax;
    tokens.push(head);
    for &word in syntax.dependents(head) {
        let relation = syntax.relation(word);
        let is_left_out = match relation {
            Dep::Conjunct => is_top && view.clauses.of(word).is_some(),
            Dep::Coordinator => {
                is_top
                    && !syntax.dependents(head).iter().any(|&other| {
                        other > word
                            && syntax.relation(other) == Dep::Conjunct
                            && view.clauses.of(other).is_none()
                    })
            }
            Dep::Parataxis | Dep::Discourse | Dep::Vocative => is_top,
            Dep::Marker => is_top && word < head && !syntax.form(word).eq_ignore_ascii_case("to"),
            _ => false,
        };
        if !is_left_out {
            collect(view, word, false, tokens);
        }
    }
}

/// Without marks at the edges, quotation marks, and commas beside which something was left out.
pub(super) fn without_loose_marks(syntax: &Syntax, mut tokens: Vec<u32>) -> Vec<u32> {
    let is_mark =
        |token: u32| syntax.upos(token) == Upos::Punct && !matches!(syntax.form(token), "%" | "$");
    while tokens.last().is_some_and(|&token| is_mark(token)) {
        tokens.pop();
    }
    let lead = tokens.iter().take_while(|&&token| is_mark(token)).count();
    tokens.drain(..lead);
    let kept: Vec<u32> = tokens.clone();
    let has = |token: Option<u32>| token.is_some_and(|token| kept.binary_search(&token).is_ok());
    tokens.retain(|&token| {
        let is_comma = matches!(
            syntax.form(token),
            "," | ";" | "“" | "”" | "\"" | "``" | "''" | "(" | ")"
        );
        !is_comma || has(token.checked_sub(1)) && has(token.checked_add(1))
    });
    tokens
}
