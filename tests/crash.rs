//! Nothing that was reported as done is lost, wherever a writer is killed.
//!
//! `RELATA_CRASH_ROUNDS=1000 cargo test --release --test crash` kills it a thousand times.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use relata::document::{DocumentId, Reading};
use relata::lexicon::Lexicon;
use relata::storage::{GraphFile, StorageError};

/// Tells this test program to be the writer: the graph file, and the first number to use.
const WRITER: &str = "RELATA_CRASH_WRITER";
const FIRST: &str = "RELATA_CRASH_FIRST";

fn rounds() -> u32 {
    let rounds = std::env::var("RELATA_CRASH_ROUNDS").ok();
    rounds.map_or(30, |rounds| {
        rounds.parse().expect("RELATA_CRASH_ROUNDS is a number")
    })
}

fn relata() -> Command {
    Command::new(env!("CARGO_BIN_EXE_relata"))
}

fn article(index: usize) -> std::path::PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut articles: Vec<_> = fs::read_dir(fixtures)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    articles.sort();
    articles.swap_remove(index)
}

/// A graph file of one article, made by the program.
fn build(path: &Path) {
    let article = article(0);
    let built = relata()
        .arg("build")
        .arg(article)
        .arg("-o")
        .arg(path)
        .output()
        .unwrap();
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
}

#[test]
fn a_killed_writer_loses_nothing_that_it_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.relata");
    build(&path);
    let lexicon = Lexicon::english();
    for round in 0..rounds() {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer", "--ignored", "--test-threads=1"])
            .env(WRITER, &path)
            .env(FIRST, (round * 10_000).to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let log = path.with_extension("log");
        // Once it writes, at another moment each time; the first second is for slow machines.
        for _ in 0..1000 {
            if log.exists() {
                break;
            }
            sleep(Duration::from_millis(1));
        }
        sleep(Duration::from_micros(u64::from(round) * 7919 % 60_000));
        writer.kill().unwrap();
        writer.wait().unwrap();
        let file = GraphFile::open(&path).unwrap();
        let verification = file.verify(&lexicon).unwrap();
        assert_eq!(verification.problems, Vec::<String>::new(), "round {round}");
        check_log(&file, &fs::read_to_string(&log).unwrap_or_default(), round);
        let _ = fs::remove_file(&log);
        shrink(file);
    }
}

/// What the last line about an article says of it.
fn check_log(file: &GraphFile, log: &str, round: u32) {
    let present = file.documents().unwrap();
    let mut last: BTreeMap<&str, char> = BTreeMap::new();
    // A line without its end was not written whole, so that it reported nothing.
    for line in log
        .split_inclusive('\n')
        .filter_map(|line| line.strip_suffix('\n'))
    {
        last.insert(&line[1..], line.chars().next().unwrap());
    }
    for (id, said) in last {
        let is_present = present.contains(&DocumentId::new(id));
        match said {
            '+' => assert!(is_present, "round {round}: `{id}` was reported and is lost"),
            '-' => assert!(!is_present, "round {round}: `{id}` was removed and is back"),
            _ => {}
        }
    }
}

/// Few articles again, so that a thousand rounds do not grow the file.
fn shrink(mut file: GraphFile) {
    for id in file.documents().unwrap() {
        if id.as_str().starts_with("crash-") {
            assert!(file.remove(&id).unwrap());
        }
    }
}

/// Puts, links and removes without end, and says so: `+` put, `?` about to be removed, `-` removed.
#[test]
#[ignore = "started by the test above, to be killed"]
fn writer() {
    let (Ok(path), Ok(first)) = (std::env::var(WRITER), std::env::var(FIRST)) else {
        return;
    };
    let path = Path::new(&path);
    let lexicon = Lexicon::english();
    let mut file = GraphFile::open(path).unwrap();
    let template: Reading = file.readings().unwrap().remove(0);
    let mut log = fs::File::create(path.with_extension("log")).unwrap();
    let mut report = |what: char, id: &DocumentId| {
        log.write_all(format!("{what}{id}\n").as_bytes()).unwrap();
    };
    for number in first.parse::<u32>().unwrap().. {
        let mut reading = template.clone();
        let id = DocumentId::new(format!("crash-{number:08}"));
        reading.article.id = id.clone();
        file.put(&[reading]).unwrap();
        report('+', &id);
        if number % 3 == 0 {
            file.link(&lexicon).unwrap();
        }
        if number % 2 == 0 {
            report('?', &id);
            file.remove(&id).unwrap();
            report('-', &id);
        }
    }
}

