//! The functions that there are: how many arguments they take, of what kind, and what they give.

use super::kind::Kind;
use crate::query::nearest::nearest;

/// What the text can show about a function.
#[derive(Debug, Clone, Copy)]
pub(super) struct Function {
    pub name: &'static str,
    pub least: usize,
    pub most: usize,
    /// What the first argument may be, if that can be seen.
    pub takes: Takes,
    pub gives: Gives,
}

/// What a first argument may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Takes {
    Anything,
    /// `length`
    Path,
    /// `nodes`, `relationships`
    PathLike,
    /// `labels`
    Node,
    /// `type`, `startNode`
    Relationship,
    /// `id`
    Entity,
    /// `properties`, `keys`
    Propertied,
    /// `size`
    Sized,
    /// `head`, `last`, `tail`
    List,
    /// `abs`, `sum`
    Number,
}

/// What a function gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Gives {
    Any,
    Boolean,
    Integer,
    Float,
    String,
    List,
    Strings,
    Nodes,
    Relationships,
    Node,
    Map,
    Temporal,
    /// The elements of the argument.
    Element,
    /// The argument itself, or a part of it of the same kind.
    Same,
    /// A list of the argument.
    Collected,
}

impl Takes {
    pub(super) fn accepts(self, kind: &Kind) -> bool {
        if kind.is_open() {
            return true;
        }
        match self {
            Self::Anything => true,
            Self::Path | Self::PathLike => *kind == Kind::Path,
            Self::Node => *kind == Kind::Node,
            Self::Relationship => *kind == Kind::Relationship,
            Self::Entity => matches!(kind, Kind::Node | Kind::Relationship),
            Self::Propertied => matches!(kind, Kind::Node | Kind::Relationship | Kind::Map),
            Self::Sized => matches!(kind, Kind::List(_) | Kind::String | Kind::Map),
            Self::List => matches!(kind, Kind::List(_)),
            Self::Number => kind.is_calculable(),
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Anything => "a value",
            Self::Path | Self::PathLike => "a path",
            Self::Node => "a node",
            Self::Relationship => "a relationship",
            Self::Entity => "a node or a relationship",
            Self::Propertied => "a node, a relationship or a map",
            Self::Sized => "a list or a string",
            Self::List => "a list",
            Self::Number => "a number",
        }
    }
}

impl Gives {
    pub(super) fn kind(self, argument: Option<&Kind>) -> Kind {
        let list = |kind| Kind::List(Box::new(kind));
        match self {
            Self::Any => Kind::Any,
            Self::Boolean => Kind::Boolean,
            Self::Integer => Kind::Integer,
            Self::Float => Kind::Float,
            Self::String => Kind::String,
            Self::List => Kind::list_of_any(),
            Self::Strings => list(Kind::String),
            Self::Nodes => list(Kind::Node),
            Self::Relationships => list(Kind::Relationship),
            Self::Node => Kind::Node,
            Self::Map => Kind::Map,
            Self::Temporal => Kind::Temporal,
            Self::Element => argument.map_or(Kind::Any, Kind::element),
            Self::Same => argument.cloned().unwrap_or(Kind::Any),
            Self::Collected => list(argument.cloned().unwrap_or(Kind::Any)),
        }
    }
}

/// How often an argument may be repeated where there is no limit.
const MANY: usize = usize::MAX;

const fn function(
    name: &'static str,
    least: usize,
    most: usize,
    takes: Takes,
    gives: Gives,
) -> Function {
    Function {
        name,
        least,
        most,
        takes,
        gives,
    }
}

/// Functions that sum up rows.
pub(super) const AGGREGATIONS: [Function; 10] = [
    function("count", 1, 1, Takes::Anything, Gives::Integer),
    function("sum", 1, 1, Takes::Anything, Gives::Any),
    function("avg", 1, 1, Takes::Anything, Gives::Any),
    function("min", 1, 1, Takes::Anything, Gives::Any),
    function("max", 1, 1, Takes::Anything, Gives::Any),
    function("collect", 1, 1, Takes::Anything, Gives::Collected),
    function("stDev", 1, 1, Takes::Anything, Gives::Float),
    function("stDevP", 1, 1, Takes::Anything, Gives::Float),
    function("percentileDisc", 2, 2, Takes::Anything, Gives::Any),
    function("percentileCont", 2, 2, Takes::Anything, Gives::Any),
];

