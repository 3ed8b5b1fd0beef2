//! What a pronoun means by the verbs around it: who denies, what destroys.

use super::{Agreement, Search};
use crate::document::{DependencyRelation as Dep, EntityType};
use crate::lexicon::EventKind;

impl Search<'_> {
    /// ***Riverside** denied that **they** are in talks*: one denies one's own doings.
    pub(super) fn denier(&self) -> Option<u32> {
        let syntax = self.scene.syntax;
        let head = self.scene.get(self.pronoun).head;
        let verb = syntax
            .head(head)
            .filter(|_| syntax.relation(head) == Dep::Subject)?;
        let denial = syntax
            .head(verb)
            .filter(|_| syntax.relation(verb) == Dep::ClausalComplement)?;
        let subject = (syntax.lemma(denial) == "deny")
            .then(|| syntax.dependent(denial, Dep::Subject))
            .flatten()?;
        let candidate = self.scene.headed_by(subject)?;
        self.is_possible(candidate).then_some(candidate)
    }

    /// *The **quake** hit near Tessen, the agency said. **It** destroyed a school*: an accident or an attack
    /// that was spoken of does the harm, not who spoke of it.
    pub(super) fn event_before(&self) -> Option<u32> {
        let scene = self.scene;
        let syntax = scene.syntax;
        let head = scene.get(self.pronoun).head;
        let verb = syntax
            .head(head)
            .filter(|_| syntax.relation(head) == Dep::Subject)?;
        let does_harm = matches!(
            syntax.lemma(verb),
            "destroy"
                | "kill"
                | "injure"
                | "wound"
                | "damage"
                | "devastate"
                | "flatten"
                | "strike"
                | "hit"
                | "wreck"
        );
        if self.agreement != Agreement::Thing || !does_harm {
            return None;
        }
        let is_harm = |mention: u32| {
            scene.entity_type(mention) == EntityType::Event
                && scene.prominence(mention) == 3
                && matches!(
                    scene.lexicon.event_kind(&scene.lemma(mention)),
                    Some(EventKind::Accident | EventKind::Conflict)
                )
        };
        let before = scene.sentence(self.pronoun).checked_sub(1)?;
        let mut events = scene
            .of_sentence(before)
            .filter(|&mention| is_harm(mention) && self.is_possible(mention));
        let event = events.next();
        event.filter(|_| events.next().is_none())
    }
}