#[test]
fn a_killed_program_leaves_the_file_as_before_or_after() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.relata");
    build(&path);
    let before = GraphFile::open_read_only(&path).unwrap().digest().unwrap();
    let whole = fs::read(&path).unwrap();
    let add = || {
        let mut command = relata();
        command.arg("add").arg(&path).arg(article(1));
        command.stderr(Stdio::null());
        command
    };
    let started = std::time::Instant::now();
    assert!(add().status().unwrap().success());
    let took = started.elapsed();
    let after = GraphFile::open_read_only(&path).unwrap().digest().unwrap();
    let count = rounds() / 5;
    for round in 0..count {
        for ending in ["relata-wal", "relata-shm"] {
            let _ = fs::remove_file(path.with_extension(ending));
        }
        fs::write(&path, &whole).unwrap();
        let mut program = add().spawn().unwrap();
        // The end is where it writes.
        sleep(took * (count + round) / (2 * count));
        program.kill().unwrap();
        program.wait().unwrap();
        let file = GraphFile::open(&path).unwrap();
        assert_eq!(
            file.verify(&Lexicon::english()).unwrap().problems,
            Vec::<String>::new()
        );
        let digest = file.digest().unwrap();
        assert!(
            digest == before || digest == after,
            "round {round}: half an article"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_and_loses_nothing() {
    let disk = tempfile::tempdir().unwrap();
    let mount = |size: &str| {
        let options = format!("size={size}");
        let mut command = Command::new("mount");
        command
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(disk.path());
        command
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    if !mount("4m") {
        eprintln!("skipped: no small disk can be mounted here");
        return;
    }
    let result = std::panic::catch_unwind(|| fill(&disk.path().join("news.relata")));
    let unmounted = Command::new("umount").arg(disk.path()).status().unwrap();
    assert!(unmounted.success());
    result.unwrap();
}

/// Adds articles until the disk is full.
#[cfg(target_os = "linux")]
fn fill(path: &Path) {
    build(path);
    let mut file = GraphFile::open(path).unwrap();
    let template = file.readings().unwrap().remove(0);
    let mut done = file.documents().unwrap();
    for number in 0..10_000 {
        let mut reading = template.clone();
        let id = DocumentId::new(format!("crash-{number:08}"));
        reading.article.id = id.clone();
        match file.put(&[reading]) {
            Ok(_) => done.push(id),
            Err(error) => {
                assert!(matches!(error, StorageError::DiskFull { .. }), "{error}");
                break;
            }
        }
    }
    assert!(done.len() < 10_000, "the disk was not filled");
    done.sort();
    assert_eq!(file.documents().unwrap(), done);
    drop(file);
    let file = GraphFile::open(path).unwrap();
    assert_eq!(file.documents().unwrap(), done, "after the file was closed");
    assert_eq!(
        file.verify(&Lexicon::english()).unwrap().problems,
        Vec::<String>::new()
    );
}

/// Changes a byte in the middle of a file.
fn damage(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 3;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn said(output: &std::process::Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_damaged_snapshot_is_told_by_verify_and_made_anew_by_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.relata");
    build(&path);
    let snapshot = folder.path().join("news.relata-graph");
    let every = "MATCH (a)-[r]->(b) RETURN a, r, b";
    let ask = || relata().arg("ask").arg(&path).arg(every).output().unwrap();
    let verify = || relata().arg("verify").arg(&path).output().unwrap();
    let before = said(&ask()).0;
    assert!(verify().status.success());
    damage(&snapshot);
    let (_, errors) = said(&verify());
    assert!(
        errors.contains("news.relata-graph` beside it is damaged"),
        "{errors}"
    );
    let (after, errors) = said(&ask());
    assert!(
        errors.contains("is made anew from the articles"),
        "{errors}"
    );
    assert_eq!(after, before);
    assert!(verify().status.success());
    assert_eq!(said(&ask()), (before, String::new()));
}

#[test]
fn verify_finds_damage_in_an_imported_graph() {
    let folder = tempfile::tempdir().unwrap();
    let [nodes, edges, path] =
        ["nodes.csv", "edges.csv", "graph.relata"].map(|name| folder.path().join(name));
    fs::write(&nodes, "id,name\n1,Ada\n2,Bo\n").unwrap();
    fs::write(
        &edges,
        "src,dst,rel,since\n1,2,meet,2020-01-02\n2,1,call,\n",
    )
    .unwrap();
    let mut import = relata();
    import
        .arg("import")
        .arg("--nodes")
        .arg(&nodes)
        .arg("--edges")
        .arg(&edges);
    assert!(import.arg("-o").arg(&path).status().unwrap().success());
    let verify = || said(&relata().arg("verify").arg(&path).output().unwrap());
    let (out, errors) = verify();
    assert!(
        out.contains("is whole: 2 nodes and 2 relationships"),
        "{out}{errors}"
    );
    damage(&path);
    let (_, errors) = verify();
    assert!(errors.contains("is damaged"), "{errors}");
    let question = "MATCH (a {name: 'Ada'})-[r]->(b) RETURN a, r, b";
    let (rows, errors) = said(
        &relata()
            .arg("ask")
            .arg(&path)
            .arg(question)
            .output()
            .unwrap(),
    );
    assert!(
        rows.is_empty() && errors.contains("is damaged"),
        "{rows}{errors}"
    );
}
