//! Statements, queries and their clauses, in the order in which they nest.

use super::{Expression, Identifier, PathPattern, Place, SourceText};

/// One text that can be run: `EXPLAIN MATCH (n) RETURN n`.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Whether the rows are wanted or the plan.
    pub mode: Mode,
    /// The query itself.
    pub query: Query,
    /// Where.
    pub place: Place,
}

/// What is wanted of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Its rows.
    Run,
    /// `EXPLAIN`: its plan, without running it.
    Explain,
    /// `PROFILE`: its plan with rows and time of each operator, after running it.
    Profile,
}

/// One or more single queries joined by `UNION`.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The first, in most queries the only one.
    pub first: SingleQuery,
    /// What follows, in order.
    pub unions: Vec<Union>,
    /// Where.
    pub place: Place,
}

/// `UNION RETURN 2 AS x`, `UNION ALL RETURN 2 AS x`
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Whether equal rows are kept.
    pub all: bool,
    /// What follows the keyword.
    pub query: SingleQuery,
    /// The keywords and the query.
    pub place: Place,
}

/// A list of clauses. The parser takes any order; the checker says which are wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct SingleQuery {
    /// In the order written; never empty when parsed.
    pub clauses: Vec<Clause>,
    /// Where.
    pub place: Place,
}

/// One clause.
#[derive(Debug, Clone, PartialEq)]
pub enum Clause {
    /// `MATCH …`, `OPTIONAL MATCH …`
    Match(Match),
    /// `UNWIND … AS x`
    Unwind(Unwind),
    /// `WITH …`
    With(With),
    /// `RETURN …`
    Return(Return),
    /// `CREATE …`
    Create(Create),
    /// `MERGE …`
    Merge(Merge),
    /// `SET …`
    Set(Set),
    /// `REMOVE …`
    Remove(Remove),
    /// `DELETE …`, `DETACH DELETE …`
    Delete(Delete),
    /// `FOREACH (x IN … | …)`
    Foreach(Foreach),
    /// `CALL … YIELD …`
    Call(Call),
}

/// `OPTIONAL MATCH (a)-->(b) WHERE a.x = 1`
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Whether a row without a match is kept, with nulls.
    pub optional: bool,
    /// What the graph must hold; a relationship is used at most once in all of them together.
    pub patterns: Vec<PathPattern>,
    /// `WHERE …`
    pub filter: Option<Expression>,
    /// Where.
    pub place: Place,
}

/// `UNWIND [1, 2] AS x`
#[derive(Debug, Clone, PartialEq)]
pub struct Unwind {
    /// The list.
    pub list: Expression,
    /// The name of its elements.
    pub variable: Identifier,
    /// Where.
    pub place: Place,
}

/// `WITH a, count(*) AS n ORDER BY n LIMIT 3 WHERE n > 1`
#[derive(Debug, Clone, PartialEq)]
pub struct With {
    /// What goes on.
    pub projection: Projection,
    /// `WHERE …`, applied after everything in the projection.
    pub filter: Option<Expression>,
    /// Where.
    pub place: Place,
}

/// `RETURN DISTINCT a.name AS name ORDER BY name`
#[derive(Debug, Clone, PartialEq)]
pub struct Return {
    /// What comes out.
    pub projection: Projection,
    /// Where.
    pub place: Place,
}

/// What `WITH` and `RETURN` share.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// `DISTINCT`
    pub distinct: bool,
    /// `*`, which stands before any item: all variables in scope, ordered by name.
    pub star: Option<Place>,
    /// The columns, in order; empty only with `star`.
    pub items: Vec<ProjectionItem>,
    /// `ORDER BY …`, most important first.
    pub order_by: Vec<SortItem>,
    /// `SKIP …` or `OFFSET …`
    pub skip: Option<Expression>,
    /// `LIMIT …`
    pub limit: Option<Expression>,
    /// From the first item to the end of the last part.
    pub place: Place,
}

/// `a.name AS name`, `count( * )`
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectionItem {
    /// The value.
    pub expression: Expression,
    /// `AS name`
    pub alias: Option<Identifier>,
    /// The expression as it was written.
    pub text: SourceText,
    /// Where, the alias included.
    pub place: Place,
}

impl ProjectionItem {
    /// The name of the column: the alias, or else the expression as it was written.
    pub fn column(&self) -> &str {
        match (&self.alias, &self.expression.kind) {
            (Some(alias), _) => &alias.name,
            (None, super::ExpressionKind::Variable(name)) => name,
            (None, _) => &self.text.0,
        }
    }
}

/// `n.age DESC`
#[derive(Debug, Clone, PartialEq)]
pub struct SortItem {
    /// What to compare.
    pub expression: Expression,
    /// `DESC` or `DESCENDING`
    pub descending: bool,
    /// Where.
    pub place: Place,
}

/// `CREATE (a:Person {name: 'Ada'})-[:KNOWS]->(b)`
#[derive(Debug, Clone, PartialEq)]
pub struct Create {
    /// What to make, in order.
    pub patterns: Vec<PathPattern>,
    /// Where.
    pub place: Place,
}

/// `MERGE (a:Person {name: 'Ada'}) ON CREATE SET a.new = true`
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// What to find, or else make.
    pub pattern: PathPattern,
    /// What to do then, in order.
    pub actions: Vec<MergeAction>,
    /// Where.
    pub place: Place,
}

