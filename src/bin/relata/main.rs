//! The program: parses arguments, calls the library, prints.

mod commands;

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
    Serve(commands::serve::Serve),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Serve(arguments) => commands::serve::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
