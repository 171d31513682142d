//! View boxes that show the same part of x or of y.

use super::Scene;
use crate::error::Result;
use crate::handle::{ViewBoxHandle, WidgetKey};

/// View boxes whose cameras show the same part of one axis.
#[derive(Debug)]
pub(crate) struct Link {
    /// 0 for x, 1 for y.
    axis: usize,
    /// Each with what it showed when the link was last followed, so that what the link itself changes is no change.
    members: Vec<(WidgetKey, Option<[f64; 2]>)>,
}

impl Scene {
    /// Lets view boxes show the same part of x from now on: that of the first one, and whenever a camera changes it, that of
    /// the one that changed. Corresponds to VisPy's `BaseCamera.link` with `axis="x"`.
    ///
    /// Each camera keeps its own limits. Cameras without a [range](crate::Camera::range) of x take no part.
    ///
    /// ```
    /// use vispy_scene::{Cell, DataRect, PanZoom, Scene};
    ///
    /// let mut scene = Scene::new();
    /// let mut add = |row, x| {
    ///     let camera = PanZoom::new(DataRect::new(x, [0.0, 1.0])?);
    ///     scene.add_view_box(scene.root_grid(), Cell::new(row, 0), camera)
    /// };
    /// let (upper, lower) = (add(0, [0.0, 10.0])?, add(1, [3.0, 4.0])?);
    /// scene.link_x(&[upper, lower])?;
    /// assert_eq!(scene.camera::<PanZoom>(lower)?.rect().x(), [0.0, 10.0]);
    /// # Ok::<(), vispy_scene::Error>(())
    /// ```
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn link_x(&mut self, view_boxes: &[ViewBoxHandle]) -> Result<()> {
        self.link(0, view_boxes)
    }

    /// Lets view boxes show the same part of y from now on, as [`link_x`](Self::link_x) does for x.
    ///
    /// # Errors
    /// `StaleHandle`; `NotInScene`.
    pub fn link_y(&mut self, view_boxes: &[ViewBoxHandle]) -> Result<()> {
        self.link(1, view_boxes)
    }

    fn link(&mut self, axis: usize, view_boxes: &[ViewBoxHandle]) -> Result<()> {
        for view_box in view_boxes {
            self.view_box(*view_box)?;
        }
        let members = view_boxes.iter().map(|view_box| (view_box.key, None)).collect();
        self.links.push(Link { axis, members });
        self.follow_links();
        Ok(())
    }

    /// Passes on what cameras show to those that are linked with them. Events and frames do this by themselves; it is for
    /// who moves a camera and wants to know at once what the others show.
    pub fn follow_links(&mut self) {
        let view_boxes = &mut self.view_boxes;
        for Link { axis, members } in &mut self.links {
            members.retain(|(key, _)| view_boxes.contains_key(*key));
            let shown = |key: WidgetKey| view_boxes.get(key)?.camera.range(*axis);
            let changed = members.iter().find_map(|(key, known)| {
                let range = shown(*key)?;
                (Some(range) != *known).then_some(range)
            });
            let Some(range) = changed else { continue };
            for (key, known) in members {
                let Some(view_box) = view_boxes.get_mut(*key) else { continue };
                view_box.camera.set_range(*axis, range);
                // Where its own limits do not let it go there, it stays behind and pulls nobody back.
                *known = view_box.camera.range(*axis);
            }
        }
    }
}
