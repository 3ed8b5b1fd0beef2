//! Lines from a terminal: editing, history, completion.

use std::io;
use std::path::PathBuf;
use std::process;
use std::sync::atomic::Ordering;
use std::sync::{Arc, RwLock};

use reedline::{
    ColumnarMenu, DefaultPrompt, DefaultPromptSegment, Emacs, FileBackedHistory, KeyCode,
    KeyModifiers, MenuBuilder, Reedline, ReedlineEvent, ReedlineMenu, Signal,
    default_emacs_keybindings,
};

use super::completer::{SessionCompleter, Words};
use super::session::{Effect, Session};
use crate::failure::{CommandResult, Failure, Outcome};

const MENU: &str = "completion";
/// How many lines are remembered.
const REMEMBERED: usize = 5000;

/// What is talked about, in numbers.
fn contents(session: &Session) -> String {
    let readings = session.knowledge_base.readings().len();
    let graph = session.knowledge_base.graph();
    let (entities, relations) = (graph.entities().len(), graph.relations().len());
    let asked = session.answerer.graph();
    if readings == 0 && asked.node_count() > 0 {
        let relationships = asked.relationship_count();
        return format!(
            "{} nodes, {relationships} relationships",
            asked.node_count()
        );
    }
    format!("{readings} articles, {entities} entities, {relations} relations")
}

/// Takes lines until the user leaves.
pub fn run(mut session: Session) -> CommandResult {
    anstream::eprintln!(
        "relata {}: {}; `.help` helps, Ctrl-D leaves",
        env!("CARGO_PKG_VERSION"),
        contents(&session)
    );
    let cancel = session.cancel.clone();
    // Another handler is set only when the program is embedded, which it is not.
    let _ = ctrlc::set_handler(move || cancel.store(true, Ordering::Relaxed));
    let words = Arc::new(RwLock::new(Words::of(&session)));
    let mut editor = editor(words.clone());
    let prompt = DefaultPrompt::new(
        DefaultPromptSegment::Basic("relata".to_owned()),
        DefaultPromptSegment::Empty,
    );
    loop {
        match editor.read_line(&prompt) {
            Ok(Signal::Success(line)) => {
                let effect = session.take(&line, &mut io::stdout().lock())?;
                if let Effect::Quit(code) = effect {
                    process::exit(i32::from(code));
                }
                if line.trim_start().starts_with(".o")
                    && let Ok(mut words) = words.write()
                {
                    *words = Words::of(&session);
                }
            }
            Ok(Signal::CtrlD) => return Ok(Outcome::Done),
            Ok(_) => {}
            Err(error) => return Err(Failure::failed(error)),
        }
    }
}

fn editor(words: Arc<RwLock<Words>>) -> Reedline {
    let mut keys = default_emacs_keybindings();
    let complete = ReedlineEvent::UntilFound(vec![
        ReedlineEvent::Menu(MENU.to_owned()),
        ReedlineEvent::MenuNext,
    ]);
    keys.add_binding(KeyModifiers::NONE, KeyCode::Tab, complete);
    let menu = ColumnarMenu::default().with_name(MENU);
    let editor = Reedline::create()
        .with_edit_mode(Box::new(Emacs::new(keys)))
        .with_completer(Box::new(SessionCompleter::new(words)))
        .with_quick_completions(true)
        .with_menu(ReedlineMenu::EngineCompleter(Box::new(menu)));
    match history() {
        Some(history) => editor.with_history(Box::new(history)),
        None => editor,
    }
}

/// The history file: `RELATA_HISTORY`, or one in the user's state folder; none when it is `off`.
fn history() -> Option<FileBackedHistory> {
    let named = std::env::var_os("RELATA_HISTORY").map(PathBuf::from);
    let path = match named {
        Some(path) if path.as_os_str() == "off" => return None,
        Some(path) => path,
        None => state_folder()?.join("relata").join("history"),
    };
    FileBackedHistory::with_file(REMEMBERED, path).ok()
}

fn state_folder() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/state"));
    state.filter(|path| path.is_absolute()).or_else(home)
}
