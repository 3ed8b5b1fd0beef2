//! Functions: whether they are there, what they take, where they may stand.

use super::functions::{self, Function};
use super::kind::Kind;
use super::scope::Scope;
use super::usage::Use;
use super::{CheckError, Checker, wrong_kind};
use crate::query::ast::FunctionCall;
use crate::span::ByteSpan;

impl Checker<'_> {
    pub(super) fn function(
        &self,
        call: &FunctionCall,
        span: ByteSpan,
        scope: &mut Scope,
        used: Use,
    ) -> Result<Kind, CheckError> {
        let name = call.name.name.as_str();
        let name_span = call.name.place.span();
        if let Some(aggregation) = functions::aggregation_named(name) {
            refuse_aggregation(span, used)?;
            let used = Use {
                in_aggregation: true,
                ..used.as_value()
            };
            return self.called(aggregation, call, scope, used);
        }
        let Some(function) = functions::function_named(name) else {
            let nearest = functions::nearest_to(name);
            return Err(CheckError::UnknownFunction {
                name: name.to_owned(),
                nearest,
                span: name_span,
            });
        };
        if call.distinct {
            return Err(CheckError::InvalidDistinct {
                name: name.to_owned(),
                span: name_span,
            });
        }
        if function.name == "rand" && used.in_aggregation {
            return Err(CheckError::RandomInAggregation { span });
        }
        // `exists((a)-->(b))` asks about a pattern.
        let used = if function.name == "exists" {
            used.as_condition()
        } else {
            used.as_value()
        };
        self.called(function, call, scope, used)
    }

    fn called(
        &self,
        function: &Function,
        call: &FunctionCall,
        scope: &mut Scope,
        used: Use,
    ) -> Result<Kind, CheckError> {
        let given = call.arguments.len();
        if given < function.least || given > function.most {
            return Err(CheckError::InvalidNumberOfArguments {
                name: call.name.name.clone(),
                wanted: function.count_in_words(),
                given,
                span: call.name.place.span(),
            });
        }
        let mut first = None;
        for argument in &call.arguments {
            let kind = self.expression(argument, scope, used)?;
            if first.is_none() {
                if !function.takes.accepts(&kind) {
                    return Err(wrong_kind(
                        &kind,
                        function.takes.words(),
                        argument.place.span(),
                    ));
                }
                first = Some(kind);
            }
        }
        Ok(function.gives.kind(first.as_ref()))
    }
}

pub(super) fn refuse_aggregation(span: ByteSpan, used: Use) -> Result<(), CheckError> {
    if used.in_aggregation {
        return Err(CheckError::NestedAggregation { span });
    }
    match used.no_aggregation {
        Some(place) => Err(CheckError::InvalidAggregation { place, span }),
        None => Ok(()),
    }
}
