//! Phrases → arguments: a mention where the phrase's head is one, else words cut to their core.

use super::clause::{Clauses, is_filled_period, role_of};
use super::phrase;
use crate::date::TimeKind;
use crate::document::{
    Argument, Cluster, ClusterId, DependencyRelation as Dep, EntityType, Filler, Literal, Mention,
    MentionId, MentionKind, RelationMentionId, Syntax, Upos, Xpos,
};
use crate::pipeline::recognizer::times::{self, TimePhrase};

/// What arguments are made of: the layers below the extractor, indexed by word.
pub(super) struct Arguments<'a> {
    pub(super) syntax: &'a Syntax,
    pub(super) mentions: &'a [Mention],
    pub(super) clusters: &'a [Cluster],
    /// For each token, the mention that it heads.
    by_head: Vec<Option<MentionId>>,
    cluster_of: Vec<Option<ClusterId>>,
    times: Vec<TimePhrase>,
    time_of: Vec<Option<u32>>,
}

impl<'a> Arguments<'a> {
    pub(super) fn new(
        syntax: &'a Syntax,
        mentions: &'a [Mention],
        clusters: &'a [Cluster],
    ) -> Self {
        let count = syntax.tokens().len();
        let mut by_head = vec![None; count];
        for (index, mention) in mentions.iter().enumerate() {
            let known: &mut Option<MentionId> = &mut by_head[mention.head as usize];
            let rank = |id: MentionId| rank(&mentions[id.0 as usize]);
            let id = MentionId(index as u32);
            if known.is_none_or(|known| rank(id) > rank(known)) {
                *known = Some(id);
            }
        }
        let mut cluster_of = vec![None; mentions.len()];
        for (index, cluster) in clusters.iter().enumerate() {
            for mention in &cluster.mentions {
                cluster_of[mention.0 as usize] = Some(ClusterId(index as u32));
            }
        }
        let times = times::find(syntax);
        let mut time_of = vec![None; count];
        for (index, phrase) in times.iter().enumerate() {
            for token in phrase.tokens.indexes() {
                time_of[token as usize] = Some(index as u32);
            }
        }
        Self {
            syntax,
            mentions,
            clusters,
            by_head,
            cluster_of,
            times,
            time_of,
        }
    }

    /// The time expression that a word belongs to.
    pub(super) fn time(&self, token: u32) -> Option<&TimePhrase> {
        self.time_of[token as usize].map(|index| &self.times[index as usize])
    }

    /// Whether a word heads a time expression.
    pub(super) fn is_time(&self, token: u32) -> bool {
        self.time(token).is_some_and(|phrase| {
            phrase.head == token
                || self
                    .syntax
                    .head(token)
                    .is_none_or(|head| !phrase.tokens.indexes().contains(&head))
        })
    }

    /// Whether a word says when something is; an amount of time behind *to*, *by* or *of* measures it:
    /// *was sentenced **to two years***.
    pub(super) fn is_when(&self, token: u32) -> bool {
        let measures = || {
            matches!(
                &*role_of(self.syntax, token),
                "to" | "by" | "of" | "than" | "into"
            )
        };
        let is_amount = |phrase: &TimePhrase| {
            let of = self.syntax.dependents_by(token, Dep::NominalModifier);
            let mut outside = of.filter(|&word| !phrase.tokens.indexes().contains(&word));
            // *after **two days of talks***: an amount of something.
            let is_filled = outside.any(|word| &*role_of(self.syntax, word) == "of");
            phrase.value.kind == TimeKind::Duration && (is_filled || measures())
        };
        self.is_time(token) && !self.time(token).is_some_and(is_amount)
    }

    /// The mention that a word heads, or whose name it is in; times and amounts are words.
    pub(super) fn mention(&self, head: u32) -> Option<MentionId> {
        let id = self.by_head[head as usize]
            .filter(|&id| self.get(id).kind != MentionKind::Nominal)
            .or_else(|| self.name_beside(head))
            .or_else(|| self.name_of_one(head))
            .or(self.by_head[head as usize])
            .or_else(|| self.mention_by_core(head))?;
        let mention = &self.mentions[id.0 as usize];
        let is_thing = !matches!(mention.kind, MentionKind::Time | MentionKind::Amount);
        is_thing.then_some(id)
    }

