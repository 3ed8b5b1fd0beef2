//! Titles hung on the names behind them.

use super::hung;
use crate::document::{Dependency, DependencyRelation as Dep, Syntax, Upos};

/// *met Foreign **Minister** Ada Lind*, with title and name both hung on the verb: they are one.
pub(super) fn title_beside_name(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_argument = |noun: u32| {
        matches!(
            syntax.relation(noun),
            Dep::Subject | Dep::PassiveSubject | Dep::Object | Dep::IndirectObject
        )
    };
    let is_title = is_argument(word)
        && syntax.form(word).starts_with(char::is_uppercase)
        && is_office(&syntax.lemma(word).to_lowercase());
    let end = syntax.subtree_span(word).end();
    let name = syntax.dependents(verb).iter().copied().find(|&name| {
        is_argument(name)
            && syntax.upos(name) == Upos::Propn
            && syntax.subtree_span(name).start() == end
            && name == end
    })?;
    (is_title && end == word + 1).then(|| hung(name, Dep::DescriptiveModifier))
}

fn is_office(lemma: &str) -> bool {
    matches!(
        lemma,
        "minister"
            | "president"
            | "secretary"
            | "chancellor"
            | "premier"
            | "senator"
            | "governor"
            | "mayor"
            | "ambassador"
            | "general"
            | "admiral"
            | "colonel"
            | "judge"
            | "justice"
            | "chairman"
            | "chairwoman"
            | "commissioner"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "pope"
            | "bishop"
            | "archbishop"
            | "sheriff"
            | "representative"
    )
}
