//! Reports each drawing error once.

use std::collections::BTreeSet;

use crate::DrawError;

/// The drawing errors of one window.
#[derive(Debug, Default)]
pub(super) struct DrawErrors {
    seen: BTreeSet<String>,
    first: Option<DrawError>,
    ever_drawn: bool,
}

impl DrawErrors {
    /// Notes how a drawing went. Returns whether it is an error that was not there before.
    pub(super) fn note(&mut self, result: Result<(), DrawError>) -> bool {
        match result {
            Ok(()) => {
                self.ever_drawn = true;
                false
            }
            Err(error) => {
                let new = self.seen.insert(error.to_string());
                self.first.get_or_insert(error);
                new
            }
        }
    }

    /// The first error, if drawing never worked.
    pub(super) fn into_failure(self) -> Option<DrawError> {
        self.first.filter(|_| !self.ever_drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_message_is_new_once() {
        let mut errors = DrawErrors::default();
        let news = ["a", "a", "b", "a"].map(|message| errors.note(Err(message.into())));
        assert_eq!(news, [true, false, true, false]);
        assert_eq!(errors.into_failure().map(|error| error.to_string()).as_deref(), Some("a"));
    }

    #[test]
    fn one_good_frame_makes_errors_forgivable() {
        let mut errors = DrawErrors::default();
        assert!(errors.note(Err("a".into())));
        assert!(!errors.note(Ok(())));
        assert!(errors.into_failure().is_none());
    }
}