    /// *one of the men, **Simon Tarn***: the one has the name.
    fn name_of_one(&self, head: u32) -> Option<MentionId> {
        let syntax = self.syntax;
        let is_one = syntax.form(head).eq_ignore_ascii_case("one");
        let of = syntax
            .dependents_by(head, Dep::NominalModifier)
            .find(|&word| is_one && &*role_of(syntax, word) == "of")?;
        let name = syntax.dependents_by(of, Dep::Apposition).next()?;
        let id = self.by_head[name as usize]?;
        (self.get(id).kind == MentionKind::Name).then_some(id)
    }

    /// The name that a word itself heads or stands in, not one beside it.
    pub(super) fn own_name(&self, head: u32) -> Option<MentionId> {
        let id = self.by_head[head as usize].or_else(|| self.mention_by_core(head))?;
        (self.get(id).kind == MentionKind::Name).then_some(id)
    }

    /// *his cousin **Simon Tarn***, *a rival bidder, Swiss group **Nordhaus***, *public broadcaster
    /// **Norvision***, *the club, **the Rovers**, left*: what has a name goes by it.
    fn name_beside(&self, head: u32) -> Option<MentionId> {
        let syntax = self.syntax;
        let name = syntax.dependents_by(head, Dep::Apposition).next()?;
        let id = self.by_head[name as usize]?;
        let mention = self.get(id);
        // *its president*, whatever the tagger calls it
        let is_common =
            syntax.upos(head) == Upos::Noun || syntax.form(head).starts_with(char::is_lowercase);
        let is_name = mention.kind == MentionKind::Name && name > head && is_common;
        let start = syntax.subtree_span(name).start();
        let is_next = match mention.entity_type {
            EntityType::Person => name <= head + 3 || start <= head + 2,
            EntityType::Org => start <= head + 2 && syntax.tag(head).xpos == Xpos::Nn,
            _ => false,
        };
        let is_near = (head + 1..mention.tokens.start())
            .all(|between| matches!(syntax.form(between), "," | "the" | "“" | "\""));
        let is_lone = syntax.dependents_by(name, Dep::Conjunct).next().is_none();
        (is_name && is_lone && (is_next || is_near)).then_some(id)
    }

    /// The parser may take another word of a name for its head than the recogniser did.
    fn mention_by_core(&self, head: u32) -> Option<MentionId> {
        let span = self.syntax.tokens()[head as usize].span;
        let holds =
            |mention: &Mention| mention.kind == MentionKind::Name && mention.core.contains(span);
        let index = self.mentions.iter().position(holds)?;
        Some(MentionId(index as u32))
    }

    pub(super) fn get(&self, id: MentionId) -> &Mention {
        &self.mentions[id.0 as usize]
    }

    /// The type of what a mention's cluster names.
    pub(super) fn entity_type(&self, id: MentionId) -> EntityType {
        self.cluster(id)
            .map_or(self.get(id).entity_type, |cluster| cluster.entity_type)
    }

    pub(super) fn cluster(&self, id: MentionId) -> Option<&Cluster> {
        self.cluster_of[id.0 as usize].map(|cluster| &self.clusters[cluster.0 as usize])
    }

    /// The argument for a phrase.
    pub(super) fn phrase(&self, head: u32) -> Argument {
        if let (Some(time), None) = (self.time(head), self.mention(head))
            && self.is_when(head)
            && !is_filled_period(self.syntax, head)
        {
            let span = self.syntax.bytes_of(time.tokens);
            return Argument::Literal(Literal {
                text: span.of(self.syntax.text()).into(),
                span,
                head: self.syntax.form(time.head).into(),
            });
        }
        match self.mention(head) {
            Some(id) => Argument::Mention(id),
            None => Argument::Literal(phrase::literal(self.syntax, head)),
        }
    }

    /// The argument for what fills a place; clauses by their number, to be resolved later.
    pub(super) fn filler(&self, clauses: &Clauses, filler: Filler) -> Argument {
        match filler {
            Filler::Phrase(head) => self.phrase(head),
            Filler::Clause(id) => Argument::Clause(RelationMentionId(clauses.full(id).0)),
        }
    }
}

/// A name says more than a description, a description more than a pronoun.
fn rank(mention: &Mention) -> (u8, u32) {
    let kind = match mention.kind {
        MentionKind::Name => 4,
        MentionKind::Nominal => 3,
        MentionKind::Pronoun => 2,
        MentionKind::Demonym => 1,
        MentionKind::Time | MentionKind::Amount => 0,
    };
    (kind, mention.span.len())
}
