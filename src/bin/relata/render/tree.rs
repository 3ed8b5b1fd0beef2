//! A sentence as a drawing: each word on a line, and an arrow from each head to its dependents.

use std::io::{self, Write};

use relata::document::{Sentence, Syntax};

use super::sanitize::sanitized;

/// More layers of arrows than this are not drawn; such sentences are lists or accidents.
const MOST_LAYERS: usize = 24;

/// Draws `sentence` with a line for each word: arrows, word, part of speech, relation, name.
pub fn draw(syntax: &Syntax, sentence: &Sentence, out: &mut impl Write) -> io::Result<()> {
    let first = sentence.tokens.start();
    let heads: Vec<Option<usize>> = sentence
        .tokens
        .indexes()
        .map(|token| syntax.head(token).map(|head| (head - first) as usize))
        .collect();
    let forms: Vec<String> = sentence
        .tokens
        .indexes()
        .map(|token| sanitized(syntax.form(token)))
        .collect();
    let width = forms.iter().map(|form| form.chars().count()).max();
    let width = width.unwrap_or(0).min(28);
    for (place, arrows) in arrows(&heads).into_iter().enumerate() {
        let token = first + place as u32;
        let (form, upos) = (&forms[place], syntax.upos(token).as_str());
        let relation = syntax.relation(token).as_str();
        let line = format!(
            "{arrows} {form:width$}  {upos:5}  {relation:14}  {}",
            name(syntax, token)
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out)
}

/// The type of the name that a token is in; a bracket opens where the name begins.
fn name(syntax: &Syntax, token: u32) -> String {
    let names = syntax.names();
    let before = names.partition_point(|name| name.tokens.end() <= token);
    match names.get(before) {
        Some(name) if name.tokens.start() == token => name.entity_type.label().to_owned(),
        Some(name) if name.tokens.start() < token => "…".to_owned(),
        _ => String::new(),
    }
}

const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;

/// A head with all its dependents: what one line down the drawing joins.
struct Family {
    head: usize,
    /// Head and dependents, in text order.
    rows: Vec<usize>,
}

impl Family {
    fn start(&self) -> usize {
        self.rows[0]
    }

    fn end(&self) -> usize {
        self.rows[self.rows.len() - 1]
    }

    fn meets(&self, other: &Self) -> bool {
        self.start() <= other.end() && other.start() <= self.end()
    }
}

/// The arrows to the left of each word.
fn arrows(heads: &[Option<usize>]) -> Vec<String> {
    let layers = layers(heads);
    let mut cells = vec![vec![0u8; layers.len() * 2 + 1]; heads.len()];
    let mut is_dependent = vec![false; heads.len()];
    for (depth, layer) in layers.iter().enumerate() {
        let column = (layers.len() - 1 - depth) * 2;
        for family in layer {
            for (row, cells) in cells[..=family.end()]
                .iter_mut()
                .enumerate()
                .skip(family.start())
            {
                cells[column] |= if row > family.start() { UP } else { 0 };
                cells[column] |= if row < family.end() { DOWN } else { 0 };
            }
            for &row in &family.rows {
                cells[row][column] |= RIGHT;
                cells[row][column + 1..]
                    .iter_mut()
                    .for_each(|cell| *cell |= LEFT | RIGHT);
                is_dependent[row] |= row != family.head;
            }
        }
    }
    let line = |(cells, is_dependent): (Vec<u8>, bool)| {
        let mut line: String = cells.into_iter().map(character).collect();
        if is_dependent {
            line.pop();
            line.push('►');
        }
        line
    };
    cells.into_iter().zip(is_dependent).map(line).collect()
}

/// Families by layer, the innermost first: those of one layer do not meet, and each lies outside the shorter
/// ones that it meets.
fn layers(heads: &[Option<usize>]) -> Vec<Vec<Family>> {
    let mut families: Vec<Family> = (0..heads.len())
        .map(|head| Family {
            head,
            rows: (0..heads.len())
                .filter(|&row| row == head || heads[row] == Some(head))
                .collect(),
        })
        .filter(|family| family.rows.len() > 1)
        .collect();
    families.sort_by_key(|family| (family.end() - family.start(), family.start()));
    let mut layers: Vec<Vec<Family>> = Vec::new();
    for family in families {
        let is_met = |layer: &Vec<Family>| layer.iter().any(|other| other.meets(&family));
        let place = layers.iter().rposition(is_met).map_or(0, |below| below + 1);
        if place == layers.len() {
            layers.push(Vec::new());
        }
        layers[place].push(family);
    }
    layers.truncate(MOST_LAYERS);
    layers
}

/// The character whose strokes are these.
fn character(strokes: u8) -> char {
    const CHARACTERS: [char; 16] = [
        ' ', '│', '│', '│', '─', '┘', '┐', '┤', '─', '└', '┌', '├', '─', '┴', '┬', '┼',
    ];
    CHARACTERS[usize::from(strokes & 15)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_lead_from_heads_to_dependents() {
        // Ada | called | her | friend
        let drawn = arrows(&[Some(1), None, Some(3), Some(1)]);
        assert_eq!(drawn, ["┌───►", "├────", "│ ┌─►", "└─┴─►"]);
    }
}
