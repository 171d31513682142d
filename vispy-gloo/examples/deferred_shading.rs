//! Pillars in the light of twelve lamps; below, what was drawn before there was light: paint, normals and places.
//!
//! Several render targets: one pass over the scene writes three textures, two of them of half floats, and a second one
//! lights each pixel once, however many things lie behind each other. Drag and turn the wheel.

mod gallery;

use gallery::passes::{COVER, cover, program};
use gallery::shapes::{CUBE_INDICES, cube};
use gallery::{Picture, View, show};
use vispy_gloo::{
    Attachment, Context, DrawCall, FrameBuffer, Program, RenderBuffer, Result, State, Texture2D,
    TextureFormat, Topology,
};

/// The floor, and 9 x 9 pillars.
const BOXES: u32 = 1 + 81;
const LAMPS: usize = 12;

const SCENE_VERTEX: &str = "
in vec3 a_position;
in vec3 a_normal;
uniform mat4 u_clip_from_world;
out vec3 v_place;
out vec3 v_normal;
flat out vec3 v_paint;
void main() {
    int pillar = gl_InstanceID - 1;
    vec3 center = pillar < 0 ? vec3(0.0, -0.1, 0.0) : vec3(pillar % 9 - 4, 0.0, pillar / 9 - 4);
    float height = 0.15 + 0.35 * fract(sin(float(pillar) * 12.9898) * 437.585);
    vec3 size = pillar < 0 ? vec3(5.0, 0.1, 5.0) : vec3(0.22, height, 0.22);
    v_place = center + size * a_position + (pillar < 0 ? vec3(0.0) : vec3(0.0, height, 0.0));
    v_normal = a_normal;
    v_paint = pillar < 0 ? vec3(0.7) : vec3(0.9, 0.85, 0.8);
    gl_Position = u_clip_from_world * vec4(v_place, 1.0);
}";

const SCENE_FRAGMENT: &str = "
in vec3 v_place;
in vec3 v_normal;
flat in vec3 v_paint;
layout(location = 0) out vec4 paint;
layout(location = 1) out vec4 normal;
layout(location = 2) out vec4 place;
void main() {
    paint = vec4(v_paint, 1.0);
    normal = vec4(v_normal, 0.0);
    place = vec4(v_place, 1.0);
}";

const LIGHT: &str = "
in vec2 v_at;
uniform sampler2D u_paint;
uniform sampler2D u_normal;
uniform sampler2D u_place;
uniform vec3 u_lamps[12];
out vec4 color;
void main() {
    // Three small pictures along the lower edge, the large one above.
    vec2 small = vec2(3.0, 4.0) * v_at;
    if (small.y < 1.0) {
        vec2 at = fract(small);
        vec3 shown = small.x < 1.0 ? texture(u_paint, at).rgb
            : small.x < 2.0 ? 0.5 + 0.5 * texture(u_normal, at).rgb
            : 0.5 + 0.1 * texture(u_place, at).rgb;
        color = vec4(shown, 1.0);
        return;
    }
    vec2 at = vec2(v_at.x, (v_at.y - 0.25) / 0.75);
    vec3 paint = texture(u_paint, at).rgb;
    vec3 normal = texture(u_normal, at).xyz;
    vec3 place = texture(u_place, at).xyz;
    vec3 light = vec3(0.04);
    for (int lamp = 0; lamp < 12; lamp++) {
        vec3 way = u_lamps[lamp] - place;
        vec3 hue = 0.55 + 0.45 * cos(6.2831853 * (float(lamp) / 12.0 + vec3(0.0, 0.33, 0.67)));
        light += hue * max(dot(normal, normalize(way)), 0.0) * 0.8 / (1.0 + 3.0 * dot(way, way));
    }
    color = vec4(min(paint * light * 3.0, 1.0), 1.0);
}";

struct Deferred {
    scene: Program,
    light: Program,
    layers: FrameBuffer,
}

impl Picture for Deferred {
    const SIZE: [u32; 2] = [640, 640];

    fn new(ctx: &mut Context) -> Result<Self> {
        let paint = Texture2D::empty(TextureFormat::Rgba8, 1, 1)?;
        let normal = Texture2D::empty(TextureFormat::Rgba16F, 1, 1)?;
        let place = Texture2D::empty(TextureFormat::Rgba16F, 1, 1)?;
        let depth = RenderBuffer::new(TextureFormat::Depth24, 1, 1)?;
        let colors: Vec<Attachment> = vec![(&paint).into(), (&normal).into(), (&place).into()];
        let layers = FrameBuffer::with_attachments(colors, Some((&depth).into()))?;
        let (corners, indices) = cube();
        let mut scene = program(ctx, SCENE_VERTEX, SCENE_FRAGMENT);
        scene.bind(&corners)?;
        scene.set_indices(Some(&indices));
        let mut light = program(ctx, COVER, LIGHT);
        light.set_texture("u_paint", &paint)?;
        light.set_texture("u_normal", &normal)?;
        light.set_texture("u_place", &place)?;
        Ok(Self { scene, light, layers })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        // The large picture has three quarters of the height.
        self.layers.resize(view.target.width, (view.target.height * 3 / 4).max(1))?;
        let layers = ctx.use_framebuffer(&self.layers)?;
        let scene = View { target: layers, ..*view };
        self.scene.set_uniform("u_clip_from_world", scene.camera(13.0, 0.5, 0.7).clip_from_world)?;
        ctx.clear(layers, None, Some([0.0; 4]), Some(1.0));
        let boxes = DrawCall::new(Topology::Triangles, 0..CUBE_INDICES).with_instances(BOXES);
        ctx.draw(&mut self.scene, layers, State::OPAQUE, boxes)?;

        let lamp = |index: usize| {
            let angle = index as f32 * std::f32::consts::TAU / LAMPS as f32 + 0.3 * view.time;
            let radius = if index.is_multiple_of(2) { 3.5 } else { 1.5 };
            [radius * angle.sin(), 0.9, radius * angle.cos()]
        };
        let lamps: Vec<[f32; 3]> = (0..LAMPS).map(lamp).collect();
        self.light.set_uniform("u_lamps", &lamps[..])?;
        cover(ctx, &mut self.light, view.target)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Deferred>("deferred_shading")
}
