//! Graph → `kg/1`, the exchange format of knowledge graphs that scorers and other programs read.
//!
//! Offsets count Unicode code points. A relation that rests on several places of the articles is
//! written once for each, the first under its own id.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::character_offset::CharacterOffsets;
use crate::document::{DocumentId, EntityType};
use crate::graph::{Entity, EntityId, Provenance, Relation, RelationId, RelationTime, Slot};
use crate::knowledge_base::KnowledgeBase;
use crate::span::ByteSpan;

/// Writes the whole graph as one JSON object, indented, in a defined order.
///
/// # Errors
/// What the writer fails with.
pub fn write(knowledge_base: &KnowledgeBase, out: &mut dyn io::Write) -> io::Result<()> {
    let exporter = Exporter::new(knowledge_base);
    serde_json::to_writer_pretty(&mut *out, &exporter.graph()).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct ExchangeGraph {
    format: &'static str,
    offset_unit: &'static str,
    generator: String,
    docs: Vec<Value>,
    entities: Vec<Value>,
    relations: Vec<Value>,
}

struct Exporter<'a> {
    knowledge_base: &'a KnowledgeBase,
    texts: BTreeMap<&'a DocumentId, (&'a str, CharacterOffsets<'a>)>,
}

impl<'a> Exporter<'a> {
    fn new(knowledge_base: &'a KnowledgeBase) -> Self {
        let articles = knowledge_base.readings().map(|reading| &reading.article);
        let texts = articles.map(|article| {
            (
                &article.id,
                (article.text.as_str(), CharacterOffsets::new(&article.text)),
            )
        });
        Self {
            knowledge_base,
            texts: texts.collect(),
        }
    }

    fn graph(&self) -> ExchangeGraph {
        let graph = self.knowledge_base.graph();
        ExchangeGraph {
            format: "kg/1",
            offset_unit: "char",
            generator: format!("relata {}", env!("CARGO_PKG_VERSION")),
            docs: self.documents(),
            entities: graph
                .entities()
                .iter()
                .map(|entity| self.entity(entity))
                .collect(),
            relations: graph
                .relations()
                .iter()
                .flat_map(|relation| self.relation(relation))
                .collect(),
        }
    }

    fn documents(&self) -> Vec<Value> {
        let articles = self
            .knowledge_base
            .readings()
            .map(|reading| &reading.article);
        let document = |article: &crate::document::Article| {
            let digest = Sha256::digest(article.text.as_bytes());
            let digest = hexadecimal(&digest);
            json!({
                "id": article.id,
                "title": article.title,
                "date": article.date,
                "source": article.source,
                "sha256": digest,
            })
        };
        articles.map(document).collect()
    }

    fn entity(&self, entity: &Entity) -> Value {
        let mentions = entity.mentions.iter().map(|mention| {
            let mut value = self.place(&mention.document, mention.span);
            value["kind"] = json!(mention.kind);
            value
        });
        let mut value = json!({
            "id": entity_id(entity.id),
            "name": entity.name,
            "type": entity.entity_type.exchange_name(),
            "aliases": entity.aliases,
            "mentions": mentions.collect::<Vec<_>>(),
        });
        if !entity.members.is_empty() {
            value["members"] = entity
                .members
                .iter()
                .map(|&member| entity_id(member))
                .collect();
        }
        if let Some(government) = entity.stands_for {
            value["metonym_of"] = entity_id(government).into();
        }
        if matches!(entity.entity_type, EntityType::Date | EntityType::Time) {
            value["type"] = "Date/Time".into();
        }
        value
    }

    fn relation(&self, relation: &'a Relation) -> impl Iterator<Item = Value> + '_ {
        let with_evidence = |(index, evidence)| self.relation_in(relation, index, evidence);
        relation.evidence().iter().enumerate().map(with_evidence)
    }

    fn relation_in(&self, relation: &Relation, index: usize, evidence: &Provenance) -> Value {
        let id = relation_id(relation.id);
        let id = if index == 0 {
            id
        } else {
            format!("{id}.{}", index + 1)
        };
        // Spans of words other than the evidence are known for the first evidence only.
        let home = (index == 0).then_some(&evidence.document);
        let slot = |slot: &Slot| self.slot(slot, home);
        let arguments = relation.arguments.iter();
        let arguments = arguments.map(|(role, value)| json!({"role": role, "value": slot(value)}));
        let source = relation.attribution.last().map(|&source| entity_id(source));
        let mut value = json!({
            "id": id,
            "subject": relation.subject.as_ref().map(slot),
            "predicate": relation.predicate,
            "phrase": evidence.phrase,
            "object": relation.object.as_ref().map(slot),
            "args": arguments.collect::<Vec<_>>(),
            "negated": relation.negated,
            "modality": relation.modality,
            "attributed_to": source,
            "time": relation.time.as_ref().map(|time| self.time(time, home)),
            "place": relation.place.as_ref().map(slot),
            "content_of": relation.content_of.map(relation_id),
            "symmetric": relation.symmetric,
            "nominal": relation.nominal,
            "confidence": (f64::from(evidence.confidence) * 1000.0).round() / 1000.0,
            "rule": evidence.rule,
            "evidence": self.place(&evidence.document, evidence.span),
            "sentence": self.place(&evidence.document, evidence.sentence),
        });
        if relation.attribution.len() > 1 {
            let chain = relation.attribution.iter().map(|&source| entity_id(source));
            value["attribution_chain"] = chain.collect();
        }
        value
    }

    fn slot(&self, slot: &Slot, home: Option<&DocumentId>) -> Value {
        match slot {
            Slot::Entity(entity) => entity_id(*entity).into(),
            Slot::Relation(relation) => relation_id(*relation).into(),
            Slot::Literal { text, head, span } => {
                let mut value = json!({"text": text, "head": head});
                self.add_offsets(&mut value, home, *span);
                value
            }
        }
    }

    fn time(&self, time: &RelationTime, home: Option<&DocumentId>) -> Value {
        let mut value = json!({
            "text": time.text,
            "value": time.value.value,
            "type": time.value.kind,
            "basis": time.value.basis,
        });
        self.add_offsets(&mut value, home, time.span);
        value
    }

    fn add_offsets(&self, value: &mut Value, home: Option<&DocumentId>, span: ByteSpan) {
        let Some((document, (_, offsets))) = home.and_then(|id| self.texts.get_key_value(id))
        else {
            return;
        };
        value["doc"] = json!(document);
        value["start"] = offsets.of(span.start()).into();
        value["end"] = offsets.of(span.end()).into();
    }

    fn place(&self, document: &DocumentId, span: ByteSpan) -> Value {
        let mut value = json!({});
        self.add_offsets(&mut value, Some(document), span);
        let words = self
            .texts
            .get(document)
            .and_then(|(text, _)| text.get(span.to_range()));
        value["text"] = json!(words);
        value
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn entity_id(id: EntityId) -> String {
    format!("e{}", id.0)
}

fn relation_id(id: RelationId) -> String {
    format!("r{}", id.0)
}
