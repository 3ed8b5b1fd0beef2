//! Questions put to what articles say: text in either form → rows, with the facts they rest on.
//!
//! Goes in: a [`KnowledgeBase`] and a question. Comes out: an [`Answer`], or an error that points at
//! the question.

mod changes;
mod display;
mod evidence;
mod reality;
mod said;
mod write_error;
mod writing;

pub use evidence::{Evidence, Grounds};
pub use write_error::WriteError;
pub use writing::{Kept, Written, is_writing, keep, write};

use std::sync::{Arc, OnceLock};

use crate::diagnostic::Diagnostic;
use crate::document::Modality;
use crate::graph::frozen::{FrozenGraph, TooLarge};
use crate::graph::governments::told_of_countries;
use crate::graph::property_graph::PropertyGraph;
use crate::graph::view::GraphView;
use crate::graph::{Relation, RelationId};
use crate::knowledge_base::KnowledgeBase;
use crate::lexicon::{Lexicon, RelationMap, WordClass};
use crate::query::ast::Statement;
use crate::query::short::{SharedGraph, Vocabulary, WordList, directory, weaker};
use crate::query::{
    CompileError, Form, Options, Procedures, QueryError, ResultSet, ShortError, Words, parse,
    prepare_statement, translate, understand, unknown_properties,
};
use crate::storage::{GraphFile, StorageError};
use crate::value::{MapValue, Value};
use said::Said;

/// What answers questions about a knowledge base: its graph, and the words that questions can use.
pub struct Answerer {
    graph: SharedGraph,
    /// Made when the first question needs names, since it may visit every node.
    words: OnceLock<WordList>,
    /// Relations and labels only, made when a question in the full form uses one that the graph does not have.
    types: OnceLock<WordList>,
    /// What relations are counted as.
    map: Arc<RelationMap>,
}

/// Rows, and what they rest on.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The names of the columns.
    pub columns: Vec<Arc<str>>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
    /// For each row the relations it rests on, in ascending order; empty where a row is a count.
    pub facts: Vec<Vec<RelationId>>,
    /// For each row of a short question what keeps it from resting on something that is said to be
    /// so, as `planned`, from the most to the least real; empty where nothing does.
    pub modalities: Vec<Vec<Modality>>,
    /// What was understood: a name that means several, a verb in another form.
    pub notes: Vec<Diagnostic>,
    /// The question in the full form.
    pub query: String,
    /// The plan, for `EXPLAIN` and `PROFILE`.
    pub plan: Option<String>,
}

