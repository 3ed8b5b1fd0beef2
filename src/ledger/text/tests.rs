//! What is written reads back; what cannot be read says where.

use proptest::prelude::*;

use super::*;
use crate::date::Day;
use crate::document::{DocumentId, EntityType};
use crate::ledger::note::{Properties, Property, Target};
use crate::value::Value;

fn error(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

#[test]
fn a_hand_needs_only_names() {
    let ledger = parse("# mine\n\nmerge \"Putin\" into \"Vladimir Putin\"\nmap phone to call\n");
    let text = ledger.unwrap().to_string();
    let expected = "1 merge \"Putin\" into \"Vladimir Putin\"\n2 map phone to call\n";
    assert_eq!(text, expected);
}

#[test]
fn an_error_says_where_and_what() {
    let expected = "line 2, column 3: `merge`, `split`, `distinct`, `rename`, `retype`, `alias`, \
                    `reject`, `map`, `undo` or a note is expected, and there is `marry`";
    assert_eq!(error("undo 1\n2 marry \"Ada\""), expected);
    assert_eq!(
        error("merge \"Ada\" \"Bo\""),
        "line 1, column 13: `into` is expected, and there is `\"`"
    );
    assert_eq!(
        error("retype \"Ada\" to Planet"),
        "line 1, column 17: a type is expected, and there is `Planet`"
    );
    assert_eq!(
        error("1 undo 1\n1 undo 1"),
        "line 2: there is a decision 1 already"
    );
    assert_eq!(
        error("alias \"Ada\" also \"unclosed"),
        "line 1, column 18: the further name in quotes is expected, and there is `\"`"
    );
}

fn any_mention() -> impl Strategy<Value = MentionAnchor> {
    (".{1,6}", 0u32..90, 0u32..9, ".{0,6}").prop_map(|(document, start, length, text)| {
        MentionAnchor {
            document: DocumentId::new(document),
            span: ByteSpan::new(start, start + length),
            text: text.into(),
        }
    })
}

fn any_entity() -> impl Strategy<Value = EntityAnchor> {
    let entity_type = prop::option::of(prop::sample::select(vec![
        EntityType::Person,
        EntityType::WorkOfArt,
        EntityType::Gpe,
    ]));
    let mentions = prop::collection::vec(any_mention(), 0..3);
    (".{0,8}", entity_type, mentions).prop_map(|(name, entity_type, mentions)| EntityAnchor {
        name: name.into(),
        entity_type,
        mentions,
    })
}

fn any_target() -> impl Strategy<Value = Target> {
    let fact = (any_mention(), prop::option::of("[a-z]{1,4}"));
    prop_oneof![
        any_entity().prop_map(Target::Entity),
        (1u32..9).prop_map(|id| Target::Decision(DecisionId(id))),
        fact.prop_map(|(at, role)| Target::Fact(RelationAnchor {
            document: at.document,
            span: at.span,
            text: at.text,
            predicate: "call".into(),
            subject: Some(at.span),
            object: None,
            role: role.map(Into::into),
        })),
    ]
}

fn any_property() -> impl Strategy<Value = Property> {
    let value = prop_oneof![
        any::<i64>().prop_map(Value::Integer),
        any::<bool>().prop_map(Value::Boolean),
        (-9.0f64..9.0).prop_map(Value::Float),
        ".{0,6}".prop_map(Value::string),
    ];
    value.prop_map(|value| Property::of(&value).unwrap())
}

fn any_properties() -> impl Strategy<Value = Properties> {
    let entry = (".{1,4}".prop_map(Into::into), any_property());
    prop::collection::vec(entry, 0..3).prop_map(|entries| entries.into_iter().collect())
}

fn any_action() -> impl Strategy<Value = Action> {
    let part = prop_oneof![
        any_mention().prop_map(Part::Mention),
        ".{1,6}".prop_map(|id| Part::Article(DocumentId::new(id))),
    ];
    let parts = prop::collection::vec(part, 1..3);
    let span = || {
        prop::option::of((0u32..50, 0u32..9))
            .prop_map(|span| span.map(|(start, length)| ByteSpan::new(start, start + length)))
    };
    prop_oneof![
        (any_entity(), any_entity()).prop_map(|(kept, merged)| Action::Merge { kept, merged }),
        (any_entity(), any_entity()).prop_map(|(left, right)| Action::Distinct { left, right }),
        (any_entity(), parts, prop::option::of(".{0,6}")).prop_map(|(entity, parts, name)| {
            let name = name.map(Into::into);
            Action::Split {
                entity,
                parts,
                name,
            }
        }),
        (any_entity(), ".{0,6}").prop_map(|(entity, name)| Action::Rename {
            entity,
            name: name.into()
        }),
        any_entity().prop_map(|entity| Action::Retype {
            entity,
            entity_type: EntityType::Norp
        }),
        (any_entity(), ".{0,6}").prop_map(|(entity, name)| Action::Alias {
            entity,
            alias: name.into()
        }),
        (any_mention(), "[a-z_]{1,6}", span(), span()).prop_map(
            |(at, predicate, subject, object)| {
                Action::Reject {
                    relation: RelationAnchor {
                        document: at.document,
                        span: at.span,
                        text: at.text,
                        predicate: predicate.into(),
                        subject,
                        object,
                        role: None,
                    },
                }
            }
        ),
        ("[a-z_]{1,6}", ".{1,6}", any::<bool>()).prop_map(|(predicate, canonical, inverse)| {
            Action::Map {
                predicate: predicate.into(),
                canonical: canonical.into(),
                inverse,
            }
        }),
        (any_target(), "[a-z_]{1,6}", any_target(), any_properties()).prop_map(
            |(from, relation, to, properties)| Action::Relate {
                from,
                relation: relation.into(),
                to,
                properties,
            }
        ),
        (prop::collection::vec("[A-Z ]{1,5}", 0..3), any_properties()).prop_map(
            |(labels, properties)| Action::Add {
                labels: labels.into_iter().map(Into::into).collect(),
                properties,
            }
        ),
        (any_target(), ".{1,5}", any_property()).prop_map(|(target, key, value)| Action::Set {
            target,
            key: key.into(),
            value,
        }),
        (any_target(), ".{1,5}", any::<bool>()).prop_map(|(target, label, is_there)| {
            Action::Label {
                target,
                label: label.into(),
                is_there,
            }
        }),
        any_entity().prop_map(|entity| Action::Discard { entity }),
        (1u32..9).prop_map(|id| Action::Undo {
            decision: DecisionId(id)
        }),
    ]
}

proptest! {
    #[test]
    fn what_is_written_reads_back(
        actions in prop::collection::vec((any_action(), prop::option::of(".{0,9}"), any::<bool>()), 0..6),
    ) {
        let mut ledger = Ledger::default();
        for (action, reason, has_date) in actions {
            let date = has_date.then(|| Day::new(2026, 11, 25)).flatten();
            ledger.decide(action, date, reason.map(Into::into));
        }
        prop_assert_eq!(parse(&ledger.to_string()), Ok(ledger));
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,40}", start in prop::sample::select(vec!["", "1 merge ", "split \"a\" (", "reject "])) {
        let _ = parse(&format!("{start}{text}"));
    }
}
