//! Titles, roles, kinship and short first names.

use super::classes::{Gender, Listed, TitleKind};
use super::load::{LexiconError, rows};
use super::table::SortedTable;
use super::{Words, classified, hand, texts};

const FIRST_NAMES: SortedTable =
    SortedTable::new(include_str!("../../data/lexicon/first_names.tsv"));

/// What a title or role noun says about the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// Where it stands.
    pub kind: TitleKind,
    /// Gender of whoever bears it.
    pub gender: Gender,
}

/// What a kinship noun says: `X's wife` is female, and X is her husband.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kinship {
    /// Gender of the person the noun means.
    pub gender: Gender,
    /// What the other person is to that one, where the other is a man.
    pub inverse_of_man: &'static str,
    /// What the other person is to that one, where the other is a woman.
    pub inverse_of_woman: &'static str,
}

#[derive(Debug)]
pub(super) struct People {
    titles: Words<Title>,
    kinship: Words<Kinship>,
    nicknames: Words<&'static str>,
    first_names: Words<Gender>,
}

impl People {
    pub(super) fn load() -> Result<Self, LexiconError> {
        let (list, text) = hand!("titles.tsv");
        let titles = rows(list, text, 3)?
            .into_iter()
            .map(|row| {
                let kind = TitleKind::read(list, row.line, row.fields[0])?;
                let gender = Gender::read(list, row.line, row.fields[1])?;
                Ok((row.key, Title { kind, gender }))
            })
            .collect::<Result<_, LexiconError>>()?;
        let (list, text) = hand!("kinship.tsv");
        let kinship = rows(list, text, 4)?
            .into_iter()
            .map(|row| {
                let gender = Gender::read(list, row.line, row.fields[0])?;
                let (inverse_of_man, inverse_of_woman) = (row.fields[1], row.fields[2]);
                Ok((
                    row.key,
                    Kinship {
                        gender,
                        inverse_of_man,
                        inverse_of_woman,
                    },
                ))
            })
            .collect::<Result<_, LexiconError>>()?;
        Ok(Self {
            titles,
            kinship,
            nicknames: texts(hand!("nicknames.tsv"))?,
            first_names: classified(hand!("first_names.tsv"))?,
        })
    }

    pub(super) fn title(&self, phrase: &str) -> Option<Title> {
        self.titles.get(phrase).copied()
    }

    pub(super) fn kinship(&self, noun: &str) -> Option<Kinship> {
        self.kinship.get(noun).copied()
    }

    pub(super) fn first_name(&self, name: &str) -> Option<Gender> {
        let key = name.replace('’', "'").to_lowercase();
        if let Some(gender) = self.first_names.get(key.as_str()) {
            return Some(*gender);
        }
        match FIRST_NAMES.get(&key)? {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            _ => Some(Gender::Unknown),
        }
    }

    pub(super) fn nickname(&self, name: &str) -> Option<&'static str> {
        self.nicknames.get(name).copied()
    }
}
