//! How long shader composition takes: parsing new texts, composing parsed ones, looking up what is there.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use vispy_visuals::shaders::{
    Binding, ComposeCaps, ComposeError, Dialect, Function, FunctionChain, GlslType, Snippet, Stages,
    StructureKey, compose, library,
};

const VERTEX: &str = "// main: place a line's vertices.
void main() {
    vec2 position = $transform($position);
    $distance = $side * $half_width;
    $value = $attribute_value;
    gl_Position = vec4(position, 0.0, 1.0);
}
";

const FRAGMENT: &str = "// main: colour a line's fragments.
// requires: lib/antialias/stroke_coverage.glsl
vec4 fragment_post(vec4 color);
out vec4 frag_color;
void main() {
    float coverage = stroke_coverage($distance, $half_width);
    frag_color = fragment_post($lookup($colormap, $value) * coverage);
}
";

/// A line with a colormap, a transform of eight steps and two filters: 15 functions.
fn line() -> Result<(Function, Function), ComposeError> {
    let step = Snippet::new(
        "bench/st.glsl",
        "// requires: lib/math/scale_translate.glsl\nvec2 st(vec2 p) { return scale_translate(p, $st); }",
    )?;
    let mut transform = FunctionChain::new("transform");
    for number in 0..8 {
        let name = format!("u_st_{number}");
        transform = transform
            .with(number, &Function::new(&step).bind("st", Binding::uniform(&name, GlslType::Vec4))?);
    }
    let half_width = Binding::uniform("u_half_width", GlslType::Float);
    let vertex = Function::new(&Snippet::new("bench/main.vert.glsl", VERTEX)?)
        .bind("transform", transform.to_function()?)?
        .bind("position", Binding::attribute("a_position", GlslType::Vec2))?
        .bind("side", Binding::attribute("a_side", GlslType::Float))?
        .bind("attribute_value", Binding::attribute("a_value", GlslType::Float))?
        .bind("value", Binding::varying("v_value", GlslType::Float))?
        .bind("half_width", half_width.clone())?
        .bind("distance", Binding::varying("v_distance", GlslType::Float))?;
    let invert = Snippet::new("bench/invert.glsl", "vec4 invert(vec4 c) { return vec4(c.a - c.rgb, c.a); }")?;
    let fade = Snippet::new("bench/fade.glsl", "vec4 fade(vec4 c) { return c * $opacity; }")?;
    let fade = Function::new(&fade).bind("opacity", Binding::uniform("u_opacity", GlslType::Float))?;
    let filters = FunctionChain::new("filters").with(0, &Function::new(&invert)).with(1, &fade);
    let lookup = Function::new(&library::snippet("lib/colormaps/colormap_lookup.glsl")?)
        .bind("bad_color", [0.0; 4])?;
    let fragment = Function::new(&Snippet::new("bench/main.frag.glsl", FRAGMENT)?)
        .bind("distance", Binding::varying("v_distance", GlslType::Float))?
        .bind("value", Binding::varying("v_value", GlslType::Float))?
        .bind("half_width", half_width)?
        .bind("colormap", Binding::texture("u_colormap", GlslType::Sampler2D))?
        .bind("lookup", lookup)?
        .with_hook("fragment_post", &filters)?;
    Ok((vertex, fragment))
}

fn composition(c: &mut Criterion) {
    let (vertex, fragment) = line().unwrap_or_else(|error| panic!("{error}"));
    let stages = Stages { vertex: &vertex, fragment: &fragment };
    let caps = ComposeCaps::new();
    c.bench_function("structure key", |b| {
        b.iter(|| StructureKey::new(black_box(&stages), Dialect::Es300, &caps));
    });
    c.bench_function("compose, all parsed", |b| {
        b.iter(|| compose(black_box(&stages), Dialect::Es300, &caps));
    });
    c.bench_function("bind a line from parsed snippets", |b| b.iter(line));
    let mut number = 0_u64;
    c.bench_function("parse a new snippet of 1 kB", |b| {
        let source = library::snippet("lib/colormaps/colormap_lookup.glsl")
            .map_or(String::new(), |s| s.source().to_owned());
        b.iter(|| {
            number += 1;
            Snippet::new(&format!("bench/{number}.glsl"), source.clone())
        });
    });
    c.bench_function("parse a new snippet with conditionals", |b| {
        b.iter(|| {
            number += 1;
            let source =
                "#ifdef GL_ES\nfloat f() { return 1.0; }\n#else\nfloat f() { return 2.0; }\n#endif\n";
            Snippet::new(&format!("bench/{number}.glsl"), source)
        });
    });
}

criterion_group!(benches, composition);
criterion_main!(benches);
