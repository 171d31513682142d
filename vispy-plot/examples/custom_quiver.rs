//! A visual of one's own in axes: a wind field as arrows, with a shader program of its own.
//!
//! It pans and zooms with the axes, is read out under the pointer, has an entry in the legend, and is written to SVG and PDF
//! as paths. Needs the feature `parser`, which reads the shader.

use std::sync::{Arc, OnceLock};

use vispy_plot::{Error, Figure};
use vispy_visuals::batch::{Batch, Shape};
use vispy_visuals::color::Color;
use vispy_visuals::device::{PerView, ProgramSpec, Row, functions};
use vispy_visuals::glam::DVec2;
use vispy_visuals::shaders::{Binding, Function, GlslType, Snippet, library};
use vispy_visuals::vector::{Cap, Join, NotVector, PathStep, Stroke, VectorSink, page_from_framebuffer};
use vispy_visuals::{Bounds, DrawContext, MadeFor, Picked, View, Visual};

/// The rectangle that holds an arrow: two texels, (tail, vector) in px and (strength 0 to 1, row, 0, 0).
const VERTEX: &str = "
vec4 vertex_post(vec4 position, int row_index);
void main() {
    int index = gl_VertexID / 6 * 2;
    vec4 arrow = $vertex_texel(index);
    vec4 more = $vertex_texel(index + 1);
    int row_index = int(more.y);
    $params = $row(row_index, 2);
    $length_px = length(arrow.zw);
    $color = mix($row(row_index, 0), $row(row_index, 1), more.x);
    vec2 along = arrow.zw / $length_px;
    vec2 corner = $corner(gl_VertexID);
    float reach = $params.y + 1.0;
    $place = vec2(mix(-1.0, $length_px + 1.0, corner.x), mix(-reach, reach, corner.y));
    vec2 px = arrow.xy + $place.x * along + $place.y * vec2(-along.y, along.x);
    gl_Position = vertex_post($position(px), row_index);
}";

/// What an arrow covers of a pixel: `$place` is from its tail, along it and across; px. The head is the library's.
const FRAGMENT: &str = "
vec4 fragment_post(vec4 color);
out vec4 frag_color;
void main() {
    float head = min($params.y, 0.5 * $length_px);
    float from_head = $head(($place - vec2($length_px - head, 0.0)) / head) * head;
    float outside = max(-$place.x, $place.x - ($length_px - head));
    float from_shaft = max(abs($place.y) - $params.x, outside);
    frag_color = fragment_post($color * $coverage(min(from_head, from_shaft)));
}";

/// Half the width of a shaft and half the length of a head, in logical pixels.
const HALF_WIDTH_PX: f64 = 0.9;
const HALF_HEAD_PX: f64 = 5.0;

/// The program; what it is made of is the same for all quivers.
fn program() -> vispy_visuals::Result<&'static ProgramSpec> {
    static PROGRAM: OnceLock<ProgramSpec> = OnceLock::new();
    if let Some(program) = PROGRAM.get() {
        return Ok(program);
    }
    let passed = |stage: Function| -> vispy_visuals::Result<Function> {
        Ok(stage
            .bind("place", Binding::varying("v_place", GlslType::Vec2))?
            .bind("length_px", Binding::flat_varying("v_length_px", GlslType::Float))?
            .bind("params", Binding::flat_varying("v_params", GlslType::Vec4))?
            .bind("color", Binding::flat_varying("v_color", GlslType::Vec4))?)
    };
    let vertex = passed(Function::new(&Snippet::new("quiver.vert", VERTEX)?))?
        .bind("vertex_texel", functions::vertex_texel()?)?
        .bind("row", functions::row()?)?
        .bind("position", functions::position_from_px()?)?
        .bind("corner", functions::quad_corner()?)?;
    let of_library = |path: &str| Ok::<_, vispy_visuals::Error>(Function::new(&library::snippet(path)?));
    let fragment = passed(Function::new(&Snippet::new("quiver.frag", FRAGMENT)?))?
        .bind("head", of_library("lib/arrowheads/stealth.glsl")?)?
        .bind("coverage", of_library("lib/antialias/fill_coverage.glsl")?)?;
    Ok(PROGRAM.get_or_init(|| ProgramSpec { vertex, fragment, label: "quiver" }))
}

