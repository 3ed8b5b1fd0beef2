//! What the lists say about a word: closed sets, each read from the name it has in the lists.

use super::load::LexiconError;

/// A value that stands in a hand-written list under a name.
pub(super) trait Listed: Sized + Copy + 'static {
    /// Names and values, in the order in which the error message shows them.
    const NAMES: &'static [(&'static str, Self)];
    /// The names again, as one text for the message.
    const WANTED: &'static str;

    fn read(list: &'static str, line: usize, value: &str) -> Result<Self, LexiconError> {
        Self::NAMES
            .iter()
            .find(|(name, _)| *name == value)
            .map(|(_, found)| *found)
            .ok_or_else(|| LexiconError::Value {
                list,
                line,
                value: value.to_owned(),
                wanted: Self::WANTED,
            })
    }
}

macro_rules! listed {
    ($(#[$meta:meta])* $name:ident { $($(#[$remark:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$remark])* $variant),+ }

        impl Listed for $name {
            const NAMES: &'static [(&'static str, Self)] = &[$(($text, Self::$variant)),+];
            const WANTED: &'static str = concat!($("`", $text, "` "),+);
        }

        impl $name {
            /// The name it has in the lists.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

listed! {
    /// What a reporting verb does with what is reported; decides its modality and who believes it.
    ReportingClass {
        /// say, tell, add: the source states it.
        Neutral = "neutral",
        /// insist, stress, claim: the source stands by it.
        Assertive = "assertive",
        /// confirm, admit, reveal: the writer takes it for true.
        Factive = "factive",
        /// deny, reject: the source states the opposite.
        Denial = "denial",
        /// urge, demand, order: the source wants it.
        Directive = "directive",
        /// promise, vow, threaten, refuse: the source binds itself.
        Commissive = "commissive",
        /// praise, accuse, blame: the source judges it.
        Evaluative = "evaluative",
        /// doubt, question: the source does not believe it.
        Doubt = "doubt",
        /// expect, predict, believe: the source thinks it will be or is so.
        Expectation = "expectation",
    }
}

listed! {
    /// What a verb says about its infinitive or gerund.
    Implication {
        /// manage, begin: it happens.
        Done = "done",
        /// fail, refuse, prevent: it does not happen.
        NotDone = "not_done",
        /// try, plan, hope: it is not said.
        Open = "open",
    }
}

listed! {
    /// The gender of a name, title or kinship noun, as far as a list tells it.
    Gender {
        /// he, him
        Male = "m",
        /// she, her
        Female = "f",
        /// either
        Unknown = "u",
    }
}

listed! {
    /// Where a title stands and what it says.
    TitleKind {
        /// Mr., Sir, King: before a name.
        Honorific = "honorific",
        /// General, Sgt.: before a name.
        Rank = "rank",
        /// president, minister: before a name or with `of`.
        Office = "office",
        /// founder, striker, witness: a description of a person.
        Role = "role",
    }
}

listed! {
    /// What a metonym is besides standing for a government.
    MetonymKind {
        /// Kremlin, White House: the government's own seat or body.
        Seat = "seat",
        /// Moscow, Washington: the capital, which may also only be a city.
        Capital = "capital",
    }
}

listed! {
    /// Strength of a hedge.
    Hedge {
        /// reportedly, alleged
        Hedged = "hedged",
        /// unlikely
        Doubtful = "doubtful",
        /// falsely
        False = "false",
    }
}

listed! {
    /// What a negation word negates.
    Negation {
        /// not, never: the predicate it depends on.
        Clause = "clause",
        /// nobody, no: the clause through its argument.
        Subject = "subject",
        /// without: what follows it.
        Absence = "absence",
        /// hardly, few: nearly the clause.
        Approximate = "approximate",
    }
}

listed! {
    /// The modality that an auxiliary or an adverb gives (names of the exchange format).
    ModalityCue {
        /// will
        Promised = "promised",
        /// be scheduled
        Planned = "planned",
        /// must
        Obligatory = "obligatory",
        /// may
        Possible = "possible",
        /// if, would
        Conditional = "conditional",
        /// please
        Requested = "requested",
    }
}

listed! {
    /// Sort of an organisation, from the head noun of its name.
    OrganizationKind {
        /// ministry, court
        Government = "government",
        /// army, police
        Military = "military",
        /// party, union
        Political = "political",
        /// bank, airline
        Company = "company",
        /// university, church
        Institution = "institution",
        /// club, team
        Sport = "sport",
    }
}

listed! {
    /// Sort of a place, from the head noun of its name.
    PlaceKind {
        /// city, province: has a government.
        Political = "gpe",
        /// river, mountain: has none.
        Natural = "loc",
        /// airport, bridge: was built.
        Facility = "facility",
    }
}

listed! {
    /// Kind of an event noun.
    EventKind {
        /// call, meeting, visit
        Contact = "contact",
        /// war, attack
        Conflict = "conflict",
        /// delivery, takeover
        Trade = "trade",
        /// decision, ban, vote
        Decision = "decision",
        /// crash, flood
        Accident = "accident",
        /// summit, match
        Gathering = "gathering",
        /// trial, arrest
        Justice = "justice",
        /// launch, death
        Change = "change",
    }
}

listed! {
    /// Kind of a word for time.
    TimeWordKind {
        /// Monday (1) to Sunday (7)
        Weekday = "weekday",
        /// January (1) to December (12)
        Month = "month",
        /// day, week
        Unit = "unit",
        /// today, earlier
        Deictic = "deictic",
        /// spring (1) to winter (4)
        Season = "season",
    }
}

/// WordNet's sentence frames of a verb, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VerbFrames(u64);

impl VerbFrames {
    pub(super) fn from_hexadecimal(text: &str) -> Self {
        Self(u64::from_str_radix(text, 16).unwrap_or(0))
    }

    fn any(self, frames: &[u32]) -> bool {
        frames.iter().any(|frame| self.0 >> (frame - 1) & 1 == 1)
    }

    /// Whether WordNet's frame `number` (1 to 35) is among them.
    pub fn has(self, number: u32) -> bool {
        (1..=35).contains(&number) && self.any(&[number])
    }

    /// Somebody ~s.
    pub fn intransitive(self) -> bool {
        self.any(&[1, 2, 4, 22, 23])
    }

    /// Somebody ~s somebody or something.
    pub fn transitive(self) -> bool {
        self.any(&[8, 9, 10, 11])
    }

    /// Somebody ~s somebody something, or something to somebody.
    pub fn ditransitive(self) -> bool {
        self.any(&[14, 15])
    }

    /// Somebody ~s that clause.
    pub fn that_clause(self) -> bool {
        self.any(&[26])
    }

    /// Somebody ~s whether infinitive.
    pub fn whether(self) -> bool {
        self.any(&[29])
    }

    /// Somebody ~s to infinitive.
    pub fn infinitive(self) -> bool {
        self.any(&[28])
    }

    /// Somebody ~s somebody to infinitive, or somebody bare infinitive: object control.
    pub fn object_infinitive(self) -> bool {
        self.any(&[24, 25])
    }

    /// Somebody ~s something-ing.
    pub fn gerund(self) -> bool {
        self.any(&[33])
    }
}
