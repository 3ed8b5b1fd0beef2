//! Readings made by hand: small ones of sentences with three words, and one that has everything.

use std::sync::LazyLock;

use crate::date::{Day, TimeBasis, TimeKind, TimeValue};
use crate::document::{
    Argument, Article, Cluster, ClusterId, DocumentId, EntityType, Link, Literal, Mention,
    MentionId, MentionKind, Modality, Predicate, Reading, RelationMention, RelationMentionId,
    RoleArgument, Sentence, SentenceId, SentenceKind, Source, TimeExpression,
};
use crate::lexicon::Lexicon;
use crate::span::{ByteSpan, TokenSpan};

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
            lemma: "meet".into(),
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

/// A reading in which every field has something.
pub fn rich_reading(id: &str) -> Reading {
    let mut reading = reading(id, &["Zoë met Bo", "Bo met Zoë"]);
    reading.article.title = Some("“Zoë” meets Bo".to_owned());
    reading.article.date = Day::new(2025, 7, 3);
    reading.article.source = Some("Example News".to_owned());
    reading.clusters[0].members = vec![ClusterId(1)];
    let words = |span| {
        Argument::Literal(Literal {
            text: "bo".into(),
            head: "bo".into(),
            span,
        })
    };
    let span = reading.mentions[1].span;
    let relation = &mut reading.relations[1];
    relation.object = Some(words(span));
    relation.place = Some(Argument::Mention(MentionId(0)));
    relation.negated = true;
    relation.modality = Modality::Reported;
    relation.attribution = vec![Source::Mention(MentionId(1)), Source::Cluster(ClusterId(0))];
    relation.arguments = vec![
        RoleArgument {
            role: "with".into(),
            value: words(span),
        },
        RoleArgument {
            role: "that".into(),
            value: Argument::Clause(RelationMentionId(0)),
        },
    ];
    relation.time = Some(TimeExpression {
        span,
        value: TimeValue {
            kind: TimeKind::Date,
            value: Some("2025-07-03".to_owned()),
            basis: TimeBasis::Relative,
            days: Day::new(2025, 7, 3).zip(Day::new(2025, 7, 3)),
        },
    });
    reading.relations[0].content_of = Some(RelationMentionId(1));
    reading
}
