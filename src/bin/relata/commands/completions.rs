//! `relata completions`: what a shell needs to complete this command line.

use std::io;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::failure::{CommandResult, Outcome};

/// Print the completions of a shell
///
/// Example:
///   relata completions bash > ~/.local/share/bash-completion/completions/relata
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Completions {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints them.
#[expect(
    clippy::unnecessary_wraps,
    reason = "every command has the same result"
)]
pub fn run(arguments: &Completions) -> CommandResult {
    let command = &mut Arguments::command();
    clap_complete::generate(arguments.shell, command, "relata", &mut io::stdout());
    Ok(Outcome::Done)
}
