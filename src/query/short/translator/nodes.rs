//! The nodes of a question: a variable for each hole and each name, and what is demanded of it.

use std::sync::Arc;

use super::super::verb::is_auxiliary;
use super::super::{
    Argument, Fact, Hole, KnownEntity, Name, ShortError, Tail, Term, VerbGroup, Vocabulary,
};
use super::expressions::{and, contains, or, variable_in};
use super::tree::parsed_expression;
use crate::diagnostic::Diagnostic;
use crate::query::ast::{
    Expression, ExpressionKind, Identifier, LabelExpression, MapEntry, NodePattern, Place,
};
use crate::query::nearest::nearest_names;

/// Words of a clause that carry nothing.
const EMPTY: [&str; 17] = [
    "no", "the", "a", "an", "not", "never", "it", "its", "he", "she", "they", "his", "her",
    "their", "to", "of", "and",
];

/// How many nearest names an error gives, and how many meanings a note lists.
const LISTED: usize = 3;

/// The variables given so far.
pub(super) struct Nodes<'v> {
    vocabulary: &'v dyn Vocabulary,
    taken: Vec<String>,
    holes: Vec<String>,
    names: Vec<(String, String)>,
    /// The holes that are counted.
    counted: Vec<String>,
}

/// The types of what common nouns stand for, by lemma.
const KINDS: [(&str, &str); 4] = [
    ("people", "Person"),
    ("company", "Organization"),
    ("firm", "Organization"),
    ("organisation", "Organization"),
];

/// What countries are called.
const COUNTRIES: [&str; 2] = ["country", "nation"];

/// `()`
pub(super) fn anybody() -> NodePattern {
    NodePattern {
        variable: None,
        labels: None,
        properties: None,
        filter: None,
        place: Place::NOWHERE,
    }
}

/// Whether a noun in small letters is a word for things of one kind: `people`, `countries`.
pub(in crate::query::short) fn is_kind(noun: &str, vocabulary: &dyn Vocabulary) -> bool {
    let lemma = vocabulary.noun_lemma(noun);
    COUNTRIES.contains(&&*lemma) || label_of_noun(noun, vocabulary).is_some()
}

/// The label of the graph that a common noun in small letters stands for, if it is one.
fn label_of_noun<'v>(noun: &str, vocabulary: &'v dyn Vocabulary) -> Option<&'v str> {
    let lemma = vocabulary.noun_lemma(noun);
    let kind = KINDS
        .iter()
        .find(|(word, _)| *word == lemma || *word == noun);
    let kind = kind.map_or(lemma.as_str(), |(_, kind)| kind);
    let mut labels = vocabulary.labels().iter();
    let label = labels.find(|(label, _)| label.eq_ignore_ascii_case(kind));
    label.map(|(label, _)| label.as_str())
}

impl<'v> Nodes<'v> {
    pub(super) fn new(vocabulary: &'v dyn Vocabulary) -> Self {
        Self {
            vocabulary,
            taken: Vec::new(),
            holes: Vec::new(),
            names: Vec::new(),
            counted: Vec::new(),
        }
    }

    /// Learns which holes are counted.
    pub(super) fn count(&mut self, tails: &[Tail]) {
        self.counted
            .extend(tails.iter().filter_map(|tail| match tail {
                Tail::HowMany(hole) => Some(hole.clone()),
                _ => None,
            }));
    }

    /// Keeps the names of holes from being given to anything else.
    pub(super) fn reserve(&mut self, facts: &[Fact]) {
        for fact in facts {
            let terms = fact
                .subject
                .iter()
                .chain(fact.arguments.iter().map(|Argument { term, .. }| term));
            self.taken.extend(terms.filter_map(|term| match term {
                Term::Hole(hole) => hole.name.clone(),
                Term::Name(_) => None,
            }));
            if let VerbGroup::Any(Hole {
                name: Some(name), ..
            }) = &fact.verbs
            {
                self.taken.push(name.clone());
            }
        }
    }

    /// A variable that nothing else has: `r`, `r2`, `r3`.
    pub(super) fn fresh(&mut self, stem: &str) -> String {
        let mut name = stem.to_owned();
        let mut number = 2;
        while self.taken.contains(&name) {
            name = format!("{stem}{number}");
            number += 1;
        }
        self.taken.push(name.clone());
        name
    }

