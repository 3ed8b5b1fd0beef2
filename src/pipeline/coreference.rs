//! Mentions → clusters: which of them mean the same thing.
//!
//! What is certain of names: the same name, and the family name of one person alone in the article.

use crate::document::{
    Cluster, ClusterId, EntityType, Link, Mention, MentionId, MentionKind, Quotation, Syntax,
};
use crate::lexicon::Lexicon;

/// Groups `mentions` into clusters, ordered by first mention; each mention is in exactly one.
pub fn resolve(
    syntax: &Syntax,
    mentions: &[Mention],
    _quotations: &[Quotation],
    _lexicon: &Lexicon,
) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        let id = MentionId(index as u32);
        let name = mention.core.of(syntax.text());
        let found = (mention.kind == MentionKind::Name)
            .then(|| same_thing(&clusters, name, mention.entity_type))
            .flatten();
        match found {
            Some((ClusterId(at), reason)) => join(&mut clusters[at as usize], id, name, reason),
            None => clusters.push(alone(id, mention, name)),
        }
    }
    clusters
}

fn alone(id: MentionId, mention: &Mention, name: &str) -> Cluster {
    Cluster {
        mentions: vec![id],
        name: name.into(),
        is_named: mention.kind == MentionKind::Name,
        entity_type: mention.entity_type,
        members: Vec::new(),
        links: Vec::new(),
    }
}

fn join(cluster: &mut Cluster, mention: MentionId, name: &str, reason: &str) {
    let antecedent = cluster.mentions[0];
    let reason = reason.into();
    cluster.links.push(Link {
        mention,
        antecedent,
        reason,
    });
    cluster.mentions.push(mention);
    if name.len() > cluster.name.len() {
        cluster.name = name.into();
    }
}

/// The cluster that a name belongs to, and why; none when several could be meant.
fn same_thing(
    clusters: &[Cluster],
    name: &str,
    entity_type: EntityType,
) -> Option<(ClusterId, &'static str)> {
    let named = || {
        clusters
            .iter()
            .enumerate()
            .filter(|(_, cluster)| cluster.is_named)
    };
    if let Some((at, _)) = named().find(|(_, cluster)| cluster.name.as_ref() == name) {
        return Some((ClusterId(at as u32), "same name"));
    }
    if entity_type != EntityType::Person {
        return None;
    }
    let is_part = |cluster: &Cluster| {
        cluster.entity_type == EntityType::Person
            && (ends_with_word(&cluster.name, name) || ends_with_word(name, &cluster.name))
    };
    let mut persons = named().filter(|(_, cluster)| is_part(cluster));
    match (persons.next(), persons.next()) {
        (Some((at, _)), None) => Some((ClusterId(at as u32), "family name")),
        _ => None,
    }
}

/// Whether `part` is the end of `name`, at the beginning of a word.
fn ends_with_word(name: &str, part: &str) -> bool {
    name.strip_suffix(part)
        .is_some_and(|rest| rest.ends_with(' '))
}
