//! GUM's entities → which places of a document mean the same thing.

use std::collections::BTreeMap;

use crate::document::DocumentId;

/// A place that means something, as annotators marked it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MarkedMention {
    /// The first word, counted from 0 in its document.
    pub start: u32,
    /// The word behind the last.
    pub end: u32,
    /// The word that heads it.
    pub head: u32,
    /// The number of what it means, in its document.
    pub chain: u32,
}

/// The mentions of each document of a CoNLL-U source with `Entity=` in MISC, in the order of their
/// ends. What is not closed is left out.
pub fn chains(source: &str) -> BTreeMap<DocumentId, Vec<MarkedMention>> {
    let mut documents = BTreeMap::new();
    let mut reading = Reading::default();
    let mut id = DocumentId::new("1");
    for line in source.lines() {
        if let Some(next) = line.strip_prefix("# newdoc id = ") {
            keep(&mut documents, &id, &mut reading);
            id = DocumentId::new(next.trim());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if let [number, .., misc] = columns[..]
            && columns.len() == 10
            && !number.contains(['-', '.'])
        {
            let marks = misc
                .split('|')
                .find_map(|part| part.strip_prefix("Entity="));
            reading.take_word(marks.unwrap_or_default());
        }
    }
    keep(&mut documents, &id, &mut reading);
    documents
}

fn keep(
    documents: &mut BTreeMap<DocumentId, Vec<MarkedMention>>,
    id: &DocumentId,
    reading: &mut Reading,
) {
    let read = std::mem::take(reading);
    if read.words > 0 {
        documents.insert(id.clone(), read.mentions);
    }
}

#[derive(Default)]
struct Reading {
    words: u32,
    /// Chain, start and head of what is open.
    open: Vec<(u32, u32, u32)>,
    mentions: Vec<MarkedMention>,
}

impl Reading {
    /// Takes the marks of one word: `(12-person-new-nnnnn-cf1-1,2-coref(3-place-…)4)`.
    fn take_word(&mut self, mut marks: &str) {
        while !marks.is_empty() {
            let opens = marks.starts_with('(');
            marks = marks.strip_prefix('(').unwrap_or(marks);
            let end = marks.find(['(', ')']).unwrap_or(marks.len());
            let (body, rest) = marks.split_at(end);
            let closes = rest.starts_with(')');
            if opens {
                self.open(body);
            }
            if closes {
                self.close(body);
            }
            marks = rest.strip_prefix(')').unwrap_or(rest);
        }
        self.words += 1;
    }

    fn open(&mut self, body: &str) {
        let fields: Vec<&str> = body.split('-').collect();
        let chain = number(fields[0]);
        let first = fields.get(5).and_then(|heads| heads.split(',').next());
        let place: u32 = first.and_then(|place| place.parse().ok()).unwrap_or(1);
        if let Some(chain) = chain {
            self.open
                .push((chain, self.words, self.words + place.max(1) - 1));
        }
    }

    fn close(&mut self, body: &str) {
        let chain = number(body.split('-').next().unwrap_or_default());
        let opened = self.open.iter().rposition(|open| Some(open.0) == chain);
        if let Some(place) = opened {
            let (chain, start, head) = self.open.remove(place);
            self.mentions.push(MarkedMention {
                start,
                end: self.words + 1,
                head,
                chain,
            });
        }
    }
}

/// `12`, and `12[1/2]` of a mention in two parts.
fn number(text: &str) -> Option<u32> {
    text.split('[').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_mentions_are_read_with_their_heads() {
        let word =
            |number: u32, misc: &str| format!("{number}\tw\t_\t_\t_\t_\t0\troot\t_\t{misc}\n");
        let source = [
            "# newdoc id = d\n".to_owned(),
            word(
                1,
                "Entity=(7-person-new-nnnnn-cf1-2-coref(3-place-giv:act-nnnnn-cf2-1-sgl)",
            ),
            word(2, "Entity=7)|SpaceAfter=No"),
            "2-3\tww\t_\t_\t_\t_\t_\t_\t_\t_\n".to_owned(),
            word(3, "Entity=(7-person-giv:act-nnnnn-cf1-1-ana)"),
        ]
        .concat();
        let found = &chains(&source)[&DocumentId::new("d")];
        let mention = |start, end, head, chain| MarkedMention {
            start,
            end,
            head,
            chain,
        };
        assert_eq!(
            found[..],
            [
                mention(0, 1, 0, 3),
                mention(0, 2, 1, 7),
                mention(2, 3, 2, 7)
            ]
        );
    }
}
