//! The least OpenGL that draws the pictures of the workloads: all data sent once, no levels of detail, no scene.

mod image;
mod items;

use glow::HasContext as _;

use crate::{AnyError, SIZE, Workload};
use image::RawImage;
use items::RawItems;

/// Texels in a row of textures that hold samples.
const ROW: usize = 2048;

/// A raw program for a workload.
pub(crate) struct Raw {
    gl: glow::Context,
    scene: Scene,
    canvas: glow::Framebuffer,
    pixels: Vec<u8>,
}

enum Scene {
    Nothing,
    Items(RawItems),
    Image(RawImage),
}

impl Raw {
    /// Makes everything; `None` for what OpenGL has no counterpart of, such as text.
    pub(crate) fn new(gl: glow::Context, workload: &Workload) -> Result<Option<Self>, AnyError> {
        let scene = match workload {
            Workload::Nothing => Scene::Nothing,
            Workload::Labels(_) => return Ok(None),
            Workload::Image { side, values, is_mean } => {
                Scene::Image(RawImage::new(&gl, *side, values, *is_mean)?)
            }
            Workload::Discs(points) => Scene::Items(RawItems::new(&gl, &[], points, 1)?),
            Workload::Lines { lines, replaced } => Scene::Items(RawItems::of_walks(&gl, lines, replaced)?),
            Workload::SmallItems(items) => {
                let pick = |odd: usize| items.iter().skip(odd).step_by(2).flatten().copied();
                let (lines, discs): (Vec<_>, Vec<_>) = (pick(1).collect(), pick(0).collect());
                Scene::Items(RawItems::new(&gl, &lines, &discs, 20)?)
            }
        };
        let (texture, canvas) = target(&gl, glow::RGBA8)?;
        let _kept = texture;
        Ok(Some(Self { gl, scene, canvas, pixels: Vec::new() }))
    }

    /// Draws what is seen of a rectangle, with the data of frame `index`, and reads it back.
    pub(crate) fn frame(&mut self, seen: [f64; 4], index: usize) -> Result<(), AnyError> {
        let gl = &self.gl;
        let scale = [0, 2].map(|axis| f64::from(SIZE[axis / 2]) / (seen[axis + 1] - seen[axis]));
        let map = [scale[0], scale[1], -seen[0] * scale[0], -seen[2] * scale[1]].map(|v| v as f32);
        // SAFETY: the context is current; nothing that another user of it has left enabled changes the picture.
        unsafe {
            for feature in [glow::SCISSOR_TEST, glow::DEPTH_TEST, glow::CULL_FACE, glow::BLEND] {
                gl.disable(feature);
            }
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(self.canvas));
            gl.viewport(0, 0, SIZE[0] as i32, SIZE[1] as i32);
            gl.clear_color(1.0, 1.0, 1.0, 1.0);
            gl.clear(glow::COLOR_BUFFER_BIT);
        }
        match &mut self.scene {
            Scene::Nothing => {}
            Scene::Items(items) => items.draw(gl, map, self.canvas, index)?,
            Scene::Image(image) => image.draw(gl, map)?,
        }
        let [width, height] = SIZE.map(|length| length as i32);
        self.pixels.resize((width * height * 4) as usize, 0);
        let into = glow::PixelPackData::Slice(Some(&mut self.pixels));
        // SAFETY: as above; `pixels` holds the whole canvas.
        unsafe { gl.read_pixels(0, 0, width, height, glow::RGBA, glow::UNSIGNED_BYTE, into) };
        Ok(())
    }

    /// The last picture: RGBA, rows from the bottom up.
    pub(crate) fn pixels(&self) -> &[u8] {
        &self.pixels
    }
}

fn program(gl: &glow::Context, vertex: &str, fragment: &str) -> Result<glow::Program, AnyError> {
    // SAFETY: the context is current.
    unsafe {
        let program = gl.create_program()?;
        for (kind, text) in [(glow::VERTEX_SHADER, vertex), (glow::FRAGMENT_SHADER, fragment)] {
            let shader = gl.create_shader(kind)?;
            let head =
                "#version 300 es\nprecision highp float;\nprecision highp int;\nprecision highp sampler2D;\n";
            gl.shader_source(shader, &format!("{head}{text}"));
            gl.compile_shader(shader);
            if !gl.get_shader_compile_status(shader) {
                return Err(gl.get_shader_info_log(shader).into());
            }
            gl.attach_shader(program, shader);
        }
        gl.link_program(program);
        if gl.get_program_link_status(program) {
            return Ok(program);
        }
        Err(gl.get_program_info_log(program).into())
    }
}

/// A texture of floats with one or two channels, in rows of `width`.
fn floats(
    gl: &glow::Context,
    channels: usize,
    width: usize,
    values: &[f32],
) -> Result<glow::Texture, AnyError> {
    let height = values.len().div_ceil(width * channels).max(1);
    let mut padded = values.to_vec();
    padded.resize(width * height * channels, 0.0);
    let (internal, format) = if channels == 1 { (glow::R32F, glow::RED) } else { (glow::RG32F, glow::RG) };
    // SAFETY: the context is current, and the values cover the texture.
    unsafe {
        let texture = nearest_texture(gl)?;
        let data = glow::PixelUnpackData::Slice(Some(bytemuck::cast_slice(&padded)));
        let (width, height) = (i32::try_from(width)?, i32::try_from(height)?);
        gl.tex_image_2d(glow::TEXTURE_2D, 0, internal as i32, width, height, 0, format, glow::FLOAT, data);
        Ok(texture)
    }
}

/// # Safety
/// The context is current.
unsafe fn nearest_texture(gl: &glow::Context) -> Result<glow::Texture, AnyError> {
    // SAFETY: passed on.
    unsafe {
        let texture = gl.create_texture()?;
        gl.active_texture(glow::TEXTURE0);
        gl.bind_texture(glow::TEXTURE_2D, Some(texture));
        for filter in [glow::TEXTURE_MIN_FILTER, glow::TEXTURE_MAG_FILTER] {
            gl.tex_parameter_i32(glow::TEXTURE_2D, filter, glow::NEAREST as i32);
        }
        Ok(texture)
    }
}

/// A texture as large as the picture, and a frame buffer that draws into it.
fn target(gl: &glow::Context, format: u32) -> Result<(glow::Texture, glow::Framebuffer), AnyError> {
    // SAFETY: the context is current.
    unsafe {
        let texture = nearest_texture(gl)?;
        gl.tex_storage_2d(glow::TEXTURE_2D, 1, format, SIZE[0] as i32, SIZE[1] as i32);
        let framebuffer = gl.create_framebuffer()?;
        gl.bind_framebuffer(glow::FRAMEBUFFER, Some(framebuffer));
        let (target, point) = (glow::FRAMEBUFFER, glow::COLOR_ATTACHMENT0);
        gl.framebuffer_texture_2d(target, point, glow::TEXTURE_2D, Some(texture), 0);
        Ok((texture, framebuffer))
    }
}
