//! Imports go one way: the list of modules in ARCHITECTURE.md, as a test.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules, lowest first; one may name only those before it, and itself.
const MODULES: &[&str] = &[
    "span",
    "diagnostic",
    "value",
    "date",
    "document",
    "lexicon",
    "reader",
    "model",
    "pipeline",
    "graph",
    "ledger",
    "linker",
    "knowledge_base",
    "newsreader",
    "storage",
    "query",
    "answer",
    "protocol",
    "export",
];

#[test]
fn modules_import_only_what_lies_below_them() {
    let mut wrong = Vec::new();
    for (index, module) in MODULES.iter().enumerate() {
        for path in files_of(module) {
            let text = fs::read_to_string(&path).unwrap();
            for later in &MODULES[index + 1..] {
                let is_named = text.lines().any(|line| {
                    !line.trim_start().starts_with("//")
                        && line.contains(&format!("crate::{later}::"))
                });
                if is_named {
                    wrong.push(format!("{}: names crate::{later}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_outside_crate_has_one_home() {
    for (name, home) in [
        ("petgraph", "src/graph"),
        ("rusqlite", "src/storage"),
        ("pest", "src/query/parser"),
    ] {
        for path in rust_files(Path::new("src")) {
            let text = fs::read_to_string(&path).unwrap();
            let is_named = text.lines().any(|line| {
                !line.trim_start().starts_with("//") && line.contains(&format!("{name}::"))
            });
            let is_home = path.starts_with(home) || path.starts_with(format!("{home}.rs"));
            assert!(!is_named || is_home, "{}: names {name}", path.display());
        }
    }
}

fn files_of(module: &str) -> Vec<PathBuf> {
    let mut files = rust_files(&Path::new("src").join(module));
    let file = Path::new("src").join(format!("{module}.rs"));
    files.extend(file.exists().then_some(file));
    files
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