/// Functions of one row, by area.
pub(super) const FUNCTIONS: &[Function] = &[
    // Nodes, relationships, paths
    function("id", 1, 1, Takes::Entity, Gives::Integer),
    function("elementId", 1, 1, Takes::Entity, Gives::String),
    function("labels", 1, 1, Takes::Node, Gives::Strings),
    function("type", 1, 1, Takes::Relationship, Gives::String),
    function("properties", 1, 1, Takes::Propertied, Gives::Map),
    function("keys", 1, 1, Takes::Propertied, Gives::Strings),
    function("startNode", 1, 1, Takes::Relationship, Gives::Node),
    function("endNode", 1, 1, Takes::Relationship, Gives::Node),
    function("nodes", 1, 1, Takes::PathLike, Gives::Nodes),
    function("relationships", 1, 1, Takes::PathLike, Gives::Relationships),
    function("length", 1, 1, Takes::Path, Gives::Integer),
    function("exists", 1, 1, Takes::Anything, Gives::Boolean),
    // What a fact rests on
    function("evidence", 1, 1, Takes::Relationship, Gives::List),
    function("sentence", 1, 1, Takes::Relationship, Gives::String),
    function("stands_for", 1, 1, Takes::Node, Gives::Any),
    // Lists
    function("size", 1, 1, Takes::Sized, Gives::Integer),
    function("head", 1, 1, Takes::List, Gives::Element),
    function("last", 1, 1, Takes::List, Gives::Element),
    function("tail", 1, 1, Takes::List, Gives::Same),
    function("range", 2, 3, Takes::Anything, Gives::List),
    function("reverse", 1, 1, Takes::Anything, Gives::Same),
    function("coalesce", 1, MANY, Takes::Anything, Gives::Any),
    function("isEmpty", 1, 1, Takes::Anything, Gives::Boolean),
    // Numbers
    function("abs", 1, 1, Takes::Number, Gives::Same),
    function("ceil", 1, 1, Takes::Number, Gives::Float),
    function("floor", 1, 1, Takes::Number, Gives::Float),
    function("round", 1, 3, Takes::Number, Gives::Float),
    function("sign", 1, 1, Takes::Number, Gives::Integer),
    function("sqrt", 1, 1, Takes::Number, Gives::Float),
    function("exp", 1, 1, Takes::Number, Gives::Float),
    function("log", 1, 1, Takes::Number, Gives::Float),
    function("log10", 1, 1, Takes::Number, Gives::Float),
    function("rand", 0, 0, Takes::Anything, Gives::Float),
    function("e", 0, 0, Takes::Anything, Gives::Float),
    function("pi", 0, 0, Takes::Anything, Gives::Float),
    function("sin", 1, 1, Takes::Number, Gives::Float),
    function("cos", 1, 1, Takes::Number, Gives::Float),
    function("tan", 1, 1, Takes::Number, Gives::Float),
    function("cot", 1, 1, Takes::Number, Gives::Float),
    function("asin", 1, 1, Takes::Number, Gives::Float),
    function("acos", 1, 1, Takes::Number, Gives::Float),
    function("atan", 1, 1, Takes::Number, Gives::Float),
    function("atan2", 2, 2, Takes::Number, Gives::Float),
    function("degrees", 1, 1, Takes::Number, Gives::Float),
    function("radians", 1, 1, Takes::Number, Gives::Float),
    function("haversin", 1, 1, Takes::Number, Gives::Float),
    function("isNaN", 1, 1, Takes::Number, Gives::Boolean),
    // Strings
    function("toString", 1, 1, Takes::Anything, Gives::String),
    function("toLower", 1, 1, Takes::Anything, Gives::String),
    function("said_number", 1, 1, Takes::Anything, Gives::String),
    function("toUpper", 1, 1, Takes::Anything, Gives::String),
    function("lower", 1, 1, Takes::Anything, Gives::String),
    function("upper", 1, 1, Takes::Anything, Gives::String),
    function("trim", 1, 1, Takes::Anything, Gives::String),
    function("lTrim", 1, 1, Takes::Anything, Gives::String),
    function("rTrim", 1, 1, Takes::Anything, Gives::String),
    function("left", 2, 2, Takes::Anything, Gives::String),
    function("right", 2, 2, Takes::Anything, Gives::String),
    function("substring", 2, 3, Takes::Anything, Gives::String),
    function("replace", 3, 3, Takes::Anything, Gives::String),
    function("split", 2, 2, Takes::Anything, Gives::Strings),
    function("char_length", 1, 1, Takes::Anything, Gives::Integer),
    // Conversions
    function("toInteger", 1, 1, Takes::Anything, Gives::Integer),
    function("toFloat", 1, 1, Takes::Anything, Gives::Float),
    function("toBoolean", 1, 1, Takes::Anything, Gives::Boolean),
    function("toIntegerOrNull", 1, 1, Takes::Anything, Gives::Integer),
    function("toFloatOrNull", 1, 1, Takes::Anything, Gives::Float),
    function("toBooleanOrNull", 1, 1, Takes::Anything, Gives::Boolean),
    function("toStringOrNull", 1, 1, Takes::Anything, Gives::String),
    // Dates and times
    function("timestamp", 0, 0, Takes::Anything, Gives::Integer),
    function("date", 0, 1, Takes::Anything, Gives::Temporal),
    function("time", 0, 1, Takes::Anything, Gives::Temporal),
    function("localtime", 0, 1, Takes::Anything, Gives::Temporal),
    function("datetime", 0, 1, Takes::Anything, Gives::Temporal),
    function("localdatetime", 0, 1, Takes::Anything, Gives::Temporal),
    function("duration", 1, 1, Takes::Anything, Gives::Temporal),
    function("date.truncate", 1, 3, Takes::Anything, Gives::Temporal),
    function("time.truncate", 1, 3, Takes::Anything, Gives::Temporal),
    function("localtime.truncate", 1, 3, Takes::Anything, Gives::Temporal),
    function("datetime.truncate", 1, 3, Takes::Anything, Gives::Temporal),
    function(
        "localdatetime.truncate",
        1,
        3,
        Takes::Anything,
        Gives::Temporal,
    ),
    function("date.transaction", 0, 1, Takes::Anything, Gives::Temporal),
    function("date.statement", 0, 1, Takes::Anything, Gives::Temporal),
    function("date.realtime", 0, 1, Takes::Anything, Gives::Temporal),
    function("time.transaction", 0, 1, Takes::Anything, Gives::Temporal),
    function("time.statement", 0, 1, Takes::Anything, Gives::Temporal),
    function("time.realtime", 0, 1, Takes::Anything, Gives::Temporal),
    function(
        "localtime.transaction",
        0,
        1,
        Takes::Anything,
        Gives::Temporal,
    ),
    function(
        "localtime.statement",
        0,
        1,
        Takes::Anything,
        Gives::Temporal,
    ),
    function("localtime.realtime", 0, 1, Takes::Anything, Gives::Temporal),
    function(
        "datetime.transaction",
        0,
        1,
        Takes::Anything,
        Gives::Temporal,
    ),
    function("datetime.statement", 0, 1, Takes::Anything, Gives::Temporal),
    function("datetime.realtime", 0, 1, Takes::Anything, Gives::Temporal),
    function("datetime.fromepoch", 2, 2, Takes::Anything, Gives::Temporal),
    function(
        "datetime.fromepochmillis",
        1,
        1,
        Takes::Anything,
        Gives::Temporal,
    ),
    function(
        "localdatetime.transaction",
        0,
        1,
        Takes::Anything,
        Gives::Temporal,
    ),
    function(
        "localdatetime.statement",
        0,
        1,
        Takes::Anything,
        Gives::Temporal,
    ),
    function(
        "localdatetime.realtime",
        0,
        1,
        Takes::Anything,
        Gives::Temporal,
    ),
    function("duration.between", 2, 2, Takes::Anything, Gives::Temporal),
    function("duration.inMonths", 2, 2, Takes::Anything, Gives::Temporal),
    function("duration.inDays", 2, 2, Takes::Anything, Gives::Temporal),
    function("duration.inSeconds", 2, 2, Takes::Anything, Gives::Temporal),
];

