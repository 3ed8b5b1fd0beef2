//! What a query sees of a graph: the one trait between the query engine and whatever holds the graph.
//!
//! There are two implementors: [`super::property_graph::PropertyGraph`], which can be changed, and
//! [`super::frozen::FrozenGraph`], which is fast. Labels, relationship types and property keys are numbers inside a view ([`LabelId`],
//! [`TypeId`], [`KeyId`]); a query looks its names up once. Everything is visited in ascending order of ids unless
//! said otherwise, so that answers without `ORDER BY` are the same every time. Visitors return `false` to stop.

use super::frozen::FrozenGraph;
use crate::value::{NodeId, RelationshipId, Value};

/// A label, as a number of one view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(pub u32);

/// A relationship type, as a number of one view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// A property key, as a number of one view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub u32);

/// Which way a relationship is walked, seen from a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From its start.
    Outgoing,
    /// From its end.
    Incoming,
    /// Either way; a loop is seen once.
    Both,
}

/// A relationship's ends and type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelationshipRecord {
    /// Where it starts.
    pub start: NodeId,
    /// Where it ends.
    pub end: NodeId,
    /// Its type.
    pub relationship_type: TypeId,
}

/// One step from a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour {
    /// Over which relationship.
    pub relationship: RelationshipId,
    /// To which node.
    pub node: NodeId,
}

/// Called with each thing that is visited; `false` ends the visit.
pub type Visitor<'v, T> = &'v mut dyn FnMut(T) -> bool;

/// A graph that can be read.
///
/// A method without a body must be written; the others have a body that is right for every view, and a view
/// overrides those that it can answer faster.
pub trait GraphView {
    // Vocabulary.

    /// The label of that name, if any node has or had it.
    fn label_id(&self, name: &str) -> Option<LabelId>;
    /// The name of a label of this view.
    fn label_name(&self, label: LabelId) -> &str;
    /// All labels that some node has, in the order of their ids.
    fn labels(&self) -> Vec<LabelId>;
    /// The relationship type of that name.
    fn type_id(&self, name: &str) -> Option<TypeId>;
    /// The name of a type of this view.
    fn type_name(&self, relationship_type: TypeId) -> &str;
    /// All types that some relationship has, in the order of their ids.
    fn types(&self) -> Vec<TypeId>;
    /// The property key of that name.
    fn key_id(&self, name: &str) -> Option<KeyId>;
    /// The name of a key of this view.
    fn key_name(&self, key: KeyId) -> &str;
    /// All property keys, in the order of their ids.
    fn keys(&self) -> Vec<KeyId>;

    // Statistics: exact, and cheap enough to ask while planning.

    /// The number of nodes.
    fn node_count(&self) -> usize;
    /// The number of relationships.
    fn relationship_count(&self) -> usize;
    /// The number of nodes with a label.
    fn label_count(&self, label: LabelId) -> usize;
    /// The number of relationships of a type.
    fn type_count(&self, relationship_type: TypeId) -> usize;

    // Nodes.

    /// One more than the largest node id: the size of a table indexed by node.
    fn node_bound(&self) -> usize;
    /// Whether the node is there.
    fn contains_node(&self, node: NodeId) -> bool;
    /// Visits all nodes, or those with a label.
    fn visit_nodes(&self, label: Option<LabelId>, visit: Visitor<'_, NodeId>);
    /// The nodes whose property equals `value`, if the view has an index that knows; ascending.
    fn nodes_by_property(&self, key: KeyId, value: &Value) -> Option<Vec<NodeId>>;
    /// Whether [`Self::nodes_by_property`] answers for this key with text.
    fn has_index(&self, key: KeyId) -> bool;
    /// About how many nodes have the same text of an indexed key.
    fn nodes_of_one_value(&self, key: KeyId) -> usize {
        let _ = key;
        1
    }
    /// Whether the node has the label.
    fn has_label(&self, node: NodeId, label: LabelId) -> bool;
    /// The node's labels, in the order of their ids.
    fn node_labels(&self, node: NodeId) -> Vec<LabelId>;
    /// A property of a node; `null` where there is none.
    fn node_property(&self, node: NodeId, key: KeyId) -> Value;
    /// The node's properties, in the order of the keys' names.
    fn node_properties(&self, node: NodeId) -> Vec<(KeyId, Value)>;

    // Relationships.

    /// One more than the largest relationship id.
    fn relationship_bound(&self) -> usize;
    /// A relationship's ends and type; `None` if it is not there.
    fn relationship(&self, relationship: RelationshipId) -> Option<RelationshipRecord>;
    /// Visits all relationships, or those of one type.
    fn visit_relationships(
        &self,
        relationship_type: Option<TypeId>,
        visit: &mut dyn FnMut(RelationshipId, RelationshipRecord) -> bool,
    );
    /// A property of a relationship; `null` where there is none.
    fn relationship_property(&self, relationship: RelationshipId, key: KeyId) -> Value;
    /// The relationship's properties, in the order of the keys' names.
    fn relationship_properties(&self, relationship: RelationshipId) -> Vec<(KeyId, Value)>;

    // Steps.

    /// Visits the steps from a node over relationships of one of `types`, or of any type if `None`.
    ///
    /// The order is the view's own, but the same every time.
    fn visit_neighbours(
        &self,
        node: NodeId,
        direction: Direction,
        types: Option<&[TypeId]>,
        visit: Visitor<'_, Neighbour>,
    );

    /// The number of steps that [`Self::visit_neighbours`] would visit.
    fn degree(&self, node: NodeId, direction: Direction, types: Option<&[TypeId]>) -> usize {
        let mut count = 0;
        self.visit_neighbours(node, direction, types, &mut |_| {
            count += 1;
            true
        });
        count
    }

    /// The graph itself, if it is frozen: its tables answer faster than visits do.
    fn frozen(&self) -> Option<&FrozenGraph> {
        None
    }

    /// Whether something was read so far that is not as it was written, so that no answer can be believed.
    fn is_damaged(&self) -> bool {
        false
    }
}
