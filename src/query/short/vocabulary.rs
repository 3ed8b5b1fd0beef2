//! The words that a graph has, as far as a question needs them.

/// An entity that a name can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEntity {
    /// The `name` of its node.
    pub name: String,
    /// The other names it goes by.
    pub aliases: Vec<String>,
    /// Its label.
    pub kind: String,
    /// How often it is mentioned.
    pub mentions: u64,
}

/// The words that a graph has. Look-ups take any case; lists come most frequent first, equal ones by
/// name.
pub trait Vocabulary {
    /// All entities.
    fn entities(&self) -> &[KnownEntity];

    /// All types of relationships with how many there are: `call`, `give_up_on`, `tell_that`.
    fn relations(&self) -> &[(String, u64)];

    /// All labels with how many nodes have them.
    fn labels(&self) -> &[(String, u64)];

    /// The dictionary form of a verb: `told` → `tell`.
    fn verb_lemma(&self, form: &str) -> String;

    /// The entities that a name means, those of that very name before those of that alias, each group
    /// most mentioned first; where there is neither, those of whose name it is the last part
    /// (`Putin` of `Vladimir Putin`). Titles before a name do not count (`President Putin`).
    fn entities_called(&self, name: &str) -> Vec<&KnownEntity> {
        let folded = fold(name);
        let named = |entity: &&KnownEntity| fold(&entity.name) == folded;
        let aliased =
            |entity: &&KnownEntity| entity.aliases.iter().any(|alias| fold(alias) == folded);
        let mut found: Vec<&KnownEntity> = self.entities().iter().filter(named).collect();
        found.extend(
            self.entities()
                .iter()
                .filter(|entity| !named(entity))
                .filter(aliased),
        );
        if found.is_empty() {
            let ending = format!(" {folded}");
            let ends = |entity: &&KnownEntity| fold(&entity.name).ends_with(&ending);
            found.extend(self.entities().iter().filter(ends));
        }
        found
    }

    /// How many relationships of a type there are.
    fn relation_count(&self, name: &str) -> u64 {
        let found = self.relations().iter().find(|(known, _)| known == name);
        found.map_or(0, |(_, count)| *count)
    }
}

/// A name as it is compared: lower case, straight apostrophes, no article before it.
fn fold(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}

/// A vocabulary that is held as lists.
pub struct WordList {
    entities: Vec<KnownEntity>,
    relations: Vec<(String, u64)>,
    labels: Vec<(String, u64)>,
    verb_lemma: Box<dyn Fn(&str) -> String + Send + Sync>,
}

impl WordList {
    /// Takes the words of a graph in any order, and a function from a verb's form to its lemma.
    pub fn new(
        mut entities: Vec<KnownEntity>,
        mut relations: Vec<(String, u64)>,
        mut labels: Vec<(String, u64)>,
        verb_lemma: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> Self {
        entities.sort_by(|left, right| {
            right
                .mentions
                .cmp(&left.mentions)
                .then_with(|| left.name.cmp(&right.name))
        });
        for list in [&mut relations, &mut labels] {
            list.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        }
        Self {
            entities,
            relations,
            labels,
            verb_lemma: Box::new(verb_lemma),
        }
    }
}

impl Vocabulary for WordList {
    fn entities(&self) -> &[KnownEntity] {
        &self.entities
    }

    fn relations(&self) -> &[(String, u64)] {
        &self.relations
    }

    fn labels(&self) -> &[(String, u64)] {
        &self.labels
    }

    fn verb_lemma(&self, form: &str) -> String {
        (self.verb_lemma)(form)
    }
}
