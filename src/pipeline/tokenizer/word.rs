//! Tokens known by their letters: contractions, abbreviations, prefixes that keep their hyphen.

/// Words that end in a full stop of their own. Folded to lower case, without the last stop.
const ABBREVIATIONS: &[&str] = &[
    "a.k.a", "adm", "al", "approx", "apr", "arrv", "assn", "assoc", "attn", "aug", "ave", "bldg",
    "blvd", "brig", "bros", "ca", "capt", "cf", "cir", "cmdr", "co", "col", "comdr", "conf",
    "corp", "cpl", "ct", "dec", "dept", "det", "dist", "div", "dr", "e.g", "ed", "eds", "eg",
    "esp", "esq", "est", "et", "etc", "ext", "feb", "ft", "gen", "gov", "govt", "hon", "hwy",
    "i.e", "ie", "inc", "insp", "intl", "jan", "jr", "lieut", "lt", "ltd", "maj", "messrs", "mgr",
    "mlle", "mme", "mr", "mrs", "ms", "mt", "mtn", "nov", "oct", "op", "ph.d", "pp", "pres",
    "prof", "pty", "pvt", "rd", "rep", "reps", "rev", "sen", "sens", "sept", "sgt", "spec", "sr",
    "st", "supt", "thur", "thurs", "tues", "univ", "vol", "vs", "wed", "yrs",
];

/// Words whose stop is their own only before a number: `No. 7`, but `I said no.`
const DOUBTFUL: &[&str] = &[
    "art", "fig", "figs", "fri", "jul", "jun", "mar", "mon", "no", "nos", "p", "sat", "sec", "sep",
    "sun", "tue",
];

const PREFIXES: &[&str] = &[
    "anti", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "fore", "hyper", "inter",
    "intra", "macro", "mega", "micro", "mid", "mini", "mis", "multi", "non", "oh", "over", "para",
    "poly", "post", "pre", "pro", "proto", "pseudo", "psycho", "re", "semi", "socio", "sub",
    "super", "trans", "tri", "u", "uh", "ultra", "un", "under", "uni",
];

/// Written as one, read as two: the length of the first part follows.
const JOINED: &[(&str, &[usize])] = &[
    ("aint", &[2]),
    ("alot", &[1]),
    ("arent", &[3]),
    ("cannot", &[3]),
    ("cant", &[2]),
    ("couldnt", &[5]),
    ("didnt", &[3]),
    ("doesnt", &[4]),
    ("dont", &[2]),
    ("dunno", &[2, 1]),
    ("gimme", &[3]),
    ("gonna", &[3]),
    ("gotta", &[3]),
    ("hadnt", &[3]),
    ("hasnt", &[3]),
    ("havent", &[4]),
    ("im", &[1]),
    ("isnt", &[2]),
    ("ive", &[1]),
    ("lemme", &[3]),
    ("lotta", &[3]),
    ("outta", &[3]),
    ("shouldnt", &[6]),
    ("thats", &[4]),
    ("wanna", &[3]),
    ("wasnt", &[3]),
    ("werent", &[4]),
    ("whats", &[4]),
    ("wont", &[2]),
    ("wouldnt", &[5]),
    ("youre", &[3]),
];

/// Whether a chunk of letters is one of the joined words.
pub(super) fn is_contracted(chunk: &str) -> bool {
    joined(chunk).is_some()
}

fn joined(chunk: &str) -> Option<&'static [usize]> {
    if !(2..=9).contains(&chunk.len()) || chunk == "IM" || chunk == "IVE" {
        return None;
    }
    let last = chunk.as_bytes()[chunk.len() - 1] | 0x20;
    if !matches!(last, b't' | b'a' | b'e' | b'o' | b'm' | b's') {
        return None;
    }
    let mut folded = [0; 9];
    let folded = &mut folded[..chunk.len()];
    folded.copy_from_slice(chunk.as_bytes());
    folded.make_ascii_lowercase();
    JOINED
        .binary_search_by(|(word, _)| word.as_bytes().cmp(folded))
        .ok()
        .map(|at| JOINED[at].1)
}

