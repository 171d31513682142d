//! The second y axis: how its numbers stand among those of the first.

use std::sync::Arc;

use vispy_scene::glam::DVec3;
use vispy_scene::{Node, NodeHandle, Scene};
use vispy_visuals::coordinate::Reference;
use vispy_visuals::ticks::Scale;
use vispy_visuals::transforms::{ChainTransform, StTransform};

use super::home::{Home, Homes, offset_of};
use crate::error::Error;

/// The node of the series that count on the right y axis. One camera shows both axes: the right one's places are scaled
/// and shifted onto the left one's, so that both pan and zoom together. To move one alone is to change how they lie.
#[derive(Debug)]
pub(super) struct Twin {
    pub(super) home: Home,
    pub(super) node: NodeHandle,
    x_scale: Scale,
    layout: Layout,
    /// How it lies when both axes show their homes.
    home_layout: Layout,
}

/// How the right axis lies over the left one: `left = factor * right + shift`, in scaled space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Layout {
    factor: f64,
    shift: f64,
    /// What the right axis counts from.
    reference: Reference,
}

impl Layout {
    /// What the right axis shows where the left one shows `left`.
    pub(super) fn limits(&self, left: [f64; 2]) -> [f64; 2] {
        left.map(|place| (place - self.shift) / self.factor)
    }

    /// The same with the left axis counted from elsewhere: its old reference is at `by` now.
    pub(super) fn shifted(self, by: f64) -> Self {
        Self { shift: self.shift + by, ..self }
    }
}

impl Twin {
    pub(super) fn new(scene: &mut Scene, root: NodeHandle, homes: &Homes, home: Home) -> Result<Self, Error> {
        let node = scene.add_node(root, Node::new())?;
        let x_scale = homes.x.scale;
        let layout = Layout { factor: 1.0, shift: 0.0, reference: home.reference };
        let mut twin = Self { home, node, x_scale, layout, home_layout: layout };
        twin.set_home(scene, homes, home)?;
        Ok(twin)
    }

    /// Lays the homes of both axes over each other.
    pub(super) fn set_home(&mut self, scene: &mut Scene, homes: &Homes, home: Home) -> Result<(), Error> {
        self.home = home;
        self.lay(scene, homes.y.limits, home.limits)?;
        self.home_layout = self.layout;
        Ok(())
    }

    /// Whether nobody moved the axes against each other.
    pub(super) fn is_at_home(&self) -> bool {
        self.layout == self.home_layout
    }

    /// How the axes lie over each other.
    pub(super) fn layout(&self) -> Layout {
        self.layout
    }

    /// Lets the axes lie over each other as they did before.
    pub(super) fn set_layout(&mut self, scene: &mut Scene, layout: Layout) -> Result<(), Error> {
        let moved = offset_of(self.home.reference, layout.reference);
        let shift = layout.shift - layout.factor * moved;
        self.layout = Layout { shift, reference: self.home.reference, ..layout };
        self.tell(scene)
    }

    /// Lays limits of the right axis over limits of the left one, as far as it goes.
    pub(super) fn lay(&mut self, scene: &mut Scene, left: [f64; 2], right: [f64; 2]) -> Result<(), Error> {
        let factor = (left[1] - left[0]) / (right[1] - right[0]);
        let shift = left[0] - factor * right[0];
        if factor.is_finite() && factor != 0.0 && shift.is_finite() && self.home.can_show(right) {
            self.layout = Layout { factor, shift, reference: self.home.reference };
        }
        self.tell(scene)
    }

    /// The left axis counts from elsewhere: its old reference is at `-by` now.
    pub(super) fn shift(&mut self, scene: &mut Scene, by: f64) -> Result<(), Error> {
        self.layout = self.layout.shifted(-by);
        self.home_layout = self.home_layout.shifted(-by);
        self.tell(scene)
    }

    /// What the right axis shows where the left one shows `left`.
    pub(super) fn limits(&self, left: [f64; 2]) -> [f64; 2] {
        self.layout.limits(left)
    }

    fn tell(&self, scene: &mut Scene) -> Result<(), Error> {
        let left_from_right = StTransform::new(
            DVec3::new(1.0, self.layout.factor, 1.0),
            DVec3::new(0.0, self.layout.shift, 0.0),
        );
        let scaled = Scale::scaled_from_data_2d(self.x_scale, self.home.scale)?;
        let chain = ChainTransform::new([Arc::new(left_from_right) as _, Arc::new(scaled) as _]);
        Ok(scene.set_transform(self.node, Arc::new(chain))?)
    }
}
