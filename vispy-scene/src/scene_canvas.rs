//! A scene on a canvas that any backend of vispy-app drives.

use std::fmt;

use vispy_app::events::{Event, Key, LogicalSize};
use vispy_app::{CanvasHandler, DrawError, Frame, Timer, TimerTick, Waker};
use vispy_gloo::Context;

use crate::interaction::Handled;
use crate::scene_view::SceneView;

/// What a timer calls.
type OnTimer = Box<dyn FnMut(&mut SceneView, TimerTick)>;
/// What is called before events are routed.
type OnEvent = Box<dyn FnMut(&mut SceneView, &Event) -> Handled>;
/// What is called before each frame.
type OnUpdate = Box<dyn FnMut(&mut SceneView)>;

/// A scene on a canvas that any backend of vispy-app drives. Corresponds to VisPy's `SceneCanvas`.
///
/// It passes events to its [`SceneView`], draws when the view needs it, asks timers, and closes on Escape.
///
/// ```
/// use vispy_app::events::LogicalSize;
/// use vispy_app::{CanvasHandler, Timer};
/// use vispy_scene::SceneCanvas;
///
/// let mut canvas = SceneCanvas::new("spectrum", LogicalSize::new(800.0, 600.0));
/// canvas.add_timer(Timer::new(1.0), |view, tick| view.request_redraw());
/// assert_eq!(canvas.title(), Some("spectrum"));
/// // With a window: vispy_app::winit::run(vec![(WindowOptions::default(), Box::new(canvas))])
/// ```
pub struct SceneCanvas {
    view: SceneView,
    title: String,
    size: LogicalSize,
    closes_on_escape: bool,
    wants_close: bool,
    on_event: Option<OnEvent>,
    on_update: Option<OnUpdate>,
    timers: Vec<(Timer, OnTimer)>,
    /// Timers that were added but not yet told the time.
    unstarted: Vec<(Timer, OnTimer)>,
    waker: Option<Waker>,
}

impl fmt::Debug for SceneCanvas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SceneCanvas")
            .field("title", &self.title)
            .field("size", &self.size)
            .field("view", &self.view)
            .finish_non_exhaustive()
    }
}

impl SceneCanvas {
    /// A canvas with an empty scene. `size` is what it asks for; the backend tells it what it got.
    #[must_use]
    pub fn new(title: impl Into<String>, size: LogicalSize) -> Self {
        Self::of(SceneView::new(size.to_physical(1.0), 1.0), title)
    }

    /// A canvas that shows a view.
    #[must_use]
    pub fn of(view: SceneView, title: impl Into<String>) -> Self {
        Self {
            size: view.size().to_logical(view.scale_factor()),
            view,
            title: title.into(),
            closes_on_escape: true,
            wants_close: false,
            on_event: None,
            on_update: None,
            timers: Vec::new(),
            unstarted: Vec::new(),
            waker: None,
        }
    }

    /// The size it was made with, for the options of a window.
    #[must_use]
    pub fn initial_size(&self) -> LogicalSize {
        self.size
    }

    /// The view.
    #[must_use]
    pub fn view(&self) -> &SceneView {
        &self.view
    }

    /// The view, to change it or its scene.
    pub fn view_mut(&mut self) -> &mut SceneView {
        &mut self.view
    }

    /// Sets the title.
    pub fn set_title(&mut self, title: impl Into<String>) {
        self.title = title.into();
    }

    /// Whether Escape closes the canvas, as VisPy's `keys='interactive'` does. Default: `true`.
    pub fn set_closes_on_escape(&mut self, closes: bool) {
        self.closes_on_escape = closes;
    }

    /// Closes the canvas.
    pub fn close(&mut self) {
        self.wants_close = true;
    }

    /// Calls `handler` for each event before the scene gets it; what it handles, the scene does not get. A resize always
    /// reaches the scene first.
    pub fn on_event(&mut self, handler: impl FnMut(&mut SceneView, &Event) -> Handled + 'static) {
        self.on_event = Some(Box::new(handler));
    }

    /// Calls `update` before each frame: the place to put nodes where layout and cameras want them.
    pub fn on_update(&mut self, update: impl FnMut(&mut SceneView) + 'static) {
        self.on_update = Some(Box::new(update));
    }

    /// Starts `timer` when the canvas wakes up next, and calls `on_timer` when it fires.
    pub fn add_timer(&mut self, timer: Timer, on_timer: impl FnMut(&mut SceneView, TimerTick) + 'static) {
        self.unstarted.push((timer, Box::new(on_timer)));
        if let Some(waker) = &self.waker {
            waker.wake();
        }
    }

    /// What wakes the canvas from any thread, once a backend drives it.
    #[must_use]
    pub fn waker(&self) -> Option<&Waker> {
        self.waker.as_ref()
    }
}

impl CanvasHandler for SceneCanvas {
    fn attach(&mut self, waker: &Waker) {
        self.waker = Some(waker.clone());
    }

    fn event(&mut self, event: &Event) {
        let is_size = matches!(event, Event::Resize(_) | Event::ScaleFactorChanged(_));
        if is_size {
            self.view.event(event);
        }
        // Taken out while it runs, so that it can be given the view.
        if let Some(mut handler) = self.on_event.take() {
            let handled = handler(&mut self.view, event);
            self.on_event = Some(handler);
            if handled == Handled::Yes {
                return;
            }
        }
        if is_size || self.view.event(event).handled {
            return;
        }
        if let Event::KeyPress(key) = event {
            self.wants_close |= self.closes_on_escape && key.key == Key::Escape && key.modifiers.is_empty();
        }
    }

    fn tick(&mut self, now_secs: f64) {
        for (mut timer, on_timer) in self.unstarted.drain(..) {
            timer.start(now_secs);
            self.timers.push((timer, on_timer));
        }
        for (timer, on_timer) in &mut self.timers {
            if let Some(tick) = timer.due(now_secs) {
                on_timer(&mut self.view, tick);
            }
        }
        self.timers.retain(|(timer, _)| timer.is_running());
    }

    fn needs_redraw(&self) -> bool {
        self.view.needs_redraw()
    }

    fn draw(&mut self, ctx: &mut Context, frame: &Frame) -> Result<(), DrawError> {
        self.view.resize(frame.size_physical, frame.scale_factor);
        if let Some(update) = &mut self.on_update {
            update(&mut self.view);
        }
        Ok(self.view.draw(ctx, frame.target)?)
    }

    fn next_wakeup_secs(&self) -> Option<f64> {
        let timers = self.timers.iter().filter_map(|(timer, _)| timer.next_due_secs());
        let unstarted = self.unstarted.iter().map(|_| f64::NEG_INFINITY);
        timers.chain(unstarted).reduce(f64::min)
    }

    fn wants_close(&self) -> bool {
        self.wants_close
    }

    fn title(&self) -> Option<&str> {
        Some(&self.title)
    }
}
