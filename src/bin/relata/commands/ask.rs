//! `relata ask`: one question, its rows, and the sentences they rest on.

use std::io::{self, Write};
use std::time::{Duration, Instant, SystemTime};

use clap::Args;
use relata::answer::{Answer, Answerer, Grounds, Written, is_writing};
use relata::lexicon::Lexicon;
use relata::protocol;
use relata::query::{Limits, Options};
use relata::storage::{Digest, GraphFile};
use relata::value::{MapValue, Value};

use super::change;
use crate::failure::{CommandResult, Failure, Outcome};
use crate::render::{self, rows::RowFormat};
use crate::source::{self, Source, SourceOptions, last_of};

/// Ask a question of articles or of a graph file
///
/// A question is a fact with holes in it, `Putin called ?who`, or openCypher,
/// `MATCH (a)-[:call]->(b) RETURN a.name, b.name`.
///
/// Examples:
///   relata ask news/ 'Putin called ?who' --why
///   relata ask article.txt '?who said ?what according to Reuters'
///   relata ask news/ '?x:Person met ?y:Person' --format csv
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Ask {
    /// A graph file, or article files, folders, patterns, `-`; the question comes last
    #[arg(required = true, num_args = 1.., value_names = ["SOURCE", "QUESTION"])]
    sources_and_question: Vec<String>,
    /// Show the sentences that each row rests on
    #[arg(long)]
    why: bool,
    /// How to write the rows
    #[arg(long, value_enum, default_value = "auto")]
    format: RowFormat,
    /// What `$NAME` means in a question in the full form: JSON, or else text; may be given again
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    parameters: Vec<(String, Value)>,
    /// Print the question in the full form, to standard error
    #[arg(long)]
    show_query: bool,
    /// End with status 4 when there is no row
    #[arg(long)]
    exit_status: bool,
    #[command(flatten)]
    names: NameOptions,
    #[command(flatten)]
    limits: QueryLimits,
    #[command(flatten)]
    source: SourceOptions,
}

/// What names of a question reach.
#[derive(Debug, Clone, Args)]
struct NameOptions {
    /// Count what Moscow or the Kremlin does as a government for Russia too
    #[arg(long)]
    metonyms: bool,
}

/// `name=5`, `name=["Ada","Bo"]`, `name=Ada`
fn parameter(text: &str) -> Result<(String, Value), String> {
    let (name, value) = text
        .split_once('=')
        .filter(|(name, _)| !name.is_empty())
        .ok_or("a name, `=` and a value are needed")?;
    Ok((name.to_owned(), protocol::parameter(value)))
}

/// What a question may take.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Limits")]
pub struct QueryLimits {
    /// Stop after this many seconds
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<u64>,
    /// Stop when there are more rows than this
    #[arg(long, value_name = "COUNT")]
    max_rows: Option<usize>,
    /// Stop when so much is kept for sorting, grouping and the answer
    #[arg(long, value_name = "MIB", default_value_t = 4096)]
    max_memory: usize,
}

impl QueryLimits {
    /// The options of a query that starts now.
    pub fn starting_now(&self) -> Options {
        let deadline = self
            .timeout
            .map(|seconds| Instant::now() + Duration::from_secs(seconds));
        Options {
            limits: Limits {
                deadline,
                rows: self.max_rows,
                memory: Some(self.max_memory.saturating_mul(1 << 20)),
                cancel: None,
            },
            now: SystemTime::now().try_into().unwrap_or_default(),
            optimize: true,
        }
    }
}

