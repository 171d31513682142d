//! Asking the driver what it can do.

use glow::HasContext as _;

use crate::caps::{Api, Caps};
use crate::error::{Error, Result};

/// The names under which anisotropic filtering is found.
const ANISOTROPY: [&str; 3] = [
    "GL_EXT_texture_filter_anisotropic",
    "GL_ARB_texture_filter_anisotropic",
    "EXT_texture_filter_anisotropic",
];

/// The names under which compiling on threads of the driver's is found.
const PARALLEL_COMPILE: [&str; 3] =
    ["GL_KHR_parallel_shader_compile", "GL_ARB_parallel_shader_compile", "KHR_parallel_shader_compile"];

pub(super) fn query(gl: &glow::Context) -> Result<Caps> {
    let version = gl.version();
    let api = if cfg!(target_arch = "wasm32") {
        Api::WebGl
    } else if version.is_embedded {
        Api::Gles
    } else {
        Api::Gl
    };
    let found = [version.major, version.minor];
    let needed = if api == Api::Gl { [3, 3] } else { [3, 0] };
    // WebGL 2 calls itself 2.0.
    if found < needed && api != Api::WebGl {
        let family = if api == Api::Gl { "OpenGL" } else { "OpenGL ES" };
        return Err(Error::NoGl { reason: format!("{family} {}.{}", found[0], found[1]) });
    }
    let extensions = gl.supported_extensions();
    let has = |names: &[&str]| names.iter().any(|name| extensions.contains(*name));
    // Results are read by functions that glow finds only beside these.
    let has_queries = match api {
        Api::Gl => found >= [4, 5] || has(&["GL_ARB_query_buffer_object"]),
        Api::Gles => has(&["GL_EXT_occlusion_query_boolean", "GL_EXT_disjoint_timer_query"]),
        Api::WebGl => true,
    };
    let number = |name| {
        // SAFETY: G1.
        u32::try_from(unsafe { gl.get_parameter_i32(name) }).unwrap_or(0)
    };
    Ok(Caps {
        api,
        version: found,
        // SAFETY: G1.
        renderer: unsafe { gl.get_parameter_string(glow::RENDERER) },
        max_texture_size: number(glow::MAX_TEXTURE_SIZE),
        max_texture_3d_size: number(glow::MAX_3D_TEXTURE_SIZE),
        max_cube_size: number(glow::MAX_CUBE_MAP_TEXTURE_SIZE),
        max_array_layers: number(glow::MAX_ARRAY_TEXTURE_LAYERS),
        max_texture_units: number(glow::MAX_COMBINED_TEXTURE_IMAGE_UNITS),
        max_attributes: number(glow::MAX_VERTEX_ATTRIBS),
        max_color_attachments: number(glow::MAX_COLOR_ATTACHMENTS).min(number(glow::MAX_DRAW_BUFFERS)),
        max_samples: number(glow::MAX_SAMPLES),
        max_point_size: largest_point(gl, api),
        max_line_width: widest_line(gl),
        max_uniform_blocks: number(glow::MAX_UNIFORM_BUFFER_BINDINGS)
            .min(number(glow::MAX_VERTEX_UNIFORM_BLOCKS) + number(glow::MAX_FRAGMENT_UNIFORM_BLOCKS)),
        max_uniform_block_bytes: number(glow::MAX_UNIFORM_BLOCK_SIZE),
        queries: has_queries,
        timer_queries: has_queries
            && (api == Api::Gl || has(&["GL_EXT_disjoint_timer_query", "EXT_disjoint_timer_query_webgl2"])),
        primitive_restart: api != Api::Gl || found >= [4, 3] || has(&["GL_ARB_ES3_compatibility"]),
        float_targets: api == Api::Gl
            || (api == Api::Gles && found >= [3, 2])
            || has(&["GL_EXT_color_buffer_float", "EXT_color_buffer_float"]),
        float_linear: api == Api::Gl || has(&["GL_OES_texture_float_linear", "OES_texture_float_linear"]),
        norm16: api == Api::Gl || has(&["GL_EXT_texture_norm16", "EXT_texture_norm16"]),
        border_clamp: api == Api::Gl
            || (api == Api::Gles && (found >= [3, 2] || has(&["GL_EXT_texture_border_clamp"]))),
        swizzle: api != Api::WebGl,
        parallel_compile: has(&PARALLEL_COMPILE),
        max_anisotropy: largest_anisotropy(gl, has(&ANISOTROPY)),
    })
}

/// How many samples an anisotropic filter takes at most; 1 where there is none.
fn largest_anisotropy(gl: &glow::Context, there: bool) -> f32 {
    if !there {
        return 1.0;
    }
    // SAFETY: G1.
    unsafe { gl.get_parameter_f32(glow::MAX_TEXTURE_MAX_ANISOTROPY_EXT) }.max(1.0)
}

/// The upper end of the range of line widths. Core profiles of version 3.3 and later may draw only lines of width 1.
fn widest_line(gl: &glow::Context) -> f32 {
    let mut range = [1.0_f32; 2];
    // SAFETY: G1; the parameter has two values.
    unsafe { gl.get_parameter_f32_slice(glow::ALIASED_LINE_WIDTH_RANGE, &mut range) };
    range[1].max(1.0)
}

/// The upper end of the range of point sizes.
fn largest_point(gl: &glow::Context, api: Api) -> f32 {
    let parameter = if api == Api::Gl { glow::POINT_SIZE_RANGE } else { glow::ALIASED_POINT_SIZE_RANGE };
    let mut range = [1.0_f32; 2];
    // SAFETY: G1; the parameter has two values.
    unsafe { gl.get_parameter_f32_slice(parameter, &mut range) };
    range[1].max(1.0)
}