    /// The pattern of a term; one that was seen before is only its variable.
    pub(super) fn pattern(
        &mut self,
        term: &Term,
        filters: &mut Vec<Expression>,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<NodePattern, ShortError> {
        match term {
            Term::Hole(hole) => self.hole(hole, filters),
            Term::Name(name) => self.name(name, filters, notes),
        }
    }

    fn hole(
        &mut self,
        hole: &Hole,
        filters: &mut Vec<Expression>,
    ) -> Result<NodePattern, ShortError> {
        let labels = hole
            .kind
            .as_ref()
            .map(|kind| self.label(kind, hole))
            .transpose()?;
        let Some(name) = &hole.name else {
            return Ok(NodePattern {
                labels,
                ..anybody()
            });
        };
        if let Some(noun) = &hole.noun
            && !self.holes.contains(name)
        {
            filters.push(self.is_called(name, noun));
        }
        self.holes.push(name.clone());
        Ok(NodePattern {
            variable: Some(Identifier::unplaced(name)),
            labels,
            ..anybody()
        })
    }

    /// Whether the node `variable` is what `noun` says, by its type, its name or what else it is called.
    fn is_called(&self, variable: &str, noun: &str) -> Expression {
        let lemma = self.vocabulary.noun_lemma(noun);
        let label = label_of_noun(noun, self.vocabulary);
        let node = Expression::variable(variable);
        if COUNTRIES.contains(&&*lemma) {
            let entities = self.vocabulary.entities().iter();
            let names = entities.map(|entity| entity.name.clone());
            let countries = names.filter(|name| self.vocabulary.is_country(name));
            let countries: Vec<String> = countries.collect();
            return variable_in(Expression::property(node, "name"), &countries);
        }
        let mut words = vec![noun];
        if !noun.contains(&lemma) {
            words.push(&lemma);
        }
        let has = |word: &&str| format!("toLower(text) CONTAINS {}", Expression::string(*word));
        let has: Vec<String> = words.iter().map(has).collect();
        let has_words = parsed_expression(&format!(
            "any(text IN [{node}.name] + coalesce({node}.descriptions, []) WHERE {})",
            has.join(" OR ")
        ));
        let is_called = match label {
            Some(label) => {
                let label = label.replace('`', "``");
                or(parsed_expression(&format!("{node}:`{label}`")), has_words)
            }
            None => has_words,
        };
        if !self.counted.iter().any(|counted| counted == variable) {
            return is_called;
        }
        // `412 were injured`, `three builders were arrested`
        let is_number = parsed_expression(&format!("said_number({node}.name) = {node}.name"));
        let is_group = (label == Some("Person")).then(|| {
            parsed_expression(&format!(
                "{node}:Group AND said_number({node}.name) IS NOT NULL"
            ))
        });
        is_group.into_iter().fold(or(is_called, is_number), or)
    }

    /// A type in any case.
    fn label(&self, kind: &str, hole: &Hole) -> Result<LabelExpression, ShortError> {
        let labels = || {
            self.vocabulary
                .labels()
                .iter()
                .map(|(label, _)| label.clone())
        };
        match labels().find(|label| label.eq_ignore_ascii_case(kind)) {
            Some(label) => Ok(LabelExpression::Name(Identifier::unplaced(label))),
            None => Err(ShortError::UnknownKind {
                kind: kind.to_owned(),
                known: labels().collect(),
                span: hole.span,
            }),
        }
    }

    fn name(
        &mut self,
        name: &Name,
        filters: &mut Vec<Expression>,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<NodePattern, ShortError> {
        let text: Vec<&str> = name.all().map(|name| &*name.text).collect();
        let text = text.join("|");
        if let Some((_, variable)) = self.names.iter().find(|(known, _)| *known == text) {
            return Ok(NodePattern {
                variable: Some(Identifier::unplaced(variable)),
                ..anybody()
            });
        }
        let variable = if name.clause {
            self.fresh("said")
        } else {
            self.fresh(&stem(&name.text))
        };
        self.names.push((text, variable.clone()));
        let mut pattern = NodePattern {
            variable: Some(Identifier::unplaced(&variable)),
            ..anybody()
        };
        let value = Expression::property(Expression::variable(&variable), "name");
        let (mut names, mut conditions) = (Vec::new(), Vec::new());
        for name in name.all() {
            if name.clause {
                let words = clause_words(&name.text, &value);
                conditions.extend(words.into_iter().reduce(and));
                continue;
            }
            let (meant, is_words) = self.meaning(name, notes)?;
            names.extend(meant);
            if is_words {
                conditions.push(contains(value.clone(), &name.text));
            }
        }
        names.dedup();
        if let ([only], []) = (names.as_slice(), conditions.as_slice()) {
            let entry = MapEntry {
                key: Identifier::unplaced("name"),
                value: Expression::string(only),
            };
            pattern.properties = Some(Expression::unplaced(ExpressionKind::Map(vec![entry])));
            return Ok(pattern);
        }
        if !names.is_empty() {
            conditions.insert(0, variable_in(value, &names));
        }
        filters.extend(conditions.into_iter().reduce(or));
        Ok(pattern)
    }

    /// The names of the entities that are meant, and whether its words are looked for in names too.
    fn meaning(
        &self,
        name: &Name,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<(Vec<String>, bool), ShortError> {
        let mut found = self.vocabulary.entities_called(&name.text);
        let is_small = !name.text.starts_with(char::is_uppercase);
        if !name.quoted || !(is_small || found.is_empty()) {
            return Ok((self.names_of(name, notes)?, false));
        }
        found.extend(self.vocabulary.entities_described(&name.text));
        if found.is_empty() {
            let message = format!("nothing is called `{}`; looking for the words", name.text);
            notes.push(Diagnostic::note("WordsLookedFor", message).at(name.span, ""));
        }
        let words = name.text.to_lowercase();
        let others = found.iter().map(|entity| &entity.name);
        let others = others.filter(|other| !other.to_lowercase().contains(&words));
        let mut names: Vec<String> = others.cloned().collect();
        names.sort();
        names.dedup();
        Ok((names, true))
    }

    /// The `name` of all entities that a name means; a note if they are several.
    pub(super) fn names_of(
        &self,
        name: &Name,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<Vec<String>, ShortError> {
        let mut found: Vec<Arc<KnownEntity>> = Vec::new();
        for entity in self.vocabulary.entities_called(&name.text) {
            if !found.iter().any(|known| known.name == entity.name) {
                found.push(entity);
            }
        }
        if found.is_empty() {
            return Err(self.unknown(name));
        }
        if found.len() > 1 {
            notes.push(ambiguous(name, &found));
        }
        let mut names: Vec<String> = found.iter().map(|entity| entity.name.clone()).collect();
        // What the two do, each of them does.
        for entity in found {
            for group in self.vocabulary.groups_of(&entity.name) {
                if !names.contains(&group.name) {
                    names.push(group.name.clone());
                }
            }
        }
        Ok(names)
    }

    fn unknown(&self, name: &Name) -> ShortError {
        let entities = self.vocabulary.entities().iter();
        let names = entities.map(|entity| (entity.name.as_str(), entity.aliases.as_slice()));
        ShortError::UnknownName {
            name: name.text.clone(),
            nearest: nearest_names(&name.text, names, LISTED),
            span: name.span,
        }
    }
}

/// That a text has the words of a clause, but for those that carry nothing.
fn clause_words(clause: &str, value: &Expression) -> Vec<Expression> {
    let words = clause.split_whitespace();
    let bare = words.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let telling = bare.filter(|word| {
        let lower = word.to_lowercase();
        !lower.is_empty() && !EMPTY.contains(&&*lower) && !is_auxiliary(&lower)
    });
    telling.map(|word| contains(value.clone(), word)).collect()
}

fn ambiguous(name: &Name, found: &[Arc<KnownEntity>]) -> Diagnostic {
    let listed: Vec<String> = found
        .iter()
        .take(LISTED)
        .map(|entity| format!("`{}` ({})", entity.name, entity.kind))
        .collect();
    let more = if found.len() > LISTED {
        format!(" and {} more", found.len() - LISTED)
    } else {
        String::new()
    };
    let (text, listed) = (&name.text, listed.join(", "));
    let message = format!("`{text}` can be {listed}{more}: answered for all");
    Diagnostic::note("AmbiguousName", message).at(name.span, "")
}

/// The last word of a name as a variable: `putin`.
fn stem(name: &str) -> String {
    let last = name.split_whitespace().next_back().unwrap_or(name);
    let letters: String = last.chars().filter(char::is_ascii_alphabetic).collect();
    let lower = letters.to_lowercase();
    let is_reserved = crate::query::ast::RESERVED.contains(&lower.as_str());
    if lower.is_empty() || is_reserved {
        "thing".into()
    } else {
        lower
    }
}
