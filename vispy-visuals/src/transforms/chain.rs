//! Transforms one after the other.

use std::any::Any;
use std::sync::Arc;

use glam::{DMat4, DVec2, DVec3};

use super::{InverseTransform, MapFunction, MatrixTransform, NullTransform, Transform};
use crate::error::Result;

/// Transforms one after the other; the last of the list maps first. Corresponds to VisPy's `ChainTransform`, always
/// simplified: affine neighbours collapse into one matrix, and what changes nothing goes. A clone is the same list until one of the two is changed.
///
/// ```
/// use std::sync::Arc;
/// use vispy_visuals::glam::DVec3;
/// use vispy_visuals::transforms::{ChainTransform, StTransform, Transform as _};
///
/// let double = StTransform::new(DVec3::splat(2.0), DVec3::ZERO);
/// let shift = StTransform::new(DVec3::ONE, DVec3::X);
/// let chain = ChainTransform::new([Arc::new(double) as _, Arc::new(shift) as _]);
/// assert_eq!(chain.map(DVec3::ZERO), DVec3::new(2.0, 0.0, 0.0));
/// assert_eq!(chain.len(), 1);
/// ```
#[doc(alias = "SimplifiedChainTransform")]
#[derive(Debug, Clone, Default)]
pub struct ChainTransform(Arc<Vec<Arc<dyn Transform>>>);

impl ChainTransform {
    /// A chain; the last transform maps first.
    #[must_use]
    pub fn new(transforms: impl IntoIterator<Item = Arc<dyn Transform>>) -> Self {
        let mut chain = Self::default();
        for transform in transforms {
            chain.push(transform);
        }
        chain
    }

    /// Appends a transform that maps before all others.
    pub fn push(&mut self, transform: Arc<dyn Transform>) {
        let any: &dyn Any = &*transform;
        if let Some(Self(parts)) = any.downcast_ref() {
            for part in parts.iter() {
                self.push(Arc::clone(part));
            }
            return;
        }
        let matrix = transform.matrix();
        if matrix == Some(DMat4::IDENTITY) {
            return;
        }
        let product = self.0.last().and_then(|last| Some(last.matrix()? * matrix?));
        let parts = Arc::make_mut(&mut self.0);
        match product.map(MatrixTransform::new) {
            Some(Ok(product)) => {
                parts.pop();
                if product.matrix() != Some(DMat4::IDENTITY) {
                    parts.push(Arc::new(product));
                }
            }
            // What cannot be inverted stays as it is: its parts know best what they map back.
            _ => parts.push(transform),
        }
    }

    /// Puts a transform in front that maps after all others.
    pub fn prepend(&mut self, transform: Arc<dyn Transform>) {
        let rest = std::mem::take(self);
        self.push(transform);
        self.push(Arc::new(rest));
    }

    /// What is left after simplification; the last maps first.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &Arc<dyn Transform>> {
        self.0.iter()
    }

    /// The chain the other way round.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self::new(self.0.iter().rev().map(InverseTransform::of))
    }

    /// How many transforms are left after simplification.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it is the identity.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Transform for ChainTransform {
    fn map(&self, point: DVec3) -> DVec3 {
        self.0.iter().rev().fold(point, |point, transform| transform.map(point))
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        self.0.iter().fold(point, |point, transform| transform.imap(point))
    }

    fn matrix(&self) -> Option<DMat4> {
        match self.0.as_slice() {
            [] => Some(DMat4::IDENTITY),
            [one] => one.matrix(),
            _ => None,
        }
    }

    fn axis_signs(&self) -> Option<DVec2> {
        self.0.iter().try_fold(DVec2::ONE, |signs, transform| Some(signs * transform.axis_signs()?))
    }

    fn equals(&self, other: &dyn Transform) -> bool {
        let any: &dyn Any = other;
        match any.downcast_ref() {
            Some(Self(others)) => {
                let same =
                    |(a, b): (&Arc<dyn Transform>, &Arc<dyn Transform>)| Arc::ptr_eq(a, b) || a.equals(&**b);
                Arc::ptr_eq(&self.0, others)
                    || self.0.len() == others.len() && self.0.iter().zip(others.iter()).all(same)
            }
            None => matches!((self.matrix(), other.matrix()), (Some(a), Some(b)) if a == b),
        }
    }

    fn map_function(&self, prefix: &str) -> Result<MapFunction> {
        let parts = self.0.iter().enumerate().rev();
        joined(parts.map(|(at, part)| part.map_function(&format!("{prefix}_{at}"))), prefix)
    }

    fn imap_function(&self, prefix: &str) -> Result<MapFunction> {
        let parts = self.0.iter().enumerate();
        joined(parts.map(|(at, part)| part.imap_function(&format!("{prefix}_{at}"))), prefix)
    }
}