/// The lengths of all parts of `word` but the last, in bytes.
pub(super) fn contraction(word: &str) -> Vec<usize> {
    if let Some(parts) = joined(word) {
        return parts.to_vec();
    }
    let Some((at, quote)) = word
        .char_indices()
        .rev()
        .find(|(_, c)| matches!(c, '\'' | '’'))
    else {
        return Vec::new();
    };
    let ending = word[at + quote.len_utf8()..].to_ascii_lowercase();
    let before = &word[..at];
    if ending == "s" && before.len() > 1 && before.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    match ending.as_str() {
        "t" if before.ends_with(['n', 'N']) && before.len() > 1 => vec![before.len() - 1],
        "s" | "m" | "d" | "ll" | "re" | "ve" | "" if !before.is_empty() => {
            let mut parts = contraction(before);
            let used: usize = parts.iter().sum();
            parts.push(before.len() - used);
            parts
        }
        "all" if before.eq_ignore_ascii_case("y") => vec![before.len() + quote.len_utf8()],
        "mon" if before.eq_ignore_ascii_case("c") => vec![before.len() + quote.len_utf8() + 1],
        _ => Vec::new(),
    }
}

/// What may stand behind an apostrophe that belongs to its word: `'em`, `'90s`, `'s` after a cut.
pub(super) fn starts_with_apostrophe(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    if word.len() >= 2
        && word.as_bytes()[..2].iter().all(u8::is_ascii_digit)
        && word.trim_end_matches('s').len() == 2
    {
        return true;
    }
    matches!(
        word.to_ascii_lowercase().as_str(),
        "em" | "til" | "cause" | "tis" | "twas" | "bout" | "n" | "s" | "ve" | "ll" | "re"
    ) && !rest.ends_with(['\'', '’'])
}

/// Whether the full stop behind `core` belongs to it: `Mr`, `U.S`, `J`.
pub(super) fn is_abbreviation(core: &str) -> bool {
    let word = core
        .rsplit(['-', '/', '–', '(', '“', '"'])
        .next()
        .unwrap_or(core);
    let mut characters = word.chars();
    let (Some(first), second) = (characters.next(), characters.next()) else {
        return false;
    };
    if second.is_none() {
        return first.is_uppercase() && first != 'I';
    }
    if is_dotted(word) {
        return true;
    }
    if !first.is_alphabetic() || word.len() > 6 {
        return false;
    }
    let folded = word.to_lowercase();
    ABBREVIATIONS.binary_search(&folded.as_str()).is_ok()
}

/// Whether the text ends with a letter and a full stop, from `start` on, that is no initial: a quotation follows, or
/// it is the network that people write *on*: `wrote on X. “We`, `posted on X. The`.
pub(super) fn is_lone_letter(text: &str, start: usize, next: Option<char>) -> bool {
    let chunk = &text.as_bytes()[start..];
    let is_letter = matches!(chunk, [b'A'..=b'Z', b'.']);
    let before = text[..start].trim_end_matches([' ', '\t', '\n', '\u{a0}']);
    let word = before
        .rsplit(|letter: char| !letter.is_alphanumeric())
        .next();
    let is_network = chunk.first() == Some(&b'X') && matches!(word, Some("on" | "via" | "to"));
    is_letter && (is_network || matches!(next, Some('“' | '"' | '‘')))
}

/// Whether the full stop behind `core` belongs to it because a number follows: `No. 7`, `Fig. 2`, `Sun. 5`.
pub(super) fn is_abbreviation_before(core: &str, next: Option<char>) -> bool {
    next.is_some_and(|c| c.is_ascii_digit())
        && core.len() <= 4
        && DOUBTFUL
            .binary_search(&core.to_lowercase().as_str())
            .is_ok()
}

/// `U.S`, `p.m`, `Ph.D`
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        })
        && word.split('.').any(|part| part.chars().count() == 1)
}

/// Whether the hyphen between the two stays inside the word: `non-profit`, `e-mail`.
pub(super) fn keeps_hyphen(before: &str, after: &str) -> bool {
    let folded = before.to_ascii_lowercase();
    (PREFIXES.binary_search(&folded.as_str()).is_ok() && after.starts_with(char::is_alphabetic))
        || before.is_empty()
}

/// `conflict.Moscow`: the blank between two sentences is missing.
pub(super) fn ends_glued_sentence(before: &str, after: &str) -> bool {
    let word_ends = before
        .chars()
        .rev()
        .take(2)
        .filter(|c| c.is_lowercase())
        .count()
        == 2
        || before.ends_with(['”', '"', ')', ']']);
    let mut next = after.chars();
    let starts_upper = next.next().is_some_and(char::is_uppercase)
        && next.next().is_none_or(|c| c.is_lowercase() || c == ' ');
    word_ends && (starts_upper || after.starts_with(['“', '"', '‘', '(', '[']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
        assert!(DOUBTFUL.is_sorted());
        assert!(PREFIXES.is_sorted());
        assert!(JOINED.is_sorted_by_key(|(word, _)| *word));
    }
}
