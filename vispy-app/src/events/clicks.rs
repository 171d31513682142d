//! Finds double clicks in a stream of presses.

use super::{LogicalPos, MouseButton};

/// Decides which presses are the second of a double click.
///
/// Two presses of one button are a double click when the second comes at most
/// [`max_interval_secs`](Self::max_interval_secs) after the first and at most
/// [`max_distance_px`](Self::max_distance_px) away from it. A third quick press starts anew. VisPy waits
/// 0.3 s too, but asks for the very same pixel.
///
/// ```
/// use vispy_app::events::{ClickTracker, LogicalPos, MouseButton};
///
/// let mut clicks = ClickTracker::default();
/// let pos = LogicalPos::new(5.0, 5.0);
/// assert!(!clicks.press(MouseButton::Left, pos, 1.0));
/// assert!(clicks.press(MouseButton::Left, pos, 1.2));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ClickTracker {
    /// Longest time between the two presses. Default: `0.3` s.
    pub max_interval_secs: f64,
    /// Longest way between the two presses. Default: `2.0` logical px, the shake of a hand.
    pub max_distance_px: f64,
    last: Option<Press>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Press {
    button: MouseButton,
    pos: LogicalPos,
    time_secs: f64,
}

impl Default for ClickTracker {
    fn default() -> Self {
        Self { max_interval_secs: 0.3, max_distance_px: 2.0, last: None }
    }
}

impl ClickTracker {
    /// Notes a press and tells whether it completes a double click.
    pub fn press(&mut self, button: MouseButton, pos: LogicalPos, time_secs: f64) -> bool {
        let double = self.last.take().is_some_and(|last| {
            last.button == button
                && (0.0..=self.max_interval_secs).contains(&(time_secs - last.time_secs))
                && pos.distance_px(last.pos) <= self.max_distance_px
        });
        if !double {
            self.last = Some(Press { button, pos, time_secs });
        }
        double
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: LogicalPos = LogicalPos::new(10.0, 20.0);

    /// Which of the presses (button, x offset, time) are double clicks.
    fn doubles(presses: &[(MouseButton, f64, f64)]) -> Vec<bool> {
        let mut clicks = ClickTracker::default();
        presses
            .iter()
            .map(|&(button, dx_px, time_secs)| {
                clicks.press(button, LogicalPos::new(HERE.x_px + dx_px, HERE.y_px), time_secs)
            })
            .collect()
    }

    #[test]
    fn two_quick_presses_are_one_double_click() {
        use MouseButton::Left;
        assert_eq!(doubles(&[(Left, 0.0, 0.0), (Left, 1.0, 0.25)]), [false, true]);
        assert_eq!(doubles(&[(Left, 0.0, 0.0), (Left, 0.0, 0.31)]), [false, false]);
        assert_eq!(doubles(&[(Left, 0.0, 0.0), (Left, 2.5, 0.1)]), [false, false]);
    }

    #[test]
    fn a_third_press_starts_anew() {
        use MouseButton::Left;
        let times = [0.0, 0.1, 0.2, 0.3].map(|time| (Left, 0.0, time));
        assert_eq!(doubles(&times), [false, true, false, true]);
    }

    #[test]
    fn buttons_do_not_mix() {
        use MouseButton::{Left, Right};
        assert_eq!(doubles(&[(Left, 0.0, 0.0), (Right, 0.0, 0.1), (Left, 0.0, 0.2)]), [false, false, false]);
    }

    #[test]
    fn a_late_press_may_be_the_first_of_the_next_double_click() {
        use MouseButton::Left;
        assert_eq!(doubles(&[(Left, 0.0, 0.0), (Left, 0.0, 0.5), (Left, 0.0, 0.7)]), [false, false, true]);
    }

    #[test]
    fn time_that_runs_backwards_is_no_double_click() {
        use MouseButton::Left;
        assert_eq!(doubles(&[(Left, 0.0, 5.0), (Left, 0.0, 4.9)]), [false, false]);
    }
}
