//! The file format of the models: named sections between a mark and a checksum.
//!
//! `RELATAM1`, then for each section its name (8 bytes, filled with blanks), its length (8 bytes, little end
//! first) and its bytes, then the BLAKE3 of all before (32 bytes). Whatever does not fit exactly is an error with
//! its place; nothing is guessed.

use super::ModelError;

const MARK: &[u8; 8] = b"RELATAM1";
const CHECKSUM: usize = 32;

/// The sections of a model file, checked.
#[derive(Debug, Clone)]
pub struct Archive<'b> {
    name: &'static str,
    sections: Vec<(&'b [u8], &'b [u8])>,
}

impl<'b> Archive<'b> {
    /// Reads the sections of `bytes`; `name` is for messages.
    ///
    /// # Errors
    /// [`ModelError::Damaged`] when mark, lengths or checksum are not right.
    pub fn open(name: &'static str, bytes: &'b [u8]) -> Result<Self, ModelError> {
        let damaged = |offset, what| ModelError::Damaged { name, offset, what };
        if !bytes.starts_with(MARK) {
            return Err(damaged(0, "the mark of a model file"));
        }
        let end = bytes
            .len()
            .checked_sub(CHECKSUM)
            .filter(|&end| end >= MARK.len());
        let (content, checksum) = bytes.split_at(end.ok_or(damaged(bytes.len(), "a checksum"))?);
        let mut sections = Vec::new();
        let mut at = MARK.len();
        while at < content.len() {
            let header = content
                .get(at..at + 16)
                .ok_or(damaged(at, "the head of a section"))?;
            let (section, length) = header.split_at(8);
            let length = length
                .iter()
                .rev()
                .fold(0, |sum, &byte| sum << 8 | u64::from(byte));
            let length = usize::try_from(length)
                .map_err(|_| damaged(at + 8, "a length that fits in memory"))?;
            let body = at + 16;
            let end = body.checked_add(length).filter(|&end| end <= content.len());
            let end = end.ok_or(damaged(at + 8, "a section inside the file"))?;
            sections.push((section.trim_ascii_end(), &content[body..end]));
            at = end;
        }
        if blake3::hash(content).as_bytes() != checksum {
            return Err(damaged(content.len(), "the checksum of the file"));
        }
        Ok(Self { name, sections })
    }

    /// The bytes of the section called `section`.
    ///
    /// # Errors
    /// [`ModelError::Damaged`] when there is none.
    pub fn section(&self, section: &'static str) -> Result<&'b [u8], ModelError> {
        let found = self
            .sections
            .iter()
            .find(|(name, _)| *name == section.as_bytes());
        found.map(|&(_, bytes)| bytes).ok_or(self.damaged(section))
    }

    /// The section as text.
    ///
    /// # Errors
    /// [`ModelError::Damaged`] when there is none, or it is not UTF-8.
    pub fn text(&self, section: &'static str) -> Result<&'b str, ModelError> {
        std::str::from_utf8(self.section(section)?).map_err(|_| self.damaged(section))
    }

    /// The error that names `section` as what is wrong.
    pub fn damaged(&self, section: &'static str) -> ModelError {
        ModelError::Damaged {
            name: self.name,
            offset: 0,
            what: section,
        }
    }
}

/// Collects sections and gives the file.
#[derive(Debug)]
pub struct ArchiveWriter {
    bytes: Vec<u8>,
}

impl Default for ArchiveWriter {
    fn default() -> Self {
        Self {
            bytes: MARK.to_vec(),
        }
    }
}

impl ArchiveWriter {
    /// Adds a section.
    ///
    /// # Panics
    /// When the name is longer than 8 bytes.
    pub fn add(&mut self, section: &str, content: &[u8]) {
        assert!(section.len() <= 8, "a section's name has at most 8 bytes");
        self.bytes.extend(format!("{section:8}").bytes());
        self.bytes.extend((content.len() as u64).to_le_bytes());
        self.bytes.extend(content);
    }

    /// The whole file with its checksum.
    pub fn finish(mut self) -> Vec<u8> {
        let checksum = blake3::hash(&self.bytes);
        self.bytes.extend(checksum.as_bytes());
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let mut writer = ArchiveWriter::default();
        writer.add("words", b"one two");
        writer.add("empty", b"");
        writer.finish()
    }

    #[test]
    fn sections_come_back() {
        let file = file();
        let archive = Archive::open("test", &file).unwrap();
        assert_eq!(archive.text("words"), Ok("one two"));
        assert_eq!(archive.section("empty"), Ok(&b""[..]));
        assert!(archive.section("other").is_err());
    }

    #[test]
    fn a_file_cut_or_changed_anywhere_is_refused() {
        let file = file();
        for end in 0..file.len() {
            assert!(Archive::open("test", &file[..end]).is_err(), "cut at {end}");
        }
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(Archive::open("test", &changed).is_err(), "changed at {at}");
        }
    }
}
