//! The camera of plots and images: it pans and zooms in the plane.

mod action;
mod limits;
mod touch;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use glam::DVec2;
use vispy_app::events::{Event, MouseButton, MouseButtonEvent, MouseWheelEvent, TouchEvent, TouchPhase};
use vispy_visuals::Bounds;
use vispy_visuals::transforms::Transform;

pub use action::{Axes, PanZoomAction};
pub use limits::PanZoomLimits;
use touch::Touches;

use super::{Bindings, Camera, CameraEvent, DataRect};
use crate::error::{Error, Result};
use crate::interaction::Handled;

/// What a pixel of dragging zooms by; VisPy's number.
const ZOOM_PER_PX: f64 = 1.007;
/// How many pixels of dragging a notch of the wheel is worth; VisPy's number.
const PX_PER_NOTCH: f64 = 30.0;

/// Pans and zooms in the plane. Corresponds to VisPy's `PanZoomCamera`.
///
/// What it shows is a [`DataRect`]. With a locked [aspect](Self::set_aspect) the view shows more than that along one axis:
/// [`visible_rect`](Self::visible_rect). The bindings are a value that can be replaced
/// ([`set_bindings`](Self::set_bindings)); the defaults are those of [`Bindings::pan_zoom`].
///
/// ```
/// use vispy_scene::{DataRect, PanZoom, glam::DVec2};
///
/// let mut camera = PanZoom::new(DataRect::new([0.0, 10.0], [0.0, 1.0])?);
/// let size = DVec2::new(500.0, 200.0);
/// camera.zoom(DVec2::splat(0.5), DVec2::new(2.0, 0.5), size);
/// assert_eq!(camera.visible_rect(size).x(), [1.0, 6.0]);
/// camera.go_home();
/// assert_eq!(camera.rect().x(), [0.0, 10.0]);
/// # Ok::<(), vispy_scene::Error>(())
/// ```
#[doc(alias = "PanZoomCamera")]
#[derive(Debug, Clone)]
pub struct PanZoom {
    rect: DataRect,
    home: DataRect,
    aspect: Option<f64>,
    limits: PanZoomLimits,
    bindings: Bindings<PanZoomAction>,
    drag: Option<Drag>,
    touches: Touches,
    version: u64,
}

/// A drag that goes on: everything is counted from the press, so that nothing adds up.
#[derive(Debug, Clone, Copy)]
struct Drag {
    action: PanZoomAction,
    button: MouseButton,
    start_px: DVec2,
    start_rect: DataRect,
}

impl Default for PanZoom {
    /// Shows 0 to 1 in both axes.
    fn default() -> Self {
        Self::new(DataRect::default())
    }
}

impl PanZoom {
    /// A camera that shows `rect`, which is also its home.
    #[must_use]
    pub fn new(rect: DataRect) -> Self {
        Self {
            rect,
            home: rect,
            aspect: None,
            limits: PanZoomLimits::default(),
            bindings: Bindings::pan_zoom(),
            drag: None,
            touches: Touches::default(),
            version: 0,
        }
    }

    /// What is to be shown. With a locked aspect the view shows more along one axis.
    #[must_use]
    pub fn rect(&self) -> DataRect {
        self.rect
    }

    /// What a view of `size_px` logical pixels shows.
    #[must_use]
    pub fn visible_rect(&self, size_px: DVec2) -> DataRect {
        self.aspect.map_or(self.rect, |aspect| self.rect.with_aspect(aspect, size_px))
    }

    /// Shows `rect`, as far as the limits allow.
    pub fn set_rect(&mut self, rect: DataRect) {
        let rect = self.limits.constrain(rect);
        if rect != self.rect {
            self.rect = rect;
            self.version += 1;
        }
    }

    /// What [`go_home`](Self::go_home) shows.
    #[must_use]
    pub fn home(&self) -> DataRect {
        self.home
    }

    /// Sets what [`go_home`](Self::go_home) shows. Default: what was shown first.
    pub fn set_home(&mut self, home: DataRect) {
        self.home = home;
    }

    /// Shows the home. A drag that goes on ends.
    pub fn go_home(&mut self) {
        self.drag = None;
        self.set_rect(self.home);
    }

    /// How much longer a unit of y is on the screen than a unit of x; `None`: each axis as it is.
    #[must_use]
    pub fn aspect(&self) -> Option<f64> {
        self.aspect
    }

    /// Locks the ratio of a unit of y to a unit of x on the screen: 1 for images and maps. Default: `None`, not locked.
    ///
    /// # Errors
    /// `Value` when the ratio is not a positive finite number.
    pub fn set_aspect(&mut self, aspect: Option<f64>) -> Result<()> {
        if let Some(aspect) = aspect.filter(|aspect| !(aspect.is_finite() && *aspect > 0.0)) {
            let (what, expected) = ("the aspect of a camera", "a positive finite number");
            return Err(Error::Value { what, expected, found: aspect.to_string() });
        }
        if std::mem::replace(&mut self.aspect, aspect) != aspect {
            self.version += 1;
        }
        Ok(())
    }

