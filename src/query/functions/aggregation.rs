//! Functions of many rows: `count`, `sum`, `avg`, `min`, `max`, `collect`, percentiles, standard deviations.
//!
//! `null` is passed over by all of them except `count(*)`.

use std::cmp::Ordering;

use rustc_hash::FxHashSet;

use crate::query::runtime_error::{Evaluation, RuntimeError};
use crate::value::Value;
use crate::value::comparison::order;
use crate::value::grouping::GroupKey;
use crate::value::temporal::{Duration, arithmetic};

/// The aggregations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AggregateKind {
    /// `count(*)`
    CountRows,
    /// `count(x)`
    Count,
    /// `sum(x)`
    Sum,
    /// `avg(x)`
    Average,
    /// `min(x)`
    Minimum,
    /// `max(x)`
    Maximum,
    /// `collect(x)`
    Collect,
    /// `percentileCont(x, p)`
    PercentileContinuous,
    /// `percentileDisc(x, p)`
    PercentileDiscrete,
    /// `stDev(x)`
    StandardDeviation,
    /// `stDevP(x)`
    PopulationDeviation,
}

impl AggregateKind {
    /// Whether it needs all values at the end.
    pub fn keeps_values(self) -> bool {
        matches!(
            self,
            Self::Collect | Self::PercentileContinuous | Self::PercentileDiscrete
        )
    }
}

/// The aggregation of that name, in any case.
pub fn find(name: &str) -> Option<AggregateKind> {
    Some(match name.to_ascii_lowercase().as_str() {
        "count" => AggregateKind::Count,
        "sum" => AggregateKind::Sum,
        "avg" => AggregateKind::Average,
        "min" => AggregateKind::Minimum,
        "max" => AggregateKind::Maximum,
        "collect" => AggregateKind::Collect,
        "percentilecont" => AggregateKind::PercentileContinuous,
        "percentiledisc" => AggregateKind::PercentileDiscrete,
        "stdev" => AggregateKind::StandardDeviation,
        "stdevp" => AggregateKind::PopulationDeviation,
        _ => return None,
    })
}

/// An aggregate while rows come in.
#[derive(Debug, Default)]
pub struct Accumulator {
    seen: Option<FxHashSet<GroupKey>>,
    count: i64,
    sum: Option<Value>,
    mean: f64,
    squares: f64,
    best: Value,
    values: Vec<Value>,
    percentile: f64,
}

impl Accumulator {
    /// Nothing seen yet.
    pub fn new(distinct: bool) -> Self {
        Self {
            seen: distinct.then(FxHashSet::default),
            ..Self::default()
        }
    }

    /// Takes a row's value; `second` is the percentile.
    pub fn add(
        &mut self,
        kind: AggregateKind,
        value: Value,
        second: Option<Value>,
    ) -> Evaluation<bool> {
        if kind == AggregateKind::CountRows {
            self.count += 1;
            return Ok(true);
        }
        if let Some(percentile) = second {
            self.percentile = percentile_in_range(&percentile)?;
        }
        if value.is_null() {
            return Ok(false);
        }
        if let Some(seen) = &mut self.seen
            && !seen.insert(GroupKey(value.clone()))
        {
            return Ok(false);
        }
        self.count += 1;
        match kind {
            AggregateKind::CountRows | AggregateKind::Count => {}
            AggregateKind::Sum => self.add_to_sum(value)?,
            AggregateKind::Average if matches!(value, Value::Duration(_)) => {
                self.add_to_sum(value)?;
            }
            AggregateKind::Average
            | AggregateKind::StandardDeviation
            | AggregateKind::PopulationDeviation => {
                self.add_to_mean(&value)?;
            }
            AggregateKind::Minimum => self.keep(value, Ordering::Less),
            AggregateKind::Maximum => self.keep(value, Ordering::Greater),
            AggregateKind::Collect
            | AggregateKind::PercentileContinuous
            | AggregateKind::PercentileDiscrete => {
                self.values.push(value);
            }
        }
        Ok(true)
    }

    /// Counts rows that were not looked at one by one.
    pub fn add_count(&mut self, rows: i64) {
        self.count += rows;
    }