/// `ON CREATE SET a.new = true`
#[derive(Debug, Clone, PartialEq)]
pub struct MergeAction {
    /// When.
    pub event: MergeEvent,
    /// What.
    pub items: Vec<SetItem>,
    /// Where.
    pub place: Place,
}

/// When an action of `MERGE` is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeEvent {
    /// The pattern was made.
    Create,
    /// The pattern was found.
    Match,
}

/// `SET a.x = 1, b:Label`
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// In order.
    pub items: Vec<SetItem>,
    /// Where.
    pub place: Place,
}

/// One change that `SET` makes.
#[derive(Debug, Clone, PartialEq)]
pub enum SetItem {
    /// `n.name = 'Ada'`, `(n).name = 'Ada'`
    Property {
        /// Whose property: a node, a relationship or null.
        subject: Expression,
        /// Its name.
        key: Identifier,
        /// Its new value; null removes it.
        value: Expression,
    },
    /// `n = {name: 'Ada'}`: all other properties go.
    Replace {
        /// Whose properties.
        variable: Identifier,
        /// A map, a node or a relationship.
        value: Expression,
    },
    /// `n += {name: 'Ada'}`: all other properties stay.
    Add {
        /// Whose properties.
        variable: Identifier,
        /// A map, a node or a relationship.
        value: Expression,
    },
    /// `n:Person:Author`
    Labels {
        /// Whose labels.
        variable: Identifier,
        /// At least one.
        labels: Vec<Identifier>,
    },
}

/// `REMOVE a.x, b:Label`
#[derive(Debug, Clone, PartialEq)]
pub struct Remove {
    /// In order.
    pub items: Vec<RemoveItem>,
    /// Where.
    pub place: Place,
}

/// One thing that `REMOVE` takes away.
#[derive(Debug, Clone, PartialEq)]
pub enum RemoveItem {
    /// `n.name`
    Property {
        /// Whose property.
        subject: Expression,
        /// Its name.
        key: Identifier,
    },
    /// `n:Person:Author`
    Labels {
        /// Whose labels.
        variable: Identifier,
        /// At least one.
        labels: Vec<Identifier>,
    },
}

/// `DETACH DELETE a, b`
#[derive(Debug, Clone, PartialEq)]
pub struct Delete {
    /// Whether the relationships of a node go with it.
    pub detach: bool,
    /// Nodes, relationships or paths.
    pub targets: Vec<Expression>,
    /// Where.
    pub place: Place,
}

/// `CALL db.labels() YIELD label AS name WHERE name <> 'x'`
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The name with its dots.
    pub procedure: Identifier,
    /// `None` when there are no parentheses: arguments are then taken from parameters by name.
    pub arguments: Option<Vec<Expression>>,
    /// `YIELD …`; `None` when it was not written.
    pub yields: Option<Yield>,
    /// Where.
    pub place: Place,
}

/// `YIELD *`, `YIELD -`, `YIELD a, b AS c WHERE a > 1`
#[derive(Debug, Clone, PartialEq)]
pub struct Yield {
    /// `*`: all outputs under their own names.
    pub star: bool,
    /// The outputs wanted; empty with `star` and for `YIELD -`.
    pub items: Vec<YieldItem>,
    /// `WHERE …`
    pub filter: Option<Expression>,
    /// Where.
    pub place: Place,
}

/// `label AS name`
#[derive(Debug, Clone, PartialEq)]
pub struct YieldItem {
    /// The procedure's name of the output.
    pub field: Identifier,
    /// The query's name for it.
    pub alias: Option<Identifier>,
}

impl YieldItem {
    /// The variable that is bound.
    pub fn variable(&self) -> &Identifier {
        self.alias.as_ref().unwrap_or(&self.field)
    }
}

/// `FOREACH (x IN [1, 2] | CREATE (:A {n: x}))`
#[derive(Debug, Clone, PartialEq)]
pub struct Foreach {
    /// The name of each element, known inside only.
    pub variable: Identifier,
    /// The list; null is none.
    pub list: Expression,
    /// What is done for each element: clauses that change the graph, at least one.
    pub clauses: Vec<Clause>,
    /// Where.
    pub place: Place,
}

impl Clause {
    /// Where the clause was written.
    pub fn place(&self) -> Place {
        match self {
            Self::Match(clause) => clause.place,
            Self::Unwind(clause) => clause.place,
            Self::With(clause) => clause.place,
            Self::Return(clause) => clause.place,
            Self::Create(clause) => clause.place,
            Self::Merge(clause) => clause.place,
            Self::Set(clause) => clause.place,
            Self::Remove(clause) => clause.place,
            Self::Delete(clause) => clause.place,
            Self::Foreach(clause) => clause.place,
            Self::Call(clause) => clause.place,
        }
    }

    /// Whether the clause changes the graph.
    pub fn is_writing(&self) -> bool {
        matches!(
            self,
            Self::Create(_)
                | Self::Merge(_)
                | Self::Set(_)
                | Self::Remove(_)
                | Self::Delete(_)
                | Self::Foreach(_)
        )
    }
}

impl SetItem {
    /// The names given as labels; empty for the other kinds.
    pub fn labels(&self) -> &[Identifier] {
        match self {
            Self::Labels { labels, .. } => labels,
            _ => &[],
        }
    }
}
