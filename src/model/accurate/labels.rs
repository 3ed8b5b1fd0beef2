//! What the numbers of the heads mean: tags, features, relations, names.
//!
//! In: a row of scores. Out: the best label that makes sense.

/// The place of the highest score; the first of equal ones, 0 of none.
pub fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (place, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = place;
        }
    }
    best
}

/// What a word is in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameLabel {
    /// Not in a name.
    Outside,
    /// The first word of a name of this kind.
    Begin(NameKind),
    /// A later word of a name of this kind.
    Inside(NameKind),
}

/// The kinds of names that the training data tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A place, whether it governs or not.
    Place,
    /// An event.
    Event,
    /// Works, products, laws and all else.
    Other,
}

impl NameKind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Self; 5] = [
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Event,
        Self::Other,
    ];
}

impl NameLabel {
    /// Reads `O`, `B-PER`, `I-PER` and so on.
    pub fn read(line: &str) -> Option<Self> {
        if line == "O" {
            return Some(Self::Outside);
        }
        let (mark, kind) = line.split_once('-')?;
        let kind = match kind {
            "PER" => NameKind::Person,
            "ORG" => NameKind::Organization,
            "LOC" => NameKind::Place,
            "EVENT" => NameKind::Event,
            "MISC" => NameKind::Other,
            _ => return None,
        };
        match mark {
            "B" => Some(Self::Begin(kind)),
            "I" => Some(Self::Inside(kind)),
            _ => None,
        }
    }

    /// Whether `next` may stand after this.
    fn admits(self, next: Self) -> bool {
        match (self, next) {
            (_, Self::Outside | Self::Begin(_)) => true,
            (Self::Outside, Self::Inside(_)) => false,
            (Self::Begin(kind) | Self::Inside(kind), Self::Inside(next)) => kind == next,
        }
    }
}

/// The best sequence of name labels in which every inside follows a beginning or inside of its kind.
///
/// `scores` has a row of one score a label for each word. Method: Viterbi (1967), with transitions that are either
/// free or forbidden.
pub fn best_names(scores: &[f32], labels: &[NameLabel]) -> Vec<usize> {
    let count = labels.len();
    let mut rows = scores.chunks_exact(count.max(1));
    let Some(first) = rows.next() else {
        return Vec::new();
    };
    let start = |label: usize| {
        if NameLabel::Outside.admits(labels[label]) {
            first[label]
        } else {
            f32::NEG_INFINITY
        }
    };
    let mut totals: Vec<f32> = (0..count).map(start).collect();
    let mut origins: Vec<Vec<usize>> = Vec::new();
    for row in rows {
        let from: Vec<usize> = labels
            .iter()
            .map(|&label| best_origin(&totals, labels, label))
            .collect();
        totals = from
            .iter()
            .zip(row)
            .map(|(&origin, score)| totals[origin] + score)
            .collect();
        origins.push(from);
    }
    let mut sequence = vec![best(&totals)];
    for from in origins.iter().rev() {
        sequence.push(from[sequence[sequence.len() - 1]]);
    }
    sequence.reverse();
    sequence
}

/// For each kind, the mean log probability that words belong to a name of it; `rows` are their scores.
pub fn kind_scores(rows: &[f32], labels: &[NameLabel]) -> [f32; 5] {
    let mut sums = [0.0; 5];
    let words = rows.chunks_exact(labels.len());
    let count = words.len() as f32;
    for row in words {
        let highest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut shares = [0.0; 5];
        let mut whole = 0.0;
        for (score, label) in row.iter().zip(labels) {
            let weight = (score - highest).exp();
            whole += weight;
            if let NameLabel::Begin(kind) | NameLabel::Inside(kind) = label {
                shares[*kind as usize] += weight;
            }
        }
        for (sum, share) in sums.iter_mut().zip(shares) {
            *sum += (share / whole).max(1e-6).ln() / count;
        }
    }
    sums
}

fn best_origin(totals: &[f32], labels: &[NameLabel], next: NameLabel) -> usize {
    let allowed = (0..labels.len()).filter(|&before| labels[before].admits(next));
    allowed
        .reduce(|best, before| {
            if totals[before] > totals[best] {
                before
            } else {
                best
            }
        })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_begins_inside() {
        let labels = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
            .map(|line| NameLabel::read(line).expect("a label"));
        assert_eq!(best_names(&[0.0, 1.0, 5.0, 0.0, 0.0], &labels), [1]);
        // The second word would rather be inside an organization, but the first is surely a person.
        let scores = [0.0, 9.0, 0.0, 1.0, 0.0, 0.0, 0.0, 2.0, 0.0, 3.0];
        assert_eq!(best_names(&scores, &labels), [1, 2]);
        assert!(best_names(&[], &labels).is_empty());
    }
}
