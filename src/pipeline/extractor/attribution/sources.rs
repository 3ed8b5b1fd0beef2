//! Sources without a verb of speech: *according to X*, captions with *: Kremlin*.

use super::super::arguments::Arguments;
use super::super::clause::Clauses;
use super::Attributions;
use crate::document::{ClauseKind, DependencyRelation as Dep, Filler, Syntax, Upos};

/// *according to a diplomat **who asked not to be named***: what is told of a source is not said by it.
pub(super) fn set_aside(
    syntax: &Syntax,
    clauses: &Clauses,
    attributions: &mut Attributions,
    source: u32,
) {
    for &word in syntax.dependents(source) {
        let is_modifier = matches!(
            syntax.relation(word),
            Dep::RelativeClause | Dep::AdnominalClause | Dep::AdjectivalModifier
        );
        if let Some(id) = clauses.of(word).filter(|_| is_modifier) {
            attributions.is_detached[id.0 as usize] = true;
        }
    }
}

/// *prices fell, **according to the bank***
pub(super) fn according_to(
    arguments: &Arguments,
    clauses: &mut Clauses,
    attributions: &mut Attributions,
) {
    let syntax = arguments.syntax;
    for id in clauses.ids() {
        let clause = clauses.get_mut(id);
        let mut sources = Vec::new();
        clause.constituents.retain(|constituent| {
            let is_source = matches!(&*constituent.role, "according_to" | "per");
            if let (true, Filler::Phrase(head)) = (is_source, constituent.filler) {
                sources.push(head);
            }
            !is_source
        });
        if sources.is_empty() {
            continue;
        }
        clause.rules.push("according to".into());
        for &source in &sources {
            set_aside(syntax, clauses, attributions, source);
        }
        let is_last = sources.iter().any(|&head| ends_sentence(syntax, head));
        let mentions = sources
            .into_iter()
            .filter_map(|head| arguments.mention(head));
        let mut top = clauses.full(id);
        while let Some(first) = clauses.get(top).governor {
            let climbs = match clauses.get(top).kind {
                ClauseKind::Conjunct => true,
                // *Orr told Lind that it would pay, **according to Vale***: Vale tells of both.
                ClauseKind::Relative
                | ClauseKind::Adnominal
                | ClauseKind::Adverbial
                | ClauseKind::Content => is_last,
                _ => false,
            };
            if !climbs {
                break;
            }
            top = clauses.full(first);
        }
        attributions.own[top.0 as usize].extend(mentions);
    }
    // The parser may hang the phrase on a noun, or make a verb of *according*.
    for token in 0..syntax.tokens().len() as u32 {
        let is_on_noun = syntax.relation(token) == Dep::NominalModifier
            && &*super::super::clause::role_of(syntax, token) == "according_to";
        let is_verb = syntax.relation(token) == Dep::Oblique
            && syntax.head(token).is_some_and(|head| {
                syntax.form(head).eq_ignore_ascii_case("according") && clauses.of(head).is_some()
            });
        if !is_on_noun && !is_verb {
            continue;
        }
        let above = syntax.head(token).and_then(|head| {
            let head = if is_verb { syntax.head(head)? } else { head };
            clauses.around(syntax, head)
        });
        set_aside(syntax, clauses, attributions, token);
        if let (Some(id), Some(mention)) = (above, arguments.mention(token)) {
            let id = clauses.full(id);
            attributions.own[id.0 as usize].push(mention);
        }
    }
}

/// *…, **according to the bank.***: set off by a comma at the end, it is the source of all of it.
pub(super) fn ends_sentence(syntax: &Syntax, head: u32) -> bool {
    let span = syntax.subtree_span(head);
    let end = syntax.sentence(syntax.sentence_of(head)).tokens.end();
    let comma =
        (span.start().saturating_sub(1)..=span.start()).any(|token| syntax.form(token) == ",");
    comma && span.end() + 1 >= end
}

/// *Russia open to talks**: Kremlin***
pub(super) fn captions(arguments: &Arguments, clauses: &Clauses, attributions: &mut Attributions) {
    let syntax = arguments.syntax;
    for sentence in syntax.sentences() {
        let colon = sentence
            .tokens
            .indexes()
            .rev()
            .find(|&token| syntax.form(token) == ":");
        let Some(colon) = colon.filter(|&colon| colon > sentence.tokens.start() + 2) else {
            continue;
        };
        let name =
            (colon + 1..sentence.tokens.end()).find(|&token| syntax.upos(token) != Upos::Punct);
        let Some(mention) = name.and_then(|token| arguments.mention(token)) else {
            continue;
        };
        let end = arguments.get(mention).tokens.end();
        let is_last = (end..sentence.tokens.end())
            .all(|token| matches!(syntax.upos(token), Upos::Punct | Upos::Propn | Upos::Noun));
        if !is_last || end > sentence.tokens.end() {
            continue;
        }
        let first = clauses.ids().find(|&id| {
            sentence.tokens.indexes().contains(&clauses.get(id).head)
                && clauses.get(id).governor.is_none()
                && clauses.get(id).head < colon
        });
        if let Some(id) = first {
            attributions.own[clauses.full(id).0 as usize].push(mention);
        }
    }
}
