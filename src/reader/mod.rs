//! Text formats → articles, one format a file.

pub mod conllu;
pub mod decode;
pub mod markdown;
pub mod plain;
pub mod treebank;

/// Why a file is no article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A picture, an archive: bytes that are no text in any encoding.
    #[error("this is no text: byte {offset} is binary")]
    Binary {
        /// The first byte that no text has.
        offset: usize,
    },
    /// `caf\xe9`: bytes that are no character of Unicode.
    #[error(
        "byte {offset} is no character of UTF-8: convert the file, or name its encoding, as in \
         `--encoding windows-1252`"
    )]
    NotUnicode {
        /// The first byte that does not belong to a character.
        offset: usize,
    },
    /// A file without a word in it.
    #[error("there are no words in it")]
    Empty,
    /// A line that the format does not allow.
    #[error("line {line}: {what}")]
    Malformed {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
}
