//! The least OpenGL that draws the picture of many discs: point sprites from a buffer that stays, mapped by the driver.

#[path = "canvas.rs"]
mod canvas;

use canvas::RawCanvas;
use glow::HasContext as _;

use crate::support::{AnyError, SIZE};

const VERTEX: &str = "
layout(location = 0) in vec2 place;
uniform vec4 map;
void main() {
    // Half a pixel beyond the disc on each side is touched too.
    gl_PointSize = 5.0;
    gl_Position = vec4(place * map.xy + map.zw, 0.0, 1.0);
}";
const FRAGMENT: &str = "
out vec4 color;
void main() {
    float away = length(gl_PointCoord - 0.5) * 5.0 - 2.0;
    color = vec4(0.1, 0.3, 0.5, 0.5) * clamp(0.5 - away, 0.0, 1.0);
}";

/// The objects of the raw program.
pub(crate) struct RawMarkers {
    canvas: RawCanvas,
    count: i32,
    program: glow::Program,
}

impl RawMarkers {
    /// Makes everything; discs of 4 px in `rgba(0.2, 0.6, 1, 0.5)` at the places.
    pub(crate) fn new(gl: glow::Context, places: &[[f32; 2]]) -> Result<Self, AnyError> {
        let count = i32::try_from(places.len())?;
        let canvas = RawCanvas::new(gl, SIZE, (bytemuck::cast_slice(places), 2))?;
        let program = canvas.program(VERTEX, FRAGMENT)?;
        Ok(Self { canvas, count, program })
    }

    /// Draws all, and reads the picture: RGBA, rows from the bottom up.
    pub(crate) fn draw(&mut self, map: [f32; 4]) -> &[u8] {
        self.canvas.begin();
        self.canvas.use_program(self.program, map);
        // SAFETY: the context is current, and the buffer holds so many vertices.
        unsafe { self.canvas.gl.draw_arrays(glow::POINTS, 0, self.count) };
        self.canvas.read()
    }
}
