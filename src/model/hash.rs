//! Feature hashing: words and templates to numbers, the same on every machine.
//!
//! A feature is a template's number and the atoms it joins; its hash picks a row of a weight table. The mixing is
//! the multiply-and-rotate of FxHash with a finish, after Weinberger et al. (2009), *Feature Hashing*.

/// A hashed feature or one of its atoms.
pub(super) type Hash = u32;

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Joins a template and its atoms.
#[inline]
pub(super) fn mix(template: Hash, atoms: &[Hash]) -> Hash {
    let mut state = u64::from(template).wrapping_mul(STEP);
    for &atom in atoms {
        state = (state.rotate_left(23) ^ u64::from(atom)).wrapping_mul(STEP);
    }
    (state >> 32) as Hash ^ (state as Hash >> 7)
}

/// The hash of a text in lower case; 0 for no text.
#[inline]
pub(super) fn folded(text: &str) -> Hash {
    if text.is_empty() {
        return 0;
    }
    if text.is_ascii() {
        return finish(
            text.bytes()
                .map(|byte| byte.to_ascii_lowercase())
                .fold(text.len() as u64, step),
        );
    }
    let folded = text.to_lowercase();
    finish(folded.bytes().fold(folded.len() as u64, step))
}

/// The hash of a text as it stands; 0 for no text.
#[inline]
pub(super) fn text(text: &str) -> Hash {
    if text.is_empty() {
        return 0;
    }
    finish(text.bytes().fold(text.len() as u64, step))
}

#[inline]
fn step(state: u64, byte: u8) -> u64 {
    (state.rotate_left(5) ^ u64::from(byte)).wrapping_mul(STEP)
}

#[inline]
fn finish(state: u64) -> Hash {
    (state >> 32) as Hash | 1
}
