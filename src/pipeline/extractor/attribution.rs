//! Who says what a clause says: content clauses, speech beside or behind its content, quotations,
//! *according to X*. The sources of a clause run from the outermost to the innermost.

use super::arguments::Arguments;
use super::clause::Clauses;
use super::sharing::{DENIED, with_conjuncts};
use super::verbs::{self, SpeechClass};
use crate::document::{
    Clause, ClauseId, ClauseKind, Constituent, DependencyRelation as Dep, Filler, MentionId,
    Modality, Mood, Quotation, Source, Syntax, Upos, Xpos,
};

/// For each clause, whose content it is and who says so.
pub(super) struct Attributions {
    content_of: Vec<Option<ClauseId>>,
    own: Vec<Vec<MentionId>>,
    /// Clauses of speech that stand beside their content, and so are no part of it.
    is_detached: Vec<bool>,
    chains: Vec<Vec<MentionId>>,
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
    }
    attributions
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
        "of" => matches!(
            &*clause.lemma,
            "accuse" | "warn" | "suspect" | "remind" | "assure"
        ),
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

/// *Prices fell, **the bank said***; *“Prices,” **she said**, “fell.”*
fn speech_beside(arguments: &Arguments, clauses: &mut Clauses, attributions: &mut Attributions) {
    for id in clauses.ids() {
        let clause = clauses.get(id);
        let is_speech = matches!(
            verbs::speech_class(&clause.lemma),
            Some(SpeechClass::Report | SpeechClass::Belief | SpeechClass::Denial)
        );
        let has_content = clause
            .objects
            .iter()
            .any(|object| as_clause(*object).is_some())
            || clause
                .constituents
                .iter()
                .any(|other| &*other.role == "that");
        let is_beside = match clause.kind {
            // *Lind was advised by Orr; Vale advised Fenn*: a semicolon parts two statements.
            ClauseKind::Parataxis => !is_behind_semicolon(arguments.syntax, clause.head),
            // *as Ushakov said*
            ClauseKind::Adverbial => {
                clause.marker.as_deref() == Some("as") && !clause.has_rule("quoted as saying")
            }
            _ => false,
        };
        if !is_speech || !is_beside || has_content || clause.subjects.is_empty() {
            continue;
        }
        let Some(content) = top_of(arguments.syntax, clauses, id) else {
            continue;
        };
        attributions.is_detached[id.0 as usize] = true;
        let reporting = saying_below(clauses, id);
        attributions.set_content(clauses, content, reporting);
        let clause = clauses.get_mut(reporting);
        clause.rules.push("speech beside its content".into());
        attach_content(clause, content);
    }
}

/// *“…,” Ushakov **was quoted by Reuters as saying***: the words are what he says.
fn quoted_as_saying(clauses: &mut Clauses) {
    for id in clauses.ids() {
        let clause = clauses.get(id);
        if !matches!(&*clause.lemma, "quote" | "cite") {
            continue;
        }
        let saying = clause
            .constituents
            .iter()
            .find_map(|other| as_clause(other.filler).filter(|_| &*other.role == "as"));
        let Some(saying) = saying else {
            continue;
        };
        let clause = clauses.get_mut(id);
        let (contents, objects) = clause
            .objects
            .iter()
            .partition(|filler| as_clause(**filler).is_some());
        clause.objects = objects;
        let mut contents: Vec<Filler> = contents;
        clause.constituents.retain(|other| {
            let is_content = &*other.role == "that" && as_clause(other.filler).is_some();
            if is_content {
                contents.push(other.filler);
            }
            !is_content
        });
        let saying = clauses.get_mut(saying);
        saying.rules.push("quoted as saying".into());
        for content in contents.into_iter().filter_map(as_clause) {
            attach_content(saying, content);
        }
    }
}

