//! The words of the text that a relation rests on.

use super::super::phrase;
use super::View;
use crate::document::{ClauseId, DependencyRelation as Dep, Filler, Upos};
use crate::span::ByteSpan;

/// The words of the clause from its subject on, less its conjunction and what is a clause beside it.
pub(in crate::pipeline::extractor) fn evidence_of(view: &View, id: ClauseId) -> ByteSpan {
    let clause = view.clauses.get(id);
    let syntax = view.arguments.syntax;
    let mut tokens = Vec::new();
    collect_evidence(view, clause.head, true, &mut tokens);
    let is_lent = clause.has_rule("subject from the quotation");
    for filler in clause.subjects.iter().filter(|_| !is_lent) {
        if let Filler::Phrase(head) = filler
            && syntax.sentence_of(*head) == clause.sentence
        {
            tokens.extend(phrase::core_tokens(syntax, *head));
            let first = *head;
            tokens.extend(syntax.dependents(first).iter().copied().filter(|&word| {
                word < first
                    && matches!(
                        syntax.relation(word),
                        Dep::Determiner | Dep::PossessiveModifier
                    )
            }));
        }
    }
    for &token in &clause.predicate {
        tokens.push(token);
    }
    tokens.sort_unstable();
    tokens.dedup();
    let is_edge = |token: u32| syntax.upos(token) == Upos::Punct;
    while tokens.len() > 1 && is_edge(tokens[tokens.len() - 1]) {
        tokens.pop();
    }
    let lead = tokens.iter().take_while(|&&token| is_edge(token)).count();
    tokens.drain(..lead.min(tokens.len() - 1));
    phrase::span_of(syntax, &tokens)
}

fn collect_evidence(view: &View, head: u32, is_top: bool, tokens: &mut Vec<u32>) {
    let syntax = view.arguments.syntax;
    tokens.push(head);
    for &word in syntax.dependents(head) {
        let relation = syntax.relation(word);
        let is_clause = view.clauses.of(word).is_some();
        let is_left_out = match relation {
            Dep::Conjunct => is_top && is_clause,
            // Speech beside a clause, however deep, is no part of it.
            Dep::Parataxis => {
                let clause = view.clauses.of(word);
                is_top || clause.is_some_and(|id| view.attributions.is_detached(id))
            }
            Dep::Coordinator | Dep::Discourse | Dep::Vocative => is_top,
            Dep::Marker => {
                is_top
                    && word < head
                    && matches!(
                        &*syntax.form(word).to_lowercase(),
                        "that" | "to" | "whether"
                    )
            }
            _ => false,
        };
        if !is_left_out {
            collect_evidence(view, word, false, tokens);
        }
    }
}
