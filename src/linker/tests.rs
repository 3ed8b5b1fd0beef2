//! Which clusters of different articles are one, and that the order of articles does not matter.

use super::*;
use crate::document::{
    Argument, Article, DocumentId, Mention, Modality, Predicate, RelationMention, Sentence,
    SentenceId, SentenceKind,
};
use crate::span::{ByteSpan, TokenSpan};
use proptest::prelude::*;

/// An article that names persons, one cluster each, and says that the first met the last.
fn reading(id: &str, names: &[&str]) -> Reading {
    let text = names.join(", ");
    let mut start = 0;
    let mut mentions = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let span = ByteSpan::new(start, start + name.len() as u32);
        start = span.end() + 2;
        let index = index as u32;
        mentions.push(Mention {
            span,
            tokens: TokenSpan::new(index, index + 1),
            core: span,
            head: index,
            sentence: SentenceId(0),
            kind: MentionKind::Name,
            entity_type: EntityType::Person,
        });
    }
    let cluster = |(index, name): (usize, &&str)| Cluster {
        mentions: vec![MentionId(index as u32)],
        name: (*name).into(),
        is_named: true,
        entity_type: EntityType::Person,
        members: Vec::new(),
        links: Vec::new(),
    };
    let whole = ByteSpan::new(0, text.len() as u32);
    let met = RelationMention {
        subject: Some(Argument::Mention(MentionId(0))),
        predicate: Predicate {
            lemma: "meet".into(),
            phrase: "met".into(),
            span: whole,
        },
        object: Some(Argument::Mention(MentionId(names.len() as u32 - 1))),
        arguments: Vec::new(),
        negated: false,
        modality: Modality::Asserted,
        attribution: Vec::new(),
        time: None,
        place: None,
        content_of: None,
        evidence: whole,
        sentence: SentenceId(0),
        rule: "clause".into(),
        confidence: 1.0,
        symmetric: true,
        nominal: false,
    };
    Reading {
        sentences: vec![Sentence {
            tokens: TokenSpan::new(0, names.len() as u32),
            span: whole,
            kind: SentenceKind::Body,
            paragraph: 0,
        }],
        clusters: names.iter().enumerate().map(cluster).collect(),
        mentions,
        relations: vec![met],
        article: Article {
            id: DocumentId::new(id),
            title: None,
            date: None,
            source: None,
            body: whole,
            text,
        },
    }
}

fn names(readings: &[Reading]) -> Vec<String> {
    let readings: Vec<&Reading> = readings.iter().collect();
    let graph = link(&readings, &Lexicon::english());
    let entities = graph.entities().iter();
    entities
        .map(|entity| format!("{} {}", entity.name, entity.mentions.len()))
        .collect()
}

/// As [`reading`], of things of one type.
fn typed(id: &str, names: &[&str], entity_type: EntityType) -> Reading {
    let mut reading = reading(id, names);
    for mention in &mut reading.mentions {
        mention.entity_type = entity_type;
    }
    for cluster in &mut reading.clusters {
        cluster.entity_type = entity_type;
    }
    reading
}

#[test]
fn a_name_of_one_word_is_what_most_articles_take_it_for() {
    let readings = [
        typed("1", &["Velko"], EntityType::Person),
        typed("2", &["Velko"], EntityType::Org),
    ];
    assert_eq!(names(&readings), ["Velko 2"]);
}

#[test]
fn a_person_and_a_body_of_one_name_stay_two() {
    let readings = [
        reading("1", &["Ada Velko"]),
        reading("2", &["Ada Velko", "Velko"]),
        typed("3", &["Velko"], EntityType::Org),
    ];
    assert_eq!(names(&readings), ["Ada Velko 3", "Velko 1"]);
}

#[test]
fn a_family_name_of_one_person_alone_is_that_person() {
    let readings = [reading("1", &["Orr"]), reading("2", &["Ada Orr"])];
    assert_eq!(names(&readings), ["Ada Orr 2"]);
}

#[test]
fn two_persons_of_one_family_name_stay_two() {
    let readings = [reading("1", &["Ada Orr"]), reading("2", &["Tom Orr"])];
    assert_eq!(names(&readings), ["Ada Orr 1", "Tom Orr 1"]);
}

#[test]
fn a_shared_family_name_follows_the_company_it_keeps() {
    let readings = [
        reading("1", &["Ada Orr", "Kim Lee"]),
        reading("2", &["Tom Orr", "Jo Poe"]),
        reading("3", &["Orr", "Kim Lee"]),
    ];
    assert_eq!(
        names(&readings),
        ["Ada Orr 2", "Kim Lee 2", "Tom Orr 1", "Jo Poe 1"]
    );
}

#[test]
fn a_shared_family_name_without_company_is_nobody_known() {
    let readings = [
        reading("1", &["Ada Orr"]),
        reading("2", &["Tom Orr"]),
        reading("3", &["Orr"]),
    ];
    assert_eq!(names(&readings), ["Ada Orr 1", "Tom Orr 1", "Orr 1"]);
}

