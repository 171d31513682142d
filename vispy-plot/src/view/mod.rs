//! Figures as scenes: what a document looks like on a canvas.

mod annotations;
mod axes_view;
mod color_bar;
mod column_source;
mod decoration;
mod extras;
mod follow;
mod home;
mod interaction;
mod legend;
mod links;
mod margins;
mod own_visuals;
mod series;
mod twin;

use std::sync::Arc;

use vispy_app::events::{Event, LogicalSize, PhysicalSize};
use vispy_app::{CanvasHandler, CursorIcon, DrawError, Frame, Waker};
use vispy_gloo::{Context, RenderTarget};
use vispy_scene::{CanvasRect, GridOptions, SceneView};
use vispy_visuals::Progress;
use vispy_visuals::coordinate::Value;
use vispy_visuals::text::plain;

use crate::data::Signal;
use crate::error::{DataError, Error};
use crate::figure::Figure;
use axes_view::AxesView;
pub use interaction::{Hovered, ViewRequest};
use interaction::{Interaction, Stage};
use links::Links;
use margins::Margins;

/// A figure on a canvas: takes events, says when it looks different, draws. It does no input or output of its own, so
/// that a window, a file or somebody else's application can drive it.
///
/// ```
/// use vispy_app::events::PhysicalSize;
/// use vispy_plot::FigureView;
///
/// # fn main() -> Result<(), vispy_plot::Error> {
/// let figure = vispy_plot::line(&[0.0f32, 1.0, 0.5]).into_figure();
/// let mut view = FigureView::new(&figure, PhysicalSize::new(800, 600), 1.0)?;
/// view.update()?;
/// let [x, _y] = view.limits(0).ok_or("no axes").unwrap();
/// assert_eq!(x.map(|value| value.to_f64()), [0.0, 2.0]);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct FigureView {
    scene: SceneView,
    axes: Vec<AxesView>,
    links: Links,
    margins: Margins,
    /// The title of the first axes that have one, without markup.
    title: Option<String>,
    interaction: Interaction,
    /// What is shown, with the data as they were last seen.
    figure: Figure,
    /// Says whether other threads changed data since.
    live: Arc<Signal>,
    /// The progress that a message shows.
    told: Option<(&'static str, u32)>,
}

/// Wakes a view when files of shaders have changed, for as long as it is there.
#[cfg(feature = "hot-reload")]
fn listen_to_shaders(live: &Arc<Signal>) {
    let live = Arc::downgrade(live);
    vispy_visuals::shaders::hot_reload::on_change(move || live.upgrade().map(|live| live.raise()).is_some());
}

impl FigureView {
    /// A view of a figure, of that many physical pixels and that many physical pixels in a logical one.
    ///
    /// # Errors
    /// What [`Figure::check`] finds; what the visuals refuse.
    pub fn new(figure: &Figure, size: PhysicalSize, scale_factor: f64) -> Result<Self, Error> {
        figure.check()?;
        let mut figure = figure.clone();
        let live = Arc::new(Signal::default());
        figure.data.listen(&live);
        #[cfg(feature = "hot-reload")]
        listen_to_shaders(&live);
        figure.data.refresh();
        let mut scene = SceneView::new(size, scale_factor);
        let grid = scene.scene().root_grid();
        scene.scene_mut().set_grid_options(grid, GridOptions::default())?;
        let style = figure.document.style().into_owned();
        scene.set_background(style.background);
        let mut margins = Margins::new(scene.scene_mut(), figure.document.grid_shape(), style.margin_px)?;
        let mut axes = Vec::with_capacity(figure.document.axes.len());
        for document in &figure.document.axes {
            axes.push(AxesView::new(scene.scene_mut(), document, &figure.data, &style)?);
        }
        margins.only_axes = axes.len() == 1;
        let links = Links::new(&figure.document.links, &mut axes, &mut scene)?;
        let title = figure.document.axes.iter().find_map(|axes| axes.title.as_deref());
        let title = title.map(|title| plain(title).into_owned());
        let interaction = Interaction::new(&style);
        Ok(Self { scene, axes, links, margins, title, interaction, figure, live, told: None })
    }

