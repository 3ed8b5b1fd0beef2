//! Expressions: everything that has a value.

use super::{Identifier, LabelExpression, PathPattern, Place, Query};

/// A value to be worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Where, outer parentheses not included.
    pub place: Place,
}

/// The kinds of expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpressionKind {
    /// `1`, `'a'`, `true`, `null`; a sign before a number is part of it
    Literal(Literal),
    /// `$name`, `$0`
    Parameter(String),
    /// `n`
    Variable(String),
    /// `[1, 2]`
    List(Vec<Expression>),
    /// `{name: 'Ada'}`, in the order written
    Map(Vec<MapEntry>),
    /// `n.name`
    Property {
        /// A node, a relationship, a map or a temporal value.
        subject: Box<Expression>,
        /// The name behind the point.
        key: Identifier,
    },
    /// `list[0]`, `map['key']`
    Index {
        /// A list, a map, a node or a relationship.
        subject: Box<Expression>,
        /// A place or a key.
        index: Box<Expression>,
    },
    /// `list[1..3]`, `list[..3]`, `list[1..]`
    Slice {
        /// A list.
        subject: Box<Expression>,
        /// The first place taken; the beginning if absent.
        from: Option<Box<Expression>>,
        /// The first place not taken; the end if absent.
        to: Option<Box<Expression>>,
    },
    /// `n:Person`, `r:CALL`
    HasLabels {
        /// A node or a relationship.
        subject: Box<Expression>,
        /// What is asked.
        labels: LabelExpression,
    },
    /// `NOT a`, `-a`, `+a`
    Unary {
        /// Which.
        operator: UnaryOperator,
        /// Of what.
        operand: Box<Expression>,
    },
    /// `a + b`, `a AND b`, `a IN b`
    Binary {
        /// Which.
        operator: BinaryOperator,
        /// The left side.
        left: Box<Expression>,
        /// The right side.
        right: Box<Expression>,
    },
    /// `a < b`, `1 < x <= 3`: each neighbouring pair must hold
    Comparison {
        /// The leftmost.
        first: Box<Expression>,
        /// At least one operator with what stands to its right.
        rest: Vec<(ComparisonOperator, Expression)>,
    },
    /// `a IS NULL`, `a IS NOT NULL`
    IsNull {
        /// What is asked about.
        subject: Box<Expression>,
        /// `NOT`
        negated: bool,
    },
    /// `CASE WHEN a THEN b ELSE c END`, `CASE x WHEN 1 THEN b END`
    Case {
        /// What each `WHEN` is compared to; without it each is a condition.
        subject: Option<Box<Expression>>,
        /// At least one, in order.
        branches: Vec<CaseBranch>,
        /// `ELSE`, or null.
        otherwise: Option<Box<Expression>>,
    },
    /// `size(x)`, `count(DISTINCT x)`, `duration.between(a, b)`
    Function(FunctionCall),
    /// `count(*)`
    CountStar,
    /// `[x IN list WHERE x > 1 | x + 1]`
    ListComprehension {
        /// The name of each element.
        variable: Identifier,
        /// The list.
        list: Box<Expression>,
        /// Which elements.
        filter: Option<Box<Expression>>,
        /// What becomes of each; itself if absent.
        projection: Option<Box<Expression>>,
    },
    /// `[p = (a)-->(b) WHERE b.x = 1 | b.name]`
    PatternComprehension {
        /// What to find; its variable is visible inside.
        pattern: Box<PathPattern>,
        /// Which of what was found.
        filter: Option<Box<Expression>>,
        /// What becomes of each.
        projection: Box<Expression>,
    },
    /// `all(x IN list WHERE x > 1)`
    Quantified {
        /// How many must hold.
        quantifier: Quantifier,
        /// The name of each element.
        variable: Identifier,
        /// The list.
        list: Box<Expression>,
        /// The condition; without it the element itself is.
        filter: Option<Box<Expression>>,
    },
    /// `reduce(sum = 0, x IN list | sum + x)`
    Reduce {
        /// The name of what is carried along.
        accumulator: Identifier,
        /// Its first value.
        initial: Box<Expression>,
        /// The name of each element.
        variable: Identifier,
        /// The list.
        list: Box<Expression>,
        /// Its next value.
        step: Box<Expression>,
    },
    /// `(a)-[:CALL]->(b)` as a condition, `shortestPath((a)-[*]-(b))` as a value: the selector tells
    /// them apart
    Pattern(Box<PathPattern>),
    /// `EXISTS { MATCH (a)-->(b) }`, `EXISTS { (a)-->(b) WHERE b.x = 1 }`, `COUNT { (a)-->() }`.
    /// The short form with a bare pattern is kept as a query with one `MATCH` and no `RETURN`.
    Subquery {
        /// What is wanted of the rows.
        kind: SubqueryKind,
        /// A query; its last clause need not be `RETURN`.
        query: Box<Query>,
    },
    /// `n {.name, .*, age: 3, other}`
    MapProjection {
        /// A node, a relationship or a map.
        subject: Identifier,
        /// In order.
        items: Vec<MapProjectionItem>,
    },
}

