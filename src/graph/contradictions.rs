//! Relations → pairs of which one says what the other denies.
//!
//! Two relations contradict each other when subject, predicate and object are the same, their polarity
//! is opposite, their times do not differ and both tell what is so, or both what will be. The content
//! of a denial stands denied. What a capital or seat does as a government is done by its country.

use std::collections::BTreeMap;

use super::governments::told_of_countries;
use super::{EntityId, KnowledgeGraph, Relation, RelationId, Slot};
use crate::document::Modality;
use crate::lexicon::Lexicon;

/// How deep clauses within clauses are compared.
const DEPTH: u32 = 4;

/// Two relations of opposite polarity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// What one says.
    pub said: RelationId,
    /// What denies it.
    pub denied: RelationId,
}

/// The contradictions of a graph, in the order of what is said. Relations meet by what they state;
/// none is compared with all others.
pub fn contradictions(graph: &KnowledgeGraph, lexicon: &Lexicon) -> Vec<Contradiction> {
    let view = View::of(graph, lexicon);
    let mut by_statement: BTreeMap<String, [Vec<RelationId>; 2]> = BTreeMap::new();
    for relation in graph.relations() {
        let Some(key) = view.statement(relation) else {
            continue;
        };
        by_statement.entry(key).or_default()[usize::from(relation.negated)].push(relation.id);
    }
    let mut found: Vec<Contradiction> = by_statement
        .values()
        .flat_map(|[said, denied]| {
            let pairs = said.iter().map(move |said| (said, denied));
            pairs.flat_map(|(&said, denied)| {
                denied
                    .iter()
                    .map(move |&denied| Contradiction { said, denied })
            })
        })
        .filter(|pair| are_of_one_time(graph.relation(pair.said), graph.relation(pair.denied)))
        .collect();
    found.sort_unstable();
    found
}

/// Whether nothing is known that would tell the times apart.
fn are_of_one_time(left: &Relation, right: &Relation) -> bool {
    let value = |relation: &Relation| relation.time.as_ref()?.value.value.clone();
    match (value(left), value(right)) {
        (Some(left), Some(right)) => left == right,
        _ => true,
    }
}

struct View<'a> {
    graph: &'a KnowledgeGraph,
    of_countries: BTreeMap<RelationId, Relation>,
}

impl<'a> View<'a> {
    fn of(graph: &'a KnowledgeGraph, lexicon: &'a Lexicon) -> Self {
        let told = told_of_countries(graph, lexicon);
        Self {
            graph,
            of_countries: told.into_iter().map(|told| (told.id, told)).collect(),
        }
    }

    /// What a relation states, without polarity; none for what is only possible, asked for or bound
    /// to a condition, and for what says nothing of anything.
    fn statement(&self, relation: &Relation) -> Option<String> {
        let sort = match relation.modality {
            Modality::Asserted | Modality::Reported | Modality::Hedged => "is",
            Modality::Promised | Modality::Planned => "will be",
            _ => return None,
        };
        if relation.subject.is_none() || relation.object.is_none() && relation.arguments.is_empty()
        {
            return None;
        }
        Some(format!("{sort} {}", self.key(relation, DEPTH)))
    }

    fn key(&self, relation: &Relation, depth: u32) -> String {
        let relation = self.of_countries.get(&relation.id).unwrap_or(relation);
        let mut ends = [
            self.slot(relation.subject.as_ref(), depth),
            self.slot(relation.object.as_ref(), depth),
        ];
        if relation.symmetric {
            ends.sort();
        }
        // Without an object it is the arguments that tell *arrive in Oslo* from *arrive in Rome*.
        let mut arguments: Vec<String> = match relation.object {
            Some(_) => vec![],
            None => relation
                .arguments
                .iter()
                .map(|(role, value)| format!("{role} {}", self.slot(Some(value), depth)))
                .collect(),
        };
        arguments.sort();
        format!("{} {ends:?} {arguments:?}", relation.predicate)
    }

    fn slot(&self, slot: Option<&Slot>, depth: u32) -> String {
        match slot {
            None => "-".to_owned(),
            Some(Slot::Entity(id)) => self.entity(*id),
            Some(Slot::Literal { text, .. }) => format!("`{}`", text.to_lowercase()),
            Some(Slot::Relation(id)) if depth == 0 => format!("r{}", id.0),
            Some(Slot::Relation(id)) => {
                let said = self.graph.relation(*id);
                format!("({} {})", said.negated, self.key(said, depth - 1))
            }
        }
    }