fn attach_content(clause: &mut Clause, content: ClauseId) {
    let filler = Filler::Clause(content);
    if clause.objects.is_empty() && !clause.is_passive {
        clause.objects.push(filler);
    } else if !clause.objects.contains(&filler) {
        let role = "that".into();
        clause.constituents.push(Constituent { role, filler });
    }
}

/// The clause that speech beside it reports: the uppermost one that is no speech itself. Behind
/// all other words the whole sentence is reported, wherever the parser hangs the speech.
fn top_of(syntax: &Syntax, clauses: &Clauses, id: ClauseId) -> Option<ClauseId> {
    let mut top = clauses.full(clauses.get(id).governor?);
    if let Some(second) = behind_colon(syntax, clauses, id, top) {
        return Some(second);
    }
    // *The bank declined; a spokesman did not respond*: two things, not one said of the other.
    if is_parted(syntax, clauses.get(id).head, clauses.get(top).head) {
        return None;
    }
    let is_last = {
        let end = syntax.sentence(clauses.get(id).sentence).tokens.end();
        let own = syntax.subtree_span(clauses.get(id).head);
        own.end() + 2 >= end
    };
    for _ in 0..100 {
        let clause = clauses.get(top);
        let climbs = is_last || clause.kind == ClauseKind::Conjunct;
        match clause.governor.map(|above| clauses.full(above)) {
            // *He said it himself: he would go, a friend wrote*: the friend wrote the second part.
            Some(above)
                if above != id
                    && above != top
                    && climbs
                    && !is_parted(syntax, clause.head, clauses.get(above).head) =>
            {
                top = above;
            }
            _ => break,
        }
    }
    (top != id).then_some(top)
}

/// *He said it himself: **he would go**, a friend wrote*: of two parts the second is reported.
fn behind_colon(
    syntax: &Syntax,
    clauses: &Clauses,
    speech: ClauseId,
    top: ClauseId,
) -> Option<ClauseId> {
    let (first, last) = (clauses.get(top).head, clauses.get(speech).head);
    let colon = (first..last)
        .rev()
        .find(|&token| matches!(syntax.form(token), ":" | ";"))?;
    clauses.ids().find(|&id| {
        let clause = clauses.get(id);
        id != speech
            && (colon..last).contains(&clause.head)
            && clause.absorbed_into.is_none()
            && clause
                .governor
                .is_none_or(|above| clauses.get(above).head < colon)
    })
}

/// Whether a colon or a semicolon stands between a clause and one before it.
fn is_parted(syntax: &Syntax, head: u32, above: u32) -> bool {
    (above..head).any(|token| matches!(syntax.form(token), ":" | ";"))
}

/// *according to a diplomat **who asked not to be named***: what is told of a source is not said by it.
fn set_aside(syntax: &Syntax, clauses: &Clauses, attributions: &mut Attributions, source: u32) {
    for &word in syntax.dependents(source) {
        let is_modifier = matches!(
            syntax.relation(word),
            Dep::RelativeClause | Dep::AdnominalClause | Dep::AdjectivalModifier
        );
        if let Some(id) = clauses.of(word).filter(|_| is_modifier) {
            attributions.is_detached[id.0 as usize] = true;
        }
    }
}

