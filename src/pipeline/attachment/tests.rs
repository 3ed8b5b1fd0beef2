use super::*;
use crate::document::DocumentId;
use crate::reader::conllu;

/// `form/UPOS/head/relation` for each word, the part of speech with its finer tag where that counts
/// (`VERB.VBD`) → `word < head relation` for each that moved.
fn moved(words: &str) -> String {
    let mut source = String::new();
    for (index, word) in words.split(' ').enumerate() {
        let [form, upos, head, relation] = word.split('/').collect::<Vec<_>>()[..] else {
            panic!("a word has four parts: {word}");
        };
        let number = (index + 1).to_string();
        let (upos, xpos) = upos.split_once('.').unwrap_or((upos, "NN"));
        source += &[
            &number, form, form, upos, xpos, "_", head, relation, "_", "_\n",
        ]
        .join("\t");
    }
    let before = conllu::read(&source, DocumentId::new("t")).unwrap();
    let after = mend(before.clone());
    let count = 0..before.tokens().len() as u32;
    let changed = count.filter(|&word| {
        before.head(word) != after.head(word) || before.relation(word) != after.relation(word)
    });
    let lines = changed.map(|word| {
        let head = after.head(word).map_or("-", |head| after.form(head));
        format!(
            "{} < {head} {}",
            after.form(word),
            after.relation(word).as_str()
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn who_stands_before_a_verb_of_speech_speaks() {
    let words = "men/NOUN/2/nsubj deny/VERB/6/ccomp it/PRON/2/obj ,/PUNCT/2/punct lawyers/NOUN/2/nsubj said/VERB/0/root";
    assert_eq!(moved(words), "lawyers < said nsubj");
}

#[test]
fn a_name_behind_the_verb_is_its_object() {
    let words = "Orr/PROPN/2/nsubj told/VERB/0/root Ada/PROPN/1/flat Lind/PROPN/3/flat";
    assert_eq!(moved(words), "Ada < told obj");
}

#[test]
fn a_phrase_behind_a_verb_does_not_belong_before_it() {
    let words = "prices/NOUN/2/nsubj fell/VERB/4/ccomp they/PRON/4/nsubj said/VERB/0/root after/ADP/6/case talks/NOUN/2/obl";
    assert_eq!(moved(words), "talks < said obl");
}

#[test]
fn who_stands_before_the_subject_of_what_is_told_listens() {
    let words = "Orr/PROPN/2/nsubj tells/VERB/0/root Lind/PROPN/5/iobj prices/NOUN/5/nsubj fall/VERB/2/ccomp";
    assert_eq!(moved(words), "Lind < tells iobj");
}

#[test]
fn an_auxiliary_belongs_to_the_verb_behind_it() {
    let words = "Orr/PROPN/3/nsubj could/AUX/4/aux get/VERB/0/root hurt/ADJ/3/xcomp";
    assert_eq!(moved(words), "could < get aux");
}

#[test]
fn an_infinitive_belongs_to_the_noun_that_asks_for_one() {
    let words = "Orr/PROPN/2/nsubj spoke/VERB/0/root of/ADP/4/case readiness/NOUN/2/obl to/PART/6/mark go/VERB/2/advcl";
    assert_eq!(moved(words), "go < readiness acl");
}

#[test]
fn a_year_behind_a_number_tells_when_the_verb_was() {
    let words = "Orr/PROPN/2/nsubj paid/VERB/0/root for/ADP/4/case 4/NUM/2/obl in/ADP/6/case 2011/NUM/4/nmod";
    assert_eq!(moved(words), "2011 < paid obl");
}

#[test]
fn who_stands_behind_an_active_verb_is_its_object() {
    let words = "Orr/PROPN/2/nsubj fined/VERB.VBD/0/root Lind/PROPN/2/nsubj:pass";
    assert_eq!(moved(words), "Lind < fined obj");
    let words = "rules/NOUN/2/nsubj:pass applied/VERB.VBD/0/root";
    assert_eq!(moved(words), "rules < applied nsubj");
    let words = "rules/NOUN/3/nsubj:pass were/AUX/3/aux:pass applied/VERB.VBD/0/root";
    assert_eq!(moved(words), "");
}

#[test]
fn of_two_objects_the_one_before_the_verb_is_the_subject() {
    let words = "most/NOUN/2/obj joined/VERB.VBD/0/root strikes/NOUN/2/obj";
    assert_eq!(moved(words), "most < joined nsubj");
}

#[test]
fn a_name_before_a_verb_behind_a_conjunction_is_its_subject() {
    let words =
        "Orr/PROPN/2/nsubj left/VERB/0/root as/SCONJ/5/mark City/PROPN/1/flat won/VERB.VBD/2/advcl";
    assert_eq!(moved(words), "City < won nsubj");
}

#[test]
fn be_before_to_is_an_auxiliary() {
    // The lemma is the form here.
    let words = "ban/NOUN/4/nsubj:outer be/AUX/4/cop to/PART/4/mark last/VERB.VB/0/root";
    assert_eq!(moved(words), "ban < last nsubj\nbe < last aux");
}

#[test]
fn what_is_said_to_be_so_is_what_the_pronoun_means() {
    let words = "ban/NOUN/0/root which/PRON/4/obj Orr/PROPN/4/nsubj says/VERB.VBZ/1/acl:relcl is/AUX/6/cop unjust/ADJ/4/ccomp";
    assert_eq!(moved(words), "which < unjust nsubj");
}

#[test]
fn a_noun_right_before_a_name_in_its_place_is_its_title() {
    let words =
        "Orr/PROPN/2/nsubj told/VERB/0/root broadcaster/NOUN/2/iobj Norvision/PROPN/2/nsubj";
    assert_eq!(
        moved(words),
        "broadcaster < Norvision nmod:desc\nNorvision < told iobj"
    );
    let words =
        "Orr/PROPN/2/nsubj met/VERB/0/root with/ADP/4/case referee/NOUN/2/obl Lind/PROPN/2/obl";
    assert_eq!(moved(words), "with < Lind case\nreferee < Lind nmod:desc");
    let words =
        "Orr/PROPN/2/nsubj met/VERB/0/root the/DET/4/det referee/NOUN/2/obj Lind/PROPN/2/obj";
    assert_eq!(moved(words), "Lind < referee appos");
}

#[test]
fn what_is_joined_to_a_name_behind_its_noun_is_joined_to_the_noun() {
    let words = "group/NOUN/5/nsubj Halden/PROPN/1/appos and/CCONJ/4/cc Sorvik/PROPN/2/conj agreed/VERB.VBD/0/root";
    assert_eq!(moved(words), "Sorvik < group conj");
}

#[test]
fn a_name_before_the_last_of_a_list_goes_on_with_it() {
    let words = "deal/NOUN/0/root in/ADP/3/case Norway/PROPN/1/nmod ,/PUNCT/5/punct Sweden/PROPN/1/appos and/CCONJ/7/cc Denmark/PROPN/5/conj";
    assert_eq!(moved(words), "Sweden < Norway conj");
}

#[test]
fn who_stands_behind_the_verb_of_speech_speaks() {
    let words = "We/PRON/2/nsubj left/VERB.VBD/3/ccomp said/VERB.VBD/0/root secretary/NOUN/2/obj";
    assert_eq!(moved(words), "secretary < said nsubj");
}

#[test]
fn a_charge_belongs_to_the_verb_that_makes_it() {
    let words =
        "Orr/PROPN/2/nsubj accuse/VERB/0/root men/NOUN/2/obj of/SCONJ/5/mark lying/VERB.VBG/3/acl";
    assert_eq!(moved(words), "lying < accuse advcl");
}

#[test]
fn what_somebody_is_ordered_to_do_belongs_to_the_order() {
    let words =
        "Orr/PROPN/2/nsubj order/VERB/0/root men/NOUN/2/obj to/PART/5/mark help/VERB/2/advcl";
    assert_eq!(moved(words), "help < order xcomp");
}

#[test]
fn what_is_told_belongs_to_the_verb() {
    let words = "Orr/PROPN/2/nsubj promise/VERB/0/root men/NOUN/2/iobj that/SCONJ/6/mark sales/NOUN/6/nsubj rise/VERB/3/acl";
    assert_eq!(moved(words), "rise < promise ccomp");
}

#[test]
fn where_goes_with_the_place_before_it() {
    let words = "Orr/PROPN/2/nsubj spoke/VERB/0/root in/ADP/4/case Oslo/PROPN/2/obl ,/PUNCT/8/punct where/ADV/8/advmod men/NOUN/8/nsubj asked/VERB/2/advcl:relcl";
    assert_eq!(moved(words), "asked < Oslo acl:relcl");
}

#[test]
fn what_was_said_has_the_outcome_not_the_saying() {
    let words = "Orr/PROPN/2/nsubj won/VERB.VBD/4/ccomp they/PRON/4/nsubj said/VERB.VBD/0/root ,/PUNCT/6/punct ending/VERB.VBG/4/advcl war/NOUN/6/obj";
    assert_eq!(moved(words), "ending < won advcl");
}

#[test]
fn an_adjective_between_a_verb_and_its_object_is_part_of_the_verb() {
    let words = "Orr/PROPN/2/nsubj cut/VERB.VBD/0/root short/ADJ/2/obj trips/NOUN/2/obj";
    assert_eq!(moved(words), "short < cut compound:prt");
}

#[test]
fn a_name_before_a_preposition_is_no_part_of_the_phrase_behind_it() {
    let words = "Orr/PROPN/2/nsubj bought/VERB/0/root Hale/PROPN/4/compound Foods/PROPN/6/nmod for/ADP/6/case $/SYM/2/obl";
    assert_eq!(moved(words), "Foods < bought obj");
}

#[test]
fn a_title_belongs_to_the_name_behind_it() {
    let words =
        "Orr/PROPN/2/nsubj met/VERB/0/root Minister/PROPN/2/obj Ada/PROPN/2/obj Lind/PROPN/4/flat";
    assert_eq!(moved(words), "Minister < Ada nmod:desc");
}

#[test]
fn what_a_sum_is_for_belongs_to_the_sum() {
    let words = "Orr/PROPN/2/nsubj paid/VERB/0/root $/SYM/2/iobj 2/NUM/3/nummod a/DET/6/det share/NOUN/2/obj";
    assert_eq!(moved(words), "share < $ nmod:unmarked");
}

#[test]
fn a_relative_pronoun_behind_a_comma_goes_on_from_the_noun_before_it() {
    let words = "It/PRON/2/nsubj failed/VERB.VBD/3/ccomp said/VERB.VBD/0/root Lind/PROPN/3/nsubj ,/PUNCT/8/punct whose/PRON.WP$/7/nmod:poss father/NOUN/8/nsubj left/VERB.VBD/3/ccomp";
    assert_eq!(moved(words), "left < Lind acl:relcl");
}

#[test]
fn which_tells_of_no_person() {
    let words = "member/NOUN/8/nsubj of/ADP/3/case Party/PROPN/1/nmod ,/PUNCT/6/punct which/PRON/6/nsubj won/VERB.VBD/1/acl:relcl ,/PUNCT/6/punct left/VERB.VBD/0/root";
    assert_eq!(moved(words), "won < Party acl:relcl");
}

#[test]
fn up_to_before_a_number_belongs_to_the_number() {
    let words = "Orr/PROPN/2/nsubj face/VERB.VBZ/0/root up/ADP/2/advmod to/ADP/3/fixed 20/NUM/6/nummod years/NOUN/2/obj";
    assert_eq!(moved(words), "up < 20 advmod");
}

#[test]
fn by_and_a_share_say_how_much_is_done() {
    let words = "Orr/PROPN/2/nsubj cut/VERB.VBD/0/root costs/NOUN/2/obj by/ADP/6/case 5/NUM/6/nummod %/SYM/3/nmod";
    assert_eq!(moved(words), "% < cut obl");
}

#[test]
fn where_from_and_where_to_both_belong_to_the_verb() {
    let words = "Orr/PROPN/2/nsubj moved/VERB.VBD/0/root from/ADP/4/case Bergen/PROPN/2/obl to/ADP/6/case Oslo/PROPN/4/nmod";
    assert_eq!(moved(words), "Oslo < moved obl");
}

#[test]
fn an_ordinal_right_behind_finish_is_the_place() {
    let words = "Orr/PROPN/2/nsubj finish/VERB.VBD/0/root sixth/ADJ/5/amod last/ADJ/5/amod season/NOUN/2/obl:unmarked";
    assert_eq!(moved(words), "sixth < finish xcomp");
}

#[test]
fn what_is_worth_a_sum_is_the_noun_before() {
    let words = "Orr/PROPN/2/nsubj won/VERB.VBD/0/root deals/NOUN/2/obj worth/ADJ/2/xcomp $/SYM/2/obj 3/NUM/5/nummod";
    assert_eq!(moved(words), "worth < deals acl\n$ < worth obl");
}

#[test]
fn an_amount_suffers_nothing() {
    let words = "Sales/NOUN/2/nsubj fell/VERB.VBD/0/root 3/NUM/4/nummod %/SYM/2/obj ,/PUNCT/6/punct hurt/VERB.VBN/4/acl by/ADP/8/case tariffs/NOUN/6/obl";
    assert_eq!(moved(words), "hurt < fell advcl");
}

#[test]
fn a_promise_is_about_what_is_to_be_done_whatever_day_stands_between() {
    let words = "Orr/PROPN/2/nsubj promise/VERB.VBD/0/root on/ADP/4/case Tuesday/PROPN/2/obl to/PART/6/mark leave/VERB.VB/2/advcl";
    assert_eq!(moved(words), "leave < promise xcomp");
    let words = "Orr/PROPN/2/nsubj vote/VERB.VBD/0/root on/ADP/4/case cuts/NOUN/2/obl to/PART/6/mark win/VERB.VB/2/advcl";
    assert_eq!(moved(words), "");
}

#[test]
fn what_follows_from_a_verdict_is_no_part_of_the_charge() {
    let words = "jury/NOUN/2/nsubj cleared/VERB.VBD/0/root Orr/PROPN/2/obj of/SCONJ/5/mark lying/VERB.VBG/2/advcl ,/PUNCT/7/punct ending/VERB.VBG/5/advcl it/PRON/7/obj";
    assert_eq!(moved(words), "ending < cleared advcl");
}

#[test]
fn a_finite_verb_of_speaking_does_not_go_on_from_an_infinitive() {
    let words = "Orr/PROPN/2/nsubj said/VERB.VBD/0/root prices/NOUN/5/nsubj would/AUX.MD/5/aux fall/VERB.VB/2/ccomp and/CCONJ/7/cc warn/VERB.VBD/5/conj";
    assert_eq!(moved(words), "warn < said conj");
    let words = "Orr/PROPN/2/nsubj said/VERB.VBD/0/root prices/NOUN/5/nsubj would/AUX.MD/5/aux fall/VERB.VB/2/ccomp and/CCONJ/7/cc stayed/VERB.VBD/5/conj";
    assert_eq!(moved(words), "");
    let words = "Orr/PROPN/2/nsubj said/VERB.VBD/0/root prices/NOUN/4/nsubj fell/VERB.VBD/2/ccomp and/CCONJ/6/cc rose/VERB.VBD/4/conj";
    assert_eq!(moved(words), "");
}

#[test]
fn a_speaker_may_have_a_participle() {
    let words = "prices/NOUN/2/nsubj fell/VERB.VBD/6/ccomp ,/PUNCT/5/punct men/NOUN/5/nsubj briefed/VERB.VBD/2/advcl say/VERB.VBD/0/root";
    assert_eq!(moved(words), "men < say nsubj\nbriefed < men acl");
}

#[test]
fn a_condition_belongs_to_what_will_be_not_to_the_saying() {
    let words = "if/SCONJ/3/mark men/NOUN/3/nsubj refuse/VERB.VBP/5/advcl he/PRON/5/nsubj say/VERB.VBD/0/root he/PRON/8/nsubj will/AUX.MD/8/aux resign/VERB.VB/5/ccomp";
    assert_eq!(moved(words), "refuse < resign advcl");
    let words = "if/SCONJ/3/mark men/NOUN/3/nsubj refuse/VERB.VBP/6/advcl he/PRON/6/nsubj may/AUX.MD/6/aux say/VERB.VB/0/root he/PRON/8/nsubj left/VERB.VBD/6/ccomp";
    assert_eq!(moved(words), "");
}

#[test]
fn a_preposition_taken_for_an_adverb_is_that_of_the_noun_behind_it() {
    let words = "men/NOUN/2/nsubj strike/VERB.VBP/0/root over/ADV/2/advmod pay/NOUN/2/obl";
    assert_eq!(moved(words), "over < pay case");
}

#[test]
fn a_name_and_an_object_without_a_verb_are_a_clause() {
    let words = "Lind/PROPN/2/nsubj scored/VERB.VBD/0/root two/NUM/4/nummod goals/NOUN/2/obj and/CCONJ/6/cc Orr/PROPN/2/conj one/NUM/6/flat";
    assert_eq!(
        moved(words),
        "and < one cc\nOrr < one nsubj\none < scored conj"
    );
    let words = "Lind/PROPN/2/nsubj bought/VERB.VBD/0/root banks/NOUN/2/obj and/CCONJ/5/cc Orr/PROPN/2/conj a/DET/7/det farm/NOUN/2/conj";
    assert_eq!(moved(words), "and < farm cc\nOrr < farm nsubj");
    let words = "Lind/PROPN/2/nsubj bought/VERB.VBD/0/root banks/NOUN/2/obj and/CCONJ/5/cc Orr/PROPN/2/conj farms/NOUN/2/obj";
    assert_eq!(
        moved(words),
        "and < farms cc\nOrr < farms nsubj\nfarms < bought conj"
    );
    let words = "Orr/PROPN/2/nsubj became/VERB.VBD/0/root chairman/NOUN/2/xcomp and/CCONJ/5/cc Lind/PROPN/3/conj president/NOUN/3/conj";
    assert_eq!(
        moved(words),
        "and < president cc\nLind < president nsubj\npresident < became conj"
    );
}

#[test]
fn the_other_without_a_verb_is_a_clause() {
    let words = "Orr/PROPN/2/nsubj pledged/VERB.VBD/0/root one/NUM/2/obj of/ADP/5/case them/PRON/3/nmod and/CCONJ/7/cc Lind/PROPN/5/conj the/DET/9/det other/ADJ/7/nmod:unmarked";
    assert_eq!(
        moved(words),
        "and < other cc\nLind < other nsubj\nother < pledged conj"
    );
}

#[test]
fn who_speaks_of_himself_goes_on_himself() {
    let words = "Orr/PROPN/2/nsubj say/VERB.VBD/0/root it/PRON/5/nsubj had/AUX.VBD/5/aux won/VERB.VBN/2/ccomp and/CCONJ/7/cc thank/VERB.VBN/5/conj voters/NOUN/7/obj";
    assert_eq!(moved(words), "thank < say conj");
}

#[test]
fn of_two_voices_the_second_is_not_quoted_by_the_first() {
    let words = "Orr/PROPN/2/nsubj say/VERB.VBD/0/root men/NOUN/4/nsubj left/VERB.VBD/2/ccomp ,/PUNCT/8/punct while/SCONJ/8/mark Lind/PROPN/8/nsubj blame/VERB.VBD/4/advcl";
    assert_eq!(moved(words), "blame < say advcl");
}

#[test]
fn who_warns_is_somebody() {
    let words = "It/PRON/2/expl warn/VERB.VBD/0/root prices/NOUN/4/nsubj fell/VERB.VBD/2/ccomp";
    assert_eq!(moved(words), "It < warn nsubj");
}

#[test]
fn a_condition_belongs_to_a_verb() {
    let words = "Orr/PROPN/2/nsubj gets/VERB.VBZ/0/root pay/NOUN/2/obj if/SCONJ/6/mark prices/NOUN/6/nsubj fall/VERB.VBP/3/acl";
    assert_eq!(moved(words), "fall < gets advcl");
}

#[test]
fn a_number_behind_a_preposition_counts_the_noun_behind_it() {
    let words = "Prices/NOUN/2/nsubj rose/VERB.VBD/0/root 4/NUM/4/nummod %/SYM/2/obj to/ADP/7/case 61/NUM/4/nummod pence/NOUN/2/obl";
    assert_eq!(moved(words), "61 < pence nummod");
}

#[test]
fn two_words_of_one_name_are_no_two_objects() {
    let words = "Orr/PROPN/2/nsubj joins/VERB.VBZ/0/root Ashford/PROPN/2/obj Rovers/PROPN/2/obj";
    assert_eq!(moved(words), "Rovers < Ashford flat");
}

#[test]
fn a_right_tree_stays_as_it_is() {
    let words = "prices/NOUN/2/nsubj fell/VERB/0/root on/ADP/4/case Monday/PROPN/2/obl";
    assert_eq!(moved(words), "");
}

#[test]
fn moves_that_would_make_a_ring_are_left_out() {
    let words = "1\tshe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                 3\tso\tso\tADV\tRB\t_\t2\tadvmod\t_\t_\n";
    let syntax = conllu::read(words, DocumentId::new("t")).unwrap();
    let hung = |head: u32| Dependency {
        head: Some(head),
        relation: Dep::Unspecified,
    };
    let ring = syntax.clone().reattached(&[(0, hung(2)), (2, hung(0))]);
    assert_eq!((ring.head(0), ring.head(2)), (Some(2), Some(1)));
    let swapped = syntax.reattached(&[(0, hung(2)), (2, hung(1))]);
    assert_eq!((swapped.head(0), swapped.head(2)), (Some(2), Some(1)));
}
