//! The grammar of an article: words, sentences, tags, lemmas, dependencies, names.

use super::{
    Article, Dependency, DependencyRelation, Name, Sentence, SentenceId, Tag, Token, Upos, Xpos,
};
use crate::span::{ByteSpan, TokenSpan};

/// An article with its grammatical layers. The layers of words are equally long, every sentence
/// has one root, and heads never lead out of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Syntax {
    article: Article,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    tags: Vec<Tag>,
    lemmas: Vec<Box<str>>,
    dependencies: Vec<Dependency>,
    names: Vec<Name>,
    /// For each token, where its dependents begin in `dependents`; one longer than `tokens`.
    first_dependent: Vec<u32>,
    dependents: Vec<u32>,
}

impl Syntax {
    /// Puts the layers together.
    ///
    /// # Panics
    /// When the layers of words differ in length.
    pub fn new(
        article: Article,
        tokens: Vec<Token>,
        sentences: Vec<Sentence>,
        tags: Vec<Tag>,
        lemmas: Vec<Box<str>>,
        dependencies: Vec<Dependency>,
        names: Vec<Name>,
    ) -> Self {
        assert_eq!(tokens.len(), tags.len(), "a tag for each token");
        assert_eq!(tokens.len(), lemmas.len(), "a lemma for each token");
        assert_eq!(
            tokens.len(),
            dependencies.len(),
            "a dependency for each token"
        );
        let (first_dependent, dependents) = group_by_head(&dependencies);
        Self {
            article,
            tokens,
            sentences,
            tags,
            lemmas,
            dependencies,
            names,
            first_dependent,
            dependents,
        }
    }

    /// The same with other heads for some words. A tree stays a tree: of moves that together would make a ring, those
    /// that close it are left out.
    #[must_use]
    pub fn reattached(mut self, moves: &[(u32, Dependency)]) -> Self {
        let before = self.dependencies.clone();
        for &(word, dependency) in moves {
            self.dependencies[word as usize] = dependency;
        }
        if moves.iter().any(|&(word, _)| self.is_in_a_ring(word)) {
            self.dependencies = before;
            for &(word, dependency) in moves {
                let old = std::mem::replace(&mut self.dependencies[word as usize], dependency);
                if self.is_in_a_ring(word) {
                    self.dependencies[word as usize] = old;
                }
            }
        }
        let (first_dependent, dependents) = group_by_head(&self.dependencies);
        self.first_dependent = first_dependent;
        self.dependents = dependents;
        self
    }

    /// The same with other parts of speech and lemmas for some words; their features stay.
    #[must_use]
    pub fn retagged(mut self, words: Vec<(u32, Upos, Xpos, String)>) -> Self {
        for (word, upos, xpos, lemma) in words {
            let tag = &mut self.tags[word as usize];
            (tag.upos, tag.xpos) = (upos, xpos);
            self.lemmas[word as usize] = lemma.into();
        }
        self
    }

    /// Whether the way up from a word never ends.
    fn is_in_a_ring(&self, word: u32) -> bool {
        let mut above = self.head(word);
        let mut steps = 0;
        while let Some(current) = above
            && steps <= self.dependencies.len()
        {
            above = self.head(current);
            steps += 1;
        }
        above.is_some()
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.article.text
    }

    /// Words and marks in text order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Sentences in text order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Names as the model saw them, in text order, none overlapping.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The words of a token as they stand.
    pub fn form(&self, token: u32) -> &str {
        self.tokens[token as usize].span.of(&self.article.text)
    }

    /// The dictionary form of a token.
    pub fn lemma(&self, token: u32) -> &str {
        &self.lemmas[token as usize]
    }

    /// What a token is.
    pub fn tag(&self, token: u32) -> &Tag {
        &self.tags[token as usize]
    }

    /// The universal part of speech of a token.
    pub fn upos(&self, token: u32) -> Upos {
        self.tags[token as usize].upos
    }

    /// What a token is to its head.
    pub fn relation(&self, token: u32) -> DependencyRelation {
        self.dependencies[token as usize].relation
    }

    /// The head of a token; none for the root of a sentence.
    pub fn head(&self, token: u32) -> Option<u32> {
        self.dependencies[token as usize].head
    }

    /// The words that depend on a token, in text order.
    pub fn dependents(&self, token: u32) -> &[u32] {
        let first = self.first_dependent[token as usize] as usize;
        let end = self.first_dependent[token as usize + 1] as usize;
        &self.dependents[first..end]
    }

    /// The words that depend on a token in this way, in text order.
    pub fn dependents_by(
        &self,
        token: u32,
        relation: DependencyRelation,
    ) -> impl Iterator<Item = u32> + '_ {
        let dependents = self.dependents(token).iter().copied();
        dependents.filter(move |&dependent| self.relation(dependent) == relation)
    }

    /// The first word that depends on a token in this way.
    pub fn dependent(&self, token: u32, relation: DependencyRelation) -> Option<u32> {
        self.dependents_by(token, relation).next()
    }

    /// The token and everything below it, in text order; a projective subtree has no holes.
    pub fn subtree(&self, token: u32) -> Vec<u32> {
        let mut below = vec![token];
        let mut next = 0;
        while let Some(&current) = below.get(next) {
            below.extend_from_slice(self.dependents(current));
            next += 1;
        }
        below.sort_unstable();
        below
    }

    /// From the first to the last word of the token's subtree.
    pub fn subtree_span(&self, token: u32) -> TokenSpan {
        let below = self.subtree(token);
        TokenSpan::new(below[0], below[below.len() - 1] + 1)
    }

    /// The bytes from the first to the last token of a range.
    ///
    /// # Panics
    /// When the range is empty.
    pub fn bytes_of(&self, tokens: TokenSpan) -> ByteSpan {
        let first = self.tokens[tokens.start() as usize].span;
        let last = self.tokens[tokens.end() as usize - 1].span;
        first.cover(last)
    }

    /// The words from the first to the last token of a range, as they stand.
    pub fn text_of(&self, tokens: TokenSpan) -> &str {
        self.bytes_of(tokens).of(self.text())
    }

    /// The sentence that a token stands in.
    pub fn sentence_of(&self, token: u32) -> SentenceId {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.tokens.start() <= token);
        SentenceId(after as u32 - 1)
    }

    /// The sentence with this index.
    pub fn sentence(&self, id: SentenceId) -> &Sentence {
        &self.sentences[id.0 as usize]
    }

    /// The root of a sentence.
    pub fn root(&self, id: SentenceId) -> Option<u32> {
        self.sentence(id)
            .tokens
            .indexes()
            .find(|&token| self.head(token).is_none())
    }

    /// The article and where its sentences are, when the grammar is no longer needed.
    pub fn into_article_and_sentences(self) -> (Article, Vec<Sentence>) {
        (self.article, self.sentences)
    }
}

/// Dependents in text order, grouped by head, and where each head's group begins.
fn group_by_head(dependencies: &[Dependency]) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0; dependencies.len() + 1];
    for head in dependencies.iter().filter_map(|dependency| dependency.head) {
        first[head as usize + 1] += 1;
    }
    for index in 1..first.len() {
        first[index] += first[index - 1];
    }
    let mut dependents = vec![0; first[dependencies.len()] as usize];
    let mut next = first.clone();
    for (token, dependency) in dependencies.iter().enumerate() {
        let Some(head) = dependency.head else {
            continue;
        };
        dependents[next[head as usize] as usize] = token as u32;
        next[head as usize] += 1;
    }
    (first, dependents)
}
