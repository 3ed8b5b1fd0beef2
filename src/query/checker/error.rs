//! Why a query that can be read makes no sense.

use crate::query::ErrorKind;
use crate::span::ByteSpan;

/// Why a query that can be read makes no sense. Every variant knows where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// `MATCH (n) RETURN m`
    #[error("there is no variable `{name}` here")]
    UndefinedVariable {
        /// The variable.
        name: String,
        /// One that is there and looks like it.
        nearest: Option<String>,
        /// Where.
        span: ByteSpan,
    },
    /// `MATCH (n) MATCH ()-[n]->() RETURN n`
    #[error("`{name}` is {bound} and cannot be {wanted} too")]
    VariableTypeConflict {
        /// The variable.
        name: String,
        /// What it is.
        bound: String,
        /// What it should be here.
        wanted: String,
        /// Where.
        span: ByteSpan,
    },
    /// `MATCH (n) CREATE (n)`, `UNWIND [1] AS n` where `n` is bound
    #[error("`{name}` is already there")]
    VariableAlreadyBound {
        /// The variable.
        name: String,
        /// Where it is bound again.
        span: ByteSpan,
    },
    /// `MATCH (a)-[r]->()-[r]->(a) RETURN r`
    #[error("the relationship `{name}` cannot be walked twice in one pattern")]
    RelationshipUsedTwice {
        /// The variable.
        name: String,
        /// The second place.
        span: ByteSpan,
    },
    /// `RETURN 1 AND true`, `RETURN size(n)` where `n` is a node
    #[error("{wanted} is needed here, and this is {found}")]
    InvalidArgumentType {
        /// What it is.
        found: String,
        /// What it should be.
        wanted: String,
        /// Where.
        span: ByteSpan,
    },
    /// `WITH 1 AS n RETURN n.name`
    #[error("{found} has no properties")]
    NoProperties {
        /// What it is.
        found: String,
        /// Where.
        span: ByteSpan,
    },
    /// `MATCH (n) WHERE count(n) > 1 RETURN n`
    #[error("rows cannot be counted or summed up {place}")]
    InvalidAggregation {
        /// In what, as `in WHERE`.
        place: &'static str,
        /// The aggregation.
        span: ByteSpan,
    },
    /// `RETURN n.age + count(m)`
    #[error("this is not one of the columns by which the rows are grouped")]
    AmbiguousAggregation {
        /// The part that has no single value in a group.
        span: ByteSpan,
    },
    /// `RETURN count(count(*))`
    #[error("an aggregation cannot stand inside another one")]
    NestedAggregation {
        /// The inner one.
        span: ByteSpan,
    },
    /// `RETURN count(rand())`
    #[error("an aggregation of random values has no meaning")]
    RandomInAggregation {
        /// The function.
        span: ByteSpan,
    },
    /// `RETURN n SKIP n.count`
    #[error("how many rows must be known before there are any")]
    CountNotConstant {
        /// The variable.
        span: ByteSpan,
    },
    /// `RETURN n LIMIT -1`
    #[error("a number of rows cannot be negative")]
    NegativeCount {
        /// The number.
        span: ByteSpan,
    },
    /// `CREATE ()-[:A|B]->()`
    #[error("a new relationship needs exactly one type")]
    NoSingleRelationshipType {
        /// The relationship.
        span: ByteSpan,
    },
    /// `CREATE (a)-[:T]-(b)`
    #[error("a new relationship needs a direction")]
    RequiresDirectedRelationship {
        /// The relationship.
        span: ByteSpan,
    },
    /// `CREATE (a)-[:T*2]->(b)`
    #[error("a new relationship cannot have a length")]
    CreatingVarLength {
        /// The relationship.
        span: ByteSpan,
    },
    /// `CREATE (n:A|B)`, `CREATE (n WHERE n.x = 1)`
    #[error("this can be asked for and not made")]
    NotCreatable {
        /// The part.
        span: ByteSpan,
    },
    /// `MATCH (n $properties) RETURN n`
    #[error("properties to look for cannot be given as one parameter")]
    InvalidParameterUse {
        /// The parameter.
        span: ByteSpan,
    },
    /// `RETURN 1 AS a, 2 AS a`
    #[error("two columns are called `{name}`")]
    ColumnNameConflict {
        /// The name.
        name: String,
        /// The second one.
        span: ByteSpan,
    },
    /// `RETURN 1 AS a UNION RETURN 1 AS b`
    #[error("both sides of `UNION` must have the same columns")]
    DifferentColumnsInUnion {
        /// The second side.
        span: ByteSpan,
    },
    /// `MATCH (n) RETURN n MATCH (m) RETURN m`, `EXISTS { CREATE (n) }`
    #[error("{problem}")]
    InvalidClauseComposition {
        /// What is wrong.
        problem: &'static str,
        /// What to do.
        remedy: &'static str,
        /// The clause.
        span: ByteSpan,
    },
    /// `MATCH () RETURN *`
    #[error("there are no variables that `*` could stand for")]
    NoVariablesInScope {
        /// The star.
        span: ByteSpan,
    },
    /// `MATCH (n) WITH n.name RETURN 1`
    #[error("an expression in `WITH` needs a name")]
    NoExpressionAlias {
        /// The expression.
        span: ByteSpan,
    },
    /// `MATCH (n) RETURN (n)-->()`
    #[error("a pattern is a condition and not a value")]
    PatternNotAllowed {
        /// The pattern.
        span: ByteSpan,
    },
    /// `MATCH p = shortestPath((a)) RETURN p`
    #[error(
        "the shortest of what? There must be exactly one relationship pattern between two nodes"
    )]
    InvalidShortestPath {
        /// The pattern.
        span: ByteSpan,
    },
    /// `RETURN siez([1])`
    #[error("there is no function `{name}`")]
    UnknownFunction {
        /// As written.
        name: String,
        /// One that is there and looks like it.
        nearest: Option<String>,
        /// Where.
        span: ByteSpan,
    },
    /// `RETURN size()`
    #[error("`{name}` takes {wanted}, not {given}")]
    InvalidNumberOfArguments {
        /// The function or procedure.
        name: String,
        /// How many it takes, in words.
        wanted: String,
        /// How many there are.
        given: usize,
        /// Where.
        span: ByteSpan,
    },
    /// `RETURN size(DISTINCT x)`
    #[error("`{name}` does not sum up rows and takes no `DISTINCT`")]
    InvalidDistinct {
        /// The function.
        name: String,
        /// Where.
        span: ByteSpan,
    },
    /// `MATCH (n) DELETE n:Person`
    #[error("only nodes, relationships and paths can be deleted")]
    InvalidDelete {
        /// What stands there.
        span: ByteSpan,
    },
    /// `CALL no.such.procedure()`
    #[error("there is no procedure `{name}`")]
    ProcedureNotFound {
        /// As written.
        name: String,
        /// Where.
        span: ByteSpan,
    },
    /// `MATCH (n) CALL db.labels YIELD label RETURN label`
    #[error("inside a query a procedure needs its arguments in parentheses")]
    InvalidArgumentPassingMode {
        /// The call.
        span: ByteSpan,
    },
    /// `MATCH (n) CALL db.labels() YIELD * RETURN label`
    #[error("`YIELD *` is only for a call that stands alone")]
    YieldStarNotAllowed {
        /// The call.
        span: ByteSpan,
    },
    /// `RETURN $name` without a value for it
    #[error("the parameter `${name}` has no value")]
    MissingParameter {
        /// Its name.
        name: String,
        /// Where.
        span: ByteSpan,
    },
}

