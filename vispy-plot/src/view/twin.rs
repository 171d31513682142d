//! The second y axis: how its numbers stand among those of the first.

use std::sync::Arc;

use vispy_scene::glam::DVec3;
use vispy_scene::{Node, NodeHandle, Scene};
use vispy_visuals::ticks::Scale;
use vispy_visuals::transforms::{ChainTransform, StTransform};

use super::home::{Home, Homes};
use crate::error::Error;

/// The node of the series that count on the right y axis. One camera shows both axes: the right one's places are scaled
/// and shifted onto the left one's, so that both pan and zoom together.
#[derive(Debug)]
pub(super) struct Twin {
    pub(super) home: Home,
    pub(super) node: NodeHandle,
    x_scale: Scale,
    /// `left = factor * right + shift`, in scaled space.
    factor: f64,
    shift: f64,
}

impl Twin {
    pub(super) fn new(scene: &mut Scene, root: NodeHandle, homes: &Homes, home: Home) -> Result<Self, Error> {
        let node = scene.add_node(root, Node::new())?;
        let x_scale = homes.x.scale;
        let mut twin = Self { home, node, x_scale, factor: 1.0, shift: 0.0 };
        twin.set_home(scene, homes, home)?;
        Ok(twin)
    }

    /// Lays the homes of both axes over each other.
    pub(super) fn set_home(&mut self, scene: &mut Scene, homes: &Homes, home: Home) -> Result<(), Error> {
        self.home = home;
        self.lay(scene, homes.y.limits, home.limits)
    }

    /// Lays limits of the right axis over limits of the left one.
    pub(super) fn lay(&mut self, scene: &mut Scene, left: [f64; 2], right: [f64; 2]) -> Result<(), Error> {
        self.factor = (left[1] - left[0]) / (right[1] - right[0]);
        self.shift = left[0] - self.factor * right[0];
        self.tell(scene)
    }

    /// The left axis counts from elsewhere: its old reference is at `-by` now.
    pub(super) fn shift(&mut self, scene: &mut Scene, by: f64) -> Result<(), Error> {
        self.shift -= by;
        self.tell(scene)
    }

    /// What the right axis shows where the left one shows `left`.
    pub(super) fn limits(&self, left: [f64; 2]) -> [f64; 2] {
        left.map(|place| (place - self.shift) / self.factor)
    }

    fn tell(&self, scene: &mut Scene) -> Result<(), Error> {
        let left_from_right =
            StTransform::new(DVec3::new(1.0, self.factor, 1.0), DVec3::new(0.0, self.shift, 0.0));
        let scaled = Scale::scaled_from_data_2d(self.x_scale, self.home.scale)?;
        let chain = ChainTransform::new([Arc::new(left_from_right) as _, Arc::new(scaled) as _]);
        Ok(scene.set_transform(self.node, Arc::new(chain))?)
    }
}
