//! Anchors → mentions of the linked entities.

use std::collections::BTreeMap;

use super::anchor::{EntityAnchor, MentionAnchor};
use crate::document::{DocumentId, EntityType, Reading};
use crate::graph::Entity;
use crate::span::ByteSpan;

/// A mention of a linked entity: the entity's index, and the mention's index in it.
pub(super) type Place = (usize, usize);

/// The text of an article, and the cores of its mentions in text order.
type Text<'a> = (&'a str, Vec<(ByteSpan, Place)>);

/// Where the mentions of the linked entities are.
pub(super) struct Places<'a> {
    entities: &'a [Entity],
    articles: BTreeMap<&'a DocumentId, Text<'a>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(entities: &'a [Entity], readings: &[&'a Reading]) -> Self {
        let articles = readings.iter().map(|reading| &reading.article);
        let empty = articles.map(|article| (&article.id, (article.text.as_str(), Vec::new())));
        let mut articles: BTreeMap<_, Text<'a>> = empty.collect();
        for (index, entity) in entities.iter().enumerate() {
            for (number, mention) in entity.mentions.iter().enumerate() {
                if let Some((_, places)) = articles.get_mut(&mention.document) {
                    places.push((mention.core, (index, number)));
                }
            }
        }
        for (_, places) in articles.values_mut() {
            places.sort_unstable();
        }
        Self { entities, articles }
    }

    /// The words of a mention.
    pub(super) fn words(&self, (entity, mention): Place) -> &'a str {
        let mention = &self.entities[entity].mentions[mention];
        let text = self.articles.get(&mention.document);
        text.and_then(|(text, _)| text.get(mention.core.to_range()))
            .unwrap_or_default()
    }

    /// The mention that an anchor names: at its place where the text is as it was, else the first
    /// in the article with its words.
    pub(super) fn mention(&self, anchor: &MentionAnchor) -> Option<Place> {
        let (text, places) = self.articles.get(&anchor.document)?;
        if text.get(anchor.span.to_range()) == Some(&*anchor.text) {
            let common = |span: ByteSpan| {
                let start = span.start().max(anchor.span.start());
                span.end().min(anchor.span.end()).saturating_sub(start)
            };
            // The tightest of those that share most.
            let best = places
                .iter()
                .filter(|(span, _)| common(*span) > 0)
                .min_by_key(|(span, place)| (std::cmp::Reverse(common(*span)), span.len(), *place));
            return best.map(|(_, place)| *place);
        }
        let mut same = places
            .iter()
            .filter(|(span, _)| text.get(span.to_range()) == Some(&*anchor.text));
        same.next().map(|(_, place)| *place)
    }

    /// A mention of the entity that an anchor names: the first of its mentions that is still
    /// there, else of the only entity that has its name, else of the only one that is also called
    /// so, or as the mentions were.
    pub(super) fn entity(&self, anchor: &EntityAnchor) -> Option<Place> {
        let mut mentions = anchor.mentions.iter();
        let found = mentions.find_map(|mention| self.mention(mention));
        found.or_else(|| {
            let words = anchor.mentions.iter().map(|mention| &*mention.text);
            let mut names = std::iter::once(&*anchor.name).chain(words);
            names.find_map(|name| self.only_one_called(name, anchor.entity_type))
        })
    }

    fn only_one_called(&self, name: &str, entity_type: Option<EntityType>) -> Option<Place> {
        let fits = |entity: &Entity| {
            let is_of_type =
                entity_type.is_none_or(|known| known.label() == entity.entity_type.label());
            is_of_type && !entity.mentions.is_empty()
        };
        self.only_one(|entity| fits(entity) && *entity.name == *name)
            .or_else(|| {
                self.only_one(|entity| {
                    fits(entity) && entity.aliases.iter().any(|alias| **alias == *name)
                })
            })
    }

    fn only_one(&self, is_meant: impl Fn(&Entity) -> bool) -> Option<Place> {
        let all = self.entities.iter().enumerate();
        let mut meant = all.filter(|(_, entity)| is_meant(entity));
        match (meant.next(), meant.next()) {
            (Some((index, _)), None) => Some((index, 0)),
            _ => None,
        }
    }

    /// The mentions of an entity, each with its article and its number.
    pub(super) fn mentions_of(
        &self,
        entity: usize,
    ) -> impl Iterator<Item = (&'a DocumentId, usize)> + use<'a> {
        let mentions = self.entities[entity].mentions.iter().enumerate();
        mentions.map(|(number, mention)| (&mention.document, number))
    }

    /// The mentions in an article of entities that `is_wanted`.
    pub(super) fn in_article(
        &self,
        document: &DocumentId,
        is_wanted: impl Fn(usize) -> bool,
    ) -> Vec<Place> {
        let Some((_, places)) = self.articles.get(document) else {
            return Vec::new();
        };
        let wanted = places.iter().filter(|(_, (entity, _))| is_wanted(*entity));
        wanted.map(|(_, place)| *place).collect()
    }
}
