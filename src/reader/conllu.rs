//! CoNLL-U → the grammar of an article, with its text rebuilt from the forms.
//!
//! Multiword lines (`3-4`) and empty nodes (`5.1`) are passed over; `SpaceAfter=No` in MISC joins
//! a word to the next; `NER=B-Person` in MISC opens a name; `# date = 2025-07-03` dates the article. Of a
//! file that has only words (`_` for tag, head and relation) the first word of a sentence is its root.
//! [`write()`] goes the other way.

mod write;

pub use write::write;

use super::ReadError;
use crate::date::{Day, DayError};
use crate::document::{
    Article, Dependency, DependencyRelation, DocumentId, EntityType, LabelError, Name, Sentence,
    SentenceKind, Syntax, Tag, Token, TokenKind, Upos, Xpos,
};
use crate::span::{ByteSpan, TokenSpan};

/// Reads all sentences of `source` as one article.
///
/// # Errors
/// [`ReadError::Malformed`] with the line that has no ten columns or a label that no treebank has.
pub fn read(source: &str, id: DocumentId) -> Result<Syntax, ReadError> {
    let mut builder = Builder::default();
    for (index, line) in source.lines().enumerate() {
        let malformed = |what: String| ReadError::Malformed {
            line: index + 1,
            what,
        };
        builder.take_line(line).map_err(malformed)?;
    }
    builder.end_sentence();
    Ok(builder.finish(id))
}

/// Reads each document of `source` as an article of its own, called by its `# newdoc id`.
///
/// # Errors
/// As [`read`].
pub fn read_documents(source: &str) -> Result<Vec<Syntax>, ReadError> {
    let mut builders: Vec<(DocumentId, Builder)> = Vec::new();
    for (index, line) in source.lines().enumerate() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            builders.push((DocumentId::new(id.trim()), Builder::default()));
        } else if builders.is_empty() {
            builders.push((DocumentId::new("1"), Builder::default()));
        }
        let malformed = |what: String| ReadError::Malformed {
            line: index + 1,
            what,
        };
        if let Some((_, builder)) = builders.last_mut() {
            builder.take_line(line).map_err(malformed)?;
        }
    }
    let finish = |(id, mut builder): (DocumentId, Builder)| {
        builder.end_sentence();
        builder.finish(id)
    };
    Ok(builders.into_iter().map(finish).collect())
}

#[derive(Default)]
struct Builder {
    date: Option<Day>,
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    tags: Vec<Tag>,
    lemmas: Vec<Box<str>>,
    dependencies: Vec<Dependency>,
    names: Vec<Name>,
    sentence_start: u32,
    paragraph: u32,
    /// The last word of the written token that is being read, and whether a blank follows it.
    multiword: Option<(u32, bool)>,
}

impl Builder {
    fn take_line(&mut self, line: &str) -> Result<(), String> {
        if line.trim().is_empty() {
            self.end_sentence();
        } else if line.starts_with("# newpar") && !line.starts_with("# newpar_") {
            self.end_sentence();
            if !self.sentences.is_empty() {
                self.paragraph += 1;
                self.text.truncate(self.text.trim_end().len());
                self.text.push_str("\n\n");
            }
        } else if let Some(date) = line.strip_prefix("# date = ") {
            let date = date.trim().parse();
            self.date = Some(date.map_err(|error: DayError| error.to_string())?);
        } else if !line.starts_with('#') {
            self.take_word(line)?;
        }
        Ok(())
    }

