//! Axes whose data change: the limits follow until somebody goes elsewhere.

use vispy_scene::{DataRect, PanZoom, PanZoomLimits, SceneView};

use super::axes_view::{AxesView, home_rect, homes, offset_of, smallest_spans};
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
            if let Some(ranges) = one.refresh(view.scene_mut(), series, data)? {
                *known = ranges;
                changed = true;
            }
        }
        if changed { self.follow(view, axes) } else { Ok(()) }
    }

    /// Moves the home to where all data are seen.
    pub(super) fn follow(&mut self, view: &mut SceneView, axes: &Axes) -> Result<(), Error> {
        let homes = homes(axes, &self.ranges, &self.edges, self.data_margin);
        let (references, rect) = (homes.map(|home| home.reference), home_rect(homes)?);
        let camera = view.camera_mut::<PanZoom>(self.view_box)?;
        let at_home = camera.limits().constrain(camera.home());
        let follows = camera.rect() == self.followed || camera.rect() == at_home;
        camera.set_limits(PanZoomLimits { min_span: smallest_spans(homes), ..camera.limits() });
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
        if self.references != references {
            self.references = references;
            self.tell_series(view)?;
        }
        Ok(())
    }
}
