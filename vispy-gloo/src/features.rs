//! What the three APIs have of what a picture may want: the table that `GLIR.md` shows.

use std::fmt;

use crate::caps::Api;

/// Whether, and how, an API has a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// Always there.
    Core,
    /// There where the driver has this extension.
    Extension(&'static str),
    /// Not there, or not by itself; the interpreter brings it about in this way.
    Emulated(&'static str),
    /// Not there.
    Absent,
}

impl fmt::Display for Support {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Core => f.write_str("core"),
            Self::Extension(name) => write!(f, "extension `{name}`"),
            Self::Emulated(how) => write!(f, "emulated: {how}"),
            Self::Absent => f.write_str("absent"),
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature {
    /// What it is.
    pub name: &'static str,
    /// In OpenGL 3.3, core profile.
    pub gl: Support,
    /// In OpenGL ES 3.0.
    pub gles: Support,
    /// In WebGL 2.
    pub web_gl: Support,
    /// What of this crate uses it; `None` where no command does yet.
    pub used_by: Option<&'static str>,
}

impl Feature {
    /// Whether that API has it.
    ///
    /// ```
    /// use vispy_gloo::{Api, features};
    ///
    /// assert_eq!(features::FLOAT_TARGETS.support(Api::Gl), features::Support::Core);
    /// ```
    #[must_use]
    pub const fn support(&self, api: Api) -> Support {
        match api {
            Api::Gl => self.gl,
            Api::Gles => self.gles,
            Api::WebGl => self.web_gl,
        }
    }
}

const fn everywhere(name: &'static str, used_by: &'static str) -> Feature {
    let core = Support::Core;
    Feature { name, gl: core, gles: core, web_gl: core, used_by: Some(used_by) }
}

/// Drawing into 16- and 32-bit floats; [`Caps::float_targets`](crate::Caps::float_targets) says whether it is there.
pub const FLOAT_TARGETS: Feature = Feature {
    name: "drawing into 16- and 32-bit floats",
    gl: Support::Core,
    gles: Support::Extension("EXT_color_buffer_float"),
    web_gl: Support::Extension("EXT_color_buffer_float"),
    used_by: Some("FRAME_BUFFER_ATTACH"),
};

/// Linear filters of 32-bit floats; [`Caps::float_linear`](crate::Caps::float_linear) says whether it is there.
pub const FLOAT_LINEAR: Feature = Feature {
    name: "linear filtering of 32-bit floats",
    gl: Support::Core,
    gles: Support::Extension("OES_texture_float_linear"),
    web_gl: Support::Extension("OES_texture_float_linear"),
    used_by: Some("TEXTURE_SAMPLING"),
};

/// One-dimensional textures are rows, so that shaders are the same everywhere.
const AS_ROWS: Support = Support::Emulated("a 2D texture of height 1");

/// A draw carries its whole state, and the values of attributes without buffer are state of the context.
const CONSTANT: Support = Support::Emulated("a buffer with the largest divisor");

/// All rows.
pub const FEATURES: &[Feature] = &[
    everywhere("vertex arrays", "VERTEX_ARRAY_BIND"),
    everywhere("instances and divisors", "DRAW"),
    everywhere("indices of 8, 16 and 32 bits", "DRAW"),
    everywhere("integer attributes", "VERTEX_ARRAY_BIND"),
    everywhere("half-float and 2_10_10_10 attributes", "VERTEX_ARRAY_BIND"),
    Feature {
        name: "base instances",
        gl: Support::Extension("ARB_base_instance"),
        gles: Support::Absent,
        web_gl: Support::Absent,
        used_by: None,
    },
    everywhere("8-bit, sRGB, integer, float, packed and depth textures", "TEXTURE_STORAGE"),
    everywhere("3D, array and cube textures", "TEXTURE_STORAGE"),
    everywhere("mipmaps, computed and explicit", "TEXTURE_MIPMAPS"),
    everywhere("comparing depth textures", "TEXTURE_SAMPLING"),
    everywhere("stencils", "DRAW"),
    everywhere("uniform blocks", "BLOCK_UNIT"),
    everywhere("transform feedback", "TRANSFORM_FEEDBACK"),
    Feature {
        name: "restarting strips at the largest index",
        gl: Support::Extension("ARB_ES3_compatibility"),
        gles: Support::Core,
        web_gl: Support::Core,
        used_by: Some("DRAW"),
    },
    Feature {
        name: "constant values of attributes",
        gl: CONSTANT,
        gles: CONSTANT,
        web_gl: CONSTANT,
        used_by: Some("VERTEX_ARRAY_BIND"),
    },
    everywhere("several colour targets", "FRAME_BUFFER_ATTACH"),
    everywhere("clearing integer targets", "CLEAR"),
    everywhere("copies of colour, depth and stencil between targets", "BLIT"),
    everywhere("multisampled render buffers", "RENDER_BUFFER_STORAGE"),
    everywhere("minimum and maximum as blend equations", "DRAW"),
    FLOAT_TARGETS,
    FLOAT_LINEAR,
    Feature {
        name: "blending into 32-bit floats",
        gl: Support::Core,
        gles: Support::Extension("EXT_float_blend"),
        web_gl: Support::Extension("EXT_float_blend"),
        used_by: Some("DRAW"),
    },
    Feature {
        name: "size of points from the shader",
        gl: Support::Emulated("`PROGRAM_POINT_SIZE` is on"),
        gles: Support::Core,
        web_gl: Support::Core,
        used_by: Some("DRAW"),
    },
    Feature {
        name: "frame buffers with sRGB textures encode",
        gl: Support::Emulated("`FRAMEBUFFER_SRGB` is on for them, off for the canvas"),
        gles: Support::Core,
        web_gl: Support::Core,
        used_by: Some("DRAW, BLIT"),
    },
    Feature {
        name: "vertices longer than 255 bytes",
        gl: Support::Core,
        gles: Support::Core,
        web_gl: Support::Absent,
        used_by: Some("VERTEX_ARRAY_BIND"),
    },
    Feature {
        name: "waiting for an answer",
        gl: Support::Core,
        gles: Support::Core,
        web_gl: Support::Emulated("for pixels and bytes, by reading too early; not for queries and fences"),
        used_by: Some("READ_PIXELS, READ_BUFFER, BEGIN_QUERY, FENCE"),
    },
    everywhere("fences", "FENCE"),
    everywhere("copies of pixels that wait for nothing", "READ_PIXELS"),
    Feature {
        name: "queries of samples and primitives",
        gl: Support::Extension("ARB_query_buffer_object"),
        gles: Support::Extension("EXT_occlusion_query_boolean"),
        web_gl: Support::Core,
        used_by: Some("BEGIN_QUERY"),
    },
    Feature {
        name: "1D textures",
        gl: AS_ROWS,
        gles: AS_ROWS,
        web_gl: AS_ROWS,
        used_by: Some("TEXTURE_STORAGE"),
    },
    Feature {
        name: "16-bit normalised textures",
        gl: Support::Core,
        gles: Support::Extension("EXT_texture_norm16"),
        web_gl: Support::Extension("EXT_texture_norm16"),
        used_by: Some("TEXTURE_STORAGE"),
    },
    Feature {
        name: "borders of textures",
        gl: Support::Core,
        gles: Support::Extension("EXT_texture_border_clamp"),
        web_gl: Support::Absent,
        used_by: Some("TEXTURE_SAMPLING"),
    },
    Feature {
        name: "swizzled textures",
        gl: Support::Core,
        gles: Support::Core,
        web_gl: Support::Absent,
        used_by: Some("TEXTURE_SAMPLING"),
    },
    Feature {
        name: "anisotropic filtering",
        gl: Support::Extension("EXT_texture_filter_anisotropic"),
        gles: Support::Extension("EXT_texture_filter_anisotropic"),
        web_gl: Support::Extension("EXT_texture_filter_anisotropic"),
        used_by: Some("TEXTURE_SAMPLING"),
    },
    Feature {
        name: "compiling in the background",
        gl: Support::Extension("KHR_parallel_shader_compile"),
        gles: Support::Extension("KHR_parallel_shader_compile"),
        web_gl: Support::Extension("KHR_parallel_shader_compile"),
        used_by: Some("LINK_PROGRAM"),
    },
    Feature {
        name: "timer queries",
        gl: Support::Extension("ARB_query_buffer_object"),
        gles: Support::Extension("EXT_disjoint_timer_query"),
        web_gl: Support::Extension("EXT_disjoint_timer_query_webgl2"),
        used_by: Some("BEGIN_QUERY"),
    },
];

/// The table as Markdown, as it stands in `GLIR.md`.
#[must_use]
pub fn markdown() -> String {
    let mut table =
        "| feature | GL 3.3 | ES 3.0 | WebGL 2 | used by |\n| --- | --- | --- | --- | --- |\n".to_owned();
    for Feature { name, gl, gles, web_gl, used_by } in FEATURES.iter().copied() {
        let used_by = used_by.unwrap_or("nothing yet");
        table.push_str(&format!("| {name} | {gl} | {gles} | {web_gl} | {used_by} |\n"));
    }
    table
}
