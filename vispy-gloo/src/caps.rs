//! What the device can do.

use serde::{Deserialize, Serialize};

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
    /// Whether 16- and 32-bit float formats can be drawn into.
    pub float_targets: bool,
    /// Whether 32-bit float textures can be filtered linearly.
    pub float_linear: bool,
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
            max_texture_units: 32,
            max_attributes: 16,
            max_color_attachments: 4,
            max_samples: 4,
            max_point_size: 1.0,
            float_targets: false,
            float_linear: false,
        }
    }

    /// Whether the driver computes on the CPU, as Mesa's llvmpipe does.
    #[must_use]
    pub fn is_software(&self) -> bool {
        let renderer = self.renderer.to_ascii_lowercase();
        ["llvmpipe", "softpipe", "swiftshader", "software"].iter().any(|name| renderer.contains(name))
    }
}
