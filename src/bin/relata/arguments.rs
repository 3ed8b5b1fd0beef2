//! What can be typed on the command line.

use std::env;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::commands;

/// Reads English news and answers questions about it
///
/// Examples:
///   relata build news/ -o news.relata
///   relata ask news.relata 'Putin called ?who' --why
///   relata export news.relata --format dot | dot -Tsvg > news.svg
///   relata repl news.relata
#[derive(Debug, Parser)]
#[command(name = "relata", version, verbatim_doc_comment, max_term_width = WIDTH)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub everywhere: Everywhere,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Everywhere {
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN"
    )]
    pub color: ColorChoice,
}

/// Columns that help takes at most.
const WIDTH: usize = 100;

impl Arguments {
    /// What was typed; ends the process where that is help, the version or a mistake.
    pub fn of_command_line() -> Self {
        let name = env::args_os().nth(1);
        let described = match name.as_ref().and_then(|name| name.to_str()) {
            Some("ask") => alone::<commands::ask::Ask>("ask"),
            Some("serve") => alone::<commands::serve::Serve>("serve"),
            _ => Self::command(),
        };
        let mut matches = described.get_matches();
        Self::from_arg_matches_mut(&mut matches).unwrap_or_else(|error| error.exit())
    }
}

/// One command without the others, of which nothing needs to be known: to describe all of them takes as long as to
/// answer a short question.
fn alone<C: Args>(name: &'static str) -> clap::Command {
    let program = clap::Command::new("relata").max_term_width(WIDTH);
    let program = Everywhere::augment_args(program).subcommand_required(true);
    program.subcommand(C::augment_args(clap::Command::new(name)))
}

/// The commands, in the order of a day's work.
#[derive(Debug, Subcommand)]
pub enum Command {
    Build(commands::build::Build),
    Add(commands::add::Add),
    Remove(commands::remove::Remove),
    Import(commands::import::Import),
    Verify(commands::verify::Verify),
    Repair(commands::repair::Repair),
    Ask(commands::ask::Ask),
    Repl(commands::repl::Repl),
    Export(commands::export::Export),
    Extract(commands::extract::Extract),
    Explain(commands::explain::Explain),
    Contradictions(commands::contradictions::Contradictions),
    Entity(commands::entity::EntityCommand),
    Relations(commands::relations::Relations),
    Relation(commands::relation::RelationCommand),
    Undo(commands::undo::Undo),
    Ledger(commands::ledger::LedgerCommand),
    Parse(commands::parse::Parse),
    Evaluate(commands::evaluate::Evaluate),
    Stats(commands::stats::Stats),
    Serve(commands::serve::Serve),
    Completions(commands::completions::Completions),
    Man(commands::man::Man),
}

/// When to use colour.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal that has it, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl ColorChoice {
    /// Tells the streams of this process.
    pub fn apply(self) {
        match self {
            Self::Auto => {}
            Self::Always => anstream::ColorChoice::Always.write_global(),
            Self::Never => anstream::ColorChoice::Never.write_global(),
        }
    }
}
