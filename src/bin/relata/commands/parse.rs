//! `relata parse`: the grammar of texts, with no meaning over it.

use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use clap::{Args, ValueEnum};
use relata::document::Syntax;
use relata::lexicon::Lexicon;
use relata::model;
use relata::pipeline;
use relata::reader::conllu;
use serde_json::{Value, json};

use crate::failure::{CommandResult, Failure, Outcome};
use crate::inputs::{self, ReadingOptions};
use crate::render::tree;

/// Print the grammar of articles: words, tags, lemmas, dependencies, names
///
/// Examples:
///   echo 'Putin called Trump on Thursday.' | relata parse -
///   relata parse news/ --format conllu > news.conllu
///   relata parse news.conllu --input-format conllu --format json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Parse {
    /// Article files, folders, patterns, `-`
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    /// How it is written; names are in MISC of CoNLL-U as `NER=B-Person`
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// What the sources are; of CoNLL-U, tokens and sentences are kept and all else is made anew
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    input_format: InputFormat,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// How a parse is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A drawing: each word on a line, arrows from heads to dependents
    Text,
    /// The format of Universal Dependencies
    Conllu,
    /// One JSON object a document; offsets count bytes, heads count from 0 in the sentence
    Json,
}

/// What the sources are.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum InputFormat {
    /// Articles
    Text,
    /// Words and sentences in CoNLL-U
    Conllu,
}

/// Reads and writes, one document after the other.
pub fn run(arguments: &Parse) -> CommandResult {
    let model = model::load(arguments.reading.model).map_err(Failure::failed)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.input_format {
        InputFormat::Text => {
            let lexicon = Lexicon::english();
            for article in inputs::articles(&arguments.sources, &arguments.reading)? {
                let syntax = pipeline::parse(article, &lexicon, &*model);
                inputs::say_cuts(&syntax.article().id, syntax.sentences());
                write(&syntax, arguments.format, &mut out)?;
            }
        }
        InputFormat::Conllu => {
            for source in &arguments.sources {
                let path = Path::new(source);
                let text = read(path)?;
                let documents = conllu::read_documents(&text);
                for words in documents.map_err(|error| Failure::at(path, &error))? {
                    let syntax = pipeline::parse_words(&words, &*model);
                    write(&syntax, arguments.format, &mut out)?;
                }
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn read(path: &Path) -> Result<String, Failure> {
    let text = if path == Path::new("-") {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(path)
    };
    text.map_err(|error| Failure::at(path, &error))
}

fn write(syntax: &Syntax, format: Format, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Conllu => conllu::write(syntax, out),
        Format::Json => writeln!(out, "{}", object(syntax)),
        Format::Text => {
            let mut sentences = syntax.sentences().iter();
            sentences.try_for_each(|sentence| tree::draw(syntax, sentence, out))
        }
    }
}

fn object(syntax: &Syntax) -> Value {
    let sentences = syntax.sentences().iter().map(|sentence| {
        let first = sentence.tokens.start();
        let words = sentence.tokens.indexes().map(|token| {
            let span = syntax.tokens()[token as usize].span;
            let tag = syntax.tag(token);
            json!({
                "form": syntax.form(token),
                "lemma": syntax.lemma(token),
                "upos": tag.upos,
                "xpos": tag.xpos,
                "features": tag.features,
                "head": syntax.head(token).map(|head| head - first),
                "relation": syntax.relation(token),
                "start": span.start(),
                "end": span.end(),
            })
        });
        json!({
            "kind": sentence.kind,
            "start": sentence.span.start(),
            "end": sentence.span.end(),
            "words": words.collect::<Vec<_>>(),
        })
    });
    let names = syntax.names().iter().map(|name| {
        let span = syntax.bytes_of(name.tokens);
        json!({
            "text": span.of(syntax.text()),
            "type": name.entity_type.label(),
            "start": span.start(),
            "end": span.end(),
        })
    });
    json!({
        "doc": syntax.article().id.as_str(),
        "sentences": sentences.collect::<Vec<_>>(),
        "names": names.collect::<Vec<_>>(),
    })
}
