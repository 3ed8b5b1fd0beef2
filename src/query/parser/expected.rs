//! What the grammar crate found missing, in words for people.

use pest::error::{Error, ErrorVariant, InputLocation};

use super::Rule;
use super::error::ParseError;
use super::scan;
use crate::span::ByteSpan;

/// How many possibilities a message lists.
const LISTED: usize = 4;

/// The clauses by which a query may go on.
const CLAUSES: [&str; 13] = [
    "MATCH",
    "OPTIONAL MATCH",
    "UNWIND",
    "WITH",
    "RETURN",
    "CREATE",
    "MERGE",
    "SET",
    "REMOVE",
    "DELETE",
    "FOREACH",
    "CALL",
    "UNION",
];

/// Clauses of later and other languages, with what says the same here.
const FOREIGN_CLAUSES: [(&str, &str); 9] = [
    (
        "CALL {",
        "write its clauses in line, with `WITH` where they end; `EXISTS { … }`, `COUNT { … }` and \
         `[(a)-->(b) | b.name]` ask something of each row",
    ),
    ("INSERT", "write `CREATE`"),
    ("FILTER", "write `WITH * WHERE …`"),
    ("LET", "write `WITH *, … AS x`"),
    ("FOR", "write `UNWIND … AS x`"),
    ("NEXT", "write `WITH` in place of the `RETURN` before it"),
    (
        "FINISH",
        "leave it out: a query that changes the graph needs no `RETURN`",
    ),
    ("LOAD", "`relata import` reads tables into a graph"),
    ("USE", "leave it out: there is one graph"),
];

/// Turns the furthest failure of the grammar into the mistake that a person made.
pub(super) fn to_parse_error(text: &str, error: &Error<Rule>) -> ParseError {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        let span = ByteSpan::new(at as u32, at as u32);
        return ParseError::TooDeep {
            limit: super::MAXIMUM_NESTING,
            span,
        };
    };
    let Some((found, span)) = token_at(text, at) else {
        if let Some((bracket, span)) = scan::unbalanced(text) {
            return ParseError::UnbalancedBracket { bracket, span };
        }
        return ParseError::UnexpectedEnd {
            expected: described(positives),
            span: end_of(text),
        };
    };
    if let Some(error) = foreign_clause(text, at, found, span, positives) {
        return error;
    }
    if let Some(error) = strange_character(found, span) {
        return error;
    }
    if let Some(error) = missing_clause(text, at, found, span, positives) {
        return error;
    }
    let is_name_only = positives
        .iter()
        .all(|rule| matches!(rule, Rule::variable | Rule::any_name));
    if is_name_only && found.chars().all(char::is_alphanumeric) {
        return ParseError::ReservedWord {
            word: found.to_owned(),
            span,
        };
    }
    if let Some((bracket, place)) = scan::unbalanced(text)
        && place == span
    {
        return ParseError::UnbalancedBracket { bracket, span };
    }
    ParseError::Unexpected {
        found: found.to_owned(),
        expected: described(positives),
        span,
    }
}

/// The same for the short form.
pub(super) fn to_short_error(text: &str, error: &Error<Rule>) -> ParseError {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let Some((found, span)) = token_at(text, at) else {
        let expected = vec!["a verb", "a name", "`?what`"];
        return ParseError::UnexpectedEnd {
            expected,
            span: end_of(text),
        };
    };
    if let Some(quote @ ('"' | '\'')) = found.chars().next() {
        let span = ByteSpan::new(span.start(), text.trim_end().len() as u32);
        return ParseError::UnclosedQuote { quote, span };
    }
    let is_word = found.chars().all(char::is_alphanumeric);
    let expected = if is_word {
        vec!["a name in capitals", "words in quotes", "`?what`"]
    } else {
        vec![
            "a name",
            "`?what`",
            "`and`",
            "`since`, `according to` or `limit`",
        ]
    };
    ParseError::Unexpected {
        found: found.to_owned(),
        expected,
        span,
    }
}

