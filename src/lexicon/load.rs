//! The one text format of the hand-written lists: text → rows of fields, or an error with its line.
//!
//! A list is UTF-8 text with one row a line and a tab between fields. Lines that start with `# `
//! are remarks; blank lines are skipped. The first field is the key and occurs once in a list.

use rustc_hash::FxHashSet;

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'t> {
    /// Line of the list, the first is 1.
    pub line: usize,
    /// The first field: the word or phrase the row is about.
    pub key: &'t str,
    /// The fields after the key, exactly as many as the list has columns.
    pub fields: Vec<&'t str>,
}

/// Why a word list cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// `wife<TAB>f` in a list of four columns
    #[error("`{list}` line {line}: {found} fields, this list has {wanted}")]
    Fields {
        /// File name of the list.
        list: &'static str,
        /// Line in the list, the first is 1.
        line: usize,
        /// Fields that the line has, the key included.
        found: usize,
        /// Fields that every line of this list has.
        wanted: usize,
    },
    /// `say<TAB>nuetral`
    #[error("`{list}` line {line}: `{value}` is not one of {wanted}")]
    Value {
        /// File name of the list.
        list: &'static str,
        /// Line in the list, the first is 1.
        line: usize,
        /// What stands there.
        value: String,
        /// The values that may stand there.
        wanted: &'static str,
    },
    /// the same word on two lines
    #[error("`{list}` line {line}: `{key}` is there already; keep one of the two")]
    Twice {
        /// File name of the list.
        list: &'static str,
        /// Line of the second occurrence.
        line: usize,
        /// The repeated key.
        key: String,
    },
}

/// Reads the rows of `text`, each with `columns` fields, the key included.
///
/// # Errors
///
/// A line with more or fewer fields, or a key that occurred before.
pub fn rows<'t>(
    list: &'static str,
    text: &'t str,
    columns: usize,
) -> Result<Vec<Row<'t>>, LexiconError> {
    let mut seen = FxHashSet::default();
    let mut rows = Vec::new();
    for (number, content) in text.lines().enumerate() {
        let line = number + 1;
        if content.is_empty() || content == "#" || content.starts_with("# ") {
            continue;
        }
        let mut fields = content.split('\t');
        let key = fields.next().unwrap_or_default();
        let fields: Vec<_> = fields.collect();
        if fields.len() + 1 != columns {
            let found = fields.len() + 1;
            return Err(LexiconError::Fields {
                list,
                line,
                found,
                wanted: columns,
            });
        }
        if !seen.insert(key) {
            return Err(LexiconError::Twice {
                list,
                line,
                key: key.to_owned(),
            });
        }
        rows.push(Row { line, key, fields });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::{LexiconError, rows};

    fn message(text: &str) -> String {
        rows("verbs.tsv", text, 2).unwrap_err().to_string()
    }

    #[test]
    fn remarks_and_blank_lines_are_no_rows() {
        let rows = rows("verbs.tsv", "# verb\tclass\n\nsay\tneutral\n", 2).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (rows[0].line, rows[0].key, rows[0].fields[0]),
            (3, "say", "neutral")
        );
    }

    #[test]
    fn errors_name_the_line() {
        assert_eq!(
            message("say\tneutral\nadd"),
            "`verbs.tsv` line 2: 1 fields, this list has 2"
        );
        assert_eq!(
            message("say\tneutral\nsay\tfactive"),
            "`verbs.tsv` line 2: `say` is there already; keep one of the two"
        );
        let value = LexiconError::Value {
            list: "verbs.tsv",
            line: 1,
            value: "nuetral".into(),
            wanted: "neutral, factive",
        };
        assert_eq!(
            value.to_string(),
            "`verbs.tsv` line 1: `nuetral` is not one of neutral, factive"
        );
    }
}