/// An arrow at each of many points, coloured by its length. Clones share the data, and have nothing on the GPU yet.
#[derive(Debug, Clone)]
pub(crate) struct Quiver {
    /// Where each arrow begins and where it ends, in data coordinates.
    arrows: Arc<[[DVec2; 2]]>,
    /// The speed that each stands for.
    speeds: Arc<[f64]>,
    colors: [Color; 2],
    views: PerView<Prepared>,
}

/// What a quiver keeps for a view.
#[derive(Debug)]
struct Prepared {
    batch: Batch,
    made_for: MadeFor,
}

impl Quiver {
    /// Arrows `scale` data units long for each unit of a vector; weak ones have the first colour, strong ones the second.
    pub(crate) fn new(places: &[DVec2], vectors: &[DVec2], scale: f64, colors: [Color; 2]) -> Self {
        let arrow = |(place, vector): (&DVec2, &DVec2)| [*place, *place + *vector * scale];
        let arrows = places.iter().zip(vectors).map(arrow).collect();
        let speeds = vectors.iter().map(|vector| vector.length()).collect();
        Self { arrows, speeds, colors, views: PerView::default() }
    }

    /// The ends of an arrow in pixels; `None` where there is nothing to draw.
    fn pixels(view: &View, arrow: [DVec2; 2]) -> Option<[DVec2; 2]> {
        let [tail, tip] = arrow.map(|end| view.map(end));
        (tail.is_finite() && tip.is_finite() && tail.distance(tip) > 0.1).then_some([tail, tip])
    }

    /// How strong each is, from 0 to 1.
    fn strengths(&self) -> impl Iterator<Item = f64> {
        let most = self.speeds.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        self.speeds.iter().map(move |speed| speed / most)
    }

    fn update(&self, prepared: &mut Prepared, cx: &mut DrawContext<'_>) {
        // Nothing changes but the view: the data of a quiver stay as they are.
        if prepared.made_for.is(cx.view, 0) {
            return;
        }
        let row = prepared.batch.row_index();
        let mut texels = Vec::with_capacity(2 * self.arrows.len());
        let mut ends = Vec::with_capacity(2 * self.arrows.len());
        for (arrow, strength) in self.arrows.iter().zip(self.strengths()) {
            let Some([tail, tip]) = Self::pixels(cx.view, *arrow) else { continue };
            let vector = tip - tail;
            texels.push([tail.x as f32, tail.y as f32, vector.x as f32, vector.y as f32]);
            texels.push([strength as f32, row, 0.0, 0.0]);
            ends.extend([tail, tip]);
        }
        let [weak, strong] = self.colors.map(|color| color.with_alpha(color.alpha() * cx.view.opacity));
        let [half_width, half_head] = [HALF_WIDTH_PX, HALF_HEAD_PX].map(|px| px * cx.view.scale_factor);
        let row = Row {
            color: weak.premultiplied(),
            second_color: strong.premultiplied(),
            params: [half_width as f32, half_head as f32, 0.0, 0.0],
            ..Row::default()
        };
        let area = cx.view.pixels_within(Bounds::of_points(ends), half_head + 1.0);
        prepared.batch.set(cx, row, &texels, area);
        prepared.made_for.set(cx.view, 0);
    }
}

