//! Conditions over registers and columns.

use std::ops::Range;

use super::{column, texts};
use crate::graph::frozen::{CodeTable, FrozenGraph, PropertyColumn, TextColumn};
use crate::query::ast::ComparisonOperator;
use crate::query::plan::{CountTest, PropertyOf, Slot};

/// A condition with its table at hand.
pub(super) enum Test<'g> {
    Label {
        slot: Slot,
        sets: &'g [u32],
        has: Vec<bool>,
    },
    /// The code, which is the rank of a text plus one, is one of so many from `low` on.
    Codes {
        slot: Slot,
        codes: CodeTable<'g>,
        low: u32,
        count: u32,
    },
    /// There is a text, and it has another code.
    OtherCode {
        slot: Slot,
        codes: CodeTable<'g>,
        code: u32,
    },
    CodeSet {
        slot: Slot,
        codes: CodeTable<'g>,
        set: Vec<bool>,
    },
    Small(Number<'g, i32, i64>),
    Integers(Number<'g, i64, i64>),
    Floats(Number<'g, f64, f64>),
    SameNode(Slot, Slot, bool),
    Different(Slot, Slot),
    Never,
}

pub(super) struct Number<'g, T, V> {
    slot: Slot,
    values: &'g [T],
    present: Option<&'g [u8]>,
    operator: ComparisonOperator,
    value: V,
}

/// Whether all conditions hold.
#[inline]
pub(super) fn passes(tests: &[Test<'_>], registers: &[u32]) -> bool {
    tests.iter().all(|test| test.holds(registers))
}

/// The conditions, ranges of the same texts made one.
pub(super) fn prepare<'g>(tests: &[&CountTest], graph: &'g FrozenGraph) -> Vec<Test<'g>> {
    let mut prepared: Vec<Test<'g>> = Vec::new();
    for test in tests {
        let test = one(test, graph);
        let Test::Codes {
            slot,
            codes,
            low,
            count,
        } = test
        else {
            prepared.push(test);
            continue;
        };
        let same = prepared.iter_mut().find_map(|earlier| match earlier {
            Test::Codes {
                slot: own,
                codes: table,
                low,
                count,
            } if *own == slot && table.is(codes) => Some((low, count)),
            _ => None,
        });
        match same {
            Some((own_low, own_count)) => {
                let end = (*own_low + *own_count).min(low + count);
                *own_low = low.max(*own_low);
                *own_count = end.saturating_sub(*own_low);
            }
            None => prepared.push(Test::Codes {
                slot,
                codes,
                low,
                count,
            }),
        }
    }
    prepared
}

fn one<'g>(test: &CountTest, graph: &'g FrozenGraph) -> Test<'g> {
    match test {
        CountTest::Label(slot, label) => {
            let (sets, has) = graph.labels().sets_with(label.0);
            Test::Label {
                slot: *slot,
                sets,
                has,
            }
        }
        CountTest::Text(property, operator, text) => match texts(graph, property) {
            Some(texts) => compared(property.slot, texts, *operator, text),
            None => Test::Never,
        },
        CountTest::Prefix(property, text) => match texts(graph, property) {
            Some(texts) => ranks(property.slot, texts.codes(), texts.ranks_with_prefix(text)),
            None => Test::Never,
        },
        CountTest::Contains(property, text, folded) => match texts(graph, property) {
            Some(texts) => {
                let mut set = vec![false; texts.text_count() + 1];
                for rank in texts.ranks_containing(text, *folded) {
                    set[rank as usize + 1] = true;
                }
                let codes = texts.codes();
                Test::CodeSet {
                    slot: property.slot,
                    codes,
                    set,
                }
            }
            None => Test::Never,
        },
        CountTest::Integer(property, operator, value) => {
            integers(property, *operator, *value, graph)
        }
        CountTest::Float(property, operator, value) => {
            match column(graph, property.is_relationship, property.key) {
                Some(PropertyColumn::Floats(numbers)) => Test::Floats(Number {
                    slot: property.slot,
                    values: numbers.values(),
                    present: numbers.present(),
                    operator: *operator,
                    value: *value,
                }),
                Some(PropertyColumn::FewFloats(floats)) => {
                    let values = floats.values();
                    let (equal, all) = (float_ranks(values, *value), values.len() as u32);
                    of_ranks(property.slot, floats.codes(), *operator, equal, all)
                }
                _ => Test::Never,
            }
        }
        CountTest::SameNode(left, right, equal) => Test::SameNode(*left, *right, *equal),
        CountTest::Different(left, right) => Test::Different(*left, *right),
    }
}

