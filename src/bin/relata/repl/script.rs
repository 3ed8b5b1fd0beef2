//! Lines from a pipe or a file.

use std::io::{self, BufRead, Write};
use std::process;

use super::session::{Effect, Session};
use crate::failure::{CommandResult, Failure, Outcome};

/// Runs all lines of `input`. An error does not stop it unless `is_bailing`, but shows in the exit
/// code.
pub fn run(mut session: Session, input: impl BufRead, is_bailing: bool) -> CommandResult {
    match take_lines(&mut session, input, is_bailing)? {
        Effect::Quit(code) => process::exit(i32::from(code)),
        Effect::Failed => Ok(Outcome::ScriptFailed),
        Effect::Next => Ok(Outcome::Done),
    }
}

/// Takes each line, until one says that it is over.
///
/// # Errors
/// When standard output or `input` fails.
pub fn take_lines(
    session: &mut Session,
    input: impl BufRead,
    is_bailing: bool,
) -> Result<Effect, Failure> {
    let mut worst = Effect::Next;
    for line in input.lines() {
        let mut out = io::stdout().lock();
        let effect = session.take(&line?, &mut out)?;
        out.flush()?;
        match effect {
            Effect::Next => {}
            Effect::Failed if is_bailing => return Ok(Effect::Failed),
            Effect::Failed => worst = Effect::Failed,
            Effect::Quit(_) => return Ok(effect),
        }
    }
    Ok(worst)
}