impl Visual for Quiver {
    fn bounds(&self) -> Option<Bounds> {
        Bounds::of_points(self.arrows.iter().flatten().copied())
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> vispy_visuals::Result<()> {
        let mut views = std::mem::take(&mut self.views);
        let result = views
            .get_or_try_insert(cx.view.id, || {
                Ok(Prepared { batch: Batch::new(cx, program()?, Shape::QUAD)?, made_for: MadeFor::default() })
            })
            .map(|prepared| self.update(prepared, cx));
        self.views = views;
        result
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> vispy_visuals::Result<()> {
        self.views.get_mut(cx.view.id).map_or(Ok(()), |prepared| prepared.batch.draw(cx))
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        for (arrow, strength) in self.arrows.iter().zip(self.strengths()) {
            let Some(ends) = Self::pixels(view, *arrow) else { continue };
            let [tail, tip] = ends.map(|end| page_from_framebuffer(view, end));
            let color = self.colors[0].mix(self.colors[1], strength as f32);
            let along = (tip - tail).normalize();
            let head = HALF_HEAD_PX.min(tail.distance(tip) / 2.0);
            let neck = tip - along * head;
            let stroke = Stroke { color, width_px: 2.0 * HALF_WIDTH_PX, join: Join::Round, cap: Cap::Butt };
            sink.stroke(&[PathStep::MoveTo(tail), PathStep::LineTo(neck)], &stroke);
            // The head of the library: its barbs, and the notch between them.
            let corner = |x: f64, y: f64| neck + (along * x + along.perp() * y) * head;
            let path = [
                PathStep::MoveTo(tip),
                PathStep::LineTo(corner(-1.0, 0.7)),
                PathStep::LineTo(corner(-0.5, 0.0)),
                PathStep::LineTo(corner(-1.0, -0.7)),
                PathStep::Close,
            ];
            sink.fill(&path, color);
        }
        Ok(())
    }

    fn pick(&self, view: &View, pixel: DVec2, within_px: f64) -> Option<Picked> {
        let distance = |arrow: &[DVec2; 2]| {
            let [tail, tip] = Self::pixels(view, *arrow)?;
            let vector = tip - tail;
            let along = ((pixel - tail).dot(vector) / vector.length_squared()).clamp(0.0, 1.0);
            Some(pixel.distance(tail + vector * along))
        };
        let near =
            self.arrows.iter().enumerate().filter_map(|(index, arrow)| Some((index, distance(arrow)?)));
        let (index, distance) = near.min_by(|a, b| a.1.total_cmp(&b.1))?;
        if distance > within_px * view.scale_factor {
            return None;
        }
        let [tail, tip] = self.arrows[index];
        let heading_deg = (tip - tail).x.atan2((tip - tail).y).to_degrees().rem_euclid(360.0);
        let lines = vec![format!("{:.1} m/s towards {heading_deg:.0}°", self.speeds[index])];
        Some(Picked { index, at: tail, lines })
    }
}

/// The wind around a high and a low: places in km, and m/s.
fn wind() -> (Vec<DVec2>, Vec<DVec2>) {
    let vortex = |at: DVec2, center: DVec2, strength: f64| {
        let away = at - center;
        away.perp() * strength * (-away.length_squared() / 90_000.0).exp() / 100.0
    };
    let places: Vec<DVec2> =
        (0..17).flat_map(|j| (0..26).map(move |i| DVec2::new(f64::from(i), f64::from(j)) * 40.0)).collect();
    let (high, low) = (DVec2::new(250.0, 400.0), DVec2::new(750.0, 250.0));
    let west = DVec2::new(3.0, 0.0);
    let vectors = places.iter().map(|at| west + vortex(*at, high, -5.0) + vortex(*at, low, 6.0)).collect();
    (places, vectors)
}

/// The figure of this example.
pub(crate) fn figure() -> Figure {
    let (places, vectors) = wind();
    let colors = [Color::rgb(0.62, 0.76, 0.88), Color::rgb(0.55, 0.0, 0.35)];
    let mut figure = Figure::new();
    figure.size_px(800, 540);
    let mut axes = figure.axes(0, 0);
    axes.add(Quiver::new(&places, &vectors, 3.2, colors)).label("wind at 10 m").color("#8c0059");
    axes.scatter(([250.0, 750.0], [400.0, 250.0])).symbol("x").size_px(12.0).color("black").label("centres");
    axes.title("A high and a low").x_label("east (km)").y_label("north (km)").aspect(1.0).legend();
    figure
}

fn main() -> Result<(), Error> {
    match std::env::args().nth(1) {
        Some(path) => figure().save(path),
        None => figure().show(),
    }
}
