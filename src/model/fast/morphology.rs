//! The features of words: what each tag has, and the words that have others.

use rustc_hash::FxHashMap;

use crate::document::{Upos, Xpos};
use crate::model::hash::{self, Hash};

/// Features by word and tags; the word 0 stands for all others.
#[derive(Debug)]
pub(crate) struct Morphology {
    features: FxHashMap<(Hash, Xpos, Upos), Box<str>>,
}

impl Morphology {
    /// Reads lines of folded word (empty for all others), Penn tag, universal tag and features, parted by tabs.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let line = |line: &str| {
            let mut fields = line.split('\t');
            let word = hash::text(fields.next()?);
            let key = (
                word,
                fields.next()?.parse().ok()?,
                fields.next()?.parse().ok()?,
            );
            Some((key, fields.next()?.into()))
        };
        let features = text.lines().map(line).collect::<Option<_>>()?;
        Some(Self { features })
    }

    /// The features of a word with these tags, or nothing.
    pub(crate) fn features(&self, folded: Hash, xpos: Xpos, upos: Upos) -> &str {
        let own = self.features.get(&(folded, xpos, upos));
        let found = own.or_else(|| self.features.get(&(0, xpos, upos)));
        found.map_or("", |features| features)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_own_features_or_those_of_its_tag() {
        let text = "\tNN\tNOUN\tNumber=Sing\nmoney\tNN\tNOUN\tNumber=Mass";
        let morphology = Morphology::read(text).unwrap();
        let of = |word| morphology.features(hash::text(word), Xpos::Nn, Upos::Noun);
        assert_eq!((of("dog"), of("money")), ("Number=Sing", "Number=Mass"));
        assert_eq!(morphology.features(0, Xpos::Nn, Upos::Verb), "");
    }

    #[test]
    fn a_line_that_lacks_a_field_is_refused() {
        assert!(Morphology::read("dog\tNN").is_none());
    }
}
