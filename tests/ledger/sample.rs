//! Readings of invented articles, made by hand, so that no model has a say in what holds: small ones of sentences with
//! three words. The tests of the library's storage use them too.

use std::sync::LazyLock;

use relata::document::{
    Argument, Article, Cluster, DocumentId, EntityType, Link, Mention, MentionId, MentionKind,
    Modality, Predicate, Reading, RelationMention, Sentence, SentenceId, SentenceKind,
};
use relata::lexicon::Lexicon;
use relata::span::{ByteSpan, TokenSpan};

/// The word lists.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::english);
    &LEXICON
}

/// The reading of sentences as `Ada met Bo`.
pub fn reading(id: &str, sentences: &[&str]) -> Reading {
    let mut reading = Reading {
        article: Article {
            id: DocumentId::new(id),
            title: None,
            date: None,
            source: None,
            text: String::new(),
            body: ByteSpan::new(0, 0),
        },
        sentences: Vec::new(),
        mentions: Vec::new(),
        clusters: Vec::new(),
        relations: Vec::new(),
    };
    for sentence in sentences {
        add_sentence(&mut reading, sentence);
    }
    reading.article.body = ByteSpan::new(0, reading.article.text.len() as u32);
    reading
}

fn add_sentence(reading: &mut Reading, sentence: &str) {
    let start = reading.article.text.len() as u32;
    let token = 4 * reading.sentences.len() as u32;
    let id = SentenceId(reading.sentences.len() as u32);
    let span = ByteSpan::new(start, start + sentence.len() as u32 + 1);
    let mut place = start;
    let spans: Vec<ByteSpan> = sentence
        .split(' ')
        .map(|word| {
            let span = ByteSpan::new(place, place + word.len() as u32);
            place += word.len() as u32 + 1;
            span
        })
        .collect();
    reading.article.text += sentence;
    reading.article.text += ".\n";
    reading.sentences.push(Sentence {
        tokens: TokenSpan::new(token, token + 4),
        span,
        kind: SentenceKind::Body,
        paragraph: id.0,
    });
    let subject = add_mention(reading, spans[0], token, id);
    let object = add_mention(reading, spans[2], token + 2, id);
    reading.relations.push(RelationMention {
        subject: Some(Argument::Mention(subject)),
        predicate: Predicate {
            lemma: spans[1].of(&reading.article.text).into(),
            phrase: spans[1].of(&reading.article.text).into(),
            span: spans[1],
        },
        object: Some(Argument::Mention(object)),
        arguments: Vec::new(),
        negated: false,
        modality: Modality::Asserted,
        attribution: Vec::new(),
        time: None,
        place: None,
        content_of: None,
        evidence: span,
        sentence: id,
        rule: "sample".into(),
        confidence: 0.7,
        symmetric: true,
        nominal: false,
    });
}

/// Adds a mention to the cluster of its name.
fn add_mention(
    reading: &mut Reading,
    span: ByteSpan,
    token: u32,
    sentence: SentenceId,
) -> MentionId {
    let id = MentionId(reading.mentions.len() as u32);
    reading.mentions.push(Mention {
        span,
        tokens: TokenSpan::new(token, token + 1),
        core: span,
        head: token,
        sentence,
        kind: MentionKind::Name,
        entity_type: EntityType::Person,
    });
    let name = span.of(&reading.article.text);
    let known = reading
        .clusters
        .iter_mut()
        .find(|cluster| &*cluster.name == name);
    if let Some(cluster) = known {
        cluster.links.push(Link {
            mention: id,
            antecedent: cluster.mentions[0],
            reason: "same name".into(),
        });
        cluster.mentions.push(id);
    } else {
        reading.clusters.push(Cluster {
            mentions: vec![id],
            name: name.into(),
            is_named: true,
            entity_type: EntityType::Person,
            members: Vec::new(),
            links: Vec::new(),
        });
    }
    id
}
