//! What articles say: of a graph file as it is when a question comes, or of articles that were read.

use std::cell::OnceCell;
use std::path::Path;
use std::time::Instant;

use serde_json::{Value as Json, json};

use super::error::{self, unsupported};
use super::{Request, encode};
use crate::answer::{self, Answer, Answerer, AskError, Grounds, Written, is_writing, keep};
use crate::date::Day;
use crate::knowledge_base::KnowledgeBase;
use crate::lexicon::Lexicon;
use crate::query::{Form, Options};
use crate::storage::{Digest, GraphFile, StorageError};
use crate::value::MapValue;

/// What answers about articles, and the articles behind it.
pub struct Articles {
    lexicon: Lexicon,
    file: Option<GraphFile>,
    state: State,
}

/// What is known of one state of the file.
struct State {
    contents: Option<Digest>,
    answerer: Answerer,
    /// Loaded when sentences are wanted or something is changed.
    knowledge_base: OnceCell<KnowledgeBase>,
}

/// Why a request failed.
enum Trouble {
    Question(AskError),
    File(StorageError),
}

impl From<AskError> for Trouble {
    fn from(error: AskError) -> Self {
        Self::Question(error)
    }
}

impl From<StorageError> for Trouble {
    fn from(error: StorageError) -> Self {
        Self::File(error)
    }
}

