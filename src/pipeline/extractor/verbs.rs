//! Verbs, adjectives and nouns that say something about the clause they govern: whether it
//! happened, whether it is only wanted, who says it. Lists by class, written for this project.

use crate::document::Modality;

/// What a governing word does to the clause below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effect {
    /// The governor says nothing of its own: *seems to*, *continues to*.
    pub is_absorbed: bool,
    /// The inner clause is not so.
    pub negates: bool,
    /// How real the inner clause is; none leaves it as it is.
    pub modality: Option<Modality>,
}

const fn absorbed(modality: Option<Modality>) -> Effect {
    Effect {
        is_absorbed: true,
        negates: false,
        modality,
    }
}

const fn open(modality: Modality) -> Effect {
    Effect {
        is_absorbed: false,
        negates: false,
        modality: Some(modality),
    }
}

const DONE: Effect = Effect {
    is_absorbed: false,
    negates: false,
    modality: None,
};

const UNDONE: Effect = Effect {
    is_absorbed: false,
    negates: true,
    modality: None,
};

/// What `lemma` does to an infinitive or a participle that it governs.
pub(super) fn effect_of(lemma: &str, is_passive: bool, has_object: bool) -> Effect {
    if is_passive {
        return effect_of_passive(lemma);
    }
    match lemma {
        // *Russia continues to insist*: Russia insists.
        "continue" | "begin" | "start" | "keep" | "go_on" | "carry_on" | "resume" | "proceed"
        | "manage" | "come" | "happen" | "tend" | "use" | "dare" | "get" | "remain" | "prove"
        | "turn_out" | "end_up" | "wind_up" | "keep_on" | "succeed" | "go"
            if !has_object =>
        {
            absorbed(None)
        }
        "help" if !has_object => absorbed(None),
        // *The bank seems to have lost money.*
        "seem" | "appear" => absorbed(Some(Modality::Hedged)),
        "have" | "need" | "ought" | "have_got" if !has_object => {
            absorbed(Some(Modality::Obligatory))
        }
        // *They have failed to produce a resolution*: they produced none.
        "fail" | "neglect" | "omit" if !has_object => Effect {
            is_absorbed: true,
            negates: true,
            modality: None,
        },
        "fail" | "refuse" | "decline" | "neglect" | "forget" | "omit" | "avoid" | "stop"
        | "cease" | "quit" | "hesitate" | "prevent" | "bar" | "ban" | "prohibit" | "forbid"
        | "block" | "discourage" | "dissuade" | "give_up" | "halt" | "end" | "abandon"
        | "rule_out" => UNDONE,
        "promise" | "pledge" | "vow" | "agree" | "offer" | "swear" | "undertake" | "commit"
        | "guarantee" | "threaten" | "volunteer" => open(Modality::Promised),
        "urge" | "ask" | "tell" | "order" | "request" | "demand" | "instruct" | "press"
        | "encourage" | "invite" | "beg" | "call" | "advise" | "implore" | "command" | "direct"
        | "warn" | "push" | "lobby" | "appeal" | "recommend" | "propose" | "suggest" => {
            open(Modality::Requested)
        }
        "want" | "like" | "prefer" if has_object => open(Modality::Requested),
        "allow" | "permit" | "enable" | "let" | "authorise" | "authorize" => {
            open(Modality::Possible)
        }
        "require" | "oblige" => open(Modality::Obligatory),
        "force" | "cause" | "lead" | "prompt" | "compel" | "make" | "help" | "get" | "see"
        | "hear" | "watch" | "catch" | "find" | "leave" | "like" | "love" | "enjoy" | "hate"
        | "notice" | "observe" | "overhear" | "witness" | "spot" | "show" | "film" | "regret"
        | "remember" | "admit" | "confess" | "persuade" | "convince" | "report" | "deny" => DONE,
        _ => open(Modality::Planned),
    }
}