#[test]
fn a_fact_stated_twice_is_one_relation_with_two_sources() {
    let readings = [
        reading("1", &["Ada Orr", "Kim Lee"]),
        reading("2", &["Kim Lee", "Ada Orr"]),
    ];
    let readings: Vec<&Reading> = readings.iter().collect();
    let graph = link(&readings, &Lexicon::english());
    assert_eq!(graph.relations().len(), 1);
    assert_eq!(graph.relations()[0].evidence().len(), 2);
}

/// An article of a day whose last mention is an event between the persons named in it.
fn with_event(id: &str, day: &str, first: &str, second: &str, noun: &str) -> Reading {
    let event = format!("{noun} between {first} and {second}");
    let mut reading = reading(id, &[&event]);
    let whole = reading.mentions[0].clone();
    let text = reading.article.text.clone();
    reading.mentions[0].kind = MentionKind::Nominal;
    reading.mentions[0].entity_type = EntityType::Event;
    reading.mentions[0].core = ByteSpan::new(0, noun.len() as u32);
    reading.clusters[0].is_named = false;
    reading.clusters[0].entity_type = EntityType::Event;
    for name in [first, second] {
        let start = text.find(name).unwrap() as u32;
        let span = ByteSpan::new(start, start + name.len() as u32);
        let id = MentionId(reading.mentions.len() as u32);
        reading.mentions.push(Mention {
            span,
            core: span,
            kind: MentionKind::Name,
            entity_type: EntityType::Person,
            ..whole.clone()
        });
        reading.clusters.push(Cluster {
            mentions: vec![id],
            name: name.into(),
            is_named: true,
            entity_type: EntityType::Person,
            members: Vec::new(),
            links: Vec::new(),
        });
    }
    reading.article.date = day.parse().ok();
    reading
}

#[test]
fn an_event_is_one_by_kind_parties_and_time() {
    let call = |id, day, noun| with_event(id, day, "Ada Orr", "Kim Lee", noun);
    let events = |readings: &[Reading]| {
        let all = names(readings);
        all.iter().filter(|name| name.contains("between")).count()
    };
    let same = [
        call("1", "2025-07-03", "call"),
        call("2", "2025-07-04", "conversation"),
    ];
    assert_eq!(events(&same), 1);
    let later = [
        call("1", "2025-07-03", "call"),
        call("2", "2025-08-03", "call"),
    ];
    assert_eq!(events(&later), 2);
    let other = [
        call("1", "2025-07-03", "call"),
        call("2", "2025-07-03", "strike"),
    ];
    assert_eq!(events(&other), 2);
    let parties = [
        call("1", "2025-07-03", "call"),
        with_event("2", "2025-07-03", "Ada Orr", "Tom Poe", "call"),
    ];
    assert_eq!(events(&parties), 2);
}

proptest! {
    #[test]
    fn the_order_of_articles_does_not_matter_to_events(
        articles in prop::collection::vec(
            (
                prop::sample::select(vec!["Ada Orr", "Tom Orr", "Kim Lee"]),
                prop::sample::select(vec!["Jo Poe", "Max Ray"]),
                prop::sample::select(vec!["call", "conversation", "strike", "war"]),
                prop::sample::select(vec!["2025-07-03", "2025-07-05", "2025-07-08", "none"]),
            ),
            1..7,
        ),
        turn in 0usize..7,
    ) {
        let readings: Vec<Reading> = articles
            .iter()
            .enumerate()
            .map(|(index, (first, second, noun, day))| {
                with_event(&index.to_string(), day, first, second, noun)
            })
            .collect();
        let lexicon = Lexicon::english();
        let mut order: Vec<&Reading> = readings.iter().collect();
        let graph = link(&order, &lexicon);
        let count = order.len();
        order.rotate_left(turn % count);
        prop_assert_eq!(link(&order, &lexicon), graph.clone());
        order.reverse();
        prop_assert_eq!(link(&order, &lexicon), graph);
    }

    #[test]
    fn the_order_of_articles_does_not_matter(
        articles in prop::collection::vec(
            prop::collection::vec(
                prop::sample::select(vec!["Ada Orr", "Tom Orr", "Orr", "Kim Lee", "Lee", "Kim J. Lee"]),
                1..4,
            ),
            1..6,
        ),
        turn in 0usize..6,
    ) {
        let readings: Vec<Reading> = articles
            .iter()
            .enumerate()
            .map(|(index, names)| reading(&index.to_string(), names))
            .collect();
        let mut order: Vec<&Reading> = readings.iter().collect();
        let lexicon = Lexicon::english();
        let graph = link(&order, &lexicon);
        let count = order.len();
        order.rotate_left(turn % count);
        prop_assert_eq!(link(&order, &lexicon), graph.clone());
        order.reverse();
        prop_assert_eq!(link(&order, &lexicon), graph);
    }
}