    /// The scene, for what the figure does not offer. Widgets and nodes that the figure made are its own.
    pub fn scene_view(&mut self) -> &mut SceneView {
        &mut self.scene
    }

    /// What axes number `index` show now: x and y, each from its left or lower end to the other, in the data's own type.
    #[must_use]
    pub fn limits(&self, index: usize) -> Option<[[Value; 2]; 2]> {
        self.axes.get(index)?.limits(&self.scene)
    }

    /// What the y axis at the right of axes number `index` shows now, if there is one: from its lower end to its upper.
    #[must_use]
    pub fn twin_limits(&self, index: usize) -> Option<[Value; 2]> {
        self.axes.get(index)?.twin_limits(&self.scene)
    }

    /// Shows another part in axes number `index`: x and y, each from its left or lower end to the other. Home still goes
    /// back to where the figure began.
    ///
    /// # Errors
    /// `Data` when there are no such axes, or limits are not finite or the same.
    pub fn set_limits<V: Into<Value>>(
        &mut self,
        index: usize,
        x: [V; 2],
        y: [impl Into<Value>; 2],
    ) -> Result<(), Error> {
        let axes = self.axes.get(index).ok_or_else(|| DataError::Setting {
            what: "the number of the axes",
            found: index.to_string(),
            expected: "below the number of axes",
        });
        axes?.set_limits(&mut self.scene, [x.map(Into::into), y.map(Into::into)])?;
        self.links.follow(&self.axes, &mut self.scene)
    }

    /// Shows or hides series number `series` of axes number `axes`. Home is where all data are seen that are shown.
    ///
    /// # Errors
    /// `Data` when there is no such series; what the scene refuses.
    pub fn set_series_visible(&mut self, axes: usize, series: usize, visible: bool) -> Result<(), Error> {
        let stage = &mut Stage { scene: &mut self.scene, axes: &mut self.axes, figure: &mut self.figure };
        stage.show_series([axes, series], visible)
    }

    /// Where the data of axes number `index` are drawn, as of the last [`update`](Self::update): logical pixels from the
    /// upper left corner of the canvas.
    #[must_use]
    pub fn axes_rect(&self, index: usize) -> Option<CanvasRect> {
        Some(self.axes.get(index)?.rect)
    }

    /// The title of the first axes that have one, without markup.
    pub(crate) fn plain_title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The entries of the legend of axes number `index`, as of the last [`update`](Self::update): the number of the series
    /// that each is for, and where it is, in logical pixels from the upper left corner of the canvas.
    pub fn legend_entries(&self, index: usize) -> impl Iterator<Item = (usize, CanvasRect)> {
        self.axes.get(index).into_iter().flat_map(AxesView::legend_entries)
    }

    /// Where the legend of axes number `index` is, as of the last [`update`](Self::update): logical pixels from the upper
    /// left corner of the canvas.
    #[must_use]
    pub fn legend_rect(&self, index: usize) -> Option<CanvasRect> {
        self.axes.get(index)?.legend_rect()
    }

    /// Gives back all room at the next update, as after a resize.
    fn forget_layout(&mut self) {
        self.margins.forget();
        self.axes.iter_mut().for_each(|axes| axes.extras.forget());
    }

    /// Whether the user asked to close it.
    #[must_use]
    pub fn wants_close(&self) -> bool {
        self.interaction.wants_close()
    }

    /// The sample that is read out, near the pointer.
    #[must_use]
    pub fn hovered(&self) -> Option<Hovered> {
        self.interaction.hovered()
    }

    /// Takes the oldest thing that the user asked for and that whoever shows the view has to do.
    pub fn take_request(&mut self) -> Option<ViewRequest> {
        self.interaction.take_request()
    }

