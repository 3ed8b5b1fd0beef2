//! Whatever bytes a file has, it is read into a graph that can be written, or refused with a message.
//! `tests/foreign_text.rs` asks the same, and more, of random text in every test run.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use relata::document::DocumentId;
use relata::export::json;
use relata::knowledge_base::KnowledgeBase;
use relata::lexicon::Lexicon;
use relata::model::{self, ModelKind, ReaderModel};
use relata::pipeline;
use relata::reader::{decode::decode, markdown, plain};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::english);
static MODEL: LazyLock<Box<dyn ReaderModel>> =
    LazyLock::new(|| model::load(ModelKind::default()).expect("the embedded model is whole"));

fuzz_target!(|bytes: &[u8]| {
    let text = decode(bytes, None).map(|text| match text.starts_with('#') {
        true => markdown::plain(&text),
        false => text,
    });
    let article = text.and_then(|text| plain::read(text, DocumentId::new("a"), None));
    let article = match article {
        Ok(article) => article,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let document = pipeline::annotate(article, &LEXICON, &**MODEL);
    for mention in &document.mentions {
        let _ = mention.core.of(document.text());
    }
    let knowledge_base = KnowledgeBase::from_readings([document.into_reading()], &LEXICON);
    json::write(&knowledge_base, &mut Vec::new()).expect("a vector takes all");
});
