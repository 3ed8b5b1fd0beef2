//! A reading that has everything.

use super::sample::reading;
use crate::date::{Day, TimeBasis, TimeKind, TimeValue};
use crate::document::{
    Argument, ClusterId, Literal, MentionId, Modality, Reading, RelationMentionId, RoleArgument,
    Source, TimeExpression,
};

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
