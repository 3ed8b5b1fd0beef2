//! A graph without articles: an empty one that can be changed, or an imported one.

use std::rc::Rc;
use std::time::Instant;

use rustc_hash::FxHashMap;
use serde_json::{Value as Json, json};

use super::error::{self, unsupported};
use super::{Request, decode, encode};
use crate::answer::Answerer;
use crate::graph::property_graph::PropertyGraph;
use crate::graph::view::GraphView;
use crate::query::{Options, Prepared, Procedures, QueryError, ResultSet, prepare};
use crate::value::MapValue;

/// A graph, the procedures that were registered, and the queries that were asked.
pub struct Engine {
    graph: Graph,
    procedures: Procedures,
    /// Queries that were asked before, by text; forgotten when what they were checked against changes.
    prepared: FxHashMap<String, Rc<Prepared>>,
}

enum Graph {
    Changing(Box<PropertyGraph>),
    Reading(Box<Answerer>),
}

impl Graph {
    fn view(&self) -> &dyn GraphView {
        match self {
            Self::Changing(graph) => &**graph,
            Self::Reading(answerer) => answerer.graph(),
        }
    }
}

/// More texts than this are not kept.
const MOST_PREPARED: usize = 256;

impl Engine {
    pub(super) fn empty() -> Self {
        Self::with(Graph::Changing(Box::new(PropertyGraph::new())))
    }

    pub(super) fn of(answerer: Answerer) -> Self {
        Self::with(Graph::Reading(Box::new(answerer)))
    }

    fn with(graph: Graph) -> Self {
        Self {
            graph,
            procedures: Procedures::default(),
            prepared: FxHashMap::default(),
        }
    }

    pub(super) fn features(&self) -> &'static [&'static str] {
        match self.graph {
            Graph::Changing(_) => &["procedures", "stats"],
            Graph::Reading(_) => &["ask", "procedures", "stats"],
        }
    }

    pub(super) fn register(&mut self, request: &Request) -> Json {
        let signature = request.text("signature");
        let rows = request.0.get("rows").and_then(Json::as_array);
        let rows = rows.into_iter().flatten().map(|row| {
            let cells = row.as_array().into_iter().flatten();
            cells.map(decode::value).collect()
        });
        self.prepared.clear();
        if self.procedures.register(signature, rows.collect()) {
            json!({"ok": true})
        } else {
            json!({"error": unsupported(&format!("not a signature: `{signature}`"))})
        }
    }

    pub(super) fn run(&mut self, request: &Request, options: &Options) -> Json {
        let text = request.text("query");
        let parameters = request.parameters();
        let start = Instant::now();
        let result = self.query(text, &parameters, options);
        let elapsed = start.elapsed();
        match result {
            Ok(result) => {
                let mut answer =
                    encode::rows(&result.columns, &result.rows, self.graph.view(), elapsed);
                answer.insert("stats".into(), encode::statistics(result.statistics));
                if let Some(plan) = result.plan {
                    answer.insert("plan".into(), plan.into());
                }
                answer.into()
            }
            Err(error) => json!({"error": error::of_query(&error, text)}),
        }
    }

    pub(super) fn ask(&self, request: &Request, options: &Options) -> Json {
        let Graph::Reading(answerer) = &self.graph else {
            return json!({"error": unsupported("questions are asked of a graph file, and none was named")});
        };
        let question = request.text("question");
        let start = Instant::now();
        match answerer.ask_with(question, &request.parameters(), options) {
            Ok(answer) => encode::answer(&answer, answerer, question, start.elapsed()).into(),
            Err(error) => json!({"error": error::of_question(&error, question)}),
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
            Graph::Changing(graph) => prepared.write(graph, parameters, &self.procedures, options),
            Graph::Reading(answerer) => {
                prepared.read(answerer.graph(), parameters, &self.procedures, options)
            }
        }
    }
}
