//! The fast model: perceptrons over hashed features, for corpora.
//!
//! In: the words of a document's sentences. Out: the [`Analysis`] of them.
//! [`word`] reduces a word to atoms, by way of [`vocabulary`] → [`tagger`] gives tags, [`morphology`] features → [`parser`] draws
//! arcs, by the steps of [`transition`] → [`names`] labels names. All of them sum rows of a [`table`], which
//! [`features`] and [`templates`] pick. The weights are made by `relata-train fast`: see `data/models/README.md`.

pub(super) mod features;
pub(super) mod morphology;
pub(super) mod names;
pub(super) mod parser;
pub(super) mod table;
pub(super) mod tagger;
pub(super) mod templates;
pub(super) mod transition;
pub(super) mod vocabulary;
pub(super) mod word;

use morphology::Morphology;
use names::{KINDS, Memory, NameTable, OUTSIDE};
use parser::{ActionTable, LabelTable, Tagged};
use tagger::{UposTable, XposTable};
use transition::{NONE, State};
use vocabulary::Vocabulary;
use word::Word;

use super::accurate::entity_type;
use super::archive::Archive;
use super::lemma::lemma;
use super::name_bounds::settle_bounds;
use super::{Analysis, ModelError, NameKind, ReaderModel};
use crate::document::{Dependency, DependencyRelation, Name, Sentence, Tag, Token, Upos, Xpos};
use crate::span::TokenSpan;

/// The model that `relata-train` makes.
static EMBEDDED: &[u8] = include_bytes!("../../../data/models/fast.bin");

/// The fast model, ready to read.
#[derive(Debug)]
pub struct Fast {
    vocabulary: Vocabulary,
    morphology: Morphology,
    xpos: XposTable,
    upos: UposTable,
    allowed: Vec<u32>,
    actions: ActionTable,
    labels: LabelTable,
    names: NameTable,
}

impl Fast {
    /// The embedded model.
    ///
    /// # Errors
    /// [`ModelError::Damaged`] when the embedded file is not whole.
    pub fn embedded() -> Result<Self, ModelError> {
        Self::open(EMBEDDED)
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// [`ModelError::Damaged`]
    pub fn open(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let archive = Archive::open("fast", bytes)?;
        let vocabulary =
            Vocabulary::decode(archive.section("clusters")?, archive.section("classes")?);
        let allowed = archive.section("allowed")?.chunks_exact(4);
        Ok(Self {
            vocabulary: vocabulary.ok_or(archive.damaged("classes"))?,
            morphology: Morphology::read(archive.text("feats")?).ok_or(archive.damaged("feats"))?,
            xpos: table(&archive, "xpos", XposTable::decode)?,
            upos: table(&archive, "upos", UposTable::decode)?,
            allowed: allowed
                .map(|bits| u32::from_le_bytes([bits[0], bits[1], bits[2], bits[3]]))
                .collect(),
            actions: table(&archive, "actions", ActionTable::decode)?,
            labels: table(&archive, "labels", LabelTable::decode)?,
            names: table(&archive, "names", NameTable::decode)?,
        })
    }
}

fn table<T>(
    archive: &Archive<'static>,
    section: &'static str,
    decode: impl Fn(&'static [u8]) -> Option<T>,
) -> Result<T, ModelError> {
    decode(archive.section(section)?).ok_or(archive.damaged(section))
}

impl ReaderModel for Fast {
    fn name(&self) -> &'static str {
        "fast"
    }

    fn analyse(&self, text: &str, tokens: &[Token], sentences: &[Sentence]) -> Analysis {
        let mut analysis = Analysis {
            tags: Vec::with_capacity(tokens.len()),
            lemmas: Vec::with_capacity(tokens.len()),
            dependencies: Vec::with_capacity(tokens.len()),
            names: Vec::new(),
        };
        let mut memory = Memory::default();
        for sentence in sentences {
            let range = sentence.tokens.start() as usize..sentence.tokens.end() as usize;
            let forms: Vec<&str> = tokens[range]
                .iter()
                .map(|token| token.span.of(text))
                .collect();
            let word = |form: &&str| Word::new(form, &self.vocabulary);
            let words: Vec<Word> = forms.iter().map(word).collect();
            let xpos = tagger::tag_xpos(&words, &self.xpos, |_, _, tag| tag);
            let upos = tagger::tag_upos(&words, &xpos, &self.allowed, &self.upos, |_, _, tag| tag);
            let tagged = Tagged {
                words: &words,
                xpos: &xpos,
                upos: &upos,
            };
            let state = parser::parse(tagged, &self.actions, &self.labels);
            let names =
                names::label_names(&words, &xpos, &memory, &self.names, |_, _, label| label);
            memory.keep(&words, &names);
            for (place, form) in forms.iter().enumerate() {
                let (x, u) = (
                    Xpos::ALL[usize::from(xpos[place])],
                    Upos::ALL[usize::from(upos[place])],
                );
                let features = self.morphology.features(words[place].folded, x, u).into();
                analysis.tags.push(Tag {
                    upos: u,
                    xpos: x,
                    features,
                });
                analysis.lemmas.push(lemma(form, x).into());
            }
            let first = sentence.tokens.start();
            analysis.dependencies.extend(dependencies(&state, first));
            analysis.names.extend(spans(&names, &forms, first));
        }
        analysis
    }
}

/// The arcs of a finished sentence whose first token is `first`.
fn dependencies(state: &State, first: u32) -> impl Iterator<Item = Dependency> + '_ {
    let arcs = state.heads.iter().zip(&state.labels);
    arcs.map(move |(&head, &label)| match head {
        NONE => Dependency {
            head: None,
            relation: DependencyRelation::Root,
        },
        head => Dependency {
            head: Some(first + head),
            relation: DependencyRelation::ALL[usize::from(label)],
        },
    })
}

/// The names that labels mark, in a sentence whose first token is `first`.
fn spans(labels: &[u8], forms: &[&str], first: u32) -> Vec<Name> {
    let mut found: Vec<(TokenSpan, NameKind)> = Vec::new();
    for (place, &label) in (0..).zip(labels).filter(|(_, label)| **label != OUTSIDE) {
        match found.last_mut() {
            Some((tokens, _)) if label.is_multiple_of(2) && tokens.end() == place => {
                *tokens = TokenSpan::new(tokens.start(), place + 1);
            }
            _ => {
                let kind = KINDS[usize::from(label - 1) / 2];
                found.push((TokenSpan::new(place, place + 1), kind));
            }
        }
    }
    let length = forms.len() as u32;
    let bounded = settle_bounds(found, &|place| forms[place as usize], |_| length);
    let name = |(tokens, kind): (TokenSpan, NameKind)| Name {
        tokens: TokenSpan::new(first + tokens.start(), first + tokens.end()),
        entity_type: entity_type(kind, forms[tokens.end() as usize - 1]),
    };
    bounded.into_iter().map(name).collect()
}

#[cfg(test)]
mod tests;
