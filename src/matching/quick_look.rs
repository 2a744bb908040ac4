//! Numbers that tell quickly that texts differ, before a close look.

/// A number for a text, the same for texts that are the same but for the case of ASCII letters.
#[must_use]
pub fn number_ignoring_case(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (words, rest) = bytes.as_chunks();
    let number =
        words.iter().fold(text.len() as u64, |number, word| mixed(number, small(u64::from_le_bytes(*word))));
    // The last word of a longer text may overlap the one before it.
    let last = if rest.is_empty() {
        0
    } else {
        bytes.last_chunk().map_or_else(|| word(rest), |word| u64::from_le_bytes(*word))
    };
    mixed(number, small(last))
}

/// The first eight bytes, or as many as there are.
fn word(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(word) => u64::from_le_bytes(*word),
        None => bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

/// Eight bytes with letters in lower case, and some other characters changed with them.
fn small(word: u64) -> u64 {
    word | 0x2020_2020_2020_2020
}

fn mixed(number: u64, word: u64) -> u64 {
    (number ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

/// The first bytes of a pattern up to its first wildcard, variable or placeholder, whatever the case.
#[derive(Clone, Copy, Debug)]
pub struct FixedStart {
    word: u64,
    /// Ones in the place of the bytes that there are.
    mask: u64,
}

impl FixedStart {
    /// What `pattern` begins with.
    #[must_use]
    pub fn of(pattern: &str) -> Self {
        let is_fixed = |byte: &&u8| !matches!(byte, b'*' | b'?' | b'$' | b'<');
        let fixed = pattern.as_bytes().iter().take(8).take_while(is_fixed).count();
        let mask = if fixed < 8 { (1 << (8 * fixed)) - 1 } else { u64::MAX };
        Self { word: small(word(pattern.as_bytes())), mask }
    }

    /// Whether some text may begin as both do. `false` is certain.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        (self.word ^ other.word) & self.mask & other.mask == 0
    }
}
