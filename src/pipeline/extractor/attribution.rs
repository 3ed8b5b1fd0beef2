//! Who says what a clause says: content clauses, speech beside or behind its content, quotations,
//! *according to X*. The sources of a clause run from the outermost to the innermost.

mod beside;
mod quoted;
mod reality;
mod sources;

use super::arguments::Arguments;
use super::clause::Clauses;
use super::sharing::{DENIED, with_conjuncts};
use super::verbs::{self, SpeechClass};
use crate::document::{
    Clause, ClauseId, ClauseKind, Constituent, Filler, MentionId, Quotation, Source, Xpos,
};
use beside::{quoted_as_saying, speech_beside};
use quoted::{SPEAKS, give_quoted_subjects, name_speaking, quoted};
pub(super) use reality::modality_of;
use sources::{according_to, captions};

/// For each clause, whose content it is and who says so.
pub(super) struct Attributions {
    content_of: Vec<Option<ClauseId>>,
    own: Vec<Vec<MentionId>>,
    /// Clauses of speech that stand beside their content, and so are no part of it.
    is_detached: Vec<bool>,
    chains: Vec<Vec<MentionId>>,
    /// Clauses that somebody says who is no mention: *some say …*.
    is_anonymous: Vec<bool>,
}

impl Attributions {
    /// The reporting clause whose content this is.
    pub(super) fn content_of(&self, id: ClauseId) -> Option<ClauseId> {
        self.content_of[id.0 as usize]
    }

    /// The sources, outermost first.
    pub(super) fn sources(&self, id: ClauseId) -> Vec<Source> {
        let chain = self.chain(id).iter();
        chain.map(|&mention| Source::Mention(mention)).collect()
    }

    /// Whether somebody says it, known or not.
    pub(super) fn is_said(&self, id: ClauseId) -> bool {
        self.is_anonymous[id.0 as usize] || !self.chain(id).is_empty()
    }

    pub(super) fn chain(&self, id: ClauseId) -> &[MentionId] {
        &self.chains[id.0 as usize]
    }

    /// Whether a clause of speech stands beside what it reports.
    pub(super) fn is_detached(&self, id: ClauseId) -> bool {
        self.is_detached[id.0 as usize]
    }

    fn set_content(&mut self, clauses: &Clauses, id: ClauseId, reporting: ClauseId) {
        for id in with_conjuncts(clauses, id) {
            let id = clauses.full(id);
            if id != reporting && self.content_of[id.0 as usize].is_none() {
                self.content_of[id.0 as usize] = Some(reporting);
            }
        }
    }
}

/// Finds the sources; clauses of speech beside their content get it as their object.
pub(super) fn attribute(
    arguments: &Arguments,
    clauses: &mut Clauses,
    quotations: &[Quotation],
) -> Attributions {
    let count = clauses.all.len();
    let mut attributions = Attributions {
        content_of: vec![None; count],
        own: vec![Vec::new(); count],
        is_detached: vec![false; count],
        chains: vec![Vec::new(); count],
        is_anonymous: vec![false; count],
    };
    according_to(arguments, clauses, &mut attributions);
    quoted_as_saying(clauses);
    speech_beside(arguments, clauses, &mut attributions);
    contents(clauses, &mut attributions);
    name_speaking(arguments, clauses, quotations);
    give_quoted_subjects(arguments, clauses, quotations);
    quoted(arguments, clauses, &mut attributions, quotations);
    captions(arguments, clauses, &mut attributions);
    let mut is_on_path = vec![false; count];
    for id in clauses.ids() {
        is_on_path.fill(false);
        let mut chain = chain_of(arguments, clauses, &attributions, id, &mut is_on_path);
        name_first_persons(arguments, quotations, &mut chain);
        attributions.chains[id.0 as usize] = chain;
        attributions.is_anonymous[id.0 as usize] =
            is_anonymous(arguments, clauses, &attributions, id);
    }
    attributions
}

/// ***Some** say it is over*, *it is over, **many** fear*: it is said, though nobody is named.
fn is_anonymous(
    arguments: &Arguments,
    clauses: &Clauses,
    attributions: &Attributions,
    id: ClauseId,
) -> bool {
    attributions.content_of(id).is_some_and(|reporting| {
        let heads = speaking(arguments, clauses, reporting, id);
        !heads.is_empty() && heads.iter().all(|&head| arguments.mention(head).is_none())
    })
}

