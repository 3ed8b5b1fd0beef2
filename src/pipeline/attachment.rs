//! Syntax → syntax with its likeliest faults put right.
//!
//! A parser hangs some words on a neighbour that stands on the wrong side of a verb. Each rule
//! here moves a word up to an ancestor, so a tree stays a tree; later stages see the mended one.

mod clause;
mod speech;
mod titles;

use super::recognizer::times;
use crate::document::{Dependency, DependencyRelation as Dep, Syntax, Upos};

/// Hangs words where they belong.
pub fn mend(mut syntax: Syntax) -> Syntax {
    for rule in [
        clause::lone_name,
        speech::subject_of_speech,
        speech::listener,
        speech::going_on,
        speech::late_speaker,
        speech::subject_before_speech,
        object_behind_verb,
        noun_before_preposition,
        titles::title_beside_name,
        per_unit,
        clause::no_participle,
        clause::elected,
        late_adjunct,
        bare_subject,
        subject_of_auxiliary,
        clause::early_auxiliary,
        late_adjective,
        time_beside_subject,
        time_of_verb,
        it_feels,
        speech::in_passing,
        adjective_of_copula,
        clause::content_of_adjective,
        clause::infinitive_of_noun,
        clause::complement_with_subject,
    ] {
        let count = syntax.tokens().len() as u32;
        let moves: Vec<(u32, Dependency)> = (0..count)
            .filter_map(|word| rule(&syntax, word).map(|dependency| (word, dependency)))
            .collect();
        if !moves.is_empty() {
            syntax = syntax.reattached(&moves);
        }
    }
    syntax
}

fn hung(head: u32, relation: Dep) -> Dependency {
    Dependency {
        head: Some(head),
        relation,
    }
}

fn is_verb(syntax: &Syntax, word: u32) -> bool {
    matches!(syntax.upos(word), Upos::Verb | Upos::Aux)
}

fn has_subject(syntax: &Syntax, word: u32) -> bool {
    [Dep::Subject, Dep::PassiveSubject, Dep::ClausalSubject]
        .into_iter()
        .any(|relation| syntax.dependent(word, relation).is_some())
}

/// *Orr told **President Ada Lind** that …*: a name behind the verb is no part of the one before.
fn object_behind_verb(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let is_part = matches!(
        syntax.relation(word),
        Dep::Flat | Dep::Apposition | Dep::DescriptiveModifier
    );
    let name = syntax.head(word).filter(|_| is_part)?;
    let verb = syntax.head(name)?;
    let leaps = name < verb && verb < word && syntax.upos(verb) == Upos::Verb;
    let is_free = syntax.dependent(verb, Dep::Object).is_none()
        && syntax.dependent(verb, Dep::IndirectObject).is_none();
    (leaps && is_free).then(|| hung(verb, Dep::Object))
}

/// *bought **Hale Foods** for $2*, with the name hung on the sum: what stands before a preposition is no
/// part of the phrase behind it.
fn noun_before_preposition(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let head = syntax.head(word)?;
    let is_part = matches!(
        syntax.relation(word),
        Dep::NominalModifier | Dep::Compound | Dep::Flat | Dep::Apposition
    );
    let is_noun = matches!(syntax.upos(word), Upos::Noun | Upos::Propn);
    let is_parted = syntax
        .dependents_by(head, Dep::Case)
        .any(|case| word < case && case < head && syntax.upos(case) == Upos::Adp);
    let verb = syntax.head(head)?;
    let is_object = is_part
        && is_noun
        && is_parted
        && verb < word
        && syntax.upos(verb) == Upos::Verb
        && syntax.dependent(word, Dep::Case).is_none()
        && syntax.dependent(verb, Dep::Object).is_none();
    is_object.then(|| hung(verb, Dep::Object))
}

