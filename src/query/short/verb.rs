//! What the words of a verb mean: which relations, denied or not, and seen from which side.

mod misspelt;
mod state;

use super::vocabulary::spelled_like;
use super::{ShortError, VerbWords, Vocabulary, Word};
use crate::span::ByteSpan;
use misspelt::unknown_verb;
use state::{state, with_prepositions};

/// Words that only carry the tense.
const TENSE: [&str; 15] = [
    "did", "does", "do", "has", "have", "had", "will", "would", "shall", "should", "can", "could",
    "may", "might", "must",
];

/// Forms of `be`.
const BE: [&str; 8] = ["is", "was", "are", "were", "be", "been", "being", "am"];

/// The same with `not` grown on.
const NOT_GROWN: [&str; 12] = [
    "didn't", "doesn't", "don't", "hasn't", "haven't", "hadn't", "won't", "wouldn't", "isn't",
    "wasn't", "aren't", "weren't",
];

/// The prepositions that lead an argument, and the names that the graph gives to what is said.
/// Particles that make another verb of one (`give up`, `hold back`) are none of them.
pub(super) const PREPOSITIONS: [&str; 34] = [
    "to", "with", "for", "on", "about", "of", "at", "in", "from", "by", "against", "into", "as",
    "after", "before", "since", "over", "under", "through", "between", "among", "amid", "during",
    "that", "content", "whether", "towards", "until", "because", "near", "outside", "inside",
    "across", "around",
];

/// Verbs whose infinitive is only meant.
const MEANING: [&str; 18] = [
    "want", "plan", "intend", "hope", "try", "promise", "agree", "offer", "threaten", "seek",
    "aim", "decide", "vow", "pledge", "prepare", "expect", "wish", "attempt",
];

/// Verbs whose infinitive is denied.
const REFUSING: [&str; 2] = ["refuse", "fail"];

/// Past forms that are also another verb.
const PAST_LIKE_ANOTHER: [(&str, &str); 4] = [
    ("found", "find"),
    ("bound", "bind"),
    ("ground", "grind"),
    ("wound", "wind"),
];

/// Prepositions that say when or where rather than to what.
const WHEN_OR_WHERE: [&str; 12] = [
    "in", "at", "on", "near", "during", "after", "before", "since", "until", "outside", "inside",
    "around",
];

/// `did`, `wasn't`: a word that can begin a question.
pub(super) fn is_auxiliary(word: &str) -> bool {
    let straight = word.replace('’', "'");
    [&TENSE[..], &BE, &NOT_GROWN]
        .iter()
        .any(|words| words.contains(&straight.as_str()))
}

/// `is`, `were`
pub(super) fn is_be(word: &str) -> bool {
    BE.contains(&word)
}

/// A verb as the graph knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verb {
    /// The type of relationship from the subject to the first argument: `give_up_on`.
    pub relation: String,
    /// More types of the same verb, where this one alone would find too little.
    pub also: Vec<String>,
    /// How the words were understood, where that is not what they say.
    pub understood: Option<String>,
    /// What the roles of further arguments are added to, most particles first: `give_up_on`,
    /// `give_up`, `give`.
    pub stems: Vec<String>,
    /// Whether it is denied.
    pub negated: bool,
    /// Whether only what is planned, promised or possible is asked for: `wants to buy`.
    pub is_only_meant: bool,
    /// Whether it is denied because it was refused: `refused to meet`.
    pub is_refused: bool,
    /// What it is to be that, in words: `is finance minister` without anything it is minister of.
    pub is_called: Option<String>,
    /// A preposition that is none of the verb's: it leads the first argument, which is no object.
    pub role: Option<String>,
    /// Whether the subject of the sentence is what the graph calls the object.
    pub passive: Option<Passive>,
}

impl Verb {
    /// A verb as it is written, of which nothing else is known.
    fn plain(relation: String, stems: Vec<String>, negated: bool) -> Self {
        Self {
            relation,
            also: Vec::new(),
            understood: None,
            stems,
            negated,
            is_only_meant: false,
            is_refused: false,
            is_called: None,
            role: None,
            passive: None,
        }
    }
}

