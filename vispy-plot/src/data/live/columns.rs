//! The columns of a store that belong to live series.

use std::sync::Arc;

use super::{Keep, LiveSeries, Seen, Signal};
use crate::data::{Column, ColumnId, DataStore, SeriesData};

/// The columns of one live series.
#[derive(Debug, Clone)]
pub(in crate::data) struct LiveColumns {
    series: LiveSeries,
    x: Option<ColumnId>,
    y: ColumnId,
    seen: Seen,
}

impl LiveColumns {
    pub(in crate::data) fn has(&self, id: ColumnId) -> bool {
        self.y == id || self.x == Some(id)
    }
}

/// What a refresh found in the columns of a live series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refreshed {
    /// What was there before is there still, but for so many values at the front; new ones may follow.
    Extended {
        /// Values that are gone.
        dropped: usize,
    },
    /// Everything is new.
    Replaced,
}

impl DataStore {
    /// Brings the columns of all live series up to date; saving and showing do so by themselves.
    pub fn refresh(&mut self) {
        let ids: Vec<ColumnId> = self.live.iter().map(|live| live.y).collect();
        for id in ids {
            self.refresh_series(id);
        }
    }

    /// Makes the columns of a series live: their values move into what the handle shares.
    pub(crate) fn make_live(&mut self, x: Option<ColumnId>, y: ColumnId, keep: Keep) -> LiveSeries {
        self.refresh();
        let mut take = |id: ColumnId| {
            let column = self.get(id).map_or_else(|_| Column::from(Vec::<f64>::new()), Column::clone);
            // What stays here would be kept twice.
            let _ = self.replace(id, column.owned_like());
            column
        };
        let data = SeriesData { x: x.map(&mut take), y: take(y) };
        let series = LiveSeries::new(&data, keep);
        self.live.push(LiveColumns { series: series.clone(), x, y, seen: Seen::default() });
        series
    }

    /// Whether a column belongs to a live series.
    pub(crate) fn is_live(&self, id: ColumnId) -> bool {
        self.live.iter().any(|live| live.has(id))
    }

    /// How many values there were before the first one of a column.
    pub(crate) fn values_before(&self, id: ColumnId) -> u64 {
        self.live.iter().find(|live| live.has(id)).map_or(0, |live| live.seen.first)
    }

    /// Tells a signal of changes of live series from now on.
    pub(crate) fn listen(&self, signal: &Arc<Signal>) {
        for live in &self.live {
            live.series.listen(signal);
        }
    }

    /// Whether the live series with this y has data that this store has not seen.
    pub(crate) fn is_behind(&self, y: ColumnId) -> bool {
        self.live.iter().any(|live| live.y == y && live.seen != live.series.newest())
    }

    /// Brings the columns of the live series with this y up to date; `None` when they were, or there is none.
    ///
    /// Values are copied only if somebody else holds the older ones.
    pub(crate) fn refresh_series(&mut self, y: ColumnId) -> Option<Refreshed> {
        let index = self.live.iter().position(|live| live.y == y)?;
        if !self.is_behind(y) {
            return None;
        }
        let LiveColumns { series, x, seen: old, .. } = self.live[index].clone();
        for id in x.into_iter().chain([y]) {
            if let Ok(entry) = self.entry_mut(id) {
                entry.column = entry.column.owned_like();
            }
        }
        let now = series.take_snapshot();
        let is_extended = now.seen.epoch == old.epoch;
        let dropped =
            if is_extended { (now.seen.first - old.first).min(old.len as u64) as usize } else { old.len };
        let known = old.len - dropped;
        for (id, column) in x.zip(now.data.x).into_iter().chain([(y, now.data.y)]) {
            if let Ok(entry) = self.entry_mut(id) {
                let new = known..column.len();
                entry.column = column;
                entry.note((dropped == 0).then_some(new));
            }
        }
        self.live[index].seen = now.seen;
        Some(if is_extended { Refreshed::Extended { dropped } } else { Refreshed::Replaced })
    }
}
