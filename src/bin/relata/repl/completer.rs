//! What may come next at the cursor, from the language and from the graph's own words.

use std::sync::{Arc, RwLock};

use reedline::{Completer, CompletionResult, Span, Suggestion};
use relata::lexicon::{Lexicon, WordClass};
use relata::query::completion::complete;
use relata::query::short::{Vocabulary, WordList};

use super::meta::COMMANDS;
use super::session::Session;

/// A copy of the words of a session's graph, which the editor keeps while the session works.
pub struct Words(WordList);

impl Words {
    /// The words of `session`.
    pub fn of(session: &Session) -> Self {
        let words = session.answerer.words();
        let lexicon = Lexicon::english();
        Self(WordList::new(
            words.entities().to_vec(),
            words.relations().to_vec(),
            words.labels().to_vec(),
            move |form| lexicon.lemma(form, WordClass::Verb),
        ))
    }
}

/// Completes commands and questions.
pub struct SessionCompleter {
    words: Arc<RwLock<Words>>,
}

impl SessionCompleter {
    /// Completes from `words`, which may change.
    pub fn new(words: Arc<RwLock<Words>>) -> Self {
        Self { words }
    }
}

impl Completer for SessionCompleter {
    fn complete(&mut self, line: &str, position: usize) -> CompletionResult {
        CompletionResult::fresh(self.suggestions(line, position))
    }
}

impl SessionCompleter {
    fn suggestions(&self, line: &str, position: usize) -> Vec<Suggestion> {
        let begun = line.get(..position).unwrap_or(line);
        if let Some(command) = begun.strip_prefix('.')
            && !command.contains(' ')
        {
            return commands(command, position);
        }
        let Ok(words) = self.words.read() else {
            return Vec::new();
        };
        let candidates = complete(line, position, &words.0).into_iter();
        let suggestion = |candidate: relata::query::completion::Candidate| Suggestion {
            value: candidate.text,
            description: Some(candidate.description).filter(|text| !text.is_empty()),
            span: Span::new(
                candidate.span.start() as usize,
                candidate.span.end() as usize,
            ),
            append_whitespace: true,
            ..Suggestion::default()
        };
        candidates.map(suggestion).collect()
    }
}

fn commands(begun: &str, position: usize) -> Vec<Suggestion> {
    let fitting = COMMANDS.iter().filter(|(name, ..)| name.starts_with(begun));
    let suggestion = |(name, _, text): &(&str, &str, &str)| Suggestion {
        value: format!(".{name}"),
        description: Some((*text).to_owned()),
        span: Span::new(0, position),
        append_whitespace: true,
        ..Suggestion::default()
    };
    fitting.map(suggestion).collect()
}
