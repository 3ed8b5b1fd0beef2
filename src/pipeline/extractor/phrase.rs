//! Phrases cut to size: the whole of it as evidence, its core for the graph.

use super::coordination::is_shared_head;
use crate::document::{DependencyRelation as Dep, Literal, Syntax, Upos};
use crate::span::{ByteSpan, TokenSpan};

/// The phrase that `head` heads, as words for the graph.
pub(super) fn literal(syntax: &Syntax, head: u32) -> Literal {
    let core = core_tokens(syntax, head);
    let span = span_of(syntax, &full_tokens(syntax, head));
    Literal {
        text: text_of(syntax, &core).into(),
        span,
        head: syntax.form(head).into(),
    }
}

/// The core of a phrase: without determiner, possessive pronoun, relative clause, apposition and
/// the phrases coordinated with it. What changes its truth stays (*no*, *any*, *former*), and so
/// do the phrases that hang on it by a preposition.
pub(super) fn core_tokens(syntax: &Syntax, head: u32) -> Vec<u32> {
    let mut tokens = Vec::new();
    collect(syntax, head, true, &mut tokens);
    tokens.extend(shared_modifiers(syntax, head));
    tokens.sort_unstable();
    // *Salem, Oregon*: marks between words that stay, stay.
    let inner: Vec<u32> = tokens
        .windows(2)
        .filter(|pair| pair[0] + 2 == pair[1] && syntax.upos(pair[0] + 1) == Upos::Punct)
        .map(|pair| pair[0] + 1)
        .collect();
    tokens.extend(inner);
    tokens.sort_unstable();
    trim(syntax, tokens)
}

/// ***Russian drone and** missile attacks*, where the first noun was taken for the head.
fn shared_modifiers(syntax: &Syntax, head: u32) -> Vec<u32> {
    match syntax.head(head) {
        Some(first)
            if syntax.relation(head) == Dep::Conjunct && is_shared_head(syntax, first, head) =>
        {
            let mut tokens = vec![first, first + 1];
            let before = syntax.dependents(first).iter().copied();
            tokens.extend(before.filter(|&word| {
                word < first
                    && matches!(
                        syntax.relation(word),
                        Dep::AdjectivalModifier | Dep::Compound
                    )
            }));
            tokens
        }
        _ => Vec::new(),
    }
}

/// The phrase as it stands, less what is coordinated with it.
pub(super) fn full_tokens(syntax: &Syntax, head: u32) -> Vec<u32> {
    let mut tokens = vec![head];
    for &word in syntax.dependents(head) {
        let relation = syntax.relation(word);
        let is_left_out = matches!(
            relation,
            Dep::Conjunct | Dep::Coordinator | Dep::Case | Dep::Parataxis
        ) || relation == Dep::Copula
            || is_clausal_part(relation);
        if !is_left_out {
            tokens.extend(syntax.subtree(word));
        }
    }
    tokens.extend(shared_modifiers(syntax, head));
    tokens.sort_unstable();
    trim(syntax, tokens)
}

/// Parts of a copular clause that hang on its complement.
pub(super) fn is_clausal_part(relation: Dep) -> bool {
    matches!(
        relation,
        Dep::Subject
            | Dep::PassiveSubject
            | Dep::ClausalSubject
            | Dep::OuterSubject
            | Dep::Auxiliary
            | Dep::Marker
            | Dep::Expletive
            | Dep::AdverbialClause
            | Dep::Oblique
            | Dep::UnmarkedOblique
            | Dep::Discourse
            | Dep::Vocative
    )
}

