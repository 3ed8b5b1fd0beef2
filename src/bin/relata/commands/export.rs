//! `relata export`: the graph for other programs.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use relata::answer::Answerer;
use relata::export::dot::{self, DotOptions};
use relata::export::json;
use relata::graph::EntityId;
use relata::knowledge_base::KnowledgeBase;
use relata::query::short::Vocabulary;

use crate::failure::{CommandResult, Failure};
use crate::source::{Source, SourceOptions};

/// Write the graph for other programs
///
/// Examples:
///   relata export news/ | dot -Tsvg > news.svg
///   relata export news/ --ego Putin --depth 1 -o putin.dot
///   relata export news/ --format json -o news.json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Export {
    /// A graph file, or article files, folders, patterns, `-`
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    /// What to write
    #[arg(long, value_enum, default_value = "dot")]
    format: GraphFormat,
    /// Where to, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    picture: PictureOptions,
    #[command(flatten)]
    source: SourceOptions,
}

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// A picture for Graphviz
    Dot,
    /// The exchange format kg/1
    Json,
}

/// What a picture shows.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Pictures (dot)")]
pub struct PictureOptions {
    /// Draw at most so many entities, the best connected ones
    #[arg(long, value_name = "COUNT", default_value_t = 60)]
    max_nodes: usize,
    /// Draw no frames around the entities of a type
    #[arg(long)]
    no_clusters: bool,
    /// Draw only what is near an entity
    #[arg(long, value_name = "NAME")]
    ego: Option<String>,
    /// How many steps away is near
    #[arg(long, value_name = "STEPS", default_value_t = 2, requires = "ego")]
    depth: usize,
}

impl PictureOptions {
    /// The same with the entity's name looked up.
    fn resolved(&self, knowledge_base: &KnowledgeBase) -> Result<DotOptions, Failure> {
        let center = self
            .ego
            .as_deref()
            .map(|name| entity_called(knowledge_base, name));
        Ok(DotOptions {
            max_nodes: self.max_nodes,
            clusters: !self.no_clusters,
            ego: center.transpose()?.map(|id| (id, self.depth)),
        })
    }
}

impl Default for PictureOptions {
    fn default() -> Self {
        Self {
            max_nodes: 60,
            no_clusters: false,
            ego: None,
            depth: 2,
        }
    }
}

/// Reads and writes.
pub fn run(arguments: &Export) -> CommandResult {
    let source = Source::load(&arguments.sources, &arguments.source)?;
    let knowledge_base = &source.knowledge_base;
    let out: &mut dyn Write = match &arguments.output {
        Some(path) => &mut File::create(path).map_err(|error| Failure::at(path, &error))?,
        None => &mut io::stdout().lock(),
    };
    let out = &mut BufWriter::new(out);
    write(knowledge_base, arguments.format, &arguments.picture, out)?;
    Ok(source.outcome())
}

/// Writes the graph in a format.
pub fn write(
    knowledge_base: &KnowledgeBase,
    format: GraphFormat,
    picture: &PictureOptions,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match format {
        GraphFormat::Dot => dot::write(knowledge_base, &picture.resolved(knowledge_base)?, out)?,
        GraphFormat::Json => json::write(knowledge_base, out)?,
    }
    out.flush()?;
    Ok(())
}

/// The best known entity that goes by a name.
pub fn entity_called(knowledge_base: &KnowledgeBase, name: &str) -> Result<EntityId, Failure> {
    let answerer = Answerer::new(knowledge_base);
    let words = answerer.words();
    let found = words.entities_called(name);
    let Some(entity) = found.first() else {
        let lower = name.to_lowercase();
        let near = words.entities().iter().map(|entity| entity.name.as_str());
        let near: Vec<&str> = near
            .filter(|known| known.to_lowercase().contains(&lower))
            .take(5)
            .collect();
        let help = if near.is_empty() {
            "`relata stats` lists the names".to_owned()
        } else {
            format!("there are {}", near.join(", "))
        };
        return Err(Failure::Failed(format!(
            "nothing is called `{name}`\nhelp: {help}"
        )));
    };
    let entities = knowledge_base.graph().entities().iter();
    let mut named = entities.filter(|known| *known.name == *entity.name);
    let most = named
        .by_ref()
        .max_by_key(|known| (known.mentions.len(), std::cmp::Reverse(known.id)));
    Ok(most.expect("the words are those of this graph").id)
}