    fn add_to_sum(&mut self, value: Value) -> Evaluation<()> {
        let sum = match (self.sum.take(), value) {
            (None, value @ (Value::Integer(_) | Value::Float(_) | Value::Duration(_))) => value,
            (Some(Value::Integer(a)), Value::Integer(b)) => {
                Value::Integer(a.checked_add(b).ok_or_else(|| {
                    RuntimeError::new(
                        crate::query::runtime_error::RuntimeErrorKind::Arithmetic,
                        "IntegerOverflow",
                        "the sum is no 64-bit integer",
                    )
                })?)
            }
            (Some(sum @ Value::Duration(_)), Value::Duration(next)) => {
                arithmetic::add(&sum, *next).expect("durations can be added")?
            }
            (Some(sum), value) => match (sum.as_number(), value.as_number()) {
                (Some(a), Some(b)) => Value::Float(a + b),
                _ => return Err(not_a_number(&value)),
            },
            (None, value) => return Err(not_a_number(&value)),
        };
        self.sum = Some(sum);
        Ok(())
    }

    /// Welford (1962): the mean and the sum of squares in one pass.
    fn add_to_mean(&mut self, value: &Value) -> Evaluation<()> {
        let number = value.as_number().ok_or_else(|| not_a_number(value))?;
        let distance = number - self.mean;
        self.mean += distance / self.count as f64;
        self.squares += distance * (number - self.mean);
        self.sum = Some(Value::Float(
            self.sum.as_ref().and_then(Value::as_number).unwrap_or(0.0) + number,
        ));
        Ok(())
    }

    fn keep(&mut self, value: Value, wanted: Ordering) {
        if self.count == 1 || order(&value, &self.best) == wanted {
            self.best = value;
        }
    }

    /// The value over all rows.
    pub fn finish(self, kind: AggregateKind) -> Evaluation<Value> {
        Ok(match kind {
            AggregateKind::CountRows | AggregateKind::Count => Value::Integer(self.count),
            AggregateKind::Sum => self.sum.unwrap_or(Value::Integer(0)),
            AggregateKind::Average => match self.sum {
                Some(Value::Duration(sum)) => divide(*sum, self.count)?,
                Some(sum) => Value::Float(sum.as_number().unwrap_or_default() / self.count as f64),
                None => Value::Null,
            },
            AggregateKind::Minimum | AggregateKind::Maximum => self.best,
            AggregateKind::Collect => self.values.into(),
            AggregateKind::PercentileContinuous => continuous(self.values, self.percentile)?,
            AggregateKind::PercentileDiscrete => discrete(self.values, self.percentile),
            AggregateKind::StandardDeviation => {
                Value::Float(deviation(self.squares, self.count - 1))
            }
            AggregateKind::PopulationDeviation => Value::Float(deviation(self.squares, self.count)),
        })
    }
}

fn divide(sum: Duration, count: i64) -> Evaluation<Value> {
    Ok(Value::Duration(
        arithmetic::multiply(sum, 1.0 / count as f64)?.into(),
    ))
}

fn not_a_number(value: &Value) -> RuntimeError {
    RuntimeError::wrong_value(format!(
        "cannot add up a value of type {}",
        value.type_name()
    ))
}

fn percentile_in_range(value: &Value) -> Evaluation<f64> {
    match value.as_number() {
        Some(number) if (0.0..=1.0).contains(&number) => Ok(number),
        Some(number) => Err(RuntimeError::argument(
            "NumberOutOfRange",
            format!("a percentile must be between 0 and 1, not {number}"),
        )),
        None => Err(RuntimeError::wrong_value(format!(
            "a percentile cannot be {}",
            value.type_name()
        ))),
    }
}

fn deviation(squares: f64, count: i64) -> f64 {
    if count < 1 {
        0.0
    } else {
        (squares / count as f64).sqrt()
    }
}

fn continuous(mut values: Vec<Value>, percentile: f64) -> Evaluation<Value> {
    values.sort_by(order);
    let Some(last) = values.len().checked_sub(1) else {
        return Ok(Value::Null);
    };
    let number = |at: usize| {
        values[at]
            .as_number()
            .ok_or_else(|| not_a_number(&values[at]))
    };
    let place = percentile * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    let share = place - below as f64;
    Ok(Value::Float(
        number(below)? * (1.0 - share) + number(above)? * share,
    ))
}

fn discrete(mut values: Vec<Value>, percentile: f64) -> Value {
    values.sort_by(order);
    let place = (percentile * values.len() as f64).ceil() as usize;
    values
        .into_iter()
        .nth(place.saturating_sub(1))
        .unwrap_or_default()
}
