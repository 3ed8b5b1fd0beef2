//! Countries, their names, adjectives and capitals; cities, regions, governments' seats; peoples
//! and well-known organisations.

use rustc_hash::FxHashSet;

use super::classes::{Listed, MetonymKind, PlaceKind};
use super::load::{LexiconError, rows};
use super::table::SortedTable;
use super::{Words, hand, set, texts};

const COUNTRIES: SortedTable = SortedTable::new(include_str!("../../data/lexicon/countries.tsv"));
const COUNTRY_NAMES: SortedTable =
    SortedTable::new(include_str!("../../data/lexicon/country_names.tsv"));
const CITIES: SortedTable = SortedTable::new(include_str!("../../data/lexicon/cities.tsv"));
const PLACES: SortedTable = SortedTable::new(include_str!("../../data/lexicon/places.tsv"));
const PLACE_ADJECTIVES: SortedTable =
    SortedTable::new(include_str!("../../data/lexicon/place_adjectives.tsv"));

/// A country, or what the news treat like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country {
    /// ISO 3166 code, `EU` for the European Union, `GB-SCT` for Scotland.
    pub code: &'static str,
    /// The common English name: `United States`.
    pub name: &'static str,
    /// The capital, empty where there is none.
    pub capital: &'static str,
    /// The adjective, empty where the lists have none: `American`.
    pub adjective: &'static str,
}

/// What a seat of government or a capital may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metonym {
    /// The country whose government is meant.
    pub country: Country,
    /// A body that is only that, or a city that is also a city.
    pub kind: MetonymKind,
}

#[derive(Debug)]
pub(super) struct Geography {
    /// By code in upper case.
    countries: Words<Country>,
    aliases: Words<&'static str>,
    demonyms: Words<&'static str>,
    capitals: Words<&'static str>,
    metonyms: Words<(&'static str, MetonymKind)>,
    regions: Words<PlaceKind>,
    peoples: FxHashSet<&'static str>,
    organizations: Words<&'static str>,
}

impl Geography {
    pub(super) fn load() -> Result<Self, LexiconError> {
        let countries = countries()?;
        let aliases = texts(hand!("country_aliases.tsv"))?;
        let mut demonyms = texts(hand!("demonyms.tsv"))?;
        let mut capitals = Words::default();
        // In the order of the codes: an adjective of two countries goes to the hand-written list.
        let mut by_code: Vec<_> = countries.values().collect();
        by_code.sort_unstable();
        for country in by_code {
            if !country.adjective.is_empty() {
                demonyms.entry(country.adjective).or_insert(country.code);
            }
            // Those that are no more do not take Moscow away from Russia.
            if !country.capital.is_empty() && !["SU", "YU", "CS"].contains(&country.code) {
                capitals.entry(country.capital).or_insert(country.code);
            }
        }
        Ok(Self {
            countries,
            aliases,
            demonyms,
            capitals,
            metonyms: metonyms()?,
            regions: regions()?,
            peoples: set(hand!("groups.tsv"))?,
            organizations: texts(hand!("organizations.tsv"))?,
        })
    }

    pub(super) fn by_code(&self, code: &str) -> Option<Country> {
        self.countries.get(code).copied()
    }

    pub(super) fn by_name(&self, name: &str) -> Option<Country> {
        let plain = straight(name);
        if let Some(code) = self.aliases.get(plain.as_str()) {
            return self.by_code(code);
        }
        starts_like_a_name(&plain)
            .then(|| COUNTRY_NAMES.get(&plain.to_lowercase()))
            .flatten()
            // `US` is an alias above; "Us" and "Uk" are no countries, nor is "IT".
            .filter(|_| plain.chars().count() > 2)
            .and_then(|code| self.by_code(code))
    }

    pub(super) fn by_demonym(&self, word: &str) -> Option<Country> {
        let singular = word.strip_suffix('s').unwrap_or(word);
        self.demonyms
            .get(word)
            .or_else(|| self.demonyms.get(singular))
            .and_then(|code| self.by_code(code))
    }

