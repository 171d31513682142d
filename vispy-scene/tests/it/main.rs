//! Scenes from outside: what another crate sees of them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod canvas;
mod commands;
mod events;
mod gl;
mod links;
mod redraw;
mod solid;
mod tree;
mod vector;
mod world;
