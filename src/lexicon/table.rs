//! Large generated tables, searched where they lie: key → value by binary search in the text.
//!
//! Nothing is parsed at start-up and nothing is kept on the heap. A look-up in the largest table
//! (27,000 rows) reads about fifteen lines.

/// Text with one `key<TAB>value` a line, sorted bytewise by key, keys unique.
#[derive(Debug, Clone, Copy)]
pub struct SortedTable {
    text: &'static str,
}

impl SortedTable {
    /// Takes `text` as it is; that it is sorted is checked by a test, not here.
    pub const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// The value of exactly this key. Time O(log rows).
    pub fn get(&self, key: &str) -> Option<&'static str> {
        let bytes = self.text.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = bytes[low..middle]
                .iter()
                .rposition(|&b| b == b'\n')
                .map_or(low, |at| low + at + 1);
            let end = start
                + bytes[start..]
                    .iter()
                    .position(|&b| b == b'\n')
                    .unwrap_or(bytes.len() - start);
            let (found, value) = self.text[start..end].split_once('\t').unwrap_or(("", ""));
            match found.as_bytes().cmp(key.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(value),
                std::cmp::Ordering::Less => low = (end + 1).min(high),
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }

    /// Keys and values in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.text.lines().filter_map(|line| line.split_once('\t'))
    }
}

#[cfg(test)]
mod tests {
    use super::SortedTable;

    #[test]
    fn every_key_is_found_and_nothing_else() {
        let table = SortedTable::new("a\t1\nb c\t2\nbb\t3\nñ\t4\n");
        for (key, value) in table.iter() {
            assert_eq!(table.get(key), Some(value));
        }
        for absent in ["", "b", "aa", "z", "ñu"] {
            assert_eq!(table.get(absent), None, "{absent}");
        }
    }
}
