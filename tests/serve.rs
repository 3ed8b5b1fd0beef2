//! `relata serve --stdio`: what another language sends and gets.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value as Json, json};

const ARTICLE: &str = "Ada Dahl called Bo Lind on Monday. \"The bridge is closed,\" Dahl said.\n";

fn relata(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relata"));
    command.args(arguments);
    command
}

/// A folder with one article and the graph file made of it.
struct News {
    folder: tempfile::TempDir,
}

impl News {
    fn new() -> Self {
        let news = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        std::fs::write(news.path("dahl.txt"), ARTICLE).unwrap();
        let build = relata(&["build", "-q", "-o"])
            .args([news.file(), news.path("dahl.txt")])
            .status();
        assert!(build.unwrap().success());
        news
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self) -> PathBuf {
        self.path("news.relata")
    }
}

struct Served {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Served {
    fn new(source: &Path) -> Self {
        let mut child = relata(&["serve", "--stdio"])
            .arg(source)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            input: child.stdin.take().unwrap(),
            output: BufReader::new(child.stdout.take().unwrap()),
            child,
        }
    }

    fn request(&mut self, request: &Json) -> Json {
        writeln!(self.input, "{request}").unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn run(&mut self, query: &str) -> Json {
        self.request(&json!({"id": 1, "op": "run", "query": query}))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_short_question_is_answered_with_the_sentences_behind_each_row() {
    let news = News::new();
    for source in [news.file(), news.path("dahl.txt")] {
        let mut served = Served::new(&source);
        let question = json!({"id": "a", "op": "ask", "question": "Dahl called ?who", "why": true});
        let answer = served.request(&question);
        assert_eq!(answer["id"], "a");
        assert_eq!(answer["columns"], json!(["who"]));
        assert_eq!(answer["rows"], json!([["Bo Lind"]]));
        let why = &answer["why"][0][0];
        assert_eq!(why["sentence"], "Ada Dahl called Bo Lind on Monday.");
        assert_eq!((&why["start"], &why["end"]), (&json!(0), &json!(34)));
        assert_eq!(why["modality"], "asserted");
        assert_eq!(why["negated"], false);
    }
}

#[test]
fn a_query_takes_parameters_and_gives_nodes() {
    let news = News::new();
    let mut served = Served::new(&news.file());
    let query = "MATCH (a {name: $name})-[r:call]->(b) RETURN b";
    let answer = served
        .request(&json!({"id": 1, "op": "run", "query": query, "params": {"name": "Ada Dahl"}}));
    let node = &answer["rows"][0][0]["$node"];
    assert_eq!(node["properties"]["name"], "Bo Lind");
    assert_eq!(node["labels"], json!(["Entity", "Person"]));
}

#[test]
fn errors_say_where_and_what_to_do() {
    let news = News::new();
    let mut served = Served::new(&news.file());
    let unknown = served.request(&json!({"id": 1, "op": "ask", "question": "Dahll called ?who"}));
    assert_eq!(unknown["error"]["detail"], "UnknownName");
    assert_eq!(unknown["error"]["column"], 1);
    assert_eq!(unknown["error"]["help"], "did you mean `Ada Dahl`?");
    let wrong = served.run("MATCH (n RETURN n");
    assert_eq!(wrong["error"]["kind"], "SyntaxError");
    assert_eq!(wrong["error"]["offset"], 9);
    let short = served.run("Dahl called ?who");
    assert_eq!(short["error"]["kind"], "Unsupported");
    let made_up = served.run("MATCH ()-[r:call]->() SET r.sentence = 'x'");
    assert_eq!(made_up["error"]["detail"], "MadeUpEvidence");
    let operation = served.request(&json!({"id": 2, "op": "sing"}));
    assert_eq!(operation["error"]["kind"], "Unsupported");
}

#[test]
fn what_a_query_changes_is_kept_in_the_ledger() {
    let news = News::new();
    let mut served = Served::new(&news.file());
    let changed = served.run("MATCH (a {name: 'Ada Dahl'}) SET a.born = 1952 RETURN a.born");
    assert_eq!(changed["rows"], json!([[1952]]));
    assert_eq!(changed["stats"], json!({"properties_set": 1}));
    assert_eq!(changed["decisions"], json!(["1"]));
    let asked = "MATCH (a {name: 'Ada Dahl'}) RETURN a.born";
    assert_eq!(served.run(asked)["rows"], json!([[1952]]));
    let mut again = Served::new(&news.file());
    assert_eq!(again.run(asked)["rows"], json!([[1952]]));
}

#[test]
fn a_file_that_somebody_changes_is_asked_as_it_is_then() {
    let news = News::new();
    let mut served = Served::new(&news.file());
    let called = json!({"id": 1, "op": "ask", "question": "?who called ?whom", "why": true});
    assert_eq!(
        served.request(&called)["rows"],
        json!([["Ada Dahl", "Bo Lind"]])
    );
    std::fs::write(news.path("moss.txt"), "Cy Moss called Eva Roth.\n").unwrap();
    let add = relata(&["add", "-q"])
        .args([news.file(), news.path("moss.txt")])
        .status();
    assert!(add.unwrap().success());
    let answer = served.request(&called);
    assert_eq!(
        answer["rows"],
        json!([["Ada Dahl", "Bo Lind"], ["Cy Moss", "Eva Roth"]])
    );
    assert_eq!(answer["why"][1][0]["sentence"], "Cy Moss called Eva Roth.");
}

#[test]
fn a_file_that_somebody_replaces_is_the_new_one_then() {
    let news = News::new();
    let mut served = Served::new(&news.file());
    let called = json!({"id": 1, "op": "ask", "question": "?who called ?whom"});
    assert_eq!(
        served.request(&called)["rows"],
        json!([["Ada Dahl", "Bo Lind"]])
    );
    std::fs::write(news.path("moss.txt"), "Cy Moss called Eva Roth.\n").unwrap();
    let build = relata(&["build", "-q", "--force", "-o"])
        .args([news.file(), news.path("moss.txt")])
        .status();
    assert!(build.unwrap().success());
    assert_eq!(
        served.request(&called)["rows"],
        json!([["Cy Moss", "Eva Roth"]])
    );
    served.run("MATCH (a {name: 'Cy Moss'}) SET a.born = 1952");
    let mut again = Served::new(&news.file());
    let asked = again.run("MATCH (a {name: 'Cy Moss'}) RETURN a.born");
    assert_eq!(asked["rows"], json!([[1952]]));
}

#[test]
fn a_line_that_is_no_text_is_answered_too() {
    let news = News::new();
    let mut served = Served::new(&news.file());
    served.input.write_all(b"{\"id\": \xff}\n").unwrap();
    let mut line = String::new();
    served.output.read_line(&mut line).unwrap();
    assert!(line.contains("Unsupported"), "{line}");
    assert_eq!(served.run("RETURN 1")["rows"], json!([[1]]));
}

#[test]
fn resetting_leaves_the_file_as_it_is() {
    let news = News::new();
    let mut served = Served::new(&news.file());
    assert_eq!(served.request(&json!({"id": 1, "op": "reset"}))["ok"], true);
    assert_eq!(
        served.run("MATCH (n) RETURN count(*)")["rows"],
        json!([[0]])
    );
    served.run("CREATE (:Person {name: 'Nobody'})");
    let mut again = Served::new(&news.file());
    let count = again.run("MATCH (n {name: 'Nobody'}) RETURN count(*)");
    assert_eq!(count["rows"], json!([[0]]));
}
