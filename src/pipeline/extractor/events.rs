//! Events that nouns tell, with their participants: *a Russian airstrike on Ukraine*,
//! *a call between the two leaders*, *promising a swift end to the war*.

use super::arguments::Arguments;
use super::clause::role_of;
use super::confidence;
use super::coordination::conjuncts;
use super::graph::{self, Draft, View};
use crate::document::{
    Argument, ClauseId, DependencyRelation as Dep, EntityType, Filler, MentionId, MentionKind,
    Modality, Predicate, RelationMention, RoleArgument, Source, Syntax, Upos,
};

/// The events of a document that nouns tell with those who take part.
pub(super) fn find(view: &View) -> Vec<Draft> {
    let tokens = 0..view.arguments.syntax.tokens().len() as u32;
    tokens
        .filter_map(|token| event(view, token))
        .flatten()
        .collect()
}

/// Who takes part in an event, as far as its noun phrase says.
#[derive(Default)]
struct Participants {
    agents: Vec<Argument>,
    patients: Vec<Argument>,
    /// Both sides: *between A and B*.
    pair: Option<(Argument, Argument)>,
    partner: Option<Argument>,
    others: Vec<RoleArgument>,
}

fn event(view: &View, noun: u32) -> Option<Vec<Draft>> {
    let syntax = view.arguments.syntax;
    if !matches!(syntax.upos(noun), Upos::Noun | Upos::Propn) || is_modifier(syntax, noun) {
        return None;
    }
    let lemma = syntax.lemma(noun).to_lowercase();
    let verb = view
        .lexicon
        .event_verb(&lemma)
        .or_else(|| verb_of_promise(&lemma))?;
    let verb = if lemma == "conversation" && has_phone(syntax, noun) {
        "call"
    } else {
        verb
    };
    let mut participants = participants_of(view.arguments, noun);
    let is_reciprocal = view.lexicon.is_reciprocal_noun(&lemma);
    if is_reciprocal {
        fill_from_clause(view, noun, &mut participants);
        let (first, second) = participants.pair?;
        return Some(vec![draft(
            view,
            noun,
            verb,
            Some(first),
            second,
            true,
            Vec::new(),
        )]);
    }
    if let Some(drafts) = committed(view, noun, verb, &participants) {
        return Some(drafts);
    }
    view.lexicon.event_verb(&lemma)?;
    if participants.agents.is_empty() || participants.patients.is_empty() {
        return None;
    }
    let Participants {
        agents,
        patients,
        others,
        ..
    } = participants;
    let pairs = agents
        .iter()
        .flat_map(|agent| patients.iter().map(move |patient| (agent, patient)));
    let made = pairs.map(|(agent, patient)| {
        draft(
            view,
            noun,
            verb,
            Some(agent.clone()),
            patient.clone(),
            false,
            others.clone(),
        )
    });
    Some(made.collect())
}

/// Nouns that are verbs as they stand, for what is promised: *a swift **end** to the war*.
fn verb_of_promise(lemma: &str) -> Option<&'static str> {
    let verbs = [
        "end", "halt", "start", "cut", "increase", "rise", "change", "review", "repeal",
    ];
    verbs.into_iter().find(|&verb| verb == lemma)
}

/// *call centre*: the event is only part of another name.
fn is_modifier(syntax: &Syntax, noun: u32) -> bool {
    matches!(
        syntax.relation(noun),
        Dep::Compound | Dep::Flat | Dep::Fixed
    )
}

fn has_phone(syntax: &Syntax, noun: u32) -> bool {
    let mut words = syntax.dependents(noun).iter();
    words.any(|&word| matches!(syntax.lemma(word), "phone" | "telephone"))
}

fn participants_of(arguments: &Arguments, noun: u32) -> Participants {
    let syntax = arguments.syntax;
    let mut found = Participants::default();
    for &word in syntax.dependents(noun) {
        match syntax.relation(word) {
            Dep::PossessiveModifier => {
                found
                    .agents
                    .extend(arguments.mention(word).map(Argument::Mention));
            }
            Dep::AdjectivalModifier | Dep::Compound | Dep::DescriptiveModifier => {
                let mention = arguments
                    .mention(word)
                    .filter(|&id| is_actor(arguments, id));
                found.agents.extend(mention.map(Argument::Mention));
            }
            Dep::NominalModifier => take_prepositional(arguments, word, &mut found),
            _ => {}
        }
    }
    found
}

