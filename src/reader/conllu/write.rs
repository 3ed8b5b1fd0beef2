//! The grammar of an article → CoNLL-U, with its names in MISC.
//!
//! Words written as one (`don't`) get a line for both (`1-2`); other neighbours without a blank between
//! them get `SpaceAfter=No`; names are `NER=B-Person` and `NER=I-Person`.

use std::io::{self, Write};

use crate::document::{Sentence, SentenceId, Syntax};

/// Writes `syntax` as one document, sentence by sentence.
///
/// # Errors
/// What `out` gives back.
pub fn write(syntax: &Syntax, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "# newdoc id = {}", syntax.article().id)?;
    if let Some(date) = syntax.article().date {
        writeln!(out, "# date = {date}")?;
    }
    let mut names = vec![None; syntax.tokens().len()];
    for name in syntax.names() {
        for token in name.tokens.indexes() {
            let mark = if token == name.tokens.start() {
                'B'
            } else {
                'I'
            };
            names[token as usize] = Some((mark, name.entity_type.label()));
        }
    }
    let mut paragraph = None;
    for (index, sentence) in syntax.sentences().iter().enumerate() {
        if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
            writeln!(out, "# newpar")?;
        }
        write_sentence(syntax, SentenceId(index as u32), sentence, &names, out)?;
    }
    Ok(())
}

fn write_sentence(
    syntax: &Syntax,
    id: SentenceId,
    sentence: &Sentence,
    names: &[Option<(char, &str)>],
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "# sent_id = {}-{}", syntax.article().id, id.0 + 1)?;
    let text = sentence.span.of(syntax.text());
    let words: Vec<&str> = text.split_whitespace().collect();
    writeln!(out, "# text = {}", words.join(" "))?;
    let first = sentence.tokens.start();
    let mut written_end = first;
    for token in sentence.tokens.indexes() {
        let number = token - first + 1;
        if token >= written_end {
            written_end = end_of_written(syntax, sentence, token);
            if written_end - token > 1 {
                let (start, end) = (number, written_end - first);
                let form = syntax.text_of(crate::span::TokenSpan::new(token, written_end));
                let misc = if is_glued(syntax, written_end - 1) {
                    "SpaceAfter=No"
                } else {
                    "_"
                };
                writeln!(out, "{start}-{end}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}")?;
            }
        }
        let is_inside = written_end - token > 1 || end_starts_before(syntax, sentence, token);
        let mut misc = Vec::new();
        if let Some((mark, label)) = names[token as usize] {
            misc.push(format!("NER={mark}-{label}"));
        }
        if !is_inside && is_glued(syntax, token) {
            misc.push("SpaceAfter=No".to_owned());
        }
        let tag = syntax.tag(token);
        let head = syntax.head(token).map_or(0, |head| head - first + 1);
        writeln!(
            out,
            "{number}\t{}\t{}\t{}\t{}\t{}\t{head}\t{}\t_\t{}",
            column(syntax.form(token)),
            column(syntax.lemma(token)),
            tag.upos,
            tag.xpos,
            or_nothing(&tag.features),
            syntax.relation(token),
            or_nothing(&misc.join("|")),
        )?;
    }
    writeln!(out)
}

/// Where the written word ends that begins with `token`: *do* and *n't* are one, *well* and *-* are not.
fn end_of_written(syntax: &Syntax, sentence: &Sentence, token: u32) -> u32 {
    let mut end = token + 1;
    while end < sentence.tokens.end() && joins(syntax, end) {
        end += 1;
    }
    end
}

/// Whether `token` is a later part of a written word that began before it.
fn end_starts_before(syntax: &Syntax, sentence: &Sentence, token: u32) -> bool {
    token > sentence.tokens.start() && joins(syntax, token)
}

/// Whether `token` and the one before it are written as one word.
fn joins(syntax: &Syntax, token: u32) -> bool {
    if !is_glued(syntax, token - 1) {
        return false;
    }
    let ends_in_letter = syntax.form(token - 1).ends_with(char::is_alphabetic);
    let mut start = syntax.form(token).chars();
    let is_clitic = match start.next() {
        Some('\'' | '’') => start.next().is_some_and(char::is_alphabetic),
        first => first.is_some_and(char::is_alphabetic),
    };
    ends_in_letter && is_clitic
}

/// Whether nothing stands between `token` and the next one of the document.
fn is_glued(syntax: &Syntax, token: u32) -> bool {
    let next = syntax.tokens().get(token as usize + 1);
    next.is_some_and(|next| next.span.start() == syntax.tokens()[token as usize].span.end())
}

/// A form as a column: blanks inside it would be no harm, tabs and breaks would.
fn column(text: &str) -> String {
    if text.is_empty() {
        return "_".to_owned();
    }
    text.replace(|c: char| c.is_control() || c.is_whitespace(), " ")
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "_" } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::document::DocumentId;

    const SOURCE: &str = "# newdoc id = t\n# newpar\n# sent_id = t-1\n# text = Ada doesn't go-.\n\
        1\tAda\tAda\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tNER=B-Person\n\
        2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdoes\tdo\tAUX\tVBZ\t_\t4\taux\t_\t_\n\
        3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n\
        4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n\
        5\t-\t-\tPUNCT\t,\t_\t4\tpunct\t_\tSpaceAfter=No\n\
        6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

    #[test]
    fn what_is_read_is_written_back() {
        let syntax = read(SOURCE, DocumentId::new("t")).unwrap();
        let mut out = Vec::new();
        write(&syntax, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), SOURCE);
    }
}
