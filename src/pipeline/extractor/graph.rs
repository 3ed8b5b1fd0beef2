//! Clauses → relation mentions: the view that goes into the graph. Passives are turned,
//! coordinations multiplied out, phrases cut to their core.

mod evidence;
mod frame;
mod said;

use super::arguments::Arguments;
use super::attribution::{self, Attributions};
use super::clause::{Clauses, role_of};
use super::confidence;
use super::phrase;
use super::sharing::with_conjuncts;
use super::verbs;
use crate::document::{
    Argument, Clause, ClauseId, ClauseKind, Constituent, DependencyRelation as Dep, EntityType,
    Filler, Predicate, RelationMention, RoleArgument, TimeExpression, Upos,
};
use crate::lexicon::Lexicon;
use crate::pipeline::recognizer::times;
pub(super) use evidence::evidence_of;
use frame::{Frame, pair_subjects, take_members, take_role, turned};
pub(super) use said::is_said;

/// A relation mention whose references to clauses are still numbers of clauses.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The clause it was made from; none for what a noun says.
    pub(super) clause: Option<ClauseId>,
    /// The clause whose content it is.
    pub(super) content_of: Option<ClauseId>,
    pub(super) relation: RelationMention,
}

/// What the projection reads.
pub(super) struct View<'a> {
    pub(super) arguments: &'a Arguments<'a>,
    pub(super) clauses: &'a Clauses,
    pub(super) attributions: &'a Attributions,
    pub(super) lexicon: &'a Lexicon,
}

/// The relation mentions of all clauses, in clause order.
pub(super) fn project(view: &View) -> Vec<Draft> {
    let said = view.clauses.ids().filter(|&id| is_said(view, id));
    said.flat_map(|id| project_clause(view, id)).collect()
}

fn project_clause(view: &View, id: ClauseId) -> Vec<Draft> {
    let clause = view.clauses.get(id);
    let mut frame = turned(clause, &|head| is_amount(view, head));
    take_role(view, clause, &mut frame);
    take_members(clause, &mut frame);
    frame.subjects = each_member(view, &frame.subjects);
    frame.objects = each_member(view, &frame.objects);
    pair_subjects(&mut frame);
    let subjects = or_nothing(&frame.subjects);
    let objects = or_nothing(&frame.objects);
    let is_content = |object: &Option<Filler>| matches!(object, Some(Filler::Clause(_)));
    let mut drafts = Vec::new();
    for subject in &subjects {
        for object in &objects {
            let mut draft = base(view, id, &frame);
            draft.relation.subject = subject.and_then(|filler| subject_of(view, filler));
            draft.relation.object =
                object.map(|filler| view.arguments.filler(view.clauses, filler));
            if is_content(object) {
                add_further_contents(view, *object, &mut draft);
            }
            add_companions(view, &frame, *subject, &mut draft);
            drafts.push(draft);
        }
    }
    drafts
}

/// A share or a length of time.
fn is_amount(view: &View, head: u32) -> bool {
    view.arguments.syntax.form(head) == "%" || view.arguments.is_time(head)
}

fn or_nothing(fillers: &[Filler]) -> Vec<Option<Filler>> {
    if fillers.is_empty() {
        vec![None]
    } else {
        fillers.iter().copied().map(Some).collect()
    }
}

/// *The two leaders spoke*: where it is known who they are, each of them did.
fn each_member(view: &View, fillers: &[Filler]) -> Vec<Filler> {
    let arguments = view.arguments;
    let members = |filler: &Filler| -> Vec<Filler> {
        let Filler::Phrase(head) = *filler else {
            return vec![*filler];
        };
        let cluster = arguments.mention(head).and_then(|id| arguments.cluster(id));
        let heads = cluster.into_iter().flat_map(|cluster| {
            let first = |member: &crate::document::ClusterId| {
                arguments.clusters[member.0 as usize].mentions.first()
            };
            cluster.members.iter().filter_map(first)
        });
        let heads: Vec<Filler> = heads
            .map(|&id| Filler::Phrase(arguments.get(id).head))
            .collect();
        if heads.is_empty() {
            vec![*filler]
        } else {
            heads
        }
    };
    fillers.iter().flat_map(members).collect()
}

