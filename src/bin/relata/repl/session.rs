//! Line → effect. Knows no terminal.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use relata::answer::{Answer, Answerer, Grounds, Written, is_writing};
use relata::knowledge_base::KnowledgeBase;
use relata::query::{CancelFlag, Options};
use relata::value::MapValue;

use super::meta;
use crate::commands::ask::QueryLimits;
use crate::commands::change;
use crate::failure::Failure;
use crate::render::{self, rows::RowFormat};
use crate::source::SourceOptions;

/// What can be set at the prompt.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How rows are written.
    pub format: RowFormat,
    /// Whether sentences are shown.
    pub is_showing_why: bool,
    /// Whether short questions are shown in the full form.
    pub is_showing_query: bool,
    /// Whether rows are counted and timed.
    pub is_timing: bool,
    /// What a question may take.
    pub limits: QueryLimits,
}

/// What a line led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The next line may come.
    Next,
    /// It failed; the message is out.
    Failed,
    /// It is over, with this exit code.
    Quit(u8),
}

/// What is talked about, and how.
pub struct Session {
    /// What the articles say.
    pub knowledge_base: KnowledgeBase,
    /// What answers.
    pub answerer: Answerer,
    /// What can be set.
    pub settings: Settings,
    /// The last answer, for `.last`.
    pub last: Option<Answer>,
    /// The graph file that changes are kept in.
    pub file: Option<PathBuf>,
    /// How further sources are read.
    pub source: SourceOptions,
    /// Stops the running question when set.
    pub cancel: CancelFlag,
}

impl Session {
    /// A session about `knowledge_base`.
    pub fn new(knowledge_base: KnowledgeBase, settings: Settings, source: SourceOptions) -> Self {
        let answerer = Answerer::new(&knowledge_base);
        let cancel = Arc::new(AtomicBool::new(false));
        Self {
            knowledge_base,
            answerer,
            settings,
            last: None,
            file: None,
            source,
            cancel,
        }
    }

    /// Does what one line says: a question, or a command that begins with a dot.
    ///
    /// # Errors
    /// Only when `out` fails; everything else is reported on standard error.
    pub fn take(&mut self, line: &str, out: &mut dyn Write) -> Result<Effect, Failure> {
        let line = line.trim().trim_end_matches(';').trim();
        if line.is_empty() || line.starts_with("//") || line.starts_with('#') {
            return Ok(Effect::Next);
        }
        // What people type before they know of the dot. In quotes it is a thing.
        let bare = ["help", "quit", "exit"].contains(&line).then_some(line);
        let result = match bare.or_else(|| line.strip_prefix(['.', ':', '\\'])) {
            Some(command) => meta::run(self, command, out),
            None => self.ask(line, out).map(|()| Effect::Next),
        };
        match result {
            Err(Failure::ClosedPipe) => Err(Failure::ClosedPipe),
            Err(failure) => {
                failure.print();
                Ok(Effect::Failed)
            }
            Ok(effect) => Ok(effect),
        }
    }

    fn ask(&mut self, question: &str, out: &mut dyn Write) -> Result<(), Failure> {
        self.cancel
            .store(false, std::sync::atomic::Ordering::Relaxed);
        let start = Instant::now();
        let mut options = self.settings.limits.starting_now();
        options.limits.cancel = Some(self.cancel.clone());
        if is_writing(question, &MapValue::default()) && !self.knowledge_base.is_empty() {
            return self.write(question, &options, out);
        }
        let answer = self.answerer.ask(question, &options).map_err(|error| {
            Failure::in_text(&error.to_diagnostic(), question, error.is_in_the_question())
        })?;
        for note in &answer.notes {
            render::diagnostic::print_note(note, question);
        }
        if self.settings.is_showing_query {
            writeln!(out, "{}", answer.query)?;
        }
        self.show(&answer, out)?;
        if self.settings.is_timing {
            let rows = answer.rows.len();
            let noun = if rows == 1 { "row" } else { "rows" };
            let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
            anstream::eprintln!("{rows} {noun}, {milliseconds:.1} ms");
        }
        self.last = Some(answer);
        Ok(())
    }

    fn write(
        &mut self,
        question: &str,
        options: &Options,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let knowledge_base = self.knowledge_base.clone();
        let file = self.file.as_deref();
        let changed = change::take(
            knowledge_base,
            file,
            question,
            &MapValue::default(),
            options,
            false,
        )?;
        let Written {
            answer, answerer, ..
        } = changed.written;
        render::rows::write(&answer, &answerer, None, self.settings.format, out)?;
        out.flush()?;
        self.replace(changed.knowledge_base);
        Ok(())
    }

    /// Writes an answer as the settings say.
    pub fn show(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let grounds = || Grounds::of(&self.knowledge_base, answer.all_facts());
        let why = self.settings.is_showing_why.then(grounds);
        render::rows::write(
            answer,
            &self.answerer,
            why.as_ref(),
            self.settings.format,
            out,
        )?;
        out.flush()
    }

    /// Talks about other articles from now on.
    pub fn replace(&mut self, knowledge_base: KnowledgeBase) {
        self.answerer = Answerer::new(&knowledge_base);
        self.knowledge_base = knowledge_base;
        self.last = None;
    }
}
