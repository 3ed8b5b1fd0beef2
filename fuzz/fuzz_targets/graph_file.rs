//! Any bytes as a graph file: loaded, verified and salvaged without a panic.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use relata::lexicon::Lexicon;
use relata::storage::{GraphFile, salvage};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::english);

fuzz_target!(|bytes: &[u8]| {
    let folder = std::env::temp_dir().join(format!("relata-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (path, copy) = (folder.join("fuzzed.relata"), folder.join("copy"));
    std::fs::write(&path, bytes).unwrap();
    if let Ok(file) = GraphFile::open_read_only(&path) {
        let _ = file.load(&LEXICON);
        let _ = file.verify(&LEXICON);
    }
    let _ = salvage(&path, &copy);
});
