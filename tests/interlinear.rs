//! What is found in sentences, one snapshot a construction: text, tree, mentions, facts with their
//! rules. Read the difference before taking it over with `UPDATE_EXPECT=1 cargo test --test interlinear`.

use std::sync::LazyLock;

use expect_test::{ExpectFile, expect_file};
use relata::document::{Article, DocumentId};
use relata::lexicon::Lexicon;
use relata::model::{self, ModelKind, ReaderModel};
use relata::pipeline;
use relata::span::ByteSpan;

static MODEL: LazyLock<Box<dyn ReaderModel>> =
    LazyLock::new(|| model::load(ModelKind::default()).expect("the embedded model is whole"));

/// Each of `texts` as an article of its own, of Thursday, 3 July 2025.
fn check(texts: &[&str], expected: &ExpectFile) {
    let lexicon = Lexicon::english();
    let read = |text: &&str| {
        let article = Article {
            id: DocumentId::new("t"),
            title: None,
            date: Some("2025-07-03".parse().expect("a date")),
            source: None,
            text: (*text).to_owned(),
            body: ByteSpan::new(0, text.len() as u32),
        };
        pipeline::annotate(article, &lexicon, &**MODEL).interlinear()
    };
    let found: Vec<String> = texts.iter().map(read).collect();
    expected.assert_eq(&found.join("\n"));
}

#[test]
fn clauses_of_every_type() {
    let texts = [
        "The minister resigned.",
        "The minister lives in Tessen.",
        "The firm sold its unit to a rival in 2019.",
        "The bank gave the city a loan.",
        "Parliament elected Ada Lind chair.",
        "Ada Lind is the mayor of Tessen.",
        "The road remains closed.",
        "There were two explosions in the port.",
        "The unit was sold by Nordland.",
        "Will the minister resign?",
        "The fire cost the city a million euros.",
        "The plant is worth six million euros.",
        "No farm was infected.",
        "Orr cut short a visit.",
        "Orr declared three days of mourning.",
        "Ten men fled and are missing.",
    ];
    check(&texts, &expect_file!["interlinear/clauses.txt"]);
}

#[test]
fn clauses_that_take_from_each_other() {
    let texts = [
        "Nordland promised to close the plant.",
        "Asked whether it would pay, Nordland said the case was closed.",
        "The union opposed what it called unfair cuts.",
        "Nordland welcomed an effort to end the strike.",
        "The court ordered Nordland to close the plant.",
        "Nordland seems to have sold the plant.",
        "Orr, who founded Nordland, met Lind, whose firm failed.",
        "The plant built in 1980 makes ships that Norway buys.",
        "In May she resigned, moved and remarried.",
        "The firm built and sold ships.",
        "Lind left early, citing a call.",
        "Orr was arrested but never charged.",
        "Officials called on Orr to resign.",
        "Lind criticised the bank for waiting.",
        "Lind beat Orr to reach the final.",
        "The ban, which Norway says is unjust, ended.",
        "The party won, officials said, ending ten years of rule.",
        "Members are due to vote on Monday.",
        "Voters rejected a plan to tax tourists.",
        "She felt the house move.",
        "Footage showed smoke rising from the plant.",
        "Nordland denied having misused public money.",
        "He was expelled after he refused to serve, but was readmitted a year later.",
        "The bank left its forecast unchanged.",
        "The method needs heat of 30 degrees, which makes it expensive.",
        "They went on doing it.",
        "She used the money to pay for a kitchen.",
        "Orr called the case a disgrace and accused police of hiding documents.",
        "Falk called the results promising.",
        "They were last seen near the second camp by a Spanish team, which advised them to turn back.",
        "The regulator charged Orr with taking bribes.",
        "Members of the Rural Party, which joined the coalition, voted against it.",
        "United made two bids, both of which were rejected.",
    ];
    check(&texts, &expect_file!["interlinear/sharing.txt"]);
}

#[test]
fn coordination() {
    let texts = [
        "Orr and Lind visited Norway and Denmark.",
        "Orr and Lind met in Tessen.",
        "Talks between Norway and Denmark ended.",
        "Drone and missile attacks hit the city.",
        "The bank cut rates but did not buy bonds.",
        "Lind scored two goals and Orr one.",
        "Norland bought Voltera in June and Aquanta a stake in Celion.",
        "Germany has pledged one of them and Norway the other.",
    ];
    check(&texts, &expect_file!["interlinear/coordination.txt"]);
}

#[test]
fn facts_from_nouns() {
    let texts = [
        "Norwegian Prime Minister Ada Lind visited her brother, Tom Lind, a judge.",
        "Nordland's chief executive, Jan Orr, left.",
        "The Danish strike on Norway followed a call between Orr and Lind.",
        "Lind promised a swift end to the strike.",
        "Lind rejected requests for a meeting with Orr.",
        "Among the halted supplies are shells and rockets.",
        "Ada Lind, a baker who escaped, spoke.",
        "Orr was furious with referee Ada Lind.",
        "The club, the Rovers, sacked Norwich manager Ada Lind.",
        "One of the men, Tom Lind, pleaded guilty.",
        "Brightwater, a London-based maker of meters, bought Aquanta.",
        "Lawmaker Park Ji-won said the ministry had lied.",
        "Two Labour councillors, Jean Orr and Ada Lind, voted against it.",
        "The bridge was designed by the Danish architect Freja Holm.",
        "Finance chief Ada Lind left.",
        "Deputy Finance Minister Jan Toman left.",
        "Secretary-General Paulo Reis met chairman Sir Alan Whitby.",
    ];
    check(&texts, &expect_file!["interlinear/nouns.txt"]);
}

