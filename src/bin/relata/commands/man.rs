//! `relata man`: the manual page.

use std::io;

use clap::{Args, CommandFactory};
use clap_mangen::Man as Page;

use crate::arguments::Arguments;
use crate::failure::{CommandResult, Outcome};

/// Print the manual page
///
/// Example:
///   relata man | man -l -
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Man {
    /// The page of one command, as `ask`
    command: Option<String>,
}

/// Prints it.
pub fn run(arguments: &Man) -> CommandResult {
    let mut command = Arguments::command();
    command.build();
    if let Some(name) = &arguments.command {
        let found = command.find_subcommand(name).cloned();
        let Some(found) = found else {
            let message = format!("there is no command `{name}`\nhelp: `relata --help` lists them");
            return Err(crate::failure::Failure::AskedWrongly(message));
        };
        command = found;
    }
    Page::new(command).render(&mut io::stdout().lock())?;
    Ok(Outcome::Done)
}