/// Reads, asks, prints.
pub fn run(arguments: &Ask) -> CommandResult {
    let (question, sources) = last_of(&arguments.sources_and_question, "a question")?;
    let parameters = arguments.parameters.iter().cloned();
    let parameters: MapValue = parameters
        .map(|(name, value)| (name.into(), value))
        .collect();
    if is_writing(question, &parameters) && source::imported(sources)?.is_none() {
        let mut source = Source::load(sources, &arguments.source)?;
        let written = write(question, &parameters, &mut source, arguments)?;
        tell(&written.answer, question, arguments);
        let (answer, known) = (&written.answer, &source.knowledge_base);
        let grounds = arguments
            .why
            .then(|| Grounds::of(known, answer.all_facts()));
        return show(
            answer,
            &written.answerer,
            grounds.as_ref(),
            &source,
            arguments,
        );
    }
    let contents = if arguments.why {
        source::contents(sources)?
    } else {
        None
    };
    let alone = if arguments.names.metonyms {
        source::imported(sources)?
    } else {
        source::graph_alone(sources)?
    };
    let is_alone = alone.is_some();
    let source = match alone {
        Some(_) => Source::default(),
        None => Source::load(sources, &arguments.source)?,
    };
    let mut answerer = alone.unwrap_or_else(|| {
        if arguments.names.metonyms {
            Answerer::following_metonyms(&source.knowledge_base)
        } else {
            Answerer::new(&source.knowledge_base)
        }
    });
    let mut answer = answerer.ask_with(question, &parameters, &arguments.limits.starting_now());
    if answerer.graph().is_damaged() {
        answerer = source::made_anew(sources)?.ok_or_else(|| damaged(sources))?;
        answer = answerer.ask_with(question, &parameters, &arguments.limits.starting_now());
    }
    let answer = answer.map_err(|error| {
        Failure::in_text(&error.to_diagnostic(), question, error.is_in_the_question())
    })?;
    tell(&answer, question, arguments);
    let grounds = match (arguments.why, is_alone) {
        (false, _) => None,
        (true, true) => grounds(&answer, sources, contents, arguments)?,
        (true, false) => Some(Grounds::of(&source.knowledge_base, answer.all_facts())),
    };
    let outcome = show(&answer, &answerer, grounds.as_ref(), &source, arguments);
    // The program ends here: names by the hundred thousand need not be given back one by one.
    std::mem::forget((answer, answerer, source));
    outcome
}

/// What an answer of a graph file with these contents rests on; none where the file has no articles.
fn grounds(
    answer: &Answer,
    sources: &[String],
    contents: Option<Digest>,
    arguments: &Ask,
) -> Result<Option<Grounds>, Failure> {
    let Some(path) = source::graph_file(sources) else {
        return Ok(None);
    };
    if answer.all_facts().next().is_none() {
        return Ok(Some(Grounds::default()));
    }
    let file = GraphFile::open_read_only(path)?;
    let mut found = Grounds::in_file(&file, answer.all_facts());
    if let Ok(None) = found {
        // Its rows are stale. Once they are written, the next question finds them.
        let linked = GraphFile::open(path).and_then(|mut file| file.link(&Lexicon::english()));
        let knowledge_base = match linked {
            Ok(knowledge_base) => knowledge_base,
            // Of somebody else, or just being written.
            Err(_) => Source::load(sources, &arguments.source)?.knowledge_base,
        };
        found = Ok(Some(Grounds::of(&knowledge_base, answer.all_facts())));
    }
    if contents != Some(file.digest()?) {
        let path = path.display();
        return Err(Failure::failed(format!(
            "`{path}` was changed while the question was answered\nhelp: ask again"
        )));
    }
    Ok(found?)
}

/// An imported graph of which a part is not as it was written.
fn damaged(sources: &[String]) -> Failure {
    let path = sources.join(" ");
    Failure::failed(format!(
        "`{path}` is damaged: a part of it is not as it was written\nhelp: `relata verify {path}` says which; import it \
         again from its tables with `relata import`"
    ))
}

/// What was understood, to standard error.
fn tell(answer: &Answer, question: &str, arguments: &Ask) {
    if !arguments.source.quiet {
        for note in &answer.notes {
            render::diagnostic::print_note(note, question);
        }
    }
    if arguments.show_query {
        anstream::eprintln!("{}", answer.query);
    }
}

/// Changes the graph; what is asked then is the changed one.
fn write(
    question: &str,
    parameters: &MapValue,
    source: &mut Source,
    arguments: &Ask,
) -> Result<Written, Failure> {
    let changed = change::take(
        std::mem::take(&mut source.knowledge_base),
        source.file.as_deref(),
        question,
        parameters,
        &arguments.limits.starting_now(),
        arguments.source.quiet,
    )?;
    source.knowledge_base = changed.knowledge_base;
    Ok(changed.written)
}

fn show(
    answer: &Answer,
    answerer: &Answerer,
    why: Option<&Grounds>,
    source: &Source,
    arguments: &Ask,
) -> CommandResult {
    let mut out = io::stdout().lock();
    render::rows::write(answer, answerer, why, arguments.format, &mut out)?;
    out.flush()?;
    if arguments.exit_status && answer.rows.is_empty() {
        return Ok(Outcome::NoRows);
    }
    Ok(source.outcome())
}
