//! The least OpenGL that draws a graph: lines of one pixel, not antialiased, and point sprites, from buffers that stay, mapped by the
//! driver.

#[path = "canvas.rs"]
mod canvas;

use canvas::RawCanvas;
use glow::HasContext as _;

use crate::support::{AnyError, SIZE};

const VERTEX: &str = "
layout(location = 0) in vec2 place;
uniform vec4 map;
void main() {
    gl_PointSize = 5.0;
    gl_Position = vec4(place * map.xy + map.zw, 0.0, 1.0);
}";
const EDGE: &str = "
out vec4 color;
void main() {
    color = vec4(0.5, 0.5, 0.5, 1.0);
}";
const NODE: &str = "
out vec4 color;
void main() {
    float away = length(gl_PointCoord - 0.5) * 5.0 - 2.0;
    color = vec4(0.8, 0.2, 0.1, 1.0) * clamp(0.5 - away, 0.0, 1.0);
}";

/// The objects of the raw program.
pub(crate) struct RawGraph {
    canvas: RawCanvas,
    nodes: i32,
    ends: i32,
    edge: glow::Program,
    node: glow::Program,
}

impl RawGraph {
    /// Makes everything; grey edges, discs of 4 px at the places.
    pub(crate) fn new(gl: glow::Context, places: &[[f32; 2]], edges: &[[u32; 2]]) -> Result<Self, AnyError> {
        let (nodes, ends) = (i32::try_from(places.len())?, i32::try_from(edges.len() * 2)?);
        let canvas = RawCanvas::new(gl, SIZE, (bytemuck::cast_slice(places), 2))?;
        let (edge, node) = (canvas.program(VERTEX, EDGE)?, canvas.program(VERTEX, NODE)?);
        let gl = &canvas.gl;
        // SAFETY: the context is current, and the vertex array of the canvas is bound.
        unsafe {
            let indices = gl.create_buffer()?;
            gl.bind_buffer(glow::ELEMENT_ARRAY_BUFFER, Some(indices));
            let bytes = bytemuck::cast_slice(edges);
            gl.buffer_data_u8_slice(glow::ELEMENT_ARRAY_BUFFER, bytes, glow::STATIC_DRAW);
        }
        Ok(Self { canvas, nodes, ends, edge, node })
    }

    /// Draws all, and reads the picture: RGBA, rows from the bottom up.
    pub(crate) fn draw(&mut self, map: [f32; 4]) -> &[u8] {
        let canvas = &mut self.canvas;
        canvas.begin();
        canvas.use_program(self.edge, map);
        // SAFETY: the context is current; the buffers hold so many vertices and indices, all below the number of nodes.
        unsafe { canvas.gl.draw_elements(glow::LINES, self.ends, glow::UNSIGNED_INT, 0) };
        canvas.use_program(self.node, map);
        // SAFETY: as above.
        unsafe { canvas.gl.draw_arrays(glow::POINTS, 0, self.nodes) };
        canvas.read()
    }
}