#[test]
fn hearsay_and_denials() {
    let texts = [
        "A source familiar with the matter said Orr had met Lind.",
        "According to a person briefed on the plan, Orr met Lind.",
        "Someone said that Orr had left.",
        "The filing said that prices fell.",
        "Riverside denied that they are in talks with Madrid.",
        "He denied that the government had tried to hide the number.",
        "Orr did not try to hide the number.",
        "We do not claim to have solved the crisis.",
        "Orr claims to represent the town.",
        "The quake hit the town, the agency AFAD said. It destroyed a school.",
        "Portugal's finance minister, Ada Lind, left after a dispute with Prime Minister Jan Orr. The prime minister thanked her.",
    ];
    check(&texts, &expect_file!["interlinear/hearsay.txt"]);
}

#[test]
fn denied_possible_planned() {
    let texts = [
        "The bank never raised rates.",
        "No deal was signed.",
        "The firm failed to pay its workers.",
        "Lind refused to resign.",
        "Nordland may close the plant.",
        "The talks are expected to resume on Monday.",
        "If prices fall, the bank will cut rates.",
        "Lind reportedly owns the firm.",
        "The trial was too short to show an effect.",
        "The court demanded that the firm pay.",
        "Lind has spoken to nobody.",
        "The ban was to last two months.",
        "Lind asked why no warning was issued.",
        "Lind asked whether the plant would close.",
        "The trust has not decided whether to sell.",
        "Had Orr refused to sign, he would have lost the vote.",
        "Congress would have to approve the plan.",
        "The bank has no plans to raise debt.",
        "The team was surprised to see how fast it worked.",
        "Nordland has long been accused of arming rebels.",
        "Two men were arrested on suspicion of buying votes.",
        "Lind doubts that monitors will be deployed.",
        "Police said the school would remain closed.",
        "Work is due to start in spring.",
        "They have never admitted it, and they never will.",
        "The deal has yet to be approved by Brussels.",
        "The plan would make it impossible for France to meet its targets.",
        "Kenora promised in return not to tax the shipments.",
        "Had it failed, one mediator said, it would never have been signed.",
        "The deal nearly collapsed.",
        "Two men were arrested for stealing a car.",
        "Both men have pleaded not guilty.",
        "The two clubs meet again next month.",
        "Lumina reports annual results on April 9.",
        "She will receive a bonus if targets are met.",
        "He ruled out using emergency powers.",
    ];
    check(&texts, &expect_file!["interlinear/factuality.txt"]);
}

#[test]
fn reported_speech() {
    let texts = [
        "Lind said that prices would fall.",
        "“Prices will fall,” said Lind. “We are sure of it.”",
        "“Prices,” Lind said, “will fall.”",
        "The ministry said that Lind told Orr that Norway would not pay.",
        "According to the bank, prices fell.",
        "Norway open to talks: Lind",
        "Lind denied that the firm had failed.",
        "Lind denied that the firm had failed to pay.",
        "The firm denied selling ships.",
        "Lind denied reports that she had left.",
        "“We left,” said its secretary, Ada Lind.",
        "“It is not over,” warned forecaster Ada Lind.",
        "Orr said she would leave on Friday.",
        "“This is my dream,” Orr beamed.",
        "“Prices will fall,” Lind was quoted by Reuters as saying.",
        "Lind told Orr that the firm would pay, according to an aide who asked not to be named.",
        "Andara said in a statement that it was cooperating.",
        "Observers said the vote was free but that state media had been biased.",
        "Good news from Ennis: the driver has left hospital, a doctor confirms.",
        "Ada Lind said she would not run. “I am tired. I want to sleep.”",
        "Orr’s predecessor, Luc Ferrand, who resigned in March, said the minister had surrendered.",
        "Lumina blamed a supplier for using the wrong glue.",
        "Officials had asked Lumina to halt sales, a request that the company refused.",
        "“It was a mistake,” said Lind, whose father founded the bank in 1960.",
        "Lind said the army would build camps and called for calm.",
        "Orr promised on Tuesday to cut taxes.",
        "Sources said the talks had failed.",
        "Local media reported that a drone had caused it, while the mayor blamed a fault.",
        "The ministry said it had hit military targets and accused Norway of using civilians as shields.",
        "Exports fell, two people briefed on the plan told Reuters.",
        "If lawmakers reject the deal, Orr has said that he will resign.",
    ];
    check(&texts, &expect_file!["interlinear/speech.txt"]);
}

#[test]
fn times() {
    let texts = [
        "Lind resigned on Thursday.",
        "Lind resigned earlier this week.",
        "Nordland has made ships since 2014.",
        "The war entered its fourth year.",
        "The call lasted almost an hour.",
        "The firm lost money between 2019 and 2022.",
        "Her contract expires in June.",
        "A court sentenced Orr to four years in prison.",
        "The deal will close by the end of the year.",
        "A fire damaged the plant in November.",
        "He was expelled but was readmitted the next year.",
        "Jan Toman will appear before a parliamentary committee on Tuesday.",
    ];
    check(&texts, &expect_file!["interlinear/times.txt"]);
}

#[test]
fn headlines() {
    let texts = [
        "Bank fines trader over emails",
        "Police arrest two men",
        "Court jails mayor",
        "Strike halts trains",
        "Study links air pollution to illness",
        "Union votes to strike",
        "Truck maker Norland lifts forecast",
        "Orr to step down",
        "Orr sentenced to nine years",
        "Orr found guilty",
        "Plan to cut fuel tax",
        "Airlines in talks to merge",
        "Norway, Denmark agree to reopen border",
    ];
    check(&texts, &expect_file!["interlinear/headlines.txt"]);
}
