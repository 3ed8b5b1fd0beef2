//! Corrections outlive rebuilds, additions and removals; undoing restores; the later decision wins.

#[path = "ledger/sample.rs"]
mod sample;
#[path = "ledger/writes.rs"]
mod writes;

use proptest::prelude::*;
use relata::KnowledgeBase;
use relata::document::{DocumentId, EntityType, Reading};
use relata::export::dot::{self, DotOptions};
use relata::export::json;
use relata::graph::{Entity, Slot};
use relata::ledger::{Action, DecisionId, EntityAnchor, Outcome, Part, RelationAnchor, parse};
use sample::{lexicon, reading};

/// The graph in words: each fact with the names and the numbers of mentions of its ends.
fn facts(knowledge_base: &KnowledgeBase) -> String {
    let graph = knowledge_base.graph();
    let end = |slot: &Option<Slot>| match slot {
        Some(Slot::Entity(id)) => {
            let entity = graph.entity(*id);
            format!("{}/{}", entity.name, entity.mentions.len())
        }
        other => format!("{other:?}"),
    };
    let relations = graph.relations().iter().map(|relation| {
        let (subject, object) = (end(&relation.subject), end(&relation.object));
        format!("{subject} {} {object}", relation.predicate)
    });
    relations.collect::<Vec<_>>().join(", ")
}

fn knowledge_base(readings: &[Reading], ledger: &str) -> KnowledgeBase {
    let ledger = parse(ledger).unwrap();
    KnowledgeBase::corrected(readings.iter().cloned(), ledger, lexicon())
}

fn check(readings: &[Reading], ledger: &str, expected: &str) {
    assert_eq!(facts(&knowledge_base(readings, ledger)), expected);
}

