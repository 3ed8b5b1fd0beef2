//! Transcripts of the program in `tests/cli/*.md`, the README's commands, scripts, and that the same articles always
//! give the same bytes.
//!
//! `TRYCMD=overwrite cargo test --test cli` writes transcripts anew; read them before they are committed.
#![cfg(feature = "cli")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

#[test]
fn transcripts_are_as_they_were() {
    trycmd::TestCases::new().case("tests/cli/*.md");
}

#[test]
fn commands_of_the_readme_work() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let folder = folder_of_a_reader();
    let commands = shell_commands(&readme);
    assert!(
        commands.len() > 2,
        "the README shows how to use the program"
    );
    for command in &commands {
        // What other programs make of the output is theirs.
        let ours = command.split(['|', '#']).next().unwrap_or(command);
        let words = words(ours);
        let arguments = words
            .iter()
            .map(String::as_str)
            .skip_while(|&word| word != "relata");
        let output = run(folder.path(), &arguments.skip(1).collect::<Vec<_>>(), "");
        assert!(
            output.status.success(),
            "{command}\n{}",
            text(&output.stderr)
        );
    }
}

#[test]
fn a_script_is_answered_line_by_line() {
    let folder = folder_of_a_reader();
    let script = "?who founded ?what\n.stats\nMATCH (n RETURN n\n?who criticised ?whom\n";
    let output = run(folder.path(), &["repl", "velko.txt", "dahl.txt"], script);
    let out = text(&output.stdout);
    assert!(
        out.contains("Ana Ruiz") && out.contains("Bjorn Dahl"),
        "{out}"
    );
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
}

#[test]
#[cfg(unix)]
fn a_pipe_is_read_as_a_file_is() {
    let folder = folder_of_a_reader();
    let article = "Ada Lind met Tom Orr in Paris.";
    let output = run(
        folder.path(),
        &["ask", "/dev/stdin", "?who met ?whom"],
        article,
    );
    let out = text(&output.stdout);
    assert!(out.contains("Ada Lind") && out.contains("Tom Orr"), "{out}");
}

#[test]
fn the_same_articles_give_the_same_bytes() {
    let folder = folder_of_a_reader();
    let orders = [
        ["velko.txt", "dahl.txt", "news/call_agency.txt"],
        ["news/call_agency.txt", "velko.txt", "dahl.txt"],
    ];
    for format in ["json", "dot"] {
        let export = |inputs: [&str; 3], threads: &str| {
            let mut command = relata(folder.path());
            command
                .arg("export")
                .args(inputs)
                .args(["--format", format]);
            let output = command.env("RAYON_NUM_THREADS", threads).output();
            output.expect("the program starts").stdout
        };
        let first = export(orders[0], "1");
        assert!(!first.is_empty());
        assert!(
            first == export(orders[1], "1"),
            "{format}: the order of inputs shows"
        );
        assert!(
            first == export(orders[1], "3"),
            "{format}: the number of threads shows"
        );
    }
}

#[test]
fn a_cut_graph_file_and_one_of_a_later_version_are_refused_with_the_remedy() {
    let folder = folder_of_a_reader();
    let built = run(
        folder.path(),
        &["build", "velko.txt", "-o", "whole.relata"],
        "",
    );
    assert!(built.status.success(), "{}", text(&built.stderr));
    let whole = fs::read(folder.path().join("whole.relata")).expect("the file was built");

    fs::write(folder.path().join("cut.relata"), &whole[..whole.len() / 2])
        .expect("half is written");
    // The version of the format is the user version of the database: four bytes at 60, most significant first.
    let mut later = whole.clone();
    later[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(folder.path().join("later.relata"), later).expect("a file is written");

    for (file, expected) in [
        ("cut.relata", ["is cut short", "relata repair cut.relata"]),
        (
            "later.relata",
            ["has version 99", "use a version of relata"],
        ),
    ] {
        let output = run(folder.path(), &["ask", file, "?who founded ?what"], "");
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{message}");
        for part in expected {
            assert!(message.contains(part), "{message}");
        }
    }
}

/// The commands in the README's shell blocks that call the program; one ends where its quotes are closed.
fn shell_commands(readme: &str) -> Vec<String> {
    let mut commands: Vec<String> = Vec::new();
    for block in readme.split("```sh\n").skip(1) {
        for line in block.split("```").next().unwrap_or("").lines() {
            match commands.last_mut() {
                Some(open) if open.matches('\'').count() % 2 == 1 => {
                    open.push(' ');
                    open.push_str(line.trim());
                }
                _ if line.starts_with("relata ") || line.starts_with("cargo run ") => {
                    commands.push(line.to_owned());
                }
                _ => {}
            }
        }
    }
    commands
}

/// The words of a line of shell, quotes taken off; `cargo run --` is the program, and the one pattern is of
/// one file.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    let line = line.replacen("cargo run --", "relata", 1);
    for character in line.replace("/*.txt", "/bank.txt").chars() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None, ' ') => words.push(String::new()),
            (_, other) => words
                .last_mut()
                .expect("there is always a word")
                .push(other),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A folder with what the README's reader has: the fixtures, and news of their own.
fn folder_of_a_reader() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(
        &root().join("fixtures/articles"),
        &folder.path().join("fixtures/articles"),
    );
    copy(&root().join("tests/cli/ask.in"), folder.path());
    for (name, copy) in [
        ("call_agency", "news/call_agency.txt"),
        ("coalition", "news/old-story.txt"),
        ("bank", "today/bank.txt"),
        ("tariffs", "article.txt"),
    ] {
        let to = folder.path().join(copy);
        fs::create_dir_all(to.parent().expect("it is in a folder")).expect("a folder is made");
        let from = root()
            .join("fixtures/articles")
            .join(name)
            .with_extension("txt");
        fs::copy(from, to).expect("an article is copied");
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder is made");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().expect("a file has a name");
        fs::copy(&path, to.join(name)).expect("an article is copied");
    }
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = relata(folder);
    command.args(arguments).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    // A program that needs no input may be gone already.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

fn relata(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relata"));
    command.current_dir(folder);
    command
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
