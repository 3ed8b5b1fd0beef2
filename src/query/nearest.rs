//! The known word that somebody most likely meant.

/// The candidate nearest to `word`, if one is near enough for a typing mistake; case does not count.
///
/// A mistake is at most one letter in three, at least one, counted as optimal string alignment
/// (a swap of neighbours is one). Of equally near ones the first is taken.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let allowed = (folded.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::osa_distance(&folded, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            *distance <= allowed && *distance < candidate.chars().count()
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Up to `count` candidates that look like `word`, best first, equal ones in the order given.
///
/// Looks are Jaro-Winkler similarity of at least 0.85, or one holding the other.
pub(crate) fn nearest_of<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    count: usize,
) -> Vec<String> {
    let folded = word.to_lowercase();
    let mut ranked: Vec<(u64, usize, &str)> = Vec::new();
    for (place, candidate) in candidates.into_iter().enumerate() {
        let other = candidate.to_lowercase();
        let holds = folded.len() > 2
            && (other.contains(&folded) || folded.contains(&other))
            && other.len() > 2;
        let similarity = strsim::jaro_winkler(&folded, &other);
        if holds || similarity >= 0.85 {
            ranked.push(((similarity * 1e6) as u64, place, candidate));
        }
    }
    ranked.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
    let mut names: Vec<String> = Vec::new();
    for (_, _, name) in ranked {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names.truncate(count);
    names
}

/// Up to `count` of `names` (each with the other names for it) that were perhaps meant by `word`,
/// best first, equal ones in the order given. Every name counts as a whole and by each of its words:
/// a surname alone is how people are called.
pub(crate) fn nearest_names<'a>(
    word: &str,
    names: impl IntoIterator<Item = (&'a str, &'a [String])>,
    count: usize,
) -> Vec<String> {
    let folded = word.to_lowercase();
    let similarity = |other: &str| strsim::jaro_winkler(&folded, &other.to_lowercase());
    let mut ranked: Vec<(u64, usize, &str)> = Vec::new();
    for (place, (name, others)) in names.into_iter().enumerate() {
        let all = std::iter::once(name).chain(others.iter().map(String::as_str));
        let best = all
            .flat_map(|name| std::iter::once(name).chain(name.split(' ')))
            .map(similarity)
            .fold(0.0, f64::max);
        if best >= 0.85 {
            ranked.push(((best * 1e6) as u64, place, name));
        }
    }
    ranked.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
    let mut nearest: Vec<String> = Vec::new();
    for (_, _, name) in ranked {
        if nearest.len() < count && !nearest.iter().any(|known| known == name) {
            nearest.push(name.to_owned());
        }
    }
    nearest
}
