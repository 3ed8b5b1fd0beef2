//! Text from articles, made safe for a terminal.

/// The text without control characters, which could speak to the terminal; breaks become blanks.
pub fn sanitized(text: &str) -> String {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' if clean.ends_with(' ') => {}
            '\n' | '\r' | '\t' => clean.push(' '),
            c if is_hidden(c) => {}
            c => clean.push(c),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_does_not_reach_the_terminal() {
        assert_eq!(sanitized("a\u{1b}[31mb\nc"), "a[31mb c");
    }
}
