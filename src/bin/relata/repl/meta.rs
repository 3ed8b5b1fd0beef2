//! Commands that begin with a dot: about the session, not about the news.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use clap::ValueEnum;
use relata::answer::Grounds;
use relata::query::short::Vocabulary;

use super::script;
use super::session::{Effect, Session};
use crate::commands::export::{self, GraphFormat, PictureOptions};
use crate::commands::{explain, stats};
use crate::failure::{Failure, Outcome};
use crate::render::rows::RowFormat;
use crate::render::sanitize::sanitized;
use crate::source::Source;

/// Every command: its name, what follows it, what it does.
pub const COMMANDS: [(&str, &str, &str); 14] = [
    ("help", "", "show this list"),
    (
        "why",
        "[on|off]",
        "show the sentences of the last answer, or of every answer",
    ),
    ("cypher", "on|off", "show short questions in the full form"),
    (
        "mode",
        "FORMAT",
        "write rows as table, tsv, csv, json, jsonl, markdown",
    ),
    ("timer", "on|off", "show how many rows came in which time"),
    ("last", "", "show the last answer again"),
    ("once", "FILE", "write the last answer to a file"),
    ("export", "dot|json FILE", "write the whole graph to a file"),
    (
        "open",
        "SOURCE…",
        "read other articles or another graph file",
    ),
    ("read", "FILE", "run the lines of a file"),
    ("entities", "[TEXT]", "list what can be asked about"),
    ("relations", "[TEXT]", "list the relations"),
    ("explain", "NAME", "say what is known of an entity, and why"),
    ("stats", "", "say what is in the graph"),
];

/// How many names `.entities` and `.relations` list.
const LISTED: usize = 40;

/// Runs a command, given without its dot. A beginning that fits one command is enough.
pub fn run(session: &mut Session, line: &str, out: &mut dyn Write) -> Result<Effect, Failure> {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    match word {
        "quit" | "exit" | "q" => return quit(rest),
        "?" => {
            help(out)?;
            return Ok(Effect::Next);
        }
        _ => {}
    }
    // What the command line calls it.
    let word = if word == "format" { "mode" } else { word };
    match command_called(word)? {
        "help" => help(out)?,
        "why" => why(session, rest, out)?,
        "cypher" => session.settings.is_showing_query = switch(rest)?,
        "timer" => session.settings.is_timing = switch(rest)?,
        "mode" => session.settings.format = format(rest)?,
        "last" => last(session, out)?,
        "once" => once(session, rest)?,
        "export" => write_graph(session, rest, out)?,
        "open" => open(session, rest)?,
        "read" => return read(session, rest),
        "entities" => entities(session, rest, out)?,
        "relations" => relations(session, rest, out)?,
        "explain" => {
            let _: Outcome = explain::write(&session.knowledge_base, needed(rest, "NAME")?, out)?;
        }
        "stats" => stats::write(&session.knowledge_base, 15, out)?,
        other => unreachable!("`{other}` is listed and not run"),
    }
    Ok(Effect::Next)
}

fn command_called(word: &str) -> Result<&'static str, Failure> {
    let names = || COMMANDS.iter().map(|(name, ..)| *name);
    if let Some(name) = names().find(|name| *name == word) {
        return Ok(name);
    }
    let fitting: Vec<&str> = names().filter(|name| name.starts_with(word)).collect();
    match fitting.as_slice() {
        [name] if !word.is_empty() => Ok(name),
        [] => Err(wrong(format!(
            "there is no command `.{word}`\nhelp: `.help` lists them"
        ))),
        _ => {
            let list: Vec<String> = fitting.iter().map(|name| format!("`.{name}`")).collect();
            Err(wrong(format!("`.{word}` could be {}", list.join(", "))))
        }
    }
}

fn wrong(message: String) -> Failure {
    Failure::AskedWrongly(message)
}

fn needed<'a>(rest: &'a str, what: &str) -> Result<&'a str, Failure> {
    if rest.is_empty() {
        Err(wrong(format!("{what} is missing")))
    } else {
        Ok(rest)
    }
}

fn switch(rest: &str) -> Result<bool, Failure> {
    match rest {
        "on" => Ok(true),
        "off" => Ok(false),
        other => Err(wrong(format!("say `on` or `off`, not `{other}`"))),
    }
}

fn quit(rest: &str) -> Result<Effect, Failure> {
    let code = if rest.is_empty() { Ok(0) } else { rest.parse() };
    code.map(Effect::Quit)
        .map_err(|_| wrong(format!("`{rest}` is no exit code")))
}

