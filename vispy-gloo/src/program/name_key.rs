//! Telling names apart without looking into the memory that they are in.

/// Length and ends of a name. Of a name that is written out in a program's text the compiler knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NameKey {
    len: usize,
    first: u64,
    last: u64,
}

impl NameKey {
    #[inline(always)]
    pub(crate) fn new(name: &str) -> Self {
        let bytes = name.as_bytes();
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => {
                let mut all = [0; 8];
                all[..bytes.len()].copy_from_slice(bytes);
                (u64::from_le_bytes(all), 0)
            }
        };
        Self { len: bytes.len(), first, last }
    }

    /// Whether names with this key are the same name: up to 16 bytes the ends are all there is.
    #[inline(always)]
    pub(crate) fn is_whole(self) -> bool {
        self.len <= 16
    }
}

#[cfg(test)]
mod tests {
    use super::NameKey;

    #[test]
    fn names_of_up_to_sixteen_bytes_differ_in_their_keys() {
        let long = "abcdefghijklmnop";
        for len in 0..=long.len() {
            let name = &long[..len];
            let key = NameKey::new(name);
            assert!(key.is_whole());
            for changed in 0..len {
                let mut other = name.as_bytes().to_vec();
                other[changed] = b'_';
                let other = String::from_utf8(other).unwrap();
                assert_ne!(key, NameKey::new(&other), "{name} and {other}");
            }
            assert_ne!(key, NameKey::new(&format!("{name}q")), "{name} and one more");
        }
        assert!(!NameKey::new("abcdefghijklmnopq").is_whole());
    }
}
