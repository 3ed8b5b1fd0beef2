//! Mentions → clusters: which of them mean the same thing, and why.
//!
//! What is certain comes first; each strategy sees what those before it joined. Text is never
//! rewritten: a cluster holds the places of its mentions, and a stated reason for each link.
//!
//! | module | joins |
//! | --- | --- |
//! | [`names`] | a name with itself, its parts, its acronym, its country's adjective |
//! | [`appositions`] | *Ada Orr, **the mayor*** |
//! | [`roles`] | ***the US president***, *the company* |
//! | [`descriptions`] | a description with an earlier one: *the call*, *the conversation* |
//! | [`groups`] | *the two leaders* with its members |
//! | [`pronouns`] | *he*, *its*, *they* |
//! | [`speakers`] | *I*, *we*, *you* |
//! | [`events`] | *a call with Orr*, *their conversation*: one event by who takes part |
//!
//! What rules leave open is weighed ([`antecedent`]). [`forget_lone`] then drops what only means something when it comes up again.

mod antecedent;
mod appositions;
mod descriptions;
mod events;
mod groups;
mod lone;
mod names;
mod naming;
mod partition;
mod pronouns;
mod roles;
mod scene;
mod speakers;
#[cfg(feature = "train")]
mod train;

pub use lone::forget_lone;
#[cfg(feature = "train")]
pub use train::train;

use crate::document::{Cluster, Mention, Quotation, Syntax};
use crate::lexicon::Lexicon;
use antecedent::{Judge, Learned};
use partition::Partition;
use scene::Scene;

/// Groups `mentions` into clusters, ordered by first mention; each mention is in exactly one.
pub fn resolve(
    syntax: &Syntax,
    mentions: &[Mention],
    quotations: &[Quotation],
    lexicon: &Lexicon,
) -> Vec<Cluster> {
    resolve_with(syntax, mentions, quotations, lexicon, &mut Learned)
}

fn resolve_with(
    syntax: &Syntax,
    mentions: &[Mention],
    quotations: &[Quotation],
    lexicon: &Lexicon,
    judge: &mut impl Judge,
) -> Vec<Cluster> {
    let scene = Scene::new(syntax, mentions, quotations, lexicon);
    let mut partition = Partition::new(mentions.len());
    names::join(&scene, &mut partition);
    appositions::join(&scene, &mut partition);
    roles::join(&scene, &mut partition);
    descriptions::join(&scene, &mut partition, judge);
    groups::join(&scene, &mut partition);
    pronouns::join(&scene, &mut partition, judge);
    speakers::join(&scene, &mut partition);
    // Once more, now that it is known whose *her mother* is.
    descriptions::join(&scene, &mut partition, judge);
    events::join(&scene, &mut partition);
    naming::clusters(&scene, &partition)
}

#[cfg(test)]
mod tests;
