//! The predicate of a clause: its lemma with particle and complement, and its type.

use super::clause::{Clauses, is_gapped, role_of};
use super::verbs;
use crate::document::{
    Clause, ClauseType, Constituent, DependencyRelation as Dep, Filler, Modality, Syntax, Upos,
    Xpos,
};
use crate::lexicon::{Lexicon, WordClass};

/// Gives every clause its lemma and its type, and takes complements into the predicate.
pub(super) fn name_predicates(syntax: &Syntax, clauses: &mut Clauses, lexicon: &Lexicon) {
    for id in clauses.ids() {
        let mut clause = clauses.get(id).clone();
        let is_joined =
            syntax.dependent(clause.head, Dep::Copula).is_some() || !is_verb(syntax, clause.head);
        if is_gapped(syntax, clause.head) {
            take_verb_before(syntax, clauses, &mut clause);
        } else if is_joined && !is_suffered(syntax, &clause) {
            name_copula(syntax, clauses, &mut clause, lexicon);
        } else {
            name_verb(syntax, clauses, &mut clause, lexicon);
        }
        if clause.clause_type != ClauseType::Existential {
            clause.clause_type = type_of(&clause);
        }
        *clauses.get_mut(id) = clause;
    }
}

/// *Lind scored two goals **and Orr one***: the verb is that of the clause before, and as real.
fn take_verb_before(syntax: &Syntax, clauses: &Clauses, clause: &mut Clause) {
    let Some(first) = clause.governor.map(|first| clauses.get(first)) else {
        return;
    };
    clause.lemma.clone_from(&first.lemma);
    clause.predicate.clone_from(&first.predicate);
    clause.is_passive = first.is_passive;
    clause.negated ^= first.negated;
    clause.modality = clause.modality.or(first.modality);
    for filler in super::clause::fillers(syntax, clauses, clause.head) {
        let filler = complement_of(clause, filler);
        clause.objects.push(filler);
    }
    clause.rules.push("verb of the clause before".into());
}

/// *No farm was **infected***: taken for an adjective, but with the subject of a passive.
fn is_suffered(syntax: &Syntax, clause: &Clause) -> bool {
    clause.is_passive
        && syntax.tag(clause.head).xpos == Xpos::Vbn
        && [Dep::PassiveSubject, Dep::PassiveAuxiliary]
            .into_iter()
            .any(|relation| syntax.dependent(clause.head, relation).is_some())
}

pub(super) fn is_verb(syntax: &Syntax, token: u32) -> bool {
    matches!(syntax.upos(token), Upos::Verb | Upos::Aux)
}

fn name_verb(syntax: &Syntax, clauses: &Clauses, clause: &mut Clause, lexicon: &Lexicon) {
    let mut lemma = verb_lemma(syntax, clause.head, lexicon);
    let adverbs = clause.adverbs.iter().copied();
    let late: Vec<u32> = adverbs
        .filter(|&word| is_late_particle(syntax, clause.head, word))
        .collect();
    clause.adverbs.retain(|word| !late.contains(word));
    clause.predicate.extend(&late);
    clause.predicate.sort_unstable();
    let particles = syntax.dependents_by(clause.head, Dep::Particle);
    for particle in particles.chain(late) {
        lemma.push('_');
        lemma.push_str(&syntax.form(particle).to_lowercase());
    }
    // *Ten men are **missing***: they miss nothing.
    if lemma == "miss" && syntax.form(clause.head) == "missing" && clause.objects.is_empty() {
        lemma = "be_missing".into();
    }
    clause.lemma = lemma.into();
    let complements: Vec<u32> = syntax
        .dependents_by(clause.head, Dep::OpenComplement)
        .filter(|&word| clauses.of(word).is_none())
        .collect();
    for complement in complements {
        take_complement(syntax, clause, complement);
    }
}

