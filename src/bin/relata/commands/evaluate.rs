//! `relata evaluate`: how well a model reads, on annotated text it has not seen.
//!
//! [`corpora`] finds the development splits → the model reads them → [`score`] compares → [`report`] prints.

mod coreference;
mod corpora;
mod report;
mod score;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;
use relata::ModelKind;
use relata::document::{Article, Syntax};
use relata::lexicon::Lexicon;
use relata::model::{self, ReaderModel};
use relata::pipeline;

use crate::failure::{CommandResult, Failure, Outcome};
use score::Score;

/// Measure a model on the development splits of English EWT, GUM (open part) and UNER
///
/// Example:
///   relata evaluate ../shared/data --model fast
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Evaluate {
    /// The folder with `ud-english-ewt`, `ud-english-gum/open` and `uner-english-ewt`, files as
    /// `.conllu` and `.iob2` or with `.xz`
    #[arg(value_name = "DATA_FOLDER")]
    folder: PathBuf,
    /// Which of the embedded models reads: accurate, or fast
    #[arg(long, value_name = "MODEL", default_value = "accurate")]
    model: ModelKind,
    /// Measure instead which mentions are found to mean the same, on GUM (open part)
    #[arg(long)]
    coreference: bool,
    /// How many of the commonest confusions to list
    #[arg(long, value_name = "COUNT", default_value_t = 15)]
    top: usize,
}

/// Reads, compares, prints.
pub fn run(arguments: &Evaluate) -> CommandResult {
    let model = model::load(arguments.model).map_err(Failure::failed)?;
    let lexicon = Lexicon::english();
    let mut out = io::stdout().lock();
    if arguments.coreference {
        let source = corpora::gum(&arguments.folder)?;
        coreference::write(&source, &lexicon, &*model, &mut out)?;
        return Ok(Outcome::Done);
    }
    for corpus in corpora::read(&arguments.folder)? {
        let scores: Vec<(&str, Score)> = corpus
            .documents
            .par_iter()
            .map(|gold| (corpora::genre(gold), judged(gold, &lexicon, &*model)))
            .collect();
        report::write(corpus.name, scores, arguments.top, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// Reads one document with the words that are given and from its text alone.
fn judged(gold: &Syntax, lexicon: &Lexicon, model: &dyn ReaderModel) -> Score {
    let mut score = Score::default();
    score.compare_words(gold, &pipeline::parse_words(gold, model));
    let article = Article {
        ..gold.article().clone()
    };
    score.compare_text(gold, &pipeline::parse(article, lexicon, model));
    score
}
