//! The engine over JSON lines: one request a line in, one answer a line out.
//!
//! This is what `relata serve --stdio` speaks, and the way to use the engine from another language. Operations:
//! `hello`, `reset`, `run` (`query`, `params`), `procedure` (`signature`, `columns`, `rows`). Values are JSON, with
//! `{"$node": …}`, `{"$rel": …}`, `{"$path": …}` and the temporal types in objects of their own.

mod decode;
mod encode;

use std::io::{BufRead, Write};
use std::rc::Rc;
use std::time::Instant;

use rustc_hash::FxHashMap;

use serde_json::{Map, Value as Json, json};

use super::engine::{Options, Prepared, QueryError, prepare};
use super::procedures::Procedures;
use super::result::{ResultSet, Statistics};
use crate::graph::property_graph::PropertyGraph;
use crate::graph::view::GraphView;
use crate::value::MapValue;

/// The graph that is asked: one that can be changed, or a snapshot that cannot.
pub enum Served {
    /// Can be changed.
    Changing(Box<PropertyGraph>),
    /// Can be read only.
    Reading(Box<dyn GraphView>),
}

/// Answers requests until the input ends. `options` is asked before each query, so that it can tell the time.
///
/// # Errors
/// If reading or writing fails.
pub fn serve(
    graph: Served,
    input: impl BufRead,
    mut output: impl Write,
    options: &dyn Fn() -> Options,
) -> std::io::Result<()> {
    let mut server = Server {
        graph,
        procedures: Procedures::default(),
        prepared: FxHashMap::default(),
    };
    for line in input.lines() {
        let answer = server.answer(&line?, options);
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
    Ok(())
}

struct Server {
    graph: Served,
    procedures: Procedures,
    /// Queries that were asked before, by text; forgotten when what they were checked against changes.
    prepared: FxHashMap<String, Rc<Prepared>>,
}

/// More texts than this are not kept.
const MOST_PREPARED: usize = 256;

impl Server {
    fn answer(&mut self, line: &str, options: &dyn Fn() -> Options) -> Json {
        let request: Json = match serde_json::from_str(line) {
            Ok(request) => request,
            Err(error) => {
                return json!({"id": null, "error": unsupported(&format!("not a JSON object: {error}"))});
            }
        };
        let id = request.get("id").cloned().unwrap_or(Json::Null);
        let mut answer = match request.get("op").and_then(Json::as_str) {
            Some("hello") => hello(),
            Some("reset") => self.reset(),
            Some("procedure") => self.register(&request),
            Some("run") => self.run(&request, &options()),
            other => {
                json!({"error": unsupported(&format!("no operation is called `{}`", other.unwrap_or("")))})
            }
        };
        if let Some(answer) = answer.as_object_mut() {
            answer.insert("id".into(), id);
        }
        answer
    }

    fn reset(&mut self) -> Json {
        self.graph = Served::Changing(Box::new(PropertyGraph::new()));
        self.procedures = Procedures::default();
        self.prepared.clear();
        json!({"ok": true})
    }

    fn register(&mut self, request: &Json) -> Json {
        let signature = request
            .get("signature")
            .and_then(Json::as_str)
            .unwrap_or_default();
        let rows = request
            .get("rows")
            .and_then(Json::as_array)
            .into_iter()
            .flatten();
        let rows = rows
            .map(|row| {
                row.as_array()
                    .into_iter()
                    .flatten()
                    .map(decode::value)
                    .collect()
            })
            .collect();
        self.prepared.clear();
        if self.procedures.register(signature, rows) {
            json!({"ok": true})
        } else {
            json!({"error": unsupported(&format!("not a signature: `{signature}`"))})
        }
    }

    fn run(&mut self, request: &Json, options: &Options) -> Json {
        let text = request
            .get("query")
            .and_then(Json::as_str)
            .unwrap_or_default();
        let parameters: MapValue = request
            .get("params")
            .and_then(Json::as_object)
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.as_str().into(), decode::value(value)))
            .collect();
        let start = Instant::now();
        let result = self.query(text, &parameters, options);
        let elapsed = start.elapsed().as_micros() as u64;
        match result {
            Ok(result) => self.encode(&result, elapsed),
            Err(error) => json!({"error": describe(&error, text)}),
        }
    }

    /// Queries with parameters are checked each time, since the parameters may be others.
    fn prepared(&mut self, text: &str, parameters: &MapValue) -> Result<Rc<Prepared>, QueryError> {
        if !parameters.is_empty() {
            return prepare(text, parameters, &self.procedures).map(Rc::new);
        }
        if let Some(prepared) = self.prepared.get(text) {
            return Ok(prepared.clone());
        }
        let prepared = Rc::new(prepare(text, parameters, &self.procedures)?);
        if self.prepared.len() >= MOST_PREPARED {
            self.prepared.clear();
        }
        self.prepared.insert(text.to_owned(), prepared.clone());
        Ok(prepared)
    }

    fn query(
        &mut self,
        text: &str,
        parameters: &MapValue,
        options: &Options,
    ) -> Result<ResultSet, QueryError> {
        let prepared = self.prepared(text, parameters)?;
        match &mut self.graph {
            Served::Changing(graph) => prepared.write(graph, parameters, &self.procedures, options),
            Served::Reading(graph) => {
                prepared.read(&**graph, parameters, &self.procedures, options)
            }
        }
    }

    fn encode(&self, result: &ResultSet, elapsed_us: u64) -> Json {
        let graph: &dyn GraphView = match &self.graph {
            Served::Changing(graph) => &**graph,
            Served::Reading(graph) => &**graph,
        };
        let rows = result.rows.iter().map(|row| {
            row.iter()
                .map(|value| encode::value(value, graph))
                .collect::<Json>()
        });
        let mut answer = json!({
            "columns": result.columns.iter().map(|column| Json::from(&**column)).collect::<Json>(),
            "rows": rows.collect::<Json>(),
            "stats": statistics(result.statistics),
            "elapsed_us": elapsed_us,
        });
        if let (Some(plan), Some(answer)) = (&result.plan, answer.as_object_mut()) {
            answer.insert("plan".into(), Json::from(plan.as_str()));
        }
        answer
    }
}

