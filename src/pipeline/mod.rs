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
///
/// The result has words and sentences with their place in the text, and for each word its parts of speech, features,
/// lemma and head; and the names. [`conllu::write`](crate::reader::conllu::write) writes it.
///
/// ```
/// use relata::document::{DependencyRelation, DocumentId, EntityType, Upos};
/// use relata::lexicon::Lexicon;
/// use relata::model::{self, ModelKind};
/// use relata::{pipeline, reader::plain};
///
/// let (lexicon, model) = (Lexicon::english(), model::load(ModelKind::Accurate)?);
/// let text = "Anna Kovalenko runs the port. It bought two cranes.";
/// let article = plain::read(text.to_owned(), DocumentId::new("port"), None)?;
/// let syntax = pipeline::parse(article, &lexicon, &*model);
///
/// assert_eq!(syntax.sentences().len(), 2);
/// let runs = 2;
/// assert_eq!((syntax.form(runs), syntax.lemma(runs)), ("runs", "run"));
/// assert_eq!((syntax.upos(runs), syntax.head(runs)), (Upos::Verb, None));
/// let port = syntax.tokens().iter().position(|token| token.span.of(text) == "port").unwrap() as u32;
/// assert_eq!(syntax.head(port), Some(runs));
/// assert_eq!(syntax.relation(port), DependencyRelation::Object);
/// assert_eq!(syntax.names()[0].entity_type, EntityType::Person);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
    let syntax = attachment::mend(attachment::headline::read(syntax, lexicon));
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
