//! What a person calls an entity → the one entity that is meant: `NAME`, `NAME@ARTICLE`,
//! `NAME@ARTICLE:BYTE`.

use relata::document::DocumentId;
use relata::graph::{Entity, EntityId};
use relata::knowledge_base::KnowledgeBase;
use relata::ledger::{EntityAnchor, MentionAnchor};

use super::decision::described;
use crate::failure::Failure;
use crate::render::sanitize::sanitized;

/// A name, and the place that tells it from another of that name.
struct Written<'t> {
    name: &'t str,
    document: Option<DocumentId>,
    byte: Option<u32>,
}

impl<'t> Written<'t> {
    /// What follows the last `@` is an article only where there is one of that name, so that
    /// names with an `@` in them stay names.
    fn read(text: &'t str, knowledge_base: &KnowledgeBase) -> Self {
        let article = |place: &str| {
            let id = DocumentId::new(place);
            knowledge_base.reading(&id).is_some().then_some(id)
        };
        let whole = Self {
            name: text,
            document: None,
            byte: None,
        };
        let Some((name, place)) = text.rsplit_once('@') else {
            return whole;
        };
        if let Some(document) = article(place) {
            return Self {
                name,
                document: Some(document),
                byte: None,
            };
        }
        let (document, byte) = match place.rsplit_once(':') {
            Some((place, byte)) => (article(place), byte.parse().ok()),
            None => (None, None),
        };
        match (document, byte) {
            (Some(document), Some(byte)) => Self {
                name,
                document: Some(document),
                byte: Some(byte),
            },
            _ => whole,
        }
    }

    fn is_in(&self, entity: &Entity) -> bool {
        let Some(document) = &self.document else {
            return true;
        };
        let mut mentions = entity.mentions.iter();
        mentions.any(|mention| {
            let is_there = self.byte.is_none_or(|byte| {
                mention.span.to_range().contains(&(byte as usize)) || mention.core.start() == byte
            });
            mention.document == *document && is_there
        })
    }
}

/// The one entity that goes by what is written, in any case: one of that name, else one that is
/// also called so.
///
/// # Errors
/// When there is none, or more than one.
pub fn entity_named<'k>(
    knowledge_base: &'k KnowledgeBase,
    text: &str,
) -> Result<&'k Entity, Failure> {
    let written = Written::read(text, knowledge_base);
    let folded = written.name.trim().to_lowercase();
    let entities = knowledge_base.graph().entities();
    let here = |entity: &&Entity| written.is_in(entity);
    let named = |entity: &&Entity| entity.name.to_lowercase() == folded;
    let called = |entity: &&Entity| {
        let mut aliases = entity.aliases.iter();
        aliases.any(|alias| alias.to_lowercase() == folded)
    };
    let by_name: Vec<&Entity> = entities.iter().filter(here).filter(named).collect();
    let found = if by_name.is_empty() {
        entities.iter().filter(here).filter(called).collect()
    } else {
        by_name
    };
    match found.as_slice() {
        [] => Err(nothing(knowledge_base, &written)),
        [only] => Ok(only),
        several => Err(ambiguous(&written, several)),
    }
}

fn nothing(knowledge_base: &KnowledgeBase, written: &Written<'_>) -> Failure {
    let folded = written.name.to_lowercase();
    let entities = knowledge_base.graph().entities().iter();
    let mut near: Vec<(f64, &str)> = entities
        .filter(|entity| entity.is_named)
        .map(|entity| {
            let name = entity.name.to_lowercase();
            let likeness = strsim::jaro_winkler(&name, &folded);
            let is_part = name.contains(&folded) || folded.contains(&name);
            (likeness + f64::from(u8::from(is_part)), &*entity.name)
        })
        .filter(|(likeness, _)| *likeness > 0.8)
        .collect();
    near.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(right.1)));
    near.dedup_by_key(|(_, name)| *name);
    let near: Vec<String> = near
        .iter()
        .take(3)
        .map(|(_, name)| format!("`{}`", sanitized(name)))
        .collect();
    let place = written.document.as_ref();
    let place = place.map_or_else(String::new, |document| format!(" in `{document}`"));
    let help = if near.is_empty() {
        "`relata stats` lists the names".to_owned()
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    Failure::Failed(format!(
        "nothing is called `{}`{place}\nhelp: {help}",
        sanitized(written.name)
    ))
}

fn ambiguous(written: &Written<'_>, several: &[&Entity]) -> Failure {
    let name = sanitized(written.name);
    let lines: Vec<String> = several
        .iter()
        .take(8)
        .map(|entity| {
            let mention = &entity.mentions[0];
            let (document, byte) = (&mention.document, mention.core.start());
            format!("  `{name}@{document}:{byte}` is {}", described(entity))
        })
        .collect();
    Failure::Failed(format!(
        "{} entities are called `{name}`\n{}\nhelp: say which by a place it is mentioned in, as above",
        several.len(),
        lines.join("\n")
    ))
}

/// How a decision names what is written: by mentions in the article that was given first.
///
/// # Errors
/// As [`entity_named`].
pub fn anchor_named(knowledge_base: &KnowledgeBase, text: &str) -> Result<EntityAnchor, Failure> {
    let written = Written::read(text, knowledge_base);
    let entity = entity_named(knowledge_base, text)?;
    let mut anchor = knowledge_base.entity_anchor(entity.id);
    if written.document.is_some() {
        let here = mention_in(knowledge_base, entity, &written);
        anchor
            .mentions
            .retain(|mention| Some(mention) != here.as_ref());
        anchor.mentions.splice(0..0, here);
    }
    Ok(anchor)
}

/// The mention of `entity` in the place that was given; a name before anything else.
fn mention_in(
    knowledge_base: &KnowledgeBase,
    entity: &Entity,
    written: &Written<'_>,
) -> Option<MentionAnchor> {
    let document = written.document.as_ref()?;
    let reading = knowledge_base.reading(document)?;
    let mentions = entity.mentions.iter();
    let here = mentions.filter(|mention| mention.document == *document);
    let span = match written.byte {
        Some(byte) => here
            .filter(|mention| mention.span.to_range().contains(&(byte as usize)))
            .min_by_key(|mention| mention.span.len()),
        None => here.min_by_key(|mention| (mention.kind, mention.core)),
    }?
    .core;
    Some(MentionAnchor {
        document: document.clone(),
        span,
        text: reading.article.text.get(span.to_range())?.into(),
    })
}

/// The mentions of `entity` that stand at `ARTICLE:BYTE`, as `relata explain` shows them.
///
/// # Errors
/// When the place is none, or something else stands there.
pub fn mention_at(
    knowledge_base: &KnowledgeBase,
    entity: EntityId,
    place: &str,
) -> Result<MentionAnchor, Failure> {
    let entity = knowledge_base.graph().entity(entity);
    let text = format!("{}@{place}", entity.name);
    let written = Written::read(&text, knowledge_base);
    if written.byte.is_none() {
        return Err(Failure::AskedWrongly(format!(
            "`{place}` is no place in an article\nhelp: write it as `ARTICLE:BYTE`, as \
             `relata explain` shows it"
        )));
    }
    mention_in(knowledge_base, entity, &written).ok_or_else(|| {
        let name = sanitized(&entity.name);
        Failure::Failed(format!("`{name}` is not mentioned at `{place}`"))
    })
}
