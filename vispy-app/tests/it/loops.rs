//! How the window loop treats its handlers: waking, timers, errors, panics.
//!
//! winit allows one event loop per process, so each case runs in a process of its own: this test binary again, on
//! an X server, with `CHILD` set.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use vispy_app::events::Event;
use vispy_app::winit::{WindowOptions, run};
use vispy_app::{CanvasHandler, DrawError, Error, Frame, Timer, Waker};
use vispy_gloo::Context;

use crate::xvfb::{PATIENCE, Result, Xvfb};

const CHILD: &str = "VISPY_APP_TEST_CHILD";

/// Runs `case` in a process with a display; `name` is that of the calling test.
fn in_child(name: &str, case: fn() -> Result<()>) -> Result<()> {
    if std::env::var_os(CHILD).is_some() {
        // A loop that never ends must fail the test instead of holding it up.
        std::thread::spawn(|| {
            std::thread::sleep(PATIENCE);
            eprintln!("the loop did not end");
            std::process::exit(1);
        });
        return case();
    }
    let server = match Xvfb::start() {
        Ok(server) => server,
        Err(reason) => {
            vispy_app::testing::skip(&reason);
            return Ok(());
        }
    };
    let output = Command::new(std::env::current_exe()?)
        .args(["--exact", &format!("loops::{name}"), "--nocapture"])
        .env(CHILD, "1")
        .env("DISPLAY", server.display())
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    Ok(())
}

/// What a case changes; the rest is as in a handler that draws once and stays.
#[derive(Default)]
struct Probe {
    draws: u32,
    ticks: u32,
    waker: Option<Waker>,
    woken: Arc<AtomicBool>,
    timer: Option<Timer>,
    fails: bool,
    panics: bool,
    nested: Option<Error>,
    done: bool,
}

impl CanvasHandler for Probe {
    fn attach(&mut self, waker: &Waker) {
        self.waker = Some(waker.clone());
    }

    fn event(&mut self, event: &Event) {
        assert!(!self.panics, "as asked");
        if let Event::Close(_) = event {
            self.nested = run(vec![(WindowOptions::default(), Box::new(Self::default()))]).err();
        }
    }

    fn tick(&mut self, now_secs: f64) {
        let Some(timer) = &mut self.timer else { return };
        if self.ticks == 0 && !timer.is_running() {
            timer.start(now_secs);
        }
        self.ticks += u32::from(timer.due(now_secs).is_some());
        self.done |= !timer.is_running();
    }

    fn needs_redraw(&self) -> bool {
        self.fails || self.woken.load(Ordering::SeqCst)
    }

    fn draw(&mut self, ctx: &mut Context, frame: &Frame) -> std::result::Result<(), DrawError> {
        self.draws += 1;
        if self.fails {
            return Err("nothing works".into());
        }
        ctx.clear(frame.target, None, Some([0.0; 4]), None);
        if let (1, Some(waker)) = (self.draws, self.waker.take()) {
            let woken = Arc::clone(&self.woken);
            std::thread::spawn(move || {
                woken.store(true, Ordering::SeqCst);
                waker.wake();
            });
        }
        if self.woken.swap(false, Ordering::SeqCst) {
            self.done = self.timer.is_none();
        }
        Ok(())
    }

    fn next_wakeup_secs(&self) -> Option<f64> {
        self.timer.as_ref().and_then(Timer::next_due_secs)
    }

    fn wants_close(&self) -> bool {
        self.done
    }
}

/// Shows the handler in a window until it wants to be closed.
fn show(probe: &mut Probe) -> std::result::Result<(), Error> {
    run(vec![(WindowOptions::default(), Box::new(probe))])
}

#[test]
fn another_thread_wakes_the_loop() -> Result<()> {
    in_child("another_thread_wakes_the_loop", || {
        let mut probe = Probe::default();
        show(&mut probe)?;
        assert!(probe.draws >= 2, "{}", probe.draws);
        Ok(())
    })
}

#[test]
fn timers_fire_without_events() -> Result<()> {
    in_child("timers_fire_without_events", || {
        let mut probe = Probe { timer: Some(Timer::new(0.02).with_iterations(3)), ..Probe::default() };
        show(&mut probe)?;
        assert_eq!(probe.ticks, 3);
        Ok(())
    })
}

#[test]
fn a_handler_that_never_draws_is_an_error_and_no_busy_loop() -> Result<()> {
    in_child("a_handler_that_never_draws_is_an_error_and_no_busy_loop", || {
        let timer = Some(Timer::new(0.1).with_iterations(3));
        let mut probe = Probe { fails: true, timer, ..Probe::default() };
        let error = show(&mut probe).unwrap_err();
        assert_eq!(error.to_string(), "nothing could be drawn on \"vispy\": nothing works");
        assert!(probe.draws <= 10, "{} drawings", probe.draws);
        Ok(())
    })
}

#[test]
fn a_panic_closes_the_windows_and_the_next_run_works() -> Result<()> {
    in_child("a_panic_closes_the_windows_and_the_next_run_works", || {
        let mut probe = Probe { panics: true, ..Probe::default() };
        let shown = catch_unwind(AssertUnwindSafe(|| show(&mut probe)));
        assert!(shown.is_err(), "the panic must come through");
        Ok(show(&mut Probe::default())?)
    })
}

#[test]
fn run_belongs_to_one_thread_and_does_not_nest() -> Result<()> {
    in_child("run_belongs_to_one_thread_and_does_not_nest", || {
        let mut probe = Probe::default();
        show(&mut probe)?;
        assert!(matches!(probe.nested, Some(Error::WrongThread { .. })), "{:?}", probe.nested);
        let elsewhere = std::thread::spawn(|| show(&mut Probe::default()).map_err(|error| error.to_string()));
        let message = elsewhere.join().unwrap().unwrap_err();
        assert!(message.contains("another thread"), "{message}");
        Ok(())
    })
}
