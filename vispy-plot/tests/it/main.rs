//! The tests of what users of the crate see.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "parser")]
#[expect(dead_code, reason = "an example has a main function")]
#[path = "../../examples/custom_quiver.rs"]
mod custom_quiver;
mod data;
mod document;
mod export;
#[cfg(feature = "readers")]
mod files;
#[cfg(feature = "parquet")]
mod formats;
#[expect(dead_code, reason = "the tests of vispy-visuals check one picture at a time")]
#[path = "../../../vispy-visuals/tests/it/golden.rs"]
mod golden;
mod goldens;
mod interaction;
mod kinds;
mod live;
#[cfg(feature = "parser")]
mod own_visuals;
mod picture;
mod read_outs;
#[cfg(feature = "readers")]
mod readers;
#[cfg(feature = "readers")]
mod recordings;
mod refining;
#[expect(dead_code, reason = "the tests of vispy-visuals use more of it")]
#[path = "../../../vispy-visuals/tests/it/support.rs"]
mod support;
mod twin_axes;
#[cfg(feature = "window")]
mod window;
#[cfg(feature = "window")]
#[expect(dead_code, reason = "the tests of vispy-app use more of it")]
#[path = "../../../vispy-app/tests/it/xvfb.rs"]
mod xvfb;
