//! Axes whose data change: the limits follow until somebody goes elsewhere.

use vispy_scene::{DataRect, PanZoom, SceneView};

use super::axes_view::AxesView;
use super::home::{Homes, offset_of};
use crate::data::DataStore;
use crate::error::Error;
use crate::figure::Axes;

impl AxesView {
    /// Takes over what other threads did to the data. Home is where all data are seen; who is there stays there.
    pub(super) fn refresh(
        &mut self,
        view: &mut SceneView,
        axes: &Axes,
        data: &mut DataStore,
    ) -> Result<(), Error> {
        let mut changed = false;
        for ((one, series), known) in self.series.iter().zip(&axes.series).zip(&mut self.ranges) {
            if let Some(ranges) = one.refresh(view.scene_mut(), series, axes, data)? {
                *known = ranges;
                changed = true;
            }
        }
        if changed { self.follow(view, axes) } else { Ok(()) }
    }

    /// Whether what a series covers is known of some of its samples only.
    pub(super) fn is_refining(&self) -> bool {
        self.series.iter().any(|one| one.is_refining)
    }

    /// Takes over what long series cover that have looked at all their samples by now; waits for them if it shall.
    pub(super) fn settle(
        &mut self,
        view: &mut SceneView,
        axes: &Axes,
        data: &DataStore,
        waits: bool,
    ) -> Result<(), Error> {
        let mut changed = false;
        for ((one, series), known) in self.series.iter_mut().zip(&axes.series).zip(&mut self.ranges) {
            if let Some(ranges) = one.settled_ranges(view.scene_mut(), (series, axes), data, waits)? {
                *known = ranges;
                changed = true;
            }
        }
        if changed { self.follow(view, axes) } else { Ok(()) }
    }

    /// Moves the home to where all data are seen.
    pub(super) fn follow(&mut self, view: &mut SceneView, axes: &Axes) -> Result<(), Error> {
        let homes = match Homes::new(axes, &self.ranges, &self.edges, self.data_margin) {
            Ok(homes) => homes,
            // What came has no place on its axis yet; what was seen is still seen.
            Err(error) => {
                tracing::debug!(%error, "the limits do not follow the data");
                return Ok(());
            }
        };
        let (references, rect) = (homes.references(), homes.rect()?);
        let camera = view.camera_mut::<PanZoom>(self.view_box)?;
        let at_home = camera.limits().constrain(camera.home());
        let follows = camera.rect() == self.followed || camera.rect() == at_home;
        camera.set_limits(homes.camera_limits(camera.limits())?);
        self.home = (references, rect);
        if !follows {
            let [x, y] = [0, 1].map(|axis| offset_of(self.references[axis], references[axis]));
            let from_here =
                DataRect::new(rect.x().map(|offset| offset + x), rect.y().map(|offset| offset + y))?;
            camera.set_home(from_here);
            return Ok(());
        }
        camera.set_home(rect);
        camera.set_rect(rect);
        self.followed = camera.rect();
        if let (Some(twin), Some(home)) = (&mut self.twin, homes.y2) {
            let moved = twin.home.reference != home.reference;
            if moved || twin.is_at_home() {
                twin.set_home(view.scene_mut(), &homes, home)?;
            } else {
                // Somebody moved one axis alone, and goes home from there.
                twin.home = home;
            }
            if moved {
                self.tell_series(view)?;
            }
        }
        if self.references != references {
            self.references = references;
            self.tell_series(view)?;
        }
        Ok(())
    }
}
