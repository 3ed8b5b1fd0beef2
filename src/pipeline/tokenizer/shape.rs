//! Tokens known by their outline: addresses, file names, numbers with units, emoticons, lines drawn with marks.

/// Ends of file names that keep their name in one piece.
const EXTENSIONS: &[&str] = &[
    "avi", "bat", "bmp", "csv", "dll", "doc", "docx", "exe", "gif", "gz", "htm", "html", "jpeg",
    "jpg", "js", "json", "mdb", "mov", "mp3", "mp4", "pdf", "php", "png", "ppt", "pptx", "ps",
    "py", "rar", "rtf", "svg", "tar", "tif", "txt", "url", "wav", "wpd", "xls", "xlsx", "xml",
    "zip",
];

/// Ends of host names; only those that are not also common words after a missing blank.
const DOMAINS: &[&str] = &[
    "ae", "ar", "au", "biz", "br", "ca", "ch", "cn", "co", "com", "cz", "de", "dk", "edu", "es",
    "eu", "fi", "fm", "fr", "gov", "gr", "hk", "hu", "ie", "il", "info", "int", "io", "ir", "jp",
    "kr", "mil", "mx", "net", "news", "nl", "nz", "online", "org", "pl", "pt", "ru", "se", "sg",
    "tr", "tv", "tw", "ua", "uk", "us", "za",
];

/// What can follow a number without a blank and is a word of its own: `155mm` → `155`, `mm`.
const UNITS: &[&str] = &[
    "%", "a.m", "a.m.", "am", "b", "bbl", "bn", "c", "cc", "cm", "ft", "g", "gb", "ghz", "gw",
    "ha", "hp", "hr", "hrs", "hz", "in", "k", "kb", "kg", "khz", "km", "km/h", "kph", "kw", "kwh",
    "lb", "lbs", "m", "mb", "mbps", "mg", "mhz", "mi", "min", "mins", "ml", "mm", "mn", "mph",
    "ms", "mw", "nm", "oz", "p.m", "p.m.", "pm", "psi", "px", "sec", "secs", "sq", "tb", "tn", "v",
    "w", "yd", "yds", "yr", "yrs", "°", "°c", "°f", "ºc", "ºf",
];

/// Whether `core` stays one token whatever marks it has inside.
pub(super) fn is_whole(core: &str) -> bool {
    is_address(core)
        || is_file_name(core)
        || is_number(core)
        || is_telephone(core)
        || is_handle(core)
}

/// `https://…`, `www.…`, `name@host.org`, `site.com/page`
pub(super) fn is_address(core: &str) -> bool {
    if !core.contains(['.', '@', ':']) {
        return false;
    }
    let lower = core
        .get(..core.len().min(8))
        .unwrap_or("")
        .to_ascii_lowercase();
    if lower.contains("://")
        || core.contains("://") && core.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        return true;
    }
    if ["www.", "mailto:"]
        .iter()
        .any(|start| lower.starts_with(start))
    {
        return true;
    }
    if let Some((name, host)) = core.split_once('@') {
        return !name.is_empty()
            && !host.is_empty()
            && !core.contains(['(', ')', '"', '<', '>', ',', ';']);
    }
    let host = core.split(['/', '?', ':']).next().unwrap_or(core);
    is_host(host)
}

fn is_host(host: &str) -> bool {
    let Some((name, end)) = host.rsplit_once('.') else {
        return false;
    };
    let known = if DOMAINS.binary_search(&end).is_ok() {
        true
    } else {
        end.len() > 1
            && end.bytes().all(|b| b.is_ascii_uppercase())
            && DOMAINS
                .binary_search(&end.to_ascii_lowercase().as_str())
                .is_ok()
            && name.len() > 3
    };
    let labels_are_long = name.split('.').any(|label| label.len() > 1);
    (known || is_group(host))
        && labels_are_long
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// `comp.sources.unix`: three or more lower-case labels.
fn is_group(host: &str) -> bool {
    let labels = host.split('.');
    labels.clone().count() > 2
        && labels
            .clone()
            .all(|label| label.len() > 1 && label.bytes().all(|b| b.is_ascii_lowercase()))
}

fn is_file_name(core: &str) -> bool {
    core.rsplit_once('.').is_some_and(|(name, extension)| {
        !name.is_empty()
            && extension.len() <= 4
            && EXTENSIONS
                .binary_search(&extension.to_ascii_lowercase().as_str())
                .is_ok()
            && !name.contains(['(', ')', '"', ',', ';', '[', ']'])
    })
}

/// `@name`, `#topic`
fn is_handle(core: &str) -> bool {
    core.strip_prefix(['@', '#']).is_some_and(|name| {
        name.starts_with(char::is_alphabetic)
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
    })
}

/// `1,200.50`, `10:30`, `9/11`, `11/28/2000`, `-5`, `+1`
fn is_number(core: &str) -> bool {
    let digits = core.strip_prefix(['-', '+', '.']).unwrap_or(core);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':' | b'/'))
        && digits
            .match_indices(',')
            .all(|(at, _)| groups_thousands(&digits[at + 1..]))
}

