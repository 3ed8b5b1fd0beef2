//! Messages about a text, with the line and carets below the place.

use anstyle::{AnsiColor, Style};
use relata::diagnostic::{Diagnostic, Severity};
use relata::span::ByteSpan;

use super::sanitize::sanitized;

/// The message, the line of `text` that it speaks of, carets, and help; without the severity.
pub fn drawn(diagnostic: &Diagnostic, text: &str) -> String {
    let mut drawn = sanitized(&diagnostic.message);
    for label in &diagnostic.labels {
        drawn.push('\n');
        drawn.push_str(&pointed_at(text, label.span, &label.text));
    }
    if let Some(help) = &diagnostic.help {
        drawn.push_str("\nhelp: ");
        drawn.push_str(&sanitized(help));
    }
    drawn
}

/// Writes a note or a warning to standard error.
pub fn print_note(diagnostic: &Diagnostic, text: &str) {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    print(severity, &drawn(diagnostic, text));
}

/// Writes a message to standard error, its severity first.
pub fn print(severity: &str, message: &str) {
    let color = match severity {
        "error" => AnsiColor::Red,
        "warning" => AnsiColor::Yellow,
        _ => AnsiColor::Cyan,
    };
    let style = Style::new().bold().fg_color(Some(color.into()));
    anstream::eprintln!("{style}{severity}{style:#}: {message}");
}

/// The line that `span` begins in, and carets below it.
fn pointed_at(text: &str, span: ByteSpan, label: &str) -> String {
    let mut start = (span.start() as usize).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..]
        .find('\n')
        .map_or(text.len(), |newline| start + newline);
    let mut end = (span.end() as usize).clamp(start, line_end);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let before = text[line_start..start].chars().count();
    let carets = text[start..end].chars().count().max(1);
    let line = text[line_start..line_end].replace('\t', " ");
    let pointer = format!("  {}{} {label}", " ".repeat(before), "^".repeat(carets));
    format!("  {}\n{}", sanitized(&line), pointer.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_below_the_place_in_characters() {
        let text = "é ?x\nPutin called";
        assert_eq!(pointed_at(text, ByteSpan::new(3, 5), ""), "  é ?x\n    ^^");
        assert_eq!(
            pointed_at(text, ByteSpan::new(6, 11), "here"),
            "  Putin called\n  ^^^^^ here"
        );
    }

    #[test]
    fn a_place_behind_the_end_is_the_end() {
        assert_eq!(pointed_at("ab", ByteSpan::new(2, 2), ""), "  ab\n    ^");
    }
}