/// A value that stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// `1`, `-1`, `0x1F`, `0o17`
    Integer(i64),
    /// `1.5`, `.5`, `1e9`; always finite
    Float(f64),
    /// `'a'`, `"a"`, escapes resolved
    String(String),
}

/// `name: 'Ada'`
#[derive(Debug, Clone, PartialEq)]
pub struct MapEntry {
    /// The name before the colon.
    pub key: Identifier,
    /// What it holds.
    pub value: Expression,
}

/// `WHEN a THEN b`
#[derive(Debug, Clone, PartialEq)]
pub struct CaseBranch {
    /// A condition, or a value to compare to.
    pub when: Expression,
    /// The value if so.
    pub then: Expression,
}

/// `count(DISTINCT x)`
#[derive(Debug, Clone, PartialEq)]
pub struct FunctionCall {
    /// The name with its dots, as written; functions are known in any case.
    pub name: Identifier,
    /// `DISTINCT`, which only aggregations take
    pub distinct: bool,
    /// In order.
    pub arguments: Vec<Expression>,
}

/// An operator with one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `NOT`
    Not,
    /// `-`
    Minus,
    /// `+`
    Plus,
}

/// An operator with two sides, comparisons apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `OR`
    Or,
    /// `XOR`
    Xor,
    /// `AND`
    And,
    /// `IN`
    In,
    /// `STARTS WITH`
    StartsWith,
    /// `ENDS WITH`
    EndsWith,
    /// `CONTAINS`
    Contains,
    /// `=~`
    Matches,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Modulo,
    /// `^`, which groups to the left
    Power,
}

/// An operator that chains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparisonOperator {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// How many elements must fulfil a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    /// `all`
    All,
    /// `any`
    Any,
    /// `none`
    None,
    /// `single`
    Single,
}

/// What is wanted of a query in braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubqueryKind {
    /// `EXISTS`: whether it has a row
    Exists,
    /// `COUNT`: how many
    Count,
}

/// One entry of `n {…}`.
#[derive(Debug, Clone, PartialEq)]
pub enum MapProjectionItem {
    /// `.name`
    Property(Identifier),
    /// `.*`
    All(Place),
    /// `other`: a variable under its own name
    Variable(Identifier),
    /// `name: 'Ada'`
    Entry(MapEntry),
}

impl Expression {
    /// An expression that nobody wrote.
    pub fn unplaced(kind: ExpressionKind) -> Self {
        Self {
            kind,
            place: Place::NOWHERE,
        }
    }

    /// A variable that nobody wrote.
    pub fn variable(name: impl Into<String>) -> Self {
        Self::unplaced(ExpressionKind::Variable(name.into()))
    }

    /// A string that nobody wrote.
    pub fn string(text: impl Into<String>) -> Self {
        Self::unplaced(ExpressionKind::Literal(Literal::String(text.into())))
    }

    /// `subject.key`, which nobody wrote.
    pub fn property(subject: Self, key: impl Into<String>) -> Self {
        Self::unplaced(ExpressionKind::Property {
            subject: Box::new(subject),
            key: Identifier::unplaced(key),
        })
    }
}
