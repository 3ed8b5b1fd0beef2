//! Clauses → relation mentions: the view that goes into the graph. Passives are turned,
//! coordinations multiplied out, phrases cut to their core.

use super::arguments::Arguments;
use super::attribution::{self, Attributions};
use super::clause::{Clauses, has_subject, role_of};
use super::confidence;
use super::phrase;
use super::roles;
use super::sharing::with_conjuncts;
use super::verbs;
use crate::document::{
    Argument, Clause, ClauseId, ClauseKind, ClauseType, Constituent, DependencyRelation as Dep,
    EntityType, Filler, Mood, Predicate, RelationMention, RoleArgument, Syntax, TimeExpression,
    Upos, Xpos,
};
use crate::lexicon::Lexicon;
use crate::pipeline::recognizer::times;
use crate::span::ByteSpan;

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

/// Whether a clause says something by itself.
pub(super) fn is_said(view: &View, id: ClauseId) -> bool {
    let clause = view.clauses.get(id);
    let is_empty = clause.subjects.is_empty() && clause.objects.is_empty();
    let is_bare = clause.objects.is_empty() && clause.constituents.is_empty();
    let is_source = clause.has_rule("according to") && is_empty;
    clause.absorbed_into.is_none()
        && clause.mood != Mood::Interrogative
        && !(is_empty && (clause.constituents.is_empty() || clause.mood != Mood::Imperative))
        && !is_source
        && !is_bare_comparison(view.arguments.syntax, clause)
        && !is_echo(view.arguments.syntax, clause)
        && !(clause.kind == ClauseKind::Adnominal
            && is_bare
            && !clause.is_passive
            && clause.subjects.is_empty())
        && !is_filler_phrase(view, clause)
}

/// *faster **than expected***, ***as planned***: a participle that only measures another statement.
fn is_bare_comparison(syntax: &Syntax, clause: &Clause) -> bool {
    matches!(clause.marker.as_deref(), Some("than" | "as"))
        && syntax.tag(clause.head).xpos == Xpos::Vbn
        && !has_subject(syntax, clause.head)
        && syntax
            .dependent(clause.head, Dep::PassiveAuxiliary)
            .is_none()
        && syntax.dependent(clause.head, Dep::Auxiliary).is_none()
        && clause.constituents.is_empty()
}

/// *They never **will***, *so **does** the dog*: an auxiliary that stands for a verb said before.
fn is_echo(syntax: &Syntax, clause: &Clause) -> bool {
    let head = clause.head;
    let is_auxiliary = syntax.tag(head).xpos == Xpos::Md
        || syntax.lemma(head) == "do" && matches!(syntax.form(head), "do" | "does" | "did");
    is_auxiliary
        && clause.objects.is_empty()
        && clause.constituents.is_empty()
        && syntax.dependent(head, Dep::Auxiliary).is_none()
}

/// *that is to say*, *according*, *including*, *you know*
fn is_filler_phrase(view: &View, clause: &Clause) -> bool {
    let syntax = view.arguments.syntax;
    // *that is to say the roots of it*
    let is_paraphrase = &*syntax.form(clause.head).to_lowercase() == "say"
        && clause.marker.as_deref() == Some("to")
        && syntax
            .dependent(clause.head, Dep::Copula)
            .is_some_and(|copula| copula > 0 && syntax.form(copula - 1) == "that");
    is_paraphrase
        || matches!(
            &*syntax.form(clause.head).to_lowercase(),
            "according"
                | "including"
                | "regarding"
                | "concerning"
                | "thank"
                | "thanks"
                | "compared"
        )
}

