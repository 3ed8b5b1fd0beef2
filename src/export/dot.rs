//! Graph → DOT, the language of Graphviz: a picture of who did what to whom.
//!
//! Entities are nodes, grouped and coloured by type, with a shape of their own so that colour is
//! never the only sign. Statements of the same kind between two entities are one edge, wider the
//! more often they are made: solid when the articles assert it, dashed when a source says so,
//! dotted when it is hedged or has not happened, red with a bar when it is denied.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::document::{EntityType, Modality};
use crate::graph::{Entity, EntityId, KnowledgeGraph, Relation, Slot};
use crate::knowledge_base::KnowledgeBase;

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

/// How a statement is meant, in the order in which edges between two entities are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    Asserted,
    Attributed,
    Unreal,
    Denied,
}

impl Status {
    fn of(relation: &Relation) -> Self {
        if relation.negated {
            Self::Denied
        } else if relation.modality == Modality::Hedged || !relation.modality.is_factual() {
            Self::Unreal
        } else if relation.attribution.is_empty() {
            Self::Asserted
        } else {
            Self::Attributed
        }
    }

    const fn attributes(self) -> &'static str {
        match self {
            Self::Asserted => "style=solid, color=\"#44546a\"",
            Self::Attributed => "style=dashed, color=\"#44546a\"",
            Self::Unreal => "style=dotted, color=\"#44546a\"",
            Self::Denied => "style=solid, color=\"#c0392b\", fontcolor=\"#c0392b\", arrowhead=tee",
        }
    }
}

/// What one edge stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct EdgeKey {
    from: EntityId,
    to: EntityId,
    label: String,
    status: Status,
    is_symmetric: bool,
}

struct Picture<'a> {
    graph: &'a KnowledgeGraph,
    /// The entities that are drawn.
    nodes: BTreeSet<EntityId>,
    /// The relations behind each edge, in order.
    edges: BTreeMap<EdgeKey, Vec<&'a Relation>>,
    /// How many entities could have been drawn.
    connected: usize,
}

impl<'a> Picture<'a> {
    fn new(graph: &'a KnowledgeGraph, options: &DotOptions) -> Self {
        let mut edges: BTreeMap<EdgeKey, Vec<&Relation>> = BTreeMap::new();
        for relation in graph.relations() {
            for key in edges_of(relation) {
                edges.entry(key).or_default().push(relation);
            }
        }
        let candidates = match options.ego {
            Some((center, depth)) => neighbourhood(&edges, center, depth),
            None => edges.keys().flat_map(|edge| [edge.from, edge.to]).collect(),
        };
        let nodes = best_connected(graph, &edges, &candidates, options);
        edges.retain(|edge, _| nodes.contains(&edge.from) && nodes.contains(&edge.to));
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
        let statements: usize = self.edges.values().map(Vec::len).sum();
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
        let edges = self.edges.keys();
        let degree = edges
            .filter(|edge| edge.from == entity.id || edge.to == entity.id)
            .count();
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
        for (edge, relations) in &self.edges {
            let count: usize = relations
                .iter()
                .map(|relation| relation.evidence().len())
                .sum();
            let number = if count > 1 {
                format!(" ({count})")
            } else {
                String::new()
            };
            let label = wrapped(&format!("{}{number}", edge.label.replace('_', " ")));
            let evidence = &relations[0].evidence()[0];
            let sentence = knowledge_base.sentence(evidence).unwrap_or_default();
            let tooltip = format!("{sentence} [{}]", evidence.document);
            let both_ways = if edge.is_symmetric { ", dir=none" } else { "" };
            writeln!(
                out,
                "  e{} -> e{} [label={}, penwidth={:.1}, weight={count}, {}{both_ways}, \
                 edgetooltip={tooltip}, labeltooltip={tooltip}]",
                edge.from.0,
                edge.to.0,
                quote(&label),
                1.0 + (count as f64).log2(),
                edge.status.attributes(),
                tooltip = quote(&tooltip)
            )?;
        }
        Ok(())
    }
}

