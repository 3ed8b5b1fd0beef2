//! The short form: pairs → what was asked.

mod tail;
mod term;

use pest::Parser;
use pest::iterators::Pair;

use super::generated::{Grammar, Rule};
use super::{ParseError, expected, has, part, parts, span};
use crate::query::short::{
    Argument, Asked, Circumstance, Counted, Fact, Hole, Question, ShortError, Tail, Term,
    VerbGroup, VerbWords, Word,
};
use crate::span::ByteSpan;
use tail::{many_of, tail};
use term::{AskingWords, asking_hole, hole, hole_of_kind, name_of_clause, term};

/// How many facts, holes, names, verbs and times a question may have: each becomes patterns and conditions
/// of the full form.
const MAXIMUM_PARTS: usize = 100;

/// Reads one question of the short form.
pub(in crate::query) fn parse_short(text: &str) -> Result<Question, ShortError> {
    if text.trim().is_empty() {
        let span = ByteSpan::new(0, text.len() as u32);
        return Err(ParseError::Empty { span }.into());
    }
    let mut pairs = Grammar::parse(Rule::short, text)
        .map_err(|error| expected::to_short_error(text, &error))?;
    let whole = pairs.next().expect("the start rule is one pair");
    let clauses = whole.clone().into_inner();
    let words = clauses
        .clone()
        .flat_map(|clause| clause.into_inner().flatten());
    let is_counted = |pair: &Pair<'_, Rule>| {
        matches!(pair.as_rule(), Rule::term | Rule::verb_group | Rule::verb)
    };
    if let Some(excess) = clauses
        .clone()
        .chain(words.filter(is_counted))
        .nth(MAXIMUM_PARTS)
    {
        let (limit, span) = (MAXIMUM_PARTS, span(&excess));
        return Err(ShortError::TooLong { limit, span });
    }
    question(&whole)
}

fn question(pair: &Pair<'_, Rule>) -> Result<Question, ShortError> {
    let mut tails = Vec::new();
    for piece in pair.clone().into_inner() {
        if let Some(tail) = tail(&piece)? {
            tails.push(tail);
        }
    }
    let pieces = || pair.clone().into_inner();
    let circumstances: Vec<_> = pieces()
        .filter_map(|piece| circumstance_tail(&piece))
        .collect();
    if let Some(path) = part(pair, Rule::path_question) {
        refuse_circumstances(&circumstances, span(pair))?;
        let mut ends = parts(&path, Rule::term).map(|end| term(&end));
        let mut end = || ends.next().expect("a path has two ends");
        return Ok(Question::Path {
            from: end()?,
            to: end()?,
            tails,
            span: span(pair),
        });
    }
    if let Some(topic) = part(pair, Rule::topic) {
        return self::topic(&topic, tails, circumstances);
    }
    let mut facts = Vec::new();
    for piece in pair.clone().into_inner() {
        match piece.as_rule() {
            Rule::asked_fact => {
                let (fact, asked) = asked_fact(&piece)?;
                facts.push(fact);
                tails.extend(asked);
            }
            Rule::fact => facts.push(fact(&piece)?),
            _ => {}
        }
        tails.extend(many_of(&piece));
    }
    if let Some(last) = facts.last_mut() {
        last.circumstances.extend(circumstances);
    }
    Ok(Question::Facts { facts, tails })
}

/// `Iran`, `?x:Person`; `Putin and Trump` asks for what is between the two.
fn topic(
    pair: &Pair<'_, Rule>,
    mut tails: Vec<Tail>,
    circumstances: Vec<(Circumstance, Hole)>,
) -> Result<Question, ShortError> {
    let mut terms = parts(pair, Rule::term).map(|written| term(&written));
    let first = terms.next().expect("a topic has a term")?;
    let Some(second) = terms.next().transpose()? else {
        let span = span(pair);
        refuse_circumstances(&circumstances, span)?;
        tails.extend(many_of(pair));
        return Ok(match first {
            Term::Name(name) => Question::Topic { name, tails },
            Term::Hole(hole) => Question::List { hole, tails, span },
        });
    };
    let span = span(pair);
    let did = Hole {
        name: Some("did".into()),
        kind: None,
        noun: None,
        span,
    };
    let object = Argument {
        words: Vec::new(),
        term: second,
    };
    let fact = Fact {
        circumstances,
        ..Fact::new(Some(first), VerbGroup::Any(did), vec![object], span)
    };
    Ok(Question::Facts {
        facts: vec![fact],
        tails,
    })
}