/// *prices fell, **according to the bank***
fn according_to(arguments: &Arguments, clauses: &mut Clauses, attributions: &mut Attributions) {
    let syntax = arguments.syntax;
    for id in clauses.ids() {
        let clause = clauses.get_mut(id);
        let mut sources = Vec::new();
        clause.constituents.retain(|constituent| {
            let is_source = matches!(&*constituent.role, "according_to" | "per");
            if let (true, Filler::Phrase(head)) = (is_source, constituent.filler) {
                sources.push(head);
            }
            !is_source
        });
        if sources.is_empty() {
            continue;
        }
        clause.rules.push("according to".into());
        for &source in &sources {
            set_aside(syntax, clauses, attributions, source);
        }
        let is_last = sources.iter().any(|&head| ends_sentence(syntax, head));
        let mentions = sources
            .into_iter()
            .filter_map(|head| arguments.mention(head));
        let mut top = clauses.full(id);
        while let Some(first) = clauses.get(top).governor {
            let climbs = match clauses.get(top).kind {
                ClauseKind::Conjunct => true,
                // *Orr told Lind that it would pay, **according to Vale***: Vale tells of both.
                ClauseKind::Relative
                | ClauseKind::Adnominal
                | ClauseKind::Adverbial
                | ClauseKind::Content => is_last,
                _ => false,
            };
            if !climbs {
                break;
            }
            top = clauses.full(first);
        }
        attributions.own[top.0 as usize].extend(mentions);
    }
    // The parser may hang the phrase on a noun, or make a verb of *according*.
    for token in 0..syntax.tokens().len() as u32 {
        let is_on_noun = syntax.relation(token) == Dep::NominalModifier
            && &*super::clause::role_of(syntax, token) == "according_to";
        let is_verb = syntax.relation(token) == Dep::Oblique
            && syntax.head(token).is_some_and(|head| {
                syntax.form(head).eq_ignore_ascii_case("according") && clauses.of(head).is_some()
            });
        if !is_on_noun && !is_verb {
            continue;
        }
        let above = syntax.head(token).and_then(|head| {
            let head = if is_verb { syntax.head(head)? } else { head };
            clauses.around(syntax, head)
        });
        set_aside(syntax, clauses, attributions, token);
        if let (Some(id), Some(mention)) = (above, arguments.mention(token)) {
            let id = clauses.full(id);
            attributions.own[id.0 as usize].push(mention);
        }
    }
}

/// *…, **according to the bank.***: set off by a comma at the end, it is the source of all of it.
fn ends_sentence(syntax: &Syntax, head: u32) -> bool {
    let span = syntax.subtree_span(head);
    let end = syntax.sentence(syntax.sentence_of(head)).tokens.end();
    let comma =
        (span.start().saturating_sub(1)..=span.start()).any(|token| syntax.form(token) == ",");
    comma && span.end() + 1 >= end
}

/// *“This is my dream,” Orr **beamed***: whatever verb has quoted words for its content, speaks.
fn name_speaking(arguments: &Arguments, clauses: &mut Clauses, quotations: &[Quotation]) {
    for quotation in quotations {
        let verb = quotation
            .verb
            .and_then(|verb| clauses.around(arguments.syntax, verb));
        if let (Some(verb), Some(_)) = (verb, quotation.speaker)
            && verbs::speech_class(&clauses.get(verb).lemma).is_none()
        {
            clauses.get_mut(verb).rules.push(SPEAKS.into());
        }
    }
}

/// The rule that makes a verb a verb of speech that no list knows.
const SPEAKS: &str = "speech by its quotation";

/// *“Will be speaking to Orr,” she posted*, *“don’t be angry,” he told **them***: without a subject
/// it is the speaker, in a command whoever listens.
fn give_quoted_subjects(arguments: &Arguments, clauses: &mut Clauses, quotations: &[Quotation]) {
    for quotation in quotations {
        for id in clauses.ids() {
            let clause = clauses.get(id);
            let is_inside = quotation.tokens.indexes().contains(&clause.head);
            let is_top = matches!(
                clause.kind,
                ClauseKind::Main | ClauseKind::Content | ClauseKind::Parataxis
            );
            if !is_inside || !is_top || !clause.subjects.is_empty() || clause.has_rule("expletive")
            {
                continue;
            }
            let (who, modality) =
                if clause.mood == Mood::Imperative || is_command(arguments.syntax, clause) {
                    (quotation.listener, Some(Modality::Requested))
                } else if clause
                    .rules
                    .iter()
                    .any(|rule| rule.starts_with("auxiliary"))
                {
                    (quotation.speaker, clause.modality)
                } else {
                    continue;
                };
            let Some(who) = who else { continue };
            let clause = clauses.get_mut(id);
            clause.subjects = vec![Filler::Phrase(arguments.get(who).head)];
            clause.modality = modality;
            clause.mood = Mood::Declarative;
            clause.rules.push("subject from the quotation".into());
        }
    }
}

