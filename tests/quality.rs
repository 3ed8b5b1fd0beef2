//! Precision and recall against hand-made graphs and facts: printed, and never below the floors.
//!
//! The scorers (`kg_score.py`, `openie_score.py`) and the seed articles lie in `../shared`, outside
//! this repository; without them, or without `python3`, these tests say so and pass. Floors are in
//! `quality_floors.json`: what was reached, rounded down; figures over matched pairs only, such as the
//! accuracy of modality, have none, because they fall when harder pairs are found. Floors only rise:
//! `RAISE_FLOORS=1 cargo test --test quality -- --test-threads 1` writes the higher ones.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use rayon::prelude::*;
use relata::date::Day;
use relata::document::{Article, DocumentId, Reading};
use relata::export::json;
use relata::knowledge_base::KnowledgeBase;
use relata::lexicon::Lexicon;
use relata::model::{self, ModelKind, ReaderModel};
use relata::pipeline;
use relata::pipeline::extractor::{self, PropositionView, Spacing};
use relata::reader::{decode::decode, plain};
use relata::span::ByteSpan;
use serde_json::{Map, Value};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::english);
static MODEL: LazyLock<Box<dyn ReaderModel>> =
    LazyLock::new(|| model::load(ModelKind::default()).expect("the embedded model is whole"));

/// Articles with their gold graphs and questions.
struct GoldSet {
    name: &'static str,
    articles: PathBuf,
    gold: PathBuf,
    /// When articles without a date of their own were published.
    date: Option<&'static str>,
}

#[test]
fn fixtures_are_read_as_well_as_before() {
    let Some(shared) = shared() else { return };
    let fixtures = root().join("fixtures");
    let set = GoldSet {
        name: "fixtures",
        articles: fixtures.join("articles"),
        gold: fixtures.join("gold"),
        date: None,
    };
    check_graph(&shared, &set);
}

#[test]
fn seeds_are_read_as_well_as_before() {
    let Some(shared) = shared() else { return };
    let set = GoldSet {
        name: "seeds",
        articles: shared.join("seeds"),
        gold: shared.join("gold"),
        date: Some("2025-07-03"),
    };
    check_graph(&shared, &set);
}

#[test]
fn facts_of_development_sentences_are_found_as_well_as_before() {
    let Some(shared) = shared() else { return };
    check_facts(&shared, "development");
}

#[test]
fn facts_of_held_out_sentences_are_found_as_well_as_before() {
    let Some(shared) = shared() else { return };
    check_facts(&shared, "held_out");
}

#[test]
fn rows_of_news_sentences_are_found_as_well_as_before() {
    let Some(shared) = shared() else { return };
    let sentences = fs::read_to_string(shared.join("eval/carb_dev_sentences.txt"));
    let sentences: Vec<String> = lines_of(&sentences.expect("the sentences are there"));
    check_rows(
        &shared,
        "carb",
        "carb_dev_gold.tsv",
        &sentences,
        Spacing::AsWritten,
    );
}

#[test]
fn rows_of_encyclopedic_sentences_are_found_as_well_as_before() {
    let Some(shared) = shared() else { return };
    let sentences = fs::read_to_string(shared.join("eval/wire57_sentences.txt"));
    let sentences = lines_of(&sentences.expect("the sentences are there"));
    let sentences: Vec<String> = sentences
        .iter()
        .filter_map(|line| Some(line.split_once('\t')?.1.to_owned()))
        .collect();
    check_rows(
        &shared,
        "wire57",
        "wire57_gold.json",
        &sentences,
        Spacing::Tokenised,
    );
}

impl GoldSet {
    /// The articles in the order of their names.
    fn articles(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.articles).expect("the articles are there");
        let mut articles: Vec<PathBuf> = entries
            .map(|entry| entry.expect("a readable folder").path())
            .collect();
        articles.sort();
        articles
    }

    /// The gold graphs, one an article.
    fn graphs(&self) -> impl Iterator<Item = PathBuf> {
        let stems = self.articles().into_iter();
        stems
            .filter_map(|article| Some(self.gold.join(article.file_stem()?).with_extension("json")))
    }

    fn questions(&self) -> PathBuf {
        self.gold.join("questions.json")
    }

    fn read(&self) -> KnowledgeBase {
        let date: Option<Day> = self.date.map(|date| date.parse().expect("a date"));
        let read = |path: &PathBuf| -> Reading {
            let bytes = fs::read(path).expect("the article is there");
            let text = decode(&bytes, None).expect("the article is text");
            let stem = path.file_stem().expect("a file has a name");
            let id = DocumentId::new(stem.to_string_lossy());
            let article = plain::read(text, id, date).expect("the article is not empty");
            pipeline::annotate(article, &LEXICON, &**MODEL).into_reading()
        };
        let readings: Vec<Reading> = self.articles().par_iter().map(read).collect();
        KnowledgeBase::from_readings(readings, &LEXICON)
    }
}

/// Builds the graph of a set, scores it and its answers, and holds the floors.
fn check_graph(shared: &Path, set: &GoldSet) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let [graph, answers, scores] =
        ["graph.json", "answers.jsonl", "scores.json"].map(|name| folder.path().join(name));
    let mut json = Vec::new();
    json::write(&set.read(), &mut json).expect("a vector takes all");
    fs::write(&graph, json).expect("the graph is written");
    let script = shared.join("eval/kg_score.py");
    let given = python(&script, |command| {
        command.arg("answer").arg("--graph").arg(&graph);
        command.arg("--questions").arg(set.questions());
    });
    fs::write(&answers, given.stdout).expect("the answers are written");
    let table = python(&script, |command| {
        command.args(["score", "--crossdoc", "--pred"]).arg(&graph);
        command.arg("--gold").args(set.graphs());
        command.arg("--questions").arg(set.questions());
        command.arg("--answers").arg(&answers);
        command.arg("--json").arg(&scores);
    });
    tell(&format!(
        "== {}\n{}",
        set.name,
        String::from_utf8_lossy(&table.stdout)
    ));
    let scores = fs::read(&scores).expect("the scores were written");
    let scores: Value = serde_json::from_slice(&scores).expect("the scores are JSON");
    hold_floors(set.name, &scores["headline"]);
}