/// Whether something named before a noun can do what the noun says.
fn is_actor(arguments: &Arguments, id: MentionId) -> bool {
    let mention = arguments.get(id);
    matches!(mention.kind, MentionKind::Name | MentionKind::Demonym)
        && matches!(
            arguments.entity_type(id),
            EntityType::Gpe | EntityType::Org | EntityType::Person | EntityType::Norp
        )
}

fn take_prepositional(arguments: &Arguments, word: u32, found: &mut Participants) {
    let syntax = arguments.syntax;
    let role = role_of(syntax, word);
    let words = conjuncts(syntax, word);
    let values = || words.iter().map(|&word| arguments.phrase(word));
    match &*role {
        "by" => found.agents.extend(values()),
        "of" | "on" | "against" => {
            found.patients.extend(values());
            take_goal_of(arguments, &words, found);
        }
        "between" => found.pair = pair_of(arguments, &words),
        "with" => found.partner = values().next(),
        "to" | "from" | "into" => {
            for value in values() {
                let role = role.clone();
                found.others.push(RoleArgument { role, value });
            }
        }
        _ => {}
    }
}

/// *the suspension of deliveries **to Kyiv***
fn take_goal_of(arguments: &Arguments, patients: &[u32], found: &mut Participants) {
    let syntax = arguments.syntax;
    for &patient in patients {
        for word in syntax.dependents_by(patient, Dep::NominalModifier) {
            let role = role_of(syntax, word);
            if matches!(&*role, "to" | "from") {
                let value = arguments.phrase(word);
                found.others.push(RoleArgument { role, value });
            }
        }
    }
}

/// *A and B*, or a group of two that is known: *the two leaders*.
fn pair_of(arguments: &Arguments, words: &[u32]) -> Option<(Argument, Argument)> {
    match *words {
        [first, second] => Some((arguments.phrase(first), arguments.phrase(second))),
        [group] => {
            let id = arguments.mention(group)?;
            let cluster = arguments.cluster(id)?;
            let [first, second] = cluster.members[..] else {
                return None;
            };
            let mention_of = |member: crate::document::ClusterId| {
                let cluster = &arguments.clusters[member.0 as usize];
                cluster.mentions.first().copied().map(Argument::Mention)
            };
            Some((mention_of(first)?, mention_of(second)?))
        }
        _ => None,
    }
}

/// *In a call, **A and B** discussed C*; ***A** cited a call with B*: the clause names who took part.
fn fill_from_clause(view: &View, noun: u32, participants: &mut Participants) {
    if participants.pair.is_some() {
        return;
    }
    let subjects = subjects_around(view, noun);
    let agent = participants.agents.first().cloned();
    if let Some(partner) = participants.partner.clone() {
        let first = agent.or_else(|| match subjects[..] {
            [subject] => Some(view.arguments.phrase(subject)),
            _ => None,
        });
        participants.pair = first
            .filter(|first| *first != partner)
            .map(|first| (first, partner));
        return;
    }
    if agent.is_none() && is_contact(view, noun) && is_in_setting(view, noun) {
        participants.pair = match subjects[..] {
            [first, second] => Some((view.arguments.phrase(first), view.arguments.phrase(second))),
            _ => None,
        };
    }
}

/// *in a call*, *during talks*, or what a light verb holds: *held a call*.
fn is_in_setting(view: &View, noun: u32) -> bool {
    let syntax = view.arguments.syntax;
    let role = role_of(syntax, noun);
    let is_held = clause_around(view, noun)
        .is_some_and(|id| view.lexicon.is_light_verb(&view.clauses.get(id).lemma));
    match syntax.relation(noun) {
        Dep::Oblique => matches!(&*role, "in" | "during" | "at"),
        Dep::Object => is_held,
        _ => false,
    }
}

/// Whether those who are named beside it talk or meet in it: *call*, *summit*, not *war*.
fn is_contact(view: &View, noun: u32) -> bool {
    use crate::lexicon::EventKind::{Contact, Gathering};
    let lemma = view.arguments.syntax.lemma(noun).to_lowercase();
    matches!(view.lexicon.event_kind(&lemma), Some(Contact | Gathering)) || lemma == "conversation"
}

/// The phrases that are subjects of the clause around a noun.
fn subjects_around(view: &View, noun: u32) -> Vec<u32> {
    let Some(id) = clause_around(view, noun) else {
        return Vec::new();
    };
    let clause = view.clauses.get(id);
    let heads = clause.subjects.iter().filter_map(Filler::phrase);
    heads
        .filter(|&head| head != noun && view.arguments.mention(head).is_some())
        .collect()
}