/// *don’t be angry*, *please wait*
fn is_command(syntax: &Syntax, clause: &Clause) -> bool {
    let first = clause.predicate.first().copied();
    first.is_some_and(|first| {
        syntax.form(first).eq_ignore_ascii_case("do") && clause.negated
            || first == clause.head && syntax.tag(first).xpos == Xpos::Vb
    })
}

/// A quotation speaks for whatever clause begins in it: *“A. B. C,” he said*.
fn quoted(
    arguments: &Arguments,
    clauses: &mut Clauses,
    attributions: &mut Attributions,
    quotations: &[Quotation],
) {
    for quotation in quotations {
        let Some(speaker) = quotation.speaker else {
            continue;
        };
        let verb = quotation
            .verb
            .and_then(|verb| clauses.around(arguments.syntax, verb))
            .map(|verb| saying_below(clauses, verb));
        for id in clauses.ids() {
            let clause = clauses.get(id);
            let is_inside =
                |id: ClauseId| quotation.tokens.indexes().contains(&clauses.get(id).head);
            let is_uppermost = is_inside(id)
                && clause.governor.is_none_or(|above| !is_inside(above))
                && clause.absorbed_into.is_none();
            let is_said = attributions.content_of(id).is_some() || Some(id) == verb;
            let is_clause_of_speech = clause.governor.is_none_or(|above| Some(above) == verb)
                || matches!(
                    clause.kind,
                    ClauseKind::Main | ClauseKind::Content | ClauseKind::Parataxis
                );
            if !is_uppermost || is_said || !is_clause_of_speech {
                continue;
            }
            match verb.map(|verb| clauses.full(verb)) {
                Some(verb) if verb != id => {
                    attributions.content_of[id.0 as usize] = Some(verb);
                    attach_content(clauses.get_mut(verb), id);
                    if clauses.get(verb).sentence == clauses.get(id).sentence
                        && is_below(clauses, verb, id)
                    {
                        attributions.is_detached[verb.0 as usize] = true;
                    }
                }
                _ => {
                    attributions.own[id.0 as usize].push(speaker);
                    detach_outside(clauses, attributions, quotation, id);
                }
            }
        }
    }
}

fn is_behind_semicolon(syntax: &Syntax, head: u32) -> bool {
    let span = syntax.subtree_span(head);
    let before = span.start().checked_sub(1);
    [before, Some(span.start())]
        .into_iter()
        .flatten()
        .any(|word| syntax.form(word) == ";")
}

/// *'Orr could get hurt': **Lind leaves early***: what hangs on quoted words but stands outside
/// the marks is not said by the speaker.
fn detach_outside(
    clauses: &Clauses,
    attributions: &mut Attributions,
    quotation: &Quotation,
    quoted: ClauseId,
) {
    for id in clauses.ids() {
        let clause = clauses.get(id);
        let is_outside = clause.kind == ClauseKind::Parataxis
            && !quotation.tokens.indexes().contains(&clause.head)
            && clause.governor.is_some_and(|above| above == quoted);
        if is_outside {
            attributions.is_detached[id.0 as usize] = true;
        }
    }
}

/// The clause with the words, where another quotes it: *was quoted as **saying***.
fn saying_below(clauses: &Clauses, verb: ClauseId) -> ClauseId {
    let saying = clauses.ids().find(|&id| {
        clauses.get(id).governor == Some(verb) && clauses.get(id).has_rule("quoted as saying")
    });
    saying.unwrap_or(verb)
}

fn is_below(clauses: &Clauses, mut id: ClauseId, above: ClauseId) -> bool {
    for _ in 0..100 {
        if id == above {
            return true;
        }
        match clauses.get(id).governor {
            Some(next) => id = next,
            None => return false,
        }
    }
    false
}