/// A passive: who did it, and what the first argument is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Passive {
    /// `was called by ?who`: the first argument did it.
    ByAgent,
    /// `was founded`, `was founded in ?where`: nobody is said to have; the words belong to the first
    /// argument.
    Alone(String),
}

/// Reads the words of a verb.
pub(super) fn interpret(
    written: &VerbWords,
    has_argument: bool,
    vocabulary: &dyn Vocabulary,
) -> Result<Verb, ShortError> {
    let (negated, is_be, words) = without_auxiliaries(&written.words, vocabulary);
    let unknown = |lemma: &str| unknown_verb(lemma, written, vocabulary);
    let Some((head, particles)) = words.split_first() else {
        return Err(unknown("be"));
    };
    if let Some(verb) = counted(&words, is_be, negated, has_argument, written, vocabulary) {
        return Ok(verb);
    }
    let known = |relation: &str| vocabulary.relation_count(relation) > 0;
    if is_be && let Some(verb) = state(&words, negated, written, vocabulary) {
        return Ok(verb);
    }
    let lemma = lemma_of(head, &written.words, vocabulary);
    if is_be && !head.ends_with("ing") {
        return passive(&lemma, particles, negated, has_argument, &known)
            .ok_or_else(|| unknown(&lemma));
    }
    let particles: Vec<&str> = match particles.split_last() {
        Some((last, rest)) if last == "that" => rest.iter().map(String::as_str).collect(),
        _ => particles.iter().map(String::as_str).collect(),
    };
    let relation = joined(&lemma, &particles);
    let stems = (0..=particles.len())
        .rev()
        .map(|kept| joined(&lemma, &particles[..kept]))
        .collect();
    let verb = |relation: String, also, understood| Verb {
        also,
        understood,
        ..Verb::plain(relation, stems, negated)
    };
    let mut variants = with_prepositions(&relation, vocabulary);
    let as_written = joined(head, &particles);
    if variants.is_empty()
        && !known(&relation)
        && let Some(relation) = spelled_like(&[&as_written, &relation], vocabulary)
    {
        return Ok(verb(relation, Vec::new(), None));
    }
    if known(&relation) {
        // Without an argument any fact of the verb will do: `did Whelan comment`.
        let also = if has_argument { Vec::new() } else { variants };
        return Ok(verb(relation, also, None));
    }
    if !variants.is_empty() {
        let understood = has_argument.then(|| understood_as(written, &variants));
        let first = variants.remove(0);
        return Ok(verb(first, variants, understood));
    }
    if let Some((last, rest)) = particles.split_last()
        && PREPOSITIONS.contains(last)
        && known(&joined(&lemma, rest))
    {
        let shorter = joined(&lemma, rest);
        if has_argument && WHEN_OR_WHERE.contains(last) {
            let mut verb = verb(shorter, Vec::new(), None);
            verb.stems.remove(0);
            verb.role = Some((*last).to_owned());
            return Ok(verb);
        }
        let understood = understood_as(written, std::slice::from_ref(&shorter));
        return Ok(verb(shorter, Vec::new(), Some(understood)));
    }
    chained(&words, negated, has_argument, written, vocabulary).ok_or_else(|| unknown(&relation))
}

/// `wants to buy` asks for what is only meant of `buy`, `refused to meet` for what is denied of `meet`:
/// so the graph has them.
fn chained(
    words: &[String],
    negated: bool,
    has_argument: bool,
    written: &VerbWords,
    vocabulary: &dyn Vocabulary,
) -> Option<Verb> {
    let [first, to, rest @ ..] = words else {
        return None;
    };
    let lemma = vocabulary.verb_lemma(first);
    let is_refused = REFUSING.contains(&&*lemma);
    let is_only_meant = MEANING.contains(&&*lemma);
    if to != "to" || rest.is_empty() || !(is_refused || is_only_meant) {
        return None;
    }
    let word = |text: &String| Word {
        text: text.clone(),
        span: written.span,
    };
    let inner = VerbWords {
        words: rest.iter().map(word).collect(),
        span: written.span,
    };
    let verb = interpret(&inner, has_argument, vocabulary).ok()?;
    let how = if is_refused { "denied" } else { "only meant" };
    let message = format!(
        "`{}` is understood as `{}` that is {how}",
        text_of(&written.words),
        verb.relation
    );
    Some(Verb {
        negated: negated != is_refused,
        is_only_meant,
        is_refused,
        understood: Some(message),
        ..verb
    })
}