/// A fact in the order of a question, and what is asked of its time or number if that is asked.
fn asked_fact(pair: &Pair<'_, Rule>) -> Result<(Fact, Option<Tail>), ShortError> {
    let asking = pair.clone().into_inner().next().expect("a question begins");
    let fronted = match asking.as_rule() {
        Rule::asking_word => Some(asking_hole(&asking)),
        Rule::asking_kind => Some(hole_of_kind(&asking)),
        _ => None,
    };
    let mut fact = fact_beside(pair, fronted.as_ref())?;
    let auxiliary = part(pair, Rule::auxiliary).expect("a question has an auxiliary");
    let auxiliary = word(&auxiliary);
    let is_bare = matches!(&fact.verbs, VerbGroup::Verbs(verbs) if verbs.is_empty());
    match &mut fact.verbs {
        VerbGroup::Verbs(verbs) if !is_bare => {
            for verb in verbs {
                verb.words.insert(0, auxiliary.clone());
            }
        }
        VerbGroup::Verbs(verbs) => verbs.push(VerbWords {
            span: auxiliary.span,
            words: vec![auxiliary],
        }),
        VerbGroup::Any(_) | VerbGroup::Is => {}
    }
    fact.asked = fronted.map_or(Asked::Beside, Asked::Fronted);
    let tail = match asking.as_rule() {
        Rule::asking_word | Rule::asking_kind => None,
        Rule::kw_when => Some(Tail::When(asking_hole(&asking))),
        Rule::kw_where | Rule::kw_why => {
            fact.circumstances.extend(circumstance(pair));
            None
        }
        Rule::how_often => Some(Tail::Count(Counted {
            by: None,
            span: span(&asking),
        })),
        _ => {
            fact.asked = Asked::Whether;
            None
        }
    };
    Ok((fact, tail))
}

fn circumstance_tail(pair: &Pair<'_, Rule>) -> Option<(Circumstance, Hole)> {
    let is_tail = pair.as_rule() == Rule::circumstance_tail;
    is_tail.then(|| circumstance(pair)).flatten()
}

/// Where no fact is in the question, nothing has a place or a reason.
fn refuse_circumstances(
    circumstances: &[(Circumstance, Hole)],
    span: ByteSpan,
) -> Result<(), ShortError> {
    let tail = match circumstances.first() {
        None => return Ok(()),
        Some((Circumstance::Place, _)) => "`where`",
        Some((Circumstance::Reason, _)) => "`why`",
    };
    Err(ShortError::TailWithoutFact { tail, span })
}

/// `where ?place`, `why did …`
fn circumstance(pair: &Pair<'_, Rule>) -> Option<(Circumstance, Hole)> {
    let kinds = [
        (Rule::kw_where, Circumstance::Place),
        (Rule::kw_why, Circumstance::Reason),
    ];
    kinds.into_iter().find_map(|(rule, circumstance)| {
        let asking = part(pair, rule)?;
        let hole = part(pair, Rule::hole).filter(|_| pair.as_rule() == Rule::circumstance_tail);
        let hole = hole.map_or_else(|| asking_hole(&asking), |written| self::hole(&written));
        Some((circumstance, hole))
    })
}

fn fact(pair: &Pair<'_, Rule>) -> Result<Fact, ShortError> {
    fact_beside(pair, None)
}

/// A fact of a question whose hole stands before it.
fn fact_beside(pair: &Pair<'_, Rule>, fronted: Option<&Hole>) -> Result<Fact, ShortError> {
    let mut words = AskingWords(
        fronted
            .and_then(|hole| hole.name.clone())
            .into_iter()
            .collect(),
    );
    let group = part(pair, Rule::verb_group).unwrap_or_else(|| pair.clone());
    let anything = part(&group, Rule::hole).filter(|_| group.as_rule() == Rule::verb_group);
    let verbs = match anything {
        Some(anything) => VerbGroup::Any(hole(&anything)),
        None => VerbGroup::Verbs(
            parts(&group, Rule::verb)
                .map(|verb| VerbWords {
                    words: parts(&verb, Rule::word).map(|part| word(&part)).collect(),
                    span: without_mark(&verb),
                })
                .collect(),
        ),
    };
    let mut subjects = parts(pair, Rule::term)
        .map(|subject| words.term(&subject))
        .collect::<Result<Vec<_>, ShortError>>()?;
    let other_subjects = subjects.split_off(subjects.len().min(1));
    let arguments = parts(pair, Rule::argument)
        .map(|argument| {
            let term = match part(&argument, Rule::said_words) {
                Some(clause) => Term::Name(name_of_clause(&clause)),
                None => {
                    words.term(&part(&argument, Rule::term).expect("an argument has a term"))?
                }
            };
            Ok(Argument {
                words: self::words(&argument),
                term,
            })
        })
        .collect::<Result<_, ShortError>>()?;
    let other_arguments = parts(pair, Rule::and_term)
        .map(|other| words.term(&part(&other, Rule::term).expect("`and` has a term")))
        .collect::<Result<_, ShortError>>()?;
    let trailing = part(pair, Rule::trailing).map_or_else(Vec::new, |trailing| {
        parts(&trailing, Rule::word)
            .map(|part| word(&part))
            .collect()
    });
    Ok(Fact {
        other_subjects,
        denied: has(&group, Rule::kw_not),
        other_arguments,
        trailing,
        ..Fact::new(subjects.pop(), verbs, arguments, span(pair))
    })
}

fn word(pair: &Pair<'_, Rule>) -> Word {
    Word {
        text: letters(pair),
        span: without_mark(pair),
    }
}

/// Where a word stands, without the mark behind a question.
fn without_mark(pair: &Pair<'_, Rule>) -> ByteSpan {
    let span = span(pair);
    let mark = u32::from(pair.as_str().trim_end().ends_with('?'));
    ByteSpan::new(span.start(), span.end() - mark)
}

fn words(pair: &Pair<'_, Rule>) -> Vec<String> {
    parts(pair, Rule::word).map(|word| letters(&word)).collect()
}

/// A word in small letters, without the mark behind a question.
fn letters(pair: &Pair<'_, Rule>) -> String {
    let word = pair.as_str().trim_end();
    word.trim_end_matches('?').to_lowercase()
}
