//! The program: parses arguments, calls the library, prints.

mod commands;
mod failure;
mod inputs;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads English news and answers questions about it
#[derive(Debug, Parser)]
#[command(name = "relata", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Ask(commands::ask::Ask),
    Export(commands::export::Export),
    Serve(commands::serve::Serve),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Ask(arguments) => commands::ask::run(&arguments),
        Command::Export(arguments) => commands::export::run(&arguments),
        Command::Serve(arguments) => commands::serve::run(&arguments).map_err(Into::into),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            anstream::eprintln!("error: {failure}");
            failure.code()
        }
    }
}
