//! Whatever the text is, both forms answer with a tree or an error that points into it; a tree prints
//! as text that parses back to it. `tests/query_text.rs` asks the same of random text in every test run.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relata::query::short::{KnownEntity, WordList};
use relata::query::{AnyParameters, Form, check, parse, translate};

fuzz_target!(|text: &str| {
    let _ = Form::of(text);
    match parse(text) {
        Ok(statement) => {
            let printed = statement.to_string();
            assert_eq!(parse(&printed).as_ref(), Ok(&statement), "{printed}");
            if let Err(error) = check(&statement, &AnyParameters) {
                let _ = (error.span().of(text), error.to_string(), error.help());
            }
        }
        Err(error) => {
            let _ = (error.span().of(text), error.to_string(), error.help());
        }
    }
    match translate(text, &words()) {
        Ok(translation) => {
            for statement in [&translation.statement, &translation.with_facts]
            {
                let printed = statement.to_string();
                assert_eq!(parse(&printed).as_ref(), Ok(statement), "{printed}");
            }
            for note in translation.notes {
                note.labels.iter().for_each(|label| drop(label.span.of(text)));
            }
        }
        Err(error) => {
            let _ = (error.span().of(text), error.to_string(), error.help());
        }
    }
});

/// A small graph's words: names in capitals and small letters, verbs with particles and roles.
fn words() -> WordList {
    let entity = |name: &str, aliases: &[&str], members: &[&str]| KnownEntity {
        name: name.into(),
        aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
        descriptions: vec!["the decision".into()],
        members: members.iter().map(|member| (*member).into()).collect(),
        kind: "Person".into(),
        mentions: 1,
    };
    let entities = vec![
        entity("Vladimir Putin", &["Putin"], &[]),
        entity("Donald Trump", &["Trump", "Putin"], &[]),
        entity("the two leaders", &[], &["Vladimir Putin", "Donald Trump"]),
        entity("Bank of Marovia", &["bank"], &[]),
        entity("talks", &["lower-level talks", "ßİǅ"], &[]),
    ];
    let relations = [
        "call", "tell", "tell_that", "tell_to", "say_that", "give_up_on", "be_aide_of", "catch",
        "catch_by", "discuss", "discuss_with", "speak_with", "end", "be",
    ];
    let relations = relations.map(|name| (name.to_owned(), 1)).to_vec();
    let labels = vec![("Person".to_owned(), 3)];
    WordList::new(entities, relations, labels, |form| form.trim_end_matches("ed").to_owned())
        .with_titles(|word| word == "president")
}
