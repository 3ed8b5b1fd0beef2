//! What is known of English words and of the world before a text is read: lists, parsed once.

/// Immutable word lists.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The lists that are embedded.
    pub fn english() -> Self {
        Self {}
    }
}
