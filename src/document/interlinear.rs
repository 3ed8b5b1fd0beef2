//! A document for reading: each sentence, its tree, and what was found in it with the rule that
//! found it.

use std::fmt::Write as _;

use super::{
    Argument, Document, MentionKind, RelationMention, RelationMentionId, SentenceId, Source, Upos,
};

impl Document {
    /// Every sentence with its tree, its mentions and its facts below it.
    ///
    /// The tree is indented, each word with its part of speech and what it is to the word above;
    /// marks are left out. Facts are numbered through the document.
    pub fn interlinear(&self) -> String {
        let mut text = String::new();
        for number in 0..self.syntax.sentences().len() as u32 {
            self.write_sentence(SentenceId(number), &mut text);
        }
        text
    }

    /// One fact on one line: number, subject, predicate, object, arguments by role, what makes it true.
    ///
    /// `#1 Orr | leave | – [promised, said by Orr, Monday = 2025-06-30]`; *–* is nobody, `#0` another fact.
    pub fn fact_line(&self, id: RelationMentionId) -> String {
        let fact = &self.relations[id.0 as usize];
        let optional = |place: &Option<Argument>| {
            let slot = |argument: &Argument| self.slot_text(argument);
            place.as_ref().map_or_else(|| "–".to_owned(), slot)
        };
        let not = if fact.negated { "not " } else { "" };
        let mut parts = vec![
            optional(&fact.subject),
            format!("{not}{}", fact.predicate.lemma),
            optional(&fact.object),
        ];
        for argument in &fact.arguments {
            parts.push(format!(
                "{}: {}",
                argument.role,
                self.slot_text(&argument.value)
            ));
        }
        format!(
            "#{} {} [{}]",
            id.0,
            parts.join(" | "),
            self.circumstances(fact)
        )
    }

    fn circumstances(&self, fact: &RelationMention) -> String {
        let mut words = fact.modality.to_string();
        for source in &fact.attribution {
            let _ = write!(words, ", said by {}", self.source_text(source));
        }
        if let Some(time) = &fact.time {
            let _ = write!(words, ", {}", time.span.of(self.text()));
            if let Some(value) = &time.value.value {
                let _ = write!(words, " = {value}");
            }
        }
        words
    }

    /// What fills a place of a fact, in words of the text; another fact by its number.
    pub fn slot_text(&self, argument: &Argument) -> String {
        match argument {
            Argument::Mention(id) => {
                let mention = &self.mentions[id.0 as usize];
                mention.core.of(self.text()).to_owned()
            }
            Argument::Clause(id) => format!("#{}", id.0),
            Argument::Literal(literal) => literal.text.to_string(),
        }
    }

    /// Who says something, in words of the text.
    pub fn source_text(&self, source: &Source) -> String {
        match source {
            Source::Mention(id) => self.slot_text(&Argument::Mention(*id)),
            Source::Cluster(id) => self.clusters[id.0 as usize].name.to_string(),
        }
    }

    fn write_sentence(&self, id: SentenceId, text: &mut String) {
        let sentence = self.syntax.sentence(id);
        let _ = writeln!(text, "{}", sentence.span.of(self.text()));
        if let Some(root) = self.syntax.root(id) {
            self.write_tree(root, 1, text);
        }
        let mentions = self
            .mentions
            .iter()
            .filter(|mention| mention.sentence == id);
        let mentions: Vec<String> = mentions
            .filter(|mention| mention.kind != MentionKind::Pronoun)
            .map(|mention| {
                let kind = mention.entity_type.exchange_name();
                format!("{} ({kind})", mention.core.of(self.text()))
            })
            .collect();
        if !mentions.is_empty() {
            let _ = writeln!(text, "  = {}", mentions.join(", "));
        }
        for (number, fact) in self.relations.iter().enumerate() {
            if fact.sentence == id {
                let line = self.fact_line(RelationMentionId(number as u32));
                let _ = writeln!(text, "  {line}\n      by {}", fact.rule);
            }
        }
    }

    fn write_tree(&self, word: u32, depth: usize, text: &mut String) {
        let syntax = &self.syntax;
        let (below, beside) = ("  ".repeat(depth), syntax.relation(word));
        let _ = writeln!(
            text,
            "{below}{} {} {beside}",
            syntax.form(word),
            syntax.upos(word)
        );
        for &dependent in syntax.dependents(word) {
            if syntax.upos(dependent) != Upos::Punct {
                self.write_tree(dependent, depth + 1, text);
            }
        }
    }
}