/// *remained open to talks* → `remain_open` with *to talks*; *became judge* → object *judge*;
/// *made it clear that …* → `make_clear`.
fn take_complement(syntax: &Syntax, clause: &mut Clause, complement: u32) {
    let is_joined = clause.objects.is_empty() && verbs::is_copular(&clause.lemma);
    match syntax.upos(complement) {
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num => {
            let role = role_of(syntax, complement);
            if clause.objects.is_empty() && role.is_empty() {
                clause.objects.push(Filler::Phrase(complement));
            } else {
                let role = if role.is_empty() {
                    "object2".into()
                } else {
                    role
                };
                let filler = Filler::Phrase(complement);
                clause.constituents.push(Constituent { role, filler });
            }
        }
        // *our goals remain unchanged*; but *the door remains open to talks* is one predicate.
        Upos::Adj
            if is_joined
                && is_staying(&clause.lemma)
                && syntax
                    .dependents(complement)
                    .iter()
                    .all(|&word| syntax.upos(word) == Upos::Adv) =>
        {
            clause.objects.push(Filler::Phrase(complement));
        }
        _ if is_joined || is_fused(&clause.lemma) => {
            let word = syntax.lemma(complement).to_lowercase();
            let is_participle = syntax.tag(complement).xpos == Xpos::Vbn;
            let word = if is_verb(syntax, complement) || is_participle {
                syntax.form(complement).to_lowercase()
            } else {
                word
            };
            clause.lemma = format!("{}_{word}", clause.lemma).into();
            clause.predicate.push(complement);
            clause.predicate.sort_unstable();
            take_obliques_of(syntax, clause, complement);
            if is_fused(&clause.lemma) && is_expletive_object(syntax, clause) {
                clause.objects.clear();
            }
        }
        _ => {
            let role = "object2".into();
            let filler = Filler::Phrase(complement);
            clause.constituents.push(Constituent { role, filler });
        }
    }
}

fn is_staying(lemma: &str) -> bool {
    matches!(lemma, "remain" | "stay" | "keep")
}

fn is_fused(lemma: &str) -> bool {
    lemma == "make" || lemma.starts_with("make_")
}

fn is_expletive_object(syntax: &Syntax, clause: &Clause) -> bool {
    matches!(clause.objects.as_slice(), [Filler::Phrase(word)] if syntax.lemma(*word) == "it")
}

fn take_obliques_of(syntax: &Syntax, clause: &mut Clause, complement: u32) {
    for &word in syntax.dependents(complement) {
        let relation = syntax.relation(word);
        if matches!(
            relation,
            Dep::Oblique | Dep::NominalModifier | Dep::AgentOblique
        ) {
            let role = role_of(syntax, word);
            let filler = Filler::Phrase(word);
            clause.constituents.push(Constituent { role, filler });
        }
    }
}

/// The lower-case lemma; where no dictionary has such a verb, that of the form by the dictionary:
/// *fled* → *flee*, *freed* → *free*.
fn verb_lemma(syntax: &Syntax, token: u32, lexicon: &Lexicon) -> String {
    let lemma = syntax.lemma(token).to_lowercase();
    if lexicon.verb_frames(&lemma).is_some() {
        return lemma;
    }
    let other = lexicon.lemma(&syntax.form(token).to_lowercase(), WordClass::Verb);
    let candidates = [format!("{other}e"), other];
    let known = candidates
        .into_iter()
        .rev()
        .find(|other| lexicon.verb_frames(other).is_some());
    known.unwrap_or(lemma)
}

/// *costs will go **up***, *the union walked **away***: taken for an adverb, it is a particle.
fn is_late_particle(syntax: &Syntax, verb: u32, word: u32) -> bool {
    verb + 1 == word
        && syntax.dependents(word).is_empty()
        && matches!(
            &*syntax.form(word).to_lowercase(),
            "up" | "down"
                | "out"
                | "off"
                | "away"
                | "back"
                | "in"
                | "on"
                | "over"
                | "aside"
                | "along"
                | "round"
        )
}

