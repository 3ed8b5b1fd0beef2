//! `relata relations`: what relations are called, how often they occur, and what is counted as what.

use std::io::{self, Write};

use clap::Args;
use relata::graph::relation_names::{RelationCount, relation_counts};
use relata::knowledge_base::KnowledgeBase;
use relata::lexicon::{Lexicon, RelationMap};

use super::build::counted;
use crate::failure::CommandResult;
use crate::render::sanitize::sanitized;
use crate::source::{Source, SourceOptions};

/// List the relations of a graph, how many facts each has, and what is counted as what
///
/// Several words for one relation are counted as one: `phone` as `call`, `be_founder_of` as
/// `found`, `lose_to` as `defeat` the other way round. `relata relation map` changes that.
///
/// Examples:
///   relata relations news.relata
///   relata relations news.relata --unmapped
///   relata relations news.relata --map
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Relations {
    /// A graph file, or article files, folders, patterns, `-`
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    /// Only relations of which nobody said what they are counted as
    #[arg(long)]
    unmapped: bool,
    /// Print the map in force instead: relation, what it is counted as, `same` or `inverse`
    #[arg(long, conflicts_with = "unmapped")]
    map: bool,
    #[command(flatten)]
    source: SourceOptions,
}

/// Reads and lists.
pub fn run(arguments: &Relations) -> CommandResult {
    let source = Source::load(&arguments.sources, &arguments.source)?;
    let map = source.knowledge_base.relation_map(&Lexicon::english());
    let mut out = io::stdout().lock();
    if arguments.map {
        write_map(&map, &mut out)?;
    } else {
        write(&source.knowledge_base, &map, arguments, &mut out)?;
    }
    out.flush()?;
    Ok(source.outcome())
}

fn write(
    knowledge_base: &KnowledgeBase,
    map: &RelationMap,
    arguments: &Relations,
    out: &mut dyn Write,
) -> io::Result<()> {
    let counts = relation_counts(knowledge_base.graph(), map);
    for count in counts
        .iter()
        .filter(|count| !(arguments.unmapped && count.is_mapped))
    {
        let line = format!("{:>6}  {:<24} {}", count.facts, count.name, others(count));
        writeln!(out, "{}", sanitized(line.trim_end()))?;
    }
    if arguments.source.quiet || arguments.unmapped {
        return Ok(());
    }
    let unmapped = counts.iter().filter(|count| !count.is_mapped);
    let (names, facts) = unmapped.fold((0, 0), |(names, facts), count| {
        (names + 1, facts + count.facts)
    });
    let all: usize = counts.iter().map(|count| count.facts).sum();
    let relations = counted(counts.len(), "relation");
    anstream::eprintln!("{relations}, {all} facts; {names} of them, {facts} facts, are unmapped");
    Ok(())
}

/// `call 8, phone 3`: what was read, where that is another name.
fn others(count: &RelationCount) -> String {
    if let [(only, _)] = count.read.as_slice()
        && *only == count.name
    {
        return String::new();
    }
    let read = count.read.iter();
    let read: Vec<String> = read
        .map(|(name, facts)| format!("{name} {facts}"))
        .collect();
    read.join(", ")
}

fn write_map(map: &RelationMap, out: &mut dyn Write) -> io::Result<()> {
    for (relation, counted) in map.iter() {
        let turned = if counted.is_inverse {
            "inverse"
        } else {
            "same"
        };
        let line = format!("{relation}\t{}\t{turned}", counted.name);
        writeln!(out, "{line}")?;
    }
    Ok(())
}