/// *Russia open to talks**: Kremlin***
fn captions(arguments: &Arguments, clauses: &Clauses, attributions: &mut Attributions) {
    let syntax = arguments.syntax;
    for sentence in syntax.sentences() {
        let colon = sentence
            .tokens
            .indexes()
            .rev()
            .find(|&token| syntax.form(token) == ":");
        let Some(colon) = colon.filter(|&colon| colon > sentence.tokens.start() + 2) else {
            continue;
        };
        let name =
            (colon + 1..sentence.tokens.end()).find(|&token| syntax.upos(token) != Upos::Punct);
        let Some(mention) = name.and_then(|token| arguments.mention(token)) else {
            continue;
        };
        let end = arguments.get(mention).tokens.end();
        let is_last = (end..sentence.tokens.end())
            .all(|token| matches!(syntax.upos(token), Upos::Punct | Upos::Propn | Upos::Noun));
        if !is_last || end > sentence.tokens.end() {
            continue;
        }
        let first = clauses.ids().find(|&id| {
            sentence.tokens.indexes().contains(&clauses.get(id).head)
                && clauses.get(id).governor.is_none()
                && clauses.get(id).head < colon
        });
        if let Some(id) = first {
            attributions.own[clauses.full(id).0 as usize].push(mention);
        }
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
            for speaker in speakers(arguments, clauses, reporting, id) {
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
    let asks = attributions.content_of(governor).is_some_and(|reporting| {
        matches!(
            verbs::speech_class(&clauses.get(reporting).lemma),
            Some(SpeechClass::Directive | SpeechClass::Commissive)
        )
    });
    is_modifier && asks
}

/// Who answers for the content of a clause; nobody for what is tried, wanted or promised.
fn speakers(
    arguments: &Arguments,
    clauses: &Clauses,
    reporting: ClauseId,
    content: ClauseId,
) -> Vec<MentionId> {
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
    let heads = phrases.iter().filter_map(|filler| match filler {
        Filler::Phrase(head) => Some(*head),
        Filler::Clause(_) => None,
    });
    heads
        .filter_map(|head| arguments.mention(head))
        .take(1)
        .collect()
}

/// The modality of a clause in its place: *will* is a promise when those speak who can keep it.
pub(super) fn modality_of(
    arguments: &Arguments,
    clauses: &Clauses,
    attributions: &Attributions,
    id: ClauseId,
) -> Modality {
    let clause = clauses.get(id);
    let is_said = !attributions.chain(id).is_empty();
    match clause.modality {
        Some(Modality::Planned)
            if is_said
                && is_committing(arguments, clause)
                && !is_opinion(clauses, attributions, id) =>
        {
            Modality::Promised
        }
        Some(modality) => modality,
        None if is_said => Modality::Reported,
        None => Modality::Asserted,
    }
}

/// *Analysts believe that she will not run*: nobody promises for another.
fn is_opinion(clauses: &Clauses, attributions: &Attributions, id: ClauseId) -> bool {
    attributions.content_of(id).is_some_and(|reporting| {
        matches!(
            verbs::speech_class(&clauses.get(reporting).lemma),
            Some(SpeechClass::Belief | SpeechClass::Expectation)
        )
    })
}

fn is_committing(arguments: &Arguments, clause: &Clause) -> bool {
    use crate::document::EntityType::{Gpe, Norp, Org, Person};
    let is_future = clause.has_rule("auxiliary will") || clause.has_rule("auxiliary would");
    let doers: Vec<u32> = clause
        .subjects
        .iter()
        .filter_map(|filler| match filler {
            Filler::Phrase(head) => Some(*head),
            Filler::Clause(_) => None,
        })
        .collect();
    let can_act = doers
        .iter()
        .filter_map(|&head| arguments.mention(head))
        .any(|mention| matches!(arguments.entity_type(mention), Person | Org | Gpe | Norp));
    is_future && can_act && !clause.is_passive
}