impl CheckError {
    /// The kind, in the words of the conformance suite.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NoProperties { .. } => ErrorKind::Type,
            Self::ProcedureNotFound { .. } => ErrorKind::Procedure,
            Self::MissingParameter { .. } => ErrorKind::ParameterMissing,
            _ => ErrorKind::Syntax,
        }
    }

    /// The finer code, in the words of the conformance suite.
    pub fn detail(&self) -> &'static str {
        match self {
            Self::UndefinedVariable { .. } => "UndefinedVariable",
            Self::VariableTypeConflict { .. } => "VariableTypeConflict",
            Self::VariableAlreadyBound { .. } => "VariableAlreadyBound",
            Self::RelationshipUsedTwice { .. } => "RelationshipUniquenessViolation",
            Self::InvalidArgumentType { .. } | Self::NoProperties { .. } => "InvalidArgumentType",
            Self::InvalidAggregation { .. } => "InvalidAggregation",
            Self::AmbiguousAggregation { .. } => "AmbiguousAggregationExpression",
            Self::NestedAggregation { .. } => "NestedAggregation",
            Self::RandomInAggregation { .. } | Self::CountNotConstant { .. } => {
                "NonConstantExpression"
            }
            Self::NegativeCount { .. } => "NegativeIntegerArgument",
            Self::NoSingleRelationshipType { .. } => "NoSingleRelationshipType",
            Self::RequiresDirectedRelationship { .. } => "RequiresDirectedRelationship",
            Self::CreatingVarLength { .. } => "CreatingVarLength",
            Self::InvalidParameterUse { .. } => "InvalidParameterUse",
            Self::ColumnNameConflict { .. } => "ColumnNameConflict",
            Self::DifferentColumnsInUnion { .. } => "DifferentColumnsInUnion",
            Self::InvalidClauseComposition { .. } => "InvalidClauseComposition",
            Self::NoVariablesInScope { .. } => "NoVariablesInScope",
            Self::NoExpressionAlias { .. } => "NoExpressionAlias",
            Self::NotCreatable { .. }
            | Self::PatternNotAllowed { .. }
            | Self::InvalidShortestPath { .. }
            | Self::InvalidDistinct { .. }
            | Self::YieldStarNotAllowed { .. } => "UnexpectedSyntax",
            Self::UnknownFunction { .. } => "UnknownFunction",
            Self::InvalidNumberOfArguments { .. } => "InvalidNumberOfArguments",
            Self::InvalidDelete { .. } => "InvalidDelete",
            Self::ProcedureNotFound { .. } => "ProcedureNotFound",
            Self::InvalidArgumentPassingMode { .. } => "InvalidArgumentPassingMode",
            Self::MissingParameter { .. } => "MissingParameter",
        }
    }

    /// Where.
    pub fn span(&self) -> ByteSpan {
        match self {
            Self::UndefinedVariable { span, .. }
            | Self::VariableTypeConflict { span, .. }
            | Self::VariableAlreadyBound { span, .. }
            | Self::RelationshipUsedTwice { span, .. }
            | Self::InvalidArgumentType { span, .. }
            | Self::NoProperties { span, .. }
            | Self::InvalidAggregation { span, .. }
            | Self::AmbiguousAggregation { span }
            | Self::NestedAggregation { span }
            | Self::RandomInAggregation { span }
            | Self::CountNotConstant { span }
            | Self::NegativeCount { span }
            | Self::NoSingleRelationshipType { span }
            | Self::RequiresDirectedRelationship { span }
            | Self::CreatingVarLength { span }
            | Self::NotCreatable { span }
            | Self::InvalidParameterUse { span }
            | Self::ColumnNameConflict { span, .. }
            | Self::DifferentColumnsInUnion { span }
            | Self::InvalidClauseComposition { span, .. }
            | Self::NoVariablesInScope { span }
            | Self::NoExpressionAlias { span }
            | Self::PatternNotAllowed { span }
            | Self::InvalidShortestPath { span }
            | Self::UnknownFunction { span, .. }
            | Self::InvalidNumberOfArguments { span, .. }
            | Self::InvalidDistinct { span, .. }
            | Self::InvalidDelete { span }
            | Self::ProcedureNotFound { span, .. }
            | Self::InvalidArgumentPassingMode { span }
            | Self::YieldStarNotAllowed { span }
            | Self::MissingParameter { span, .. } => *span,
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::UndefinedVariable {
                nearest: Some(name),
                ..
            }
            | Self::UnknownFunction {
                nearest: Some(name),
                ..
            } => format!("did you mean `{name}`?"),
            Self::UndefinedVariable { name, .. } => {
                format!("bind it with `MATCH ({name})`, or quote it if it is text: `'{name}'`")
            }
            Self::VariableTypeConflict { .. } | Self::VariableAlreadyBound { .. } => {
                "take another name".into()
            }
            Self::RelationshipUsedTwice { .. } => "take two names, or two `MATCH` clauses".into(),
            Self::InvalidAggregation { .. } => {
                "work it out in a `WITH` before: `WITH n, count(*) AS total WHERE total > 1`".into()
            }
            Self::AmbiguousAggregation { .. } => {
                "name it in a `WITH` before, or return it as a column of its own".into()
            }
            Self::NestedAggregation { .. } => "work out the inner one in a `WITH` before".into(),
            Self::CountNotConstant { .. } => "write a number or a parameter".into(),
            Self::NegativeCount { .. } => "write `0` or more".into(),
            Self::NoSingleRelationshipType { .. } => "write `-[:TYPE]->`".into(),
            Self::RequiresDirectedRelationship { .. } => "write `-[…]->` or `<-[…]-`".into(),
            Self::InvalidParameterUse { .. } => "write `{name: $name}`".into(),
            Self::ColumnNameConflict { .. } => "name one of them with `AS`".into(),
            Self::InvalidClauseComposition { remedy, .. } => (*remedy).into(),
            Self::NoExpressionAlias { .. } => "write `AS` and a name behind it".into(),
            Self::PatternNotAllowed { .. } => {
                "write `EXISTS { … }` for true or false, `COUNT { … }` for how many".into()
            }
            Self::InvalidShortestPath { .. } => "write `shortestPath((a)-[*]-(b))`".into(),
            Self::MissingParameter { name, .. } => {
                format!("give it one: `--param {name}=1`, or in `params` of a request")
            }
            Self::YieldStarNotAllowed { .. } => "name the outputs".into(),
            _ => return None,
        })
    }
}
