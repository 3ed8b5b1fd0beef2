//! Readings of invented articles, made by hand: no model has a say in what holds.

use std::sync::LazyLock;

use relata::document::{
    Argument, Article, Cluster, DocumentId, EntityType, Mention, MentionId, MentionKind, Modality,
    Predicate, Reading, RelationMention, Sentence, SentenceId, SentenceKind,
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
    let mut words = sentence.split(' ').map(|word| {
        let span = ByteSpan::new(place, place + word.len() as u32);
        place += word.len() as u32 + 1;
        span
    });
    let (left, verb, right) = (words.next(), words.next(), words.next());
    reading.article.text += sentence;
    reading.article.text += ".\n";
    reading.sentences.push(Sentence {
        tokens: TokenSpan::new(token, token + 4),
        span,
        kind: SentenceKind::Body,
        paragraph: id.0,
    });
    let subject = add_mention(reading, left.unwrap(), token, id);
    let object = add_mention(reading, right.unwrap(), token + 2, id);
    let verb = verb.unwrap();
    let phrase = verb.of(&reading.article.text);
    reading.relations.push(RelationMention {
        subject: Some(Argument::Mention(subject)),
        predicate: Predicate {
            lemma: phrase.into(),
            phrase: phrase.into(),
            span: verb,
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
    let mut clusters = reading.clusters.iter_mut();
    if let Some(cluster) = clusters.find(|cluster| &*cluster.name == name) {
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
