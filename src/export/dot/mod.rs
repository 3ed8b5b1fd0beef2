//! Graph → DOT, the language of Graphviz: a picture of who did what to whom.
//!
//! Entities are nodes, grouped and coloured by type, with a shape of their own so that colour is
//! never the only sign. Statements between two entities that are meant in the same way are one edge
//! with a line for each, wider the more often they are made: solid when the articles assert it, dashed when a source says so,
//! dotted when it is hedged or has not happened, red with a bar when it is denied.

mod edges;
mod look;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::graph::{Entity, EntityId, KnowledgeGraph, Relation};
use crate::knowledge_base::KnowledgeBase;
use edges::Edges;
use look::{Look, quote, wrapped};

/// What to draw.
#[derive(Debug, Clone)]
pub struct DotOptions {
    /// At most so many entities, the best connected ones; what is left out is said in the title.
    pub max_nodes: usize,
    /// A dashed frame around the entities of each type.
    pub clusters: bool,
    /// Only what lies within so many steps of an entity.
    pub ego: Option<(EntityId, usize)>,
}

impl Default for DotOptions {
    fn default() -> Self {
        Self {
            max_nodes: 60,
            clusters: true,
            ego: None,
        }
    }
}

/// Writes the graph as DOT, in a defined order.
///
/// # Errors
/// What the writer fails with.
pub fn write(
    knowledge_base: &KnowledgeBase,
    options: &DotOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let picture = Picture::new(knowledge_base.graph(), options);
    picture.write_head(knowledge_base, out)?;
    picture.write_nodes(options, out)?;
    picture.write_edges(knowledge_base, out)?;
    writeln!(out, "}}")
}

struct Picture<'a> {
    graph: &'a KnowledgeGraph,
    /// The entities that are drawn.
    nodes: BTreeSet<EntityId>,
    edges: Edges<'a>,
    /// How many entities could have been drawn.
    connected: usize,
}

impl<'a> Picture<'a> {
    fn new(graph: &'a KnowledgeGraph, options: &DotOptions) -> Self {
        let mut edges = Edges::of(graph);
        let candidates = match options.ego {
            Some((center, depth)) => edges.neighbourhood(center, depth),
            None => edges.entities(),
        };
        let center = options.ego.map(|(center, _)| center);
        let nodes = edges.best_connected(graph, &candidates, center, options.max_nodes);
        edges.keep_between(&nodes);
        Self {
            graph,
            nodes,
            edges,
            connected: candidates.len(),
        }
    }

    fn write_head(&self, knowledge_base: &KnowledgeBase, out: &mut dyn Write) -> io::Result<()> {
        let documents = knowledge_base.readings().len();
        let digest = digest(knowledge_base);
        let version = env!("CARGO_PKG_VERSION");
        writeln!(
            out,
            "// made by relata {version} from {}, digest {digest}",
            articles(documents)
        )?;
        writeln!(out, "digraph relata {{")?;
        let is_dense = self.nodes.len() > 150;
        let layout = if is_dense {
            ", layout=sfdp, overlap=prism, splines=true"
        } else {
            ""
        };
        let title = self.title(documents);
        writeln!(
            out,
            "  graph [rankdir=LR, ranksep=1, nodesep=.35, newrank=true, bgcolor=white, \
             fontname=\"Helvetica\", labelloc=t, label={}{layout}]",
            quote(&title)
        )?;
        writeln!(
            out,
            "  node [fontname=\"Helvetica\", fontsize=11, style=\"rounded,filled\"]"
        )?;
        writeln!(
            out,
            "  edge [fontname=\"Helvetica\", fontsize=9, arrowsize=.7]"
        )
    }

    fn title(&self, documents: usize) -> String {
        let statements = self.edges.statements();
        let shown = self.nodes.len();
        let hidden = self.connected - shown;
        let rest = if hidden > 0 {
            format!(" ({hidden} more not drawn)")
        } else {
            String::new()
        };
        format!(
            "{}: {shown} entities{rest}, {statements} statements",
            articles(documents)
        )
    }

    fn write_nodes(&self, options: &DotOptions, out: &mut dyn Write) -> io::Result<()> {
        let mut by_type: BTreeMap<&'static str, Vec<&Entity>> = BTreeMap::new();
        for &id in &self.nodes {
            let entity = self.graph.entity(id);
            by_type
                .entry(entity.entity_type.label())
                .or_default()
                .push(entity);
        }
        for (label, entities) in by_type {
            let look = Look::of(entities[0].entity_type);
            let indent = if options.clusters { "    " } else { "  " };
            if options.clusters {
                writeln!(out, "  subgraph cluster_{} {{", label.to_lowercase())?;
                writeln!(
                    out,
                    "    graph [label=\"{label}\", labeljust=l, fontsize=10, style=\"rounded,dashed\", \
                     color=\"{0}\", fontcolor=\"{0}\"]",
                    look.line
                )?;
            }
            for entity in entities {
                self.write_node(entity, &look, indent, out)?;
            }
            if options.clusters {
                writeln!(out, "  }}")?;
            }
        }
        Ok(())
    }

