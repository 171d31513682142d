//! Axes that move together.

use vispy_scene::{DataRect, PanZoom, SceneView};
use vispy_visuals::coordinate::Reference;

use super::axes_view::AxesView;
use super::home::offset_of;
use crate::error::Error;
use crate::figure::Link;

/// What is seen of one axis: what it counts from, and offsets or places from its left or lower end to the other.
pub(super) type Seen = (Reference, [f64; 2]);

/// Axes that move together, each with what it showed when the link was last followed.
#[derive(Debug)]
struct Group {
    /// 0 for x, 1 for y.
    dimension: usize,
    members: Vec<(usize, Option<Seen>)>,
}

/// The links of a figure.
#[derive(Debug)]
pub(super) struct Links(Vec<Group>);

impl Links {
    /// Links axes; at home, all of a group show what any of them has.
    pub(super) fn new(links: &[Link], axes: &mut [AxesView], view: &mut SceneView) -> Result<Self, Error> {
        for link in links {
            let dimension = link.dimension();
            let homes =
                link.axes().iter().filter_map(|&index| axes.get(index)).map(|axes| axes.home_of(dimension));
            let all = homes.reduce(|(base, known), (reference, limits)| {
                let by = offset_of(base, reference);
                (base, hull(known, limits.map(|offset| offset + by)))
            });
            let Some((base, all)) = all else { continue };
            for &index in link.axes() {
                if let Some(axes) = axes.get_mut(index) {
                    let by = offset_of(axes.home_of(dimension).0, base);
                    axes.set_home_of(view, dimension, all.map(|offset| offset + by))?;
                }
            }
        }
        let group = |link: &Link| Group {
            dimension: link.dimension(),
            members: link.axes().iter().map(|&index| (index, None)).collect(),
        };
        Ok(Self(links.iter().map(group).collect()))
    }

    /// Lets those that are linked with axes that moved show the same.
    pub(super) fn follow(&mut self, axes: &[AxesView], view: &mut SceneView) -> Result<(), Error> {
        for Group { dimension, members } in &mut self.0 {
            let seen = |view: &SceneView, index: usize| axes.get(index)?.seen_of(view, *dimension);
            let moved = members.iter().find_map(|&(index, known)| {
                let now = seen(view, index)?;
                (Some(now) != known).then_some(now)
            });
            let Some((base, limits)) = moved else { continue };
            for (index, known) in members {
                let Some((reference, _)) = seen(view, *index) else { continue };
                let by = offset_of(reference, base);
                axes[*index].set_seen_of(view, *dimension, limits.map(|offset| offset + by))?;
                // One whose limits do not let it follow stays behind and pulls nobody back.
                *known = seen(view, *index);
            }
        }
        Ok(())
    }
}

/// The range that holds both, running as the first one does.
fn hull(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    let low = a[0].min(a[1]).min(b[0]).min(b[1]);
    let high = a[0].max(a[1]).max(b[0]).max(b[1]);
    if a[0] <= a[1] { [low, high] } else { [high, low] }
}

impl AxesView {
    /// What one axis shows at home.
    fn home_of(&self, dimension: usize) -> Seen {
        let (references, rect) = &self.home;
        (references[dimension], [rect.x(), rect.y()][dimension])
    }

    /// Sets what one axis shows at home, counted from its first reference, and goes there.
    fn set_home_of(&mut self, view: &mut SceneView, dimension: usize, limits: [f64; 2]) -> Result<(), Error> {
        let rect = replaced(self.home.1, dimension, limits)?;
        let camera = view.camera_mut::<PanZoom>(self.view_box)?;
        camera.set_home(rect);
        camera.go_home();
        self.home.1 = camera.rect();
        self.followed = camera.rect();
        Ok(())
    }

    fn seen_of(&self, view: &SceneView, dimension: usize) -> Option<Seen> {
        let rect = view.camera::<PanZoom>(self.view_box).ok()?.rect();
        Some((self.references[dimension], [rect.x(), rect.y()][dimension]))
    }

    fn set_seen_of(&self, view: &mut SceneView, dimension: usize, limits: [f64; 2]) -> Result<(), Error> {
        let camera = view.camera_mut::<PanZoom>(self.view_box)?;
        let rect = replaced(camera.rect(), dimension, limits)?;
        if rect != camera.rect() {
            camera.set_rect(rect);
        }
        Ok(())
    }
}

/// A rectangle with another range of x or y.
fn replaced(rect: DataRect, dimension: usize, limits: [f64; 2]) -> Result<DataRect, Error> {
    Ok(if dimension == 0 { DataRect::new(limits, rect.y())? } else { DataRect::new(rect.x(), limits)? })
}