    fn take_word(&mut self, line: &str) -> Result<(), String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[
            number,
            form,
            lemma,
            upos,
            xpos,
            features,
            head,
            relation,
            _,
            misc,
        ] = columns.as_slice()
        else {
            return Err(format!("a word has 10 columns, not {}", columns.len()));
        };
        let is_followed = !misc.split('|').any(|pair| pair == "SpaceAfter=No");
        if number.contains('.') {
            return Ok(());
        }
        if let Some((_, last)) = number.split_once('-') {
            let last = last
                .parse()
                .map_err(|_| format!("`{number}` is no range of words"))?;
            self.multiword = Some((last, is_followed));
            return Ok(());
        }
        let number: u32 = number
            .parse()
            .map_err(|_| format!("`{number}` is no number of a word"))?;
        let head: u32 = match head {
            // Nobody has parsed it: all words hang under the first.
            "_" => u32::from(number > 1),
            head => head.parse().map_err(|_| format!("`{head}` is no head"))?,
        };
        self.push_form(form);
        self.tags.push(Tag {
            upos: match upos {
                "_" => Upos::X,
                upos => upos
                    .parse()
                    .map_err(|error: LabelError| error.to_string())?,
            },
            xpos: xpos.parse::<Xpos>().unwrap_or(Xpos::Fw),
            features: if features == "_" {
                "".into()
            } else {
                features.into()
            },
        });
        self.lemmas.push(lemma.into());
        let relation = match relation {
            "_" if head == 0 => DependencyRelation::Root,
            "_" => DependencyRelation::Unspecified,
            relation => relation
                .parse()
                .map_err(|error: LabelError| error.to_string())?,
        };
        let head = head.checked_sub(1).map(|head| self.sentence_start + head);
        self.dependencies.push(Dependency { head, relation });
        self.take_name(misc);
        self.push_blank(number, is_followed);
        Ok(())
    }

    fn push_form(&mut self, form: &str) {
        let start = self.text.len() as u32;
        self.text.push_str(form);
        let kind = match form.chars().next() {
            Some(c) if c.is_alphabetic() => TokenKind::Word,
            Some(c) if c.is_numeric() => TokenKind::Number,
            _ => TokenKind::Mark,
        };
        self.tokens.push(Token {
            span: ByteSpan::new(start, self.text.len() as u32),
            kind,
        });
    }

    fn push_blank(&mut self, number: u32, is_followed: bool) {
        let is_followed = match self.multiword {
            Some((last, _)) if number < last => false,
            Some((_, is_followed)) => {
                self.multiword = None;
                is_followed
            }
            None => is_followed,
        };
        if is_followed {
            self.text.push(' ');
        }
    }

    fn take_name(&mut self, misc: &str) {
        let Some(label) = misc.split('|').find_map(|pair| pair.strip_prefix("NER=")) else {
            return;
        };
        let token = self.tokens.len() as u32 - 1;
        let Some((prefix, entity_type)) = label.split_once('-') else {
            return;
        };
        let entity_type = match entity_type {
            "Person" | "PER" => EntityType::Person,
            "Group" => EntityType::Norp,
            "Organization" | "Org" | "ORG" => EntityType::Org,
            "Place" | "Gpe" | "LOC" => EntityType::Gpe,
            "Artifact" => EntityType::Product,
            "Event" | "EVENT" => EntityType::Event,
            "Work" => EntityType::WorkOfArt,
            "Time" => EntityType::Date,
            _ => EntityType::Other,
        };
        match self.names.last_mut() {
            Some(name) if prefix == "I" && name.tokens.end() == token => {
                name.tokens = TokenSpan::new(name.tokens.start(), token + 1);
            }
            _ => self.names.push(Name {
                tokens: TokenSpan::new(token, token + 1),
                entity_type,
            }),
        }
    }

    fn end_sentence(&mut self) {
        let tokens = TokenSpan::new(self.sentence_start, self.tokens.len() as u32);
        if tokens.is_empty() {
            return;
        }
        let span = ByteSpan::new(
            self.tokens[tokens.start() as usize].span.start(),
            self.tokens[tokens.end() as usize - 1].span.end(),
        );
        let kind = SentenceKind::Body;
        self.sentences.push(Sentence {
            tokens,
            span,
            kind,
            paragraph: self.paragraph,
        });
        self.sentence_start = tokens.end();
    }

    fn finish(self, id: DocumentId) -> Syntax {
        let body = ByteSpan::new(0, self.text.len() as u32);
        let article = Article {
            id,
            title: None,
            date: self.date,
            source: None,
            text: self.text,
            body,
        };
        Syntax::new(
            article,
            self.tokens,
            self.sentences,
            self.tags,
            self.lemmas,
            self.dependencies,
            self.names,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_rebuilt_from_the_forms() {
        let source = "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
            1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_\n\
            2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n\
            3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n\
            4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n";
        let syntax = read(source, DocumentId::new("t")).unwrap();
        assert_eq!(syntax.text(), "don't go. ");
        assert_eq!(syntax.dependents(2), [0, 1, 3]);
    }

    #[test]
    fn words_alone_are_enough() {
        let words = "1\tWe\t_\t_\t_\t_\t_\t_\t_\t_\n2\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n";
        let syntax = read(words, DocumentId::new("t")).unwrap();
        assert_eq!((syntax.head(0), syntax.head(1)), (None, Some(0)));
    }
}
