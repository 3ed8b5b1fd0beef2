//! How real what a row rests on is: rows that rest only on something planned, possible or wished are
//! told from those that rest on what is said to be so.

use crate::diagnostic::Diagnostic;
use crate::document::Modality;
use crate::value::Value;

/// What keeps a row from resting on something that is said to be so, from the most to the least real;
/// empty where it does.
///
/// `ways` has a list for each way to come to the row: the modalities of its facts, null for those of
/// a graph that has none. The most real way counts.
pub(super) fn unreal(ways: &Value) -> Vec<Modality> {
    let Value::List(ways) = ways else {
        return Vec::new();
    };
    let ways = ways.iter().map(unreal_in);
    ways.min_by_key(|unreal| unreal.last().copied())
        .unwrap_or_default()
}

fn unreal_in(way: &Value) -> Vec<Modality> {
    let Value::List(modalities) = way else {
        return Vec::new();
    };
    let read = |value: &Value| match value {
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    let is_unreal = |modality: &Modality| *modality > Modality::Reported;
    let mut unreal: Vec<Modality> = modalities
        .iter()
        .filter_map(read)
        .filter(is_unreal)
        .collect();
    unreal.sort_unstable();
    unreal.dedup();
    unreal
}

/// What a count counts without its being so: `2 of the 5 are only planned or possible`.
pub(super) fn note(rows: &[Vec<Modality>]) -> Option<Diagnostic> {
    let unreal = rows.iter().filter(|row| !row.is_empty());
    let mut modalities: Vec<Modality> = unreal.clone().flatten().copied().collect();
    modalities.sort_unstable();
    modalities.dedup();
    let words: Vec<&str> = modalities
        .iter()
        .map(|modality| modality.as_str())
        .collect();
    let words = match words.as_slice() {
        [] => return None,
        [only] => (*only).to_owned(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    };
    let (all, count) = (rows.len(), unreal.count());
    let verb = if count == 1 { "is" } else { "are" };
    let message = format!("{count} of the {all} {verb} only {words}");
    Some(Diagnostic::note("NotSaidToBeSo", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(ways: &[&[&str]]) -> Value {
        let way = |way: &&[&str]| -> Value {
            let modalities: Vec<Value> = way.iter().map(|text| (**text).into()).collect();
            modalities.into()
        };
        let ways: Vec<Value> = ways.iter().map(way).collect();
        ways.into()
    }

    #[test]
    fn one_real_way_is_enough() {
        assert_eq!(unreal(&ways(&[&["planned"], &["reported"]])), []);
        assert_eq!(unreal(&ways(&[&["asserted", "reported"]])), []);
        assert_eq!(unreal(&Value::Null), []);
    }

    #[test]
    fn a_way_is_as_real_as_all_of_it() {
        let both = ways(&[&["possible", "asserted", "planned"]]);
        assert_eq!(unreal(&both), [Modality::Planned, Modality::Possible]);
        let either = ways(&[&["possible"], &["planned"]]);
        assert_eq!(unreal(&either), [Modality::Planned]);
    }

    #[test]
    fn a_count_says_what_it_counts() {
        let rows = [vec![], vec![Modality::Planned], vec![Modality::Possible]];
        let note = |rows: &[Vec<Modality>]| note(rows).map(|note| note.message);
        let both = "2 of the 3 are only planned or possible";
        assert_eq!(note(&rows).as_deref(), Some(both));
        let one = "1 of the 2 is only planned";
        assert_eq!(note(&rows[..2]).as_deref(), Some(one));
        assert_eq!(note(&rows[..1]), None);
    }
}
