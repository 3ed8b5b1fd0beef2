//! Who is who in small texts whose grammar is given.

use super::*;
use crate::document::DocumentId;
use crate::pipeline::{recognizer, speech};
use crate::reader::conllu;

/// One sentence a line, `form/UPOS/XPOS/features/head/relation` for each word; `Ada_B-Person` as
/// form opens a name, `Orr_I-Person` continues one. Lines of the answer: mentions of one thing.
fn check(sentences: &str, expected: &[&str]) {
    let mut source = String::new();
    for sentence in sentences
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        for (index, word) in sentence.split(' ').enumerate() {
            let [form, upos, xpos, features, head, relation] =
                word.split('/').collect::<Vec<_>>()[..]
            else {
                panic!("a word has six parts: {word}");
            };
            let (form, name) = form.split_once('_').unwrap_or((form, ""));
            let misc = if name.is_empty() {
                "_".to_owned()
            } else {
                format!("NER={name}")
            };
            let number = (index + 1).to_string();
            let lemma = form.to_lowercase();
            let lemma = lemma.strip_suffix('s').unwrap_or(&lemma);
            let line = [
                &number, form, lemma, upos, xpos, features, head, relation, "_", &misc,
            ];
            source += &line.join("\t");
            source.push('\n');
        }
        source.push('\n');
    }
    let lexicon = Lexicon::english();
    let syntax = conllu::read(&source, DocumentId::new("t")).unwrap();
    let mentions = recognizer::recognize(&syntax, &lexicon);
    let quotations = speech::attribute_quotations(&syntax, &mentions, &lexicon);
    let clusters = resolve(&syntax, &mentions, &quotations, &lexicon);
    let lines: Vec<String> = clusters
        .iter()
        .filter(|cluster| cluster.mentions.len() > 1 || !cluster.members.is_empty())
        .map(|cluster| {
            let texts: Vec<&str> = cluster
                .mentions
                .iter()
                .map(|id| mentions[id.0 as usize].span.of(syntax.text()))
                .collect();
            format!("{}: {}", cluster.name, texts.join(", "))
        })
        .collect();
    assert_eq!(lines, expected);
}

#[test]
fn a_family_name_alone_is_the_person_of_that_name() {
    check(
        "Ada_B-Person/PROPN/NNP/_/3/nsubj Orr_I-Person/PROPN/NNP/_/1/flat spoke/VERB/VBD/_/0/root
         Orr_B-Person/PROPN/NNP/_/2/nsubj left/VERB/VBD/_/0/root",
        &["Ada Orr: Ada Orr, Orr"],
    );
}

#[test]
fn a_pronoun_agrees_in_gender() {
    check(
        "Ada_B-Person/PROPN/NNP/_/3/nsubj Orr_I-Person/PROPN/NNP/_/1/flat met/VERB/VBD/_/0/root Tom_B-Person/PROPN/NNP/_/3/obj Lee_I-Person/PROPN/NNP/_/4/flat
         He/PRON/PRP/_/2/nsubj left/VERB/VBD/_/0/root",
        &["Tom Lee: Tom Lee, He"],
    );
}

#[test]
fn the_object_of_a_verb_is_not_its_subject() {
    check(
        "Tom_B-Person/PROPN/NNP/_/2/nsubj saw/VERB/VBD/_/0/root him/PRON/PRP/_/2/obj",
        &[],
    );
}

#[test]
fn an_adjective_of_a_country_names_the_country() {
    check(
        "Russia_B-Location/PROPN/NNP/_/2/nsubj sent/VERB/VBD/_/0/root Russian/ADJ/JJ/_/4/amod troops/NOUN/NNS/Number=Plur/2/obj",
        &["Russia: Russia, Russian"],
    );
}

#[test]
fn a_place_is_not_the_body_that_is_named_for_it() {
    check(
        "Hamra_B-Place/PROPN/NNP/_/2/nsubj lies/VERB/VBZ/_/0/root here/ADV/RB/_/2/advmod
         Hamra_B-Organization/PROPN/NNP/_/3/compound Port_I-Organization/PROPN/NNP/_/3/compound Authority_I-Organization/PROPN/NNP/_/4/nsubj left/VERB/VBD/_/0/root
         Hamra_B-Place/PROPN/NNP/_/2/nsubj sleeps/VERB/VBZ/_/0/root",
        &["Hamra: Hamra, Hamra"],
    );
}

#[test]
fn a_title_parts_a_family() {
    check(
        "Tom_B-Person/PROPN/NNP/_/3/nsubj Orr_I-Person/PROPN/NNP/_/1/flat spoke/VERB/VBD/_/0/root
         Mrs/PROPN/NNP/_/2/compound Orr_B-Person/PROPN/NNP/_/3/nsubj left/VERB/VBD/_/0/root
         Orr_B-Person/PROPN/NNP/_/2/nsubj stayed/VERB/VBD/_/0/root",
        &["Tom Orr: Tom Orr, Orr"],
    );
}

