//! The best tree over a sentence.
//!
//! In: a score for every pair of a word and a possible head. Out: one head a word, such that all hang together
//! under exactly one word that hangs under the root. Method: Chu and Liu (1965), Edmonds (1967).

/// Taken from every attachment to the root: more than a second root could ever win back.
const ROOT_PENALTY: f64 = 1e6;

/// The heads of the best tree with a single root.
///
/// `scores` has a row for each word and in it a score for each head: first the root, then the words in order. Gives
/// one head a word, 0 for the root, otherwise the head's place from 1. Ties go to the earlier head. Scores that are
/// not finite count as very low. Time O(words³) at worst, O(words²) where the best heads already are a tree.
pub fn best_tree(scores: &[f32], words: usize) -> Vec<usize> {
    debug_assert_eq!(scores.len(), words * (words + 1));
    let size = words + 1;
    let mut graph = vec![f64::NEG_INFINITY; size * size];
    for word in 1..size {
        for head in (0..size).filter(|&head| head != word) {
            let score = f64::from(scores[(word - 1) * size + head]);
            let score = if score.is_finite() {
                score.clamp(-1e4, 1e4)
            } else {
                -1e4
            };
            graph[word * size + head] = if head == 0 {
                score - ROOT_PENALTY
            } else {
                score
            };
        }
    }
    arborescence(&graph, size).split_off(1)
}

/// The head of each node but 0, whose entry means nothing; `graph[node * size + head]` are the scores.
fn arborescence(graph: &[f64], size: usize) -> Vec<usize> {
    let heads: Vec<usize> = (0..size)
        .map(|node| {
            if node == 0 {
                0
            } else {
                best_head(graph, size, node)
            }
        })
        .collect();
    match find_cycle(&heads) {
        Some(cycle) => resolve(graph, size, &heads, &cycle),
        None => heads,
    }
}

fn best_head(graph: &[f64], size: usize, node: usize) -> usize {
    let row = &graph[node * size..(node + 1) * size];
    let mut best = usize::from(node == 0);
    for head in 0..size {
        if head != node && (best == node || row[head] > row[best]) {
            best = head;
        }
    }
    best
}

/// The nodes of the first cycle, in order of walking, if there is one.
fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen_from = vec![usize::MAX; heads.len()];
    seen_from[0] = 0;
    for start in 1..heads.len() {
        let mut node = start;
        while seen_from[node] == usize::MAX {
            seen_from[node] = start;
            node = heads[node];
        }
        if node != 0 && seen_from[node] == start {
            let mut cycle = vec![node];
            let mut next = heads[node];
            while next != node {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

/// Makes one node of the cycle, solves the smaller graph, and opens the cycle where its head enters.
fn resolve(graph: &[f64], size: usize, heads: &[usize], cycle: &[usize]) -> Vec<usize> {
    let is_inside = |node: usize| cycle.contains(&node);
    let outside: Vec<usize> = (0..size).filter(|&node| !is_inside(node)).collect();
    let smaller = outside.len() + 1;
    let whole = outside.len();
    let mut contracted = vec![f64::NEG_INFINITY; smaller * smaller];
    let mut entered = vec![0; smaller];
    let mut left = vec![0; smaller];
    for (place, &node) in outside.iter().enumerate() {
        for (other, &head) in outside.iter().enumerate() {
            contracted[place * smaller + other] = graph[node * size + head];
        }
        let gain =
            |member: &usize| graph[*member * size + node] - graph[*member * size + heads[*member]];
        entered[place] = first_best(cycle, gain);
        contracted[whole * smaller + place] = gain(&entered[place]);
        if node != 0 {
            left[place] = first_best(cycle, |member| graph[node * size + *member]);
            contracted[place * smaller + whole] = graph[node * size + left[place]];
        }
    }
    let solved = arborescence(&contracted, smaller);
    let mut result = heads.to_vec();
    for (place, &node) in outside.iter().enumerate().skip(1) {
        result[node] = if solved[place] == whole {
            left[place]
        } else {
            outside[solved[place]]
        };
    }
    let entry = solved[whole];
    result[entered[entry]] = outside[entry];
    result
}

fn first_best(members: &[usize], score: impl Fn(&usize) -> f64) -> usize {
    let mut best = members[0];
    for member in &members[1..] {
        if score(member) > score(&best) {
            best = *member;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(scores: &[f32], words: usize, expected: &[usize]) {
        assert_eq!(best_tree(scores, words), expected);
    }

    #[test]
    fn one_word_is_the_root() {
        check(&[-3.0, 9.0], 1, &[0]);
        check(&[], 0, &[]);
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Words 1 and 2 prefer each other; word 1 under the root costs less than word 2.
        check(&[4.0, 0.0, 5.0, 1.0, 5.0, 0.0], 2, &[0, 1]);
    }

    #[test]
    fn only_one_word_hangs_under_the_root() {
        check(&[9.0, 0.0, 1.0, 9.0, 2.0, 0.0], 2, &[0, 1]);
    }

    #[test]
    fn scores_that_are_no_numbers_still_give_a_tree() {
        check(
            &[f32::NAN, 0.0, f32::INFINITY, f32::NAN, f32::NAN, 0.0],
            2,
            &[0, 1],
        );
    }

    #[test]
    fn the_tree_is_the_best_of_all_trees() {
        let mut state = 7u32;
        for words in 1..=5usize {
            for _ in 0..200 {
                let scores: Vec<f32> = (0..words * (words + 1))
                    .map(|_| random(&mut state))
                    .collect();
                let found = total(&scores, &best_tree(&scores, words));
                let best = all_trees(words)
                    .iter()
                    .map(|heads| total(&scores, heads))
                    .fold(f64::MIN, f64::max);
                assert!(
                    (found - best).abs() < 1e-9,
                    "{words} words: {found} where {best} is possible"
                );
            }
        }
    }

    fn random(state: &mut u32) -> f32 {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (*state >> 24) as f32 / 16.0
    }

    fn total(scores: &[f32], heads: &[usize]) -> f64 {
        heads
            .iter()
            .enumerate()
            .map(|(word, &head)| f64::from(scores[word * (heads.len() + 1) + head]))
            .sum()
    }

    fn all_trees(words: usize) -> Vec<Vec<usize>> {
        let count = (words + 1).pow(words as u32);
        let decode = |number: usize| {
            (0..words as u32)
                .map(|w| number / (words + 1).pow(w) % (words + 1))
                .collect()
        };
        (0..count)
            .map(decode)
            .filter(|heads: &Vec<usize>| is_tree(heads))
            .collect()
    }

    fn is_tree(heads: &[usize]) -> bool {
        let single = heads.iter().filter(|&&head| head == 0).count() == 1;
        single && (1..=heads.len()).all(|word| reaches_root(heads, word))
    }

    fn reaches_root(heads: &[usize], word: usize) -> bool {
        let mut node = word;
        for _ in 0..=heads.len() {
            if node == 0 {
                return true;
            }
            node = heads[node - 1];
        }
        false
    }
}
