//! Tokens → sentences.
//!
//! Goes in: tokens. Comes out: ranges that cover them, each with its paragraph and what it is for. Lines decide
//! first: an empty line always ends a sentence, a single line break only where the text is not merely wrapped.
//! Inside a paragraph a trained model looks at each place where a sentence may end; datelines and credits of
//! pictures are cut off by their form. A sentence that goes on for [`LONGEST_SENTENCE`] words is cut there.

use crate::document::{Sentence, SentenceKind, Token};
use crate::lexicon::Lexicon;
use crate::model::boundary::{BoundaryModel, Opened};
use crate::span::TokenSpan;

mod line;
mod newswire;

/// The most words of a sentence. Nobody writes longer ones, but tables and logs have them, and what reads sentences
/// must not have to look at a million words at once.
pub const LONGEST_SENTENCE: u32 = 1_000;

/// Groups `tokens` into sentences, in text order.
///
/// Every token is in exactly one sentence; no tokens give no sentences.
pub fn split_sentences(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<Sentence> {
    let model = BoundaryModel::embedded();
    let mut sentences = Vec::new();
    for (paragraph, block) in (0..).zip(line::blocks(text, tokens)) {
        let mut start = block.tokens.start() as usize;
        let end = block.tokens.end() as usize;
        let words = &tokens[start..end];
        let place = || newswire::place_and_colon(text, words, lexicon);
        let place = (paragraph == 0).then(place).flatten();
        if let Some(length) = newswire::dateline(text, words).or(place) {
            push(
                &mut sentences,
                tokens,
                start,
                start + length,
                SentenceKind::Dateline,
                paragraph,
            );
            start += length;
        }
        let first = sentences.len();
        for end in ends(text, &tokens[..end], start, model) {
            push(
                &mut sentences,
                tokens,
                start,
                end,
                SentenceKind::Body,
                paragraph,
            );
            start = end;
        }
        set_kinds(
            text,
            tokens,
            &mut sentences[first..],
            block.is_item,
            paragraph == 0,
        );
    }
    sentences
}

fn push(
    sentences: &mut Vec<Sentence>,
    tokens: &[Token],
    start: usize,
    end: usize,
    kind: SentenceKind,
    paragraph: u32,
) {
    if start < end {
        sentences.push(Sentence {
            tokens: TokenSpan::new(start as u32, end as u32),
            span: tokens[start].span.cover(tokens[end - 1].span),
            kind,
            paragraph,
        });
    }
}

/// Where the sentences of a block end, the end of the block included.
fn ends(text: &str, tokens: &[Token], start: usize, model: &BoundaryModel) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut opened = Opened::default();
    for at in start..tokens.len() {
        opened.read(text, tokens, at);
        let is_last = at + 1 == tokens.len();
        if is_last
            || model.ends_sentence(text, tokens, at, &opened)
                && !goes_on(text, &tokens[at..=at + 1])
            || newswire::closes_credit(text, &tokens[start..=at])
            || at + 1 - ends.last().unwrap_or(&start) >= LONGEST_SENTENCE as usize
        {
            ends.push(at + 1);
            opened = Opened::default();
        }
    }
    ends
}

/// *fell 3**% to** 21 billion*: behind a share, a word in lower case on the same line goes on.
fn goes_on(text: &str, pair: &[Token]) -> bool {
    let [share, next] = pair else {
        return false;
    };
    let is_on_line = !text[share.span.end() as usize..next.span.start() as usize].contains('\n');
    let is_small = next.span.of(text).starts_with(char::is_lowercase);
    share.span.of(text) == "%" && is_on_line && is_small
}

/// The sentences that do not end where they should, but after [`LONGEST_SENTENCE`] words.
pub fn cut_sentences(sentences: &[Sentence]) -> impl Iterator<Item = &Sentence> {
    let is_cut = |pair: &&[Sentence]| {
        pair[0].tokens.len() == LONGEST_SENTENCE && pair[0].paragraph == pair[1].paragraph
    };
    sentences.windows(2).filter(is_cut).map(|pair| &pair[0])
}