/// Extracts the binary view of the sentences of a fact set and holds its floors.
fn check_facts(shared: &Path, name: &str) {
    let gold = root().join(format!("fixtures/facts/{name}.txt"));
    let view = (PropositionView::Binary, Spacing::AsWritten);
    let scores = score(shared, "benchie", &gold, &sentences(&gold), view);
    tell(&format!("== facts, {name}\n{scores}\n"));
    hold_floors(&format!("facts_{name}"), &scores);
}

/// Extracts the n-ary view of a published set and holds its floors.
fn check_rows(shared: &Path, metric: &str, gold: &str, sentences: &[String], spacing: Spacing) {
    let gold = shared.join("eval").join(gold);
    let view = (PropositionView::Nary, spacing);
    let scores = score(shared, metric, &gold, sentences, view);
    tell(&format!("== {metric}\n{scores}\n"));
    hold_floors(metric, &scores);
}

/// What the scorer says of the rows of `sentences`.
fn score(
    shared: &Path,
    metric: &str,
    gold: &Path,
    sentences: &[String],
    view: (PropositionView, Spacing),
) -> Value {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let extractions = folder.path().join("facts.jsonl");
    let facts: Vec<String> = sentences.par_iter().map(|line| facts(line, view)).collect();
    fs::write(&extractions, facts.concat()).expect("the facts are written");
    let output = python(&shared.join("eval/openie_score.py"), |command| {
        command.args([metric, "--json", "--gold"]).arg(gold);
        command.arg("--pred").arg(&extractions);
    });
    serde_json::from_slice(&output.stdout).expect("the scores are JSON")
}

fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// The sentences of a fact set.
fn sentences(gold: &Path) -> Vec<String> {
    let gold = fs::read_to_string(gold).expect("the fact set is there");
    let lines = gold
        .lines()
        .filter_map(|line| line.strip_prefix("sent_id:"));
    lines
        .filter_map(|line| Some(line.split_once('\t')?.1.to_owned()))
        .collect()
}

/// The facts of one sentence, as lines of JSON.
fn facts(sentence: &str, (view, spacing): (PropositionView, Spacing)) -> String {
    let article = Article {
        id: DocumentId::new("sentence"),
        title: None,
        date: None,
        source: None,
        text: sentence.to_owned(),
        body: ByteSpan::new(0, sentence.len() as u32),
    };
    let document = pipeline::annotate(article, &LEXICON, &**MODEL);
    let rows = extractor::propositions(&document, view, spacing, &LEXICON);
    let line = |row| {
        let mut line = serde_json::to_value(row).expect("a row is JSON");
        line["sentence"] = sentence.into();
        format!("{line}\n")
    };
    rows.iter().map(line).collect()
}

/// Every figure that has a floor is at it or above; all that fell are told at once.
fn hold_floors(set: &str, figures: &Value) {
    let path = root().join("tests/quality_floors.json");
    let floors = fs::read(&path).expect("the floors are there");
    let mut floors: Value = serde_json::from_slice(&floors).expect("the floors are JSON");
    let reached = |figure: &str| figures[figure].as_f64().unwrap_or(0.0);
    let of_set = floors[set].as_object_mut().expect("the set has floors");
    let fallen: Vec<String> = of_set
        .iter()
        .filter(|(figure, floor)| reached(figure) < floor.as_f64().expect("a floor is a number"))
        .map(|(figure, floor)| format!("{figure} is {:.3}, the floor is {floor}", reached(figure)))
        .collect();
    assert!(fallen.is_empty(), "{set}: {}", fallen.join("; "));
    if std::env::var_os("RAISE_FLOORS").is_some() {
        raise(of_set, reached);
        let floors = serde_json::to_string_pretty(&floors).expect("the floors are JSON");
        fs::write(&path, floors + "\n").expect("the floors are written");
    }
}

/// Raises each floor to what was reached, rounded down to hundredths.
fn raise(floors: &mut Map<String, Value>, reached: impl Fn(&str) -> f64) {
    for (figure, floor) in floors {
        let lower = (reached(figure) * 100.0 + 1e-6).floor() / 100.0;
        if lower > floor.as_f64().expect("a floor is a number") {
            *floor = lower.into();
        }
    }
}

/// The folder of shared material, if it is there and `python3` to run what is in it.
fn shared() -> Option<PathBuf> {
    let shared = root().join("../shared");
    let python = Command::new("python3").arg("--version").output().is_ok();
    if shared.join("eval/kg_score.py").exists() && python {
        return Some(shared);
    }
    tell("skipped: no `../shared/eval` with the scorers, or no `python3`\n");
    None
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn python(script: &Path, arguments: impl FnOnce(&mut Command)) -> Output {
    let mut command = Command::new("python3");
    command.arg(script);
    arguments(&mut command);
    let output = command.output().expect("python3 is there");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{message}");
    output
}

/// Writes past the test runner's capture, so that the figures of a green run are seen too.
fn tell(text: &str) {
    let written = io::stderr().lock().write_all(text.as_bytes());
    written.expect("standard error takes text");
}