    /// How far it goes.
    #[must_use]
    pub fn limits(&self) -> PanZoomLimits {
        self.limits
    }

    /// Sets how far it goes, and goes back there if it is beyond.
    pub fn set_limits(&mut self, limits: PanZoomLimits) {
        self.limits = limits;
        self.set_rect(self.rect);
    }

    /// What users can do.
    #[must_use]
    pub fn bindings(&self) -> &Bindings<PanZoomAction> {
        &self.bindings
    }

    /// Sets what users can do. Default: [`Bindings::pan_zoom`].
    pub fn set_bindings(&mut self, bindings: Bindings<PanZoomAction>) {
        self.bindings = bindings;
        self.drag = None;
    }

    /// Moves what is seen by `delta` of the data.
    pub fn pan(&mut self, delta: DVec2) {
        if delta.is_finite() {
            self.set_rect(self.rect.shifted(delta));
        }
    }

    /// Multiplies the spans that a view of `size_px` shows by `factor`, the data `center` staying where they are: below 1
    /// zooms in. A locked aspect takes the same factor for both axes, the geometric mean.
    pub fn zoom(&mut self, factor: DVec2, center: DVec2, size_px: DVec2) {
        let visible = self.visible_rect(size_px);
        self.set_zoomed(visible, factor, center);
    }

    /// The same along one axis: a wheel turned over the labels of an axis zooms that one. A locked aspect zooms both.
    ///
    /// ```
    /// use vispy_scene::{Axes, DataRect, PanZoom, glam::DVec2};
    ///
    /// let mut camera = PanZoom::new(DataRect::new([0.0, 10.0], [0.0, 1.0])?);
    /// camera.zoom_along(Axes::X, 0.5, DVec2::ZERO, DVec2::new(500.0, 200.0));
    /// assert_eq!((camera.rect().x(), camera.rect().y()), ([0.0, 5.0], [0.0, 1.0]));
    /// # Ok::<(), vispy_scene::Error>(())
    /// ```
    pub fn zoom_along(&mut self, axes: Axes, factor: f64, center: DVec2, size_px: DVec2) {
        let both = DVec2::splat(factor);
        let factor = if self.aspect.is_some() { both } else { axes.select(both, 1.0) };
        self.zoom(factor, center, size_px);
    }

    /// Shows `visible` zoomed, as far as the limits allow.
    fn set_zoomed(&mut self, visible: DataRect, factor: DVec2, center: DVec2) {
        if !factor.is_finite() || !center.is_finite() {
            return;
        }
        let factor = match self.aspect {
            None => self.limits.allowed(visible, factor),
            Some(_) => {
                let wanted = (factor.x * factor.y).sqrt();
                let allowed = self.limits.allowed(visible, DVec2::splat(wanted));
                // The axis that reaches its limit first stops both.
                let nearest = if wanted < 1.0 { allowed.max_element() } else { allowed.min_element() };
                DVec2::splat(nearest)
            }
        };
        self.set_rect(visible.zoomed(factor, center));
    }

    fn press(&mut self, press: &MouseButtonEvent, pos_px: DVec2, size_px: DVec2) -> Handled {
        if self.drag.is_some() {
            // Another button while one drags: nothing starts, nothing ends.
            return Handled::Yes;
        }
        let action = self.bindings.drag(press).copied();
        let drags =
            |action: &PanZoomAction| matches!(action, PanZoomAction::Pan(_) | PanZoomAction::ZoomDrag(_));
        let start_rect = self.visible_rect(size_px);
        self.drag = action.filter(drags).map(|action| Drag {
            action,
            button: press.button,
            start_px: pos_px,
            start_rect,
        });
        Handled::from(self.drag.is_some())
    }

    fn drag_to(&mut self, drag: Drag, pos_px: DVec2, size_px: DVec2) {
        let delta_px = pos_px - drag.start_px;
        match drag.action {
            PanZoomAction::Pan(axes) => {
                self.set_rect(drag.start_rect.panned_px(axes.select(delta_px, 0.0), size_px));
            }
            PanZoomAction::ZoomDrag(axes) => {
                let mut towards_px = axes.select(delta_px * DVec2::new(1.0, -1.0), 0.0);
                if self.aspect.is_some() {
                    // The mean of the two factors is taken later: their product is what counts.
                    towards_px *= 2.0;
                }
                let factor = towards_px.to_array().map(|px| ZOOM_PER_PX.powf(-px));
                let center = drag.start_rect.data_at(drag.start_px, size_px);
                self.set_zoomed(drag.start_rect, DVec2::from_array(factor), center);
            }
            _ => {}
        }
    }