/// The word, number or mark that begins at `at`, blanks before it skipped.
fn token_at(text: &str, at: usize) -> Option<(&str, ByteSpan)> {
    let rest = &text[at..];
    let start = at + (rest.len() - rest.trim_start().len());
    let rest = text[start..].trim_end();
    let first = rest.chars().next()?;
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let length = if is_word(first) {
        rest.find(|letter| !is_word(letter)).unwrap_or(rest.len())
    } else {
        first.len_utf8()
    };
    Some((
        &rest[..length],
        ByteSpan::new(start as u32, (start + length) as u32),
    ))
}

fn end_of(text: &str) -> ByteSpan {
    let end = text.trim_end().len() as u32;
    ByteSpan::new(end, end)
}

/// Dashes and quotes of typesetting, and signs that no language of queries has.
fn strange_character(found: &str, span: ByteSpan) -> Option<ParseError> {
    let character = found.chars().next()?;
    let instead = match character {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => Some("-"),
        '‘' | '’' | '‚' | '‛' => Some("'"),
        '“' | '”' | '„' | '«' | '»' => Some("\""),
        '≠' => Some("<>"),
        '≤' => Some("<="),
        '≥' => Some(">="),
        '→' => Some("->"),
        '←' => Some("<-"),
        '×' => Some("*"),
        '÷' => Some("/"),
        character if !character.is_ascii() && !character.is_alphanumeric() => None,
        _ => return None,
    };
    Some(ParseError::InvalidCharacter {
        character,
        instead,
        span,
    })
}

/// A clause of a later or another language stands where a clause could.
fn foreign_clause(
    text: &str,
    at: usize,
    found: &str,
    span: ByteSpan,
    positives: &[Rule],
) -> Option<ParseError> {
    let before = text[..at].trim_end();
    let is_call = found == "{" && before.to_uppercase().ends_with("CALL");
    let can_begin = can_begin_clause(positives) || before.is_empty();
    let is_it = |clause: &&(&str, &str)| match clause.0 {
        "CALL {" => is_call,
        word => can_begin && word.eq_ignore_ascii_case(found),
    };
    let &(clause, instead) = FOREIGN_CLAUSES.iter().find(is_it)?;
    Some(ParseError::ForeignClause {
        clause,
        instead,
        span,
    })
}

/// A word stands where a clause should begin: a typing mistake, or a forgotten `RETURN`.
fn missing_clause(
    text: &str,
    at: usize,
    found: &str,
    span: ByteSpan,
    positives: &[Rule],
) -> Option<ParseError> {
    let clause_could_begin = can_begin_clause(positives) || text[..at].trim().is_empty();
    if !clause_could_begin || positives.contains(&Rule::kw_as) {
        return None;
    }
    let first = found.chars().next()?;
    if !(first.is_alphabetic() || first == '_') {
        return None;
    }
    let upper = found.to_uppercase();
    let nearest = CLAUSES
        .iter()
        .filter(|clause| strsim::damerau_levenshtein(&upper, clause) <= 2)
        .min_by_key(|clause| strsim::damerau_levenshtein(&upper, clause))
        .copied();
    let returns = text.to_uppercase().contains("RETURN");
    let forgotten = nearest.is_none() && !returns && at > 0;
    Some(ParseError::NoClause {
        found: found.to_owned(),
        nearest,
        forgotten,
        span,
    })
}

/// The possibilities, most telling first, each once. Where a value can begin or go on, the many ways
/// are one word.
fn described(positives: &[Rule]) -> Vec<&'static str> {
    let can = |rule| positives.contains(&rule);
    let begins_value = can(Rule::number) || can(Rule::expression);
    let follows_value = can(Rule::operator_here);
    let begins_clause = can_begin_clause(positives);
    if positives == [Rule::equal] {
        return vec!["a node in parentheses, as `(n)`"];
    }
    let mut ranked: Vec<(u8, &'static str)> = positives
        .iter()
        .filter(|rule| !(begins_value && is_part_of_value(**rule)))
        .filter(|rule| !(follows_value && is_behind_value(**rule)))
        .filter(|rule| !(begins_clause && is_clause_word(**rule)))
        .filter_map(|&rule| description(rule))
        .collect();
    if follows_value {
        ranked.push((5, "an operator"));
    }
    if begins_clause {
        ranked.push((4, "a clause, as `RETURN`"));
    }
    if begins_value {
        ranked.push((1, "a value"));
    }
    ranked.sort_unstable();
    ranked.dedup();
    ranked
        .into_iter()
        .map(|(_, words)| words)
        .take(LISTED)
        .collect()
}

