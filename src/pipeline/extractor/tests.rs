//! What is said in sentences whose grammar is given.

use crate::document::{DocumentId, RelationMentionId};
use crate::lexicon::Lexicon;
use crate::pipeline;
use crate::reader::conllu;

/// Each word as `form/UPOS.XPOS/head/relation`, with `form=lemma` where they differ and `form_B-Type` where a
/// name begins → a line for each fact.
fn said(words: &str) -> String {
    let mut source = String::new();
    for (index, word) in words.split(' ').enumerate() {
        let [form, tag, head, relation] = word.split('/').collect::<Vec<_>>()[..] else {
            panic!("a word has four parts: {word}");
        };
        let (form, name) = form.split_once('_').unwrap_or((form, ""));
        let (form, lemma) = form.split_once('=').unwrap_or((form, form));
        let (upos, xpos) = tag.split_once('.').unwrap_or((tag, "NN"));
        let misc = if name.is_empty() {
            "_".to_owned()
        } else {
            format!("NER={name}")
        };
        let number = (index + 1).to_string();
        let line = [
            &number, form, lemma, upos, xpos, "_", head, relation, "_", &misc,
        ];
        source += &(line.join("\t") + "\n");
    }
    let syntax = conllu::read(&source, DocumentId::new("t")).unwrap();
    let document = pipeline::understand(syntax, &Lexicon::english());
    let facts = 0..document.relations.len() as u32;
    let lines = facts.map(|fact| document.fact_line(RelationMentionId(fact)));
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(words: &str, expected: &str) {
    assert_eq!(said(words), expected);
}

#[test]
fn what_nearly_happened_did_not() {
    check(
        "Talks/NOUN.NNS/3/nsubj nearly/ADV.RB/3/advmod failed=fail/VERB.VBD/0/root",
        "#0 Talks | not fail | – [asserted]",
    );
    check(
        "Sales/NOUN.NNS/3/nsubj nearly/ADV.RB/3/advmod doubled=double/VERB.VBD/0/root",
        "#0 Sales | double | – [asserted]",
    );
}

#[test]
fn who_is_charged_with_something_is_said_to_have_done_it() {
    check(
        "Police/NOUN.NNS/2/nsubj charged=charge/VERB.VBD/0/root Orr_B-Person/PROPN/2/obj with/SCONJ.IN/5/mark lying=lie/VERB.VBG/2/advcl",
        "#0 Police | charge | Orr | with: #1 [asserted]\n#1 Orr | lie | – [reported, said by Police]",
    );
    check(
        "Orr_B-Person/PROPN/3/nsubj:pass was=be/AUX.VBD/3/aux:pass charged=charge/VERB.VBN/0/root with/SCONJ.IN/5/mark lying=lie/VERB.VBG/3/advcl",
        "#0 – | charge | Orr | with: #1 [asserted]\n#1 Orr | lie | – [hedged]",
    );
}

#[test]
fn the_verb_that_is_left_out_is_the_one_before() {
    check(
        "Lind_B-Person/PROPN/2/nsubj scored=score/VERB.VBD/0/root two/NUM.CD/4/nummod goals=goal/NOUN.NNS/2/obj and/CCONJ.CC/7/cc Orr_B-Person/PROPN/7/nsubj one/NUM.CD/2/conj",
        "#0 Lind | score | two goals [asserted]\n#1 Orr | score | one [asserted]",
    );
}

#[test]
fn a_verb_goes_on_from_the_last_clause_with_a_subject() {
    check(
        "Walls=wall/NOUN.NNS/2/nsubj shook=shake/VERB.VBD/0/root and/CCONJ.CC/5/cc Orr_B-Person/PROPN/5/nsubj woke=wake/VERB.VBD/2/conj and/CCONJ.CC/7/cc ran=run/VERB.VBD/2/conj",
        "#0 Walls | shake | – [asserted]\n#1 Orr | wake | – [asserted]\n#2 Orr | run | – [asserted]",
    );
}

#[test]
fn a_present_with_a_time_to_come_is_a_plan() {
    check(
        "Parliament/PROPN/2/nsubj meets=meet/VERB.VBZ/0/root next/ADJ.JJ/4/amod week/NOUN.NN/2/obl:unmarked",
        "#0 Parliament | meet | – [planned, next week]",
    );
    check(
        "Parliament/PROPN/2/nsubj met=meet/VERB.VBD/0/root last/ADJ.JJ/4/amod week/NOUN.NN/2/obl:unmarked",
        "#0 Parliament | meet | – [asserted, last week]",
    );
}

#[test]
fn who_pleads_not_guilty_does_not_plead_guilty() {
    check(
        "Orr_B-Person/PROPN/2/nsubj pleaded=plead/VERB.VBD/0/root not/PART.RB/4/advmod guilty/ADJ.JJ/2/xcomp",
        "#0 Orr | plead | – | object2: not guilty [asserted]",
    );
}

#[test]
fn what_is_said_of_both_of_them_is_said_of_them() {
    check(
        "Orr_B-Person/PROPN/2/nsubj made=make/VERB.VBD/0/root bids=bid/NOUN.NNS/2/obj both/DET.DT/7/nsubj of/ADP.IN/6/case which/PRON.WDT/4/nmod failed=fail/VERB.VBD/3/acl:relcl",
        "#0 Orr | make | bids [asserted]\n#1 bids | fail | – [asserted]",
    );
}

#[test]
fn a_calling_is_held_in_no_country() {
    check(
        "Danish/ADJ.JJ/2/amod architect/NOUN.NN/3/nmod:desc Holm_B-Person/PROPN/4/nsubj left=leave/VERB.VBD/0/root",
        "#0 Holm | be | Danish architect [asserted]\n#1 Holm | leave | – [asserted]",
    );
    check(
        "Danish/ADJ.JJ/2/amod president/NOUN.NN/3/nmod:desc Holm_B-Person/PROPN/4/nsubj left=leave/VERB.VBD/0/root",
        "#0 Holm | be_president_of | Danish [asserted]\n#1 Holm | leave | – [asserted]",
    );
}

#[test]
fn what_somebody_says_is_said_though_nobody_is_named() {
    check(
        "Some/DET.DT/2/nsubj say/VERB.VBP/0/root prices=price/NOUN.NNS/4/nsubj fell=fall/VERB.VBD/2/ccomp",
        "#0 Some | say | #1 [asserted]\n#1 prices | fall | – [reported]",
    );
    check(
        "Sources=source/NOUN.NNS/2/nsubj say/VERB.VBP/0/root prices=price/NOUN.NNS/4/nsubj fell=fall/VERB.VBD/2/ccomp",
        "#0 Sources | say | #1 [asserted]\n#1 prices | fall | – [reported, said by Sources]",
    );
}

#[test]
fn what_is_ruled_out_is_not_done() {
    check(
        "Orr_B-Person/PROPN/2/nsubj ruled=rule/VERB.VBD/0/root out/ADP/2/compound:prt paying=pay/VERB.VBG/2/xcomp",
        "#0 Orr | rule_out | #1 [asserted]\n#1 Orr | not pay | – [asserted]",
    );
}

#[test]
fn a_modal_verb_alone_says_nothing() {
    check(
        "Orr_B-Person/PROPN/2/nsubj asked=ask/VERB.VBD/0/root whether/SCONJ.IN/5/mark Lind_B-Person/PROPN/5/nsubj would=will/AUX.MD/2/ccomp",
        "#0 Orr | ask | – [asserted]",
    );
}

#[test]
fn how_long_is_no_doer() {
    check(
        "Trains=train/NOUN.NNS/3/nsubj:pass were=be/AUX.VBD/3/aux:pass delayed=delay/VERB.VBN/0/root by/ADP.IN/6/case six/NUM.CD/6/nummod hours=hour/NOUN.NNS/3/obl",
        "#0 – | delay | Trains | by: six hours [asserted]",
    );
}

#[test]
fn who_is_the_first_to_do_it_does_it() {
    check(
        "She/PRON.PRP/5/nsubj is=be/AUX.VBZ/5/cop the/DET.DT/5/det first/ADJ.JJ/5/amod woman/NOUN.NN/0/root to/PART.TO/7/mark run/VERB.VB/5/acl Orvane_B-Organization/PROPN/7/obj",
        "#0 She | be | first woman [asserted]\n#1 first woman | run | Orvane [asserted]",
    );
}

#[test]
fn a_relative_clause_in_the_plural_tells_of_what_is_in_the_plural() {
    check(
        "Shares=share/NOUN.NNS/6/nsubj of/ADP.IN/3/case Orvane_B-Organization/PROPN.NNP/1/nmod which/PRON.WDT/5/nsubj fall/VERB.VBP/3/acl:relcl rose=rise/VERB.VBD/0/root",
        "#0 Shares of Orvane | fall | – [asserted]\n#1 Shares of Orvane | rise | – [asserted]",
    );
}

#[test]
fn what_not_everyone_does_is_denied_of_everyone() {
    check(
        "Not/PART.RB/2/advmod everyone/PRON.NN/3/nsubj left=leave/VERB.VBD/0/root",
        "#0 everyone | not leave | – [asserted]",
    );
}