/// The lemma of a verb as written; `found` behind no auxiliary but `be` is a form of `find`, if that is
/// what the graph has.
fn lemma_of(head: &str, written: &[Word], vocabulary: &dyn Vocabulary) -> String {
    let is_inflected = !written.iter().any(|word| TENSE.contains(&&*word.text));
    let other = PAST_LIKE_ANOTHER.iter().find(|(form, _)| *form == head);
    match other {
        Some((_, lemma)) if is_inflected && has_verb(lemma, vocabulary) => (*lemma).to_owned(),
        _ => vocabulary.verb_lemma(head),
    }
}

/// Whether the graph has a verb, alone or with particles.
pub(super) fn has_verb(lemma: &str, vocabulary: &dyn Vocabulary) -> bool {
    let longer = format!("{lemma}_");
    let mut relations = vocabulary.relations().iter();
    relations.any(|(name, _)| *name == lemma || name.starts_with(&longer))
}

/// Whether the first word is a verb that the graph has, alone or with particles.
pub(super) fn begins_verb(words: &[Word], vocabulary: &dyn Vocabulary) -> bool {
    has_verb(&vocabulary.verb_lemma(&words[0].text), vocabulary)
}

/// Where the graph counts the verb as another one: `phoned` as `call`, `lost to` as `defeat` the
/// other way round, `is founder of` as `found`.
fn counted(
    words: &[String],
    is_be: bool,
    negated: bool,
    has_argument: bool,
    written: &VerbWords,
    vocabulary: &dyn Vocabulary,
) -> Option<Verb> {
    let (head, particles) = words.split_first()?;
    let lemma = vocabulary.verb_lemma(head);
    let name = |kept: usize| {
        let particles: Vec<&str> = particles[..kept].iter().map(String::as_str).collect();
        joined(&lemma, &particles)
    };
    let state = format!("be_{}", words.join("_"));
    let state = vocabulary.counted_as(&state).filter(|_| is_be);
    let (found, rest, is_passive) = match state {
        Some(found) => (found, &[][..], false),
        None => (0..=particles.len()).rev().find_map(|kept| {
            let found = vocabulary.counted_as(&name(kept))?;
            let is_passive = is_be && !head.ends_with("ing");
            Some((found, &particles[kept..], is_passive))
        })?,
    };
    let auxiliary = is_passive.then_some("was");
    let verb = found.name.split('_');
    let verb = verb.map(|word| if word == "be" { "is" } else { word });
    let rest = rest.iter().map(String::as_str);
    let word = |text: &str| Word {
        text: text.to_owned(),
        span: written.span,
    };
    let counted = VerbWords {
        words: auxiliary
            .into_iter()
            .chain(verb)
            .chain(rest)
            .map(word)
            .collect(),
        span: written.span,
    };
    let mut verb = interpret(&counted, has_argument, vocabulary).ok()?;
    verb.negated = negated;
    if found.is_inverse {
        verb.passive = match verb.passive {
            None => Some(Passive::ByAgent),
            Some(Passive::ByAgent) => None,
            Some(Passive::Alone(_)) => return None,
        };
    }
    let turned = if found.is_inverse {
        ", the other way round"
    } else {
        ""
    };
    verb.understood = Some(format!(
        "`{}` is counted as `{}`{turned}",
        text_of(&written.words),
        found.name
    ));
    Some(verb)
}