/// *is open to talks* → `be_open`, *is for sale* → `be_for_sale`, *is a judge* → `be` with object
/// *judge*, *is in Paris* → `be` with *in Paris*.
fn name_copula(syntax: &Syntax, clauses: &Clauses, clause: &mut Clause, lexicon: &Lexicon) {
    let head = clause.head;
    let case = role_of(syntax, head);
    let is_nominal = matches!(
        syntax.upos(head),
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym
    );
    let has_determiner = syntax.dependents(head).iter().any(|&word| {
        matches!(
            syntax.relation(word),
            Dep::Determiner
                | Dep::PossessiveModifier
                | Dep::AdjectivalModifier
                | Dep::NumericModifier
        )
    });
    if !case.is_empty() {
        if is_due_to_do(syntax, head, &case, lexicon) {
            clause.lemma = syntax.lemma(head).to_lowercase().into();
            clause.modality = clause.modality.or(Some(Modality::Planned));
            clause.rules.push("absorbed `be_due`".into());
        } else if is_nominal && syntax.upos(head) == Upos::Noun && !has_determiner {
            clause.lemma = format!("be_{case}_{}", syntax.form(head).to_lowercase()).into();
            clause
                .predicate
                .extend(syntax.dependents_by(head, Dep::Case));
            clause.predicate.sort_unstable();
        } else {
            clause.lemma = "be".into();
            clause.predicate.retain(|&word| word != head);
            for filler in super::clause::fillers(syntax, clauses, head) {
                let filler = complement_of(clause, filler);
                clause.constituents.insert(
                    0,
                    Constituent {
                        role: case.clone(),
                        filler,
                    },
                );
            }
        }
    } else if is_nominal || is_verb(syntax, head) {
        clause.lemma = "be".into();
        clause.predicate.retain(|&word| word != head);
        for filler in super::clause::fillers(syntax, clauses, head) {
            let filler = complement_of(clause, filler);
            clause.objects.push(filler);
        }
    } else {
        let copula = match syntax.dependent(head, Dep::PassiveAuxiliary) {
            Some(word) if syntax.lemma(word) == "get" => {
                clause.is_passive = false;
                "get"
            }
            _ => "be",
        };
        // *is involved* is not *be_involve*; *is available* suffers nothing.
        let is_participle = syntax.tag(head).xpos == Xpos::Vbn;
        clause.is_passive &= is_participle;
        let word = if is_participle {
            syntax.form(head)
        } else {
            syntax.lemma(head)
        };
        let start = hyphenated_from(syntax, head);
        clause.predicate.extend(start..head);
        clause.predicate.sort_unstable();
        clause.predicate.dedup();
        let front: String = (start..head).map(|part| syntax.form(part)).collect();
        clause.lemma = format!("{copula}_{}", (front + word).to_lowercase()).into();
    }
}

/// *Work is due **to start** in spring*, with the verb taken for a noun: a bare word that can be a verb,
/// where a cause would have words of its own (*was due to **heavy** rain*).
fn is_due_to_do(syntax: &Syntax, head: u32, case: &str, lexicon: &Lexicon) -> bool {
    let is_bare = syntax.dependents(head).iter().all(|&word| {
        !matches!(
            syntax.relation(word),
            Dep::Determiner | Dep::Compound | Dep::AdjectivalModifier | Dep::NumericModifier
        )
    });
    let has_more = syntax.dependents(head).iter().any(|&word| word > head);
    case == "due_to"
        && is_bare
        && has_more
        && syntax.tag(head).xpos == Xpos::Nn
        && matches!(
            syntax.lemma(head),
            "start" | "end" | "open" | "close" | "finish" | "return"
        )
        && lexicon.verb_frames(syntax.lemma(head)).is_some()
}

/// Where a word begins that hyphens tie together: *is **life-**threatening*.
fn hyphenated_from(syntax: &Syntax, head: u32) -> u32 {
    let span = |token: u32| syntax.tokens()[token as usize].span;
    let first = syntax.sentence(syntax.sentence_of(head)).tokens.start();
    let mut start = head;
    while start >= first + 2
        && syntax.form(start - 1) == "-"
        && span(start - 2).end() == span(start - 1).start()
        && span(start - 1).end() == span(start).start()
    {
        start -= 2;
    }
    start
}

/// The complement as a phrase: the clause itself is no complement of its own.
fn complement_of(clause: &Clause, filler: Filler) -> Filler {
    match filler {
        Filler::Clause(_) => Filler::Phrase(clause.head),
        phrase @ Filler::Phrase(_) => phrase,
    }
}

fn type_of(clause: &Clause) -> ClauseType {
    let is_copular = clause.lemma.starts_with("be");
    let has = |role: &str| clause.constituents.iter().any(|other| &*other.role == role);
    let is_content = |filler: &Filler| matches!(filler, Filler::Clause(_));
    if is_copular && (&*clause.lemma == "be" || clause.lemma.starts_with("be_")) {
        return ClauseType::Copular;
    }
    match (clause.objects.is_empty(), clause.constituents.is_empty()) {
        (false, _) if has("object2") => ClauseType::Ditransitive,
        (false, false)
            if clause
                .constituents
                .iter()
                .any(|other| is_content(&other.filler)) =>
        {
            ClauseType::ObjectAndComplement
        }
        (false, false) if verbs::needs_place(&clause.lemma) => ClauseType::ObjectAndAdverbial,
        (false, _) => ClauseType::Transitive,
        (true, false) => ClauseType::WithAdverbial,
        (true, true) => ClauseType::Intransitive,
    }
}