fn clause_around(view: &View, noun: u32) -> Option<ClauseId> {
    view.clauses
        .around(view.arguments.syntax, noun)
        .map(|id| view.clauses.full(id))
}

/// *promised **a swift end to the war***: who promises ends it; *urged **a resolution***: somebody should.
fn committed(
    view: &View,
    noun: u32,
    verb: &str,
    participants: &Participants,
) -> Option<Vec<Draft>> {
    let syntax = view.arguments.syntax;
    if syntax.relation(noun) != Dep::Object {
        return None;
    }
    let id = clause_around(view, noun)?;
    let clause = view.clauses.get(id);
    let modality = match &*clause.lemma {
        "promise" | "pledge" | "vow" | "guarantee" | "threaten" => Modality::Promised,
        _ => return None,
    };
    let patient = participants.patients.first().cloned().or_else(|| {
        let goal = participants
            .others
            .iter()
            .find(|other| &*other.role == "to");
        goal.map(|goal| goal.value.clone())
    })?;
    let subject = subjects_around(view, noun)
        .first()
        .map(|&head| view.arguments.phrase(head));
    let mut draft = draft(view, noun, verb, subject, patient, false, Vec::new());
    draft.relation.modality = modality;
    if let Some(Argument::Mention(id)) = draft.relation.subject
        && !draft.relation.attribution.contains(&Source::Mention(id))
    {
        draft.relation.attribution.push(Source::Mention(id));
    }
    draft.content_of = Some(id);
    Some(vec![draft])
}

fn draft(
    view: &View,
    noun: u32,
    verb: &str,
    subject: Option<Argument>,
    object: Argument,
    is_symmetric: bool,
    others: Vec<RoleArgument>,
) -> Draft {
    let syntax = view.arguments.syntax;
    let around = clause_around(view, noun);
    let attribution = around.map_or_else(Vec::new, |id| view.attributions.sources(id));
    let is_own_voice = !around.is_some_and(|id| view.attributions.is_said(id));
    let (negated, modality) = reality_of(view, noun, around, is_own_voice);
    let evidence = syntax.bytes_of(syntax.subtree_span(noun));
    let relation = RelationMention {
        subject,
        predicate: Predicate {
            lemma: verb.replace(' ', "_").into(),
            phrase: syntax.form(noun).into(),
            span: syntax.tokens()[noun as usize].span,
        },
        object: Some(object),
        arguments: others,
        negated,
        modality,
        attribution,
        time: graph::time_below(view, noun),
        place: None,
        content_of: None,
        evidence,
        sentence: syntax.sentence_of(noun),
        rule: "event noun".into(),
        confidence: confidence::EVENT,
        symmetric: is_symmetric,
        nominal: true,
    };
    Draft {
        clause: None,
        content_of: None,
        relation,
    }
}

/// *turned down requests for a meeting*: there is to be none.
fn is_refusing(lemma: &str) -> bool {
    matches!(
        lemma,
        "reject" | "refuse" | "turn_down" | "decline" | "dismiss" | "rebuff" | "rule_out" | "spurn"
    )
}

/// An event that a light verb holds is as real as the verb: *will hold talks*; one that is asked
/// for is only asked for: *requests for a meeting*.
fn reality_of(
    view: &View,
    noun: u32,
    around: Option<ClauseId>,
    is_own_voice: bool,
) -> (bool, Modality) {
    let syntax = view.arguments.syntax;
    let above = syntax
        .head(noun)
        .map(|head| syntax.lemma(head).to_lowercase());
    let is_wanted = syntax.relation(noun) == Dep::NominalModifier
        && matches!(
            above.as_deref(),
            Some("request" | "call" | "demand" | "proposal" | "appeal" | "plea")
        );
    if is_wanted {
        let is_refused = syntax.head(noun).is_some_and(|request| {
            syntax.relation(request) == Dep::Object
                && around.is_some_and(|id| {
                    let clause = view.clauses.get(id);
                    !clause.negated && is_refusing(&clause.lemma)
                })
        });
        return (is_refused, Modality::Requested);
    }
    let clause = around.map(|id| (id, view.clauses.get(id)));
    // *denied that they **are in talks***: the noun is the predicate, so denied with it.
    if let Some((id, clause)) = clause
        && (clause.head == noun
            || syntax.relation(noun) == Dep::Object && view.lexicon.is_light_verb(&clause.lemma))
    {
        let modality =
            super::attribution::modality_of(view.arguments, view.clauses, view.attributions, id);
        return (clause.negated, modality);
    }
    let modality = if is_own_voice {
        Modality::Asserted
    } else {
        Modality::Reported
    };
    (false, modality)
}