    /// Things without a name are known by what they are called.
    fn entity(&self, id: EntityId) -> String {
        let entity = self.graph.entity(id);
        if entity.is_named {
            format!("e{}", id.0)
        } else {
            format!("e`{}`", entity.name.to_lowercase())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{TimeBasis, TimeKind, TimeValue};
    use crate::document::{DocumentId, EntityType};
    use crate::graph::{Entity, Provenance, RelationTime, Statement};
    use crate::span::ByteSpan;

    struct Fact {
        subject: u32,
        predicate: &'static str,
        object: u32,
        negated: bool,
        modality: Modality,
        time: Option<&'static str>,
        content_of: Option<u32>,
    }

    const ORR_BUYS: Fact = Fact {
        subject: 0,
        predicate: "buy",
        object: 1,
        negated: false,
        modality: Modality::Asserted,
        time: None,
        content_of: None,
    };

    fn check(facts: &[Fact], expected: &[(u32, u32)]) {
        let entity = |(id, name): (usize, &&str)| Entity {
            id: EntityId(id as u32),
            name: (*name).into(),
            is_named: true,
            entity_type: EntityType::Org,
            aliases: vec![],
            mentions: vec![],
            members: vec![],
            stands_for: None,
            reasons: vec![],
        };
        let entities = ["Orr", "Velko"].iter().enumerate().map(entity).collect();
        let relations = facts
            .iter()
            .enumerate()
            .map(|(id, fact)| relation(id as u32, fact));
        let graph = KnowledgeGraph::new(entities, relations.collect());
        let found = contradictions(&graph, &Lexicon::english());
        let found: Vec<(u32, u32)> = found
            .iter()
            .map(|pair| (pair.said.0, pair.denied.0))
            .collect();
        assert_eq!(found, expected);
    }

    fn relation(id: u32, fact: &Fact) -> Relation {
        let span = ByteSpan::new(0, 1);
        let time = fact.time.map(|value| RelationTime {
            text: value.into(),
            span,
            value: TimeValue {
                kind: TimeKind::Date,
                value: Some(value.into()),
                basis: TimeBasis::Explicit,
                days: None,
            },
        });
        let statement = Statement {
            subject: Some(Slot::Entity(EntityId(fact.subject))),
            predicate: fact.predicate.into(),
            object: Some(Slot::Entity(EntityId(fact.object))),
            arguments: vec![],
            negated: fact.negated,
            modality: fact.modality,
            attribution: vec![],
            time,
            place: None,
            content_of: fact.content_of.map(RelationId),
            symmetric: false,
            nominal: false,
        };
        let provenance = Provenance {
            document: DocumentId::new("1"),
            sentence: span,
            span,
            predicate: span,
            phrase: fact.predicate.into(),
            rule: "clause".into(),
            confidence: 1.0,
        };
        Relation::new(RelationId(id), statement, provenance)
    }

    #[test]
    fn what_one_says_and_another_denies_is_a_contradiction() {
        let denied = Fact {
            negated: true,
            ..ORR_BUYS
        };
        check(&[denied, ORR_BUYS], &[(1, 0)]);
    }

    #[test]
    fn the_content_of_a_denial_is_denied() {
        let denies = Fact {
            predicate: "deny",
            ..ORR_BUYS
        };
        let content = Fact {
            content_of: Some(1),
            negated: true,
            ..ORR_BUYS
        };
        check(&[ORR_BUYS, denies, content], &[(0, 2)]);
    }

    #[test]
    fn other_times_contradict_nothing() {
        let denied = Fact {
            negated: true,
            time: Some("2024"),
            ..ORR_BUYS
        };
        let said = Fact {
            time: Some("2025"),
            ..ORR_BUYS
        };
        check(&[said, denied], &[]);
    }

    #[test]
    fn what_may_be_contradicts_nothing() {
        let denied = Fact {
            negated: true,
            ..ORR_BUYS
        };
        let may = Fact {
            modality: Modality::Possible,
            ..ORR_BUYS
        };
        check(&[may, denied], &[]);
    }
}
