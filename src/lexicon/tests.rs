use super::*;

const LEXICON: fn() -> Lexicon = Lexicon::english;

#[test]
fn every_list_in_the_binary_can_be_read() {
    assert_eq!(Lexicon::load().err(), None);
}

#[test]
fn every_generated_table_is_sorted_and_has_unique_keys() {
    for file in [
        "verb_frames",
        "nouns",
        "lemma_exceptions",
        "first_names",
        "countries",
        "country_names",
        "cities",
        "places",
        "place_adjectives",
        "company_suffixes",
    ] {
        let path = format!("{}/data/lexicon/{file}.tsv", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let keys: Vec<_> = text
            .lines()
            .map(|line| line.split_once('\t').unwrap().0)
            .collect();
        assert!(
            keys.is_sorted_by(|a, b| a.as_bytes() < b.as_bytes()),
            "{file}"
        );
    }
}

#[test]
fn countries_answer_to_name_acronym_and_inhabitant() {
    let name = |text: &str| LEXICON().country(text).map(|country| country.name);
    for (text, expected) in [
        ("US", "United States"),
        ("U.S.", "United States"),
        ("America", "United States"),
        ("UK", "United Kingdom"),
        ("UAE", "United Arab Emirates"),
        ("Russian", "Russia"),
        ("Poles", "Poland"),
        ("Ukrainians", "Ukraine"),
        ("Dutch", "Netherlands"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Ivory Coast", "Ivory Coast"),
        ("Türkiye", "Turkey"),
        ("South Korean", "South Korea"),
        ("Iran", "Iran"),
        ("Czechia", "Czech Republic"),
    ] {
        assert_eq!(name(text), Some(expected), "{text}");
    }
    for text in ["us", "It", "he", "Kremlin", "turkey"] {
        assert_eq!(name(text), None, "{text}");
    }
}

#[test]
fn capitals_and_seats_stand_for_a_government() {
    let stands_for = |text: &str| {
        LEXICON()
            .metonym(text)
            .map(|metonym| (metonym.country.name, metonym.kind))
    };
    assert_eq!(stands_for("Moscow"), Some(("Russia", MetonymKind::Capital)));
    assert_eq!(
        stands_for("the Kremlin"),
        Some(("Russia", MetonymKind::Seat))
    );
    assert_eq!(
        stands_for("Washington"),
        Some(("United States", MetonymKind::Capital))
    );
    assert_eq!(
        stands_for("White House"),
        Some(("United States", MetonymKind::Seat))
    );
    assert_eq!(stands_for("Kyiv"), Some(("Ukraine", MetonymKind::Capital)));
    assert_eq!(stands_for("Singapore"), None);
    assert_eq!(stands_for("Lyon"), None);
}

#[test]
fn places_know_their_sort() {
    let place = |text: &str| LEXICON().place(text);
    assert_eq!(place("Ukraine"), Some(PlaceKind::Political));
    assert_eq!(place("Middle East"), Some(PlaceKind::Natural));
    assert_eq!(place("Lyon"), Some(PlaceKind::Political));
    assert_eq!(place("Texas"), Some(PlaceKind::Political));
    assert_eq!(place("Danube"), Some(PlaceKind::Natural));
    assert_eq!(place("Putin"), None);
    assert_eq!(place("paris"), None);
}

#[test]
fn first_names_tell_gender_where_a_list_does() {
    for (name, gender) in [
        ("Vladimir", Gender::Male),
        ("Donald", Gender::Male),
        ("Olena", Gender::Female),
        ("Mary", Gender::Female),
        ("Yuri", Gender::Male),
        ("Volodymyr", Gender::Male),
    ] {
        assert_eq!(LEXICON().first_name(name), Some(gender), "{name}");
    }
    assert_eq!(LEXICON().first_name("Kremlin"), None);
}

#[test]
fn verbs_know_how_they_report_and_what_they_imply() {
    assert_eq!(
        LEXICON().reporting("insist"),
        Some(ReportingClass::Assertive)
    );
    assert_eq!(
        LEXICON().reporting("call for"),
        Some(ReportingClass::Directive)
    );
    assert_eq!(LEXICON().reporting("eat"), None);
    assert_eq!(LEXICON().implicative("refuse"), Some(Implication::NotDone));
    assert!(LEXICON().verb_frames("say").unwrap().that_clause());
    assert!(LEXICON().verb_frames("give up").is_some());
}

#[test]
fn nouns_know_their_class_and_their_verb() {
    assert_eq!(LEXICON().event_verb("suspension"), Some("suspend"));
    assert_eq!(LEXICON().event_verb("takeover"), Some("take over"));
    assert_eq!(LEXICON().event_verb("president"), None);
    assert!(LEXICON().is_role_noun("aide") && LEXICON().is_role_noun("prime minister"));
    assert!(LEXICON().is_person_noun("reporter") && !LEXICON().is_person_noun("missile"));
    assert!(LEXICON().is_artifact_noun("missile") && LEXICON().is_group_noun("audience"));
    assert!(LEXICON().is_event_noun("war") && !LEXICON().is_event_noun("leader"));
}

#[test]
fn kinship_has_an_inverse() {
    let wife = LEXICON().kinship("wife").unwrap();
    assert_eq!(
        (wife.gender, wife.inverse_of_man),
        (Gender::Female, "husband")
    );
}

#[test]
fn company_suffixes_need_a_capital() {
    assert!(LEXICON().is_company_suffix("Inc.") && LEXICON().is_company_suffix("GmbH"));
    assert!(!LEXICON().is_company_suffix("co") && !LEXICON().is_company_suffix("The"));
}

#[test]
fn the_manifest_describes_the_tables_that_are_there() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon");
    let manifest = std::fs::read_to_string(folder.join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    for table in manifest["tables"].as_array().unwrap() {
        let text = std::fs::read_to_string(folder.join(table["file"].as_str().unwrap())).unwrap();
        assert_eq!(table["bytes"], text.len(), "{table}: generate anew");
        assert_eq!(
            table["rows"],
            text.lines().count(),
            "{table}: generate anew"
        );
    }
}