fn project_clause(view: &View, id: ClauseId) -> Vec<Draft> {
    let clause = view.clauses.get(id);
    let mut frame = turned(clause);
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

/// The frame of a clause as the graph has it: the doer first.
struct Frame {
    lemma: String,
    subjects: Vec<Filler>,
    objects: Vec<Filler>,
    constituents: Vec<Constituent>,
    is_symmetric: bool,
    is_nominal: bool,
}

/// *The bank was sold by Orr* → Orr, sell, the bank.
fn turned(clause: &Clause) -> Frame {
    let mut frame = Frame {
        lemma: clause.lemma.to_string(),
        subjects: clause.subjects.clone(),
        objects: clause.objects.clone(),
        constituents: clause.constituents.clone(),
        is_symmetric: false,
        is_nominal: false,
    };
    if clause.is_passive {
        // *known **by** its short name*
        let is_agent =
            |constituent: &Constituent| &*constituent.role == "by" && &*clause.lemma != "know";
        let (agents, others) = frame.constituents.into_iter().partition(is_agent);
        frame.constituents = others;
        let agents: Vec<Constituent> = agents;
        let seconds = std::mem::replace(&mut frame.objects, frame.subjects);
        frame.subjects = agents.into_iter().map(|agent| agent.filler).collect();
        for filler in seconds {
            let role = match filler {
                Filler::Phrase(_) => "object2".into(),
                Filler::Clause(_) => "that".into(),
            };
            frame.constituents.insert(0, Constituent { role, filler });
        }
    }
    frame
}

/// *is president of France* → `be_president_of`, France.
fn take_role(view: &View, clause: &Clause, frame: &mut Frame) {
    let is_copular = matches!(clause.clause_type, ClauseType::Copular) && frame.lemma == "be";
    let [Filler::Phrase(noun)] = frame.objects[..] else {
        return;
    };
    if !is_copular && frame.lemma != "become" {
        return;
    }
    if let Some(role) = roles::role_of(view.arguments, view.lexicon, noun)
        && let Some(whom) = role.whom
        && is_copular
    {
        frame.lemma = role.predicate;
        frame.objects = vec![Filler::Phrase(whom)];
    }
}

/// ***Among the supplies** are shells and rockets*: the supplies include them.
fn take_members(clause: &Clause, frame: &mut Frame) {
    let is_turned = clause
        .subjects
        .iter()
        .all(|filler| matches!(filler, Filler::Phrase(subject) if *subject > clause.head));
    let among = frame
        .constituents
        .iter()
        .position(|other| &*other.role == "among");
    if let (true, "be", Some(at), true) = (
        is_turned && !frame.subjects.is_empty(),
        &*frame.lemma,
        among,
        frame.objects.is_empty(),
    ) {
        let whole = frame.constituents.remove(at).filler;
        frame.lemma = "include".into();
        frame.objects = std::mem::replace(&mut frame.subjects, vec![whole]);
    }
}

/// *Putin and Trump spoke*: one fact that holds both ways.
fn pair_subjects(frame: &mut Frame) {
    if !frame.objects.is_empty() || !verbs::is_reciprocal(&frame.lemma) {
        return;
    }
    let has_partner = frame
        .constituents
        .iter()
        .any(|other| matches!(&*other.role, "with" | "to"));
    if let ([first, second], false) = (&frame.subjects[..], has_partner) {
        (frame.subjects, frame.objects) = (vec![*first], vec![*second]);
        frame.is_symmetric = true;
    }
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
        .filter_map(|filler| match filler {
            Filler::Phrase(head) => Some(*head),
            Filler::Clause(_) => None,
        });
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

/// The words of the clause from its subject on, less its conjunction and what is a clause beside it.
pub(super) fn evidence_of(view: &View, id: ClauseId) -> ByteSpan {
    let clause = view.clauses.get(id);
    let syntax = view.arguments.syntax;
    let mut tokens = Vec::new();
    collect_evidence(view, clause.head, true, &mut tokens);
    let is_lent = clause.has_rule("subject from the quotation");
    for filler in clause.subjects.iter().filter(|_| !is_lent) {
        if let Filler::Phrase(head) = filler
            && syntax.sentence_of(*head) == clause.sentence
        {
            tokens.extend(phrase::core_tokens(syntax, *head));
            let first = *head;
            tokens.extend(syntax.dependents(first).iter().copied().filter(|&word| {
                word < first
                    && matches!(
                        syntax.relation(word),
                        Dep::Determiner | Dep::PossessiveModifier
                    )
            }));
        }
    }
    for &token in &clause.predicate {
        tokens.push(token);
    }
    tokens.sort_unstable();
    tokens.dedup();
    let is_edge = |token: u32| syntax.upos(token) == Upos::Punct;
    while tokens.len() > 1 && is_edge(tokens[tokens.len() - 1]) {
        tokens.pop();
    }
    let lead = tokens.iter().take_while(|&&token| is_edge(token)).count();
    tokens.drain(..lead.min(tokens.len() - 1));
    phrase::span_of(syntax, &tokens)
}

fn collect_evidence(view: &View, head: u32, is_top: bool, tokens: &mut Vec<u32>) {
    let syntax = view.arguments.syntax;
    tokens.push(head);
    for &word in syntax.dependents(head) {
        let relation = syntax.relation(word);
        let is_clause = view.clauses.of(word).is_some();
        let is_left_out = match relation {
            Dep::Conjunct => is_top && is_clause,
            // Speech beside a clause, however deep, is no part of it.
            Dep::Parataxis => {
                let clause = view.clauses.of(word);
                is_top || clause.is_some_and(|id| view.attributions.is_detached(id))
            }
            Dep::Coordinator | Dep::Discourse | Dep::Vocative => is_top,
            Dep::Marker => {
                is_top
                    && word < head
                    && matches!(
                        &*syntax.form(word).to_lowercase(),
                        "that" | "to" | "whether"
                    )
            }
            _ => false,
        };
        if !is_left_out {
            collect_evidence(view, word, false, tokens);
        }
    }
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