fn findings(readings: &[Reading], ledger: &str) -> Vec<String> {
    let findings = knowledge_base(readings, ledger).findings(lexicon());
    findings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_merge_makes_two_one_under_the_first_ones_name() {
    let readings = [
        reading("a", &["Ada met Bo"]),
        reading("b", &["Addie met Cy"]),
    ];
    check(&readings, "", "Ada/1 met Bo/1, Addie/1 met Cy/1");
    let ledger = "merge \"Addie\" into \"Ada\" because \"pen name\"";
    check(&readings, ledger, "Ada/2 met Bo/1, Ada/2 met Cy/1");
    let knowledge_base = knowledge_base(&readings, ledger);
    let ada = &knowledge_base.graph().entities()[0];
    assert_eq!(ada.aliases, ["Addie".into()]);
    assert_eq!(&*ada.reasons[0].reason, "decision 1: pen name");
}

#[test]
fn a_split_takes_the_facts_of_its_articles_along() {
    let readings = [reading("a", &["Ada met Bo"]), reading("b", &["Ada met Cy"])];
    check(&readings, "", "Ada/2 met Bo/1, Ada/2 met Cy/1");
    check(
        &readings,
        "split \"Ada\" taking article b as \"Ada (poet)\"",
        "Ada/1 met Bo/1, Ada (poet)/1 met Cy/1",
    );
    check(
        &readings,
        "split \"Ada\" taking mention a 0-3 \"Ada\"",
        "Ada/1 met Bo/1, Ada/1 met Cy/1",
    );
}

#[test]
fn what_stands_for_a_government_follows_from_the_corrected_types() {
    let readings = [reading("a", &["Kremlin met Ada", "Russia met Bo"])];
    let stands_for = |ledger: &str| {
        let knowledge_base = knowledge_base(&readings, ledger);
        let graph = knowledge_base.graph();
        let mut entities = graph.entities().iter();
        let kremlin = entities.find(|entity| &*entity.name == "Kremlin").unwrap();
        let government = kremlin.stands_for;
        government.map(|id| graph.entity(id).name.to_string())
    };
    assert_eq!(stands_for("retype \"Russia\" to GPE"), None);
    let both = "retype \"Russia\" to GPE\nretype \"Kremlin\" to Organization";
    assert_eq!(stands_for(both).as_deref(), Some("Russia"));
    let back = format!("{both}\nretype \"Kremlin\" to Person");
    assert_eq!(stands_for(&back), None);
}

#[test]
fn a_distinction_holds_when_the_linker_would_join() {
    let readings = [reading("a", &["Ada met Bo"]), reading("b", &["Ada met Cy"])];
    let ledger = "distinct \"Ada\" (at a 0-3 \"Ada\") from \"Ada\" (at b 0-3 \"Ada\")";
    check(&readings, ledger, "Ada/1 met Bo/1, Ada/1 met Cy/1");
}

#[test]
fn names_and_types_change_and_old_names_stay_known() {
    let readings = [reading("a", &["Ada met Bo"])];
    let ledger = "rename \"Ada\" to \"Ada King\"\nretype \"Ada\" to Organization\nalias \"Ada\" also \"AAL\"";
    check(&readings, ledger, "Ada King/1 met Bo/1");
    let knowledge_base = knowledge_base(&readings, ledger);
    let ada = &knowledge_base.graph().entities()[0];
    assert_eq!(ada.aliases, ["AAL".into(), "Ada".into()]);
    assert_eq!(ada.entity_type, EntityType::Org);
}

#[test]
fn a_rejected_fact_is_gone_and_others_of_its_sentence_stay() {
    let readings = [reading("a", &["Ada met Bo", "Ada met Cy"])];
    check(
        &readings,
        "reject a 4-7 \"met\" met subject 0-3 object 8-10",
        "Ada/2 met Cy/1",
    );
}

#[test]
fn the_later_of_two_that_contradict_each_other_wins_and_says_so() {
    let readings = [reading("a", &["Ada met Bo"])];
    let (merge, distinct) = (
        "merge \"Bo\" into \"Ada\"\n",
        "distinct \"Ada\" from \"Bo\"\n",
    );
    let later_distinct = format!("{merge}{distinct}");
    check(&readings, &later_distinct, "Ada/1 met Bo/1");
    assert_eq!(
        findings(&readings, &later_distinct),
        ["decision 1 does not hold: the later decision 2 says otherwise"]
    );
    let later_merge = format!("{distinct}{merge}");
    check(&readings, &later_merge, "Ada/2 met Ada/2");
    assert_eq!(
        findings(&readings, &later_merge),
        ["decision 1 does not hold: the later decision 2 says otherwise"]
    );
}

#[test]
fn a_chain_of_merges_gives_way_to_a_later_distinction_of_its_ends() {
    let readings = [reading("a", &["Ada met Bo", "Cy met Dee"])];
    let ledger =
        "merge \"Bo\" into \"Ada\"\nmerge \"Cy\" into \"Bo\"\ndistinct \"Ada\" from \"Cy\"";
    check(&readings, ledger, "Ada/1 met Bo/2, Bo/2 met Dee/1");
    assert_eq!(
        findings(&readings, ledger),
        ["decision 1 does not hold: the later decision 3 says otherwise"]
    );
}

#[test]
fn a_split_and_a_later_merge_are_as_if_neither_were() {
    let readings = [reading("a", &["Ada met Bo"]), reading("b", &["Ada met Cy"])];
    let ledger = "split \"Ada\" taking article b as \"Eve\"\n\
                  merge \"Eve\" (at b 0-3 \"Ada\") into \"Ada\" (at a 0-3 \"Ada\")";
    check(&readings, ledger, "Ada/2 met Bo/1, Ada/2 met Cy/1");
}

#[test]
fn a_decision_rests_while_its_article_is_away() {
    let both = [
        reading("a", &["Ada met Bo"]),
        reading("b", &["Addie met Cy"]),
    ];
    let ledger = "merge \"Addie\" (at b 0-5 \"Addie\") into \"Ada\"";
    assert_eq!(
        findings(&both[..1], ledger),
        ["decision 1 rests: `Addie` is not found"]
    );
    assert!(findings(&both, ledger).is_empty());
}

#[test]
fn a_place_in_a_changed_article_is_found_by_its_words() {
    let ledger = "rename \"Ada\" (at a 0-3 \"Ada\") to \"Ada King\"";
    let changed = [reading("a", &["Bo met Ada"])];
    check(&changed, ledger, "Bo/1 met Ada King/1");
}

#[test]
fn an_undone_decision_leaves_no_trace() {
    let readings = [reading("a", &["Ada met Bo"])];
    let without = knowledge_base(&readings, "");
    let undone = knowledge_base(&readings, "merge \"Bo\" into \"Ada\"\nundo 1");
    assert_eq!(without.graph(), undone.graph());
}

const DISCARD: usize = 5;
const UNDO: usize = 6;

/// Decisions about the entities and facts of a knowledge base, by numbers that choose.
fn decide(knowledge_base: &KnowledgeBase, kind: usize, one: usize, other: usize) -> Action {
    let entities = knowledge_base.graph().entities();
    let anchor = |index: usize| {
        let entity: &Entity = &entities[index % entities.len()];
        EntityAnchor::of(entity, 4, |id| knowledge_base.reading(id))
    };
    let readings: Vec<&Reading> = knowledge_base.readings().collect();
    let some_reading = readings[other % readings.len()];
    let kind = if entities.is_empty() { UNDO } else { kind % 7 };
    match kind {
        0 => Action::Merge {
            kept: anchor(one),
            merged: anchor(other),
        },
        1 => Action::Distinct {
            left: anchor(one),
            right: anchor(other),
        },
        2 => Action::Split {
            entity: anchor(one),
            parts: vec![Part::Article(some_reading.article.id.clone())],
            name: None,
        },
        3 => Action::Rename {
            entity: anchor(one),
            name: format!("Name {other}").into(),
        },
        4 => Action::Reject {
            relation: RelationAnchor::of(
                some_reading,
                &some_reading.relations[one % some_reading.relations.len()],
            ),
        },
        DISCARD => Action::Discard {
            entity: anchor(one),
        },
        _ => Action::Undo {
            decision: DecisionId(1 + other as u32 % 6),
        },
    }
}

fn articles() -> impl Strategy<Value = Vec<Reading>> {
    let person = prop::sample::select(vec!["Ada", "Bo", "Cy", "Dee"]);
    let sentence = (person.clone(), person).prop_map(|(left, right)| format!("{left} met {right}"));
    let sentences = prop::collection::vec(sentence, 1..4);
    prop::collection::btree_map("[a-f]", sentences, 2..5).prop_map(|articles| {
        let read = |(id, sentences): (String, Vec<String>)| {
            let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
            reading(&id, &sentences)
        };
        articles.into_iter().map(read).collect()
    })
}

/// Decisions made one after the other, each on what the earlier ones made.
fn decided(articles: &[Reading], choices: &[(usize, usize, usize)]) -> KnowledgeBase {
    let mut knowledge_base = KnowledgeBase::from_readings(articles.iter().cloned(), lexicon());
    for &(kind, one, other) in choices {
        let action = decide(&knowledge_base, kind, one, other);
        let mut ledger = knowledge_base.ledger().clone();
        ledger.decide(action, None, None);
        knowledge_base.set_ledger(ledger, lexicon());
    }
    knowledge_base
}

/// What is exported.
fn bytes(knowledge_base: &KnowledgeBase) -> Vec<u8> {
    let mut bytes = knowledge_base.ledger().to_string().into_bytes();
    json::write(knowledge_base, &mut bytes).unwrap();
    dot::write(knowledge_base, &DotOptions::default(), &mut bytes).unwrap();
    bytes
}

fn choices() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    prop::collection::vec((0usize..7, 0usize..40, 0usize..40), 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_rebuild_in_any_order_gives_the_same_graph(
        articles in articles(), choices in choices(), turn in 0usize..5,
    ) {
        let before = decided(&articles, &choices);
        let ledger = parse(&before.ledger().to_string()).unwrap();
        let mut shuffled = articles.clone();
        let length = shuffled.len();
        shuffled.rotate_left(turn % length);
        shuffled[..length / 2].reverse();
        let mut one_by_one = KnowledgeBase::corrected([], ledger, lexicon());
        for article in shuffled {
            one_by_one.ingest([article], lexicon());
        }
        prop_assert_eq!(bytes(&before), bytes(&one_by_one));
        prop_assert_eq!(before, one_by_one);
    }

    #[test]
    fn what_is_added_and_removed_leaves_the_corrections(
        articles in articles(), choices in choices(), which in 0usize..5,
    ) {
        let before = decided(&articles, &choices);
        let mut after = before.clone();
        let article = &articles[which % articles.len()];
        after.retract(&article.article.id, lexicon());
        prop_assert_eq!(before.ledger(), after.ledger());
        after.ingest([article.clone()], lexicon());
        after.ingest([reading("z", &["Ada met Zoe"])], lexicon());
        after.retract(&DocumentId::new("z"), lexicon());
        prop_assert_eq!(before, after);
    }

    #[test]
    fn undoing_everything_restores_what_was_read(articles in articles(), choices in choices()) {
        let plain = KnowledgeBase::from_readings(articles.iter().cloned(), lexicon());
        let mut corrected = decided(&articles, &choices);
        let mut ledger = corrected.ledger().clone();
        let ids: Vec<DecisionId> = ledger.in_force().iter().map(|decision| decision.id).collect();
        for decision in ids {
            ledger.decide(Action::Undo { decision }, None, None);
        }
        corrected.set_ledger(ledger, lexicon());
        prop_assert_eq!(plain.graph(), corrected.graph());
    }

    #[test]
    fn the_last_decision_always_holds(articles in articles(), choices in choices()) {
        let corrected = decided(&articles, &choices);
        let last = corrected.ledger().decisions().last().unwrap().id;
        for finding in corrected.findings(lexicon()) {
            let is_overridden = matches!(finding.outcome, Outcome::Overridden { .. });
            prop_assert!(!(finding.decision == last && is_overridden), "{finding}");
        }
    }

    #[test]
    fn every_mention_stays_in_exactly_one_entity(articles in articles(), mut choices in choices()) {
        choices.retain(|(kind, ..)| kind % 7 != DISCARD);
        let corrected = decided(&articles, &choices);
        let entities = corrected.graph().entities();
        let mut mentions: Vec<_> = entities.iter().flat_map(|entity| &entity.mentions).collect();
        prop_assert!(entities.iter().all(|entity| !entity.mentions.is_empty()));
        let count = mentions.len();
        mentions.sort();
        mentions.dedup();
        let read: usize = articles.iter().map(|reading| reading.mentions.len()).sum();
        prop_assert_eq!((count, mentions.len()), (read, read));
    }
}
