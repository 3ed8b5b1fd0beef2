//! Whatever the text is, both forms answer with a tree or an error that points into it; a tree prints
//! as text that parses back to it. `tests/query_text.rs` asks the same of random text in every test run.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relata::query::short::WordList;
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
    let words = WordList::new(Vec::new(), vec![("call".into(), 1)], Vec::new(), str::to_owned);
    if let Err(error) = translate(text, &words) {
        let _ = (error.span().of(text), error.to_string(), error.help());
    }
});