/// How many hints a question without rows is answered with.
const HINTS: usize = 3;

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AskError {
    /// `Puttin called ?who`
    #[error(transparent)]
    Short(#[from] ShortError),
    /// `MATCH (n RETURN n`, `RETURN 1 / 0`
    #[error(transparent)]
    Full(#[from] QueryError),
    /// `MATCH ()-[r]->() SET r.sentence = 'Ada called.'`
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl AskError {
    /// The message with its place in the question.
    pub fn to_diagnostic(&self) -> Diagnostic {
        match self {
            Self::Short(error) => error.to_diagnostic(),
            Self::Full(QueryError::Compile(error)) => error.to_diagnostic(),
            Self::Full(error) => Diagnostic::error(error.code().1, error.to_string()),
            Self::Write(error) => error.to_diagnostic(),
        }
    }

    /// Whether the question is at fault rather than the data or a limit.
    pub fn is_in_the_question(&self) -> bool {
        matches!(self, Self::Short(_) | Self::Full(QueryError::Compile(_)))
    }
}

impl Words for Answerer {
    fn has_type(&self, name: &str) -> bool {
        let kind = self.graph.type_id(name);
        kind.is_some_and(|kind| self.graph.type_count(kind) > 0)
    }

    fn has_label(&self, name: &str) -> bool {
        let label = self.graph.label_id(name);
        label.is_some_and(|label| self.graph.label_count(label) > 0)
    }

    fn vocabulary(&self) -> &dyn Vocabulary {
        self.types.get_or_init(|| {
            let words = WordList::of_types(&*self.graph, lemma(WordClass::Verb));
            words.with_map(self.map.clone())
        })
    }
}

impl Answerer {
    /// Prepares `knowledge_base` for questions. Time and memory follow the size of its graph.
    pub fn new(knowledge_base: &KnowledgeBase) -> Self {
        Self::with_relations(knowledge_base, &[])
    }

    /// Prepares `knowledge_base` for questions that follow metonyms: what Moscow and the Kremlin do
    /// as a government, Russia does too.
    pub fn following_metonyms(knowledge_base: &KnowledgeBase) -> Self {
        let further = told_of_countries(knowledge_base.graph(), &Lexicon::english());
        Self::with_relations(knowledge_base, &further)
    }

    fn with_relations(knowledge_base: &KnowledgeBase, further: &[Relation]) -> Self {
        let map = knowledge_base.relation_map(&Lexicon::english());
        if !knowledge_base.ledger().has_notes() {
            return Self::of_articles(&Said::by(knowledge_base), further, map);
        }
        let graph = projected(knowledge_base, further, &map);
        // Rows come in the same order from articles and from a graph file, whose graph is frozen.
        let graph: Box<dyn GraphView + Send + Sync> = match FrozenGraph::of(&graph) {
            Ok(frozen) => Box::new(with_directory(frozen)),
            Err(TooLarge) => Box::new(graph),
        };
        Self::of_graph(graph).with_map(map)
    }

    /// Prepares what articles say for questions, where people added nothing to it.
    fn of_articles(said: &Said<'_>, further: &[Relation], map: RelationMap) -> Self {
        let frozen = said.project(further, &map, |projection| projection.to_frozen());
        let graph: Box<dyn GraphView + Send + Sync> = match frozen {
            Ok(frozen) => Box::new(with_directory(frozen)),
            Err(TooLarge) => {
                Box::new(said.project(further, &map, |projection| projection.to_property_graph()))
            }
        };
        Self::of_graph(graph).with_map(map)
    }

    /// Prepares what a graph file says for questions: from the snapshot beside it, or else anew, and then a snapshot
    /// is put there.
    ///
    /// # Errors
    /// When the file cannot be read. That no snapshot can be put there is none.
    pub fn of_file(file: &GraphFile) -> Result<Self, StorageError> {
        let lexicon = Lexicon::english();
        if let Some(graph) = file.snapshot()? {
            let map = file.ledger()?.relation_map(&lexicon);
            return Ok(Self::of_graph(Box::new(graph)).with_map(map));
        }
        let ledger = file.ledger()?;
        // Notes are found by what was read in the articles.
        let linked = if ledger.has_notes() {
            None
        } else {
            file.linked()?
        };
        let answerer = match &linked {
            Some((articles, graph)) => {
                let said = Said::new(articles.iter().collect(), graph);
                Self::of_articles(&said, &[], ledger.relation_map(&lexicon))
            }
            None => Self::new(&file.load(&lexicon)?),
        };
        if let Some(graph) = answerer.graph.frozen() {
            let _ = file.keep_snapshot(graph);
        }
        Ok(answerer)
    }

    /// The same for a graph that counts relations as `map` says.
    fn with_map(mut self, map: RelationMap) -> Self {
        self.map = Arc::new(map);
        self.types = OnceLock::new();
        self
    }

    /// Prepares any graph for questions.
    pub fn of_graph(graph: Box<dyn GraphView + Send + Sync>) -> Self {
        Self {
            graph: graph.into(),
            words: OnceLock::new(),
            types: OnceLock::new(),
            map: Arc::default(),
        }
    }

    /// The words that questions can use, for completion.
    pub fn words(&self) -> &WordList {
        self.words.get_or_init(|| {
            // Loaded with the first word that is looked up.
            let lexicon = Arc::new(OnceLock::new());
            let (titles, countries) = (lexicon.clone(), lexicon);
            let is_title = move |word: &str| titles.get_or_init(Lexicon::english).is_title(word);
            let is_country = move |name: &str| {
                let lexicon = countries.get_or_init(Lexicon::english);
                lexicon.country_name(name).is_some()
            };
            WordList::of_graph(&self.graph, lemma(WordClass::Verb))
                .with_nouns(lemma(WordClass::Noun))
                .with_titles(is_title)
                .with_countries(is_country)
                .with_map(self.map.clone())
        })
    }

    /// The graph as questions see it.
    pub fn graph(&self) -> &dyn GraphView {
        &*self.graph
    }

    /// Answers a question in the short form, `Putin called ?who`, or the full form,
    /// `MATCH (a)-[:call]->(b) RETURN b.name`.
    ///
    /// # Errors
    /// A question that makes no sense or uses words that the graph does not have, and a limit of
    /// `options` that was passed.
    pub fn ask(&self, question: &str, options: &Options) -> Result<Answer, AskError> {
        self.ask_with(question, &MapValue::default(), options)
    }

    /// The same, with a value for each `$name` of a question in the full form.
    ///
    /// # Errors
    /// As [`Self::ask`], and a parameter that has no value.
    pub fn ask_with(
        &self,
        question: &str,
        parameters: &MapValue,
        options: &Options,
    ) -> Result<Answer, AskError> {
        match Form::of(question) {
            Form::Short => self.ask_short(question, options),
            Form::Full => self.ask_full(question, parameters, options),
        }
    }

    fn ask_short(&self, question: &str, options: &Options) -> Result<Answer, AskError> {
        let translation = translate(question, self.words())?;
        let query = translation.statement.to_string();
        let mut notes = translation.notes;
        if translation.is_count {
            let result = self.run(translation.statement, options)?;
            if is_nothing(&result) {
                notes.extend(self.what_there_is(question, options));
            }
            notes.extend(self.unreal_among(translation.with_facts, options));
            return Ok(Answer::new(result, query, notes));
        }
        let mut result = self.run(translation.with_facts, options)?;
        let mut modalities = popped(&mut result, reality::unreal);
        let facts = popped(&mut result, |facts| sorted(fact_ids(facts)));
        if !result.rows.is_empty() {
            // They were found.
            notes.retain(|note| note.code != "WordsLookedFor");
        }
        if translation.asks_whether {
            // The answer itself says it.
            modalities.iter_mut().for_each(Vec::clear);
            if result.rows.is_empty() {
                let message = "no article says it or denies it";
                notes.push(Diagnostic::note("NotSaid", message));
            }
        }
        if result.rows.is_empty() {
            notes.extend(self.what_there_is(question, options));
        }
        Ok(Answer {
            facts,
            modalities,
            ..Answer::new(result, query, notes)
        })
    }

    /// How many of the rows that are counted are not said to be so.
    fn unreal_among(&self, rows: Statement, options: &Options) -> Option<Diagnostic> {
        self.graph.key_id("modality")?;
        let mut result = self.run(rows, options).ok()?;
        reality::note(&popped(&mut result, reality::unreal))
    }

    /// What the graph has instead, for a question without rows.
    fn what_there_is(&self, question: &str, options: &Options) -> Vec<Diagnostic> {
        let mut notes: Vec<Diagnostic> = Vec::new();
        for weaker in weaker(question, self.words()) {
            let Ok(result) = self.run(weaker.statement.clone(), options) else {
                continue;
            };
            let note = weaker.note(&result.columns, &result.rows);
            notes.extend(note.filter(|note| !notes.contains(note)));
            let is_enough = weaker.is_enough() && !notes.is_empty();
            if is_enough || notes.len() == HINTS {
                break;
            }
        }
        if notes.is_empty() {
            notes.push(Diagnostic::note(
                "NoAnswer",
                "nothing in the graph fits, nor comes near",
            ));
        }
        notes
    }

    /// Answers a question in the full form, with a value for each `$name` in it.
    ///
    /// # Errors
    /// As [`Self::ask_with`], and a question in the short form.
    pub fn ask_full(
        &self,
        question: &str,
        parameters: &MapValue,
        options: &Options,
    ) -> Result<Answer, AskError> {
        let parsed = parse(question)
            .map_err(CompileError::from)
            .map_err(QueryError::from);
        let mut statement = parsed?;
        let mut notes = understand(&mut statement, self);
        let keys = self.graph.keys();
        let keys: Vec<&str> = keys.iter().map(|&key| self.graph.key_name(key)).collect();
        notes.extend(unknown_properties(&statement, &keys));
        let query = statement.to_string();
        let result = self.run_with(statement, parameters, options)?;
        let facts = result.rows.iter().map(|row| self.facts_in(row)).collect();
        Ok(Answer {
            facts,
            ..Answer::new(result, query, notes)
        })
    }

    fn run(&self, statement: Statement, options: &Options) -> Result<ResultSet, QueryError> {
        self.run_with(statement, &MapValue::default(), options)
    }

    fn run_with(
        &self,
        statement: Statement,
        parameters: &MapValue,
        options: &Options,
    ) -> Result<ResultSet, QueryError> {
        let procedures = Procedures::default();
        let prepared = prepare_statement(statement, parameters, &procedures)?;
        prepared.read(&*self.graph, parameters, &procedures, options)
    }

    /// The facts of the relationships and statements in a row.
    fn facts_in(&self, row: &[Value]) -> Vec<RelationId> {
        let mut facts = Vec::new();
        let mut pending: Vec<Value> = row.to_vec();
        let key = self.graph.key_id("fact");
        while let (Some(value), Some(key)) = (pending.pop(), key) {
            match value {
                Value::Relationship(id) => {
                    facts.extend(fact_ids(&self.graph.relationship_property(id, key)));
                }
                Value::Node(id) => facts.extend(fact_ids(&self.graph.node_property(id, key))),
                Value::Path(path) => {
                    pending.extend(
                        path.relationships()
                            .iter()
                            .copied()
                            .map(Value::Relationship),
                    );
                }
                Value::List(values) => pending.extend(values.iter().cloned()),
                _ => {}
            }
        }
        sorted(facts)
    }
}

/// The graph that questions about `knowledge_base` are put to, with what people added, to be changed.
fn projected(
    knowledge_base: &KnowledgeBase,
    further: &[Relation],
    map: &RelationMap,
) -> PropertyGraph {
    let said = Said::by(knowledge_base);
    let mut graph = said.project(further, map, |projection| projection.to_property_graph());
    knowledge_base.notes().apply(&mut graph);
    graph
}

/// The graph with the names of its entities entered, so that questions need not visit them.
fn with_directory(graph: FrozenGraph) -> FrozenGraph {
    let directory = directory(&graph);
    graph.with_directory(directory)
}

/// From a word's form to its lemma; the word lists are loaded with the first form.
fn lemma(class: WordClass) -> impl Fn(&str) -> String + Send + Sync + 'static {
    let lexicon = OnceLock::new();
    move |form| {
        let lexicon = lexicon.get_or_init(Lexicon::english);
        lexicon.lemma(form, class)
    }
}

/// Whether a count counts nothing.
fn is_nothing(result: &ResultSet) -> bool {
    let is_nought = |row: &Vec<Value>| row.first() == Some(&Value::Integer(0));
    result.rows.iter().all(is_nought)
}

/// The values of the last column, which is taken away, each read by `read`.
fn popped<T>(result: &mut ResultSet, read: impl Fn(&Value) -> T) -> Vec<T> {
    result.columns.pop();
    let last = result.rows.iter_mut().filter_map(Vec::pop);
    last.map(|value| read(&value)).collect()
}

impl Answer {
    /// The facts of all rows, each as often as it stands there.
    pub fn all_facts(&self) -> impl Iterator<Item = RelationId> {
        self.facts.iter().flatten().copied()
    }

    /// Whether some row rests only on what is not said to be so.
    pub fn has_unreal_rows(&self) -> bool {
        self.modalities
            .iter()
            .any(|modalities| !modalities.is_empty())
    }

    fn new(result: ResultSet, query: String, notes: Vec<Diagnostic>) -> Self {
        let ResultSet {
            columns,
            rows,
            plan,
            ..
        } = result;
        let facts = vec![Vec::new(); rows.len()];
        let modalities = vec![Vec::new(); rows.len()];
        Self {
            columns,
            rows,
            facts,
            modalities,
            notes,
            query,
            plan,
        }
    }
}

fn fact_ids(value: &Value) -> Vec<RelationId> {
    match value {
        Value::Integer(id) => u32::try_from(*id).map(RelationId).into_iter().collect(),
        Value::List(values) => values.iter().flat_map(fact_ids).collect(),
        _ => Vec::new(),
    }
}

fn sorted(mut facts: Vec<RelationId>) -> Vec<RelationId> {
    facts.sort_unstable();
    facts.dedup();
    facts
}
