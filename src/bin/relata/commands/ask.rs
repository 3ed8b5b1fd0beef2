//! `relata ask`: one question, its rows, and the sentences they rest on.

use std::collections::BTreeSet;
use std::io::{self, Write};

use clap::Args;
use comfy_table::{Table, presets};
use relata::diagnostic::Diagnostic;
use relata::graph::projection::project;
use relata::graph::property_graph::PropertyGraph;
use relata::knowledge_base::KnowledgeBase;
use relata::lexicon::{Lexicon, WordClass};
use relata::query::ast::Statement;
use relata::query::short::WordList;
use relata::query::{
    Form, Options, Procedures, ResultSet, parse, prepare_statement, translate, understand,
};
use relata::value::{MapValue, Value};

use crate::failure::Failure;
use crate::inputs::Inputs;

/// Ask articles a question
///
/// Examples:
///   relata ask -q 'Putin called ?who' fixtures/articles --why
///   relata ask -q '?who said ?what' article.txt
///   relata ask -q 'MATCH (a)-[r:call]->(b) RETURN a.name, b.name' articles/
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Ask {
    #[command(flatten)]
    inputs: Inputs,
    /// The question, in the short form or as MATCH … RETURN …
    #[arg(short, long)]
    query: String,
    /// Show the sentences that each row of a short question rests on
    #[arg(long)]
    why: bool,
    /// Print a short question in the full form
    #[arg(long)]
    show_query: bool,
}

/// Reads, asks, prints.
pub fn run(arguments: &Ask) -> Result<(), Failure> {
    let lexicon = Lexicon::english();
    let knowledge_base = arguments.inputs.read(&lexicon)?;
    let sentence = |evidence: &_| knowledge_base.sentence(evidence).unwrap_or("").to_owned();
    let graph = project(knowledge_base.graph(), &sentence);
    let words = WordList::of_graph(&graph, move |form| lexicon.lemma(form, WordClass::Verb));
    let mut with_facts = None;
    let statement = match Form::of(&arguments.query) {
        Form::Short => {
            let translation = translate(&arguments.query, &words)
                .map_err(|error| wrong(&error.to_diagnostic(), &arguments.query))?;
            translation
                .notes
                .iter()
                .for_each(|note| anstream::eprintln!("note: {}", note.message));
            with_facts = translation.with_facts.filter(|_| arguments.why);
            translation.statement
        }
        Form::Full => {
            let mut statement = parse(&arguments.query).map_err(Failure::asked_wrongly)?;
            for note in understand(&mut statement, &words) {
                anstream::eprintln!("note: {}", note.message);
            }
            statement
        }
    };
    if arguments.show_query {
        anstream::eprintln!("{statement}");
    }
    let is_why = with_facts.is_some();
    let rows = answer(&graph, with_facts.unwrap_or(statement))?;
    print(&rows, is_why.then_some(&knowledge_base))
}

fn answer(graph: &PropertyGraph, statement: Statement) -> Result<ResultSet, Failure> {
    let parameters = MapValue::default();
    let procedures = Procedures::default();
    let prepared =
        prepare_statement(statement, &parameters, &procedures).map_err(Failure::asked_wrongly)?;
    let now = std::time::SystemTime::now().try_into().unwrap_or_default();
    let options = Options {
        now,
        ..Options::default()
    };
    prepared
        .read(graph, &parameters, &procedures, &options)
        .map_err(Failure::failed)
}

fn wrong(diagnostic: &Diagnostic, query: &str) -> Failure {
    let carets = diagnostic.labels.first().map(|label| {
        let before = query
            .get(..label.span.start() as usize)
            .unwrap_or("")
            .chars()
            .count();
        let inside = label.span.of(query).chars().count().max(1);
        format!(
            "\n  {query}\n  {}{}",
            " ".repeat(before),
            "^".repeat(inside)
        )
    });
    let help = diagnostic
        .help
        .as_ref()
        .map(|help| format!("\nhelp: {help}"));
    Failure::asked_wrongly(format!(
        "{}{}{}",
        diagnostic.message,
        carets.unwrap_or_default(),
        help.unwrap_or_default()
    ))
}

/// Prints rows as a table; with a knowledge base, the last column holds facts, printed below.
fn print(rows: &ResultSet, evidence: Option<&KnowledgeBase>) -> Result<(), Failure> {
    let shown = rows.columns.len() - usize::from(evidence.is_some());
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN);
    table.set_header(rows.columns[..shown].iter().map(|name| plain(name)));
    for row in &rows.rows {
        table.add_row(row[..shown].iter().map(text));
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{table}")?;
    let Some(knowledge_base) = evidence else {
        return Ok(());
    };
    let facts = rows.rows.iter().filter_map(|row| row.last());
    let facts: BTreeSet<usize> = facts.flat_map(fact_ids).collect();
    for fact in facts {
        let Some(relation) = knowledge_base.graph().relations().get(fact) else {
            continue;
        };
        for evidence in relation.evidence() {
            let sentence = knowledge_base.sentence(evidence).unwrap_or("");
            let (document, place) = (&evidence.document, evidence.sentence.start());
            writeln!(out, "\n{document}, byte {place}:\n  {}", plain(sentence))?;
        }
    }
    Ok(())
}

fn fact_ids(value: &Value) -> Vec<usize> {
    match value {
        Value::Integer(id) => usize::try_from(*id).into_iter().collect(),
        Value::List(values) => values.iter().flat_map(fact_ids).collect(),
        _ => Vec::new(),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => plain(text),
        Value::Null => "–".to_owned(),
        other => plain(&other.to_string()),
    }
}

/// Text without control characters, which could speak to the terminal.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
