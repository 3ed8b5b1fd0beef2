//! How the programs are linked.
//!
//! A question of one line takes two milliseconds, and most of that is the start of the program. On Linux two things are
//! done about it, which take half a millisecond together:
//!
//! * The programs stand at a fixed place in memory. Else the loader would write 25 thousand addresses into a hundred
//!   pages before `main` begins. The price is that the program's own code and constants are not placed at random;
//!   stack, heap and libraries still are.
//! * What unwinds the stack is linked in, where the compiler has it as an archive, and not loaded as one more library.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |part: &str| env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    let is_here = env::var_os("HOST") == env::var_os("TARGET");
    if target("OS") != "linux" || target("ENV") != "gnu" {
        return;
    }
    println!("cargo:rustc-link-arg-bins=-no-pie");
    let folder = env::var_os("OUT_DIR").map(PathBuf::from);
    if let (Some(folder), Some(archive), true) = (folder, unwinder(), is_here) {
        // The linker takes this text in place of the library of that name.
        let script = format!("INPUT(\"{}\")\n", archive.display());
        if fs::write(folder.join("libgcc_s.so"), script).is_ok() {
            println!("cargo:rustc-link-arg-bins=-L{}", folder.display());
        }
    }
}

/// Where the linker's driver keeps the unwinder as an archive.
fn unwinder() -> Option<PathBuf> {
    let driver = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let asked = Command::new(driver)
        .arg("-print-file-name=libgcc_eh.a")
        .output();
    let path = String::from_utf8(asked.ok()?.stdout).ok()?;
    let path = Path::new(path.trim());
    (path.is_absolute() && path.is_file()).then(|| path.to_owned())
}