/// Says of the sentences of one block what they are for.
fn set_kinds(text: &str, tokens: &[Token], block: &mut [Sentence], is_item: bool, is_first: bool) {
    let count = block.len();
    for sentence in block {
        let words = &tokens[sentence.tokens.start() as usize..sentence.tokens.end() as usize];
        sentence.kind = if newswire::ends_with_credit(text, words) {
            SentenceKind::Caption
        } else if is_item {
            SentenceKind::Item
        } else if count == 1 && newswire::is_headline(text, words, is_first) {
            SentenceKind::Headline
        } else {
            sentence.kind
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::tokenizer::tokenize;
    use crate::span::ByteSpan;

    fn split(text: &str) -> Vec<(SentenceKind, String)> {
        let lexicon = Lexicon::english();
        let tokens = tokenize(text, ByteSpan::new(0, text.len() as u32), &lexicon);
        let sentences = split_sentences(text, &tokens, &lexicon);
        let form = |sentence: Sentence| sentence.span.of(text).replace('\n', " ");
        sentences
            .into_iter()
            .map(|sentence| (sentence.kind, form(sentence)))
            .collect()
    }

    fn check(text: &str, expected: &[&str]) {
        let forms: Vec<String> = split(text).into_iter().map(|(_, form)| form).collect();
        assert_eq!(forms, expected);
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let text = "and on ".repeat(1_500);
        let lexicon = Lexicon::english();
        let tokens = tokenize(&text, ByteSpan::new(0, text.len() as u32), &lexicon);
        let sentences = split_sentences(&text, &tokens, &lexicon);
        let lengths: Vec<u32> = sentences.iter().map(|s| s.tokens.len()).collect();
        assert_eq!(lengths, [1_000; 3]);
        assert_eq!(cut_sentences(&sentences).count(), 2);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        check(
            "Dr. Ada met U.S. President J. Smith in the city. They left on Monday.",
            &[
                "Dr. Ada met U.S. President J. Smith in the city.",
                "They left on Monday.",
            ],
        );
    }

    #[test]
    fn a_full_stop_inside_quotes_ends_the_sentence_behind_them() {
        check(
            "“We will not give up on these aims.” The two leaders spoke on Thursday.",
            &[
                "“We will not give up on these aims.”",
                "The two leaders spoke on Thursday.",
            ],
        );
    }

    #[test]
    fn a_headline_needs_no_full_stop() {
        let text = "Leaders Hold Third Call Since Return\n\nThe two presidents spoke by phone on Thursday.";
        let sentences = split(text);
        assert_eq!(sentences[0].0, SentenceKind::Headline);
        assert_eq!(sentences[1].0, SentenceKind::Body);
    }

    #[test]
    fn a_dateline_and_a_caption_stand_apart() {
        let sentences =
            split("KYIV, July 3 - The president spoke to reporters in the capital on Thursday.");
        assert_eq!(
            sentences[0],
            (SentenceKind::Dateline, "KYIV, July 3 -".to_owned())
        );
        let sentences = split("The leader tells his ally that he is open to talks(AFP File)");
        assert_eq!(sentences[0].0, SentenceKind::Caption);
    }

    #[test]
    fn a_place_with_a_colon_is_a_dateline() {
        let sentences = split("Moscow: In a long phone call on Thursday, the leaders spoke.");
        assert_eq!(sentences[0], (SentenceKind::Dateline, "Moscow:".to_owned()));
        assert_eq!(
            split("Note: In a long phone call, the leaders spoke.").len(),
            1
        );
    }

    #[test]
    fn a_straight_quotation_mark_stays_with_what_it_opens() {
        check(
            "Iran ordered the army to help. \"The state will not abandon you,\" she said.",
            &[
                "Iran ordered the army to help.",
                "\"The state will not abandon you,\" she said.",
            ],
        );
        check(
            "He left. \"We stay.\" She nodded.",
            &["He left.", "\"We stay.\"", "She nodded."],
        );
    }

    #[test]
    fn datelines_of_several_words_and_of_dates_without_a_full_stop_stand_apart() {
        for dateline in [
            "SAN FRANCISCO, Sept 8 (Market Wire) -",
            "WASHINGTON/MOSCOW (Wire) —",
            "NEW YORK, Jan 5 -",
            "TEL AVIV --",
        ] {
            let text = format!("{dateline} Brightwell said on Monday it would buy Orvane.");
            assert_eq!(
                split(&text)[0],
                (SentenceKind::Dateline, dateline.to_owned())
            );
        }
        assert_eq!(
            split("Kessel City - Dunmore Rovers ended level on Saturday.").len(),
            1
        );
    }

    #[test]
    fn no_sentence_ends_between_words_of_a_line() {
        check(
            "In response, Putin reiterated Russia’s openness to talks.",
            &["In response, Putin reiterated Russia’s openness to talks."],
        );
        for sentence in [
            "Revenue fell 3% to 21.7 billion crowns, hurt by a weaker dollar.",
            "Drivers of the Transport Workers’ League will not cross picket lines.",
            "He signed a five-year deal worth £120,000 a week.",
        ] {
            check(sentence, &[sentence]);
        }
        check(
            "“We wait. Nobody has come to help us.” It rained.",
            &["“We wait.", "Nobody has come to help us.”", "It rained."],
        );
    }

    #[test]
    fn a_wrapped_line_goes_on_and_a_list_does_not() {
        check(
            "The ministers of both countries signed the long agreement in the\ncapital on Thursday, after a week of talks about the border.",
            &[
                "The ministers of both countries signed the long agreement in the capital on Thursday, after a week of talks about the border.",
            ],
        );
        check(
            "• one thing\n• another thing",
            &["• one thing", "• another thing"],
        );
    }

    #[test]
    fn every_token_is_in_one_sentence() {
        let text = "A.\n\n\n. ! ) “\r\n(AFP) - - \u{2029}1. x";
        let lexicon = Lexicon::english();
        let tokens = tokenize(text, ByteSpan::new(0, text.len() as u32), &lexicon);
        let mut next = 0;
        for sentence in split_sentences(text, &tokens, &lexicon) {
            assert_eq!(sentence.tokens.start(), next);
            assert!(!sentence.tokens.is_empty());
            next = sentence.tokens.end();
        }
        assert_eq!(next as usize, tokens.len());
    }
}
