//! Lines → blocks: which line breaks are breaks of the text, and which only of the page.

use crate::document::Token;
use crate::span::TokenSpan;

/// Tokens between two breaks that surely end a sentence: a paragraph, a headline, an item of a list.
pub(super) struct Block {
    pub(super) tokens: TokenSpan,
    pub(super) is_item: bool,
}

/// A line of the text that has tokens.
struct Line {
    first: usize,
    end: usize,
    /// How many characters wide, from the first token to the last.
    width: usize,
    /// An empty line or more stands before it.
    is_apart: bool,
}

/// Pages wrap their lines before this column; longer lines are paragraphs.
const WIDEST_WRAPPED: usize = 110;

/// Groups `tokens` into blocks, in text order.
pub(super) fn blocks(text: &str, tokens: &[Token]) -> Vec<Block> {
    let lines = lines(text, tokens);
    let mut blocks: Vec<Block> = Vec::new();
    let mut group = 0;
    while group < lines.len() {
        let after = lines[group + 1..].iter().position(|line| line.is_apart);
        let end = after.map_or(lines.len(), |after| group + 1 + after);
        let page = &lines[group..end];
        let widest = page.iter().map(|line| line.width).max().unwrap_or(0);
        let mut start = 0;
        for next in 1..=page.len() {
            if next == page.len() || breaks(text, tokens, &page[next - 1], &page[next], widest) {
                let tokens_of_block = page[start].first..page[next - 1].end;
                blocks.push(Block {
                    tokens: TokenSpan::new(
                        tokens_of_block.start as u32,
                        tokens_of_block.end as u32,
                    ),
                    is_item: is_item(text, &tokens[tokens_of_block]),
                });
                start = next;
            }
        }
        group = end;
    }
    blocks
}

fn lines(text: &str, tokens: &[Token]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut last_end = 0;
    for (index, token) in tokens.iter().enumerate() {
        let start = token.span.start() as usize;
        let breaks = match index {
            0 => 2,
            _ => count_breaks(&text[last_end..start]),
        };
        last_end = token.span.end() as usize;
        if breaks > 0 {
            lines.push(Line {
                first: index,
                end: index,
                width: 0,
                is_apart: breaks > 1,
            });
        }
        if let Some(line) = lines.last_mut() {
            line.end = index + 1;
            line.width = last_end - tokens[line.first].span.start() as usize;
        }
    }
    lines
}

/// Line breaks between two tokens; a break of a page or paragraph counts as an empty line.
fn count_breaks(gap: &str) -> usize {
    let breaks = |c| match c {
        '\n' | '\u{85}' | '\u{2028}' => 1,
        '\u{c}' | '\u{b}' | '\u{2029}' => 2,
        _ => 0,
    };
    let count: usize = gap.chars().map(breaks).sum();
    if count == 0 {
        gap.matches('\r').count()
    } else {
        count
    }
}

/// Whether the break between two lines of one page ends a block.
fn breaks(text: &str, tokens: &[Token], before: &Line, after: &Line, widest: usize) -> bool {
    let form = |index: usize| tokens[index].span.of(text);
    let (last, first) = (form(before.end - 1), form(after.first));
    if widest > WIDEST_WRAPPED || is_item(text, &tokens[after.first..after.end]) {
        return true;
    }
    // The first word of the next line would have had room: the line was ended on purpose.
    let had_room = before.width + 1 + first.chars().count() + 8 < widest;
    let begins = !first.starts_with(char::is_lowercase) && !matches!(first, "," | ";" | ")" | "”");
    let goes_on = matches!(
        last,
        "," | "-"
            | "("
            | "and"
            | "or"
            | "of"
            | "the"
            | "a"
            | "an"
            | "in"
            | "to"
            | "for"
            | "with"
            | "by"
            | "at"
            | "on"
            | "from"
            | "Mr."
            | "Mrs."
            | "Dr."
    );
    let is_full = last.ends_with(['.', '!', '?', '”', '"', ':']);
    begins && !goes_on && (had_room || (is_full && before.width + 20 < widest))
        // Two lines alone tell nothing of the page: a headline over a sentence, an address.
        || begins && !goes_on && widest < 45
}

/// `• `, `- `, `* `, `1. `, `2) `, `a) ` before a text
fn is_item(text: &str, tokens: &[Token]) -> bool {
    let form = |index: usize| tokens.get(index).map_or("", |token| token.span.of(text));
    let stands_apart = |index: usize| {
        let (Some(mark), Some(next)) = (tokens.get(index), tokens.get(index + 1)) else {
            return false;
        };
        mark.span.end() < next.span.start()
    };
    match form(0) {
        "•" | "·" | "▪" | "◦" | "●" | "‣" | "*" | "-" | "–" | "—" => stands_apart(0),
        mark => {
            let is_number = mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit());
            let is_letter = mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_lowercase());
            (is_number && matches!(form(1), "." | ")") || is_letter && form(1) == ")")
                && stands_apart(1)
        }
    }
}