fn hello() -> Json {
    json!({"name": "relata", "version": env!("CARGO_PKG_VERSION"), "features": ["procedures", "stats"]})
}

fn unsupported(message: &str) -> Json {
    json!({"kind": "Unsupported", "detail": "", "phase": "compile", "message": message})
}

fn statistics(statistics: Statistics) -> Json {
    let counts = [
        ("nodes_created", statistics.nodes_created),
        ("nodes_deleted", statistics.nodes_deleted),
        ("relationships_created", statistics.relationships_created),
        ("relationships_deleted", statistics.relationships_deleted),
        ("properties_set", statistics.properties_set),
        ("labels_added", statistics.labels_added),
        ("labels_removed", statistics.labels_removed),
    ];
    let changed = counts.into_iter().filter(|(_, count)| *count > 0);
    Json::Object(
        changed
            .map(|(name, count)| (name.to_owned(), Json::from(count)))
            .collect::<Map<_, _>>(),
    )
}

fn describe(error: &QueryError, text: &str) -> Json {
    let (kind, detail, phase) = error.code();
    let mut described =
        json!({"kind": kind, "detail": detail, "phase": phase, "message": error.to_string()});
    if let (QueryError::Compile(error), Some(described)) = (error, described.as_object_mut()) {
        let offset = error.span().start() as usize;
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        described.insert("offset".into(), offset.into());
        described.insert("line".into(), (before.matches('\n').count() + 1).into());
        described.insert(
            "column".into(),
            (before[line_start..].chars().count() + 1).into(),
        );
    }
    described
}
