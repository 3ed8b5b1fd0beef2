//! The fixtures keep to their formats, so that what is measured against them means something.
//!
//! The validator (`kg_score.py`) and the scorer (`openie_score.py`) lie in `../shared/eval`, outside
//! this repository; without them, or without `python3`, these tests say so and pass.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
fn gold_graphs_and_questions_are_valid() {
    let Some(evaluation) = evaluation() else {
        return;
    };
    let articles = fixtures().join("articles");
    let gold = fixtures().join("gold");
    let output = Command::new("python3")
        .arg(evaluation.join("kg_score.py"))
        .args(["validate", "--texts"])
        .arg(&articles)
        .arg("--gold")
        .args(graphs(&articles, &gold))
        .arg("--questions")
        .arg(gold.join("questions.json"))
        .output()
        .expect("python3 is there");
    assert!(output.status.success(), "{}", text(&output));
}

#[test]
fn every_article_has_a_gold_graph() {
    let articles = fixtures().join("articles");
    for graph in graphs(&articles, &fixtures().join("gold")) {
        assert!(graph.exists(), "there is no {}", graph.display());
    }
}

#[test]
fn fact_sets_are_read_by_their_scorer() {
    let Some(evaluation) = evaluation() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let nothing = folder.path().join("nothing.jsonl");
    std::fs::write(&nothing, "").expect("an empty file is written");
    for set in ["development", "held_out"] {
        let output = Command::new("python3")
            .arg(evaluation.join("openie_score.py"))
            .args(["benchie", "--gold"])
            .arg(fixtures().join(format!("facts/{set}.txt")))
            .arg("--pred")
            .arg(&nothing)
            .output()
            .expect("python3 is there");
        assert!(output.status.success(), "{set}: {}", text(&output));
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Where the gold graph of each article should be, in the order of their names.
fn graphs(articles: &Path, gold: &Path) -> Vec<PathBuf> {
    let articles = std::fs::read_dir(articles).expect("the articles are there");
    let mut graphs: Vec<PathBuf> = articles
        .map(|entry| entry.expect("a readable folder").path())
        .filter_map(|article| Some(gold.join(article.file_stem()?).with_extension("json")))
        .collect();
    graphs.sort();
    graphs
}

/// The folder of the scorers, if it is there and `python3` to run them.
fn evaluation() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval");
    let python = Command::new("python3").arg("--version").output().is_ok();
    if folder.join("kg_score.py").exists() && python {
        return Some(folder);
    }
    println!("skipped: no `../shared/eval` with the scorers, or no `python3`");
    None
}

fn text(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    format!("{out}{err}")
}
