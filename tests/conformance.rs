//! The conformance suite of openCypher against `relata serve --stdio`, as a ratchet: what passed once must pass.
//!
//! The suite lies outside the repository, in `../shared/tck`, and its runner needs Python; without either the test is
//! skipped and says so. After progress the list is made anew with the runner's `--write-expect`.

use std::path::Path;
use std::process::Command;

#[test]
fn what_passed_once_still_passes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let suite = ["../shared/tck", "../../shared/tck"].map(|place| root.join(place));
    let Some(suite) = suite
        .into_iter()
        .find(|suite| suite.join("run_tck.py").exists())
    else {
        println!("skipped: ../shared/tck is not there");
        return;
    };
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: python3 is not there");
        return;
    }
    let output = Command::new("python3")
        .arg(suite.join("run_tck.py"))
        .arg("--features")
        .arg(suite.join("features"))
        .arg("--expect")
        .arg(root.join("fixtures/conformance/passing.txt"))
        .args(["--errors", "exact", "--atomic", "--cmd"])
        .arg(format!("{} serve --stdio", env!("CARGO_BIN_EXE_relata")))
        .output()
        .expect("the runner can be started");
    let report = String::from_utf8_lossy(&output.stdout);
    let end: Vec<&str> = report.lines().rev().take(20).collect();
    assert!(
        output.status.success(),
        "{}",
        end.into_iter().rev().collect::<Vec<_>>().join("\n")
    );
}
