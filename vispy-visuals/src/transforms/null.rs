//! The transform that changes nothing.

use glam::{DMat4, DVec3};

use super::{MapFunction, Transform};
use crate::error::Result;

/// Leaves every point where it is. Corresponds to VisPy's `NullTransform`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NullTransform;

impl Transform for NullTransform {
    fn map(&self, point: DVec3) -> DVec3 {
        point
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        point
    }

    fn matrix(&self) -> Option<DMat4> {
        Some(DMat4::IDENTITY)
    }

    fn map_function(&self, prefix: &str) -> Result<MapFunction> {
        MapFunction::built_in("null_map", prefix, &[])
    }

    fn imap_function(&self, prefix: &str) -> Result<MapFunction> {
        self.map_function(prefix)
    }
}
