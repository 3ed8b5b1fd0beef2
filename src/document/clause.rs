//! Clauses: what one predicate says, as the sentence builds it, before any view of it is taken.

use serde::{Deserialize, Serialize};

use super::relation::Modality;
use super::token::SentenceId;

/// The index of a clause in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClauseId(pub u32);

/// How a clause stands to the rest of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClauseKind {
    /// *Prices fell.*
    Main,
    /// Joined to a clause before it: *prices fell and **rents rose***
    Conjunct,
    /// *She said **that prices fell**.*
    Content,
    /// Its subject stands in another clause: *she promised **to go***
    Open,
    /// *the man **who left***
    Relative,
    /// *the cup **made in Rome***, *efforts **to end the war***
    Adnominal,
    /// ***If prices fall**, we buy.*
    Adverbial,
    /// ***That prices fell** surprised us.*
    Subject,
    /// Beside the clause without a word that joins them: *Prices fell; **rents rose**.*
    Parataxis,
}

/// Which constituents a clause needs (Quirk and others 1985; del Corro and Gemulla 2013).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ClauseType {
    /// *Prices fell.*
    #[serde(rename = "SV")]
    Intransitive,
    /// *She lives in Rome.*
    #[serde(rename = "SVA")]
    WithAdverbial,
    /// *Prices are low.*
    #[serde(rename = "SVC")]
    Copular,
    /// *She sold the firm.*
    #[serde(rename = "SVO")]
    Transitive,
    /// *She gave him a book.*
    #[serde(rename = "SVOO")]
    Ditransitive,
    /// *She put it on the table.*
    #[serde(rename = "SVOA")]
    ObjectAndAdverbial,
    /// *They elected her chair.*
    #[serde(rename = "SVOC")]
    ObjectAndComplement,
    /// *There are two reasons.*
    #[serde(rename = "existential")]
    Existential,
}

impl ClauseType {
    /// The letters of the grammars: `SVO`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Intransitive => "SV",
            Self::WithAdverbial => "SVA",
            Self::Copular => "SVC",
            Self::Transitive => "SVO",
            Self::Ditransitive => "SVOO",
            Self::ObjectAndAdverbial => "SVOA",
            Self::ObjectAndComplement => "SVOC",
            Self::Existential => "existential",
        }
    }
}

/// What a clause is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mood {
    /// It states.
    Declarative,
    /// It asks.
    Interrogative,
    /// It commands.
    Imperative,
}

/// What fills a place in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Filler {
    /// A phrase, by the token that heads it.
    Phrase(u32),
    /// A clause.
    Clause(ClauseId),
}

impl Filler {
    /// The token that heads it, if it is a phrase.
    pub fn phrase(&self) -> Option<u32> {
        match self {
            Self::Phrase(head) => Some(*head),
            Self::Clause(_) => None,
        }
    }
}

/// A further constituent with its role.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Constituent {
    /// The preposition or conjunction, words joined by `_`; `object2` for a second object or a
    /// complement of the object; empty for a phrase without a word of its own.
    pub role: Box<str>,
    /// What stands there.
    pub filler: Filler,
}

/// What one predicate says: as it stands in the sentence (a passive is not turned), with what the
/// sentence leaves out filled in (subjects of infinitives, antecedents of relative pronouns).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clause {
    /// The main word of the predicate: the verb, or the complement of a copula.
    pub head: u32,
    /// The sentence it stands in.
    pub sentence: SentenceId,
    /// How it stands to the rest of the sentence.
    pub kind: ClauseKind,
    /// Which constituents it has.
    pub clause_type: ClauseType,
    /// What it is for.
    pub mood: Mood,
    /// The clause that it depends on.
    pub governor: Option<ClauseId>,
    /// The word that joins it to its governor: `that`, `if`, `to`.
    pub marker: Option<Box<str>>,
    /// The words of the predicate in text order: auxiliaries, negation, verb, particle, copula.
    pub predicate: Vec<u32>,
    /// Lower-case lemma with its particle: `give_up`, `be_open`.
    pub lemma: Box<str>,
    /// Whether the subject is the patient.
    pub is_passive: bool,
    /// The subjects, one for each conjunct.
    pub subjects: Vec<Filler>,
    /// The direct objects (with two objects the indirect one), or content clauses.
    pub objects: Vec<Filler>,
    /// Further constituents in text order.
    pub constituents: Vec<Constituent>,
    /// Adverbs that are neither negation nor time.
    pub adverbs: Vec<u32>,
    /// The head of the phrase that says when.
    pub time: Option<u32>,
    /// Whether it is denied, by its own words or those of the clause above.
    pub negated: bool,
    /// How real it is, as far as its own words or those of the clause above tell.
    pub modality: Option<Modality>,
    /// The clause that says the same in full: *seems **to fall***, *continued **to fall***.
    pub absorbed_into: Option<ClauseId>,
    /// The constructions that were seen in it, as `relata explain` names them.
    pub rules: Vec<Box<str>>,
}

impl Clause {
    /// Whether the clause tells a rule by this name.
    pub fn has_rule(&self, rule: &str) -> bool {
        self.rules.iter().any(|known| &**known == rule)
    }
}
