//! What the device can do.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// The family of OpenGL that a context speaks; it decides the dialect of shaders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Api {
    /// OpenGL 3.3 core or later: `#version 330 core`.
    Gl,
    /// OpenGL ES 3.0 or later: `#version 300 es`.
    Gles,
    /// WebGL 2: `#version 300 es`.
    WebGl,
}

/// What the device can do; asked once, when the context is made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Caps {
    /// Family of OpenGL.
    pub api: Api,
    /// Major and minor version of it.
    pub version: [u32; 2],
    /// The driver's name for the device.
    pub renderer: String,
    /// Largest side of a texture in texels.
    pub max_texture_size: u32,
    /// Largest side of a 3D texture in texels.
    pub max_texture_3d_size: u32,
    /// Largest side of a face of a cube texture in texels.
    pub max_cube_size: u32,
    /// How many layers an array texture can have.
    pub max_array_layers: u32,
    /// How many textures a program can read.
    pub max_texture_units: u32,
    /// How many attributes a program can have.
    pub max_attributes: u32,
    /// How many colour targets a frame buffer can have.
    pub max_color_attachments: u32,
    /// How many samples a pixel can have.
    pub max_samples: u32,
    /// Largest point in physical pixels; a larger one is drawn at this size.
    pub max_point_size: f32,
    /// Widest line in physical pixels; a wider one is drawn at this width.
    pub max_line_width: f32,
    /// How many uniform blocks a program can have.
    pub max_uniform_blocks: u32,
    /// How many bytes a uniform block can have.
    pub max_uniform_block_bytes: u32,
    /// Whether it can be asked what passed and what was written ([`Context::query`](crate::Context::query)).
    pub queries: bool,
    /// Whether it can be asked how long something took.
    pub timer_queries: bool,
    /// Whether the largest index of a type starts a strip, fan or loop anew.
    pub primitive_restart: bool,
    /// Whether 16- and 32-bit float formats can be drawn into.
    pub float_targets: bool,
    /// Whether 32-bit float textures can be filtered linearly.
    pub float_linear: bool,
    /// Whether there are 16-bit normalised textures.
    pub norm16: bool,
    /// Whether textures can have a border of a colour of their own.
    pub border_clamp: bool,
    /// Whether the channels of textures can be swizzled.
    pub swizzle: bool,
    /// Whether the driver can compile programs on threads of its own, and tells when they are ready
    /// (`KHR_parallel_shader_compile`).
    pub parallel_compile: bool,
    /// How many samples along the direction of sight a texture can be read with; 1: no anisotropic filter.
    pub max_anisotropy: f32,
}

impl Caps {
    /// The least that OpenGL ES 3.0 promises: what a [`Recording`](crate::Recording) pretends to be.
    #[must_use]
    pub fn minimal() -> Self {
        Self {
            api: Api::Gles,
            version: [3, 0],
            renderer: "none".to_owned(),
            max_texture_size: 2048,
            max_texture_3d_size: 256,
            max_cube_size: 2048,
            max_array_layers: 256,
            max_texture_units: 32,
            max_attributes: 16,
            max_color_attachments: 4,
            max_samples: 4,
            max_point_size: 1.0,
            max_line_width: 1.0,
            max_uniform_blocks: 24,
            max_uniform_block_bytes: 16_384,
            queries: true,
            timer_queries: false,
            primitive_restart: true,
            float_targets: false,
            float_linear: false,
            norm16: false,
            border_clamp: false,
            swizzle: true,
            parallel_compile: false,
            max_anisotropy: 1.0,
        }
    }

    /// Refuses more colours than a frame buffer can have; `of` names the one that wants them.
    pub(crate) fn check_colors(&self, count: usize, of: impl FnOnce() -> String) -> Result<()> {
        let (requested, maximum) = (count as u64, u64::from(self.max_color_attachments));
        if requested <= maximum {
            return Ok(());
        }
        Err(Error::Limit { what: format!("colour attachments of {}", of()), requested, maximum })
    }

    /// Whether the driver computes on the CPU, as Mesa's llvmpipe does.
    #[must_use]
    pub fn is_software(&self) -> bool {
        let renderer = self.renderer.to_ascii_lowercase();
        ["llvmpipe", "softpipe", "swiftshader", "software"].iter().any(|name| renderer.contains(name))
    }
}