/// *paid 41 crowns **a share***: what the sum is for belongs to the sum.
fn per_unit(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let article = word.checked_sub(1)?;
    let before = word.checked_sub(2)?;
    let is_unit = matches!(syntax.form(article), "a" | "an")
        && syntax.head(article) == Some(word)
        && matches!(
            syntax.lemma(word),
            "share"
                | "barrel"
                | "tonne"
                | "ton"
                | "ounce"
                | "pound"
                | "kilo"
                | "kilogram"
                | "gallon"
                | "litre"
                | "liter"
                | "bushel"
                | "unit"
                | "piece"
                | "head"
                | "night"
                | "hour"
                | "day"
                | "week"
                | "month"
                | "quarter"
                | "year"
                | "minute"
                | "second"
        );
    let is_amount = |noun: u32| syntax.dependent(noun, Dep::NumericModifier).is_some();
    let sum = [Some(before), syntax.head(before)]
        .into_iter()
        .flatten()
        .find(|&noun| noun < article && is_amount(noun))?;
    let is_above = syntax.subtree_span(word).indexes().contains(&sum);
    let is_loose = syntax.head(word) != Some(sum) || syntax.relation(word) == Dep::Conjunct;
    (is_unit && is_loose && !is_above && syntax.dependent(word, Dep::Case).is_none())
        .then(|| hung(sum, Dep::UnmarkedNominalModifier))
}

/// *Moscow remained open, the Kremlin said **after a call***: the last phrase belongs to *said*,
/// not to *remained*.
fn late_adjunct(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let head = syntax.head(word)?;
    let relation = syntax.relation(word);
    let is_movable = matches!(
        relation,
        Dep::Oblique | Dep::UnmarkedOblique | Dep::AdverbialClause
    );
    if !is_movable || head > word {
        return None;
    }
    let mut above = syntax.head(head);
    while let Some(verb) = above {
        if head < verb && verb < word && is_verb(syntax, verb) {
            return Some(hung(verb, relation));
        }
        above = syntax.head(verb);
    }
    None
}

/// ***The union (UN) and the guild** agreed*: a phrase before a verb without subject and without
/// a preposition of its own is the subject.
fn bare_subject(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let verb = syntax.head(word)?;
    let is_bare = syntax.relation(word) == Dep::Oblique
        && word < verb
        && is_verb(syntax, verb)
        && matches!(syntax.upos(word), Upos::Propn | Upos::Noun)
        && syntax.dependent(word, Dep::Case).is_none();
    let is_finite = !has_subject(syntax, verb) && syntax.dependent(verb, Dep::Marker).is_none();
    (is_bare && is_finite).then(|| hung(verb, Dep::Subject))
}

/// ***he** could get offended*, with the subject hung on the auxiliary.
fn subject_of_auxiliary(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let auxiliary = syntax.head(word)?;
    let is_auxiliary = matches!(
        syntax.relation(auxiliary),
        Dep::Auxiliary | Dep::PassiveAuxiliary | Dep::Copula
    );
    let verb = syntax.head(auxiliary).filter(|_| is_auxiliary)?;
    let relation = syntax.relation(word);
    let is_moved = matches!(
        relation,
        Dep::Subject | Dep::PassiveSubject | Dep::Auxiliary
    );
    (is_moved && !has_subject(syntax, verb)).then(|| hung(verb, relation))
}

/// *shells and rockets, **critical to** the army*: an adjective behind its noun with a phrase of
/// its own says something of the noun.
fn late_adjective(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let noun = syntax.head(word)?;
    let is_late = syntax.relation(word) == Dep::AdjectivalModifier
        && syntax.upos(word) == Upos::Adj
        && noun < word
        && (syntax.dependent(word, Dep::Oblique).is_some()
            || syntax.dependent(word, Dep::Object).is_some());
    is_late.then(|| hung(noun, Dep::AdnominalClause))
}

