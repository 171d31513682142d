//! Data that change while a figure is shown: from any thread, seen consistently.

mod columns;
mod feed;
mod signal;
mod signals;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

pub(super) use columns::LiveColumns;
pub(crate) use columns::Refreshed;
pub(crate) use signal::Signal;
pub use signals::LiveSignals;

use super::{Column, IntoSeriesData, SeriesData};
use crate::error::DataError;
use feed::Feed;

/// How much a [`LiveSeries`] keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// Everything. Memory grows with the data, and is at most an eighth more than they need.
    #[default]
    All,
    /// The last so many samples; 0 counts as 1. The memory is bounded however much is appended: an eighth
    /// more than they need and what is appended at once, and twice that while somebody holds on to an older picture.
    Last(usize),
}

/// The handle of a series whose data change: `Send` and `Clone`, so that any thread can have one.
///
/// What is appended or set is in every window that shows the series with its next frame; however often the data change,
/// a frame is drawn once. Saving takes the data of that moment. x and y of a call belong together: no picture
/// shows one without the other. VisPy's `set_data`, from any thread.
///
/// ```
/// use vispy_plot::Figure;
/// use vispy_plot::data::Keep;
///
/// # fn main() -> Result<(), vispy_plot::Error> {
/// let mut figure = Figure::new();
/// let live = figure.axes(0, 0).line(Vec::<f32>::new()).rate_hz(1000.0).live(Keep::Last(5000));
/// let producer = std::thread::spawn(move || live.append([1.0f32, 2.0, 3.0]));
/// // figure.show()?; would show what arrives.
/// # producer.join().unwrap()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "set_data")]
pub struct LiveSeries {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    keep: Keep,
    x: Option<Feed>,
    y: Feed,
    /// How often the data were replaced.
    epoch: u64,
    /// Samples that were there before the first one that is kept.
    first: u64,
    /// Whom to tell of changes.
    signals: Vec<Weak<Signal>>,
}

/// Which of the data somebody has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Seen {
    /// How often the data had been replaced.
    pub(crate) epoch: u64,
    /// Samples before the first one.
    pub(crate) first: u64,
    /// Samples that were there.
    pub(crate) len: usize,
}

/// The data of a moment.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub(crate) data: SeriesData,
    pub(crate) seen: Seen,
}

impl LiveSeries {
    /// Takes over a series' data.
    pub(crate) fn new(data: &SeriesData, keep: Keep) -> Self {
        let (data, first) = keep.newest(data);
        let state = State {
            keep,
            x: data.x.as_ref().map(Feed::new),
            y: Feed::new(&data.y),
            epoch: 1,
            first,
            signals: Vec::new(),
        };
        Self { shared: Arc::new(Shared { state: Mutex::new(state) }) }
    }

    /// Adds samples at the end: y alone, or `(x, y)` where the series has an x of its own. The types are those of the
    /// series; `i64` goes to times too.
    ///
    /// # Errors
    /// - [`DataError::Append`] if a type is not the one of the series.
    /// - [`DataError::LengthMismatch`] if x and y are not equally long.
    /// - [`DataError::Setting`] if x is missing, or given to a series that counts its samples.
    ///
    /// Nothing is appended then.
    pub fn append(&self, data: impl IntoSeriesData) -> Result<(), DataError> {
        self.change(&data.into_series_data(), false)
    }

    /// Replaces all samples: y alone, or `(x, y)` where the series has an x of its own.
    ///
    /// # Errors
    /// As for [`append`](Self::append); the data stay as they were then.
    pub fn set(&self, data: impl IntoSeriesData) -> Result<(), DataError> {
        self.change(&data.into_series_data(), true)
    }

