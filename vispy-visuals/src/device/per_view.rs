//! What a visual keeps for each view it is seen in.

use crate::view::ViewId;

/// How many views of one visual are remembered. The one used longest ago makes room.
const MOST_VIEWS: usize = 64;

/// What a visual keeps for each view it is seen in.
#[derive(Debug)]
pub struct PerView<T>(Vec<(ViewId, T)>);

impl<T> Default for PerView<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> PerView<T> {
    /// What is kept for a view.
    pub fn get_mut(&mut self, id: ViewId) -> Option<&mut T> {
        self.0.iter_mut().find(|(known, _)| *known == id).map(|(_, value)| value)
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
        let index = match self.0.iter().position(|(known, _)| *known == id) {
            Some(index) => index,
            None => {
                if self.0.len() == MOST_VIEWS {
                    self.0.remove(0);
                }
                self.0.push((id, make()?));
                self.0.len() - 1
            }
        };
        Ok(&mut self.0[index].1)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}