/// One edge from the subject to the object, and one to each thing under a role.
fn edges_of(relation: &Relation) -> Vec<EdgeKey> {
    let Some(Slot::Entity(from)) = relation.subject else {
        return Vec::new();
    };
    let status = Status::of(relation);
    let is_symmetric = relation.symmetric;
    let mut edges = Vec::new();
    if let Some(Slot::Entity(to)) = relation.object {
        let (from, to) = if is_symmetric && to < from {
            (to, from)
        } else {
            (from, to)
        };
        let label = relation.predicate.to_string();
        edges.push(EdgeKey {
            from,
            to,
            label,
            status,
            is_symmetric,
        });
    }
    for (role, slot) in &relation.arguments {
        let Slot::Entity(to) = *slot else { continue };
        let label = match role.as_ref() {
            "object2" | "content" | "that" => relation.predicate.to_string(),
            role => format!("{} {role}", relation.predicate),
        };
        edges.push(EdgeKey {
            from,
            to,
            label,
            status,
            is_symmetric: false,
        });
    }
    edges.retain(|edge| edge.from != edge.to);
    edges
}

/// What lies within `depth` steps of `center`, along edges in either direction.
fn neighbourhood(
    edges: &BTreeMap<EdgeKey, Vec<&Relation>>,
    center: EntityId,
    depth: usize,
) -> BTreeSet<EntityId> {
    let mut reached = BTreeSet::from([center]);
    for _ in 0..depth {
        let before = reached.clone();
        for edge in edges.keys() {
            if before.contains(&edge.from) {
                reached.insert(edge.to);
            }
            if before.contains(&edge.to) {
                reached.insert(edge.from);
            }
        }
    }
    reached
}

/// The candidates with most statements, those with names and many mentions first among equals.
fn best_connected(
    graph: &KnowledgeGraph,
    edges: &BTreeMap<EdgeKey, Vec<&Relation>>,
    candidates: &BTreeSet<EntityId>,
    options: &DotOptions,
) -> BTreeSet<EntityId> {
    let mut statements: BTreeMap<EntityId, usize> = BTreeMap::new();
    for (edge, relations) in edges {
        for id in [edge.from, edge.to] {
            *statements.entry(id).or_default() += relations.len();
        }
    }
    let center = options.ego.map(|(center, _)| center);
    let mut ranked: Vec<EntityId> = candidates.iter().copied().collect();
    ranked.sort_by_cached_key(|&id| {
        let entity = graph.entity(id);
        let score = statements.get(&id).copied().unwrap_or_default() + entity.mentions.len();
        let score = if entity.is_named { 2 * score } else { score };
        (center != Some(id), std::cmp::Reverse(score), id)
    });
    ranked.truncate(options.max_nodes);
    ranked.into_iter().collect()
}

struct Look {
    shape: &'static str,
    fill: &'static str,
    line: &'static str,
}

impl Look {
    /// Colours that people with any kind of colour vision tell apart (after Okabe and Ito, 2008),
    /// paled for text on them.
    fn of(entity_type: EntityType) -> Self {
        let (shape, fill, line) = match entity_type.label() {
            "Person" => ("ellipse", "#dcebf7", "#0072b2"),
            "Organization" => ("box", "#fdebd0", "#b9770e"),
            "Place" => ("hexagon", "#d5f0e6", "#009e73"),
            "Event" => ("octagon", "#f7dde9", "#a8527e"),
            "Artifact" => ("component", "#eeeeee", "#666666"),
            "Work" => ("note", "#fcf7c9", "#8a7f00"),
            "Group" => ("tab", "#e3f3fb", "#2f86b5"),
            _ => ("plaintext", "#ffffff", "#888888"),
        };
        Self { shape, fill, line }
    }
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

/// Breaks a label at blanks so that lines stay below 24 characters where they can.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 24;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// A quoted string of DOT; line breaks become centred ones, control characters go.
fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_wrap_at_blanks() {
        assert_eq!(
            wrapped("a phone call between the two leaders"),
            "a phone call between the\ntwo leaders"
        );
    }

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        assert_eq!(quote("a \"b\" \\ c\nd"), "\"a \\\"b\\\" \\\\ c\\nd\"");
    }

    #[test]
    fn an_empty_graph_is_a_picture_too() {
        let mut dot = Vec::new();
        write(&KnowledgeBase::default(), &DotOptions::default(), &mut dot).unwrap();
        let dot = String::from_utf8(dot).unwrap();
        assert!(dot.starts_with("// made by relata"));
        assert!(dot.ends_with("}\n"));
    }
}
