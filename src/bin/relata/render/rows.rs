//! Rows in the formats that `--format` names.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use comfy_table::{ContentArrangement, Table, presets};
use relata::answer::{Answer, Answerer, Evidence, Grounds};
use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};

use super::{evidence, sanitize::sanitized};

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RowFormat {
    /// A table on a terminal, tab-separated in a pipe
    Auto,
    /// A table with lines, fitted to the terminal
    Table,
    /// One JSON array
    Json,
    /// A JSON object a line
    Jsonl,
    /// Comma-separated, with a header line
    Csv,
    /// Tab-separated, with a header line
    Tsv,
    /// A table for Markdown
    Markdown,
}

impl RowFormat {
    /// The format itself, `auto` decided by whether standard output is a terminal.
    pub fn decided(self) -> Self {
        match self {
            Self::Auto if io::stdout().is_terminal() => Self::Table,
            Self::Auto => Self::Tsv,
            format => format,
        }
    }
}

/// Writes an answer; where some row rests only on what is planned, possible or the like, with one more
/// column `modality` that says so (in JSON a field of those rows); with `why` also the sentences: below each row of a table, as a field `why` in
/// JSON, as a last column elsewhere.
///
/// # Errors
/// What the writer fails with.
pub fn write(
    answer: &Answer,
    answerer: &Answerer,
    why: Option<&Grounds>,
    format: RowFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    let view = View {
        answer,
        answerer,
        why,
        modality: modality_column(answer),
    };
    if let Some(plan) = &answer.plan {
        writeln!(out, "{}", plan.trim_end())?;
    }
    if answer.columns.is_empty() {
        return Ok(());
    }
    match format.decided() {
        RowFormat::Auto | RowFormat::Table => view.table(out),
        RowFormat::Markdown => view.markdown(out),
        RowFormat::Json => {
            let rows: Vec<JsonRow> = (0..answer.rows.len()).map(|row| view.json(row)).collect();
            serde_json::to_writer_pretty(&mut *out, &rows)?;
            writeln!(out)
        }
        RowFormat::Jsonl => (0..answer.rows.len()).try_for_each(|row| {
            serde_json::to_writer(&mut *out, &view.json(row))?;
            writeln!(out)
        }),
        RowFormat::Csv => view.separated(b',', out),
        RowFormat::Tsv => view.separated(b'\t', out),
    }
}

/// One row as an object whose fields come in the order of the columns.
struct JsonRow(Vec<(String, Json)>);

impl Serialize for JsonRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(column, value)| (column, value)))
    }
}

struct View<'a> {
    answer: &'a Answer,
    answerer: &'a Answerer,
    why: Option<&'a Grounds>,
    /// The name of the column that says what is only planned or possible, where some row is.
    modality: Option<&'static str>,
}

/// One that no column of the question has.
fn modality_column(answer: &Answer) -> Option<&'static str> {
    let is_free = |name: &&str| !answer.columns.iter().any(|column| **column == **name);
    let free = ["modality", "r.modality"].into_iter().find(is_free);
    free.filter(|_| answer.has_unreal_rows())
}

impl View<'_> {
    fn header(&self) -> Vec<String> {
        let columns = self.answer.columns.iter().map(|name| sanitized(name));
        columns.chain(self.modality.map(str::to_owned)).collect()
    }

    fn cells(&self, row: usize) -> Vec<String> {
        let values = self.answer.rows[row].iter();
        let cells = values.map(|value| sanitized(&self.answerer.text(value)));
        cells
            .chain(self.modality.map(|_| self.modality(row)))
            .collect()
    }

    /// `planned`, or nothing for what is said to be so.
    fn modality(&self, row: usize) -> String {
        let modalities = self.answer.modalities[row].iter();
        let words: Vec<&str> = modalities.map(|modality| modality.as_str()).collect();
        words.join(", ")
    }

    fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.answer.rows.is_empty() {
            return writeln!(out, "no rows");
        }
        let mut table = Table::new();
        table.load_style(presets::UTF8_FULL_CONDENSED);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_header(self.header());
        for row in 0..self.answer.rows.len() {
            table.add_row(self.cells(row));
        }
        writeln!(out, "{table}")?;
        let Some(grounds) = self.why else {
            return Ok(());
        };
        for (row, facts) in self.answer.facts.iter().enumerate() {
            let mut cells = self.cells(row);
            cells.retain(|cell| !cell.is_empty());
            writeln!(out, "{}. {}", row + 1, cells.join(" · "))?;
            evidence::write(grounds, facts, out)?;
        }
        Ok(())
    }

    fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let line = |cells: &[String]| {
            let cells = cells.iter().map(|cell| cell.replace('|', "\\|"));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let mut header = self.header();
        if self.why.is_some() {
            header.push("why".to_owned());
        }
        writeln!(out, "{}", line(&header))?;
        writeln!(out, "| {} |", vec!["---"; header.len()].join(" | "))?;
        for row in 0..self.answer.rows.len() {
            writeln!(out, "{}", line(&self.cells_with_sentences(row)))?;
        }
        Ok(())
    }

    fn separated(&self, delimiter: u8, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .from_writer(out);
        let why = self.why.map(|_| "why".to_owned());
        let header = self.header().into_iter().chain(why);
        writer.write_record(header).map_err(io_error)?;
        for row in 0..self.answer.rows.len() {
            writer
                .write_record(self.cells_with_sentences(row))
                .map_err(io_error)?;
        }
        writer.flush()
    }

    /// The cells and, with `why`, one more with the sentences.
    fn cells_with_sentences(&self, row: usize) -> Vec<String> {
        let mut cells = self.cells(row);
        if self.why.is_some() {
            let mut sentences: Vec<Evidence<'_>> = Vec::new();
            for evidence in self.evidence(row) {
                let place = (evidence.document, evidence.start);
                let is_known = |known: &Evidence<'_>| (known.document, known.start) == place;
                if !sentences.iter().any(is_known) {
                    sentences.push(evidence);
                }
            }
            let texts = sentences
                .iter()
                .map(|evidence| sanitized(evidence.sentence));
            cells.push(texts.collect::<Vec<_>>().join(" / "));
        }
        cells
    }

    fn json(&self, row: usize) -> JsonRow {
        let values = self.answer.rows[row]
            .iter()
            .map(|value| self.answerer.json(value));
        let columns = self.answer.columns.iter().map(ToString::to_string);
        let mut fields: Vec<(String, Json)> = columns.zip(values).collect();
        if let Some(name) = self.modality.filter(|_| !self.modality(row).is_empty()) {
            fields.push((name.to_owned(), self.modality(row).into()));
        }
        if self.why.is_some() {
            fields.push(("why".to_owned(), json!(self.evidence(row))));
        }
        JsonRow(fields)
    }

    /// What a row rests on.
    fn evidence(&self, row: usize) -> Vec<Evidence<'_>> {
        let facts = &self.answer.facts[row];
        let why = self.why.iter();
        why.flat_map(|grounds| grounds.evidence(facts)).collect()
    }
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
