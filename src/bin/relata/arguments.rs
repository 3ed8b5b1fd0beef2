//! What can be typed on the command line.

use clap::{Parser, Subcommand, ValueEnum};

use crate::commands;

/// Reads English news and answers questions about it
///
/// Examples:
///   relata build news/ -o news.relata
///   relata ask news.relata 'Putin called ?who' --why
///   relata export news.relata --format dot | dot -Tsvg > news.svg
///   relata repl news.relata
#[derive(Debug, Parser)]
#[command(name = "relata", version, verbatim_doc_comment, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
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