fn integers<'g>(
    property: &PropertyOf,
    operator: ComparisonOperator,
    value: i64,
    graph: &'g FrozenGraph,
) -> Test<'g> {
    let slot = property.slot;
    match column(graph, property.is_relationship, property.key) {
        Some(PropertyColumn::Small(numbers)) => Test::Small(Number {
            slot,
            values: numbers.values(),
            present: numbers.present(),
            operator,
            value,
        }),
        Some(PropertyColumn::Integers(numbers)) => Test::Integers(Number {
            slot,
            values: numbers.values(),
            present: numbers.present(),
            operator,
            value,
        }),
        _ => Test::Never,
    }
}

fn compared<'g>(
    slot: Slot,
    texts: &'g TextColumn,
    operator: ComparisonOperator,
    text: &str,
) -> Test<'g> {
    let first = texts.rank_of(text);
    let after = first + u32::from(texts.find(text).is_some());
    let all = texts.text_count() as u32;
    of_ranks(slot, texts.codes(), operator, first..after, all)
}

/// The ranks of the values that are equal to `value`; empty where it would stand if there is none.
pub(super) fn float_ranks(values: &[f64], value: f64) -> Range<u32> {
    let first = values.partition_point(|own| *own < value) as u32;
    let after = values.partition_point(|own| *own <= value) as u32;
    first..after
}

/// The ranks out of `all` for which a comparison with a value holds that those in `equal` are equal to; `None` if they
/// are not one range.
pub(super) fn contiguous_ranks(
    operator: ComparisonOperator,
    equal: Range<u32>,
    all: u32,
) -> Option<Range<u32>> {
    Some(match operator {
        ComparisonOperator::Equal => equal,
        ComparisonOperator::NotEqual if equal.is_empty() => 0..all,
        ComparisonOperator::NotEqual => return None,
        ComparisonOperator::Less => 0..equal.start,
        ComparisonOperator::LessOrEqual => 0..equal.end,
        ComparisonOperator::Greater => equal.end..all,
        ComparisonOperator::GreaterOrEqual => equal.start..all,
    })
}

/// The comparison with a value that those of the ranks in `equal` are equal to.
fn of_ranks(
    slot: Slot,
    codes: CodeTable<'_>,
    operator: ComparisonOperator,
    equal: Range<u32>,
    all: u32,
) -> Test<'_> {
    if let Some(range) = contiguous_ranks(operator, equal.clone(), all) {
        return ranks(slot, codes, range);
    }
    if equal.len() == 1 {
        let code = equal.end;
        return Test::OtherCode { slot, codes, code };
    }
    // Zero and minus zero are equal and have two ranks.
    let mut set = vec![true; all as usize + 1];
    set[0] = false;
    set[equal.start as usize + 1..=equal.end as usize].fill(false);
    Test::CodeSet { slot, codes, set }
}

fn ranks(slot: Slot, codes: CodeTable<'_>, ranks: Range<u32>) -> Test<'_> {
    Test::Codes {
        slot,
        codes,
        low: ranks.start + 1,
        count: ranks.end.saturating_sub(ranks.start),
    }
}

impl Test<'_> {
    #[inline]
    fn holds(&self, registers: &[u32]) -> bool {
        match self {
            Self::Label { slot, sets, has } => has[sets[registers[*slot] as usize] as usize],
            Self::Codes {
                slot,
                codes,
                low,
                count,
            } => codes.get(registers[*slot] as usize).wrapping_sub(*low) < *count,
            Self::OtherCode { slot, codes, code } => {
                let own = codes.get(registers[*slot] as usize);
                own != 0 && own != *code
            }
            Self::CodeSet { slot, codes, set } => {
                set[codes.get(registers[*slot] as usize) as usize]
            }
            Self::Small(number) => {
                let at = registers[number.slot] as usize;
                number.is_there(at)
                    && test(number.operator, i64::from(number.values[at]), number.value)
            }
            Self::Integers(number) => {
                let at = registers[number.slot] as usize;
                number.is_there(at) && test(number.operator, number.values[at], number.value)
            }
            Self::Floats(number) => {
                let at = registers[number.slot] as usize;
                number.is_there(at) && test(number.operator, number.values[at], number.value)
            }
            Self::SameNode(left, right, equal) => (registers[*left] == registers[*right]) == *equal,
            Self::Different(left, right) => registers[*left] != registers[*right],
            Self::Never => false,
        }
    }

    /// Whether [`Self::mask`] can test it for the elements in this register.
    pub(super) fn is_of_column(&self, wanted: Slot) -> bool {
        match self {
            Self::Codes { slot, .. }
            | Self::OtherCode { slot, .. }
            | Self::CodeSet { slot, .. } => *slot == wanted,
            Self::Small(number) => number.slot == wanted,
            Self::Integers(number) => number.slot == wanted,
            Self::Floats(number) => number.slot == wanted,
            Self::Never => true,
            Self::Label { .. } | Self::SameNode(..) | Self::Different(..) => false,
        }
    }

    /// Sets the mask to 0 where the condition does not hold, without branches, so that many are tested at once.
    pub(super) fn mask(&self, range: Range<usize>, mask: &mut [u8]) {
        match self {
            Self::Codes {
                codes, low, count, ..
            } => mask_codes(*codes, range, &(*low..low + count), mask),
            Self::OtherCode { codes, code, .. } => {
                keep_codes(mask, *codes, range, |own| own != 0 && own != *code);
            }
            Self::CodeSet { codes, set, .. } => {
                keep_codes(mask, *codes, range, |code| set[code as usize]);
            }
            Self::Small(number) => number.mask(range, mask, i64::from),
            Self::Integers(number) => number.mask(range, mask, |value| value),
            Self::Floats(number) => number.mask(range, mask, |value| value),
            Self::Never | Self::Label { .. } | Self::SameNode(..) | Self::Different(..) => {
                mask.fill(0);
            }
        }
    }
}

