//! How entities look, and text in DOT.

use crate::document::EntityType;

/// Shape and colours of a type of entity.
pub(super) struct Look {
    pub(super) shape: &'static str,
    pub(super) fill: &'static str,
    pub(super) line: &'static str,
}

impl Look {
    /// Colours that people with any kind of colour vision tell apart (after Okabe and Ito, 2008),
    /// paled for text on them.
    pub(super) fn of(entity_type: EntityType) -> Self {
        let (shape, fill, line) = match entity_type.label() {
            "Person" => ("ellipse", "#dcebf7", "#0072b2"),
            "Organization" => ("box", "#fdebd0", "#b9770e"),
            "Place" => ("hexagon", "#d5f0e6", "#009e73"),
            "Event" => ("octagon", "#f7dde9", "#a8527e"),
            "Artifact" => ("component", "#eeeeee", "#666666"),
            "Work" => ("note", "#fcf7c9", "#8a7f00"),
            "Group" => ("tab", "#e3f3fb", "#2f86b5"),
            _ => ("plaintext", "#ffffff", "#888888"),
        };
        Self { shape, fill, line }
    }
}

/// Breaks a label at blanks so that lines stay below 24 characters where they can.
pub(super) fn wrapped(text: &str) -> String {
    const WIDTH: usize = 24;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// A quoted string of DOT; line breaks become centred ones, control characters go.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_wrap_at_blanks() {
        assert_eq!(
            wrapped("a phone call between the two leaders"),
            "a phone call between the\ntwo leaders"
        );
    }

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        assert_eq!(quote("a \"b\" \\ c\nd"), "\"a \\\"b\\\" \\\\ c\\nd\"");
    }
}
