//! Patterns as text.

use std::fmt::{self, Display, Formatter, Write as _};

use super::super::{
    Direction, Length, NodePattern, PathPattern, PathSelector, PathStep, RelationshipPattern,
};
use super::Variable;

impl Display for PathPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(variable) = &self.variable {
            write!(f, "{} = ", Variable(&variable.name))?;
        }
        match self.selector {
            PathSelector::All => {}
            PathSelector::AnyShortest => f.write_str("ANY SHORTEST ")?,
            PathSelector::AllShortest => f.write_str("ALL SHORTEST ")?,
            PathSelector::Shortest(count) => write!(f, "SHORTEST {count} ")?,
            PathSelector::ShortestGroups(count) => write!(f, "SHORTEST {count} GROUPS ")?,
            PathSelector::ShortestPathFunction => f.write_str("shortestPath(")?,
            PathSelector::AllShortestPathsFunction => f.write_str("allShortestPaths(")?,
        }
        self.start.fmt(f)?;
        self.steps.iter().try_for_each(|step| step.fmt(f))?;
        match self.selector {
            PathSelector::ShortestPathFunction | PathSelector::AllShortestPathsFunction => {
                f.write_char(')')
            }
            _ => Ok(()),
        }
    }
}

impl Display for PathStep {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.relationship, self.node)
    }
}

impl Display for NodePattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('(')?;
        let mut gap = "";
        if let Some(variable) = &self.variable {
            Variable(&variable.name).fmt(f)?;
            gap = " ";
        }
        if let Some(labels) = &self.labels {
            write!(f, ":{labels}")?;
            gap = " ";
        }
        if let Some(properties) = &self.properties {
            write!(f, "{gap}{properties}")?;
            gap = " ";
        }
        if let Some(filter) = &self.filter {
            write!(f, "{gap}WHERE {filter}")?;
        }
        f.write_char(')')
    }
}

impl Display for RelationshipPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self.direction {
            Direction::Incoming => "<-",
            Direction::Outgoing | Direction::Either => "-",
        })?;
        if !self.is_bare() {
            f.write_char('[')?;
            self.write_inside(f)?;
            f.write_char(']')?;
        }
        f.write_str(match self.direction {
            Direction::Outgoing => "->",
            Direction::Incoming | Direction::Either => "-",
        })
    }
}

impl RelationshipPattern {
    fn is_bare(&self) -> bool {
        self.variable.is_none()
            && self.types.is_none()
            && self.length.is_none()
            && self.properties.is_none()
            && self.filter.is_none()
    }

    fn write_inside(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        if let Some(variable) = &self.variable {
            Variable(&variable.name).fmt(f)?;
            gap = " ";
        }
        if let Some(types) = &self.types {
            write!(f, ":{types}")?;
            gap = " ";
        }
        if let Some(length) = &self.length {
            length.fmt(f)?;
            gap = " ";
        }
        if let Some(properties) = &self.properties {
            write!(f, "{gap}{properties}")?;
            gap = " ";
        }
        if let Some(filter) = &self.filter {
            write!(f, "{gap}WHERE {filter}")?;
        }
        Ok(())
    }
}

impl Display for Length {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.minimum, self.maximum) {
            (None, None) => f.write_char('*'),
            (Some(least), None) => write!(f, "*{least}.."),
            (None, Some(most)) => write!(f, "*..{most}"),
            (Some(least), Some(most)) if least == most => write!(f, "*{least}"),
            (Some(least), Some(most)) => write!(f, "*{least}..{most}"),
        }
    }
}
