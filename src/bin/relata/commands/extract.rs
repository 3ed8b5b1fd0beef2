//! `relata extract`: what each sentence says, streamed article by article.

use std::io::{self, BufWriter, Write};

use clap::{Args, ValueEnum};
use relata::document::{Argument, Article, Document, RelationMention, RelationMentionId};
use relata::lexicon::Lexicon;
use relata::model;
use relata::pipeline;
use relata::pipeline::extractor::{self, Proposition, PropositionView, Spacing};
use relata::span::ByteSpan;
use serde_json::{Value, json};

use crate::failure::{CommandResult, Failure, Outcome};
use crate::inputs::{self, ReadingOptions};
use crate::render::sanitize::sanitized;

/// Print what each sentence of articles says
#[derive(Debug, Args)]
pub struct Extract {
    /// Article files, folders, patterns, `-`
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    /// Which rows: facts for the graph, one row a clause, or one row an argument
    #[arg(long, value_enum, default_value = "graph")]
    view: View,
    /// How they are written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Each line of a source is a text of its own
    #[arg(long)]
    lines: bool,
    /// Set a blank between all words and marks
    #[arg(long)]
    tokenised: bool,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// What the rows are.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum View {
    /// Facts as they go into the graph
    Graph,
    /// One row a clause, with all its arguments
    Nary,
    /// One row an argument, cut to the core
    Binary,
}

/// How rows are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// The sentence, its rows below
    Text,
    /// One JSON object a line
    Jsonl,
}

/// Reads and writes.
pub fn run(arguments: &Extract) -> CommandResult {
    let lexicon = Lexicon::english();
    let model = model::load(arguments.reading.model).map_err(Failure::failed)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for article in inputs::articles(&arguments.sources, &arguments.reading)? {
        let texts = if arguments.lines {
            lines(&article)
        } else {
            vec![article]
        };
        for text in texts {
            let document = pipeline::annotate(text, &lexicon, &*model);
            inputs::say_cuts(&document.syntax.article().id, document.syntax.sentences());
            write(arguments, &document, &lexicon, &mut out)?;
            out.flush()?;
        }
    }
    Ok(Outcome::Done)
}

/// Each line of an article's body as an article of its own.
fn lines(article: &Article) -> Vec<Article> {
    let body = article.body.of(&article.text);
    let lines = body.lines().filter(|line| !line.trim().is_empty());
    let own = |line: &str| Article {
        text: line.to_owned(),
        body: ByteSpan::new(0, line.len() as u32),
        ..article.clone()
    };
    lines.map(own).collect()
}

fn write(
    arguments: &Extract,
    document: &Document,
    lexicon: &Lexicon,
    out: &mut dyn Write,
) -> io::Result<()> {
    let which = match arguments.view {
        View::Graph => return write_facts(arguments, document, out),
        View::Nary => PropositionView::Nary,
        View::Binary => PropositionView::Binary,
    };
    let spacing = if arguments.tokenised {
        Spacing::Tokenised
    } else {
        Spacing::AsWritten
    };
    let rows = extractor::propositions(document, which, spacing, lexicon);
    let mut last = None;
    for row in &rows {
        // A line given as one text is one sentence, however it was cut.
        let sentence = if arguments.lines {
            document.text()
        } else {
            document
                .syntax
                .sentence(row.sentence)
                .span
                .of(document.text())
        };
        match arguments.format {
            Format::Text => {
                if last.replace(row.sentence) != Some(row.sentence) {
                    writeln!(out, "{}", sanitized(sentence))?;
                }
                let args = row.args.join(" | ");
                let line = format!("{} | {} | {args}", row.subject, row.relation);
                writeln!(out, "    {}", sanitized(&line))?;
            }
            Format::Jsonl => writeln!(out, "{}", row_object(document, sentence, row))?,
        }
    }
    Ok(())
}

fn row_object(document: &Document, sentence: &str, row: &Proposition) -> Value {
    let mut value = json!(row);
    value["confidence"] = rounded(row.confidence);
    value["sentence"] = sentence.into();
    value["doc"] = document.syntax.article().id.as_str().into();
    value["start"] = row.span.start().into();
    value["end"] = row.span.end().into();
    value
}

fn rounded(confidence: f32) -> Value {
    json!((f64::from(confidence) * 1000.0).round() / 1000.0)
}

fn write_facts(arguments: &Extract, document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let mut last = None;
    for (number, fact) in document.relations.iter().enumerate() {
        match arguments.format {
            Format::Text => {
                if last.replace(fact.sentence) != Some(fact.sentence) {
                    let sentence = document.syntax.sentence(fact.sentence);
                    writeln!(out, "{}", sanitized(sentence.span.of(document.text())))?;
                }
                let line = document.fact_line(RelationMentionId(number as u32));
                writeln!(out, "    {}", sanitized(&line))?;
            }
            Format::Jsonl => writeln!(out, "{}", fact_object(document, number, fact))?,
        }
    }
    Ok(())
}

fn fact_object(document: &Document, number: usize, fact: &RelationMention) -> Value {
    let slot = |argument: &Argument| match argument {
        Argument::Clause(id) => json!({"fact": id.0}),
        Argument::Mention(id) => {
            let span = document.mentions[id.0 as usize].span;
            json!({"text": document.slot_text(argument), "start": span.start(), "end": span.end()})
        }
        Argument::Literal(literal) => {
            json!({"text": literal.text, "start": literal.span.start(), "end": literal.span.end()})
        }
    };
    let roles = fact.arguments.iter();
    let roles =
        roles.map(|argument| json!({"role": argument.role, "value": slot(&argument.value)}));
    json!({
        "doc": document.syntax.article().id.as_str(),
        "fact": number,
        "subject": fact.subject.as_ref().map(slot),
        "predicate": fact.predicate.lemma,
        "phrase": fact.predicate.phrase,
        "object": fact.object.as_ref().map(slot),
        "args": roles.collect::<Vec<_>>(),
        "negated": fact.negated,
        "modality": fact.modality,
        "said_by": fact.attribution.iter().map(|source| document.source_text(source)).collect::<Vec<_>>(),
        "time": fact.time.as_ref().map(|time| json!({
            "text": time.span.of(document.text()),
            "value": time.value.value,
            "basis": time.value.basis,
        })),
        "content_of": fact.content_of.map(|id| id.0),
        "confidence": rounded(fact.confidence),
        "rule": fact.rule,
        "start": fact.evidence.start(),
        "end": fact.evidence.end(),
        "sentence": document.syntax.sentence(fact.sentence).span.of(document.text()),
    })
}