fn can_begin_clause(positives: &[Rule]) -> bool {
    positives.contains(&Rule::clause_here) || positives.contains(&Rule::return_clause)
}

fn is_part_of_value(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::number
            | Rule::expression
            | Rule::open_parenthesis
            | Rule::open_bracket
            | Rule::open_brace
            | Rule::any_name
            | Rule::dotted_name
            | Rule::variable
            | Rule::kw_null
    )
}

fn is_behind_value(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::equal
            | Rule::less
            | Rule::plus
            | Rule::minus
            | Rule::star
            | Rule::kw_and
            | Rule::kw_in
            | Rule::colon
            | Rule::ampersand
            | Rule::open_parenthesis
            | Rule::open_bracket
            | Rule::open_brace
            | Rule::dash
    )
}

fn is_clause_word(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::kw_match
            | Rule::kw_create
            | Rule::kw_with
            | Rule::kw_set
            | Rule::kw_delete
            | Rule::return_clause
    )
}

/// A rule in words, with a rank: the smaller, the more it says.
fn description(rule: Rule) -> Option<(u8, &'static str)> {
    Some(match rule {
        Rule::close_parenthesis => (0, "`)`"),
        Rule::close_bracket => (0, "`]`"),
        Rule::close_brace => (0, "`}`"),
        Rule::open_parenthesis => (1, "`(`"),
        Rule::open_bracket => (2, "`[`"),
        Rule::open_brace => (2, "`{`"),
        Rule::equal => (1, "`=`"),
        Rule::add_sign => (2, "`+=`"),
        Rule::dash => (2, "`-`"),
        Rule::node => (0, "a node in parentheses, as `(n)`"),
        Rule::walk | Rule::path_pattern | Rule::bare_match => (1, "a pattern, as `(a)-->(b)`"),
        Rule::query | Rule::single_query => (1, "a clause, as `MATCH` or `RETURN`"),
        Rule::expression | Rule::number => (1, "a value"),
        Rule::projection | Rule::item => (1, "what to return, as `n.name` or `*`"),
        Rule::sort_item => (0, "what to order by"),
        Rule::set_item => (0, "what to set, as `n.name = 'Ada'`"),
        Rule::remove_item => (0, "what to remove, as `n.name`"),
        Rule::variable => (1, "a variable"),
        Rule::any_name
        | Rule::dotted_name
        | Rule::label_or
        | Rule::label_and
        | Rule::label_term => (1, "a name"),
        Rule::entry => (2, "`name: value`"),
        Rule::colon => (2, "`:`"),
        Rule::star => (3, "`*`"),
        Rule::comma => (3, "`,`"),
        Rule::bar => (3, "`|`"),
        Rule::kw_as => (0, "`AS`"),
        Rule::kw_by => (0, "`BY`"),
        Rule::kw_in => (3, "`IN`"),
        Rule::kw_when | Rule::branch => (0, "`WHEN`"),
        Rule::kw_then => (0, "`THEN`"),
        Rule::kw_end => (1, "`END`"),
        Rule::kw_null => (1, "`NULL`"),
        Rule::kw_with => (1, "`WITH`"),
        Rule::kw_match | Rule::kw_create => (1, "a clause"),
        Rule::kw_set => (1, "`SET`"),
        Rule::kw_delete => (1, "`DELETE`"),
        Rule::where_part => (4, "`WHERE`"),
        Rule::return_clause => (4, "a clause, as `RETURN`"),
        Rule::whole_number => (2, "a whole number"),
        Rule::plus | Rule::minus | Rule::kw_and | Rule::less => (5, "an operator"),
        _ => return None,
    })
}