impl Articles {
    /// What a graph file says. Others may change it meanwhile: each question is answered from what it holds then.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_file(path: &Path) -> Result<Self, StorageError> {
        let file = GraphFile::open_read_only(path)?;
        Ok(Self {
            lexicon: Lexicon::english(),
            state: State::of_file(&file)?,
            file: Some(file),
        })
    }

    /// What articles say that were read; changes of it last as long as this.
    pub fn of_knowledge_base(knowledge_base: KnowledgeBase) -> Self {
        Self {
            lexicon: Lexicon::english(),
            state: State::of_knowledge_base(knowledge_base),
            file: None,
        }
    }

    pub(super) fn ask(&mut self, request: &Request, options: &Options) -> Json {
        self.respond(request, request.text("question"), options)
    }

    pub(super) fn run(&mut self, request: &Request, options: &Options) -> Json {
        let query = request.text("query");
        if Form::of(query) == Form::Short {
            let message = "the short form is asked with `ask`, and its `question`";
            return json!({"error": unsupported(message)});
        }
        self.respond(request, query, options)
    }

    fn respond(&mut self, request: &Request, question: &str, options: &Options) -> Json {
        let answered = self.refresh().map_err(Trouble::from).and_then(|()| {
            let parameters = request.parameters();
            if is_writing(question, &parameters) {
                self.write(question, &parameters, options)
            } else {
                self.read(question, request, options)
            }
        });
        answered.unwrap_or_else(|trouble| match trouble {
            Trouble::Question(error) => json!({"error": error::of_question(&error, question)}),
            Trouble::File(error) => json!({"error": error::of_storage(&error)}),
        })
    }

    /// Looks whether somebody changed the file or put another in its place, and then reads it again.
    fn refresh(&mut self) -> Result<(), StorageError> {
        if let Some(file) = self.file.as_mut().filter(|file| file.is_replaced()) {
            *file = GraphFile::open_read_only(file.path())?;
            self.state = State::of_file(file)?;
        }
        if let Some(file) = &self.file
            && self.state.contents != Some(file.digest()?)
        {
            self.state = State::of_file(file)?;
        }
        Ok(())
    }

    fn read(
        &mut self,
        question: &str,
        request: &Request,
        options: &Options,
    ) -> Result<Json, Trouble> {
        let parameters = request.parameters();
        loop {
            let start = Instant::now();
            let mut answer = self.state.answerer.ask_with(question, &parameters, options);
            if self.state.answerer.graph().is_damaged()
                && let Some(file) = &self.file
            {
                // What cannot be removed is damaged still, and the question fails as it did.
                let _ = file.discard_snapshot();
                self.state = State::of_file(file)?;
                answer = self.state.answerer.ask_with(question, &parameters, options);
            }
            let (answer, elapsed) = (answer?, start.elapsed());
            let grounds = if request.is_set("why") {
                match self.grounds(&answer)? {
                    None => continue,
                    grounds => grounds,
                }
            } else {
                None
            };
            let mut encoded = encode::answer(&answer, &self.state.answerer, question, elapsed);
            encoded.extend(grounds.map(|grounds| ("why".into(), why(&answer, &grounds))));
            return Ok(encoded.into());
        }
    }

    fn write(
        &mut self,
        question: &str,
        parameters: &MapValue,
        options: &Options,
    ) -> Result<Json, Trouble> {
        let start = Instant::now();
        let knowledge_base = self.knowledge_base()?.clone();
        let written = answer::write(&knowledge_base, question, parameters, options, day(options))?;
        let Written {
            answer,
            answerer,
            decisions,
            statistics,
        } = written;
        let mut encoded = encode::answer(&answer, &answerer, question, start.elapsed());
        encoded.insert("stats".into(), encode::statistics(statistics));
        if !decisions.is_empty() {
            let path = self.file.as_ref().map(GraphFile::path);
            let kept = keep(knowledge_base, path, &decisions, &self.lexicon)?;
            let ids = kept.ids.iter().map(ToString::to_string);
            encoded.insert("decisions".into(), ids.collect());
            self.state = match &self.file {
                Some(file) => State::of_file(file)?,
                None => State::of_knowledge_base(kept.knowledge_base),
            };
        }
        Ok(encoded.into())
    }

    /// What an answer rests on; none when the file changed since, so that it is to be asked again.
    fn grounds(&mut self, answer: &Answer) -> Result<Option<Grounds>, StorageError> {
        if answer.all_facts().next().is_none() {
            return Ok(Some(Grounds::default()));
        }
        let asked = self.state.contents;
        if let (Some(file), None) = (&self.file, self.state.knowledge_base.get()) {
            let found = Grounds::in_file(file, answer.all_facts());
            if asked != Some(file.digest()?) {
                self.refresh()?;
                return Ok(None);
            }
            if let Some(grounds) = found? {
                return Ok(Some(grounds));
            }
        }
        self.knowledge_base()?;
        let is_same = self.state.contents == asked;
        let knowledge_base = self.state.knowledge_base.get().filter(|_| is_same);
        Ok(knowledge_base.map(|known| Grounds::of(known, answer.all_facts())))
    }

    /// The articles of the state that is asked; the state is read again if the file changed while they were loaded.
    fn knowledge_base(&mut self) -> Result<&KnowledgeBase, StorageError> {
        while let (None, Some(file)) = (self.state.knowledge_base.get(), &self.file) {
            let knowledge_base = file.load(&self.lexicon)?;
            if self.state.contents == Some(file.digest()?) {
                let _ = self.state.knowledge_base.set(knowledge_base);
            } else {
                self.state = State::of_file(file)?;
            }
        }
        Ok(self
            .state
            .knowledge_base
            .get_or_init(KnowledgeBase::default))
    }
}

impl State {
    fn of_file(file: &GraphFile) -> Result<Self, StorageError> {
        loop {
            let contents = file.digest()?;
            let answerer = Answerer::of_file(file)?;
            if file.digest()? == contents {
                return Ok(Self {
                    contents: Some(contents),
                    answerer,
                    knowledge_base: OnceCell::new(),
                });
            }
        }
    }

    fn of_knowledge_base(knowledge_base: KnowledgeBase) -> Self {
        Self {
            contents: None,
            answerer: Answerer::new(&knowledge_base),
            knowledge_base: knowledge_base.into(),
        }
    }
}

/// For each row the sentences it rests on.
fn why(answer: &Answer, grounds: &Grounds) -> Json {
    let rows = answer.facts.iter();
    rows.map(|facts| json!(grounds.evidence(facts))).collect()
}

fn day(options: &Options) -> Option<Day> {
    let days = options.now.as_second().div_euclid(86_400);
    Some(Day::new(1970, 1, 1)?.plus_days(i32::try_from(days).ok()?))
}
