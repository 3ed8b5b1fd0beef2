//! A graph that can be changed → one that is only read.

use super::{ColumnBuilder, FrozenGraph, GraphBuilder, TooLarge};
use crate::graph::view::GraphView;
use crate::value::NodeId;

impl FrozenGraph {
    /// The graph as it is now. Nodes keep their order, not their numbers where some were removed.
    ///
    /// # Errors
    /// If there is more than numbers of 32 bits can count.
    pub fn of(graph: &dyn GraphView) -> Result<Self, TooLarge> {
        let mut builder = GraphBuilder::default();
        let mut numbers = vec![0; graph.node_bound()];
        let mut nodes: Vec<NodeId> = Vec::new();
        graph.visit_nodes(None, &mut |node| {
            let labels = graph.node_labels(node);
            let labels = labels
                .into_iter()
                .map(|label| builder.label(graph.label_name(label)))
                .collect();
            let set = builder.label_set(labels);
            numbers[node.0 as usize] = builder.add_node(set);
            nodes.push(node);
            true
        });
        let mut relationships = Vec::new();
        graph.visit_relationships(None, &mut |relationship, record| {
            let kind = builder.relationship_type(graph.type_name(record.relationship_type));
            let number = |node: NodeId| numbers[node.0 as usize];
            builder.add_relationship(number(record.start), kind, number(record.end));
            relationships.push(relationship);
            true
        });
        for key in graph.keys() {
            let mut column = ColumnBuilder::default();
            for node in &nodes {
                column.push(graph.node_property(*node, key));
            }
            if !column.is_empty() {
                builder.set_node_column(graph.key_name(key), column);
            }
            let mut column = ColumnBuilder::default();
            for relationship in &relationships {
                column.push(graph.relationship_property(*relationship, key));
            }
            if !column.is_empty() {
                builder.set_relationship_column(graph.key_name(key), column);
            }
        }
        builder.finish()
    }
}
