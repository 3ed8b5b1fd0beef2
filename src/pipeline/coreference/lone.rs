//! Mentions that only mean something when they come up again: *you*, *the curriculum*.
//!
//! The recognizer marks them so that a later one can find the first; what stayed alone is left to
//! the words of the sentence.

use crate::document::{
    Cluster, ClusterId, EntityType, Link, Mention, MentionId, MentionKind, Quotation,
};

/// Drops the clusters of one such mention; the others keep their order.
pub fn forget_lone(
    mentions: &mut Vec<Mention>,
    quotations: &mut [Quotation],
    clusters: &mut Vec<Cluster>,
) {
    let is_member = |cluster: usize| {
        clusters
            .iter()
            .any(|group| group.members.contains(&ClusterId(cluster as u32)))
    };
    let is_kept: Vec<bool> = clusters
        .iter()
        .enumerate()
        .map(|(index, cluster)| match cluster.mentions[..] {
            [only] => !is_passing(mentions, quotations, only) || is_member(index),
            _ => true,
        })
        .collect();
    let is_kept_mention: Vec<bool> = {
        let mut kept = vec![true; mentions.len()];
        for (cluster, is_kept) in clusters.iter().zip(&is_kept) {
            for mention in &cluster.mentions {
                kept[mention.0 as usize] = *is_kept;
            }
        }
        kept
    };
    let mention_now = counted(&is_kept_mention);
    let cluster_now = counted(&is_kept);
    keep(mentions, &is_kept_mention);
    keep(clusters, &is_kept);
    let now = |id: &mut MentionId| id.0 = mention_now[id.0 as usize];
    for quotation in quotations {
        quotation.speaker.iter_mut().for_each(now);
        quotation.listener.iter_mut().for_each(now);
    }
    for cluster in clusters {
        cluster.mentions.iter_mut().for_each(now);
        for Link {
            mention,
            antecedent,
            ..
        } in &mut cluster.links
        {
            now(mention);
            now(antecedent);
        }
        for member in &mut cluster.members {
            member.0 = cluster_now[member.0 as usize];
        }
    }
}

/// Whether a mention alone says too little to be a thing of the graph.
fn is_passing(mentions: &[Mention], quotations: &[Quotation], id: MentionId) -> bool {
    let mention = &mentions[id.0 as usize];
    let speaks = quotations
        .iter()
        .any(|quotation| quotation.speaker == Some(id) || quotation.listener == Some(id));
    mention.entity_type == EntityType::Other
        && matches!(mention.kind, MentionKind::Nominal | MentionKind::Pronoun)
        && !speaks
}

/// For each place how many before it are kept: what it is called afterwards.
fn counted(is_kept: &[bool]) -> Vec<u32> {
    let mut count = 0;
    is_kept
        .iter()
        .map(|is_kept| {
            let now = count;
            count += u32::from(*is_kept);
            now
        })
        .collect()
}

fn keep<T>(all: &mut Vec<T>, is_kept: &[bool]) {
    let mut is_kept = is_kept.iter();
    all.retain(|_| *is_kept.next().expect("as many marks as things"));
}
