//! Which variables there are at a place of a query.

use super::kind::Kind;

/// The variables at one place, in the order in which they were bound; a later one of the same name
/// hides an earlier one.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    variables: Vec<(String, Kind)>,
}

impl Scope {
    pub(super) fn kind_of(&self, name: &str) -> Option<&Kind> {
        self.variables
            .iter()
            .rev()
            .find(|(known, _)| known == name)
            .map(|(_, kind)| kind)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.kind_of(name).is_some()
    }

    pub(super) fn bind(&mut self, name: &str, kind: Kind) {
        self.variables.push((name.to_owned(), kind));
    }

    /// Takes away what was bound last.
    pub(super) fn unbind(&mut self, count: usize) {
        self.variables.truncate(self.variables.len() - count);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.variables.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &(String, Kind)> {
        self.variables.iter()
    }

    /// The names, each once, in the order of the alphabet: the columns of `*`.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .variables
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// These variables and, hiding them, those of `inner`.
    pub(super) fn with(&self, inner: &Self) -> Self {
        let variables = self
            .variables
            .iter()
            .chain(&inner.variables)
            .cloned()
            .collect();
        Self { variables }
    }
}