/// *A and B discussed C*: A with B.
fn add_companions(view: &View, frame: &Frame, subject: Option<Filler>, draft: &mut Draft) {
    if frame.subjects.len() < 2 || !verbs::is_collective(&frame.lemma) {
        return;
    }
    for &other in frame
        .subjects
        .iter()
        .filter(|&&other| Some(other) != subject)
    {
        draft.relation.arguments.push(RoleArgument {
            role: "with".into(),
            value: view.arguments.filler(view.clauses, other),
        });
    }
}

/// Everything but subject and object.
fn base(view: &View, id: ClauseId, frame: &Frame) -> Draft {
    let clause = view.clauses.get(id);
    let syntax = view.arguments.syntax;
    let mut relation = RelationMention {
        subject: None,
        predicate: Predicate {
            lemma: frame.lemma.as_str().into(),
            phrase: phrase::text_of(syntax, &clause.predicate).into(),
            span: syntax.tokens()[clause.head as usize].span,
        },
        object: None,
        arguments: Vec::new(),
        negated: clause.negated,
        modality: attribution::modality_of(view.arguments, view.clauses, view.attributions, id),
        attribution: view.attributions.sources(id),
        time: clause.time.and_then(|head| time_of(view, head)),
        place: None,
        content_of: None,
        evidence: evidence_of(view, id),
        sentence: clause.sentence,
        rule: rule_of(clause),
        confidence: confidence::of_clause(view, clause),
        symmetric: frame.is_symmetric,
        nominal: frame.is_nominal,
    };
    for constituent in &frame.constituents {
        add_constituent(view, constituent, &mut relation);
    }
    if relation.time.is_none() {
        relation.time = day_below(view, frame);
    }
    lift_participants(view, frame, &mut relation);
    Draft {
        clause: Some(id),
        content_of: view.attributions.content_of(id),
        relation,
    }
}

fn add_constituent(view: &View, constituent: &Constituent, relation: &mut RelationMention) {
    let value = view.arguments.filler(view.clauses, constituent.filler);
    if let Filler::Phrase(head) = constituent.filler
        && view.arguments.is_when(head)
    {
        let time = time_of(view, head);
        if relation.time.is_none() {
            relation.time = time;
        }
        return;
    }
    let role = if constituent.role.is_empty() {
        "object2".into()
    } else {
        constituent.role.clone()
    };
    if relation.place.is_none() && is_place(view, &role, &value) {
        relation.place = Some(value.clone());
    }
    if let Filler::Clause(id) = constituent.filler {
        for id in with_conjuncts(view.clauses, id) {
            let value = view.arguments.filler(view.clauses, Filler::Clause(id));
            let argument = RoleArgument {
                role: role.clone(),
                value,
            };
            if !relation.arguments.contains(&argument) {
                relation.arguments.push(argument);
            }
        }
        return;
    }
    // *in a call on Thursday*: the time of the event is that of the clause.
    if let Filler::Phrase(head) = constituent.filler
        && relation.time.is_none()
        && matches!(&*role, "in" | "during" | "at")
    {
        relation.time = time_below(view, head);
    }
    relation.arguments.push(RoleArgument { role, value });
}

pub(super) fn time_below(view: &View, head: u32) -> Option<TimeExpression> {
    let syntax = view.arguments.syntax;
    let lemma = syntax.lemma(head).to_lowercase();
    if !view.lexicon.is_event_noun(&lemma) {
        return None;
    }
    let below = syntax.dependents(head).iter();
    let time = below.copied().find(|&word| {
        matches!(
            syntax.relation(word),
            Dep::NominalModifier | Dep::UnmarkedNominalModifier
        ) && view.arguments.is_time(word)
    })?;
    time_of(view, time)
}