    /// The message that is shown.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.interaction.message()
    }

    /// Shows a message at the lower left for some seconds.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.interaction.tell(text.into());
    }

    /// The figure as it is seen now, as a view of its own without what stands above it, such as labels of samples and messages.
    ///
    /// # Errors
    /// What [`FigureView::new`] refuses.
    pub fn as_seen(&self) -> Result<Self, Error> {
        let mut copy = Self::new(&self.figure, self.scene.size(), self.scene.scale_factor())?;
        for (axes, copied) in self.axes.iter().zip(&mut copy.axes) {
            if let Some(seen) = axes.seen(&self.scene) {
                copied.show(&mut copy.scene, seen)?;
            }
        }
        self.copy_own_visuals(&mut copy)?;
        Ok(copy)
    }

    /// Takes over what other threads did to [live](crate::data::LiveSeries) data, and places axes, labels and grid lines by
    /// the layout and the cameras. To be called before each frame.
    ///
    /// # Errors
    /// What the layout or a visual refuse.
    pub fn update(&mut self) -> Result<(), Error> {
        self.settle_series(false)?;
        if self.live.lower() {
            for (axes, document) in self.axes.iter_mut().zip(&self.figure.document.axes) {
                axes.refresh(&mut self.scene, document, &mut self.figure.data)?;
            }
        }
        for (axes, document) in self.axes.iter_mut().zip(&self.figure.document.axes) {
            axes.follow_own_visuals(&mut self.scene, document)?;
        }
        self.links.follow(&self.axes, &mut self.scene)?;
        // Labels decide how much room axes need, and the room decides which labels there are.
        for pass in 0..4 {
            for axes in &mut self.axes {
                axes.place(&mut self.scene)?;
            }
            // The last pass places only: what is drawn lies where the layout has it.
            if pass == 3 || !self.margins.fit(&mut self.scene, &mut self.axes)? {
                break;
            }
        }
        for (axes, document) in self.axes.iter_mut().zip(&self.figure.document.axes) {
            axes.finish(&mut self.scene, document)?;
        }
        let stage = &mut Stage { scene: &mut self.scene, axes: &mut self.axes, figure: &mut self.figure };
        self.interaction.place(stage)
    }

    /// Waits until the picture is final: until all samples of long signals were looked at, on other threads. What is saved is
    /// settled before.
    ///
    /// # Errors
    /// What a visual refuses.
    pub fn settle(&mut self) -> Result<(), Error> {
        self.settle_own_visuals()?;
        self.settle_series(true)
    }

    fn settle_series(&mut self, waits: bool) -> Result<(), Error> {
        for (axes, document) in self.axes.iter_mut().zip(&self.figure.document.axes) {
            if axes.is_refining() {
                axes.settle(&mut self.scene, document, &self.figure.data, waits)?;
            }
        }
        Ok(())
    }

    /// Takes an event. What users can do:
    ///
    /// | what they do | what happens |
    /// |---|---|
    /// | point | the nearest sample within 20 px is read out: its exact values and which one it is |
    /// | drag | pans; on the labels of an axis, that axis only; with the right button, zooms each axis |
    /// | wheel | zooms at the pointer; over the labels of an axis, that axis only |
    /// | Shift + drag, or a drag after `o` or `z` | zooms to a box; to all of an axis along which the box is thin |
    /// | Home, `h`, double click | shows everything; on the labels of an axis, all of that axis |
    /// | Backspace, Shift + Backspace | goes back through the views, and forward again |
    /// | arrows, `+`, `-` | pan, zoom |
    /// | click in the legend | hides or shows a series |
    /// | `g` | grid lines on or off |
    /// | `s`, Ctrl + C, a dropped file | a [request](Self::take_request) to save or copy what is seen, or to show the file |
    /// | `?`, F1 | shows this list, or hides it |
    /// | Escape | ends what goes on, or else asks to close |
    /// | `q` | asks to close |
    pub fn event(&mut self, event: &Event) {
        let stage = &mut Stage { scene: &mut self.scene, axes: &mut self.axes, figure: &mut self.figure };
        if let Err(error) = self.interaction.event(stage, event) {
            tracing::warn!(%error, "an event could not be handled");
        }
        if let Event::Resize(_) = event {
            self.forget_layout();
        }
    }

    /// The time has come so far, in seconds on the clock of the events: messages end.
    pub fn tick(&mut self, now_secs: f64) {
        let stage = &mut Stage { scene: &mut self.scene, axes: &mut self.axes, figure: &mut self.figure };
        if let Err(error) = self.interaction.tick(stage, now_secs) {
            tracing::warn!(%error, "a message could not be hidden");
        }
    }

    /// Whether a frame would look different from the last one drawn.
    #[must_use]
    pub fn needs_redraw(&self) -> bool {
        let is_refining = self.axes.iter().any(AxesView::is_refining);
        let is_behind = self.own_visuals_have_moved();
        self.scene.needs_redraw()
            || is_refining
            || is_behind
            || self.live.is_raised()
            || self.interaction.is_waiting()
    }

    /// Whether the picture last drawn is final.
    #[must_use]
    pub fn progress(&self) -> Progress {
        match self.scene.progress() {
            // The axes have not followed yet.
            Progress::Settled if self.axes.iter().any(AxesView::is_refining) => {
                Progress::Refining { what: "limits", fraction: 1.0 }
            }
            progress => progress,
        }
    }

    /// Says in the window how far reading is, ten percent by ten percent.
    fn tell_progress(&mut self) {
        let percent = match self.progress() {
            Progress::Refining { what, fraction } => Some((what, (fraction * 10.0) as u32 * 10)),
            Progress::Settled => None,
        };
        if percent != self.told {
            self.told = percent;
            self.interaction.tell_progress(percent.map(|(what, percent)| format!("{what}: {percent} %")));
        }
    }

    /// Updates and draws a frame.
    ///
    /// # Errors
    /// What the layout, a visual or the driver refuse.
    pub fn draw(&mut self, ctx: &mut Context, target: RenderTarget) -> Result<(), Error> {
        let size = PhysicalSize::new(target.width, target.height);
        if self.scene.size() != size {
            self.scene.resize(size, self.scene.scale_factor());
            self.forget_layout();
        }
        self.update()?;
        Ok(self.scene.draw(ctx, target)?)
    }

    /// Size in physical pixels.
    #[must_use]
    pub fn size_physical(&self) -> PhysicalSize {
        self.scene.size()
    }

    /// Physical pixels in a logical one.
    #[must_use]
    pub fn scale_factor(&self) -> f64 {
        self.scene.scale_factor()
    }

    /// Size in logical pixels.
    #[must_use]
    pub fn size(&self) -> LogicalSize {
        self.scene.size().to_logical(self.scene.scale_factor())
    }
}

impl CanvasHandler for FigureView {
    fn attach(&mut self, waker: &Waker) {
        self.live.attach(waker);
    }

    fn event(&mut self, event: &Event) {
        Self::event(self, event);
    }

    fn needs_redraw(&self) -> bool {
        Self::needs_redraw(self)
    }

    fn draw(&mut self, ctx: &mut Context, frame: &Frame) -> Result<(), DrawError> {
        self.scene.resize(frame.size_physical, frame.scale_factor);
        // What is told is not older than the picture: nothing draws another one when all has settled.
        self.settle_series(false)?;
        self.tell_progress();
        Ok(Self::draw(self, ctx, frame.target)?)
    }

    fn tick(&mut self, now_secs: f64) {
        Self::tick(self, now_secs);
    }

    fn next_wakeup_secs(&self) -> Option<f64> {
        self.interaction.next_wakeup_secs()
    }

    fn wants_close(&self) -> bool {
        Self::wants_close(self)
    }

    fn cursor_icon(&self) -> CursorIcon {
        self.interaction.cursor_icon()
    }

    fn title(&self) -> Option<&str> {
        Some(self.plain_title().unwrap_or("vispy"))
    }
}
