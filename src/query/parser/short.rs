//! The short form: pairs → what was asked.

use pest::Parser;
use pest::iterators::Pair;

use super::generated::{Grammar, Rule};
use super::{ParseError, expected, has, literal, part, parts, span};
use crate::query::short::{
    Argument, Asked, Circumstance, Counted, DateRange, Day, Fact, Hole, Name, Question, ShortError,
    Tail, Term, TimeRelation, VerbGroup, VerbWords, Word, month_number,
};
use crate::span::ByteSpan;

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
    if let Some(path) = part(pair, Rule::path_question) {
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
        return self::topic(&topic, tails);
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
            Rule::circumstance_tail => {
                let last = facts.last_mut().expect("a tail follows a fact");
                last.circumstances.extend(circumstance(&piece));
            }
            _ => {}
        }
        tails.extend(many_of(&piece));
    }
    Ok(Question::Facts { facts, tails })
}

/// `Iran`, `?x:Person`; `Putin and Trump` asks for what is between the two.
fn topic(pair: &Pair<'_, Rule>, mut tails: Vec<Tail>) -> Result<Question, ShortError> {
    let mut terms = parts(pair, Rule::term).map(|written| term(&written));
    let first = terms.next().expect("a topic has a term")?;
    let Some(second) = terms.next().transpose()? else {
        let span = span(pair);
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
    let fact = Fact::new(Some(first), VerbGroup::Any(did), vec![object], span);
    Ok(Question::Facts {
        facts: vec![fact],
        tails,
    })
}

/// `how many people`: that they are counted.
fn many_of(pair: &Pair<'_, Rule>) -> Option<Tail> {
    let mut kinds = pair.clone().into_inner().flatten();
    let many = kinds
        .find(|pair| pair.as_rule() == Rule::asking_kind && part(pair, Rule::kw_many).is_some())?;
    Some(Tail::HowMany(noun(&many)))
}

fn tail(pair: &Pair<'_, Rule>) -> Result<Option<Tail>, ShortError> {
    let number = || {
        let number = part(pair, Rule::whole_number).expect("the tail has a number");
        number.as_str().parse::<u64>().map_err(|_| {
            let span = span(&number);
            ParseError::IntegerOverflow {
                written: number.as_str().to_owned(),
                span,
            }
        })
    };
    Ok(Some(match pair.as_rule() {
        Rule::according_tail => {
            Tail::AccordingTo(term(&part(pair, Rule::term).expect("`to` has a name"))?)
        }
        Rule::between_tail => Tail::Time(date_range(pair, TimeRelation::Between)?),
        Rule::time_tail if has(pair, Rule::weekday) => {
            let weekday = part(pair, Rule::weekday).map(|day| day.as_str().to_lowercase());
            Tail::Weekday(weekday.unwrap_or_default())
        }
        Rule::time_tail if has(pair, Rule::month) => {
            let month = part(pair, Rule::month).and_then(|month| month_number(month.as_str()));
            Tail::Month(month.unwrap_or_default())
        }
        Rule::time_tail => {
            let word = part(pair, Rule::time_word).expect("a time has a word");
            let relation = match word
                .into_inner()
                .next()
                .expect("the word is a keyword")
                .as_rule()
            {
                Rule::kw_since => TimeRelation::Since,
                Rule::kw_before => TimeRelation::Before,
                Rule::kw_after => TimeRelation::After,
                Rule::kw_until => TimeRelation::Until,
                _ => TimeRelation::Within,
            };
            Tail::Time(date_range(pair, relation)?)
        }
        Rule::when_tail => Tail::When(hole(&part(pair, Rule::hole).expect("`when` has a hole"))),
        Rule::limit_tail => Tail::Limit(number()?),
        Rule::within_tail => Tail::Within(number()?),
        Rule::counted => Tail::Count(Counted {
            by: part(pair, Rule::hole).map(|by| hole(&by)),
            span: span(pair),
        }),
        _ => return Ok(None),
    }))
}

fn date_range(pair: &Pair<'_, Rule>, relation: TimeRelation) -> Result<DateRange, ShortError> {
    let mut days = parts(pair, Rule::day).map(|written| day(&written));
    let first = days.next().expect("a time has a date")?;
    Ok(DateRange {
        relation,
        first,
        last: days.next().transpose()?,
    })
}

fn day(pair: &Pair<'_, Rule>) -> Result<Day, ShortError> {
    let mut day = Day {
        year: 0,
        month: None,
        day: None,
    };
    for piece in pair.clone().into_inner() {
        let text = piece.as_str();
        match piece.as_rule() {
            Rule::iso_day => {
                let mut numbers = text
                    .split('-')
                    .map(|digits| digits.parse::<u16>().unwrap_or(0));
                day.year = numbers.next().unwrap_or(0);
                day.month = numbers.next().map(|month| month as u8);
                day.day = numbers.next().map(|number| number as u8);
            }
            Rule::year => day.year = text.parse().unwrap_or(0),
            Rule::month => day.month = month_number(text),
            Rule::day_number => day.day = text.parse().ok(),
            _ => {}
        }
    }
    if day.exists() {
        Ok(day)
    } else {
        Err(ShortError::NoSuchDay { span: span(pair) })
    }
}

/// A fact in the order of a question, and what is asked of its time or number if that is asked.
fn asked_fact(pair: &Pair<'_, Rule>) -> Result<(Fact, Option<Tail>), ShortError> {
    let mut fact = fact(pair)?;
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
    let asking = pair.clone().into_inner().next().expect("a question begins");
    fact.asked = Asked::Beside;
    let tail = match asking.as_rule() {
        Rule::asking_word => {
            fact.asked = Asked::Fronted(asking_hole(&asking));
            None
        }
        Rule::asking_kind => {
            fact.asked = Asked::Fronted(hole_of_kind(&asking));
            None
        }
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
    let arguments = parts(pair, Rule::argument)
        .map(|argument| {
            let term = match part(&argument, Rule::said_words) {
                Some(clause) => Term::Name(name_of_clause(&clause)),
                None => term(&part(&argument, Rule::term).expect("an argument has a term"))?,
            };
            Ok(Argument {
                words: words(&argument),
                term,
            })
        })
        .collect::<Result<_, ShortError>>()?;
    let mut subjects = parts(pair, Rule::term)
        .map(|subject| term(&subject))
        .collect::<Result<Vec<_>, ShortError>>()?;
    let other_subjects = subjects.split_off(subjects.len().min(1));
    let other_arguments = parts(pair, Rule::and_term)
        .map(|other| term(&part(&other, Rule::term).expect("`and` has a term")))
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

fn term(pair: &Pair<'_, Rule>) -> Result<Term, ShortError> {
    let inner = pair
        .clone()
        .into_inner()
        .next()
        .expect("a term is something");
    Ok(match inner.as_rule() {
        Rule::hole => Term::Hole(hole(&inner)),
        Rule::asking_word => Term::Hole(asking_hole(&inner)),
        Rule::asking_kind => Term::Hole(hole_of_kind(&inner)),
        _ => {
            let mut names = inner
                .into_inner()
                .map(|written| name(&written))
                .collect::<Result<Vec<_>, _>>()?;
            let mut name = names.remove(0);
            name.alternatives = names;
            Term::Name(name)
        }
    })
}

/// A quoted text, or a proper name; in that `_` joins words that are one name (`Bank_of_Marovia`).
fn name(pair: &Pair<'_, Rule>) -> Result<Name, ShortError> {
    let (span, written) = (span(pair), pair.as_str());
    let quoted = pair.as_rule() == Rule::string;
    let text = if quoted {
        literal::string(written, span)?
    } else {
        written.replace('_', " ")
    };
    Ok(Name {
        text,
        quoted,
        clause: false,
        alternatives: Vec::new(),
        span,
    })
}

fn name_of_clause(pair: &Pair<'_, Rule>) -> Name {
    Name {
        text: pair
            .as_str()
            .trim_end()
            .trim_end_matches(['?', '.'])
            .to_owned(),
        quoted: true,
        clause: true,
        alternatives: Vec::new(),
        span: span(pair),
    }
}

/// `who`, `when`, `how much`
fn asking_hole(pair: &Pair<'_, Rule>) -> Hole {
    let words: Vec<&str> = pair.as_str().split_whitespace().collect();
    Hole {
        name: Some(words.join("_").to_lowercase()),
        kind: None,
        noun: None,
        span: span(pair),
    }
}

/// `which companies`, `how many people`
fn hole_of_kind(pair: &Pair<'_, Rule>) -> Hole {
    Hole {
        name: Some(noun(pair)),
        kind: None,
        noun: Some(noun(pair)),
        span: span(pair),
    }
}

fn noun(pair: &Pair<'_, Rule>) -> String {
    let kind = part(pair, Rule::kind).expect("a kind is asked for");
    kind.as_str().to_lowercase()
}

fn hole(pair: &Pair<'_, Rule>) -> Hole {
    let written = pair.as_str().trim_end().trim_start_matches('?');
    let (name, kind) = match written.split_once(':') {
        Some((name, kind)) => (name, Some(kind.to_owned())),
        None => (written, None),
    };
    debug_assert!(has(pair, Rule::plain_name) || written.is_empty());
    Hole {
        name: (!name.is_empty()).then(|| name.to_owned()),
        kind,
        noun: None,
        span: span(pair),
    }
}
