//! Questions: text → **tree** → checked tree → plan → rows.
//!
//! Goes in: what a person typed, in the short or the full form. Comes out: rows, or an error that
//! points at the text. Each module knows nothing of the ones after it.

pub mod ast;
pub mod checker;
pub mod completion;
pub mod engine;
pub mod error;
pub mod executor;
mod form;
pub mod functions;
mod nearest;
pub mod optimizer;
mod parser;
pub mod plan;
pub mod planner;
pub mod procedures;
pub mod result;
pub mod runtime_error;
pub mod short;
mod understanding;

pub use checker::{AnyParameters, CheckError, Environment, ProcedureShape, check};
pub use error::{CompileError, ErrorKind};
pub use form::Form;
pub use parser::{MAXIMUM_NESTING, MAXIMUM_OPERATORS, ParseError, parse};
pub use short::{ShortError, Translation, translate};
pub use understanding::{Words, understand, unknown_properties};

pub use engine::{Options, Prepared, QueryError, execute, prepare, prepare_statement};
pub use executor::{CancelFlag, Limits};
pub use procedures::Procedures;
pub use result::{ResultSet, Statistics};
pub use runtime_error::{RuntimeError, RuntimeErrorKind};