    /// Returns how many samples are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.state().y.len()
    }

    /// Tells whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns how many samples there have been since the data were set: those that are kept and those that had to go.
    #[must_use]
    pub fn total(&self) -> u64 {
        let state = self.state();
        state.first + state.y.len() as u64
    }

    /// Returns the memory reserved for samples, in bytes; a picture that still shows older data may hold as much again.
    #[must_use]
    pub fn reserved_bytes(&self) -> usize {
        let state = self.state();
        state.y.reserved_bytes() + state.x.as_ref().map_or(0, Feed::reserved_bytes)
    }

    /// Returns the samples of this moment.
    #[must_use]
    pub fn snapshot(&self) -> SeriesData {
        self.take_snapshot().data
    }

    /// The samples of this moment and how they follow on others. It copies none as long as nobody holds older ones.
    pub(crate) fn take_snapshot(&self) -> Snapshot {
        let mut state = self.state();
        let data = SeriesData { x: state.x.as_mut().map(Feed::settle), y: state.y.settle() };
        let seen = Seen { epoch: state.epoch, first: state.first, len: data.y.len() };
        Snapshot { data, seen }
    }

    /// What a snapshot would have now.
    pub(crate) fn newest(&self) -> Seen {
        let state = self.state();
        Seen { epoch: state.epoch, first: state.first, len: state.y.len() }
    }

    /// Tells a reader of changes from now on, for as long as it lives.
    pub(crate) fn listen(&self, signal: &Arc<Signal>) {
        let mut state = self.state();
        state.signals.retain(|known| known.strong_count() > 0);
        state.signals.push(Arc::downgrade(signal));
    }

    fn change(&self, data: &SeriesData, replaces: bool) -> Result<(), DataError> {
        let mut state = self.state();
        state.check(data)?;
        if replaces {
            state.clear();
        } else if data.y.is_empty() {
            return Ok(());
        }
        state.push(data)?;
        let mut woken = Vec::new();
        state.signals.retain(|signal| signal.upgrade().map(|signal| woken.push(signal)).is_some());
        // Whoever is woken may ask for the data at once.
        drop(state);
        woken.iter().for_each(|signal| signal.raise());
        Ok(())
    }

    /// A thread that panicked while it held the lock left whole values behind.
    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PartialEq for LiveSeries {
    /// Whether both are handles of the same series.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

impl State {
    fn check(&self, data: &SeriesData) -> Result<(), DataError> {
        self.y.accepts(&data.y)?;
        let refuse = |expected, found: &str| {
            let what = "x of a live series";
            Err(DataError::Setting { what, expected, found: found.to_owned() })
        };
        match (&self.x, &data.x) {
            (Some(feed), Some(x)) => {
                feed.accepts(x)?;
                let (x, y) = (x.len(), data.y.len());
                if x == y { Ok(()) } else { Err(DataError::LengthMismatch { x, y }) }
            }
            (None, None) => Ok(()),
            (Some(_), None) => refuse("given with y, as the series has an x of its own", "missing"),
            (None, Some(_)) => refuse("none, as the series counts its samples", "given"),
        }
    }

    fn clear(&mut self) {
        self.y.clear();
        if let Some(x) = &mut self.x {
            x.clear();
        }
        self.epoch += 1;
        self.first = 0;
    }

    /// Adds samples that were checked; what has no room goes first, so that memory does not grow for it.
    fn push(&mut self, data: &SeriesData) -> Result<(), DataError> {
        let (data, skipped) = self.keep.newest(data);
        let spare = match self.keep {
            Keep::All => 0,
            Keep::Last(most) => (self.y.len() + data.y.len()).saturating_sub(most.max(1)),
        };
        self.y.drop_front(spare);
        self.y.push(&data.y)?;
        if let (Some(feed), Some(x)) = (&mut self.x, &data.x) {
            feed.drop_front(spare);
            feed.push(x)?;
        }
        self.first += spare as u64 + skipped;
        Ok(())
    }
}

impl Keep {
    /// The part of new data that is kept even if all older ones go, and how many samples come before it.
    fn newest(self, data: &SeriesData) -> (SeriesData, u64) {
        let len = data.y.len();
        match self {
            Self::Last(most) if most.max(1) < len => {
                let skipped = len - most.max(1);
                let part = |column: &Column| column.strided(skipped, 1, most.max(1));
                (SeriesData { x: data.x.as_ref().map(part), y: part(&data.y) }, skipped as u64)
            }
            _ => (data.clone(), 0),
        }
    }
}

#[cfg(test)]
mod tests;