/// *A judge **on Tuesday** cleared him*: it was cleared then.
fn time_beside_subject(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let noun = syntax.head(word)?;
    let verb = syntax.head(noun)?;
    let is_between = syntax.relation(word) == Dep::NominalModifier
        && syntax.relation(noun) == Dep::Subject
        && noun < word
        && word < verb
        && syntax.dependent(word, Dep::Case).is_some();
    let is_day = is_between && times::is_day_name(syntax.form(word));
    is_day.then(|| hung(verb, Dep::Oblique))
}

/// *sold it to a firm from Rome **last week***: a day behind a name or a number tells when the verb was.
fn time_of_verb(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let noun = syntax.head(word)?;
    let is_bare = syntax.relation(word) == Dep::UnmarkedNominalModifier;
    let is_late = noun < word && (is_bare || syntax.relation(word) == Dep::NominalModifier);
    let holds_no_time = is_bare || matches!(syntax.upos(noun), Upos::Propn | Upos::Num | Upos::Sym);
    if !is_late || !holds_no_time || !times::heads_date(syntax, word) {
        return None;
    }
    let mut above = syntax.head(noun)?;
    for _ in 0..4 {
        if is_verb(syntax, above) {
            break;
        }
        above = syntax.head(above)?;
    }
    let is_behind = is_verb(syntax, above) && above < noun;
    let is_last = syntax.dependents(above).iter().all(|&other| {
        let is_clause = matches!(
            syntax.relation(other),
            Dep::Conjunct | Dep::AdverbialClause | Dep::Parataxis | Dep::Punctuation
        );
        other < word || is_clause
    });
    let relation = if is_bare {
        Dep::UnmarkedOblique
    } else {
        Dep::Oblique
    };
    (is_behind && (is_bare || is_last)).then(|| hung(above, relation))
}

/// ***it** is confident that …*: who feels something is somebody.
fn it_feels(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let adjective = syntax.head(word)?;
    let is_person = syntax.relation(word) == Dep::Expletive
        && word < adjective
        && syntax.form(word).eq_ignore_ascii_case("it")
        && !has_subject(syntax, adjective)
        && matches!(
            syntax.lemma(adjective),
            "confident"
                | "sure"
                | "aware"
                | "glad"
                | "happy"
                | "proud"
                | "afraid"
                | "worried"
                | "hopeful"
                | "optimistic"
                | "ready"
                | "willing"
                | "able"
                | "committed"
                | "concerned"
                | "disappointed"
                | "pleased"
                | "convinced"
                | "determined"
                | "keen"
        );
    is_person.then(|| hung(adjective, Dep::Subject))
}

