//! Every question of `fixtures/queries/short/questions.txt` with what it becomes.

use std::fmt::Write as _;

use super::*;
use crate::lexicon::{Lexicon, WordClass};
use crate::query::{AnyParameters, check, parse};

fn entity(name: &str, kind: &str, mentions: u64, aliases: &[&str]) -> KnownEntity {
    let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
    KnownEntity {
        name: name.into(),
        aliases,
        descriptions: Vec::new(),
        members: Vec::new(),
        kind: kind.into(),
        mentions,
    }
}

/// What a small graph of news would have.
fn vocabulary() -> WordList {
    let entities = vec![
        entity(
            "Vladimir Putin",
            "Person",
            20,
            &["Putin", "President Putin"],
        ),
        entity("Donald Trump", "Person", 18, &["Trump", "President Trump"]),
        entity("Trump Organization", "Organization", 2, &["Trump"]),
        entity("Volodymyr Zelenskyy", "Person", 5, &["Zelenskyy"]),
        entity("Yuri Ushakov", "Person", 6, &["Ushakov"]),
        entity("Iran", "Place", 4, &[]),
        entity("Reuters", "Organization", 3, &["Reuters news agency"]),
        entity("Brightwater", "Organization", 3, &[]),
        entity("Tarn & Reeve", "Organization", 2, &[]),
        entity("Match Group", "Organization", 1, &[]),
        entity("reporters", "Person", 1, &[]),
    ];
    let relations = [
        "call",
        "say",
        "pause",
        "tell",
        "tell_that",
        "tell_about",
        "meet",
        "criticise",
        "refuse",
        "reject",
        "discuss",
        "give_up_on",
        "give",
        "found",
        "found_in",
        "speak_with",
        "speak_about",
        "be_aide_to",
        "be",
        "mention",
        "pay",
        "buy",
        "hold",
        "hold_with",
        "deny",
        "add",
        "visit",
        "be_chief_executive_of",
        "sentence",
        "sentence_for",
        "die",
    ];
    let relations = relations
        .iter()
        .map(|name| ((*name).to_owned(), 3))
        .collect();
    let labels = ["Person", "Organization", "Place", "Statement"]
        .map(|name| (name.to_owned(), 3))
        .to_vec();
    let lemma = |class| {
        let lexicon = Lexicon::english();
        move |form: &str| lexicon.lemma(form, class)
    };
    WordList::new(entities, relations, labels, lemma(WordClass::Verb))
        .with_nouns(lemma(WordClass::Noun))
}

/// `text`, and below it the full form with its notes, or the error with carets and advice.
fn shown(text: &str, vocabulary: &WordList) -> String {
    let mut shown = format!("{text}\n");
    let diagnostics = match translate(text, vocabulary) {
        Ok(translation) => {
            for statement in [&translation.statement, &translation.with_facts] {
                let full = statement.to_string();
                let again = parse(&full).unwrap_or_else(|error| panic!("{full}: {error}"));
                assert_eq!(again, *statement, "{full}");
                check(&again, &AnyParameters).unwrap_or_else(|error| panic!("{full}: {error}"));
            }
            writeln!(shown, "    {}", translation.statement).unwrap();
            translation.notes
        }
        Err(error) => vec![error.to_diagnostic()],
    };
    for diagnostic in diagnostics {
        writeln!(
            shown,
            "    {:?}: {}",
            diagnostic.severity, diagnostic.message
        )
        .unwrap();
        for label in &diagnostic.labels {
            writeln!(shown, "    at `{}`", label.span.of(text)).unwrap();
        }
        if let Some(help) = &diagnostic.help {
            writeln!(shown, "    help: {help}").unwrap();
        }
    }
    shown
}

#[test]
fn questions_become_queries_that_mean_the_same() {
    let vocabulary = vocabulary();
    let questions = include_str!("../../../fixtures/queries/short/questions.txt");
    let shown: Vec<String> = questions
        .lines()
        .map(|question| shown(question, &vocabulary))
        .collect();
    expect_test::expect_file!["../../../fixtures/queries/short/queries.txt"]
        .assert_eq(&shown.join("\n"));
}

#[test]
fn a_question_without_end_is_refused() {
    for part in [" ?x", " and ?y ?did ?z", " since 2025", "|met"] {
        let question = format!("Putin called{}", part.repeat(200));
        let error = translate(&question, &vocabulary()).unwrap_err();
        assert_eq!(error.code(), "TooLong", "{question}");
    }
}

#[test]
fn what_comes_to_too_many_conditions_is_refused() {
    let mut refused = 0;
    for facts in [1, 10, 24, 33] {
        let text = vec!["?a is ?b"; facts].join(" and ");
        match translate(&text, &vocabulary()) {
            Ok(translation) => {
                let printed = translation.with_facts.to_string();
                assert_eq!(parse(&printed).as_ref(), Ok(&translation.with_facts));
            }
            Err(error) => {
                assert_eq!(error.code(), "TooLong", "{facts}: {error}");
                refused += 1;
            }
        }
    }
    assert!((1..4).contains(&refused), "{refused}");
}

/// Words of every part of the grammar, names and words that the graph has, and marks.
const PIECES: [&str; 84] = [
    "who",
    "what",
    "whom",
    "?who",
    "?",
    "?x:Person",
    "?did",
    "did",
    "was",
    "is",
    "are",
    "will",
    "not",
    "didn't",
    "when",
    "where",
    "why",
    "how",
    "many",
    "much",
    "old",
    "people",
    "companies",
    "which",
    "the",
    "The",
    "a",
    "and",
    "that",
    "of",
    "in",
    "with",
    "about",
    "to",
    "by",
    "for",
    "since",
    "before",
    "between",
    "on",
    "last",
    "week",
    "yesterday",
    "today",
    "Thursday",
    "31",
    "February",
    "2025",
    "2025-02-30",
    "limit",
    "3",
    "count",
    "path",
    "from",
    "within",
    "according",
    "tell",
    "me",
    "list",
    "all",
    "Putin",
    "Trump",
    "CEO",
    "Brightwater",
    "Iran",
    "reporters",
    "agency",
    "called",
    "held",
    "talks",
    "said",
    "told",
    "resigned",
    "died",
    "founded",
    "sentenced",
    "wants",
    "refused",
    "happened",
    "\"phone call\"",
    "|",
    "?.",
    "über",
    "Été",
];

#[test]
fn any_words_are_a_question_or_refused() {
    let vocabulary = vocabulary();
    let mut state = 1_u64;
    let mut next = |below: usize| {
        // Knuth's linear congruential generator; the high bits are the random ones.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..2_000 {
        let words: Vec<&str> = (0..=next(9)).map(|_| PIECES[next(PIECES.len())]).collect();
        let question = words.join(" ");
        if let Ok(translation) = translate(&question, &vocabulary) {
            for statement in [&translation.statement, &translation.with_facts] {
                let full = statement.to_string();
                assert_eq!(parse(&full).as_ref(), Ok(statement), "{question}: {full}");
            }
        }
        weaker(&question, &vocabulary);
    }
}
