//! Runs functions of shaders on numbers, on the GPU, in both dialects.

use vispy_app::Api;
use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_app::testing::test_context_with;
use vispy_gloo::{
    DrawCall, FrameBuffer, ReadFormat, Rect, Sampling, State, Texture2D, TextureFormat, Topology,
};
use vispy_visuals::Device;
use vispy_visuals::device::ProgramSpec;
use vispy_visuals::shaders::{Binding, Function, GlslType, Snippet};
use vispy_visuals::transforms::MapFunction;

/// Numbers in a row of a texture.
const WIDTH: usize = 64;

const VERTEX: &str = "
void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    gl_Position = vec4(corner * 4.0 - 1.0, 0.0, 1.0);
}";

const FRAGMENT: &str = "
out vec4 value;
void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    value = $evaluate(texelFetch($first, at, 0), texelFetch($second, at, 0));
}";

/// A context in each dialect; fewer where there is no driver for one, which is said.
pub(crate) fn contexts() -> Vec<HeadlessContext> {
    let of = |api| test_context_with(&EglOptions::default().with_api(api));
    [Api::Es30, Api::Gl33].into_iter().filter_map(of).collect()
}

/// A snippet of a test.
pub(crate) fn function(source: &str) -> Function {
    Function::new(&Snippet::new("test/evaluate.glsl", source.to_owned()).unwrap_or_else(|e| panic!("{e}")))
}

/// `vec4 f(vec4 a, vec4 b)` for each pair of inputs.
pub(crate) fn evaluate(
    headless: &mut HeadlessContext,
    evaluated: &Function,
    inputs: &[[[f32; 4]; 2]],
) -> Vec<[f32; 4]> {
    evaluate_map(headless, evaluated, None, inputs)
}

/// The same of a function that calls a transform as `$map`.
pub(crate) fn evaluate_map(
    headless: &mut HeadlessContext,
    evaluated: &Function,
    map: Option<&MapFunction>,
    inputs: &[[[f32; 4]; 2]],
) -> Vec<[f32; 4]> {
    let rows = inputs.len().div_ceil(WIDTH);
    let texture = |which: usize| {
        let mut texels: Vec<[f32; 4]> = inputs.iter().map(|input| input[which]).collect();
        texels.resize(rows * WIDTH, [0.0; 4]);
        let texture = Texture2D::new(TextureFormat::Rgba32F, WIDTH as u32, rows as u32, &texels[..]).unwrap();
        texture.set_sampling(Sampling::NEAREST);
        texture
    };
    let (first, second) = (texture(0), texture(1));
    let sampler = |name| Binding::texture(name, GlslType::Sampler2D);
    let evaluated = match map {
        Some(map) => evaluated.bind("map", map.function()).unwrap(),
        None => evaluated.clone(),
    };
    let fragment = function(FRAGMENT)
        .bind("evaluate", evaluated)
        .and_then(|f| f.bind("first", sampler("u_first")))
        .and_then(|f| f.bind("second", sampler("u_second")))
        .unwrap();
    let spec = ProgramSpec { vertex: function(VERTEX), fragment, label: "evaluate" };
    let ctx = headless.make_current().unwrap();
    let output = Texture2D::empty(TextureFormat::Rgba32F, WIDTH as u32, rows as u32).unwrap();
    let framebuffer = FrameBuffer::new(&output).unwrap();
    let target = ctx.use_framebuffer(&framebuffer).unwrap();
    let mut program =
        Device::with(ctx, |ctx, device| device.program(ctx, &spec)).unwrap_or_else(|error| panic!("{error}"));
    program.set_texture("u_first", &first).unwrap();
    program.set_texture("u_second", &second).unwrap();
    if let Some(map) = map {
        map.set_uniforms(&mut program).unwrap();
    }
    ctx.draw(&mut program, target, State::OPAQUE, DrawCall::new(Topology::Triangles, 0..3)).unwrap();
    let mut bytes = Vec::new();
    let rect = Rect::new(0, 0, WIDTH as u32, rows as u32);
    ctx.read_pixels_now(target, rect, ReadFormat::Rgba32F, &mut bytes).unwrap();
    let floats: Vec<f32> = bytes
        .chunks_exact(4)
        .map(|bytes| f32::from_ne_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
        .collect();
    floats.chunks_exact(4).take(inputs.len()).map(|v| [v[0], v[1], v[2], v[3]]).collect()
}

/// Numbers that look random: the same in each run, evenly spread over `0.0..1.0`.
pub(crate) fn noise(seed: u32) -> impl Iterator<Item = f32> {
    let mut state = u64::from(seed) * 2 + 1;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1_u64 << 24) as f32
    })
}
