//! The program: parses arguments, calls the library, prints.

mod arguments;
mod commands;
mod failure;
mod inputs;
mod render;
mod repl;
mod source;

use std::process::ExitCode;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let Arguments {
        command,
        everywhere,
    } = Arguments::of_command_line();
    everywhere.color.apply();
    let result = match command {
        Command::Build(arguments) => commands::build::run(&arguments),
        Command::Add(arguments) => commands::add::run(&arguments),
        Command::Remove(arguments) => commands::remove::run(&arguments),
        Command::Import(arguments) => commands::import::run(&arguments),
        Command::Verify(arguments) => commands::verify::run(&arguments),
        Command::Repair(arguments) => commands::repair::run(&arguments),
        Command::Ask(arguments) => commands::ask::run(&arguments),
        Command::Repl(arguments) => commands::repl::run(&arguments),
        Command::Export(arguments) => commands::export::run(&arguments),
        Command::Extract(arguments) => commands::extract::run(&arguments),
        Command::Explain(arguments) => commands::explain::run(&arguments),
        Command::Contradictions(arguments) => commands::contradictions::run(&arguments),
        Command::Entity(arguments) => commands::entity::run(&arguments),
        Command::Relations(arguments) => commands::relations::run(&arguments),
        Command::Relation(arguments) => commands::relation::run(&arguments),
        Command::Undo(arguments) => commands::undo::run(&arguments),
        Command::Ledger(arguments) => commands::ledger::run(&arguments),
        Command::Parse(arguments) => commands::parse::run(&arguments),
        Command::Evaluate(arguments) => commands::evaluate::run(&arguments),
        Command::Stats(arguments) => commands::stats::run(&arguments),
        Command::Serve(arguments) => commands::serve::run(&arguments),
        Command::Completions(arguments) => commands::completions::run(&arguments),
        Command::Man(arguments) => commands::man::run(&arguments),
    };
    match result {
        Ok(outcome) => outcome.code(),
        Err(failure) => {
            failure.print();
            failure.code()
        }
    }
}
