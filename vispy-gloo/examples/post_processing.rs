//! A cube as it was drawn, in grey, as coarse dots, and as outlines.
//!
//! A scene is drawn into a frame buffer with colour and depth; a second pass reads its pixels and their neighbours. Move
//! the mouse to move the borders.

mod gallery;

use gallery::passes::{COVER, cover, program};
use gallery::shapes::{CUBE_INDICES, cube};
use gallery::{Picture, View, show};
use glam::Mat4;
use vispy_gloo::{
    Context, DrawCall, FrameBuffer, Program, RenderBuffer, Result, State, Texture2D, TextureFormat, Topology,
};

const SCENE_VERTEX: &str = "
in vec3 a_position;
uniform mat4 u_clip_from_cube;
out vec3 v_color;
void main() {
    gl_Position = u_clip_from_cube * vec4(a_position, 1.0);
    v_color = 0.55 + 0.45 * a_position;
}";

const SCENE_FRAGMENT: &str = "
in vec3 v_color;
out vec4 color;
void main() {
    // Stripes, so that there is something to filter.
    float stripe = step(0.5, fract(5.0 * (v_color.r + v_color.g + v_color.b)));
    color = vec4(v_color * mix(0.75, 1.0, stripe), 1.0);
}";

const EFFECTS: &str = "
in vec2 v_at;
uniform sampler2D u_scene;
uniform vec2 u_border;
out vec4 color;

float grey(ivec2 pixel) {
    ivec2 inside = clamp(pixel, ivec2(0), textureSize(u_scene, 0) - 1);
    return dot(texelFetch(u_scene, inside, 0).rgb, vec3(0.299, 0.587, 0.114));
}

// How fast brightness changes from pixel to pixel, after Sobel.
float edge(ivec2 pixel) {
    vec2 slope = vec2(0.0);
    for (int y = -1; y <= 1; y++) {
        for (int x = -1; x <= 1; x++) {
            vec2 weight = vec2(x * (2 - abs(y)), y * (2 - abs(x)));
            slope += weight * grey(pixel + ivec2(x, y));
        }
    }
    return length(slope);
}

// Dots on paper, the larger the darker.
float dots(vec2 pixel, float spacing) {
    vec2 center = (floor(pixel / spacing) + 0.5) * spacing;
    float radius = 0.62 * spacing * sqrt(1.0 - grey(ivec2(center)));
    return clamp(distance(pixel, center) - radius + 0.5, 0.0, 1.0);
}

void main() {
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    bool right = v_at.x > u_border.x;
    bool upper = v_at.y > u_border.y;
    vec3 shown = texelFetch(u_scene, pixel, 0).rgb;
    if (upper && right) {
        shown = vec3(grey(pixel));
    } else if (!upper && !right) {
        shown = vec3(dots(gl_FragCoord.xy, 6.0));
    } else if (!upper) {
        shown = vec3(1.0 - edge(pixel));
    }
    color = vec4(shown, 1.0);
}";

struct Effects {
    scene: Program,
    effects: Program,
    layer: FrameBuffer,
}

impl Picture for Effects {
    fn new(ctx: &mut Context) -> Result<Self> {
        let color = Texture2D::empty(TextureFormat::Rgba8, 1, 1)?;
        let depth = RenderBuffer::new(TextureFormat::Depth24, 1, 1)?;
        let layer = FrameBuffer::with_attachments(vec![(&color).into()], Some((&depth).into()))?;
        let (corners, indices) = cube();
        let mut scene = program(ctx, SCENE_VERTEX, SCENE_FRAGMENT);
        scene.bind(&corners)?;
        scene.set_indices(Some(&indices));
        let mut effects = program(ctx, COVER, EFFECTS);
        effects.set_texture("u_scene", &color)?;
        Ok(Self { scene, effects, layer })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        // Nothing happens when the size is the same.
        self.layer.resize(view.target.width, view.target.height)?;
        let layer = ctx.use_framebuffer(&self.layer)?;
        let turned = Mat4::from_rotation_y(0.8 + 0.5 * view.time);
        self.scene.set_uniform("u_clip_from_cube", view.camera(5.4, 0.0, 0.55).clip_from_world * turned)?;
        ctx.clear(layer, None, Some([0.95, 0.95, 0.93, 1.0]), Some(1.0));
        let call = DrawCall::new(Topology::Triangles, 0..CUBE_INDICES);
        ctx.draw(&mut self.scene, layer, State::OPAQUE, call)?;

        self.effects.set_uniform("u_border", view.mouse.map(|place| 0.5 + 0.5 * place))?;
        cover(ctx, &mut self.effects, view.target)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Effects>("post_processing")
}
