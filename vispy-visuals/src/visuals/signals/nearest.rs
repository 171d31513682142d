//! The sample of a channel nearest to a position.

use glam::DVec2;

use super::Signals;
use crate::coordinate::Reference;
use crate::transforms::{ChainTransform, Transform as _};

/// Samples of a channel that are looked at one by one.
const MOST: usize = 4096;

/// A sample of a channel and how far it is from somewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearestSignal {
    /// Which channel it is of.
    pub channel: usize,
    /// Which sample it is.
    pub index: usize,
    /// Its value, without the channel's offset and gain.
    pub value: f64,
    /// Where it is on the screen.
    pub pos: DVec2,
    /// How far that is from the position that was asked for, in pixels.
    pub distance_px: f64,
}

impl Signals {
    /// The sample nearest to a position on the screen, if one is within `reach_px`; of channels that are equally near, that
    /// of the one drawn last. `screen_from_signals` maps the signals' own frame to pixels.
    ///
    /// Where many samples share a pixel it is one of those at the position's own column, among the nearest in height.
    #[must_use]
    pub fn nearest(
        &self,
        screen_from_signals: &ChainTransform,
        pos: DVec2,
        reach_px: f64,
    ) -> Option<NearestSignal> {
        let sides = [pos.x - reach_px, pos.x + reach_px];
        let mut window = self.between(screen_from_signals, sides);
        let is_dense = window[1] - window[0] > MOST / 8;
        if is_dense {
            window = self.between(screen_from_signals, [pos.x - 0.5, pos.x + 0.5]);
            if self.refining.is_some() {
                window[1] = window[1].min(window[0] + MOST);
            }
        }
        let place = |channel: usize, index: usize| -> DVec2 {
            let style = self.styles[channel];
            let sample = self.channels[channel].offset(index, Reference::F64(0.0));
            let y = self.y_reference.offset_of_f64(style.offset + style.gain * sample);
            let x = self.x.offset(index, self.x_reference);
            screen_from_signals.map(DVec2::new(x, y).extend(0.0)).truncate()
        };
        let mut best: Option<NearestSignal> = None;
        for channel in (0..self.channels.len()).filter(|channel| self.styles[*channel].visible) {
            let known = best.map_or(reach_px, |best| best.distance_px);
            if is_dense && self.height_from(channel, window, screen_from_signals, pos) > known {
                continue;
            }
            let step = ((window[1] - window[0]) / MOST).max(1);
            for index in (window[0]..window[1]).step_by(step) {
                let at = place(channel, index);
                let distance_px = at.distance(pos);
                // A comparison with NaN, which a gap has, is false.
                if distance_px <= best.map_or(reach_px, |best| best.distance_px) {
                    let value = self.sample(channel, index);
                    best = Some(NearestSignal { channel, index, value, pos: at, distance_px });
                }
            }
        }
        best
    }

    /// How far in height a position is from the samples of a channel.
    fn height_from(&self, channel: usize, window: [usize; 2], map: &ChainTransform, pos: DVec2) -> f64 {
        let tree = self.trees.get(channel);
        let Some(range) = self.channels[channel].range_between(tree, window) else { return f64::INFINITY };
        let x = self.x.offset(window[0], self.x_reference);
        let rows = self.styles[channel].place(range).map(|y| {
            let y = self.y_reference.offset_of_f64(y);
            map.map(DVec2::new(x, y).extend(0.0)).y
        });
        let [low, high] = [rows[0].min(rows[1]), rows[0].max(rows[1])];
        (low - pos.y).max(pos.y - high).max(0.0)
    }

    /// The samples between two columns of the screen, and one on either side.
    fn between(&self, map: &ChainTransform, sides: [f64; 2]) -> [usize; 2] {
        if !self.is_sorted {
            return [0, self.len().min(MOST)];
        }
        let at = |px: f64| {
            let offset = map.imap(DVec2::new(px, 0.0).extend(0.0)).x;
            self.x.partition_point(offset, self.x_reference)
        };
        let [a, b] = sides.map(at);
        [a.min(b).saturating_sub(1), (a.max(b) + 1).min(self.len())]
    }
}
