//! Transforms the other way round.

use std::any::Any;
use std::sync::Arc;

use glam::{DMat4, DVec2, DVec3};

use super::{MapFunction, Transform};
use crate::error::Result;

/// A transform backward: what it maps, the other maps back. Corresponds to VisPy's `InverseTransform`.
///
/// ```
/// use std::sync::Arc;
/// use vispy_visuals::glam::DVec3;
/// use vispy_visuals::transforms::{InverseTransform, PolarTransform, Transform as _};
///
/// let radius_of = InverseTransform::new(Arc::new(PolarTransform));
/// assert_eq!(radius_of.map(DVec3::new(3.0, 4.0, 0.0)).y, 5.0);
/// ```
#[derive(Debug, Clone)]
pub struct InverseTransform(Arc<dyn Transform>);

impl InverseTransform {
    /// The other way round of a transform.
    #[must_use]
    pub fn new(transform: Arc<dyn Transform>) -> Self {
        Self(transform)
    }

    /// The other way round of a transform; of one that is the other way round already, what it was made of.
    #[must_use]
    pub fn of(transform: &Arc<dyn Transform>) -> Arc<dyn Transform> {
        let any: &dyn Any = &**transform;
        match any.downcast_ref() {
            Some(Self(forward)) => Arc::clone(forward),
            None => Arc::new(Self(Arc::clone(transform))),
        }
    }
}

impl Transform for InverseTransform {
    fn map(&self, point: DVec3) -> DVec3 {
        self.0.imap(point)
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        self.0.map(point)
    }

    fn matrix(&self) -> Option<DMat4> {
        let inverse = self.0.matrix()?.inverse();
        inverse.is_finite().then_some(inverse)
    }

    fn axis_signs(&self) -> Option<DVec2> {
        let signs = self.0.axis_signs()?;
        signs.cmpne(DVec2::ZERO).all().then_some(signs)
    }

    fn equals(&self, other: &dyn Transform) -> bool {
        let any: &dyn Any = other;
        match any.downcast_ref() {
            Some(Self(forward)) => self.0.equals(&**forward),
            None => matches!((self.matrix(), other.matrix()), (Some(a), Some(b)) if a == b),
        }
    }

    fn map_function(&self, prefix: &str) -> Result<MapFunction> {
        self.0.imap_function(prefix)
    }

    fn imap_function(&self, prefix: &str) -> Result<MapFunction> {
        self.0.map_function(prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transforms::{ChainTransform, LogTransform, StTransform};

    #[test]
    fn an_inverse_undoes_and_is_undone() {
        let log: Arc<dyn Transform> = Arc::new(LogTransform::new(DVec3::new(10.0, 0.0, 0.0)).unwrap());
        let power = InverseTransform::of(&log);
        assert_eq!(power.map(DVec3::new(3.0, 7.0, 0.0)), DVec3::new(1000.0, 7.0, 0.0));
        assert_eq!(power.axis_signs(), Some(DVec2::ONE));
        assert!(Arc::ptr_eq(&InverseTransform::of(&power), &log));
        assert!(power.equals(&*InverseTransform::of(&log)) && !power.equals(&*log));
    }

    #[test]
    fn affine_inverses_join_their_neighbours_and_vanish() {
        let st: Arc<dyn Transform> = Arc::new(StTransform::new(DVec3::new(2.0, -4.0, 1.0), DVec3::X));
        let nothing = ChainTransform::new([Arc::clone(&st), InverseTransform::of(&st)]);
        assert!(nothing.is_empty(), "{nothing:?}");
        let flat = StTransform::new(DVec3::new(0.0, 1.0, 1.0), DVec3::ZERO);
        assert_eq!(InverseTransform::new(Arc::new(flat)).axis_signs(), None);
        assert_eq!(InverseTransform::new(Arc::new(flat)).matrix(), None);
    }
}
