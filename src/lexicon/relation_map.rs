//! Which relations are counted as one: `phone` as `call`, `be_owner_of` as `own`, `lose_to` as
//! `defeat` the other way round.

use std::collections::BTreeMap;

use super::List;
use super::load::{LexiconError, rows};

/// The relation that another is counted as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    /// Its name.
    pub name: Box<str>,
    /// Whether subject and object change places.
    pub is_inverse: bool,
}

/// From relations as they were read to those they are counted as. A relation is named by the lemma
/// of its verb with what follows it: `call`, `turn_down`, `lose_to`, `be_founder_of`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RelationMap {
    entries: BTreeMap<Box<str>, Counted>,
}

impl RelationMap {
    /// The list that is part of the binary.
    pub(super) fn load((list, text): List) -> Result<Self, LexiconError> {
        let mut map = Self::default();
        for row in rows(list, text, 3)? {
            let is_inverse = match row.fields[1] {
                "same" => false,
                "inverse" => true,
                other => {
                    return Err(LexiconError::Value {
                        list,
                        line: row.line,
                        value: other.to_owned(),
                        wanted: "`same` `inverse`",
                    });
                }
            };
            map.insert(row.key, row.fields[0], is_inverse);
        }
        Ok(map)
    }

    /// Counts `relation` as `name` from now on, in place of what was said before; under its own
    /// name when the two are one.
    pub fn insert(&mut self, relation: &str, name: &str, is_inverse: bool) {
        let counted = Counted {
            name: name.into(),
            is_inverse,
        };
        self.entries.insert(relation.into(), counted);
    }

    /// Whether somebody said what `relation` is counted as, if only itself.
    pub fn has(&self, relation: &str) -> bool {
        self.entries.contains_key(relation)
    }

    /// What `relation` is counted as, through all that lies between; `None` for what is counted
    /// under its own name. Of relations in a circle none is counted as another.
    pub fn find(&self, relation: &str) -> Option<Counted> {
        let mut found = Counted {
            name: relation.into(),
            is_inverse: false,
        };
        for _ in 0..=self.entries.len() {
            match self.entries.get(&found.name) {
                Some(next) if next.name != found.name => {
                    found.is_inverse ^= next.is_inverse;
                    found.name = next.name.clone();
                }
                _ => return (*found.name != *relation).then_some(found),
            }
        }
        None
    }

    /// What a verb with the role of its only argument is counted as: `meet` + `with` as `meet`,
    /// `phone` + `about` as `call_about`.
    pub fn find_with_role(&self, verb: &str, role: &str) -> Option<Counted> {
        self.find(&format!("{verb}_{role}"))
            .or_else(|| self.find_argument(verb, role))
    }

    /// What a verb with the role of a further argument is counted as: `phone` + `about` as
    /// `call_about`.
    pub fn find_argument(&self, verb: &str, role: &str) -> Option<Counted> {
        let found = self.find(verb).filter(|counted| !counted.is_inverse)?;
        Some(Counted {
            name: format!("{}_{role}", found.name).into(),
            is_inverse: false,
        })
    }

    /// All that was said, by relation.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Counted)> {
        let entries = self.entries.iter();
        entries.map(|(relation, counted)| (&**relation, counted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(map: &RelationMap, relation: &str) -> Option<String> {
        let counted = map.find(relation)?;
        let turned = if counted.is_inverse { "-" } else { "" };
        Some(format!("{turned}{}", counted.name))
    }

    #[test]
    fn relations_are_counted_through_others_and_turn_with_each_inverse() {
        let mut map = RelationMap::default();
        map.insert("phone", "call", false);
        map.insert("ring", "phone", false);
        map.insert("be_called_by", "call", true);
        map.insert("be_rung_by", "be_called_by", false);
        assert_eq!(name(&map, "ring").as_deref(), Some("call"));
        assert_eq!(name(&map, "be_rung_by").as_deref(), Some("-call"));
        assert_eq!(name(&map, "call"), None);
    }

    #[test]
    fn a_circle_counts_nothing_as_another() {
        let mut map = RelationMap::default();
        map.insert("ring", "phone", false);
        map.insert("phone", "ring", false);
        assert_eq!(name(&map, "ring"), None);
    }

    #[test]
    fn a_verb_takes_the_roles_of_its_arguments_along() {
        let mut map = RelationMap::default();
        map.insert("phone", "call", false);
        map.insert("meet_with", "meet", false);
        let found = |verb, role| map.find_with_role(verb, role).map(|found| found.name);
        assert_eq!(found("phone", "about").as_deref(), Some("call_about"));
        assert_eq!(found("meet", "with").as_deref(), Some("meet"));
        assert_eq!(map.find_argument("meet", "with"), None);
    }

    #[test]
    fn in_the_list_of_the_binary_every_relation_ends_in_one_of_its_own() {
        let lexicon = crate::lexicon::Lexicon::english();
        let map = lexicon.relation_map();
        for (relation, counted) in map.iter() {
            let own = map.entries.get(&counted.name);
            let is_own = own.is_some_and(|own| own.name == counted.name && !own.is_inverse);
            assert!(is_own, "`{relation}` is counted as `{}`", counted.name);
        }
    }
}