/// What a verb does to the clause behind its object: *accused him **of lying***, *kept him **from
/// leaving***.
pub(super) fn effect_of_charge(lemma: &str, is_unsigned: bool) -> Effect {
    match lemma {
        // *has been accused of arming rebels*, and nobody is named who says so
        "accuse" if is_unsigned => open(Modality::Hedged),
        "prevent" | "stop" | "keep" | "bar" | "ban" | "discourage" | "dissuade" | "block"
        | "prohibit" | "save" | "exempt" | "clear" | "acquit" => UNDONE,
        "suspect" => open(Modality::Hedged),
        // *was charged with taking bribes*, *arrested him for stealing*: that is what is said of him.
        _ if is_charging(lemma) && (is_unsigned || is_held(lemma)) => open(Modality::Hedged),
        _ => DONE,
    }
}

/// Verbs by which somebody is said to have done something, which is still to be shown: *charged **with
/// taking** bribes*, *arrested **for stealing***.
pub(super) fn is_charging(lemma: &str) -> bool {
    matches!(lemma, "charge" | "indict" | "blame" | "sue" | "prosecute") || is_held(lemma)
}

/// Verbs of what is done to somebody because of a charge, by those who may say nothing.
fn is_held(lemma: &str) -> bool {
    matches!(
        lemma,
        "arrest" | "detain" | "investigate" | "question" | "hold"
    )
}

/// *He is believed to have left*, *the talks are expected to resume*, *she was ordered to leave*.
fn effect_of_passive(lemma: &str) -> Effect {
    match lemma {
        "believe" | "think" | "say" | "report" | "allege" | "suspect" | "understand" | "rumour"
        | "rumor" | "consider" | "estimate" | "claim" | "presume" | "assume" | "feel"
        | "accuse" => absorbed(Some(Modality::Hedged)),
        "know" | "see" | "find" | "show" | "prove" | "reveal" => absorbed(None),
        "expect" | "schedule" | "set" | "plan" | "slate" | "intend" | "project" | "forecast"
        | "predict" | "mean" | "design" | "suppose" | "poise" => absorbed(Some(Modality::Planned)),
        "require" | "oblige" => absorbed(Some(Modality::Obligatory)),
        "allow" | "permit" | "enable" | "authorise" | "authorize" => {
            absorbed(Some(Modality::Possible))
        }
        "force" | "compel" | "make" | "lead" | "leave" | "prompt" => DONE,
        "bar" | "ban" | "prohibit" | "forbid" | "prevent" | "stop" | "block" => UNDONE,
        _ => open(Modality::Requested),
    }
}

/// What an adjective does to the infinitive it governs: *is ready to*, *is likely to*.
pub(super) fn effect_of_adjective(lemma: &str) -> Effect {
    match lemma {
        "able" | "likely" | "free" => absorbed(Some(Modality::Possible)),
        "unable" | "unlikely" => Effect {
            is_absorbed: true,
            negates: true,
            modality: Some(Modality::Possible),
        },
        "due" | "set" | "bound" | "certain" | "sure" | "poised" | "about" | "scheduled"
        | "slated" | "going" => absorbed(Some(Modality::Planned)),
        "unwilling" | "reluctant" | "hesitant" => Effect {
            is_absorbed: false,
            negates: true,
            modality: Some(Modality::Planned),
        },
        // *We were surprised to see how fast it worked*: we saw it.
        "happy" | "sad" | "proud" | "sorry" | "glad" | "lucky" | "right" | "wrong" | "quick"
        | "slow" | "first" | "last" | "only" | "surprised" | "shocked" | "pleased"
        | "delighted" | "relieved" | "disappointed" | "saddened" | "thrilled" | "amazed"
        | "astonished" | "upset" | "horrified" | "grateful" | "fortunate" | "embarrassed"
        | "honoured" | "honored" | "foolish" | "wise" | "careless" => DONE,
        _ => open(Modality::Planned),
    }
}

/// What a noun does to the infinitive it governs: *efforts to end the war*, *a refusal to talk*.
pub(super) fn effect_of_noun(lemma: &str) -> Effect {
    match lemma {
        "failure" | "refusal" | "inability" | "reluctance" | "unwillingness" => UNDONE,
        "promise" | "pledge" | "vow" | "commitment" | "offer" | "agreement" | "guarantee"
        | "threat" => open(Modality::Promised),
        "call" | "request" | "demand" | "appeal" | "order" | "proposal" | "pressure" | "plea"
        | "invitation" | "recommendation" | "need" | "obligation" | "duty" => {
            open(Modality::Requested)
        }
        "ability" | "chance" | "opportunity" | "power" | "right" | "capacity" | "permission"
        | "way" | "readiness" | "willingness" => open(Modality::Possible),
        _ => open(Modality::Planned),
    }
}

