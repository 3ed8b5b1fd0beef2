//! A fact with several subjects or objects → as many facts: `Putin and Trump discussed ?what`.

use super::verb::interpret;
use super::{Argument, Asked, Fact, ShortError, Term, VerbGroup, Vocabulary};

/// How many facts a question may come to.
const MOST_FACTS: usize = 50;

/// The prepositions of somebody with whom a thing is done together.
const TOGETHER: [&str; 2] = ["with", "to"];

/// Each fact with one subject and one object in each place, in the order written; all of them are asked for.
///
/// # Errors
/// When that would be more than [`MOST_FACTS`].
pub(super) fn spread(
    facts: Vec<Fact>,
    vocabulary: &dyn Vocabulary,
) -> Result<Vec<Fact>, ShortError> {
    let mut spread = Vec::with_capacity(facts.len());
    for fact in facts {
        let each_other = (fact.other_subjects.len() + 1) * (fact.other_arguments.len() + 1);
        if spread.len() + each_other > MOST_FACTS {
            let (limit, span) = (MOST_FACTS, fact.span);
            return Err(ShortError::TooLong { limit, span });
        }
        match mutual(&fact, vocabulary) {
            Some(mutual) => spread.push(mutual),
            None => spread.extend(each(fact)),
        }
    }
    Ok(spread)
}

/// Every subject with every object; where and why is asked of the first.
fn each(mut first: Fact) -> Vec<Fact> {
    let subjects = std::mem::take(&mut first.other_subjects);
    let objects = std::mem::take(&mut first.other_arguments);
    let mut further = first.clone();
    further.circumstances.clear();
    let mut facts = vec![first];
    for object in objects {
        let mut fact = further.clone();
        if let Some(last) = fact.arguments.last_mut() {
            last.term = object;
        }
        facts.push(fact);
    }
    let of_one_subject = facts.clone();
    for subject in subjects {
        facts.extend(of_one_subject.iter().map(|fact| Fact {
            subject: Some(subject.clone()),
            circumstances: Vec::new(),
            ..fact.clone()
        }));
    }
    facts
}

/// `Putin and Trump talked`: one with the other, where facts of the graph say so.
fn mutual(fact: &Fact, vocabulary: &dyn Vocabulary) -> Option<Fact> {
    let ([Term::Name(_)], Some(Term::Name(_))) = (&*fact.other_subjects, &fact.subject) else {
        return None;
    };
    let is_alone = fact.arguments.is_empty() && fact.trailing.is_empty();
    let VerbGroup::Verbs(verbs) = &fact.verbs else {
        return None;
    };
    if !is_alone || matches!(fact.asked, Asked::Fronted(_)) {
        return None;
    }
    let is_together = verbs.iter().any(|verb| {
        let stems =
            interpret(verb, true, vocabulary).map_or_else(|_| Vec::new(), |verb| verb.stems);
        let known = |role: &str| {
            let name = |stem: &String| vocabulary.relation_count(&format!("{stem}_{role}")) > 0;
            stems.iter().any(name)
        };
        TOGETHER.iter().any(|role| known(role))
    });
    if !is_together {
        return None;
    }
    let mut fact = fact.clone();
    let term = fact.other_subjects.pop()?;
    let words = Vec::new();
    fact.arguments.push(Argument { words, term });
    fact.is_mutual = true;
    Some(fact)
}
