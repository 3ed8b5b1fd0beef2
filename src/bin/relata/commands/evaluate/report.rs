//! Scores → tables for people.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::score::{COLUMNS, Score, TABLES};

/// Writes a corpus: a row for all of it, one for each genre, and the `top` confusions of each sort.
pub fn write(
    corpus: &str,
    documents: Vec<(&str, Score)>,
    top: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut whole = Score::default();
    let mut genres: BTreeMap<&str, Score> = BTreeMap::new();
    for (genre, score) in documents {
        whole.add(&score);
        genres.entry(genre).or_default().add(&score);
    }
    write!(out, "{corpus:14} {:>6}", "words")?;
    for column in COLUMNS {
        write!(out, "  {column:>6}")?;
    }
    writeln!(out)?;
    write_row("all", &whole, out)?;
    for (genre, score) in &genres {
        write_row(genre, score, out)?;
    }
    for (index, title) in TABLES.iter().enumerate() {
        write_confusions(title, index == 0, &whole, index, top, out)?;
    }
    writeln!(out)
}

fn write_row(name: &str, score: &Score, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{name:14} {:>6}", score.words)?;
    for (column, count) in COLUMNS.iter().zip(score.counts) {
        let width = column.len().max(6);
        if count.gold + count.given == 0 {
            write!(out, "  {:>width$}", "–")?;
        } else {
            write!(out, "  {:>width$.1}", count.percent())?;
        }
    }
    writeln!(out)
}

fn write_confusions(
    title: &str,
    has_shares: bool,
    score: &Score,
    table: usize,
    top: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "\n  {title}")?;
    let mut rows: Vec<_> = score.confusions[table].iter().collect();
    rows.sort_by_key(|&(pair, &count)| (std::cmp::Reverse(count), pair));
    for ((truth, taken), count) in rows.into_iter().take(top) {
        write!(out, "  {count:>6}  {truth:12} → {taken}")?;
        if let Some(all) = score.relations.get(truth).filter(|_| has_shares) {
            write!(
                out,
                " ({:.1} % of all {truth})",
                100.0 * *count as f64 / *all as f64
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}