/// How real the clause is that a noun announces: *fears that*, *claims that*.
pub(super) fn modality_of_content(noun: &str) -> Option<Modality> {
    match noun {
        "concern" | "fear" | "worry" | "possibility" | "risk" | "chance" | "danger" | "hope"
        | "prospect" | "doubt" => Some(Modality::Possible),
        "suspicion" | "claim" | "allegation" | "rumour" | "rumor" | "accusation" | "report"
        | "speculation" | "suggestion" | "belief" | "impression" | "complaint" | "charge"
        | "view" | "theory" => Some(Modality::Hedged),
        "condition" | "assumption" => Some(Modality::Conditional),
        "demand" | "request" | "call" | "proposal" => Some(Modality::Requested),
        "promise" | "pledge" | "guarantee" | "assurance" => Some(Modality::Promised),
        "expectation" | "plan" | "forecast" | "prediction" => Some(Modality::Planned),
        _ => None,
    }
}

/// What kind of saying or thinking a verb is; the class decides what its content is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SpeechClass {
    /// *say, tell, add*; also *insist, confirm, reveal*: the content is reported.
    Report,
    /// *deny, reject, dispute*
    Denial,
    /// *urge, demand, ask that*
    Directive,
    /// *promise, vow that*
    Commissive,
    /// *expect, predict, hope*
    Expectation,
    /// *believe, think, suspect*
    Belief,
    /// *ask, wonder whether*
    Question,
}

/// The class of a verb that has a content clause, or none for a verb that reports nothing.
pub(super) fn speech_class(lemma: &str) -> Option<SpeechClass> {
    Some(match lemma {
        "say" | "tell" | "state" | "add" | "write" | "post" | "note" | "quote" | "report"
        | "announce" | "declare" | "explain" | "describe" | "remark" | "observe" | "mention"
        | "comment" | "reply" | "answer" | "respond" | "recall" | "recount" | "tweet"
        | "repeat" | "reiterate" | "inform" | "notify" | "brief" | "testify" | "publish"
        | "read" | "go_on" | "continue" | "insist" | "stress" | "emphasise" | "emphasize"
        | "underline" | "underscore" | "maintain" | "argue" | "claim" | "assert" | "contend"
        | "allege" | "charge" | "point_out" | "warn" | "caution" | "assure" | "reassure"
        | "complain" | "joke" | "quip" | "boast" | "conclude" | "suggest" | "hint" | "indicate"
        | "signal" | "imply" | "confirm" | "admit" | "acknowledge" | "concede" | "confess"
        | "reveal" | "disclose" | "show" | "find" | "agree" | "shout" | "whisper" | "cry"
        | "exclaim" | "lament" | "muse" | "remind" | "advise" | "make_clear" | "spell_out"
        | "clarify" | "accuse" | "blame" | "praise" | "criticise" | "criticize" | "condemn"
        | "welcome" | "certify" | "attest" | "affirm" | "proclaim" | "predicate" | "retort"
        | "counter" | "snap" | "sigh" | "begin" | "caption" | "rule" | "recommend_against" => {
            SpeechClass::Report
        }
        "deny" | "reject" | "dispute" | "refute" | "rebut" => SpeechClass::Denial,
        "urge" | "demand" | "request" | "propose" | "recommend" | "order" | "call" | "beg"
        | "plead" | "insist_on" | "require" | "instruct" | "appeal" => SpeechClass::Directive,
        "promise" | "pledge" | "vow" | "swear" | "guarantee" | "threaten" | "commit" => {
            SpeechClass::Commissive
        }
        "expect" | "predict" | "forecast" | "hope" | "anticipate" | "project" => {
            SpeechClass::Expectation
        }
        "believe" | "think" | "suspect" | "fear" | "worry" | "doubt" | "assume" | "feel"
        | "consider" | "guess" | "reckon" | "understand" | "know" | "estimate" | "imagine"
        | "suppose" | "realise" | "realize" | "learn" | "hear" | "be_confident" | "be_sure"
        | "be_certain" | "be_convinced" | "be_afraid" | "be_aware" | "be_hopeful" => {
            SpeechClass::Belief
        }
        "ask" | "wonder" | "question" | "inquire" => SpeechClass::Question,
        _ => return None,
    })
}

