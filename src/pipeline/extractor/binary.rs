//! Clauses → minimal triples: one for each argument, the relation running through the object.
//!
//! *The firm sold its unit to a rival in 2019* gives *sold | unit*, *sold unit to | rival* and
//! *sold unit in | 2019*.

use super::clause::role_of;
use super::coordination::conjuncts;
use super::graph::View;
use super::phrase;
use super::proposition::{Row, tokens};
use super::sharing::with_conjuncts;
use super::surface::{self, Part, Piece, Place};
use super::verbs;
use crate::document::{
    Clause, ClauseId, ClauseKind, ClauseType, DependencyRelation as Dep, Filler, Mood, Upos,
};

/// The rows of a clause.
pub(super) fn rows(view: &View, id: ClauseId) -> Vec<Row> {
    let clause = view.clauses.get(id);
    if clause.mood == Mood::Interrogative || is_supposed(clause) {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for subject in subjects(view, outermost(view, id)) {
        let stem = Stem {
            subject,
            relation: stem(view, id),
        };
        rows.extend(stem.rows(view, id));
    }
    rows
}

/// *The king asked the general **to form** …*: the row begins with the king.
fn outermost(view: &View, id: ClauseId) -> ClauseId {
    match governor_of(view, id) {
        Some(governor) if view.clauses.get(id).has_rule("object control") => {
            outermost(view, governor)
        }
        _ => id,
    }
}

/// The clause whose verb an infinitive goes on from.
pub(super) fn governor_of(view: &View, id: ClauseId) -> Option<ClauseId> {
    let syntax = view.arguments.syntax;
    let clause = view.clauses.get(id);
    let is_open = matches!(clause.kind, ClauseKind::Open | ClauseKind::Content)
        && surface::markers(syntax, clause.head).next().is_some();
    let governor = clause.governor.map(|above| view.clauses.full(above));
    governor.filter(|&above| is_open && above != id)
}

/// *if the river rises* is not said to be so.
fn is_supposed(clause: &Clause) -> bool {
    clause.kind == ClauseKind::Adverbial
        && clause
            .marker
            .as_deref()
            .is_some_and(super::factuality::is_condition)
}

/// What all rows of a clause and one subject begin with.
struct Stem {
    subject: Vec<Part>,
    relation: Vec<Part>,
}

impl Stem {
    fn rows(&self, view: &View, id: ClauseId) -> Vec<Row> {
        let mut pieces = surface::pieces(view, id);
        // *asked the general to form …*: nobody was asked for nothing.
        let goes_on = pieces.iter().any(|piece| match piece.filler {
            Filler::Clause(id) => {
                piece.place == Place::Open && view.clauses.get(id).has_rule("object control")
            }
            Filler::Phrase(_) => false,
        });
        pieces.retain(|piece| piece.place != Place::Open && !(goes_on && is_object(piece)));
        let clause = view.clauses.get(id);
        let objects: Vec<Filler> = objects_of(view, &pieces);
        let split = self.adjective_row(view, clause, &pieces);
        let mut rows: Vec<Row> = split.into_iter().collect();
        for object in &objects {
            rows.extend(self.object_rows(view, clause, &pieces, *object));
        }
        let through: Vec<Option<Filler>> = if objects.is_empty() {
            vec![None]
        } else {
            objects.iter().copied().map(Some).collect()
        };
        for object in through {
            for piece in pieces.iter().filter(|piece| !is_object(piece)) {
                rows.extend(self.argument_rows(view, piece, object, &pieces));
            }
        }
        rows
    }

    fn row(&self, through: &[Part], object: Vec<Part>) -> Row {
        let mut relation = self.relation.clone();
        relation.extend_from_slice(through);
        Row {
            subject: self.subject.clone(),
            relation,
            args: vec![object],
            is_part: false,
        }
    }

    /// *The mine **is** | safe*, where nothing follows the adjective.
    fn adjective_row(&self, view: &View, clause: &Clause, pieces: &[Piece]) -> Option<Row> {
        let syntax = view.arguments.syntax;
        let complement = self.relation.iter().rposition(|part| {
            matches!(part, Part::Token(token) if matches!(syntax.upos(*token), Upos::Adj | Upos::Adv | Upos::Noun) || *token == clause.head && clause.clause_type == ClauseType::Copular)
        })?;
        let is_verbal = self.relation[..complement].is_empty();
        let is_needed = clause.lemma.starts_with("be_") && !pieces.is_empty();
        if is_needed || is_verbal || complement + 1 != self.relation.len() {
            return None;
        }
        let (relation, object) = self.relation.split_at(complement);
        Some(Row {
            subject: self.subject.clone(),
            relation: relation.to_vec(),
            args: vec![object.to_vec()],
            is_part: false,
        })
    }

    /// The object, and what hangs on it by a preposition.
    fn object_rows(
        &self,
        view: &View,
        clause: &Clause,
        pieces: &[Piece],
        object: Filler,
    ) -> Vec<Row> {
        let Filler::Phrase(head) = object else {
            return Vec::new();
        };
        let core = minimal(view, head);
        let has_complement = pieces.iter().any(|piece| piece.place == Place::Complement);
        let needs_more = is_naming(&clause.lemma) && has_complement
            || matches!(&*clause.lemma, "put" | "place")
                && pieces.iter().any(|piece| piece.place == Place::Adjunct);
        let mut rows = Vec::new();
        if !needs_more {
            rows.push(self.row(&[], tokens(core.clone())));
        }
        rows.extend(self.rows_through(view, &[], head));
        rows
    }

    /// *renew contract of | coach*
    fn rows_through(&self, view: &View, before: &[Part], head: u32) -> Vec<Row> {
        let syntax = view.arguments.syntax;
        let mut rows = Vec::new();
        if !view.arguments.is_time(head) {
            for word in syntax.dependents_by(head, Dep::NominalModifier) {
                let role = role_of(syntax, word);
                if is_partitive(view, head, word) {
                    rows.extend(self.rows_through_partitive(view, before, head, word));
                    continue;
                }
                if role.is_empty() || matches!(&*role, "between" | "such_as" | "including" | "like")
                {
                    continue;
                }
                let mut through = before.to_vec();
                through.extend(tokens(minimal(view, head)));
                through.extend(case_of(view, word));
                for conjunct in conjuncts(syntax, word) {
                    rows.push(self.row(&through, tokens(minimal(view, conjunct))));
                }
            }
        }
        rows
    }

    /// *is one of the poorest parts of | country*
    fn rows_through_partitive(
        &self,
        view: &View,
        before: &[Part],
        head: u32,
        whole: u32,
    ) -> Vec<Row> {
        let syntax = view.arguments.syntax;
        let mut rows = Vec::new();
        for word in syntax.dependents_by(whole, Dep::NominalModifier) {
            if role_of(syntax, word).is_empty() {
                continue;
            }
            let mut through = before.to_vec();
            through.extend(tokens(minimal(view, head)));
            through.extend(case_of(view, word));
            rows.push(self.row(&through, tokens(minimal(view, word))));
        }
        rows
    }

    /// An argument behind the object: *sold unit to | rival*.
    fn argument_rows(
        &self,
        view: &View,
        piece: &Piece,
        object: Option<Filler>,
        pieces: &[Piece],
    ) -> Vec<Row> {
        let mut through = match object {
            Some(Filler::Phrase(head)) if piece.place != Place::Receiver => {
                tokens(minimal(view, head))
            }
            _ => Vec::new(),
        };
        match piece.place {
            // *became judge in May*: the complement holds the place of an object.
            Place::Adjunct if object.is_none() => through.extend(complement(view, pieces)),
            Place::Content => through = receiver(view, pieces).unwrap_or(through),
            _ => {}
        }
        match piece.filler {
            Filler::Phrase(head) => {
                let before = through.clone();
                through.extend(piece.preposition.iter().cloned());
                let is_whole = view.arguments.is_time(head);
                let words = if is_whole {
                    time_words(view, head)
                } else {
                    minimal(view, head)
                };
                let mut rows = vec![self.row(&through, tokens(words))];
                if piece.place == Place::Complement
                    || piece.place == Place::Adjunct && is_money_row(view, object)
                {
                    let mut before = before;
                    before.extend(piece.preposition.iter().cloned());
                    rows.extend(self.rows_through(view, &before, head));
                }
                rows
            }
            Filler::Clause(id) if piece.place == Place::Content => {
                let ids = with_conjuncts(view.clauses, id).into_iter();
                let words = ids.map(|id| surface::clause_words(view, view.clauses.full(id)));
                words
                    .map(|words| self.row(&through, tokens(words)))
                    .collect()
            }
            Filler::Clause(_) => Vec::new(),
        }
    }
}

/// Nothing hangs deeper than the first argument, but for what is bought with money.
fn is_money_row(view: &View, object: Option<Filler>) -> bool {
    let syntax = view.arguments.syntax;
    matches!(object, Some(Filler::Phrase(head)) if syntax.upos(head) == Upos::Sym || syntax.dependents(head).iter().any(|&word| syntax.form(word) == "$"))
}

fn is_object(piece: &Piece) -> bool {
    piece.place == Place::Object
}

fn receiver(view: &View, pieces: &[Piece]) -> Option<Vec<Part>> {
    let piece = pieces
        .iter()
        .find(|piece| matches!(piece.place, Place::Receiver | Place::Object))?;
    match piece.filler {
        Filler::Phrase(head) => Some(tokens(minimal(view, head))),
        Filler::Clause(_) => None,
    }
}

fn complement(view: &View, pieces: &[Piece]) -> Vec<Part> {
    let piece = pieces.iter().find(|piece| piece.place == Place::Complement);
    match piece.map(|piece| piece.filler) {
        Some(Filler::Phrase(head)) => tokens(minimal(view, head)),
        _ => Vec::new(),
    }
}

fn objects_of(view: &View, pieces: &[Piece]) -> Vec<Filler> {
    let syntax = view.arguments.syntax;
    let mut objects: Vec<Filler> = Vec::new();
    for piece in pieces.iter().filter(|piece| is_object(piece)) {
        objects.push(piece.filler);
        // *goods such as tractors*: the clause holds for each of them.
        if let Filler::Phrase(head) = piece.filler {
            let members = syntax
                .dependents_by(head, Dep::NominalModifier)
                .filter(|&word| matches!(&*role_of(syntax, word), "such_as" | "including"));
            objects.extend(
                members
                    .flat_map(|word| conjuncts(syntax, word))
                    .map(Filler::Phrase),
            );
        }
    }
    objects
}

/// *called the delay **a scandal***: without it nothing is said.
fn is_naming(lemma: &str) -> bool {
    matches!(
        lemma,
        "call" | "name" | "dub" | "label" | "deem" | "consider" | "brand" | "make" | "find"
    )
}

/// The subjects, each with its words; those who act together are one.
fn subjects(view: &View, id: ClauseId) -> Vec<Vec<Part>> {
    surface::subjects(view, id, &|phrases| minimal_subjects(view, id, phrases))
}

fn minimal_subjects(view: &View, id: ClauseId, phrases: &[u32]) -> Vec<Vec<Part>> {
    let syntax = view.arguments.syntax;
    let clause = view.clauses.get(id);
    if let (true, [first, .., last]) = (
        verbs::is_reciprocal(&clause.lemma) && clause.objects.is_empty(),
        phrases,
    ) {
        let first = phrase::core_tokens(syntax, *first);
        let last = phrase::core_tokens(syntax, *last);
        if let (Some(&start), Some(&end)) = (first.first(), last.last())
            && start < end
        {
            return vec![tokens(start..=end)];
        }
    }
    let mut found: Vec<Vec<Part>> = Vec::new();
    for &head in phrases {
        // *neither the mayor **nor the council***: a second row would say the opposite.
        let is_denied = syntax
            .dependents_by(head, Dep::Coordinator)
            .any(|word| syntax.form(word).eq_ignore_ascii_case("nor"));
        if is_denied {
            continue;
        }
        found.push(tokens(subject_words(view, head)));
        let names = syntax.dependents_by(head, Dep::Apposition);
        for other in names.filter(|&other| is_description(view, head, other)) {
            found.push(tokens(subject_words(view, other)));
        }
    }
    found
}

/// *Rek, **the head of the agency**, spoke*: a name is followed by what it is.
fn is_description(view: &View, head: u32, other: u32) -> bool {
    let syntax = view.arguments.syntax;
    syntax.upos(head) == Upos::Propn
        && syntax.upos(other) == Upos::Noun
        && other > head
        && syntax.dependent(other, Dep::Determiner).is_some()
}

fn subject_words(view: &View, head: u32) -> Vec<u32> {
    let syntax = view.arguments.syntax;
    let mut words = phrase::core_tokens(syntax, head);
    words = surface::without_loose_marks(syntax, words);
    let no = syntax.dependents(head).iter().copied().find(|&word| {
        word < head
            && syntax.form(word).eq_ignore_ascii_case("neither")
            && syntax.relation(word) == Dep::Preconjunction
    });
    if let Some(no) = no {
        words.insert(0, no);
    }
    words
}

/// A phrase without what hangs on it by a preposition, unless it is nothing without: *one of the parts*.
fn minimal(view: &View, head: u32) -> Vec<u32> {
    let syntax = view.arguments.syntax;
    let mut words = phrase::core_tokens(syntax, head);
    for below in syntax.dependents_by(head, Dep::NominalModifier) {
        if role_of(syntax, below).is_empty() {
            continue;
        }
        let is_kept = is_partitive(view, head, below);
        let cut: Vec<u32> = if is_kept {
            let deeper = syntax.dependents_by(below, Dep::NominalModifier);
            deeper
                .filter(|&word| !role_of(syntax, word).is_empty())
                .flat_map(|word| syntax.subtree(word))
                .collect()
        } else {
            syntax.subtree(below)
        };
        words.retain(|word| !cut.contains(word));
    }
    surface::without_loose_marks(syntax, words)
}

/// *one of the parts*, *most of them*, *part of it*: nothing without its *of*.
pub(super) fn is_partitive(view: &View, head: u32, below: u32) -> bool {
    let syntax = view.arguments.syntax;
    &*role_of(syntax, below) == "of"
        && (matches!(
            syntax.upos(head),
            Upos::Num | Upos::Det | Upos::Pron | Upos::Adj
        ) || matches!(
            syntax.lemma(head),
            "one"
                | "most"
                | "some"
                | "part"
                | "many"
                | "half"
                | "number"
                | "majority"
                | "kind"
                | "sort"
                | "type"
                | "series"
                | "lot"
                | "rest"
                | "dozen"
                | "hundred"
                | "thousand"
                | "million"
        ))
}

fn time_words(view: &View, head: u32) -> Vec<u32> {
    match view.arguments.time(head) {
        Some(time) => {
            let syntax = view.arguments.syntax;
            let is_lead = |token: &u32| {
                matches!(syntax.relation(*token), Dep::Case) && syntax.head(*token) == Some(head)
            };
            time.tokens.indexes().skip_while(is_lead).collect()
        }
        None => minimal(view, head),
    }
}

fn case_of(view: &View, word: u32) -> Vec<Part> {
    let syntax = view.arguments.syntax;
    let mut found = Vec::new();
    for case in syntax
        .dependents_by(word, Dep::Case)
        .filter(|&case| case < word)
    {
        found.push(case);
        found.extend(syntax.dependents_by(case, Dep::Fixed));
    }
    found.sort_unstable();
    tokens(found)
}

/// The verb group with the verbs that govern it: *asked general to form*.
pub(super) fn stem(view: &View, id: ClauseId) -> Vec<Part> {
    let syntax = view.arguments.syntax;
    let clause = view.clauses.get(id);
    let own = tokens(surface::verb_group(view, id));
    let Some(governor) = governor_of(view, id) else {
        return own;
    };
    let mut words = stem(view, governor);
    if clause.has_rule("object control") {
        let objects = view.clauses.get(governor).objects.iter();
        for object in objects {
            if let Filler::Phrase(head) = object {
                words.extend(tokens(minimal(view, *head)));
            }
        }
    }
    words.extend(tokens(surface::markers(syntax, clause.head)));
    words.extend(own);
    words
}
