//! Entity types by their names.

use crate::document::EntityType;

/// Every type, with the name of OntoNotes (or ours, for what it does not have).
const NAMES: [(EntityType, &str); 19] = [
    (EntityType::Person, "Person"),
    (EntityType::Norp, "NORP"),
    (EntityType::Fac, "Facility"),
    (EntityType::Org, "Organization"),
    (EntityType::Gpe, "GPE"),
    (EntityType::Loc, "Location"),
    (EntityType::Product, "Product"),
    (EntityType::Event, "Event"),
    (EntityType::WorkOfArt, "Work"),
    (EntityType::Law, "Law"),
    (EntityType::Language, "Language"),
    (EntityType::Date, "Date"),
    (EntityType::Time, "Time"),
    (EntityType::Percent, "Percent"),
    (EntityType::Money, "Money"),
    (EntityType::Quantity, "Quantity"),
    (EntityType::Ordinal, "Ordinal"),
    (EntityType::Cardinal, "Cardinal"),
    (EntityType::Other, "Other"),
];

/// Further names: the labels of queries, and the short forms of OntoNotes.
const FURTHER: [(&str, EntityType); 9] = [
    ("Group", EntityType::Norp),
    ("FAC", EntityType::Fac),
    ("ORG", EntityType::Org),
    ("Organisation", EntityType::Org),
    ("Place", EntityType::Gpe),
    ("LOC", EntityType::Loc),
    ("Artifact", EntityType::Product),
    ("WORK_OF_ART", EntityType::WorkOfArt),
    ("Country", EntityType::Gpe),
];

/// The name of a type in a ledger.
///
/// # Panics
/// Never: every type has a name.
pub fn name_of_type(entity_type: EntityType) -> &'static str {
    let found = NAMES.iter().find(|(known, _)| *known == entity_type);
    found.expect("every type has a name").1
}

/// The type of this name, in any case; also by its label (`Place`, `Group`, `Artifact`) and as
/// OntoNotes shortens it (`ORG`, `LOC`).
pub fn entity_type_called(name: &str) -> Option<EntityType> {
    let first = NAMES.iter().map(|(known, text)| (*text, *known));
    let mut all = first.chain(FURTHER);
    let found = all.find(|(text, _)| text.eq_ignore_ascii_case(name));
    found.map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_means_its_type() {
        for (entity_type, name) in NAMES {
            assert_eq!(entity_type_called(name), Some(entity_type));
            assert_eq!(name_of_type(entity_type), name);
        }
        assert_eq!(entity_type_called("place"), Some(EntityType::Gpe));
        assert_eq!(entity_type_called("planet"), None);
    }
}