/// *“**We** do not know whether it is safe,” Orr said*: whoever says *we* in a quotation speaks it.
fn name_first_persons(arguments: &Arguments, quotations: &[Quotation], chain: &mut Vec<MentionId>) {
    for source in chain.iter_mut() {
        let head = arguments.get(*source).head;
        let form = arguments.syntax.form(head);
        let is_first_person = form == "I" || form.eq_ignore_ascii_case("we");
        let around = quotations
            .iter()
            .find(|quotation| quotation.tokens.indexes().contains(&head));
        if let (true, Some(speaker)) = (is_first_person, around.and_then(|around| around.speaker)) {
            *source = speaker;
        }
    }
    chain.dedup();
}

/// Clauses that fill a place of another: *said **that …***.
fn contents(clauses: &Clauses, attributions: &mut Attributions) {
    for reporting in clauses.ids() {
        let clause = clauses.get(reporting);
        if clause.absorbed_into.is_some() {
            continue;
        }
        let as_content = clause
            .constituents
            .iter()
            .filter(|constituent| is_content_role(clauses, clause, constituent));
        let fillers = clause
            .objects
            .iter()
            .chain(as_content.map(|constituent| &constituent.filler));
        let ids: Vec<ClauseId> = fillers.filter_map(|filler| as_clause(*filler)).collect();
        for id in ids {
            attributions.set_content(clauses, id, reporting);
        }
    }
    // *denied reports **that it had closed***
    for id in clauses.ids() {
        let clause = clauses.get(id);
        let is_denied = clause.has_rule("content of a noun") && clause.has_rule(DENIED);
        if let (true, Some(reporting)) = (is_denied, clause.governor) {
            attributions.set_content(clauses, id, clauses.full(reporting));
        }
    }
}

fn is_content_role(clauses: &Clauses, clause: &Clause, constituent: &Constituent) -> bool {
    match &*constituent.role {
        "that" | "content" | "whether" => true,
        "as" => &*clause.lemma == "quote",
        // *blamed a supplier **for using** the wrong glue*
        "for" => matches!(
            &*clause.lemma,
            "blame" | "criticise" | "criticize" | "condemn" | "denounce" | "fault" | "rebuke"
        ),
        "of" => matches!(
            &*clause.lemma,
            "accuse" | "warn" | "suspect" | "remind" | "assure"
        ),
        // *charged the mayor **with taking** bribes*
        "with" => matches!(&*clause.lemma, "charge" | "indict"),
        "to" | "if" => match constituent.filler {
            // *may ask for help **if they lose***: a condition, not what is asked.
            Filler::Clause(id) => {
                (&*constituent.role == "to" || clauses.get(id).kind != ClauseKind::Adverbial)
                    && !matches!(clause.lemma.split('_').next(), Some("be"))
                    && verbs::speech_class(&clause.lemma).is_some()
            }
            Filler::Phrase(_) => false,
        },
        _ => false,
    }
}

fn as_clause(filler: Filler) -> Option<ClauseId> {
    match filler {
        Filler::Clause(id) => Some(id),
        Filler::Phrase(_) => None,
    }
}

fn chain_of(
    arguments: &Arguments,
    clauses: &Clauses,
    attributions: &Attributions,
    id: ClauseId,
    is_on_path: &mut [bool],
) -> Vec<MentionId> {
    if std::mem::replace(&mut is_on_path[id.0 as usize], true) {
        return Vec::new();
    }
    let clause = clauses.get(id);
    let mut above = |id: ClauseId| {
        chain_of(
            arguments,
            clauses,
            attributions,
            clauses.full(id),
            is_on_path,
        )
    };
    let mut chain = match (attributions.content_of(id), clause.governor) {
        (Some(reporting), _) => {
            let mut chain = above(reporting);
            if let Some(speaker) = speakers(arguments, clauses, reporting, id) {
                chain.push(speaker);
            }
            chain
        }
        (None, Some(governor))
            if !attributions.is_detached[id.0 as usize]
                && !is_aside(clauses, attributions, id, governor) =>
        {
            above(governor)
        }
        _ => Vec::new(),
    };
    for &source in &attributions.own[id.0 as usize] {
        if !chain.contains(&source) {
            chain.push(source);
        }
    }
    chain.dedup();
    chain
}