    fn write_node(
        &self,
        entity: &Entity,
        look: &Look,
        indent: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let degree = self.edges.degree(entity.id);
        let label = format!("{}\n({})", wrapped(&entity.name), entity.mentions.len());
        let aliases = entity.aliases.join(", ");
        let tooltip = if aliases.is_empty() {
            entity.name.to_string()
        } else {
            aliases
        };
        writeln!(
            out,
            "{indent}e{} [label={}, shape={}, fillcolor=\"{}\", color=\"{}\", penwidth={:.1}, tooltip={}]",
            entity.id.0,
            quote(&label),
            look.shape,
            look.fill,
            look.line,
            1.0 + (degree as f64).log2().max(0.0) * 0.4,
            quote(&tooltip)
        )
    }

    fn write_edges(&self, knowledge_base: &KnowledgeBase, out: &mut dyn Write) -> io::Result<()> {
        for (edge, labels) in self.edges.iter() {
            let count: usize = labels.values().map(|relations| stated(relations)).sum();
            let tooltip = quote(&tooltip(labels, knowledge_base));
            let both_ways = if edge.is_symmetric { ", dir=none" } else { "" };
            writeln!(
                out,
                "  e{} -> e{} [label={}, penwidth={:.1}, weight={count}, {}{both_ways}, \
                 edgetooltip={tooltip}, labeltooltip={tooltip}]",
                edge.from.0,
                edge.to.0,
                quote(&label(labels)),
                1.0 + (count as f64).log2(),
                edge.status.attributes(),
            )?;
        }
        Ok(())
    }
}

/// How often a statement is made.
fn stated(relations: &[&Relation]) -> usize {
    let evidence = relations.iter().map(|relation| relation.evidence().len());
    evidence.sum()
}

/// A line for each thing said, the most said first; the least of many are only counted.
fn label(labels: &BTreeMap<String, Vec<&Relation>>) -> String {
    const LINES: usize = 5;
    let mut by_count: Vec<(&String, usize)> = labels
        .iter()
        .map(|(label, relations)| (label, stated(relations)))
        .collect();
    by_count.sort_by_key(|&(label, count)| (Reverse(count), label));
    let hidden = by_count.len().saturating_sub(LINES);
    // To count a single one takes the line that would show it.
    let hidden = if hidden == 1 { 0 } else { hidden };
    let mut lines: Vec<String> = Vec::new();
    for (label, count) in &by_count[..by_count.len() - hidden] {
        let number = if *count > 1 {
            format!(" ({count})")
        } else {
            String::new()
        };
        lines.push(wrapped(&format!("{}{number}", label.replace('_', " "))));
    }
    if hidden > 0 {
        lines.push(format!("and {hidden} more"));
    }
    lines.join("\n")
}

/// The first sentence behind each thing said.
fn tooltip(labels: &BTreeMap<String, Vec<&Relation>>, knowledge_base: &KnowledgeBase) -> String {
    let sentences = labels.values().map(|relations| {
        let evidence = &relations[0].evidence()[0];
        let sentence = knowledge_base.sentence(evidence).unwrap_or_default();
        format!("{sentence} [{}]", evidence.document)
    });
    let mut sentences: Vec<String> = sentences.collect();
    sentences.dedup();
    sentences.join("\n")
}

fn articles(count: usize) -> String {
    if count == 1 {
        "1 article".to_owned()
    } else {
        format!("{count} articles")
    }
}

/// A short name for exactly these articles.
fn digest(knowledge_base: &KnowledgeBase) -> String {
    let mut hasher = blake3::Hasher::new();
    for reading in knowledge_base.readings() {
        for part in [reading.article.id.as_str(), &reading.article.text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().to_hex()[..12].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_graph_is_a_picture_too() {
        let mut dot = Vec::new();
        write(&KnowledgeBase::default(), &DotOptions::default(), &mut dot).unwrap();
        let dot = String::from_utf8(dot).unwrap();
        assert!(dot.starts_with("// made by relata"));
        assert!(dot.ends_with("}\n"));
    }
}
