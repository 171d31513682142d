//! The one event loop of the process.
//!
//! winit allows one event loop per process, so the first `run` makes it and it stays with that thread.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use winit::error::EventLoopError;
use winit::event_loop::EventLoop;

use crate::error::{Attempts, Error};

thread_local! {
    /// Never dropped: other thread-local values that winit needs may be gone when the thread ends.
    static EVENT_LOOP: RefCell<Option<ManuallyDrop<EventLoop<()>>>> = const { RefCell::new(None) };
}

/// Why the event loop could not be made; winit does not let anyone try twice.
static FAILED: OnceLock<Attempts> = OnceLock::new();

/// Whether the environment names a display that this build can open windows on.
///
/// It does not connect to it. On Windows and macOS there always is one.
pub fn display_available() -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    (cfg!(feature = "x11") && set("DISPLAY"))
        || (cfg!(feature = "wayland") && (set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET")))
}

/// Why the environment names no display that this build can open windows on.
fn missing_display() -> &'static str {
    match (cfg!(feature = "x11"), cfg!(feature = "wayland")) {
        (true, true) => "neither DISPLAY nor WAYLAND_DISPLAY is set",
        (true, false) => {
            "DISPLAY is not set; of Wayland without Xwayland knows only a build with the feature `wayland`"
        }
        (false, true) => "WAYLAND_DISPLAY is not set; of X11 knows only a build with the feature `x11`",
        (false, false) => "this build has neither of the features `x11` and `wayland`",
    }
}

/// Calls `use_it` with the event loop of this thread, which is made when it is the first of the process.
pub(super) fn with_event_loop<R>(use_it: impl FnOnce(&mut EventLoop<()>) -> R) -> Result<R, Error> {
    EVENT_LOOP.with(|cell| {
        let Ok(mut slot) = cell.try_borrow_mut() else {
            return Err(Error::WrongThread { reason: "a handler of a window must not call run" });
        };
        let event_loop = match slot.as_mut() {
            Some(event_loop) => event_loop,
            None => slot.insert(ManuallyDrop::new(make_event_loop()?)),
        };
        Ok(use_it(event_loop))
    })
}

fn make_event_loop() -> Result<EventLoop<()>, Error> {
    if let Some(tried) = FAILED.get() {
        return Err(Error::NoDisplay { tried: tried.clone() });
    }
    let mut tried = Attempts::default();
    if !display_available() {
        tried.note("the environment", missing_display());
        return Err(Error::NoDisplay { tried });
    }
    // winit panics when a library that it loads at run time is missing, libxkbcommon for one.
    match catch_unwind(AssertUnwindSafe(build)) {
        Ok(Ok(event_loop)) => return Ok(event_loop),
        Ok(Err(EventLoopError::RecreationAttempt)) => {
            return Err(Error::WrongThread { reason: "windows were run on another thread before" });
        }
        Ok(Err(error)) => tried.note(display_names(), error),
        Err(panic) => tried.note(
            display_names(),
            format_args!(
                "{}; on Debian or Ubuntu: apt-get install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2 \
                 libxkbcommon0 libxkbcommon-x11-0",
                panic_text(panic.as_ref())
            ),
        ),
    }
    Err(Error::NoDisplay { tried: FAILED.get_or_init(|| tried).clone() })
}

fn build() -> Result<EventLoop<()>, EventLoopError> {
    let mut builder = EventLoop::builder();
    // Scientists' programs open windows from worker threads too; only macOS cannot.
    #[cfg(all(target_os = "linux", feature = "x11"))]
    winit::platform::x11::EventLoopBuilderExtX11::with_any_thread(&mut builder, true);
    #[cfg(all(target_os = "linux", feature = "wayland"))]
    winit::platform::wayland::EventLoopBuilderExtWayland::with_any_thread(&mut builder, true);
    #[cfg(windows)]
    winit::platform::windows::EventLoopBuilderExtWindows::with_any_thread(&mut builder, true);
    builder.build()
}

/// The display that is being opened, as the environment names it.
fn display_names() -> String {
    let named: Vec<String> = ["WAYLAND_DISPLAY", "DISPLAY"]
        .iter()
        .filter_map(|name| Some(format!("{name}={}", std::env::var(name).ok()?)))
        .collect();
    if named.is_empty() { "the system's display".to_owned() } else { named.join(" ") }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("the window system cannot be used")
}