fn collect(syntax: &Syntax, head: u32, is_top: bool, tokens: &mut Vec<u32>) {
    tokens.push(head);
    for &word in syntax.dependents(head) {
        match syntax.relation(word) {
            Dep::Determiner if is_plain_determiner(syntax, word) && is_top => {}
            Dep::PossessiveModifier if is_top && syntax.upos(word) == Upos::Pron => {}
            Dep::Case if is_top && word < head => {}
            Dep::Conjunct if !is_top => collect(syntax, word, false, tokens),
            Dep::Coordinator if !is_top => tokens.push(word),
            Dep::Punctuation => {
                if is_joining_mark(syntax, word) {
                    tokens.push(word);
                }
            }
            Dep::RelativeClause
            | Dep::AdverbialRelativeClause
            | Dep::AdnominalClause
            | Dep::Apposition
            | Dep::Parataxis
            | Dep::Copula
            | Dep::Conjunct
            | Dep::Coordinator
            | Dep::Preconjunction => {}
            // *the **21-year**-old*
            Dep::UnmarkedOblique if word < head && is_noun_like(syntax, head) => {
                collect(syntax, word, false, tokens);
            }
            relation if is_clausal_part(relation) && is_top => {}
            // *pleaded **not** guilty*
            Dep::AdverbialModifier if is_denied_quality(syntax, head, word) => tokens.push(word),
            Dep::AdverbialModifier if is_top && !is_degree(syntax, word) => {}
            _ => collect(syntax, word, false, tokens),
        }
    }
}

/// An adjective that stands for who has the quality: *the old*.
fn is_noun_like(syntax: &Syntax, head: u32) -> bool {
    syntax.upos(head) == Upos::Adj && syntax.dependent(head, Dep::Copula).is_none()
}

/// Whether *not* belongs to an adjective itself rather than to a clause around it.
fn is_denied_quality(syntax: &Syntax, head: u32, word: u32) -> bool {
    syntax.form(word).eq_ignore_ascii_case("not")
        && syntax.upos(head) == Upos::Adj
        && syntax.relation(head) == Dep::OpenComplement
        && syntax.dependent(head, Dep::Copula).is_none()
}

fn is_degree(syntax: &Syntax, word: u32) -> bool {
    let relation = syntax.tag(word).xpos;
    !matches!(
        &*syntax.lemma(word).to_lowercase(),
        "not" | "also" | "so" | "then" | "thus" | "even" | "just" | "only" | "still" | "already"
    ) && relation != crate::document::Xpos::Wrb
}

fn is_plain_determiner(syntax: &Syntax, word: u32) -> bool {
    matches!(
        &*syntax.form(word).to_lowercase(),
        "a" | "an" | "the" | "this" | "these" | "that" | "those" | "its" | "their" | "his" | "her"
    )
}

fn is_joining_mark(syntax: &Syntax, word: u32) -> bool {
    matches!(syntax.form(word), "-" | "–" | "/" | "%" | "$" | "&")
}

/// Marks at the edges are no part of a phrase; one quotation mark without the other neither.
fn trim(syntax: &Syntax, mut tokens: Vec<u32>) -> Vec<u32> {
    while tokens.len() > 1 && is_edge(syntax, tokens[tokens.len() - 1]) {
        tokens.pop();
    }
    let lead = tokens
        .iter()
        .take_while(|&&token| is_edge(syntax, token))
        .count();
    if lead < tokens.len() {
        tokens.drain(..lead);
    }
    tokens
}

fn is_edge(syntax: &Syntax, token: u32) -> bool {
    syntax.upos(token) == Upos::Punct && !matches!(syntax.form(token), "%" | "$")
        || matches!(syntax.form(token), "'s" | "’s" | "'" | "’")
}

/// The words of `tokens` as they stand, with the blanks that are between them.
pub(super) fn text_of(syntax: &Syntax, tokens: &[u32]) -> String {
    let mut text = String::new();
    let mut last_end = None;
    for &token in tokens {
        let span = syntax.tokens()[token as usize].span;
        if last_end.is_some_and(|end| end < span.start()) {
            text.push(' ');
        }
        text.push_str(syntax.form(token));
        last_end = Some(span.end());
    }
    text
}

/// From the first of `tokens` to the last.
pub(super) fn span_of(syntax: &Syntax, tokens: &[u32]) -> ByteSpan {
    let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else {
        return ByteSpan::new(0, 0);
    };
    syntax.bytes_of(TokenSpan::new(first, last + 1))
}
