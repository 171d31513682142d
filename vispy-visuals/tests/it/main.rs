//! Integration tests of vispy-visuals.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod arrow;
mod bad_input;
mod color;
mod color_bar;
mod colored_line;
mod dashes;
mod device;
mod evaluate;
mod extend;
mod fill_between;
mod function_library;
mod furniture;
mod glir;
mod golden;
mod goldens;
mod image;
mod image_kernels;
mod ink;
mod level_of_detail;
mod line;
mod log_ticks;
mod markers;
mod merging;
mod nearest;
mod programs;
mod reference;
mod shader_errors;
mod shaders;
mod shapes;
mod shapes_vector;
mod signals;
mod support;
mod ticks;
mod transforms;
mod vector;
