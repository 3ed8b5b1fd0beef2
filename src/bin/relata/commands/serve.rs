//! `relata serve --stdio`: questions over JSON lines, for embedding from other languages.

use std::io::{BufReader, BufWriter, stdin, stdout};

use clap::Args;
use relata::protocol::{Articles, Served, serve};

use super::ask::QueryLimits;
use crate::failure::{CommandResult, Outcome};
use crate::source::{self, Source, SourceOptions};

/// Answer questions over standard input and output, one JSON object a line
///
/// For use from other languages. A request has an `id`, which its answer repeats:
///
///   {"id": 1, "op": "ask", "question": "Putin called ?who", "why": true}
///   {"id": 2, "op": "run", "query": "MATCH (p {name: $name}) RETURN p", "params": {"name": "Putin"}}
///
/// `ask` takes either form of a question, `run` the full form. Answers have `columns`, `rows`, `query`
/// and `notes`, with `why` the sentences behind each row; or an `error`. A graph file is asked as it is
/// when the question comes, and what queries change in it is kept in its ledger. `reset` empties the
/// graph that is asked (never the file), `hello` tells version and features.
///
/// Examples:
///   relata serve --stdio news.relata
///   echo '{"id": 1, "op": "ask", "question": "Putin called ?who"}' | relata serve --stdio news/
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Serve {
    /// Speak over standard input and output (the only way there is)
    #[arg(long, required = true)]
    stdio: bool,
    /// A graph file, article files, folders, patterns, or an imported graph; without any, an empty
    /// graph that can be changed
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    #[command(flatten)]
    limits: QueryLimits,
    #[command(flatten)]
    source: SourceOptions,
}

/// Answers until the input ends.
///
/// # Errors
/// If a source cannot be read, or standard input or output fails.
pub fn run(arguments: &Serve) -> CommandResult {
    debug_assert!(arguments.stdio);
    let (served, outcome) = opened(arguments)?;
    let (input, output) = (
        BufReader::new(stdin().lock()),
        BufWriter::new(stdout().lock()),
    );
    serve(served, input, output, &|| arguments.limits.starting_now())?;
    Ok(outcome)
}

fn opened(arguments: &Serve) -> Result<(Served, Outcome), crate::failure::Failure> {
    let sources = &arguments.sources;
    if sources.is_empty() {
        return Ok((Served::empty(), Outcome::Done));
    }
    if let Some(answerer) = source::imported(sources)? {
        return Ok((Served::imported(answerer), Outcome::Done));
    }
    if let Some(file) = source::graph_file(sources) {
        let articles = Articles::of_file(file)?;
        return Ok((Served::Articles(Box::new(articles)), Outcome::Done));
    }
    let source = Source::load(sources, &arguments.source)?;
    let outcome = source.outcome();
    let articles = Articles::of_knowledge_base(source.knowledge_base);
    Ok((Served::Articles(Box::new(articles)), outcome))
}
