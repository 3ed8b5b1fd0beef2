//! `relata stats`: what is in a graph.

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::Args;
use relata::graph::KnowledgeGraph;
use relata::knowledge_base::KnowledgeBase;

use super::explain::named_mentions;
use crate::failure::CommandResult;
use crate::render::sanitize::sanitized;
use crate::source::{Source, SourceOptions};

/// Say what is in a graph: articles, entities, relations
#[derive(Debug, Args)]
pub struct Stats {
    /// A graph file, or article files, folders, patterns, `-`
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    /// How many names and relations to list
    #[arg(long, value_name = "COUNT", default_value_t = 15)]
    top: usize,
    #[command(flatten)]
    source: SourceOptions,
}

/// Reads and counts.
pub fn run(arguments: &Stats) -> CommandResult {
    let source = Source::load(&arguments.sources, &arguments.source)?;
    write(
        &source.knowledge_base,
        arguments.top,
        &mut io::stdout().lock(),
    )?;
    Ok(source.outcome())
}

/// Writes counts, and the `top` names and relations.
pub fn write(knowledge_base: &KnowledgeBase, top: usize, out: &mut dyn Write) -> io::Result<()> {
    let graph = knowledge_base.graph();
    let articles = knowledge_base.readings().len();
    let readings = knowledge_base.readings();
    let sentences: usize = readings.map(|reading| reading.sentences.len()).sum();
    writeln!(out, "articles   {articles}")?;
    writeln!(out, "sentences  {sentences}")?;
    let by_type = counted(
        graph
            .entities()
            .iter()
            .map(|entity| entity.entity_type.label().to_owned()),
    );
    writeln!(
        out,
        "entities   {} ({})",
        graph.entities().len(),
        listed(&by_type)
    )?;
    let modality = counted(
        graph
            .relations()
            .iter()
            .map(|relation| relation.modality.to_string()),
    );
    writeln!(
        out,
        "relations  {} ({})",
        graph.relations().len(),
        listed(&modality)
    )?;
    let denied = graph
        .relations()
        .iter()
        .filter(|relation| relation.negated)
        .count();
    writeln!(out, "denied     {denied}")?;
    write_names(graph, top, out)?;
    let predicates = graph
        .relations()
        .iter()
        .map(|relation| relation.predicate.to_string());
    writeln!(out, "\nmost frequent relations")?;
    for (predicate, count) in counted(predicates).into_iter().take(top) {
        writeln!(out, "{count:>6}  {predicate}")?;
    }
    Ok(())
}

fn write_names(graph: &KnowledgeGraph, top: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut named: Vec<_> = graph
        .entities()
        .iter()
        .filter(|entity| entity.is_named)
        .collect();
    named.sort_by_key(|entity| (std::cmp::Reverse(entity.mentions.len()), entity.id));
    writeln!(out, "\nmost mentioned names (mentions, by name)")?;
    for entity in named.into_iter().take(top) {
        let (all, by_name) = (entity.mentions.len(), named_mentions(entity));
        let label = entity.entity_type.label();
        writeln!(
            out,
            "{all:>6} {by_name:>4}  {} ({label})",
            sanitized(&entity.name)
        )?;
    }
    Ok(())
}

/// How often each occurs, most frequent first.
fn counted(values: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn listed(counts: &[(String, usize)]) -> String {
    let parts: Vec<String> = counts
        .iter()
        .map(|(name, count)| format!("{count} {name}"))
        .collect();
    parts.join(", ")
}
