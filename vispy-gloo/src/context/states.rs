//! The states that draws share.

use std::sync::Arc;

use crate::state::State;

/// States that are kept: more than a frame has, as a rule.
const MOST_STATES: usize = 64;

/// States of the last draws. A command holds one of them by reference, so that it is small and equal states are seen to
/// be so without looking into them.
#[derive(Debug, Default)]
pub(super) struct States {
    known: Vec<Arc<State>>,
    /// The one that was asked for last.
    last: usize,
}

impl States {
    /// The shared state of that value.
    pub(super) fn share(&mut self, state: &State) -> Arc<State> {
        if let Some(known) = self.known.get(self.last)
            && **known == *state
        {
            return known.clone();
        }
        self.last = match self.known.iter().position(|known| **known == *state) {
            Some(index) => index,
            None if self.known.len() < MOST_STATES => {
                self.known.push(Arc::new(*state));
                self.known.len() - 1
            }
            None => {
                let oldest = (self.last + 1) % MOST_STATES;
                self.known[oldest] = Arc::new(*state);
                oldest
            }
        };
        self.known[self.last].clone()
    }
}

/// Whether two states are the same.
pub(crate) fn same_state(a: &Arc<State>, b: &Arc<State>) -> bool {
    Arc::ptr_eq(a, b) || a == b
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{MOST_STATES, States};
    use crate::state::State;

    #[test]
    fn equal_states_are_one_and_old_ones_are_let_go_of() {
        let mut states = States::default();
        let wide = |width: usize| State { line_width: width as f32, ..State::OPAQUE };
        let first = states.share(&wide(1));
        states.share(&wide(2));
        assert!(Arc::ptr_eq(&first, &states.share(&wide(1))), "found again");
        for width in 2..=MOST_STATES + 1 {
            assert_eq!(*states.share(&wide(width)), wide(width));
        }
        assert_eq!(states.known.len(), MOST_STATES);
        assert_eq!(Arc::strong_count(&first), 1, "the oldest made room");
    }
}