/// *appears before a committee **on Tuesday***, with the day hung on the committee: a day is no part of what
/// is no event.
fn day_below(view: &View, frame: &Frame) -> Option<TimeExpression> {
    let syntax = view.arguments.syntax;
    let further = frame.constituents.iter().map(|other| &other.filler);
    let heads = frame
        .objects
        .iter()
        .chain(further)
        .filter_map(Filler::phrase);
    let things = heads.filter(|&head| {
        syntax.upos(head) == Upos::Noun
            && !view
                .lexicon
                .is_event_noun(&syntax.lemma(head).to_lowercase())
    });
    let mut days = things.flat_map(|head| {
        let below = syntax.dependents_by(head, Dep::NominalModifier);
        below.filter(move |&word| head < word)
    });
    let day = days
        .find(|&word| &*role_of(syntax, word) == "on" && times::is_day_name(syntax.form(word)))?;
    time_of(view, day)
}

fn is_place(view: &View, role: &str, value: &Argument) -> bool {
    let Argument::Mention(id) = value else {
        return false;
    };
    matches!(
        role,
        "in" | "at" | "near" | "outside" | "inside" | "across" | "throughout"
    ) && matches!(
        view.arguments.entity_type(*id),
        EntityType::Gpe | EntityType::Loc | EntityType::Fac
    )
}

/// *paused the transfer of arms **to Ukraine***: whom an event noun concerns, its verb does too.
fn lift_participants(view: &View, frame: &Frame, relation: &mut RelationMention) {
    let syntax = view.arguments.syntax;
    let [Filler::Phrase(object)] = frame.objects[..] else {
        return;
    };
    let lemma = syntax.lemma(object).to_lowercase();
    if !view.lexicon.is_event_noun(&lemma) || frame.lemma.starts_with("be") {
        return;
    }
    for word in syntax.dependents_by(object, Dep::NominalModifier) {
        let role = role_of(syntax, word);
        if !matches!(&*role, "to" | "with" | "between" | "from" | "into") {
            continue;
        }
        for word in super::coordination::conjuncts(syntax, word) {
            let value = view.arguments.phrase(word);
            if matches!(value, Argument::Mention(_)) {
                let role = role.clone();
                relation.arguments.push(RoleArgument { role, value });
            }
        }
    }
}

/// Further clauses that the same words report: *said that A fell **and B rose***.
fn add_further_contents(view: &View, object: Option<Filler>, draft: &mut Draft) {
    let Some(Filler::Clause(first)) = object else {
        return;
    };
    for id in with_conjuncts(view.clauses, first).into_iter().skip(1) {
        let value = view.arguments.filler(view.clauses, Filler::Clause(id));
        let role = "that".into();
        draft.relation.arguments.push(RoleArgument { role, value });
    }
}

pub(super) fn time_of(view: &View, head: u32) -> Option<TimeExpression> {
    let phrase = view.arguments.time(head)?;
    Some(TimeExpression {
        span: view.arguments.syntax.bytes_of(phrase.tokens),
        value: phrase.value.clone(),
    })
}

/// An expletive or a pronoun without antecedent is no subject.
fn subject_of(view: &View, filler: Filler) -> Option<Argument> {
    let syntax = view.arguments.syntax;
    if let Filler::Phrase(head) = filler {
        let is_empty = matches!(
            &*syntax.form(head).to_lowercase(),
            "that" | "which" | "who" | "what" | "it" | "there"
        ) && syntax.upos(head) == Upos::Pron
            && view.arguments.mention(head).is_none();
        if is_empty {
            return None;
        }
    }
    Some(view.arguments.filler(view.clauses, filler))
}

/// What found a clause: its kind and type, and the rules that completed it.
pub(super) fn rule_of(clause: &Clause) -> Box<str> {
    let kind = match clause.kind {
        ClauseKind::Main => "clause",
        ClauseKind::Conjunct => "coordinated clause",
        ClauseKind::Content => "content clause",
        ClauseKind::Open => "infinitive",
        ClauseKind::Relative => "relative clause",
        ClauseKind::Adnominal => "participle",
        ClauseKind::Adverbial => "adverbial clause",
        ClauseKind::Subject => "subject clause",
        ClauseKind::Parataxis => "clause beside",
    };
    let mut rule = format!("{kind} {}", clause.clause_type.as_str());
    for (number, reason) in clause.rules.iter().enumerate() {
        if !clause.rules[..number].contains(reason) {
            let before = if number == 0 { ": " } else { ", " };
            rule = rule + before + reason;
        }
    }
    rule.into()
}
