//! Names in a composed program: which are legal, and how two equal ones are told apart.

use std::collections::BTreeSet;

use super::{ComposeError, ComposeErrorKind};

/// The longest name that composition gives, far below the limit of any driver.
pub(crate) const MAX_NAME: usize = 64;

/// Words that a parser or a driver refuses as names although they are no types of [`super::GlslType`].
const RESERVED: [&str; 40] = [
    "attribute",
    "break",
    "buffer",
    "case",
    "centroid",
    "common",
    "const",
    "continue",
    "default",
    "discard",
    "do",
    "else",
    "false",
    "filter",
    "flat",
    "for",
    "highp",
    "if",
    "in",
    "inout",
    "input",
    "invariant",
    "layout",
    "lowp",
    "main",
    "mediump",
    "out",
    "output",
    "patch",
    "precise",
    "precision",
    "return",
    "sample",
    "shared",
    "smooth",
    "struct",
    "switch",
    "true",
    "uniform",
    "while",
];

/// Checks that `name` may be given to a uniform, an attribute, a varying or a constant.
///
/// # Errors
///
/// `InvalidName` with the reason.
pub(crate) fn check_name(name: &str) -> Result<(), ComposeError> {
    let mut chars = name.chars();
    let first_ok = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
    let reason = if !first_ok || !chars.all(|c| c.is_ascii_alphanumeric() || c == '_') {
        "a name is letters, digits and `_`, and does not start with a digit"
    } else if name.starts_with("gl_") {
        "names that start with `gl_` belong to GLSL"
    } else if name.contains("__") {
        "names with `__` are reserved by GLSL"
    } else if name.len() > MAX_NAME {
        "the name is longer than 64 characters"
    } else if RESERVED.contains(&name) || super::GlslType::from_name(name).is_some() {
        "it is a word of the language"
    } else {
        return Ok(());
    };
    let error = ComposeErrorKind::InvalidName { name: name.to_owned(), reason: reason.to_owned() };
    Err(ComposeError::from(error).help(format!("call it `{}` for example", legal(name))))
}

/// Returns a legal name that is like an illegal one.
fn legal(name: &str) -> String {
    let word: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let word = word.trim_start_matches("gl_").trim_start_matches(|c: char| c.is_ascii_digit());
    let parts: Vec<&str> = word.split('_').filter(|part| !part.is_empty()).collect();
    let mut short = parts.join("_");
    short.truncate(MAX_NAME - "_value".len());
    if short.is_empty() { "some_value".to_owned() } else { format!("{short}_value") }
}

/// Gives out the names of one shader stage, each at most once.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
    avoided: BTreeSet<String>,
}

impl Names {
    /// Takes a name that must stay as it is.
    pub(crate) fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// Keeps invented names (those with a suffix) off a word that some snippet uses.
    pub(crate) fn avoid(&mut self, word: &str) {
        self.avoided.insert(word.to_owned());
    }

    /// Returns `wanted`, or `wanted_1`, `wanted_2`, ... if it is taken or `hidden`.
    pub(crate) fn give(&mut self, wanted: &str, hidden: &BTreeSet<String>) -> String {
        if wanted.len() <= MAX_NAME && !hidden.contains(wanted) && self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let mut number = 1_usize;
        loop {
            let suffix = format!("_{number}");
            let room = MAX_NAME - suffix.len();
            // A base that ends in `_` would make the reserved `__`. Names are ASCII: the parser refuses others.
            let base = wanted.get(..room.min(wanted.len())).unwrap_or("name").trim_end_matches('_');
            let name = format!("{base}{suffix}");
            if !self.avoided.contains(&name) && !hidden.contains(&name) && self.taken.insert(name.clone()) {
                return name;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_get_numbers() {
        let mut names = Names::default();
        names.avoid("blend_2");
        let given: Vec<String> = (0..4).map(|_| names.give("blend", &BTreeSet::new())).collect();
        assert_eq!(given, ["blend", "blend_1", "blend_3", "blend_4"]);
    }

    #[test]
    fn names_stay_short_and_never_hold_two_underscores() {
        let mut names = Names::default();
        let long = format!("{}_{}", "a".repeat(61), "b".repeat(40));
        for _ in 0..12 {
            let name = names.give(&long, &BTreeSet::new());
            assert!(name.len() <= MAX_NAME && !name.contains("__"), "{name}");
        }
    }

    #[test]
    fn reserved_names_are_refused() {
        for name in ["gl_x", "a__b", "1x", "", "a-b", "sample", "vec3", "\u{e9}"] {
            assert!(check_name(name).is_err(), "{name}");
        }
        assert!(check_name("u_scale").is_ok());
        for name in ["gl_x", "a__b", "1x", "", "a-b", "sample", "vec3", "\u{e9}", &"long_".repeat(30)] {
            assert!(check_name(&legal(name)).is_ok(), "{name} -> {}", legal(name));
        }
    }
}
