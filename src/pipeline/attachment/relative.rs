//! Relative clauses hung on what they tell of.

use super::{has_subject, hung};
use crate::document::{Dependency, DependencyRelation as Dep, Syntax, Upos, Xpos};

/// *“It failed,” said Lind, **whose father founded it***, with the clause taken for what is said: behind a
/// comma a relative pronoun goes on from the noun before it.
pub(super) fn behind_comma(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_loose = matches!(
        syntax.relation(word),
        Dep::ClausalComplement | Dep::Parataxis | Dep::AdverbialClause | Dep::Conjunct
    ) && verb < word
        && has_subject(syntax, word)
        && syntax.dependent(word, Dep::Marker).is_none()
        && syntax.dependent(word, Dep::Coordinator).is_none();
    let span = syntax.subtree_span(word);
    let start = (span.start()..word).find(|&token| syntax.upos(token) != Upos::Punct)?;
    let is_pronoun = matches!(syntax.tag(start).xpos, Xpos::Wp | Xpos::WpPoss)
        && matches!(
            &*syntax.form(start).to_lowercase(),
            "who" | "whose" | "whom"
        );
    let comma = start.checked_sub(1).filter(|_| is_loose && is_pronoun)?;
    let before = comma
        .checked_sub(1)
        .filter(|&before| syntax.form(comma) == "," && verb < before)?;
    let noun = top_of_phrase(syntax, before);
    let is_noun = matches!(syntax.upos(noun), Upos::Noun | Upos::Propn)
        && !syntax.subtree(word).contains(&noun);
    is_noun.then(|| hung(noun, Dep::RelativeClause))
}

/// The head of the name or compound that a word ends.
fn top_of_phrase(syntax: &Syntax, mut word: u32) -> u32 {
    while let (Dep::Flat | Dep::Compound, Some(head)) = (syntax.relation(word), syntax.head(word)) {
        word = head;
    }
    word
}

/// *members of the Rural Party, **which joined** them*: *which* tells of no person, so of the body right
/// before it.
pub(super) fn of_no_person(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let person = syntax.head(word)?;
    let pronoun = [Dep::Subject, Dep::PassiveSubject, Dep::Object]
        .into_iter()
        .find_map(|relation| syntax.dependent(word, relation))?;
    let is_which = syntax.relation(word) == Dep::RelativeClause
        && syntax.form(pronoun).eq_ignore_ascii_case("which")
        && is_person(syntax.lemma(person));
    let comma = pronoun.checked_sub(1).filter(|_| is_which)?;
    let before = comma.checked_sub(1).filter(|_| syntax.form(comma) == ",")?;
    let body = top_of_phrase(syntax, before);
    let is_below = syntax.relation(body) == Dep::NominalModifier
        && syntax.head(body) == Some(person)
        && !is_person(syntax.lemma(body));
    is_below.then(|| hung(body, Dep::RelativeClause))
}

/// Nouns for who belongs to a body or speaks for it.
fn is_person(lemma: &str) -> bool {
    matches!(
        lemma,
        "member"
            | "leader"
            | "head"
            | "owner"
            | "founder"
            | "director"
            | "manager"
            | "chief"
            | "boss"
            | "chairman"
            | "chairwoman"
            | "president"
            | "minister"
            | "mayor"
            | "governor"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "official"
            | "officer"
            | "worker"
            | "employee"
            | "player"
            | "captain"
            | "coach"
            | "lawmaker"
            | "deputy"
            | "lawyer"
            | "editor"
            | "author"
            | "analyst"
            | "researcher"
            | "resident"
            | "supporter"
            | "opponent"
            | "critic"
            | "customer"
            | "soldier"
            | "commander"
            | "representative"
            | "delegate"
            | "shareholder"
            | "investor"
    )
}