    fn wheel(&mut self, wheel: &MouseWheelEvent, pos_px: DVec2, size_px: DVec2) -> Handled {
        let Some(&PanZoomAction::ZoomWheel(axes)) = self.bindings.wheel(wheel) else { return Handled::No };
        // With Shift held, many systems report a turn as a horizontal one.
        let (x, y) = (wheel.delta_x_lines, wheel.delta_y_lines);
        let lines = if wheel.modifiers.shift && y == 0.0 { x } else { y };
        let factor = DVec2::splat(ZOOM_PER_PX.powf(-PX_PER_NOTCH * lines));
        let factor = if self.aspect.is_some() { factor } else { axes.select(factor, 1.0) };
        let center = self.visible_rect(size_px).data_at(pos_px, size_px);
        self.zoom(factor, center, size_px);
        if let Some(drag) = self.drag {
            let start_rect = self.visible_rect(size_px);
            self.drag = Some(Drag { start_px: pos_px, start_rect, ..drag });
        }
        Handled::Yes
    }

    /// An action that needs no pointer.
    fn act(&mut self, action: Option<PanZoomAction>, size_px: DVec2) -> Handled {
        let visible = self.visible_rect(size_px);
        match action {
            Some(PanZoomAction::Reset) => self.go_home(),
            Some(PanZoomAction::PanBy(part)) => self.set_rect(visible.shifted(visible.span() * part)),
            Some(PanZoomAction::ZoomBy(factor)) => {
                self.set_zoomed(visible, DVec2::splat(factor), visible.center());
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn touch(&mut self, touch: &TouchEvent, pos_px: DVec2, size_px: DVec2) -> Handled {
        let visible = self.visible_rect(size_px);
        match touch.phase {
            TouchPhase::Started => self.touches.start(touch.id, pos_px, visible),
            TouchPhase::Moved => {
                if let Some(rect) = self.touches.moved(touch.id, pos_px, size_px) {
                    self.set_rect(rect);
                }
            }
            TouchPhase::Ended | TouchPhase::Cancelled => self.touches.end(touch.id, visible),
        }
        Handled::Yes
    }
}

impl Camera for PanZoom {
    fn viewport_from_scene(&self, size_px: DVec2) -> Arc<dyn Transform> {
        Arc::new(self.visible_rect(size_px).viewport_from_scene(size_px))
    }

    fn event(&mut self, event: &CameraEvent<'_>) -> Handled {
        let CameraEvent { event, pos_px, size_px } = *event;
        if size_px.cmple(DVec2::ZERO).any() {
            return Handled::No;
        }
        match (event, pos_px) {
            (Event::KeyPress(key), _) => self.act(self.bindings.key(key).copied(), size_px),
            (Event::MousePress(press), Some(pos_px)) => self.press(press, pos_px, size_px),
            (Event::MouseMove(moved), Some(pos_px)) => {
                // A release outside of everything may never be told.
                self.drag = self.drag.filter(|drag| moved.buttons.contains(drag.button));
                let Some(drag) = self.drag else { return Handled::No };
                self.drag_to(drag, pos_px, size_px);
                Handled::Yes
            }
            (Event::MouseRelease(release), _) => {
                let dragged = self.drag.is_some();
                self.drag = self.drag.filter(|drag| drag.button != release.button);
                Handled::from(dragged)
            }
            (Event::MouseDoubleClick(press), _) => {
                self.act(self.bindings.double_click(press).copied(), size_px)
            }
            (Event::MouseWheel(wheel), Some(pos_px)) => self.wheel(wheel, pos_px, size_px),
            (Event::Touch(touch), Some(pos_px)) => self.touch(touch, pos_px, size_px),
            _ => Handled::No,
        }
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn state(&self) -> Vec<f64> {
        let ([left, right], [bottom, top]) = (self.rect.x(), self.rect.y());
        vec![left, right, bottom, top]
    }

    fn set_state(&mut self, state: &[f64]) -> Result<()> {
        let &[left, right, bottom, top] = state else {
            let expected = "four numbers: left, right, bottom, top";
            let found = format!("{} numbers", state.len());
            return Err(Error::Value { what: "the state of a PanZoom camera", expected, found });
        };
        self.set_rect(DataRect::new([left, right], [bottom, top])?);
        Ok(())
    }

    fn fit(&mut self, bounds: Bounds, margin: f64) {
        // A reversed axis stays reversed.
        let DataRect { start, end } = DataRect::around(bounds, margin);
        let reversed = self.rect.span().cmplt(DVec2::ZERO);
        let rect =
            DataRect { start: DVec2::select(reversed, end, start), end: DVec2::select(reversed, start, end) };
        if (rect.span()).is_finite() {
            self.home = rect;
            self.set_rect(rect);
        }
    }

    fn reset(&mut self) {
        self.go_home();
    }

    fn range(&self, axis: usize) -> Option<[f64; 2]> {
        match axis {
            0 => Some(self.rect.x()),
            1 => Some(self.rect.y()),
            _ => None,
        }
    }

    fn set_range(&mut self, axis: usize, range: [f64; 2]) {
        let (x, y) = (self.rect.x(), self.rect.y());
        let rect = match axis {
            0 => DataRect::new(range, y),
            1 => DataRect::new(x, range),
            _ => return,
        };
        // A range without extent is no range.
        if let Ok(rect) = rect {
            self.set_rect(rect);
        }
    }
}
