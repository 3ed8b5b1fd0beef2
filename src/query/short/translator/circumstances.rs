//! Where and why: the places and reasons among the arguments of a fact.

use super::super::verb_classes::{JUDGING, REASON_ROLES};
use super::super::{Circumstance, Hole};
use super::expressions::{is_not_null, variable_in};
use super::nodes::anybody;
use super::tree::parsed_expression;
use super::{Diagnostic, Identifier, Translator, Verb};
use crate::query::ast::{Expression, LabelExpression, NodePattern};

/// The roles of places.
const PLACE_ROLES: [&str; 15] = [
    "in", "at", "near", "on", "to", "from", "into", "outside", "inside", "off", "across", "around",
    "through", "towards", "along",
];

/// The types of what can be a place.
const PLACES: [&str; 2] = ["Place", "Organization"];

fn roles(circumstance: Circumstance) -> &'static [&'static str] {
    match circumstance {
        Circumstance::Place => &PLACE_ROLES,
        Circumstance::Reason => &REASON_ROLES,
    }
}

impl Translator<'_> {
    /// One more relationship of the fact of `main`, to its place or its reason. Without `verbs` its type
    /// can be any.
    pub(super) fn circumstance(
        &mut self,
        circumstance: Circumstance,
        hole: &Hole,
        main: &str,
        agent: Option<&Identifier>,
        verbs: &[Verb],
    ) {
        let mut types = self.circumstance_types(circumstance, verbs);
        if let (true, Some(verb)) = (types.is_empty(), verbs.first()) {
            let (base, asked) = match circumstance {
                Circumstance::Place => (&verb.relation, "where"),
                Circumstance::Reason => (&verb.relation, "why"),
            };
            let message = format!("no fact of `{base}` says {asked}");
            self.notes.push(Diagnostic::note("UnknownRole", message));
            types.push(format!("{base}_{}", roles(circumstance)[0]));
        }
        let node = self.circumstance_node(circumstance, hole);
        let relationship = self.same_fact(main, agent, types, node);
        if verbs.is_empty() {
            let role = Expression::property(Expression::variable(&relationship), "role");
            let roles: Vec<String> = roles(circumstance)
                .iter()
                .map(ToString::to_string)
                .collect();
            self.filters.push(variable_in(role, &roles));
        }
    }

    /// The types of relationship to the place or the reason of a fact of `verbs`, as far as the graph
    /// has them.
    pub(super) fn circumstance_types(
        &self,
        circumstance: Circumstance,
        verbs: &[Verb],
    ) -> Vec<String> {
        let mut types: Vec<String> = Vec::new();
        for stem in verbs.iter().flat_map(|verb| &verb.stems) {
            let is_judged = circumstance == Circumstance::Reason && JUDGING.contains(&&**stem);
            let judged = is_judged.then(|| format!("{stem}_for"));
            let leads = |role: &&&str| stem.ends_with(&format!("_{role}"));
            let itself = roles(circumstance).iter().find(leads).map(|_| stem.clone());
            let with_role = roles(circumstance)
                .iter()
                .map(|role| format!("{stem}_{role}"));
            for name in itself.into_iter().chain(with_role).chain(judged) {
                if self.vocabulary.relation_count(&name) > 0 && !types.contains(&name) {
                    types.push(name);
                }
            }
        }
        types
    }

    /// The verbs themselves, where what they are done to can be the place: `where did it strike`.
    pub(super) fn bare_places(&self, circumstance: Circumstance, verbs: &[Verb]) -> Vec<String> {
        if circumstance != Circumstance::Place || !self.has_label(PLACES[0]) {
            return Vec::new();
        }
        let bare = verbs.iter().filter_map(|verb| verb.stems.first());
        let known = bare.filter(|name| self.vocabulary.relation_count(name) > 0);
        let is_place = |name: &&String| {
            let leads = |role: &&str| name.ends_with(&format!("_{role}"));
            *name != "be" && !PLACE_ROLES.iter().any(leads)
        };
        known.filter(is_place).cloned().collect()
    }

    /// What is at the end of relationships of `bare`, beside those of other types, is a place, and no company.
    pub(super) fn only_places(
        &mut self,
        edge: &str,
        bare: &[String],
        others: &[String],
        place: &NodePattern,
    ) {
        let (Some(place), false) = (&place.variable, bare.is_empty()) else {
            return;
        };
        let (edge, place) = (
            Expression::variable(edge),
            Expression::variable(&place.name),
        );
        let names: Vec<String> = bare
            .iter()
            .map(|name| Expression::string(name).to_string())
            .collect();
        let is_place = format!("{place}:{}", PLACES[0]);
        let condition = if others.is_empty() {
            is_place
        } else {
            format!("{is_place} OR NOT type({edge}) IN [{}]", names.join(", "))
        };
        self.filters.push(parsed_expression(&condition));
    }

    /// The place or the reason, with its column.
    pub(super) fn circumstance_node(
        &mut self,
        circumstance: Circumstance,
        hole: &Hole,
    ) -> NodePattern {
        let (stem, labels) = match circumstance {
            Circumstance::Place => ("place", self.place_labels()),
            Circumstance::Reason => ("reason", None),
        };
        let variable = self.nodes.fresh(stem);
        let value = Expression::property(Expression::variable(&variable), "name");
        self.filters.push(is_not_null(value.clone()));
        if let Some(name) = &hole.name {
            self.columns.push((name.clone(), value));
        }
        NodePattern {
            variable: Some(Identifier::unplaced(variable)),
            labels,
            ..anybody()
        }
    }

    /// `Place|Organization`, as far as the graph has them.
    fn place_labels(&self) -> Option<LabelExpression> {
        let is_known = |place: &&str| {
            let mut labels = self.vocabulary.labels().iter();
            labels.any(|(label, _)| label == place)
        };
        let known = PLACES.iter().filter(|place| is_known(place));
        let mut names: Vec<LabelExpression> = known
            .map(|place| LabelExpression::Name(Identifier::unplaced(*place)))
            .collect();
        match names.len() {
            0 => None,
            1 => names.pop(),
            _ => Some(LabelExpression::Or(names)),
        }
    }
}
