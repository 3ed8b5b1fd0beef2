//! What is mentioned in small sentences whose grammar is given.

use super::*;
use crate::document::DocumentId;
use crate::reader::conllu;

/// `form/UPOS/XPOS/head/relation` for each word, `lemma` = lower-case form; names by `NAMES`.
fn check(words: &str, names: &[(u32, u32, &str)], expected: &[&str]) {
    let mut source = String::new();
    for (index, word) in words.split(' ').enumerate() {
        let [form, upos, xpos, head, relation] = word.split('/').collect::<Vec<_>>()[..] else {
            panic!("a word has five parts: {word}");
        };
        let number = (index + 1) as u32;
        let begins = names.iter().find(|name| name.0 == number);
        let goes_on = names
            .iter()
            .find(|name| name.0 < number && number <= name.1);
        let misc = match (begins, goes_on) {
            (Some(name), _) => format!("NER=B-{}", name.2),
            (None, Some(name)) => format!("NER=I-{}", name.2),
            _ => "_".to_owned(),
        };
        let line = [
            &number.to_string(),
            form,
            &form.to_lowercase(),
            upos,
            xpos,
            "_",
            head,
            relation,
            "_",
            &misc,
        ];
        source += &line.join("\t");
        source.push('\n');
    }
    let syntax = conllu::read(&source, DocumentId::new("t")).unwrap();
    let found: Vec<String> = recognize(&syntax, &Lexicon::english())
        .iter()
        .map(|mention| {
            let text = mention.span.of(syntax.text());
            format!("{text} | {:?} {:?}", mention.kind, mention.entity_type)
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_name_takes_the_titles_before_it() {
    check(
        "Kremlin/PROPN/NNP/2/compound aide/NOUN/NN/3/nmod:desc Ada/PROPN/NNP/5/nsubj Orr/PROPN/NNP/3/flat spoke/VERB/VBD/0/root",
        &[(1, 1, "Person"), (3, 4, "Person")],
        &["Kremlin aide Ada Orr | Name Person", "Kremlin | Name Org"],
    );
}

#[test]
fn an_adjective_of_a_country_is_a_mention_inside_the_phrase() {
    check(
        "the/DET/DT/3/det Russian/ADJ/JJ/3/amod delegation/NOUN/NN/4/nsubj left/VERB/VBD/0/root",
        &[],
        &[
            "the Russian delegation | Nominal Norp",
            "Russian | Demonym Gpe",
        ],
    );
}

#[test]
fn an_expletive_means_nothing() {
    check("it/PRON/PRP/2/expl rained/VERB/VBD/0/root", &[], &[]);
}

#[test]
fn words_without_a_kind_stay_words() {
    check(
        "its/PRON/PRP$/2/nmod:poss aims/NOUN/NNS/3/nsubj changed/VERB/VBD/0/root",
        &[],
        &["its | Pronoun Other"],
    );
}

#[test]
fn whoever_stands_beside_an_office_is_a_person() {
    check(
        "its/PRON/PRP$/3/nmod:poss chief/ADJ/JJ/3/amod executive/NOUN/NN/8/nsubj ,/PUNCT/,/5/punct Vane/PROPN/NNP/3/appos Orr/PROPN/NNP/5/flat ,/PUNCT/,/5/punct left/VERB/VBD/0/root",
        &[(5, 6, "Organization")],
        &[
            "its chief executive | Nominal Person",
            "its | Pronoun Other",
            "Vane Orr | Name Person",
        ],
    );
}

#[test]
fn a_source_that_speaks_is_somebody() {
    check(
        "a/DET/DT/2/det source/NOUN/NN/3/nsubj say/VERB/VBD/0/root so/ADV/RB/3/advmod",
        &[],
        &["a source | Nominal Person"],
    );
    check(
        "a/DET/DT/2/det source/NOUN/NN/3/nsubj dried/VERB/VBD/0/root",
        &[],
        &[],
    );
}

#[test]
fn a_guess_made_often_stays_a_guess() {
    let again = " and/CCONJ/CC/4/cc Vane/PROPN/NNP/4/conj";
    let words = format!(
        "Vane/PROPN/NNP/2/compound ASA/PROPN/NNP/3/nsubj met/VERB/VBD/0/root Vane/PROPN/NNP/3/obj{}",
        again.repeat(5)
    );
    let mut names = vec![(1, 2, "Organization"), (4, 4, "Person")];
    names.extend((0..5).map(|index| (6 + 2 * index, 6 + 2 * index, "Person")));
    let mut expected = vec!["Vane ASA | Name Org"];
    expected.extend(["Vane | Name Org"; 6]);
    check(&words, &names, &expected);
}