fn understood_as(written: &VerbWords, relations: &[String]) -> String {
    let named: Vec<String> = relations.iter().map(|name| format!("`{name}`")).collect();
    format!(
        "`{}` is understood as {}",
        text_of(&written.words),
        named.join(", ")
    )
}

/// From the first to the last of some words; a question has its own order, so they may stand in any.
pub(super) fn span_of(words: &[Word]) -> Option<ByteSpan> {
    let start = words.iter().map(|word| word.span.start()).min()?;
    let end = words.iter().map(|word| word.span.end()).max()?;
    Some(ByteSpan::new(start, end))
}

/// The words as they were written.
pub(super) fn text_of(words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().map(|word| &*word.text).collect();
    words.join(" ")
}

/// The words behind the auxiliaries of a verb, as long as one is left.
pub(super) fn main_words(words: &[Word]) -> &[Word] {
    let is_main = |word: &Word| !is_auxiliary(&word.text);
    let first = words.iter().position(is_main);
    first.map_or(words, |first| &words[first..])
}

/// `[called, by]`, `[founded, in]`, `[caught, up, in]` behind a form of `be`.
fn passive(
    lemma: &str,
    particles: &[String],
    negated: bool,
    has_argument: bool,
    known: &dyn Fn(&str) -> bool,
) -> Option<Verb> {
    let verb = |relation: String, passive| Verb {
        passive: Some(passive),
        ..Verb::plain(relation.clone(), vec![relation], negated)
    };
    let words: Vec<&str> = particles.iter().map(String::as_str).collect();
    if let Some((&"by", kept)) = words.split_last() {
        let relation = joined(lemma, kept);
        return known(&relation).then(|| verb(relation, Passive::ByAgent));
    }
    let split = |kept: usize| (joined(lemma, &words[..kept]), words[kept..].join("_"));
    let leads_argument = |kept: &usize| {
        let (relation, role) = split(*kept);
        has_argument && known(&relation) && known(&format!("{relation}_{role}"))
    };
    let kept = (0..words.len()).rev().find(leads_argument).or_else(|| {
        let fits = |kept: &usize| known(&split(*kept).0) && (has_argument || *kept == words.len());
        (0..=words.len()).rev().find(fits)
    })?;
    let (relation, role) = split(kept);
    Some(verb(relation, Passive::Alone(role)))
}

fn joined(lemma: &str, particles: &[&str]) -> String {
    particles
        .iter()
        .fold(lemma.to_owned(), |relation, particle| {
            format!("{relation}_{particle}")
        })
}

/// Whether it is denied, whether a form of `be` carries the rest, and the rest. An auxiliary that
/// stands alone is the verb.
fn without_auxiliaries(words: &[Word], vocabulary: &dyn Vocabulary) -> (bool, bool, Vec<String>) {
    let (mut negated, mut is_be, mut rest) = (false, false, words);
    let mut last_auxiliary = None;
    while let Some((word, behind)) = rest.split_first() {
        let straight = word.text.replace('’', "'");
        if matches!(straight.as_str(), "not" | "never") {
            negated = true;
        } else if NOT_GROWN.contains(&straight.as_str()) {
            negated = true;
            is_be = straight.starts_with("is")
                || straight.starts_with("was")
                || straight.starts_with("are")
                || straight.starts_with("were");
        } else if BE.contains(&straight.as_str()) {
            is_be = true;
            last_auxiliary = Some(straight);
        } else if TENSE.contains(&straight.as_str()) {
            last_auxiliary = Some(straight);
        } else if straight.ends_with("ly")
            && !behind.is_empty()
            && vocabulary.relation_count(&straight) == 0
        {
            // An adverb: `recently called`.
        } else {
            break;
        }
        rest = behind;
    }
    match (rest.is_empty(), last_auxiliary) {
        (true, Some(verb)) => (negated, false, vec![verb]),
        _ => (
            negated,
            is_be,
            rest.iter().map(|word| word.text.clone()).collect(),
        ),
    }
}
