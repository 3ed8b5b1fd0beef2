//! What the numbers of the heads mean: tags, features, relations, lemma rules, names.
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

/// How a lemma is made of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LemmaRule<'a> {
    /// The form, in the given case, without its last `cut` characters, with `ending`.
    Ending {
        /// The case to put the form in first.
        case: Case,
        /// How many characters to cut off.
        cut: usize,
        /// What to put in their place.
        ending: &'a str,
    },
    /// This word, for the forms (in lower case) it was seen with and no others.
    Word {
        /// The lemma.
        lemma: &'a str,
        /// In the order of their bytes.
        forms: Vec<&'a str>,
    },
}

/// A change of case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// All lower case.
    Lower,
    /// As written.
    Kept,
    /// The first letter a capital, the rest lower case.
    Capitalized,
}

impl<'a> LemmaRule<'a> {
    /// Reads `L:1:y` (case, characters to cut, ending), or `=be` with the forms after it, parted by tabs.
    pub fn read(line: &'a str) -> Option<Self> {
        let mut parts = line.split('\t');
        let rule = parts.next()?;
        if let Some(lemma) = rule.strip_prefix('=').filter(|lemma| !lemma.is_empty()) {
            let mut forms: Vec<&str> = parts.collect();
            forms.sort_unstable();
            return Some(Self::Word { lemma, forms });
        }
        let mut fields = rule.splitn(3, ':');
        let case = match fields.next()? {
            "L" => Case::Lower,
            "K" => Case::Kept,
            "C" => Case::Capitalized,
            _ => return None,
        };
        Some(Self::Ending {
            case,
            cut: fields.next()?.parse().ok()?,
            ending: fields.next()?,
        })
    }

    /// The lemma of `form`, or `None` where the rule does not fit it.
    pub fn apply(&self, form: &str) -> Option<String> {
        match self {
            Self::Word { lemma, forms } => forms
                .binary_search(&form.to_lowercase().as_str())
                .is_ok()
                .then(|| (*lemma).to_owned()),
            Self::Ending { case, cut, ending } => {
                let mut lemma = cased(form, *case);
                for _ in 0..*cut {
                    lemma.pop()?;
                }
                lemma.push_str(ending);
                (!lemma.is_empty()).then_some(lemma)
            }
        }
    }
}

fn cased(form: &str, case: Case) -> String {
    match case {
        Case::Lower => form.to_lowercase(),
        Case::Kept => form.to_owned(),
        Case::Capitalized => {
            let mut characters = form.chars();
            let first: String = characters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            first + &characters.as_str().to_lowercase()
        }
    }
}

/// The lemma by the best rule that fits; the form itself where none does.
pub fn lemma(form: &str, scores: &[f32], rules: &[LemmaRule<'_>]) -> String {
    if let Some(lemma) = rules.get(best(scores)).and_then(|rule| rule.apply(form)) {
        return lemma;
    }
    let mut order: Vec<usize> = (0..rules.len().min(scores.len())).collect();
    order.sort_by(|&left, &right| scores[right].total_cmp(&scores[left]));
    order
        .into_iter()
        .find_map(|place| rules[place].apply(form))
        .unwrap_or_else(|| form.to_owned())
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

    fn check(rule: &str, form: &str, expected: Option<&str>) {
        assert_eq!(
            LemmaRule::read(rule)
                .and_then(|rule| rule.apply(form))
                .as_deref(),
            expected
        );
    }

    #[test]
    fn an_ending_is_exchanged() {
        check("L:3:y", "Cities", Some("city"));
        check("K:1:", "Beatles", Some("Beatle"));
        check("C:0:", "IRAN", Some("Iran"));
    }

    #[test]
    fn a_rule_that_cuts_too_much_does_not_fit() {
        check("L:4:", "is", None);
        check("L:2:", "is", None);
    }

    #[test]
    fn an_irregular_lemma_is_only_for_forms_it_was_seen_with() {
        check("=be\twas\tis", "Was", Some("be"));
        check("=be\twas\tis", "wuz", None);
    }

    #[test]
    fn the_next_best_rule_is_taken_where_the_best_does_not_fit() {
        let rules = ["=be\tis", "L:9:", "L:1:"].map(|rule| LemmaRule::read(rule).expect("a rule"));
        assert_eq!(lemma("Dogs", &[3.0, 2.0, 1.0], &rules), "dog");
        assert_eq!(lemma("x", &[3.0, 2.0, 1.0], &rules), "x");
    }

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