/// *the door remained **open***, with the adjective hung on the verb above.
fn adjective_of_copula(syntax: &Syntax, word: u32) -> Option<Dependency> {
    let copula = word.checked_sub(1)?;
    let head = syntax.head(word)?;
    let is_loose = syntax.upos(word) == Upos::Adj
        && matches!(
            syntax.relation(word),
            Dep::ClausalComplement | Dep::OpenComplement | Dep::Conjunct
        )
        && head != copula
        && syntax.head(copula) == Some(head)
        && !has_subject(syntax, word)
        && syntax.dependent(word, Dep::Copula).is_none();
    let joins = matches!(
        syntax.lemma(copula),
        "remain" | "stay" | "become" | "seem" | "appear" | "feel" | "look"
    );
    (is_loose && joins).then(|| hung(copula, Dep::OpenComplement))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentId;
    use crate::reader::conllu;

    /// `form/UPOS/head/relation` for each word → `word < head relation` for each that moved.
    fn moved(words: &str) -> String {
        let mut source = String::new();
        for (index, word) in words.split(' ').enumerate() {
            let [form, upos, head, relation] = word.split('/').collect::<Vec<_>>()[..] else {
                panic!("a word has four parts: {word}");
            };
            let number = (index + 1).to_string();
            source += &[
                &number, form, form, upos, "NN", "_", head, relation, "_", "_\n",
            ]
            .join("\t");
        }
        let before = conllu::read(&source, DocumentId::new("t")).unwrap();
        let after = mend(before.clone());
        let count = 0..before.tokens().len() as u32;
        let changed = count.filter(|&word| {
            before.head(word) != after.head(word) || before.relation(word) != after.relation(word)
        });
        let lines = changed.map(|word| {
            let head = after.head(word).map_or("-", |head| after.form(head));
            format!(
                "{} < {head} {}",
                after.form(word),
                after.relation(word).as_str()
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn who_stands_before_a_verb_of_speech_speaks() {
        let words = "men/NOUN/2/nsubj deny/VERB/6/ccomp it/PRON/2/obj ,/PUNCT/2/punct lawyers/NOUN/2/nsubj said/VERB/0/root";
        assert_eq!(moved(words), "lawyers < said nsubj");
    }

    #[test]
    fn a_name_behind_the_verb_is_its_object() {
        let words = "Orr/PROPN/2/nsubj told/VERB/0/root Ada/PROPN/1/flat Lind/PROPN/3/flat";
        assert_eq!(moved(words), "Ada < told obj");
    }

    #[test]
    fn a_name_before_a_preposition_is_no_part_of_the_phrase_behind_it() {
        let words = "Orr/PROPN/2/nsubj bought/VERB/0/root Hale/PROPN/4/compound Foods/PROPN/6/nmod for/ADP/6/case $/SYM/2/obl";
        assert_eq!(moved(words), "Foods < bought obj");
    }

    #[test]
    fn a_title_belongs_to_the_name_behind_it() {
        let words = "Orr/PROPN/2/nsubj met/VERB/0/root Minister/PROPN/2/obj Ada/PROPN/2/obj Lind/PROPN/4/flat";
        assert_eq!(moved(words), "Minister < Ada nmod:desc");
    }

    #[test]
    fn what_a_sum_is_for_belongs_to_the_sum() {
        let words = "Orr/PROPN/2/nsubj paid/VERB/0/root $/SYM/2/iobj 2/NUM/3/nummod a/DET/6/det share/NOUN/2/obj";
        assert_eq!(moved(words), "share < $ nmod:unmarked");
    }

    #[test]
    fn a_phrase_behind_a_verb_does_not_belong_before_it() {
        let words = "prices/NOUN/2/nsubj fell/VERB/4/ccomp they/PRON/4/nsubj said/VERB/0/root after/ADP/6/case talks/NOUN/2/obl";
        assert_eq!(moved(words), "talks < said obl");
    }

    #[test]
    fn who_stands_before_the_subject_of_what_is_told_listens() {
        let words = "Orr/PROPN/2/nsubj tells/VERB/0/root Lind/PROPN/5/iobj prices/NOUN/5/nsubj fall/VERB/2/ccomp";
        assert_eq!(moved(words), "Lind < tells iobj");
    }

    #[test]
    fn an_auxiliary_belongs_to_the_verb_behind_it() {
        let words = "Orr/PROPN/3/nsubj could/AUX/4/aux get/VERB/0/root hurt/ADJ/3/xcomp";
        assert_eq!(moved(words), "could < get aux");
    }

    #[test]
    fn an_infinitive_belongs_to_the_noun_that_asks_for_one() {
        let words = "Orr/PROPN/2/nsubj spoke/VERB/0/root of/ADP/4/case readiness/NOUN/2/obl to/PART/6/mark go/VERB/2/advcl";
        assert_eq!(moved(words), "go < readiness acl");
    }

    #[test]
    fn a_year_behind_a_number_tells_when_the_verb_was() {
        let words = "Orr/PROPN/2/nsubj paid/VERB/0/root for/ADP/4/case 4/NUM/2/obl in/ADP/6/case 2011/NUM/4/nmod";
        assert_eq!(moved(words), "2011 < paid obl");
    }

    #[test]
    fn a_right_tree_stays_as_it_is() {
        let words = "prices/NOUN/2/nsubj fell/VERB/0/root on/ADP/4/case Monday/PROPN/2/obl";
        assert_eq!(moved(words), "");
    }
}
