//! Questions over JSON lines: one request a line in, one answer a line out, in the same order.
//!
//! This is what `relata serve --stdio` speaks, and the way to use relata from another language. A request is an object
//! with an `id`, which the answer repeats, and an `op`:
//!
//! | `op` | other fields | answer |
//! | --- | --- | --- |
//! | `hello` | | `name`, `version`, `features` |
//! | `ask` | `question` in either form, `params`, `why` | `columns`, `rows`, `query`, `notes` and, as asked, `modality`, `why` |
//! | `run` | `query` in the full form, `params`, `why` | the same, without `query` and `notes` where there are no articles |
//! | `procedure` | `signature`, `columns`, `rows` | `ok`; for a graph without articles |
//! | `reset` | | `ok`; the graph is empty from now on, a file stays as it is |
//!
//! Every answer with rows has `elapsed_us`; one of `EXPLAIN` and `PROFILE` has `plan`; a change has `stats`, how much was
//! changed, and where articles are asked `decisions`, the names of the decisions in the ledger.
//!
//! Values are JSON, with `{"$node": …}`, `{"$rel": …}`, `{"$path": …}` and the temporal types in objects of their own,
//! `{"$date": "2025-07-03"}`. `why` is a list for each row: of each sentence that it rests on `document`, `start` and
//! `end` in bytes, `sentence`, `negated`, `modality`, `said_by`, `time`. `modality` is a list for each row of a short
//! question: what keeps it from being said to be so, as `planned`. An answer that failed has only an `error`: `kind`,
//! `detail`, `phase`, `message`, and where they are known `offset` (bytes), `line`, `column` (from 1) and `help`.

mod articles;
mod decode;
mod encode;
mod engine;
mod error;

use std::io::{BufRead, Write};

use serde_json::{Value as Json, json};

use crate::answer::Answerer;
use crate::query::Options;
use crate::value::{MapValue, Value};

pub use articles::Articles;
use engine::Engine;
use error::unsupported;

/// What is asked.
pub enum Served {
    /// A graph without articles.
    Engine(Engine),
    /// What articles say.
    Articles(Box<Articles>),
}

impl Served {
    /// An empty graph, which can be changed and is kept nowhere.
    pub fn empty() -> Self {
        Self::Engine(Engine::empty())
    }

    /// An imported graph, which can be read only.
    pub fn imported(answerer: Answerer) -> Self {
        Self::Engine(Engine::of(answerer))
    }
}

/// Answers requests until the input ends. `options` is asked before each question, so that it can tell the time.
///
/// # Errors
/// If reading or writing fails.
pub fn serve(
    mut served: Served,
    mut input: impl BufRead,
    mut output: impl Write,
    options: &dyn Fn() -> Options,
) -> std::io::Result<()> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let answer = answer(&mut served, &line, options);
        line.clear();
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
    Ok(())
}

fn answer(served: &mut Served, line: &[u8], options: &dyn Fn() -> Options) -> Json {
    let request: Json = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(error) => {
            return json!({"id": null, "error": unsupported(&format!("not a JSON object: {error}"))});
        }
    };
    let id = request.get("id").cloned().unwrap_or(Json::Null);
    let mut answer = operate(served, &Request(request), options);
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("id".into(), id);
    }
    answer
}

fn operate(served: &mut Served, request: &Request, options: &dyn Fn() -> Options) -> Json {
    match (request.text("op"), &mut *served) {
        ("hello", Served::Engine(engine)) => hello(engine.features()),
        ("hello", Served::Articles(_)) => hello(&["ask", "why", "stats"]),
        ("reset", _) => {
            *served = Served::empty();
            json!({"ok": true})
        }
        ("ask", _) if request.text("question").is_empty() => missing("question"),
        ("run", _) if request.text("query").is_empty() => missing("query"),
        ("procedure", Served::Engine(engine)) => engine.register(request),
        ("procedure", Served::Articles(_)) => {
            json!({"error": unsupported("what articles say is asked without procedures")})
        }
        ("run", Served::Engine(engine)) => engine.run(request, &options()),
        ("run", Served::Articles(articles)) => articles.run(request, &options()),
        ("ask", Served::Engine(engine)) => engine.ask(request, &options()),
        ("ask", Served::Articles(articles)) => articles.ask(request, &options()),
        _ if !request.0.is_object() => {
            json!({"error": unsupported("a request is a JSON object, as {\"op\": \"ask\", \"question\": \"who met ?whom\"}")})
        }
        ("", _) => missing("op"),
        (other, _) => {
            json!({"error": unsupported(&format!("no operation is called `{other}`"))})
        }
    }
}

fn missing(field: &str) -> Json {
    json!({"error": unsupported(&format!("the field `{field}` is missing, or no text"))})
}

fn hello(features: &[&str]) -> Json {
    json!({"name": "relata", "version": env!("CARGO_PKG_VERSION"), "features": features})
}

/// A value that was written as JSON, `["Ada", 5]`, `{"$date": "2025-07-03"}`; what is no JSON is text.
pub fn parameter(text: &str) -> Value {
    match serde_json::from_str(text) {
        Ok(json) => decode::value(&json),
        Err(_) => Value::string(text),
    }
}

/// One request.
struct Request(Json);

impl Request {
    /// The text of a field; nothing where there is none.
    fn text(&self, field: &str) -> &str {
        self.0.get(field).and_then(Json::as_str).unwrap_or_default()
    }

    fn is_set(&self, field: &str) -> bool {
        self.0.get(field).and_then(Json::as_bool).unwrap_or(false)
    }

    fn parameters(&self) -> MapValue {
        let entries = self.0.get("params").and_then(Json::as_object);
        let entries = entries.into_iter().flatten();
        entries
            .map(|(name, value)| (name.as_str().into(), decode::value(value)))
            .collect()
    }
}
