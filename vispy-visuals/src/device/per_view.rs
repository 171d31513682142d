//! What a visual keeps for each view it is seen in.

use crate::view::ViewId;

/// How many views of one visual are remembered. The one used longest ago makes room.
const MOST_VIEWS: usize = 1024;

/// What a visual keeps for each view it is seen in: at most 1024, of which the one used longest ago makes room.
///
/// ```
/// use vispy_visuals::ViewId;
/// use vispy_visuals::device::PerView;
///
/// let mut widths = PerView::default();
/// *widths.get_or_try_insert(ViewId(1), || Ok::<_, std::fmt::Error>(0.0))? = 1.5;
/// assert_eq!(widths.get_mut(ViewId(1)), Some(&mut 1.5));
/// # Ok::<(), std::fmt::Error>(())
/// ```
///
/// A clone is empty: what is kept may belong to a context, and a clone of a visual may be drawn in another one.
// The one used last is at the end.
#[derive(Debug)]
pub struct PerView<T> {
    kept: Vec<(ViewId, T)>,
    /// The texts of shaders that it was made with.
    #[cfg(feature = "hot-reload")]
    epoch: u64,
}

impl<T> Default for PerView<T> {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            #[cfg(feature = "hot-reload")]
            epoch: crate::shaders::hot_reload::epoch(),
        }
    }
}

impl<T> Clone for PerView<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> PerView<T> {
    /// Forgets what was made with shaders that have changed since.
    #[cfg(feature = "hot-reload")]
    fn look(&mut self) {
        let epoch = crate::shaders::hot_reload::epoch();
        if std::mem::replace(&mut self.epoch, epoch) != epoch {
            self.kept.clear();
        }
    }

    /// What is kept for a view.
    pub fn get_mut(&mut self, id: ViewId) -> Option<&mut T> {
        #[cfg(feature = "hot-reload")]
        self.look();
        self.kept.iter_mut().find(|(known, _)| *known == id).map(|(_, value)| value)
    }

    /// What is kept for a view; made when there is nothing yet.
    ///
    /// # Errors
    /// What `make` returns.
    pub fn get_or_try_insert<E>(
        &mut self,
        id: ViewId,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<&mut T, E> {
        #[cfg(feature = "hot-reload")]
        self.look();
        match self.kept.iter().position(|(known, _)| *known == id) {
            Some(index) => self.kept[index..].rotate_left(1),
            None => {
                let made = make()?;
                if self.kept.len() == MOST_VIEWS {
                    self.kept.remove(0);
                }
                self.kept.push((id, made));
            }
        }
        let last = self.kept.len() - 1;
        Ok(&mut self.kept[last].1)
    }

    /// What is kept for all views.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.kept.iter().map(|(_, value)| value)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.kept.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_used_longest_ago_makes_room() {
        let mut kept: PerView<u64> = PerView::default();
        let mut visit = |id: u64| {
            let mut made = false;
            let value = kept.get_or_try_insert(ViewId(id), || {
                made = true;
                Ok::<_, ()>(id)
            });
            assert_eq!(value, Ok(&mut { id }));
            made
        };
        let most = MOST_VIEWS as u64;
        assert!((0..most).all(&mut visit), "each is made at its first visit");
        assert!(!visit(0), "and kept");
        assert!(visit(most), "one more has to be made");
        assert!(!visit(0), "0 was used a moment ago");
        assert!(visit(1), "1 had to make room");
    }

    #[test]
    fn what_could_not_be_made_is_not_kept() {
        let mut kept: PerView<u64> = PerView::default();
        assert_eq!(kept.get_or_try_insert(ViewId(1), || Err("no")), Err("no"));
        assert_eq!(kept.get_mut(ViewId(1)), None);
        assert_eq!(kept.get_or_try_insert(ViewId(1), || Ok::<_, ()>(7)), Ok(&mut 7));
        kept.clear();
        assert_eq!(kept.get_mut(ViewId(1)), None);
    }
}
