//! What follows the facts: sources, times, limits, counts.

use pest::iterators::Pair;

use super::super::generated::Rule;
use super::super::{ParseError, has, part, parts, span};
use super::term::{asking_hole, hole, noun, term};
use crate::query::short::{Counted, DateRange, Day, ShortError, Tail, TimeRelation, month_number};

/// `how many people`: that they are counted.
pub(super) fn many_of(pair: &Pair<'_, Rule>) -> Option<Tail> {
    let mut kinds = pair.clone().into_inner().flatten();
    let many = kinds
        .find(|pair| pair.as_rule() == Rule::asking_kind && part(pair, Rule::kw_many).is_some())?;
    Some(Tail::HowMany(noun(&many)))
}

pub(super) fn tail(pair: &Pair<'_, Rule>) -> Result<Option<Tail>, ShortError> {
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
        Rule::relative_tail => {
            let time = part(pair, Rule::relative_time).expect("the tail has a time");
            return Err(ShortError::RelativeTime {
                written: time.as_str().to_owned(),
                span: span(&time),
            });
        }
        Rule::when_tail => {
            let asking = part(pair, Rule::kw_when).expect("the tail begins so");
            let hole = part(pair, Rule::hole).map(|written| hole(&written));
            Tail::When(hole.unwrap_or_else(|| asking_hole(&asking)))
        }
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
