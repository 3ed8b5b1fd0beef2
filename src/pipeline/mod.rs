//! Article → Document. Nothing here fails; what is not understood is not found.
//!
//! | stage | needs | gives |
//! | --- | --- | --- |
//! | [`tokenizer`] | text | tokens |
//! | [`splitter`] | tokens | sentences |
//! | the model | tokens, sentences | tags, lemmas, dependencies, names: the [`Syntax`] |
//! | [`attachment`] | syntax | syntax, mended |
//! | [`recognizer`] | syntax | mentions |
//! | [`speech`] | syntax, mentions | quotations with their speakers |
//! | [`coreference`] | syntax, mentions, quotations | clusters |
//! | [`extractor`] | all of these | relation mentions |

mod attachment;
pub mod coreference;
pub mod extractor;
pub mod recognizer;
pub mod speech;
pub mod splitter;
pub mod tokenizer;

use crate::document::{Article, Document, Syntax};
use crate::lexicon::Lexicon;
use crate::model::{Analysis, ReaderModel};

/// Reads an article: every layer of annotation, from words to what is said.
pub fn annotate(article: Article, lexicon: &Lexicon, model: &dyn ReaderModel) -> Document {
    understand(parse(article, lexicon, model), lexicon)
}

/// The grammatical layers of an article: the reader alone.
pub fn parse(article: Article, lexicon: &Lexicon, model: &dyn ReaderModel) -> Syntax {
    let tokens = tokenizer::tokenize(&article.text, article.body, lexicon);
    let sentences = splitter::split_sentences(&article.text, &tokens, lexicon);
    let Analysis {
        tags,
        lemmas,
        dependencies,
        names,
    } = model.analyse(&article.text, &tokens, &sentences);
    Syntax::new(
        article,
        tokens,
        sentences,
        tags,
        lemmas,
        dependencies,
        names,
    )
}

/// The grammatical layers over tokens and sentences that are given; the other layers of `words` are made anew.
pub fn parse_words(words: &Syntax, model: &dyn ReaderModel) -> Syntax {
    let Analysis {
        tags,
        lemmas,
        dependencies,
        names,
    } = model.analyse(words.text(), words.tokens(), words.sentences());
    Syntax::new(
        words.article().clone(),
        words.tokens().to_vec(),
        words.sentences().to_vec(),
        tags,
        lemmas,
        dependencies,
        names,
    )
}

/// The layers of meaning over given grammar.
pub fn understand(syntax: Syntax, lexicon: &Lexicon) -> Document {
    let syntax = attachment::mend(syntax);
    let mut mentions = recognizer::recognize(&syntax, lexicon);
    let mut quotations = speech::attribute_quotations(&syntax, &mentions, lexicon);
    let mut clusters = coreference::resolve(&syntax, &mentions, &quotations, lexicon);
    coreference::forget_lone(&mut mentions, &mut quotations, &mut clusters);
    let relations = extractor::extract(&syntax, &mentions, &quotations, &clusters, lexicon);
    Document {
        syntax,
        mentions,
        quotations,
        clusters,
        relations,
    }
}
