//! Byte offsets → offsets in Unicode code points, as formats made for other languages count.

/// Counts code points of one text; a look-up costs at most [`STEP`] bytes.
pub(super) struct CharacterOffsets<'a> {
    text: &'a str,
    /// How many code points begin before each multiple of [`STEP`].
    counts: Vec<u32>,
}

const STEP: usize = 256;

impl<'a> CharacterOffsets<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut counts = vec![0];
        let mut count = 0;
        for block in text.as_bytes().chunks(STEP) {
            count += block.iter().filter(|&&byte| begins_character(byte)).count() as u32;
            counts.push(count);
        }
        Self { text, counts }
    }

    /// How many code points begin before `byte`; the end of the text is the last.
    pub(super) fn of(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let block = byte / STEP;
        let rest = &self.text.as_bytes()[block * STEP..byte];
        let begun = rest.iter().filter(|&&byte| begins_character(byte)).count();
        self.counts[block] + begun as u32
    }
}

fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        let text = "“é” ".repeat(200);
        let offsets = CharacterOffsets::new(&text);
        for (index, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.of(byte as u32), index as u32);
        }
        assert_eq!(offsets.of(text.len() as u32), 800);
    }
}