/// The function of one row that is called so, in any case.
pub(super) fn function_named(name: &str) -> Option<&'static Function> {
    FUNCTIONS
        .iter()
        .find(|function| function.name.eq_ignore_ascii_case(name))
}

/// The aggregation that is called so, in any case.
pub(super) fn aggregation_named(name: &str) -> Option<&'static Function> {
    AGGREGATIONS
        .iter()
        .find(|function| function.name.eq_ignore_ascii_case(name))
}

/// The names of all functions, aggregations first.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    AGGREGATIONS
        .iter()
        .chain(FUNCTIONS)
        .map(|function| function.name)
}

/// The function that was perhaps meant.
pub(super) fn nearest_to(name: &str) -> Option<String> {
    nearest(name, names()).map(str::to_owned)
}

impl Function {
    /// `one argument`, `2 to 3 arguments`
    pub(super) fn count_in_words(&self) -> String {
        match (self.least, self.most) {
            (0, 0) => "no arguments".into(),
            (1, 1) => "1 argument".into(),
            (least, MANY) => format!("{least} or more arguments"),
            (least, most) if least == most => format!("{least} arguments"),
            (least, most) => format!("{least} to {most} arguments"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::functions;

    #[test]
    fn what_is_checked_can_be_called_with_as_many_arguments() {
        for function in FUNCTIONS {
            // The planner itself knows `coalesce`.
            if function.name == "coalesce" {
                continue;
            }
            let found = functions::find(function.name);
            let arity = found.map(|found| found.arity);
            assert!(
                arity.is_some_and(|(fewest, most)| fewest <= function.least && function.most <= most),
                "{}: {arity:?}",
                function.name
            );
        }
        for function in AGGREGATIONS {
            let found = functions::aggregation::find(function.name);
            assert!(found.is_some(), "{}", function.name);
        }
    }
}