/// Verbs that join a subject to what it is: *Moscow remained open*, *she became judge*.
pub(super) fn is_copular(lemma: &str) -> bool {
    matches!(
        lemma,
        "be" | "become"
            | "seem"
            | "remain"
            | "appear"
            | "feel"
            | "get"
            | "go"
            | "grow"
            | "look"
            | "prove"
            | "sound"
            | "stay"
            | "taste"
            | "turn"
            | "turn_out"
            | "turn_up"
            | "end_up"
            | "wind_up"
            | "fall"
            | "run"
            | "come"
            | "stand"
            | "keep"
            | "smell"
    )
}

/// Verbs that several do together: *Putin and Trump spoke* is one fact that holds both ways.
pub(super) fn is_reciprocal(lemma: &str) -> bool {
    matches!(
        lemma,
        "meet"
            | "speak"
            | "talk"
            | "marry"
            | "clash"
            | "negotiate"
            | "merge"
            | "divorce"
            | "converse"
            | "confer"
            | "quarrel"
            | "collide"
            | "compete"
            | "cooperate"
            | "collaborate"
            | "argue"
            | "chat"
            | "split"
            | "embrace"
            | "shake_hands"
    )
}

/// Verbs whose coordinated subjects act on the object together: *A and B discussed C*.
pub(super) fn is_collective(lemma: &str) -> bool {
    matches!(
        lemma,
        "discuss" | "hold" | "sign" | "agree" | "share" | "exchange" | "reach" | "have" | "debate"
    )
}

/// Verbs that are done to somebody or something, and say nothing without an object.
pub(super) fn needs_object(lemma: &str) -> bool {
    matches!(
        lemma,
        "charge"
            | "sentence"
            | "release"
            | "free"
            | "jail"
            | "imprison"
            | "fine"
            | "acquit"
            | "convict"
            | "prosecute"
            | "extradite"
            | "deport"
            | "detain"
            | "injure"
            | "wound"
            | "kill"
            | "hospitalise"
            | "hospitalize"
            | "rescue"
            | "evacuate"
            | "destroy"
            | "damage"
            | "publish"
            | "replace"
            | "remove"
            | "identify"
            | "question"
            | "arrest"
            | "seize"
            | "confiscate"
            | "sack"
            | "dismiss"
            | "suspend"
            | "bail"
            | "ban"
            | "appoint"
            | "elect"
            | "approve"
            | "complete"
            | "repair"
            | "punish"
    )
}

/// Verbs that need a place: *put the book on the table*.
pub(super) fn needs_place(lemma: &str) -> bool {
    matches!(
        lemma,
        "put" | "place" | "bring" | "keep" | "set" | "lay" | "send" | "move" | "take" | "drive"
    )
}

/// Words that make what is said less than certain.
pub(super) fn is_hedge(lemma: &str) -> bool {
    matches!(
        lemma,
        "reportedly"
            | "allegedly"
            | "apparently"
            | "supposedly"
            | "purportedly"
            | "seemingly"
            | "probably"
            | "presumably"
            | "falsely"
    )
}

/// Verbs of what is done by degrees: short of it, most of it is done (*nearly doubled*, *almost filled*).
pub(super) fn is_gradual(lemma: &str) -> bool {
    matches!(
        lemma,
        "double"
            | "treble"
            | "triple"
            | "quadruple"
            | "halve"
            | "fill"
            | "empty"
            | "complete"
            | "finish"
            | "exhaust"
            | "deplete"
            | "equal"
            | "match"
            | "vanish"
            | "disappear"
    )
}

/// Adverbs that deny, or nearly.
pub(super) fn is_negation(lemma: &str) -> bool {
    matches!(
        lemma,
        "not"
            | "n't"
            | "n’t"
            | "never"
            | "no"
            | "neither"
            | "nor"
            | "hardly"
            | "barely"
            | "scarcely"
            | "nowhere"
    )
}