#[test]
fn a_middle_initial_parts_namesakes() {
    check(
        "Tom_B-Person/PROPN/NNP/_/4/nsubj A._I-Person/PROPN/NNP/_/1/flat Orr_I-Person/PROPN/NNP/_/1/flat spoke/VERB/VBD/_/0/root
         Tom_B-Person/PROPN/NNP/_/4/nsubj B._I-Person/PROPN/NNP/_/1/flat Orr_I-Person/PROPN/NNP/_/1/flat left/VERB/VBD/_/0/root",
        &[],
    );
}

#[test]
fn both_are_only_two_that_a_sentence_sets_beside_each_other() {
    let told = "Ada_B-Person/PROPN/NNP/_/3/nsubj Orr_I-Person/PROPN/NNP/_/1/flat met/VERB/VBD/_/0/root Tom_B-Person/PROPN/NNP/_/3/obj Lee_I-Person/PROPN/NNP/_/4/flat
         Both/DET/DT/_/2/det women/NOUN/NNS/Number=Plur/3/nsubj left/VERB/VBD/_/0/root";
    check(told, &["Ada Orr and Tom Lee: Both women"]);
    let apart =
        "Ada_B-Person/PROPN/NNP/_/3/nsubj Orr_I-Person/PROPN/NNP/_/1/flat slept/VERB/VBD/_/0/root
         Tom_B-Person/PROPN/NNP/_/3/nsubj Lee_I-Person/PROPN/NNP/_/1/flat ate/VERB/VBD/_/0/root
         Both/DET/DT/_/2/det women/NOUN/NNS/Number=Plur/3/nsubj left/VERB/VBD/_/0/root";
    check(apart, &[]);
}

#[test]
fn what_destroys_is_the_event_and_not_who_told_of_it() {
    check(
        "the/DET/DT/_/2/det quake/NOUN/NN/_/3/nsubj hit/VERB/VBD/_/7/ccomp Hamra_B-Location/PROPN/NNP/_/3/obj ,/PUNCT/,/_/7/punct Velko_B-Organization/PROPN/NNP/_/7/nsubj said/VERB/VBD/_/0/root
         It/PRON/PRP/_/2/nsubj destroy/VERB/VBD/_/0/root homes/NOUN/NNS/Number=Plur/2/obj",
        &["quake: the quake, It"],
    );
}

#[test]
fn whoever_denies_denies_their_own_doings() {
    check(
        "Velko_B-Organization/PROPN/NNP/_/2/nsubj deny/VERB/VBD/_/0/root that/SCONJ/IN/_/5/mark they/PRON/PRP/Number=Plur/5/nsubj left/VERB/VBD/_/2/ccomp",
        &["Velko: Velko, they"],
    );
}

#[test]
fn the_agency_of_a_dateline_is_no_company() {
    check(
        "HAMRA_B-Location/PROPN/NNP/_/0/root (/PUNCT/-LRB-/_/3/punct Velko_B-Organization/PROPN/NNP/_/1/list )/PUNCT/-RRB-/_/3/punct –/PUNCT/:/_/1/punct
         the/DET/DT/_/2/det company/NOUN/NN/_/3/nsubj left/VERB/VBD/_/0/root",
        &[],
    );
}

#[test]
fn one_minister_is_not_another() {
    check(
        "the/DET/DT/_/3/det finance/NOUN/NN/_/3/compound minister/NOUN/NN/_/8/nsubj ,/PUNCT/,/_/3/punct Ada_B-Person/PROPN/NNP/_/3/appos Lind_I-Person/PROPN/NNP/_/5/flat ,/PUNCT/,/_/3/punct left/VERB/VBD/_/0/root
         Prime/PROPN/NNP/_/2/amod Minister/PROPN/NNP/_/3/nmod:desc Jan_B-Person/PROPN/NNP/_/5/nsubj Orr_I-Person/PROPN/NNP/_/3/flat spoke/VERB/VBD/_/0/root
         the/DET/DT/_/3/det finance/NOUN/NN/_/3/compound minister/NOUN/NN/_/4/nsubj slept/VERB/VBD/_/0/root
         the/DET/DT/_/3/det prime/ADJ/JJ/_/3/amod minister/NOUN/NN/_/4/nsubj slept/VERB/VBD/_/0/root",
        &[
            "Ada Lind: the finance minister, Ada Lind, the finance minister",
            "Jan Orr: Prime Minister Jan Orr, the prime minister",
        ],
    );
}
