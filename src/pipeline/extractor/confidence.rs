//! How sure a fact is: the share of facts found the same way that was right.
//!
//! Measured strictly (`kg_score.py`) on the own and the seed articles, 609 facts:
//!
//! | found as | facts | right | | found as | facts | right |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | main clause | 219 | .95 | | role beside a name | 71 | .85 |
//! | clause beside | 13 | .92 | | adverbial clause | 54 | .82 |
//! | coordinated clause | 31 | .90 | | participle | 29 | .69 |
//! | content clause | 97 | .88 | | infinitive | 34 | .68 |
//! | relative clause | 47 | .87 | | event noun | 13 | .62 |
//!
//! Without a subject .63 were right where .89 were with one; whose subject is the object of the verb
//! above .58; infinitives of nouns .50. Long sentences are parsed worse. Rows that nouns make
//! beside each other and parts of a complement come last in the n-ary view: on CaRB's development
//! part words of the former agree by .26, of clauses by .70. Only the order means something: other
//! texts give other shares.

use super::graph::View;
use crate::document::{Clause, ClauseKind, ClauseType};

/// Of a role, an office or kinship beside a name.
pub(super) const ROLE: f32 = 0.85;

/// Of an event that a noun tells with who takes part.
pub(super) const EVENT: f32 = 0.62;

/// Of a row made of two nouns beside each other.
pub(super) const NOUNS: f32 = 0.4;

/// Of a row that says a part of what another row says.
pub(super) const PART: f32 = 0.45;

/// Of what a clause says.
pub(super) fn of_clause(view: &View, clause: &Clause) -> f32 {
    let mut confidence: f32 = match clause.kind {
        ClauseKind::Main => 0.95,
        ClauseKind::Parataxis | ClauseKind::Conjunct => 0.9,
        ClauseKind::Content => 0.88,
        ClauseKind::Relative | ClauseKind::Subject => 0.87,
        ClauseKind::Adverbial => 0.82,
        ClauseKind::Open | ClauseKind::Adnominal => 0.7,
    };
    let is_of_noun = clause
        .rules
        .iter()
        .any(|rule| rule.starts_with("infinitive of"));
    if is_of_noun || clause.has_rule("object control") {
        confidence -= 0.12;
    }
    if clause.subjects.is_empty() {
        confidence -= 0.2;
    }
    if clause.has_rule("shared object") || clause.clause_type == ClauseType::Existential {
        confidence -= 0.1;
    }
    let tokens = view.arguments.syntax.sentence(clause.sentence).tokens.len();
    if tokens > 40 {
        confidence -= 0.05;
    }
    confidence
}
