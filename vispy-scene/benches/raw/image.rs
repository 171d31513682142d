//! An image of numbers through a table of colours.

use glow::HasContext as _;
use vispy_visuals::color::Colormap;

use super::{floats, nearest_texture, program};
use crate::AnyError;

const VERTEX: &str = "
void main() { gl_Position = vec4(float(gl_VertexID % 2) * 4.0 - 1.0, float(gl_VertexID / 2) * 4.0 - 1.0, 0.0, 1.0); }";
const FRAGMENT: &str = "
uniform sampler2D values;
uniform sampler2D colors;
uniform vec4 map;
uniform int samples;
out vec4 color;
void main() {
    ivec2 size = textureSize(values, 0);
    vec3 sum = vec3(0.0);
    for (int j = 0; j < samples; j++) {
        for (int i = 0; i < samples; i++) {
            vec2 inside = (vec2(float(i), float(j)) + 0.5) / float(samples) - 0.5;
            vec2 at = (gl_FragCoord.xy + inside - map.zw) / map.xy;
            ivec2 texel = ivec2(floor(at * vec2(size)));
            bool seen = all(greaterThanEqual(texel, ivec2(0))) && all(lessThan(texel, size));
            float t = (texelFetch(values, texel, 0).r + 1.5) / 3.0;
            vec4 found = texelFetch(colors, ivec2(clamp(int(floor(t * 256.0)), 0, 255), 0), 0);
            sum += seen ? found.rgb : vec3(1.0);
        }
    }
    color = vec4(sum / float(samples * samples), 1.0);
}";

/// An image that fills 0 to 1 in both directions.
pub(crate) struct RawImage {
    program: glow::Program,
    vertex_array: glow::VertexArray,
    values: glow::Texture,
    colors: glow::Texture,
    side: usize,
    is_mean: bool,
}

impl RawImage {
    pub(crate) fn new(
        gl: &glow::Context,
        side: usize,
        values: &[f32],
        is_mean: bool,
    ) -> Result<Self, AnyError> {
        let mut colors = Colormap::default().table_rgba8();
        colors.truncate(256);
        // SAFETY: the context is current; the table has 256 colours.
        let table = unsafe {
            let table = nearest_texture(gl)?;
            let data = glow::PixelUnpackData::Slice(Some(colors.as_flattened()));
            let rgba = (glow::RGBA8 as i32, glow::RGBA, glow::UNSIGNED_BYTE);
            gl.tex_image_2d(glow::TEXTURE_2D, 0, rgba.0, 256, 1, 0, rgba.1, rgba.2, data);
            table
        };
        Ok(Self {
            program: program(gl, VERTEX, FRAGMENT)?,
            // SAFETY: as above.
            vertex_array: unsafe { gl.create_vertex_array()? },
            values: floats(gl, 1, side, values)?,
            colors: table,
            side,
            is_mean,
        })
    }

    pub(crate) fn draw(&mut self, gl: &glow::Context, map: [f32; 4]) -> Result<(), AnyError> {
        let reduced = [map[0], map[1]].map(|scale| self.side as f32 / scale);
        let samples = if self.is_mean { reduced[0].max(reduced[1]).ceil().clamp(1.0, 8.0) } else { 1.0 };
        // SAFETY: the context is current, all names are its own.
        unsafe {
            gl.bind_vertex_array(Some(self.vertex_array));
            gl.use_program(Some(self.program));
            for (unit, (name, texture)) in
                [("values", self.values), ("colors", self.colors)].into_iter().enumerate()
            {
                gl.active_texture(glow::TEXTURE0 + unit as u32);
                gl.bind_texture(glow::TEXTURE_2D, Some(texture));
                gl.uniform_1_i32(gl.get_uniform_location(self.program, name).as_ref(), unit as i32);
            }
            gl.uniform_4_f32_slice(gl.get_uniform_location(self.program, "map").as_ref(), &map);
            gl.uniform_1_i32(gl.get_uniform_location(self.program, "samples").as_ref(), samples as i32);
            gl.draw_arrays(glow::TRIANGLES, 0, 3);
        }
        Ok(())
    }
}
