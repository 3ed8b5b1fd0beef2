//! What stands in a place of a fact: holes, words of a question, names.

use pest::iterators::Pair;

use super::super::generated::Rule;
use super::super::{has, literal, part, span};
use crate::query::short::{Hole, Name, ShortError, Term};

/// The names of holes that are words, in one fact: `which firm bought which firm` asks for two.
pub(super) struct AskingWords(pub(super) Vec<String>);

impl AskingWords {
    pub(super) fn term(&mut self, pair: &Pair<'_, Rule>) -> Result<Term, ShortError> {
        let mut term = term(pair)?;
        let is_word = has(pair, Rule::asking_word) || has(pair, Rule::asking_kind);
        if let (
            true,
            Term::Hole(Hole {
                name: Some(name), ..
            }),
        ) = (is_word, &mut term)
        {
            let same = self.0.iter().filter(|known| known == &name).count();
            self.0.push(name.clone());
            if same > 0 {
                name.push_str(&(same + 1).to_string());
            }
        }
        Ok(term)
    }
}

pub(super) fn term(pair: &Pair<'_, Rule>) -> Result<Term, ShortError> {
    let inner = pair
        .clone()
        .into_inner()
        .next()
        .expect("a term is something");
    Ok(match inner.as_rule() {
        Rule::hole => Term::Hole(hole(&inner)),
        Rule::asking_word => Term::Hole(asking_hole(&inner)),
        Rule::asking_kind => Term::Hole(hole_of_kind(&inner)),
        _ => {
            let mut names = inner
                .into_inner()
                .map(|written| name(&written))
                .collect::<Result<Vec<_>, _>>()?;
            let mut name = names.remove(0);
            name.alternatives = names;
            Term::Name(name)
        }
    })
}

/// A quoted text, or a proper name; in that `_` joins words that are one name (`Bank_of_Marovia`).
fn name(pair: &Pair<'_, Rule>) -> Result<Name, ShortError> {
    let (span, written) = (span(pair), pair.as_str());
    let quoted = pair.as_rule() == Rule::string;
    let text = if quoted {
        literal::string(written, span)?
    } else {
        written.replace('_', " ")
    };
    Ok(Name {
        text,
        quoted,
        clause: false,
        alternatives: Vec::new(),
        span,
    })
}

pub(super) fn name_of_clause(pair: &Pair<'_, Rule>) -> Name {
    Name {
        text: pair
            .as_str()
            .trim_end()
            .trim_end_matches(['?', '.'])
            .to_owned(),
        quoted: true,
        clause: true,
        alternatives: Vec::new(),
        span: span(pair),
    }
}

/// `who`, `when`, `how much`
pub(super) fn asking_hole(pair: &Pair<'_, Rule>) -> Hole {
    let words: Vec<&str> = pair.as_str().split_whitespace().collect();
    Hole {
        name: Some(words.join("_").to_lowercase()),
        kind: None,
        noun: None,
        span: span(pair),
    }
}

/// `which companies`, `how many people`
pub(super) fn hole_of_kind(pair: &Pair<'_, Rule>) -> Hole {
    Hole {
        name: Some(noun(pair)),
        kind: None,
        noun: Some(noun(pair)),
        span: span(pair),
    }
}

pub(super) fn noun(pair: &Pair<'_, Rule>) -> String {
    let kind = part(pair, Rule::kind).expect("a kind is asked for");
    kind.as_str().to_lowercase()
}

pub(super) fn hole(pair: &Pair<'_, Rule>) -> Hole {
    let written = pair.as_str().trim_end().trim_start_matches('?');
    let (name, kind) = match written.split_once(':') {
        Some((name, kind)) => (name, Some(kind.to_owned())),
        None => (written, None),
    };
    debug_assert!(has(pair, Rule::plain_name) || written.is_empty());
    Hole {
        name: (!name.is_empty()).then(|| name.to_owned()),
        kind,
        noun: None,
        span: span(pair),
    }
}