fn help(out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "A question is a fact with holes in it:")?;
    for example in [
        "Putin called ?who",
        "?who said ?what about Iran",
        "?x:Person met ?y:Person",
        "?who did not discuss ?what",
        "what did Putin and Trump discuss since 2025-07-01",
        "path from Putin to Iran",
        "Iran",
        "list companies",
        "MATCH (a)-[r]->(b) RETURN a.name, type(r), b.name LIMIT 5",
    ] {
        writeln!(out, "  {example}")?;
    }
    writeln!(out, "\nCommands:")?;
    for (name, arguments, text) in COMMANDS {
        writeln!(out, "  .{:<24} {text}", format!("{name} {arguments}"))?;
    }
    writeln!(out, "  .{:<24} leave", "quit [CODE]")?;
    Ok(())
}

fn format(rest: &str) -> Result<RowFormat, Failure> {
    RowFormat::from_str(rest, true).map_err(|_| {
        let all = RowFormat::value_variants()
            .iter()
            .filter_map(ValueEnum::to_possible_value);
        let names: Vec<String> = all.map(|value| format!("`{}`", value.get_name())).collect();
        wrong(format!(
            "no format is called `{rest}`\nhelp: there are {}",
            names.join(", ")
        ))
    })
}

fn why(session: &mut Session, rest: &str, out: &mut dyn Write) -> Result<(), Failure> {
    if !rest.is_empty() {
        session.settings.is_showing_why = switch(rest)?;
        return Ok(());
    }
    let answer = last_answer(session)?;
    let grounds = Grounds::of(&session.knowledge_base, answer.all_facts());
    for (row, facts) in answer.facts.iter().enumerate() {
        let cells = answer.rows[row]
            .iter()
            .map(|value| sanitized(&session.answerer.text(value)));
        writeln!(
            out,
            "{}. {}",
            row + 1,
            cells.collect::<Vec<_>>().join(" · ")
        )?;
        crate::render::evidence::write(&grounds, facts, out)?;
    }
    Ok(())
}

fn last_answer(session: &Session) -> Result<&relata::answer::Answer, Failure> {
    let none = || Failure::Failed("there is no answer yet: ask something first".to_owned());
    session.last.as_ref().ok_or_else(none)
}

fn last(session: &Session, out: &mut dyn Write) -> Result<(), Failure> {
    Ok(session.show(last_answer(session)?, out)?)
}

fn once(session: &Session, rest: &str) -> Result<(), Failure> {
    let path = Path::new(needed(rest, "FILE")?);
    let mut file = created(path)?;
    Ok(session.show(last_answer(session)?, &mut file)?)
}

fn created(path: &Path) -> Result<BufWriter<File>, Failure> {
    File::create(path)
        .map(BufWriter::new)
        .map_err(|error| Failure::at(path, &error))
}

fn write_graph(session: &Session, rest: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let (format, path) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let format = GraphFormat::from_str(format, true)
        .map_err(|_| wrong(format!("say `dot` or `json` and a file, not `{rest}`")))?;
    let path = needed(path.trim(), "FILE")?;
    let mut file = created(Path::new(path))?;
    export::write(
        &session.knowledge_base,
        format,
        &PictureOptions::default(),
        &mut file,
    )?;
    Ok(writeln!(out, "wrote `{path}`")?)
}

fn open(session: &mut Session, rest: &str) -> Result<(), Failure> {
    let sources: Vec<String> = needed(rest, "SOURCE")?
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let source = Source::load(&sources, &session.source)?;
    session.replace(source.knowledge_base);
    session.file = source.file;
    Ok(())
}

fn read(session: &mut Session, rest: &str) -> Result<Effect, Failure> {
    let path = Path::new(needed(rest, "FILE")?);
    let file = File::open(path).map_err(|error| Failure::at(path, &error))?;
    script::take_lines(session, BufReader::new(file), false)
}

fn entities(session: &Session, rest: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let lower = rest.to_lowercase();
    let known = session.answerer.words().entities().iter();
    let fitting = known.filter(|entity| entity.name.to_lowercase().contains(&lower));
    for entity in fitting.take(LISTED) {
        let name = sanitized(&entity.name);
        writeln!(out, "{:>6}  {name} ({})", entity.mentions, entity.kind)?;
    }
    Ok(())
}

fn relations(session: &Session, rest: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let known = session.answerer.words().relations().iter();
    for (name, count) in known.filter(|(name, _)| name.contains(rest)).take(LISTED) {
        writeln!(out, "{count:>6}  {name}")?;
    }
    Ok(())
}
