//! Kinds of names → the types of OntoNotes.
//!
//! In: a name's kind, as the training data tells kinds apart, and its last word. Out: its type. The data
//! knows one kind of place and one kind of everything else; the last word often says more: the *Danube
//! River* governs nothing, the *Clean Air Act* is a law.

use super::labels::NameKind;
use crate::document::EntityType;

/// Last words of places that govern nothing, in the order of their bytes.
const LANDSCAPE: [&str; 26] = [
    "basin",
    "bay",
    "beach",
    "coast",
    "desert",
    "forest",
    "gulf",
    "hills",
    "island",
    "islands",
    "lake",
    "mountain",
    "mountains",
    "ocean",
    "peninsula",
    "plateau",
    "reef",
    "river",
    "sea",
    "strait",
    "straits",
    "valley",
    "volcano",
    "waters",
    "west",
    "woods",
];

/// Last words of what was built, in the order of their bytes.
const BUILDINGS: [&str; 33] = [
    "airport",
    "arena",
    "avenue",
    "base",
    "boulevard",
    "bridge",
    "building",
    "canal",
    "castle",
    "cathedral",
    "church",
    "dam",
    "garden",
    "gardens",
    "hall",
    "harbour",
    "highway",
    "hospital",
    "hotel",
    "house",
    "mosque",
    "museum",
    "palace",
    "park",
    "port",
    "prison",
    "road",
    "square",
    "stadium",
    "station",
    "street",
    "tower",
    "tunnel",
];

/// Last words of laws, in the order of their bytes.
const LAWS: [&str; 12] = [
    "accord",
    "accords",
    "act",
    "agreement",
    "amendment",
    "bill",
    "code",
    "constitution",
    "convention",
    "law",
    "protocol",
    "treaty",
];

/// The type of a name whose last word is `last`.
pub fn entity_type(kind: NameKind, last: &str) -> EntityType {
    let last = last.to_lowercase();
    let is_in = |list: &[&str]| list.binary_search(&last.as_str()).is_ok();
    match kind {
        NameKind::Person => EntityType::Person,
        NameKind::Organization => EntityType::Org,
        NameKind::Place if is_in(&LANDSCAPE) => EntityType::Loc,
        NameKind::Place if is_in(&BUILDINGS) => EntityType::Fac,
        NameKind::Place => EntityType::Gpe,
        NameKind::Event => EntityType::Event,
        NameKind::Other if is_in(&LAWS) => EntityType::Law,
        NameKind::Other => EntityType::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_the_order_of_their_bytes() {
        assert!(LANDSCAPE.is_sorted() && BUILDINGS.is_sorted() && LAWS.is_sorted());
    }

    #[test]
    fn the_last_word_tells_places_apart() {
        let check = |last, expected| assert_eq!(entity_type(NameKind::Place, last), expected);
        check("Norway", EntityType::Gpe);
        check("River", EntityType::Loc);
        check("Airport", EntityType::Fac);
    }

    #[test]
    fn an_act_is_a_law() {
        assert_eq!(entity_type(NameKind::Other, "Act"), EntityType::Law);
        assert_eq!(entity_type(NameKind::Other, "Linux"), EntityType::Other);
    }
}