impl<T: Copy, V: PartialOrd + Copy> Number<'_, T, V> {
    #[inline]
    fn is_there(&self, at: usize) -> bool {
        self.present.is_none_or(|present| present[at] == 1)
    }

    fn mask(&self, range: Range<usize>, mask: &mut [u8], widen: impl Fn(T) -> V) {
        let (values, value) = (&self.values[range.clone()], self.value);
        match self.operator {
            ComparisonOperator::Equal => keep(mask, values, |own| widen(own) == value),
            ComparisonOperator::NotEqual => keep(mask, values, |own| widen(own) != value),
            ComparisonOperator::Less => keep(mask, values, |own| widen(own) < value),
            ComparisonOperator::LessOrEqual => keep(mask, values, |own| widen(own) <= value),
            ComparisonOperator::Greater => keep(mask, values, |own| widen(own) > value),
            ComparisonOperator::GreaterOrEqual => keep(mask, values, |own| widen(own) >= value),
        }
        if let Some(present) = self.present {
            keep(mask, &present[range], |present| present == 1);
        }
    }
}

/// Sets the mask to 0 for the elements whose code is not one of `wanted`.
pub(super) fn mask_codes(
    codes: CodeTable<'_>,
    elements: Range<usize>,
    wanted: &Range<u32>,
    mask: &mut [u8],
) {
    let (low, count) = (wanted.start, wanted.end - wanted.start);
    match codes {
        CodeTable::Byte(codes) => {
            // No code is beyond 8 bits, so that the range can be tested in 8 bits too.
            let (low, count) = (low as u8, u8::try_from(count).unwrap_or(u8::MAX));
            keep(mask, &codes[elements], |code| {
                code.wrapping_sub(low) < count
            });
        }
        CodeTable::Short(codes) => {
            // No code is beyond 16 bits, so that the range can be tested in 16 bits too.
            let (low, count) = (low as u16, u16::try_from(count).unwrap_or(u16::MAX));
            keep(mask, &codes[elements], |code| {
                code.wrapping_sub(low) < count
            });
        }
        CodeTable::Long(codes) => {
            keep(mask, &codes[elements], |code| {
                code.wrapping_sub(low) < count
            });
        }
    }
}

#[inline]
fn keep<T: Copy>(mask: &mut [u8], values: &[T], holds: impl Fn(T) -> bool) {
    for (mask, value) in mask.iter_mut().zip(values) {
        *mask &= u8::from(holds(*value));
    }
}

fn keep_codes(
    mask: &mut [u8],
    codes: CodeTable<'_>,
    range: Range<usize>,
    holds: impl Fn(u32) -> bool,
) {
    match codes {
        CodeTable::Byte(codes) => keep(mask, &codes[range], |code| holds(u32::from(code))),
        CodeTable::Short(codes) => keep(mask, &codes[range], |code| holds(u32::from(code))),
        CodeTable::Long(codes) => keep(mask, &codes[range], holds),
    }
}

#[inline]
fn test<V: PartialOrd + Copy>(operator: ComparisonOperator, left: V, right: V) -> bool {
    match operator {
        ComparisonOperator::Equal => left == right,
        ComparisonOperator::NotEqual => left != right,
        ComparisonOperator::Less => left < right,
        ComparisonOperator::LessOrEqual => left <= right,
        ComparisonOperator::Greater => left > right,
        ComparisonOperator::GreaterOrEqual => left >= right,
    }
}
