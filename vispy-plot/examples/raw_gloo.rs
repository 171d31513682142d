//! OpenGL inside of axes: triangles with a value at each corner, drawn with programs and buffers of one's own, in data
//! coordinates that are far from zero.
//!
//! Corners are kept in single precision relative to a point among them; the map from there to the screen is composed in double
//! precision, so that zooming in does not make them tremble.

use vispy_gloo::{Api, Context, DrawCall, IndexBuffer, Program, Topology, VertexBuffer};
use vispy_plot::{Error, Figure};
use vispy_visuals::Bounds;
use vispy_visuals::glam::DVec2;
use vispy_visuals::visuals::RawDraw;

const VERTEX: &str = "
in vec2 a_offset;
in float a_value;
uniform mat3 u_render_from_offset;
out float v_value;
void main() {
    v_value = a_value;
    gl_Position = vec4((u_render_from_offset * vec3(a_offset, 1.0)).xy, 0.0, 1.0);
}";

/// Colours between corners, and a line of 1 px wherever the value crosses a tenth.
const FRAGMENT: &str = "
in float v_value;
out vec4 color;
void main() {
    vec3 low = vec3(0.19, 0.28, 0.55), middle = vec3(0.90, 0.92, 0.82), high = vec3(0.70, 0.20, 0.14);
    vec3 paint = v_value < 0.5 ? mix(low, middle, 2.0 * v_value) : mix(middle, high, 2.0 * v_value - 1.0);
    float tenths = 10.0 * v_value;
    float away_px = abs(fract(tenths - 0.5) - 0.5) / fwidth(tenths);
    color = vec4(mix(vec3(0.15), paint, clamp(away_px, 0.0, 1.0)), 1.0);
}";

/// A point among the corners: metres of a map grid.
const ORIGIN: DVec2 = DVec2::new(447_300.0, 5_411_900.0);
/// Corners along each side.
const SIDE: u32 = 60;

/// The corners of a bent mesh, from the origin in m, and a value of each, 0 to 1.
fn corners() -> (Vec<[f32; 2]>, Vec<f32>) {
    let corner = |index: u32| {
        let [u, v] = [index % SIDE, index / SIDE].map(|i| f64::from(i) / f64::from(SIDE - 1) * 2.0 - 1.0);
        let place = DVec2::new(u + 0.12 * (3.0 * v).sin(), v + 0.1 * (2.5 * u).cos()) * 900.0;
        let hill = |x: f64, y: f64, width: f64| (-((u - x).powi(2) + (v - y).powi(2)) / width).exp();
        let value =
            0.25 + 0.7 * hill(-0.3, 0.25, 0.25) - 0.25 * hill(0.5, -0.4, 0.2) + 0.3 * hill(0.6, 0.7, 0.1);
        (place.as_vec2().to_array(), value as f32)
    };
    (0..SIDE * SIDE).map(corner).unzip()
}

/// Two triangles for each cell of the mesh.
fn triangles() -> Vec<u32> {
    let cells = (0..SIDE - 1).flat_map(|row| (0..SIDE - 1).map(move |column| row * SIDE + column));
    cells.flat_map(|i| [i, i + 1, i + SIDE, i + SIDE, i + 1, i + SIDE + 1]).collect()
}

/// Makes what the drawing needs in a context, and returns what draws.
fn mesh(
    ctx: &Context,
) -> vispy_visuals::Result<impl FnMut(&mut RawDraw<'_>) -> vispy_visuals::Result<()> + use<>> {
    let header = match ctx.caps().api {
        Api::Gl => "#version 330 core\n",
        Api::Gles | Api::WebGl => "#version 300 es\nprecision highp float;\n",
    };
    let (offsets, values) = corners();
    let mut program = Program::new(format!("{header}{VERTEX}"), format!("{header}{FRAGMENT}"));
    program.set_attribute("a_offset", &VertexBuffer::new(offsets))?;
    program.set_attribute("a_value", &VertexBuffer::new(values))?;
    let indices = IndexBuffer::new(triangles());
    program.set_indices(Some(&indices));
    Ok(move |raw: &mut RawDraw<'_>| {
        let Some(map) = raw.render_from_offset(ORIGIN) else { return Ok(()) };
        program.set_uniform("u_render_from_offset", map)?;
        let (target, state) = (raw.target(), raw.state());
        let call = DrawCall::new(Topology::Triangles, 0..indices.len() as u32);
        Ok(raw.ctx.draw(&mut program, target, state, call)?)
    })
}

/// The figure of this example.
pub(crate) fn figure() -> Figure {
    let places = || corners().0.into_iter().map(|[x, y]| ORIGIN + DVec2::new(x.into(), y.into()));
    let mut figure = Figure::new();
    figure.size_px(640, 600);
    let mut axes = figure.axes(0, 0);
    axes.draw(Bounds::of_points(places()), mesh).label("field").color("#b23324");
    let (x, y): (Vec<f64>, Vec<f64>) = places().step_by(177).map(|place| (place.x, place.y)).unzip();
    axes.scatter((x, y)).symbol("triangle_up").size_px(8.0).color("black").label("stations");
    axes.title("Triangles of one's own").x_label("easting (m)").y_label("northing (m)").aspect(1.0).legend();
    figure
}

fn main() -> Result<(), Error> {
    match std::env::args().nth(1) {
        Some(path) => figure().save(path),
        None => figure().show(),
    }
}
