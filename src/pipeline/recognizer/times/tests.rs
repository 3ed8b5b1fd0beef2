use std::fmt::Write;

use super::*;
use crate::document::DocumentId;
use crate::reader::conllu;

/// Each word hangs on the first; the article is of Thursday, 3 July 2025.
fn times_of(text: &str) -> String {
    let mut source = String::from("# date = 2025-07-03\n");
    for (index, word) in text.split(' ').enumerate() {
        let (head, relation) = if index == 0 { (0, "root") } else { (1, "obl") };
        let number = index + 1;
        let columns = format!("{word}\t{word}\tNOUN\tNN\t_\t{head}\t{relation}");
        let _ = writeln!(source, "{number}\t{columns}\t_\t_");
    }
    let syntax = conllu::read(&source, DocumentId::new("t")).unwrap();
    let found = find(&syntax);
    let lines = found.iter().map(|phrase| {
        let value = phrase.value.value.as_deref().unwrap_or("?");
        format!("{}={value}", syntax.text_of(phrase.tokens))
    });
    lines.collect::<Vec<_>>().join("; ")
}

#[test]
fn weekdays_lie_in_the_week_of_the_article() {
    assert_eq!(
        times_of("spoke on Thursday morning"),
        "Thursday morning=2025-07-03TMO"
    );
    assert_eq!(times_of("spoke on Monday"), "Monday=2025-06-30");
    assert_eq!(times_of("spoke last Friday"), "last Friday=2025-06-27");
}

#[test]
fn periods_are_reckoned_from_the_article() {
    assert_eq!(
        times_of("paused earlier this week"),
        "earlier this week=2025-W27"
    );
    assert_eq!(times_of("fell last month"), "last month=2025-06");
    assert_eq!(
        times_of("returned earlier this year"),
        "earlier this year=2025"
    );
    assert_eq!(times_of("left two years ago"), "two years ago=2023");
}

#[test]
fn dates_with_a_year_are_explicit() {
    assert_eq!(times_of("born on 5 May 2010"), "5 May 2010=2010-05-05");
    assert_eq!(times_of("born on May 5 , 2010"), "May 5 , 2010=2010-05-05");
    assert_eq!(times_of("since 2014"), "2014=2014");
}

#[test]
fn lengths_of_time_are_durations() {
    assert_eq!(times_of("lasted almost an hour"), "almost an hour=PT1H");
    assert_eq!(times_of("entered its fourth year"), "its fourth year=P4Y");
    assert_eq!(times_of("a nearly hour-long call"), "nearly hour-long=PT1H");
}

#[test]
fn an_auxiliary_is_no_month() {
    assert_eq!(times_of("it may rain"), "");
}

#[test]
fn from_the_first_to_the_last_is_one_time() {
    assert_eq!(
        times_of("lost between 2019 and 2022"),
        "2019 and 2022=2019/2022"
    );
    assert_eq!(
        times_of("lost between March and August 2024"),
        "March and August 2024=2024-03/2024-08"
    );
    assert_eq!(
        times_of("closed from Monday to Wednesday"),
        "Monday to Wednesday=2025-06-30/2025-07-02"
    );
}

#[test]
fn a_part_of_a_period_is_a_time() {
    assert_eq!(
        times_of("done by the end of the year"),
        "the end of the year=2025"
    );
    assert_eq!(
        times_of("due in the second half of 2026"),
        "the second half of 2026=2026-H2"
    );
    assert_eq!(
        times_of("since the beginning of June"),
        "the beginning of June=2025-06"
    );
}

#[test]
fn that_year_is_the_year_before() {
    assert_eq!(
        times_of("left in 2019 and died in May of that year"),
        "2019=2019; May of that year=2019-05"
    );
}

#[test]
fn a_month_beside_a_present_is_to_come() {
    let source = |verb: &str, xpos: &str| {
        let rows = [
            "1\tit\tit\tPRON\tPRP\t_\t2\tnsubj\t_\t_".to_owned(),
            format!("2\t{verb}\t{verb}\tVERB\t{xpos}\t_\t0\troot\t_\t_"),
            "3\tin\tin\tADP\tIN\t_\t4\tcase\t_\t_".to_owned(),
            "4\tMarch\tMarch\tPROPN\tNNP\t_\t2\tobl\t_\t_\n".to_owned(),
        ];
        format!("# date = 2025-07-03\n{}", rows.join("\n"))
    };
    let value = |source: String| {
        let syntax = conllu::read(&source, DocumentId::new("t")).unwrap();
        find(&syntax)[0].value.value.clone().unwrap()
    };
    assert_eq!(value(source("expires", "VBZ")), "2026-03");
    assert_eq!(value(source("expired", "VBD")), "2025-03");
}
