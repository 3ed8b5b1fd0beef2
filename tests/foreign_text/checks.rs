//! What must hold of every layer of a document, whatever its text.

use relata::document::{Argument, Document, Reading, Sentence, Source, Token};
use relata::export::{dot, json};
use relata::knowledge_base::KnowledgeBase;
use relata::pipeline::extractor::{self, PropositionView, Spacing};
use relata::span::ByteSpan;

use super::LEXICON;

/// Tokens are in order and hold all that is not blank; sentences hold all tokens in order.
pub(super) fn check_layers(text: &str, tokens: &[Token], sentences: &[Sentence]) {
    let mut end = 0;
    for token in tokens {
        assert!(
            token.span.start() >= end && !token.span.is_empty(),
            "{token:?}"
        );
        check_place(text, token.span);
        end = token.span.end();
    }
    let mut next = 0;
    for sentence in sentences {
        assert_eq!(sentence.tokens.start(), next, "{sentence:?}");
        assert!(!sentence.tokens.is_empty(), "{sentence:?}");
        next = sentence.tokens.end();
        let first = tokens[sentence.tokens.start() as usize].span.start();
        let last = tokens[next as usize - 1].span.end();
        assert_eq!(sentence.span, ByteSpan::new(first, last), "{sentence:?}");
    }
    assert_eq!(next as usize, tokens.len(), "a token in no sentence");
}

fn check_place(text: &str, span: ByteSpan) {
    assert!(
        text.get(span.to_range()).is_some(),
        "{span} is no place in {text:?}"
    );
}

pub(super) fn check_document(document: Document) {
    let text = document.text();
    let syntax = &document.syntax;
    check_layers(text, syntax.tokens(), syntax.sentences());
    for mention in &document.mentions {
        check_place(text, mention.span);
        let sentence = syntax.sentence(mention.sentence);
        assert!(sentence.tokens.contains(mention.tokens), "{mention:?}");
        assert!(
            mention.tokens.indexes().contains(&mention.head),
            "{mention:?}"
        );
        assert!(
            mention.span.contains(mention.core) && !mention.core.is_empty(),
            "{mention:?}"
        );
        check_place(text, mention.core);
    }
    for quotation in &document.quotations {
        check_place(text, quotation.span);
    }
    check_clusters(&document);
    check_relations(&document);
    for view in [PropositionView::Nary, PropositionView::Binary] {
        for row in extractor::propositions(&document, view, Spacing::Tokenised, &LEXICON) {
            check_place(text, row.span);
        }
    }
    check_graph(document.into_reading());
}

fn check_clusters(document: &Document) {
    let mut count = vec![0; document.mentions.len()];
    for cluster in &document.clusters {
        assert!(
            !cluster.mentions.is_empty() && !cluster.name.is_empty(),
            "{cluster:?}"
        );
        cluster
            .mentions
            .iter()
            .for_each(|mention| count[mention.0 as usize] += 1);
        let members = cluster.members.iter();
        assert!(
            members
                .clone()
                .all(|member| (member.0 as usize) < document.clusters.len())
        );
    }
    assert!(
        count.iter().all(|&count| count == 1),
        "a mention is in one cluster"
    );
}

fn check_relations(document: &Document) {
    let text = document.text();
    for relation in &document.relations {
        let sentence = document.syntax.sentence(relation.sentence).span;
        assert!(sentence.contains(relation.evidence), "{relation:?}");
        assert!(sentence.contains(relation.predicate.span), "{relation:?}");
        assert!(
            !relation.predicate.lemma.is_empty() && !relation.evidence.is_empty(),
            "{relation:?}"
        );
        check_place(text, relation.evidence);
        check_place(text, relation.predicate.span);
        let slots = relation
            .subject
            .iter()
            .chain(&relation.object)
            .chain(&relation.place);
        let slots = slots.chain(relation.arguments.iter().map(|argument| &argument.value));
        for slot in slots {
            match slot {
                Argument::Mention(id) => assert!((id.0 as usize) < document.mentions.len()),
                Argument::Clause(id) => assert!((id.0 as usize) < document.relations.len()),
                Argument::Literal(literal) => check_place(text, literal.span),
            }
        }
        for source in &relation.attribution {
            match source {
                Source::Mention(id) => assert!((id.0 as usize) < document.mentions.len()),
                Source::Cluster(id) => assert!((id.0 as usize) < document.clusters.len()),
            }
        }
        if let Some(time) = &relation.time {
            check_place(text, time.span);
        }
    }
}

/// The graph of a reading is linked and written.
fn check_graph(reading: Reading) {
    let knowledge_base = KnowledgeBase::from_readings([reading], &LEXICON);
    let mut out = Vec::new();
    json::write(&knowledge_base, &mut out).expect("a vector takes all");
    serde_json::from_slice::<serde_json::Value>(&out).expect("the export is JSON");
    dot::write(&knowledge_base, &dot::DotOptions::default(), &mut out).expect("a vector takes all");
}