/// *urged the bank to cut rates, **a demand that economists criticise***: what is asked for is one
/// thing, what is told of it on the way another.
fn is_aside(
    clauses: &Clauses,
    attributions: &Attributions,
    id: ClauseId,
    governor: ClauseId,
) -> bool {
    let is_modifier = matches!(
        clauses.get(id).kind,
        ClauseKind::Relative | ClauseKind::Adnominal
    );
    let governor = clauses.full(governor);
    // *asked the firm to stop, **a request that it refused***
    let is_open = clauses.get(first_of(clauses, governor)).kind == ClauseKind::Open;
    let asks = attributions.content_of(governor).is_some_and(|reporting| {
        let class = verbs::speech_class(&clauses.get(reporting).lemma);
        matches!(
            class,
            Some(SpeechClass::Directive | SpeechClass::Commissive)
        ) || is_open && class == Some(SpeechClass::Question)
    });
    is_modifier && asks
}

/// The clause that the others of its coordination are joined to: *asked to form **or call***.
fn first_of(clauses: &Clauses, mut id: ClauseId) -> ClauseId {
    while let (ClauseKind::Conjunct, Some(first)) = (clauses.get(id).kind, clauses.get(id).governor)
    {
        id = first;
    }
    id
}

/// *felt **the house move***, *showed **smoke rising***: it happened before somebody, nobody says it.
fn is_perceived(arguments: &Arguments, clause: &Clause) -> bool {
    let syntax = arguments.syntax;
    clause.kind == ClauseKind::Content
        && clause.marker.is_none()
        && !clause.subjects.is_empty()
        && *clause.predicate == [clause.head]
        && matches!(syntax.tag(clause.head).xpos, Xpos::Vb | Xpos::Vbg)
}

/// Whether a clause is opened by a question word: *how fast they worked*.
fn asks(arguments: &Arguments, clause: &Clause) -> bool {
    let syntax = arguments.syntax;
    let start = syntax.subtree_span(clause.head).start();
    matches!(syntax.tag(start).xpos, Xpos::Wp | Xpos::Wrb)
}

/// Who answers for the content of a clause, as far as it is a mention.
fn speakers(
    arguments: &Arguments,
    clauses: &Clauses,
    reporting: ClauseId,
    content: ClauseId,
) -> Option<MentionId> {
    let heads = speaking(arguments, clauses, reporting, content);
    heads.into_iter().find_map(|head| arguments.mention(head))
}

/// The phrases for who answers for the content of a clause; none for what is tried, wanted or promised.
fn speaking(
    arguments: &Arguments,
    clauses: &Clauses,
    reporting: ClauseId,
    content: ClauseId,
) -> Vec<u32> {
    let clause = clauses.get(reporting);
    let own = clause.has_rule(SPEAKS).then_some(SpeechClass::Report);
    let Some(class) = verbs::speech_class(&clause.lemma).or(own) else {
        return Vec::new();
    };
    let is_open = clauses.get(content).kind == ClauseKind::Open;
    // *expects to win* says it of oneself; *expects the bank to win* predicts it.
    let is_own = is_open && !clauses.get(content).has_rule("object control");
    if is_own && matches!(class, SpeechClass::Expectation | SpeechClass::Belief)
        || is_open && &*clause.lemma == "agree"
    {
        return Vec::new();
    }
    // *knew **what** it was doing*: what is known so is told by whoever tells of the knowing.
    let is_behind = clauses.get(content).head > clause.head;
    if class == SpeechClass::Belief && is_behind && asks(arguments, clauses.get(content)) {
        return Vec::new();
    }
    if is_perceived(arguments, clauses.get(content)) {
        return Vec::new();
    }
    if clause.negated && class == SpeechClass::Report && clause.modality.is_none() {
        return Vec::new();
    }
    let phrases: Vec<Filler> = if clause.is_passive {
        let agents = clause
            .constituents
            .iter()
            .filter(|other| &*other.role == "by");
        agents.map(|other| other.filler).collect()
    } else {
        clause.subjects.clone()
    };
    phrases.iter().filter_map(Filler::phrase).collect()
}
