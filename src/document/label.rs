//! The labels of a parse: parts of speech, and dependencies between words.
//!
//! Names and spellings are those of Universal Dependencies v2 and of the Penn Treebank, as the
//! English treebanks EWT and GUM use them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A label that no treebank has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no {kind} is called `{text}`")]
pub struct LabelError {
    /// What kind of label was looked for.
    pub kind: &'static str,
    /// What was given.
    pub text: String,
}

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum $name {
            $(
                #[doc = concat!("The label “", $text, "”.")]
                #[serde(rename = $text)]
                $variant,
            )*
        }

        impl $name {
            /// Every label, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The label as treebanks write it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = LabelError;

            fn from_str(text: &str) -> Result<Self, LabelError> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Err(LabelError { kind: stringify!($name), text: text.to_owned() }),
                }
            }
        }
    };
}

labels! {
    /// A universal part of speech (UD v2).
    Upos {
        Adj = "ADJ",
        Adp = "ADP",
        Adv = "ADV",
        Aux = "AUX",
        Cconj = "CCONJ",
        Det = "DET",
        Intj = "INTJ",
        Noun = "NOUN",
        Num = "NUM",
        Part = "PART",
        Pron = "PRON",
        Propn = "PROPN",
        Punct = "PUNCT",
        Sconj = "SCONJ",
        Sym = "SYM",
        Verb = "VERB",
        X = "X",
    }
}

labels! {
    /// A part of speech of the Penn Treebank.
    Xpos {
        Currency = "$",
        ClosingQuote = "''",
        Comma = ",",
        OpeningBracket = "-LRB-",
        ClosingBracket = "-RRB-",
        FullStop = ".",
        Colon = ":",
        Add = "ADD",
        Afx = "AFX",
        Cc = "CC",
        Cd = "CD",
        Dt = "DT",
        Ex = "EX",
        Fw = "FW",
        Gw = "GW",
        Hyph = "HYPH",
        In = "IN",
        Jj = "JJ",
        Jjr = "JJR",
        Jjs = "JJS",
        Ls = "LS",
        Md = "MD",
        Nfp = "NFP",
        Nn = "NN",
        Nnp = "NNP",
        Nnps = "NNPS",
        Nns = "NNS",
        Pdt = "PDT",
        Pos = "POS",
        Prp = "PRP",
        PrpPoss = "PRP$",
        Rb = "RB",
        Rbr = "RBR",
        Rbs = "RBS",
        Rp = "RP",
        Sym = "SYM",
        To = "TO",
        Uh = "UH",
        Vb = "VB",
        Vbd = "VBD",
        Vbg = "VBG",
        Vbn = "VBN",
        Vbp = "VBP",
        Vbz = "VBZ",
        Wdt = "WDT",
        Wp = "WP",
        WpPoss = "WP$",
        Wrb = "WRB",
        OpeningQuote = "``",
    }
}

labels! {
    /// A dependency of Universal Dependencies v2, with the subtypes of its English treebanks.
    DependencyRelation {
        AdnominalClause = "acl",
        RelativeClause = "acl:relcl",
        AdverbialClause = "advcl",
        AdverbialRelativeClause = "advcl:relcl",
        AdverbialModifier = "advmod",
        AdjectivalModifier = "amod",
        Apposition = "appos",
        Auxiliary = "aux",
        PassiveAuxiliary = "aux:pass",
        Case = "case",
        Coordinator = "cc",
        Preconjunction = "cc:preconj",
        ClausalComplement = "ccomp",
        Compound = "compound",
        Particle = "compound:prt",
        Conjunct = "conj",
        Copula = "cop",
        ClausalSubject = "csubj",
        OuterClausalSubject = "csubj:outer",
        PassiveClausalSubject = "csubj:pass",
        Unspecified = "dep",
        Determiner = "det",
        Predeterminer = "det:predet",
        Discourse = "discourse",
        Dislocated = "dislocated",
        Expletive = "expl",
        Fixed = "fixed",
        Flat = "flat",
        GoesWith = "goeswith",
        IndirectObject = "iobj",
        List = "list",
        Marker = "mark",
        NominalModifier = "nmod",
        DescriptiveModifier = "nmod:desc",
        PossessiveModifier = "nmod:poss",
        UnmarkedNominalModifier = "nmod:unmarked",
        Subject = "nsubj",
        OuterSubject = "nsubj:outer",
        PassiveSubject = "nsubj:pass",
        NumericModifier = "nummod",
        Object = "obj",
        Oblique = "obl",
        AgentOblique = "obl:agent",
        UnmarkedOblique = "obl:unmarked",
        Orphan = "orphan",
        Parataxis = "parataxis",
        Punctuation = "punct",
        Reparandum = "reparandum",
        Root = "root",
        Vocative = "vocative",
        OpenComplement = "xcomp",
    }
}

impl DependencyRelation {
    /// The relation less its subtype, as text: `nsubj` for `nsubj:pass`.
    pub fn main(self) -> &'static str {
        let text = self.as_str();
        text.split_once(':').map_or(text, |(main, _)| main)
    }
}

/// How a word depends on another of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Dependency {
    /// The index of the head in the document's tokens; none for the root of a sentence.
    pub head: Option<u32>,
    /// What the word is to its head.
    pub relation: DependencyRelation,
}

/// What a word is: part of speech, finer part of speech, features.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tag {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank part of speech.
    pub xpos: Xpos,
    /// Features as CoNLL-U writes them, `Number=Sing|Person=3`, or empty.
    pub features: Box<str>,
}

impl Tag {
    /// The value of a feature: `Plur` for `Number`.
    pub fn feature(&self, name: &str) -> Option<&str> {
        let pairs = self
            .features
            .split('|')
            .filter_map(|pair| pair.split_once('='));
        pairs
            .into_iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_print_as_they_read() {
        for &relation in DependencyRelation::ALL {
            assert_eq!(relation.as_str().parse(), Ok(relation));
        }
        assert_eq!(DependencyRelation::PassiveSubject.main(), "nsubj");
    }

    #[test]
    fn a_feature_is_found_by_name() {
        let features = "Number=Plur|Person=3".into();
        let tag = Tag {
            upos: Upos::Noun,
            xpos: Xpos::Nns,
            features,
        };
        assert_eq!(tag.feature("Number"), Some("Plur"));
        assert_eq!(tag.feature("Tense"), None);
    }
}
