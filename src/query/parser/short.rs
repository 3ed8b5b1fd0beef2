//! The short form: pairs → what was asked.

use pest::Parser;
use pest::iterators::Pair;

use super::generated::{Grammar, Rule};
use super::{ParseError, expected, has, literal, part, parts, span};
use crate::query::short::{
    Argument, Counted, DateRange, Day, Fact, Hole, Name, Question, ShortError, Tail, Term,
    TimeRelation, VerbGroup, VerbWords, month_number,
};

/// Reads one question of the short form.
pub(in crate::query) fn parse_short(text: &str) -> Result<Question, ShortError> {
    if text.trim().is_empty() {
        let span = crate::span::ByteSpan::new(0, text.len() as u32);
        return Err(ParseError::Empty { span }.into());
    }
    let mut pairs = Grammar::parse(Rule::short, text)
        .map_err(|error| expected::to_short_error(text, &error))?;
    question(&pairs.next().expect("the start rule is one pair"))
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
        });
    }
    let facts = parts(pair, Rule::fact)
        .map(|written| fact(&written))
        .collect::<Result<_, _>>()?;
    Ok(Question::Facts { facts, tails })
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

fn fact(pair: &Pair<'_, Rule>) -> Result<Fact, ShortError> {
    let group = part(pair, Rule::verb_group).expect("a fact has a verb");
    let verbs = match part(&group, Rule::hole) {
        Some(anything) => VerbGroup::Any(hole(&anything)),
        None => VerbGroup::Verbs(
            parts(&group, Rule::verb)
                .map(|verb| VerbWords {
                    words: words(&verb),
                    span: span(&verb),
                })
                .collect(),
        ),
    };
    let arguments = parts(pair, Rule::argument)
        .map(|argument| {
            let term = term(&part(&argument, Rule::term).expect("an argument has a term"))?;
            Ok(Argument {
                words: words(&argument),
                term,
            })
        })
        .collect::<Result<_, ShortError>>()?;
    let subject = part(pair, Rule::term)
        .map(|subject| term(&subject))
        .transpose()?;
    Ok(Fact {
        subject,
        verbs,
        arguments,
        span: span(pair),
    })
}

fn words(pair: &Pair<'_, Rule>) -> Vec<String> {
    parts(pair, Rule::word)
        .map(|word| word.as_str().to_lowercase())
        .collect()
}

fn term(pair: &Pair<'_, Rule>) -> Result<Term, ShortError> {
    let inner = pair
        .clone()
        .into_inner()
        .next()
        .expect("a term is something");
    let span = span(&inner);
    let written = inner.as_str();
    Ok(match inner.as_rule() {
        Rule::hole => Term::Hole(hole(&inner)),
        Rule::asking_word => Term::Hole(Hole {
            name: Some(written.to_lowercase()),
            kind: None,
            span,
        }),
        Rule::string => Term::Name(Name {
            text: literal::string(written, span)?,
            quoted: true,
            span,
        }),
        _ => Term::Name(Name {
            text: written.to_owned(),
            quoted: false,
            span,
        }),
    })
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
        span: span(pair),
    }
}