    pub(super) fn capital_of(&self, city: &str) -> Option<Country> {
        let code = self.capitals.get(city).copied();
        code.or_else(|| {
            let metonym = self
                .metonyms
                .get(city)
                .filter(|(_, kind)| *kind == MetonymKind::Capital);
            metonym.map(|(code, _)| *code).filter(|code| *code != "EU")
        })
        .and_then(|code| self.by_code(code))
    }

    pub(super) fn metonym(&self, name: &str) -> Option<Metonym> {
        let plain = straight(name);
        let name = plain
            .strip_prefix("the ")
            .or(plain.strip_prefix("The "))
            .unwrap_or(&plain);
        if let Some((code, kind)) = self
            .metonyms
            .get(name)
            .or_else(|| self.metonyms.get(plain.as_str()))
        {
            return self.by_code(code).map(|country| Metonym {
                country,
                kind: *kind,
            });
        }
        let country = self.capital_of(name)?;
        // A city that is its own state stands for nothing else.
        (country.name != country.capital).then_some(Metonym {
            country,
            kind: MetonymKind::Capital,
        })
    }

    pub(super) fn place(&self, name: &str) -> Option<PlaceKind> {
        let plain = straight(name);
        if self.by_name(&plain).is_some() {
            return Some(PlaceKind::Political);
        }
        if let Some(kind) = self.regions.get(plain.as_str()) {
            return Some(*kind);
        }
        if !starts_like_a_name(&plain) {
            return None;
        }
        let key = plain.to_lowercase();
        match PLACES.get(&key) {
            Some("g") => Some(PlaceKind::Political),
            Some("f") => Some(PlaceKind::Facility),
            Some(_) => Some(PlaceKind::Natural),
            None if self.capital_of(&plain).is_some() || CITIES.get(&key).is_some() => {
                Some(PlaceKind::Political)
            }
            None => None,
        }
    }

    pub(super) fn city(&self, name: &str) -> Option<(Country, u32)> {
        let value = CITIES.get(&straight(name).to_lowercase())?;
        let (code, thousands) = value.split_at_checked(2)?;
        Some((self.by_code(code)?, thousands.parse().ok()?))
    }

    pub(super) fn place_adjective(&self, adjective: &str) -> Option<&'static str> {
        if !starts_like_a_name(adjective) || self.by_demonym(adjective).is_some() {
            return None;
        }
        PLACE_ADJECTIVES.get(&adjective.to_lowercase())
    }

    pub(super) fn is_people(&self, name: &str) -> bool {
        self.peoples.contains(name)
    }

    pub(super) fn organization(&self, name: &str) -> Option<&'static str> {
        self.organizations.get(straight(name).as_str()).copied()
    }
}

fn straight(name: &str) -> String {
    name.replace('’', "'")
}

fn starts_like_a_name(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase) || name.starts_with("al-")
}

fn countries() -> Result<Words<Country>, LexiconError> {
    let mut countries = Words::default();
    let (list, text) = hand!("country_extra.tsv");
    for row in rows(list, text, 4)? {
        let [name, capital, adjective] = row.fields[..] else {
            continue;
        };
        add_country(&mut countries, row.key, name, capital, adjective);
    }
    for (code, fields) in COUNTRIES.iter() {
        let mut fields = fields.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        let (name, capital, adjective) = (next(), next(), next());
        add_country(&mut countries, code, name, capital, adjective);
    }
    Ok(countries)
}

fn add_country(
    countries: &mut Words<Country>,
    code: &'static str,
    name: &'static str,
    capital: &'static str,
    adjective: &'static str,
) {
    countries.entry(code).or_insert(Country {
        code,
        name,
        capital,
        adjective,
    });
}

fn metonyms() -> Result<Words<(&'static str, MetonymKind)>, LexiconError> {
    let (list, text) = hand!("metonyms.tsv");
    rows(list, text, 3)?
        .into_iter()
        .map(|row| {
            let kind = MetonymKind::read(list, row.line, row.fields[1])?;
            Ok((row.key, (row.fields[0], kind)))
        })
        .collect()
}

fn regions() -> Result<Words<PlaceKind>, LexiconError> {
    let (list, text) = hand!("regions.tsv");
    rows(list, text, 2)?
        .into_iter()
        .map(|row| Ok((row.key, PlaceKind::read(list, row.line, row.fields[0])?)))
        .collect()
}
