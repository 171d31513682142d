//! A 128-bit hash of structures that is the same in every process and on every platform.

/// An FNV-1a hash with 128 bits, wide enough that two different structures never meet in practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fingerprint(u128);

impl Fingerprint {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

    /// Starts a hash; `domain` keeps different kinds of things apart.
    pub(crate) fn new(domain: &str) -> Self {
        let mut hash = Self(Self::OFFSET);
        hash.text(domain);
        hash
    }

    /// Adds bytes, without their length.
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(Self::PRIME);
        }
    }

    /// Adds a text with its length, so that "ab" + "c" differs from "a" + "bc".
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u128);
        self.bytes(text.as_bytes());
    }

    /// Adds a number, which may be another fingerprint's value.
    pub(crate) fn number(&mut self, number: u128) {
        self.bytes(&number.to_le_bytes());
    }

    /// Returns the hash.
    pub(crate) fn value(self) -> u128 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> u128 {
        let mut hash = Fingerprint::new("test");
        for text in texts {
            hash.text(text);
        }
        hash.value()
    }

    #[test]
    fn the_split_of_texts_counts() {
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["a"]), of(&["a", ""]));
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
    }
}
