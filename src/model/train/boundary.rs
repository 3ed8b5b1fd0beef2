//! Learns where sentences end, from treebanks with their paragraphs.

use crate::document::Syntax;
use crate::model::boundary::{Opened, Place, ROWS};

/// An averaged perceptron (Freund and Schapire 1999), trained for `epochs` passes; its weights in 16 bits.
pub(super) fn train(texts: &[Syntax], epochs: usize) -> Box<[i16]> {
    let mut weights = vec![0f32; ROWS];
    let mut totals = vec![0f64; ROWS];
    let mut step = 0f64;
    for epoch in 0..epochs {
        let mut wrong = 0;
        for syntax in texts {
            visit(syntax, |place, opened, is_end| {
                step += 1.0;
                let mut score = 0f32;
                place.features(opened, |row| score += weights[row]);
                // A margin of one makes the rare kinds of ends count.
                let direction = if is_end { 1.0 } else { -1.0 };
                if score * direction <= 2.0 {
                    wrong += usize::from(score * direction <= 0.0);
                    place.features(opened, |row| {
                        weights[row] += direction;
                        totals[row] += f64::from(direction) * step;
                    });
                }
            });
        }
        eprintln!("sentence ends, epoch {}: {wrong} wrong", epoch + 1);
    }
    let average = |(weight, total): (&f32, &f64)| {
        ((f64::from(*weight) - total / (step + 1.0)) * 64.0).round() as i16
    };
    weights.iter().zip(&totals).map(average).collect()
}

/// Every place inside a paragraph where a sentence may end, with the truth.
fn visit(syntax: &Syntax, mut see: impl FnMut(&Place<'_>, &Opened, bool)) {
    let text = syntax.text();
    for (index, sentence) in syntax.sentences().iter().enumerate() {
        let mut opened = Opened::default();
        for token in sentence.tokens.indexes() {
            opened.read(text, syntax.tokens(), token as usize);
            let is_end = token + 1 == sentence.tokens.end();
            let goes_on = !is_end
                || syntax
                    .sentences()
                    .get(index + 1)
                    .is_some_and(|next| next.paragraph == sentence.paragraph);
            if !goes_on {
                continue;
            }
            if let Some(place) = Place::new(text, syntax.tokens(), token as usize) {
                see(&place, &opened, is_end);
            }
        }
    }
}
