//! Who is who across articles, from the text on: one entity for one thing, whatever the order of
//! the articles, and no trace of an article that was removed.

use std::sync::LazyLock;

use proptest::prelude::*;
use relata::document::{EntityType, Reading};
use relata::knowledge_base::KnowledgeBase;
use relata::{ModelKind, Newsreader};

const ARTICLES: [&str; 5] = [
    "OSLO, July 3, 2025 - Shipping company Velko bought its rival Norda on Thursday, chief \
     executive Ana Ruiz said. The Norwegian government holds a fifth of Velko.",
    "BERGEN, July 4, 2025 - Velko did not buy Norda, a spokesman said. Norway owns no ships, \
     Prime Minister Jonas Hald told reporters. Ruiz could not be reached.",
    "The U.S. accused Moscow of sending drones. The Kremlin denied that Russia sent drones. \
     American officials said that the United States would respond.",
    "Judge Helen Marsh met reporters in London. Marsh praised the World Health Organization \
     (WHO). The WHO thanked her.",
    "Farmer Tom Marsh met Kremlin aide Yuri Ushakov in Kyiv. Ushakov told Marsh that Ukraine \
     would answer.",
];

static NEWSREADER: LazyLock<Newsreader> =
    LazyLock::new(|| Newsreader::new(ModelKind::Accurate).expect("the embedded model is whole"));

static READINGS: LazyLock<Vec<Reading>> = LazyLock::new(|| {
    let read = |(index, text): (usize, &&str)| {
        NEWSREADER
            .read(index.to_string(), *text, None)
            .expect("an article has words")
    };
    ARTICLES.iter().enumerate().map(read).collect()
});

fn knowledge_base(articles: impl IntoIterator<Item = usize>) -> KnowledgeBase {
    let readings = articles.into_iter().map(|index| READINGS[index].clone());
    NEWSREADER.knowledge_base(readings)
}

/// The name, type and aliases of the entity that goes by `name`; there is one.
fn check(name: &str, entity_type: EntityType, aliases: &[&str]) {
    let knowledge_base = knowledge_base(0..ARTICLES.len());
    let entities = knowledge_base.graph().entities();
    let called: Vec<_> = entities
        .iter()
        .filter(|entity| {
            &*entity.name == name || entity.aliases.iter().any(|alias| **alias == *name)
        })
        .collect();
    assert_eq!(called.len(), 1, "{called:#?}");
    assert_eq!(&*called[0].name, name);
    assert_eq!(called[0].entity_type, entity_type);
    for alias in aliases {
        assert!(
            called[0].aliases.iter().any(|known| **known == **alias),
            "{called:#?}"
        );
    }
}

#[test]
fn the_names_of_a_country_are_one() {
    check("United States", EntityType::Gpe, &["U.S."]);
    check("Norway", EntityType::Gpe, &[]);
    check("Russia", EntityType::Gpe, &[]);
}

#[test]
fn a_person_is_one_under_the_family_name_in_another_article() {
    check("Ana Ruiz", EntityType::Person, &["Ruiz"]);
}

#[test]
fn a_role_before_a_name_is_no_part_of_it() {
    check("Yuri Ushakov", EntityType::Person, &["Ushakov"]);
    check("Jonas Hald", EntityType::Person, &[]);
}

#[test]
fn two_persons_of_one_family_name_are_two() {
    let knowledge_base = knowledge_base(0..ARTICLES.len());
    let entities = knowledge_base.graph().entities();
    for name in ["Helen Marsh", "Tom Marsh"] {
        let found = entities.iter().find(|entity| &*entity.name == name);
        assert_eq!(found.expect(name).entity_type, EntityType::Person);
    }
    assert!(entities.iter().all(|entity| &*entity.name != "Marsh"));
}

#[test]
fn an_acronym_is_the_body_it_stands_for() {
    check("World Health Organization", EntityType::Org, &["WHO"]);
}

#[test]
fn a_capital_stands_for_a_country_that_the_articles_name() {
    let knowledge_base = knowledge_base(0..ARTICLES.len());
    let graph = knowledge_base.graph();
    for (name, country) in [("Moscow", "Russia"), ("Kremlin", "Russia")] {
        let mut entities = graph.entities().iter();
        let entity = entities.find(|entity| &*entity.name == name).expect(name);
        let government = entity.stands_for.expect("it stands for a country");
        assert_eq!(&*graph.entity(government).name, country);
        assert!(
            entity
                .reasons
                .iter()
                .any(|reason| reason.reason.starts_with("stands for"))
        );
    }
}

#[test]
fn every_mention_that_was_joined_has_a_reason() {
    let knowledge_base = knowledge_base(0..ARTICLES.len());
    for entity in knowledge_base.graph().entities() {
        let joined = entity
            .reasons
            .iter()
            .filter(|reason| !reason.reason.starts_with("stands for"));
        assert!(joined.count() + 1 >= entity.mentions.len(), "{entity:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_order_of_articles_leaves_no_trace(order in Just((0..ARTICLES.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let expected = knowledge_base(0..ARTICLES.len());
        prop_assert_eq!(knowledge_base(order), expected);
    }

    #[test]
    fn adding_later_is_reading_together(
        order in Just((0..ARTICLES.len()).collect::<Vec<_>>()).prop_shuffle(),
        cut in 0..ARTICLES.len(),
    ) {
        let mut grown = knowledge_base(order[..cut].iter().copied());
        let later = order[cut..].iter().map(|&index| READINGS[index].clone());
        grown.ingest(later, NEWSREADER.lexicon());
        prop_assert_eq!(grown, knowledge_base(0..ARTICLES.len()));
    }

    #[test]
    fn a_removed_article_was_never_there(gone in 0..ARTICLES.len()) {
        let mut kept = knowledge_base(0..ARTICLES.len());
        let id = READINGS[gone].article.id.clone();
        prop_assert!(kept.retract(&id, NEWSREADER.lexicon()));
        let expected = knowledge_base((0..ARTICLES.len()).filter(|&index| index != gone));
        prop_assert_eq!(kept, expected);
    }
}