/// Digits in groups that are not a range: `713-853-3989`, `345-9945`, `11-20-2000`.
fn is_telephone(core: &str) -> bool {
    let digits = core.strip_prefix(['x', 'X', '+']).unwrap_or(core);
    if !digits.bytes().all(|b| b.is_ascii_digit() || b == b'-') || !digits.contains('-') {
        return false;
    }
    let groups: Vec<usize> = digits.split('-').map(str::len).collect();
    groups.iter().all(|&length| length > 0)
        && (groups.len() > 2 || groups == [3, 4] || digits.len() != core.len())
}

/// Length of the number in `155mm`, `5pm`, `65k`, `12.5bn`; nothing in `23rd`, `1970s`, `4A`.
pub(super) fn number_before_unit(core: &str) -> Option<usize> {
    let length = core.len()
        - core
            .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':'))
            .len();
    let (number, unit) = core.split_at(length);
    if number.is_empty() || unit.is_empty() || !number.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if unit.starts_with('°')
        || UNITS.binary_search(&unit.to_lowercase().as_str()).is_ok() && !is_lone_capital(unit)
    {
        return Some(length);
    }
    None
}

/// Length of the currency in `US$5`, `HK$20`.
pub(super) fn currency_before_number(core: &str) -> Option<usize> {
    let sign = core.find('$')?;
    let is_country =
        (1..=3).contains(&sign) && core[..sign].bytes().all(|b| b.is_ascii_uppercase());
    (is_country && core[sign + 1..].starts_with(|c: char| c.is_ascii_digit())).then_some(sign + 1)
}

/// `4A`, `3C` are names; `10M`, `5K` are amounts.
fn is_lone_capital(unit: &str) -> bool {
    unit.len() == 1
        && unit
            .bytes()
            .all(|b| b.is_ascii_uppercase() && !matches!(b, b'K' | b'M'))
}

/// `,000` in `1,000`, but not the list `13,14`.
pub(super) fn groups_thousands(after: &str) -> bool {
    after.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// `w/o`, `c/o`, `I/C`: short sides keep their slash.
pub(super) fn keeps_slash(before: &str, after: &str) -> bool {
    (before.chars().count() == 1 && before.chars().all(char::is_alphabetic) && after.len() <= 3)
        || before == "w"
}

/// `:-)`, `;)`, `=(`, `:D`
pub(super) fn is_emoticon(chunk: &str) -> bool {
    if chunk.len() > 4 || chunk.len() < 2 {
        return false;
    }
    let mut rest = chunk.trim_start_matches('>');
    if let Some(flipped) = rest.strip_prefix(['(', ')']) {
        return matches!(flipped, ":" | ";" | "-:" | "=");
    }
    let Some(face) = rest.strip_prefix([':', ';', '=']) else {
        return matches!(chunk, "<3" | "XD" | "^^" | "^_^" | "o_O");
    };
    rest = face.trim_start_matches(['-', '\'', 'o']);
    matches!(
        rest,
        ")" | "(" | "))" | "((" | "D" | "P" | "p" | "/" | "|" | "]" | "[" | "O" | "o" | "*" | "\\"
    )
}

/// `-----`, `=====`, `>--+--->`: two or more marks of a drawn line and nothing else.
pub(super) fn is_drawing(chunk: &str) -> bool {
    chunk.len() > 1
        && chunk.bytes().all(|b| {
            matches!(
                b,
                b'-' | b'='
                    | b'*'
                    | b'_'
                    | b'~'
                    | b'#'
                    | b'<'
                    | b'>'
                    | b'|'
                    | b'+'
                    | b'{'
                    | b'}'
                    | b'.'
                    | b':'
                    | b'^'
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [EXTENSIONS, DOMAINS, UNITS] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }
}
