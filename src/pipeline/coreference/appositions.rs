//! *Ada Orr, **the mayor***; *its leader, **Ada Maren***.

use super::names::fits;
use super::partition::Partition;
use super::scene::Scene;
use crate::document::{DependencyRelation as Dep, EntityType, MentionKind};

pub(super) fn join(scene: &Scene, partition: &mut Partition) {
    for mention in scene.all() {
        let head = scene.get(mention).head;
        if scene.syntax.relation(head) != Dep::Apposition {
            continue;
        }
        let Some(host) = scene
            .syntax
            .head(head)
            .and_then(|word| scene.headed_by(word))
        else {
            continue;
        };
        if host != mention && is_description(scene, host, mention) {
            partition.join(mention, host, "apposition");
        }
    }
}

/// Whether the two can be one: of two names the second is another thing, as in lists.
fn is_description(scene: &Scene, host: u32, mention: u32) -> bool {
    let kind = |mention: u32| scene.get(mention).kind;
    let is_said = |mention| matches!(kind(mention), MentionKind::Name | MentionKind::Nominal);
    let are_names = kind(host) == MentionKind::Name && kind(mention) == MentionKind::Name;
    let is_group =
        |mention: u32| scene.is_plural(mention) && scene.entity_type(mention) == EntityType::Norp;
    is_said(host)
        && is_said(mention)
        && !are_names
        && fits(scene.entity_type(host), scene.entity_type(mention))
        && (is_group(host) == is_group(mention) || scene.entity_type(host) == EntityType::Org)
        && !scene.is_in_headline(mention)
}