/// One function after the other; the first maps first.
fn joined(functions: impl Iterator<Item = Result<MapFunction>>, prefix: &str) -> Result<MapFunction> {
    let whole = functions.reduce(|inner, outer| outer?.after(&inner?));
    whole.unwrap_or_else(|| NullTransform.map_function(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transforms::{LogTransform, StTransform, SymlogTransform};

    #[test]
    fn a_chain_of_any_depth_is_one_matrix_and_maps_back() {
        let step: Arc<dyn Transform> = Arc::new(StTransform::new(DVec3::new(2.0, 0.5, 1.0), DVec3::X));
        let turn: Arc<dyn Transform> = Arc::new(MatrixTransform::rotation_z(0.3));
        let chain =
            ChainTransform::new((0..20).map(|i| if i % 2 == 0 { step.clone() } else { turn.clone() }));
        assert_eq!(chain.len(), 1);
        let point = DVec3::new(0.25, -3.0, 0.0);
        let one_by_one = (0..20).rev().fold(point, |p, i| if i % 2 == 0 { step.map(p) } else { turn.map(p) });
        assert!((chain.map(point) - one_by_one).length() < 1e-9 * one_by_one.length());
        assert!((chain.imap(chain.map(point)) - point).length() < 1e-9);
    }

    #[test]
    fn a_chain_in_a_chain_is_taken_apart() {
        let flip: Arc<dyn Transform> = Arc::new(StTransform::new(DVec3::new(1.0, -1.0, 1.0), DVec3::X));
        let log: Arc<dyn Transform> = Arc::new(LogTransform::new(DVec3::new(10.0, 0.0, 0.0)).unwrap());
        let inner = || ChainTransform::new([flip.clone(), log.clone()]);
        let chain = ChainTransform::new([flip.clone(), Arc::new(inner()) as _]);
        assert_eq!(chain.len(), 2, "affine neighbours are one");
        assert_eq!(chain.axis_signs(), Some(DVec2::ONE));
        assert_eq!(inner().axis_signs(), Some(DVec2::new(1.0, -1.0)));
        let turned = ChainTransform::new([Arc::new(MatrixTransform::rotation_z(0.3)) as _, log.clone()]);
        assert_eq!(turned.axis_signs(), None);
    }

    #[test]
    fn chains_are_compared_part_by_part() {
        let chain = |base: f64, width: f64| {
            let log = LogTransform::new(DVec3::new(base, 0.0, 0.0)).unwrap();
            let symlog = SymlogTransform::new(DVec3::new(0.0, width, 0.0)).unwrap();
            ChainTransform::new([
                Arc::new(StTransform::default()) as _,
                Arc::new(log) as _,
                Arc::new(symlog) as _,
            ])
        };
        assert!(chain(10.0, 1.0).equals(&chain(10.0, 1.0)));
        assert!(!chain(10.0, 1.0).equals(&chain(2.0, 1.0)));
        assert!(!chain(10.0, 1.0).equals(&chain(10.0, 2.0)));
        assert!(!chain(10.0, 1.0).equals(&StTransform::default()));
        assert!(ChainTransform::default().equals(&StTransform::default()));
    }
}
