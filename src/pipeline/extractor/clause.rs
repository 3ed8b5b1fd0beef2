//! Dependencies → clauses: one for each predicate, with its constituents as the sentence gives
//! them. What a clause shares with or takes from another is filled in by [`super::sharing`].

mod adjuncts;
mod predicates;

use super::coordination::conjuncts;
use super::verbs;
use crate::document::{
    Clause, ClauseId, ClauseKind, ClauseType, Constituent, DependencyRelation as Dep, Filler, Mood,
    Syntax, Upos, Xpos,
};
use adjuncts::{take_adverb, take_oblique};
pub(super) use predicates::{is_gapped, is_predicate};

/// The clauses of a document, in the order of their heads, and where each predicate's clause is.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    pub(super) all: Vec<Clause>,
    of_token: Vec<Option<ClauseId>>,
}

impl Clauses {
    /// The clause that a token is the head of.
    pub(super) fn of(&self, token: u32) -> Option<ClauseId> {
        self.of_token[token as usize]
    }

    pub(super) fn get(&self, id: ClauseId) -> &Clause {
        &self.all[id.0 as usize]
    }

    pub(super) fn get_mut(&mut self, id: ClauseId) -> &mut Clause {
        &mut self.all[id.0 as usize]
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = ClauseId> + use<> {
        (0..self.all.len() as u32).map(ClauseId)
    }

    /// The clause that says it in full: itself, unless another absorbed it.
    pub(super) fn full(&self, mut id: ClauseId) -> ClauseId {
        while let Some(next) = self.get(id).absorbed_into {
            id = next;
        }
        id
    }

    /// The nearest clause that a word stands in; for a predicate its own.
    pub(super) fn around(&self, syntax: &Syntax, token: u32) -> Option<ClauseId> {
        let mut current = Some(token);
        while let Some(token) = current {
            if let Some(id) = self.of(token) {
                return Some(id);
            }
            current = syntax.head(token);
        }
        None
    }
}

/// Finds the clauses of the whole document; `times` marks the tokens that head a time expression.
pub(super) fn find(syntax: &Syntax, is_time: &dyn Fn(u32) -> bool) -> Clauses {
    let count = syntax.tokens().len() as u32;
    let mut clauses = Clauses {
        all: Vec::new(),
        of_token: vec![None; count as usize],
    };
    for token in 0..count {
        if is_predicate(syntax, token) {
            clauses.of_token[token as usize] = Some(ClauseId(clauses.all.len() as u32));
            clauses.all.push(empty(syntax, token));
        }
    }
    for id in clauses.ids() {
        let clause = frame(syntax, &clauses, clauses.get(id).clone(), is_time);
        *clauses.get_mut(id) = clause;
    }
    clauses
}

pub(super) fn has_subject(syntax: &Syntax, token: u32) -> bool {
    [Dep::Subject, Dep::PassiveSubject, Dep::ClausalSubject]
        .into_iter()
        .any(|relation| syntax.dependent(token, relation).is_some())
}

fn empty(syntax: &Syntax, head: u32) -> Clause {
    Clause {
        head,
        sentence: syntax.sentence_of(head),
        kind: ClauseKind::Main,
        clause_type: ClauseType::Intransitive,
        mood: Mood::Declarative,
        governor: None,
        marker: None,
        predicate: vec![head],
        lemma: "".into(),
        is_passive: false,
        subjects: Vec::new(),
        objects: Vec::new(),
        constituents: Vec::new(),
        adverbs: Vec::new(),
        time: None,
        negated: false,
        modality: None,
        absorbed_into: None,
        rules: Vec::new(),
    }
}

/// Sorts the words below a predicate into the places of its clause.
fn frame(
    syntax: &Syntax,
    clauses: &Clauses,
    mut clause: Clause,
    is_time: &dyn Fn(u32) -> bool,
) -> Clause {
    let head = clause.head;
    clause.kind = kind_of(syntax.relation(head));
    clause.governor = syntax
        .head(head)
        .and_then(|above| clauses.around(syntax, above));
    let (mut second, mut third) = (Vec::new(), Vec::new());
    for &word in syntax.dependents(head) {
        match syntax.relation(word) {
            Dep::Subject
            | Dep::PassiveSubject
            | Dep::ClausalSubject
            | Dep::PassiveClausalSubject => {
                clause.is_passive |= syntax.relation(word).as_str().ends_with(":pass");
                clause.subjects.extend(fillers(syntax, clauses, word));
            }
            Dep::Object => {
                // *entered its fourth year*: both what and when.
                if is_time(word) && !is_filled_period(syntax, word) {
                    clause.time = clause.time.or(Some(word));
                }
                let others = fillers(syntax, clauses, word);
                if second.is_empty() {
                    second = others;
                } else {
                    // *cost the economy **a billion***
                    third.extend(others);
                }
            }
            Dep::IndirectObject => clause.objects.extend(fillers(syntax, clauses, word)),
            Dep::PassiveAuxiliary => {
                clause.is_passive = true;
                clause.predicate.push(word);
            }
            Dep::Auxiliary | Dep::Copula | Dep::Particle => clause.predicate.push(word),
            Dep::AdverbialModifier => take_adverb(syntax, &mut clause, word, is_time),
            // *whether **to** leave*
            Dep::Marker if clause.marker.as_deref() == Some("whether") => {}
            Dep::Marker => clause.marker = Some(joined_with_fixed(syntax, word)),
            Dep::Determiner if verbs::is_negation(&syntax.lemma(word).to_lowercase()) => {
                clause.negated = true;
                clause.predicate.push(word);
            }
            Dep::Expletive if syntax.form(word).eq_ignore_ascii_case("there") => {
                clause.clause_type = ClauseType::Existential;
            }
            // *it is awkward to wait*: nobody is awkward.
            Dep::Expletive if word < head => clause.rules.push("expletive".into()),
            Dep::Oblique | Dep::AgentOblique | Dep::UnmarkedOblique | Dep::NominalModifier
                if is_adjunct_of(syntax, head, word)
                    || is_gapped(syntax, head) && is_time(word) =>
            {
                take_oblique(syntax, clauses, &mut clause, word, is_time);
            }
            _ => {}
        }
    }
    if clause.clause_type == ClauseType::Existential {
        take_place_of_subject(syntax, &mut clause);
    }
    repair_subjects(syntax, &mut clause);
    place_objects(&mut clause, second, third);
    clause.predicate.sort_unstable();
    clause.mood = mood_of(syntax, &clause);
    clause
}

/// *There were two explosions **in the port***: that is where they were.
fn take_place_of_subject(syntax: &Syntax, clause: &mut Clause) {
    let subjects = clause.subjects.iter().filter_map(Filler::phrase);
    let below = subjects.flat_map(|head| syntax.dependents_by(head, Dep::NominalModifier));
    let places = below.filter_map(|word| {
        let role = role_of(syntax, word);
        matches!(&*role, "in" | "at" | "near" | "inside" | "outside").then_some(Constituent {
            role,
            filler: Filler::Phrase(word),
        })
    });
    let places: Vec<Constituent> = places.collect();
    clause.constituents.extend(places);
}

/// *ended **three weeks of talks***: an amount of something rather than when.
pub(super) fn is_filled_period(syntax: &Syntax, word: u32) -> bool {
    syntax
        .dependents_by(word, Dep::NominalModifier)
        .any(|below| &*role_of(syntax, below) == "of")
}

/// A parser that gives two subjects means one: the object behind the verb, or the name behind
/// its title (*aide* and *Ushakov* in *Kremlin aide Yuri Ushakov told reporters*).
fn repair_subjects(syntax: &Syntax, clause: &mut Clause) {
    let passive: Vec<u32> = syntax
        .dependents_by(clause.head, Dep::PassiveSubject)
        .collect();
    if let [first, second] = passive[..]
        && first < clause.head
        && clause.head < second
    {
        // *must be held in Rome, a view that …*: what comes behind the verb is no second subject.
        clause
            .subjects
            .retain(|filler| *filler != Filler::Phrase(second));
    }
    let heads: Vec<u32> = syntax.dependents_by(clause.head, Dep::Subject).collect();
    let [first, second] = heads[..] else {
        return;
    };
    let other = Filler::Phrase(second);
    let is_gapless = !(first..second)
        .any(|token| matches!(syntax.upos(token), Upos::Punct | Upos::Cconj | Upos::Verb));
    if first < clause.head && clause.head < second && clause.objects.is_empty() {
        clause.subjects.retain(|filler| *filler != other);
        clause.objects.push(other);
    } else if second < clause.head && is_gapless {
        // *A **magnitude** 7 earthquake struck*
        clause
            .subjects
            .retain(|filler| *filler != Filler::Phrase(first));
    }
}

/// A noun's own modifiers stay with it when the noun is a predicate: *is the capital of France*.
fn is_adjunct_of(syntax: &Syntax, head: u32, word: u32) -> bool {
    let is_nominal = matches!(syntax.upos(head), Upos::Noun | Upos::Propn | Upos::Pron);
    !(is_nominal && syntax.relation(word) == Dep::NominalModifier)
}

fn place_objects(clause: &mut Clause, mut second: Vec<Filler>, third: Vec<Filler>) {
    if clause.objects.is_empty() {
        clause.objects = std::mem::replace(&mut second, third);
    } else {
        second.extend(third);
    }
    for filler in second {
        clause.constituents.push(Constituent {
            role: "object2".into(),
            filler,
        });
    }
}

fn kind_of(relation: Dep) -> ClauseKind {
    match relation {
        Dep::Conjunct => ClauseKind::Conjunct,
        Dep::ClausalComplement => ClauseKind::Content,
        Dep::OpenComplement => ClauseKind::Open,
        Dep::RelativeClause | Dep::AdverbialRelativeClause => ClauseKind::Relative,
        Dep::AdnominalClause => ClauseKind::Adnominal,
        Dep::AdverbialClause => ClauseKind::Adverbial,
        Dep::ClausalSubject | Dep::PassiveClausalSubject => ClauseKind::Subject,
        Dep::Parataxis | Dep::Apposition | Dep::Dislocated | Dep::List => ClauseKind::Parataxis,
        _ => ClauseKind::Main,
    }
}

/// A phrase with its conjuncts, clauses among them by their ids.
pub(super) fn fillers(syntax: &Syntax, clauses: &Clauses, word: u32) -> Vec<Filler> {
    let words = conjuncts(syntax, word);
    words
        .into_iter()
        .map(|word| match clauses.of(word) {
            Some(id) => Filler::Clause(id),
            None => Filler::Phrase(word),
        })
        .collect()
}

/// The preposition of a phrase: `on`, `because_of`; empty for none.
pub(super) fn role_of(syntax: &Syntax, word: u32) -> Box<str> {
    let mut words = Vec::new();
    for case in syntax.dependents_by(word, Dep::Case) {
        let text = joined_with_fixed(syntax, case);
        if !matches!(&*text, "'s" | "’s" | "'" | "’") {
            words.push(text);
        }
    }
    words.join("_").into()
}

/// A function word with the words fixed to it, as they stand: `according_to`.
fn joined_with_fixed(syntax: &Syntax, word: u32) -> Box<str> {
    let mut text = syntax.form(word).to_lowercase();
    for fixed in syntax.dependents_by(word, Dep::Fixed) {
        text.push('_');
        text.push_str(&syntax.form(fixed).to_lowercase());
    }
    text.into()
}

fn mood_of(syntax: &Syntax, clause: &Clause) -> Mood {
    let is_top = matches!(
        clause.kind,
        ClauseKind::Main | ClauseKind::Parataxis | ClauseKind::Content
    );
    let end = syntax.sentence(clause.sentence).tokens.end();
    let is_question = (end.saturating_sub(2)..end).any(|token| syntax.form(token) == "?");
    if is_question && clause.kind == ClauseKind::Main {
        return Mood::Interrogative;
    }
    let is_bare = syntax.tag(clause.head).xpos == Xpos::Vb
        || clause
            .predicate
            .first()
            .is_some_and(|&first| syntax.tag(first).xpos == Xpos::Vb);
    let has_modal = clause.predicate.iter().any(|&token| {
        matches!(syntax.tag(token).xpos, Xpos::Md | Xpos::Vbz | Xpos::Vbd)
            || syntax.tag(token).xpos == Xpos::Vbp && !is_do(syntax, token)
    });
    if is_top && is_bare && !has_modal && clause.subjects.is_empty() && clause.marker.is_none() {
        return Mood::Imperative;
    }
    Mood::Declarative
}

fn is_do(syntax: &Syntax, token: u32) -> bool {
    syntax.lemma(token) == "do"
}
